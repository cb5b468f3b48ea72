/* Words shaped before. Nearly all the time of setting text goes into HarfBuzz, which tries some
   fifty lookups on each letter, and a text says the same words again and again. So plain text is
   shaped word by word, each once.

   Kerning and ligatures must come out as if the whole run had been shaped. Letters of two words
   are parted by a blank, and what a font does with letters and a blank is kept: each word is shaped
   with the blanks that stand beside it, and what they gain or lose on either side is added up.
   Fonts whose lookups reach across a blank to the next word would differ; of text faces none does.

   1. What a word's glyphs are depends on the word, its blanks, face, features, language and script
   alone, never on what was set before: the same text gives the same glyphs whatever is kept here.
   2. Only text that needs no message is kept: each character is one that the face has.
   3. Measures are kept in font units, so that one word serves all sizes.
   4. When much has been kept, all is forgotten: a long run of articles does not grow. */
#include "glyphs/internal.h"
#include <hb.h>
#include <string.h>

enum { SLOTS = 4096, MOST_WORDS = 16384, LONGEST = 64 };

typedef struct Word {
	uint64_t hash;
	const Font *font;
	const Str *lang;
	uint32_t script;
	unsigned bits;
	Str text; /* with its blanks */
	bool whole; /* false: a blank is no glyph of its own here; such runs are shaped as they are */
	bool led, trailed; /* by a blank */
	int count; /* of glyphs, blanks included */
	const UnitGlyph *glyphs;
	struct Word *next;
} Word;

typedef struct Lang {
	Str name;
	struct Lang *next;
} Lang;

struct Words {
	Arena *arena;
	Word *slots[SLOTS];
	Lang *langs;
	int count;
};

/* ---- keeping ---- */

static Words *words_open(void) {
	Arena *arena = arena_open();
	Words *words = ARENA_NEW(arena, Words);
	words->arena = arena;
	return words;
}

void words_close(Words *words) {
	if (words) arena_close(words->arena);
}

static const Str *lang_kept(Words *words, Str name) {
	Lang *lang = words->langs;
	while (lang && !str_equal(lang->name, name)) lang = lang->next;
	if (lang) return &lang->name;
	lang = ARENA_NEW(words->arena, Lang);
	*lang = (Lang){ str_copy(words->arena, name), words->langs };
	words->langs = lang;
	return &lang->name;
}

static void fill_word(Words *words, Word *word, const Shape *how, Diags *diags) {
	Shape mine = *how;
	mine.before = mine.after = (Str){ NULL, 0 };
	hb_buffer_t *buffer = text_shape(&mine, word->bits, word->text, diags);
	unsigned n = 0;
	hb_buffer_get_glyph_infos(buffer, &n);
	UnitGlyph *glyphs = ARENA_ARRAY(words->arena, n + 1, UnitGlyph);
	units_read(buffer, word->text, glyphs);
	hb_buffer_destroy(buffer);
	word->glyphs = glyphs;
	word->count = (int)n;
	int blanks = word->led + word->trailed;
	size_t last = word->text.len - 1;
	word->whole = word->count > blanks
		&& (!word->led || (glyphs[0].cluster == 0 && glyphs[1].cluster == 1))
		&& (!word->trailed || (glyphs[n - 1].cluster == last && glyphs[n - 2].cluster < last));
}

static const Word *word_for(Words *words, const Shape *how, unsigned bits, const Str *lang,
	Str text, Diags *diags) {
	uint64_t hash = (str_hash(text) ^ (uint64_t)how->font->number) * 0x9E3779B97F4A7C15u;
	Word **slot = &words->slots[hash >> 52];
	for (const Word *word = *slot; word; word = word->next)
		if (word->hash == hash && word->font == how->font && word->bits == bits
			&& word->lang == lang && word->script == how->script && str_equal(word->text, text))
			return word;
	Word *word = ARENA_NEW(words->arena, Word);
	*word = (Word){ .hash = hash,
		.font = how->font,
		.lang = lang,
		.script = how->script,
		.bits = bits,
		.text = str_copy(words->arena, text),
		.led = text.at[0] == ' ',
		.trailed = text.at[text.len - 1] == ' ',
		.next = *slot };
	*slot = word;
	words->count++;
	fill_word(words, word, how, diags);
	return word;
}

/* ---- runs of words ---- */

/* Words with one blank between them, of characters that the face has. */
static bool is_plain(const Shape *how, Str text) {
	if (how->rtl || !how->font->set || how->script != SCRIPT_LATIN) return false;
	bool blank = false;
	size_t start = 0;
	for (size_t i = 0; i < text.len;) {
		uint32_t code = (unsigned char)text.at[i] < 0x80 ? (unsigned char)text.at[i++]
														 : utf8_next(text, &i);
		if (!font_easy(how->font, code) || (code == ' ' && blank)) return false;
		blank = code == ' ';
		if (blank) start = i;
		if (i - start > LONGEST) return false;
	}
	return text.len > 1;
}

/* Joins [word], which stands at byte [at], to the glyphs before it; a blank that both have gains
   what each gives it. */
static int join(UnitGlyph *glyphs, int n, const Word *word, size_t at, int space_advance) {
	for (int i = 0; i < word->count; i++) {
		UnitGlyph glyph = word->glyphs[i];
		glyph.cluster += (uint32_t)at;
		if (!i && n && word->led) {
			glyphs[n - 1].advance += glyph.advance - space_advance;
			glyphs[n - 1].dx += glyph.dx;
			glyphs[n - 1].dy += glyph.dy;
		} else glyphs[n++] = glyph;
	}
	return n;
}

static Words *words_of(FontSet *fonts) {
	if (fonts->words && fonts->words->count > MOST_WORDS) {
		words_close(fonts->words);
		fonts->words = NULL;
	}
	if (!fonts->words) fonts->words = words_open();
	return fonts->words;
}

UnitGlyph *words_shape(
	Arena *arena, const Shape *how, unsigned bits, Str text, int *count, Diags *diags) {
	if (!is_plain(how, text)) return NULL;
	Words *words = words_of(how->font->set);
	const Str *lang = lang_kept(words, how->lang);
	UnitGlyph *glyphs = NULL;
	int n = 0, room = 0;
	for (size_t from = 0, end; from < text.len; from = end - 1) {
		end = from + 1;
		while (end < text.len && text.at[end] != ' ') end++;
		if (end < text.len) end++;
		const Word *word = word_for(words, how, bits, lang, str_slice(text, from, end), diags);
		if (!word->whole) return NULL;
		if (n + word->count > room) {
			room = 2 * (n + word->count) + (int)(text.len - from);
			UnitGlyph *more = ARENA_ARRAY(arena, (size_t)room, UnitGlyph);
			if (n) memcpy(more, glyphs, (size_t)n * sizeof *more);
			glyphs = more;
		}
		n = join(glyphs, n, word, from, how->font->space_advance);
		if (!word->trailed || end >= text.len) break;
	}
	*count = n;
	return glyphs;
}
