/* The shapes of the theme, by where they stand: marks are measured, not looked at. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#undef fail                                      /* ours is another */

#include "base/file.h"
#include "base/xml.h"
#include "images/qr.h"
#include "pages/draw.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static Arena *arena;
static const Theme *theme;

static int open_all(void **state) {
	(void)state;
	xml_open();
	arena = arena_open();
	Diags *diags = diags_make(arena);
	Str doors = file_read(arena, "data/themes/doors.xml", FILE_LIMIT, diags);
	theme = theme_read(arena, doors, "doors.xml", NULL, diags);
	return theme ? 0 : 1;
}

static int close_all(void **state) {
	(void)state;
	arena_close(arena);
	xml_close();
	return 0;
}

static Pen pen_of(Ink ink) { return (Pen){ .arena = arena, .theme = theme, .ink = ink }; }

/* ---- measuring ---- */

static const Box nowhere = { INT64_MAX, INT64_MAX, INT64_MIN, INT64_MIN };

static int points_of(const PathStep *step) { return step->op == 'C' ? 3 : step->op == 'Z' ? 0 : 1; }

static void widen(Box *box, Box by) {
	box->left = len_min(box->left, by.left);
	box->top = len_min(box->top, by.top);
	box->right = len_max(box->right, by.right);
	box->bottom = len_max(box->bottom, by.bottom);
}

/* The box of a path's points, wider by [half] a line. */
static Box path_extent(const Path *path, Len half) {
	Box box = nowhere;
	for (int i = 0; i < path->count; i++) {
		for (int k = 0; k < points_of(&path->steps[i]); k++) {
			Point at = path->steps[i].at[k];
			widen(&box, (Box){ at.x - half, at.y - half, at.x + half, at.y + half });
		}
	}
	return box;
}

static Box mark_extent(const Mark *mark, bool lines) {
	if (mark->kind == MARK_FILL) return path_extent(&mark->as.fill.path, 0);
	return path_extent(&mark->as.stroke.path, lines ? mark->as.stroke.width / 2 : 0);
}

static Box pen_extent(const Pen *pen, bool lines) {
	Box box = nowhere;
	for (const Mark *mark = pen->first; mark; mark = mark->next) widen(&box, mark_extent(mark, lines));
	return box;
}

static int count_marks(const Pen *pen) {
	int n = 0;
	for (const Mark *mark = pen->first; mark; mark = mark->next) n++;
	return n;
}

static bool near(Len a, double points) { return a - PT(points) <= 4 && PT(points) - a <= 4; }

static void assert_box(Box box, double left, double top, double right, double bottom) {
	bool good = near(box.left, left) && near(box.top, top);
	good = good && near(box.right, right) && near(box.bottom, bottom);
	if (!good)
		print_error("%.4f %.4f %.4f %.4f is not %.4f %.4f %.4f %.4f\n", len_pt(box.left), len_pt(box.top),
			len_pt(box.right), len_pt(box.bottom), left, top, right, bottom);
	assert_true(good);
}

/* ---- paths ---- */

static void draws_arcs_to_the_point(void **state) {
	(void)state;
	static const struct { double from, to; int curves; double x, y; } arcs[] = {
		{ 0, 90, 1, 10, 30 }, { 180, 270, 1, 10, 10 }, { 90, 0, 1, 20, 20 }, { 0, 360, 4, 20, 20 },
		{ 180, 360, 2, 20, 20 }, { 0, 45, 1, 17.0711, 27.0711 }, { 270, 450, 2, 10, 30 },
		{ 0, 0, 1, 20, 20 },
	};
	for (size_t i = 0; i < COUNT(arcs); i++) {
		PathBuilder path = path_begin(arena);
		path_arc(&path, (Point){ PT(10), PT(20) }, PT(10), arcs[i].from, arcs[i].to);
		assert_int_equal(path.count, 1 + arcs[i].curves);
		assert_int_equal(path.steps[0].op, 'M');
		Point end = path.steps[path.count - 1].at[2];
		assert_true(near(end.x, arcs[i].x) && near(end.y, arcs[i].y));
	}
}

