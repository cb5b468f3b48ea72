/* The ground: memory, text, numbers, lengths, colours, deflate and messages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail                                      /* ours is another */
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/colour.h"
#include "base/deflate.h"
#include "base/diag.h"
#include "base/len.h"
#include "base/str.h"

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ASAN 1
#endif
#endif

#define LENGTH(array) (sizeof(array) / sizeof *(array))
#define BYTES(literal) { literal, sizeof(literal) - 1 }

/* A Str that a static table can hold. */
typedef struct { const char *at; size_t len; } Bytes;
static Str text_of(Bytes bytes) { return (Str){ bytes.at, bytes.len }; }

/* ---- arena ---- */

static void arena_gives_zeroed_aligned_bytes(void **state) {
	(void)state;
	static const size_t sizes[] = {
		0, 1, 15, 16, 17, 1000, 16383, 16384, 16385, 65536, 1 << 20, 5 << 20,
	};
	Arena *arena = arena_open();
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < LENGTH(sizes); i++) {
			unsigned char *at = arena_alloc(arena, sizes[i]);
			assert_non_null(at);
			assert_int_equal((uintptr_t)at % 16, 0);
			for (size_t k = 0; k < sizes[i]; k++)
				if (at[k]) assert_int_equal(at[k], 0);
			memset(at, 0xAA, sizes[i]);
		}
		if (round == 1) arena_reset(arena);
	}
	arena_close(arena);
	arena_close(NULL);
}

static void arena_rewinds_to_marks(void **state) {
	(void)state;
	Arena *arena = arena_open();
	ArenaMark empty = arena_mark(arena);
	char *kept = arena_alloc(arena, 100), *large = arena_alloc(arena, 1 << 20);
	memset(kept, 'k', 100);
	memset(large, 'l', 1 << 20);
	ArenaMark mark = arena_mark(arena);
	char *first = arena_alloc(arena, 8);
	size_t size = 0;
	for (int round = 0; round < 100; round++) {
		arena_rewind(arena, mark);
		assert_ptr_equal(arena_alloc(arena, 8), first);
		for (int i = 0; i < 20; i++) memset(arena_alloc(arena, 10000), 1, 10000);
		memset(arena_alloc(arena, 300000), 2, 300000);
		if (round == 1) size = arena_size(arena);
		if (round > 1) assert_int_equal(arena_size(arena), size);
	}
	arena_rewind(arena, mark);
	for (int i = 0; i < 100; i++) assert_int_equal(kept[i], 'k');
	assert_int_equal(large[0], 'l');
	assert_int_equal(large[(1 << 20) - 1], 'l');
	arena_rewind(arena, empty);
	assert_true(arena_size(arena) < 1 << 20);
	arena_close(arena);
}

/* Marks within marks, with pieces large and small, against a list of what must still be there. */
static void arena_rewinds_in_any_depth(void **state) {
	(void)state;
	enum { MOST = 400 };
	static struct { ArenaMark mark; unsigned char *at; size_t size; } pieces[MOST];
	Arena *arena = arena_open();
	uint32_t random = 12345;
	int n = 0;
	for (int step = 0; step < 20000; step++) {
		random = random * 1664525u + 1013904223u;
		if (n == MOST || (n && (random >> 16) % 37 == 0)) {
			n = (int)((random >> 8) % (unsigned)n);
			arena_rewind(arena, pieces[n].mark);
			for (int i = 0; i < n; i++) {
				assert_int_equal(pieces[i].at[0], i & 255);
				assert_int_equal(pieces[i].at[pieces[i].size - 1], i & 255);
			}
			continue;
		}
		pieces[n].mark = arena_mark(arena);
		pieces[n].size = 1 + (random >> 10) % ((random >> 4) % 5 ? 200 : 40000);
		pieces[n].at = arena_alloc(arena, pieces[n].size);
		memset(pieces[n].at, n & 255, pieces[n].size);
		n++;
	}
	arena_close(arena);
}

