/* One colour, said three ways by the theme: for screens, for presses and for one ink. */
#ifndef DIPTYCH_BASE_COLOUR_H
#define DIPTYCH_BASE_COLOUR_H
#include "base/str.h"
typedef struct Colour {
	uint8_t r, g, b;             /* sRGB */
	uint8_t c, m, y, k;          /* per cent of each ink on the press */
	uint8_t grey;                /* per cent of black when there is one ink */
} Colour;
bool colour_equal(Colour a, Colour b);
/* Reads "#1B1F23". */
bool colour_read_hex(Str text, Colour *out);
/* Contrast of two sRGB colours by WCAG 2.1 (1 to 21), times 100. */
int colour_contrast(Colour a, Colour b);
#endif
