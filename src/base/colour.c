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

uint8_t colour_luma(uint8_t r, uint8_t g, uint8_t b) {
	return (uint8_t)((2126 * r + 7152 * g + 722 * b + 5000) / 10000);
}

static uint8_t per_cent(int part) { return (uint8_t)((part * 100 + 127) / 255); }

Colour colour_rgb(uint8_t r, uint8_t g, uint8_t b) {
	int most = r > g ? r : g, k;
	most = most > b ? most : b;
	k = 255 - most;
	return (Colour){ .r = r, .g = g, .b = b,
		.c = per_cent(255 - r - k), .m = per_cent(255 - g - k), .y = per_cent(255 - b - k),
		.k = per_cent(k), .grey = per_cent(255 - colour_luma(r, g, b)) };
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

/* ---- CIE L*a*b*, D65, 2 degrees ---- */

typedef struct Lab {
	double l, a, b;
} Lab;

static const double white_x = 0.95047, white_z = 1.08883;

static double bent(double t) { return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116; }

static double unbent(double f) {
	return f > 6.0 / 29 ? f * f * f : (116 * f - 16) * 27 / 24389;
}

static Lab lab_of(Colour a) {
	double r = linear(a.r), g = linear(a.g), b = linear(a.b);
	double x = bent((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / white_x);
	double y = bent(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
	double z = bent((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / white_z);
	return (Lab){ 116 * y - 16, 500 * (x - y), 200 * (y - z) };
}

static uint8_t screen_byte(double light) {
	double c = light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055;
	return c <= 0 ? 0 : c >= 1 ? 255 : (uint8_t)(c * 255 + 0.5);
}

/* What lies outside of sRGB is cut to its edge. */
static Colour colour_of_lab(Lab lab) {
	double fy = (lab.l + 16) / 116;
	double x = white_x * unbent(fy + lab.a / 500), y = unbent(fy);
	double z = white_z * unbent(fy - lab.b / 200);
	return (Colour){
		.r = screen_byte(3.2404542 * x - 1.5371385 * y - 0.4985314 * z),
		.g = screen_byte(-0.9692660 * x + 1.8760108 * y + 0.0415560 * z),
		.b = screen_byte(0.0556434 * x - 0.2040259 * y + 1.0572252 * z),
	};
}

int colour_difference(Colour a, Colour b) {
	Lab one = lab_of(a), two = lab_of(b);
	double l = one.l - two.l, x = one.a - two.a, y = one.b - two.b;
	return (int)(sqrt(l * l + x * x + y * y) * 100 + 0.5);
}

int colour_lightness(Colour a) { return (int)(lab_of(a).l * 100 + 0.5); }

static bool reaches(Colour a, const Colour *grounds, int ngrounds, int contrast) {
	for (int i = 0; i < ngrounds; i++)
		if (colour_contrast(a, grounds[i]) < contrast) return false;
	return true;
}

/* With hue and chroma kept, the difference is that of the lightness alone: the first colour on the
   way that passes is the nearest. */
Colour colour_reaching(Colour a, const Colour *grounds, int ngrounds, int contrast, bool darker) {
	if (reaches(a, grounds, ngrounds, contrast)) return a;
	Lab lab = lab_of(a);
	for (int step = 1; step <= 400; step++) {
		Lab moved = { lab.l + (darker ? -0.25 : 0.25) * step, lab.a, lab.b };
		if (moved.l < 0 || moved.l > 100) break;
		Colour found = colour_of_lab(moved);
		if (reaches(found, grounds, ngrounds, contrast)) return colour_with_inks(found);
	}
	uint8_t end = darker ? 0 : 255;
	return colour_with_inks((Colour){ .r = end, .g = end, .b = end });
}

/* ---- inks ---- */

#define MOST_INK 244 /* per cent, all four together, that an office's and a press's paper bears */

static uint8_t percent_of(double part) { return (uint8_t)(part * 100 + 0.5); }

/* Black takes the square of what the three share: light greys keep their warmth, dark ones dry. */
Colour colour_with_inks(Colour a) {
	double c = 1 - a.r / 255.0, m = 1 - a.g / 255.0, y = 1 - a.b / 255.0;
	double shared = fmin(c, fmin(m, y)), k = shared * shared;
	if (k > 0.999) c = m = y = k;
	else c -= k, m -= k, y -= k;
	double left = k > 0.999 ? 0 : 1 / (1 - k), sum = (c + m + y) * left;
	double most = MOST_INK / 100.0 - k, less = sum > most ? most / sum : 1;
	a.c = percent_of(c * left * less);
	a.m = percent_of(m * left * less);
	a.y = percent_of(y * left * less);
	a.k = percent_of(k);
	a.grey = percent_of(1 - (0.299 * a.r + 0.587 * a.g + 0.114 * a.b) / 255);
	return a;
}

static uint8_t byte_to_white(uint8_t byte, int percent) {
	return (uint8_t)(byte + ((255 - byte) * percent + 50) / 100);
}

Colour colour_to_white(Colour a, int percent) {
	a.r = byte_to_white(a.r, percent);
	a.g = byte_to_white(a.g, percent);
	a.b = byte_to_white(a.b, percent);
	return colour_with_inks(a);
}
