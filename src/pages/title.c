/* The title as a lockup: the words that all subjects share stand small above, their own words
   large, "or" between the last two. A title that is no list of its subjects is broken by sense
   instead. */
#include "pages/internal.h"

/* For a theme whose cover is set in the first of them; they follow it. */
static const double cover_sizes[] = { 34, 31, 28, 25, 22 };
#define NSIZES ((int)(sizeof cover_sizes / sizeof *cover_sizes))

static Len cover_size(const Layout *in, int k) {
	return len_scale(PT(cover_sizes[k]), in->theme->styles[STYLE_COVER].size, PT(cover_sizes[0]));
}

static Str without_end(Str text) {
	text = str_trim(text);
	while (text.len
		&& (text.at[text.len - 1] == '?' || text.at[text.len - 1] == '.'
			|| text.at[text.len - 1] == ':'))
		text.len--;
	return str_trim(text);
}

/* "a, b or c", each with [before] before it. */
static Str listed(Layout *in, const Str *names, int n, Str before) {
	Buf buf = buf_make(in->arena, 64);
	for (int i = 0; i < n; i++) {
		if (i) buf_add(&buf, i < n - 1 ? STR(", ") : STR(" "));
		if (i && i == n - 1) {
			buf_add(&buf, words(in, WORDS_OR));
			buf_byte(&buf, ' ');
		}
		if (before.len) {
			buf_add(&buf, before);
			buf_byte(&buf, ' ');
		}
		buf_add(&buf, names[i]);
	}
	return buf_str(&buf);
}

static bool ends_with(Str title, Str list, Str *before) {
	if (!str_ends(title, list)) return false;
	*before = str_slice(title, 0, title.len - list.len);
	return !before->len || before->at[before->len - 1] == ' ';
}

static void take(Layout *in, Lockup *lockup, Str prefix, const Str *names, Str mark) {
	Source from = in->content->info.title.from;
	lockup->prefix = span_of(in, prefix, from);
	lockup->nnames = in->nsubjects;
	for (int i = 0; i < in->nsubjects; i++)
		lockup->names[i] = i == in->nsubjects - 1 ? str_join(in->arena, names[i], mark) : names[i];
}

Lockup title_lockup(Layout *in) {
	Lockup lockup = { .nnames = 0 };
	Str title = spans_text(in->arena, in->content->info.title.full), bare = without_end(title),
		before;
	Str mark = str_slice(title, bare.len, title.len), shared, rest[MAX_SUBJECTS];
	Str full[MAX_SUBJECTS], brief[MAX_SUBJECTS];
	names_part(in, rest, &shared);
	for (int i = 0; i < in->nsubjects; i++) {
		full[i] = spans_text(in->arena, in->content->subjects.at[i].title.full);
		brief[i] = spans_text(in->arena, in->content->subjects.at[i].abbrev.full);
	}
	if (in->nsubjects <= 3) {
		bool same = str_equal(bare,
			str_join(in->arena, str_format(in->arena, "%.*s ", STR_ARG(shared)),
				listed(in, rest, in->nsubjects, STR(""))));
		same = same || str_equal(bare, listed(in, rest, in->nsubjects, shared));
		if (shared.len && same) {
			take(in, &lockup, shared, rest, mark);
			return lockup;
		}
		if (ends_with(bare, listed(in, full, in->nsubjects, STR("")), &before)) {
			take(in, &lockup, str_trim(before), full, mark);
			return lockup;
		}
		if (brief[0].len && ends_with(bare, listed(in, brief, in->nsubjects, STR("")), &before)) {
			take(in, &lockup, str_trim(before), brief, mark);
			lockup.joined = true;
			return lockup;
		}
	}
	for (size_t i = 0; i + 2 < title.len; i++) {
		if (title.at[i] != ':' || title.at[i + 1] != ' ') continue;
		lockup.prefix = span_of(in, str_slice(title, 0, i + 1), in->content->info.title.from);
		lockup.whole =
			span_of(in, str_slice(title, i + 2, title.len), in->content->info.title.from);
		return lockup;
	}
	lockup.whole = in->content->info.title.full;
	return lockup;
}

