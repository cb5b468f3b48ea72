/* Themes, fixed words, papers and formats, by tables. Runs from the project's folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#undef fail                                      /* ours is another */

#include "base/file.h"
#include "base/locale.h"
#include "base/xml.h"
#include "design/format.h"
#include "design/theme.h"
#include "glyphs/shape.h"

static void wrong(const char *name, const char *what) {
	print_error("%s: %s\n", name, what);
	assert_true(false);
}

#define COUNT(table) (sizeof(table) / sizeof *(table))

static Str read_data(Arena *arena, const char *path) {
	Diags *diags = diags_make(arena);
	Str bytes = file_read(arena, path, FILE_LIMIT, diags);
	assert_non_null(bytes.at);
	return bytes;
}

/* [text] with the first [old] replaced by [with]; [old] must be there. */
static Str replaced(Arena *arena, Str text, const char *old, const char *with) {
	Str part = str_of(old);
	for (size_t i = 0; i + part.len <= text.len; i++) {
		if (!str_equal(str_slice(text, i, i + part.len), part)) continue;
		Str head = str_join(arena, str_slice(text, 0, i), str_of(with));
		return str_join(arena, head, str_slice(text, i + part.len, text.len));
	}
	wrong(old, "is not in the text");
	return text;
}

static bool says(const Diags *diags, const char *message) {
	for (const Diag *diag = diags->first; diag; diag = diag->next) {
		Str text = str_join(diags->arena, diag->message, diag->hint);
		if (strstr(str_zero(diags->arena, text), message)) return true;
	}
	return false;
}

/* ---- themes ---- */

#define TONE "<tone name=\"c1\" rgb=\"#123A56\" cmyk=\"98 74 40 32\" grey=\"81\"/>"

static const struct { const char *name, *old, *with, *want; } themes[] = {
	{ "as it is", "doors", "doors", NULL },
	{ "foreign namespace", "urn:diptych:theme:1", "urn:other", "the root element is not theme" },
	{ "no grid", "<grid size=\"13.5\"/>", "", "leaves out the grid" },
	{ "two grids", "<grid size=\"13.5\"/>", "<grid size=\"9\"/><grid size=\"9\"/>", "said twice" },
	{ "grid of no size", "<grid size=\"13.5\"/>", "<grid size=\"0\"/>", "is not from 6 to 72" },
	{ "not a number", "<grid size=\"13.5\"/>", "<grid size=\"nan\"/>", "is not a number" },
	{ "exponent", "<grid size=\"13.5\"/>", "<grid size=\"1e1\"/>", "is not a number" },
	{ "element", "<grid ", "<grit ", "did you mean \"grid\"?" },
	{ "element far away", "<grid ", "<paragraph ", "no element of a theme" },
	{ "text", "<grid ", "words<grid ", "a theme has no text" },
	{ "attribute", "size=\"13.5\"", "sise=\"13.5\"", "has no attribute \"sise\"" },
	{ "missing attribute", "size=\"13.5\"", "", "lacks the attribute \"size\"" },
	{ "foreign attribute", "<grid ", "<grid xml:lang=\"en\" ", NULL },
	{ "family", "role=\"text\"", "role=\"txet\"", "did you mean \"text\"?" },
	{ "empty family", "name=\"Lato\"", "name=\" \"", "name is empty" },
	{ "style", "name=\"numeral-small\"", "name=\"numeral-smal\"",
		"leaves out the style \"numeral-small\"" },
	{ "style's nearest", "name=\"body-bold\"", "name=\"body-bolt\"", "did you mean \"body-bold\"?" },
	{ "size of nothing", "size=\"10\"", "size=\"0\"", "size=\"0\" is not from 4" },
	{ "leading", "leading=\"33.75\"", "leading=\"0\"", "leading=\"0\" is not from" },
	{ "feature", "features=\"lnum no-liga\"", "features=\"lnum no-ligo\"",
		"did you mean \"no-liga\"?" },
	{ "no features", "features=\"lnum no-liga\"", "features=\"\"", NULL },
	{ "colour", "<colour name=\"hair\"", "<colour name=\"ink\"", "leaves out the colour \"hair\"" },
	{ "rgb", "rgb=\"#1B1F23\"", "rgb=\"1B1F23\"", "is not a colour such as #1B1F23" },
	{ "three inks", "cmyk=\"0 0 0 100\"", "cmyk=\"0 0 100\"", "is not four numbers" },
	{ "five inks", "cmyk=\"0 0 0 100\"", "cmyk=\"0 0 0 0 100\"", "is not four numbers" },
	{ "too much ink", "cmyk=\"0 0 0 100\"", "cmyk=\"0 0 0 101\"", "is not four numbers" },
	{ "grey", "grey=\"88\"", "grey=\"-1\"", "is not from 0 to 100" },
	{ "top", "top=\"gable\"", "top=\"gabel\"", "did you mean \"gable\"?" },
	{ "filled", "filled=\"no\"", "filled=\"perhaps\"", "filled=\"perhaps\" is not known" },
	{ "sixth subject", "number=\"5\"", "number=\"6\"", "is not from 1 to 5" },
	{ "subject twice", "number=\"5\"", "number=\"1\"", "leaves out subject 5" },
	{ "tone", TONE, "", "subject 1 has no tone \"c1\"" },
	{ "tone twice", TONE, TONE TONE, "said twice" },
	{ "element in a subject", TONE, TONE "<grid size=\"9\"/>", "not in this place" },
	{ "measure", "name=\"door-gap\"", "name=\"door-gab\"", "did you mean \"door-gap\"?" },
	{ "half a quarter", "name=\"cap-rise\" value=\"10\"", "name=\"cap-rise\" value=\"10.5\"",
		"is not whole quarters" },
	{ "negative measure", "name=\"qr\" value=\"60\"", "name=\"qr\" value=\"-60\"", "is not from 0" },
};

