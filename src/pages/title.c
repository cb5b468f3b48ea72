/* The title as a lockup: the words before the subjects' names stand small above, the names large,
   "or" between the last two, what follows them in a line below. The names are looked for in the
   title as the author wrote it, with the commas and the "or" of the article's language, so that
   "¿Bus o bici?", "إدارة أم تقنية" and "電車か自転車か？" are lockups too. A title that is no list
   of its subjects is broken by sense instead; four names and more never stand in a lockup. */
#include "pages/internal.h"

/* For a theme whose cover is set in the first of them; they follow it. */
static const double cover_sizes[] = { 34, 31, 28, 25, 22 };
#define NSIZES ((int)(sizeof cover_sizes / sizeof *cover_sizes))

static Len cover_size(const Layout *in, int k) {
	return len_scale(PT(cover_sizes[k]), in->theme->styles[STYLE_COVER].size, PT(cover_sizes[0]));
}

#define LONGEST_SUFFIX                                                                             \
	40 /* characters of words after the names that still make a line of their own */

/* ---- finding the names in the title ---- */

static const char opening[] = "¿¡«“„‹‘(「『";
static const char closing[] = "?!.:;…؟؛،。、，？！：；」』»”’)";

static bool is_blank(uint32_t c) { return c == ' ' || c == 0xA0 || c == 0x202F || c == 0x3000; }

static bool is_one_of(const char *list, uint32_t c) {
	Str all = str_of(list);
	for (size_t at = 0; at < all.len;)
		if (utf8_next(all, &at) == c) return true;
	return false;
}

/* Chinese and Japanese have no spaces between words. */
static bool spaceless(const Layout *in) { return !*sentence_gap(in); }

