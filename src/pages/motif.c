/* The motif: doors with their rings on common ground, the road that forks to them, and the cap
   that makes a door of a column.

   A door and a cap are the same five tops over two upright sides; they differ in how a ring
   follows another. The rings of a door lie inside one another, each an inset of the first; the
   tops of a cap are one and the same, each moved down. So both are told as an [Outline]: where
   the sides stand, where they end in the shoulders, and how high the apex is. An outline serves
   as an area, as the gap around it and, where ink is saved, as a line.

   1. All doors of a row have the same width, height and floor, whatever their top and rings.
   2. No two areas share an edge: a door runs 3 pt under its floor, and the ground is painted
	  over it.
   3. A dashed line starts at the apex and runs down both sides, so that its dashes mirror.
   4. Roots and angles are worked out in doubles and rounded once, where a point enters a path. */
#include "pages/draw.h"
#include <math.h>

#define SLOPE 0.62 /* the fall of a gable's and a lean-to's roof */
#define OPENING 0.30 /* half the opening, in half widths of the door */
#define UNDER PT(3) /* how far a door runs under the ground */
#define GROUND_LINE PT(2.25) /* what is left of the ground where lines only are drawn */
#define DASH PT(4.5)
#define DASH_GAP PT(2.25)

typedef struct Outline {
	Top top;
	Len left, right, floor;
	Len shoulder, apex; /* y where a side ends, and of the highest point */
	Len cut; /* CHAMFER: how much of the corner is gone, across */
} Outline;

static Len scaled(Len a, double by) { return PT(len_pt(a) * by); }
static Len middle_of(const Outline *at) { return at->left + (at->right - at->left) / 2; }

/* A circle through both shoulders and the apex, in two curves that meet in the apex exactly. */
static void add_arch(PathBuilder *path, const Outline *at) {
	double half = len_pt(at->right - at->left) / 2, rise = len_pt(at->shoulder - at->apex);
	if (rise <= 0 || half <= 0) {
		path_line(path, at->right, at->shoulder);
		return;
	}
	double radius = (half * half + rise * rise) / (2 * rise), angle = 2 * atan(rise / half);
	double handle = 4.0 / 3 * tan(angle / 4) * radius;
	Len flat = PT(handle), x = PT(handle * cos(angle)), y = PT(handle * sin(angle));
	Point top = { middle_of(at), at->apex };
	path_curve(
		path, (Point){ at->left + x, at->shoulder - y }, (Point){ top.x - flat, top.y }, top);
	path_curve(path, (Point){ top.x + flat, top.y }, (Point){ at->right - x, at->shoulder - y },
		(Point){ at->right, at->shoulder });
}

/* The y of the side at the left or right where the top begins. */
static Len side_end(const Outline *at, bool right) {
	switch (at->top) {
	case TOP_FLAT: return at->apex;
	case TOP_LEANTO: return right ? at->apex : at->shoulder;
	case TOP_ROUND:
	case TOP_GABLE:
	case TOP_CHAMFER: break;
	}
	return at->shoulder;
}

/* On from the left side's end to the right side's. */
static void add_top(PathBuilder *path, const Outline *at) {
	if (at->top == TOP_ROUND) {
		add_arch(path, at);
		return;
	}
	if (at->top == TOP_GABLE) path_line(path, middle_of(at), at->apex);
	if (at->top == TOP_CHAMFER) {
		path_line(path, at->left + at->cut, at->apex);
		path_line(path, at->right - at->cut, at->apex);
	}
	path_line(path, at->right, side_end(at, true));
}

static Path area(Arena *arena, const Outline *at) {
	PathBuilder path = path_begin(arena);
	path_move(&path, at->left, at->floor);
	path_line(&path, at->left, side_end(at, false));
	add_top(&path, at);
	path_line(&path, at->right, at->floor);
	path_close(&path);
	return path_end(&path);
}

/* From floor to floor, open below; or, without [sides], the top alone. */
static Path edge(Arena *arena, const Outline *at, bool sides) {
	PathBuilder path = path_begin(arena);
	path_move(&path, at->left, sides ? at->floor : side_end(at, false));
	if (sides) path_line(&path, at->left, side_end(at, false));
	add_top(&path, at);
	if (sides) path_line(&path, at->right, at->floor);
	return path_end(&path);
}

