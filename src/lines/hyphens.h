/* Hyphenation patterns, kept between paragraphs by whoever sets many. */
#ifndef DIPTYCH_LINES_HYPHENS_H
#define DIPTYCH_LINES_HYPHENS_H
#include "base/str.h"

typedef struct Hyphens Hyphens;

/* An empty set. A language's patterns are read into [arena] when a word first needs them and live
   as long as it does. Not to be shared by threads. */
Hyphens *hyphens_open(Arena *arena);
/* Offsets into [word] (letters only, UTF-8) before which it may be hyphenated, at most [room],
   rising; at least two letters stay before and three after. Returns their number; 0 too where there
   are no patterns. */
int hyphens_find(Hyphens *hyphens, Str lang, Str word, size_t *offsets, int room);
#endif
