/* Text -> glyphs with exact advances, by HarfBuzz. Positions are asked for in font units and scaled
   here in integers, so that the same text has the same widths on every machine. */
#include "glyphs/shape.h"
#include <hb.h>
#include <string.h>

enum { MAX_FEATURES = 16, MOST_MARKS = 64 };

static const struct {
	unsigned bit;
	hb_tag_t tag;
	unsigned value;
} feature_table[] = {
	{ FEATURE_LNUM, HB_TAG('l', 'n', 'u', 'm'), 1 },
	{ FEATURE_TNUM, HB_TAG('t', 'n', 'u', 'm'), 1 },
	{ FEATURE_ONUM, HB_TAG('o', 'n', 'u', 'm'), 1 },
	{ FEATURE_PNUM, HB_TAG('p', 'n', 'u', 'm'), 1 },
	{ FEATURE_CASE, HB_TAG('c', 'a', 's', 'e'), 1 },
	{ FEATURE_SMCP, HB_TAG('s', 'm', 'c', 'p'), 1 },
	{ FEATURE_NO_LIGA, HB_TAG('l', 'i', 'g', 'a'), 0 },
	{ FEATURE_NO_LIGA, HB_TAG('c', 'l', 'i', 'g'), 0 },
};

static unsigned make_features(const Shape *how, hb_feature_t features[MAX_FEATURES]) {
	unsigned n = 0, bits = how->features | (how->tracking ? (unsigned)FEATURE_NO_LIGA : 0);
	for (size_t i = 0; i < sizeof feature_table / sizeof *feature_table; i++) {
		if (!(bits & feature_table[i].bit)) continue;
		features[n++] = (hb_feature_t){ feature_table[i].tag, feature_table[i].value,
			HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
	}
	return n;
}

/* Characters that steer the setting and are not seen. */
static bool unseen(uint32_t code) {
	return code == 0xAD || code == 0x200B || code == 0x2060 || code == 0xFEFF
		|| (code >= 0x200E && code <= 0x200F) || (code >= 0x202A && code <= 0x202E)
		|| (code >= 0x2066 && code <= 0x2069);
}

/* What is shaped in a character's place where the font has no glyph of its own for it. */
static uint32_t stand_in(const Font *font, uint32_t code) {
	if (unseen(code)) return ' ';
	if (code == 0xA0) return ' ';
	if (font_has(font, code)) return code;
	switch (code) {
	case 0x2011:
	case 0x2010: return '-';
	case 0x202F:
	case 0x2009: return ' ';
	case 0x2212: return 0x2013;
	case '\t':
	case '\n':
	case '\r': return ' ';
	default: return code;
	}
}

static void say_missing(const Shape *how, uint32_t code, Diags *diags) {
	char bytes[5] = { 0 };
	utf8_put(bytes, code);
	fail(diags, how->from, MISSING_GLYPH, "the font %.*s has no character U+%04X \"%s\"",
		STR_ARG(how->font->family), code, bytes);
}

static bool is_mark(uint32_t code) {
	hb_unicode_general_category_t kind =
		hb_unicode_general_category(hb_unicode_funcs_get_default(), code);
	return kind == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK
		|| kind == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

/* A base with very many marks costs the shaper the square of their number: the rest is a message.
 */
static void fill(hb_buffer_t *buffer, const Shape *how, Str text, Diags *diags) {
	int marks = 0;
	for (size_t i = 0; i < text.len;) {
		size_t at = i;
		uint32_t code = utf8_next(text, &i), shown = stand_in(how->font, code);
		marks = is_mark(code) ? marks + 1 : 0;
		if (marks > MOST_MARKS) {
			fail(diags, how->from, MISSING_GLYPH, "more than %d marks stand on one letter",
				MOST_MARKS);
			continue;
		}
		if (shown == code && !font_has(how->font, code)) say_missing(how, code, diags);
		hb_buffer_add(buffer, shown, (unsigned)at);
	}
	hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
}

static Len scaled(const Shape *how, hb_position_t units) {
	return len_scale(how->size, units, how->font->units);
}

static void copy_glyph(const Shape *how, Str text, Glyph *glyph, const hb_glyph_info_t *info,
	const hb_glyph_position_t *position) {
	size_t at = info->cluster;
	uint32_t code = utf8_next(text, &at);
	*glyph = (Glyph){ .id = info->codepoint, .cluster = info->cluster };
	glyph->breakable = !(hb_glyph_info_get_glyph_flags(info) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK);
	if (unseen(code)) return;
	glyph->advance = scaled(how, position->x_advance) + how->tracking;
	glyph->dx = scaled(how, position->x_offset);
	glyph->dy = scaled(how, position->y_offset);
}

Len run_space(const Run *run, int g, Len more) {
	if (!more) return 0;
	size_t at = run->glyphs[g].cluster;
	if (g && run->glyphs[g - 1].cluster == at) return 0;
	uint32_t code = at < run->text.len ? utf8_next(run->text, &at) : 0;
	return code == ' ' || code == 0xA0 ? more : 0;
}

const Run *shape(Arena *arena, const Shape *how, Str text, Diags *diags) {
	Run *run = ARENA_NEW(arena, Run);
	*run = (Run){ .font = how->font,
		.size = how->size,
		.text = text,
		.lang = how->lang,
		.rtl = how->rtl,
		.from = how->from };
	if (!text.len) return run;
	hb_buffer_t *buffer = hb_buffer_create();
	hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
	fill(buffer, how, text, diags);
	hb_buffer_set_direction(buffer, how->rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	hb_buffer_set_language(buffer, hb_language_from_string(how->lang.at, (int)how->lang.len));
	hb_buffer_guess_segment_properties(buffer);
	hb_feature_t features[MAX_FEATURES];
	unsigned nfeatures = make_features(how, features), n = 0;
	hb_shape(how->font->hb, buffer, features, nfeatures);
	const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &n);
	const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &n);
	if (!hb_buffer_allocation_successful(buffer))
		fail(diags, how->from, OUT_OF_MEMORY, "there is not enough memory to set the text");
	Glyph *glyphs = ARENA_ARRAY(arena, n + 1, Glyph);
	for (unsigned i = 0; i < n; i++) {
		copy_glyph(how, text, &glyphs[i], &infos[i], &positions[i]);
		run->width += glyphs[i].advance;
	}
	run->glyphs = glyphs;
	run->nglyphs = (int)n;
	hb_buffer_destroy(buffer);
	return run;
}
