/* Imposition: which panel stands where on which side (a table in tests/sheets), whether both sides
   fold at the same places, and what the fold ticks look like. Runs from the project's folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#undef fail                                      /* ours is another */

#include "base/file.h"
#include "base/xml.h"
#include "sheets/sheet.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static Arena *arena;
static Diags *diags;
static const Theme *theme;

static int open_all(void **state) {
	(void)state;
	xml_open();
	arena = arena_open();
	diags = diags_make(arena);
	Str bytes = file_read(arena, "data/themes/doors.xml", FILE_LIMIT, diags);
	theme = theme_read(arena, bytes, "doors.xml", NULL, diags);
	return theme ? 0 : 1;
}

static int close_all(void **state) {
	(void)state;
	arena_close(arena);
	xml_close();
	return 0;
}

/* ---- making pages ---- */

static Edition edition_of(Str format, Str paper, Purpose purpose, Ink ink) {
	Edition edition = { .theme = theme, .format = format_find(format), .paper = paper_find(paper),
		.purpose = purpose, .ink = ink };
	assert_non_null(edition.format);
	assert_non_null(edition.paper);
	return edition;
}

/* A page for each panel, in the reading order for [subjects]. */
static PageList *pages_of(const Edition *edition, int subjects) {
	Panel *panels = ARENA_ARRAY(arena, MAX_PANELS, Panel);
	Page *pages = ARENA_ARRAY(arena, MAX_PANELS, Page);
	PageList *list = ARENA_NEW(arena, PageList);
	format_panels(edition->format, edition->paper, subjects, false, panels);
	for (int i = 0; edition->format->order[subjects - 2][i].panel >= 0; i++) {
		Page *page = &pages[list->count];
		page->number = ++list->count;
		page->panel = &panels[edition->format->order[subjects - 2][i].panel];
		page->name = str_of(page->panel->name);
		page->trim.width = page->panel->width;
		page->trim.height = format_sheet(edition->format, edition->paper).height;
	}
	list->pages = pages;
	return list;
}

/* ---- the table of folds ---- */

static int by_place(const void *a, const void *b) {
	Len left = ((const Placement *)a)->at.x, right = ((const Placement *)b)->at.x;
	return (left > right) - (left < right);
}

/* The placements of a side from left to right. */
static const Placement *sorted(const Side *side) {
	Placement *placements = ARENA_ARRAY(arena, (size_t)side->nplacements, Placement);
	memcpy(placements, side->placements, (size_t)side->nplacements * sizeof *placements);
	qsort(placements, (size_t)side->nplacements, sizeof *placements, by_place);
	return placements;
}

static Str sides_told(const SheetList *sheets) {
	Buf out = buf_make(arena, 128);
	for (int i = 0; i < sheets->count; i++) {
		const Placement *placements = sorted(&sheets->sides[i]);
		if (i) buf_add(&out, STR(" | "));
		for (int k = 0; k < sheets->sides[i].nplacements; k++) {
			if (k) buf_add(&out, STR(", "));
			buf_add(&out, placements[k].page->name);
			buf_byte(&out, ' ');
			buf_len(&out, placements[k].page->trim.width);
		}
	}
	return buf_str(&out);
}

/* Panels of a side touch, fill the sheet, and stand in reading order in the list. */
static void check_side(const Side *side) {
	const Placement *placements = sorted(side);
	Len at = 0;
	for (int i = 0; i < side->nplacements; i++) {
		assert_true(llabs((long long)(placements[i].at.x - at)) <= 2);
		assert_int_equal(placements[i].at.y, 0);
		at = placements[i].at.x + placements[i].page->trim.width;
		if (i) assert_true(side->placements[i].page->number > side->placements[i - 1].page->number);
	}
	assert_true(llabs((long long)(at - side->trim.width)) <= 2);
}

/* What folds on one side folds on the other: widths from the left are widths from the right. */
static void check_register(const Side *outside, const Side *inside) {
	const Placement *front = sorted(outside), *back = sorted(inside);
	int n = outside->nplacements;
	assert_int_equal(n, inside->nplacements);
	for (int i = 0; i < n; i++) {
		Len here = front[i].page->trim.width, there = back[n - 1 - i].page->trim.width;
		assert_true(llabs((long long)(here - there)) <= 1);
	}
}

