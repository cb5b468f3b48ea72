/* Bars of durations: from nothing to the shortest time in the subject's style, one cell a unit,
   then an open dashed outline to the longest, then a dotted foot over the cells that are left.
   Cells stand 1.5 pt apart; only the cells of an outlined subject, where a bar stands alone,
   share their lines. A hatch is lines that are cut at the cell's edge and keep their phase over
   the whole bar. */
#include <math.h>
#include "pages/draw.h"

#define APART PT(1.5)                        /* between two cells, and before what follows a bar */
#define LEAST PT(3)                          /* the shortest bar that can be seen as one */
#define HATCH PT(3)                          /* from one line of a hatch to the next */
#define MAX_CELLS 8                          /* more are drawn as one */

static Len at_unit(const Bar *bar, double units) { return bar->x + PT(units * len_pt(bar->cell)); }

static Box box_inside(Box box, Len in) {
	return (Box){ box.left + in, box.top + in, box.right - in, box.bottom - in };
}

static void add_box(PathBuilder *path, Box box) {
	path_move(path, box.left, box.top);
	path_line(path, box.right, box.top);
	path_line(path, box.right, box.bottom);
	path_line(path, box.left, box.bottom);
	path_close(path);
}

static void add_line(PathBuilder *path, Len x0, Len y0, Len x1, Len y1) {
	path_move(path, x0, y0);
	path_line(path, x1, y1);
}

/* Lines that rise to the right at 45 degrees: x + y is a multiple of HATCH from the bar's top
   left. */
static void add_slanted(PathBuilder *path, Box box, Len from) {
	Len sum = len_up(box.left + box.top - (from + box.top), HATCH) + from + box.top;
	for (; sum < box.right + box.bottom; sum += HATCH) {
		Len left = len_max(box.left, sum - box.bottom), right = len_min(box.right, sum - box.top);
		if (left < right) add_line(path, left, sum - left, right, sum - right);
	}
}

static void add_upright(PathBuilder *path, Box box, Len from) {
	Len first = from + HATCH / 2;
	for (Len x = first + len_up(box.left - first, HATCH); x < box.right; x += HATCH)
		if (x > box.left) add_line(path, x, box.top, x, box.bottom);
}

/* Where the cells of a bar begin and end. */
typedef struct Cells { Box at[MAX_CELLS]; int count; } Cells;

static Cells cells_of(const Bar *bar, bool gaps) {
	Cells cells = { .count = 0 };
	Len end = len_max(at_unit(bar, bar->min), bar->x + LEAST), bottom = bar->top + bar->height;
	bool one = bar->cells > MAX_CELLS || bar->min <= 1 || bar->min > MAX_CELLS;
	for (int i = 0; i < MAX_CELLS; i++) {
		Len left = at_unit(bar, i), right = one ? end : len_min(at_unit(bar, i + 1), end);
		bool whole = right == at_unit(bar, i + 1), last = right >= end;
		if (gaps && !bar->parted) {
			if (i) left += APART / 2;
			if (!last) right -= APART / 2;
		} else if (gaps && whole) right -= APART;
		if (right > left) cells.at[cells.count++] = (Box){ left, bar->top, right, bottom };
		if (last) break;
	}
	return cells;
}

static void draw_areas(Pen *pen, const Cells *cells, Colour colour) {
	PathBuilder path = path_begin(pen->arena);
	for (int i = 0; i < cells->count; i++) add_box(&path, cells->at[i]);
	draw_path(pen, path_end(&path), colour);
}

/* The line lies inside the cells; cells that touch share it. */
static void draw_outlines(Pen *pen, const Cells *cells, Colour colour, Len line, bool middle) {
	PathBuilder path = path_begin(pen->arena);
	Len in = line / 2;
	for (int i = 0; i < cells->count; i++) {
		Box box = cells->at[i];
		bool after = i > 0 && cells->at[i - 1].right == box.left;
		bool before = i + 1 < cells->count && cells->at[i + 1].left == box.right;
		box = box_inside(box, in);
		if (after) box.left -= in;
		if (before) box.right += in;
		if (box.right <= box.left) box.right = box.left + PT(0.1);
		add_box(&path, box);
		Len half = (box.top + box.bottom) / 2;
		if (middle) add_line(&path, box.left, half, box.right, half);
	}
	draw_stroke(pen, path_end(&path), colour, line, 0, 0);
}

