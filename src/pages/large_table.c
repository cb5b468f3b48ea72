/* Tables in large print are taken apart, as the comparison is: row after row under the heads of the
   row, each cell behind the heads of its columns. What spans rows is said in each of them: a row
   must be whole by itself; all heads over a cell are said, from the widest to the narrowest. */
#include "pages/large.h"

typedef struct Grid { /* which cell covers which place */
	const Table *table;
	const TableCell **at;
	int nrows;
} Grid;

static Grid grid_make(Layout *in, const Table *table) {
	Grid grid = { .table = table, .nrows = table->nhead + table->nbody + table->nfoot };
	grid.at = ARENA_ARRAY(
		in->arena, (size_t)grid.nrows * (size_t)table->ncolumns + 1, const TableCell *);
	for (int r = 0; r < grid.nrows; r++)
		for (int k = 0; k < table->rows[r].ncells; k++) {
			const TableCell *cell = &table->rows[r].cells[k];
			for (int down = r; down < r + cell->rowspan && down < grid.nrows; down++)
				for (int c = cell->column; c < cell->column + cell->colspan; c++)
					if (c < table->ncolumns) grid.at[down * table->ncolumns + c] = cell;
		}
	return grid;
}

static const TableCell *cell_at(const Grid *grid, int row, int column) {
	return grid->at[row * grid->table->ncolumns + column];
}

/* Is this the first place of its cell, seen from left to right in this row? */
static bool begins(const Grid *grid, int row, int column) {
	const TableCell *cell = cell_at(grid, row, column);
	return cell && (!column || cell_at(grid, row, column - 1) != cell);
}

static const Span *first_words(const TableCell *cell) {
	bool plain = cell->blocks && cell->blocks->kind == BLOCK_PARAGRAPH;
	return plain ? cell->blocks->words.full : NULL;
}

/* "Fare, One way, $": what stands over the columns of [cell], each head once. */
static const Span *heads_over(Flow *flow, const Grid *grid, const TableCell *cell) {
	Layout *in = flow->in;
	const char *comma = mark_words(in, WORDS_COMMA);
	const Span *heads = NULL;
	for (int r = 0; r < grid->table->nhead; r++)
		for (int c = cell->column; c < cell->column + cell->colspan; c++) {
			const TableCell *head = cell_at(grid, r, c);
			bool told = head && r && cell_at(grid, r - 1, c) == head;
			if (!head || told || (c > cell->column && !begins(grid, r, c))) continue;
			const Span *parts[] = { first_words(head), span_of(in, head->unit, head->from) };
			for (int k = 0; k < 2; k++)
				if (parts[k]) heads = heads ? spans_join(in, heads, comma, parts[k], 0) : parts[k];
		}
	return heads;
}

static const Span *headed(Flow *flow, const Grid *grid, const TableCell *cell) {
	const Span *heads = heads_over(flow, grid, cell), *words = first_words(cell);
	if (!heads || !words) return heads ? heads : words;
	return spans_join(flow->in, heads, mark_words(flow->in, WORDS_COLON), words, 0);
}

/* The cells that head a row stand over it. */
static void add_row(Flow *flow, const Grid *grid, int row) {
	Node *list = NULL;
	for (int c = 0; c < grid->table->ncolumns; c++) {
		const TableCell *cell = cell_at(grid, row, c);
		if (!begins(grid, row, c) || !cell->blocks) continue;
		const Span *words = headed(flow, grid, cell);
		const Block *rest = first_words(cell) ? cell->blocks->next : cell->blocks;
		if (cell->header) {
			flow_paragraph(flow, words, STYLE_BOLD);
			flow_hold(flow);
			list = NULL;
		} else {
			if (!list) list = flow_list(flow, false, cell->from);
			flow_item(flow, list, SIGN_BULLET, 0, words);
		}
		if (!rest) continue;
		flow_blocks(flow, rest);
		list = NULL; /* what comes next is read behind it */
	}
}

void flow_table(Flow *flow, const Table *table) {
	Grid grid = grid_make(flow->in, table);
	for (int row = table->nhead; row < grid.nrows; row++) add_row(flow, &grid, row);
}
