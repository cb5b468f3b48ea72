/* An address -> the modules of its QR code (error correction M), by libqrencode. */
#ifndef DIPTYCH_IMAGES_QR_H
#define DIPTYCH_IMAGES_QR_H
#include "base/diag.h"
typedef struct Qr {
	int side;
	const unsigned char *dark;
} Qr; /* side x side bytes, 1 is dark, row by row; no quiet zone */
/* Makes the code of [text]; side 0 after the error qr-too-long at [from]. */
Qr qr_make(Arena *arena, Str text, Source from, Diags *diags);
#endif
