/* A letter fold: which panel carries what, where its text stands, and the order in which it is
   read. The print is one rectangle, the frame; panels of colour carry their text centred in what is
   seen of them, doors stand centred between folds. Every panel has the same text measure. */
#include "pages/internal.h"

typedef struct Sheet {
	Size size;
	Len frame;
	int npanels;
} Sheet;

static Len field_left(const Panel *panel, const Sheet *sheet) {
	return len_max(panel->left, sheet->frame);
}
static Len field_right(const Panel *panel, const Sheet *sheet) {
	return len_min(panel->left + panel->width, sheet->size.width - sheet->frame);
}

/* The measure is the paper's own, the same for office and reader: the largest multiple of 4.5 pt
   that leaves the inset beside the text of every field and room for a door on the narrow panel. */
static Len measure_of(Layout *in, Size sheet) {
	Len frame = in->theme->measures[MEASURE_FRAME],
		inset = in->theme->measures[MEASURE_FIELD_INSET];
	Sheet office = { .size = sheet, .frame = frame };
	Len room = sheet.width;
	for (int i = 0; i < in->edition->format->npanels; i++) {
		const Panel *panel = &in->panels[i];
		Len width = panel->part == PART_DOOR ? panel->width - PT(13.5) - 2 * frame
						 : field_right(panel, &office) - field_left(panel, &office) - 2 * inset;
		room = len_min(room, width);
	}
	return len_down(room, PT(4.5));
}

static Draft *add_panel(Layout *in, const Panel *panel, const Sheet *sheet) {
	Draft *draft = draft_add(in, panel->name, (Size){ panel->width, sheet->size.height });
	draft->panel = panel;
	draft->field_left = field_left(panel, sheet) - panel->left;
	draft->field_right = field_right(panel, sheet) - panel->left;
	draft->text = (draft->field_left + draft->field_right - in->measure) / 2;
	if (panel->part == PART_DOOR) {
		draft->text = (panel->width - in->measure) / 2;
		draft->text = len_min(draft->text, draft->field_right - in->edge - in->measure);
		draft->text = len_max(draft->text, draft->field_left + in->edge);
	}
	return draft;
}

/* A panel outside that is neither cover nor back has a tint of its own from top to bottom. */
static bool tinted(const Panel *panel) {
	return panel->side == 0 && panel->part != PART_COVER && panel->part != PART_BACK;
}

/* Areas of one colour run through a fold without a seam: each reaches 1 pt over its right fold when
   the next panel has the same area. */
static bool same_at_right(const Layout *in, const Panel *panel, bool ground) {
	for (int i = 0; i < in->edition->format->npanels; i++) {
		const Panel *next = &in->panels[i];
		if (next->side != panel->side || next->left != panel->left + panel->width) continue;
		if (in->edition->purpose == PURPOSE_READER) return false;
		return ground ? !tinted(next) : panel->part == PART_BACK && next->part == PART_COVER;
	}
	return false;
}

void panel_field(Layout *in, Draft *page, ColourId colour, bool to_bottom) {
	if (lines_only(in->theme, in->edition->ink)) return;
	Len top = in->edition->purpose == PURPOSE_READER ? 0 : in->theme->measures[MEASURE_FRAME];
	Len over = same_at_right(in, page->panel, false) ? PT(1) : 0;
	Box box = { page->field_left, top, page->field_right + over,
		to_bottom ? in->bottom : in->floor + PT(1) };
	draw_box(&page->pen, box, pen_colour(&page->pen, colour));
}

void panel_ground(Layout *in, Draft *page, bool text_only) {
	Len over = same_at_right(in, page->panel, true) ? PT(1) : 0;
	Box box = { page->field_left, in->floor, page->field_right + over, in->bottom };
	Len left = text_only ? page->text : page->field_left,
		right = text_only ? page->text + in->measure : page->field_right + over;
	draw_ground(&page->pen, box, left, right);
}

/* The [n]th page, from 0, that carries [part]; NULL if there is none. */
static Draft *of_part(Layout *in, Part part, int n) {
	for (int i = 0; i < in->ndrafts; i++)
		if (in->drafts[i].panel->part == part && n-- == 0) return &in->drafts[i];
	return NULL;
}

/* The pages inside, in reading order. */
static void pages_inside(Layout *in, Draft *inside[MAX_PANELS]) {
	int n = 0;
	for (int i = 0; i < in->ndrafts; i++)
		if (in->drafts[i].panel->side == 1) inside[n++] = &in->drafts[i];
}

