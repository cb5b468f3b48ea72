/* The pen: a list of marks that grows, and the paths they are made of. */
#include "pages/draw.h"
#include <math.h>

#define DEGREE 0.017453292519943295 /* in radians */

Mark *pen_mark(Pen *pen, MarkKind kind, Colour colour) {
	Mark *mark = ARENA_NEW(pen->arena, Mark);
	mark->kind = kind;
	mark->colour = colour;
	mark->node = pen->node;
	mark->from = pen->from;
	mark->upright = pen->upright;
	mark->frame = pen->upright ? pen->frame : 0;
	if (pen->last) pen->last->next = mark;
	else pen->first = mark;
	pen->last = mark;
	return mark;
}

Colour colour_grey(int percent) {
	uint8_t light = (uint8_t)((255 * (100 - percent) + 50) / 100), dark = (uint8_t)percent;
	return (Colour){ .r = light, .g = light, .b = light, .k = dark, .grey = dark };
}

/* Where ink is saved, type and lines are black; where lines only are drawn, what would be a field
   of colour stays white, and the words on it are in ink. */
bool lines_only(const Theme *theme, Ink ink) {
	return ink == INK_SAVER || theme->choices[CHOICE_TONE] == TONE_LINE;
}

Colour pen_colour(const Pen *pen, ColourId id) {
	if (pen->ink == INK_SAVER) return colour_grey(colour_is_field(id) ? 0 : 100);
	if (!lines_only(pen->theme, pen->ink)) return pen->theme->colours[id];
	if (colour_is_field(id)) return pen->theme->colours[COLOUR_WHITE];
	return pen->theme->colours[colour_is_on_field(id) ? COLOUR_INK : id];
}

Colour pen_tint(const Pen *pen, int subject, int percent) {
	return pen->ink == INK_SAVER ? colour_grey(percent) : pen->theme->subjects[subject].tint;
}

Colour pen_subject(const Pen *pen, int subject) {
	if (subject < 0) return pen_colour(pen, COLOUR_INK);
	return pen->ink == INK_SAVER ? colour_grey(100) : pen->theme->subjects[subject].c[0];
}

/* ---- paths ---- */

PathBuilder path_begin(Arena *arena) { return (PathBuilder){ .arena = arena }; }

static PathStep *add_step(PathBuilder *path, char op) {
	if (path->count == path->room) {
		int room = path->room ? path->room * 2 : 8;
		PathStep *grown = ARENA_ARRAY(path->arena, (size_t)room, PathStep);
		for (int i = 0; i < path->count; i++) grown[i] = path->steps[i];
		path->steps = grown;
		path->room = room;
	}
	PathStep *made = &path->steps[path->count++];
	made->op = op;
	return made;
}

void path_move(PathBuilder *path, Len x, Len y) { add_step(path, 'M')->at[0] = (Point){ x, y }; }
void path_line(PathBuilder *path, Len x, Len y) { add_step(path, 'L')->at[0] = (Point){ x, y }; }

void path_curve(PathBuilder *path, Point a, Point b, Point c) {
	PathStep *made = add_step(path, 'C');
	made->at[0] = a;
	made->at[1] = b;
	made->at[2] = c;
}

void path_close(PathBuilder *path) { add_step(path, 'Z'); }
Path path_end(const PathBuilder *path) { return (Path){ path->steps, path->count }; }

static bool same_place(Point a, Point b) {
	return a.x - b.x <= 1 && b.x - a.x <= 1 && a.y - b.y <= 1 && b.y - a.y <= 1;
}

/* To where the arc begins: a line, unless the path is there already but for the last rounding. */
static void reach(PathBuilder *path, Point start) {
	const PathStep *last = path->count ? &path->steps[path->count - 1] : NULL;
	if (!last || last->op == 'Z') path_move(path, start.x, start.y);
	else if (!same_place(last->at[last->op == 'C' ? 2 : 0], start))
		path_line(path, start.x, start.y);
}

/* On a circle of [radius] at [angle], then [along] radii further along its tangent. */
static Point on_circle(Point centre, double radius, double angle, double along) {
	double x = cos(angle) - along * sin(angle), y = sin(angle) + along * cos(angle);
	return (Point){ centre.x + PT(radius * x), centre.y + PT(radius * y) };
}

/* A quarter or less at a time: with handles of 4/3 tan(a/4) radii a cubic stays within 0.03 % of
   the circle. */
void path_arc(PathBuilder *path, Point centre, Len radius, double from, double to) {
	int parts = (int)ceil(fabs(to - from) / 90 - 1e-9);
	if (parts < 1) parts = 1;
	double r = len_pt(radius), part = (to - from) / parts,
		   handle = 4.0 / 3 * tan(part * DEGREE / 4);
	reach(path, on_circle(centre, r, from * DEGREE, 0));
	for (int i = 0; i < parts; i++) {
		double a = (from + part * i) * DEGREE, b = (from + part * (i + 1)) * DEGREE;
		path_curve(path, on_circle(centre, r, a, handle), on_circle(centre, r, b, -handle),
			on_circle(centre, r, b, 0));
	}
}

Path path_polygon(Arena *arena, const Point *points, int count) {
	PathBuilder path = path_begin(arena);
	for (int i = 0; i < count; i++) {
		if (i) path_line(&path, points[i].x, points[i].y);
		else path_move(&path, points[i].x, points[i].y);
	}
	path_close(&path);
	return path_end(&path);
}

Path path_box(Arena *arena, Box box) {
	Point corners[] = {
		{ box.left, box.top },
		{ box.right, box.top },
		{ box.right, box.bottom },
		{ box.left, box.bottom },
	};
	return path_polygon(arena, corners, 4);
}

/* ---- marks ---- */

void draw_path(Pen *pen, Path path, Colour colour) {
	if (path.count) pen_mark(pen, MARK_FILL, colour)->as.fill.path = path;
}

void draw_stroke(Pen *pen, Path path, Colour colour, Len width, Len dash, Len gap) {
	if (!path.count) return;
	Mark *mark = pen_mark(pen, MARK_STROKE, colour);
	mark->as.stroke.path = path;
	mark->as.stroke.width = width;
	mark->as.stroke.dash = dash;
	mark->as.stroke.gap = gap;
}

/* A box that can hold a line of type is taken for its ground. */
void draw_box(Pen *pen, Box box, Colour colour) {
	draw_path(pen, path_box(pen->arena, box), colour);
	pen->last->ground = box.right - box.left > PT(20) && box.bottom - box.top > PT(12);
}

void draw_rule(Pen *pen, Len left, Len right, Len y, Len width, Colour colour) {
	PathBuilder path = path_begin(pen->arena);
	path_move(&path, left, y);
	path_line(&path, right, y);
	draw_stroke(pen, path_end(&path), colour, width, 0, 0);
}
