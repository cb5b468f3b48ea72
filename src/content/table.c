/* Tables: rows of cells -> a grid. A cell stands in the first column that no cell above holds, as
   in HTML; a span that reaches over the table's foot or another cell is said. */
#include "content/internal.h"

#define MAX_COLUMNS 64
#define MAX_SPAN 1000

typedef struct Gridding {
	Filling *fill;
	Table *table;
	TableRow *rows;
	int held[MAX_COLUMNS]; /* for how many more rows a column is held from above */
	CellAlign aligns[MAX_COLUMNS]; /* as the head says */
	int left; /* rows of this part from the one in hand */
	bool head, said_wide;
} Gridding;

static CellAlign align_of(const Xml *cell) {
	static const char *const words[] = { "", "left", "center", "right", "char" };
	Str word = xml_value(cell, "align");
	for (int i = CELL_LEFT; i <= CELL_CHAR; i++)
		if (str_is(word, words[i])) return (CellAlign)i;
	return CELL_AUTO;
}

static int span_of(Gridding *grid, const Xml *cell, const char *name) {
	double n = 1;
	if (!xml_attribute(cell, name)) return 1;
	if (str_number(xml_value(cell, name), &n) && n >= 1 && n <= MAX_SPAN && n == (int)n)
		return (int)n;
	fail(grid->fill->diags, cell->from, BAD_VALUE, "%s=\"%.*s\" is no whole number from 1", name,
		STR_ARG(xml_value(cell, name)));
	return 1;
}

static bool is_free(const Gridding *grid, int column, int span) {
	for (int i = column; i < column + span; i++)
		if (grid->held[i]) return false;
	return true;
}

static bool say_too_wide(Gridding *grid, Source from) {
	if (!grid->said_wide)
		fail(grid->fill->diags, from, BAD_TABLE, "this row has more than %d columns", MAX_COLUMNS);
	grid->said_wide = true;
	return false;
}

/* Finds the cell's place; false if it has none. */
static bool place(Gridding *grid, TableCell *cell, const Xml *from, int start) {
	while (start < MAX_COLUMNS && grid->held[start]) start++;
	if (start + cell->colspan > MAX_COLUMNS) return say_too_wide(grid, from->from);
	if (!is_free(grid, start, cell->colspan)) {
		fail(grid->fill->diags, from->from, BAD_TABLE,
			"this cell runs into one that hangs down from a row above");
		hint(grid->fill->diags, "make its colspan, or the rowspan of the other, smaller");
		return false;
	}
	if (cell->rowspan > grid->left) {
		fail(grid->fill->diags, from->from, BAD_TABLE, "this cell spans %d rows and only %d follow",
			cell->rowspan, grid->left);
		cell->rowspan = grid->left;
	}
	cell->column = start;
	for (int i = start; i < start + cell->colspan; i++) grid->held[i] = cell->rowspan;
	return true;
}

static void make_row(Gridding *grid, const Xml *element) {
	Filling *fill = grid->fill;
	TableRow *row = &grid->rows[grid->table->nhead + grid->table->nbody + grid->table->nfoot];
	int n, column = 0;
	const Xml **kids = kids_of(fill, element, &n);
	TableCell *cells = ARENA_ARRAY(fill->arena, n + 1, TableCell);
	*row = (TableRow){ .cells = cells, .from = element->from };
	for (int i = 0; i < n; i++) {
		if (kids[i]->kind != XML_ELEMENT) continue;
		TableCell *cell = &cells[row->ncells];
		*cell = (TableCell){ .colspan = span_of(grid, kids[i], "colspan"),
			.rowspan = span_of(grid, kids[i], "rowspan"),
			.header = grid->head || str_is(xml_value(kids[i], "header"), "yes"),
			.align = align_of(kids[i]),
			.unit = xml_value(kids[i], "unit"),
			.blocks = flow_of(fill, kids[i]),
			.from = kids[i]->from };
		if (!place(grid, cell, kids[i], column)) continue;
		column = cell->column + cell->colspan;
		if (column > grid->table->ncolumns) grid->table->ncolumns = column;
		if (grid->head && cell->align)
			for (int k = cell->column; k < column; k++) grid->aligns[k] = cell->align;
		if (!cell->align) cell->align = grid->aligns[cell->column];
		row->ncells++;
	}
	for (int i = 0; i < MAX_COLUMNS; i++)
		if (grid->held[i]) grid->held[i]--;
	grid->left--;
}

static int make_part(Gridding *grid, const Xml *part, int *count) {
	int n;
	const Xml **rows = kids_named(grid->fill, part, "row", &n);
	grid->left = n;
	for (int i = 0; i < n; i++, (*count)++) make_row(grid, rows[i]);
	return n;
}

static void check_even(Gridding *grid) {
	const Table *table = grid->table;
	for (int i = 0; i < table->nhead + table->nbody + table->nfoot; i++)
		if (!grid->said_wide && !table->rows[i].ncells && !table->ncolumns)
			fail(grid->fill->diags, table->rows[i].from, EMPTY_WORDS,
				"with these fields, this row has no cells");
}

const Table *table_make(Filling *fill, const Xml *element) {
	static const char *const names[] = { "thead", "tbody", "tfoot" };
	Table *table = ARENA_NEW(fill->arena, Table);
	*table = (Table){ .title = wording_of(fill, element, "title"), .from = element->from };
	int *counts[] = { &table->nhead, &table->nbody, &table->nfoot }, all = 0;
	const Xml **parts[3];
	int nparts[3], nrows;
	for (int k = 0; k < 3; k++) {
		parts[k] = kids_named(fill, element, names[k], &nparts[k]);
		for (int i = 0; i < nparts[k]; i++) {
			kids_named(fill, parts[k][i], "row", &nrows);
			all += nrows;
		}
	}
	Gridding grid = {
		.fill = fill, .table = table, .rows = ARENA_ARRAY(fill->arena, all + 1, TableRow)
	};
	table->rows = grid.rows;
	for (int k = 0; k < 3; k++) {
		grid.head = k == 0;
		for (int i = 0; i < nparts[k]; i++) make_part(&grid, parts[k][i], counts[k]);
	}
	check_even(&grid);
	return table;
}
