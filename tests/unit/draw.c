/* The shapes of the theme: where they stand, what each ink makes of them, what must not crash. */
#include "images/qr.h"
#include "pages/draw.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* A theme made by hand: the shapes need tops, tones and a few measures only. */
static const Theme *theme(Arena *arena) {
	Theme *made = ARENA_NEW(arena, Theme);
	made->measures[MEASURE_DOOR_GAP] = PT(6.75);
	made->measures[MEASURE_TICK_BOX] = PT(9.5);
	made->measures[MEASURE_BULLET] = PT(4.5);
	for (int i = 0; i < 5; i++) {
		made->subjects[i].top = (Top)i;
		made->subjects[i].filled = i % 2 == 0;
		made->subjects[i].c[0] = (Colour){ .r = (uint8_t)(10 + i) };
	}
	return made;
}

static Pen pen_of(Arena *arena, Ink ink) {
	return (Pen){ .arena = arena, .theme = theme(arena), .ink = ink };
}

static int count(const Mark *mark, MarkKind kind) {
	int n = 0;
	for (; mark; mark = mark->next) n += mark->kind == kind;
	return n;
}

static int grounds(const Mark *mark) {
	int n = 0;
	for (; mark; mark = mark->next) n += mark->ground;
	return n;
}

/* The smallest box around all points of all paths, handles too. */
static Box extent(const Mark *mark) {
	Box all = { INT64_MAX, INT64_MAX, INT64_MIN, INT64_MIN };
	for (; mark; mark = mark->next) {
		Path path = mark->kind == MARK_FILL ? mark->as.fill.path : mark->as.stroke.path;
		for (int i = 0; i < path.count; i++) {
			int n = path.steps[i].op == 'C' ? 3 : path.steps[i].op != 'Z';
			for (int k = 0; k < n; k++) {
				Point at = path.steps[i].at[k];
				all.left = len_min(all.left, at.x), all.right = len_max(all.right, at.x);
				all.top = len_min(all.top, at.y), all.bottom = len_max(all.bottom, at.y);
			}
		}
	}
	return all;
}

static void assert_near(Len have, double want) {
	assert_true(have >= PT(want - 0.01) && have <= PT(want + 0.01));
}

static void test_doors_stand_in_a_row(void **state) {
	static const struct { const char *name; int n, i; bool rtl; double radius, centre; } rows[] = {
		{ "two, first", 2, 0, false, 51.1875, 61.1875 },
		{ "two, second", 2, 1, false, 51.1875, 170.3125 },
		{ "two, first, right to left", 2, 0, true, 51.1875, 170.3125 },
		{ "five, third", 5, 2, false, 18.45, 115.75 },
	};
	(void)state;
	Arena *arena = arena_open();
	for (size_t i = 0; i < COUNT(rows); i++) {
		Doors doors = { .left = PT(10), .measure = PT(211.5), .n = rows[i].n, .rtl = rows[i].rtl };
		assert_near(doors_radius(theme(arena), doors.measure, doors.n), rows[i].radius);
		assert_near(doors_centre(theme(arena), &doors, rows[i].i), rows[i].centre);
	}
	arena_close(arena);
}

/* In colour a ring is an area, and all but the first have a gap line; doors run under the floor. */
static void test_rings_are_counted(void **state) {
	static const struct {
		const char *name; Ink ink; int rings, fills, strokes; double below;
	} rows[] = {
		{ "one ring", INK_RGB, 1, 4, 2, 3 },
		{ "four rings", INK_RGB, 4, 10, 8, 3 },
		{ "no ring is one", INK_RGB, 0, 4, 2, 3 },
		{ "too many rings are four", INK_RGB, 99, 10, 8, 3 },
		{ "lines stop at the floor", INK_SAVER, 2, -1, -1, 0 },
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Arena *arena = arena_open();
		Pen pen = pen_of(arena, rows[i].ink);
		Doors doors = { .measure = PT(200), .floor = PT(300), .height = PT(200), .n = 2 };
		doors.rings[0] = doors.rings[1] = rows[i].rings;
		draw_doors(&pen, &doors);
		if (rows[i].fills >= 0) assert_int_equal(count(pen.first, MARK_FILL), rows[i].fills);
		if (rows[i].strokes >= 0) assert_int_equal(count(pen.first, MARK_STROKE), rows[i].strokes);
		assert_near(extent(pen.first).bottom, 300 + rows[i].below);
		assert_true(extent(pen.first).left >= 0 && extent(pen.first).right <= PT(200));
		arena_close(arena);
	}
}

static void test_an_arc_ends_on_its_circle(void **state) {
	static const struct { const char *name; double from, to, x, y; int steps; } rows[] = {
		{ "quarter", 0, 90, 100, 110, 2 },
		{ "half, backwards", 0, -180, 90, 100, 3 },
		{ "whole", 0, 360, 110, 100, 5 },
		{ "nothing", 45, 45, 107.071, 107.071, 2 },
	};
	(void)state;
	Arena *arena = arena_open();
	for (size_t i = 0; i < COUNT(rows); i++) {
		PathBuilder path = path_begin(arena);
		path_arc(&path, (Point){ PT(100), PT(100) }, PT(10), rows[i].from, rows[i].to);
		assert_int_equal(path.count, rows[i].steps);
		assert_near(path.steps[path.count - 1].at[2].x, rows[i].x);
		assert_near(path.steps[path.count - 1].at[2].y, rows[i].y);
	}
	arena_close(arena);
}