static void check_fold(Str line) {
	Str rest = line, format = str_trim(str_until(&rest, ';'));
	Str paper = str_trim(str_until(&rest, ';')), want = str_trim(rest);
	Edition edition = edition_of(format, paper, PURPOSE_OFFICE, INK_RGB);
	for (int n = edition.format->least; n <= edition.format->most; n++) {
		const SheetList *sheets = sheets_make(arena, &edition, pages_of(&edition, n), diags);
		Str got = sides_told(sheets);
		if (!str_equal(got, want))
			print_error("%.*s; %.*s with %d subjects\n got: %.*s\nwant: %.*s\n", STR_ARG(format),
				STR_ARG(paper), n, STR_ARG(got), STR_ARG(want));
		assert_true(str_equal(got, want));
		assert_int_equal(sheets->count, 2);
		for (int i = 0; i < 2; i++) check_side(&sheets->sides[i]);
		check_register(&sheets->sides[0], &sheets->sides[1]);
	}
}

static void folds(void **state) {
	(void)state;
	Str rest = file_read(arena, "tests/sheets/folds.tests", FILE_LIMIT, diags);
	int n = 0;
	assert_non_null(rest.at);
	while (rest.len) {
		Str line = str_trim(str_until(&rest, '\n'));
		if (!line.len || line.at[0] == '#') continue;
		check_fold(line);
		n++;
	}
	assert_true(n >= 5);
}

/* Folded by hand: with the inside up, the right third goes in and the left third over it. What was
   at the far right inside must be the narrow one, or it would buckle in the fold. */
static void narrow_panel_folds_in(void **state) {
	(void)state;
	Edition edition = edition_of(STR("trifold"), STR("letter"), PURPOSE_OFFICE, INK_RGB);
	const SheetList *sheets = sheets_make(arena, &edition, pages_of(&edition, 2), diags);
	const Placement *outside = sorted(&sheets->sides[0]), *inside = sorted(&sheets->sides[1]);
	assert_true(str_is(sheets->sides[0].name, "outside"));
	assert_true(str_is(sheets->sides[1].name, "inside"));
	assert_true(outside[0].page->panel->narrow && inside[2].page->panel->narrow);
	assert_true(outside[0].page->trim.width < outside[1].page->trim.width);
	/* turned in about its fold, it stays inside the middle panel */
	assert_true(inside[2].page->trim.width < inside[1].page->trim.width);
	/* the left third then covers it up to the fold, and its outside is the cover */
	assert_true(inside[0].page->trim.width >= inside[2].page->trim.width);
	assert_int_equal(outside[2].page->panel->part, PART_COVER);
}

/* ---- sides of one page ---- */

static const struct { const char *name, *format; Purpose purpose; } plain[] = {
	{ "reader edition of a folded sheet", "trifold", PURPOSE_READER },
	{ "flat format for the office", "handout", PURPOSE_OFFICE },
	{ "flat format to read", "handout", PURPOSE_READER },
};

static void a_side_a_page(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(plain); i++) {
		Edition edition = edition_of(str_of(plain[i].format), STR("letter"), plain[i].purpose, INK_RGB);
		PageList *pages = pages_of(&edition, 2);
		const SheetList *sheets = sheets_make(arena, &edition, pages, diags);
		assert_int_equal(sheets->count, pages->count);
		for (int k = 0; k < sheets->count; k++) {
			const Side *side = &sheets->sides[k];
			assert_int_equal(side->nplacements, 1);
			assert_ptr_equal(side->placements[0].page, &pages->pages[k]);
			assert_true(side->placements[0].at.x == 0 && side->placements[0].at.y == 0);
			assert_int_equal(side->trim.width, pages->pages[k].trim.width);
			assert_true(str_equal(side->name, pages->pages[k].name));
			assert_null(side->over);
		}
	}
}

/* ---- ticks ---- */

static Mark *area(Len left, Len top, Len right, Len bottom, Colour colour) {
	Mark *mark = ARENA_NEW(arena, Mark);
	PathStep *steps = ARENA_ARRAY(arena, 5, PathStep);
	steps[0] = (PathStep){ 'M', { { left, top } } };
	steps[1] = (PathStep){ 'L', { { right, top } } };
	steps[2] = (PathStep){ 'L', { { right, bottom } } };
	steps[3] = (PathStep){ 'L', { { left, bottom } } };
	steps[4] = (PathStep){ 'Z', { { 0, 0 } } };
	mark->kind = MARK_FILL;
	mark->ground = true;
	mark->colour = colour;
	mark->as.fill.path = (Path){ steps, 5 };
	return mark;
}