static Text set_name(Layout *in, Str name, StyleId id, Len size, Len measure) {
	const Span *span = span_of(in, name, in->content->info.title.from);
	return text_set(in, span, (TextStyle){ .id = id, .size = size }, measure);
}

static bool fits(const Text *text, Len measure) {
	return !text->lines.overfull && text->lines.widest <= measure;
}

/* The widest part that has no blank decides: it must fit on a line of its own. */
static Len widest_word(Layout *in, const Span *spans, Len size) {
	Len widest = 0;
	for (; spans; spans = spans->next) {
		Str rest = spans->text;
		for (Str word = str_word(&rest); word.len; word = str_word(&rest)) {
			Text text = set_name(in, word, STYLE_COVER, size, PT(10000));
			widest = len_max(widest, text.lines.widest);
		}
	}
	return widest;
}

static Len size_tried(Layout *in, const Lockup *lockup, Len measure) {
	for (int k = 0; k < NSIZES; k++) {
		Len size = cover_size(in, k), widest = widest_word(in, lockup->whole, size);
		for (int i = 0; i < lockup->nnames; i++)
			widest = len_max(
				widest, widest_word(in, span_of(in, lockup->names[i], (Source){ 0 }), size));
		if (lockup->whole && k < NSIZES - 1) {
			Text text = text_set(
				in, lockup->whole, (TextStyle){ .id = STYLE_COVER, .size = size }, measure);
			if (text.lines.count > 4) continue;
		}
		if (widest <= measure) return size;
	}
	return cover_size(in, NSIZES - 1);
}

static Len size_for(Layout *in, const Lockup *lockup, Len measure) {
	Diags *kept = trial_begin(in);
	Len size = size_tried(in, lockup, measure);
	trial_end(in, kept);
	return size;
}

static bool centred(const Layout *in) {
	return in->theme->choices[CHOICE_TITLE] == TITLE_CENTRED;
}

static void put_text(
	Layout *in, Draft *page, const Text *text, Len x, Len baseline, Node *h1, bool last) {
	text_draw(in, page, text, x, baseline, h1);
	if (!last) text_gap(in, page, text, x, baseline, h1);
}

/* Lines at the left of the measure or, where the theme wants it, in its middle. */
static Len put_lines(
	Layout *in, Draft *page, const Text *text, Len x, Len measure, Len baseline, Node *h1) {
	if (centred(in)) {
		Len middle = x + measure / 2;
		text_draw_centre(in, page, text, middle, baseline, h1);
		const Line *line = &text->lines.lines[text->lines.count - 1];
		text_gap(in, page, text, middle - line->width / 2, baseline, h1);
	} else put_text(in, page, text, x, baseline, h1, false);
	return baseline + text->leading * (text->lines.count - 1);
}

/* "or" and the last name, on one line after abbreviations, on lines of their own after names. */
static Len put_last(Layout *in, Draft *page, const Lockup *lockup, Len x, Len measure, Len size,
	Len baseline, Node *h1) {
	Text or = set_name(in, words(in, WORDS_OR), STYLE_COVER_OR, 0, measure);
	Text name = set_name(in, lockup->names[lockup->nnames - 1], STYLE_COVER, size, measure);
	if (lockup->joined) {
		baseline += down(in, 33.75);
		if (centred(in)) x += (measure - or.lines.widest - PT(5) - name.lines.widest) / 2;
		put_text(in, page, & or, x, baseline, h1, false);
		put_text(in, page, &name, x + or.lines.widest + PT(5), baseline, h1, true);
		return baseline + name.leading * (name.lines.count - 1);
	}
	baseline = put_lines(in, page, & or, x, measure, baseline + down(in, 27), h1);
	baseline += down(in, 31.5);
	if (centred(in)) return put_lines(in, page, &name, x, measure, baseline, h1);
	put_text(in, page, &name, x, baseline, h1, true);
	return baseline + name.leading * (name.lines.count - 1);
}

