/* Figures in words: amounts with their unit, and what must be known about them. What all figures of
   an aspect have in common (per what, where, when, from whom) is said once, under the question;
   what is different for each is said in its cell. */
#include "base/locale.h"
#include "pages/internal.h"

bool has_amounts(const Layout *in, const Aspect *aspect) {
	for (int i = 0; i < in->nsubjects; i++)
		if (aspect->values[i] && aspect->values[i]->has_amount) return true;
	return false;
}

static Str figures(Layout *in, const Aspect *aspect, const Value *value, double min, double max) {
	Str lang = in->content->lang;
	if (aspect->type == TYPE_MONEY)
		return value->currency.len ? locale_money(in->arena, lang, min, max, value->currency)
								   : amount_text(in, min, max);
	if (aspect->type == TYPE_PERCENT) return locale_percent(in->arena, lang, min, max);
	return measure_text(in, min, max, value->unit);
}

Str amount_words(Layout *in, const Aspect *aspect, const Value *value) {
	if (aspect->type == TYPE_DATE) return locale_date(in->arena, in->content->lang, value->day);
	Str text = figures(in, aspect, value, value->min, value->max);
	if (value->approx) text = words_with(in, WORDS_ABOUT, "{value}", text);
	return text;
}

Str median_words(Layout *in, const Aspect *aspect, const Value *value) {
	if (!value->has_median || value->min == value->max) return STR("");
	return words_with(
		in, WORDS_MEDIAN, "{value}", figures(in, aspect, value, value->median, value->median));
}

/* ---- what must be known about a figure ---- */

typedef struct Known { /* what is to be said; of figures: what they have in common */
	bool sample, per, region, asof, source;
} Known;

static bool same_source(Layout *in, const Value *a, const Value *b) {
	return str_equal(spans_text(in->arena, a->source.full), spans_text(in->arena, b->source.full));
}

static Known common(Layout *in, const Aspect *aspect) {
	const Value *first = NULL;
	Known all = { true, true, true, true, true };
	for (int i = 0; i < in->nsubjects; i++) {
		const Value *value = aspect->values[i];
		if (!value || !value->has_amount) continue;
		if (!first) first = value;
		all.sample &= value->sample == first->sample;
		all.per &= value->per == first->per && str_equal(value->currency, first->currency);
		all.region &= str_equal(value->region, first->region);
		all.asof &= str_equal(value->asof, first->asof);
		all.source &= same_source(in, value, first);
	}
	return all;
}

static Str per_words(Layout *in, const Value *value) {
	static const StringId pers[] = { [PER_YEAR] = WORDS_PER_YEAR,
		[PER_MONTH] = WORDS_PER_MONTH,
		[PER_TERM] = WORDS_PER_TERM,
		[PER_CREDIT] = WORDS_PER_CREDIT,
		[PER_HOUR] = WORDS_PER_HOUR };
	if (value->per == PER_NONE) return STR("");
	Str per = words(in, pers[value->per]);
	return value->currency.len
		? str_format(in->arena, "%.*s %.*s", STR_ARG(value->currency), STR_ARG(per))
		: per;
}

static void add(Buf *out, Str part) {
	if (!part.len) return;
	if (out->len) buf_add(out, STR(", "));
	buf_add(out, part);
}

static const Span *note(Layout *in, const Value *value, Known say) {
	Buf out = buf_make(in->arena, 64);
	if (say.sample && value->sample) add(&out, words(in, WORDS_SAMPLE));
	if (say.per) add(&out, per_words(in, value));
	if (say.region) add(&out, value->region);
	if (say.asof && value->asof.len) {
		Str date = locale_date(in->arena, in->content->lang, value->asof);
		add(&out, date.len ? date : value->asof);
	}
	const Span *source = say.source ? wording_brief(value->source) : NULL;
	if (source && out.len) buf_add(&out, STR(". "));
	return spans_join(in, span_of(in, buf_str(&out), value->from), "", source, 0);
}

static bool has_figures(const Aspect *aspect) {
	return aspect->type != TYPE_TEXT && aspect->type != TYPE_LIST;
}

const Span *figures_note(Layout *in, const Aspect *aspect) {
	if (!aspect || !has_figures(aspect)) return NULL;
	for (int i = 0; i < in->nsubjects; i++)
		if (aspect->values[i] && aspect->values[i]->has_amount)
			return note(in, aspect->values[i], common(in, aspect));
	return NULL;
}

const Span *value_note(Layout *in, const Aspect *aspect, const Value *value) {
	Known all = common(in, aspect);
	return note(in, value, (Known){ !all.sample, !all.per, !all.region, !all.asof, !all.source });
}

/* ---- the note of a row in a panel ---- */

static Text note_text(Layout *in, const Row *row, Len measure) {
	return text_plain(in, figures_note(in, row->aspect), STYLE_FINE, measure);
}

static bool stands_beside(const Text *note, const Text *ask, Len measure) {
	return note->lines.count == 1 && ask->lines.count == 1
		&& text_width(note) + text_width(ask) + PT(9) <= measure;
}

Len note_drop(Layout *in, const Row *row, const Span *ask, StyleId style, Len measure) {
	Text note = note_text(in, row, measure);
	if (!note.lines.count) return 0;
	Text head = text_set(in, ask, (TextStyle){ .id = style, .label = true }, measure);
	return stands_beside(&note, &head, measure) ? 0 : len_up(text_height(&note), in->grid / 4);
}

void note_draw(Layout *in, Draft *page, const Row *row, const Text *ask, Len x, Len baseline,
	Len measure, Node *head) {
	Text note = note_text(in, row, measure);
	if (!note.lines.count) return;
	if (head) text_gap(in, page, ask, x, baseline, head);
	if (stands_beside(&note, ask, measure))
		text_draw_right(in, page, &note, x + measure, baseline, head);
	else text_draw(in, page, &note, x, baseline + down(in, 11), head);
}

/* ---- without a picture ---- */

static Str lead_words(Layout *in, const Aspect *aspect, const Value *value) {
	if (aspect->type == TYPE_DATE) return amount_words(in, aspect, value);
	if (!value->has_amount) return STR("");
	if (aspect->type == TYPE_SCALE)
		return words_with(in, WORDS_OF_FIVE, "{n}", number_text(in, value->min));
	Str amount = amount_words(in, aspect, value), median = median_words(in, aspect, value);
	if (!median.len) return amount;
	return str_format(
		in->arena, "%.*s%s%.*s", STR_ARG(amount), mark_words(in, WORDS_COMMA), STR_ARG(median));
}

const Span *figure_lead(Layout *in, const Aspect *aspect, const Value *value) {
	const Span *lead = span_bold(in, lead_words(in, aspect, value), value->from);
	const Span *note =
		value->has_amount && has_figures(aspect) ? value_note(in, aspect, value) : NULL;
	return spans_join(in, lead, mark_words(in, WORDS_COMMA), note, 0);
}
