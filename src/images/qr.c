/* An address in byte mode, in the smallest version that takes it; the library's code dies here. */
#include "images/qr.h"
#include <qrencode.h>

#define QR_BYTES 2331                        /* what the largest version takes at level M */

static QRcode *encode(Str text) {
	if (!text.len || text.len > QR_BYTES) return NULL;
	return QRcode_encodeData((int)text.len, (const unsigned char *)text.at, 0, QR_ECLEVEL_M);
}

Qr qr_make(Arena *arena, Str text, Source from, Diags *diags) {
	QRcode *code = encode(text);
	if (!code) {
		fail(diags, from, QR_TOO_LONG, "a QR code takes 1 to %d bytes, and the address has %zu",
			QR_BYTES, text.len);
		return (Qr){ .side = 0 };
	}
	size_t count = (size_t)code->width * (size_t)code->width;
	unsigned char *dark = arena_alloc(arena, count);
	for (size_t i = 0; i < count; i++) dark[i] = code->data[i] & 1;
	Qr made = { .side = code->width, .dark = dark };
	QRcode_free(code);
	return made;
}
