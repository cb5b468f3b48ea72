/* The doors: one panel for each subject, its name in the cap, its answers under it, row by row at
   the tops that all panels share; and on the ground what is the same for all. */
#include "pages/internal.h"

/* ---- a value that neighbours share, across a fold: each panel says it whole ---- */

static Len sharers_width(int n) { return subject_marks_width(n, PT(8)) + PT(4); }

/* "Same as RN:" */
static const Span *same_as(Layout *in, SubjectSet others, Source from) {
	Str rest[MAX_SUBJECTS], shared, ending, names = STR("");
	names_part(in, rest, &shared, &ending);
	for (int i = 0; i < in->nsubjects; i++) {
		if (!(others >> i & 1)) continue;
		const Span *abbrev = in->content->subjects.at[i].abbrev.full;
		Str name = abbrev ? spans_text(in->arena, abbrev) : rest[i];
		names =
			names.len ? str_format(in->arena, "%.*s, %.*s", STR_ARG(names), STR_ARG(name)) : name;
	}
	return span_of(in, words_with(in, WORDS_SAME_AS, "{name}", names), from);
}

/* The value with these words before its own. */
static const Value *beginning_with(Layout *in, const Value *value, const Span *words_first) {
	Value *copy = ARENA_NEW(in->arena, Value);
	Block *first = ARENA_NEW(in->arena, Block);
	*copy = *value;
	const Block *old = value->blocks;
	bool prose = old && old->kind == BLOCK_PARAGRAPH;
	if (prose) *first = *old;
	else *first = (Block){ .kind = BLOCK_PARAGRAPH, .from = value->from, .next = old };
	first->words.full = spans_join(in, words_first, " ", prose ? old->words.full : NULL, 0);
	copy->blocks = first;
	return copy;
}

/* The marks of all who share it stand at the right of the first line: where that line is too long
   for them, the words are set narrower. */
static Stack shared_stack(Layout *in, Row *row, int subject, Len measure) {
	const Value *value = row->aspect->values[subject];
	SubjectSet others = value->subjects & ~(1u << subject);
	bool neighbours = (subject && row->aspect->values[subject - 1] == value)
		|| (subject + 1 < in->nsubjects && row->aspect->values[subject + 1] == value);
	bool said = others && neighbours && value->blocks && value->status == STATUS_GIVEN;
	if (said) value = beginning_with(in, value, same_as(in, others, value->from));
	Stack stack = value_stack(in, row->aspect, value, subject, measure, false);
	row->sharers[subject] = said ? value->subjects : 0;
	if (!said || !stack.count) return stack;
	Len marks = sharers_width(2), used = stack.pieces[0].indent;
	if (stack.pieces[0].text.lines.count) used += stack.pieces[0].text.lines.lines[0].width;
	if (used + marks <= measure) return stack;
	return value_stack(in, row->aspect, value, subject, measure - marks, false);
}

void row_cells(Layout *in, Row *row, int subject, Len measure, Len narrow, int level) {
	const Content *content = in->content;
	row->cells[subject] = stack_begin(in, measure, subject);
	row->glance[subject] = stack_begin(in, narrow, subject);
	Stack *cell = &row->cells[subject], *glance = &row->glance[subject];
	switch (row->kind) {
	case ROW_CHART:
		*cell = value_stack(in, row->aspect, row->aspect->values[subject], subject, measure, false);
		break;
	case ROW_ASPECT:
		*cell = shared_stack(in, row, subject, measure);
		*glance = value_stack(in, row->aspect, row->aspect->values[subject], subject, narrow, true);
		break;
	case ROW_VERDICT:
		whens_add(cell, subject, MARKER_NONE, false);
		whens_add(glance, subject, MARKER_NONE, true);
		break;
	case ROW_SECTION:
		stack_blocks(cell, row->blocks[subject]);
		if (row->blocks[subject])
			stack_words(glance, wording_brief(row->blocks[subject]->words), MARKER_NONE, 0);
		break;
	case ROW_TICKS:
		*cell = statements_stack(in, content->self_check.statements.at,
			content->self_check.statements.count, 1u << subject, measure, MARKER_BOX, subject);
		break;
	case ROW_PROS:
	case ROW_CONS:
		balance_add(cell, subject, row->kind == ROW_CONS, level);
		balance_add(glance, subject, row->kind == ROW_CONS, level ? level : 1);
		break;
	case ROW_DURATION:
	case ROW_GROUP:
	case ROW_UNDER:
	case ROW_NOTES: break;
	}
}

