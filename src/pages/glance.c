/* "At a glance": the questions, each with the shortest true answer of every subject under it. */
#include "pages/internal.h"

static Len cell_width(const Layout *in) {
	return (in->measure - (in->nsubjects - 1) * PT(9)) / in->nsubjects;
}
static Len cell_left(const Layout *in, const Draft *page, int subject) {
	return page->text + subject * (cell_width(in) + PT(9));
}

/* Bars, pitch 20.25, and the axis with its figures. */
Len glance_bars_height(Layout *in) {
	return down(in, 27 + 20.25 * in->nsubjects + (in->nsubjects == 2 ? 20.25 : 27));
}

static Text bar_label(Layout *in, const Value *value) {
	Str label = measure_text(in, value->min, value->max, value->unit);
	TextStyle how = { .id = STYLE_LABEL, .label = true, .coloured = true };
	how.colour = pen_colour(&(Pen){ .theme = in->theme, .ink = in->edition->ink }, COLOUR_INK);
	return text_set(in, span_of(in, label, value->from), how, in->measure);
}

/* The axis of whole cells: "Start", 1, 2 ... */
static void draw_axis(Layout *in, Draft *page, const Scale *scale, Len x, Len cell, Len y) {
	Pen *pen = &page->pen;
	Colour ink = pen_colour(pen, COLOUR_INK);
	Source from = { .file = in->content->file.at };
	Len rule = in->theme->measures[MEASURE_ROW_RULE], length = cell * scale->cells;
	draw_rule(pen, x, x + length, y, rule, ink);
	bool each = cell >= PT(18);
	for (int i = 0; i <= scale->cells; i++) {
		PathBuilder tick = path_begin(in->arena);
		Len at = i ? x + i * cell : x + rule / 2;
		path_move(&tick, at, y);
		path_line(&tick, at, y + PT(3));
		draw_stroke(pen, path_end(&tick), ink, rule, 0, 0);
		if (!each && i && i < scale->cells) continue;
		Str figure = number_text(in, scale->whole ? i : i ? scale->most : 0);
		Text text = text_set(in, span_of(in, i ? figure : words(in, WORDS_START), from),
			(TextStyle){ .id = STYLE_FINE, .label = true }, PT(100));
		if (i) text_draw_centre(in, page, &text, at, y + down(in, 10.5), NULL);
		else text_draw(in, page, &text, x, y + down(in, 10.5), NULL);
	}
}

static void draw_bars(Layout *in, Draft *page, const Row *row, Node *const cells[]) {
	Scale scale = scale_of(in, row->aspect);
	Len room = PT(46.5);
	for (int i = 0; i < in->nsubjects; i++) {
		const Value *value = row->aspect->values[i];
		if (!value || !value->has_amount) continue;
		room = len_max(room, bar_label(in, value).lines.widest + PT(6.75));
	}
	Len width = in->measure - room, top = row->top + down(in, 24.75), height = down(in, 13.5);
	for (int i = 0; i < in->nsubjects; i++, top += down(in, 20.25)) {
		const Value *value = row->aspect->values[i];
		Len end = page->text, centre = top + height / 2 + PT(3.1);
		if (!value || !value->has_amount) {
			Stack stack = value_stack(in, row->aspect, value, i, in->measure, true);
			stack_draw(&stack, page, page->text, top, cells[i]);
			continue;
		}
		bar_draw(in, page, &scale, value, i, page->text, top, width, height, false);
		double most = scale_place(&scale, value, value->max);
		end += (Len)((double)width * most / (scale.whole ? scale.cells : scale.most)) + PT(6.75);
		Text label = bar_label(in, value);
		text_draw(in, page, &label, end, centre, cells[i]);
	}
	draw_axis(in, page, &scale, page->text, width / scale.cells,
		top - down(in, 20.25) + height + down(in, 4.5));
}

static void draw_row(
	Layout *in, Draft *page, const Row *row, bool first, Node *table, Node *const heads[]) {
	Pen *pen = &page->pen;
	Len weight = in->theme->measures[first ? MEASURE_RULE : MEASURE_ROW_RULE];
	pen->from = row->from;
	draw_rule(
		pen, page->text, page->text + in->measure, row->top, weight, pen_colour(pen, COLOUR_INK));
	Text question = text_set(in, row->question, (TextStyle){ .id = STYLE_Q }, in->measure);
	Len baseline = row->top + down(in, 5.1) + in->base;
	if (row->kind == ROW_NOTES) {
		text_draw(in, page, &question, page->text, baseline,
			node_add(in, table->parent, NODE_H3, row->from));
		write_lines(in, page, row->top + down(in, 18 + 22.5), row->lines);
		return;
	}
	Node *line = node_add(in, table, NODE_TR, row->from);
	Node *head = head_add(in, line, SCOPE_ROW, row->from), *cells[MAX_SUBJECTS];
	text_draw(in, page, &question, page->text, baseline, head);
	for (int i = 0; i < in->nsubjects; i++)
		cells[i] = cell_add(in, line, head, heads, in->nsubjects, 1u << i, row->from);
	if (row->kind == ROW_DURATION) {
		draw_bars(in, page, row, cells);
		return;
	}
	for (int i = 0; i < in->nsubjects; i++)
		stack_draw(
			&row->glance[i], page, cell_left(in, page, i), row->top + down(in, 20.25), cells[i]);
}