/* Runs [ask] in a process of its own; what it says on standard error is read. */
static int run_apart(void (*ask)(Arena *), char *said, size_t room) {
	int ends[2], status = 0;
	assert_int_equal(pipe(ends), 0);
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		ask(arena_open());
		_exit(0);
	}
	close(ends[1]);
	ssize_t n = read(ends[0], said, room - 1);
	said[n > 0 ? n : 0] = '\0';
	close(ends[0]);
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void ask_product(Arena *arena) { arena_array(arena, SIZE_MAX / 2, 3); }
#if !defined(HAS_ASAN)
static void ask_all(Arena *arena) { arena_alloc(arena, SIZE_MAX); }
static void ask_much(Arena *arena) { arena_alloc(arena, SIZE_MAX / 4); }
#endif

static void memory_that_is_out_ends_with_a_sentence(void **state) {
	(void)state;
	/* ASan ends the program itself when malloc is asked for too much. */
	static void (*const asks[])(Arena *) = {
		ask_product,
#if !defined(HAS_ASAN)
		ask_all, ask_much,
#endif
	};
	for (size_t i = 0; i < LENGTH(asks); i++) {
		char said[200];
		assert_int_equal(run_apart(asks[i], said, sizeof said), 3);
		assert_non_null(strstr(said, "diptych: error: out-of-memory: "));
	}
}

/* ---- str ---- */

static void str_numbers(void **state) {
	(void)state;
	static const struct { Bytes input; bool good; double want; } cases[] = {
		{ BYTES("0"), true, 0 }, { BYTES("-0"), true, 0 }, { BYTES("7"), true, 7 },
		{ BYTES("+7"), true, 7 }, { BYTES("-7.25"), true, -7.25 }, { BYTES("0.1"), true, 0.1 },
		{ BYTES("007.50"), true, 7.5 }, { BYTES("1000000000"), true, 1e9 },
		{ BYTES("-1000000000.000"), true, -1e9 }, { BYTES("1000000000.1"), false, 0 },
		{ BYTES("1000000001"), false, 0 }, { BYTES("99999999999999999999999"), false, 0 },
		{ BYTES("0.12345678901234567890123456789"), true, 0.123456789012 },
		{ BYTES(""), false, 0 }, { BYTES("-"), false, 0 }, { BYTES("+"), false, 0 },
		{ BYTES("."), false, 0 }, { BYTES(".5"), false, 0 }, { BYTES("5."), false, 0 },
		{ BYTES("1,5"), false, 0 }, { BYTES("1e3"), false, 0 }, { BYTES(" 1"), false, 0 },
		{ BYTES("1 "), false, 0 }, { BYTES("1.2.3"), false, 0 }, { BYTES("--1"), false, 0 },
		{ BYTES("0x10"), false, 0 }, { BYTES("NaN"), false, 0 }, { BYTES("inf"), false, 0 },
		{ BYTES("1\0"), false, 0 }, { BYTES("\xD9\xA3"), false, 0 },
	};
	for (size_t i = 0; i < LENGTH(cases); i++) {
		double got = 0;
		bool good = str_number(text_of(cases[i].input), &got);
		if (good != cases[i].good || got != cases[i].want)
			print_error("%s gave %d, %.17g\n", cases[i].input.at, good, got);
		assert_true(good == cases[i].good && got == cases[i].want);
		assert_true(got != 0 || 1 / got > 0);
	}
}

static void str_distances(void **state) {
	(void)state;
	static const struct { const char *a, *b; int limit, want; } cases[] = {
		{ "", "", 3, 0 }, { "abc", "abc", 3, 0 }, { "", "abc", 3, 3 }, { "abc", "", 2, 3 },
		{ "hmi", "him", 3, 1 }, { "subject", "sujbect", 3, 1 }, { "aspect", "aspects", 3, 1 },
		{ "kitten", "sitting", 9, 3 }, { "kitten", "sitting", 2, 3 }, { "ca", "abc", 9, 3 },
		{ "a", "b", 0, 1 }, { "abcdef", "a", 3, 4 }, { "na\xC3\xAFve", "naive", 3, 1 },
		{ "\xE2\x82\xAC", "\xC3\xA9", 3, 1 },
	};
	for (size_t i = 0; i < LENGTH(cases); i++) {
		Str a = str_of(cases[i].a), b = str_of(cases[i].b);
		assert_int_equal(str_distance(a, b, cases[i].limit), cases[i].want);
		assert_int_equal(str_distance(b, a, cases[i].limit), cases[i].want);
	}
	char name[200];
	memset(name, 'x', sizeof name);
	Str endless = { name, sizeof name };
	assert_int_equal(str_distance(endless, endless, 3), 0);
	assert_int_equal(str_distance(endless, STR("x"), 3), 4);
}

