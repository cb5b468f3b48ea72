/* What tells the subjects apart besides their colour: marks, chips, rules over columns, bullets;
   and the small signs that belong to nobody: tick boxes, yes and no. Odd subjects are filled, even
   ones outlined. */
#include "pages/draw.h"

static const Colour light = { .r = 224, .g = 224, .b = 224, .k = 12, .grey = 12 };

static Path polygon(Arena *arena, const Point *points, int count) {
	PathBuilder path = path_begin(arena);
	for (int i = 0; i < count; i++) {
		if (i) path_line(&path, points[i].x, points[i].y);
		else path_move(&path, points[i].x, points[i].y);
	}
	path_close(&path);
	return path_end(&path);
}

/* The shape of a mark in the square of [size] at (x, y): its top left corner. */
static Path mark_path(Arena *arena, Top top, Len x, Len y, Len size) {
	Len half = size / 2, near = size / 10, edge = size * 6 / 100, cut = size * 29 / 100,
		right = x + size, bottom = y + size;
	switch (top) {
	case TOP_ROUND: {
		PathBuilder path = path_begin(arena);
		path_arc(&path, (Point){ x + half, y + half }, half, 0, 360);
		path_close(&path);
		return path_end(&path);
	}
	case TOP_GABLE:
		return polygon(arena,
			(Point[]){ { x + half, y + near }, { right - near, y + half },
				{ x + half, bottom - near }, { x + near, y + half } },
			4);
	case TOP_FLAT:
		return polygon(arena,
			(Point[]){ { x + edge, y + edge }, { right - edge, y + edge },
				{ right - edge, bottom - edge }, { x + edge, bottom - edge } },
			4);
	case TOP_CHAMFER: {
		Len in = size * 75 / 1000;
		return polygon(arena,
			(Point[]){ { x + cut, y + in }, { right - cut, y + in }, { right - in, y + cut },
				{ right - in, bottom - cut }, { right - cut, bottom - in },
				{ x + cut, bottom - in }, { x + in, bottom - cut }, { x + in, y + cut } },
			8);
	}
	case TOP_LEANTO:
		return polygon(arena,
			(Point[]){
				{ x, bottom - edge }, { right - edge, y + edge }, { right - edge, bottom - edge } },
			3);
	}
	return (Path){ NULL, 0 };
}

static void draw_mark_at(
	Pen *pen, int subject, Len x, Len y, Len size, Len stroke, Colour colour, Colour inside) {
	const SubjectLook *look = &pen->theme->subjects[subject];
	Path path = mark_path(pen->arena, look->top, x, y, size);
	draw_path(pen, path, look->filled ? colour : inside);
	if (!look->filled) draw_stroke(pen, path, colour, stroke, 0, 0);
}

void draw_subject_mark(
	Pen *pen, int subject, Len x, Len baseline, Len size, Len type, bool on_ground) {
	Len centre = baseline - type * 36 / 100;
	bool white_on_ink = on_ground && pen->ink != INK_SAVER;
	Colour colour = white_on_ink ? pen_colour(pen, COLOUR_WHITE) : pen_subject(pen, subject);
	Colour inside = white_on_ink ? pen_colour(pen, COLOUR_INK) : pen_colour(pen, COLOUR_WHITE);
	draw_mark_at(pen, subject, x, centre - size / 2, size, size * 15 / 100, colour, inside);
}

Len subject_marks_width(int n, Len size) { return n * size + (n - 1) * PT(4); }

void draw_subject_marks(
	Pen *pen, SubjectSet subjects, Len x, Len baseline, Len size, Len type, bool on_ground) {
	for (int i = 0; i < MAX_SUBJECTS; i++) {
		if (!(subjects >> i & 1)) continue;
		draw_subject_mark(pen, i, x, baseline, size, type, on_ground);
		x += size + PT(4);
	}
}

/* ---- chips ---- */

static Path chip_path(Arena *arena, Top top, Box box) {
	Len half = (box.bottom - box.top) / 2, middle = box.top + half;
	switch (top) {
	case TOP_ROUND: {
		PathBuilder path = path_begin(arena);
		path_arc(&path, (Point){ box.left + half, middle }, half, 90, 270);
		path_arc(&path, (Point){ box.right - half, middle }, half, 270, 450);
		path_close(&path);
		return path_end(&path);
	}
	case TOP_GABLE: {
		Len in = PT(4.86);
		return polygon(arena,
			(Point[]){ { box.left, middle }, { box.left + in, box.top },
				{ box.right - in, box.top }, { box.right, middle }, { box.right - in, box.bottom },
				{ box.left + in, box.bottom } },
			6);
	}
	case TOP_FLAT: return path_box(arena, box);
	case TOP_CHAMFER: {
		Len cut = PT(4);
		return polygon(arena,
			(Point[]){ { box.left + cut, box.top }, { box.right - cut, box.top },
				{ box.right, box.top + cut }, { box.right, box.bottom - cut },
				{ box.right - cut, box.bottom }, { box.left + cut, box.bottom },
				{ box.left, box.bottom - cut }, { box.left, box.top + cut } },
			8);
	}
	case TOP_LEANTO: {
		Len slant = PT(6.75);
		return polygon(arena,
			(Point[]){ { box.left + slant, box.top }, { box.right, box.top },
				{ box.right - slant, box.bottom }, { box.left, box.bottom } },
			4);
	}
	}
	return (Path){ NULL, 0 };
}

