/* A table on its pages. It stands beside its title, or under it over the whole width if its words
   need that. Rows are never parted, nor are rows that a cell spans; head and foot repeat on every
   page: the head is read on the first, the foot on the last, elsewhere they are artifacts. There
   are horizontal rules only. */
#include "pages/table.h"
#include "pages/story.h"

typedef struct Placing {
	Story *story;
	const SetTable *set;
	Len left;
	Node *table;
} Placing;

/* ---- cells ---- */

/* Paragraphs set to the right or in the middle; lists stay where lists stand. */
static void draw_aligned(const Placing *at, const SetCell *cell, Len left, Len width, Len top,
	Node *node) {
	Layout *in = at->story->in;
	Draft *page = at->story->page;
	for (int i = 0; i < cell->words.count; i++) {
		const Piece *piece = &cell->words.pieces[i];
		Node *p = node && cell->words.count > 1 ? node_add(in, node, NODE_P, piece->text.from) : node;
		Len baseline = top + piece->above + text_drop(in, piece->style);
		if (cell->align == CELL_CENTER)
			text_draw_centre(in, page, &piece->text, left + width / 2, baseline, p);
		else text_draw_right(in, page, &piece->text, left + width, baseline, p);
		top += piece_height(in, piece);
	}
}

static bool holds_list(const Stack *stack) {
	for (int i = 0; i < stack->count; i++)
		if (stack->pieces[i].in_list) return true;
	return false;
}

/* Draws without a node what was read before. */
static void draw_again(Layout *in, Draft *page, const Stack *stack, Len x, Len top) {
	for (int i = 0; i < stack->count; i++) {
		const Piece *piece = &stack->pieces[i];
		text_draw(in, page, &piece->text, x + piece->indent,
			top + piece->above + text_drop(in, piece->style), NULL);
		top += piece_height(in, piece);
	}
}

static void draw_cell(const Placing *at, const SetCell *cell, Len top, Node *node) {
	Layout *in = at->story->in;
	Draft *page = at->story->page;
	const SetTable *set = at->set;
	int column = cell->cell->column, last = column + cell->cell->colspan - 1;
	Len left = at->left + set->lefts[column];
	Len width = set->lefts[last] + set->widths[last] - set->lefts[column];
	top += in->grid / 4;
	if (cell->align == CELL_CHAR) {
		/* The widest figure ends at the right edge; all hang on their marks. */
		Len x = left + width - set->after[column] - cell->before;
		const Text *text = &cell->words.pieces[0].text;
		text_draw(in, page, text, x, top + text_drop(in, STYLE_BODY), node);
	} else if (cell->align != CELL_LEFT && !holds_list(&cell->words))
		draw_aligned(at, cell, left, width, top, node);
	else if (node) stack_draw(&cell->words, page, left, top, node);
	else draw_again(in, page, &cell->words, left, top);
}

/* ---- rows ---- */

static Node *cell_node(Layout *in, Node *line, const TableCell *cell, bool head) {
	Node *node = node_add(in, line, cell->header ? NODE_TH : NODE_TD, cell->from);
	if (cell->header) node->scope = head ? SCOPE_COLUMN : SCOPE_ROW;
	node->colspan = cell->colspan;
	node->rowspan = cell->rowspan;
	return node;
}

/* [part]: where the row belongs in the tree; NULL: it was read before, or will be. */
static void draw_row(const Placing *at, int r, Node *part) {
	Layout *in = at->story->in;
	const Table *table = at->set->table;
	const TableRow *row = &table->rows[r];
	Node *line = part ? node_add(in, part, NODE_TR, row->from) : NULL;
	for (int k = 0; k < row->ncells; k++) {
		const SetCell *cell = &at->set->cells[r][k];
		Node *node = line ? cell_node(in, line, cell->cell, r < table->nhead) : NULL;
		draw_cell(at, cell, at->story->y, node);
	}
	at->story->y += at->set->heights[r];
}

static void draw_line(const Placing *at, MeasureId weight, ColourId colour) {
	Story *story = at->story;
	Pen *pen = &story->page->pen;
	pen->from = at->set->table->from;
	draw_rule(pen, at->left, at->left + at->set->width, story->y,
		story->in->theme->measures[weight], pen_colour(pen, colour));
}

static Len heights_of(const SetTable *set, int first, int end) {
	Len sum = 0;
	for (int r = first; r < end; r++) sum += set->heights[r];
	return sum;
}

/* The end of the rows that a cell of row [r], or of one that it binds, reaches into. */
static int bound_to(const Table *table, int r, int limit) {
	int end = r + 1;
	for (int i = r; i < end && i < limit; i++)
		for (int k = 0; k < table->rows[i].ncells; k++)
			if (i + table->rows[i].cells[k].rowspan > end)
				end = i + table->rows[i].cells[k].rowspan;
	return end < limit ? end : limit;
}

