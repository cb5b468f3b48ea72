/* What themes build on: bases, brands and the colours they are worked out from. Runs from the
   project's folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#undef fail /* ours is another */

#include "base/file.h"
#include "base/xml.h"
#include "design/theme.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))
#define SHIPPED "data/themes"

static void wrong(const char *name, const char *what) {
	print_error("%s: %s\n", name, what);
	assert_true(false);
}

static Colour colour_of(const char *hex) {
	Colour colour = { 0 };
	assert_true(colour_read_hex(str_of(hex), &colour));
	return colour_with_inks(colour);
}

static bool is(Colour a, const char *hex) {
	Colour b = colour_of(hex);
	return a.r == b.r && a.g == b.g && a.b == b.b;
}

/* ---- colours ---- */

/* Worked out by another program from the CIE's formulas. */
static const struct {
	const char *a, *b;
	int difference;
} differences[] = {
	{ "#FFFFFF", "#000000", 10000 }, { "#FF0000", "#00FF00", 17057 },
	{ "#123A56", "#AD440E", 8514 }, { "#43215F", "#6A3B86", 1485 },
	{ "#43215F", "#123A56", 3384 }, { "#2B6A45", "#7A5600", 4988 },
	{ "#7A5600", "#7A5600", 0 },
};

static void measures_differences(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(differences); i++) {
		Colour a = colour_of(differences[i].a), b = colour_of(differences[i].b);
		int got = colour_difference(a, b);
		if (got < differences[i].difference - 3 || got > differences[i].difference + 3)
			wrong(differences[i].a, "differs by another amount");
		assert_int_equal(got, colour_difference(b, a));
	}
	assert_in_range(colour_lightness(colour_of("#808080")), 5357, 5361);
	assert_in_range(colour_lightness(colour_of("#FF0000")), 5322, 5326);
}

/* The greys of the default theme's colours, as its designer gave them. */
static void knows_the_grey_of_a_colour(void **state) {
	(void)state;
	static const struct {
		const char *rgb;
		int grey;
	} greys[] = {
		{ "#1B1F23", 88 }, { "#4F565C", 67 }, { "#F6F1E6", 5 }, { "#F0B429", 29 },
		{ "#123A56", 81 }, { "#AD440E", 63 }, { "#2B6A45", 67 }, { "#6A3B86", 68 },
		{ "#7A5600", 66 }, { "#FFFFFF", 0 }, { "#000000", 100 },
	};
	for (size_t i = 0; i < COUNT(greys); i++)
		if (colour_of(greys[i].rgb).grey != greys[i].grey) wrong(greys[i].rgb, "has another grey");
}

static void keeps_within_the_ink_that_paper_bears(void **state) {
	(void)state;
	for (int r = 0; r < 256; r += 15)
		for (int g = 0; g < 256; g += 15)
			for (int b = 0; b < 256; b += 15) {
				Colour a = { .r = (uint8_t)r, .g = (uint8_t)g, .b = (uint8_t)b };
				a = colour_with_inks(a);
				assert_in_range(a.c + a.m + a.y + a.k, 0, 246);
				if (r == 255 && g == 255 && b == 255) assert_int_equal(a.c + a.m + a.y + a.k, 0);
				if (r + g + b == 0) assert_int_equal(a.k, 100);
			}
}

/* Each step on the way passes later than the one found: it is the first, and so the nearest. */
static void finds_the_nearest_that_passes(void **state) {
	(void)state;
	static const struct {
		const char *colour, *ground;
		int contrast;
		bool darker;
	} moves[] = {
		{ "#8E5BB8", "#FFFFFF", 700, true }, { "#F0B429", "#FFFFFF", 450, true },
		{ "#3A7D8C", "#43215F", 450, false }, { "#FF0000", "#FFFFFF", 450, true },
		{ "#00FF00", "#FFFFFF", 1200, true },
	};
	for (size_t i = 0; i < COUNT(moves); i++) {
		Colour a = colour_of(moves[i].colour), ground = colour_of(moves[i].ground);
		Colour got = colour_reaching(a, &ground, 1, moves[i].contrast, moves[i].darker);
		assert_true(colour_contrast(got, ground) >= moves[i].contrast);
		assert_true(colour_contrast(got, ground) < moves[i].contrast * 104 / 100);
		assert_true(colour_equal(colour_reaching(got, &ground, 1, moves[i].contrast, true), got));
	}
	Colour grey = colour_of("#808080"), both[] = { colour_of("#FFFFFF"), colour_of("#000000") };
	assert_true(is(colour_reaching(grey, both, 2, 700, true), "#000000"));
}