static char folded(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* Does [title] say [word] at [at], whatever the case of its Latin letters? */
static bool says(Str title, size_t at, Str word) {
	if (!word.len || at + word.len > title.len) return false;
	for (size_t i = 0; i < word.len; i++)
		if (folded(title.at[at + i]) != folded(word.at[i])) return false;
	return true;
}

static bool begins_word(const Layout *in, Str title, size_t at) {
	if (!at || spaceless(in)) return true;
	uint32_t before = utf8_before(title, &at);
	return is_blank(before) || is_one_of(opening, before);
}

static bool ends_word(const Layout *in, Str title, size_t at) {
	if (at == title.len || spaceless(in)) return true;
	uint32_t after = utf8_next(title, &at);
	return is_blank(after) || is_one_of(closing, after) || after == ',';
}

static size_t past_blanks(Str title, size_t at) {
	for (size_t next = at; next < title.len; at = next)
		if (!is_blank(utf8_next(title, &next))) break;
	return at;
}

/* The "or" that stands at [at], of those that the language has; empty if there is none. */
static Str or_at(const Layout *in, Str title, size_t at) {
	Str rest = words(in, WORDS_OR);
	while (rest.len) {
		Str or = str_until(&rest, '|');
		if (says(title, at, or) && ends_word(in, title, at + or.len))
			return str_slice(title, at, at + or.len);
	}
	return STR("");
}

typedef struct Found {
	size_t start[MAX_SUBJECTS], end[MAX_SUBJECTS]; /* of each name; what parts it from the next: */
	Str or ; /* the last */
} Found;

/* Do the [n] names stand at [at], with commas between them and "or" before the last? */
static bool names_at(const Layout *in, Str title, size_t at, const Str *names, Found *found) {
	for (int i = 0; i < in->nsubjects; i++) {
		if (!says(title, at, names[i]) || !begins_word(in, title, at)) return false;
		found->start[i] = at;
		at = found->end[i] = at + names[i].len;
		if (i == in->nsubjects - 1) return ends_word(in, title, at);
		Str comma = words(in, WORDS_COMMA);
		bool parted = says(title, at, comma);
		size_t next = past_blanks(title, parted ? at + comma.len : at);
		found->or = or_at(in, title, next);
		bool last = i == in->nsubjects - 2;
		if (last ? !found->or.len : !found->or.len && !parted) return false;
		if (parted) found->end[i] = at + comma.len;
		if (!last && found->or.len) found->end[i] = next + found->or.len;
		at = past_blanks(title, next + found->or.len);
	}
	return false;
}

static bool find_names(const Layout *in, Str title, const Str *names, Found *found) {
	for (size_t at = 0; at < title.len; at++)
		if (names_at(in, title, at, names, found)) return true;
	return false;
}

/* ---- the lockup ---- */

static const Span *title_span(Layout *in, Str text) {
	return span_of(in, str_trim(text), in->content->info.title.full->from);
}

/* Where the marks end that close what ends at [at]: they stay with it. */
static size_t past_marks(const Layout *in, Str title, size_t at) {
	bool japanese = str_is(words(in, WORDS_OR), "か|と");
	for (size_t next = at; next < title.len; at = next) {
		uint32_t c = utf8_next(title, &next);
		size_t after = next;
		bool blank = is_blank(c) && c != ' ' && next < title.len
			&& is_one_of(closing, utf8_next(title, &after));
		bool asks = japanese && c == 0x304B; /* "AかBか？" */
		if (!blank && !asks && !is_one_of(closing, c)) break;
	}
	return at;
}

/* Makes the lockup of the names found: what stands before them is the prefix, with its opening
   marks left to the first name; what stands after them a line of its own, if it is short. */
static bool take(Layout *in, Str title, const Found *found, Lockup *lockup) {
	int n = in->nsubjects;
	size_t first = found->start[0], last = found->end[n - 1], marks = past_marks(in, title, last);
	Str suffix = str_trim(str_slice(title, marks, title.len));
	if (suffix.len && marks > last && !spaceless(in)) return false; /* "A or B: how to choose" */
	if (utf8_count(suffix) > LONGEST_SUFFIX) return false;
	for (size_t before = first; before; first = before) {
		uint32_t c = utf8_before(title, &before);
		if (!is_one_of(opening, c)) break;
	}
	lockup->prefix = title_span(in, str_slice(title, 0, first));
	lockup->suffix = title_span(in, suffix);
	lockup->or = found->or ;
	lockup->nnames = n;
	for (int i = 0; i < n; i++) {
		size_t end = i < n - 1 ? found->end[i] : marks;
		lockup->names[i] = str_slice(title, i ? found->start[i] : first, end);
	}
	return true;
}

/* A title that is nothing but the full names says the words they share only once. */
static void take_shared(Layout *in, Str title, const Found *found, const Str *rest, Str shared,
	Str ending, Lockup *lockup) {
	int n = in->nsubjects;
	if (lockup->prefix || lockup->suffix || (!shared.len && !ending.len)) return;
	Str marks = str_slice(title, found->end[n - 1], title.len);
	for (int i = 0; i < n - 1; i++) {
		size_t own = found->start[i] + shared.len + (shared.len ? 1 : 0);
		Str after =
			str_slice(title, own + rest[i].len + (ending.len ? ending.len + 1 : 0), found->end[i]);
		lockup->names[i] = str_join(in->arena, rest[i], after);
	}
	lockup->names[n - 1] = ending.len ? rest[n - 1] : str_join(in->arena, rest[n - 1], marks);
	lockup->prefix = title_span(in, shared);
	if (ending.len) lockup->suffix = title_span(in, str_join(in->arena, ending, marks));
}

static bool lock_names(Layout *in, Str title, Lockup *lockup) {
	Str shared, ending, rest[MAX_SUBJECTS], full[MAX_SUBJECTS], brief[MAX_SUBJECTS];
	Found found;
	names_part(in, rest, &shared, &ending);
	for (int i = 0; i < in->nsubjects; i++) {
		full[i] = spans_text(in->arena, in->content->subjects.at[i].title.full);
		brief[i] = spans_text(in->arena, in->content->subjects.at[i].abbrev.full);
	}
	if (find_names(in, title, full, &found) && take(in, title, &found, lockup)) {
		take_shared(in, title, &found, rest, shared, ending, lockup);
		return true;
	}
	if (find_names(in, title, rest, &found) && take(in, title, &found, lockup)) return true;
	lockup->joined = find_names(in, title, brief, &found) && take(in, title, &found, lockup);
	return lockup->joined;
}

/* The place after a colon that parts the title in two; 0: there is none. */
static size_t past_colon(Str title) {
	for (size_t at = 0, next = 0; at < title.len; at = next) {
		uint32_t c = utf8_next(title, &next);
		if (c == 0xFF1A && next < title.len) return next;
		if (c == ':' && next + 1 < title.len && title.at[next] == ' ') return next;
	}
	return 0;
}

Lockup title_lockup(Layout *in) {
	Lockup lockup = { .nnames = 0 };
	Str title = spans_text(in->arena, in->content->info.title.full);
	if (in->nsubjects <= 3 && lock_names(in, title, &lockup)) return lockup;
	lockup = (Lockup){ .whole = in->content->info.title.full };
	size_t colon = past_colon(title);
	if (!colon) return lockup;
	lockup.prefix = title_span(in, str_slice(title, 0, colon));
	lockup.whole = title_span(in, str_slice(title, colon, title.len));
	return lockup;
}

/* ---- down a panel ---- */

static Text set_name(Layout *in, Str name, StyleId id, Len size, Len measure) {
	const Span *span = span_of(in, name, in->content->info.title.full->from);
	return text_set(in, span, (TextStyle){ .id = id, .size = size }, measure);
}

static Text set_suffix(Layout *in, const Lockup *lockup, Len size, Len measure) {
	Pen pen = { .theme = in->theme, .ink = in->edition->ink };
	TextStyle how = { .id = STYLE_H1,
		.size = size,
		.colour = pen_colour(&pen, COLOUR_TITLE),
		.coloured = true };
	return text_set(in, lockup->suffix, how, measure);
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

/* From one line of the title to the next: further in scripts that want more room than Latin. */
static Len step(const Layout *in, double points) {
	return down(in, points * script_leading(in->edition->fonts, in->content->lang) / 1000);
}

/* "or" and the last name, on one line after abbreviations, on lines of their own after names. */
static Len put_last(Layout *in, Draft *page, const Lockup *lockup, Len x, Len measure, Len size,
	Len baseline, Node *h1) {
	bool last = !lockup->suffix;
	Text or = set_name(in, lockup->or, STYLE_COVER_OR, 0, measure);
	Text name = set_name(in, lockup->names[lockup->nnames - 1], STYLE_COVER, size, measure);
	if (lockup->joined) {
		baseline += step(in, 33.75);
		if (centred(in)) x += (measure - or.lines.widest - PT(5) - name.lines.widest) / 2;
		put_text(in, page, & or, x, baseline, h1, false);
		put_text(in, page, &name, x + or.lines.widest + PT(5), baseline, h1, last);
		return baseline + name.leading * (name.lines.count - 1);
	}
	baseline = put_lines(in, page, & or, x, measure, baseline + step(in, 27), h1);
	baseline += step(in, 31.5);
	if (centred(in)) return put_lines(in, page, &name, x, measure, baseline, h1);
	put_text(in, page, &name, x, baseline, h1, last);
	return baseline + name.leading * (name.lines.count - 1);
}

Len title_down(Layout *in, Draft *page, Len x, Len measure, Len first, Node *h1) {
	Lockup lockup = title_lockup(in);
	Len size = size_for(in, &lockup, measure), baseline = first;
	if (lockup.prefix) {
		Text prefix = text_plain(in, lockup.prefix, STYLE_PREFIX, measure);
		baseline = put_lines(in, page, &prefix, x, measure, baseline, h1) + down(in, 33.75);
	} else baseline += step(in, 13.5);
	if (lockup.whole) {
		Text whole =
			text_set(in, lockup.whole, (TextStyle){ .id = STYLE_COVER, .size = size }, measure);
		return put_lines(in, page, &whole, x, measure, baseline, h1);
	}
	for (int i = 0; i < lockup.nnames - 1; i++) {
		if (i) baseline += step(in, 33.75);
		Str name = lockup.names[i];
		if (lockup.joined && i + 1 < lockup.nnames - 1) {
			name = str_join(in->arena, name, str_of(sentence_gap(in)));
			name = str_join(in->arena, name, lockup.names[++i]);
		}
		Text text = set_name(in, name, STYLE_COVER, size, measure);
		baseline = put_lines(in, page, &text, x, measure, baseline, h1);
	}
	baseline = put_last(in, page, &lockup, x, measure, size, baseline, h1);
	if (!lockup.suffix) return baseline;
	Text suffix = set_suffix(in, &lockup, PT(25), measure);
	baseline += step(in, 27);
	if (centred(in)) return put_lines(in, page, &suffix, x, measure, baseline, h1);
	put_text(in, page, &suffix, x, baseline, h1, true);
	return baseline + suffix.leading * (suffix.lines.count - 1);
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
			or->text = set_name(in, lockup->or, STYLE_TITLE_OR,
				len_scale(in->theme->styles[STYLE_TITLE_OR].size, size,
					in->theme->styles[STYLE_COVER].size),
				PT(10000));
			or->gap = PT(6);
		}
		Word *name = &parts[(*count)++];
		name->text = set_name(in, lockup->names[i], STYLE_COVER, size, PT(10000));
		name->gap = i ? PT(7) : 0;
	}
	if (lockup->suffix) {
		Word *suffix = &parts[(*count)++];
		suffix->text = set_suffix(in, lockup, len_scale(PT(25), size, PT(cover_sizes[0])), PT(10000));
		suffix->gap = PT(7);
	}
	for (int i = 0; i < *count; i++) width += parts[i].gap + parts[i].text.lines.widest;
	return width;
}