/* A line leads to an arc unless the path is there already. */
static void joins_arcs(void **state) {
	(void)state;
	PathBuilder path = path_begin(arena);
	path_move(&path, PT(0), PT(0));
	path_arc(&path, (Point){ PT(0), PT(10) }, PT(10), 270, 360);
	assert_int_equal(path.count, 2);
	path_arc(&path, (Point){ PT(30), PT(10) }, PT(10), 180, 270);
	assert_int_equal(path.count, 4);
	assert_int_equal(path.steps[2].op, 'L');
}

static void marks_boxes_as_ground(void **state) {
	(void)state;
	static const struct { double width, height; bool ground; } boxes[] = {
		{ 100, 13.5, true }, { 20, 100, false }, { 100, 4.5, false }, { 20.25, 12.5, true },
		{ 2.25, 40, false },
	};
	for (size_t i = 0; i < COUNT(boxes); i++) {
		Pen pen = pen_of(INK_RGB);
		Box box = { 0, 0, PT(boxes[i].width), PT(boxes[i].height) };
		draw_box(&pen, box, pen_colour(&pen, COLOUR_PAPER));
		assert_int_equal(pen.last->ground, boxes[i].ground);
	}
}

/* ---- doors ---- */

static Doors some_doors(int n) {
	return (Doors){
		.left = PT(27), .measure = PT(211.5), .floor = PT(513), .height = PT(249.75), .n = n,
		.rings = { 4, 2, 1, 3, 2 }, .behind = theme->colours[COLOUR_PAPER],
	};
}

static void places_doors(void **state) {
	(void)state;
	static const struct { int n; double radius, centres[5]; } rows[] = {
		{ 2, 51.1875, { 78.1875, 187.3125 } },
		{ 3, 33, { 60, 132.75, 205.5 } },
		{ 5, 18.45, { 45.45, 89.1, 132.75, 176.4, 220.05 } },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		Doors doors = some_doors(rows[i].n);
		assert_true(near(doors_radius(theme, doors.measure, doors.n), rows[i].radius));
		for (int k = 0; k < doors.n; k++)
			assert_true(near(doors_centre(theme, &doors, k), rows[i].centres[k]));
	}
	assert_int_equal(doors_radius(theme, PT(100), 0), 0);
}

/* Whatever its top, a door fills its place, and no line leaves it. */
static void fills_the_place_of_a_door(void **state) {
	(void)state;
	for (int n = 1; n <= 5; n++) {
		Doors doors = some_doors(n);
		Pen colour = pen_of(INK_RGB), saver = pen_of(INK_SAVER);
		draw_doors(&colour, &doors);
		draw_doors(&saver, &doors);
		assert_box(pen_extent(&colour, false), 27, 263.25, 238.5, 516);
		Box lines = pen_extent(&saver, true);
		assert_true(lines.left >= PT(27) - 4 && lines.right <= PT(238.5) + 4);
		assert_true(lines.top >= PT(263.25) - 4 && lines.bottom <= PT(513.75) + 4);
	}
}

/* Each ring is an area of its own tone, then comes the opening; a gap line around all but one. */
static void draws_a_ring_for_each_unit(void **state) {
	(void)state;
	for (int rings = 1; rings <= 4; rings++) {
		Doors doors = some_doors(1);
		doors.rings[0] = rings;
		Pen pen = pen_of(INK_RGB);
		draw_doors(&pen, &doors);
		int areas = 0, gaps = 0;
		for (const Mark *mark = pen.first; mark; mark = mark->next) {
			if (mark->kind == MARK_STROKE) { gaps++; continue; }
			Colour want = areas < rings ? theme->subjects[0].c[areas] : theme->colours[COLOUR_SUN];
			assert_true(colour_equal(mark->colour, want));
			areas++;
		}
		assert_int_equal(areas, rings + 1);
		assert_int_equal(gaps, rings);
	}
}

