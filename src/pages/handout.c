/* The handout: a flat page on which every question is answered for every subject, and pages with
   the full story behind it. Two or three subjects stand beside a column of questions; four or five
   under bands. */
#include "pages/internal.h"

Columns columns_of(const Layout *in, Size sheet) {
	const Len *measures = in->theme->measures;
	int n = in->nsubjects;
	Columns columns = { .left = measures[MEASURE_MARGIN], .gap = measures[MEASURE_COLUMN_GAP] };
	columns.measure = sheet.width - 2 * columns.left;
	columns.question = n == 2 ? measures[MEASURE_QUESTION_COLUMN] : n == 3 ? PT(108) : 0;
	columns.inset = n == 2 ? PT(11.25) : n == 3 ? PT(9) : PT(6.75);
	if (n > 3) columns.gap = PT(6.75);
	/* On plain paper nothing stands out beside the text: the gap alone parts the columns. */
	bool doors =
		in->theme->choices[CHOICE_MOTIF] != MOTIF_RULES && lines_only(in->theme, in->edition->ink);
	if (in->theme->choices[CHOICE_COLUMN] == COLUMN_PLAIN && !doors) {
		columns.inset = 0;
		columns.gap = measures[MEASURE_COLUMN_GAP];
	}
	Len taken = columns.question ? columns.question + n * columns.gap : (n - 1) * columns.gap;
	columns.width = (columns.measure - taken) / n;
	Len at = columns.left + (columns.question ? columns.question + columns.gap : 0);
	for (int i = 0; i < n; i++) columns.at[i] = at + i * (columns.width + columns.gap);
	return columns;
}

typedef struct Front { /* the first page while it is made */
	Layout *in;
	Draft *page;
	Columns columns;
	Len apex, cap_bottom;
	Len org, prefix, title, lead; /* baselines of the head */
	bool lead_under; /* the lead stands under the title, not beside the caps */
	const Aspect *facts[MAX_SUBJECTS];
	int nfacts;
	Len ground_height, footer_height;
} Front;

static Len fact_left(const Front *front, int i) {
	if (front->columns.question) return front->columns.at[i] + front->columns.inset;
	int last = front->in->nsubjects - 1;
	return i ? front->columns.at[last > 3 ? 3 : last] - PT(13.5)
			 : front->columns.at[1] + front->columns.inset;
}

static Len fact_measure(const Front *front, int i) {
	if (front->columns.question) return front->columns.width - 2 * front->columns.inset;
	Len right = i ? front->columns.left + front->columns.measure - front->columns.inset
				  : fact_left(front, 1) - PT(13.5);
	return right - fact_left(front, i);
}

static Stack fact_body(const Front *front, int i) {
	Pen pen = { .theme = front->in->theme, .ink = front->in->edition->ink };
	Stack body = stack_begin(front->in, fact_measure(front, i), -1);
	body.coloured = true;
	body.colour = pen_colour(&pen, COLOUR_GROUND_TYPE);
	stack_blocks(&body, front->facts[i]->values[0]->blocks);
	return body;
}

/* One shared fact for each column, two where the columns are bands; the others go to the story. */
static void take_facts(Front *front) {
	Layout *in = front->in;
	int most = front->columns.question ? in->nsubjects : 2;
	for (int i = 0; i < in->content->aspects.count && front->nfacts < most; i++)
		if (in->content->aspects.at[i].shared)
			front->facts[front->nfacts++] = &in->content->aspects.at[i];
	front->ground_height = front->nfacts ? down(in, 67.5) : down(in, 13.5);
	for (int i = 0; i < front->nfacts; i++) {
		Stack body = fact_body(front, i);
		Text title = text_plain(in, front->facts[i]->title.full, STYLE_Q, fact_measure(front, i));
		Len need = down(in, 27) + (title.lines.count - 1) * title.leading
			+ len_up(body.height, in->grid / 2) + down(in, 13.5);
		front->ground_height = len_max(front->ground_height, need);
	}
}

