/* Charts: the figures of all subjects on one scale.

   Bars of one row begin at the same zero and end by one scale, in whatever column they stand; the
   axis is never cut, and its end is a round number. A length is drawn from zero, a range of money
   or per cent floats between its ends. Each bar stands by the words of its value, which are the
   text; the bar itself, its axis and its ticks are artifacts. Figures in units that cannot be
   compared get no bars: one picture never has two scales. */
#include "base/locale.h"
#include <math.h>
#include "pages/internal.h"

/* ---- scales ---- */

static bool given(const Value *value) { return value && value->has_amount; }

double scale_place(const Scale *scale, const Value *value, double amount) {
	double years = scale->type == TYPE_DURATION ? duration_years(value->unit) : 0;
	return years > 0 && scale->unit_years > 0 ? amount * years / scale->unit_years : amount;
}

/* The largest unit is the axis's. */
static void find_unit(Layout *in, const Aspect *aspect, Scale *scale) {
	for (int i = 0; i < in->nsubjects; i++) {
		const Value *value = aspect->values[i];
		if (!given(value)) continue;
		double years = duration_years(value->unit);
		scale->currency = value->currency;
		if (scale->unit.len && years <= scale->unit_years) continue;
		scale->unit_years = years;
		scale->unit = value->unit;
	}
}

static bool is_whole(double amount) { return fabs(amount - round(amount)) < 1e-9; }

/* Durations end with the longest of them, if that is whole; all else with a round number. */
static void find_end(Layout *in, const Aspect *aspect, Scale *scale) {
	bool whole = true;
	for (int i = 0; i < in->nsubjects; i++) {
		const Value *value = aspect->values[i];
		if (!given(value)) continue;
		scale->most = fmax(scale->most, scale_place(scale, value, value->max));
		whole &= is_whole(value->min) && is_whole(value->max);
	}
	double longest = scale->most;
	scale->most = axis_end(longest, &scale->steps);
	if (scale->type == TYPE_DURATION) {
		if (longest <= 8) scale->most = fmax(1, ceil(longest - 1e-9));
		else if (is_whole(longest)) scale->most = longest;
		whole = true;
	}
	if (scale->type == TYPE_PERCENT) scale->most = 100;
	scale->whole = whole && !scale->floating && scale->most <= 8 && is_whole(scale->most);
	scale->cells = scale->whole ? (int)scale->most : 1;
	if (scale->whole) scale->steps = scale->cells;
}

Scale scale_of(Layout *in, const Aspect *aspect) {
	Scale scale = { .type = aspect->type, .unit = STR(""), .currency = STR("") };
	scale.floating =
		aspect->type == TYPE_MONEY || aspect->type == TYPE_PERCENT || aspect->type == TYPE_RANGE;
	scale.drawn = figures_comparable(in->content, aspect);
	find_unit(in, aspect, &scale);
	find_end(in, aspect, &scale);
	return scale;
}

/* Numerals need an axis when they are ranges, come in several units, or are not whole. */
bool scale_needs_axis(const Layout *in, const Aspect *aspect, const Scale *scale) {
	for (int i = 0; i < in->nsubjects; i++) {
		const Value *value = aspect->values[i];
		if (!given(value)) continue;
		if (value->min != value->max || !str_equal(value->unit, scale->unit)) return true;
		if (!is_whole(value->min)) return true;
	}
	return !scale->whole;
}

/* ---- bars and their axis ---- */

void bar_draw(Draft *page, const Scale *scale, const Value *value, int subject, Len x, Len top,
	Len width, Len height, bool parted) {
	if (!given(value)) return;
	double part = scale->whole ? 1 : scale->most;
	Bar bar = {
		.subject = subject,
		.x = x,
		.top = top,
		.height = height,
		.cell = width / scale->cells,
		.cells = scale->cells,
		.min = scale_place(scale, value, value->min) / part,
		.max = scale_place(scale, value, value->max) / part,
		.median = scale_place(scale, value, value->median) / part,
		.has_median = value->has_median,
		.floating = scale->floating,
		.foot = parted || scale->floating,
		.parted = parted,
	};
	page->pen.from = value->from;
	draw_bar(&page->pen, &bar);
}

static Text axis_label(Layout *in, Str text) {
	Source from = { .file = in->content->file.at };
	return text_set(
		in, span_of(in, text, from), (TextStyle){ .id = STYLE_FINE, .label = true }, PT(1000));
}

