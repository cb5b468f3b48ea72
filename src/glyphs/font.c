/* The catalogue of faces, and the faces that a job has opened.

   A face is a mapped file in HarfBuzz's hands: opening one costs little, and only those that a
   theme really uses are opened. A file is looked at before HarfBuzz sees it: its table directory
   must lie inside the file, and it must be TrueType or CFF and allow embedding as a subset.
   Measures are in font units. */
#include "glyphs/internal.h"
#include "base/file.h"
#include <hb.h>
#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TABLES = 128, MOST_FACES = 256 };

static bool read_entry(FontSet *fonts, Str line, Entry *entry) {
	double weight, index;
	entry->family = str_until(&line, '\t');
	bool sound = str_number(str_until(&line, '\t'), &weight);
	Str slope = str_until(&line, '\t');
	Str path = str_until(&line, '\t');
	sound = str_number(str_until(&line, '\t'), &index) && sound;
	entry->package = str_trim(str_until(&line, '\t'));
	entry->serif = str_is(str_trim(line), "serif");
	if (!sound || !path.len || !entry->family.len) return false;
	entry->weight = (int)weight;
	entry->index = (int)index;
	entry->italic = str_is(slope, "italic");
	bool own = path.at[0] != '/';
	entry->path = own ? str_format(fonts->arena, "%s/%.*s", fonts->folder, STR_ARG(path))
					  : str_copy(fonts->arena, path);
	return true;
}

FontSet *fonts_open(Arena *arena, const char *folder, Diags *diags) {
	FontSet *fonts = ARENA_NEW(arena, FontSet);
	fonts->arena = arena;
	fonts->folder = folder;
	const char *path = str_format(arena, "%s/catalogue.tsv", folder).at;
	Str rest = file_map(path);
	if (!rest.at) {
		fail(diags, (Source){ path, 0, 0 }, CANNOT_READ, "the catalogue of fonts cannot be read");
		return NULL;
	}
	Entry **end = &fonts->first;
	for (int line = 1; rest.len; line++) {
		Str text = str_until(&rest, '\n');
		if (!str_trim(text).len || text.at[0] == '#') continue;
		Entry *entry = ARENA_NEW(arena, Entry);
		if (!read_entry(fonts, text, entry)) {
			fail(diags, (Source){ path, line, 1 }, FONT_MISSING,
				"this line of the catalogue is not complete");
			continue;
		}
		*end = entry;
		end = &entry->next;
	}
	scripts_read(fonts, diags);
	return fonts;
}

void fonts_close(FontSet *fonts) {
	for (int i = 0; fonts && i < fonts->count; i++) {
		hb_font_destroy(fonts->opened[i]->hb);
		hb_face_destroy(fonts->opened[i]->face);
	}
	if (fonts) words_close(fonts->words);
}

static bool middle(int weight) { return weight >= 400 && weight <= 500; }

/* CSS Fonts 4, section 5.2: slope before weight; 400 and 500 stand in for each other first, then
   lighter faces go lighter and bolder ones bolder before the other side is looked at. */
static int distance(const Entry *entry, int weight, bool italic) {
	int away = entry->weight - weight, far = abs(away);
	bool wrong_way = weight <= 500 ? away > 0 : away < 0;
	bool near = middle(weight) && middle(entry->weight);
	if (near && away < 0) far += 100;
	if (!near && away) far += wrong_way ? 2000 : 1000;
	return far + (entry->italic != italic ? 10000 : 0);
}

static Entry *nearest(FontSet *fonts, Str family, int weight, bool italic) {
	Entry *best = NULL;
	for (Entry *entry = fonts->first; entry; entry = entry->next) {
		if (!str_equal(entry->family, family)) continue;
		if (!best || distance(entry, weight, italic) < distance(best, weight, italic)) best = entry;
	}
	return best;
}

static uint32_t big(Str bytes, size_t at, int n) {
	uint32_t value = 0;
	for (int i = 0; i < n; i++) value = value << 8 | (unsigned char)bytes.at[at + (size_t)i];
	return value;
}

/* What is wrong with face [index] of the file, or NULL. */
static const char *gate(Str bytes, int index) {
	if (bytes.len < 12) return "it is too short to be a font";
	uint32_t tag = big(bytes, 0, 4);
	uint64_t at = 0;
	if (tag == 0x774F4646 || tag == 0x774F4632)
		return "it is a web font; TrueType or OpenType is wanted";
	if (tag == 0x74746366) { /* a collection: a list of offsets to such directories */
		uint32_t faces = big(bytes, 8, 4);
		if (!faces || faces > MOST_FACES || 12 + (uint64_t)faces * 4 > bytes.len)
			return "its list of faces is broken";
		if (index < 0 || (uint32_t)index >= faces) return "it has no face of that index";
		at = big(bytes, 12 + (size_t)index * 4, 4);
		if (at + 12 > bytes.len) return "a face reaches past its end";
		tag = big(bytes, at, 4);
	}
	if (tag != 0x00010000 && tag != 0x4F54544F && tag != 0x74727565)
		return "it is no TrueType or OpenType font";
	uint32_t tables = big(bytes, at + 4, 2);
	if (!tables || tables > MOST_TABLES || at + 12 + tables * 16 > bytes.len)
		return "its table directory is broken";
	for (uint32_t i = 0; i < tables; i++) {
		uint64_t row = at + 12 + i * 16;
		uint64_t offset = big(bytes, row + 8, 4), length = big(bytes, row + 12, 4);
		if (offset + length > bytes.len) return "a table reaches past its end";
	}
	return NULL;
}

