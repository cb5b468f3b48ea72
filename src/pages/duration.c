/* Durations: a numeral with its unit and meaning, and a bar on a scale that all subjects share. */
#include "pages/internal.h"

static Colour subject_colour(const Layout *in, int subject) {
	return pen_subject(&(Pen){ .theme = in->theme, .ink = in->edition->ink }, subject);
}

/* "years", and when the answer has two paragraphs, the first of them after a comma: both are one
 * thought. */
static const Span *unit_words(Layout *in, const Value *value, bool joined) {
	const Span *unit = span_bold(in, unit_text(in, value->unit, value->max), value->from);
	if (!joined) return unit;
	return spans_join(in, unit, mark_words(in, WORDS_COMMA),
		spans_join(in, value->blocks->words.full, "", NULL, STYLE_STRONG), STYLE_STRONG);
}

/* Where one unit of the row says its number by itself ("سنتان"), no unit stands beside any of its
 * numerals: the question names it, and the words of the value stand there. */
static bool unit_is_asked(Layout *in, const Aspect *aspect, const Value *value) {
	if (!value->blocks || value->blocks->kind != BLOCK_PARAGRAPH) return false;
	for (int i = 0; i < in->nsubjects; i++) {
		const Value *at = aspect->values[i];
		if (!at || !at->has_amount || at->min != at->max) continue;
		if (unit_says_number(in, at->unit, at->max)) return true;
	}
	return false;
}

static Text numeral_text(Layout *in, const Value *value, TextStyle how) {
	Str amount = amount_text(in, value->min, value->max);
	if (value->approx) amount = words_with(in, WORDS_ABOUT, "{value}", amount);
	return text_set(in, span_of(in, amount, value->from), how, PT(10000));
}

/* Beside every numeral of the row its unit has room; else the row is set as words over bars. */
static bool numerals_fit(Layout *in, const Aspect *aspect, TextStyle how, Len measure) {
	for (int i = 0; i < in->nsubjects; i++) {
		const Value *value = aspect->values[i];
		if (!value || !value->has_amount) continue;
		Text figure = numeral_text(in, value, how);
		Text unit =
			text_plain(in, span_bold(in, unit_text(in, value->unit, value->max), value->from),
				STYLE_BODY, PT(10000));
		if (figure.lines.widest + PT(6) + unit.lines.widest > measure) return false;
	}
	return true;
}

Numeral numeral_set(Layout *in, const Aspect *aspect, const Value *value, int subject, StyleId id,
	Len measure, bool all_beside) {
	Numeral numeral = { .beside = stack_begin(in, measure, subject),
		.below = stack_begin(in, measure, subject) };
	if (!value || !value->has_amount) {
		numeral.below = value_stack(in, aspect, value, subject, measure, false);
		return numeral;
	}
	TextStyle how = {
		.id = id, .colour = subject_colour(in, subject), .coloured = true, .label = true
	};
	if (!numerals_fit(in, aspect, how, measure)) {
		numeral.below = value_stack(in, aspect, value, subject, measure, false);
		return numeral;
	}
	numeral.figure = numeral_text(in, value, how);
	Len least = id == STYLE_NUMERAL ? PT(36) : 0;
	numeral.indent = len_max(least, numeral.figure.lines.widest + PT(6));
	numeral.beside = stack_begin(in, measure - numeral.indent, subject);
	const Block *rest = value->blocks;
	/* In a narrow column the words would stand one under another beside the numeral: they go below.
	 */
	bool wide = measure >= 15 * in->theme->styles[STYLE_BODY].size;
	bool asked = unit_is_asked(in, aspect, value);
	bool joined = asked || (wide && rest && rest->next && rest->kind == BLOCK_PARAGRAPH);
	const Span *first = asked ? spans_join(in, rest->words.full, "", NULL, STYLE_STRONG)
							  : unit_words(in, value, joined);
	stack_words(&numeral.beside, first, MARKER_NONE, 0);
	if (joined) rest = rest->next;
	Stack *to = all_beside ? &numeral.beside : &numeral.below;
	figure_details(to, aspect, value);
	for (; rest && rest->kind == BLOCK_PARAGRAPH; rest = rest->next)
		stack_words(to, rest->words.full, MARKER_NONE, 0);
	stack_blocks(to, rest);
	return numeral;
}

void numeral_draw(Layout *in, Draft *page, const Numeral *numeral, Len x, Len baseline,
	bool lines_up, Node *cell) {
	if (!numeral->figure.lines.count) return;
	const Stack *beside = &numeral->beside;
	Len at = x + numeral->indent;
	Node *node = node_add(in, cell, NODE_P, numeral->figure.from);
	text_draw(in, page, &numeral->figure, x - PT(0.5), baseline, node);
	text_gap(in, page, &numeral->figure, x - PT(0.5), baseline, node);
	Len first = lines_up ? baseline - beside->height + in->grid : baseline;
	const Text *unit = &beside->pieces[0].text;
	text_draw(in, page, unit, at, first, node);
	Len top = first - in->base + text_height(unit);
	for (int i = 1; i < beside->count; i++) {
		const Piece *piece = &beside->pieces[i];
		top += piece->above;
		text_draw(in, page, &piece->text, at + piece->indent, top + in->base,
			node_add(in, cell, NODE_P, piece->text.from));
		top += text_height(&piece->text);
	}
}

/* ---- in a door ---- */

static StyleId door_numeral(const Layout *in) {
	return in->nsubjects == 3 ? STYLE_NUMERAL_MIDDLE : STYLE_NUMERAL;
}

Len duration_height(Layout *in, const Row *row) {
	Len lines = 2 * in->grid;
	for (int i = 0; i < in->nsubjects; i++) {
		Numeral numeral = numeral_set(
			in, row->aspect, row->aspect->values[i], i, door_numeral(in), in->measure, true);
		lines = len_max(lines, numeral.beside.height);
		lines = len_max(lines, numeral.below.height - down(in, 27));
	}
	/* Three lines have room beside the numeral; more make the row higher. */
	Len spare = in->nsubjects == 3 ? 2 * in->grid : 3 * in->grid;
	return down(in, 87.75) + row->lowered + len_max(0, lines - spare);
}

void duration_door(Layout *in, Draft *page, const Row *row, int subject, Len x, Node *cell) {
	const Value *value = row->aspect->values[subject];
	Numeral numeral =
		numeral_set(in, row->aspect, value, subject, door_numeral(in), in->measure, true);
	if (!numeral.figure.lines.count) {
		stack_draw(&numeral.below, page, x, row->top + row->lowered + down(in, 20.25), cell);
		return;
	}
	bool three = in->nsubjects == 3;
	Len extra = duration_height(in, row) - down(in, 87.75);
	Len baseline = row->top + extra + down(in, three ? 42.58 : 60.75) + in->base;
	numeral_draw(in, page, &numeral, x, baseline, true, cell);
	if (!three) return;
	Scale scale = scale_of(in, row->aspect);
	Len bar = row->top + extra + down(in, 60.75), height = down(in, 10.125);
	bar_draw(page, &scale, value, subject, x, bar, in->measure, height, true);
	axis_ends(in, page, &scale, value, x, x + in->measure, bar + height,
		row->top + extra + down(in, 80.9));
}
