/* Looks at finished pages as a stranger would: is every text inside its page's safe area, dark
   enough on its ground, and clear of every other text? Layout should never fail here; if it does,
   nothing is made. */
#include "pages/internal.h"

/* A run that is only a blank covers nothing. */
static bool visible(const Mark *mark) {
	const Run *run = mark->as.glyphs.run;
	for (int i = mark->as.glyphs.first; i < mark->as.glyphs.last; i++)
		if (run->text.at[run->glyphs[i].cluster] != ' ') return true;
	return false;
}

static void check_inside(Layout *in, const Draft *page, const Mark *mark) {
	Len left = len_max(page->field_left, PT(9)),
		right = len_min(page->field_right, page->trim.width - PT(9));
	Len end = mark->at.x + mark_width(mark);
	if (mark->at.x >= left && end <= right + PT(6) && mark->at.y <= page->trim.height - PT(9))
		return;
	fail(in->diags, mark->from, OVERSET, "text leaves the safe area of the %.*s",
		STR_ARG(page->name));
	in->failed = true;
}

static bool path_covers(const Path *path, Point at) {
	Box box = path_bounds(path);
	return at.x >= box.left && at.x <= box.right && at.y >= box.top && at.y <= box.bottom;
}

/* The last area painted under the text's first letter is its ground; white paper if there is none.
 */
static void check_contrast(Layout *in, const Draft *page, const Mark *mark) {
	Colour ground = { .r = 255, .g = 255, .b = 255 };
	Point at = { mark->at.x + PT(0.5), mark->at.y - PT(2) };
	for (const Mark *under = page->pen.first; under; under = under->next)
		if (under->kind == MARK_FILL && under->ground && path_covers(&under->as.fill.path, at))
			ground = under->colour;
	const Run *run = mark->as.glyphs.run;
	bool large = run->size >= PT(18) || (run->size >= PT(14) && run->font->weight >= 700);
	int contrast = colour_contrast(mark->colour, ground);
	if (contrast >= (large ? 300 : 450)) return;
	fail(in->diags, mark->from, LOW_CONTRAST,
		"text on the %.*s has a contrast of %d.%02d to 1, and %s", STR_ARG(page->name),
		contrast / 100, contrast % 100, large ? "3 is the least" : "4.5 is the least");
}

void pages_check(Layout *in) {
	for (int i = 0; i < in->ndrafts; i++) {
		const Draft *page = &in->drafts[i];
		for (const Mark *mark = page->pen.first; mark; mark = mark->next) {
			if (mark->kind != MARK_GLYPHS || !visible(mark)) continue;
			check_inside(in, page, mark);
			check_contrast(in, page, mark);
		}
	}
}