/* A figure of the axis, with its sign or unit if [full]. */
static Str axis_text(Layout *in, const Scale *scale, double at, bool full) {
	Str lang = in->content->lang;
	if (full && scale->type == TYPE_MONEY && scale->currency.len)
		return locale_money(in->arena, lang, at, at, scale->currency);
	if (full && scale->type == TYPE_PERCENT) return locale_percent(in->arena, lang, at, at);
	if (full && at > 0) return measure_text(in, at, at, scale->unit);
	return locale_number(in->arena, lang, at, 2);
}

static void draw_tick(Layout *in, Draft *page, Len at, Len top) {
	PathBuilder tick = path_begin(in->arena);
	path_move(&tick, at, top);
	path_line(&tick, at, top + PT(3));
	draw_stroke(&page->pen, path_end(&tick), pen_colour(&page->pen, COLOUR_INK),
		in->theme->measures[MEASURE_ROW_RULE], 0, 0);
}

/* How far the letters of a line rise over its baseline. */
static Len letters(const Text *text) {
	Len tallest = 0;
	for (int k = 0; text->lines.count && k < text->lines.lines[0].nparts; k++)
		tallest = len_max(tallest, text->lines.lines[0].parts[k].run->size);
	return len_scale(tallest, 74, 100);
}

void axis_ends(Layout *in, Draft *page, const Scale *scale, const Value *value, Len x, Len right,
	Len bottom, Len baseline) {
	Text zero = axis_label(in, axis_text(in, scale, 0, true));
	Text end = axis_label(in, axis_text(in, scale, scale->most, true));
	/* A long unit has no room beside the zero: the values say it too. */
	if (zero.lines.widest + end.lines.widest + PT(6) > right - x)
		end = axis_label(in, axis_text(in, scale, scale->most, false));
	Len half = in->theme->measures[MEASURE_ROW_RULE] / 2;
	Len tallest = len_max(letters(&zero), letters(&end));
	baseline = len_max(baseline, bottom + PT(0.75) + PT(3) + half + tallest);
	text_draw(in, page, &zero, x, baseline, NULL);
	text_draw_right(in, page, &end, right, baseline, NULL);
	for (int i = 0; i <= scale->cells && scale->whole; i++) {
		Len at = x + (right - x) * i / scale->cells;
		draw_tick(in, page, len_max(x + half, len_min(at, right - half)), bottom + PT(0.75));
	}
	if (!value->sample) return;
	Text sample = axis_label(in, words(in, WORDS_SAMPLE));
	Len middle = (x + zero.lines.widest + right - end.lines.widest) / 2;
	if (right - x >= zero.lines.widest + sample.lines.widest + end.lines.widest + PT(12))
		text_draw_centre(in, page, &sample, middle, baseline, NULL);
}

/* ---- in a cell: words, then a bar with its axis ---- */

struct Chart {
	Scale scale;
	const Value *value;
	Len words; /* height of the words over the bar: of the longest cell, so that bars agree */
};

static Len words_height(Stack *stack, const Aspect *aspect, StyleId style) {
	Layout *in = stack->in;
	Len tallest = 0;
	for (int i = 0; i < in->nsubjects; i++) {
		const Value *value = aspect->values[i];
		if (!given(value)) continue;
		Text text = text_set(in, span_of(in, amount_words(in, aspect, value), value->from),
			(TextStyle){ .id = style, .label = true }, stack->measure);
		tallest = len_max(tallest, text_height(&text));
	}
	return tallest;
}

static const Chart *chart_make(
	Layout *in, const Aspect *aspect, const Value *value, Len words_of_all) {
	Chart *chart = ARENA_NEW(in->arena, Chart);
	*chart = (Chart){ scale_of(in, aspect), value, words_of_all };
	return chart;
}

void figure_details(Stack *stack, const Aspect *aspect, const Value *value) {
	Layout *in = stack->in;
	const Span *median = span_of(in, median_words(in, aspect, value), value->from);
	stack_words(stack, median, MARKER_NONE, 0);
	const Span *note = value_note(in, aspect, value);
	if (note) stack_styled(stack, STYLE_FINE, false, note, MARKER_NONE, down(in, 1.6875));
}

