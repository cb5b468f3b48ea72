/* The flap: statements to tick, first those for either path, then as many for each subject. */
#include "pages/internal.h"

typedef struct Group {
	SubjectSet subjects;
	Stack items, outcome;
	Len top, height;
	Source from;
} Group;

static const Statement *first_of(const Layout *in, SubjectSet subjects) {
	for (int i = 0; i < in->content->self_check.statements.count; i++)
		if (in->content->self_check.statements.at[i].subjects == subjects)
			return &in->content->self_check.statements.at[i];
	return NULL;
}

static void add_outcome(Layout *in, Group *group) {
	Len indent = in->theme->measures[MEASURE_TICK_INDENT];
	group->outcome = stack_begin(in, in->measure - indent, -1);
	for (int i = 0; i < in->content->self_check.outcomes.count; i++) {
		const Statement *outcome = &in->content->self_check.outcomes.at[i];
		if (outcome->subjects != group->subjects) continue;
		int ticks = group->items.count;
		Str lead = words(in, ticks == 2 ? WORDS_BOTH_TICKED : WORDS_ALL_TICKED);
		const Span *words_all = spans_join(
			in, span_bold(in, lead, outcome->from), sentence_gap(in), outcome->words.full, 0);
		stack_words(&group->outcome, words_all, MARKER_NONE, down(in, 6.75));
	}
}

static int collect(Layout *in, Group groups[MAX_SUBJECTS + 1]) {
	const Content *content = in->content;
	int n = 0;
	for (int i = -1; i < in->nsubjects; i++) {
		SubjectSet subjects = i < 0 ? all_subjects(in) : 1u << i;
		if (!first_of(in, subjects)) continue;
		Group *group = &groups[n++];
		*group = (Group){ .subjects = subjects, .from = first_of(in, subjects)->from };
		group->items = statements_stack(in, content->self_check.statements.at,
			content->self_check.statements.count, subjects, in->measure, MARKER_BOX, i);
		add_outcome(in, group);
		group->height = down(in, 27) + group->items.height;
		if (group->outcome.count) group->height += down(in, 13.5) + group->outcome.height;
	}
	return n;
}

static void draw_head(Layout *in, Draft *page, const Group *group, Node *sect) {
	Pen *pen = &page->pen;
	Node *head = node_add(in, sect, NODE_H3, group->from);
	pen->from = group->from;
	draw_rule(pen, page->text, page->text + in->measure, group->top,
		in->theme->measures[MEASURE_RULE], pen_colour(pen, COLOUR_INK));
	if (group->subjects == all_subjects(in)) {
		Text text =
			text_plain(in, span_of(in, words_each(in, WORDS_EITHER, WORDS_ANY), group->from),
				STYLE_Q, in->measure);
		Len baseline = group->top + down(in, 6.75) + in->base;
		text_draw(in, page, &text, page->text, baseline, head);
		Len width = subject_marks_width(in->nsubjects, PT(10));
		draw_subject_marks(pen, group->subjects, page->text + in->measure - width, baseline, PT(10),
			PT(12), false);
		return;
	}
	Len widest = 0, top = group->top + down(in, 6.75);
	int mine = 0;
	Text label = { .leading = 0 };
	for (int i = 0; i < in->nsubjects; i++) {
		TextStyle how = { .id = STYLE_LABEL,
			.size = chip_size(in),
			.colour = chip_text_colour(pen, i),
			.coloured = true,
			.label = true };
		Text text = text_set(in, in->content->subjects.at[i].title.full, how, in->measure - PT(18));
		widest = len_max(widest, text.lines.widest);
		if (group->subjects == 1u << i) {
			mine = i;
			label = text;
		}
	}
	Len width = len_min(len_round(widest + PT(18), PT(0.5)), in->measure);
	draw_chip(pen, mine, (Box){ page->text, top, page->text + width, top + down(in, 13.5) });
	text_draw_centre(in, page, &label, page->text + width / 2, top + chip_baseline(in), head);
}