static void utf8_goes_both_ways(void **state) {
	(void)state;
	static const struct { Bytes input; size_t bad; uint32_t want[8]; } cases[] = {
		{ BYTES("aZ"), 9, { 'a', 'Z' } },
		{ BYTES("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"), 9, { 0xE9, 0x20AC, 0x1F600 } },
		{ BYTES("\xEF\xBF\xBF\xF4\x8F\xBF\xBF"), 9, { 0xFFFF, 0x10FFFF } },
		{ BYTES("a\x80z"), 1, { 'a', 0xFFFD, 'z' } },
		{ BYTES("\xC0\xAF"), 0, { 0xFFFD, 0xFFFD } },
		{ BYTES("\xE0\x80\xAF"), 0, { 0xFFFD, 0xFFFD, 0xFFFD } },
		{ BYTES("\xED\xA0\x80"), 0, { 0xFFFD, 0xFFFD, 0xFFFD } },
		{ BYTES("\xF4\x90\x80\x80"), 0, { 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD } },
		{ BYTES("a\xE2\x82"), 1, { 'a', 0xFFFD, 0xFFFD } },
		{ BYTES("\xE2\x82\xC3\xA9"), 0, { 0xFFFD, 0xFFFD, 0xE9 } },
		{ BYTES("\xFF"), 0, { 0xFFFD } },
	};
	for (size_t i = 0; i < LENGTH(cases); i++) {
		Str text = text_of(cases[i].input);
		size_t at = 0, n = 0, bad = 9, places[8];
		for (; at < text.len; n++) {
			places[n] = at;
			assert_int_equal(utf8_next(text, &at), cases[i].want[n]);
		}
		assert_int_equal(utf8_count(text), n);
		while (n-- > 0) {
			assert_int_equal(utf8_before(text, &at), cases[i].want[n]);
			assert_int_equal(at, places[n]);
		}
		assert_true(utf8_valid(text, &bad) == (cases[i].bad == 9));
		assert_int_equal(bad, cases[i].bad);
	}
	for (uint32_t code = 0; code <= 0x10FFFF; code += code < 0x900 ? 1 : 61) {
		char bytes[4];
		size_t n = utf8_put(bytes, code), at = 0;
		bool surrogate = code >= 0xD800 && code <= 0xDFFF;
		assert_int_equal(utf8_next((Str){ bytes, n }, &at), surrogate ? 0xFFFD : code);
	}
}

static void str_parts(void **state) {
	(void)state;
	Arena *arena = arena_open();
	static const struct { const char *input, *words, *fields, *trimmed; } cases[] = {
		{ "", "", "<>", "" }, { " \t\r\n", "", "< \t\r\n>", "" }, { "a", "<a>", "<a>", "a" },
		{ " a  b\n", "<a><b>", "< a  b\n>", "a  b" }, { "a,b", "<a,b>", "<a><b>", "a,b" },
		{ ",", "<,>", "<><>", "," }, { "a,,b,", "<a,,b,>", "<a><><b><>", "a,,b," },
		{ "a\xC2\xA0" "b", "<a\xC2\xA0" "b>", "<a\xC2\xA0" "b>", "a\xC2\xA0" "b" },
	};
	for (size_t i = 0; i < LENGTH(cases); i++) {
		Str text = str_of(cases[i].input), rest = text, word;
		Buf words = buf_make(arena, 0), fields = buf_make(arena, 0);
		while ((word = str_word(&rest)).len) buf_format(&words, "<%.*s>", STR_ARG(word));
		assert_string_equal(words.at, cases[i].words);
		size_t commas = 0;
		for (size_t k = 0; k < text.len; k++) commas += text.at[k] == ',';
		for (rest = text; commas + 1 > 0; commas--) {
			word = str_until(&rest, ',');
			buf_format(&fields, "<%.*s>", STR_ARG(word));
			if (!commas) break;
		}
		assert_string_equal(fields.at, cases[i].fields);
		assert_true(str_is(str_trim(text), cases[i].trimmed));
	}
	Str none = { NULL, 0 }, abc = STR("abc");
	assert_true(str_equal(none, STR("")) && str_starts(abc, none) && str_ends(abc, none));
	assert_true(str_starts(abc, STR("ab")) && !str_starts(STR("ab"), abc));
	assert_true(str_ends(abc, STR("bc")) && !str_ends(abc, STR("ab")));
	assert_true(str_is(str_slice(abc, 1, 99), "bc") && str_is(str_slice(abc, 5, 2), ""));
	assert_true(str_compare(abc, STR("abd")) < 0 && str_compare(abc, STR("ab")) > 0);
	assert_true(str_compare(none, abc) < 0 && str_compare(none, none) == 0);
	assert_true(str_compare(STR("\xFF"), abc) > 0);
	assert_true(str_is(str_join(arena, abc, none), "abc") && str_copy(arena, none).at[0] == '\0');
	assert_true(str_is(str_format(arena, "%.*s-%d", STR_ARG(abc), 5), "abc-5"));
	assert_true(str_hash(none) == 14695981039346656037u);
	assert_true(str_hash(STR("a")) == 0xAF63DC4C8601EC8Cu);
	arena_close(arena);
}

