/* The outline of a glyph, for those who draw letters as areas. */
#ifndef DIPTYCH_GLYPHS_OUTLINE_H
#define DIPTYCH_GLYPHS_OUTLINE_H
#include "glyphs/font.h"

typedef struct OutlineStep {
	char op; /* M 1 point, L 1, C 3, Z 0 */
	float at[6]; /* x y of each point, in font units, y up */
} OutlineStep;
typedef struct Outline {
	OutlineStep *steps;
	int count;
} Outline;
/* The outline of glyph [id] of [font], in [arena]; count 0 for a blank. */
Outline glyph_outline(Arena *arena, const Font *font, uint32_t id);
#endif