static void draw_ground_words(Front *front, Len top, Node *sect) {
	Layout *in = front->in;
	if (!front->nfacts) return;
	Pen *pen = &front->page->pen;
	Source from = front->facts[0]->from;
	Text head = text_set(in,
		span_of(in, words(in, in->nsubjects == 2 ? WORDS_SAME_BOTH : WORDS_SAME_ALL), from),
		(TextStyle){
			.id = STYLE_Q, .coloured = true, .colour = pen_colour(pen, COLOUR_GROUND_HEAD) },
		PT(140));
	Len x = front->columns.left + PT(11.25), baseline = top + down(in, 21.2);
	text_draw(in, front->page, &head, x, baseline, node_add(in, sect, NODE_H2, from));
	if (in->nsubjects > 2)
		draw_subject_marks(pen, all_subjects(in), x, top + down(in, 38.2), PT(8), PT(10), true);
	for (int i = 0; i < front->nfacts; i++) {
		TextStyle how = {
			.id = STYLE_Q, .coloured = true, .colour = pen_colour(pen, COLOUR_GROUND_TYPE)
		};
		Text title = text_set(in, front->facts[i]->title.full, how, fact_measure(front, i));
		text_draw(in, front->page, &title, fact_left(front, i), baseline,
			node_add(in, sect, NODE_H3, front->facts[i]->from));
		Stack body = fact_body(front, i);
		Len under = top + down(in, 27) + (title.lines.count - 1) * title.leading;
		stack_draw(&body, front->page, fact_left(front, i), under, sect);
	}
}

static const ContactLook footer_look = { STYLE_FINE, STYLE_FINE_BOLD, { 0 }, false };

static Len footer_middle(const Front *front) {
	return front->columns.question ? front->columns.at[0] + front->columns.inset
								   : front->columns.at[1] + front->columns.inset;
}

static void set_footer(Front *front) {
	Layout *in = front->in;
	Len qr = qr_size(in, PT(48)), middle = footer_middle(front);
	Len right = front->columns.left + front->columns.measure - qr - PT(13.5);
	Text fine = text_plain(in, fine_print(in), STYLE_FINE, right - middle);
	front->footer_height = len_max(qr - PT(2), text_height(&fine));
	front->footer_height = len_max(front->footer_height,
		contact_height(in, &footer_look, middle - front->columns.left - PT(9)));
}

static void draw_footer(Front *front, Len top, Node *sect) {
	Layout *in = front->in;
	Len qr = qr_size(in, PT(48)), middle = footer_middle(front);
	Len right = front->columns.left + front->columns.measure;
	contact_draw(in, front->page, &footer_look, front->columns.left, top,
		middle - front->columns.left - PT(9), sect);
	const Span *print = fine_print(in);
	if (print)
		text_put(in, front->page, print, STYLE_FINE, middle, top, right - qr - PT(13.5) - middle,
			node_add(in, sect, NODE_P, print->from));
	if (qr)
		qr_draw(in, front->page, (Box){ right - qr, top - PT(2), right, top - PT(2) + qr }, sect);
}

/* ---- the head ---- */

/* Where it stands, for a title at the top of the page or under a masthead. */
static void place_head(Front *front) {
	Layout *in = front->in;
	bool rules = in->theme->choices[CHOICE_MASTHEAD] == MASTHEAD_RULES;
	front->org = down(in, rules ? 60.75 : 47.25);
	front->prefix = down(in, rules ? 94.5 : 81);
	front->title = down(in, rules ? 128.25 : 117);
	front->lead = down(in, rules ? 155.25 : 138.375);
	front->lead_under =
		!front->columns.question || in->theme->choices[CHOICE_TITLE] == TITLE_CENTRED;
}