static void buf_grows(void **state) {
	(void)state;
	Arena *arena = arena_open();
	Buf buf = buf_make(arena, 0);
	for (int i = 0; i < 100000; i++) {
		buf_byte(&buf, 'x');
		if (i % 1000 == 0) assert_int_equal(buf.at[buf.len], '\0');
	}
	buf_add(&buf, buf_str(&buf));
	assert_int_equal(buf.len, 200000);
	assert_int_equal(strlen(buf.at), 200000);
	Buf small = buf_make(arena, 1);
	buf_code(&small, 0x20AC);
	buf_format(&small, "%s|%05d", "a long enough word to grow", 42);
	assert_string_equal(small.at, "\xE2\x82\xAC" "a long enough word to grow|00042");
	arena_close(arena);
}

/* ---- len ---- */

static void len_reads(void **state) {
	(void)state;
	static const struct { const char *input, *want; } cases[] = {
		{ "13.5", "13.5" }, { "13.5pt", "13.5" }, { "1in", "72" }, { "8.5in", "612" },
		{ "210mm", "595.276" }, { "297mm", "841.89" }, { "2cm", "56.693" }, { "-1.25pt", "-1.25" },
		{ "0", "0" }, { "0mm", "0" }, { "", NULL }, { "pt", NULL }, { "12 pt", NULL },
		{ "12px", NULL }, { "1e3pt", NULL }, { "12ptpt", NULL }, { "999999999in", NULL },
		{ "nanpt", NULL },
	};
	Arena *arena = arena_open();
	for (size_t i = 0; i < LENGTH(cases); i++) {
		Len got = 0;
		Buf buf = buf_make(arena, 16);
		bool good = len_read(str_of(cases[i].input), &got);
		assert_true(good == (cases[i].want != NULL));
		if (!good) continue;
		buf_len(&buf, got);
		assert_string_equal(buf.at, cases[i].want);
	}
	arena_close(arena);
}

static void len_writes(void **state) {
	(void)state;
	static const struct { Len input; const char *want; } cases[] = {
		{ 0, "0" }, { 1, "0" }, { -1, "0" }, { -32, "0" }, { -33, "-0.001" }, { 33, "0.001" },
		{ LEN_ONE, "1" }, { -LEN_ONE, "-1" }, { LEN_ONE / 2, "0.5" }, { LEN_ONE / 3, "0.333" },
		{ 2 * LEN_ONE / 3, "0.667" }, { -LEN_ONE / 3, "-0.333" }, { PT(13.5), "13.5" },
		{ PT(0.05), "0.05" }, { PT(100.01), "100.01" }, { PT(-0.25), "-0.25" },
		{ LEN_ONE - 1, "1" }, { PT(999999.999), "999999.999" },
		{ INT64_MAX, "140737488355328" }, { INT64_MIN, "-140737488355328" },
	};
	Arena *arena = arena_open();
	for (size_t i = 0; i < LENGTH(cases); i++) {
		Buf buf = buf_make(arena, 16);
		buf_len(&buf, cases[i].input);
		assert_string_equal(buf.at, cases[i].want);
	}
	arena_close(arena);
}

