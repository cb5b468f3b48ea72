/* The rows of the handout's first page: their heights, what must move to the next page, and their
   drawing. A value that neighbours share is one merged cell over their columns. */
#include "pages/internal.h"

/* In bands the question stands over the cells; beside them otherwise. */
static Len band_height(const Layout *in, const Row *row) { return down(in, 20.25) + row->lowered; }

static Len cell_drop(const Layout *in, const Columns *columns, const Row *row) {
	return columns->question ? down(in, 6.75) : down(in, 2.25) + band_height(in, row);
}

static Len figure_drop(const Layout *in, const Columns *columns, const Row *row) {
	return columns->question ? 0 : band_height(in, row) - down(in, 6.75);
}

static Len cell_measure(const Columns *columns, int span) {
	return span * columns->width + (span - 1) * columns->gap - 2 * columns->inset
		- merged_indent(span);
}

static Len under_measure(const Layout *in, const Columns *columns) {
	int last = in->nsubjects - 1;
	return columns->at[last] + columns->width - columns->at[0] - 2 * columns->inset;
}

static void set_cells(Layout *in, const Columns *columns, Row *row) {
	for (int i = 0; i < in->nsubjects; i++) row->covers[i] = 0;
	for (int i = 0; i < in->nsubjects;) {
		int span = row_span(in, row, i);
		row->covers[i] = ((1u << span) - 1) << i;
		Len measure = cell_measure(columns, span);
		switch (row->kind) {
		case ROW_ASPECT:
		case ROW_CHART:
			row->cells[i] = value_stack(in, row->aspect, row->aspect->values[i], i, measure, false);
			break;
		case ROW_DURATION:
			row->numerals[i] = numeral_set(
				in, row->aspect, row->aspect->values[i], i, STYLE_NUMERAL_SMALL, measure, false);
			break;
		case ROW_VERDICT:
			row->cells[i] = stack_begin(in, measure, i);
			whens_add(&row->cells[i], i, row->ticked ? MARKER_BOX : MARKER_NONE, false);
			break;
		case ROW_TICKS:
			row->cells[i] = statements_stack(in, in->content->self_check.statements.at,
				in->content->self_check.statements.count, 1u << i, measure, MARKER_BOX, i);
			outcomes_add(&row->cells[i], 1u << i);
			break;
		case ROW_SECTION:
		case ROW_PROS:
		case ROW_CONS:
		case ROW_GROUP:
		case ROW_NOTES: break;
		case ROW_UNDER:
			if (i) break;
			row->cells[0] = stack_begin(in, under_measure(in, columns), -1);
			stack_blocks(&row->cells[0], row->aspect->notes);
			break;
		}
		i += span;
	}
}

/* The note stands under the question; in a band beside it, or under it where it has no room. */
static void set_note(Layout *in, const Columns *columns, Row *row) {
	Len measure = columns->question ? columns->question : columns->measure;
	row->note = text_plain(in, figures_note(in, row->aspect), STYLE_FINE, measure);
	if (!columns->question)
		row->lowered = note_drop(in, row, row->question, STYLE_Q, measure);
}

static Len duration_need(Layout *in, const Row *row) {
	Scale scale = scale_of(in, row->aspect);
	Len bars = down(in, scale_needs_axis(in, row->aspect, &scale) ? 67.5 : 60.75), tallest = bars;
	for (int i = 0; i < in->nsubjects; i++) {
		const Numeral *numeral = &row->numerals[i];
		Len need = bars + numeral->below.height;
		if (!numeral->figure.lines.count) need = in->grid + numeral->below.height;
		if (numeral->beside.count) need += text_height(&numeral->beside.pieces[0].text) - in->grid;
		tallest = len_max(tallest, need);
	}
	return tallest;
}

/* Over a row's question the title of its group takes a line; in bands it has one of its own. */
static Len group_height(const Layout *in, const Columns *columns, const Row *row) {
	return columns->question ? len_up(text_height(&row->ask), in->grid / 4) : down(in, 20.25);
}

static Len row_need(Layout *in, const Columns *columns, const Row *row) {
	if (row->kind == ROW_NOTES) return row->height;
	if (row->kind == ROW_GROUP) return group_height(in, columns, row);
	if (row->kind == ROW_UNDER)
		return len_up(row->cells[0].height + in->grid, in->grid / 4);
	Len head = columns->question ? 0 : down(in, 13.5) + row->lowered, tallest = 0;
	if (columns->question) tallest = text_height(&row->ask) + text_height(&row->note);
	for (int i = 0; i < in->nsubjects; i++)
		tallest = len_max(tallest, len_up(row->cells[i].height, in->grid / 2));
	Len need = head + in->grid + tallest;
	if (row->kind == ROW_DURATION) need = len_max(need, head + duration_need(in, row));
	return len_up(need, in->grid / 4);
}

