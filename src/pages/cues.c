/* What tells the subjects apart besides colour: marks, chips, rules over columns, bullets. And
   the small signs: tick boxes, yes and no. Filled subjects are areas; outlined ones are white
   inside their line. */
#include "pages/draw.h"

#define OPTICAL 36 /* per cent of the type size, over the baseline */

static void set_dash(Pen *pen, Len dash, Len gap) {
	pen->last->as.stroke.dash = dash;
	pen->last->as.stroke.gap = gap;
}

/* The middle between two x heights, as the eye takes it. */
static Len optical_centre(Len baseline, Len type) {
	return baseline - len_scale(type, OPTICAL, 100);
}

/* ---- marks ---- */

static Path octagon(Arena *arena, Box box, Len cut) {
	Point points[] = {
		{ box.left + cut, box.top },
		{ box.right - cut, box.top },
		{ box.right, box.top + cut },
		{ box.right, box.bottom - cut },
		{ box.right - cut, box.bottom },
		{ box.left + cut, box.bottom },
		{ box.left, box.bottom - cut },
		{ box.left, box.top + cut },
	};
	return path_polygon(arena, points, 8);
}

/* The shape of a mark that reaches [half] to all sides of its centre. */
static Path mark_path(Arena *arena, Top top, Point at, Len half) {
	Box box = { at.x - half, at.y - half, at.x + half, at.y + half };
	switch (top) {
	case TOP_ROUND: {
		PathBuilder path = path_begin(arena);
		path_arc(&path, at, half, 0, 360);
		path_close(&path);
		return path_end(&path);
	}
	case TOP_GABLE: {
		Point points[] = {
			{ at.x, box.top },
			{ box.right, at.y },
			{ at.x, box.bottom },
			{ box.left, at.y },
		};
		return path_polygon(arena, points, 4);
	}
	case TOP_FLAT: return path_box(arena, box);
	case TOP_CHAMFER: return octagon(arena, box, half / 2);
	case TOP_LEANTO: {
		Point points[] = { { box.left, box.bottom }, { box.right, box.bottom },
			{ box.right, box.top } };
		return path_polygon(arena, points, 3);
	}
	}
	return (Path){ NULL, 0 };
}

/* How far a mark reaches from its centre: less where corners or an outline add to it. */
static Len mark_reach(Top top, Len size) {
	static const int reach[] = {
		[TOP_ROUND] = 50,
		[TOP_GABLE] = 40,
		[TOP_FLAT] = 44,
		[TOP_CHAMFER] = 42,
		[TOP_LEANTO] = 50,
	};
	return len_scale(size, reach[top], 100);
}

typedef struct MarkLook {
	Colour colour, inside;
	Len stroke;
} MarkLook;

static void draw_shape(Pen *pen, const SubjectLook *look, Path path, MarkLook how) {
	draw_path(pen, path, look->filled ? how.colour : how.inside);
	if (!look->filled) draw_stroke(pen, path, how.colour, how.stroke, 0, 0);
}

void draw_subject_mark(
	Pen *pen, int subject, Len x, Len baseline, Len size, Len type, bool on_ground) {
	const SubjectLook *look = &pen->theme->subjects[subject];
	bool dark = on_ground && !lines_only(pen->theme, pen->ink);
	Point at = { x + size / 2, optical_centre(baseline, type) };
	MarkLook how = {
		.colour = dark ? pen_colour(pen, COLOUR_GROUND_TYPE) : pen_subject(pen, subject),
		.inside = pen_colour(pen, dark ? COLOUR_GROUND : COLOUR_WHITE),
		.stroke = len_scale(size, 15, 100),
	};
	draw_shape(pen, look, mark_path(pen->arena, look->top, at, mark_reach(look->top, size)), how);
}

void draw_mark_on(Pen *pen, int subject, Len x, Len top, Len size) {
	const SubjectLook *look = &pen->theme->subjects[subject];
	bool lined = lines_only(pen->theme, pen->ink);
	MarkLook how = {
		.colour = lined ? pen_subject(pen, subject) : pen_colour(pen, COLOUR_CAP_TYPE),
		.inside = lined ? pen_colour(pen, COLOUR_WHITE) : pen_subject(pen, subject),
		.stroke = len_scale(size, 15, 100),
	};
	Len half = mark_reach(look->top, size);
	Point at = { x + (look->filled ? half : half + how.stroke / 2), top + size / 2 };
	draw_shape(pen, look, mark_path(pen->arena, look->top, at, half), how);
}

