/* A subject's name in the cap of its door: all caps of a row use the same case and the same sizes.
 */
#include "pages/internal.h"

/* For a theme whose second heading is the first of them; they follow it. */
static const double name_sizes[] = { 16.5, 15, 13.5, 12 };
#define NSIZES ((int)(sizeof name_sizes / sizeof *name_sizes))

static Len name_size(const Layout *in, int k) {
	return len_scale(PT(name_sizes[k]), in->theme->styles[STYLE_H2].size, PT(name_sizes[0]));
}

static Text set_name(Layout *in, int subject, const Span *name, StyleId id, Len size, Len measure) {
	Pen pen = { .theme = in->theme, .ink = in->edition->ink };
	TextStyle how = { .id = id,
		.size = size,
		.colour = cap_text_colour(&pen, subject),
		.coloured = true,
		.balanced = true,
		.label = true };
	return text_set(in, name, how, measure);
}

static bool hyphenated(const Text *text) {
	for (int i = 0; i < text->lines.count; i++)
		if (text->lines.lines[i].hyphenated) return true;
	return false;
}

/* Sets all names at the k-th size; true if each takes two lines at most and no word had to be
 * broken. */
static bool set_all(Layout *in, CapNames *names, int k, Len measure, bool narrow) {
	Diags *kept = trial_begin(in);
	bool fit = true;
	for (int i = 0; i < in->nsubjects; i++) {
		const Subject *subject = &in->content->subjects.at[i];
		StyleId id = !names->has_abbrev ? STYLE_H2 : narrow ? STYLE_LABEL : STYLE_Q;
		names->lines[i] = set_name(
			in, i, subject->title.full, id, names->has_abbrev ? 0 : name_size(in, k), measure);
		if (names->has_abbrev)
			names->abbrev[i] =
				set_name(in, i, subject->abbrev.full, narrow ? STYLE_H1 : STYLE_ABBREV, 0, measure);
		fit &= names->lines[i].lines.count <= 2 && !hyphenated(&names->lines[i]);
	}
	return trial_end(in, kept) && fit;
}

/* [abbrevs]: the abbreviation large, the full name small under it, if every subject has one;
   [narrow]: the full name in the label's size, else in the question's. */
CapNames cap_names(Layout *in, Len measure, bool abbrevs, bool narrow) {
	CapNames names = { .has_abbrev = abbrevs };
	for (int i = 0; i < in->nsubjects; i++)
		if (!in->content->subjects.at[i].abbrev.full) names.has_abbrev = false;
	for (int k = 0; k < NSIZES; k++)
		if (set_all(in, &names, k, measure, narrow) || names.has_abbrev) break;
	for (int i = 0; i < in->nsubjects; i++) {
		const Text *text = &names.lines[i];
		if (text->lines.count <= 2) continue;
		in->failed = true;
		fail(in->diags, text->from, OVERSET,
			"the name of subject %d is %d line%s too long for its door", i + 1,
			text->lines.count - 2, text->lines.count == 3 ? "" : "s");
		hint(in->diags, "shorten the subject's title, or give it an abbrev");
	}
	return names;
}

static Len leading_of(const Layout *in, const CapNames *names, const Text *text) {
	bool small = names->has_abbrev && text->style == &in->theme->styles[STYLE_LABEL];
	return small ? down(in, 10.8) : names->leading ? names->leading : text->leading;
}

/* From the abbreviation's baseline to that of the last line under it. */
static Len abbrev_rise(const Layout *in, const Text *text, const Text *abbrev) {
	if (text->style != &in->theme->styles[STYLE_LABEL]) return down(in, 19.5);
	Len clear = down(in, 10.8) + len_scale(abbrev->style->size, 20, 100)
		+ len_scale(text->style->size, 72, 100);
	return len_max(down(in, 22.9), clear);
}

/* The top of the letters of the highest name, where its last line stands on [last]: the same for
   all, so that what stands over the names is level. */
Len cap_names_top(Layout *in, const CapNames *names, Len last) {
	Len top = last;
	for (int i = 0; i < in->nsubjects; i++) {
		const Text *text = &names->lines[i], *abbrev = &names->abbrev[i];
		Len first = last - leading_of(in, names, text) * (text->lines.count - 1);
		Len size = text->lines.count ? text->lines.lines[0].parts[0].run->size : text->style->size;
		if (names->has_abbrev) {
			first = last - abbrev_rise(in, text, abbrev);
			size = abbrev->style->size;
		}
		top = len_min(top, first - len_scale(size, 72, 100));
	}
	return top;
}

void cap_name_draw(
	Layout *in, Draft *page, const CapNames *names, int subject, Len x, Len last, Node *node) {
	const Text *text = &names->lines[subject];
	bool small = names->has_abbrev && text->style == &in->theme->styles[STYLE_LABEL];
	Len leading = leading_of(in, names, text);
	Text name = *text;
	name.leading = leading;
	if (names->has_abbrev) {
		const Text *abbrev = &names->abbrev[subject];
		Len first = last - abbrev_rise(in, text, abbrev);
		Len under = small ? last - leading : last;
		text_draw(in, page, abbrev, x, first, node);
		text_gap(in, page, abbrev, x, first, node);
		text_draw(in, page, &name, x, under, node);
		return;
	}
	text_draw(in, page, &name, x, last - leading * (name.lines.count - 1), node);
}