static void reads_themes_strictly(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(themes); i++) {
		Arena *arena = arena_open();
		Diags *diags = diags_make(arena);
		Str doors = read_data(arena, "data/themes/doors.xml");
		Str text = replaced(arena, doors, themes[i].old, themes[i].with);
		const Theme *theme = theme_read(arena, text, "theme.xml", NULL, diags);
		if (!themes[i].want != !!theme) wrong(themes[i].name, theme ? "was read" : "was refused");
		if (themes[i].want && !says(diags, themes[i].want)) wrong(themes[i].name, "says something else");
		if (theme) assert_int_equal(diags->nerrors, 0);
		for (const Diag *diag = diags->first; diag; diag = diag->next) assert_true(diag->from.line > 0);
		arena_close(arena);
	}
}

/* A message that is allowed does not let half a theme through. */
static void refuses_even_if_allowed(void **state) {
	(void)state;
	Arena *arena = arena_open();
	Diags *diags = diags_make(arena);
	diags->allowed[BAD_THEME] = true;
	Str text = replaced(arena, read_data(arena, "data/themes/doors.xml"), "<grid size=\"13.5\"/>", "");
	assert_null(theme_read(arena, text, "theme.xml", NULL, diags));
	arena_close(arena);
}

/* Bytes cut off anywhere are refused, and nothing is read behind them. */
static void survives_every_cut(void **state) {
	(void)state;
	Arena *arena = arena_open();
	Str text = read_data(arena, "data/themes/doors.xml");
	for (size_t end = 0; end + 2 < text.len; end += 97) {
		ArenaMark mark = arena_mark(arena);
		char *copy = arena_alloc(arena, end + 1);
		memcpy(copy, text.at, end);
		assert_null(theme_read(arena, (Str){ copy, end }, "theme.xml", NULL, diags_make(arena)));
		arena_rewind(arena, mark);
	}
	arena_close(arena);
}

/* The names of features mean the bits that shaping takes. */
static void names_every_feature(void **state) {
	(void)state;
	static const struct { const char *name; unsigned bit; } features[] = {
		{ "lnum", FEATURE_LNUM }, { "tnum", FEATURE_TNUM }, { "onum", FEATURE_ONUM },
		{ "pnum", FEATURE_PNUM }, { "case", FEATURE_CASE }, { "smcp", FEATURE_SMCP },
		{ "no-liga", FEATURE_NO_LIGA },
	};
	Arena *arena = arena_open();
	for (size_t i = 0; i < COUNT(features); i++) {
		Str with = str_format(arena, "features=\"%s\"", features[i].name);
		Str doors = read_data(arena, "data/themes/doors.xml");
		Str text = replaced(arena, doors, "features=\"lnum no-liga\"", str_zero(arena, with));
		const Theme *theme = theme_read(arena, text, "theme.xml", NULL, diags_make(arena));
		assert_int_equal(theme->styles[STYLE_COVER].features, features[i].bit);
	}
	arena_close(arena);
}