static void len_counts(void **state) {
	(void)state;
	static const struct { Len a, times, over, want; } scales[] = {
		{ 7, 1, 2, 4 }, { -7, 1, 2, -4 }, { 7, -1, 2, -4 }, { 7, 1, -2, -4 }, { -7, 1, -2, 4 },
		{ 1, 1, 3, 0 }, { 2, 1, 3, 1 }, { -2, 1, 3, -1 }, { 0, 5, 7, 0 }, { 5, 0, 7, 0 },
		{ INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX }, { INT64_MAX, 2, 1, INT64_MAX },
		{ INT64_MIN, 2, 1, INT64_MIN }, { INT64_MAX, 1, 2, INT64_MAX / 2 + 1 },
	};
	for (size_t i = 0; i < LENGTH(scales); i++)
		assert_true(len_scale(scales[i].a, scales[i].times, scales[i].over) == scales[i].want);
	static const struct { Len a, step, up, down, round; } steps[] = {
		{ 0, 5, 0, 0, 0 }, { 1, 5, 5, 0, 0 }, { 3, 5, 5, 0, 5 }, { 5, 5, 5, 5, 5 },
		{ -1, 5, 0, -5, 0 }, { -4, 5, 0, -5, -5 }, { -5, 5, -5, -5, -5 }, { 6, 4, 8, 4, 8 },
		{ 9, 1, 9, 9, 9 },
	};
	for (size_t i = 0; i < LENGTH(steps); i++) {
		assert_int_equal(len_up(steps[i].a, steps[i].step), steps[i].up);
		assert_int_equal(len_down(steps[i].a, steps[i].step), steps[i].down);
		assert_int_equal(len_round(steps[i].a, steps[i].step), steps[i].round);
	}
	assert_int_equal(len_min(-1, 2), -1);
	assert_int_equal(len_max(-1, 2), 2);
	assert_true(len_pt(PT(13.5)) == 13.5 && PT(-0.5) == -LEN_ONE / 2);
}

/* ---- colour, deflate ---- */

static void colours(void **state) {
	(void)state;
	static const struct { const char *a, *b; int want; } cases[] = {
		{ "#000000", "#FFFFFF", 2100 }, { "#ffffff", "#FFFFFF", 100 }, { "#777777", "#FFFFFF", 447 },
		{ "#767676", "#FFFFFF", 454 }, { "#FF0000", "#FFFFFF", 399 }, { "#0000FF", "#FFFFFF", 859 },
	};
	for (size_t i = 0; i < LENGTH(cases); i++) {
		Colour a = { 0 }, b = { 0 };
		assert_true(colour_read_hex(str_of(cases[i].a), &a) && colour_read_hex(str_of(cases[i].b), &b));
		assert_int_equal(colour_contrast(a, b), cases[i].want);
		assert_int_equal(colour_contrast(b, a), cases[i].want);
	}
	static const char *const wrong[] = {
		"", "#", "#12345", "#1234567", "123456", "#12345g", "#-12345",
	};
	for (size_t i = 0; i < LENGTH(wrong); i++) {
		Colour before = { .r = 1, .k = 2 }, colour = before;
		assert_false(colour_read_hex(str_of(wrong[i]), &colour));
		assert_true(colour_equal(colour, before));
	}
	Colour one = { 1, 2, 3, 4, 5, 6, 7, 8 }, two = one;
	assert_true(colour_equal(one, two));
	two.grey++;
	assert_false(colour_equal(one, two));
}