/* ---- bases ---- */

#define THEME "<theme xmlns=\"urn:diptych:theme:1\" name=\"mine\" base=\"%s\">%s</theme>"

static const Theme *read_over(Arena *arena, const char *base, const char *body, Diags *diags) {
	Str text = str_format(arena, THEME, base, body);
	return theme_read(arena, text, "tests/cases/themes/mine.xml", SHIPPED, diags);
}

static bool says(const Diags *diags, const char *message) {
	for (const Diag *diag = diags->first; diag; diag = diag->next) {
		Str text = str_join(diags->arena, diag->message, diag->hint);
		if (strstr(str_zero(diags->arena, text), message)) return true;
	}
	return false;
}

static const struct {
	const char *name, *base, *body, *want;
} bases[] = {
	{ "nothing else", "doors", "", NULL },
	{ "nearest", "jurnal", "", "did you mean \"journal\"?" },
	{ "far from all", "something", "", "there is no theme \"something\" to be the base" },
	{ "path", "../doors", "", "is not the name of a theme" },
	{ "file", "doors.xml", "", "without a folder and without .xml" },
	{ "nothing", "", "", "is not the name of a theme" },
	{ "beside the file", "beside", "", NULL },
	{ "own base beside", "own-base", "", "the theme is its own base" },
	{ "base with a mistake", "unknown-token", "", "\"cover-and\" is not known" },
	{ "key is missing", "doors", "<style size=\"12\"/>", "lacks the attribute \"name\"" },
	{ "colour needs its rgb", "doors", "<colour name=\"ink\" grey=\"90\"/>", "attribute \"rgb\"" },
	{ "said twice", "doors", "<grid size=\"13\"/><grid size=\"14\"/>", "said twice" },
	{ "one tone", "doors", "<subject number=\"2\"><tone name=\"c2\" rgb=\"#AA5500\"/></subject>",
		NULL },
	{ "unknown choice", "doors", "<choice name=\"motif\" value=\"door\"/>",
		"did you mean \"doors\"?" },
	{ "choice of another", "doors", "<choice name=\"tone\" value=\"doors\"/>", "is not known here" },
	{ "type below the least", "clear", "<style name=\"fine\" size=\"9\"/>",
		"is smaller than the measure \"least-type\"" },
	{ "pale words", "doors", "<colour name=\"muted\" rgb=\"#9A9A9A\"/>",
		"muted on sun-tint has a contrast of" },
	{ "pale words, hint", "doors", "<colour name=\"muted\" rgb=\"#9A9A9A\"/>", "would do" },
	{ "pale on ground", "doors", "<colour name=\"ground-head\" rgb=\"#3A3F43\"/>",
		"ground-head on ground" },
	{ "pale subject", "doors", "<subject number=\"3\"><tone name=\"c1\" rgb=\"#6AAA85\"/></subject>",
		"c1 of subject 3 on" },
	{ "brand in a whole theme's place", "doors", "<brand/><brand/>", "said twice" },
	{ "brand's colour", "doors", "<brand brand-1=\"43215F\"/>", "is not a colour such as" },
	{ "six subjects", "doors", "<brand subjects=\"#123A56 #AD440E #2B6A45 #6A3B86 #7A5600 #000000\"/>",
		"is not two to five colours" },
	{ "logo that leads away", "doors", "<brand logo=\"../../etc/logo.svg\"/>", "leads out of" },
	{ "logo from the root", "doors", "<brand logo=\"/etc/logo.svg\"/>", "leads out of" },
	{ "logo too high", "doors", "<brand logo=\"a.svg\" logo-height=\"40\"/>", "is not from 6 to 27" },
	{ "neighbours alike", "doors", "<brand subjects=\"#123A56 #1A3F5A\"/>", "too near to each other" },
};