/* The insets of the opening: 0.7 of the half width on each side, and the roof's slope above. */
static void insets_the_opening(void **state) {
	(void)state;
	static const double tops[] = { 333.25, 345.61233, 333.25, 333.25, 389.01233 };
	for (int i = 0; i < 5; i++) {
		Doors doors = some_doors(5);
		doors.left = 0;
		doors.measure = PT(5 * 200 + 4 * 6.75);
		Pen pen = pen_of(INK_RGB);
		draw_doors(&pen, &doors);
		int subject = -1;
		Box box = nowhere;
		for (const Mark *mark = pen.first; mark; mark = mark->next) {
			if (mark->kind != MARK_FILL || !colour_equal(mark->colour, theme->colours[COLOUR_SUN])) continue;
			if (++subject == i) box = mark_extent(mark, false);
		}
		double middle = 100 + i * 206.75;
		assert_box(box, middle - 30, tops[i], middle + 30, 516);
	}
}

/* Where ink is saved nothing is filled darker than 15 % but marks as large as a letter. */
static void saves_ink(void **state) {
	(void)state;
	Pen pen = pen_of(INK_SAVER);
	Doors doors = some_doors(5);
	draw_doors(&pen, &doors);
	draw_road(&pen, &doors, PT(132.75), PT(594));
	draw_ground(&pen, (Box){ 0, PT(513), PT(265.5), PT(594) }, PT(18), PT(247.5));
	for (int i = 0; i < 5; i++) {
		draw_cap(&pen,
			&(Cap){ i, 3, 0, PT(225), PT(27), PT(33.75), PT(20.25), PT(135), PT(513), 0, PT(60) });
		draw_chip(&pen, i, (Box){ 0, 0, PT(101.25), PT(13.5) });
		draw_bar(&pen, &(Bar){ .subject = i, .height = PT(13.5), .cell = PT(41.25), .cells = 4, .min = 2, .max = 3,
			.foot = true, .parted = true });
		assert_true(colour_equal(chip_text_colour(&pen, i), colour_grey(100)));
		draw_subject_mark(&pen, i, 0, 0, PT(9), PT(10), false);
	}
	for (const Mark *mark = pen.first; mark; mark = mark->next) {
		assert_int_equal(mark->colour.c + mark->colour.m + mark->colour.y, 0);
		if (mark->kind != MARK_FILL || mark->colour.grey <= 15) continue;
		Box box = mark_extent(mark, false);
		assert_true(box.right - box.left <= PT(20.25) && box.bottom - box.top <= PT(20.25));
	}
}

/* ---- the road ---- */

static void leads_the_road_to_every_door(void **state) {
	(void)state;
	static const struct { int n; double bottom, width; } roads[] = {
		{ 2, 594, 29.2125 }, { 3, 594, 18.8 }, { 2, 560, 29.2125 }, { 2, 531, 29.2125 },
		{ 2, 515, 29.2125 }, { 5, 594, 10.07 },
	};
	for (size_t i = 0; i < COUNT(roads); i++) {
		Pen pen = pen_of(INK_RGB);
		Doors doors = some_doors(roads[i].n);
		draw_road(&pen, &doors, PT(132.75), PT(roads[i].bottom));
		assert_int_equal(count_marks(&pen), roads[i].n);
		int k = 0;
		for (const Mark *mark = pen.first; mark; mark = mark->next, k++) {
			const Path *path = &mark->as.stroke.path;
			const PathStep *last = &path->steps[path->count - 1];
			Point end = last->at[last->op == 'C' ? 2 : 0], start = path->steps[0].at[0];
			assert_true(near(start.x, 132.75) && near(start.y, roads[i].bottom));
			assert_true(near(end.x - doors_centre(theme, &doors, k), 0) && near(end.y, 512.7));
			assert_true(near(mark->as.stroke.width, roads[i].width));
			assert_int_equal(mark->as.stroke.dash, 0);
		}
	}
}

/* ---- caps ---- */

/* A cap stands on its column from apex to bottom, the tint under it to the floor. */
static void caps_a_column(void **state) {
	(void)state;
	for (int i = 0; i < 5; i++) {
		for (int rings = 1; rings <= 4; rings++) {
			Pen pen = pen_of(INK_RGB);
			Cap cap = { i, rings, PT(285.75), PT(510.75), PT(27), PT(33.75), PT(20.25), PT(135),
				PT(513), 0, PT(60) };
			draw_cap(&pen, &cap);
			assert_box(mark_extent(pen.first, false), 285.75, 27, 510.75, 513);
			assert_true(colour_equal(pen.first->colour, theme->subjects[i].tint));
			int areas = 0;
			for (const Mark *mark = pen.first->next; mark; mark = mark->next) {
				Box box = mark_extent(mark, false);
				int ring = mark->kind == MARK_FILL ? areas : areas - 1;
				assert_true(near(box.top, 27 + 20.25 * ring / rings));
				if (mark->kind != MARK_FILL) continue;
				assert_true(mark->ground);
				assert_true(near(box.bottom, 135));
				assert_true(colour_equal(mark->colour, theme->subjects[i].c[rings - 1 - areas]));
				areas++;
			}
			assert_int_equal(areas, rings);
		}
	}
}

