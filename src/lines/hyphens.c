/* Hyphenation by Liang's patterns ("Word Hy-phen-a-tion by Com-put-er", 1983), read from the files
   that Debian's hyphen-* packages bring for libhyphen.

   A pattern is letters with digits between them: "1tenz" says that a word may well be parted before
   "tenz"; of all patterns that lie in a word the highest digit at each place counts, and odd ones
   part. A file may have two levels: the first parts a compound, the second the words it is made of.

   1. The file's text is the only copy of the patterns. A table of hashed letters leads into it; a
   hit is compared letter by letter, so two patterns of one hash do no harm.
   2. Words are made small first, and places are counted in letters, so accents cost nothing.
   3. A pattern that would also change the spelling (after a "/") closes the place that it wins.
   Tried and dropped: libhyphen itself. It follows one list of strings per hash while it builds its
   automaton, which takes 3.6 s for German and 20 ms for English: a hundred times what reading them
   here takes. The two agree on every one of 17,749 English words. */
#include "lines/hyphens.h"
#include "base/file.h"
#include "lines/paragraph.h"
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#define FOLDER "/usr/share/hyphen/hyph_"

enum { LEAST_BEFORE = 2, LEAST_AFTER = 3, LONGEST = 100, LONGEST_PATTERN = 40, MOST_LANGUAGES = 8 };
enum { LARGEST_FILE = 8 << 20, LEVELS = 2 };

typedef struct Level {
	uint32_t *slots; /* offset of a pattern in the text, plus one; 0: none */
	uint32_t mask;
	size_t count;
	int longest; /* letters of the longest pattern */
	int before, after; /* least letters at the ends of a part of a compound */
} Level;

typedef struct Patterns {
	char lang[12];
	Str text; /* the file, in UTF-8; empty: there is none */
	Level levels[LEVELS];
	int nlevels;
	int before, after; /* least letters at the ends of a word */
} Patterns;

struct Hyphens {
	Arena *arena;
	Patterns list[MOST_LANGUAGES];
	int count;
};

/* ---- reading a file ---- */

static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }
static uint32_t hashed(uint32_t hash, uint32_t letter) { return (hash ^ letter) * 0x01000193u; }
static uint32_t spread(uint32_t hash) { return hash ^ hash >> 15; }
static const uint32_t SEED = 0x811C9DC5u;

/* The letters of the pattern at [at], hashed; their number through [letters]. */
static uint32_t hash_pattern(Str text, size_t at, int *letters) {
	uint32_t hash = SEED;
	*letters = 0;
	while (at < text.len) {
		unsigned char byte = (unsigned char)text.at[at];
		uint32_t code = byte;
		if (byte < 0x80)
			at++;
		else
			code = utf8_next(text, &at);
		if (code <= ' ' || code == '/') break;
		if (is_digit(code)) continue;
		hash = hashed(hash, code);
		++*letters;
	}
	return spread(hash);
}

static bool is_word(Str line, const char *word) { return str_starts(line, str_of(word)); }

/* A line is a pattern unless it is a remark or one of the words that set something. */
static bool is_pattern(Str line) {
	static const char *const words[] = { "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUNDLEFTHYPHENMIN",
		"COMPOUNDRIGHTHYPHENMIN", "NOHYPHEN", "NEXTLEVEL" };
	if (!line.len || line.at[0] == '%' || line.at[0] == '#') return false;
	if (line.at[0] < 'A' || line.at[0] > 'Z') return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (is_word(line, words[i])) return false;
	return true;
}

static int number_after(Str line, const char *word) {
	double value = 0;
	Str rest = str_trim(str_slice(line, strlen(word), line.len));
	return str_number(rest, &value) && value >= 0 && value < LONGEST ? (int)value : 0;
}

static void add_pattern(Level *level, Str text, size_t at) {
	int letters;
	uint32_t slot = hash_pattern(text, at, &letters) & level->mask;
	if (!letters || letters > LONGEST_PATTERN) return;
	if (letters > level->longest) level->longest = letters;
	while (level->slots[slot]) slot = (slot + 1) & level->mask;
	level->slots[slot] = (uint32_t)at + 1;
}

static void make_slots(Arena *arena, Level *level) {
	uint32_t slots = 64;
	while (slots < level->count * 2) slots *= 2;
	level->slots = ARENA_ARRAY(arena, slots, uint32_t);
	level->mask = slots - 1;
}

/* A line that is no pattern; returns the level that the lines behind it belong to. */
static Level *read_setting(Patterns *patterns, Level *level, Str line) {
	if (is_word(line, "LEFT")) patterns->before = number_after(line, "LEFTHYPHENMIN");
	if (is_word(line, "RIGHT")) patterns->after = number_after(line, "RIGHTHYPHENMIN");
	if (is_word(line, "COMPOUNDLEFT")) level->before = number_after(line, "COMPOUNDLEFTHYPHENMIN");
	if (is_word(line, "COMPOUNDRIGHT")) level->after = number_after(line, "COMPOUNDRIGHTHYPHENMIN");
	return is_word(line, "NEXTLEVEL") ? &patterns->levels[1] : level;
}

