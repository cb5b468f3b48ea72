/* A theme in a few lines, for "diptych explain". */
#include "design/internal.h"

static void add_subject(const Theme *theme, int subject, Buf *out) {
	const SubjectLook *look = &theme->subjects[subject];
	Colour c1 = look->c[0];
	const struct {
		const char *name;
		Colour colour;
	} areas[] = {
		{ "white", theme->colours[COLOUR_WHITE] },
		{ "paper", theme->colours[COLOUR_PAPER] },
		{ "its tint", look->tint },
	};
	buf_format(out, "  subject %d    #%02X%02X%02X, %s, %s; contrast ", subject + 1, c1.r, c1.g, c1.b,
		top_words[look->top], look->filled ? "filled" : "outlined");
	for (int i = 0; i < 3; i++) {
		int contrast = colour_contrast(c1, areas[i].colour);
		buf_format(out, "%s%d.%d on %s", i ? ", " : "", contrast / 100, contrast / 10 % 10,
			areas[i].name);
	}
	buf_byte(out, '\n');
}

void theme_explain(Arena *arena, const Theme *theme, Buf *out) {
	const Style *body = &theme->styles[STYLE_BODY];
	buf_format(out, "%.*s: %.*s.\n", STR_ARG(theme->name), STR_ARG(theme->summary));
	if (theme->base.len) buf_format(out, "  base         %.*s\n", STR_ARG(theme->base));
	for (int i = 0; i < NFAMILIES; i++)
		buf_format(out, "  %-12s %.*s\n", family_words[i], STR_ARG(theme->families[i]));
	buf_format(out, "  body         %g pt on a grid of %g pt; no type below %g pt\n",
		len_pt(body->size), len_pt(theme->grid), len_pt(theme->measures[MEASURE_LEAST_TYPE]));
	for (int i = 0; i < NCHOICES; i++) {
		const char *values[MAX_VALUES];
		choice_values(arena, (ChoiceId)i, values);
		buf_format(out, "  %-12s %s\n", choice_words[i], values[theme->choices[i]]);
	}
	for (int i = 0; i < NSUBJECTS; i++) add_subject(theme, i, out);
}
