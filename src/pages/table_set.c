/* The widths of a table's columns and the heights of its rows.

   Widths, after the automatic layout of CSS 2.1 (17.5.2.2): each column has a least width, that of
   its widest word, and a most width, that of its widest paragraph on one line. A cell over several
   columns makes them wider, each in proportion to its most width, where they do not hold it. If all
   columns have room at their most, they get that, and what is left is shared evenly; else each gets
   its least, and a share of the rest in proportion to how much more it wants. A first column of
   heads wants no more than 28 % of the table. Figures that hang on their decimal mark are as wide
   as the widest before the mark and the widest behind it. */
#include "base/locale.h"
#include "pages/table.h"

#define GAP PT(13.5) /* between columns */
#define HEADS_PERCENT 28

typedef struct Want {
	Len least, most;
} Want;

int table_rows(const Table *table) { return table->nhead + table->nbody + table->nfoot; }

/* ---- what a cell wants ---- */

/* Ideographs may part anywhere, and a word longer than the page is parted by the paragraph. */
static bool may_break_after(Str text, size_t at, size_t end) {
	size_t i = at;
	uint32_t code = utf8_next(text, &i);
	return code == ' ' || code == 0x200B || code == 0x2013 || code == 0x2014
		|| (code == '-' && end < text.len) || code >= 0x2E80;
}

/* The widest stretch of a line that no break may part. */
static Len widest_word(const Line *line) {
	Len word = 0, widest = 0;
	for (int k = 0; k < line->nparts; k++) {
		const LinePart *part = &line->parts[k];
		for (int g = part->first; g < part->last; g++) {
			const Glyph *glyph = &part->run->glyphs[g];
			bool blank = part->run->text.at[glyph->cluster] == ' ';
			if (!blank) word += glyph->advance;
			widest = len_max(widest, word);
			if (may_break_after(part->run->text, glyph->cluster, glyph->cluster + 1)) word = 0;
		}
	}
	return widest;
}

static Want want_of(const Stack *stack) {
	Want want = { 0, 0 };
	for (int i = 0; i < stack->count; i++) {
		const Piece *piece = &stack->pieces[i];
		want.most = len_max(want.most, piece->indent + text_width(&piece->text));
		for (int k = 0; k < piece->text.lines.count; k++)
			want.least =
				len_max(want.least, piece->indent + widest_word(&piece->text.lines.lines[k]));
	}
	return want;
}

/* ---- alignment ---- */

static bool is_figure(Str text) {
	bool digit = false;
	for (size_t i = 0; i < text.len;) {
		uint32_t code = utf8_next(text, &i);
		bool is_digit = code >= '0' && code <= '9';
		bool sign = code == '.' || code == ',' || code == ' ' || code == '-' || code == '+'
			|| code == '%' || code == '$' || code == 0x20AC || code == 0xA3 || code == 0xA5
			|| code == 0x2013 || code == 0x2212 || code == 0xA0 || code == 0x202F;
		digit |= is_digit;
		if (!is_digit && !sign) return false;
	}
	return digit;
}

static Str cell_text(Layout *in, const TableCell *cell) {
	if (!cell->blocks || cell->blocks->next) return STR("");
	return str_trim(spans_text(in->arena, cell->blocks->words.full));
}

/* Columns of figures are set to the right, whatever their heads are. */
static void find_aligns(Layout *in, const Table *table, CellAlign *aligns) {
	bool *words_in = ARENA_ARRAY(in->arena, table->ncolumns + 1, bool);
	bool *figures = ARENA_ARRAY(in->arena, table->ncolumns + 1, bool);
	for (int r = 0; r < table_rows(table); r++)
		for (int k = 0; k < table->rows[r].ncells; k++) {
			const TableCell *cell = &table->rows[r].cells[k];
			if (cell->align) aligns[cell->column] = cell->align;
			if (r < table->nhead || cell->colspan > 1 || !cell->blocks) continue;
			bool figure = !cell->header && is_figure(cell_text(in, cell));
			if (figure) figures[cell->column] = true;
			else words_in[cell->column] = true;
		}
	for (int c = 0; c < table->ncolumns; c++)
		if (!aligns[c]) aligns[c] = figures[c] && !words_in[c] ? CELL_RIGHT : CELL_LEFT;
}

