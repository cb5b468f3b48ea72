/* Where a paragraph may be cut, all told: its blanks and marks (cuts.c), hyphens in its words where
   they are wanted, and in words that are wider than the measure all that helps: their own marks,
   hyphens, and as a last resort a cut between two clusters, with a message. */
#include "lines/internal.h"
#include "glyphs/clusters.h"
#include "lines/breaks.h"
#include <string.h>
#include <unicode/uchar.h>

enum { MOST_OFFSETS = 64, NEAR_END = 60 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* The character at [at] if it can be part of a word for the patterns, else 0; [next] is behind it.
 */
static uint32_t letter_at(Str text, size_t at, size_t *next) {
	*next = at;
	uint32_t code = utf8_next(text, next);
	if (code < 0x80) return (code | 32) >= 'a' && (code | 32) <= 'z' ? code : 0;
	if (needs_dictionary(code)) return 0; /* Thai and its like know no hyphen */
	int kind = u_charType((UChar32)code);
	bool letter = u_isalpha((UChar32)code) || kind == U_NON_SPACING_MARK
		|| kind == U_COMBINING_SPACING_MARK || code == 0x200C || code == 0x200D;
	return letter ? code : 0;
}

static bool capital(uint32_t code) {
	return code < 0x80 ? code >= 'A' && code <= 'Z' : u_isupper((UChar32)code);
}

static Str lang_at(const Setter *set, size_t at) {
	return set->pieces[set->stretches.at[stretch_at(set, at)].piece]->lang;
}

/* Does a sentence begin at this byte? */
static bool sentence_begins(Str text, size_t at) {
	while (at > 0) {
		size_t before = at, next;
		uint32_t code = utf8_before(text, &before);
		if (letter_at(text, before, &next)) return false;
		if (code == '.' || code == '!' || code == '?' || code == ':') return true;
		at = before;
	}
	return true;
}

/* Codes and names stay whole: no capital but the first, and that one only where all nouns have it
   or a sentence begins. A word that is wider than its column may be a name. */
static bool may_hyphenate(const Setter *set, size_t from, size_t end, bool wide) {
	Str text = set->text;
	if (set->keep[from] || end - from < 5) return false;
	if (from && is_digit(text.at[from - 1])) return false;
	if (end < text.len && is_digit(text.at[end])) return false;
	size_t i = from;
	bool first = capital(utf8_next(text, &i));
	while (i < end)
		if (capital(utf8_next(text, &i))) return false;
	bool name = first && !str_starts(lang_at(set, from), STR("de"));
	return !name || wide || sentence_begins(text, from);
}

static Hyphens *patterns_of(Setter *set) {
	if (set->patterns) return set->patterns;
	if (set->in->hyphens) return set->patterns = set->in->hyphens;
	set->own = arena_open();
	return set->patterns = hyphens_open(set->own);
}

/* Insertion keeps the cuts in order; hyphens come in runs inside one word, so it is short work. A
   place that has a cut already keeps it. */
static void insert_cut(Cuts *cuts, Cut cut) {
	int i = cuts->count;
	while (i > 0 && cuts->at[i - 1].next > cut.next) i--;
	if (i > 0 && cuts->at[i - 1].next == cut.next) return;
	cut_add(cuts, cut);
	memmove(&cuts->at[i + 1], &cuts->at[i], (size_t)(cuts->count - 1 - i) * sizeof cut);
	cuts->at[i] = cut;
}

/* Hyphens in one run of letters. The first and the last place of a word cost more. */
static void hyphenate_letters(Setter *set, size_t from, size_t end) {
	size_t offsets[MOST_OFFSETS];
	Str word = str_slice(set->text, from, end);
	int count = hyphens_find(patterns_of(set), lang_at(set, from), word, offsets, MOST_OFFSETS);
	for (int k = 0; k < count; k++) {
		size_t at = from + offsets[k];
		bool near = utf8_count(str_slice(word, 0, offsets[k])) < 3
			|| utf8_count(str_slice(word, offsets[k], word.len)) < 4;
		insert_cut(&set->cuts,
			(Cut){ .end = at,
				.next = at,
				.hyphen = true,
				.penalty = HYPHEN_PENALTY + (near ? NEAR_END : 0) });
	}
}

static bool has_soft_hyphen(Str text) {
	for (size_t i = 0; i + 1 < text.len; i++)
		if ((unsigned char)text.at[i] == 0xC2 && (unsigned char)text.at[i + 1] == 0xAD) return true;
	return false;
}

/* Hyphens in every run of letters between two cuts. Whoever has put soft hyphens into a word wants
   no others, unless it is too wide for all that. */
static void hyphenate(Setter *set, size_t from, size_t end, bool wide) {
	Str word = str_slice(set->text, from, end);
	if (word_is_address(word) || (!wide && has_soft_hyphen(word))) return;
	for (size_t i = from; i < end;) {
		size_t next, stop = i;
		while (stop < end && letter_at(set->text, stop, &next)) stop = next;
		if (stop == i) {
			i = next;
			continue;
		}
		if (may_hyphenate(set, i, stop, wide)) hyphenate_letters(set, i, stop);
		i = stop;
	}
}

/* ---- words wider than the measure ---- */

/* A long token parts behind its own marks before anything is put into it: an address rather behind
   its @ and slashes than behind a dot, where a line would seem to end a sentence. */
static void part_at_marks(Setter *set, size_t from, size_t end) {
	static const char marks[] = "/@?&=-_.";
	for (size_t i = from + 1; i + 1 < end; i++) {
		char c = set->text.at[i], next = set->text.at[i + 1];
		if (!c || !next || !strchr(marks, c) || strchr(marks, next)) continue;
		int penalty = c == '.' ? MUCH : HYPHEN_PENALTY / 2;
		insert_cut(&set->cuts, (Cut){ .end = i + 1, .next = i + 1, .penalty = penalty });
	}
}

/* The last resort: as many clusters as fit, again and again. */
static void chop(Setter *set, size_t from, size_t end) {
	size_t start = from;
	for (size_t i = from; i < end;) {
		size_t next = cluster_end(set->text, i);
		bool seen = set->sum[next] > set->sum[i] || next >= end;
		if (seen && i > start && set->sum[next] - set->sum[start] > set->in->measure) {
			insert_cut(&set->cuts, (Cut){ .end = i, .next = i, .penalty = MUCH });
			start = i;
		}
		i = next;
	}
}

/* What hyphens have not made narrow enough is chopped. */
static void chop_wide(Setter *set, size_t from, size_t end) {
	size_t part = from;
	for (int k = 0; k < set->cuts.count; k++) {
		Cut cut = set->cuts.at[k];
		if (cut.next <= from || cut.end > end) continue;
		if (width_of(set, part, &cut) > set->in->measure) {
			chop(set, part, cut.end);
			fail(set->diags, set->in->from, WORD_TOO_WIDE,
				"\"%.*s\" is wider than its column, and was broken",
				STR_ARG(str_slice(str_slice(set->text, from, end), 0, 60)));
			while (k < set->cuts.count && set->cuts.at[k].next < cut.next) k++;
		}
		part = cut.next;
	}
}

typedef struct Span {
	size_t from, end;
} Span;

static void mend_wide(Setter *set) {
	size_t from = 0;
	int known = set->cuts.count, nwide = 0;
	Span *wide = NULL;
	for (int i = 0; i < known; i++) {
		Cut *cut = &set->cuts.at[i];
		if (width_of(set, from, cut) > set->in->measure) {
			if (!wide) wide = ARENA_ARRAY(set->arena, known - i, Span);
			wide[nwide++] = (Span){ from, cut->end };
		}
		from = cut->next;
	}
	for (int i = 0; i < nwide; i++) {
		part_at_marks(set, wide[i].from, wide[i].end);
		if (!set->in->no_hyphens) hyphenate(set, wide[i].from, wide[i].end, true);
		chop_wide(set, wide[i].from, wide[i].end);
	}
}

/* Hyphens go between the cuts that are known. */
static void hyphenate_all(Setter *set) {
	int known = set->cuts.count;
	Cut *words = set->cuts.at;
	set->cuts = (Cuts){ .arena = set->arena };
	size_t from = 0;
	for (int i = 0; i < known; i++) {
		if (words[i].end > from) hyphenate(set, from, words[i].end, false);
		cut_add(&set->cuts, words[i]);
		from = words[i].next;
	}
}

static bool at_hyphen(const Setter *set, const Cut *cut) {
	bool inside = cut->end && cut->end == cut->next;
	return cut->hyphen || (inside && set->text.at[cut->end - 1] == '-');
}

/* Words keep together over their own hyphens, unless they are wider than the measure. */
static void join_at_hyphens(Setter *set) {
	Cuts *cuts = &set->cuts;
	int kept = 0;
	size_t from = 0;
	for (int i = 0, end; i < cuts->count; i = end + 1) {
		for (end = i; end + 1 < cuts->count && at_hyphen(set, &cuts->at[end]); end++) continue;
		bool wide = width_of(set, from, &cuts->at[end]) > set->in->measure;
		for (int k = i; k <= end; k++)
			if (wide || k == end) cuts->at[kept++] = cuts->at[k];
		from = cuts->at[kept - 1].next;
	}
	cuts->count = kept;
}

void setter_cut(Setter *set) {
	const Paragraph *in = set->in;
	set->cuts.arena = set->arena;
	cuts_find(&set->cuts, set->text, set->pieces[0]->lang, set->keep, in->setting == SET_BALANCED);
	cut_add(&set->cuts, (Cut){ .end = set->text.len, .next = set->text.len });
	if (in->no_hyphens) join_at_hyphens(set);
	else if (in->hyphenate && set->sum[set->text.len] > in->measure) hyphenate_all(set);
	mend_wide(set);
}
