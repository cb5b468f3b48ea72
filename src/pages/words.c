/* The words that the program sets itself: fixed strings, numbers, units, the parts of the subjects'
 * names. */
#include <math.h>
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

Str words_with(Layout *in, StringId id, const char *slot, Str value) {
	Str text = words(in, id);
	size_t n = str_of(slot).len;
	for (size_t i = 0; i + n <= text.len; i++) {
		if (!str_equal(str_slice(text, i, i + n), str_of(slot))) continue;
		Str head = str_join(in->arena, str_slice(text, 0, i), value);
		return str_join(in->arena, head, str_slice(text, i + n, text.len));
	}
	return text;
}

/* Whole numbers plainly; others with at most two places, trailing zeros dropped. */
Str number_text(Layout *in, double value) {
	long hundredths = lround(value * 100);
	long whole = hundredths / 100, rest = hundredths % 100;
	if (rest == 0) return str_format(in->arena, "%ld", whole);
	if (rest % 10 == 0) return str_format(in->arena, "%ld.%ld", whole, rest / 10);
	return str_format(in->arena, "%ld.%02ld", whole, rest);
}

Str amount_text(Layout *in, double min, double max) {
	Str a = number_text(in, min);
	if (min == max) return a;
	return str_format(in->arena, "%.*s\xE2\x80\x93%.*s", STR_ARG(a), STR_ARG(number_text(in, max)));
}

static const struct {
	const char *unit;
	StringId one, many;
} units[] = {
	{ "year", WORDS_YEAR_ONE, WORDS_YEAR },
	{ "month", WORDS_MONTH_ONE, WORDS_MONTH },
	{ "week", WORDS_WEEK_ONE, WORDS_WEEK },
};
#define NUNITS (sizeof units / sizeof *units)

Str unit_text(Layout *in, Str unit, double count) {
	for (size_t i = 0; i < NUNITS; i++)
		if (str_is(unit, units[i].unit))
			return words(in, count == 1 ? units[i].one : units[i].many);
	return unit;
}

Str measure_text(Layout *in, double min, double max, Str unit) {
	Str amount = amount_text(in, min, max);
	if (!unit.len) return amount;
	return str_format(
		in->arena, "%.*s %.*s", STR_ARG(amount), STR_ARG(unit_text(in, unit, max)));
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

void names_part(Layout *in, Str rest[MAX_SUBJECTS], Str *shared) {
	Str first = spans_text(in->arena, in->content->subjects.at[0].title.full);
	size_t cut = first.len;
	for (int i = 1; i < in->nsubjects; i++) {
		size_t n =
			shared_words(first, spans_text(in->arena, in->content->subjects.at[i].title.full));
		if (n < cut) cut = n;
	}
	*shared = str_trim(str_slice(first, 0, cut));
	for (int i = 0; i < in->nsubjects; i++) {
		Str name = spans_text(in->arena, in->content->subjects.at[i].title.full);
		rest[i] = str_slice(name, cut, name.len);
	}
}