Len subject_marks_width(int n, Len size) { return n > 0 ? n * size + (n - 1) * PT(4) : 0; }

void draw_subject_marks(
	Pen *pen, SubjectSet subjects, Len x, Len baseline, Len size, Len type, bool on_ground) {
	for (int i = 0; i < MAX_SUBJECTS; i++) {
		if (!(subjects >> i & 1)) continue;
		draw_subject_mark(pen, i, x, baseline, size, type, on_ground);
		x += size + PT(4);
	}
}

/* Nobody's bullet is a short bar: circles and diamonds belong to subjects. An outlined bullet is
   a little wider than a filled one, to look as large. */
void draw_bullet(Pen *pen, int subject, Len x, Len baseline, Len type) {
	Len size = pen->theme->measures[MEASURE_BULLET];
	Point at = { x + size / 2, optical_centre(baseline, type) };
	if (subject < 0) {
		draw_box(
			pen, (Box){ x, at.y - PT(0.5), x + size, at.y + PT(0.5) }, pen_colour(pen, COLOUR_INK));
		return;
	}
	const SubjectLook *look = &pen->theme->subjects[subject];
	MarkLook how = {
		.colour = pen_subject(pen, subject),
		.inside = pen_colour(pen, COLOUR_WHITE),
		.stroke = len_scale(size, 20, 100),
	};
	Len half = mark_reach(look->top, size);
	if (!look->filled) {
		Len corner = look->top == TOP_GABLE ? len_scale(how.stroke, 1414, 1000) : how.stroke;
		half = (len_scale(size, 47, 45) - corner) / 2;
	}
	draw_shape(pen, look, mark_path(pen->arena, look->top, at, half), how);
}

/* ---- chips ---- */

/* [in]: half the line that will be drawn along the path. */
static Path chip_path(Arena *arena, Top top, Box box, Len in) {
	Box inner = { box.left + in, box.top + in, box.right - in, box.bottom - in };
	Len height = box.bottom - box.top, half = height / 2, middle = box.top + half;
	switch (top) {
	case TOP_ROUND: {
		PathBuilder path = path_begin(arena);
		path_arc(&path, (Point){ box.left + half, middle }, half - in, 90, 270);
		path_arc(&path, (Point){ box.right - half, middle }, half - in, 270, 450);
		path_close(&path);
		return path_end(&path);
	}
	case TOP_GABLE: {
		Len shoulder = len_scale(half, 72, 100);
		Point points[] = {
			{ inner.left, middle },
			{ box.left + shoulder, inner.top },
			{ box.right - shoulder, inner.top },
			{ inner.right, middle },
			{ box.right - shoulder, inner.bottom },
			{ box.left + shoulder, inner.bottom },
		};
		return path_polygon(arena, points, 6);
	}
	case TOP_FLAT: return path_box(arena, inner);
	case TOP_CHAMFER: return octagon(arena, inner, PT(4) - in);
	case TOP_LEANTO: {
		Point points[] = {
			{ inner.left + in, inner.bottom },
			{ inner.left + half, inner.top },
			{ inner.right - in, inner.top },
			{ inner.right - half, inner.bottom },
		};
		return path_polygon(arena, points, 4);
	}
	}
	return (Path){ NULL, 0 };
}

void draw_chip(Pen *pen, int subject, Box box) {
	const SubjectLook *look = &pen->theme->subjects[subject];
	bool lined = lines_only(pen->theme, pen->ink);
	Len outline = pen->theme->measures[MEASURE_OUTLINE];
	Len line = lined ? len_scale(outline, look->filled ? 6 : 4, 5) : look->filled ? 0 : PT(1.2);
	Colour fill = !look->filled ? pen_colour(pen, COLOUR_WHITE)
		: lined                 ? pen_tint(pen, subject, 12)
								: look->c[0];
	Path path = chip_path(pen->arena, look->top, box, line / 2);
	draw_path(pen, path, fill);
	pen->last->ground = true;
	if (line) draw_stroke(pen, path, pen_subject(pen, subject), line, 0, 0);
}

