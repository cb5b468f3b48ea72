/* What tests of several rooms begin with: cmocka, the length of a table, and a bench with fonts.
   Tests run from the project's folder. */
#ifndef DIPTYCH_TESTS_BENCH_H
#define DIPTYCH_TESTS_BENCH_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#undef fail /* ours is another */

#include "glyphs/font.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

typedef struct Bench {
	Arena *arena;
	Diags *diags;
	FontSet *fonts;
} Bench;

/* [folder] holds the catalogue: "fonts" is the project's own, and must be read. */
static inline Bench open_bench(const char *folder) {
	Bench bench = { .arena = arena_open() };
	bench.diags = diags_make(bench.arena);
	bench.fonts = fonts_open(bench.arena, folder, bench.diags);
	if (!strcmp(folder, "fonts")) assert_non_null(bench.fonts);
	return bench;
}

static inline void close_bench(Bench *bench) {
	fonts_close(bench->fonts);
	arena_close(bench->arena);
}
#endif