/* Twice through the lines: to count and to read settings, then to fill the tables. */
static void read_levels(Arena *arena, Patterns *patterns) {
	for (int round = 0; round < 2; round++) {
		Str rest = patterns->text;
		Level *level = patterns->levels;
		str_until(&rest, '\n');
		while (rest.len) {
			size_t at = (size_t)(rest.at - patterns->text.at);
			Str line = str_trim(str_until(&rest, '\n'));
			if (!is_pattern(line))
				level = read_setting(patterns, level, line);
			else if (round)
				add_pattern(level, patterns->text, at);
			else
				level->count++;
		}
		patterns->nlevels = level == patterns->levels ? 1 : 2;
		for (int i = 0; i < LEVELS && !round; i++) make_slots(arena, &patterns->levels[i]);
	}
}

static Str to_utf8(Arena *arena, Str bytes) {
	Str rest = bytes;
	Str charset = str_trim(str_until(&rest, '\n'));
	if (str_is(charset, "UTF-8") || charset.len > 40) return bytes;
	UErrorCode error = U_ZERO_ERROR;
	int32_t room = (int32_t)bytes.len;
	for (size_t i = 0; i < bytes.len; i++) room += (unsigned char)bytes.at[i] < 0x80 ? 0 : 2;
	char *out = arena_alloc(arena, (size_t)room);
	int32_t len = ucnv_convert(
		"UTF-8", str_zero(arena, charset), out, room, bytes.at, (int32_t)bytes.len, &error);
	return U_FAILURE(error) ? STR("") : (Str){ out, (size_t)len };
}

/* ---- finding a file ---- */

/* Which country's patterns stand for a language that is named alone. */
static const char *const homes[] = { "en_US", "de_DE", "fr_FR", "es_ES", "nl_NL", "sv_SE", "da_DK",
	"nb_NO", "nn_NO", "it_IT", "pt_PT", "hu_HU", "pl_PL", "cs_CZ", "sk_SK", "hr_HR", "ro_RO",
	"ru_RU", "uk_UA", "et_EE", "is_IS", "lt_LT", "lv_LV", "sl_SI", "el_GR", "bg_BG", "ca_ES",
	"gl_ES", "no_NO", "fi_FI", "af_ZA", "as_IN", "be_BY", "bn_IN", "gu_IN", "hi_IN", "id_ID",
	"kn_IN", "ml_IN", "mn_MN", "mr_IN", "or_IN", "pa_IN", "sr_RS", "ta_IN", "te_IN", "th_TH",
	"zu_ZA" };

/* "de-AT" -> "de_AT", "sr-Latn" -> "sr-Latn_RS"; false if it could be anything but a name. */
static bool file_name(Str lang, char name[12]) {
	if (lang.len < 2 || lang.len > 11) return false;
	for (size_t i = 0; i < lang.len; i++) {
		char c = lang.at[i];
		if (c == '-')
			c = '_';
		else if (!u_isalnum((UChar32)(unsigned char)c) || (unsigned char)c >= 0x80)
			return false;
		name[i] = c;
	}
	name[lang.len] = '\0';
	if (str_starts(lang, STR("sr-Latn"))) memcpy(name, "sr-Latn_RS", sizeof "sr-Latn_RS");
	return true;
}

static Str find_file(Arena *arena, const char *name) {
	const char *path = str_format(arena, FOLDER "%s.dic", name).at;
	if (file_exists(path)) return file_map(path);
	size_t primary = strcspn(name, "_");
	path = str_format(arena, FOLDER "%.*s.dic", (int)primary, name).at;
	if (file_exists(path)) return file_map(path);
	for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
		if (strcspn(homes[i], "_") != primary || strncmp(homes[i], name, primary) != 0) continue;
		path = str_format(arena, FOLDER "%s.dic", homes[i]).at;
		if (file_exists(path)) return file_map(path);
	}
	return STR("");
}

static const Patterns *patterns_of(Hyphens *hyphens, Str lang) {
	char name[12];
	if (!file_name(lang, name)) return NULL;
	for (int i = 0; i < hyphens->count; i++)
		if (strcmp(hyphens->list[i].lang, name) == 0) return &hyphens->list[i];
	if (hyphens->count == MOST_LANGUAGES) return NULL;
	Patterns *patterns = &hyphens->list[hyphens->count++];
	memcpy(patterns->lang, name, sizeof name);
	Str bytes = find_file(hyphens->arena, name);
	if (bytes.at && bytes.len < LARGEST_FILE) patterns->text = to_utf8(hyphens->arena, bytes);
	if (patterns->text.len) read_levels(hyphens->arena, patterns);
	return patterns;
}

/* ---- one word ---- */

typedef struct Word {
	uint32_t letters[LONGEST + 2];
	int count;
} Word; /* with a dot at either end */

