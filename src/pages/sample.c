/* The sample sheet of a theme: every style, colour and subject's cues on one page, with the
   contrasts that were measured. Its words are the tokens' own names, which are the same in every
   language, and the article's. */
#include "pages/internal.h"

typedef struct Sample {
	Layout *in;
	Draft *page;
	Node *sect;
	Size sheet;
	Len left, measure, y;
} Sample;

static void new_page(Sample *at) {
	Layout *in = at->in;
	Str name = str_format(in->arena, "sample %d", in->ndrafts + 1);
	at->page = draft_add(in, name.at, at->sheet);
	at->y = in->theme->measures[MEASURE_MARGIN];
}

/* What stands together is not parted. */
static void need(Sample *at, Len height) {
	Len margin = at->in->theme->measures[MEASURE_MARGIN];
	if (at->y + height > at->sheet.height - margin && at->y > margin) new_page(at);
}

static Source nowhere(const Sample *at) { return (Source){ .file = at->in->content->file.at }; }

static Text words_in(Sample *at, Str words, StyleId id, Len measure) {
	TextStyle how = { .id = id, .label = true };
	return text_set(at->in, span_of(at->in, words, nowhere(at)), how, measure);
}

static Len put(Sample *at, Str words, StyleId id, Len x, Len baseline, Len measure) {
	Text text = words_in(at, words, id, measure);
	text_draw(
		at->in, at->page, &text, x, baseline, node_add(at->in, at->sect, NODE_P, nowhere(at)));
	return baseline + text_height(&text);
}

/* A rule and what comes under it. */
static void put_head(Sample *at, const char *word, Len with) {
	Layout *in = at->in;
	Pen *pen = &at->page->pen;
	need(at, down(in, 27) + with);
	pen = &at->page->pen;
	Len weight = in->theme->measures[MEASURE_RULE];
	draw_rule(pen, at->left, at->left + at->measure, at->y, weight, pen_colour(pen, COLOUR_INK));
	Text head = words_in(at, str_of(word), STYLE_Q, at->measure);
	text_draw(in, at->page, &head, at->left, at->y + down(in, 6.75) + in->base,
		node_add(in, at->sect, NODE_H2, nowhere(at)));
	at->y += down(in, 27);
}

/* ---- styles ---- */

/* The longest of these that fits on a line. */
static Text sample_text(Sample *at, StyleId id, Len measure) {
	Layout *in = at->in;
	Str name = spans_text(in->arena, in->content->subjects.at[0].title.full), rest = name;
	bool numeral = id == STYLE_NUMERAL || id == STYLE_NUMERAL_MIDDLE || id == STYLE_NUMERAL_SMALL;
	Str tries[] = { name, str_word(&rest), STR("Aa") };
	if (numeral)
		tries[0] = tries[1] = STR("4\xE2\x80\x93"
								  "12"),
		tries[2] = STR("4");
	Text text = { .leading = 0 };
	for (int i = 0; i < 3; i++) {
		text = words_in(at, tries[i], id, PT(10000));
		if (text.lines.widest <= measure) break;
	}
	return text;
}

/* The name and the sizes stand before the sample, one over the other. */
static Len style_height(const Layout *in, int id) {
	const Style *styles = in->theme->styles;
	Len least = 2 * styles[STYLE_FINE].leading;
	return len_up(len_max(styles[id].leading, least), in->grid / 4) + down(in, 3.375);
}

static void put_style(Sample *at, int id, Len x, Len bottom, Len label, Len measure) {
	Layout *in = at->in;
	const Style *style = &in->theme->styles[id];
	Text text = sample_text(at, (StyleId)id, measure - label);
	Len baseline = bottom - down(in, 6.75);
	Str size = str_format(in->arena, "%g/%g", len_pt(style->size), len_pt(style->leading));
	Len first = baseline - in->theme->styles[STYLE_FINE].leading;
	put(at, str_of(style_name((StyleId)id)), STYLE_FINE, x, first, label);
	put(at, size, STYLE_FINE, x, baseline, label);
	text_draw(
		in, at->page, &text, x + label, baseline, node_add(in, at->sect, NODE_P, nowhere(at)));
}

static void put_styles(Sample *at) {
	Layout *in = at->in;
	enum { ACROSS = 3 };
	Len gap = PT(13.5), column = (at->measure - (ACROSS - 1) * gap) / ACROSS, label = 0, sum = 0;
	for (int i = 0; i < NSTYLES; i++) {
		Text name = words_in(at, str_of(style_name((StyleId)i)), STYLE_FINE, PT(10000));
		label = len_max(label, name.lines.widest + PT(6.75));
		sum += style_height(in, i);
	}
	Len share = sum / ACROSS, y = 0, tallest = 0, x = at->left;
	put_head(at, "style", share + in->grid);
	for (int i = 0; i < NSTYLES; i++) {
		y += style_height(in, i);
		put_style(at, i, x, at->y + y, len_min(label, column * 3 / 5), column);
		tallest = len_max(tallest, y);
		if (y < share - in->grid / 2) continue;
		x += column + gap;
		y = 0;
	}
	at->y += tallest + down(in, 9);
}