/* ---- cues ---- */

static void keeps_marks_in_their_square(void **state) {
	(void)state;
	static const double sizes[] = { 8, 9, 13.5, 20.25 };
	for (int i = 0; i < 5; i++) {
		for (size_t k = 0; k < COUNT(sizes); k++) {
			Pen pen = pen_of(INK_RGB);
			draw_subject_mark(&pen, i, PT(100), PT(50), PT(sizes[k]), PT(10), false);
			Box box = pen_extent(&pen, false);
			Len middle = PT(50) - PT(3.6), half = PT(sizes[k]) / 2;
			assert_true(box.left >= PT(100) - 4 && box.right <= PT(100) + 2 * half + 4);
			assert_true(box.top >= middle - half - 4 && box.bottom <= middle + half + 4);
			assert_true(near(box.top + box.bottom - 2 * middle, 0));
			assert_int_equal(count_marks(&pen), theme->subjects[i].filled ? 1 : 2);
		}
	}
}

static void turns_marks_white_on_the_ground(void **state) {
	(void)state;
	for (int i = 0; i < 5; i++) {
		Pen pen = pen_of(INK_RGB);
		draw_subject_mark(&pen, i, 0, 0, PT(8), PT(10), true);
		assert_true(colour_equal(pen.last->colour, theme->colours[COLOUR_WHITE]));
		Colour inside = theme->colours[theme->subjects[i].filled ? COLOUR_WHITE : COLOUR_INK];
		assert_true(colour_equal(pen.first->colour, inside));
	}
}

static void sets_marks_in_a_row(void **state) {
	(void)state;
	static const struct { SubjectSet set; int n; double width; } rows[] = {
		{ 1, 1, 8 }, { 3, 2, 20 }, { 31, 5, 56 }, { 20, 2, 20 }, { 0, 0, 0 },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		Pen pen = pen_of(INK_RGB);
		draw_subject_marks(&pen, rows[i].set, 0, 0, PT(8), PT(10), false);
		assert_int_equal(subject_marks_width(rows[i].n, PT(8)), PT(rows[i].width));
		if (rows[i].n) assert_true(pen_extent(&pen, false).right <= PT(rows[i].width) + 4);
		else assert_null(pen.first);
	}
}

/* A chip and its line lie in the box; a label can stand on it, dark or light enough. */
static void keeps_chips_in_their_box(void **state) {
	(void)state;
	for (int i = 0; i < 5; i++) {
		for (int ink = INK_RGB; ink <= INK_SAVER; ink += INK_SAVER - INK_RGB) {
			Pen pen = pen_of((Ink)ink);
			draw_chip(&pen, i, (Box){ PT(10), PT(20), PT(111.25), PT(33.5) });
			assert_true(pen.first->ground);
			Box box = mark_extent(pen.first, false);
			Len half = pen.last->kind == MARK_STROKE ? pen.last->as.stroke.width / 2 : 0;
			assert_true(box.left - half >= PT(10) - 4 && box.right + half <= PT(111.25) + 4);
			assert_true(near(box.top - half, 20) && near(box.bottom + half, 33.5));
			assert_true(colour_contrast(chip_text_colour(&pen, i), pen.first->colour) >= 450);
		}
	}
}

static void keeps_head_rules_low(void **state) {
	(void)state;
	for (int i = 0; i < 5; i++) {
		Pen pen = pen_of(INK_RGB);
		draw_head_rule(&pen, i, PT(10), PT(90), PT(20));
		Box box = nowhere;
		for (const Mark *mark = pen.first; mark; mark = mark->next) {
			Len half = mark->kind == MARK_STROKE ? mark->as.stroke.width / 2 : 0;
			Box one = mark_extent(mark, false);
			widen(&box, (Box){ one.left, one.top - half, one.right, one.bottom + half });
		}
		assert_true(near(box.top, 20) && near(box.bottom, 24.5));
		assert_true(box.left >= PT(10) && box.right <= PT(90));
	}
}

