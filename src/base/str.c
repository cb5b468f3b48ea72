/* Borrowed text, UTF-8, strict numbers, and the text that grows.

   A Str promises no NUL and may have no bytes at all ({ NULL, 0 }): every function takes that.
   UTF-8 is read strictly (no overlong form, no surrogate, nothing above U+10FFFF); an ill-formed
   byte is one U+FFFD, so that going forwards and backwards meet the same characters. */
#include "base/str.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>

Str str_of(const char *zero_terminated) {
	return zero_terminated ? (Str){ zero_terminated, strlen(zero_terminated) } : (Str){ NULL, 0 };
}

bool str_equal(Str a, Str b) {
	return a.len == b.len && (!a.len || memcmp(a.at, b.at, a.len) == 0);
}

int str_compare(Str a, Str b) {
	size_t n = a.len < b.len ? a.len : b.len;
	int order = n ? memcmp(a.at, b.at, n) : 0;
	return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool str_is(Str a, const char *zero_terminated) { return str_equal(a, str_of(zero_terminated)); }

bool str_starts(Str a, Str prefix) {
	return a.len >= prefix.len && str_equal(str_slice(a, 0, prefix.len), prefix);
}

bool str_ends(Str a, Str suffix) {
	return a.len >= suffix.len && str_equal(str_slice(a, a.len - suffix.len, a.len), suffix);
}

Str str_slice(Str a, size_t from, size_t to) {
	if (to > a.len) to = a.len;
	if (from > to) from = to;
	return (Str){ a.at ? a.at + from : NULL, to - from };
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

Str str_trim(Str a) {
	while (a.len && is_blank(a.at[0])) { a.at++; a.len--; }
	while (a.len && is_blank(a.at[a.len - 1])) a.len--;
	return a;
}

const char *str_zero(Arena *arena, Str a) {
	char *copy = arena_alloc(arena, a.len + 1);
	if (a.len) memcpy(copy, a.at, a.len);
	return copy;
}

Str str_copy(Arena *arena, Str a) { return (Str){ str_zero(arena, a), a.len }; }

Str str_format(Arena *arena, const char *format, ...) {
	va_list list, again;
	va_start(list, format);
	va_copy(again, list);
	int n = vsnprintf(NULL, 0, format, list);
	va_end(list);
	assert(n >= 0);
	char *at = arena_alloc(arena, (size_t)n + 1);
	vsnprintf(at, (size_t)n + 1, format, again);
	va_end(again);
	return (Str){ at, (size_t)n };
}

Str str_join(Arena *arena, Str a, Str b) {
	char *at = arena_alloc(arena, a.len + b.len + 1);
	if (a.len) memcpy(at, a.at, a.len);
	if (b.len) memcpy(at + a.len, b.at, b.len);
	return (Str){ at, a.len + b.len };
}

Str str_word(Str *rest) {
	while (rest->len && is_blank(rest->at[0])) { rest->at++; rest->len--; }
	size_t n = 0;
	while (n < rest->len && !is_blank(rest->at[n])) n++;
	Str word = { rest->at, n };
	if (n) { rest->at += n; rest->len -= n; }
	return word;
}

Str str_until(Str *rest, char separator) {
	size_t n = 0;
	while (n < rest->len && rest->at[n] != separator) n++;
	Str part = { rest->at, n };
	size_t skip = n < rest->len ? n + 1 : n;
	if (skip) { rest->at += skip; rest->len -= skip; }
	return part;
}

uint64_t str_hash(Str a) {
	uint64_t hash = 14695981039346656037u;
	for (size_t i = 0; i < a.len; i++) hash = (hash ^ (unsigned char)a.at[i]) * 1099511628211u;
	return hash;
}

/* ---- UTF-8 ---- */

static size_t sequence_length(unsigned char lead) {
	if (lead < 0x80) return 1;
	if (lead >= 0xC2 && lead <= 0xDF) return 2;
	if (lead >= 0xE0 && lead <= 0xEF) return 3;
	if (lead >= 0xF0 && lead <= 0xF4) return 4;
	return 0;
}

/* Length of the well-formed sequence at [i] and its code point; 0 if there is none. */
static size_t decode(Str text, size_t i, uint32_t *code) {
	unsigned char lead = (unsigned char)text.at[i];
	size_t n = sequence_length(lead);
	if (n == 1) { *code = lead; return 1; }
	if (!n || n > text.len - i) return 0;
	uint32_t value = lead & (0x7Fu >> n);
	for (size_t k = 1; k < n; k++) {
		unsigned char next = (unsigned char)text.at[i + k];
		if ((next & 0xC0) != 0x80) return 0;
		value = value << 6 | (next & 0x3F);
	}
	bool overlong = (n == 3 && value < 0x800) || (n == 4 && value < 0x10000);
	if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return 0;
	*code = value;
	return n;
}

uint32_t utf8_next(Str text, size_t *at) {
	assert(*at < text.len);
	uint32_t code;
	size_t n = decode(text, *at, &code);
	*at += n ? n : 1;
	return n ? code : 0xFFFD;
}

uint32_t utf8_before(Str text, size_t *at) {
	assert(*at > 0 && *at <= text.len);
	for (size_t back = 1; back <= 4 && back <= *at; back++) {
		uint32_t code;
		if (decode((Str){ text.at, *at }, *at - back, &code) == back) {
			*at -= back;
			return code;
		}
	}
	*at -= 1;
	return 0xFFFD;
}

size_t utf8_put(char *out, uint32_t code) {
	if (code < 0x80) { out[0] = (char)code; return 1; }
	if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xE0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3F));
		out[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3F));
	out[2] = (char)(0x80 | (code >> 6 & 0x3F));
	out[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}