/* ---- the cells ---- */

static Stack cell_stack(Layout *in, const TableCell *cell, bool head, Len measure) {
	Stack stack = stack_begin(in, measure, -1);
	stack.tabular = true;
	stack.body = head ? STYLE_BOLD : STYLE_BODY;
	stack_blocks(&stack, cell->blocks);
	if (cell->unit.len)
		stack_styled(
			&stack, STYLE_FINE, false, span_of(in, cell->unit, cell->from), MARKER_NONE, 0);
	return stack;
}

/* Sets the figure in two, at its last decimal mark, and keeps how wide it is on either side. */
static void hang(Layout *in, SetTable *set, SetCell *cell) {
	Str text = cell_text(in, cell->cell), point = locale_decimal(in->content->lang);
	size_t at = text.len;
	for (size_t i = 0; i + point.len <= text.len; i++)
		if (str_equal(str_slice(text, i, i + point.len), point)) at = i;
	TextStyle how = { .id = STYLE_BODY, .label = true, .tabular = true };
	Text whole = set->cells && cell->words.count ? cell->words.pieces[0].text : (Text){ .leading = 0 };
	Text before = text_set(in, span_of(in, str_slice(text, 0, at), cell->cell->from), how, PT(10000));
	cell->before = text_width(&before);
	cell->after = text_width(&whole) - cell->before;
	int column = cell->cell->column;
	set->before[column] = len_max(set->before[column], cell->before);
	set->after[column] = len_max(set->after[column], cell->after);
}

static void make_cells(Layout *in, SetTable *set, const CellAlign *aligns) {
	const Table *table = set->table;
	set->cells = ARENA_ARRAY(in->arena, table_rows(table) + 1, SetCell *);
	for (int r = 0; r < table_rows(table); r++) {
		const TableRow *row = &table->rows[r];
		set->cells[r] = ARENA_ARRAY(in->arena, row->ncells + 1, SetCell);
		for (int k = 0; k < row->ncells; k++) {
			SetCell *cell = &set->cells[r][k];
			cell->cell = &row->cells[k];
			cell->align = cell->cell->colspan > 1 && !cell->cell->align
				? CELL_LEFT
				: aligns[cell->cell->column];
			if (r >= table->nhead && cell->cell->header) cell->align = CELL_LEFT;
			cell->words = cell_stack(in, cell->cell, r < table->nhead, PT(10000));
			bool figure = is_figure(cell_text(in, cell->cell));
			if (cell->align == CELL_CHAR && (r < table->nhead || !figure)) cell->align = CELL_RIGHT;
			if (cell->align == CELL_CHAR) hang(in, set, cell);
		}
	}
}

/* ---- the columns ---- */

static void widen(Want *wants, int column, int span, Want want) {
	Len least = (span - 1) * GAP, most = least;
	for (int c = column; c < column + span; c++) {
		least += wants[c].least;
		most += wants[c].most;
	}
	Len share = most - (span - 1) * GAP;
	for (int c = column; c < column + span; c++) {
		Len mine = share ? wants[c].most : 1, all = share ? share : span;
		if (want.least > least) wants[c].least += len_scale(want.least - least, mine, all) + 1;
		if (want.most > most) wants[c].most += len_scale(want.most - most, mine, all) + 1;
	}
	for (int c = column; c < column + span; c++)
		wants[c].most = len_max(wants[c].most, wants[c].least);
}

static bool has_row_heads(const Table *table) {
	for (int r = table->nhead; r < table_rows(table); r++)
		if (table->rows[r].ncells && table->rows[r].cells[0].header
			&& !table->rows[r].cells[0].column)
			return true;
	return false;
}