static void reads_bases_strictly(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(bases); i++) {
		Arena *arena = arena_open();
		Diags *diags = diags_make(arena);
		const Theme *theme = read_over(arena, bases[i].base, bases[i].body, diags);
		if (!bases[i].want != !!theme) wrong(bases[i].name, theme ? "was read" : "was refused");
		if (bases[i].want && !says(diags, bases[i].want)) wrong(bases[i].name, "says something else");
		for (const Diag *diag = diags->first; diag; diag = diag->next)
			assert_true(diag->from.line > 0);
		arena_close(arena);
	}
}

/* A token that is not named is the base's; of a style that is named, so is each attribute that is
   not. */
static void takes_what_it_does_not_name(void **state) {
	(void)state;
	Arena *arena = arena_open();
	const Theme *base = read_over(arena, "doors", "", diags_make(arena));
	const Theme *mine = read_over(arena, "doors",
		"<grid size=\"16.2\"/><style name=\"h1\" size=\"24\"/><choice name=\"motif\" value=\"rules\"/>"
		"<subject number=\"1\" top=\"flat\"/><colour name=\"hair\" rgb=\"#123A56\"/>",
		diags_make(arena));
	assert_non_null(base);
	assert_non_null(mine);
	assert_true(str_is(mine->name, "mine"));
	assert_true(str_equal(mine->summary, base->summary));
	assert_int_equal(mine->styles[STYLE_H1].size, PT(24));
	assert_int_equal(mine->styles[STYLE_H1].leading, base->styles[STYLE_H1].leading);
	assert_int_equal(mine->styles[STYLE_H1].tracking, base->styles[STYLE_H1].tracking);
	assert_int_equal(mine->styles[STYLE_H2].size, base->styles[STYLE_H2].size);
	assert_int_equal(mine->choices[CHOICE_MOTIF], MOTIF_RULES);
	assert_int_equal(mine->choices[CHOICE_TONE], base->choices[CHOICE_TONE]);
	assert_int_equal(mine->subjects[0].top, TOP_FLAT);
	assert_true(mine->subjects[0].filled);
	assert_true(colour_equal(mine->subjects[0].c[0], base->subjects[0].c[0]));
	assert_true(is(mine->colours[COLOUR_HAIR], "#123A56"));
	assert_int_equal(mine->colours[COLOUR_HAIR].grey, 81);
	/* Measures of the grid follow it; those of the base are quarters of the new one. */
	assert_int_equal(mine->measures[MEASURE_CAP_RISE], PT(10 * 16.2 / 4));
	assert_int_equal(mine->measures[MEASURE_QR], base->measures[MEASURE_QR]);
	arena_close(arena);
}

/* ---- brands ---- */

/* The third subject of the default theme is made by the rule that brands use. */
static void makes_ramps_to_white(void **state) {
	(void)state;
	static const char *const ramp[] = { "#2B6A45", "#669479", "#A0BCAB", "#CCDBD2", "#EEF3F0" };
	Arena *arena = arena_open();
	const Theme *theme = read_over(
		arena, "doors", "<brand subjects=\"#2B6A45 #7A1F3D\"/>", diags_make(arena));
	assert_non_null(theme);
	for (int i = 0; i < 4; i++) assert_true(is(theme->subjects[0].c[i], ramp[i]));
	assert_true(is(theme->subjects[0].tint, ramp[4]));
	assert_true(is(theme->subjects[1].c[0], "#7A1F3D"));
	assert_true(is(theme->subjects[2].c[0], ramp[0]));
	arena_close(arena);
}

