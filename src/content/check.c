/* What is weak in an article that is not wrong: parity, verdicts, abbreviations, calls to action.
 */
#include "content/internal.h"

static int blocks_words(const Block *blocks) {
	int n = 0;
	for (; blocks; blocks = blocks->next)
		n += spans_words(blocks->words.full) + blocks_words(blocks->blocks);
	return n;
}

/* Readers take length for weight: more than a quarter between the longest and the shortest is too
 * much. */
static void check_detail(const Content *content, Diags *diags) {
	int words[MAX_SUBJECTS] = { 0 }, most = 0, least = 0;
	for (int i = 0; i < content->subjects.count; i++) {
		for (int k = 0; k < content->aspects.count; k++) {
			const Value *value = content->aspects.at[k].values[i];
			if (value && !content->aspects.at[k].shared) words[i] += blocks_words(value->blocks);
		}
		for (int k = 0; k < content->sections.count; k++)
			if (content->sections.at[k].subjects == 1u << i)
				words[i] += blocks_words(content->sections.at[k].blocks);
		for (int k = 0; k < content->self_check.statements.count; k++)
			if (content->self_check.statements.at[k].subjects == 1u << i)
				words[i] += spans_words(content->self_check.statements.at[k].words.full);
		if (words[i] > words[most]) most = i;
		if (words[i] < words[least]) least = i;
	}
	if (words[most] < 20 || (words[most] - words[least]) * 4 <= words[most]) return;
	Str id = content->subjects.at[most].id, other = content->subjects.at[least].id;
	fail(diags, content->subjects.at[most].from, UNEQUAL_DETAIL,
		"\"%.*s\" is told in %d words and \"%.*s\" in %d: more than a quarter apart", STR_ARG(id),
		words[most], STR_ARG(other), words[least]);
	hint(diags, "cut the one or fill the other: readers take length for weight");
}

static void check_verdict(const Content *content, Diags *diags) {
	SubjectSet said = 0;
	if (!content->verdict.whens.count) return;
	for (int i = 0; i < content->verdict.whens.count; i++)
		said |= content->verdict.whens.at[i].subjects;
	for (int i = 0; i < content->subjects.count; i++) {
		if (said >> i & 1) continue;
		fail(diags, content->verdict.from, NO_VERDICT,
			"the verdict does not say for whom \"%.*s\" is right",
			STR_ARG(content->subjects.at[i].id));
		hint(diags, "add <when for=\"%.*s\">…</when>", STR_ARG(content->subjects.at[i].id));
	}
}

/* ---- for and against ---- */

static int count_blocks(const Block *blocks) {
	int n = 0;
	for (; blocks; blocks = blocks->next) n++;
	return n;
}

/* Items of one kind: as many for each subject, or one more. */
static void check_even(const Content *content, const Block *const items[], const char *what,
	Diags *diags) {
	int most = 0, least = 0, n[MAX_SUBJECTS];
	for (int i = 0; i < content->subjects.count; i++) {
		n[i] = count_blocks(items[i]);
		if (n[i] > n[most]) most = i;
		if (n[i] < n[least]) least = i;
	}
	if (n[most] - n[least] < 2) return;
	fail(diags, items[most]->from, UNEQUAL_ITEMS, "\"%.*s\" has %d %s and \"%.*s\" has %d",
		STR_ARG(content->subjects.at[most].id), n[most], what,
		STR_ARG(content->subjects.at[least].id), n[least]);
	hint(diags, "give every subject the same number, or one more at most");
}

static void check_balance(const Content *content, Diags *diags) {
	if (!content->balance.from.file) return;
	for (int i = 0; i < content->subjects.count; i++) {
		bool pros = content->balance.pros[i], cons = content->balance.cons[i];
		Str id = content->subjects.at[i].id;
		if (pros && cons) continue;
		Source from = pros ? content->balance.pros[i]->from
			: cons         ? content->balance.cons[i]->from
						   : content->balance.from;
		if (!pros && !cons)
			fail(diags, from, PROS_WITHOUT_CONS, "\"%.*s\" has neither pros nor cons", STR_ARG(id));
		else
			fail(diags, from, PROS_WITHOUT_CONS, "\"%.*s\" has %s and no %s", STR_ARG(id),
				pros ? "pros" : "cons", pros ? "cons" : "pros");
		hint(diags, "add <%s for=\"%.*s\"><item>…</item></%s>", pros ? "cons" : "pros", STR_ARG(id),
			pros ? "cons" : "pros");
	}
	check_even(content, content->balance.pros, "pros", diags);
	check_even(content, content->balance.cons, "cons", diags);
}

/* ---- abbreviations ---- */