static void draw_hatch(Pen *pen, const Cells *cells, Colour colour, bool upright) {
	PathBuilder path = path_begin(pen->arena);
	for (int i = 0; i < cells->count; i++) {
		Box box = box_inside(cells->at[i], PT(0.5));
		if (upright) add_upright(&path, box, cells->at[0].left);
		else add_slanted(&path, box, cells->at[0].left);
	}
	draw_stroke(pen, path_end(&path), colour, PT(1), 0, 0);
}

static bool is_outlined(const Pen *pen, int subject) {
	Top top = pen->theme->subjects[subject].top;
	return top == TOP_GABLE || top == TOP_CHAMFER;
}

static void draw_cells(Pen *pen, int subject, const Cells *cells) {
	Top top = pen->theme->subjects[subject].top;
	Colour colour = pen_subject(pen, subject);
	bool outlined = is_outlined(pen, subject), lined = lines_only(pen->theme, pen->ink);
	const Len *weights = pen->theme->measures;
	Len thin = lined ? weights[MEASURE_INLINE] : PT(1);
	Len line = lined ? len_scale(weights[MEASURE_OUTLINE], 4, 5) : PT(1.2);
	if (top == TOP_ROUND) {
		draw_areas(pen, cells, lined ? pen_tint(pen, subject, 15) : colour);
		if (lined) draw_outlines(pen, cells, colour, thin, false);
		return;
	}
	draw_areas(pen, cells, pen_colour(pen, COLOUR_WHITE));
	if (!outlined) draw_hatch(pen, cells, colour, top == TOP_LEANTO);
	draw_outlines(pen, cells, colour, outlined ? line : thin, top == TOP_CHAMFER);
}

static void draw_exact(Pen *pen, const Bar *bar) {
	Cells cells = cells_of(bar, bar->parted || !is_outlined(pen, bar->subject));
	draw_cells(pen, bar->subject, &cells);
}

/* Open at the side of the exact part: the time may end anywhere on the way. */
static void draw_open(Pen *pen, const Bar *bar, Len from, Len end) {
	PathBuilder path = path_begin(pen->arena);
	Len in = PT(0.5), top = bar->top + in, bottom = bar->top + bar->height - in;
	path_move(&path, from, top);
	path_line(&path, end - in, top);
	path_line(&path, end - in, bottom);
	path_line(&path, from, bottom);
	draw_stroke(pen, path_end(&path), pen_subject(pen, bar->subject), PT(1), PT(2.25), PT(1.5));
}

static void add_foot(PathBuilder *path, const Bar *bar, Len left, Len right) {
	Len y = bar->top + bar->height - PT(0.25);
	if (right - left > PT(0.5)) add_line(path, left, y, right, y);
}

static void draw_dots(Pen *pen, const PathBuilder *path) {
	draw_stroke(pen, path_end(path), pen_colour(pen, COLOUR_INK), PT(0.5), PT(1.5), PT(2.25));
}

/* A dotted line for each cell that is left, so that the cells can still be counted. */
static void draw_foot(Pen *pen, const Bar *bar, Len from) {
	PathBuilder path = path_begin(pen->arena);
	bool one = bar->cells > MAX_CELLS;
	for (int i = 0; i < (one ? 1 : bar->cells); i++) {
		Len left = len_max(at_unit(bar, i), from), right = at_unit(bar, one ? bar->cells : i + 1);
		add_foot(&path, bar, left, bar->parted ? right - APART : right);
	}
	draw_dots(pen, &path);
}

/* ---- a bar that floats ---- */

#define LEAST_RANGE PT(4.5)                  /* the shortest range that shows both its ends */

static Cells range_of(const Bar *bar) {
	Len left = at_unit(bar, bar->min), right = at_unit(bar, bar->max);
	Len end = at_unit(bar, bar->cells), least = bar->min < bar->max ? LEAST_RANGE : LEAST;
	if (bar->min >= bar->max) left = bar->x;
	if (right - left < least) {
		left = len_max(bar->x, len_min((left + right - least) / 2, end - least));
		right = len_min(left + least, end);
	}
	return (Cells){ .at = { { left, bar->top, right, bar->top + bar->height } }, .count = 1 };
}