/* Are these the letters of the pattern, and no more? */
static bool matches(Str text, size_t at, const uint32_t *letters, int count) {
	int n = 0;
	while (at < text.len) {
		uint32_t code = utf8_next(text, &at);
		if (code <= ' ' || code == '/') break;
		if (is_digit(code)) continue;
		if (n == count || letters[n++] != code) return false;
	}
	return n == count;
}

/* Lays the pattern's digits over the places of the word; one that changes the spelling counts as
 * even. */
static void lay(Str text, size_t at, unsigned char *values) {
	size_t start = at;
	bool spelling = false;
	for (size_t i = at; i < text.len && text.at[i] != '\n'; i++) spelling |= text.at[i] == '/';
	for (at = start; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		if (code <= ' ' || code == '/') return;
		if (!is_digit(code)) {
			values++;
			continue;
		}
		unsigned char value = (unsigned char)((code - '0') * 2 + (spelling ? 1 : 0));
		if (value > *values) *values = value;
	}
}

static bool parts(unsigned char value) { return value >> 1 & 1 && !(value & 1); }

/* values[i]: twice the highest digit before letter i of [word], dots counted. */
static void value_word(const Level *level, Str text, const Word *word, unsigned char *values) {
	memset(values, 0, (size_t)word->count + 1);
	for (int from = 0; from < word->count; from++) {
		uint32_t hash = SEED;
		for (int n = 1; n <= level->longest && from + n <= word->count; n++) {
			hash = hashed(hash, word->letters[from + n - 1]);
			for (uint32_t slot = spread(hash) & level->mask; level->slots[slot];
				 slot = (slot + 1) & level->mask)
				if (matches(text, level->slots[slot] - 1, &word->letters[from], n))
					lay(text, level->slots[slot] - 1, &values[from]);
		}
	}
}

static Word part_of(const Word *word, int from, int end) {
	Word part = { .count = end - from + 2 };
	part.letters[0] = part.letters[part.count - 1] = '.';
	memcpy(&part.letters[1], &word->letters[from], (size_t)(end - from) * sizeof *part.letters);
	return part;
}

/* open[i]: may the word be parted before letter i (the dot being letter 0)? */
static void open_places(const Patterns *patterns, const Word *word, bool *open) {
	unsigned char values[LONGEST + 3], inner[LONGEST + 3];
	value_word(&patterns->levels[0], patterns->text, word, values);
	for (int i = 1; i < word->count; i++) open[i] = parts(values[i]);
	if (patterns->nlevels == 1) return;
	const Level *whole = &patterns->levels[0];
	int last = word->count - 1;
	for (int from = 1, end; from < last; from = end) {
		for (end = from + 1; end < last && !parts(values[end]); end++) continue;
		Word part = part_of(word, from, end);
		value_word(&patterns->levels[1], patterns->text, &part, inner);
		for (int i = from + 1; i < end; i++) {
			bool clear = (from == 1 || i - from >= whole->before)
				&& (end == last || end - i >= whole->after);
			open[i] = clear && parts(inner[i - from + 1]);
		}
	}
}

Hyphens *hyphens_open(Arena *arena) {
	Hyphens *hyphens = ARENA_NEW(arena, Hyphens);
	hyphens->arena = arena;
	return hyphens;
}

int hyphens_find(Hyphens *hyphens, Str lang, Str text, size_t *offsets, int room) {
	Word word = { .count = 1 };
	size_t places[LONGEST + 2];
	word.letters[0] = '.';
	for (size_t i = 0; i < text.len; word.count++) {
		if (word.count > LONGEST) return 0;
		places[word.count] = i;
		word.letters[word.count] = (uint32_t)u_tolower((UChar32)utf8_next(text, &i));
	}
	if (word.count - 1 < LEAST_BEFORE + LEAST_AFTER) return 0;
	word.letters[word.count++] = '.';
	const Patterns *patterns = patterns_of(hyphens, lang);
	if (!patterns || !patterns->text.len) return 0;
	bool open[LONGEST + 3] = { false };
	open_places(patterns, &word, open);
	int count = 0;
	int before = patterns->before > LEAST_BEFORE ? patterns->before : LEAST_BEFORE;
	int after = patterns->after > LEAST_AFTER ? patterns->after : LEAST_AFTER;
	for (int i = 1 + before; i <= word.count - 1 - after && count < room; i++)
		if (open[i]) offsets[count++] = places[i];
	return count;
}

/* Languages that hyphenate in narrow columns too: their words are long. */
static const char *const long_worded[] = { "de", "nl", "fi", "sv", "da", "nb", "nn", "no", "hu",
	"is", "et", "af", "fo", "lb" };

bool hyphenation_wanted(Str lang, int characters) {
	Str rest = lang;
	Str primary = str_until(&rest, '-');
	for (size_t i = 0; i < sizeof long_worded / sizeof *long_worded; i++)
		if (str_is(primary, long_worded[i])) return true;
	return characters > 60;
}