/* The tops of outlined subjects, which are symmetrical, in two halves from the apex down. */
static void draw_dashed(Pen *pen, const Outline *at, bool sides, Colour colour) {
	for (int i = 0; i < 2; i++) {
		Len x = i ? at->right : at->left, cut = i ? -at->cut : at->cut;
		PathBuilder half = path_begin(pen->arena);
		path_move(&half, middle_of(at), at->apex);
		if (at->top == TOP_CHAMFER) path_line(&half, x + cut, at->apex);
		path_line(&half, x, side_end(at, i));
		if (sides) path_line(&half, x, at->floor);
		draw_stroke(
			pen, path_end(&half), colour, pen->theme->measures[MEASURE_INLINE], DASH, DASH_GAP);
	}
}

/* An inner line where lines only are drawn: solid for a filled subject, dashed for an outlined one.
 */
static void draw_inner(Pen *pen, const Outline *at, bool filled, bool sides, Colour colour) {
	bool halves = at->top == TOP_GABLE || at->top == TOP_CHAMFER || at->top == TOP_FLAT;
	if (!filled && halves) draw_dashed(pen, at, sides, colour);
	else
		draw_stroke(pen, edge(pen->arena, at, sides), colour, pen->theme->measures[MEASURE_INLINE],
			filled ? 0 : DASH, filled ? 0 : DASH_GAP);
}

/* ---- doors ---- */

Len doors_radius(const Theme *theme, Len measure, int n) {
	if (n < 1) return 0;
	return (measure - theme->measures[MEASURE_DOOR_GAP] * (n - 1)) / (2 * n);
}

Len doors_centre(const Theme *theme, const Doors *doors, int i) {
	Len radius = doors_radius(theme, doors->measure, doors->n);
	return doors->left + radius + i * (2 * radius + theme->measures[MEASURE_DOOR_GAP]);
}

/* The gap between two rings, and what the road leaves of the opening. */
static Len ring_gap(Len radius) { return radius < PT(36) ? PT(1) : PT(1.5); }

typedef struct Door { Top top; Len middle, radius, floor, height; } Door;

/* The outline of [door], everywhere [inset] inside it. */
static Outline door_outline(const Door *door, Len inset) {
	Len half = door->radius - inset, peak = door->floor - door->height;
	Len roof = peak + scaled(inset, sqrt(1 + SLOPE * SLOPE));
	Outline at = {
		.top = door->top, .floor = door->floor, .apex = peak + inset,
		.left = door->middle - half, .right = door->middle + half,
	};
	switch (door->top) {
	case TOP_ROUND: at.shoulder = peak + door->radius; break;
	case TOP_GABLE:
		at.apex = roof;
		at.shoulder = roof + scaled(half, SLOPE);
		break;
	case TOP_FLAT: at.shoulder = at.apex; break;
	case TOP_CHAMFER:
		at.cut = len_max(0, scaled(door->radius, 0.55) - scaled(inset, 2 - sqrt(2)));
		at.shoulder = at.apex + at.cut;
		break;
	case TOP_LEANTO:
		at.apex = roof + scaled(inset, SLOPE);
		at.shoulder = roof + scaled(door->radius + half, SLOPE);
		break;
	}
	return at;
}

static void draw_door(
	Pen *pen, const Door *door, const SubjectLook *look, int rings, Colour behind) {
	Len deepest = scaled(door->radius, 1 - OPENING), gap = ring_gap(door->radius);
	Door under = *door;
	under.floor += UNDER;
	under.height += UNDER;
	for (int i = 0; i <= rings; i++) {
		Outline at = door_outline(&under, len_scale(deepest, i, rings));
		draw_path(pen, area(pen->arena, &at), i < rings ? look->c[i] : pen_colour(pen, COLOUR_SUN));
		if (i) draw_stroke(pen, edge(pen->arena, &at, true), behind, gap, 0, 0);
	}
}

