/* A file of fixed words -> Strings. A line is "key<TAB>words"; empty lines and lines that begin
   with # are passed over. Each key must be there once, and its words must hold the slots that the
   program fills. Units have a row for each form of plural; those that a language does not have may
   be left out. */
#include "design/theme.h"
#include "design/internal.h"

static const char *const keys[NSTRINGS] = {
#define STRING(id, word) word,
#include "design/strings.def"
#undef STRING
};

/* The slots that the words of a key must have: without them a date or a number would be lost in
 * print. */
static const struct {
	StringId id;
	const char *slots;
} slotted[] = {
	{ WORDS_RING_UNIT, "{unit}" },
	{ WORDS_DOORS_MANY, "{count}" },
	{ WORDS_PAGE, "{n} {total}" },
	{ WORDS_REVIEW_BY, "{date}" },
	{ WORDS_EDITION, "{date}" },
	{ WORDS_ABOUT, "{value}" },
	{ WORDS_MEDIAN, "{value}" },
	{ WORDS_OF_FIVE, "{n}" },
	{ WORDS_SAME_AS, "{name}" },
	{ WORDS_FIGURE, "{n}" },
};
#define NSLOTTED (sizeof slotted / sizeof *slotted)

typedef struct Reading {
	const char *file;
	Diags *diags;
	Strings *strings;
	int lines[NSTRINGS]; /* the line that said each key; 0: none yet */
	bool failed;
} Reading;

static bool is_unit(StringId id) { return str_starts(str_of(keys[id]), STR("unit-")); }

/* The row that stands in for the plural form [id] when a language leaves it out; [id] itself for a
 * row that must be there. */
static StringId form_other(StringId id) {
	if (!is_unit(id)) return id;
	while (!str_ends(str_of(keys[id]), STR("-other"))) id++;
	return id;
}

static bool holds(Str text, Str part) {
	for (size_t i = 0; i + part.len <= text.len; i++)
		if (str_equal(str_slice(text, i, i + part.len), part)) return true;
	return false;
}

/* Says that the words of [id] lack a slot, or have one that nobody fills. */
static void check_slots(Reading *in, StringId id, Source from) {
	Str text = in->strings->at[id], known = { 0 };
	for (size_t i = 0; i < NSLOTTED; i++)
		if (slotted[i].id == id) known = str_of(slotted[i].slots);
	Str may = is_unit(id) ? STR("{n}") : known; /* "two years" may be one word without a figure */
	Str rest = known;
	for (Str slot = str_word(&rest); slot.len; slot = str_word(&rest)) {
		if (holds(text, slot)) continue;
		in->failed = true;
		fail(
			in->diags, from, BAD_STRINGS, "the words of \"%s\" lack %.*s", keys[id], STR_ARG(slot));
	}
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] != '{') continue;
		size_t end = i;
		while (end < text.len && text.at[end] != '}') end++;
		Str slot = str_slice(text, i, end + 1);
		if (may.len && holds(may, slot)) continue;
		in->failed = true;
		fail(in->diags, from, BAD_STRINGS,
			"the words of \"%s\" have a slot %.*s that nothing fills", keys[id], STR_ARG(slot));
	}
}

static void read_line(Reading *in, Str line, int number) {
	Source from = { in->file, number, 1 };
	Str words = line, key = str_until(&words, '\t');
	words = str_trim(words);
	int id = name_find(key, keys, NSTRINGS);
	if (id < 0) {
		in->failed = true;
		fail(in->diags, from, BAD_STRINGS, "the key \"%.*s\" is not known", STR_ARG(key));
		const char *nearest = name_nearest(key, keys, NSTRINGS);
		if (nearest) hint(in->diags, "did you mean \"%s\"?", nearest);
	} else if (in->lines[id]) {
		in->failed = true;
		fail(in->diags, from, BAD_STRINGS, "the key \"%s\" stands in line %d already", keys[id],
			in->lines[id]);
	} else if (!words.len) {
		in->failed = true;
		in->lines[id] = number;
		fail(in->diags, from, BAD_STRINGS, "the key \"%s\" has no words after a tab", keys[id]);
	} else {
		in->lines[id] = number;
		in->strings->at[id] = words;
		check_slots(in, (StringId)id, from);
	}
}

const Strings *strings_read(Arena *arena, Str bytes, const char *file, Diags *diags) {
	Reading in = { .file = file, .diags = diags, .strings = ARENA_NEW(arena, Strings) };
	size_t wrong;
	if (!utf8_valid(bytes, &wrong)) {
		fail(diags, (Source){ file, 0, 0 }, BAD_STRINGS, "the file is not UTF-8");
		return NULL;
	}
	diags_text(diags, file, bytes);
	if (str_starts(bytes, STR("\xEF\xBB\xBF"))) bytes = str_slice(bytes, 3, bytes.len);
	int number = 0;
	while (bytes.len) {
		Str line = str_until(&bytes, '\n');
		number++;
		if (str_ends(line, STR("\r"))) line = str_slice(line, 0, line.len - 1);
		if (str_trim(line).len && line.at[0] != '#') read_line(&in, line, number);
	}
	for (int i = 0; i < NSTRINGS; i++) {
		int other = (int)form_other((StringId)i);
		if (in.lines[i]) continue;
		in.strings->at[i] = in.strings->at[other];
		if (other != i) continue;
		in.failed = true;
		fail(diags, (Source){ file, 0, 0 }, BAD_STRINGS, "the file leaves out the key \"%s\"",
			keys[i]);
	}
	return in.failed ? NULL : in.strings;
}