static void draw_chips(Layout *in, Draft *page, Len top, Node *line, Node *heads[]) {
	Str rest[MAX_SUBJECTS], shared;
	names_part(in, rest, &shared);
	node_add(in, line, NODE_TD, in->content->subjects.at[0].from);
	bool narrow = false;
	for (int i = 0; i < in->nsubjects; i++) {
		TextStyle how = { .id = STYLE_LABEL, .label = true };
		Text text =
			text_set(in, span_of(in, rest[i], in->content->subjects.at[i].from), how, PT(10000));
		narrow |= text.lines.widest > cell_width(in) - PT(9);
	}
	for (int i = 0; i < in->nsubjects; i++) {
		const Subject *subject = &in->content->subjects.at[i];
		Len left = cell_left(in, page, i);
		page->pen.from = subject->from;
		draw_chip(&page->pen, i, (Box){ left, top, left + cell_width(in), top + PT(13.5) });
		const Span *name = narrow && subject->abbrev.full ? subject->abbrev.full
														  : span_of(in, rest[i], subject->from);
		TextStyle how = { .id = STYLE_LABEL,
			.colour = chip_text_colour(&page->pen, i),
			.coloured = true,
			.label = true };
		Text label = text_set(in, name, how, cell_width(in));
		heads[i] = head_add(in, line, SCOPE_COLUMN, subject->from);
		text_draw_centre(in, page, &label, left + cell_width(in) / 2, top + chip_baseline(in), heads[i]);
	}
}

/* The intro's short wording, three lines at most. */
static void draw_intro(Layout *in, Draft *page, Len top, Len limit, Node *sect) {
	const Span *intro = in->content->intro_brief.full;
	if (!intro && in->content->intro) intro = in->content->intro->words.full;
	if (!intro) return;
	Text text = text_plain(in, intro, STYLE_BODY, in->measure);
	Len over = top + text_height(&text) - limit;
	if (over > 0)
		say_overset(in, text.from, "the introduction of the glance", over, in->grid,
			spans_words(intro), text_height(&text));
	else
		text_draw(
			in, page, &text, page->text, top + in->base, node_add(in, sect, NODE_P, text.from));
}

/* A glance on the flap has rows of its own heights, from the tops of its own cells. */
static void rows_of_flap(Layout *in, Rows *rows, Len top, Len limit) {
	for (int i = 0; i < rows->count; i++) {
		Row *row = &rows->at[i];
		Len tallest = in->grid;
		for (int k = 0; k < in->nsubjects; k++)
			tallest = len_max(tallest, len_up(row->glance[k].height, in->grid / 2));
		row->top = top;
		row->height = row->kind == ROW_DURATION ? glance_bars_height(in) : down(in, 27) + tallest;
		top += len_up(row->height, in->grid / 4);
	}
	if (top > limit) say_overset(in, rows->at[0].from, "the flap", top - limit, in->grid, 0, 0);
	int lines = (int)((limit - top - down(in, 27)) / down(in, 22.5));
	if (lines < 2 || rows->count == MAX_ROWS) return;
	Row *notes = &rows->at[rows->count++];
	*notes = (Row){
		.kind = ROW_NOTES, .top = top, .lines = lines, .from = { .file = in->content->file.at }
	};
	notes->question = span_of(in, words(in, WORDS_NOTES), notes->from);
}

static Rows *glance_rows(Layout *in, const Rows *rows) {
	Rows *mine = ARENA_NEW(in->arena, Rows);
	for (int i = 0; i < rows->count; i++)
		if (rows->at[i].kind != ROW_TICKS && rows->at[i].kind != ROW_NOTES)
			mine->at[mine->count++] = rows->at[i];
	return mine;
}

void glance_make(Layout *in, Draft *page, Node *sect, Rows *rows, Len rows_top) {
	bool flap = page->panel->side == 0, low = trifold_low(in);
	panel_field(in, page, flap ? COLOUR_SUN_TINT : COLOUR_PAPER, flap);
	if (flap) {
		rows = glance_rows(in, rows);
		rows_of_flap(in, rows, rows_top, len_min(down(in, 537), in->bottom - down(in, 18)));
	} else panel_ground(in, page, false);
	Node *h2 = node_add(in, sect, NODE_H2, in->content->subjects.at[0].from);
	h2->outline = words(in, WORDS_GLANCE);
	Text title =
		text_plain(in, span_of(in, words(in, WORDS_GLANCE), h2->from), STYLE_H1, in->measure);
	text_draw(in, page, &title, page->text, down(in, flap ? 36 : 27) + text_drop(in, STYLE_H1), h2);
	Len chips = rows_top - down(in, low ? 20.85 : 21.6);
	Len intro = down(in, flap ? 76.5 : low ? 57.375 : 60.75);
	draw_intro(in, page, intro, chips - down(in, flap ? 6 : 9), sect);
	Node *table = node_add(in, sect, NODE_TABLE, h2->from), *heads[MAX_SUBJECTS];
	draw_chips(in, page, chips, node_add(in, table, NODE_TR, h2->from), heads);
	for (int i = 0; i < rows->count; i++) draw_row(in, page, &rows->at[i], i == 0, table, heads);
}