/* Filled subjects show every other ring in a light tone; the outer line lies inside the door's
   width. */
static void draw_door_lines(Pen *pen, const Door *door, int subject, int rings) {
	const SubjectLook *look = &pen->theme->subjects[subject];
	Colour colour = pen_subject(pen, subject);
	Len in = pen->theme->measures[MEASURE_OUTLINE] / 2,
		deepest = scaled(door->radius, 1 - OPENING) - in;
	Door inside = *door;
	inside.radius -= in;
	inside.height -= in;
	for (int i = 0; i <= rings && look->filled; i++) {
		Outline at = door_outline(&inside, len_scale(deepest, i, rings));
		bool grey = i % 2 == 0 && i < rings;
		if (grey || i)
			draw_path(pen, area(pen->arena, &at),
				grey ? pen_tint(pen, subject, 12) : pen_colour(pen, COLOUR_WHITE));
	}
	for (int i = 0; i <= rings; i++) {
		Outline at = door_outline(&inside, len_scale(deepest, i, rings));
		if (i) draw_inner(pen, &at, look->filled, true, colour);
		else draw_stroke(pen, edge(pen->arena, &at, true), colour, 2 * in, 0, 0);
	}
}

/* Where rules stand for areas a door, too, is a drawing in lines. */
static bool engraved(const Pen *pen) {
	return lines_only(pen->theme, pen->ink) || pen->theme->choices[CHOICE_MOTIF] == MOTIF_RULES;
}

void draw_doors(Pen *pen, const Doors *doors) {
	for (int i = 0; i < doors->n; i++) {
		const SubjectLook *look = &pen->theme->subjects[i];
		Door door = {
			.top = look->top, .floor = doors->floor, .height = doors->height,
			.middle = doors_centre(pen->theme, doors, i),
			.radius = doors_radius(pen->theme, doors->measure, doors->n),
		};
		int rings = doors->rings[i] < 1 ? 1 : doors->rings[i] > 4 ? 4 : doors->rings[i];
		if (engraved(pen)) draw_door_lines(pen, &door, i, rings);
		else draw_door(pen, &door, look, rings, doors->behind);
	}
}

/* ---- the road ---- */

static Len road_width(const Theme *theme, const Doors *doors) {
	Len radius = doors_radius(theme, doors->measure, doors->n);
	return scaled(radius, 2 * OPENING) - ring_gap(radius);
}

static Len away_of(Point foot, Point door) {
	return door.x > foot.x ? door.x - foot.x : foot.x - door.x;
}

/* The radius of both turns of an arm. */
static Len bend_of(Point foot, Point door) {
	return len_min(away_of(foot, door) / 2, (foot.y - PT(18) - door.y) / 2);
}

/* Below its first turn an arm's outer edge is a quarter circle, then the road's own side. */
Len road_room(const Theme *theme, const Doors *doors, Len middle, Len bottom, Len y) {
	Point foot = { middle, bottom }, door = { doors_centre(theme, doors, 0), doors->floor };
	Len half = road_width(theme, doors) / 2, bend = bend_of(foot, door);
	double edge = len_pt(bend + half), down = len_pt(y - doors->floor);
	if (bend <= 0 || down >= edge) return middle - half - doors->left;
	return door.x + bend - PT(sqrt(edge * edge - down * down)) - doors->left;
}

/* Up from the bottom, a quarter circle out, on if there is way to go, and a quarter circle up. */
static Path road(Arena *arena, Point foot, Point door) {
	PathBuilder path = path_begin(arena);
	path_move(&path, foot.x, foot.y);
	Len away = away_of(foot, door), bend = bend_of(foot, door);
	if (away < PT(0.01) || bend <= 0) {
		if (away >= PT(0.01)) path_line(&path, foot.x, door.y);
		path_line(&path, door.x, door.y);
		return path_end(&path);
	}
	bool right = door.x > foot.x;
	Len side = right ? bend : -bend;
	path_line(&path, foot.x, door.y + 2 * bend);
	path_arc(&path, (Point){ foot.x + side, door.y + 2 * bend }, bend, right ? 180 : 360, 270);
	path_arc(&path, (Point){ door.x - side, door.y }, bend, 90, right ? 0 : 180);
	return path_end(&path);
}