/* ---- the rows of the inside ---- */

static Len row_need(Layout *in, const Row *row, bool glance) {
	if (row->kind == ROW_NOTES) return row->height;
	if (glance && (row->kind == ROW_DURATION || row->kind == ROW_CHART))
		return stacked_height(in, row);
	if (row->kind == ROW_DURATION) return duration_height(in, row);
	const Stack *cells = glance ? row->glance : row->cells;
	Len tallest = 2 * in->grid;
	for (int i = 0; i < in->nsubjects; i++)
		tallest = len_max(tallest, len_up(cells[i].height, in->grid / 2));
	return down(in, 27) + row->lowered + tallest;
}

/* Room that is left over: first a row to write on, then a little air in each row. */
static void spread(Layout *in, Rows *rows, Len spare, bool notes) {
	Len quarter = in->grid / 4;
	if (notes && spare >= down(in, 27 + 2 * 22.5) && rows->count < MAX_ROWS) {
		Row *row = &rows->at[rows->count++];
		*row = (Row){ .kind = ROW_NOTES };
		row->label = row->question =
			span_of(in, words(in, WORDS_NOTES), (Source){ .file = in->content->file.at });
		row->lines = (int)((spare - down(in, 27)) / down(in, 22.5));
		if (row->lines > 4) row->lines = 4;
		row->height = len_up(down(in, 27) + row->lines * down(in, 22.5), quarter);
		spare -= row->height;
	}
	if (rows->count && spare >= 2 * quarter) {
		rows->at[rows->count - 1].height += 2 * quarter;
		spare -= 2 * quarter;
	}
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < rows->count && spare >= quarter; i++) {
			if (rows->at[i].kind == ROW_DURATION || rows->at[i].kind == ROW_NOTES) continue;
			rows->at[i].height += quarter;
			spare -= quarter;
		}
}

/* ---- rows that do not fit: how many words must go ---- */

typedef struct Cell {
	int lines, words_a_line, cut;
} Cell;
enum { LEAST_LINES = 2 };

static Cell cell_of(const Layout *in, const Stack *stack) {
	int lines = (int)((stack->height + in->grid - 1) / in->grid), all = stack_word_count(stack);
	return (Cell){ .lines = lines, .words_a_line = lines ? (all + lines - 1) / lines : 0 };
}

/* Takes a line off each of the row's longest cells; gives the words that cost, one more for a cell
   that is touched for the first time, since what is left breaks anew. */
static int shorten(Cell *cells, int count) {
	int longest = 0, cost = 0;
	for (int k = 0; k < count; k++)
		if (cells[k].lines > longest) longest = cells[k].lines;
	for (int k = 0; k < count; k++) {
		if (cells[k].lines < longest) continue;
		cells[k].lines--;
		cost += cells[k].words_a_line + !cells[k].cut++;
	}
	return cost;
}

static int longest_of(const Cell *cells, int count) {
	int longest = 0;
	for (int k = 0; k < count; k++)
		if (cells[k].lines > longest) longest = cells[k].lines;
	return longest;
}

/* Shortens the longest row again and again until all fit: the words that an author must cut,
   longest answers first. What cannot be cut to two lines a row is said in aspects. */
static void rows_over(Layout *in, const Rows *rows, Len over, bool glance) {
	Cell cells[MAX_ROWS][2 * MAX_SUBJECTS] = { { { 0, 0, 0 } } };
	int count = glance ? 2 * in->nsubjects : in->nsubjects,
		lines = (int)((over + in->grid - 1) / in->grid);
	int to_cut = 0, first = 0, left = lines;
	for (int i = 0; i < rows->count; i++)
		for (int k = 0; k < in->nsubjects; k++) {
			cells[i][k] = cell_of(in, &rows->at[i].cells[k]);
			if (glance) cells[i][in->nsubjects + k] = cell_of(in, &rows->at[i].glance[k]);
		}
	for (; left > 0; left--) {
		int longest = 0;
		for (int i = 1; i < rows->count; i++)
			if (longest_of(cells[i], count) > longest_of(cells[longest], count)) longest = i;
		if (longest_of(cells[longest], count) <= LEAST_LINES) break;
		if (!to_cut) first = longest;
		to_cut += shorten(cells[longest], count);
	}
	/* Shorter text breaks less evenly: a quarter more is enough in every article that was tried. */
	to_cut += (to_cut + 3) / 4;
	const char *where =
		in->nsubjects == 3 ? "the inside (panels 1 to 3)" : "the inside (panels 2 and 3)";
	in->failed = true;
	if (left > 0) {
		fail(in->diags, rows->at[first].from, OVERSET,
			"%s is %d lines too long: even with two lines an "
			"answer, %d aspect%s must go",
			where, lines, (left + 3) / 4, left > 4 ? "s" : "");
		hint(in->diags, "use the handout (-f handout), which has more room");
		return;
	}
	fail(in->diags, rows->at[first].from, OVERSET,
		"%s is %d line%s too long: cut %d word%s, from the longest "
		"answers first",
		where, lines, lines == 1 ? "" : "s", to_cut, to_cut == 1 ? "" : "s");
	hint(in->diags, "or drop an aspect, or use the handout (-f handout), which has more room");
}

