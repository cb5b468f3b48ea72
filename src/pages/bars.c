/* Bars of durations: from nothing to the shortest time in the subject's style, one cell a unit,
   then an open dashed outline to the longest, then a dotted foot over the cells that are left.
   Cells stand 1.5 pt apart; only the cells of an outlined subject, where a bar stands alone,
   share their lines. A hatch is lines that are cut at the cell's edge and keep their phase over
   the whole bar. */
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

static void draw_exact(Pen *pen, const Bar *bar) {
	Top top = pen->theme->subjects[bar->subject].top;
	Colour colour = pen_subject(pen, bar->subject);
	bool outlined = top == TOP_GABLE || top == TOP_CHAMFER, lined = lines_only(pen->theme, pen->ink);
	Cells cells = cells_of(bar, bar->parted || !outlined);
	const Len *weights = pen->theme->measures;
	Len thin = lined ? weights[MEASURE_INLINE] : PT(1);
	Len line = lined ? len_scale(weights[MEASURE_OUTLINE], 4, 5) : PT(1.2);
	if (top == TOP_ROUND) {
		draw_areas(pen, &cells, lined ? pen_tint(pen, bar->subject, 15) : colour);
		if (lined) draw_outlines(pen, &cells, colour, thin, false);
		return;
	}
	draw_areas(pen, &cells, pen_colour(pen, COLOUR_WHITE));
	if (!outlined) draw_hatch(pen, &cells, colour, top == TOP_LEANTO);
	draw_outlines(pen, &cells, colour, outlined ? line : thin, top == TOP_CHAMFER);
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

/* A dotted line for each cell that is left, so that the cells can still be counted. */
static void draw_foot(Pen *pen, const Bar *bar, Len from) {
	PathBuilder path = path_begin(pen->arena);
	Len y = bar->top + bar->height - PT(0.25);
	bool one = bar->cells > MAX_CELLS;
	for (int i = 0; i < (one ? 1 : bar->cells); i++) {
		Len left = len_max(at_unit(bar, i), from), right = at_unit(bar, one ? bar->cells : i + 1);
		if (bar->parted) right -= APART;
		if (right - left > PT(0.5)) add_line(&path, left, y, right, y);
	}
	draw_stroke(pen, path_end(&path), pen_colour(pen, COLOUR_INK), PT(0.5), PT(1.5), PT(2.25));
}

void draw_bar(Pen *pen, const Bar *bar) {
	if (bar->cells < 1 || bar->cell <= 0) return;
	Len end = bar->x;
	if (bar->min > 0) {
		draw_exact(pen, bar);
		end = len_max(at_unit(bar, bar->min), bar->x + LEAST);
	}
	/* In a column a whole last cell has its gap inside it already. */
	bool gap_inside = bar->parted && bar->min > 0 && bar->min == (double)(int)bar->min;
	Len next = end == bar->x || gap_inside ? end : end + APART, longest = at_unit(bar, bar->max);
	if (bar->parted && bar->max >= bar->cells) longest -= APART;
	if (bar->max > bar->min && longest - next > PT(2)) {
		draw_open(pen, bar, next, longest);
		next = longest + APART;
	}
	if (bar->foot) draw_foot(pen, bar, next);
}