static bool may_embed(hb_face_t *face) {
	hb_blob_t *blob = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
	unsigned length;
	const char *at = hb_blob_get_data(blob, &length);
	uint32_t type = length >= 10 ? big((Str){ at, length }, 8, 2) : 0;
	hb_blob_destroy(blob);
	bool restricted = (type & 0xF) == 2, no_subset = type & 0x100, bitmaps = type & 0x200;
	return !restricted && !no_subset && !bitmaps;
}

static Str safe_name(Arena *arena, hb_face_t *face, Str family) {
	char name[128];
	unsigned size = sizeof name;
	hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, name);
	Str raw = size ? (Str){ name, size } : family;
	Buf buf = buf_make(arena, raw.len);
	for (size_t i = 0; i < raw.len && buf.len < 60; i++) {
		char c = raw.at[i];
		bool good =
			(c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
		if (good) buf_byte(&buf, c);
	}
	return buf.len ? buf_str(&buf) : STR("Font");
}

static bool has_table(hb_face_t *face, hb_tag_t tag) {
	hb_blob_t *blob = hb_face_reference_table(face, tag);
	bool has = hb_blob_get_length(blob) > 0;
	hb_blob_destroy(blob);
	return has;
}

static void read_measures(Font *font) {
	hb_codepoint_t space = 0;
	hb_font_get_nominal_glyph(font->hb, ' ', &space);
	font->space = (int)space;
	font->space_advance = hb_font_get_glyph_h_advance(font->hb, space);
	hb_position_t value;
	hb_font_extents_t extents = { 0 };
	hb_ot_metrics_get_position_with_fallback(font->hb, HB_OT_METRICS_TAG_CAP_HEIGHT, &value);
	font->cap_height = value;
	hb_ot_metrics_get_position_with_fallback(font->hb, HB_OT_METRICS_TAG_X_HEIGHT, &value);
	font->x_height = value;
	hb_font_get_h_extents(font->hb, &extents);
	/* A font may say anything: what is used for spacing is held to twice the em. */
	int most = 2 * font->units;
	font->ascent = extents.ascender < 0 ? 0 : extents.ascender > most ? most : extents.ascender;
	font->descent = -extents.descender < 0 ? 0
		: -extents.descender > most        ? most
										   : -extents.descender;
}

static Font *open_face(FontSet *fonts, const Entry *entry, Diags *diags) {
	Source from = { str_zero(fonts->arena, entry->path), 0, 0 };
	Str bytes = file_map(from.file);
	if (!bytes.at) {
		fail(diags, from, FONT_MISSING, "the font %.*s is not installed", STR_ARG(entry->family));
		hint(diags, "\"make deps\" installs it; on Debian it is in the package %.*s",
			STR_ARG(entry->package));
		return NULL;
	}
	const char *wrong = gate(bytes, entry->index);
	if (wrong) {
		fail(diags, from, FONT_MISSING, "the font cannot be used: %s", wrong);
		return NULL;
	}
	hb_blob_t *blob =
		hb_blob_create(bytes.at, (unsigned)bytes.len, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(blob, (unsigned)entry->index);
	hb_blob_destroy(blob);
	Font *font = ARENA_NEW(fonts->arena, Font);
	*font = (Font){ .family = entry->family,
		.path = entry->path,
		.weight = entry->weight,
		.italic = entry->italic,
		.serif = entry->serif,
		.set = fonts,
		.face = face };
	font->units = (int)hb_face_get_upem(face);
	if (font->units < 16 || font->units > 16384 || !hb_face_get_glyph_count(face)
		|| !may_embed(face)) {
		hb_face_destroy(face);
		fail(diags, from, FONT_MISSING,
			"the font cannot be used: it is broken, or may not be embedded");
		return NULL;
	}
	font->cff = has_table(face, HB_TAG('C', 'F', 'F', ' '));
	font->hb = hb_font_create(face);
	read_measures(font);
	font_learn(font);
	hb_font_make_immutable(font->hb);
	hb_face_make_immutable(face);
	font->postscript = safe_name(fonts->arena, face, entry->family);
	font->number = fonts->count;
	fonts->opened[fonts->count++] = font;
	return font;
}

const Font *font_find(FontSet *fonts, Str family, int weight, bool italic, Diags *diags) {
	Entry *entry = nearest(fonts, family, weight, italic);
	if (!entry) {
		fail(diags, (Source){ 0 }, FONT_MISSING,
			"no font of the family \"%.*s\" is in the catalogue", STR_ARG(family));
		hint(diags,
			"\"diptych list fonts\" shows the families; add a line to fonts/catalogue.tsv for "
			"another");
		return NULL;
	}
	if (!entry->font && fonts->count < MAX_FACES) entry->font = open_face(fonts, entry, diags);
	return entry->font;
}

const Font *font_try(FontSet *fonts, Str family, int weight, bool italic, Diags *diags) {
	Entry *entry = nearest(fonts, family, weight, italic);
	if (!entry || (!entry->font && !file_exists(str_zero(fonts->arena, entry->path)))) return NULL;
	return font_find(fonts, family, weight, italic, diags);
}

int fonts_count(const FontSet *fonts) { return fonts->count; }

void fonts_list(const FontSet *fonts, Buf *out) {
	for (const Entry *entry = fonts->first; entry; entry = entry->next) {
		bool there = file_exists(str_zero(fonts->arena, entry->path));
		buf_format(out, "%-16.*s %3d %-7s %-10s %.*s\n", STR_ARG(entry->family), entry->weight,
			entry->italic ? "italic" : "roman", there ? "installed" : "missing",
			STR_ARG(entry->package));
	}
}
