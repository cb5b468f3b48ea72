/* Shared by the files of this room: a paragraph in hand, and where it may be cut. */
#ifndef DIPTYCH_LINES_INTERNAL_H
#define DIPTYCH_LINES_INTERNAL_H
#include "glyphs/itemize.h"
#include "lines/hyphens.h"
#include "lines/paragraph.h"
#include "lines/runs.h"

enum { MUCH = 1000, HYPHEN_PENALTY = 120 };

typedef struct Cut {
	size_t end,
		next; /* the line ends before [end]; the following starts at [next], behind the blank */
	bool hyphen; /* a hyphen is drawn here */
	bool forced; /* a line ends here whatever it costs */
	int penalty; /* of ending a line here; 0 is welcome, 1000 is only just better than an overfull
					line */
} Cut;
typedef struct Cuts {
	Arena *arena;
	Cut *at;
	int count, room;
} Cuts;

typedef struct Setter { /* one paragraph on its way to lines */
	Arena *arena;
	Diags *diags;
	const Paragraph *in;
	Str text; /* all pieces, joined */
	const Styled **pieces;
	size_t *starts;
	int npieces;
	Stretches stretches; /* of one font, script and direction each */
	const Run **runs; /* one a stretch */
	bool *keep; /* by byte: never cut inside a word */
	Len *sum; /* width before each byte */
	Len *give, *take; /* justified: how far blanks before each byte may stretch or shrink */
	Len *hyphens; /* width of the hyphen, by stretch; 0: not measured yet */
	Cuts cuts; /* the last is the text's end */
	int stretch; /* where the line in hand starts */
	Arena *own; /* holds patterns that the caller does not keep; NULL until they are needed */
	Hyphens *patterns;
} Setter;

/* ---- measure.c ---- */

/* Joins the pieces, parts them into stretches and shapes those. False if there is no text. */
bool setter_fill(Setter *set);
const Run *shape_slice(Setter *set, int stretch, size_t from, size_t end); /* of the joined text */
/* The stretch that holds the byte [at]. */
int stretch_at(const Setter *set, size_t at);
const Run *shape_hyphen(Setter *set, int stretch);
Len hyphen_width(Setter *set, size_t at); /* of a hyphen behind the byte before [at] */
/* The width of a line from [from] to [to], its hyphen included. */
Len width_of(Setter *set, size_t from, const Cut *to);
/* How far a blank stretches before its line counts as loose: half of itself, but an eighth of the
   size where the face has narrow blanks; or how far it shrinks at most: a third. */
Len blank_weight(const Font *font, Len size, bool stretch);
/* May this gap stretch with the others between two ideographs? [code] stands before it. */
bool gap_stretches(uint32_t code, uint32_t next);
enum { GAP_SHARE = 12 }; /* of the size: how far a gap of ideographs stretches as a blank would */
bool code_is_forced(uint32_t code); /* a line ends behind it: line feed and its like */
bool text_is_forced(Str text); /* does it hold such a character? */

/* ---- cuts.c, bonds.c, words.c ---- */

void cut_add(Cuts *cuts, Cut cut);
/* Finds the cuts in [text]; keep[i] is true where byte i belongs to a stretch that is never cut
   inside a word. The text's own end is not among them. */
void cuts_find(Cuts *cuts, Str text, Str lang, const bool *keep, bool by_sense);
/* Is [word] (no blanks in it) an address of the web or of mail? No hyphen may be put into one. */
bool word_is_address(Str word);

typedef enum { /* what a word does to the blank before or behind it */
	BOND_UNIT = 1, /* binds to a number before it */
	BOND_MONTH = 2, /* binds to a number on either side */
	BOND_NUMBER = 4, /* binds to a number behind it */
	BOND_NAME = 8, /* binds to a name behind it */
	BOND_WORD = 16, /* binds to any word behind it */
	BOND_CLOSES = 32, /* a mark that never begins a line */
	BOND_HANGS = 64, /* leaves the reader hanging at a line's end */
	BOND_OPENS = 128 /* a mark that never ends a line */
} Bond;
/* A word of bonds.c as Bonds, 0 for any other. */
unsigned word_bonds(Str word);
/* Does the blank between these two words hold them together? */
bool blank_binds(Str before, Str after, Str lang);
/* The penalty of ending a line at the blank between them. */
int blank_penalty(Str before, Str after, bool sentence_began, bool by_sense);

/* Finds all cuts of the paragraph, the text's end as the last: hyphens where they are wanted or
   where a word is wider than the measure, and the last resort between letters. */
void setter_cut(Setter *set);

/* ---- path.c, balance.c ---- */

enum { MOST_BALANCED = 120 };
/* Fill [ends] with the cuts that lines end at; return their number. */
int cheapest_path(Setter *set, int *ends);
int balanced_path(Setter *set, int *ends);
int fewest_lines(Setter *set);

/* ---- hang.c, making.c ---- */

/* How much of the character before, or at, the byte [at] hangs out of a line that ends, or begins,
   there. 0 where nothing is to hang. */
Len hang_start(const Setter *set, size_t at);
Len hang_end(Setter *set, const Cut *cut);

/* Makes the line from [from] to [cut]; [last]: it ends the paragraph. */
void line_make(Setter *set, size_t from, const Cut *cut, bool last, Line *line);
#endif