/* At another grid a theme has the very measures that a file with that grid would give. */
static void follows_the_grid(void **state) {
	(void)state;
	static const struct { const char *grid; double points; } grids[] = {
		{ "12", 12 }, { "13.5", 13.5 }, { "14.85", 14.85 }, { "16.2", 16.2 }, { "18", 18 },
	};
	Arena *arena = arena_open();
	Str doors = read_data(arena, "data/themes/doors.xml");
	const Theme *first = theme_read(arena, doors, "theme.xml", NULL, diags_make(arena));
	for (size_t i = 0; i < COUNT(grids); i++) {
		Str size = str_format(arena, "<grid size=\"%s\"/>", grids[i].grid);
		Str text = replaced(arena, doors, "<grid size=\"13.5\"/>", str_zero(arena, size));
		const Theme *want = theme_read(arena, text, "theme.xml", NULL, diags_make(arena));
		const Theme *got = theme_at_grid(arena, first, PT(grids[i].points));
		for (int k = 0; k < NMEASURES; k++) assert_int_equal(got->measures[k], want->measures[k]);
		assert_int_equal(got->styles[STYLE_BODY].leading, PT(grids[i].points));
		assert_int_equal(got->styles[STYLE_BODY].size, first->styles[STYLE_BODY].size);
		assert_int_equal(got->measures[MEASURE_QR], PT(60));
	}
	arena_close(arena);
}

/* Every subject's type stands at 4.5 to 1 or better on white, on paper and on its own tint. */
static void keeps_its_contrasts(void **state) {
	(void)state;
	Arena *arena = arena_open();
	Str doors = read_data(arena, "data/themes/doors.xml");
	const Theme *theme = theme_read(arena, doors, "theme.xml", NULL, diags_make(arena));
	for (int i = 0; i < 5; i++) {
		const SubjectLook *look = &theme->subjects[i];
		Colour grounds[] = { theme->colours[COLOUR_WHITE], theme->colours[COLOUR_PAPER], look->tint };
		for (int k = 0; k < 3; k++) assert_true(colour_contrast(look->c[0], grounds[k]) >= 450);
		for (int k = 0; k < 4; k++) {
			Colour c = look->c[k];
			assert_true(c.c + c.m + c.y + c.k <= 244);
			if (k) assert_true(c.grey < look->c[k - 1].grey);
		}
	}
	arena_close(arena);
}

/* ---- fixed words ---- */

static const struct { const char *name, *old, *with, *want; } words[] = {
	{ "as it is", "or\tor\n", "or\tor\n", NULL },
	{ "a comment and an empty line", "or\tor\n", "# or\n\nor\tor\n", NULL },
	{ "lines of another system", "or\tor\n", "or\tor\r\n", NULL },
	{ "byte order mark", "#", "\xEF\xBB\xBF#", NULL },
	{ "missing key", "or\tor\n", "", "leaves out the key \"or\"" },
	{ "unknown key", "talk-it-over\t", "talk-it-ovr\t", "did you mean \"talk-it-over\"?" },
	{ "twice", "or\tor\n", "or\tor\nor\tor\n", "stands in line" },
	{ "no words", "or\tor\n", "or\t \n", "has no words" },
	{ "no tab", "or\tor\n", "or or\n", "the key \"or or\" is not known" },
	{ "lost slot", "{total}", "all", "lack {total}" },
	{ "missing unit", "unit-week-other\t{n} weeks\n", "", "leaves out the key \"unit-week-other\"" },
	{ "missing form", "unit-week-one\t{n} week\n", "", NULL },
	{ "a form without a figure", "{n} week\n", "one week\n", NULL },
	{ "unknown slot of a unit", "{n} weeks\n", "{m} weeks\n", "that nothing fills" },
	{ "unknown slot", "or\tor\n", "or\t{or}\n", "that nothing fills" },
	{ "open slot", "{date}.", "{date", "lack {date}" },
	{ "not UTF-8", "or\tor\n", "or\t\xFF\n", "is not UTF-8" },
};

static void reads_words_strictly(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(words); i++) {
		Arena *arena = arena_open();
		Diags *diags = diags_make(arena);
		Str file = read_data(arena, "data/strings/en.tsv");
		Str text = replaced(arena, file, words[i].old, words[i].with);
		const Strings *strings = strings_read(arena, text, "en.tsv", diags);
		if (!words[i].want != !!strings) wrong(words[i].name, strings ? "was read" : "was refused");
		if (words[i].want && !says(diags, words[i].want)) wrong(words[i].name, "says something else");
		if (strings) assert_true(str_is(strings->at[WORDS_OR], "or"));
		arena_close(arena);
	}
}