size_t utf8_count(Str text) {
	size_t n = 0;
	for (size_t i = 0; i < text.len; n++) utf8_next(text, &i);
	return n;
}

bool utf8_valid(Str text, size_t *bad) {
	for (size_t i = 0; i < text.len;) {
		uint32_t code;
		size_t n = decode(text, i, &code);
		if (!n) {
			if (bad) *bad = i;
			return false;
		}
		i += n;
	}
	return true;
}

/* ---- distance ---- */

enum { LONGEST_NAME = 64 };                      /* longer names are never near each other */

static int least(int a, int b) { return a < b ? a : b; }

/* The code points of [text]; -1 if they are too many. */
static int letters(Str text, uint32_t *out) {
	int n = 0;
	for (size_t i = 0; i < text.len;) {
		if (n == LONGEST_NAME) return -1;
		out[n++] = utf8_next(text, &i);
	}
	return n;
}

int str_distance(Str a, Str b, int limit) {
	uint32_t one[LONGEST_NAME], two[LONGEST_NAME];
	int n = letters(a, one), m = letters(b, two), row[3][LONGEST_NAME + 1];
	if (n < 0 || m < 0) return str_equal(a, b) ? 0 : limit + 1;
	if (n - m > limit || m - n > limit) return limit + 1;
	for (int j = 0; j <= m; j++) row[0][j] = j;
	for (int i = 1; i <= n; i++) {
		int *now = row[i % 3], *before = row[(i + 2) % 3], *earlier = row[(i + 1) % 3];
		now[0] = i;
		for (int j = 1; j <= m; j++) {
			int change = before[j - 1] + (one[i - 1] != two[j - 1]);
			now[j] = least(change, least(before[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && one[i - 1] == two[j - 2] && one[i - 2] == two[j - 1])
				now[j] = least(now[j], earlier[j - 2] + 1);
		}
	}
	return least(row[n % 3][m], limit + 1);
}

/* ---- numbers ---- */

static bool is_digit(Str text, size_t i) {
	return i < text.len && text.at[i] >= '0' && text.at[i] <= '9';
}

/* Digits are gathered in one whole number and divided once: the result is the same everywhere.
   Beyond the twelfth place of a fraction they change nothing that could be printed. */
bool str_number(Str text, double *out) {
	bool minus = str_starts(text, STR("-"));
	size_t i = minus || str_starts(text, STR("+"));
	double value = 0, place = 1;
	if (!is_digit(text, i)) return false;
	for (; is_digit(text, i); i++) {
		value = value * 10 + (text.at[i] - '0');
		if (value > 1e9) return false;
	}
	if (i < text.len && text.at[i] == '.') {
		if (!is_digit(text, ++i)) return false;
		for (; is_digit(text, i); i++) {
			if (place >= 1e12) continue;
			value = value * 10 + (text.at[i] - '0');
			place *= 10;
		}
	}
	if (i != text.len || value / place > 1e9) return false;
	*out = value > 0 && minus ? -value / place : value / place;
	return true;
}

/* ---- Buf ---- */

Buf buf_make(Arena *arena, size_t room) {
	Buf buf = { .arena = arena, .room = room ? room : 16 };
	buf.at = arena_alloc(arena, buf.room + 1);
	return buf;
}

static void reserve(Buf *buf, size_t more) {
	if (buf->room - buf->len >= more) return;
	size_t room = buf->room < SIZE_MAX / 4 ? buf->room * 2 : buf->room;
	if (more > SIZE_MAX / 2 - buf->len) more = SIZE_MAX / 2 - buf->len;     /* no memory for that */
	if (room < buf->len + more) room = buf->len + more;
	char *grown = arena_alloc(buf->arena, room + 1);
	if (buf->len) memcpy(grown, buf->at, buf->len);
	buf->at = grown;
	buf->room = room;
}

void buf_add(Buf *buf, Str text) {
	if (!text.len) return;
	reserve(buf, text.len);
	memcpy(buf->at + buf->len, text.at, text.len);
	buf->len += text.len;
	buf->at[buf->len] = '\0';
}

void buf_byte(Buf *buf, char byte) { buf_add(buf, (Str){ &byte, 1 }); }

void buf_code(Buf *buf, uint32_t code) {
	char bytes[4];
	buf_add(buf, (Str){ bytes, utf8_put(bytes, code) });
}

void buf_format_list(Buf *buf, const char *format, va_list list) {
	va_list again;
	va_copy(again, list);
	int n = vsnprintf(NULL, 0, format, list);
	assert(n >= 0);
	reserve(buf, (size_t)n);
	vsnprintf(buf->at + buf->len, (size_t)n + 1, format, again);
	va_end(again);
	buf->len += (size_t)n;
}

void buf_format(Buf *buf, const char *format, ...) {
	va_list list;
	va_start(list, format);
	buf_format_list(buf, format, list);
	va_end(list);
}

Str buf_str(const Buf *buf) { return (Str){ buf->at, buf->len }; }
