/* The pen: a list of marks that grows, and the paths they are made of. */
#include "pages/draw.h"
#include <math.h>

Mark *pen_mark(Pen *pen, MarkKind kind, Colour colour) {
	Mark *mark = ARENA_NEW(pen->arena, Mark);
	mark->kind = kind;
	mark->colour = colour;
	mark->node = pen->node;
	mark->from = pen->from;
	if (pen->last) pen->last->next = mark;
	else pen->first = mark;
	pen->last = mark;
	return mark;
}

static const Colour black = { .k = 100, .grey = 100 };
static const Colour white = { .r = 255, .g = 255, .b = 255 };

/* One ink and little of it: type is black, and no field is filled. */
Colour pen_colour(const Pen *pen, ColourId id) {
	if (pen->ink != INK_SAVER) return pen->theme->colours[id];
	return id == COLOUR_INK || id == COLOUR_MUTED || id == COLOUR_HAIR ? black : white;
}

Colour pen_subject(const Pen *pen, int subject) {
	return pen->ink == INK_SAVER ? black : pen->theme->subjects[subject].c[0];
}

/* ---- paths ---- */

PathBuilder path_begin(Arena *arena) { return (PathBuilder){ .arena = arena }; }

static PathStep *step(PathBuilder *path, char op) {
	if (path->count == path->room) {
		int room = path->room ? path->room * 2 : 8;
		PathStep *grown = ARENA_ARRAY(path->arena, room, PathStep);
		for (int i = 0; i < path->count; i++) grown[i] = path->steps[i];
		path->steps = grown;
		path->room = room;
	}
	PathStep *made = &path->steps[path->count++];
	made->op = op;
	return made;
}

void path_move(PathBuilder *path, Len x, Len y) { step(path, 'M')->at[0] = (Point){ x, y }; }
void path_line(PathBuilder *path, Len x, Len y) { step(path, 'L')->at[0] = (Point){ x, y }; }

void path_curve(PathBuilder *path, Point a, Point b, Point c) {
	PathStep *made = step(path, 'C');
	made->at[0] = a;
	made->at[1] = b;
	made->at[2] = c;
}

void path_close(PathBuilder *path) { step(path, 'Z'); }
Path path_end(const PathBuilder *path) { return (Path){ path->steps, path->count }; }

static Point on_circle(Point centre, double radius, double angle) {
	return (Point){ centre.x + PT(radius * cos(angle)), centre.y + PT(radius * sin(angle)) };
}

/* A quarter or less at a time: with handles of 4/3 tan(a/4) a cubic is within 0.03 % of the circle.
 */
void path_arc(PathBuilder *path, Point centre, Len radius, double from, double to) {
	double r = len_pt(radius), span = to - from;
	int parts = (int)ceil(fabs(span) / 90 - 1e-9);
	if (parts < 1) parts = 1;
	double part = span / parts * acos(-1) / 180, at = from * acos(-1) / 180,
		   handle = 4.0 / 3 * tan(part / 4);
	Point start = on_circle(centre, r, at);
	if (path->count && path->steps[path->count - 1].op != 'Z') path_line(path, start.x, start.y);
	else path_move(path, start.x, start.y);
	for (int i = 0; i < parts; i++, at += part) {
		double a = at, b = at + part;
		Point one = { centre.x + PT(r * (cos(a) - handle * sin(a))),
			centre.y + PT(r * (sin(a) + handle * cos(a))) };
		Point two = { centre.x + PT(r * (cos(b) + handle * sin(b))),
			centre.y + PT(r * (sin(b) - handle * cos(b))) };
		path_curve(path, one, two, on_circle(centre, r, b));
	}
}

Path path_box(Arena *arena, Box box) {
	PathBuilder path = path_begin(arena);
	path_move(&path, box.left, box.top);
	path_line(&path, box.right, box.top);
	path_line(&path, box.right, box.bottom);
	path_line(&path, box.left, box.bottom);
	path_close(&path);
	return path_end(&path);
}

void draw_path(Pen *pen, Path path, Colour colour) {
	pen_mark(pen, MARK_FILL, colour)->as.fill.path = path;
}

void draw_stroke(Pen *pen, Path path, Colour colour, Len width, Len dash, Len gap) {
	Mark *mark = pen_mark(pen, MARK_STROKE, colour);
	mark->as.stroke.path = path;
	mark->as.stroke.width = width;
	mark->as.stroke.dash = dash;
	mark->as.stroke.gap = gap;
}

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
