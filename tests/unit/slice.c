/* Where a stack may be parted at the end of a page, on stacks of bare lines: a string is a stack,
   a letter a piece. p paragraph, l item of a list, f its first item, h head kept with the next,
   n note, w kept whole; behind it the number of its lines. Each line is 10 high. And the table from
   names to numbers, on which the order of notes and ids rests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail                                      /* ours is another */
#include <stdio.h>

#include "base/map.h"
#include "pages/internal.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static Stack stack_of(Layout *in, const char *pieces) {
	Stack stack = { .in = in };
	stack.pieces = ARENA_ARRAY(in->arena, 64, Piece);
	for (const char *at = pieces; *at; at += 2) {
		Piece *piece = &stack.pieces[stack.count++];
		piece->marker = *at == 'n' ? MARKER_NOTE : *at == 'l' || *at == 'f' ? MARKER_BULLET : MARKER_NONE;
		piece->in_list = piece->marker == MARKER_BULLET;
		piece->starts_list = *at == 'f';
		piece->keep = *at == 'h';
		piece->whole = *at == 'w';
		piece->above = stack.count > 1 && *at == 'p' ? PT(5) : 0;
		piece->text.leading = PT(10);
		piece->text.lines.count = at[1] - '0';
		piece->text.lines.lines = ARENA_ARRAY(in->arena, 10, Line);
		stack.height += piece_height(in, piece);
	}
	return stack;
}

/* "p3|p2 p4": what is taken, and what is left. */
static const char *parted(Arena *arena, const char *pieces, int room, bool force) {
	Layout *in = ARENA_NEW(arena, Layout);
	in->arena = arena;
	in->grid = PT(13.5);
	Stack rest = stack_of(in, pieces), taken;
	bool begins = stack_begins(&rest, PT(room));
	taken = stack_take(&rest, PT(room), force);
	if (!force) assert_int_equal(begins, taken.count > 0);
	Buf out = buf_make(arena, 64);
	Len sum[2] = { 0, 0 };
	for (int k = 0; k < 2; k++) {
		const Stack *part = k ? &rest : &taken;
		if (k) buf_byte(&out, '|');
		for (int i = 0; i < part->count; i++) {
			buf_format(&out, "%d", part->pieces[i].text.lines.count);
			sum[k] += piece_height(in, &part->pieces[i]);
		}
		assert_int_equal(sum[k], part->height);
	}
	return str_zero(arena, buf_str(&out));
}

static void parts_where_it_may(void **state) {
	(void)state;
	static const struct {
		const char *why, *pieces;
		int room;
		bool force;
		const char *want;
	} rows[] = {
		{ "all fits", "p3p2", 55, false, "32|" },
		{ "between paragraphs", "p2p2", 40, false, "2|2" },
		{ "two lines on either side", "p4", 39, false, "2|2" },
		{ "three lines are not parted", "p3", 29, false, "|3" },
		{ "no widow", "p5", 49, false, "3|2" },
		{ "no orphan", "p2p4", 36, false, "2|4" },
		{ "one line is not enough", "p4", 19, false, "|4" },
		{ "a head goes with its text", "p2h1p2", 39, false, "2|12" },
		{ "a head and two lines", "h1p4", 36, false, "12|2" },
		{ "no last item alone", "p2p2f1l1l1", 70, false, "2|2111" },
		{ "no first item alone", "p4f1l1l1", 55, false, "2|2111" },
		{ "two and two items", "f1l1l1l1", 39, false, "11|11" },
		{ "three items hold together", "f1l1l1", 29, false, "|111" },
		{ "a list goes with its lead", "p2f1l1", 25, false, "|211" },
		{ "a new list may stand apart", "f1l1f1l1", 25, false, "11|11" },
		{ "a note is whole", "p2n4", 49, false, "2|4" },
		{ "what is kept whole is", "p2w4", 49, false, "2|4" },
		{ "force parts what must be", "w6", 35, true, "3|3" },
		{ "force parts by rule if it can", "p6", 50, true, "4|2" },
		{ "force takes one line", "p6", 5, true, "1|5" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		Arena *arena = arena_open();
		const char *got = parted(arena, rows[i].pieces, rows[i].room, rows[i].force);
		if (!str_is(str_of(got), rows[i].want)) print_error("%s: %s\n", rows[i].why, got);
		assert_string_equal(got, rows[i].want);
		arena_close(arena);
	}
}

/* The parts are the whole again, whatever the pages are. */
static void loses_no_line(void **state) {
	(void)state;
	for (int room = 10; room < 90; room++) {
		Arena *arena = arena_open();
		Layout *in = ARENA_NEW(arena, Layout);
		in->arena = arena;
		in->grid = PT(13.5);
		Stack rest = stack_of(in, "p7h1p3f2l1l4l2n3p9w5p2");
		int lines = 0, pages = 0;
		while (rest.count && pages++ < 100) {
			Stack taken = stack_take(&rest, PT(room), true);
			assert_true(taken.count > 0);
			assert_true(taken.height <= PT(room));
			for (int i = 0; i < taken.count; i++) lines += taken.pieces[i].text.lines.count;
		}
		assert_int_equal(lines, 39);
		arena_close(arena);
	}
}

/* A paragraph that goes on is one place in the tree. */
static void goes_on_in_its_place(void **state) {
	(void)state;
	Arena *arena = arena_open();
	Layout *in = ARENA_NEW(arena, Layout);
	in->arena = arena;
	in->grid = PT(13.5);
	Stack rest = stack_of(in, "f1l1l6l1");
	Stack taken = stack_take(&rest, PT(45), false);
	assert_int_equal(taken.count, 3);
	assert_non_null(taken.pieces[2].home);
	assert_ptr_equal(taken.pieces[2].home, rest.pieces[0].home);
	assert_non_null(taken.list);
	assert_ptr_equal(taken.list, rest.list);
	arena_close(arena);
}

static void finds_what_it_was_given(void **state) {
	(void)state;
	Arena *arena = arena_open();
	Map map = map_make(arena);
	bool fresh;
	assert_null(map_find(&map, STR("none")));
	for (int i = 0; i < 5000; i++) {
		*map_at(&map, str_format(arena, "name %d", i), &fresh) = i;
		assert_true(fresh);
	}
	for (int i = 0; i < 5000; i++) {
		const int *found = map_find(&map, str_format(arena, "name %d", i));
		assert_non_null(found);
		assert_int_equal(*found, i);
	}
	assert_int_equal(*map_at(&map, STR("name 17"), &fresh), 17);
	assert_false(fresh);
	assert_null(map_find(&map, STR("name 5000")));
	*map_at(&map, STR(""), &fresh) = 1;
	assert_true(fresh);
	assert_non_null(map_find(&map, STR("")));
	arena_close(arena);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_where_it_may),
		cmocka_unit_test(loses_no_line),
		cmocka_unit_test(goes_on_in_its_place),
		cmocka_unit_test(finds_what_it_was_given),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