static void draw_arms(
	Pen *pen, const Doors *doors, Point foot, Len floor, Len width, Colour colour) {
	for (int i = 0; i < doors->n; i++) {
		Point door = { doors_centre(pen->theme, doors, i), floor };
		draw_stroke(pen, road(pen->arena, foot, door), colour, width, 0, 0);
	}
}

static Len ground_line(const Pen *pen) {
	Len told = pen->theme->measures[MEASURE_GROUND_RULE];
	return told ? told : GROUND_LINE;
}

/* In lines the arms are drawn in ink and again, narrower, in what they lie on: what is left
   is the edge of all of them together, open at both ends. It ends under the ground's line. */
void draw_road(Pen *pen, const Doors *doors, Len middle, Len bottom) {
	Len width = road_width(pen->theme, doors);
	Point foot = { middle, bottom };
	if (engraved(pen)) {
		Len floor = doors->floor + ground_line(pen) / 2,
			edges = 2 * pen->theme->measures[MEASURE_INLINE];
		draw_arms(pen, doors, foot, floor, width, pen_colour(pen, COLOUR_INK));
		draw_arms(pen, doors, foot, floor, width - edges, pen_colour(pen, COLOUR_SUN));
		return;
	}
	/* A hair's breadth into the opening, which has the same colour: no seam shows. */
	draw_arms(pen, doors, foot, doors->floor - PT(0.3), width, pen_colour(pen, COLOUR_SUN));
}

/* ---- caps ---- */

/* The top of a column, [inset] inside its sides, [drop] under its apex, standing on [bottom]. */
static Outline cap_outline(const Cap *cap, Top top, Len inset, Len drop, Len bottom) {
	Len rise = len_max(0, len_min(cap->rise, (cap->right - cap->left) / 2 - inset));
	return (Outline){
		.top = top,
		.left = cap->left + inset,
		.right = cap->right - inset,
		.floor = bottom,
		.apex = cap->apex + inset + drop,
		.shoulder = cap->apex + inset + drop + rise,
		.cut = rise,
	};
}

/* The line at a cap's bottom; its dashes, too, run from the middle to both sides. */
static void draw_cap_bottom(Pen *pen, const Cap *cap, bool filled) {
	Len middle = cap->left + (cap->right - cap->left) / 2;
	Colour colour = pen_subject(pen, cap->subject);
	Len weight = pen->theme->measures[MEASURE_OUTLINE];
	if (filled) draw_rule(pen, cap->left, cap->right, cap->bottom, weight, colour);
	for (int i = 0; i < 2 && !filled; i++) {
		draw_rule(pen, middle, i ? cap->right : cap->left, cap->bottom, weight, colour);
		pen->last->as.stroke.dash = DASH;
		pen->last->as.stroke.gap = DASH_GAP;
	}
}

static void draw_cap_lines(Pen *pen, const Cap *cap, const SubjectLook *look, int rings) {
	Colour colour = pen_subject(pen, cap->subject);
	Len in = pen->theme->measures[MEASURE_OUTLINE] / 2;
	Outline whole = cap_outline(cap, look->top, in, 0, cap->floor);
	draw_stroke(pen, edge(pen->arena, &whole, true), colour, 2 * in, 0, 0);
	for (int i = 1; i < rings; i++) {
		Outline at = cap_outline(cap, look->top, in, len_scale(cap->step, i, rings), cap->bottom);
		draw_inner(pen, &at, look->filled, false, colour);
	}
	draw_cap_bottom(pen, cap, look->filled);
}