/* What may go first: statements to tick, then the row of the highest priority number, else the last
   aspect; the verdict stays. */
static Row *least_wanted(Rows *rows) {
	Row *worst = NULL;
	for (int i = 0; i < rows->count; i++)
		if (rows->at[i].kind == ROW_TICKS && !rows->at[i].moved) return &rows->at[i];
	for (int i = 0; i < rows->count; i++) {
		Row *row = &rows->at[i];
		if (row->moved || row->kind == ROW_VERDICT) continue;
		if (row->kind == ROW_GROUP || row->kind == ROW_UNDER) continue;
		int priority = row->aspect ? row->aspect->priority : 0;
		if (!worst || priority >= (worst->aspect ? worst->aspect->priority : 0)) worst = row;
	}
	return worst;
}

static bool stays(const Rows *rows, const Row *with) {
	for (int i = 0; i < rows->count; i++) {
		const Row *row = &rows->at[i];
		if (row->moved || !row->aspect || row->kind == ROW_UNDER) continue;
		if (with->kind == ROW_UNDER && row->aspect == with->aspect) return true;
		if (with->kind == ROW_GROUP && row->aspect->group
			&& row->aspect->group->full == with->question)
			return true;
	}
	return false;
}

/* Notes go with their row, and a title goes when no row is left under it. Gives what that frees. */
static Len follow(Rows *rows) {
	Len freed = 0;
	for (int i = 0; i < rows->count; i++) {
		Row *row = &rows->at[i];
		bool follows = row->kind == ROW_UNDER || row->kind == ROW_GROUP;
		if (!follows || row->moved || stays(rows, row)) continue;
		row->moved = true;
		freed += row->height;
	}
	return freed;
}

/* A tall row that had to go may leave room for lower ones that went before it: they return, those
   that matter most first. Gives the height of what returned. */
static Len bring_back(Rows *rows, Len spare) {
	Len sum = 0;
	for (int priority = 0; priority <= 5; priority++)
		for (int i = 0; i < rows->count; i++) {
			Row *row = &rows->at[i];
			if (!row->moved || (row->aspect ? row->aspect->priority : 5) != priority) continue;
			if (row->height > spare - sum) continue;
			row->moved = false;
			sum += row->height;
		}
	return sum;
}

/* Spare room becomes lines to write on; what is left of it goes to the last row. */
static void add_notes(Layout *in, Rows *rows, Len spare) {
	int lines = (int)((spare - down(in, 22.5)) / down(in, 22.5));
	if (lines > 6) lines = 6;
	if (lines < 1 || rows->count == MAX_ROWS) {
		if (rows->count && spare < 2 * in->grid)
			rows->at[rows->count - 1].height += len_down(spare, in->grid / 4);
		return;
	}
	Row *row = &rows->at[rows->count++];
	*row = (Row){ .kind = ROW_NOTES, .lines = lines };
	row->from = (Source){ .file = in->content->file.at };
	row->question = row->label = span_of(in, words(in, WORDS_NOTES), row->from);
	row->height = len_up(down(in, 22.5 * lines + 22.5), in->grid / 4);
	if (spare - row->height < 2 * in->grid)
		row->height += len_down(len_max(0, spare - row->height), in->grid / 4);
}

void matrix_set(Layout *in, const Columns *columns, Rows *rows, Len top, Len bottom) {
	Len sum = 0;
	for (int i = 0; i < rows->count; i++) {
		Row *row = &rows->at[i];
		row->ticked = i == rows->count - 1;
		Len measure = columns->question ? columns->question : columns->measure;
		const Span *ask = row->kind == ROW_VERDICT ? row->label : row->question;
		row->ask = text_plain(in, ask, row->kind == ROW_GROUP ? STYLE_LABEL : STYLE_Q, measure);
		set_note(in, columns, row);
		set_cells(in, columns, row);
		row->height = row_need(in, columns, row);
		sum += row->height;
	}
	for (Row *row; sum > bottom - top && (row = least_wanted(rows));) {
		row->moved = true;
		sum -= row->height + follow(rows);
	}
	if (sum > bottom - top) {
		say_overset(in, rows->at[0].from, "page 1", sum - (bottom - top), in->grid, 0, 0);
		return;
	}
	sum += bring_back(rows, bottom - top - sum);
	int before = rows->count;
	add_notes(in, rows, bottom - top - sum);
	if (rows->count > before) {
		Row *notes = &rows->at[before];
		notes->ask = text_plain(
			in, notes->question, STYLE_Q, columns->question ? columns->question : columns->measure);
	}
	for (int i = 0; i < rows->count; i++) {
		if (rows->at[i].moved) continue;
		rows->at[i].top = top;
		top += rows->at[i].height;
	}
}