/* Paper and a dark ground on every panel but the flap, which is tinted to its foot; or nothing. */
static void paint(PageList *pages, bool dark) {
	for (int i = 0; i < pages->count; i++) {
		Page *page = (Page *)&pages->pages[i];
		Len width = page->trim.width, height = page->trim.height;
		bool flap = page->panel->part == PART_CHECK;
		if (!dark) continue;
		Colour colour = theme->colours[flap ? COLOUR_SUN_TINT : COLOUR_PAPER];
		Mark *mark = area(0, PT(18), width, height - PT(18), colour);
		page->marks = mark;
		if (!flap) mark->next = area(0, PT(513), width, height - PT(18), theme->colours[COLOUR_INK]);
	}
}

static Str ticks_told(const Mark *mark) {
	Buf out = buf_make(arena, 128);
	for (; mark; mark = mark->next) {
		assert_int_equal(mark->kind, MARK_STROKE);
		assert_null(mark->node);
		assert_int_equal(mark->as.stroke.path.count, 2);
		assert_int_equal(mark->as.stroke.width, PT(0.25));
		assert_true(mark->as.stroke.dash == PT(2.25) && mark->as.stroke.gap == PT(2.25));
		const PathStep *steps = mark->as.stroke.path.steps;
		assert_int_equal(steps[0].at[0].x, steps[1].at[0].x);
		if (out.len) buf_byte(&out, ' ');
		buf_len(&out, steps[0].at[0].x);
		buf_byte(&out, ',');
		buf_len(&out, steps[0].at[0].y);
		buf_byte(&out, '-');
		buf_len(&out, steps[1].at[0].y);
		buf_format(&out, ":%02x%02x%02x", mark->colour.r, mark->colour.g, mark->colour.b);
	}
	return buf_str(&out);
}

static const struct {
	const char *name, *paper;
	Ink ink;
	bool dark;
	int side;
	const char *want;
} ticks[] = {
	{ "outside: none where tint meets ground", "letter", INK_RGB, true, 0,
		"261,18-31.5:1b1f23 526.5,18-31.5:1b1f23 526.5,580.5-594:ffffff" },
	{ "inside: ink above, white on the ground", "letter", INK_RGB, true, 1,
		"265.5,18-31.5:1b1f23 265.5,580.5-594:ffffff 531,18-31.5:1b1f23 531,580.5-594:ffffff" },
	{ "grey is as colour", "letter", INK_GREY, true, 1,
		"265.5,18-31.5:1b1f23 265.5,580.5-594:ffffff 531,18-31.5:1b1f23 531,580.5-594:ffffff" },
	{ "ink-saver: black everywhere", "letter", INK_SAVER, false, 0,
		"261,18-31.5:000000 261,580.5-594:000000 526.5,18-31.5:000000 526.5,580.5-594:000000" },
	{ "A4", "a4", INK_RGB, true, 1,
		"283.465,18-31.5:1b1f23 283.465,563.776-577.276:ffffff "
		"566.929,18-31.5:1b1f23 566.929,563.776-577.276:ffffff" },
};

static void fold_ticks(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(ticks); i++) {
		Str paper = str_of(ticks[i].paper);
		Edition edition = edition_of(STR("trifold"), paper, PURPOSE_OFFICE, ticks[i].ink);
		PageList *pages = pages_of(&edition, 2);
		paint(pages, ticks[i].dark);
		const SheetList *sheets = sheets_make(arena, &edition, pages, diags);
		Str got = ticks_told(sheets->sides[ticks[i].side].over);
		if (!str_is(got, ticks[i].want))
			print_error("%s\n got: %.*s\nwant: %s\n", ticks[i].name, STR_ARG(got), ticks[i].want);
		assert_true(str_is(got, ticks[i].want));
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folds),
		cmocka_unit_test(narrow_panel_folds_in),
		cmocka_unit_test(a_side_a_page),
		cmocka_unit_test(fold_ticks),
	};
	return cmocka_run_group_tests_name("sheets", tests, open_all, close_all);
}
