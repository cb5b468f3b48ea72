/* Text -> stretches.

   Most text is plain: Latin letters from left to right that the wanted face has. It is looked
   through once, with a bit for each character (font_easy), and gives one stretch a piece; nothing
   of Unicode's tables is touched. All other text is taken apart:

   1. Characters are gathered into grapheme clusters (UAX 29), which nothing parts but a change of
   piece. 2. Each gets its embedding level (UAX 9, by ICU). Pieces that want it are isolated: the
   text that ICU sees has FSI and PDI around them. 3. Each gets a script (UAX 24): what is common
   takes that of the text before it in the same run, brackets that of their partner. 4. Each cluster
   gets a face (fallback.c). 5. Equal neighbours become one stretch.

   Levels come before scripts, so that a blank between an Arabic and a Latin word belongs to the one
   whose direction it has. */
#include "glyphs/internal.h"

/* ---- plain text ---- */

static bool all_easy(const Font *font, Str text) {
	for (size_t i = 0; i < text.len;) {
		unsigned char byte = (unsigned char)text.at[i];
		uint32_t code = byte;
		if (byte < 0x80) i++;
		else code = utf8_next(text, &i);
		if (!font_easy(font, code)) return false;
	}
	return true;
}

static bool is_plain(Str text, const FontPiece *pieces, int npieces, bool rtl) {
	size_t start = 0;
	for (int i = 0; i < npieces && !rtl; i++) {
		if (!all_easy(pieces[i].font, str_slice(text, start, pieces[i].end))) return false;
		start = pieces[i].end;
	}
	return !rtl;
}

static Stretches plain_stretches(Arena *arena, Str text, const FontPiece *pieces, int npieces) {
	Stretch *at = ARENA_ARRAY(arena, (size_t)npieces, Stretch);
	size_t start = 0;
	int count = 0;
	for (int i = 0; i < npieces; i++) {
		size_t end = pieces[i].end < text.len ? pieces[i].end : text.len;
		if (end <= start) continue;
		at[count++] = (Stretch){ .start = start,
			.end = end,
			.piece = i,
			.font = pieces[i].font,
			.size = pieces[i].size,
			.script = SCRIPT_LATIN };
		start = end;
	}
	return (Stretches){ at, count };
}

/* ---- all other text ---- */

static bool alike(const Char *a, const Char *b) {
	return a->piece == b->piece && a->level == b->level && a->script == b->script
		&& a->font == b->font && a->scale == b->scale;
}

static Stretches gather(Arena *arena, const Chars *chars) {
	int count = 0, n = 0;
	for (int i = 0; i < chars->count; i++)
		count += !i || !alike(&chars->at[i - 1], &chars->at[i]);
	Stretch *at = ARENA_ARRAY(arena, (size_t)count, Stretch);
	for (int i = 0; i < chars->count; i++) {
		const Char *c = &chars->at[i];
		if (i && alike(c - 1, c)) continue;
		if (n) at[n - 1].end = c->at;
		at[n++] = (Stretch){ .start = c->at,
			.end = chars->text.len,
			.piece = c->piece,
			.font = c->font,
			.size = len_scale(chars->pieces[c->piece].size, c->scale, 1000),
			.level = c->level,
			.script = c->script };
	}
	return (Stretches){ at, n };
}

Stretches text_itemize(
	Arena *arena, Str text, const FontPiece *pieces, int npieces, bool rtl, Diags *diags) {
	if (!text.len || !npieces) return (Stretches){ .count = 0 };
	if (is_plain(text, pieces, npieces, rtl))
		return plain_stretches(arena, text, pieces, npieces);
	Arena *own = arena_open();
	Chars chars = chars_read(own, text, pieces, npieces, rtl);
	chars_find_clusters(&chars);
	chars_find_levels(&chars);
	chars_find_scripts(&chars);
	chars_find_fonts(&chars, diags);
	Stretches found = gather(arena, &chars);
	arena_close(own);
	return found;
}