static void deflate_comes_back(void **state) {
	(void)state;
	static const size_t sizes[] = { 0, 1, 100, 100000 };
	Arena *arena = arena_open();
	for (size_t i = 0; i < LENGTH(sizes); i++) {
		char *bytes = arena_alloc(arena, sizes[i] + 1), *back = arena_alloc(arena, sizes[i] + 1);
		for (size_t k = 0; k < sizes[i]; k++) bytes[k] = (char)(k * k >> 3);
		Str out = deflate_bytes(arena, (Str){ sizes[i] ? bytes : NULL, sizes[i] });
		Str same = deflate_bytes(arena, (Str){ bytes, sizes[i] });
		assert_true(str_equal(out, same));
		struct libdeflate_decompressor *unpack = libdeflate_alloc_decompressor();
		size_t n = 0;
		assert_int_equal(libdeflate_zlib_decompress(unpack, out.at, out.len, back, sizes[i] + 1, &n), 0);
		libdeflate_free_decompressor(unpack);
		assert_int_equal(n, sizes[i]);
		assert_memory_equal(bytes, back, n);
	}
	arena_close(arena);
}

/* ---- messages ---- */

static const char *written(Diags *diags, bool colour) {
	Buf out = buf_make(diags->arena, 256);
	diags_write(diags, &out, colour);
	return out.at;
}

static void messages_look_like_a_compilers(void **state) {
	(void)state;
	static const struct {
		const char *name;
		Bytes text;
		int line, column;
		const char *want;
	} cases[] = {
		{ "plain", BYTES("<a>\n <b/>\n"), 2, 2, "f:2:2: error: not-xml: m\n     <b/>\n     ^\n" },
		{ "first column", BYTES("<a>"), 1, 1, "f:1:1: error: not-xml: m\n    <a>\n    ^\n" },
		{ "behind the end", BYTES("<a>"), 1, 4, "f:1:4: error: not-xml: m\n    <a>\n       ^\n" },
		{ "far behind the end", BYTES("<a>"), 1, 999, "f:1:999: error: not-xml: m\n    <a>\n       ^\n" },
		{ "no such line", BYTES("<a>"), 3, 1, "f:3:1: error: not-xml: m\n" },
		{ "empty line", BYTES("a\n\nb"), 2, 1, "f:2:1: error: not-xml: m\n    \n    ^\n" },
		{ "CR LF", BYTES("a\r\nbc\r\nd"), 2, 2, "f:2:2: error: not-xml: m\n    bc\n     ^\n" },
		{ "CR", BYTES("a\rbc\rd"), 2, 2, "f:2:2: error: not-xml: m\n    bc\n     ^\n" },
		{ "tabs are kept", BYTES("\ta\tb"), 1, 4, "f:1:4: error: not-xml: m\n    \ta\tb\n    \t \t^\n" },
		{ "characters, not bytes", BYTES("\xC3\xA9\xE2\x82\xAC<"), 1, 3,
			"f:1:3: error: not-xml: m\n    \xC3\xA9\xE2\x82\xAC<\n      ^\n" },
		{ "wide and combining", BYTES("\xE4\xB8\xAD" "e\xCC\x81<"), 1, 4,
			"f:1:4: error: not-xml: m\n    \xE4\xB8\xAD" "e\xCC\x81<\n       ^\n" },
		{ "controls", BYTES("\x1B[31m<"), 1, 6,
			"f:1:6: error: not-xml: m\n    \xEF\xBF\xBD[31m<\n         ^\n" },
		{ "ill-formed bytes", BYTES("\xE9<"), 1, 2,
			"f:1:2: error: not-xml: m\n    \xEF\xBF\xBD<\n     ^\n" },
		{ "line only", BYTES("<a>"), 1, 0, "f:1: error: not-xml: m\n" },
		{ "file only", BYTES("<a>"), 0, 0, "f: error: not-xml: m\n" },
	};
	for (size_t i = 0; i < LENGTH(cases); i++) {
		Arena *arena = arena_open();
		Diags *diags = diags_make(arena);
		diags_text(diags, "f", text_of(cases[i].text));
		assert_false(fail(diags, (Source){ "f", cases[i].line, cases[i].column }, NOT_XML, "m"));
		if (strcmp(written(diags, false), cases[i].want) != 0) print_error("%s\n", cases[i].name);
		assert_string_equal(written(diags, false), cases[i].want);
		arena_close(arena);
	}
}

