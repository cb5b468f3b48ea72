/* Bars of durations: cells of one unit each in the subject's own style, an open outline for the
   part that a range leaves open, a dotted foot where there is no bar. Hatches are lines cut at the
   bar's edge, not tiles. */
#include "pages/draw.h"

static const Colour lighter = { .r = 217, .g = 217, .b = 217, .k = 15, .grey = 15 };

static void draw_line(Pen *pen, Len x0, Len y0, Len x1, Len y1, Colour colour, Len width) {
	PathBuilder path = path_begin(pen->arena);
	path_move(&path, x0, y0);
	path_line(&path, x1, y1);
	draw_stroke(pen, path_end(&path), colour, width, 0, 0);
}

static void draw_outline(Pen *pen, Box box, Colour colour, Len width, Len dash, Len gap) {
	Box inner = { box.left + width / 2, box.top + width / 2, box.right - width / 2,
		box.bottom - width / 2 };
	if (inner.right <= inner.left) inner.right = inner.left + PT(0.1);
	draw_stroke(pen, path_box(pen->arena, inner), colour, width, dash, gap);
}

/* Lines at 45 degrees, 1 pt every 3 across: each is cut to the box. */
static void draw_hatch(Pen *pen, Box box, Colour colour) {
	Len height = box.bottom - box.top, step = PT(3) * 1414 / 1000;
	PathBuilder path = path_begin(pen->arena);
	for (Len at = box.left - height + step; at < box.right; at += step) {
		Len x0 = at, y0 = box.bottom, x1 = at + height, y1 = box.top;
		if (x0 < box.left) {
			y0 -= box.left - x0;
			x0 = box.left;
		}
		if (x1 > box.right) {
			y1 += x1 - box.right;
			x1 = box.right;
		}
		if (x1 <= x0) continue;
		path_move(&path, x0, y0);
		path_line(&path, x1, y1);
	}
	if (path.count) draw_stroke(pen, path_end(&path), colour, PT(1), 0, 0);
}

static void draw_stripes(Pen *pen, Box box, Colour colour) {
	PathBuilder path = path_begin(pen->arena);
	for (Len x = box.left + PT(3); x < box.right - PT(0.5); x += PT(3)) {
		path_move(&path, x, box.top);
		path_line(&path, x, box.bottom);
	}
	if (path.count) draw_stroke(pen, path_end(&path), colour, PT(1), 0, 0);
}

/* One cell, or all of them joined, in the subject's style. */
static void draw_cell(Pen *pen, int subject, Box box) {
	Colour colour = pen_subject(pen, subject), white = pen_colour(pen, COLOUR_WHITE);
	bool saver = pen->ink == INK_SAVER;
	switch (pen->theme->subjects[subject].top) {
	case TOP_ROUND:
		draw_path(pen, path_box(pen->arena, box), saver ? lighter : colour);
		if (saver) draw_outline(pen, box, colour, PT(1), 0, 0);
		return;
	case TOP_GABLE:
		draw_path(pen, path_box(pen->arena, box), white);
		draw_outline(pen, box, colour, PT(1.2), 0, 0);
		return;
	case TOP_FLAT:
		draw_path(pen, path_box(pen->arena, box), white);
		draw_hatch(pen, box, colour);
		draw_outline(pen, box, colour, PT(1), 0, 0);
		return;
	case TOP_CHAMFER:
		draw_path(pen, path_box(pen->arena, box), white);
		draw_outline(pen, box, colour, PT(1.2), 0, 0);
		draw_rule(pen, box.left, box.right, (box.top + box.bottom) / 2, PT(1.2), colour);
		return;
	case TOP_LEANTO:
		draw_path(pen, path_box(pen->arena, box), white);
		draw_stripes(pen, box, colour);
		draw_outline(pen, box, colour, PT(1), 0, 0);
		return;
	}
}

static void draw_divider(Pen *pen, int subject, Len x, Len top, Len height) {
	bool filled = pen->theme->subjects[subject].top == TOP_ROUND;
	bool saver = pen->ink == INK_SAVER;
	Colour colour = filled && !saver ? pen_colour(pen, COLOUR_WHITE) : pen_subject(pen, subject);
	draw_line(
		pen, x, top, x, top + height, colour, filled ? (saver ? PT(0.75) : PT(1.5)) : PT(1.2));
}

static Len at_unit(const Bar *bar, double units) {
	return bar->x + (Len)(units * (double)bar->cell + 0.5);
}

static void draw_joined(Pen *pen, const Bar *bar) {
	Len end = at_unit(bar, bar->min);
	if (end - bar->x < PT(1)) end = bar->x + PT(1);
	draw_cell(pen, bar->subject, (Box){ bar->x, bar->top, end, bar->top + bar->height });
	for (int i = 1; i < bar->min - 0.001; i++)
		draw_divider(pen, bar->subject, at_unit(bar, i), bar->top, bar->height);
}

static void draw_parted(Pen *pen, const Bar *bar) {
	for (int i = 0; i < bar->min - 0.001; i++) {
		double part = bar->min - i < 1 ? bar->min - i : 1;
		Len left = at_unit(bar, i), right = at_unit(bar, i + part) - (part < 1 ? 0 : PT(1.5));
		if (right - left < PT(1)) right = left + PT(1);
		draw_cell(pen, bar->subject, (Box){ left, bar->top, right, bar->top + bar->height });
	}
}

static void draw_foot(Pen *pen, const Bar *bar, Len from) {
	Len end = at_unit(bar, bar->cells) - PT(1.5);
	if (end <= from) return;
	draw_rule(
		pen, from, end, bar->top + bar->height - PT(0.25), PT(0.5), pen_colour(pen, COLOUR_INK));
	pen->last->as.stroke.dash = PT(1.5);
	pen->last->as.stroke.gap = PT(2.25);
}

void draw_bar(Pen *pen, const Bar *bar) {
	if (bar->parted) draw_parted(pen, bar);
	else draw_joined(pen, bar);
	Len end = at_unit(bar, bar->min);
	if (bar->max > bar->min + 0.001) {
		Len open = at_unit(bar, bar->max);
		Len from = end + (bar->parted ? 0 : PT(1.5));
		draw_outline(pen, (Box){ from, bar->top, open, bar->top + bar->height },
			pen_subject(pen, bar->subject), PT(1), PT(2.25), PT(1.5));
		end = open + PT(1.5);
	}
	if (bar->foot) draw_foot(pen, bar, end);
}
