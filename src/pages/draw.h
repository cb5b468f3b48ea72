/* What pages draws with: a list of marks that grows, paths, and the shapes of the theme: doors,
   caps, road, marks, chips, bars. All shapes drawn here are artifacts unless [node] is set on the
   pen. Coordinates are the page's. */
#ifndef DIPTYCH_PAGES_DRAW_H
#define DIPTYCH_PAGES_DRAW_H
#include "pages/edition.h"
#include "pages/page.h"

typedef struct Pen {
	Arena *arena;
	const Theme *theme;
	Ink ink; /* INK_SAVER draws lines where others draw areas; INK_GREY draws as INK_RGB */
	const Node *node; /* what the next marks mean; NULL: artifacts */
	Source from; /* the place in the article that the next marks come from */
	bool upright; /* the next marks keep their sides on a mirrored page */
	Len frame; /* and belong to what has this left plus right edge */
	Mark *first, *last;
} Pen;

Mark *pen_mark(
	Pen *pen, MarkKind kind, Colour colour); /* appended, zeroed but for colour, node and from */
/* True if lines stand for areas: the theme's tone says so, or ink is to be saved. */
bool lines_only(const Theme *theme, Ink ink);
/* The colour of a token under the pen's ink: ink-saver gives black for words and lines, white for
 * fields. */
Colour pen_colour(const Pen *pen, ColourId id);
Colour pen_subject(const Pen *pen, int subject); /* the type colour c1 of subject 0..4 */
/* The light area inside a subject's outline where lines only are drawn: [percent] of black under
 * ink-saver. */
Colour pen_tint(const Pen *pen, int subject, int percent);
Colour colour_grey(int percent); /* so many per cent of black */

/* ---- paths ---- */
typedef struct PathBuilder {
	Arena *arena;
	PathStep *steps;
	int count, room;
} PathBuilder;
PathBuilder path_begin(Arena *arena);
void path_move(PathBuilder *path, Len x, Len y);
void path_line(PathBuilder *path, Len x, Len y);
void path_curve(PathBuilder *path, Point a, Point b, Point c);
/* An arc of a circle of [radius] about [centre] from angle [from] to [to] (degrees, 0 right,
   growing clockwise on the page), as cubic curves of at most 90 degrees each; a line joins it to
   the path's end, or it starts the path. */
void path_arc(PathBuilder *path, Point centre, Len radius, double from, double to);
void path_close(PathBuilder *path);
Path path_end(const PathBuilder *path);
Path path_box(Arena *arena, Box box);
Path path_polygon(Arena *arena, const Point *points, int count); /* closed */
void draw_path(Pen *pen, Path path, Colour colour);
void draw_stroke(Pen *pen, Path path, Colour colour, Len width, Len dash, Len gap);
void draw_box(Pen *pen, Box box, Colour colour);
void draw_rule(Pen *pen, Len left, Len right, Len y, Len width, Colour colour); /* centred on y */

/* ---- the motif ---- */
/* A row of [n] doors with their rings, standing on [floor] (visual rule: gap 6.75, radius by the
   measure). rings[i]: 1..4. [behind] is the colour behind the doors, for the gap lines. */
typedef struct Doors {
	Len left, measure, floor, height;
	int n;
	int rings[MAX_SUBJECTS];
	Colour behind;
} Doors;
void draw_doors(Pen *pen, const Doors *doors);
Len doors_radius(const Theme *theme, Len measure, int n);
Len doors_centre(const Theme *theme, const Doors *doors, int i);
/* The road from x [middle], y [bottom] to each door's axis at its floor. Drawn after the ground. */
void draw_road(Pen *pen, const Doors *doors, Len middle, Len bottom);
/* How wide the ground is free at [y], a place under its top, from the left of the first door to the
   road of [draw_road]; at the other side it is as wide. */
Len road_room(const Theme *theme, const Doors *doors, Len middle, Len bottom, Len y);
/* What heads a subject's column. A door cap: tint from the apex to [floor], caps from [apex] to
 * [bottom]; [rings] caps, each moved down. Or, by the theme's motif, a rule over the name or a slab
 * behind it. */
typedef struct Cap {
	int subject, rings;
	Len left, right, apex, rise, step, bottom, floor;
	Len text, name_top; /* left edge of the name, and the top of the letters of its first line */
} Cap;
void draw_cap(Pen *pen, const Cap *cap);
Colour cap_text_colour(const Pen *pen, int subject);
/* The ground: an area from top to box bottom; in lines a heavy line from [line_left] to
 * [line_right] at its top. */
void draw_ground(Pen *pen, Box box, Len line_left, Len line_right);

/* ---- subjects' cues ---- */
/* The subject's mark of [size], its centre 0.36 * [type] above [baseline]; left edge at [x].
 * [on_ground]: white on ink. */
void draw_subject_mark(
	Pen *pen, int subject, Len x, Len baseline, Len size, Len type, bool on_ground);
/* The mark on the subject's own colour, its left edge at [x]. */
void draw_mark_on(Pen *pen, int subject, Len x, Len top, Len size);
Len subject_marks_width(int n, Len size); /* n marks 4 pt apart */
void draw_subject_marks(
	Pen *pen, SubjectSet subjects, Len x, Len baseline, Len size, Len type, bool on_ground);
/* The shape of a chip (its label is set by the caller, in [chip_text_colour], baseline top + 9.99
 * of 13.5). */
void draw_chip(Pen *pen, int subject, Box box);
Colour chip_text_colour(const Pen *pen, int subject);
#define HEAD_RULE 4.5 /* the height of a head rule, in points */
Len head_rule_top(Len name_top); /* over a name whose letters begin at [name_top] */
void draw_head_rule(Pen *pen, int subject, Len left, Len right, Len top);
void draw_tick_box(Pen *pen, Len x, Len line_top); /* box top 1.6 under the line top */
void draw_bullet(
	Pen *pen, int subject, Len x, Len baseline, Len type); /* subject -1: the shared bar bullet */
void draw_yes(Pen *pen, int subject, Len x, Len baseline);
void draw_no(Pen *pen, int subject, Len x, Len baseline);
void draw_plus(Pen *pen, int subject, Len x, Len baseline); /* 6.75 wide */
void draw_minus(Pen *pen, int subject, Len x, Len baseline);

/* ---- bars ---- */
/* One bar: [cells] of width [cell] are the whole scale; from 0 to [min] in the subject's style, to
   [max] an open outline; unused cells a dotted foot if [foot]. [parted]: cells stand 1.5 apart (in
   a column), else joined (stacked). [floating]: in the subject's style from [min] to [max], no
   cells; an amount without a range starts at 0. [median], if [has_median]: a line across it. What
   lies outside the scale is cut to it. */
typedef struct Bar {
	int subject;
	Len x, top, height, cell;
	int cells;
	double min, max;
	bool foot, parted, floating, has_median;
	double median;
} Bar;
void draw_bar(Pen *pen, const Bar *bar);
/* The end of a zero-based axis: the smallest of 1, 2, 2.5, 4, 5, 8 x 10^k that is not less than
   [largest]; 1 for nothing. [steps]: in how many parts such an axis is ticked. */
double axis_end(double largest, int *steps);
/* [filled] of [count] square cells of [size], [pitch] apart, in the subject's style; a line at
   the foot of the others. */
void draw_steps(Pen *pen, int subject, Len x, Len top, Len size, Len pitch, int filled, int count);
#endif