static void draw_cap_of(Layout *in, Draft *page, int subject, int rings, Len bottom, Len name_top) {
	bool low = trifold_low(in);
	const Len *measures = in->theme->measures;
	Cap cap = {
		.subject = subject,
		.rings = rings,
		.left = page->text - in->edge,
		.right = page->text + in->measure + in->edge,
		.apex = measures[MEASURE_CAP_APEX],
		.bottom = bottom,
		.text = page->text,
		.name_top = name_top,
		.floor = in->floor,
		.rise = measures[MEASURE_CAP_RISE] - (low ? down(in, 6.75) : 0),
		.step = measures[MEASURE_CAP_STEP] - (low ? down(in, 2.25) : 0),
	};
	page->pen.from = in->content->subjects.at[subject].from;
	draw_cap(&page->pen, &cap);
}

/* A label is read once, in the first door; in the others it is the same words again. */
static void draw_label(Layout *in, Draft *page, const Row *row, int subject, Node *head) {
	TextStyle how = { .id = STYLE_LABEL,
		.colour = pen_subject(&page->pen, subject),
		.coloured = true,
		.label = true };
	Text label = text_set(in, row->label, how, in->measure);
	Len baseline = row->top + down(in, 5.1) + in->base;
	if (subject) head = NULL;
	text_draw(in, page, &label, page->text, baseline, head);
	note_draw(in, page, row, &label, page->text, baseline, in->measure, head);
}

static void draw_cell(Layout *in, Draft *page, const Row *row, int subject, Node *cell) {
	Len top = row->top + row->lowered + down(in, 20.25);
	stack_draw(&row->cells[subject], page, page->text, top, cell);
	SubjectSet sharers = row->sharers[subject];
	if (!sharers) return;
	Len left = page->text + in->measure - sharers_width(2) + PT(4);
	draw_subject_marks(&page->pen, sharers, left, top + in->base, PT(8), PT(10), false);
}

static void draw_row(
	Layout *in, Draft *const *doors, const Row *row, bool first, Node *table, Node *const *heads) {
	Node *line = NULL, *head = NULL;
	if (row->kind != ROW_NOTES) {
		line = node_add(in, table, NODE_TR, row->from);
		head = head_add(in, line, SCOPE_ROW, row->from);
	}
	for (int i = 0; i < in->nsubjects; i++) {
		Draft *page = doors[i];
		page->pen.from = row->from;
		if (!first)
			draw_rule(&page->pen, page->text, page->text + in->measure, row->top,
				in->theme->measures[MEASURE_ROW_RULE], pen_colour(&page->pen, COLOUR_RULE));
		draw_label(in, page, row, i, head);
		if (row->kind == ROW_NOTES) {
			write_lines(in, page, row->top + down(in, 18 + 22.5), row->lines);
			continue;
		}
		Node *cell = cell_add(in, line, head, heads, in->nsubjects, 1u << i, row->from);
		if (row->kind == ROW_DURATION) duration_door(in, page, row, i, page->text, cell);
		else draw_cell(in, page, row, i, cell);
	}
}

/* ---- the ground ---- */

/* For a theme whose second heading is the first of them; they follow it. */
static const double heading_sizes[] = { 16.5, 15, 13.5, 12 };

static void draw_fact(
	Layout *in, Draft *page, const Span *title, const Block *blocks, ColourId colour, Node *sect) {
	bool reader = in->edition->purpose == PURPOSE_READER;
	Pen *pen = &page->pen;
	TextStyle how = { .id = STYLE_H2, .coloured = true, .colour = pen_colour(pen, colour) };
	Text head = { .leading = 0 };
	for (int i = 0; i < 4; i++) {
		how.size =
			len_scale(PT(heading_sizes[i]), in->theme->styles[STYLE_H2].size, PT(heading_sizes[0]));
		head = text_set(in, title, how, in->measure);
		if (head.lines.count == 1) break;
	}
	double heading_top = reader ? 20.25 : 13.5, body_top = reader ? 43.9 : 37.125;
	Stack body = stack_begin(in, in->measure, -1);
	body.coloured = true;
	body.colour = pen_colour(pen, COLOUR_GROUND_TYPE);
	stack_blocks(&body, blocks);
	Len over =
		down(in, body_top) + body.height - (in->bottom - in->floor) + down(in, reader ? 20 : 13);
	if (head.lines.count > 1 || over > 0) {
		say_overset(in, head.from, "a fact on the ground", len_max(over, in->grid), in->grid,
			spans_words(title) + (blocks ? spans_words(blocks->words.full) : 0),
			body.height + in->grid);
		return;
	}
	Len baseline = in->floor + down(in, heading_top) + text_drop(in, STYLE_H2);
	text_draw(in, page, &head, page->text, baseline, node_add(in, sect, NODE_H3, head.from));
	stack_draw(&body, page, page->text, in->floor + down(in, body_top), sect);
}

static const Block *words_block(Layout *in, Str text, Source from) {
	Block *block = ARENA_NEW(in->arena, Block);
	block->kind = BLOCK_PARAGRAPH;
	block->words.full = span_of(in, text, from);
	block->from = from;
	return block;
}