static void draw_group(Layout *in, Draft *page, const Group *group, Node *sect) {
	draw_head(in, page, group, sect);
	Len top = group->top + down(in, 27);
	stack_draw(&group->items, page, page->text, top, sect);
	Len indent = in->theme->measures[MEASURE_TICK_INDENT];
	top += group->items.height + down(in, 13.5);
	stack_draw(&group->outcome, page, page->text + indent, top, sect);
}

static void draw_lines(Layout *in, Draft *page, Len top, Len bottom) {
	Pen *pen = &page->pen;
	for (Len y = top; y <= bottom; y += down(in, 22.5))
		draw_rule(pen, page->text, page->text + in->measure, y,
			in->theme->measures[MEASURE_ROW_RULE], pen_colour(pen, COLOUR_INK));
}

/* Groups share what room is left, at least 22.5 over each rule. */
static void place(Layout *in, Group *groups, int n, Len top, Len bottom) {
	Len need = 0, least = down(in, 22.5);
	for (int i = 0; i < n; i++) need += groups[i].height;
	Len gap = len_down((bottom - top - need) / n, in->grid / 4);
	if (gap < least && bottom - top - need < n * least) {
		int words_in = 0;
		for (int i = 0; i < in->content->self_check.statements.count; i++)
			words_in += spans_words(in->content->self_check.statements.at[i].words.full);
		say_overset(in, groups[0].from, "the self-check on the flap",
			n * least - (bottom - top - need), in->grid, words_in, need);
		return;
	}
	gap = len_min(gap, down(in, 40.5));
	for (int i = 0; i < n; i++) {
		groups[i].top = top;
		top = len_round(top + groups[i].height + gap, in->grid / 4);
	}
}

static void draw_closing(Layout *in, Draft *page, Len rule, Node *sect) {
	Pen *pen = &page->pen;
	Source from = in->content->self_check.from;
	draw_rule(pen, page->text, page->text + in->measure, rule, in->theme->measures[MEASURE_RULE],
		pen_colour(pen, COLOUR_INK));
	const Span *lead = span_bold(in, words(in, WORDS_MORE_TICKS), from);
	const Span *closing =
		spans_join(in, lead, sentence_gap(in), span_of(in, words(in, WORDS_START_THERE), from), 0);
	text_put(in, page, closing, STYLE_BODY, page->text, rule + down(in, 5.75), in->measure,
		node_add(in, sect, NODE_P, from));
}

void flap_make(Layout *in, Draft *page, Node *sect) {
	Group groups[MAX_SUBJECTS + 1];
	Len shift = trifold_low(in) ? down(in, 6.75) : 0;
	panel_field(in, page, COLOUR_SUN_TINT, true);
	int n = collect(in, groups);
	Str title = words(in, n ? WORDS_WHICH : WORDS_NOTES);
	Node *h2 = node_add(in, sect, NODE_H2, sect->from);
	h2->outline = title;
	Text head = text_plain(in, span_of(in, title, sect->from), STYLE_H1, in->measure);
	text_draw(in, page, &head, page->text, down(in, 40.5) - shift + text_drop(in, STYLE_H1), h2);
	Len body = down(in, 40.5 + 13.5) - shift + text_height(&head);
	Len closing = len_min(down(in, 537), len_down(in->bottom - down(in, 49.75), in->grid / 4));
	if (!n) {
		draw_lines(in, page, body + down(in, 27), closing);
		return;
	}
	const Span *instruction = span_of(in, words(in, WORDS_TICK), sect->from);
	Len under = text_put(in, page, instruction, STYLE_BODY, page->text, body, in->measure,
		node_add(in, sect, NODE_P, sect->from));
	place(in, groups, n, under + down(in, 13.5), closing);
	if (in->failed) return;
	for (int i = 0; i < n; i++) draw_group(in, page, &groups[i], sect);
	draw_closing(in, page, closing, sect);
}
