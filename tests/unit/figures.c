/* Room content, its figures: what typed values are read as, what is an error in them, what is weak,
   and who shares a value. A short article stands around each input: line 1  the root      line 2
   info        line 3  the subjects "a", "b" and "c" line 4  the input, one aspect or more      */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail /* ours is another */
#include <stdio.h>
#include <string.h>

#include "content/article.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))
#define HEAD                                                                                       \
	"<comparison id=\"way\" xml:lang=\"en\">\n<info><title>Ways</title></info>\n"                  \
	"<subjects><subject id=\"a\"><title>A</title></subject><subject "                              \
	"id=\"b\"><title>B</title></subject>"                                                          \
	"<subject id=\"c\"><title>C</title></subject></subjects>\n<aspects>"
#define TAIL                                                                                       \
	"</aspects><contact><phone>[phone]</phone></contact>"                                          \
	"<sources><source id=\"s\">S</source></sources></comparison>"
#define ASPECT(attributes) "<aspect id=\"x\" " attributes "><title>X</title>"
#define REST "<value for=\"b c\" status=\"na\"/></aspect>"

typedef struct Bench {
	Arena *arena;
	Diags *diags;
	const Content *content;
} Bench;

static Bench read_aspect(const char *input) {
	Bench bench = { .arena = arena_open() };
	bench.diags = diags_make(bench.arena);
	Str text = str_format(bench.arena, HEAD "%s" TAIL, input);
	const Article *article = article_read(bench.arena, text, "way.xml", bench.diags);
	if (article) bench.content = content_make(bench.arena, article, &(Fields){ NULL }, bench.diags);
	if (bench.content) content_check(bench.content, bench.diags);
	return bench;
}

static const Value *first_value(const Bench *bench) {
	assert_non_null(bench->content);
	return bench->content->aspects.at[0].values[0];
}

/* ---- amounts ---- */

static void reads_amounts(void **state) {
	(void)state;
	static const struct {
		const char *attributes;
		double min, max, median; /* median -1: none */
	} rows[] = {
		{ "min=\"3\"", 3, 3, -1 },
		{ "min=\"3\" max=\"4.5\"", 3, 4.5, -1 },
		{ "max=\"7\"", 7, 7, -1 },
		{ "est=\"5\"", 5, 5, 5 },
		{ "median=\"5\"", 5, 5, 5 },
		{ "min=\"3\" max=\"9\" est=\"5\"", 3, 9, 5 },
		{ "min=\"3\" max=\"9\" est=\"5\" median=\"6\"", 3, 9, 6 },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		char input[400];
		snprintf(input, sizeof input,
			ASPECT("type=\"number\" unit=\"seats\"") "<value for=\"a\" %s/>" REST,
			rows[i].attributes);
		Bench bench = read_aspect(input);
		const Value *value = first_value(&bench);
		assert_true(value->has_amount && value->min == rows[i].min && value->max == rows[i].max);
		assert_int_equal(value->has_median, rows[i].median >= 0);
		if (value->has_median) assert_true(value->median == rows[i].median);
		assert_true(str_is(value->unit, "seats"));
		arena_close(bench.arena);
	}
}

static void says_once_for_all_values(void **state) {
	(void)state;
	Bench bench = read_aspect(ASPECT("type=\"money\" currency=\"USD\" per=\"year\" asof=\"2025\" "
									 "ref=\"s\"") "<value for=\"a\" min=\"1\"/><value for=\"b\" "
												  "min=\"1\" currency=\"EUR\" per=\"hour\" "
												  "asof=\"2026-05\"/>"
												  "<value for=\"c\" min=\"1\" sample=\"yes\" "
												  "approx=\"yes\"/></aspect>");
	const Value *const *values = bench.content->aspects.at[0].values;
	assert_true(str_is(values[0]->currency, "USD") && values[0]->per == PER_YEAR);
	assert_true(str_is(values[1]->currency, "EUR") && values[1]->per == PER_HOUR);
	assert_true(str_is(values[0]->asof, "2025") && str_is(values[1]->asof, "2026-05"));
	assert_true(str_is(spans_text(bench.arena, values[1]->source.full), "S"));
	assert_true(!values[0]->sample && values[2]->sample && values[2]->approx);
	assert_false(figures_comparable(bench.content, &bench.content->aspects.at[0]));
	arena_close(bench.arena);
}

/* ---- messages ---- */