static void gives_a_college_its_look(void **state) {
	(void)state;
	Arena *arena = arena_open();
	Diags *diags = diags_make(arena);
	const Theme *theme = read_over(arena, "doors",
		"<brand name=\"College\" org=\"Advising\" brand-1=\"#43215F\" brand-2=\"#9ADBE8\""
		" paper=\"#F4F3F7\" family=\"Noto Sans\" tone=\"line\"/>"
		"<colour name=\"sun\" rgb=\"#FFFFFF\"/>",
		diags);
	assert_non_null(theme);
	assert_int_equal(diags->nwarnings, 0);
	assert_true(is(theme->colours[COLOUR_GROUND], "#43215F"));
	assert_true(is(theme->colours[COLOUR_TITLE], "#43215F"));
	assert_true(is(theme->colours[COLOUR_GROUND_HEAD], "#9ADBE8"));
	assert_true(is(theme->colours[COLOUR_SUN], "#FFFFFF")); /* said by the file itself */
	assert_true(is(theme->colours[COLOUR_SUN_TINT], "#E6F6F9"));
	assert_true(is(theme->colours[COLOUR_PAPER], "#F4F3F7"));
	assert_true(is(theme->colours[COLOUR_COVER], "#F4F3F7"));
	assert_int_equal(theme->choices[CHOICE_TONE], TONE_LINE);
	assert_true(str_is(theme->families[FAMILY_DISPLAY], "Noto Sans"));
	assert_true(str_is(theme->brand.sized_for, "Lato"));
	assert_true(str_is(theme->brand.org, "Advising"));
	for (int i = 0; i < NSTYLES; i++) {
		assert_false(theme->styles[i].italic);
		assert_true(theme->styles[i].weight == 400 || theme->styles[i].weight == 700);
	}
	/* Nearly the brand's own purple: the fourth subject takes the fifth colour. */
	assert_true(says(diags, "near to the colour of subject 4"));
	assert_true(is(theme->subjects[3].c[0], "#7A5600"));
	assert_int_equal(theme->subjects[3].top, TOP_CHAMFER);
	assert_true(is(theme->subjects[4].c[0], "#6A3B86"));
	arena_close(arena);
}

/* Moved by the least that passes, and said. */
static void settles_colours_that_fail(void **state) {
	(void)state;
	static const struct {
		const char *name, *body, *want;
		ColourId id;
		const char *settled;
	} brands[] = {
		{ "too light", "<brand brand-1=\"#8E5BB8\"/>", "brand-1 #8E5BB8 is too light",
			COLOUR_GROUND, "#6B3A94" },
		{ "too dark on it", "<brand brand-1=\"#43215F\" brand-2=\"#3A7D8C\"/>",
			"brand-2 #3A7D8C is too dark", COLOUR_GROUND_HEAD, "#60A2B1" },
		{ "dark paper", "<brand paper=\"#B9B2C9\"/>", "paper #B9B2C9 is too dark", COLOUR_PAPER,
			"#DFD8F0" },
	};
	for (size_t i = 0; i < COUNT(brands); i++) {
		Arena *arena = arena_open();
		Diags *diags = diags_make(arena);
		const Theme *theme = read_over(arena, "doors", brands[i].body, diags);
		if (!theme) wrong(brands[i].name, "was refused");
		if (!says(diags, brands[i].want)) wrong(brands[i].name, "says something else");
		Colour got = theme->colours[brands[i].id];
		Str hex = str_format(arena, "#%02X%02X%02X", got.r, got.g, got.b);
		assert_string_equal(str_zero(arena, hex), brands[i].settled);
		if (!says(diags, brands[i].settled)) wrong(brands[i].name, "does not name the colour");
		assert_true(diags->nwarnings > 0);
		arena_close(arena);
	}
}

/* ---- the schema ---- */

static void prints_the_schema_that_is_shipped(void **state) {
	(void)state;
	Arena *arena = arena_open();
	Buf out = buf_make(arena, 1 << 15);
	theme_schema(arena, &out);
	Str shipped = file_read(arena, "data/schema/theme.rng", FILE_LIMIT, diags_make(arena));
	assert_true(str_equal(buf_str(&out), shipped));
	arena_close(arena);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(measures_differences),
		cmocka_unit_test(knows_the_grey_of_a_colour),
		cmocka_unit_test(keeps_within_the_ink_that_paper_bears),
		cmocka_unit_test(finds_the_nearest_that_passes),
		cmocka_unit_test(reads_bases_strictly),
		cmocka_unit_test(takes_what_it_does_not_name),
		cmocka_unit_test(makes_ramps_to_white),
		cmocka_unit_test(gives_a_college_its_look),
		cmocka_unit_test(settles_colours_that_fail),
		cmocka_unit_test(prints_the_schema_that_is_shipped),
	};
	xml_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	xml_close();
	return failed;
}