#define LANGUAGES 12
static const char *const languages[LANGUAGES] = {
	"en", "es", "de", "fr", "ar", "he", "ja", "zh", "hi", "pt", "it", "nl",
};

static bool holds(Str text, const char *part) {
	Str want = str_of(part);
	for (size_t i = 0; i + want.len <= text.len; i++)
		if (str_equal(str_slice(text, i, i + want.len), want)) return true;
	return false;
}

/* Each language has each key, and its own wording of a good part of them. */
static void ships_whole_languages(void **state) {
	(void)state;
	Arena *arena = arena_open();
	const Strings *english = NULL;
	for (size_t i = 0; i < LANGUAGES; i++) {
		const char *path = str_format(arena, "data/strings/%s.tsv", languages[i]).at;
		Diags *diags = diags_make(arena);
		const Strings *strings = strings_read(arena, read_data(arena, path), path, diags);
		if (!strings) wrong(path, "is not whole");
		if (!i) english = strings;
		int same = 0;
		for (int k = 0; i && k < NSTRINGS; k++) same += str_equal(strings->at[k], english->at[k]);
		if (same > NSTRINGS / 5) wrong(path, "says too much in English");
		for (int k = 0; k < NSTRINGS; k++)
			if (holds(strings->at[k], "'") || holds(strings->at[k], "\""))
				wrong(path, "has a typewriter's quotation mark");
	}
	arena_close(arena);
}

/* A language has a row for each plural form that its numbers call for, and the row of large numbers
 * has a place for the figure. */
static void has_the_plurals_of_its_language(void **state) {
	(void)state;
	static const char *const forms[] = { "one", "two", "few", "many", "other" };
	static const char *const units[] = { "year", "month", "week", "day", "hour", "minute", "semester",
		"credit" };
	Arena *arena = arena_open();
	for (size_t i = 0; i < LANGUAGES * COUNT(units); i++) {
		const char *lang = languages[i / COUNT(units)], *unit = units[i % COUNT(units)];
		Str file = read_data(arena, str_format(arena, "data/strings/%s.tsv", lang).at);
		for (int n = 1; n <= 200; n++) {
			const char *form = forms[locale_plural(str_of(lang), n)];
			Str row = str_format(arena, "\nunit-%s-%s\t", unit, form);
			if (!holds(file, row.at)) wrong(lang, row.at);
		}
		Str rest = file;
		for (Str line = str_until(&rest, '\n'); line.len; line = str_until(&rest, '\n')) {
			if (!str_starts(line, STR("unit-"))) continue;
			Str words_after = line, key = str_until(&words_after, '\t');
			bool many = str_ends(key, STR("-other")) || str_ends(key, STR("-many"));
			if (many && !holds(words_after, "{n}")) wrong(lang, "has no place for a figure");
		}
	}
	arena_close(arena);
}

/* ---- papers and formats ---- */

static void finds_the_paper_of_a_language(void **state) {
	(void)state;
	static const struct { const char *lang, *want; } langs[] = {
		{ "en", "letter" }, { "en-US", "letter" }, { "en-GB", "a4" }, { "EN-us", "letter" },
		{ "es", "letter" }, { "es-MX", "letter" }, { "es-ES", "a4" }, { "es-419", "letter" },
		{ "fr", "a4" }, { "fr-CA", "letter" }, { "zh-Hant-TW", "a4" }, { "tl", "letter" },
		{ "de", "a4" }, { "ar", "a4" }, { "", "a4" }, { "-", "a4" }, { "de-x-us", "a4" },
		{ "pt-BR", "a4" }, { "en-", "letter" },
	};
	for (size_t i = 0; i < COUNT(langs); i++)
		assert_string_equal(paper_for(str_of(langs[i].lang))->name, langs[i].want);
}

static void finds_by_name_and_alias(void **state) {
	(void)state;
	static const struct { const char *name, *format, *paper; } names[] = {
		{ "trifold", "trifold", NULL }, { "Tri-Fold", "trifold", NULL }, { "c-fold", "trifold", NULL },
		{ "brochure", "trifold", NULL }, { "handout", "handout", NULL },
		{ "letter", "trifold", "letter" },
		{ "A4", NULL, "a4" }, { "half-letter", NULL, "half-letter" }, { "", NULL, NULL },
		{ "trifolds", NULL, NULL },
	};
	for (size_t i = 0; i < COUNT(names); i++) {
		const Format *format = format_find(str_of(names[i].name));
		const Paper *paper = paper_find(str_of(names[i].name));
		assert_int_equal(!!format, !!names[i].format);
		assert_int_equal(!!paper, !!names[i].paper);
		if (format) assert_string_equal(format->name, names[i].format);
		if (paper) assert_string_equal(paper->name, names[i].paper);
	}
	assert_string_equal(format_nearest(STR("trifodl"))->name, "trifold");
	assert_string_equal(paper_nearest(STR("leter"))->name, "letter");
	assert_null(format_nearest(STR("something else")));
}

