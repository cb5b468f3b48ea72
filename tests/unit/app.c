/* The command line: what is understood, what is refused, and what the help says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail  /* ours is another */
#include <string.h>

#include "app/edition.h"
#include "app/job.h"
#include "app/options.h"

#define MOST_WORDS 10

/* Parts [line] at blanks and reads it; NULL if it is refused. */
static const Options *read_line(Arena *arena, const char *line, Diags *diags)
{
	char *words[MOST_WORDS];
	int nwords = 0;
	for (Str rest = str_of(line), word; (word = str_word(&rest)).len && nwords < MOST_WORDS;)
		words[nwords++] = (char *)(uintptr_t)str_zero(arena, word);
	return options_read(arena, nwords, words, diags);
}

static void test_lines(void **state)
{
	static const struct { const char *line; CommandId command; int nwords; } cases[] = {
		{ "build a.xml", COMMAND_BUILD, 1 },
		{ "build a.xml b.xml -", COMMAND_BUILD, 3 },
		{ "build -f handout a.xml", COMMAND_BUILD, 1 },
		{ "build a.xml -fhandout -qv --paper=a4", COMMAND_BUILD, 1 },
		{ "build -- -a.xml --strict", COMMAND_BUILD, 2 },
		{ "check a.xml --set a=b=c", COMMAND_CHECK, 1 },
		{ "list formats papers", COMMAND_LIST, 2 },
		{ "explain overset", COMMAND_EXPLAIN, 1 },
		{ "--help", NCOMMANDS, 0 },
		{ "build --help", COMMAND_BUILD, 0 },
	};
	(void)state;
	Arena *arena = arena_open();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		Diags *diags = diags_make(arena);
		const Options *options = read_line(arena, cases[i].line, diags);
		if (!options)
			print_error("refused: %s\n", cases[i].line);
		assert_non_null(options);
		assert_int_equal(options->command, cases[i].command);
		assert_int_equal(options->nwords, cases[i].nwords);
		assert_int_equal(diags_exit(diags), 0);
	}
	arena_close(arena);
}

static void test_refused(void **state)
{
	static const struct { const char *line, *hint; } cases[] = {
		{ "", "diptych --help" }, { "biuld a.xml", "\"build\"" }, { "build", "" },
		{ "build a.xml --fromat x", "\"--format\"" }, { "build a.xml -z", "" },
		{ "build a.xml -f", "" }, { "build a.xml --strict=1", "" },
		{ "build a.xml --for readr", "\"reader\"" }, { "list formats -q", "" },
		{ "build a.xml --", NULL }, { "-q build a.xml", "" },
	};
	(void)state;
	Arena *arena = arena_open();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		Diags *diags = diags_make(arena);
		const Options *options = read_line(arena, cases[i].line, diags);
		assert_true(!options == !!cases[i].hint);
		assert_int_equal(diags_exit(diags), cases[i].hint ? 2 : 0);
		if (cases[i].hint && *cases[i].hint)
			assert_non_null(strstr(str_zero(arena, diags->first->hint), cases[i].hint));
	}
	arena_close(arena);
}

/* The last --set of a name wins; a value may hold "=" and be empty. */
static void test_fields(void **state)
{
	(void)state;
	Arena *arena = arena_open();
	Diags *diags = diags_make(arena);
	const Options *options = read_line(arena, "build a.xml --set a=1 --set b= --set a=2=3", diags);
	const Fields *fields = options_fields(arena, options, diags);
	assert_non_null(fields);
	assert_true(str_is(fields->first->name, "a") && str_is(fields->first->value, "2=3"));
	assert_true(str_is(fields->first->next->name, "b") && fields->first->next->value.len == 0);
	assert_null(fields->first->next->next);
	arena_close(arena);
}

static void test_severities(void **state)
{
	static const struct { const char *line; bool good; Severity severity; bool allowed; } cases[] = {
		{ "build a.xml", true, WARNING, false },
		{ "build a.xml --strict", true, ERROR, false },
		{ "build a.xml -q", true, WARNING, true },
		{ "build a.xml --deny no-verdict", true, ERROR, false },
		{ "build a.xml -q --deny no-verdict", true, ERROR, false },
		{ "build a.xml --allow no-verdict", true, WARNING, true },
		{ "build a.xml --allow overset", false, WARNING, false },
		{ "build a.xml --allow no-verdikt", false, WARNING, false },
	};
	(void)state;
	Arena *arena = arena_open();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		Diags *diags = diags_make(arena);
		const Options *options = read_line(arena, cases[i].line, diags);
		assert_int_equal(options_severities(options, diags), cases[i].good);
		assert_int_equal(diags->severities[NO_VERDICT], cases[i].severity);
		assert_int_equal(diags->allowed[NO_VERDICT], cases[i].allowed);
	}
	arena_close(arena);
}

/* What the help promises is there: each writer can be named, each option has a text of one line. */
static void test_table(void **state)
{
	(void)state;
	int count;
	const Writer *writers = writers_all(&count);
	for (int i = 0; i < count; i++)
		assert_non_null(strstr(option_kind(OPTION_TO)->argument, writers[i].name));
	for (int id = 0; id < NOPTIONS; id++) {
		assert_true(strlen(option_kind(id)->help) > 5 && strlen(option_kind(id)->help) < 80);
		for (int other = 0; other < id; other++) {
			assert_string_not_equal(option_kind(id)->word, option_kind(other)->word);
			assert_true(!option_kind(id)->letter
				|| option_kind(id)->letter != option_kind(other)->letter);
		}
	}
}

static void test_stems(void **state)
{
	static const struct { const char *path, *stem; } cases[] = {
		{ "a.xml", "a" }, { "x/y/a.b.xml", "a.b" }, { "x.y/a", "a" }, { ".xml", ".xml" },
		{ "/a", "a" }, { "ü.xml", "ü" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_true(str_is(job_stem(cases[i].path), cases[i].stem));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines), cmocka_unit_test(test_refused), cmocka_unit_test(test_fields),
		cmocka_unit_test(test_severities), cmocka_unit_test(test_table), cmocka_unit_test(test_stems),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