static void draws_small_signs(void **state) {
	(void)state;
	static const double widths[] = { 4.5, 3.4272, 3.96, 3.8, 4.5 };
	Pen tick = pen_of(INK_RGB), bar = pen_of(INK_RGB);
	draw_tick_box(&tick, PT(10), PT(20));
	assert_box(pen_extent(&tick, true), 10, 21.6, 20.5, 32.1);
	draw_bullet(&bar, -1, PT(10), PT(20), PT(10));
	assert_box(pen_extent(&bar, false), 10, 15.9, 14.5, 16.9);
	for (int i = 0; i < 5; i++) {
		Pen pen = pen_of(INK_RGB);
		draw_bullet(&pen, i, PT(10), PT(20), PT(10));
		Box box = pen_extent(&pen, false);
		Len width = box.right - box.left;
		assert_true(width - PT(widths[i]) < 66 && PT(widths[i]) - width < 66);
		assert_true(near((box.left + box.right) / 2, 12.25) && near((box.top + box.bottom) / 2, 16.4));
	}
}

/* ---- bars ---- */

/* Of four cells of 20, from 100. [end]: of the exact part; [open]: where the outline of a range
   ends, 0 for none; [from]: where the dotted foot begins, 0 for none. */
static const struct {
	const char *name;
	double min, max;
	bool foot, parted;
	double end, open, from;
} bars[] = {
	{ "whole, in a column", 3, 3, true, true, 158.5, 0, 160 },
	{ "all, in a column", 4, 4, true, true, 178.5, 0, 0 },
	{ "whole, alone", 3, 3, false, false, 160, 0, 0 },
	{ "a range", 2, 4, true, true, 138.5, 178.5, 0 },
	{ "a range, alone", 2, 4, false, false, 140, 180, 0 },
	{ "part of a unit", 1.5, 1.5, true, true, 130, 0, 131.5 },
	{ "hardly anything", 0.01, 0.01, true, true, 103, 0, 104.5 },
	{ "nothing", 0, 0, true, true, 0, 0, 100 },
	{ "up to", 0, 2, true, true, 0, 140, 141.5 },
	{ "weeks", 4.0 / 52, 12.0 / 52, true, false, 103, 0, 104.5 },
};

static void draws_bars_to_scale(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(bars); i++) {
		for (int k = 0; k < 5; k++) {
			Pen pen = pen_of(INK_RGB);
			Bar bar = {
				.subject = k, .x = PT(100), .top = PT(50), .height = PT(13.5), .cell = PT(20), .cells = 4,
				.min = bars[i].min, .max = bars[i].max, .foot = bars[i].foot, .parted = bars[i].parted,
			};
			draw_bar(&pen, &bar);
			Len end = 0, open = 0, from = 0;
			for (const Mark *mark = pen.first; mark; mark = mark->next) {
				Box box = mark_extent(mark, false);
				Len dash = mark->kind == MARK_STROKE ? mark->as.stroke.dash : 0;
				Len half = mark->kind == MARK_STROKE ? mark->as.stroke.width / 2 : 0;
				if (!dash) end = len_max(end, box.right + half);
				else if (dash == PT(2.25)) open = box.right + half;
				else from = box.left;
				assert_true(box.left >= PT(100) && box.right <= PT(180));
				assert_true(box.top >= PT(50) && box.bottom <= PT(63.5));
			}
			bool good = near(open, bars[i].open) && near(from, bars[i].from);
			good = good && end >= PT(bars[i].end) - PT(0.7) && end <= PT(bars[i].end) + PT(0.7);
			if (!good)
				print_error("%s, subject %d: %.3f %.3f %.3f\n", bars[i].name, k + 1,
					len_pt(end), len_pt(open), len_pt(from));
			assert_true(good);
		}
	}
}

