/* Unicode's own test files (Debian's unicode-data) against the untailored rules: every line of
   LineBreakTest.txt and GraphemeBreakTest.txt. Where the program binds more than these rules,
   tests/lines says so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#undef fail /* ours is another */

#include "base/file.h"
#include "glyphs/clusters.h"
#include "lines/breaks.h"

#define FOLDER "/usr/share/unicode/auxiliary/"
enum { LONGEST = 512 };

typedef struct Sample { /* a line of a test file: a text, and at which bytes it may be parted */
	char bytes[LONGEST];
	size_t len;
	bool parts[LONGEST + 1];
} Sample;

static uint32_t hexadecimal(Str word) {
	uint32_t code = 0;
	for (size_t i = 0; i < word.len; i++)
		code = code * 16 + (uint32_t)(word.at[i] <= '9' ? word.at[i] - '0' : word.at[i] - 'A' + 10);
	return code;
}

/* "÷ 0061 × 0308 ÷" */
static bool read_sample(Str line, Sample *sample) {
	memset(sample, 0, sizeof *sample);
	Str rest = str_until(&line, '#');
	for (Str word; (word = str_word(&rest)).len;) {
		if (str_is(word, "÷")) sample->parts[sample->len] = true;
		else if (!str_is(word, "×"))
			sample->len += utf8_put(sample->bytes + sample->len, hexadecimal(word));
	}
	return sample->len > 0;
}

typedef bool Check(Arena *arena, const Sample *sample, size_t *at);

static bool check_lines(Arena *arena, const Sample *sample, size_t *at) {
	unsigned char breaks[LONGEST + 1];
	breaks_find(arena, (Str){ sample->bytes, sample->len }, breaks);
	for (*at = 0; *at <= sample->len; ++*at)
		if ((breaks[*at] != BREAK_NEVER) != sample->parts[*at]) return false;
	return true;
}

static bool check_clusters(Arena *arena, const Sample *sample, size_t *at) {
	(void)arena;
	bool ends[LONGEST + 1] = { true };
	for (size_t i = 0; i < sample->len;)
		ends[i = cluster_end((Str){ sample->bytes, sample->len }, i)] = true;
	for (*at = 0; *at <= sample->len; ++*at)
		if (ends[*at] != sample->parts[*at]) return false;
	return true;
}

static int check_file(const char *file, Check *check, int *wrong) {
	Arena *arena = arena_open();
	Str rest = file_map(file);
	assert_non_null(rest.at);
	int samples = 0;
	for (int number = 1; rest.len; number++) {
		Str line = str_until(&rest, '\n');
		Sample sample;
		size_t at;
		if (!read_sample(line, &sample)) continue;
		samples++;
		if (check(arena, &sample, &at)) continue;
		if (++*wrong <= 20)
			print_error("%s:%d: at byte %zu: %.*s\n", file, number, at, STR_ARG(line));
	}
	arena_close(arena);
	return samples;
}

static void test_line_breaks(void **state) {
	(void)state;
	int wrong = 0;
	assert_true(check_file(FOLDER "LineBreakTest.txt", check_lines, &wrong) > 7000);
	assert_int_equal(wrong, 0);
}

static void test_clusters(void **state) {
	(void)state;
	int wrong = 0;
	assert_true(check_file(FOLDER "GraphemeBreakTest.txt", check_clusters, &wrong) > 600);
	assert_int_equal(wrong, 0);
}

/* Forced breaks are told from those that may be. */
static void test_forced(void **state) {
	(void)state;
	Arena *arena = arena_open();
	unsigned char breaks[8];
	breaks_find(arena, STR("a b\nc"), breaks);
	assert_int_equal(breaks[2], BREAK_MAY);
	assert_int_equal(breaks[4], BREAK_MUST);
	assert_int_equal(breaks[5], BREAK_MUST);
	arena_close(arena);
}

/* A dictionary parts the words of Thai, Lao, Khmer and Burmese. */
static const struct {
	const char *text;
	int least;
} scripts[] = {
	{ "ภาษาไทยเป็นภาษาที่มีระดับเสียง", 5 },
	{ "ພາສາລາວເປັນພາສາທາງການ", 3 },
	{ "ភាសាខ្មែរជាភាសាផ្លូវការ", 2 },
	{ "မြန်မာဘာသာစကားသည်", 2 },
};

static void test_dictionaries(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
		Str text = str_of(scripts[i].text);
		unsigned char breaks[LONGEST] = { 0 };
		size_t at = 0;
		assert_true(needs_dictionary(utf8_next(text, &at)));
		words_find(text, breaks);
		int count = 0;
		for (size_t k = 0; k < text.len; k++) count += breaks[k];
		if (count < scripts[i].least) print_error("%s: %d words\n", scripts[i].text, count);
		assert_true(count >= scripts[i].least);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_line_breaks),
		cmocka_unit_test(test_clusters),
		cmocka_unit_test(test_forced),
		cmocka_unit_test(test_dictionaries),
	};
	return cmocka_run_group_tests_name("breaks", tests, NULL, NULL);
}
