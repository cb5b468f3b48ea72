/* Which face sets each cluster: the piece's own, or the fallback of its script.

   A script has one face within a piece: the piece's own if that has the script's letters, else the
   first family that fonts/scripts.tsv gives. What is common to all scripts (blanks, figures, marks)
   goes with its script, so that an Arabic sentence is set by one face; but European figures with
   their signs, and beside Han all of ASCII, stay with the piece's own face, so that figures look
   alike on the whole page. A cluster that this face lacks goes to the piece's own, then
   down the table, then to the faces of symbols. It is never parted. */
#include "glyphs/internal.h"
#include <hb.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum { MOST_CANDIDATES = 24 };

typedef struct Choice { /* the faces for one script in one piece */
	uint32_t script;
	bool own; /* the piece's face has this script */
	int count;
	const ScriptRow *rows[MOST_CANDIDATES];
	const Font *fonts[MOST_CANDIDATES]; /* opened when they are needed */
	bool tried[MOST_CANDIDATES];
	struct Choice *next;
} Choice;

typedef struct Chooser {
	Chars *chars;
	Diags *diags;
	Choice **by_piece;
	Str east; /* the language that kana or Hangul in the paragraph give to Han letters */
} Chooser;

/* ---- candidates ---- */

static bool has_script(const Font *font, uint32_t script) {
	UChar sample[8];
	char name[5] = { 0 };
	UErrorCode error = U_ZERO_ERROR;
	hb_tag_to_string(script, name);
	UScriptCode code = (UScriptCode)u_getPropertyValueEnum(UCHAR_SCRIPT, name);
	int length = code < 0 ? 0 : uscript_getSampleString(code, sample, 8, &error);
	if (U_FAILURE(error) || length < 1) return true;
	uint32_t letter = sample[0];
	if (length > 1 && (letter & 0xFC00) == 0xD800)
		letter = 0x10000 + ((letter & 0x3FF) << 10) + (sample[1] & 0x3FFu);
	return font_has(font, letter);
}

static Str lang_for(const Chooser *chooser, const FontPiece *piece, uint32_t script) {
	uint32_t own = lang_script(piece->font->set, piece->lang);
	bool east = own == SCRIPT_HAN || own == SCRIPT_HANGUL;
	return script == SCRIPT_HAN && !east ? chooser->east : piece->lang;
}

static Choice *choice_for(Chooser *chooser, int piece, uint32_t script) {
	Choice **at = &chooser->by_piece[piece];
	while (*at && (*at)->script != script) at = &(*at)->next;
	if (*at) return *at;
	const FontPiece *styled = &chooser->chars->pieces[piece];
	Choice *choice = *at = ARENA_NEW(chooser->chars->arena, Choice);
	choice->script = script;
	choice->own = has_script(styled->font, script);
	choice->count = scripts_rank(styled->font->set, script, lang_for(chooser, styled, script),
		styled->font->serif, choice->rows, MOST_CANDIDATES);
	return choice;
}

static const Font *candidate(Chooser *chooser, Choice *choice, const FontPiece *piece, int k) {
	if (choice->tried[k]) return choice->fonts[k];
	choice->tried[k] = true;
	return choice->fonts[k] = font_try(piece->font->set, choice->rows[k]->family,
			   piece->font->weight, piece->font->italic, chooser->diags);
}

/* ---- covering ---- */

static bool covers(const Font *font, const Char *from, const Char *end) {
	uint32_t before = 0;
	for (const Char *c = from; c < end; c++) {
		bool dropped = c > from && (code_skin_tone(c->code) || c->code == KEYCAP);
		if (!dropped && !font_shows(font, before, c->code)) return false;
		before = c->code;
	}
	return true;
}

static void assign(Char *from, Char *end, const Font *font, int scale) {
	for (Char *c = from; c < end; c++) {
		c->font = font;
		c->scale = scale;
	}
}

/* The script's face first, the piece's second; the other way round if [own_first]. */
static bool choose(Chooser *chooser, Choice *choice, Char *from, Char *end, bool own_first) {
	const FontPiece *piece = &chooser->chars->pieces[from->piece];
	for (int n = 0; n <= choice->count + 1; n++) {
		int k = own_first || n > 1 ? n - 1 : -n;
		if (k >= choice->count) continue;
		const Font *font = k < 0 ? piece->font : candidate(chooser, choice, piece, k);
		if (!font || !covers(font, from, end)) continue;
		assign(from, end, font, k < 0 ? 1000 : choice->rows[k]->scale);
		return true;
	}
	return false;
}