Colour chip_text_colour(const Pen *pen, int subject) {
	bool white = !lines_only(pen->theme, pen->ink) && pen->theme->subjects[subject].filled;
	return white ? pen_colour(pen, COLOUR_CAP_TYPE) : pen_subject(pen, subject);
}

/* ---- rules over columns ---- */

Len head_rule_top(Len name_top) { return name_top - PT(HEAD_RULE + 4.5); }

void draw_head_rule(Pen *pen, int subject, Len left, Len right, Len top) {
	Colour colour = pen_subject(pen, subject);
	Len line = PT(1.2), in = line / 2, height = PT(HEAD_RULE), middle = top + height / 2;
	switch (pen->theme->subjects[subject].top) {
	case TOP_ROUND: draw_rule(pen, left, right, middle, height, colour); return;
	case TOP_GABLE: {
		Path path =
			path_box(pen->arena, (Box){ left + in, top + in, right - in, top + height - in });
		draw_path(pen, path, pen_colour(pen, COLOUR_WHITE));
		draw_stroke(pen, path, colour, line, 0, 0);
		return;
	}
	case TOP_FLAT:
		draw_rule(pen, left, right, middle, height, colour);
		set_dash(pen, PT(13.5), PT(2.25));
		return;
	case TOP_CHAMFER:
		for (int i = 0; i < 2; i++) {
			draw_rule(pen, left, right, i ? top + height - in : top + in, line, colour);
			set_dash(pen, PT(6.75), PT(2.25));
		}
		return;
	case TOP_LEANTO:
		draw_rule(pen, left, right, middle, height, colour);
		set_dash(pen, PT(2.25), PT(2.25));
		return;
	}
}

/* ---- small signs ---- */

void draw_tick_box(Pen *pen, Len x, Len line_top) {
	Len side = pen->theme->measures[MEASURE_TICK_BOX], radius = PT(1);
	Box box = { x + PT(0.5), line_top + PT(2.1), x + PT(0.5) + side, line_top + PT(2.1) + side };
	PathBuilder path = path_begin(pen->arena);
	path_arc(&path, (Point){ box.left + radius, box.top + radius }, radius, 180, 270);
	path_arc(&path, (Point){ box.right - radius, box.top + radius }, radius, 270, 360);
	path_arc(&path, (Point){ box.right - radius, box.bottom - radius }, radius, 0, 90);
	path_arc(&path, (Point){ box.left + radius, box.bottom - radius }, radius, 90, 180);
	path_close(&path);
	draw_path(pen, path_end(&path), pen_colour(pen, COLOUR_WHITE));
	draw_stroke(pen, path_end(&path), pen_colour(pen, COLOUR_INK), PT(1), 0, 0);
}

void draw_yes(Pen *pen, int subject, Len x, Len baseline) {
	PathBuilder path = path_begin(pen->arena);
	path_move(&path, x + PT(0.9), baseline - PT(4.1));
	path_line(&path, x + PT(3.8), baseline - PT(0.9));
	path_line(&path, x + PT(9), baseline - PT(8.1));
	draw_stroke(pen, path_end(&path), pen_subject(pen, subject), PT(1.8), 0, 0);
	pen->last->upright = true;
}

void draw_no(Pen *pen, int subject, Len x, Len baseline) {
	draw_rule(
		pen, x + PT(0.5), x + PT(8.5), baseline - PT(3.9), PT(1.8), pen_subject(pen, subject));
}

void draw_minus(Pen *pen, int subject, Len x, Len baseline) {
	Len middle = baseline - PT(3.6);
	draw_rule(pen, x, x + PT(6.75), middle, PT(1.5), pen_subject(pen, subject));
}

void draw_plus(Pen *pen, int subject, Len x, Len baseline) {
	PathBuilder path = path_begin(pen->arena);
	Len half = PT(3.375), middle = baseline - PT(3.6);
	draw_minus(pen, subject, x, baseline);
	path_move(&path, x + half, middle - half);
	path_line(&path, x + half, middle + half);
	draw_stroke(pen, path_end(&path), pen_subject(pen, subject), PT(1.5), 0, 0);
}
