/* Type sizes for a family that they were not made for. A brand names one family for all roles; its
   letters may be wider or narrower than those of the theme that the sizes were made for, and the
   same size would then take more or fewer lines. So both are measured on the article's own words,
   and sizes follow the ratio; leading and grid do not. */
#include "pages/internal.h"

#define ENOUGH 4000 /* characters: more do not change the ratio */
#define STEP PT(0.25)
#define LEAST_Q PT(11) /* a question stays a heading, however wide the family */

enum { NFITTED = 2 }; /* the families for display and text; large print has its own sizes */

typedef struct Measure {
	Layout *in;
	const Font *fonts[2 * NFITTED]; /* old and new text, old and new display */
	Len widths[2 * NFITTED];
	int count;
} Measure;

static void measure_words(Measure *at, const Span *spans) {
	for (; spans && at->count < ENOUGH; spans = spans->next) {
		for (int i = 0; i < 2 * NFITTED; i++) {
			Shape how = { .font = at->fonts[i], .size = PT(10), .lang = spans->lang };
			at->widths[i] += shape(at->in->arena, &how, spans->text, at->in->diags)->width;
		}
		at->count += (int)utf8_count(spans->text);
	}
}

static void measure_blocks(Measure *at, const Block *blocks) {
	for (; blocks && at->count < ENOUGH; blocks = blocks->next) {
		measure_words(at, blocks->words.full);
		measure_blocks(at, blocks->blocks);
	}
}

static void measure_article(Measure *at) {
	const Content *content = at->in->content;
	measure_words(at, content->info.title.full);
	measure_words(at, content->info.abstract.full);
	measure_blocks(at, content->intro);
	for (int i = 0; i < content->aspects.count; i++) {
		const Aspect *aspect = &content->aspects.at[i];
		measure_words(at, aspect->question.full);
		for (int k = 0; k < at->in->nsubjects; k++)
			if (aspect->values[k]) measure_blocks(at, aspect->values[k]->blocks);
	}
	for (int i = 0; i < content->sections.count; i++)
		measure_blocks(at, content->sections.at[i].blocks);
}

/* By how much a body of 10 pt may grow or shrink: 9.25 to 10.5. */
static Len scaled_body(Len size, Len old_width, Len new_width) {
	Len wanted = len_scale(size, old_width, new_width);
	wanted = len_max(wanted, len_scale(size, 925, 1000));
	return len_min(wanted, len_scale(size, 1050, 1000));
}

static bool is_numeral(StyleId id) {
	return id == STYLE_NUMERAL || id == STYLE_NUMERAL_MIDDLE || id == STYLE_NUMERAL_SMALL;
}

static Theme *resized(Layout *in, const Measure *at) {
	Theme *theme = ARENA_NEW(in->arena, Theme);
	*theme = *in->theme;
	Len body = theme->styles[STYLE_BODY].size;
	Len text = len_round(scaled_body(body, at->widths[0], at->widths[1]), STEP);
	for (int i = 0; i < NSTYLES; i++) {
		Style *style = &theme->styles[i];
		if (is_numeral((StyleId)i)) continue;
		if (style->family == FAMILY_TEXT) style->size = len_scale(style->size, text, body);
		else style->size = len_min(style->size, len_scale(style->size, at->widths[2], at->widths[3]));
		style->size = len_max(len_round(style->size, STEP), theme->measures[MEASURE_LEAST_TYPE]);
		if (i == STYLE_Q) style->size = len_max(style->size, LEAST_Q);
	}
	return theme;
}

bool family_fit(Layout *in) {
	const Theme *theme = in->theme;
	const Str *old[] = { &theme->brand.sized_for, &theme->brand.display_sized_for };
	if (!old[0]->len) return true;
	Measure at = { .in = in };
	FontSet *fonts = in->edition->fonts;
	for (int i = 0; i < NFITTED; i++) {
		FamilyId family = i ? FAMILY_DISPLAY : FAMILY_TEXT;
		int weight = i ? 700 : 400;
		at.fonts[2 * i] = font_find(fonts, *old[i], weight, false, in->diags);
		at.fonts[2 * i + 1] = font_find(fonts, theme->families[family], weight, false, in->diags);
		if (!at.fonts[2 * i] || !at.fonts[2 * i + 1]) return false;
	}
	/* A letter that the old family lacks is no mistake, and one that the new lacks is found later. */
	Diags *kept = trial_begin(in);
	measure_article(&at);
	trial_end(in, kept);
	if (at.count && at.widths[1] && at.widths[3]) in->theme = resized(in, &at);
	return true;
}