/* A title that is no lockup: in one line under its prefix, else in two. */
static void put_whole(
	Layout *in, Draft *page, const Lockup *lockup, Len x, Len measure, Len second, Node *h1) {
	int lines = lockup->prefix ? 1 : 2;
	Text whole = { .leading = 0 };
	for (int k = 0; k < NSIZES; k++) {
		TextStyle how = { .id = STYLE_COVER, .size = cover_size(in, k) };
		whole = text_set(in, lockup->whole, how, measure);
		if (whole.lines.count <= lines && fits(&whole, measure)) break;
	}
	Len top = second - (whole.lines.count - 1) * whole.leading;
	if (centred(in)) text_draw_centre(in, page, &whole, x + measure / 2, top, h1);
	else text_draw(in, page, &whole, x, top, h1);
}

void title_across(Layout *in, Draft *page, Len x, Len measure, Len first, Len second, Node *h1) {
	Lockup lockup = title_lockup(in);
	Word parts[2 * MAX_SUBJECTS];
	int count = 0;
	Len width = 0;
	for (int k = 0; lockup.nnames && k < NSIZES; k++) {
		width = across_width(in, &lockup, cover_size(in, k), parts, &count);
		if (width <= measure) break;
	}
	if (width > measure) /* names too long for a line: as the author wrote it */
		lockup = (Lockup){ .whole = in->content->info.title.full };
	if (lockup.prefix) {
		Text prefix = text_plain(in, lockup.prefix, STYLE_PREFIX, measure);
		put_lines(in, page, &prefix, x, measure, first, h1);
	}
	if (!lockup.nnames) {
		put_whole(in, page, &lockup, x, measure, second, h1);
		return;
	}
	Len at = centred(in) ? x + (measure - width) / 2 : x;
	for (int i = 0; i < count; i++) {
		at += parts[i].gap;
		put_text(in, page, &parts[i].text, at, second, h1, i == count - 1);
		at += parts[i].text.lines.widest;
	}
}