/* Known to everyone who reads such a leaflet; IT is one only in a name such as Health IT. */
static const char *const common[] = { "US", "USA", "UK", "EU", "OK", "ID", "TV", "PDF", "QR", "URL",
	"IT", "AM", "PM", "II", "III", "IV", "VI", "VII", "DIY", "CD", "DVD", NULL };

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Two to six capitals, a plural s allowed behind them, "-" and digits too: EMR, EMRs, ICD-10. */
static bool is_abbreviation(Str word, Str *bare) {
	size_t capitals = 0;
	while (capitals < word.len && is_upper(word.at[capitals])) capitals++;
	if (capitals < 2 || capitals > 6) return false;
	size_t end = capitals;
	if (end < word.len && word.at[end] == '-') {
		size_t digits = end + 1;
		while (digits < word.len && is_digit(word.at[digits])) digits++;
		if (digits > end + 1) end = digits;
	}
	*bare = str_slice(word, 0, end);
	Str rest = str_slice(word, end, word.len);
	return !rest.len || str_is(rest, "s");
}

typedef struct Looking {
	Diags *diags;
	Map known; /* what is explained, and what was asked for already */
} Looking;

static void know(Looking *in, Str word) { map_at(&in->known, word, NULL); }

static void know_all(Looking *in, const Content *content) {
	Arena *arena = in->diags->arena;
	for (const char *const *word = common; *word; word++) know(in, str_of(*word));
	for (int i = 0; i < content->subjects.count; i++)
		know(in, spans_text(arena, content->subjects.at[i].abbrev.full));
	for (int i = 0; i < content->glossary.entries.count; i++)
		know(in, spans_text(arena, content->glossary.entries.at[i].term.full));
}

static void look_at(Looking *in, const Span *spans) {
	for (; spans; spans = spans->next) {
		if (spans->style & STYLE_FIELD) continue;
		for (size_t i = 0; i < spans->text.len;) {
			size_t end = i;
			while (end < spans->text.len
				&& (is_upper(spans->text.at[end]) || is_digit(spans->text.at[end])
					|| spans->text.at[end] == '-'
					|| (spans->text.at[end] >= 'a' && spans->text.at[end] <= 'z')))
				end++;
			Str word = str_slice(spans->text, i, end), bare;
			i = end + 1;
			bool fresh;
			if (!is_abbreviation(word, &bare)) continue;
			map_at(&in->known, bare, &fresh);
			if (!fresh) continue;
			fail(in->diags, spans->from, ABBREVIATION, "\"%.*s\" is not in the glossary",
				STR_ARG(bare));
			hint(in->diags, "add <entry><term>%.*s</term><definition>…</definition></entry>",
				STR_ARG(bare));
		}
	}
}

static void look_at_table(Looking *in, const Table *table);

static void look_at_blocks(Looking *in, const Block *blocks) {
	for (; blocks; blocks = blocks->next) {
		look_at(in, blocks->words.full);
		look_at_blocks(in, blocks->blocks);
		if (blocks->table) look_at_table(in, blocks->table);
	}
}

static void look_at_table(Looking *in, const Table *table) {
	for (int i = 0; i < table->nhead + table->nbody + table->nfoot; i++)
		for (int k = 0; k < table->rows[i].ncells; k++)
			look_at_blocks(in, table->rows[i].cells[k].blocks);
}

static void check_abbreviations(const Content *content, Diags *diags) {
	Looking in = { diags, map_make(diags->arena) };
	know_all(&in, content);
	look_at(&in, content->info.abstract.full);
	look_at_blocks(&in, content->intro);
	for (int i = 0; i < content->aspects.count; i++)
		for (int k = 0; k < content->subjects.count; k++)
			if (content->aspects.at[i].values[k])
				look_at_blocks(&in, content->aspects.at[i].values[k]->blocks);
	for (int i = 0; i < content->sections.count; i++)
		look_at_blocks(&in, content->sections.at[i].blocks);
	for (int i = 0; i < content->subjects.count; i++) {
		look_at_blocks(&in, content->balance.pros[i]);
		look_at_blocks(&in, content->balance.cons[i]);
	}
	look_at_blocks(&in, content->tables);
	look_at_blocks(&in, content->verdict.blocks);
	for (int i = 0; i < content->verdict.whens.count; i++)
		look_at(&in, content->verdict.whens.at[i].words.full);
	for (int i = 0; i < content->self_check.statements.count; i++)
		look_at(&in, content->self_check.statements.at[i].words.full);
	for (int i = 0; i < content->faq.pairs.count; i++)
		look_at_blocks(&in, content->faq.pairs.at[i].answer);
	for (int i = 0; i < content->steps.steps.count; i++)
		look_at(&in, content->steps.steps.at[i].words.full);
}

void content_check(const Content *content, Diags *diags) {
	check_figures(content, diags);
	check_detail(content, diags);
	check_verdict(content, diags);
	check_balance(content, diags);
	check_abbreviations(content, diags);
	if (content->steps.steps.count || content->contact.lines.count || content->action.href.len)
		return;
	fail(diags, content->info.title.from, NO_ACTION, "the article asks the reader to do nothing");
	hint(diags, "add <steps>, a <contact> or an <action>");
}