/* ---- colours ---- */

static Str hex(Layout *in, Colour a) {
	return str_format(in->arena, "#%02X%02X%02X", a.r, a.g, a.b);
}

/* A swatch of what the theme says; the line around it is for those that are as light as paper. */
static void put_swatch(Sample *at, Colour colour, Box box) {
	Pen *pen = &at->page->pen;
	draw_path(pen, path_box(pen->arena, box), colour);
	Box edge = { box.left + PT(0.25), box.top + PT(0.25), box.right - PT(0.25),
		box.bottom - PT(0.25) };
	draw_stroke(pen, path_box(pen->arena, edge), pen_colour(pen, COLOUR_HAIR), PT(0.5), 0, 0);
}

static void put_colours(Sample *at) {
	Layout *in = at->in;
	enum { ACROSS = 7 };
	Len width = at->measure / ACROSS, side = down(in, 20.25);
	Len line = in->theme->styles[STYLE_FINE].leading, pitch = side + 2 * line + down(in, 9);
	int rows = (NCOLOURS + ACROSS - 1) / ACROSS;
	put_head(at, "colour", rows * pitch);
	for (int i = 0; i < NCOLOURS; i++) {
		Len x = at->left + i % ACROSS * width, y = at->y + i / ACROSS * pitch;
		Colour colour = in->theme->colours[i];
		put_swatch(at, colour, (Box){ x, y, x + width - PT(9), y + side });
		Len under =
			put(at, str_of(colour_name((ColourId)i)), STYLE_FINE, x, y + side + line, width);
		put(at, hex(in, colour), STYLE_FINE, x, under, width);
	}
	at->y += rows * pitch + down(in, 4.5);
}

/* ---- subjects ---- */

static Len put_ramp(Sample *at, const SubjectLook *look, Len x, Len y, Len width) {
	Len side = down(at->in, 13.5), step = width / 5;
	for (int i = 0; i < 5; i++)
		put_swatch(at, i < 4 ? look->c[i] : look->tint,
			(Box){ x + i * step, y, x + (i + 1) * step, y + side });
	return y + side;
}

static Len put_cues(Sample *at, int k, Len x, Len y, Len width) {
	Layout *in = at->in;
	Pen *pen = &at->page->pen;
	Len half = (width - PT(9)) / 2, baseline = y + in->base;
	draw_chip(pen, k, (Box){ x, y, x + half, y + down(in, 13.5) });
	TextStyle how = {
		.id = STYLE_LABEL, .colour = chip_text_colour(pen, k), .coloured = true, .label = true
	};
	Str number = str_format(in->arena, "%d", k + 1);
	Text label = text_set(in, span_of(in, number, nowhere(at)), how, half);
	text_draw_centre(in, at->page, &label, x + half / 2, y + chip_baseline(in),
		node_add(in, at->sect, NODE_P, nowhere(at)));
	Len sign = x + half + PT(9);
	draw_subject_mark(pen, k, sign, baseline, PT(10), PT(10), false);
	draw_bullet(pen, k, sign + PT(14), baseline, PT(10));
	draw_yes(pen, k, sign + PT(22), baseline);
	draw_no(pen, k, sign + PT(34), baseline);
	Bar bar = { .subject = k,
		.x = x,
		.top = y + down(in, 20.25),
		.height = PT(13.5),
		.cell = width / 4,
		.cells = 4,
		.min = 2,
		.max = 3,
		.foot = true,
		.parted = true };
	draw_bar(pen, &bar);
	draw_head_rule(pen, k, x, x + width, y + down(in, 40.5));
	return y + down(in, 50.625);
}

/* The contrast of the subject's words on what they stand on. */
static Len put_contrasts(Sample *at, const SubjectLook *look, Len x, Len baseline, Len width) {
	Layout *in = at->in;
	const Colour *colours = in->theme->colours;
	const struct {
		const char *name;
		Colour area;
	} areas[] = {
		{ "white", colours[COLOUR_WHITE] },
		{ "paper", colours[COLOUR_PAPER] },
		{ "cover", colours[COLOUR_COVER] },
		{ "tint", look->tint },
	};
	baseline = put(at, hex(in, look->c[0]), STYLE_FINE_BOLD, x, baseline, width);
	for (int i = 0; i < 4; i++) {
		int contrast = colour_contrast(look->c[0], areas[i].area);
		Str line =
			str_format(in->arena, "%d.%d %s", contrast / 100, contrast / 10 % 10, areas[i].name);
		Len under = put(at, line, STYLE_FINE, x + i % 2 * width / 2, baseline, width / 2);
		if (i % 2) baseline = under;
	}
	return baseline;
}