static void cells_set(Layout *in, Rows *rows) {
	Len narrow = (in->measure - (in->nsubjects - 1) * PT(9)) / in->nsubjects;
	for (int i = 0; i < rows->count; i++) {
		Row *row = &rows->at[i];
		for (int k = 0; k < in->nsubjects; k++)
			row_cells(in, row, k, in->measure, narrow, rows->level);
		row->lowered = note_drop(in, row, row->label, STYLE_LABEL, in->measure);
	}
}

/* Sets every cell, and gives each row the height of its tallest; gives the height of all. */
static Len heights_set(Layout *in, Rows *rows, bool glance) {
	Len sum = 0;
	cells_set(in, rows);
	for (int i = 0; i < rows->count; i++) {
		Row *row = &rows->at[i];
		row->height = row_need(in, row, false);
		if (glance) row->height = len_max(row->height, row_need(in, row, true));
		row->height = len_up(row->height, in->grid / 4);
		sum += row->height;
	}
	return sum;
}

static bool has_rows_of_balance(const Rows *rows) {
	for (int i = 0; i < rows->count; i++)
		if (rows->at[i].kind == ROW_PROS || rows->at[i].kind == ROW_CONS) return true;
	return false;
}

static void take_balance_out(Rows *rows) {
	int n = 0;
	for (int i = 0; i < rows->count; i++)
		if (rows->at[i].kind != ROW_PROS && rows->at[i].kind != ROW_CONS)
			rows->at[n++] = rows->at[i];
	rows->count = n;
}

/* Pros and cons give way before anything else does: first to their short wordings, then by
   priority, then as a whole; always for all subjects alike. */
static Len fit_balance(Layout *in, Rows *rows, Len room, bool glance) {
	enum { LAST_LEVEL = 5 };
	Len sum = heights_set(in, rows, glance);
	Diags *kept = trial_begin(in);
	while (sum > room && has_rows_of_balance(rows)) {
		if (rows->level == LAST_LEVEL) take_balance_out(rows);
		else rows->level++;
		sum = heights_set(in, rows, glance);
	}
	trial_end(in, kept);
	if (rows->level < 2) return heights_set(in, rows, glance);
	bool all = !has_rows_of_balance(rows);
	fail(in->diags, in->content->balance.from, NOT_IN_THIS_FORMAT,
		all ? "the pros and cons have no place in a trifold"
			: "pros and cons of priority %d and more have no place in a trifold",
		7 - rows->level);
	hint(in->diags, "the handout (-f handout) shows them");
	return heights_set(in, rows, glance);
}

/* Each row gets its height and its top. [glance]: panel 1 shows them too. */
void rows_set(Layout *in, Rows *rows, Len top, Len bottom, bool glance) {
	bool balanced = has_rows_of_balance(rows);
	Len sum = balanced ? fit_balance(in, rows, bottom - top, glance) : heights_set(in, rows, glance);
	if (sum > bottom - top) {
		rows_over(in, rows, sum - (bottom - top), glance);
		return;
	}
	spread(in, rows, bottom - top - sum, true);
	for (int i = 0; i < rows->count; i++) {
		rows->at[i].top = top;
		top += rows->at[i].height;
	}
}

/* ---- what has no place ---- */