/* Left edges in the row's order, in points: flap, back, cover; inside 1, 2, 3. */
static const struct { const char *name, *paper; double left[6], width[6]; } panels[] = {
	{ "letter", "letter", { 0, 261, 526.5, 0, 265.5, 531 }, { 261, 265.5, 265.5, 265.5, 265.5, 261 } },
	{ "legal", "legal", { 0, 333, 670.5, 0, 337.5, 675 }, { 333, 337.5, 337.5, 337.5, 337.5, 333 } },
	{ "a4", "a4", { 0, 274.961, 558.425, 0, 283.465, 566.929 },
		{ 274.961, 283.465, 283.465, 283.465, 283.465, 274.961 } },
};

static bool near(Len a, double points) { return a - PT(points) <= 66 && PT(points) - a <= 66; }

static void places_the_panels(void **state) {
	(void)state;
	const Format *format = format_find(STR("trifold"));
	for (size_t i = 0; i < COUNT(panels); i++) {
		const Paper *paper = paper_find(str_of(panels[i].paper));
		Panel at[MAX_PANELS];
		Len sheet = format_sheet(format, paper).width;
		assert_int_equal(format_panels(format, paper, 2, false, at), 6);
		for (int k = 0; k < 6; k++) {
			assert_true(near(at[k].left, panels[i].left[k]));
			assert_true(near(at[k].width, panels[i].width[k]));
		}
		/* A panel backs the one that stands as far from the right as it stands from the left. */
		for (int k = 0; k < 3; k++) {
			assert_int_equal(at[k].left + at[5 - k].left + at[5 - k].width, sheet);
			assert_int_equal(at[k].narrow, at[5 - k].narrow);
		}
		assert_int_equal(at[2].left + at[2].width, sheet);
	}
}

/* Every order names each panel once. */
static void reads_every_panel_once(void **state) {
	(void)state;
	static const char *const names[] = { "trifold", "handout" };
	for (size_t i = 0; i < COUNT(names); i++) {
		const Format *format = format_find(str_of(names[i]));
		for (int n = format->least; n <= format->most; n++) {
			unsigned seen = 0;
			int count = 0;
			for (; format->order[n - 2][count].panel >= 0; count++)
				seen |= 1u << format->order[n - 2][count].panel;
			assert_int_equal(count, format->npanels);
			assert_int_equal(seen, (1u << format->npanels) - 1);
		}
	}
}

static void explains_a_format(void **state) {
	(void)state;
	Arena *arena = arena_open();
	Buf out = buf_make(arena, 100);
	assert_true(format_explain(STR("trifold"), &out));
	assert_non_null(strstr(out.at, "outside flap (narrow) | back | cover\n"));
	assert_non_null(strstr(out.at, "inside  inside 1 | inside 2 | inside 3 (narrow)\n"));
	assert_non_null(strstr(out.at, "3 subjects: cover, flap, inside 1, inside 2, inside 3, back\n"));
	assert_false(format_explain(STR("origami"), &out));
	formats_list(&out);
	papers_list(&out);
	assert_non_null(strstr(out.at, "a4           210 x 297 mm\n"));
	arena_close(arena);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_themes_strictly), cmocka_unit_test(refuses_even_if_allowed),
		cmocka_unit_test(survives_every_cut), cmocka_unit_test(names_every_feature),
		cmocka_unit_test(follows_the_grid), cmocka_unit_test(keeps_its_contrasts),
		cmocka_unit_test(reads_words_strictly), cmocka_unit_test(ships_whole_languages),
		cmocka_unit_test(has_the_plurals_of_its_language),
		cmocka_unit_test(finds_the_paper_of_a_language), cmocka_unit_test(finds_by_name_and_alias),
		cmocka_unit_test(places_the_panels), cmocka_unit_test(reads_every_panel_once),
		cmocka_unit_test(explains_a_format),
	};
	xml_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	xml_close();
	return failed;
}