/* Two rules over all, or a slab of the cover's colour that fills the print to its frame. */
static void draw_masthead(Front *front) {
	Layout *in = front->in;
	Pen *pen = &front->page->pen;
	Len left = front->columns.left, right = left + front->columns.measure,
		frame = in->theme->measures[MEASURE_FRAME];
	Len bottom = front->apex - down(in, front->columns.question ? 13.5 : 6.75);
	switch ((Masthead)in->theme->choices[CHOICE_MASTHEAD]) {
	case MASTHEAD_NONE: return;
	case MASTHEAD_RULES:
		draw_rule(pen, left, right, down(in, 40.5), PT(2.25), pen_colour(pen, COLOUR_INK));
		draw_rule(
			pen, left, right, down(in, 40.5) + PT(3.75), PT(0.5), pen_colour(pen, COLOUR_INK));
		return;
	case MASTHEAD_SLAB:
		if (lines_only(in->theme, in->edition->ink))
			draw_rule(pen, left, right, bottom, in->theme->measures[MEASURE_OUTLINE],
				pen_colour(pen, COLOUR_INK));
		else
			draw_box(pen, (Box){ frame, frame, front->page->trim.width - frame, bottom },
				pen_colour(pen, COLOUR_COVER));
		return;
	}
}

/* One line under the title, in the lead's size or the body's; false if it takes more. */
static bool draw_lead_line(Front *front, const Span *lead, Node *node) {
	Layout *in = front->in;
	Len left = front->columns.left, measure = front->columns.measure;
	Text line = text_set(in, lead, (TextStyle){ .id = STYLE_LEAD }, measure);
	if (line.lines.count > 1) line = text_plain(in, lead, STYLE_BODY, measure);
	if (line.lines.count > 1 && front->columns.question) return false;
	if (in->theme->choices[CHOICE_TITLE] == TITLE_CENTRED)
		text_draw_centre(in, front->page, &line, left + measure / 2, front->lead, node);
	else text_draw(in, front->page, &line, left, front->lead, node);
	if (line.lines.count > 1)
		say_overset(in, lead->from, "the lead", line.leading, line.leading, spans_words(lead),
			text_height(&line));
	return true;
}

static void draw_lead(Front *front, Node *sect) {
	Layout *in = front->in;
	const Content *content = in->content;
	const Span *lead = content->info.abstract.full;
	if (content->info.subtitle.full)
		lead = spans_join(in, content->info.subtitle.full, " ", lead, STYLE_STRONG);
	if (!lead) return;
	Node *node = node_add(in, sect, NODE_P, lead->from);
	if (front->lead_under && draw_lead_line(front, lead, node)) return;
	Text text = text_plain(in, lead, STYLE_BODY, front->columns.question);
	Len top = front->cap_bottom - down(in, 6.75) - text_height(&text);
	if (top < down(in, 124))
		say_overset(in, lead->from, "the lead", down(in, 124) - top, in->grid, spans_words(lead),
			text_height(&text));
	text_draw(in, front->page, &text, front->columns.left, top + in->base, node);
}

static void draw_heading(Front *front, Node *sect) {
	Layout *in = front->in;
	const Content *content = in->content;
	Len left = front->columns.left, measure = front->columns.measure;
	Len logo = logo_draw(in, front->page, left + measure, front->org, sect);
	if (content->info.org.full) {
		TextStyle how = { .id = STYLE_ORG, .label = true };
		Text org = text_set(in, content->info.org.full, how, measure - logo);
		text_draw(in, front->page, &org, left, front->org,
			node_add(in, sect, NODE_P, content->info.org.from));
	}
	Node *h1 = node_add(in, sect, NODE_H1, content->info.title.from);
	h1->outline = spans_text(in->arena, content->info.title.full);
	title_across(in, front->page, left, measure, front->prefix, front->title, h1);
	draw_lead(front, sect);
}

/* Where rules head the columns of the subjects, one heads the questions too. */
static void draw_question_head(Front *front, Len name_top) {
	Layout *in = front->in;
	const Columns *columns = &front->columns;
	if (in->theme->choices[CHOICE_MOTIF] != MOTIF_RULES || !columns->question) return;
	Len weight = in->theme->measures[MEASURE_RULE], top = head_rule_top(name_top);
	draw_rule(&front->page->pen, columns->left, columns->left + columns->question, top + weight / 2,
		weight, pen_colour(&front->page->pen, COLOUR_INK));
}