static const struct {
	const char *name, *input, *want;
} messages[] = {
	{ "nothing wrong",
		ASPECT("type=\"money\" currency=\"USD\" asof=\"2026\" ref=\"s\"") "<value for=\"a\" "
																		  "min=\"3\"/>" REST,
		"" },
	{ "a share over 100",
		ASPECT("type=\"percent\" sample=\"yes\"") "<value for=\"a\" min=\"101\"/>" REST,
		"bad-value" },
	{ "a share of 100",
		ASPECT("type=\"percent\" sample=\"yes\"") "<value for=\"a\" min=\"100\"/>" REST, "" },
	{ "a scale over five", ASPECT("type=\"scale\"") "<value for=\"a\" min=\"6\"/>" REST,
		"bad-value" },
	{ "a scale of nothing", ASPECT("type=\"scale\"") "<value for=\"a\" min=\"0\"/>" REST,
		"bad-value" },
	{ "a scale in parts", ASPECT("type=\"scale\"") "<value for=\"a\" min=\"2.5\"/>" REST,
		"bad-value" },
	{ "a scale as a range", ASPECT("type=\"scale\"") "<value for=\"a\" min=\"2\" max=\"3\"/>" REST,
		"bad-value" },
	{ "max under min", ASPECT("") "<value for=\"a\" min=\"3\" max=\"2\"/>" REST, "bad-value" },
	{ "a median outside", ASPECT("") "<value for=\"a\" min=\"3\" max=\"4\" median=\"5\"/>" REST,
		"bad-value" },
	{ "no currency",
		ASPECT("type=\"money\" currency=\"dollars\"") "<value for=\"a\" min=\"3\"/>" REST,
		"bad-value" },
	{ "small letters",
		ASPECT("type=\"money\" currency=\"usd\"") "<value for=\"a\" min=\"3\"/>" REST,
		"bad-value" },
	{ "no date", ASPECT("asof=\"May 2026\"") "<value for=\"a\">x</value>" REST, "bad-value" },
	{ "no such month", ASPECT("asof=\"2026-13\"") "<value for=\"a\">x</value>" REST, "bad-value" },
	{ "no such day", ASPECT("type=\"date\"") "<value for=\"a\" date=\"2026-02-30\"/>" REST,
		"bad-value" },
	{ "a leap year", ASPECT("type=\"date\"") "<value for=\"a\" date=\"2028-02-29\"/>" REST, "" },
	{ "no leap year",
		ASPECT("type=\"date\"") "<value for=\"a\" date=\"2026-02-29\"/>" REST, "bad-value" },
	{ "a year that is not printed",
		ASPECT("type=\"date\"") "<value for=\"a\" date=\"0999-01-01\"/>" REST, "bad-value" },
	{ "a year is no day", ASPECT("type=\"date\"") "<value for=\"a\" date=\"2026\"/>" REST,
		"bad-value" },
	{ "a day of every year", ASPECT("type=\"date\"") "<value for=\"a\" date=\"--03-15\"/>" REST,
		"" },
	{ "no such source", ASPECT("ref=\"t\"") "<value for=\"a\">x</value>" REST, "unknown-source" },
	{ "the same as nobody", ASPECT("") "<value for=\"a\" status=\"same\"/>" REST, "bad-value" },
	{ "words in a row of figures",
		ASPECT("type=\"percent\" sample=\"yes\"") "<value for=\"a\">x</value>" REST,
		"amount-missing" },
	{ "words in a row of days", ASPECT("type=\"date\"") "<value for=\"a\">x</value>" REST,
		"amount-missing" },
	{ "nothing at all", ASPECT("type=\"percent\"") "<value for=\"a\"/>" REST, "empty-words" },
	{ "no unit", ASPECT("type=\"number\" sample=\"yes\"") "<value for=\"a\" min=\"3\"/>" REST,
		"unit-missing" },
	{ "no money", ASPECT("type=\"money\" sample=\"yes\"") "<value for=\"a\" min=\"3\"/>" REST,
		"unit-missing" },
	{ "a share needs no unit",
		ASPECT("type=\"percent\" sample=\"yes\"") "<value for=\"a\" min=\"3\"/>" REST, "" },
	{ "two currencies",
		ASPECT("type=\"money\" sample=\"yes\"") "<value for=\"a\" min=\"3\" currency=\"USD\"/>"
												"<value for=\"b c\" min=\"3\" "
												"currency=\"EUR\"/></aspect>",
		"units-differ" },
	{ "by year and by hour",
		ASPECT(
			"type=\"money\" sample=\"yes\" currency=\"USD\"") "<value for=\"a\" min=\"3\" "
															  "per=\"year\"/><value for=\"b c\" "
															  "min=\"3\" per=\"hour\"/></aspect>",
		"units-differ" },
	{ "years and weeks are converted",
		ASPECT("type=\"duration\"") "<value for=\"a\" min=\"3\" unit=\"year\"/>"
									"<value for=\"b c\" min=\"3\" unit=\"week\"/></aspect>",
		"" },
	{ "years and laps are not",
		ASPECT("type=\"duration\"") "<value for=\"a\" min=\"3\" unit=\"year\"/>"
									"<value for=\"b c\" min=\"3\" unit=\"laps\"/></aspect>",
		"units-differ" },
	{ "no date and no source", ASPECT("type=\"percent\"") "<value for=\"a\" min=\"3\"/>" REST,
		"figure-without-source" },
	{ "no source", ASPECT("type=\"percent\" asof=\"2026\"") "<value for=\"a\" min=\"3\"/>" REST,
		"figure-without-source" },
	{ "once an aspect",
		ASPECT("type=\"percent\"") "<value for=\"a\" min=\"3\"/><value for=\"b\" min=\"4\"/>"
								   "<value for=\"c\" min=\"5\"/></aspect>",
		"figure-without-source" },
	{ "a duration is a rule, not a finding",
		ASPECT("type=\"duration\"") "<value for=\"a\" min=\"3\" unit=\"year\"/>" REST, "" },
};

