#include "images/qr.h"
#include <qrencode.h>

Qr qr_make(Arena *arena, Str text, Source from, Diags *diags) {
	Qr out = { .side = 0 };
	QRcode *code = QRcode_encodeString8bit(str_zero(arena, text), 0, QR_ECLEVEL_M);
	if (!code) {
		fail(diags, from, QR_TOO_LONG, "the address has %zu bytes, too many for a QR code", text.len);
		return out;
	}
	int all = code->width * code->width;
	unsigned char *dark = arena_alloc(arena, (size_t)all);
	for (int i = 0; i < all; i++) dark[i] = code->data[i] & 1;
	out = (Qr){ .side = code->width, .dark = dark };
	QRcode_free(code);
	return out;
}
