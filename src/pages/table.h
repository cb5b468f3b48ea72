/* What the two halves of a table share: table_set.c gives it widths and heights, table.c puts it on
   pages. */
#ifndef DIPTYCH_PAGES_TABLE_H
#define DIPTYCH_PAGES_TABLE_H
#include "pages/internal.h"

typedef struct SetCell {
	const TableCell *cell;
	Stack words; /* set in its columns */
	Len before, after; /* of a figure that hangs on its decimal mark: its width on either side */
	CellAlign align; /* never AUTO */
} SetCell;
typedef struct SetTable {
	const Table *table;
	Len *lefts, *widths; /* of the columns; the first begins at 0 */
	Len width; /* of the whole */
	Len *before, *after; /* of each column: the widest figure on either side of the mark */
	SetCell **cells; /* by row */
	Len *heights; /* of the rows */
} SetTable;

/* Sets [table] in [measure]. NULL if its words are too wide for that: [least] is what it needs. */
SetTable *table_set(Layout *in, const Table *table, Len measure, Len *least);
int table_rows(const Table *table);
#endif