Len title_down(Layout *in, Draft *page, Len x, Len measure, Len first, Node *h1) {
	Lockup lockup = title_lockup(in);
	Len size = size_for(in, &lockup, measure), baseline = first;
	if (lockup.prefix) {
		Text prefix = text_plain(in, lockup.prefix, STYLE_PREFIX, measure);
		baseline = put_lines(in, page, &prefix, x, measure, baseline, h1) + down(in, 33.75);
	} else baseline += down(in, 13.5);
	if (lockup.whole) {
		Text whole =
			text_set(in, lockup.whole, (TextStyle){ .id = STYLE_COVER, .size = size }, measure);
		return put_lines(in, page, &whole, x, measure, baseline, h1);
	}
	Len top = baseline;
	if (lockup.joined) {
		Str joined = listed(in, lockup.names, lockup.nnames - 1, STR(""));
		if (lockup.nnames == 3)
			joined = str_format(
				in->arena, "%.*s, %.*s", STR_ARG(lockup.names[0]), STR_ARG(lockup.names[1]));
		Text text = set_name(in, joined, STYLE_COVER, size, measure);
		baseline = put_lines(in, page, &text, x, measure, top, h1);
	} else
		for (int i = 0; i < lockup.nnames - 1; i++) {
			Str name = i < lockup.nnames - 2 ? str_join(in->arena, lockup.names[i], STR(","))
											 : lockup.names[i];
			Text text = set_name(in, name, STYLE_COVER, size, measure);
			baseline = put_lines(in, page, &text, x, measure, top, h1);
			top = baseline + down(in, 33.75);
		}
	return put_last(in, page, &lockup, x, measure, size, baseline, h1);
}

/* ---- across a page ---- */

typedef struct Word {
	Text text;
	Len gap;
} Word;

static Len across_width(Layout *in, const Lockup *lockup, Len size, Word *parts, int *count) {
	Len width = 0;
	*count = 0;
	for (int i = 0; i < lockup->nnames; i++) {
		if (i && i == lockup->nnames - 1) {
			Word * or = &parts[(*count)++];
			or->text = set_name(in, words(in, WORDS_OR), STYLE_TITLE_OR,
				len_scale(in->theme->styles[STYLE_TITLE_OR].size, size,
					in->theme->styles[STYLE_COVER].size),
				PT(10000));
			or->gap = PT(6);
		}
		Word *name = &parts[(*count)++];
		Str text = lockup->nnames > 2 && i < lockup->nnames - 2
			? str_join(in->arena, lockup->names[i], STR(","))
			: lockup->names[i];
		name->text = set_name(in, text, STYLE_COVER, size, PT(10000));
		name->gap = i ? PT(7) : 0;
	}
	for (int i = 0; i < *count; i++) width += parts[i].gap + parts[i].text.lines.widest;
	return width;
}

void title_across(Layout *in, Draft *page, Len x, Len measure, Len first, Len second, Node *h1) {
	Lockup lockup = title_lockup(in);
	if (lockup.prefix) {
		Text prefix = text_plain(in, lockup.prefix, STYLE_PREFIX, measure);
		put_lines(in, page, &prefix, x, measure, first, h1);
	}
	if (!lockup.nnames) {
		Len size = cover_size(in, 0);
		int lines = lockup.prefix ? 1 : 2;
		Text whole = { .leading = 0 };
		for (int k = 0; k < NSIZES; k++) {
			size = cover_size(in, k);
			whole =
				text_set(in, lockup.whole, (TextStyle){ .id = STYLE_COVER, .size = size }, measure);
			if (whole.lines.count <= lines && fits(&whole, measure)) break;
		}
		Len top = second - (whole.lines.count - 1) * whole.leading;
		if (centred(in)) text_draw_centre(in, page, &whole, x + measure / 2, top, h1);
		else text_draw(in, page, &whole, x, top, h1);
		return;
	}
	Word parts[2 * MAX_SUBJECTS];
	int count = 0;
	Len width = 0;
	for (int k = 0; k < NSIZES; k++)
		if ((width = across_width(in, &lockup, cover_size(in, k), parts, &count)) <= measure) break;
	Len at = centred(in) ? x + (measure - width) / 2 : x;
	for (int i = 0; i < count; i++) {
		at += parts[i].gap;
		put_text(in, page, &parts[i].text, at, second, h1, i == count - 1);
		at += parts[i].text.lines.widest;
	}
}