static void draw_door_cap(Pen *pen, const Cap *cap) {
	const SubjectLook *look = &pen->theme->subjects[cap->subject];
	int rings = cap->rings < 1 ? 1 : cap->rings > 4 ? 4 : cap->rings;
	if (lines_only(pen->theme, pen->ink)) {
		draw_cap_lines(pen, cap, look, rings);
		return;
	}
	Outline column = cap_outline(cap, look->top, 0, 0, cap->floor);
	if (pen->theme->choices[CHOICE_COLUMN] == COLUMN_TINT) {
		draw_path(pen, area(pen->arena, &column), look->tint);
		pen->last->ground = true;
	}
	for (int i = 0; i < rings; i++) {
		Outline at = cap_outline(cap, look->top, 0, len_scale(cap->step, i, rings), cap->bottom);
		draw_path(pen, area(pen->arena, &at), look->c[rings - 1 - i]);
		pen->last->ground = true;
		if (i)
			draw_stroke(
				pen, edge(pen->arena, &at, false), pen_colour(pen, COLOUR_WHITE), PT(1), 0, 0);
	}
}

static void draw_tint(Pen *pen, const Cap *cap, Len top) {
	if (pen->theme->choices[CHOICE_COLUMN] != COLUMN_TINT || lines_only(pen->theme, pen->ink))
		return;
	draw_box(pen, (Box){ cap->left, top, cap->right, cap->floor },
		pen->theme->subjects[cap->subject].tint);
}

/* A heavy rule over the name, in the subject's own style. */
static void draw_rule_cap(Pen *pen, const Cap *cap) {
	Len top = head_rule_top(cap->name_top);
	draw_tint(pen, cap, top);
	/* On plain paper nothing stands out beside the text. */
	Len out = pen->theme->choices[CHOICE_COLUMN] == COLUMN_PLAIN ? cap->text - cap->left : 0;
	draw_head_rule(pen, cap->subject, cap->left + out, cap->right - out, top);
}

/* A slab of the subject's colour, its mark over the name. */
static void draw_band_cap(Pen *pen, const Cap *cap) {
	Box band = { cap->left, cap->apex, cap->right, cap->bottom };
	Len room = cap->name_top - cap->apex, size = len_min(PT(20.25), room - PT(13.5));
	bool lined = lines_only(pen->theme, pen->ink);
	if (lined) {
		Len line = pen->theme->measures[MEASURE_OUTLINE], in = line / 2;
		Box whole = { band.left + in, band.top + in, band.right - in, cap->floor };
		draw_stroke(pen, path_box(pen->arena, whole), pen_subject(pen, cap->subject), line, 0, 0);
		draw_cap_bottom(pen, cap, pen->theme->subjects[cap->subject].filled);
	} else {
		draw_tint(pen, cap, cap->bottom);
		draw_box(pen, band, pen_subject(pen, cap->subject));
	}
	if (size >= PT(9))
		draw_mark_on(pen, cap->subject, cap->text, cap->apex + (room - size) / 2 + PT(2.25), size);
}

void draw_cap(Pen *pen, const Cap *cap) {
	switch ((Motif)pen->theme->choices[CHOICE_MOTIF]) {
	case MOTIF_DOORS: draw_door_cap(pen, cap); return;
	case MOTIF_RULES: draw_rule_cap(pen, cap); return;
	case MOTIF_BANDS: draw_band_cap(pen, cap); return;
	}
}

Colour cap_text_colour(const Pen *pen, int subject) {
	bool light = pen->theme->choices[CHOICE_MOTIF] == MOTIF_RULES && pen->ink != INK_SAVER;
	return light ? pen_subject(pen, subject) : pen_colour(pen, COLOUR_CAP_TYPE);
}

/* ---- the ground ---- */

void draw_ground(Pen *pen, Box box, Len line_left, Len line_right) {
	Colour ink = pen_colour(pen, COLOUR_INK);
	if (lines_only(pen->theme, pen->ink)) {
		draw_rule(pen, line_left, line_right, box.top, ground_line(pen), ink);
		return;
	}
	draw_path(pen, path_box(pen->arena, box), pen_colour(pen, COLOUR_GROUND));
	pen->last->ground = true;
	Len rule = pen->theme->measures[MEASURE_GROUND_RULE];
	if (!rule) return;
	draw_rule(pen, box.left, box.right, box.top + rule / 2, rule, ink);
	draw_rule(pen, box.left, box.right, box.bottom - rule / 2, rule, ink);
}
