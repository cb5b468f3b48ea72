/* Shared by the files of this room: the vocabulary, tests of fields, and the checked tree. */
#ifndef DIPTYCH_CONTENT_INTERNAL_H
#define DIPTYCH_CONTENT_INTERNAL_H
#include "base/xml.h"
#include "content/article.h"

#define CONTENT_SPACE "urn:diptych:1"

struct Article {
	const Xml *root;
	const char *file;
	const Str *subjects;                 /* their ids, in order */
	int nsubjects;
};

/* ---- vocabulary.c ---- */
typedef enum { ELEMENTS, WORDS, FLOW, EMPTY } Holds;
typedef enum { ONE, MAYBE, SOME, ANY } HowOften;
typedef struct Element {                     /* a row of elements.def */
	const char *name, *parents, *attributes;
	Holds holds;
	HowOften often;
	const char *summary, *example;
} Element;
typedef struct Attribute { Str name, kind; bool needed; } Attribute;

enum { MAX_NEEDS = 24 };
/* The row for [name] where it may stand in [parent], or NULL. */
const Element *element_in(Str name, Str parent);
/* The first row for [name], wherever it may stand, or NULL. */
const Element *element_find(Str name);
/* The rows that say what [parent] must have, or may have only once; returns how many. */
int elements_needed(Str parent, const Element *out[MAX_NEEDS]);
/* The element most likely meant by the unknown [name] in [parent], or NULL. */
const char *element_nearest(Str name, Str parent);
/* True if words may stand in [name]. */
bool holds_words(Str name);
/* Takes the next attribute off a row's list. */
bool attribute_next(Str *list, Attribute *out);
/* How many slips of the pen still leave [name] recognizable. */
int slips_allowed(Str name);

/* if, choose, case and else: what they hold belongs to the element around them. */
bool is_passage(const Xml *node);
/* [node], or the nearest element around it that is no passage. */
const Xml *home_of(const Xml *node);
bool is_named(const Xml *node, const char *name);
/* True if [text] has a character that prints. */
bool prints(Str text);

/* ---- attributes.c ---- */
typedef struct Id { Str name; Source from; struct Id *next; } Id;
typedef struct Checking {
	Arena *arena;
	Diags *diags;
	Article *article;
	Id **ids;                            /* those seen so far, hashed */
} Checking;
/* Checks names, kinds and presence of an element's attributes by its row. */
void attributes_check(Checking *in, const Xml *element, const Element *row);

/* ---- fields.c ---- */
typedef struct Test { Str name, value; bool negated, compares; } Test;
/* Reads NAME, not NAME, NAME = 'x' or NAME != 'x'. */
bool test_read(Str text, Test *out);
bool test_holds(const Test *test, const Fields *fields);
const Field *field_find(const Fields *fields, Str name);
/* The subjects named in "for"; unknown ids are passed over. */
SubjectSet subjects_named(const Article *article, Str list);

/* ---- spans.c: the tree seen through one set of fields ---- */
typedef struct Filling {
	Arena *arena;
	const Article *article;
	const Fields *fields;
	Diags *diags;
} Filling;
typedef struct Kids { const Xml **at; int count, room; } Kids;
/* What stands in [element] once every passage is decided, in order. */
Kids kids_of(Filling *in, const Xml *element);
/* The same, elements called [name] only. */
Kids kids_named(Filling *in, const Xml *element, const char *name);
/* The words of [element] without its <short>; NULL if nothing of them prints. */
const Span *spans_make(Filling *in, const Xml *element);
/* The words of the inline kids [kids] of [element]. */
const Span *spans_of_kids(Filling *in, const Xml *element, Kids kids);
/* The words of [element]'s <short>, or NULL. */
const Span *short_make(Filling *in, const Xml *element);
Wording wording_make(Filling *in, const Xml *element);
/* The wording of [element]'s kid called [name]; full is NULL if there is none. */
Wording wording_of(Filling *in, const Xml *element, const char *name);
/* The same for a kid that must be there: it is an error if these fields leave it without words. */
Wording wording_needed(Filling *in, const Xml *element, const char *name);

/* ---- blocks.c ---- */
/* The paragraphs, lists and notes of [element]; words between them are paragraphs too. */
const Block *blocks_make(Filling *in, const Xml *element);
Block *note_make(Filling *in, const Xml *element);

/* ---- abbreviations.c ---- */
void abbreviations_check(const Content *content, Diags *diags);
#endif
