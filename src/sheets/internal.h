/* What the files of this room share. */
#ifndef DIPTYCH_SHEETS_INTERNAL_H
#define DIPTYCH_SHEETS_INTERNAL_H
#include "sheets/sheet.h"

/* The fold ticks of one side, to be drawn over all; NULL if it has no fold. */
const Mark *ticks_make(Arena *arena, const Edition *edition, const Side *side);
#endif
