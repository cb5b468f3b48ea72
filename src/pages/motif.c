/* The doors, their rings, the road that forks to them, the caps over the columns, and the ground.
   Outlines are lists of points and arcs at an inset; the same outline serves as an area, as a gap
   line around the next ring, and as a line where ink is saved. Curves are worked out in doubles and
   rounded once. */
#include "pages/draw.h"
#include <math.h>

#define SLOPE 0.62 /* of a gable's and a lean-to's roof */

typedef struct Outline {
	Top top;
	bool mirrored;
	double middle, radius, floor, height, inset;
} Outline;

static void line_to(PathBuilder *path, double x, double y) {
	if (path->count && path->steps[path->count - 1].op != 'Z') path_line(path, PT(x), PT(y));
	else path_move(path, PT(x), PT(y));
}

/* The top from left foot to right foot; the caller closes it or leaves it open. */
static void add_outline(PathBuilder *path, const Outline *door) {
	double r = door->radius - door->inset, d = door->inset, left = door->middle - r,
		   right = door->middle + r;
	double apex = door->floor - door->height, roof = apex + d * sqrt(1 + SLOPE * SLOPE);
	double cut = 0.55 * door->radius - d * (2 - sqrt(2.0));
	line_to(path, left, door->floor);
	switch (door->top) {
	case TOP_ROUND: {
		Point centre = { PT(door->middle), PT(apex + door->radius) };
		path_arc(path, centre, PT(r), 180, 360);
		break;
	}
	case TOP_GABLE:
		line_to(path, left, roof + SLOPE * r);
		line_to(path, door->middle, roof);
		line_to(path, right, roof + SLOPE * r);
		break;
	case TOP_FLAT:
		line_to(path, left, apex + d);
		line_to(path, right, apex + d);
		break;
	case TOP_CHAMFER:
		line_to(path, left, apex + d + cut);
		line_to(path, left + cut, apex + d);
		line_to(path, right - cut, apex + d);
		line_to(path, right, apex + d + cut);
		break;
	case TOP_LEANTO: {
		double high = roof + SLOPE * d, low = roof + SLOPE * (2 * door->radius - d);
		line_to(path, left, door->mirrored ? high : low);
		line_to(path, right, door->mirrored ? low : high);
		break;
	}
	}
	line_to(path, right, door->floor);
}

static Path outline(Arena *arena, const Outline *door) {
	PathBuilder path = path_begin(arena);
	add_outline(&path, door);
	path_close(&path);
	return path_end(&path);
}

/* From the apex down one side, so that dashes are the same on both. */
static void draw_side(Pen *pen, const Outline *door, bool right, Len width, Len dash, Len gap) {
	PathBuilder whole = path_begin(pen->arena), half = path_begin(pen->arena);
	add_outline(&whole, door);
	double side = right ? 1 : -1, r = door->radius - door->inset;
	double apex = door->floor - door->height + door->inset * sqrt(1 + SLOPE * SLOPE);
	if (door->top == TOP_GABLE) {
		path_move(&half, PT(door->middle), PT(apex));
		path_line(&half, PT(door->middle + side * r), PT(apex + SLOPE * r));
	} else {
		double top = door->floor - door->height + door->inset,
			   cut = 0.55 * door->radius - door->inset * (2 - sqrt(2.0));
		path_move(&half, PT(door->middle), PT(top));
		path_line(&half, PT(door->middle + side * (r - cut)), PT(top));
		path_line(&half, PT(door->middle + side * r), PT(top + cut));
	}
	path_line(&half, PT(door->middle + side * r), PT(door->floor));
	draw_stroke(pen, path_end(&half), pen_colour(pen, COLOUR_INK), width, dash, gap);
}

Len doors_radius(const Theme *theme, Len measure, int n) {
	return (measure - theme->measures[MEASURE_DOOR_GAP] * (n - 1)) / (2 * n);
}

Len doors_centre(const Theme *theme, const Doors *doors, int i) {
	Len radius = doors_radius(theme, doors->measure, doors->n);
	int place = doors->rtl ? doors->n - 1 - i : i;
	return doors->left + radius + place * (2 * radius + theme->measures[MEASURE_DOOR_GAP]);
}

static const Colour light = { .r = 224, .g = 224, .b = 224, .k = 12, .grey = 12 }; /* 12 % */