/* ---- drawing ---- */

static void draw_rules(
	Layout *in, Draft *page, const Columns *columns, const Row *row, bool first) {
	Pen *pen = &page->pen;
	Colour ink = pen_colour(pen, COLOUR_RULE);
	bool across = in->theme->choices[CHOICE_ROW_RULES] == ROW_RULES_PAGE;
	Len weight = in->theme->measures[first && !across ? MEASURE_RULE : MEASURE_ROW_RULE],
		left = columns->left;
	pen->from = row->from;
	if (across && columns->question) {
		draw_rule(pen, left, left + columns->measure, row->top, weight, ink);
		return;
	}
	if (!columns->question) {
		/* A hair wider than the tints and the lines of the outer doors, which it cuts. */
		Len out = lines_only(in->theme, in->edition->ink) ? PT(0.8) : PT(0.25);
		Box band = { left - out, row->top, left + columns->measure + out,
			row->top + band_height(in, row) };
		draw_box(pen, band, pen_colour(pen, COLOUR_WHITE));
		draw_rule(pen, left, left + columns->measure, row->top, weight, ink);
		return;
	}
	draw_rule(pen, left, left + columns->question, row->top, weight, ink);
	for (int i = 0; i < in->nsubjects && !first; i++)
		draw_rule(pen, columns->at[i] + columns->inset,
			columns->at[i] + columns->width - columns->inset, row->top, weight, ink);
}

static void draw_notes(Layout *in, Draft *page, const Columns *columns, const Row *row) {
	Pen *pen = &page->pen;
	Len first = row->top + (columns->question ? 0 : down(in, 13.5));
	for (int i = 0; i < in->nsubjects; i++)
		for (int k = 1; k <= row->lines; k++)
			draw_rule(pen, columns->at[i] + columns->inset,
				columns->at[i] + columns->width - columns->inset, first + down(in, 22.5 * k),
				in->theme->measures[MEASURE_ROW_RULE], pen_colour(pen, COLOUR_INK));
}

static void draw_duration(
	Layout *in, Draft *page, const Columns *columns, const Row *row, int i, Node *cell) {
	const Numeral *numeral = &row->numerals[i];
	Len x = columns->at[i] + columns->inset, width = columns->width - 2 * columns->inset;
	Len y = row->top + figure_drop(in, columns, row);
	if (!numeral->figure.lines.count) {
		stack_draw(&numeral->below, page, x, row->top + cell_drop(in, columns, row), cell);
		return;
	}
	Len extra = text_height(&numeral->beside.pieces[0].text) - in->grid;
	numeral_draw(in, page, numeral, x, y + down(in, 20.25) + in->base, false, cell);
	Scale scale = scale_of(in, row->aspect);
	const Value *value = row->aspect->values[i];
	Len bar = y + extra + down(in, 38.25), height = down(in, 13.5);
	bar_draw(page, &scale, value, i, x, bar, width, height, true);
	bool axis = scale_needs_axis(in, row->aspect, &scale);
	if (axis)
		axis_ends(in, page, &scale, value, x, x + width, bar + height, y + extra + down(in, 62.1));
	stack_draw(&numeral->below, page, x, y + extra + down(in, axis ? 64.125 : 57.375), cell);
}

static void draw_merged(Layout *in, Draft *page, const Columns *columns, const Row *row, int i,
	int span, bool under_caps) {
	Len top = row->top + (columns->question ? 0 : band_height(in, row));
	Len right = columns->at[i + span - 1] + columns->width;
	Pen *pen = &page->pen;
	/* Without areas the cell is still one: the door lines between its columns stop at its rules. */
	bool lined = lines_only(in->theme, in->edition->ink);
	Len in_line = lined ? PT(1.6) : 0, under_rule = columns->question ? in_line : 0;
	Box cell = { columns->at[i] + in_line, top + under_rule, right - in_line,
		row->top + row->height };
	if (lined || in->theme->choices[CHOICE_COLUMN] == COLUMN_TINT)
		draw_box(pen, cell, pen_colour(pen, COLOUR_PAPER));
	Len weight = in->theme->measures[MEASURE_ROW_RULE];
	if (columns->question && in->theme->choices[CHOICE_ROW_RULES] == ROW_RULES_COLUMN
		&& !under_caps)
		draw_rule(pen, columns->at[i] + columns->inset, right - columns->inset, row->top, weight,
			pen_colour(pen, COLOUR_RULE));
	Len baseline = row->top + cell_drop(in, columns, row) + in->base;
	draw_subject_marks(
		pen, row->covers[i], columns->at[i] + columns->inset, baseline, PT(8), PT(10), false);
}