/* White on what is filled, in the subject's colour on what is white already. */
static void draw_median(Pen *pen, const Bar *bar, const Box *range) {
	bool light = is_outlined(pen, bar->subject) || pen->ink == INK_SAVER;
	Len line = PT(1.5), x = at_unit(bar, bar->median);
	if (range->right - range->left < 4 * line) return;
	x = len_min(len_max(x, range->left + line), range->right - line);
	PathBuilder path = path_begin(pen->arena);
	Len in = light ? 0 : PT(0.5);
	add_line(&path, x, range->top + in, x, range->bottom - in);
	draw_stroke(pen, path_end(&path),
		light ? pen_subject(pen, bar->subject) : pen_colour(pen, COLOUR_WHITE), line, 0, 0);
}

static void draw_floating(Pen *pen, const Bar *bar) {
	Cells cells = range_of(bar);
	const Box *range = &cells.at[0];
	if (range->right > range->left && bar->max > 0) draw_cells(pen, bar->subject, &cells);
	if (bar->has_median && bar->min < bar->max) draw_median(pen, bar, range);
	if (!bar->foot) return;
	PathBuilder path = path_begin(pen->arena);
	Len end = at_unit(bar, bar->cells), after = bar->max > 0 ? range->right + APART : bar->x;
	if (bar->min < bar->max) add_foot(&path, bar, bar->x, range->left - APART);
	add_foot(&path, bar, after, end);
	draw_dots(pen, &path);
}

/* What is outside the scale, or no number, is cut to it: a bar never leaves its axis. */
static double clamped(double amount, int cells) {
	if (!(amount > 0)) return 0;
	return amount < cells ? amount : cells;
}

void draw_bar(Pen *pen, const Bar *given) {
	Bar cut = *given, *bar = &cut;
	if (bar->cells < 1 || bar->cell <= 0) return;
	cut.min = clamped(given->min, cut.cells);
	cut.max = clamped(given->max, cut.cells);
	cut.median = clamped(given->median, cut.cells);
	if (cut.max < cut.min) cut.max = cut.min;
	if (bar->floating) {
		draw_floating(pen, bar);
		return;
	}
	Len end = bar->x;
	if (bar->min > 0) {
		draw_exact(pen, bar);
		end = len_max(at_unit(bar, bar->min), bar->x + LEAST);
	}
	/* In a column a whole last cell has its gap inside it already. */
	bool gap_inside = bar->parted && bar->min > 0 && bar->min == (double)(int)bar->min;
	Len next = end == bar->x || gap_inside ? end : end + APART, longest = at_unit(bar, bar->max);
	if (bar->parted && bar->max >= bar->cells) longest -= APART;
	if (bar->max > bar->min && longest - next > PT(1.5)) {
		draw_open(pen, bar, next, longest);
		next = longest + APART;
	}
	if (bar->foot) draw_foot(pen, bar, next);
}

/* ---- scales ---- */

double axis_end(double largest, int *steps) {
	static const struct {
		double end;
		int steps;
	} ends[] = { { 1, 4 }, { 2, 4 }, { 2.5, 5 }, { 4, 4 }, { 5, 5 }, { 8, 4 }, { 10, 4 } };
	*steps = ends[0].steps;
	if (!(largest > 0) || isinf(largest)) return 1;
	double power = pow(10, floor(log10(largest)));
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		*steps = ends[i].steps;
		if (ends[i].end * power >= largest * (1 - 1e-9)) return ends[i].end * power;
	}
	return 10 * power;
}

void draw_steps(Pen *pen, int subject, Len x, Len top, Len size, Len pitch, int filled, int count) {
	Cells cells = { .count = 0 };
	PathBuilder path = path_begin(pen->arena);
	for (int i = 0; i < count && i < MAX_CELLS; i++) {
		Box box = { x + i * pitch, top, x + i * pitch + size, top + size };
		if (i < filled) cells.at[cells.count++] = box;
		else add_line(&path, box.left, box.bottom - PT(0.25), box.right, box.bottom - PT(0.25));
	}
	if (cells.count) draw_cells(pen, subject, &cells);
	draw_stroke(pen, path_end(&path), pen_colour(pen, COLOUR_INK), PT(0.5), 0, 0);
}