static void long_lines_are_cut(void **state) {
	(void)state;
	Arena *arena = arena_open();
	char line[1001];
	for (int i = 0; i < 1000; i++) line[i] = (char)('a' + i % 26);
	line[1000] = '\0';
	for (int column = 1; column <= 1000; column += 37) {
		Diags *diags = diags_make(arena);
		diags_text(diags, "f", str_of(line));
		fail(diags, (Source){ "f", 1, column }, NOT_XML, "m");
		Str rest = str_of(written(diags, false));
		str_until(&rest, '\n');
		Str shown = str_until(&rest, '\n'), caret = str_until(&rest, '\n');
		assert_true(utf8_count(shown) <= 106);
		size_t at = 0;
		for (size_t i = 0; i + 1 < caret.len; i++) utf8_next(shown, &at);
		assert_int_equal(shown.at[at], line[column - 1]);
		assert_true(str_ends(caret, STR("^")));
	}
	arena_close(arena);
}

static void messages_come_in_order_and_once(void **state) {
	(void)state;
	Arena *arena = arena_open();
	Diags *diags = diags_make(arena);
	fail(diags, (Source){ "b", 1, 1 }, NOT_XML, "4");
	fail(diags, (Source){ "a", 2, 1 }, NOT_XML, "3");
	hint(diags, "it is %s", "so");
	hint(diags, "not this");
	fail(diags, (Source){ "a", 1, 9 }, NOT_XML, "2");
	fail(diags, (Source){ NULL, 0, 0 }, USAGE_ERROR, "0");
	fail(diags, (Source){ "a", 1, 2 }, NOT_XML, "1");
	fail(diags, (Source){ "a", 1, 2 }, NOT_XML, "1");
	hint(diags, "of a message that is not new");
	fail(diags, (Source){ "a", 1, 2 }, DOCTYPE, "1");
	assert_true(fail(diags, (Source){ "a", 1, 1 }, NO_ACTION, "advice"));
	assert_string_equal(written(diags, false),
		"diptych: error: usage: 0\na:1:1: advice: no-action: advice\na:1:2: error: not-xml: 1\n"
		"a:1:2: error: doctype: 1\na:1:9: error: not-xml: 2\na:2:1: error: not-xml: 3\n"
		"    hint: it is so\nb:1:1: error: not-xml: 4\n");
	assert_int_equal(diags->nerrors, 6);
	assert_int_equal(diags->nadvice, 1);
	arena_close(arena);
}

static void messages_are_safe_for_a_terminal(void **state) {
	(void)state;
	Arena *arena = arena_open();
	Diags *diags = diags_make(arena);
	Source from = { "f\n\x1B", 0, 0 };
	fail(diags, from, NOT_XML, "a\x1B[2Jb\r\n\xE2\x80\xAE\xC2\x9B\xFFz%s", "%n");
	hint(diags, "\x07%s", "\t");
	const char *text = written(diags, false);
	assert_string_equal(text,
		"f\xEF\xBF\xBD\xEF\xBF\xBD: error: not-xml: a\xEF\xBF\xBD[2Jb\xEF\xBF\xBD"
		"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz%n\n    hint: \xEF\xBF\xBD\xEF\xBF\xBD\n");
	Diags *plain = diags_make(arena);
	fail(plain, (Source){ "-", 3, 4 }, NOT_XML, "m");
	assert_string_equal(written(plain, false), "stdin:3:4: error: not-xml: m\n");
	assert_string_equal(written(plain, true),
		"\033[1mstdin:3:4:\033[0m \033[1;31merror:\033[0m not-xml: m\n");
	arena_close(arena);
}

static void messages_can_be_allowed_and_raised(void **state) {
	(void)state;
	Arena *arena = arena_open();
	Diags *diags = diags_make(arena);
	Source from = { "f", 1, 1 };
	fail(diags, from, NOT_XML, "kept");
	diags->allowed[NO_ACTION] = true;
	assert_true(fail(diags, from, NO_ACTION, "dropped"));
	hint(diags, "dropped too");
	assert_string_equal(written(diags, false), "f:1:1: error: not-xml: kept\n");
	diags->severities[ABBREVIATION] = ERROR;
	assert_false(fail(diags, from, ABBREVIATION, "raised"));
	assert_int_equal(diags->nerrors, 2);
	arena_close(arena);
}