static void put_cap(Sample *at, int k, Len x, Len width) {
	Layout *in = at->in;
	Pen *pen = &at->page->pen;
	Len bottom = at->y + down(in, 54), last = bottom - down(in, 12.2);
	Len inset = in->theme->choices[CHOICE_COLUMN] == COLUMN_PLAIN ? 0 : PT(6.75);
	Cap cap = { .subject = k,
		.rings = 3,
		.left = x,
		.right = x + width,
		.apex = at->y,
		.rise = down(in, 13.5),
		.step = down(in, 9),
		.bottom = bottom,
		.floor = bottom + down(in, 13.5),
		.text = x + inset,
		.name_top = last - PT(12) };
	draw_cap(pen, &cap);
	TextStyle how = {
		.id = STYLE_H2, .colour = cap_text_colour(pen, k), .coloured = true, .label = true
	};
	Text name = text_set(
		in, span_of(in, str_format(in->arena, "%d", k + 1), nowhere(at)), how, width - 2 * inset);
	text_draw(in, at->page, &name, cap.text, last, node_add(in, at->sect, NODE_H3, nowhere(at)));
}

static void put_subjects(Sample *at) {
	Layout *in = at->in;
	Len gap = PT(13.5), width = (at->measure - 4 * gap) / 5;
	Len line = in->theme->styles[STYLE_FINE].leading;
	put_head(at, "subject", down(in, 155.25) + 4 * line);
	Len bottom = at->y;
	for (int k = 0; k < MAX_SUBJECTS; k++) {
		const SubjectLook *look = &in->theme->subjects[k];
		Len x = at->left + k * (width + gap);
		put_cap(at, k, x, width);
		Len y = put_ramp(at, look, x, at->y + down(in, 74.25), width) + down(in, 6.75);
		y = put_cues(at, k, x, y, width);
		bottom = len_max(bottom, put_contrasts(at, look, x, y + line, width));
	}
	at->y = bottom + down(in, 4.5);
}

/* The ground as a band with its two kinds of words, and what the theme chose. */
static void put_ground(Sample *at) {
	Layout *in = at->in;
	need(at, down(in, 40.5));
	Pen *pen = &at->page->pen;
	Len right = at->left + at->measure, height = down(in, 27), baseline = at->y + down(in, 17.25);
	draw_ground(pen, (Box){ at->left, at->y, right, at->y + height }, at->left, right);
	static const ColourId words_of[] = { COLOUR_GROUND_HEAD, COLOUR_GROUND_TYPE };
	for (int i = 0; i < 2; i++) {
		TextStyle how = { .id = i ? STYLE_BODY : STYLE_Q,
			.colour = pen_colour(pen, words_of[i]),
			.coloured = true,
			.label = true };
		Str name = str_of(colour_name(words_of[i]));
		Text text = text_set(in, span_of(in, name, nowhere(at)), how, at->measure / 2);
		text_draw(in, at->page, &text, at->left + PT(11.25) + i * at->measure / 4, baseline,
			node_add(in, at->sect, NODE_P, nowhere(at)));
	}
	draw_subject_marks(pen, (1u << MAX_SUBJECTS) - 1,
		right - PT(11.25) - subject_marks_width(MAX_SUBJECTS, PT(8)), baseline, PT(8), PT(10),
		true);
	at->y += height + down(in, 6.75);
}

void sample_make(Layout *in) {
	Size sheet = format_sheet(in->edition->format, in->edition->paper);
	Sample at = { .in = in, .sheet = sheet, .left = in->theme->measures[MEASURE_MARGIN] };
	at.measure = sheet.width - 2 * at.left;
	at.sect = node_add(in, in->root, NODE_SECT, nowhere(&at));
	new_page(&at);
	Node *h1 = node_add(in, at.sect, NODE_H1, nowhere(&at));
	h1->outline = in->theme->name;
	Text name = words_in(&at, in->theme->name, STYLE_COVER, at.measure);
	text_draw(in, at.page, &name, at.left, at.y + down(in, 27), h1);
	at.y = put(&at, in->theme->summary, STYLE_BODY, at.left, at.y + down(in, 47.25), at.measure);
	put_styles(&at);
	put_colours(&at);
	put_subjects(&at);
	put_ground(&at);
}