static void draw_door(Pen *pen, const Outline *at, int subject, int rings, Colour behind, Len gap) {
	Outline door = *at;
	door.floor += 3;
	door.height += 3;
	double deepest = 0.70 * door.radius;
	for (int i = 0; i <= rings; i++) {
		door.inset = deepest * i / rings;
		Path path = outline(pen->arena, &door);
		Colour tone = i < rings ? pen->theme->subjects[subject].c[i] : pen_colour(pen, COLOUR_SUN);
		draw_path(pen, path, tone);
		if (i) draw_stroke(pen, path, behind, gap, 0, 0);
	}
}

static void draw_door_lines(Pen *pen, const Outline *at, bool filled, int rings) {
	Outline door = *at;
	door.radius -= 0.75;
	door.height -= 0.75;
	double deepest = 0.70 * at->radius - 0.75;
	Colour ink = pen_colour(pen, COLOUR_INK), paper = pen_colour(pen, COLOUR_PAPER);
	for (int i = 0; i <= rings; i++) {
		door.inset = deepest * i / rings;
		Path path = outline(pen->arena, &door);
		if (!filled && i && (door.top == TOP_GABLE || door.top == TOP_CHAMFER)) {
			draw_side(pen, &door, false, PT(1), PT(4.5), PT(2.25));
			draw_side(pen, &door, true, PT(1), PT(4.5), PT(2.25));
			continue;
		}
		draw_path(pen, path, filled && i % 2 == 0 && i < rings ? light : paper);
		draw_stroke(pen, path, ink, i ? PT(1) : PT(1.5), 0, 0);
	}
}

void draw_doors(Pen *pen, const Doors *doors) {
	Len radius = doors_radius(pen->theme, doors->measure, doors->n);
	for (int i = 0; i < doors->n; i++) {
		const SubjectLook *look = &pen->theme->subjects[i];
		Outline door = {
			.top = look->top,
			.mirrored = doors->rtl,
			.middle = len_pt(doors_centre(pen->theme, doors, i)),
			.radius = len_pt(radius),
			.floor = len_pt(doors->floor),
			.height = len_pt(doors->height),
		};
		if (pen->ink == INK_SAVER) draw_door_lines(pen, &door, look->filled, doors->rings[i]);
		else
			draw_door(
				pen, &door, i, doors->rings[i], doors->behind, radius < PT(36) ? PT(1) : PT(1.5));
	}
}

/* ---- the road ---- */

/* Up from the bottom, a quarter circle out, a quarter circle up. */
static Path road(Arena *arena, double middle, double door, double floor, double bottom) {
	PathBuilder path = path_begin(arena);
	double away = fabs(door - middle) / 2, side = door > middle ? 1 : -1;
	if (away < 0.01) {
		path_move(&path, PT(middle), PT(bottom));
		path_line(&path, PT(middle), PT(floor));
		return path_end(&path);
	}
	double room = (bottom - 18 - floor) / 2, bend = away < room ? away : room;
	double turn = floor + 2 * bend;
	path_move(&path, PT(middle), PT(bottom));
	path_line(&path, PT(middle), PT(turn));
	Point first = { PT(middle + side * bend), PT(turn) },
		  second = { PT(door - side * bend), PT(floor) };
	path_arc(&path, first, PT(bend), side > 0 ? 180 : 360, 270);
	path_arc(&path, second, PT(bend), 90, side > 0 ? 0 : 180);
	return path_end(&path);
}

void draw_road(Pen *pen, const Doors *doors, Len middle, Len bottom) {
	double radius = len_pt(doors_radius(pen->theme, doors->measure, doors->n));
	double width = 2 * 0.30 * radius - (radius < 36 ? 1 : 1.5), floor = len_pt(doors->floor);
	bool saver = pen->ink == INK_SAVER;
	for (int pass = 0; pass < (saver ? 2 : 1); pass++) {
		for (int i = 0; i < doors->n; i++) {
			double door = len_pt(doors_centre(pen->theme, doors, i));
			Path path =
				road(pen->arena, len_pt(middle), door, saver ? floor : floor - 0.3, len_pt(bottom));
			Colour colour = !saver ? pen_colour(pen, COLOUR_SUN)
								   : pen_colour(pen, pass ? COLOUR_WHITE : COLOUR_INK);
			draw_stroke(pen, path, colour, PT(saver && pass ? width - 2 : width), 0, 0);
		}
	}
}

