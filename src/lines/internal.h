/* Shared by the files of this room: where a paragraph may be cut. */
#ifndef DIPTYCH_LINES_INTERNAL_H
#define DIPTYCH_LINES_INTERNAL_H
#include "lines/paragraph.h"

typedef struct Cut {
	size_t end,
		next; /* the line ends before [end]; the following starts at [next], behind the blank */
	bool hyphen; /* a hyphen is drawn here */
	int penalty; /* of ending a line here; 0 is welcome, 1000 is only just better than an overfull
	                line */
} Cut;
typedef struct Cuts {
	Arena *arena;
	Cut *at;
	int count, room;
} Cuts;
void cut_add(Cuts *cuts, Cut cut);

/* Finds the cuts in [text]; keep[i] is true where byte i belongs to a stretch that is never cut
 * inside a word. */
void cuts_find(Cuts *cuts, Str text, Str lang, const bool *keep, bool by_sense);
/* Is [word] (no blanks in it) an address of the web or of mail? No hyphen may be put into one. */
bool word_is_address(Str word);
#endif
