/* What a section, a value or an answer is made of: paragraphs, lists, notes, quotations, tables;
   and the small things that are words with something beside them. */
#ifndef DIPTYCH_CONTENT_BLOCKS_H
#define DIPTYCH_CONTENT_BLOCKS_H
#include "content/figure.h"

typedef enum {
	BLOCK_PARAGRAPH,
	BLOCK_LIST,
	BLOCK_NOTE,
	BLOCK_QUOTE,
	BLOCK_TABLE,
	BLOCK_FIGURE
} BlockKind;
typedef struct Block {
	BlockKind kind;
	Wording words; /* PARAGRAPH: its text. NOTE: its title, the bold lead-in. QUOTE: its source */
	const struct Block *blocks; /* LIST: one PARAGRAPH an item. NOTE, QUOTE: paragraphs */
	const struct Table *table; /* TABLE */
	const Figure *figure; /* FIGURE */
	bool numbered; /* LIST */
	bool warning; /* NOTE */
	int priority; /* of an item: 1 keep .. 5 drop first; 0 not said */
	Source from;
	const struct Block *next;
} Block;

typedef enum { CELL_AUTO, CELL_LEFT, CELL_CENTER, CELL_RIGHT, CELL_CHAR } CellAlign;
typedef struct TableCell {
	const Block *blocks; /* NULL: an empty cell */
	int column, colspan, rowspan; /* column: its first, from 0 */
	bool header; /* heads its row, or in the head its column */
	CellAlign align; /* its own, or that of its column's head */
	Str unit; /* of a head: what the figures under it count; "" for none */
	Source from;
} TableCell;
typedef struct TableRow {
	const TableCell *cells;
	int ncells;
	Source from;
} TableRow;
typedef struct Table {
	Wording title;
	const TableRow *rows; /* of the head, of the body, of the foot */
	int nhead, nbody, nfoot, ncolumns;
	Source from;
} Table;

typedef struct Question {
	Wording question;
	const Block *answer;
	Source from;
} Question;
typedef struct Step {
	Wording words;
	Str when; /* "" if it has no time */
	bool write; /* with a line to write on */
	Source from;
} Step;
typedef struct Work {
	Str id; /* "" for none: it cannot be cited */
	Wording words;
	Source from;
} Work; /* a source */
typedef struct Entry {
	Str id;
	Wording term, definition;
	Source from;
} Entry;
#endif
