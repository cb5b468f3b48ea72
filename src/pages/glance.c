/* "At a glance": the questions, each with the shortest true answer of every subject under it. */
#include "pages/internal.h"

static Len cell_width(const Layout *in) {
	return (in->measure - (in->nsubjects - 1) * PT(9)) / in->nsubjects;
}
static Len cell_left(const Layout *in, const Draft *page, int subject) {
	return page->text + subject * (cell_width(in) + PT(9));
}

static bool on_flap(const Draft *page) { return page->panel->side == 0; }

static void draw_row(
	Layout *in, Draft *page, const Row *row, bool first, Node *table, Node *const heads[]) {
	Pen *pen = &page->pen;
	Len weight = in->theme->measures[first ? MEASURE_RULE : MEASURE_ROW_RULE];
	pen->from = row->from;
	draw_rule(
		pen, page->text, page->text + in->measure, row->top, weight, pen_colour(pen, COLOUR_RULE));
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
	note_draw(in, page, row, &question, page->text, baseline, in->measure, head);
	Len lowered = note_drop(in, row, row->question, STYLE_Q, in->measure);
	for (int i = 0; i < in->nsubjects; i++) {
		SubjectSet covers = on_flap(page) ? row->covers[i] : 1u << i;
		cells[i] =
			covers ? cell_add(in, line, head, heads, in->nsubjects, covers, row->from) : NULL;
	}
	if (row->kind == ROW_DURATION || row->kind == ROW_CHART) {
		stacked_draw(in, page, row, row->top + lowered + down(in, 24.75), cells);
		return;
	}
	for (int i = 0; i < in->nsubjects; i++) {
		if (!cells[i]) continue;
		Len x = cell_left(in, page, i), top = row->top + lowered + down(in, 20.25);
		if (cells[i]->colspan > 1)
			draw_subject_marks(pen, row->covers[i], x, top + in->base, PT(8), PT(10), false);
		stack_draw(&row->glance[i], page, x + merged_indent(cells[i]->colspan), top, cells[i]);
	}
}

