/* Where a line may end: behind blanks that do not bind their words, behind hyphens between letters,
   behind dashes, in addresses behind / ? & and -. Codes are never cut: ICD-10, CPT/HCPCS, A-level,
   2–4. Latin, Greek and Cyrillic words need no more. In words of any other script the rules of
   Unicode say where (breaks.c), with what this program binds beyond them; where a script writes no
   blanks, a dictionary parts the words. */
#include "lines/internal.h"
#include "lines/breaks.h"
#include <string.h>

enum {
	AT_HYPHEN = 40,
	AT_DASH = 20,
	AT_SOFT_HYPHEN = 50,
	AT_MARK = 60,
	IN_KOREAN = 200,
	BY_SENSE = 30
};

void cut_add(Cuts *cuts, Cut cut) {
	if (cuts->count == cuts->room) {
		int room = cuts->room ? cuts->room * 2 : 32;
		Cut *grown = ARENA_ARRAY(cuts->arena, room, Cut);
		if (cuts->count) memcpy(grown, cuts->at, (size_t)cuts->count * sizeof *grown);
		cuts->at = grown;
		cuts->room = room;
	}
	cuts->at[cuts->count++] = cut;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) {
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0xC3;
}
static bool in_letter(char c) { return is_letter(c) || (unsigned char)c >= 0x80; }

bool word_is_address(Str word) {
	for (size_t i = 0; i < word.len; i++) {
		if (word.at[i] == '@' && i) return true;
		if (word.at[i] == ':' && str_starts(str_slice(word, i, word.len), STR("://"))) return true;
	}
	if (str_starts(word, STR("www."))) return true;
	/* host.name/path: a dot between letters and a slash behind it */
	size_t dot = 0;
	for (size_t i = 1; i + 1 < word.len; i++) {
		if (word.at[i] == '.' && is_letter(word.at[i - 1]) && is_letter(word.at[i + 1])) dot = i;
		if (word.at[i] == '/' && dot) return true;
	}
	return false;
}

static void cut_address(Cuts *cuts, Str text, size_t from, size_t end) {
	for (size_t i = from + 1; i + 1 < end; i++) {
		char c = text.at[i];
		if (c != '/' && c != '?' && c != '&' && c != '-') continue;
		if (text.at[i + 1] == '/') continue;
		cut_add(cuts, (Cut){ .end = i + 1, .next = i + 1, .penalty = AT_MARK });
	}
}

/* A hyphen parts two words of letters, two of them at least before it. */
static bool hyphen_parts(Str text, size_t from, size_t at, size_t end) {
	return at >= from + 2 && at + 2 < end && in_letter(text.at[at - 1])
		&& in_letter(text.at[at - 2]) && is_letter(text.at[at + 1]);
}

/* The cut behind the character [code] of a word of letters, if it makes one. */
static void cut_behind(Cuts *cuts, uint32_t code, size_t at, size_t behind) {
	if (code == 0xAD)
		cut_add(
			cuts, (Cut){ .end = at, .next = behind, .hyphen = true, .penalty = AT_SOFT_HYPHEN });
	if (code == 0x2014 || code == 0x200B)
		cut_add(cuts, (Cut){ .end = behind, .next = behind, .penalty = AT_DASH });
}

static void cut_word(Cuts *cuts, Str text, size_t from, size_t end, const bool *keep) {
	if (word_is_address(str_slice(text, from, end))) {
		cut_address(cuts, text, from, end);
		return;
	}
	for (size_t i = from; i < end; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c == '-' && i > from && !keep[i] && hyphen_parts(text, from, i, end))
			cut_add(cuts, (Cut){ .end = i + 1, .next = i + 1, .penalty = AT_HYPHEN });
		if ((c != 0xC2 && c != 0xE2) || keep[i] || i == from) continue;
		size_t behind = i;
		uint32_t code = utf8_next(text, &behind);
		if (behind < end) cut_behind(cuts, code, i, behind);
	}
}

/* ---- words of other scripts ---- */

/* Latin, Greek, Cyrillic, Armenian and the marks that go with them. */
static bool is_plain(uint32_t code) { return code < 0x590 || (code >= 0x1E00 && code < 0x2300); }

static bool word_is_plain(Str word) {
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.at[i];
		if (c < 0xD6) continue;
		size_t at = i;
		if (!is_plain(utf8_next(word, &at))) return false;
		i = at - 1;
	}
	return true;
}

static bool is_hangul(uint32_t code) {
	return (code >= 0x1100 && code < 0x1200) || (code >= 0x3130 && code < 0x3190)
		|| (code >= 0xAC00 && code < 0xD7B0);
}
static bool is_hiragana(uint32_t code) { return code >= 0x3041 && code < 0x30A0; }
static bool wide_blank(uint32_t code) {
	return code == 0x3000 || (code >= 0x2000 && code <= 0x200A && code != 0x2007);
}

/* What a break of the rules costs; below 0: it is none here. Japanese headings break by sense where
   hiragana ends, that is, behind the particle that closes a phrase. */
