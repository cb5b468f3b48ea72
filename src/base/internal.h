/* Between xml_text.c, which knows the bytes, and xml.c, which knows libxml2. */
#ifndef DIPTYCH_BASE_INTERNAL_H
#define DIPTYCH_BASE_INTERNAL_H
#include "base/diag.h"

typedef struct XmlText {
	Arena *arena;
	const char *file;
	Diags *diags;
	Str text;                    /* UTF-8, without a byte order mark */
	struct Milestone { int line, column; } *milestones;  /* where every 256th byte stands */
} XmlText;

/* Turns [bytes] into the UTF-8 text of [in] and makes it known to its diags. What is empty, no
   text, or in an encoding that is not read is refused with a message. */
bool xml_text_decode(XmlText *in, Str bytes);
/* Refuses what the parser must not see: a DOCTYPE, too much depth, too many attributes, parts that
   are too large. What is not well-formed passes: the parser says that better. */
bool xml_text_scan(const XmlText *in);
/* The line and column of byte [offset]. */
Source xml_text_place(const XmlText *in, size_t offset);
/* Takes the next attribute of a start tag: *[at] is behind the tag's name or the attribute before,
   and moves behind the value. False at the tag's end, or where it is not well-formed. */
bool xml_text_attribute(Str text, size_t *at, Str *name);
/* The name of the start or end tag whose "<" is at [offset]. */
Str xml_text_name(Str text, size_t offset);
/* Skips comments, instructions and empty CDATA from [offset] on: the first character of a text, if
   one stands there. */
size_t xml_text_words(Str text, size_t offset);
#endif