/* ---- caps ---- */

static void add_top(PathBuilder *path, const Cap *cap, Top top, Len inset, Len drop) {
	Len left = cap->left + inset, right = cap->right - inset, low = cap->apex + cap->rise + drop,
		high = cap->apex + drop;
	Len middle = (left + right) / 2;
	double half = len_pt(right - left) / 2, rise = len_pt(cap->rise);
	switch (top) {
	case TOP_ROUND: {
		double radius = (half * half + rise * rise) / (2 * rise),
			   angle = asin(half / radius) * 180 / acos(-1);
		path_arc(path, (Point){ middle, high + PT(radius) }, PT(radius), 270 - angle, 270 + angle);
		return;
	}
	case TOP_GABLE:
		line_to(path, len_pt(left), len_pt(low));
		path_line(path, middle, high);
		path_line(path, right, low);
		return;
	case TOP_FLAT:
		line_to(path, len_pt(left), len_pt(high));
		path_line(path, right, high);
		return;
	case TOP_CHAMFER:
		line_to(path, len_pt(left), len_pt(low));
		path_line(path, left + cap->rise, high);
		path_line(path, right - cap->rise, high);
		path_line(path, right, low);
		return;
	case TOP_LEANTO:
		line_to(path, len_pt(left), len_pt(low));
		path_line(path, right, high);
		return;
	}
}

static Path cap_area(Arena *arena, const Cap *cap, Top top, Len inset, Len drop, Len bottom) {
	PathBuilder path = path_begin(arena);
	add_top(&path, cap, top, inset, drop);
	path_line(&path, cap->right - inset, bottom);
	path_line(&path, cap->left + inset, bottom);
	path_close(&path);
	return path_end(&path);
}

static Path cap_edge(Arena *arena, const Cap *cap, Top top, Len inset, Len drop) {
	PathBuilder path = path_begin(arena);
	add_top(&path, cap, top, inset, drop);
	return path_end(&path);
}

static void draw_cap_lines(Pen *pen, const Cap *cap, const SubjectLook *look) {
	Colour ink = pen_colour(pen, COLOUR_INK);
	Len dash = look->filled ? 0 : PT(4.5), gap = look->filled ? 0 : PT(2.25), inset = PT(0.75);
	Path whole = cap_area(pen->arena, cap, look->top, inset, inset, cap->floor);
	draw_path(pen, whole, pen_colour(pen, COLOUR_WHITE));
	pen->last->ground = true;
	draw_stroke(pen, whole, ink, PT(1.5), 0, 0);
	for (int i = 1; i < cap->rings; i++)
		draw_stroke(pen,
			cap_edge(pen->arena, cap, look->top, inset, inset + cap->step * i / cap->rings), ink,
			PT(1), dash, gap);
	draw_rule(pen, cap->left, cap->right, cap->bottom, PT(1.5), ink);
	pen->last->as.stroke.dash = dash;
	pen->last->as.stroke.gap = gap;
}

void draw_cap(Pen *pen, const Cap *cap) {
	const SubjectLook *look = &pen->theme->subjects[cap->subject];
	if (pen->ink == INK_SAVER) {
		draw_cap_lines(pen, cap, look);
		return;
	}
	draw_path(pen, cap_area(pen->arena, cap, look->top, 0, 0, cap->floor), look->tint);
	pen->last->ground = true;
	for (int i = 0; i < cap->rings; i++) {
		Len drop = cap->step * i / cap->rings;
		draw_path(pen, cap_area(pen->arena, cap, look->top, 0, drop, cap->bottom),
			look->c[cap->rings - 1 - i]);
		pen->last->ground = true;
		if (i)
			draw_stroke(pen, cap_edge(pen->arena, cap, look->top, 0, drop),
				pen_colour(pen, COLOUR_WHITE), PT(1), 0, 0);
	}
}

void draw_ground(Pen *pen, Box box, Len line_left, Len line_right) {
	if (pen->ink == INK_SAVER) {
		draw_rule(pen, line_left, line_right, box.top, PT(2.25), pen_colour(pen, COLOUR_INK));
		return;
	}
	draw_path(pen, path_box(pen->arena, box), pen_colour(pen, COLOUR_INK));
	pen->last->ground = true;
}