static void draw_chips(Layout *in, Draft *page, Len top, Node *line, Node *heads[]) {
	Str rest[MAX_SUBJECTS], shared, ending;
	names_part(in, rest, &shared, &ending);
	node_add(in, line, NODE_TD, in->content->subjects.at[0].from);
	bool narrow = false;
	for (int i = 0; i < in->nsubjects; i++) {
		TextStyle how = { .id = STYLE_LABEL, .size = chip_size(in), .label = true };
		Text text =
			text_set(in, span_of(in, rest[i], in->content->subjects.at[i].from), how, PT(10000));
		narrow |= text.lines.widest > cell_width(in) - PT(9);
	}
	for (int i = 0; i < in->nsubjects; i++) {
		const Subject *subject = &in->content->subjects.at[i];
		Len left = cell_left(in, page, i);
		page->pen.from = subject->from;
		draw_chip(&page->pen, i, (Box){ left, top, left + cell_width(in), top + down(in, 13.5) });
		const Span *name = narrow && subject->abbrev.full ? subject->abbrev.full
														  : span_of(in, rest[i], subject->from);
		TextStyle how = { .id = STYLE_LABEL,
			.size = chip_size(in),
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

/* On the flap all cells lie side by side: what neighbours share is one cell, with their marks. */
static void merge_cells(Layout *in, Row *row) {
	for (int i = 0; i < in->nsubjects; i++) row->covers[i] = 1u << i;
	if (row->kind != ROW_ASPECT) return;
	for (int i = 0; i < in->nsubjects;) {
		int span = row_span(in, row, i);
		for (int k = i; k < i + span; k++) row->covers[k] = 0;
		row->covers[i] = ((1u << span) - 1) << i;
		Len measure = span * cell_width(in) + (span - 1) * PT(9) - merged_indent(span);
		if (span > 1)
			row->glance[i] =
				value_stack(in, row->aspect, row->aspect->values[i], i, measure, true);
		i += span;
	}
}

static Len glance_height(Layout *in, const Row *row) {
	if (row->kind == ROW_DURATION || row->kind == ROW_CHART) return stacked_height(in, row);
	Len tallest = in->grid;
	for (int k = 0; k < in->nsubjects; k++)
		if (row->covers[k]) tallest = len_max(tallest, len_up(row->glance[k].height, in->grid / 2));
	return down(in, 27) + tallest + note_drop(in, row, row->question, STYLE_Q, in->measure);
}

/* A glance on the flap has rows of its own heights, from the tops of its own cells. */
static void rows_of_flap(Layout *in, Rows *rows, Len top, Len limit, bool closing) {
	for (int i = 0; i < rows->count; i++) {
		Row *row = &rows->at[i];
		merge_cells(in, row);
		row->top = top;
		row->height = glance_height(in, row);
		top += len_up(row->height, in->grid / 4);
	}
	if (top > limit) say_overset(in, rows->at[0].from, "the flap", top - limit, in->grid, 0, 0);
	int lines = (int)((limit - top - down(in, closing ? 27 + 13.5 : 27)) / down(in, 22.5));
	if (lines < 2 || rows->count == MAX_ROWS) return;
	Row *notes = &rows->at[rows->count++];
	*notes = (Row){
		.kind = ROW_NOTES, .top = top, .lines = lines, .from = { .file = in->content->file.at }
	};
	notes->question = span_of(in, words(in, WORDS_NOTES), notes->from);
}

static Rows *glance_rows(Layout *in, const Rows *rows) {
	Rows *shown = rows_shown(in, rows, SHOW_DETAIL), *mine = ARENA_NEW(in->arena, Rows);
	for (int i = 0; i < shown->count; i++)
		if (shown->at[i].kind != ROW_TICKS && shown->at[i].kind != ROW_NOTES)
			mine->at[mine->count++] = shown->at[i];
	return mine;
}

/* Under the last rule of the flap: what to do now that one has looked. */
static void draw_closing(Layout *in, Draft *page, Len rule, Node *sect) {
	Pen *pen = &page->pen;
	Source from = in->content->self_check.from;
	pen->from = from;
	draw_rule(pen, page->text, page->text + in->measure, rule, in->theme->measures[MEASURE_ROW_RULE],
		pen_colour(pen, COLOUR_INK));
	const Span *line = spans_join(in, span_bold(in, words(in, WORDS_FOUND_LINE), from), " ",
		span_of(in, words(in, WORDS_OPEN_DOORS), from), 0);
	text_put(in, page, line, STYLE_BODY, page->text, rule + down(in, 5.75), in->measure,
		node_add(in, sect, NODE_P, from));
}

static bool has_ticks(const Rows *rows) {
	for (int i = 0; i < rows->count; i++)
		if (rows->at[i].kind == ROW_TICKS) return true;
	return false;
}

void glance_make(Layout *in, Draft *page, Node *sect, Rows *rows, Len rows_top) {
	bool flap = on_flap(page), low = trifold_low(in), ticks = false;
	Len closing = down(in, low ? 526.5 : 537);
	panel_field(in, page, flap ? COLOUR_SUN_TINT : COLOUR_PAPER, flap);
	if (flap) {
		ticks = has_ticks(rows);
		rows = glance_rows(in, rows);
		rows_of_flap(in, rows, rows_top, closing, ticks);
	} else panel_ground(in, page, false);
	Node *h2 = node_add(in, sect, NODE_H2, in->content->subjects.at[0].from);
	h2->outline = words(in, WORDS_GLANCE);
	Text title =
		text_plain(in, span_of(in, words(in, WORDS_GLANCE), h2->from), STYLE_H1, in->measure);
	text_draw(in, page, &title, page->text, down(in, flap ? 36 : 27) + text_drop(in, STYLE_H1), h2);
	Len chips = rows_top - down(in, low ? 20.85 : 21.6);
	Len intro = down(in, flap ? (low ? 72 : 76.5) : low ? 57.375 : 60.75);
	draw_intro(in, page, intro, chips - down(in, flap ? 6 : 9), sect);
	Node *table = node_add(in, sect, NODE_TABLE, h2->from), *heads[MAX_SUBJECTS];
	draw_chips(in, page, chips, node_add(in, table, NODE_TR, h2->from), heads);
	for (int i = 0; i < rows->count; i++) draw_row(in, page, &rows->at[i], i == 0, table, heads);
	if (ticks) draw_closing(in, page, closing, sect);
}
