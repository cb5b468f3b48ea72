/* Lengths are whole numbers of 1/65536 pt: sums are exact, so a trace is the same on every machine.
 */
#ifndef DIPTYCH_BASE_LEN_H
#define DIPTYCH_BASE_LEN_H
#include <stdint.h>
#include "base/str.h"

typedef int64_t Len;
#define LEN_ONE ((Len)65536)
#define PT(points)                                                                                 \
	((Len)((points)*65536.0                                                                        \
		+ ((points) < 0 ? -0.5 : 0.5))) /* constants and theme values, rounded */

typedef struct {
	Len x, y;
} Point; /* y grows down */
typedef struct {
	Len width, height;
} Size;
typedef struct {
	Len left, top, right, bottom;
} Box;

double len_pt(Len a); /* for printing and for curves only */
Len len_scale(
	Len a, Len times, Len over); /* a * times / over, rounded half away from zero, no overflow */
Len len_min(Len a, Len b);
Len len_max(Len a, Len b);
Len len_up(Len a, Len step); /* the next multiple of [step] at or above [a] */
Len len_down(Len a, Len step);
Len len_round(Len a, Len step);
/* Reads "13.5", "13.5pt", "210mm", "8.5in", "2cm"; a bare number is points. False when it is not a
 * length. */
bool len_read(Str text, Len *out);
/* Writes points with at most three places, no exponent, no locale, no "-0": "13.5". */
void buf_len(Buf *buf, Len a);
#endif
