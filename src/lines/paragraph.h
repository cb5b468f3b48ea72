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
	bool isolate; /* its direction is its own: a field, a code, an address */
	Source from;
	int tag; /* the caller's own number, handed back in LinePart */
	const struct Styled *next;
} Styled;

typedef enum {
	SET_RAGGED, /* flush where lines begin */
	SET_JUSTIFIED, /* flush on both sides, but for the last line */
	SET_CENTRED,
	SET_BALANCED /* flush where lines begin; the fewest lines, as even as can be (headings) */
} Setting;

typedef struct Paragraph {
	const Styled *text; /* runs on; white space at the ends of the whole is dropped */
	Len measure;
	Setting setting;
	bool rtl; /* base direction: lines begin at the right */
	bool hyphenate; /* may words be hyphenated where they are not wider than the measure? */
	bool no_hyphens; /* no line ends in one (large print), but in a word that is wider and has
	                    hyphens of its own, soft or hard */
	bool protrude; /* opening quotes hang out of the line; closing marks too where justified */
	bool lone_last_word; /* true: a last line of one word is no fault (labels, names) */
	Source from;
	struct Hyphens
		*hyphens; /* lines/hyphens.h: patterns kept between paragraphs; NULL: for this one alone */
	struct Runs *runs; /* lines/runs.h: shaped text kept between paragraphs; may be NULL */
} Paragraph;

typedef struct LinePart { /* consecutive glyphs of one run */
	const Run *run;
	int first, last; /* glyphs first .. last-1, the line's closing space included */
	Len x; /* its left edge, from the line's */
	Len width; /* word spaces included */
	Len word_space; /* to add to the advance of each glyph of U+0020 and U+00A0 */
	int tag;
} LinePart;
typedef struct Line {
	const LinePart *parts; /* in reading order, whatever their places */
	int nparts;
	Len x; /* its left edge, from the measure's: 0, or what stays empty at the left of a line that
	          is centred or begins at the right; less what hangs */
	Len width; /* without the closing space and what hangs: the measure where justified */
	Len hang; /* how far its left end hangs out: x holds it */
	bool hyphenated; /* its last part is a hyphen that the text does not have (text U+00AD) */
} Line;
typedef struct Lines {
	const Line *lines;
	int count;
	Len widest;
	int loosest; /* justified: the widest word space, in thousandths of the size */
	bool overfull; /* some line is wider than the measure */
} Lines;

/* Breaks [in] into lines. What cannot be broken within the measure is hyphenated if the language
   has patterns, else broken between clusters as a last resort, with the warning word-too-wide. An
   empty text gives no lines. */
Lines paragraph_break(Arena *arena, const Paragraph *in, Diags *diags);

/* The width that [text] needs on one line. */
Len paragraph_width(Arena *arena, const Styled *text, Diags *diags);

/* The contract's rule: is hyphenation on in [lang] at this measure ([characters] a line)? */
bool hyphenation_wanted(Str lang, int characters);
#endif