static void test_ink_saver_is_black_on_white(void **state) {
	static const struct { ColourId id; int grey; } rows[] = {
		{ COLOUR_INK, 100 }, { COLOUR_MUTED, 100 }, { COLOUR_HAIR, 100 }, { COLOUR_WHITE, 0 },
		{ COLOUR_PAPER, 0 }, { COLOUR_SUN, 0 }, { COLOUR_SUN_TINT, 0 },
	};
	(void)state;
	Arena *arena = arena_open();
	Pen pen = pen_of(arena, INK_SAVER);
	for (size_t i = 0; i < COUNT(rows); i++) {
		Colour have = pen_colour(&pen, rows[i].id);
		assert_int_equal(have.grey, rows[i].grey);
		assert_int_equal(have.r, rows[i].grey ? 0 : 255);
	}
	assert_int_equal(pen_subject(&pen, 3).grey, 100);
	pen.ink = INK_RGB;
	assert_int_equal(pen_subject(&pen, 3).r, 13);
	arena_close(arena);
}

static void test_text_grounds_are_told(void **state) {
	(void)state;
	Arena *arena = arena_open();
	Pen pen = pen_of(arena, INK_RGB);
	draw_box(&pen, (Box){ 0, 0, PT(20), PT(12) }, pen_colour(&pen, COLOUR_INK));
	assert_int_equal(grounds(pen.first), 0);
	draw_box(&pen, (Box){ 0, 0, PT(21), PT(13) }, pen_colour(&pen, COLOUR_INK));
	assert_int_equal(grounds(pen.first), 1);
	draw_chip(&pen, 1, (Box){ 0, 0, PT(60), PT(13.5) });
	assert_int_equal(grounds(pen.first), 2);
	draw_ground(&pen, (Box){ 0, PT(500), PT(200), PT(600) }, 0, PT(200));
	assert_int_equal(grounds(pen.first), 3);
	Cap cap = { 0, 3, 0, PT(200), PT(27), PT(33), PT(20), PT(135), PT(500) };
	draw_cap(&pen, &cap);
	assert_int_equal(grounds(pen.first), 7);
	arena_close(arena);
}

/* Marks keep what the pen means, and stand 0.36 of the type over the baseline. */
static void test_marks(void **state) {
	(void)state;
	for (int k = 0; k < 5; k++) {
		Arena *arena = arena_open();
		Node node = { .kind = NODE_SPAN };
		Pen pen = pen_of(arena, INK_RGB);
		pen.node = &node;
		pen.from.line = 7;
		draw_subject_mark(&pen, k, PT(50), PT(100), PT(10), PT(10), false);
		Box box = extent(pen.first);
		assert_near((box.top + box.bottom) / 2, 96.4);
		assert_near((box.left + box.right) / 2, 55);
		assert_true(box.left >= PT(50) && box.right <= PT(60));
		assert_int_equal(count(pen.first, MARK_STROKE), k % 2);
		assert_ptr_equal(pen.first->node, &node);
		assert_int_equal(pen.last->from.line, 7);
		arena_close(arena);
	}
	assert_int_equal(subject_marks_width(3, PT(10)), PT(38));
}

static void test_bars_stay_on_their_scale(void **state) {
	static const struct { const char *name; double min, max; int cells; bool parted; } rows[] = {
		{ "whole", 3, 3, 4, true }, { "all of it", 4, 4, 4, true }, { "cut cell", 1.5, 1.5, 4, true },
		{ "range", 2, 4, 4, true }, { "range in a chart", 2, 4, 4, false },
		{ "range from nothing", 0, 2, 4, false }, { "nothing", 0, 0, 4, true },
		{ "no cells", 0, 0, 0, true }, { "many cells", 90, 100, 100, true },
		{ "hardly anything", 0.001, 0.001, 4, true },
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		for (int subject = 0; subject < 5; subject++) {
			Arena *arena = arena_open();
			Pen pen = pen_of(arena, subject % 2 ? INK_SAVER : INK_RGB);
			Bar bar = {
				.subject = subject, .x = PT(10), .top = PT(20), .height = PT(13.5), .foot = true,
				.cell = rows[i].cells ? PT(100) / rows[i].cells : 0, .cells = rows[i].cells,
				.min = rows[i].min, .max = rows[i].max, .parted = rows[i].parted,
			};
			draw_bar(&pen, &bar);
			Box box = extent(pen.first);
			if (pen.first) {
				assert_true(box.left >= PT(10) && box.right <= PT(110.01));
				assert_true(box.top >= PT(20) && box.bottom <= PT(33.5));
			}
			arena_close(arena);
		}
	}
}

static void test_codes(void **state) {
	static const struct { const char *name; size_t len; int side; } rows[] = {
		{ "nothing", 0, 0 }, { "version 1", 14, 21 }, { "version 2", 15, 25 },
		{ "the longest", 2331, 177 }, { "too long", 2332, 0 },
	};
	static char text[4000];
	(void)state;
	for (size_t i = 0; i < sizeof text; i++) text[i] = (char)('a' + i % 26);
	for (size_t i = 0; i < COUNT(rows); i++) {
		Arena *arena = arena_open();
		Diags *diags = diags_make(arena);
		Qr qr = qr_make(arena, (Str){ text, rows[i].len }, (Source){ .line = 1 }, diags);
		assert_int_equal(qr.side, rows[i].side);
		assert_int_equal(diags->nerrors, rows[i].side ? 0 : 1);
		if (qr.side) assert_int_equal(qr.dark[0], 1);
		arena_close(arena);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_doors_stand_in_a_row),
		cmocka_unit_test(test_rings_are_counted),
		cmocka_unit_test(test_an_arc_ends_on_its_circle),
		cmocka_unit_test(test_ink_saver_is_black_on_white),
		cmocka_unit_test(test_text_grounds_are_told),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_bars_stay_on_their_scale),
		cmocka_unit_test(test_codes),
	};
	return cmocka_run_group_tests_name("draw", tests, NULL, NULL);
}