static void bears_absurd_bars(void **state) {
	(void)state;
	static const struct { int cells; double cell, min, max; } absurd[] = {
		{ 0, 20, 1, 1 }, { 4, 0, 1, 1 }, { 4, -3, 1, 1 }, { 1000, 0.2, 900, 950 }, { 4, 20, 3, 1 },
		{ 4, 20, -1, -1 }, { 1, 80, 0.3, 0.9 }, { 4, 0.01, 2, 3 },
	};
	for (size_t i = 0; i < COUNT(absurd); i++) {
		for (int k = 0; k < 5; k++) {
			Pen pen = pen_of(INK_RGB);
			draw_bar(&pen, &(Bar){ .subject = k, .height = PT(13.5), .cell = PT(absurd[i].cell),
				.cells = absurd[i].cells, .min = absurd[i].min, .max = absurd[i].max, .foot = true,
				.parted = k % 2 });
			assert_true(count_marks(&pen) < 10);
		}
	}
}

/* Bars of 80 pt for the whole scale, from x 100. */
static const struct {
	const char *name;
	double min, max, median;
	double left, right; /* of what is drawn solid */
} floats[] = {
	{ "a range", 0.25, 0.5, 0, 120, 140 },
	{ "an amount begins at nothing", 0.5, 0.5, 0, 100, 140 },
	{ "a range from nothing", 0, 0.5, 0, 100, 140 },
	{ "a narrow range can be seen", 0.5, 0.501, 0, 137.79, 142.29 },
	{ "and stays on its axis", 0.999, 1, 0, 175.5, 180 },
	{ "more than the scale is cut", 0.5, 7, 0, 140, 180 },
	{ "all beyond the scale fills it", 8, 9, 0, 100, 180 },
	{ "with a median", 0.25, 0.75, 0.5, 120, 160 },
	{ "a median outside", 0.25, 0.75, 5, 120, 160 },
};

static void floats_bars_between_their_ends(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(floats); i++) {
		for (int k = 0; k < 5; k++) {
			Pen pen = pen_of(INK_RGB);
			draw_bar(&pen, &(Bar){ .subject = k, .x = PT(100), .top = PT(50), .height = PT(13.5),
				.cell = PT(80), .cells = 1, .min = floats[i].min, .max = floats[i].max,
				.median = floats[i].median, .has_median = floats[i].median > 0, .foot = true,
				.parted = true, .floating = true });
			Len left = PT(1000), right = 0;
			for (const Mark *mark = pen.first; mark; mark = mark->next) {
				Box box = mark_extent(mark, false);
				Len half = mark->kind == MARK_STROKE ? mark->as.stroke.width / 2 : 0;
				assert_true(box.left >= PT(100) && box.right <= PT(180));
				assert_true(box.top >= PT(50) && box.bottom <= PT(63.5));
				if (mark->kind == MARK_STROKE && mark->as.stroke.dash) continue;
				left = len_min(left, box.left - half);
				right = len_max(right, box.right + half);
			}
			bool good = left <= PT(floats[i].left) + PT(0.7) && left >= PT(floats[i].left) - PT(0.7)
				&& right <= PT(floats[i].right) + PT(0.7) && right >= PT(floats[i].right) - PT(0.7);
			if (!good)
				print_error("%s, subject %d: %.3f %.3f\n", floats[i].name, k + 1, len_pt(left),
					len_pt(right));
			assert_true(good);
		}
	}
}

static void keeps_bars_on_their_scale(void **state) {
	(void)state;
	static const double amounts[] = { -5, 0, 0.5, 4, 4.001, 400, 1e300, -1e300, NAN };
	for (size_t i = 0; i < COUNT(amounts); i++) {
		for (size_t k = 0; k < COUNT(amounts); k++) {
			Pen pen = pen_of(INK_RGB);
			draw_bar(&pen, &(Bar){ .subject = 2, .x = PT(100), .height = PT(13.5), .cell = PT(20),
				.cells = 4, .min = amounts[i], .max = amounts[k], .foot = true, .parted = k % 2 });
			for (const Mark *mark = pen.first; mark; mark = mark->next) {
				Box box = mark_extent(mark, false);
				assert_true(box.left >= PT(99.9) && box.right <= PT(180.1));
			}
		}
	}
}

