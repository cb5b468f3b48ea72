/* Bytes -> a tree in which every node, attribute and text knows its line and column.
   No network, no DTD, no entity beyond XML's five. libxml2 is seen in xml.c only. */
#ifndef DIPTYCH_BASE_XML_H
#define DIPTYCH_BASE_XML_H
#include "base/diag.h"

typedef enum {
	XML_ELEMENT,
	XML_WORDS
} XmlKind; /* comments and processing instructions are left out */

typedef struct XmlAttribute {
	Str name, value; /* local name */
	Str prefix; /* "xml" for xml:lang and xml:id; "" for none; foreign namespaces keep their prefix
				 */
	Source from; /* where the attribute's name stands */
	struct XmlAttribute *next;
} XmlAttribute;

typedef struct Xml {
	XmlKind kind;
	Str name; /* of an element: the local name */
	Str space; /* of an element: the namespace name, "" for none */
	Str words; /* of text: the characters */
	Source from; /* of an element its "<", of text its first character */
	XmlAttribute *attributes;
	struct Xml *parent, *first, *next;
} Xml;

#define XML_DEPTH 128 /* deeper nesting is refused */

/* Parses [bytes], called [file] in messages. Returns the root, in [arena], or NULL after at least
   one message. UTF-8 and UTF-16 (with a byte order mark) are read; an empty file, something that is
   not XML, a DOCTYPE, too much depth or too many attributes are refused with a sentence. The text
   is made known to [diags] (as UTF-8) for source lines. */
const Xml *xml_read(Arena *arena, Str bytes, const char *file, Diags *diags);
/* The attribute of no namespace (or "xml:" names, given as "xml:lang"), or NULL. */
const XmlAttribute *xml_attribute(const Xml *element, const char *name);
/* Its value, or "". */
Str xml_value(const Xml *element, const char *name);
/* Prepares libxml2; called once in main, before any thread. */
void xml_open(void);
void xml_close(void);
#endif
