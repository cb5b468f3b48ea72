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
uint8_t colour_luma(uint8_t r, uint8_t g, uint8_t b);
/* Contrast of two sRGB colours by WCAG 2.1 (1 to 21), times 100. */
int colour_contrast(Colour a, Colour b);
/* How far apart the eye takes them to be: the CIE's difference of 1976 (D65), times 100. */
int colour_difference(Colour a, Colour b);
/* Fills the inks and the grey of a colour of which only the sRGB is known: the grey is its luma;
 * the inks never cover more than 244 per cent together. */
Colour colour_with_inks(Colour a);
/* [a] moved [percent] of the way to white, with inks of its own. */
Colour colour_to_white(Colour a, int percent);
/* The nearest colour of the same hue and chroma, darker ([darker]) or lighter, that reaches
 * [contrast] (times 100) on every one of [grounds]; black or white if none does. [a] itself if it
 * passes. */
Colour colour_reaching(Colour a, const Colour *grounds, int ngrounds, int contrast, bool darker);
/* The CIE's lightness, 0 to 100, times 100. */
int colour_lightness(Colour a);
#endif