static void tells_what_is_wrong_with_figures(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(messages); i++) {
		Bench bench = read_aspect(messages[i].input);
		Buf told = buf_make(bench.arena, 64);
		for (const Diag *diag = bench.diags->first; diag; diag = diag->next)
			buf_format(&told, "%s%s", told.len ? " " : "", diag_kind(diag->id)->word);
		if (!str_is(buf_str(&told), messages[i].want))
			print_error("%s: %s\n", messages[i].name, str_zero(bench.arena, buf_str(&told)));
		assert_true(str_is(buf_str(&told), messages[i].want));
		arena_close(bench.arena);
	}
}

/* ---- who shares a value ---- */

static const struct {
	const char *name, *input;
	unsigned first, second, third; /* the subjects of each subject's value */
	bool shared;
} sharing[] = {
	{ "each its own",
		ASPECT("") "<value for=\"a\">x</value><value for=\"b\">y</value>"
				   "<value for=\"c\">z</value></aspect>",
		1, 2, 4, false },
	{ "one value for two",
		ASPECT("") "<value for=\"a\">x</value><value for=\"b c\">y</value></aspect>", 1, 6, 6,
		false },
	{ "the same words",
		ASPECT("") "<value for=\"a\">x</value><value for=\"b\">y</value>"
				   "<value for=\"c\">y</value></aspect>",
		1, 6, 6, false },
	{ "the same words of strangers",
		ASPECT("") "<value for=\"a\">x</value><value for=\"b\">y</value>"
				   "<value for=\"c\">x</value></aspect>",
		5, 2, 5, false },
	{ "the same as the one before",
		ASPECT("") "<value for=\"a\">x</value><value for=\"b\" status=\"same\"/>"
				   "<value for=\"c\">y</value></aspect>",
		3, 3, 4, false },
	{ "the same for all",
		ASPECT("") "<value for=\"a\">x</value><value for=\"b c\" status=\"same\"/></aspect>", 7, 7,
		7, true },
	{ "the same words in other short ones",
		ASPECT("") "<value for=\"a\">x<short>1</short></value>"
				   "<value for=\"b\">x<short>2</short></value><value for=\"c\">z</value></aspect>",
		1, 2, 4, false },
	{ "one status",
		ASPECT("") "<value for=\"a\">x</value><value for=\"b\" status=\"na\"/>"
				   "<value for=\"c\" status=\"na\"/></aspect>",
		1, 6, 6, false },
	{ "a status is no fact",
		ASPECT("") "<value for=\"a b c\" status=\"varies\">a lot</value></aspect>", 7, 7, 7,
		false },
	{ "equal figures stay apart",
		ASPECT("type=\"duration\"") "<value for=\"a\" min=\"1\" unit=\"year\"/>"
									"<value for=\"b\" min=\"1\" unit=\"year\"/><value for=\"c\" "
									"min=\"2\" unit=\"year\"/></aspect>",
		1, 2, 4, false },
	{ "a figure for all is no fact",
		ASPECT(
			"type=\"duration\"") "<value for=\"a b c\" min=\"1\" unit=\"year\">x</value></aspect>",
		7, 7, 7, false },
	{ "equal answers stay apart",
		ASPECT("type=\"yesno\"") "<value for=\"a\" answer=\"yes\"/>"
								 "<value for=\"b\" answer=\"yes\"/><value for=\"c\" "
								 "answer=\"no\"/></aspect>",
		1, 2, 4, false },
	{ "to be written in", ASPECT("") "<value for=\"a b c\" status=\"write\"/></aspect>", 7, 7, 7,
		false },
};

static void shares_what_is_said_once(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(sharing); i++) {
		Bench bench = read_aspect(sharing[i].input);
		assert_non_null(bench.content);
		const Aspect *aspect = &bench.content->aspects.at[0];
		bool good = aspect->values[0]->subjects == sharing[i].first
			&& aspect->values[1]->subjects == sharing[i].second
			&& aspect->values[2]->subjects == sharing[i].third
			&& aspect->shared == sharing[i].shared;
		if (!good)
			print_error("%s: %u %u %u\n", sharing[i].name, aspect->values[0]->subjects,
				aspect->values[1]->subjects, aspect->values[2]->subjects);
		assert_true(good);
		arena_close(bench.arena);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_amounts),
		cmocka_unit_test(says_once_for_all_values),
		cmocka_unit_test(tells_what_is_wrong_with_figures),
		cmocka_unit_test(shares_what_is_said_once),
	};
	return cmocka_run_group_tests_name("figures", tests, NULL, NULL);
}
