/* Which glyphs a document uses, font by font, and what each is read as.

   What a code is read as stands in its font's ToUnicode table:
     1. a glyph that makes a cluster of its own is read as that cluster's text (a ligature: several
        characters);
     2. of a cluster of several glyphs, those that are known give what they give, and the others
        share the rest of its text; one that gets nothing is not read (U+200B).
   The first text met counts; where a code should be read otherwise, the content says so itself
   (ActualText). The inverse of the font's character map is not asked: it gives presentation forms.
 */
#include <assert.h>
#include <string.h>
#include "writers/pdf.h"

/* ---- the table of a font's glyphs ---- */

static unsigned place_of(const PdfFont *font, uint32_t id) {
	unsigned at = id * 2654435761u >> 8 & (font->room - 1);

	while (font->table[at].id != id && font->table[at].id != PDF_NO_GLYPH)
		at = (at + 1) & (font->room - 1);
	return at;
}

const PdfGlyph *pdf_glyph(const PdfFont *font, uint32_t id) {
	const PdfGlyph *glyph = &font->table[place_of(font, id)];

	assert(glyph->id == id);
	return glyph;
}

static void make_room(Arena *arena, PdfFont *font) {
	PdfGlyph *old = font->table;
	unsigned room = font->room;

	font->room = room ? 2 * room : 256;
	font->table = ARENA_ARRAY(arena, font->room, PdfGlyph);
	for (unsigned i = 0; i < font->room; i++) font->table[i].id = PDF_NO_GLYPH;
	for (unsigned i = 0; i < room; i++)
		if (old[i].id != PDF_NO_GLYPH) font->table[place_of(font, old[i].id)] = old[i];
}

static PdfGlyph *enter(Arena *arena, PdfFont *font, uint32_t id) {
	PdfGlyph *glyph;

	if (2 * font->count >= (int)font->room) make_room(arena, font);
	glyph = &font->table[place_of(font, id)];
	if (glyph->id == PDF_NO_GLYPH) {
		glyph->id = id;
		font->count++;
	}
	return glyph;
}

/* ---- what glyphs are read as ---- */

/* The characters that only differ from a plain one in that no line may end there read as that one.
 */
static Str plain(Str text) {
	if (text.len == 2 && !memcmp(text.at, "\xC2\xA0", 2)) return STR(" ");
	if (text.len == 3
		&& (!memcmp(text.at, "\xE2\x80\x91", 3) || !memcmp(text.at, "\xE2\x80\x90", 3)))
		return STR("-");
	return text;
}

bool pdf_reads_true(const PdfFont *font, const Run *run, const Cluster *cluster) {
	Str rest = cluster->text;
	int n = cluster->last - cluster->first;

	if (n == 1) {
		Str text = pdf_glyph(font, run->glyphs[cluster->first].id)->text;
		return str_equal(text, rest) || str_equal(plain(text), plain(rest));
	}
	for (int i = 0; i < n; i++) {
		int at = run->rtl ? cluster->last - 1 - i : cluster->first + i;
		Str text = pdf_glyph(font, run->glyphs[at].id)->text;
		if (str_is(text, "\xE2\x80\x8B")) continue;
		if (!str_starts(rest, text)) return false;
		rest = str_slice(rest, text.len, rest.len);
	}
	return rest.len == 0;
}

/* Glyph [i] of a cluster, in the order of reading. */
static PdfGlyph *glyph_of(const PdfFont *font, const Run *run, const Cluster *cluster, int i) {
	int at = run->rtl ? cluster->last - 1 - i : cluster->first + i;

	return &font->table[place_of(font, run->glyphs[at].id)];
}

/* Rule 2. What is known at both ends is taken off the cluster's text; the glyphs in between, as far
   as they are unknown, get a character each, and the last of them whatever is left. */
static void share_out(PdfFont *font, const Run *run, const Cluster *cluster) {
	Str rest = cluster->text;
	int first = 0, last = cluster->last - cluster->first, nunknown = 0;

	for (; first < last; first++) {
		Str text = glyph_of(font, run, cluster, first)->text;
		if (!text.at || !str_starts(rest, text)) break;
		rest = str_slice(rest, text.len, rest.len);
	}
	for (; last > first; last--) {
		Str text = glyph_of(font, run, cluster, last - 1)->text;
		if (!text.at || !str_ends(rest, text)) break;
		rest = str_slice(rest, 0, rest.len - text.len);
	}
	for (int i = first; i < last; i++) nunknown += !glyph_of(font, run, cluster, i)->text.at;
	for (int i = first; i < last; i++) {
		PdfGlyph *glyph = glyph_of(font, run, cluster, i);
		size_t end = 0;
		if (glyph->text.at) continue;
		if (--nunknown == 0) end = rest.len;
		else if (rest.len) utf8_next(rest, &end);
		glyph->text = end ? str_slice(rest, 0, end) : STR("\xE2\x80\x8B");
		rest = str_slice(rest, end, rest.len);
	}
}

/* ---- collecting ---- */

static PdfFont *font_of(PdfFonts *fonts, Arena *arena, const Font *font) {
	if (font->number >= fonts->nfonts) {
		int room = 2 * font->number + 8;
		PdfFont **by_font = ARENA_ARRAY(arena, (size_t)room, PdfFont *);
		if (fonts->nfonts) memcpy(by_font, fonts->by_font, (size_t)fonts->nfonts * sizeof *by_font);
		fonts->by_font = by_font;
		fonts->nfonts = room;
	}
	PdfFont **found = &fonts->by_font[font->number];
	if (!*found) {
		*found = ARENA_NEW(arena, PdfFont);
		(*found)->font = font;
		(*found)->number = fonts->count++;
		if (fonts->last) fonts->last->next = *found;
		else fonts->first = *found;
		fonts->last = *found;
	}
	return *found;
}

static void collect(PdfFonts *fonts, Arena *arena, const Mark *mark) {
	const Run *run = mark->as.glyphs.run;
	PdfFont *font = font_of(fonts, arena, run->font);
	ClusterWalk walk = clusters_of(mark);
	Cluster cluster;

	walk.hyphen = false; /* a hyphen's glyph is not to be read as U+00AD elsewhere */
	while (cluster_next(&walk, &cluster)) {
		if (cluster_silent(run, &cluster)) continue;
		for (int i = cluster.first; i < cluster.last; i++) {
			PdfGlyph *glyph = enter(arena, font, run->glyphs[i].id);
			if (cluster.last - cluster.first == 1 && cluster.text.len
				&& (!glyph->text.at || str_equal(plain(glyph->text), cluster.text)))
				glyph->text = cluster.text;
		}
	}
}

static void collect_shared(PdfFonts *fonts, const Mark *mark) {
	const Run *run = mark->as.glyphs.run;
	ClusterWalk walk = clusters_of(mark);
	Cluster cluster;

	while (cluster_next(&walk, &cluster))
		if (cluster.last - cluster.first > 1 && !cluster_silent(run, &cluster))
			share_out(fonts->by_font[run->font->number], run, &cluster);
}

PdfFonts *pdf_glyphs_collect(Arena *arena, const Drawing *drawings, int ndrawings) {
	PdfFonts *fonts = ARENA_NEW(arena, PdfFonts);

	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < ndrawings; i++)
			for (int j = 0; j < drawings[i].count; j++) {
				const Mark *mark = drawings[i].marks[j].mark;
				if (mark->kind != MARK_GLYPHS) continue;
				if (pass == 0) collect(fonts, arena, mark);
				else collect_shared(fonts, mark);
			}
	return fonts;
}
