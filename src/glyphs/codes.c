/* What single characters need: which are unseen, what stands in for one that a font lacks. */
#include "glyphs/internal.h"
#include <hb.h>
#include <unicode/uchar.h>

bool font_has(const Font *font, uint32_t code) {
	hb_codepoint_t glyph;
	return hb_font_get_nominal_glyph(font->hb, code, &glyph);
}

/* ---- unseen ---- */

typedef struct Range {
	uint32_t first, last;
} Range;

static const Range unseen[] = { { 0xAD, 0xAD }, { 0x34F, 0x34F }, { 0x61C, 0x61C },
	{ 0x115F, 0x1160 }, { 0x17B4, 0x17B5 }, { 0x180B, 0x180F }, { 0x200B, 0x200F },
	{ 0x202A, 0x202E }, { 0x2060, 0x206F }, { 0x3164, 0x3164 }, { 0xFE00, 0xFE0F },
	{ 0xFEFF, 0xFEFF }, { 0xFFA0, 0xFFA0 }, { 0xFFF0, 0xFFF8 }, { 0x1BCA0, 0x1BCA3 },
	{ 0x1D173, 0x1D17A }, { 0xE0000, 0xE0FFF } };

static bool in_ranges(const Range *ranges, size_t count, uint32_t code) {
	for (size_t i = 0; i < count && ranges[i].first <= code; i++)
		if (code <= ranges[i].last) return true;
	return false;
}

bool code_unseen(uint32_t code) {
	return code >= 0xAD && in_ranges(unseen, sizeof unseen / sizeof *unseen, code);
}

/* ---- stand-ins ---- */

/* Blanks that HarfBuzz makes of the space, each with its own width. */
static bool is_blank(uint32_t code) {
	return (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x205F
		|| code == 0x3000;
}

static uint32_t plainer(uint32_t code) {
	switch (code) {
	case 0x2011:
	case 0x2010: return '-';
	case 0x2212: return 0x2013;
	case '\t':
	case '\n':
	case '\r': return ' ';
	default: return code;
	}
}

uint32_t code_shown(const Font *font, uint32_t code) {
	if (code == 0xA0) return ' ';
	if (code > ' ' && code < 0x7F) return code;
	uint32_t other = plainer(code);
	return other == code || font_has(font, code) ? code : other;
}

bool font_shows(const Font *font, uint32_t before, uint32_t code) {
	if (code_unseen(code) || is_blank(code) || font_has(font, code_shown(font, code))) return true;
	hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
	hb_codepoint_t whole, base, mark;
	if (before && hb_unicode_compose(unicode, before, code, &whole) && font_has(font, whole))
		return true;
	return hb_unicode_decompose(unicode, code, &base, &mark) && font_has(font, base)
		&& (!mark || font_has(font, mark));
}

/* ---- easy text ---- */

/* Latin letters, figures, punctuation and symbols: all of the scripts Latin or common, and none of
   a direction of its own. */
static const Range easy[] = { { 0x20, 0x7E }, { 0xA0, 0x2FF }, { 0x1E00, 0x1EFF },
	{ 0x2000, 0x200B }, { 0x2010, 0x2027 }, { 0x202F, 0x2060 }, { 0x2070, 0x20CF },
	{ 0x2100, 0x2BFF } };

static bool may_be_easy(uint32_t code) {
	return in_ranges(easy, sizeof easy / sizeof *easy, code);
}

/* The bits stand for U+0000 to U+017F and U+2000 to U+207F. */
static int bit_of(uint32_t code) {
	if (code < 0x180) return (int)code;
	return code >= 0x2000 && code < 0x2080 ? (int)(code - 0x2000 + 0x180) : -1;
}

void font_learn(Font *font) {
	for (uint32_t code = 0x20; code < 0x2080; code = code == 0x17F ? 0x2000 : code + 1) {
		int bit = bit_of(code);
		if (may_be_easy(code) && font_shows(font, 0, code))
			font->easy[bit / 64] |= (uint64_t)1 << bit % 64;
	}
}

bool font_easy(const Font *font, uint32_t code) {
	int bit = bit_of(code);
	if (bit >= 0) return font->easy[bit / 64] >> bit % 64 & 1;
	return may_be_easy(code) && font_shows(font, 0, code);
}

/* ---- emoji ---- */

bool code_skin_tone(uint32_t code) { return code >= 0x1F3FB && code <= 0x1F3FF; }

static bool is_flag_letter(uint32_t code) { return code >= 0x1F1E6 && code <= 0x1F1FF; }

bool code_emoji(uint32_t code) {
	return code >= 0x203C
		&& (is_flag_letter(code) || code == 0x20E3 || code_skin_tone(code)
			|| u_hasBinaryProperty((UChar32)code, UCHAR_EXTENDED_PICTOGRAPHIC));
}

static const struct {
	Range range;
	uint32_t like;
} looks[] = {
	{ { 0x2763, 0x2764 }, 0x2665 }, /* hearts */
	{ { 0x1F493, 0x1F49F }, 0x2665 }, { { 0x1F5A4, 0x1F5A4 }, 0x2665 },
	{ { 0x1F90D, 0x1F90E }, 0x2665 }, { { 0x1F9E1, 0x1F9E1 }, 0x2665 },
	{ { 0x1FA75, 0x1FA77 }, 0x2665 }, { { 0x1F600, 0x1F64F }, 0x263A }, /* faces */
	{ { 0x1F910, 0x1F92F }, 0x263A }, { { 0x1F970, 0x1F97A }, 0x263A },
	{ { 0x1FAE0, 0x1FAE8 }, 0x263A }, { { 0x2705, 0x2705 }, 0x2713 }, /* ticks and crosses */
	{ { 0x1F5F8, 0x1F5F8 }, 0x2713 }, { { 0x274C, 0x274E }, 0x2717 },
	{ { 0x2B50, 0x2B50 }, 0x2605 }, { { 0x1F31F, 0x1F31F }, 0x2605 }, /* stars */
};

const uint32_t *emoji_stand_ins(uint32_t code, uint32_t room[4]) {
	int n = 0;
	if (is_flag_letter(code)) room[n++] = 'A' + code - 0x1F1E6;
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
		if (code >= looks[i].range.first && code <= looks[i].range.last) room[n++] = looks[i].like;
	room[n++] = 0x2022;
	if (n < 3) room[n++] = '*';
	room[n] = 0;
	return room;
}
