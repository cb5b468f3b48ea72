/* Colours: comparing, reading and measuring contrast as WCAG 2.1 defines it. */
#include "base/colour.h"
#include <math.h>

bool colour_equal(Colour a, Colour b) {
	return a.r == b.r && a.g == b.g && a.b == b.b && a.c == b.c && a.m == b.m && a.y == b.y
		&& a.k == b.k && a.grey == b.grey;
}

static int digit(char c) {
	if (c >= '0' && c <= '9') return c - '0';
	if (c >= 'A' && c <= 'F') return c - 'A' + 10;
	if (c >= 'a' && c <= 'f') return c - 'a' + 10;
	return -1;
}

bool colour_read_hex(Str text, Colour *out) {
	if (text.len != 7 || text.at[0] != '#') return false;
	uint8_t bytes[3];
	for (int i = 0; i < 3; i++) {
		int high = digit(text.at[1 + 2 * i]), low = digit(text.at[2 + 2 * i]);
		if (high < 0 || low < 0) return false;
		bytes[i] = (uint8_t)(high * 16 + low);
	}
	out->r = bytes[0];
	out->g = bytes[1];
	out->b = bytes[2];
	return true;
}

uint8_t colour_lightness(uint8_t r, uint8_t g, uint8_t b) {
	return (uint8_t)((2126 * r + 7152 * g + 722 * b + 5000) / 10000);
}

static uint8_t per_cent(int part) { return (uint8_t)((part * 100 + 127) / 255); }

Colour colour_rgb(uint8_t r, uint8_t g, uint8_t b) {
	int most = r > g ? r : g, k;
	most = most > b ? most : b;
	k = 255 - most;
	return (Colour){ .r = r, .g = g, .b = b,
		.c = per_cent(255 - r - k), .m = per_cent(255 - g - k), .y = per_cent(255 - b - k),
		.k = per_cent(k), .grey = per_cent(255 - colour_lightness(r, g, b)) };
}

static double linear(uint8_t byte) {
	double c = byte / 255.0;
	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(Colour a) {
	return 0.2126 * linear(a.r) + 0.7152 * linear(a.g) + 0.0722 * linear(a.b);
}

/* Rounded down: a contrast that falls short of a limit never seems to reach it. The hair that is
   added keeps an exact 21 from becoming 20.99. */
int colour_contrast(Colour a, Colour b) {
	double one = luminance(a), two = luminance(b), high = fmax(one, two), low = fmin(one, two);
	return (int)((high + 0.05) / (low + 0.05) * 100 + 1e-9);
}
