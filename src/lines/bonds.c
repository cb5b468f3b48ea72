/* Which blanks hold their words together: a number and its unit, a title and a name, a day and its
   month, "e.g." and what it stands for, a mark and the word it closes. One table (bonds.def) says
   of each word what it does; one search a word finds it. */
#include "lines/internal.h"
#include <string.h>

enum { LONGEST = 16 };

static const struct Row {
	const char *word;
	unsigned char length;
	unsigned char bonds;
} rows[] = {
#define X(word, bonds) { word, sizeof(word) - 1, bonds },
#include "lines/bonds.def"
#undef X
};

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) {
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0xC3;
}
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

unsigned word_bonds(Str word) {
	char small[LONGEST];
	if (!word.len || word.len > LONGEST) return 0;
	for (size_t i = 0; i < word.len; i++)
		small[i] = (char)(is_upper(word.at[i]) ? word.at[i] + 32 : word.at[i]);
	size_t low = 0, high = sizeof rows / sizeof *rows;
	while (low < high) {
		size_t middle = (low + high) / 2;
		size_t least = rows[middle].length < word.len ? rows[middle].length : word.len;
		int order = memcmp(rows[middle].word, small, least);
		if (!order) order = (int)rows[middle].length - (int)word.len;
		if (!order) return rows[middle].bonds;
		if (order < 0) low = middle + 1;
		else high = middle;
	}
	return 0;
}

static Str without_end(Str word) {
	static const char marks[] = ",.;:)";
	while (word.len && memchr(marks, word.at[word.len - 1], sizeof marks - 1)) word.len--;
	return word;
}

/* What is put before a word: "(see" binds as "see" does. */
static Str without_start(Str word) {
	while (word.len > 1 && (word.at[0] == '(' || word.at[0] == '['))
		word = str_slice(word, 1, word.len);
	if (str_starts(word, STR("“"))) word = str_slice(word, 3, word.len);
	return word;
}

static bool is_number(Str word) {
	bool digits = false;
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.at[i];
		digits |= is_digit((char)c);
		bool part = is_digit((char)c) || (c && memchr(".,-()+$/:", c, 9));
		if (!part && c == 0xE2 && i + 2 < word.len && (unsigned char)word.at[i + 1] == 0x80) {
			part = (unsigned char)word.at[i + 2] == 0x93; /* en dash */
			i += 2;
		}
		if (!part) return false;
	}
	return digits;
}

/* "10th", "2nd" */
static bool is_ordinal(Str word) {
	size_t n = 0;
	while (n < word.len && is_digit(word.at[n])) n++;
	if (!n || word.len - n != 2) return false;
	static const char ends[][3] = { "st", "nd", "rd", "th" };
	for (int i = 0; i < 4; i++)
		if (memcmp(word.at + n, ends[i], 2) == 0) return true;
	return false;
}

static bool is_initial(Str word) {
	if (word.len == 2 && is_upper(word.at[0]) && word.at[1] == '.') return true;
	/* A letter beyond ASCII: two bytes and a dot. */
	return word.len == 3 && (unsigned char)word.at[0] >= 0xC3 && word.at[2] == '.';
}

/* Languages that leave no word of one letter at a line's end. */
static bool binds_letters(Str lang) {
	static const char languages[][3] = { "cs", "sk", "pl", "ru", "uk", "be", "bg" };
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
		if (lang.len >= 2 && memcmp(lang.at, languages[i], 2) == 0)
			return lang.len == 2 || lang.at[2] == '-';
	return false;
}

static bool one_letter(Str word) {
	if (!word.len || !is_letter(word.at[0])) return false;
	size_t at = 0;
	utf8_next(word, &at);
	return at == word.len;
}

static bool begins_name(Str word) {
	return word.len && (is_upper(word.at[0]) || (unsigned char)word.at[0] >= 0xC3);
}

/* What one word before a blank asks of the word behind it. */
static bool asks(Str before, Str after, Str lang) {
	unsigned bonds = word_bonds(without_start(before));
	if (bonds & (BOND_WORD | BOND_OPENS)) return true;
	if ((bonds & BOND_NAME) && begins_name(after)) return true;
	if ((bonds & (BOND_MONTH | BOND_NUMBER)) && is_number(without_end(after))) return true;
	if (is_initial(before) && begins_name(after)) return true;
	return one_letter(before) && binds_letters(lang);
}

bool blank_binds(Str before, Str after, Str lang) {
	if (!before.len || !after.len) return false;
	char first = before.at[0];
	bool digit = is_digit(first) || memchr("($+-.", first, 5) || (unsigned char)first == 0xE2;
	unsigned bonds = word_bonds(after);
	if (bonds & BOND_CLOSES) return true;
	if (digit && is_number(before)) {
		if ((bonds | word_bonds(without_end(after))) & (BOND_UNIT | BOND_MONTH)) return true;
		if (is_number(after) && before.at[before.len - 1] != ',') return true;
	}
	if (digit && is_ordinal(before)) return true;
	return asks(before, after, lang);
}

int blank_penalty(Str before, Str after, bool sentence_began, bool by_sense) {
	bool hangs = word_bonds(before) & BOND_HANGS;
	if (by_sense) return hangs ? 60 : word_bonds(without_end(after)) & BOND_HANGS ? 0 : 10;
	return (hangs ? 12 : 0) + (sentence_began && before.len <= 2 ? 30 : 0);
}