static void find_wants(const SetTable *set, Want *wants) {
	const Table *table = set->table;
	for (int spanning = 0; spanning < 2; spanning++)
		for (int r = 0; r < table_rows(table); r++)
			for (int k = 0; k < table->rows[r].ncells; k++) {
				const SetCell *cell = &set->cells[r][k];
				Want want = want_of(&cell->words), *mine = &wants[cell->cell->column];
				if ((cell->cell->colspan > 1) != spanning) continue;
				if (spanning) widen(wants, cell->cell->column, cell->cell->colspan, want);
				mine->least = len_max(mine->least, spanning ? 0 : want.least);
				mine->most = len_max(mine->most, spanning ? 0 : want.most);
			}
	for (int c = 0; c < table->ncolumns; c++) {
		Len figures = set->before[c] + set->after[c];
		wants[c].least = len_max(wants[c].least, figures);
		wants[c].most = len_max(wants[c].most, wants[c].least);
	}
}

static void share_width(SetTable *set, const Want *wants, Len room) {
	int n = set->table->ncolumns;
	Len least = 0, most = 0, left = 0;
	for (int c = 0; c < n; c++) {
		least += wants[c].least;
		most += wants[c].most;
	}
	for (int c = 0; c < n; c++) {
		Len width = wants[c].most;
		if (most <= room) width += (room - most) / n;
		else width = wants[c].least
				+ len_scale(room - least, wants[c].most - wants[c].least, most - least);
		set->lefts[c] = left;
		set->widths[c] = width;
		left += width + GAP;
	}
}

/* ---- the rows ---- */

static Len span_width(const SetTable *set, const TableCell *cell) {
	int last = cell->column + cell->colspan - 1;
	return set->lefts[last] + set->widths[last] - set->lefts[cell->column];
}

static void set_rows(Layout *in, SetTable *set) {
	const Table *table = set->table;
	int n = table_rows(table);
	set->heights = ARENA_ARRAY(in->arena, n + 1, Len);
	for (int spanning = 0; spanning < 2; spanning++)
		for (int r = 0; r < n; r++)
			for (int k = 0; k < table->rows[r].ncells; k++) {
				SetCell *cell = &set->cells[r][k];
				int rows = cell->cell->rowspan;
				if ((rows > 1) != spanning) continue;
				if (cell->align != CELL_CHAR)
					cell->words = cell_stack(
						in, cell->cell, r < table->nhead, span_width(set, cell->cell));
				Len need = len_up(cell->words.height, in->grid / 4) + in->grid / 2;
				for (int i = r; i < r + rows - 1; i++) need -= set->heights[i];
				set->heights[r + rows - 1] = len_max(set->heights[r + rows - 1], need);
			}
}

SetTable *table_set(Layout *in, const Table *table, Len measure, Len *least) {
	SetTable *set = ARENA_NEW(in->arena, SetTable);
	int n = table->ncolumns;
	*set = (SetTable){ .table = table, .width = measure };
	set->lefts = ARENA_ARRAY(in->arena, n + 1, Len);
	set->widths = ARENA_ARRAY(in->arena, n + 1, Len);
	set->before = ARENA_ARRAY(in->arena, n + 1, Len);
	set->after = ARENA_ARRAY(in->arena, n + 1, Len);
	CellAlign *aligns = ARENA_ARRAY(in->arena, n + 1, CellAlign);
	Want *wants = ARENA_ARRAY(in->arena, n + 1, Want);
	find_aligns(in, table, aligns);
	make_cells(in, set, aligns);
	find_wants(set, wants);
	if (n && has_row_heads(table)) {
		Len most = len_max(wants[0].least, measure * HEADS_PERCENT / 100);
		wants[0].most = len_min(wants[0].most, most);
	}
	*least = (n - 1) * GAP;
	for (int c = 0; c < n; c++) *least += wants[c].least;
	if (*least > measure) return NULL;
	share_width(set, wants, measure - (n - 1) * GAP);
	set_rows(in, set);
	return set;
}
