/* Words on areas, as a theme brings them together: each pair must reach 4.5 to 1, whatever the
   size, because a theme does not know which words will be set large. */
#include "design/internal.h"

#define LEAST 450 /* contrast times 100, as colour_contrast gives it */

typedef struct Pair {
	ColourId words, area;
} Pair;

/* Where layout sets words of a shared colour on an area of another. */
static const Pair pairs[] = {
	{ COLOUR_INK, COLOUR_WHITE },
	{ COLOUR_INK, COLOUR_PAPER },
	{ COLOUR_INK, COLOUR_COVER },
	{ COLOUR_INK, COLOUR_SUN_TINT },
	{ COLOUR_MUTED, COLOUR_WHITE },
	{ COLOUR_MUTED, COLOUR_PAPER },
	{ COLOUR_MUTED, COLOUR_COVER },
	{ COLOUR_MUTED, COLOUR_SUN_TINT },
	{ COLOUR_TITLE, COLOUR_WHITE },
	{ COLOUR_TITLE, COLOUR_COVER },
	{ COLOUR_GROUND_TYPE, COLOUR_GROUND },
	{ COLOUR_GROUND_HEAD, COLOUR_GROUND },
};

/* What words may stand on; the nearest colour that suits all of it is the hint. */
typedef struct Areas {
	const char *names[NCOLOURS];
	Colour at[NCOLOURS];
	int count;
} Areas;

static void add_area(Areas *areas, const char *name, Colour colour) {
	areas->names[areas->count] = name;
	areas->at[areas->count++] = colour;
}

/* One message for each colour of words, about the area on which they stand the weakest. */
static void check(ThemeReading *in, Source from, const char *words, Colour a, const Areas *areas) {
	int worst = 0, contrast = 2100;
	for (int i = 0; i < areas->count; i++) {
		int mine = colour_contrast(a, areas->at[i]);
		if (mine >= contrast) continue;
		contrast = mine;
		worst = i;
	}
	if (contrast >= LEAST) return;
	in->failed = true;
	fail(in->diags, from, LOW_CONTRAST,
		"%s on %s has a contrast of %d.%02d to 1, and 4.5 is the least", words, areas->names[worst],
		contrast / 100, contrast % 100);
	bool darker = colour_lightness(a) < colour_lightness(areas->at[worst]);
	Colour near = colour_reaching(a, areas->at, areas->count, LEAST, darker);
	if (colour_contrast(near, areas->at[worst]) < LEAST)
		near = colour_reaching(a, areas->at, areas->count, LEAST, !darker);
	hint(in->diags, "rgb=\"#%02X%02X%02X\" would do", near.r, near.g, near.b);
}

static void check_shared(ThemeReading *in, ColourId words) {
	const Theme *theme = in->theme;
	bool lined = theme->choices[CHOICE_TONE] == TONE_LINE;
	Areas areas = { .count = 0 };
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (pairs[i].words == words && !(lined && pairs[i].area == COLOUR_GROUND))
			add_area(&areas, colour_words[pairs[i].area], theme->colours[pairs[i].area]);
	if (areas.count)
		check(in, in->colour_from[words], colour_words[words], theme->colours[words], &areas);
}

/* A tone is named where it is said, even if what it stands on is said by another file. */
static void check_subject(ThemeReading *in, int subject) {
	const Theme *theme = in->theme;
	const SubjectLook *look = &theme->subjects[subject];
	static const ColourId areas[] = { COLOUR_WHITE, COLOUR_PAPER, COLOUR_COVER };
	Areas under = { .count = 0 }, band = { .count = 0 };
	for (int i = 0; i < 3; i++) add_area(&under, colour_words[areas[i]], theme->colours[areas[i]]);
	add_area(&under, "its tint", look->tint);
	Source from = in->tone_from[subject][0];
	const char *words = str_format(in->arena, "c1 of subject %d", subject + 1).at;
	check(in, from, words, look->c[0], &under);
	if (theme->choices[CHOICE_TONE] == TONE_LINE || theme->choices[CHOICE_MOTIF] == MOTIF_RULES)
		return;
	add_area(&band, words, look->c[0]);
	check(in, in->colour_from[COLOUR_CAP_TYPE], "cap-type", theme->colours[COLOUR_CAP_TYPE], &band);
}

static void check_sizes(ThemeReading *in) {
	const Theme *theme = in->theme;
	for (int i = 0; i < NSTYLES; i++)
		if (theme->styles[i].size < theme->measures[MEASURE_LEAST_TYPE])
			theme_bad(in, in->style_from[i],
				"the style \"%s\" is smaller than the measure \"least-type\"", style_words[i]);
}

void theme_contrasts(ThemeReading *in) {
	check_sizes(in);
	for (int i = 0; i < NCOLOURS; i++) check_shared(in, (ColourId)i);
	for (int i = 0; i < NSUBJECTS; i++) check_subject(in, i);
}