static void draw_head(const Placing *at, bool first) {
	const Table *table = at->set->table;
	if (!table->nhead) return;
	Node *part = first ? node_add(at->story->in, at->table, NODE_THEAD, table->from) : NULL;
	for (int r = 0; r < table->nhead; r++) draw_row(at, r, part);
	draw_line(at, MEASURE_RULE, COLOUR_INK);
}

static void draw_foot(const Placing *at, bool last) {
	const Table *table = at->set->table;
	if (!table->nfoot) return;
	Node *part = last ? node_add(at->story->in, at->table, NODE_TFOOT, table->from) : NULL;
	draw_line(at, MEASURE_ROW_RULE, COLOUR_INK);
	for (int r = table->nhead + table->nbody; r < table_rows(table); r++) draw_row(at, r, part);
}

/* ---- the whole ---- */

static bool say_too_tall(const Placing *at, int r, Len need, Len room) {
	Layout *in = at->story->in;
	if (need <= room) return false;
	const TableRow *row = &at->set->table->rows[r];
	int words_in = 0;
	for (int k = 0; k < row->ncells; k++) {
		int n = stack_word_count(&at->set->cells[r][k].words);
		words_in = n > words_in ? n : words_in;
	}
	say_overset(
		in, row->from, "a row of this table", need - room, in->grid, words_in, at->set->heights[r]);
	return true;
}

static void draw_body(const Placing *at, Len frame) {
	Story *story = at->story;
	Layout *in = story->in;
	const Table *table = at->set->table;
	int end = table->nhead + table->nbody;
	Node *body = node_add(in, at->table, NODE_TBODY, table->from);
	Len foot = heights_of(at->set, end, table_rows(table));
	for (int r = table->nhead; r < end && !in->failed;) {
		int next = bound_to(table, r, end);
		Len need = heights_of(at->set, r, next);
		if (say_too_tall(at, r, need + frame, story_room(story))) return;
		if (story->y + need + foot > story->limit) {
			draw_foot(at, false);
			story_page(story, false);
			draw_head(at, false);
		} else if (r > table->nhead) draw_line(at, MEASURE_ROW_RULE, COLOUR_HAIR);
		for (; r < next; r++) draw_row(at, r, body);
	}
}

static SetTable *set_either(Story *story, const Item *item, Len *left) {
	Layout *in = story->in;
	Len least = 0;
	*left = story->wide_left;
	SetTable *set = table_set(in, item->table, story->wide_measure, &least);
	if (set) return set;
	*left = story->columns->left;
	set = table_set(in, item->table, story->columns->measure, &least);
	if (set) return set;
	Len over = least - story->columns->measure;
	fail(in->diags, item->from, TABLE_TOO_WIDE,
		"with each word on a line of its own, this table is %d pt wider than the page",
		(int)((over + PT(1) - 1) / PT(1)));
	hint(in->diags, "turn rows into columns, part the table, or use shorter words");
	in->failed = true;
	return NULL;
}

void table_place(Story *story, const Item *item) {
	Layout *in = story->in;
	Placing at = { .story = story };
	if (!item->table->ncolumns) return;
	at.set = set_either(story, item, &at.left);
	if (!at.set) return;
	bool beside = at.left == story->wide_left;
	const Table *table = item->table;
	int end = table->nhead + table->nbody, first = bound_to(table, table->nhead, end);
	Len frame = heights_of(at.set, 0, table->nhead) + heights_of(at.set, end, table_rows(table));
	Len ask = text_height(&item->ask) + (beside ? 0 : in->grid / 2);
	Len need = down(in, 6.75) + frame + heights_of(at.set, table->nhead, first + (first < end));
	need = len_max(beside ? need : need + ask, down(in, 6.75) + ask);
	if (say_too_tall(&at, 0, frame, story_room(story))) return;
	if (story->y + need > story->limit && story->y > story->top) story_page(story, false);
	story_rule(story, item);
	Len top = story->y + down(in, 6.75), under = top + ask;
	if (item->ask.lines.count)
		text_draw(in, story->page, &item->ask, story->columns->left, top + in->base,
			node_add(in, story->sect, NODE_H3, item->from));
	at.table = node_add(in, story->sect, NODE_TABLE, item->from);
	story->y += beside ? down(in, 3.375) : down(in, 3.375) + ask;
	Draft *begun = story->page;
	draw_head(&at, true);
	draw_body(&at, frame);
	if (in->failed) return;
	draw_foot(&at, true);
	draw_line(&at, MEASURE_ROW_RULE, COLOUR_INK);
	if (story->page == begun) story->y = len_max(story->y, under);
	story->y += down(in, item->next && !item->next->ruled ? 3.375 : 13.5);
}
