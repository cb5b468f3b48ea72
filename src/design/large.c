/* A theme -> the same theme in large print. What large print asks of type is not a matter of
   taste, so it is one table here and not a token of each theme: sizes of 18 pt and more, lines
   one and a half times as far apart, upright, black. The family is the theme's own choice, and
   so are the colours and shapes of the subjects. */
#include "design/theme.h"

/* Weight, size and leading by the style that they stand in for. */
static const struct Large {
	int weight;
	double size, leading;
} larges[NSTYLES] = {
	[STYLE_COVER] = { 700, 22, 33.75 },
	[STYLE_COVER_OR] = { 700, 22, 33.75 },
	[STYLE_PREFIX] = { 700, 22, 33.75 },
	[STYLE_TITLE_OR] = { 700, 22, 33.75 },
	[STYLE_H1] = { 700, 22, 33.75 },
	[STYLE_H2] = { 700, 20, 30.375 },
	[STYLE_Q] = { 700, 20, 30.375 },
};
static const struct Large text = { 400, 18, 27 }, bold = { 700, 18, 27 };

static const struct Large *large_of(const Style *style, StyleId id) {
	if (larges[id].size > 0) return &larges[id];
	return style->weight >= 600 ? &bold : &text;
}

const Theme *theme_large(Arena *arena, const Theme *theme, unsigned features) {
	static const Colour black = { .k = 100, .grey = 100 };
	Theme *large = ARENA_NEW(arena, Theme);
	*large = *theme;
	large->grid = PT(13.5);
	large->colours[COLOUR_INK] = large->colours[COLOUR_MUTED] = black;
	for (int i = 0; i < NSTYLES; i++) {
		const struct Large *row = large_of(&theme->styles[i], (StyleId)i);
		large->styles[i] = (Style){
			.family = FAMILY_LARGE,
			.weight = row->weight,
			.size = PT(row->size),
			.leading = PT(row->leading),
			.features = features,
			.colour = COLOUR_INK,
		};
	}
	return large;
}