static void exit_codes(void **state) {
	(void)state;
	static const struct { DiagId ids[3]; int n, want; bool world; } cases[] = {
		{ { NOT_XML }, 0, 0, false }, { { NO_ACTION, ABBREVIATION }, 2, 0, false },
		{ { NOT_XML }, 1, 1, false }, { { CANNOT_READ }, 1, 3, true },
		{ { NOT_XML, CANNOT_WRITE }, 2, 3, true }, { { CANNOT_WRITE, NOT_XML }, 2, 3, true },
		{ { USAGE_ERROR }, 1, 2, false }, { { NOT_XML, USAGE_ERROR }, 2, 2, false },
	};
	Arena *arena = arena_open();
	for (size_t i = 0; i < LENGTH(cases); i++) {
		Diags *diags = diags_make(arena);
		for (int k = 0; k < cases[i].n; k++) fail(diags, (Source){ NULL, 0, 0 }, cases[i].ids[k], "m");
		assert_int_equal(diags_exit(diags), cases[i].want);
		assert_true(diags->world == cases[i].world);
	}
	arena_close(arena);
}

static void words_are_found(void **state) {
	(void)state;
	static const struct { const char *word; int want; const char *nearest; } cases[] = {
		{ "not-xml", NOT_XML, NULL }, { "overset", OVERSET, NULL }, { "oversett", -1, "overset" },
		{ "dobule-id", -1, "double-id" }, { "", -1, NULL }, { "nothing-like-it", -1, NULL },
	};
	for (size_t i = 0; i < LENGTH(cases); i++) {
		const char *nearest = "?";
		assert_int_equal(diag_find(str_of(cases[i].word), &nearest), cases[i].want);
		assert_int_equal(diag_find(str_of(cases[i].word), NULL), cases[i].want);
		if (cases[i].nearest) assert_string_equal(nearest, cases[i].nearest);
		else assert_null(nearest);
	}
	for (int id = 0; id < NDIAGIDS; id++) {
		const DiagKind *kind = diag_kind((DiagId)id);
		assert_int_equal(diag_find(str_of(kind->word), NULL), id);
		assert_true(*kind->summary && str_ends(str_of(kind->explanation), STR("\n")));
	}
}

/* A hundred thousand mistakes on one line and on as many lines. */
static void many_messages_are_quick(void **state) {
	(void)state;
	enum { MANY = 100000 };
	for (int lines = 0; lines < 2; lines++) {
		Arena *arena = arena_open();
		Buf text = buf_make(arena, MANY * 2);
		for (int i = 0; i < MANY; i++) buf_add(&text, lines ? STR("x\n") : STR("xy"));
		clock_t start = clock();
		Diags *diags = diags_make(arena);
		diags_text(diags, "f", buf_str(&text));
		for (int round = 0; round < 2; round++)
			for (int i = MANY; i > 0; i--)
				fail(diags, (Source){ "f", lines ? i : 1, lines ? 1 : 2 * i }, NOT_XML, "m");
		assert_int_equal(diags->nerrors, MANY);
		assert_true(strlen(written(diags, false)) > MANY * 30);
		assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 10);
		arena_close(arena);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arena_gives_zeroed_aligned_bytes),
		cmocka_unit_test(arena_rewinds_to_marks),
		cmocka_unit_test(arena_rewinds_in_any_depth),
		cmocka_unit_test(memory_that_is_out_ends_with_a_sentence),
		cmocka_unit_test(str_numbers),
		cmocka_unit_test(str_distances),
		cmocka_unit_test(utf8_goes_both_ways),
		cmocka_unit_test(str_parts),
		cmocka_unit_test(buf_grows),
		cmocka_unit_test(len_reads),
		cmocka_unit_test(len_writes),
		cmocka_unit_test(len_counts),
		cmocka_unit_test(colours),
		cmocka_unit_test(deflate_comes_back),
		cmocka_unit_test(messages_look_like_a_compilers),
		cmocka_unit_test(long_lines_are_cut),
		cmocka_unit_test(messages_come_in_order_and_once),
		cmocka_unit_test(messages_are_safe_for_a_terminal),
		cmocka_unit_test(messages_can_be_allowed_and_raised),
		cmocka_unit_test(exit_codes),
		cmocka_unit_test(words_are_found),
		cmocka_unit_test(many_messages_are_quick),
	};
	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