static int break_penalty(uint32_t before, uint32_t after, bool by_sense) {
	if (before < 0x80 && is_digit((char)before) && after >= 0x2E80) return -1; /* 4年 */
	if (is_plain(before) && is_plain(after)) return -1;
	if (is_hangul(before) && is_hangul(after)) return by_sense ? -1 : IN_KOREAN;
	if (!by_sense) return 0;
	return is_hiragana(before) && !is_hiragana(after) ? BY_SENSE / 3 : 2 * BY_SENSE;
}

typedef struct Mixed { /* a word that is not plain */
	Cuts *cuts;
	Str text;
	size_t from, end;
	const bool *keep;
	unsigned char *breaks; /* by byte from [from] */
	bool by_sense;
} Mixed;

/* The stretches that need a dictionary have their words parted. */
static void part_by_dictionary(const Mixed *word) {
	for (size_t i = word->from; i < word->end;) {
		size_t start = i, behind = i;
		while (behind < word->end && needs_dictionary(utf8_next(word->text, &behind))) i = behind;
		if (i > start)
			words_find(str_slice(word->text, start, i), word->breaks + (start - word->from));
		else i = behind;
	}
}

static void cut_at(const Mixed *word, uint32_t before, size_t last, size_t at) {
	size_t behind = at;
	uint32_t after = utf8_next(word->text, &behind);
	int penalty = break_penalty(before, after, word->by_sense);
	if (penalty < 0) return;
	size_t end = wide_blank(before) && last > word->from ? last : at;
	cut_add(word->cuts, (Cut){ .end = end, .next = at, .penalty = penalty });
}

/* Plain parts are cut as plain words are, what lies between them and elsewhere by the rules. */
static void cut_mixed(const Mixed *word) {
	size_t plain = word->from, last = word->from;
	uint32_t before = 0;
	for (size_t i = word->from; i < word->end;) {
		size_t at = i;
		uint32_t code = utf8_next(word->text, &i);
		if (!is_plain(code) || i >= word->end) {
			size_t stop = is_plain(code) ? i : at;
			if (stop > plain && !word->by_sense)
				cut_word(word->cuts, word->text, plain, stop, word->keep);
			plain = i;
		}
		bool breaks = word->breaks[at - word->from] != BREAK_NEVER && !word->keep[at];
		if (at > word->from && breaks) cut_at(word, before, last, at);
		before = code;
		last = at;
	}
}

static int compare_cuts(const Cut *a, const Cut *b) {
	return (a->next > b->next) - (a->next < b->next);
}

static void cut_by_rules(
	Cuts *cuts, Str text, size_t from, size_t end, const bool *keep, bool by_sense) {
	Str whole = str_slice(text, from, end);
	int known = cuts->count;
	Mixed word = { cuts, text, from, end, keep, arena_alloc(cuts->arena, whole.len + 1), by_sense };
	breaks_find(cuts->arena, whole, word.breaks);
	part_by_dictionary(&word);
	cut_mixed(&word);
	/* A plain part is done after the break behind which it stands. */
	for (int i = known + 1; i < cuts->count; i++)
		for (int k = i; k > known && compare_cuts(&cuts->at[k - 1], &cuts->at[k]) > 0; k--) {
			Cut other = cuts->at[k];
			cuts->at[k] = cuts->at[k - 1];
			cuts->at[k - 1] = other;
		}
}

/* ---- the whole text ---- */

static bool ends_sentence(Str word) {
	return word.len
		&& (word.at[word.len - 1] == '.' || word.at[word.len - 1] == '?'
			|| word.at[word.len - 1] == '!');
}

/* The length of a forced break at [at], or 0. */
static size_t forced_at(Str text, size_t at) {
	unsigned char c = (unsigned char)text.at[at];
	if (c >= ' ' && c != 0xC2 && c != 0xE2) return 0;
	if (c == '\r' && at + 1 < text.len && text.at[at + 1] == '\n') return 2;
	size_t behind = at;
	return code_is_forced(utf8_next(text, &behind)) ? behind - at : 0;
}

static size_t word_end(Str text, size_t at) {
	while (at < text.len && text.at[at] != ' ' && !forced_at(text, at)) at++;
	return at;
}

void cuts_find(Cuts *cuts, Str text, Str lang, const bool *keep, bool by_sense) {
	Str before = { NULL, 0 };
	bool began = false;
	for (size_t i = 0, last_end = 0; i < text.len;) {
		size_t end = word_end(text, i);
		Str word = str_slice(text, i, end);
		if (before.len && word.len && !blank_binds(before, word, lang))
			cut_add(cuts,
				(Cut){ .end = last_end,
					.next = i,
					.penalty = blank_penalty(before, word, began, by_sense) });
		if (!word_is_plain(word)) cut_by_rules(cuts, text, i, end, keep, by_sense);
		else if (!by_sense) cut_word(cuts, text, i, end, keep);
		if (word.len) {
			began = ends_sentence(before);
			before = word;
			last_end = end;
		}
		size_t forced = end < text.len ? forced_at(text, end) : 0;
		i = end + (forced ? forced : 1);
		if (!forced) continue;
		size_t stop = before.len ? last_end : end;
		before.len = 0;
		if (i < text.len) cut_add(cuts, (Cut){ .end = stop, .next = i, .forced = true });
	}
}