static void leave_out(Layout *in, Source from, int count, const char *one, const char *many) {
	if (!count) return;
	if (count == 1) fail(in->diags, from, NOT_IN_THIS_FORMAT, "%s has no place in a trifold", one);
	else fail(in->diags, from, NOT_IN_THIS_FORMAT, "%d %s have no place in a trifold", count, many);
	hint(in->diags, "the handout (-f handout) shows them");
}

static int count_blocks(const Block *block) {
	int n = 0;
	for (; block; block = block->next) n++;
	return n;
}

static void leave_outs(Layout *in, const Rows *rows) {
	const Content *content = in->content;
	int rows_of_prose = 0;
	for (int i = 0; i < rows->count; i++) rows_of_prose += rows->at[i].kind == ROW_SECTION;
	int left = content->sections.count - rows_of_prose * in->nsubjects;
	if (left > 0)
		leave_out(
			in, content->sections.at[0].from, left, "a section of prose", "sections of prose");
	int figures = 0;
	for (const Figure *at = content->first_figure; at; at = at->next) figures++;
	if (figures) leave_out(in, content->first_figure->from, figures, "a figure", "figures");
	if (content->verdict.blocks)
		leave_out(in, content->verdict.blocks->from, 1, "the prose of the verdict", "");
	if (content->timeline.milestones.count)
		leave_out(in, content->timeline.from, 1, "the timeline", "");
	if (content->faq.pairs.count)
		leave_out(in, content->faq.from, content->faq.pairs.count, "a question that people ask",
			"questions that people ask");
	if (content->tables)
		leave_out(in, content->tables->from, count_blocks(content->tables), "a table", "tables");
	for (int i = 0; i < content->aspects.count; i++)
		if (content->aspects.at[i].notes)
			leave_out(in, content->aspects.at[i].notes->from, 1, "a note under a row", "");
	if (in->notes->off)
		leave_out(in, content->sources.from, 1, "the list of sources, and so the note marks,", "");
}

void trifold_make(Layout *in) {
	const Format *format = in->edition->format;
	bool office = in->edition->purpose == PURPOSE_OFFICE;
	Sheet sheet = { .size = format_sheet(format, in->edition->paper),
		.frame = office ? in->theme->measures[MEASURE_FRAME] : 0 };
	format_panels(format, in->edition->paper, in->nsubjects, false, in->panels);
	in->measure = measure_of(in, sheet.size);
	in->edge = office ? PT(6.75) : PT(13.5);
	in->floor = len_round(sheet.size.height - in->theme->measures[MEASURE_GROUND_ROOM], in->grid);
	in->bottom = sheet.size.height - sheet.frame;
	for (int i = 0; format->order[in->nsubjects - 2][i].panel >= 0; i++)
		add_panel(in, &in->panels[format->order[in->nsubjects - 2][i].panel], &sheet);
	Len cap_bottom = in->theme->measures[MEASURE_CAP_BOTTOM];
	if (trifold_low(in)) cap_bottom -= down(in, 6.75);
	bool three = in->nsubjects == 3;
	Rows *every = rows_make(in, true, three);
	Rows *rows = three ? rows_shown(in, every, SHOW_GLANCE) : every;
	rows_set(in, rows, cap_bottom, in->floor, !three);
	if (three) cells_set(in, every);
	leave_outs(in, rows);
	Draft *inside[MAX_PANELS], *doors[MAX_SUBJECTS] = { NULL };
	pages_inside(in, inside);
	for (int i = 0; i < in->nsubjects; i++) doors[i] = of_part(in, PART_DOOR, i);
	cover_make(in, of_part(in, PART_COVER, 0),
		node_add(in, in->root, NODE_SECT, in->content->info.title.from));
	if (in->failed) return;
	glance_make(in, of_part(in, PART_GLANCE, 0),
		node_add(in, in->root, NODE_SECT, in->content->subjects.at[0].from), three ? every : rows,
		cap_bottom);
	doors_make(in, doors, inside,
		node_add(in, in->root, NODE_SECT, in->content->subjects.at[0].from), rows, cap_bottom);
	Draft *check = of_part(in, PART_CHECK, 0);
	if (check)
		flap_make(in, check, node_add(in, in->root, NODE_SECT, in->content->self_check.from));
	back_make(in, of_part(in, PART_BACK, 0),
		node_add(in, in->root, NODE_SECT, in->content->steps.from));
}

/* On a lower sheet the caps and heads give way by half a line. */
bool trifold_low(const Layout *in) { return in->floor < 38 * in->grid; }