static void ends_axes_with_round_numbers(void **state) {
	(void)state;
	static const struct {
		double largest, end;
		int steps;
	} axes[] = {
		{ 98000, 100000, 4 }, { 100000, 100000, 4 }, { 100001, 200000, 4 }, { 210000, 250000, 5 },
		{ 260000, 400000, 4 }, { 41, 50, 5 }, { 51, 80, 4 }, { 81, 100, 4 }, { 0.3, 0.4, 4 },
		{ 2.4, 2.5, 5 }, { 7, 8, 4 }, { 1, 1, 4 }, { 10, 10, 4 }, { 1000, 1000, 4 }, { 0, 1, 4 },
		{ -3, 1, 4 },
	};
	for (size_t i = 0; i < COUNT(axes); i++) {
		int steps;
		double end = axis_end(axes[i].largest, &steps);
		if (end < axes[i].end * 0.999999 || end > axes[i].end * 1.000001 || steps != axes[i].steps)
			print_error("%g: %g in %d\n", axes[i].largest, end, steps);
		assert_true(end >= axes[i].end * 0.999999 && end <= axes[i].end * 1.000001);
		assert_int_equal(steps, axes[i].steps);
	}
}

static void fills_steps_of_a_scale(void **state) {
	(void)state;
	for (int k = 0; k < 5; k++) {
		for (int filled = 0; filled <= 5; filled++) {
			Pen pen = pen_of(INK_RGB);
			draw_steps(&pen, k, PT(10), PT(20), PT(9), PT(12), filled, 5);
			for (const Mark *mark = pen.first; mark; mark = mark->next) {
				Box box = mark_extent(mark, false);
				assert_true(box.left >= PT(10) && box.right <= PT(67) + 4);
				assert_true(box.top >= PT(20) && box.bottom <= PT(29));
			}
			assert_true(count_marks(&pen) >= (filled > 0) + (filled < 5));
		}
	}
}

/* ---- QR codes ---- */

static void makes_the_smallest_code(void **state) {
	(void)state;
	static const struct { size_t bytes; int side; } codes[] = {
		{ 1, 21 }, { 14, 21 }, { 15, 25 }, { 26, 25 }, { 27, 29 }, { 2331, 177 }, { 2332, 0 },
		{ 100000, 0 }, { 0, 0 },
	};
	for (size_t i = 0; i < COUNT(codes); i++) {
		Buf text = buf_make(arena, 16);
		for (size_t k = 0; k < codes[i].bytes; k++) buf_byte(&text, 'a');
		Diags *diags = diags_make(arena);
		Qr code = qr_make(arena, buf_str(&text), (Source){ "a.xml", 1, 1 }, diags);
		assert_int_equal(code.side, codes[i].side);
		assert_int_equal(diags->nerrors, codes[i].side ? 0 : 1);
		if (code.side) assert_int_equal(code.dark[0] + code.dark[code.side - 1], 2);
		for (int k = 0; k < code.side * code.side; k++) assert_true(code.dark[k] <= 1);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(draws_arcs_to_the_point), cmocka_unit_test(joins_arcs),
		cmocka_unit_test(marks_boxes_as_ground), cmocka_unit_test(places_doors),
		cmocka_unit_test(fills_the_place_of_a_door), cmocka_unit_test(draws_a_ring_for_each_unit),
		cmocka_unit_test(insets_the_opening), cmocka_unit_test(saves_ink),
		cmocka_unit_test(leads_the_road_to_every_door),
		cmocka_unit_test(caps_a_column), cmocka_unit_test(keeps_marks_in_their_square),
		cmocka_unit_test(turns_marks_white_on_the_ground), cmocka_unit_test(sets_marks_in_a_row),
		cmocka_unit_test(keeps_chips_in_their_box), cmocka_unit_test(keeps_head_rules_low),
		cmocka_unit_test(draws_small_signs), cmocka_unit_test(draws_bars_to_scale),
		cmocka_unit_test(bears_absurd_bars),
		cmocka_unit_test(floats_bars_between_their_ends), cmocka_unit_test(keeps_bars_on_their_scale),
		cmocka_unit_test(ends_axes_with_round_numbers), cmocka_unit_test(fills_steps_of_a_scale),
		cmocka_unit_test(makes_the_smallest_code),
	};
	return cmocka_run_group_tests(tests, open_all, close_all);
}