static void draw_cells(Layout *in, Draft *page, const Columns *columns, const Row *row, bool first,
	Node *line, Node *head, Node *const *heads) {
	for (int i = 0; i < in->nsubjects; i++) {
		if (!row->covers[i]) continue;
		Node *cell = cell_add(in, line, head, heads, in->nsubjects, row->covers[i], row->from);
		Len x = columns->at[i] + columns->inset;
		if (row->kind == ROW_DURATION && cell->colspan == 1) {
			draw_duration(in, page, columns, row, i, cell);
			continue;
		}
		if (cell->colspan > 1) {
			draw_merged(in, page, columns, row, i, cell->colspan, first);
			x += merged_indent(cell->colspan);
		}
		const Stack *words = row->kind == ROW_DURATION ? &row->numerals[i].below : &row->cells[i];
		stack_draw(words, page, x, row->top + cell_drop(in, columns, row), cell);
	}
}

/* A cell over all columns, without a rule: it belongs to the row over it. */
static void draw_under(Layout *in, Draft *page, const Columns *columns, const Row *row, Node *table,
	Node *const *heads) {
	Node *line = node_add(in, table, NODE_TR, row->from);
	node_add(in, line, NODE_TD, row->from);
	Node *cell =
		cell_add(in, line, NULL, heads, in->nsubjects, all_subjects(in), row->from);
	int last = in->nsubjects - 1;
	Len in_line = in->edition->ink == INK_SAVER ? PT(1.6) : 0;
	Box box = { columns->at[0] + in_line, row->top,
		columns->at[last] + columns->width - in_line, row->top + row->height };
	page->pen.from = row->from;
	draw_box(&page->pen, box, pen_colour(&page->pen, COLOUR_PAPER));
	page->pen.last->ground = true;
	stack_draw(&row->cells[0], page, columns->at[0] + columns->inset, row->top + down(in, 6.75), cell);
}

static void draw_group(
	Layout *in, Draft *page, const Columns *columns, const Row *row, Node *table) {
	Node *line = node_add(in, table, NODE_TR, row->from),
		 *head = head_add(in, line, SCOPE_COLUMN, row->from);
	head->colspan = in->nsubjects + 1;
	Len drop = columns->question ? down(in, 6.75) + in->base : down(in, 14.6);
	text_draw(in, page, &row->ask, columns->left, row->top + drop, head);
}

static void draw_note(Layout *in, Draft *page, const Columns *columns, const Row *row, Len baseline,
	Node *head) {
	if (!row->note.lines.count) return;
	if (!columns->question) {
		note_draw(
			in, page, row, &row->ask, columns->left, baseline, columns->measure, head);
		return;
	}
	text_gap(in, page, &row->ask, columns->left, baseline, head);
	baseline += (row->ask.lines.count - 1) * row->ask.leading + down(in, 11);
	text_draw(in, page, &row->note, columns->left, baseline, head);
}

void matrix_draw(Layout *in, Draft *page, const Columns *columns, const Rows *rows, Node *table,
	Node *const *heads) {
	bool first = true;
	for (int i = 0; i < rows->count; i++) {
		const Row *row = &rows->at[i];
		if (row->moved) continue;
		bool headed = i && rows->at[i - 1].kind == ROW_GROUP && columns->question;
		if (row->kind != ROW_UNDER && !headed) draw_rules(in, page, columns, row, first);
		bool under_caps = first;
		first = false;
		if (row->kind == ROW_GROUP) draw_group(in, page, columns, row, table);
		if (row->kind == ROW_UNDER) draw_under(in, page, columns, row, table, heads);
		if (row->kind == ROW_GROUP || row->kind == ROW_UNDER) continue;
		Len baseline = row->top + (columns->question ? down(in, 6.75) + in->base : down(in, 14.6));
		if (row->kind == ROW_NOTES) {
			text_draw(in, page, &row->ask, columns->left, baseline,
				node_add(in, table->parent, NODE_P, row->from));
			draw_notes(in, page, columns, row);
			continue;
		}
		Node *line = node_add(in, table, NODE_TR, row->from),
			 *head = head_add(in, line, SCOPE_ROW, row->from);
		text_draw(in, page, &row->ask, columns->left, baseline, head);
		draw_note(in, page, columns, row, baseline, head);
		draw_cells(in, page, columns, row, under_caps, line, head, heads);
	}
}