void draw_chip(Pen *pen, int subject, Box box) {
	const SubjectLook *look = &pen->theme->subjects[subject];
	bool saver = pen->ink == INK_SAVER;
	Len stroke = saver && look->filled ? PT(1.8) : PT(1.2),
		in = look->filled && !saver ? 0 : stroke / 2;
	Path path = chip_path(pen->arena, look->top,
		(Box){ box.left + in, box.top + in, box.right - in, box.bottom - in });
	Colour colour = pen_subject(pen, subject);
	Colour fill = !look->filled ? pen_colour(pen, COLOUR_WHITE) : saver ? light : colour;
	draw_path(pen, path, fill);
	pen->last->ground = true;
	if (in) draw_stroke(pen, path, colour, stroke, 0, 0);
}

Colour chip_text_colour(const Pen *pen, int subject) {
	if (pen->ink == INK_SAVER) return pen_colour(pen, COLOUR_INK);
	return pen->theme->subjects[subject].filled ? pen_colour(pen, COLOUR_WHITE)
												: pen_subject(pen, subject);
}

/* ---- rules over columns ---- */

void draw_head_rule(Pen *pen, int subject, Len left, Len right, Len top) {
	Colour colour = pen_subject(pen, subject);
	Len middle = top + PT(2.25);
	switch (pen->theme->subjects[subject].top) {
	case TOP_ROUND: draw_box(pen, (Box){ left, top, right, top + PT(4.5) }, colour); return;
	case TOP_GABLE:
		draw_stroke(pen,
			path_box(
				pen->arena, (Box){ left + PT(0.6), top + PT(0.6), right - PT(0.6), top + PT(3.9) }),
			colour, PT(1.2), 0, 0);
		return;
	case TOP_FLAT:
		draw_rule(pen, left, right, middle, PT(4.5), colour);
		pen->last->as.stroke.dash = PT(13.5);
		pen->last->as.stroke.gap = PT(2.25);
		return;
	case TOP_CHAMFER:
		for (int i = 0; i < 2; i++) {
			draw_rule(pen, left, right, top + PT(0.6) + i * PT(3.3), PT(1.2), colour);
			pen->last->as.stroke.dash = PT(6.75);
			pen->last->as.stroke.gap = PT(2.25);
		}
		return;
	case TOP_LEANTO:
		draw_rule(pen, left, right, middle, PT(4.5), colour);
		pen->last->as.stroke.dash = PT(2.25);
		pen->last->as.stroke.gap = PT(2.25);
		return;
	}
}

/* ---- small signs ---- */

void draw_tick_box(Pen *pen, Len x, Len line_top) {
	Len side = pen->theme->measures[MEASURE_TICK_BOX], left = x + PT(0.5), top = line_top + PT(2.1),
		radius = PT(1);
	Len right = left + side, bottom = top + side;
	PathBuilder path = path_begin(pen->arena);
	path_arc(&path, (Point){ left + radius, top + radius }, radius, 180, 270);
	path_arc(&path, (Point){ right - radius, top + radius }, radius, 270, 360);
	path_arc(&path, (Point){ right - radius, bottom - radius }, radius, 0, 90);
	path_arc(&path, (Point){ left + radius, bottom - radius }, radius, 90, 180);
	path_close(&path);
	draw_path(pen, path_end(&path), pen_colour(pen, COLOUR_WHITE));
	draw_stroke(pen, path_end(&path), pen_colour(pen, COLOUR_INK), PT(1), 0, 0);
}

void draw_bullet(Pen *pen, int subject, Len x, Len baseline, Len type) {
	Len centre = baseline - type * 36 / 100, size = pen->theme->measures[MEASURE_BULLET];
	if (subject < 0) {
		draw_box(pen, (Box){ x, centre - PT(0.5), x + PT(4.5), centre + PT(0.5) },
			pen_colour(pen, COLOUR_INK));
		return;
	}
	bool diamond = pen->theme->subjects[subject].top == TOP_GABLE;
	if (diamond) size = PT(4.7) * 10 / 8;
	draw_mark_at(pen, subject, diamond ? x - size / 10 + PT(0.45) : x, centre - size / 2, size,
		PT(0.9), pen_subject(pen, subject), pen_colour(pen, COLOUR_WHITE));
}

void draw_yes(Pen *pen, int subject, Len x, Len baseline) {
	PathBuilder path = path_begin(pen->arena);
	path_move(&path, x + PT(0.9), baseline - PT(4.1));
	path_line(&path, x + PT(3.8), baseline - PT(0.9));
	path_line(&path, x + PT(9), baseline - PT(8.1));
	draw_stroke(pen, path_end(&path), pen_subject(pen, subject), PT(1.8), 0, 0);
}

void draw_no(Pen *pen, int subject, Len x, Len baseline) {
	draw_rule(
		pen, x + PT(0.5), x + PT(8.5), baseline - PT(3.9), PT(1.8), pen_subject(pen, subject));
}