/* The best of a picture's stand-ins that some face has. */
static void choose_stand_in(Chooser *chooser, Choice *choice, Char *from, Char *end) {
	const FontPiece *piece = &chooser->chars->pieces[from->piece];
	uint32_t room[4];
	assign(from, end, piece->font, 1000);
	if (!code_emoji(from->code)) return;
	for (const uint32_t *other = emoji_stand_ins(from->code, room); *other; other++) {
		if (font_has(piece->font, *other)) return;
		for (int k = 0; k < choice->count; k++) {
			const Font *font = candidate(chooser, choice, piece, k);
			if (!font || !font_has(font, *other)) continue;
			assign(from, end, font, choice->rows[k]->scale);
			return;
		}
	}
}

/* ---- all clusters ---- */

/* No face has it. If one of those that might is not installed, that is the thing to say; else the
   shaper will say which character is missing. */
static void say_missing(Chooser *chooser, const Choice *choice, const Char *from) {
	const FontPiece *piece = &chooser->chars->pieces[from->piece];
	for (int k = 0; k < choice->count; k++) {
		if (choice->fonts[k]) continue;
		font_find(piece->font->set, choice->rows[k]->family, piece->font->weight,
			piece->font->italic, chooser->diags);
		return;
	}
}

/* The language of Han letters where the article's own does not say it: that of the kana or the
   Hangul beside them. */
static Str east_of(const Chars *chars) {
	for (int i = 0; i < chars->count; i++) {
		uint32_t code = chars->at[i].code;
		if (code >= 0x3041 && code <= 0x30FF) return STR("ja");
		if (code >= 0xAC00 && code <= 0xD7A3) return STR("ko");
	}
	return STR("zh");
}

static bool has_picture(const Char *from, const Char *end) {
	for (const Char *c = from; c < end; c++)
		if (code_emoji(c->code)) return true;
	return false;
}

static int cluster_end(const Chars *chars, int i) {
	do i++;
	while (i < chars->count && !chars->at[i].first);
	return i;
}

static bool is_digit(uint32_t code) { return code >= '0' && code <= '9'; }

/* Figures with their signs ("4–12", "+1 (555) 010-0100") from [from] on; blanks belong to them in
   an isolate. Gives their end, which is [from] if there are none; [looked] gets how far that holds.
 */
static int figures_end(const Chars *chars, int from, int *looked) {
	const Char *first = &chars->at[from];
	bool apart = chars->pieces[first->piece].isolate;
	int end = from, digits = 0;
	for (; end < chars->count && chars->at[end].piece == first->piece; end++) {
		const Char *c = &chars->at[end];
		bool blank = c->code == ' ' || c->code == 0xA0 || c->code == 0x202F;
		if (!c->neutral || (blank && !apart)) break;
		if (is_digit(c->code)) digits = end + 1;
	}
	*looked = end > from ? end : from + 1;
	return digits ? (apart ? end : digits) : from;
}

static void choose_cluster(Chooser *chooser, Char *from, Char *end, bool own_first) {
	Choice *choice = choice_for(chooser, from->piece, from->script);
	bool plain = from->code < 0x80 && from->script == SCRIPT_HAN;
	if (choose(chooser, choice, from, end, own_first || choice->own || plain)) return;
	choose_stand_in(chooser, choice, from, end);
	if (!has_picture(from, end)) say_missing(chooser, choice, from);
}

void chars_find_fonts(Chars *chars, Diags *diags) {
	Chooser chooser = { .chars = chars, .diags = diags, .east = east_of(chars) };
	chooser.by_piece = ARENA_ARRAY(chars->arena, (size_t)chars->npieces + 1, Choice *);
	int figures = 0, looked = 0; /* where they end; up to where they were looked for */
	for (int i = 0, end; i < chars->count; i = end) {
		end = cluster_end(chars, i);
		if (i >= looked && chars->at[i].neutral) figures = figures_end(chars, i, &looked);
		choose_cluster(&chooser, &chars->at[i], &chars->at[end], i < figures);
	}
}
