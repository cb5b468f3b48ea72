/* Hyphenation by libhyphen with Debian's patterns. The patterns of a language are read when a word
   first needs them, and given back at once: nothing is kept between calls, so that no call depends
   on another. */
#include "lines/internal.h"
#include <hyphen.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FOLDER "/usr/share/hyphen/"

/* Languages that hyphenate in narrow columns too: their words are long. */
static const char *const long_worded[] = { "de", "nl", "fi", "sv", "da", "nb", "nn", "no", "hu",
	"is", "et", NULL };

static bool in_languages(Str lang, const char *const *list) {
	for (; *list; list++)
		if (str_starts(lang, str_of(*list)) && (lang.len == 2 || lang.at[2] == '-')) return true;
	return false;
}

bool hyphenation_wanted(Str lang, int characters) {
	return characters > 60 || in_languages(lang, long_worded);
}

static HyphenDict *load(Str lang) {
	static const struct {
		const char *lang, *file;
	} defaults[] = {
		{ "en", "en_US" },
		{ "de", "de_DE" },
		{ "es", "es" },
		{ "fr", "fr" },
		{ "nl", "nl_NL" },
		{ "sv", "sv" },
		{ "it", "it_IT" },
		{ "pt", "pt_PT" },
	};
	char path[128], name[16] = { 0 };
	size_t n = lang.len < sizeof name - 1 ? lang.len : sizeof name - 1;
	memcpy(name, lang.at, n);
	for (size_t i = 0; i < n; i++) {
		bool good = (name[i] >= 'a' && name[i] <= 'z') || (name[i] >= 'A' && name[i] <= 'Z')
			|| name[i] == '-';
		if (!good) return NULL;
		if (name[i] == '-') name[i] = '_';
	}
	snprintf(path, sizeof path, FOLDER "hyph_%s.dic", name);
	if (access(path, R_OK) == 0) return hnj_hyphen_load(path);
	for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
		if (strncmp(name, defaults[i].lang, 2) != 0) continue;
		snprintf(path, sizeof path, FOLDER "hyph_%s.dic", defaults[i].file);
		if (access(path, R_OK) == 0) return hnj_hyphen_load(path);
	}
	return NULL;
}

enum { LONGEST_WORD = 80, LEAST_BEFORE = 2, LEAST_AFTER = 3 };

static bool fit_word(Str word) {
	if (word.len < 5 || word.len > LONGEST_WORD) return false;
	bool lower = false;
	for (size_t i = 0; i < word.len; i++) {
		char c = word.at[i];
		if (c >= '0' && c <= '9') return false;
		if (i && c >= 'A' && c <= 'Z') return false;
		lower |= c >= 'a' && c <= 'z';
	}
	return lower;
}

bool word_hyphens(Arena *arena, Str word, Str lang, size_t *offsets, int *count) {
	*count = 0;
	if (!fit_word(word)) return true;
	HyphenDict *patterns = load(lang);
	if (!patterns) return false;
	char marks[LONGEST_WORD + 8] = { 0 };
	char **replace = NULL;
	int *at = NULL, *cut = NULL;
	const char *zero = str_zero(arena, word);
	if (hnj_hyphen_hyphenate2(patterns, zero, (int)word.len, marks, NULL, &replace, &at, &cut) == 0
		&& !replace) {
		for (size_t i = 0, letter = 0; i < word.len; letter++) {
			utf8_next(word, &i);
			size_t letters = utf8_count(word);
			bool inside = letter + 1 >= LEAST_BEFORE && letters - letter - 1 >= LEAST_AFTER;
			/* libhyphen marks characters of UTF-8 dictionaries by letter. */
			bool marked = marks[patterns->utf8 ? letter : i - 1] & 1;
			if (inside && marked) offsets[(*count)++] = i;
		}
	}
	hnj_hyphen_free(patterns);
	return true;
}