/* The contact's lines but the name of the office, as one paragraph. */
static const Span *ways_to_ask(Layout *in, const Span **office) {
	const Span *ways = NULL;
	*office = NULL;
	for (int i = 0; i < in->content->contact.lines.count; i++) {
		const ContactLine *line = &in->content->contact.lines.at[i];
		bool is_office = line->kind == CONTACT_ORG && !*office;
		if (is_office) *office = line->words.full;
		else ways = ways ? spans_join(in, ways, ", ", line->words.full, 0) : line->words.full;
	}
	return ways;
}

/* Where nothing is the same for all, one thing still is: whom to ask. */
static void draw_ground_contact(Layout *in, Draft *const *inside, Node *sect) {
	const Action *action = &in->content->action;
	const Span *office, *ways = ways_to_ask(in, &office);
	if (!action->href.len && !office && !ways) return;
	Source from = action->href.len ? action->from : in->content->contact.from;
	bool asks = action->href.len && action->words.full;
	Str line = asks ? bare_address(action->href) : words(in, WORDS_BRING);
	const Span *head = asks ? action->words.full : span_of(in, words(in, WORDS_TALK), from);
	draw_fact(in, inside[0], head, words_block(in, line, from), COLOUR_SUN, sect);
	if (!office) return;
	Block body = { .kind = BLOCK_PARAGRAPH, .words = { .full = ways }, .from = from };
	draw_fact(in, inside[1], office, ways ? &body : NULL, COLOUR_WHITE, sect);
}

static void draw_ground_facts(Layout *in, Draft *const *inside, Node *sect) {
	const Aspect *facts[MAX_ROWS];
	int n = 0;
	for (int i = 0; i < in->content->aspects.count && n < MAX_ROWS; i++)
		if (in->content->aspects.at[i].shared) facts[n++] = &in->content->aspects.at[i];
	if (!n) {
		draw_ground_contact(in, inside, sect);
		return;
	}
	if (n > 2) {
		fail(in->diags, facts[2]->from, NOT_IN_THIS_FORMAT,
			"%d fact%s that %s the same for all %s no place on the ground of a trifold", n - 2,
			n == 3 ? "" : "s", n == 3 ? "is" : "are", n == 3 ? "has" : "have");
		hint(in->diags, "the handout (-f handout) shows them");
		n = 2;
	}
	Source from = facts[0]->from;
	bool two = in->nsubjects == 2;
	Str count = str_format(in->arena, "%d", in->nsubjects);
	Str line = two ? words(in, WORDS_DOORS) : words_with(in, WORDS_DOORS_MANY, "{count}", count);
	draw_fact(in, inside[0], span_of(in, words(in, two ? WORDS_SAME_BOTH : WORDS_SAME_ALL), from),
		words_block(in, line, from), COLOUR_GROUND_HEAD, sect);
	if (!two) {
		Len right = inside[0]->text + in->measure;
		Len baseline = in->floor + down(in, in->edition->purpose == PURPOSE_READER ? 20.25 : 13.5)
			+ text_drop(in, STYLE_H2);
		draw_subject_marks(&inside[0]->pen, all_subjects(in),
			right - subject_marks_width(in->nsubjects, PT(10)), baseline, PT(10), PT(16.5), true);
	}
	for (int i = 0; i < n; i++)
		draw_fact(in, inside[i + 1], facts[i]->title.full, facts[i]->values[0]->blocks,
			COLOUR_GROUND_TYPE, sect);
}

void doors_make(
	Layout *in, Draft *const *doors, Draft *const *inside, Node *sect, Rows *rows, Len cap_bottom) {
	int rings[MAX_SUBJECTS];
	const Aspect *datum;
	rings_of(in, rings, &datum);
	CapNames names = cap_names(in, in->measure, in->nsubjects == 3, false);
	Node *table = node_add(in, sect, NODE_TABLE, sect->from), *heads[MAX_SUBJECTS];
	Node *line = node_add(in, table, NODE_TR, sect->from);
	node_add(in, line, NODE_TD, sect->from);
	Len last = cap_bottom - down(in, names.has_abbrev ? 18 : 21.2);
	for (int i = 0; i < in->nsubjects; i++) {
		draw_cap_of(in, doors[i], i, rings[i], cap_bottom, cap_names_top(in, &names, last));
		panel_ground(in, doors[i], false);
		heads[i] = head_add(in, line, SCOPE_COLUMN, in->content->subjects.at[i].from);
		cap_name_draw(in, doors[i], &names, i, doors[i]->text, last, heads[i]);
	}
	for (int i = 0; i < rows->count; i++) draw_row(in, doors, &rows->at[i], i == 0, table, heads);
	draw_ground_facts(in, inside, sect);
}