static void draw_caps(Front *front, Len floor, Node *row, Node *heads[]) {
	Layout *in = front->in;
	int rings[MAX_SUBJECTS], n = in->nsubjects;
	const Aspect *datum;
	rings_of(in, rings, &datum);
	const Columns *columns = &front->columns;
	CapNames names = cap_names(in, columns->width - 2 * columns->inset, n == 3, true);
	if (n > 3) names.leading = len_max(down(in, 13.5), names.lines[0].leading * 3 / 4);
	node_add(in, row, NODE_TD, row->from);
	Len last = front->cap_bottom - down(in, n > 3 ? 8.4 : names.has_abbrev ? 6.1 : 12.2);
	Len name_top = cap_names_top(in, &names, last);
	draw_question_head(front, name_top);
	for (int i = 0; i < n; i++) {
		Cap cap = {
			.subject = i,
			.rings = n > 3 ? 3 : rings[i],
			.left = columns->at[i],
			.right = columns->at[i] + columns->width,
			.apex = front->apex,
			.bottom = front->cap_bottom,
			.floor = floor,
			.text = columns->at[i] + columns->inset,
			.name_top = name_top,
			.rise = down(in, n > 3 ? 16.875 : 27),
			.step = down(in,
				n > 3        ? 9
					: n == 3 ? 13.5
							 : 18),
		};
		front->page->pen.from = in->content->subjects.at[i].from;
		draw_cap(&front->page->pen, &cap);
	}
	for (int i = 0; i < n; i++) {
		heads[i] = head_add(in, row, SCOPE_COLUMN, in->content->subjects.at[i].from);
		cap_name_draw(in, front->page, &names, i, columns->at[i] + columns->inset, last, heads[i]);
	}
}

static Len rows_bottom(const Rows *rows, Len top) {
	for (int i = 0; i < rows->count; i++)
		if (!rows->at[i].moved) top = rows->at[i].top + rows->at[i].height;
	return top;
}

/* Would the pages behind the first hold nothing but the glossary? */
static bool only_glossary_left(const Layout *in, int facts_shown) {
	const Content *content = in->content;
	int facts = 0;
	for (int i = 0; i < content->aspects.count; i++) facts += content->aspects.at[i].shared;
	return !content->intro && !content->sections.count && !content->figures
		&& !content->timeline.milestones.count
		&& facts <= facts_shown && !content->verdict.blocks && !content->self_check.statements.count
		&& !content->notes && !content->steps.steps.count;
}

void handout_make(Layout *in) {
	Size sheet = format_sheet(in->edition->format, in->edition->paper);
	Front front = {
		.in = in, .columns = columns_of(in, sheet), .page = draft_add(in, "page 1", sheet)
	};
	bool bands = in->nsubjects > 3;
	front.apex = down(in, bands ? 155.25 : 148.5);
	front.cap_bottom = down(in, bands ? 216 : 229.5);
	take_facts(&front);
	in->print_glossary = only_glossary_left(in, front.nfacts);
	set_footer(&front);
	Len limit =
		sheet.height - PT(18) - front.footer_height - down(in, 10.125) - front.ground_height;
	Rows *rows = rows_make(in, false, true);
	matrix_set(in, &front.columns, rows, front.cap_bottom, len_down(limit, in->grid / 4));
	if (in->failed) return;
	Node *sect = node_add(in, in->root, NODE_SECT, in->content->info.title.from);
	place_head(&front);
	draw_masthead(&front);
	draw_heading(&front, sect);
	Len floor = rows_bottom(rows, front.cap_bottom);
	Node *table = node_add(in, sect, NODE_TABLE, sect->from), *heads[MAX_SUBJECTS];
	draw_caps(&front, floor, node_add(in, table, NODE_TR, sect->from), heads);
	matrix_draw(in, front.page, &front.columns, rows, table, heads);
	Len left = front.columns.left, right = left + front.columns.measure;
	draw_ground(
		&front.page->pen, (Box){ left, floor, right, floor + front.ground_height }, left, right);
	draw_ground_words(&front, floor, sect);
	draw_footer(&front, floor + front.ground_height + down(in, 10.125), sect);
	story_make(in, &front.columns, rows, front.nfacts);
}
