/* Shared by the files of this room: the vocabulary, tests, and the checked tree. */
#ifndef DIPTYCH_CONTENT_INTERNAL_H
#define DIPTYCH_CONTENT_INTERNAL_H
#include "base/map.h"
#include "base/xml.h"
#include "content/article.h"

typedef enum { ELEMENTS, WORDS, FLOW, EMPTY } Holds;
typedef enum { ONE, MAYBE, SOME, ANY } HowMany;
typedef struct Element {
	const char *name, *parents, *attributes;
	Holds holds;
	HowMany many;
	const char *summary, *example;
} Element;
extern const Element elements[];
extern const int nelements;

struct Article {
	Arena *arena;
	const Xml *root;
	const char *file;
	Str subjects[MAX_SUBJECTS];
	int nsubjects; /* their ids */
};

/* The row of [name] where it may stand in [parent]; NULL if there is none. */
const Element *element_in(Str name, Str parent);
const Element *element_any(Str name);
/* Does the row name [parent] as a place, and not words or anything? */
bool stands_in(const Element *row, Str parent);
/* "if", "case", "else", "choose": what they hold belongs to their parent. */
bool is_passage(const Xml *node);
/* The nearest ancestor-or-self that is no passage. */
const Xml *home_of(const Xml *node);
bool holds_words(Str name);

typedef struct Attribute {
	Str name, kind;
	bool needed;
} Attribute;
/* Takes the next attribute off a row's list. */
bool attribute_next(Str *list, Attribute *out);

/* A test: [not] NAME, NAME = 'x', NAME != 'x'. False if it is none. */
typedef struct Test {
	Str name, value;
	bool negated, compares;
} Test;
bool test_read(Str text, Test *out);
bool test_holds(const Test *test, const Fields *fields);
const Field *field_find(const Fields *fields, Str name);

/* The subjects named in "for"; unknown ids are left out. */
SubjectSet subjects_named(const Article *article, Str list);

/* ---- words.c ---- */
typedef struct Filling {
	Arena *arena;
	const Article *article;
	const Fields *fields;
	Diags *diags;
	bool cites; /* a note mark was met */
	Figure *first_figure, *last_figure; /* so far */
	int nfigures; /* that are numbered */
} Filling;
Wording wording_make(Filling *fill, const Xml *element);
/* The kid of [element] called [name] as words; full NULL without one. */
Wording wording_of(Filling *fill, const Xml *element, const char *name);
/* ---- pictures.c ---- */
Block *figure_block(Filling *fill, const Xml *element);
/* True if [text] is "column", "page" or a length over 0; then the rest is set. */
bool figure_width(Str text, FigureWidth *width, Len *given);
/* The words of [element]'s <short>, if it has one. */
const Span *short_spans(Filling *fill, const Xml *element);
/* The kids that count, in order: those of passages whose test holds are taken as the element's own.
 */
const Xml **kids_of(Filling *fill, const Xml *element, int *count);
/* A span of note marks for the sources named in [list], NULL for none. */
const Span *cite_spans(Filling *fill, Str list, Source from);

/* ---- content.c ---- */
/* The kids of [element] called [name], those of passages that hold among them. */
const Xml **kids_named(Filling *fill, const Xml *element, const char *name, int *count);
Wording wording_of(Filling *fill, const Xml *element, const char *name);
/* Blocks, with the words that stand directly in [element] as the first paragraph. */
const Block *flow_of(Filling *fill, const Xml *element);

/* ---- table.c ---- */
const Table *table_make(Filling *fill, const Xml *element);

/* ---- values.c: what a value says in figures ---- */
bool is_currency(Str text); /* three capital letters, as ISO 4217 has them */
bool is_date(Str text); /* 2026, 2026-03 or 2026-03-15 */
bool is_day(Str text); /* 2026-03-15 or --03-15 */

AspectType type_of(const Xml *aspect);
ValueStatus status_of(const Xml *value);
/* Reads the attributes of [element] and what [aspect] says for all its values; a figure that cannot
   be is an error. */
void value_figures(Filling *fill, const Xml *aspect, const Xml *element, Value *value);
/* Neighbours and others that say the same in words, or say that they do (status="same"), share one
 * value. */
void values_share(Filling *fill, Aspect *aspect);

/* ---- figures.c ---- */
void check_figures(const Content *content, Diags *diags);
#endif