/* In the question's style where each amount has room on one line, else in bold text. */
static void add_bar(Stack *stack, const Aspect *aspect, const Value *value) {
	Layout *in = stack->in;
	StyleId style = STYLE_Q;
	Diags *kept = trial_begin(in);
	Len all = words_height(stack, aspect, style);
	if (!trial_end(in, kept) || all > in->grid) {
		style = STYLE_BOLD;
		all = words_height(stack, aspect, style);
	}
	const Span *amount = span_of(in, amount_words(in, aspect, value), value->from);
	Piece *piece = stack_styled(stack, style, false, amount, MARKER_NONE, 0);
	const Chart *chart = chart_make(in, aspect, value, all);
	if (chart->scale.drawn) {
		piece->chart = chart;
		stack_under(stack, piece, all - text_height(&piece->text) + down(in, 33.75));
	}
	figure_details(stack, aspect, value);
}

/* A scale without words still has the height of a line under it; where its label has no room beside
   the cells, that is its line. */
static void add_steps(Stack *stack, const Aspect *aspect, const Value *value) {
	Layout *in = stack->in;
	Str of = words_with(in, WORDS_OF_FIVE, "{n}", number_text(in, value->min));
	const Span *label = span_of(in, of, value->from);
	bool narrow = stack->measure < PT(84);
	Piece *piece = stack_styled(stack, STYLE_LABEL, true, narrow ? NULL : label, MARKER_SCALE, 0);
	piece->chart = chart_make(in, aspect, value, 0);
	if (narrow || !value->blocks) stack_under(stack, piece, in->grid);
	if (narrow) stack_styled(stack, STYLE_LABEL, true, label, MARKER_NONE, 0);
}

/* A sign or unit where there is one, and a line to the end of the measure. */
static void add_write(Stack *stack, const Aspect *aspect, const Value *value) {
	Layout *in = stack->in;
	Str sign = value->unit;
	if (aspect->type == TYPE_MONEY && value->currency.len) {
		sign = locale_money(in->arena, in->content->lang, 0, 0, value->currency);
		Str zero = number_text(in, 0);
		if (str_ends(sign, zero)) sign = str_slice(sign, 0, sign.len - zero.len);
		else if (str_starts(sign, zero)) sign = str_slice(sign, zero.len, sign.len);
		if (str_starts(sign, STR("\xC2\xA0"))) sign = str_slice(sign, 2, sign.len);
		if (str_ends(sign, STR("\xC2\xA0"))) sign = str_slice(sign, 0, sign.len - 2);
	}
	Piece *piece =
		stack_styled(stack, STYLE_Q, true, span_of(in, sign, value->from), MARKER_WRITE, 0);
	piece->above += down(in, 3.375);
	stack->height += down(in, 3.375);
	stack_under(stack, piece, down(in, 16.875) - text_height(&piece->text));
	piece->chart = chart_make(in, aspect, value, 0);
}

bool figure_add(Stack *stack, const Aspect *aspect, const Value *value) {
	Layout *in = stack->in;
	if (value->status == STATUS_WRITE) {
		add_write(stack, aspect, value);
		return true;
	}
	if (aspect->type == TYPE_DATE) {
		if (!value->day.len) return false;
		stack_styled(stack, STYLE_Q, false,
			span_of(in, amount_words(in, aspect, value), value->from), MARKER_NONE, 0);
		return true;
	}
	if (!value->has_amount || aspect->type == TYPE_TEXT || aspect->type == TYPE_LIST
		|| aspect->type == TYPE_YESNO)
		return false;
	if (aspect->type == TYPE_SCALE) add_steps(stack, aspect, value);
	else add_bar(stack, aspect, value);
	return true;
}

void chart_draw(const Stack *stack, Draft *page, const Piece *piece, Len x, Len top) {
	Layout *in = stack->in;
	const Chart *chart = piece->chart;
	Pen *pen = &page->pen;
	Len right = x + piece->measure;
	if (piece->marker == MARKER_SCALE) {
		draw_steps(pen, piece->subject, x, top + in->base - PT(8), PT(9), PT(12),
			(int)chart->value->min, 5);
		return;
	}
	if (piece->marker == MARKER_WRITE) {
		Len left = piece->text.lines.count ? x + text_width(&piece->text) + PT(6.75) : x;
		draw_rule(pen, left, right, top + in->base + PT(1.5), in->theme->measures[MEASURE_ROW_RULE],
			pen_colour(pen, COLOUR_INK));
		return;
	}
	Len bar = top + chart->words + down(in, 4.5), height = down(in, 13.5);
	bar_draw(
		page, &chart->scale, chart->value, piece->subject, x, bar, piece->measure, height, true);
	axis_ends(in, page, &chart->scale, chart->value, x, right, bar + height,
		bar + height + down(in, 10.75));
}

