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
/* The colour of an sRGB triple that no theme has said: its grey is that of its lightness, and on
   the press it is made of all inks but the black that they have in common. */
Colour colour_rgb(uint8_t r, uint8_t g, uint8_t b);
/* How light an sRGB triple is in one ink: 0 black to 255 white (luma of ITU-R BT.709). */
uint8_t colour_lightness(uint8_t r, uint8_t g, uint8_t b);
/* Contrast of two sRGB colours by WCAG 2.1 (1 to 21), times 100. */
int colour_contrast(Colour a, Colour b);
#endif
