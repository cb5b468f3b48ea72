/* Shaped text, kept between paragraphs: a page tries the same words in several measures. */
#ifndef DIPTYCH_LINES_RUNS_H
#define DIPTYCH_LINES_RUNS_H
#include "glyphs/shape.h"

typedef struct Runs Runs;

/* An empty store. What is kept lives in [arena], which must be the arena that paragraphs are set
 * in. */
Runs *runs_open(Arena *arena);
/* As shape() does, but what was shaped the same way before is not shaped again. [runs] may be NULL.
   Only what can have no message is kept: text in Latin, Greek or Cyrillic whose glyphs are all
   there. */
const Run *runs_shape(Runs *runs, Arena *arena, const Shape *how, Str text, Diags *diags);
#endif
