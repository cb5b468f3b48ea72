/* The table of fallbacks, fonts/scripts.tsv: which family sets a script that a theme's own face has
   not, how much larger it must be to agree with Latin text, and what leading it wants. */
#include "glyphs/internal.h"
#include "base/file.h"
#include <hb.h>
#include <string.h>

enum { MOST_ROWS = 24, LEAST = 500, MOST = 3000 };

/* ---- reading ---- */

static bool read_thousandths(Str text, int *out) {
	double number;
	if (!str_number(str_trim(text), &number)) return false;
	*out = (int)(number * 1000 + 0.5);
	return *out >= LEAST && *out <= MOST;
}

static bool read_row(Arena *arena, Str line, ScriptRow *row) {
	Str tag = str_until(&line, '\t');
	if (tag.len != 4) return false;
	row->script = SCRIPT(tag.at[0], tag.at[1], tag.at[2], tag.at[3]);
	Str langs = str_until(&line, '\t');
	row->langs = str_is(langs, "-") ? (Str){ NULL, 0 } : str_copy(arena, langs);
	Str class = str_until(&line, '\t');
	row->class = str_is(class, "serif") ? CLASS_SERIF
		: str_is(class, "sans")         ? CLASS_SANS
										: CLASS_ANY;
	row->family = str_copy(arena, str_until(&line, '\t'));
	return row->family.len && read_thousandths(str_until(&line, '\t'), &row->scale)
		&& read_thousandths(str_until(&line, '\t'), &row->leading);
}

void scripts_read(FontSet *fonts, Diags *diags) {
	const char *path = str_format(fonts->arena, "%s/scripts.tsv", fonts->folder).at;
	Str rest = file_map(path);
	ScriptRow **end = &fonts->scripts;
	for (int line = 1; rest.len; line++) {
		Str text = str_until(&rest, '\n');
		if (!str_trim(text).len || text.at[0] == '#') continue;
		ScriptRow *row = ARENA_NEW(fonts->arena, ScriptRow);
		if (!read_row(fonts->arena, text, row)) {
			fail(diags, (Source){ path, line, 1 }, FONT_MISSING,
				"this line of the table of scripts is not complete");
			continue;
		}
		*end = row;
		end = &row->next;
	}
}

/* ---- languages ---- */

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* How many bytes of [lang] the name [known] covers, subtag by subtag: "zh-Hant" covers 7 of
   "zh-Hant-TW"; 0 if it names another language. */
static size_t covered(Str known, Str lang) {
	if (!known.len || known.len > lang.len) return 0;
	for (size_t i = 0; i < known.len; i++)
		if (lower(known.at[i]) != lower(lang.at[i])) return 0;
	return known.len == lang.len || lang.at[known.len] == '-' ? known.len : 0;
}

static size_t speaks(const ScriptRow *row, Str lang) {
	size_t best = 0;
	Str rest = row->langs;
	for (Str word = str_word(&rest); word.len; word = str_word(&rest)) {
		size_t length = covered(word, lang);
		if (length > best) best = length;
	}
	return best;
}

static const ScriptRow *row_of_lang(const FontSet *fonts, Str lang) {
	const ScriptRow *best = NULL;
	size_t most = 0;
	for (const ScriptRow *row = fonts->scripts; row; row = row->next) {
		size_t length = speaks(row, lang);
		if (length <= most) continue;
		most = length;
		best = row;
	}
	return best;
}

/* The script that a language tag names itself, as in "sr-Latn"; 0 if it names none. */
static uint32_t named_script(Str lang) {
	Str rest = lang;
	if (str_until(&rest, '-').len == 1) return 0;
	while (rest.len) {
		Str tag = str_until(&rest, '-');
		if (tag.len == 1) return 0;
		if (tag.len != 4 || (tag.at[0] >= '0' && tag.at[0] <= '9')) continue;
		return hb_script_from_string(tag.at, 4);
	}
	return 0;
}

static const ScriptRow *row_of_script(const FontSet *fonts, uint32_t script) {
	const ScriptRow *row = fonts->scripts;
	while (row && row->script != script) row = row->next;
	return row;
}

static const ScriptRow *row_for(const FontSet *fonts, Str lang) {
	uint32_t named = named_script(lang);
	const ScriptRow *row = named ? row_of_script(fonts, named) : NULL;
	if (row || named == SCRIPT_LATIN) return row;
	return row_of_lang(fonts, lang);
}

int script_leading(const FontSet *fonts, Str lang) {
	const ScriptRow *row = row_for(fonts, lang);
	return row ? row->leading : 1000;
}

uint32_t lang_script(const FontSet *fonts, Str lang) {
	const ScriptRow *row = row_for(fonts, lang);
	return row ? row->script : named_script(lang);
}

/* ---- which rows, in which order ---- */

static int score(const ScriptRow *row, Str lang, bool serif) {
	FaceClass class = serif ? CLASS_SERIF : CLASS_SANS;
	int points = (int)speaks(row, lang) * 4;
	return points + (row->class == class ? 2 : row->class == CLASS_ANY ? 1 : 0);
}

static int rank_one(
	const FontSet *fonts, uint32_t script, Str lang, bool serif, const ScriptRow **rows, int most) {
	int n = 0, scores[MOST_ROWS];
	for (const ScriptRow *row = fonts->scripts; row; row = row->next) {
		if (row->script != script || n >= most || n >= MOST_ROWS) continue;
		int mine = score(row, lang, serif), at = n++;
		for (; at > 0 && scores[at - 1] < mine; at--) {
			rows[at] = rows[at - 1];
			scores[at] = scores[at - 1];
		}
		rows[at] = row;
		scores[at] = mine;
	}
	return n;
}

int scripts_rank(
	const FontSet *fonts, uint32_t script, Str lang, bool serif, const ScriptRow **rows, int most) {
	int n = script == SCRIPT_COMMON ? 0 : rank_one(fonts, script, lang, serif, rows, most);
	return n + rank_one(fonts, SCRIPT_COMMON, lang, serif, rows + n, most - n);
}
