/* The words that the program sets itself: fixed strings, numbers, units, the parts of the subjects'
 * names. */
#include "base/locale.h"
#include "pages/internal.h"

static const Span *make_span(Layout *in, Str text, Source from, unsigned style) {
	Span *span = ARENA_NEW(in->arena, Span);
	span->text = text;
	span->style = style;
	span->lang = in->content->lang;
	span->from = from;
	return text.len ? span : NULL;
}

const Span *span_of(Layout *in, Str text, Source from) { return make_span(in, text, from, 0); }
const Span *span_bold(Layout *in, Str text, Source from) {
	return make_span(in, text, from, STYLE_STRONG);
}

/* A copy of [a], [between] and [b] as one list; [style] is added to all of [a]. */
const Span *spans_join(
	Layout *in, const Span *a, const char *between, const Span *b, unsigned style) {
	Span head = { .next = NULL }, *last = &head;
	for (int part = 0; part < 3; part++) {
		Span gap = { .text = str_of(between), .lang = in->content->lang, .style = style };
		if (part == 1 && a) gap.from = a->from;
		const Span *from = part == 0 ? a : part == 2 ? b : a && b && *between ? &gap : NULL;
		for (; from; from = from->next) {
			Span *copy = ARENA_NEW(in->arena, Span);
			*copy = *from;
			copy->next = NULL;
			if (part == 0) copy->style |= style;
			last->next = copy;
			last = copy;
		}
	}
	return head.next;
}

Str words(const Layout *in, StringId id) { return in->edition->strings->at[id]; }

Str words_fill(Layout *in, Str text, const char *slot, Str value) {
	size_t n = str_of(slot).len;
	for (size_t i = 0; i + n <= text.len; i++) {
		if (!str_equal(str_slice(text, i, i + n), str_of(slot))) continue;
		Str head = str_join(in->arena, str_slice(text, 0, i), value);
		return str_join(in->arena, head, str_slice(text, i + n, text.len));
	}
	return text;
}

Str words_with(Layout *in, StringId id, const char *slot, Str value) {
	return words_fill(in, words(in, id), slot, value);
}

/* Chinese and Japanese set their sentences without a space between them. */
const char *sentence_gap(const Layout *in) {
	return lang_is(in->content->lang, "ja") || lang_is(in->content->lang, "zh") ? "" : " ";
}

const char *mark_words(Layout *in, StringId id) {
	return str_zero(in->arena, str_join(in->arena, words(in, id), str_of(sentence_gap(in))));
}

const Span *led_words(Layout *in, Str lead, const Span *rest, Source from) {
	if (!lead.len) return rest;
	Str text = str_join(in->arena, lead, words(in, WORDS_COLON));
	return spans_join(in, span_bold(in, text, from), sentence_gap(in), rest, 0);
}

Str words_each(const Layout *in, StringId both, StringId all) {
	return words(in, in->nsubjects == 2 ? both : all);
}

/* With at most two places. */
Str number_text(Layout *in, double value) {
	return locale_number(in->arena, in->content->lang, value, 2);
}

Str amount_text(Layout *in, double min, double max) {
	return locale_range(in->arena, in->content->lang, min, max, 2);
}

static const struct {
	const char *unit;
	StringId forms; /* the first of its forms of plural */
} units[] = {
	{ "year", WORDS_YEAR },
	{ "month", WORDS_MONTH },
	{ "week", WORDS_WEEK },
	{ "day", WORDS_DAY },
	{ "hour", WORDS_HOUR },
	{ "minute", WORDS_MINUTE },
	{ "semester", WORDS_SEMESTER },
	{ "credit", WORDS_CREDIT },
};
#define NUNITS (sizeof units / sizeof *units)

#define FIGURE STR("{n}")

static bool has_figure(Str form) {
	for (size_t i = 0; i < form.len; i++)
		if (str_starts(str_slice(form, i, form.len), FIGURE)) return true;
	return false;
}

/* How a unit stands after [min] to [max]: words with a place for the figure, or without one where
 * the word says the number by itself ("سنتان", two years). A unit that is not known: no words. */
static Str unit_form(Layout *in, Str unit, double min, double max) {
	for (size_t i = 0; i < NUNITS; i++) {
		if (!str_is(unit, units[i].unit)) continue;
		Plural plural = locale_plural(in->content->lang, max);
		Str form = words(in, units[i].forms + plural);
		if (min == max) return form;
		if (!has_figure(form)) form = words(in, units[i].forms + PLURAL_FEW);
		return has_figure(form) ? form : words(in, units[i].forms + PLURAL_OTHER);
	}
	return STR("");
}

Str unit_text(Layout *in, Str unit, double count) {
	Str form = unit_form(in, unit, count, count);
	if (!form.len) return unit;
	return str_trim(words_fill(in, form, "{n}", STR("")));
}

Str measure_text(Layout *in, double min, double max, Str unit) {
	Str amount = amount_text(in, min, max), form = unit_form(in, unit, min, max);
	if (form.len) return words_fill(in, form, "{n}", amount);
	return unit.len ? str_format(in->arena, "%.*s %.*s", STR_ARG(amount), STR_ARG(unit)) : amount;
}

bool unit_says_number(Layout *in, Str unit, double count) {
	Str form = unit_form(in, unit, count, count);
	return form.len && !has_figure(form);
}

Str status_text(Layout *in, ValueStatus status) {
	switch (status) {
	case STATUS_NA: return words(in, WORDS_NA);
	case STATUS_VARIES: return words(in, WORDS_VARIES);
	case STATUS_UNKNOWN: return words(in, WORDS_UNKNOWN);
	case STATUS_WRITE:
	case STATUS_GIVEN: break;
	}
	return STR("");
}

/* How many bytes of [a] and [b] are the same whole words from the start. */
static size_t shared_words(Str a, Str b) {
	size_t end = 0, i = 0;
	while (i < a.len && i < b.len && a.at[i] == b.at[i]) {
		i++;
		if (i < a.len && i < b.len && a.at[i] == ' ' && b.at[i] == ' ') end = i + 1;
	}
	return end;
}

/* How many bytes of [a] and [b] are the same whole words at the end; both keep a word before them.
 */
static size_t shared_ending(Str a, Str b) {
	size_t n = 0, i = 0;
	while (i < a.len && i < b.len && a.at[a.len - 1 - i] == b.at[b.len - 1 - i]) {
		i++;
		if (i < a.len && i < b.len && a.at[a.len - 1 - i] == ' ' && b.at[b.len - 1 - i] == ' ')
			n = i + 1;
	}
	return n;
}

void names_part(Layout *in, Str rest[MAX_SUBJECTS], Str *shared, Str *ending) {
	const Subject *at = in->content->subjects.at;
	Str first = spans_text(in->arena, at[0].title.full);
	size_t cut = first.len, tail = first.len;
	for (int i = 0; i < in->nsubjects; i++) rest[i] = spans_text(in->arena, at[i].title.full);
	for (int i = 1; i < in->nsubjects; i++) {
		size_t n = shared_words(first, rest[i]);
		if (n < cut) cut = n;
	}
	*shared = str_trim(str_slice(first, 0, cut));
	for (int i = 0; i < in->nsubjects; i++) rest[i] = str_slice(rest[i], cut, rest[i].len);
	first = rest[0];
	for (int i = 1; i < in->nsubjects; i++) {
		size_t n = shared_ending(first, rest[i]);
		if (n < tail) tail = n;
	}
	*ending = str_trim(str_slice(first, first.len - tail, first.len));
	for (int i = 0; i < in->nsubjects; i++)
		rest[i] = str_slice(rest[i], 0, rest[i].len - tail);
}