/* ---- stacked: one bar a subject ---- */

static Text bar_label(Layout *in, const Aspect *aspect, const Value *value) {
	TextStyle how = { .id = STYLE_LABEL, .label = true, .coloured = true };
	how.colour = pen_colour(&(Pen){ .theme = in->theme, .ink = in->edition->ink }, COLOUR_INK);
	return text_set(
		in, span_of(in, amount_words(in, aspect, value), value->from), how, in->measure);
}

/* Words in place of a bar may need more than its height. */
static Len bar_pitch(Layout *in, const Aspect *aspect, int subject) {
	const Value *value = aspect->values[subject];
	if (given(value)) return down(in, 20.25);
	Stack stack = value_stack(in, aspect, value, subject, in->measure, true);
	return len_max(down(in, 20.25), len_up(stack.height, in->grid / 4) + down(in, 6.75));
}

Len stacked_height(Layout *in, const Row *row) {
	Len sum = down(in, in->nsubjects == 2 ? 27 + 20.25 : 27 + 27)
		+ note_drop(in, row, row->question, STYLE_Q, in->measure);
	for (int i = 0; i < in->nsubjects; i++) sum += bar_pitch(in, row->aspect, i);
	return sum;
}

/* Figures of the axis: both ends, and inner ones where they have room. */
static void draw_axis(Layout *in, Draft *page, const Scale *scale, Len x, Len width, Len y) {
	Len rule = in->theme->measures[MEASURE_ROW_RULE];
	draw_rule(&page->pen, x, x + width, y, rule, pen_colour(&page->pen, COLOUR_INK));
	Len step = width / scale->steps;
	bool halves = !scale->whole && scale->steps % 2 == 0;
	Text last = axis_label(in, axis_text(in, scale, scale->most, scale->type == TYPE_PERCENT));
	bool each = halves ? 2 * step >= last.lines.widest * 3 / 2 + PT(6)
		: scale->whole ? step >= PT(18)
					   : step >= last.lines.widest + PT(6);
	for (int i = 0; i <= scale->steps; i++) {
		Len at = i ? x + i * step : x + rule / 2;
		draw_tick(in, page, at, y);
		bool end = i == 0 || i == scale->steps;
		if (!end && (!each || (halves && i % 2))) continue;
		bool full = end && (i == 0 || scale->type == TYPE_PERCENT);
		Str figure = axis_text(in, scale, scale->most * i / scale->steps, full);
		if (!i && scale->type == TYPE_DURATION) figure = words(in, WORDS_START);
		Text text = axis_label(in, figure);
		if (i) text_draw_centre(in, page, &text, at, y + down(in, 10.5), NULL);
		else text_draw(in, page, &text, x, y + down(in, 10.5), NULL);
	}
}

/* Beside bars that float, a label would stand on their foot: there all labels stand at the end. */
void stacked_draw(Layout *in, Draft *page, const Row *row, Len top, Node *const cells[]) {
	const Aspect *aspect = row->aspect;
	Scale scale = scale_of(in, aspect);
	Len room = PT(46.5), height = down(in, 13.5), x = page->text, bottom = top + height;
	for (int i = 0; i < in->nsubjects; i++)
		if (given(aspect->values[i]))
			room = len_max(room, bar_label(in, aspect, aspect->values[i]).lines.widest + PT(6.75));
	Len width = in->measure - room;
	for (int i = 0; i < in->nsubjects; i++) {
		const Value *value = aspect->values[i];
		bottom = top + height;
		if (!given(value)) {
			Stack stack = value_stack(in, aspect, value, i, in->measure, true);
			stack_draw(&stack, page, x, top, cells[i]);
			bottom = top + len_max(height, stack.height);
		} else {
			bar_draw(page, &scale, value, i, x, top, width, height, false);
			Text label = bar_label(in, aspect, value);
			double most = scale_place(&scale, value, value->max) / scale.most;
			Len end = x + (Len)((double)width * most) + PT(6.75);
			if (scale.floating) end = x + in->measure - text_width(&label);
			text_draw(in, page, &label, end, top + height / 2 + PT(3.1), cells[i]);
		}
		top += bar_pitch(in, aspect, i);
	}
	draw_axis(in, page, &scale, x, width, bottom + down(in, 4.5));
}
