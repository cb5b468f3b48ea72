/* Text -> glyphs with exact advances, by HarfBuzz. Positions are asked for in font units and scaled
   here in integers, so that the same text has the same widths on every machine. */
#include "glyphs/shape.h"
#include "glyphs/internal.h"
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

/* Scripts whose letters hang together: by strokes or by a common line. Parting them is an error. */
static const uint32_t joining[] = { HB_SCRIPT_ARABIC, HB_SCRIPT_SYRIAC, HB_SCRIPT_MONGOLIAN,
	HB_SCRIPT_NKO, HB_SCRIPT_ADLAM, HB_SCRIPT_DEVANAGARI, HB_SCRIPT_BENGALI, HB_SCRIPT_GURMUKHI,
	HB_SCRIPT_TIBETAN };

static bool joins(uint32_t script) {
	for (size_t i = 0; i < sizeof joining / sizeof *joining; i++)
		if (joining[i] == script) return true;
	return false;
}

static unsigned make_features(unsigned bits, hb_feature_t features[MAX_FEATURES]) {
	unsigned n = 0;
	for (size_t i = 0; i < sizeof feature_table / sizeof *feature_table; i++) {
		if (!(bits & feature_table[i].bit)) continue;
		features[n++] = (hb_feature_t){ feature_table[i].tag, feature_table[i].value,
			HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
	}
	return n;
}

static void say_missing(const Shape *how, uint32_t code, Diags *diags) {
	char bytes[5] = { 0 };
	utf8_put(bytes, code);
	fail(diags, how->from, MISSING_GLYPH, "the font %.*s has no character U+%04X \"%s\"",
		STR_ARG(how->font->family), code, bytes);
}

static void say_replaced(const Shape *how, uint32_t code, uint32_t other, Diags *diags) {
	char bytes[5] = { 0 }, shown[5] = { 0 };
	utf8_put(bytes, code);
	utf8_put(shown, other);
	fail(diags, how->from, EMOJI_REPLACED,
		"no font has the picture U+%04X \"%s\"; \"%s\" stands for it", code, bytes, shown);
}

/* What is drawn for a picture that the font lacks: the best of its stand-ins. */
static uint32_t replace_emoji(const Shape *how, uint32_t code, Diags *diags) {
	uint32_t room[4];
	const uint32_t *other = emoji_stand_ins(code, room);
	while (*other && !font_has(how->font, *other)) other++;
	say_replaced(how, code, *other ? *other : ' ', diags);
	return *other ? *other : ' ';
}

static bool is_mark(uint32_t code) {
	if (code < 0x300) return false;
	hb_unicode_general_category_t kind =
		hb_unicode_general_category(hb_unicode_funcs_get_default(), code);
	return kind == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK
		|| kind == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

/* The character that HarfBuzz gets for [code]; 0: none. Joiners and the like go to it as they are:
   it heeds them and hides them. */
static uint32_t shown_for(const Shape *how, uint32_t before, uint32_t code, Diags *diags) {
	uint32_t shown = code_shown(how->font, code);
	if (shown != code || font_easy(how->font, code)) return shown;
	if (before && code_skin_tone(code)) return 0;
	if (code == KEYCAP && before) { /* its frame would cover the next letter */
		say_replaced(how, code, before, diags);
		return 0;
	}
	if (font_shows(how->font, before, code)) return code;
	if (code_emoji(code)) return replace_emoji(how, code, diags);
	say_missing(how, code, diags);
	return code;
}

/* A base with very many marks costs the shaper the square of their number: the rest is a message.
 */
static void fill(hb_buffer_t *buffer, const Shape *how, Str text, Diags *diags) {
	int marks = 0;
	uint32_t before = 0;
	hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
	if (how->before.len)
		hb_buffer_add_utf8(buffer, how->before.at, (int)how->before.len, (unsigned)how->before.len, 0);
	for (size_t i = 0; i < text.len;) {
		size_t at = i;
		uint32_t code = utf8_next(text, &i), shown = shown_for(how, before, code, diags);
		if (!code_unseen(code)) before = code;
		marks = is_mark(code) ? marks + 1 : 0;
		if (marks > MOST_MARKS) {
			fail(diags, how->from, MISSING_GLYPH, "more than %d marks stand on one letter",
				MOST_MARKS);
			continue;
		}
		if (shown) hb_buffer_add(buffer, shown, (unsigned)at);
	}
	if (how->after.len) hb_buffer_add_utf8(buffer, how->after.at, (int)how->after.len, 0, 0);
}

static void prepare(hb_buffer_t *buffer, const Shape *how, Str text, Diags *diags) {
	hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
	fill(buffer, how, text, diags);
	hb_buffer_set_direction(buffer, how->rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	hb_buffer_set_language(buffer, hb_language_from_string(how->lang.at, (int)how->lang.len));
	if (how->script) hb_buffer_set_script(buffer, hb_script_from_iso15924_tag(how->script));
	hb_buffer_guess_segment_properties(buffer);
}

hb_buffer_t *text_shape(const Shape *how, unsigned bits, Str text, Diags *diags) {
	hb_buffer_t *buffer = hb_buffer_create();
	hb_feature_t features[MAX_FEATURES];
	unsigned n = make_features(bits, features);
	prepare(buffer, how, text, diags);
	hb_shape(how->font->hb, buffer, features, n);
	if (!hb_buffer_allocation_successful(buffer))
		fail(diags, how->from, OUT_OF_MEMORY, "there is not enough memory to set the text");
	return buffer;
}

/* ---- glyphs out ---- */

static Len scaled(const Shape *how, hb_position_t units) {
	return len_scale(how->size, units, how->font->units);
}

void units_read(hb_buffer_t *buffer, Str text, UnitGlyph *glyphs) {
	unsigned n = 0;
	const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &n);
	const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &n);
	for (unsigned i = 0; i < n; i++) {
		unsigned flags = hb_glyph_info_get_glyph_flags(&infos[i]);
		glyphs[i] = (UnitGlyph){ .id = infos[i].codepoint,
			.cluster = infos[i].cluster,
			.breakable = !(flags & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) };
		size_t at = infos[i].cluster;
		if (code_unseen(utf8_next(text, &at))) continue;
		glyphs[i].advance = positions[i].x_advance;
		glyphs[i].dx = positions[i].x_offset;
		glyphs[i].dy = positions[i].y_offset;
	}
}

/* Tracking stands behind the last glyph of a cluster, so that marks stay on their letter. */
static void track(Str text, Glyph *glyphs, int n, Len tracking) {
	for (int i = 0; i < n; i++) {
		size_t at = glyphs[i].cluster;
		bool last = i + 1 == n || glyphs[i + 1].cluster != glyphs[i].cluster;
		if (last && !code_unseen(utf8_next(text, &at))) glyphs[i].advance += tracking;
	}
}

static void copy_glyphs(
	Arena *arena, const Shape *how, Run *run, const UnitGlyph *units, int n, Len tracking) {
	Glyph *glyphs = ARENA_ARRAY(arena, n + 1, Glyph);
	for (int i = 0; i < n; i++)
		glyphs[i] = (Glyph){ .id = units[i].id,
			.cluster = units[i].cluster,
			.advance = scaled(how, units[i].advance),
			.dx = units[i].dx ? scaled(how, units[i].dx) : 0,
			.dy = units[i].dy ? scaled(how, units[i].dy) : 0,
			.breakable = units[i].breakable };
	if (tracking) track(run->text, glyphs, n, tracking);
	for (int i = 0; i < n; i++) run->width += glyphs[i].advance;
	run->glyphs = glyphs;
	run->nglyphs = n;
}

Len run_space(const Run *run, int g, Len more) {
	if (!more) return 0;
	size_t at = run->glyphs[g].cluster;
	if (g && run->glyphs[g - 1].cluster == at) return 0;
	uint32_t code = at < run->text.len ? utf8_next(run->text, &at) : 0;
	return code == ' ' || code == 0xA0 ? more : 0;
}

/* The script of the first letter that has one. */
static uint32_t script_guessed(Str text) {
	for (size_t i = 0; i < text.len;) {
		hb_script_t script =
			hb_unicode_script(hb_unicode_funcs_get_default(), utf8_next(text, &i));
		if (script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED) return script;
	}
	return 0;
}

static UnitGlyph *whole_shape(
	Arena *arena, const Shape *how, unsigned bits, Str text, int *count, Diags *diags) {
	hb_buffer_t *buffer = text_shape(how, bits, text, diags);
	unsigned n = 0;
	hb_buffer_get_glyph_infos(buffer, &n);
	UnitGlyph *units = ARENA_ARRAY(arena, n + 1, UnitGlyph);
	units_read(buffer, text, units);
	hb_buffer_destroy(buffer);
	*count = (int)n;
	return units;
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
	bool joined = how->script ? joins(how->script) : joins(script_guessed(text));
	Len tracking = joined ? 0 : how->tracking;
	unsigned bits = how->features | (tracking ? (unsigned)FEATURE_NO_LIGA : 0);
	if (joined) bits &= ~(unsigned)FEATURE_NO_LIGA;
	int n = 0;
	UnitGlyph *units = words_shape(arena, how, bits, text, &n, diags);
	if (!units) units = whole_shape(arena, how, bits, text, &n, diags);
	copy_glyphs(arena, how, run, units, n, tracking);
	return run;
}
