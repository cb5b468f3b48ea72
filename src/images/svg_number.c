/* The numbers of SVG, read in one way wherever the program runs: digits, a point, an exponent; no
   locale, no name for what is no number, nothing beyond SVG_LIMIT. */
#include "images/svg.h"
#include <math.h>

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static void blanks(Str *text) {
	while (text->len && is_blank(text->at[0])) *text = str_slice(*text, 1, text->len);
}

void svg_skip(Str *text) {
	blanks(text);
	if (text->len && text->at[0] == ',') {
		*text = str_slice(*text, 1, text->len);
		blanks(text);
	}
}

/* Ten to a power that a double holds exactly; what is beyond is nought or too large anyway. */
static double scaled(double number, int power) {
	static const double tens[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
		1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
	for (; power > 22; power -= 22) number *= tens[22];
	for (; power < -22; power += 22) number /= tens[22];
	return power < 0 ? number / tens[-power] : number * tens[power];
}

typedef struct Digits {
	int64_t value;
	int count, dropped; /* dropped: digits before the point that found no room */
} Digits;

/* Takes digits; [scale] counts those behind the point that were taken in. */
static void take_digits(Str text, size_t *at, Digits *digits, int *scale) {
	for (; *at < text.len && is_digit(text.at[*at]); ++*at, digits->count++) {
		if (digits->value > INT64_C(90000000000000000)) {
			digits->dropped += !scale;
			continue;
		}
		digits->value = digits->value * 10 + (text.at[*at] - '0');
		if (scale) ++*scale;
	}
}

/* An exponent, if one stands there: "em" and "ex" are units. */
static int take_power(Str text, size_t *at) {
	size_t i = *at + 1;
	int power = 0;
	if (*at >= text.len || (text.at[*at] != 'e' && text.at[*at] != 'E')) return 0;
	bool minus = i < text.len && text.at[i] == '-';
	if (i < text.len && (text.at[i] == '-' || text.at[i] == '+')) i++;
	if (i >= text.len || !is_digit(text.at[i])) return 0;
	for (; i < text.len && is_digit(text.at[i]); i++)
		if (power < 1000) power = power * 10 + (text.at[i] - '0');
	*at = i;
	return minus ? -power : power;
}

bool svg_number(Str *text, double *out) {
	Str rest = *text;
	blanks(&rest);
	Digits digits = { 0, 0, 0 };
	size_t at = 0;
	int scale = 0;
	bool minus = rest.len && rest.at[0] == '-';
	if (rest.len && (rest.at[0] == '-' || rest.at[0] == '+')) at++;
	take_digits(rest, &at, &digits, NULL);
	if (at < rest.len && rest.at[at] == '.') {
		at++;
		take_digits(rest, &at, &digits, &scale);
	}
	if (!digits.count) return false;
	double number = scaled((double)digits.value, take_power(rest, &at) + digits.dropped - scale);
	if (!(number <= SVG_LIMIT)) return false;
	*out = minus ? -number : number;
	*text = str_slice(rest, at, rest.len);
	svg_skip(text);
	return true;
}

bool svg_flag(Str *text, bool *out) {
	blanks(text);
	if (!text->len || (text->at[0] != '0' && text->at[0] != '1')) return false;
	*out = text->at[0] == '1';
	*text = str_slice(*text, 1, text->len);
	svg_skip(text);
	return true;
}

bool svg_length(Str text, double whole, double em, double *out) {
	static const struct {
		const char *unit;
		double size;
	} units[] = {
		{ "", 1 },
		{ "px", 1 },
		{ "pt", 4.0 / 3 },
		{ "pc", 16 },
		{ "mm", 96 / 25.4 },
		{ "cm", 96 / 2.54 },
		{ "in", 96 },
	};
	double number;
	text = str_trim(text);
	if (!svg_number(&text, &number)) return false;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (str_is(text, units[i].unit)) {
			*out = number * units[i].size;
			return fabs(*out) <= SVG_LIMIT;
		}
	bool em_unit = str_is(text, "em"), ex_unit = str_is(text, "ex");
	if (!em_unit && !ex_unit && !str_is(text, "%")) return false;
	*out = em_unit ? number * em : ex_unit ? number * em / 2 : number * whole / 100;
	return fabs(*out) <= SVG_LIMIT;
}

bool svg_share(Str text, double *out) {
	if (!svg_length(text, 1, 0, out)) return false;
	*out = fmin(fmax(*out, 0), 1);
	return true;
}

/* ---- transforms ---- */

typedef struct Call {
	Str name;
	double at[6];
	int count;
} Call;

static bool take_call(Str *text, Call *out) {
	svg_skip(text);
	size_t at = 0;
	while (at < text->len && text->at[at] != '(') at++;
	if (at == text->len) return false;
	out->name = str_trim(str_slice(*text, 0, at));
	*text = str_slice(*text, at + 1, text->len);
	blanks(text);
	for (out->count = 0; out->count < 6 && svg_number(text, &out->at[out->count]);) out->count++;
	if (!text->len || text->at[0] != ')') return false;
	*text = str_slice(*text, 1, text->len);
	svg_skip(text);
	return true;
}

#define DEGREE 0.017453292519943295

static bool rotate(const Call *call, Matrix *out) {
	if (call->count != 1 && call->count != 3) return false;
	double c = cos(call->at[0] * DEGREE), s = sin(call->at[0] * DEGREE);
	*out = (Matrix){ c, s, -s, c, 0, 0 };
	if (call->count == 1) return true;
	double x = call->at[1], y = call->at[2];
	out->e = x - c * x + s * y;
	out->f = y - s * x - c * y;
	return true;
}

static bool skew(const Call *call, bool x, Matrix *out) {
	double t = call->count == 1 ? tan(call->at[0] * DEGREE) : 2 * SVG_LIMIT;
	*out = (Matrix){ 1, x ? 0 : t, x ? t : 0, 1, 0, 0 };
	return fabs(t) <= SVG_LIMIT;
}

static bool matrix_of(const Call *call, Matrix *out) {
	const double *v = call->at;
	int n = call->count;
	if (str_is(call->name, "matrix")) *out = (Matrix){ v[0], v[1], v[2], v[3], v[4], v[5] };
	else if (str_is(call->name, "translate")) *out = (Matrix){ 1, 0, 0, 1, v[0], n > 1 ? v[1] : 0 };
	else if (str_is(call->name, "scale")) *out = (Matrix){ v[0], 0, 0, n > 1 ? v[1] : v[0], 0, 0 };
	else if (str_is(call->name, "rotate")) return rotate(call, out);
	else if (str_is(call->name, "skewX")) return skew(call, true, out);
	else if (str_is(call->name, "skewY")) return skew(call, false, out);
	else return false;
	return str_is(call->name, "matrix") ? n == 6 : n == 1 || n == 2;
}

bool svg_transform(Str text, Matrix *out) {
	*out = (Matrix){ 1, 0, 0, 1, 0, 0 };
	for (text = str_trim(text); text.len;) {
		Call call = { .count = 0 };
		Matrix one;
		if (!take_call(&text, &call) || !matrix_of(&call, &one)) return false;
		*out = matrix_times(&one, out);
	}
	return true;
}
