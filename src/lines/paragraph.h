/* Spans of styled text -> Lines, by Knuth and Plass over the whole paragraph. Pure and integer. */
#ifndef DIPTYCH_LINES_PARAGRAPH_H
#define DIPTYCH_LINES_PARAGRAPH_H
#include "glyphs/shape.h"

typedef struct Styled { /* a stretch of text in one font */
	Str text;
	const Font *font;
	Len size, tracking;
	unsigned features;
	Str lang;
	bool keep; /* never hyphenated, never broken inside a word (fields, codes, names) */
	Source from;
	int tag; /* the caller's own number, handed back in LinePart */
	const struct Styled *next;
} Styled;

typedef enum {
	SET_RAGGED,
	SET_BALANCED
} Setting; /* balanced: the fewest lines, as even as can be (headings) */

typedef struct Paragraph {
	const Styled *text; /* runs on; white space at the ends of the whole is dropped */
	Len measure;
	Setting setting;
	bool hyphenate; /* may words be hyphenated where they are not wider than the measure? */
	bool whole_words; /* no line ends in a hyphen, not even in one that a word has */
	bool lone_last_word; /* true: a last line of one word is no fault (labels, names) */
	Source from;
	struct Hyphens
		*hyphens; /* lines/hyphens.h: patterns kept between paragraphs; NULL: for this one alone */
} Paragraph;

typedef struct LinePart { /* consecutive glyphs of one run */
	const Run *run;
	int first, last; /* glyphs first .. last-1, the line's closing space included */
	Len x; /* from the line's left edge */
	int tag;
} LinePart;
typedef struct Line {
	const LinePart *parts;
	int nparts;
	Len width; /* without the closing space */
	bool hyphenated; /* its last glyph is a hyphen that the text does not have (text U+00AD) */
} Line;
typedef struct Lines {
	const Line *lines;
	int count;
	Len widest;
	bool overfull;
} Lines; /* overfull: some line is wider than the measure */

/* Breaks [in] into lines. What cannot be broken within the measure is hyphenated if the language
   has patterns, else broken between clusters as a last resort, with the warning word-too-wide. An
   empty text gives no lines. */
Lines paragraph_break(Arena *arena, const Paragraph *in, Diags *diags);

/* The width that [text] needs on one line. */
Len paragraph_width(Arena *arena, const Styled *text, Diags *diags);

/* The contract's rule: is hyphenation on in [lang] at this measure ([characters] a line)? */
bool hyphenation_wanted(Str lang, int characters);
#endif
