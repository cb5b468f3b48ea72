/* The back: what to do next, lines to write on, words, what the cover means, sources; the contact
   on the ground. The number of lines is what gives way: two at least, as many as there is room for.
 */
#include "pages/internal.h"

typedef struct Plan {
	Stack steps, notes, terms, cover, sources;
	Text title, fine;
	int lines;
	Len top, head, limit, need; /* head: from the top to what stands under the title */
} Plan;

static void set_steps(Layout *in, Plan *plan) {
	const Content *content = in->content;
	plan->steps = stack_begin(in, in->measure, -1);
	if (!content->steps.steps.count)
		stack_words(&plan->steps, span_of(in, words(in, WORDS_BRING), content->info.title.from),
			MARKER_NONE, 0);
	for (int i = 0; i < content->steps.steps.count; i++)
		stack_step(&plan->steps, i + 1, &content->steps.steps.at[i]);
	plan->notes = stack_begin(in, in->measure, -1);
	stack_blocks(&plan->notes, content->notes);
}

/* Definitions stand at 45, or behind the longest term. */
void terms_set(Layout *in, Stack *stack, int first, int end) {
	const Content *content = in->content;
	Len indent = PT(45);
	for (int i = 0; i < content->glossary.entries.count; i++) {
		Text term = text_set(in, content->glossary.entries.at[i].term.full,
			(TextStyle){ .id = STYLE_BOLD, .label = true }, PT(10000));
		indent = len_max(indent, len_min(term.lines.widest + PT(9), PT(81)));
	}
	for (int i = first; i < end && i < content->glossary.entries.count; i++) {
		const Entry *entry = &content->glossary.entries.at[i];
		stack_term(stack, entry->term.full, entry->definition.full, indent, down(in, 3.375));
	}
}

static void set_cover_note(Layout *in, Plan *plan) {
	int rings[MAX_SUBJECTS];
	const Aspect *datum;
	plan->cover = stack_begin(in, in->measure, -1);
	if (!rings_of(in, rings, &datum)) return;
	Str unit = datum->values[0]->unit;
	Str ring = str_is(unit, "year")
		? words(in, WORDS_RING_YEAR)
		: words_with(in, WORDS_RING_UNIT, "{unit}", unit_text(in, unit, 1));
	Str ground = words_each(in, WORDS_SAME_GROUND, WORDS_SAME_GROUND_ALL);
	Str text = str_format(in->arena, "%.*s%s%.*s", STR_ARG(ring), sentence_gap(in), STR_ARG(ground));
	stack_words(&plan->cover, span_of(in, text, datum->from), MARKER_NONE, 0);
}

static Len block_height(Layout *in, const Stack *stack) {
	return stack->count ? down(in, 27) + len_up(stack->height, in->grid / 4) + down(in, 16.875) : 0;
}

static Len lines_height(Layout *in, int lines) {
	return lines ? down(in, 40.5 + 22.5 * (lines - 1) + 27) : 0;
}

static Plan plan_back(Layout *in, Source from) {
	Plan plan = { .lines = 10 };
	set_steps(in, &plan);
	plan.terms = stack_begin(in, in->measure, -1);
	terms_set(in, &plan.terms, 0, in->content->glossary.entries.count);
	set_cover_note(in, &plan);
	plan.sources = stack_begin(in, in->measure, -1);
	if (!in->notes->off) sources_set(in, &plan.sources);
	plan.fine = text_plain(in, fine_print(in), STYLE_FINE, in->measure);
	plan.top = down(in, trifold_low(in) ? 33.75 : 40.5);
	plan.limit = in->floor - down(in, 13.5);
	plan.title = text_plain(in, span_of(in, words(in, WORDS_TALK), from), STYLE_H1, in->measure);
	plan.head = down(in, 40.5) + text_height(&plan.title) - plan.title.leading;
	Len need = plan.head + plan.steps.height + down(in, 13.5) + block_height(in, &plan.terms)
		+ block_height(in, &plan.cover) + block_height(in, &plan.sources)
		+ text_height(&plan.fine);
	if (plan.notes.count) need += plan.notes.height + down(in, 13.5);
	while (plan.lines > 2 && plan.top + need + lines_height(in, plan.lines) > plan.limit)
		plan.lines--;
	plan.need = need + lines_height(in, plan.lines);
	/* Without room for the list there are no marks either: the pages are laid out again. */
	Len less = plan.need - block_height(in, &plan.sources);
	if (plan.sources.count && plan.top + plan.need > plan.limit && plan.top + less <= plan.limit)
		in->notes->off = true;
	return plan;
}

static Len draw_head(
	Layout *in, Draft *page, StringId id, Len top, bool rule, Source from, Node *sect) {
	Pen *pen = &page->pen;
	pen->from = from;
	if (rule)
		draw_rule(pen, page->text, page->text + in->measure, top, in->theme->measures[MEASURE_RULE],
			pen_colour(pen, COLOUR_INK));
	Text text = text_plain(in, span_of(in, words(in, id), from), STYLE_Q, in->measure);
	Len drop = rule ? down(in, 6.75) : 0;
	text_draw(
		in, page, &text, page->text, top + drop + in->base, node_add(in, sect, NODE_H3, from));
	return top + down(in, 27);
}

static Len draw_block(
	Layout *in, Draft *page, const Stack *stack, StringId id, Len top, Source from, Node *sect) {
	if (!stack->count) return top;
	Len body = draw_head(in, page, id, top, true, from, sect);
	stack_draw(stack, page, page->text, body, sect);
	return body + len_up(stack->height, in->grid / 4) + down(in, 16.875);
}

static Len draw_lines(Layout *in, Draft *page, int lines, Len top, Node *sect) {
	Source from =
		in->content->steps.from.file ? in->content->steps.from : in->content->info.title.from;
	draw_head(in, page, WORDS_QUESTIONS, top, false, from, sect);
	write_lines(in, page, top + down(in, 40.5), lines);
	return top + lines_height(in, lines);
}

static void draw_contact(Layout *in, Draft *page, Node *sect) {
	Pen *pen = &page->pen;
	ContactLook look = { STYLE_BODY, STYLE_BOLD, pen_colour(pen, COLOUR_GROUND_TYPE), true };
	Len side = qr_size(in, in->theme->measures[MEASURE_QR]), room = in->bottom - in->floor;
	Len measure = in->measure - (side ? side + PT(9) : 0);
	Len height = contact_height(in, &look, measure);
	/* Up to four lines stand with the last level with the words under the doors. */
	Len top = in->floor + (room - height) / 2 - (height <= 4 * in->grid ? down(in, 1.62) : 0);
	if (in->edition->purpose == PURPOSE_READER) top = len_min(top, in->floor + down(in, 13.5));
	if (height > room - down(in, 9)) {
		say_overset(in, in->content->contact.from, "the contact on the back",
			height - room + down(in, 9), in->grid, 0, 0);
		return;
	}
	contact_draw(in, page, &look, page->text, top, measure, sect);
	Len right = page->text + in->measure;
	Len box_top =
		in->floor + (in->edition->purpose == PURPOSE_READER ? down(in, 13.5) : (room - side) / 2);
	box_top = len_round(box_top, PT(0.25));
	if (side) qr_draw(in, page, (Box){ right - side, box_top, right, box_top + side }, sect);
}

void back_make(Layout *in, Draft *page, Node *sect) {
	panel_field(in, page, COLOUR_COVER, false);
	panel_ground(in, page, true);
	Source from = sect->from.file ? sect->from : in->content->info.title.from;
	Plan plan = plan_back(in, from);
	if (plan.top + plan.need > plan.limit) {
		Len over = plan.top + plan.need - plan.limit;
		int words_in = 0;
		for (int i = 0; i < in->content->glossary.entries.count; i++)
			words_in += spans_words(in->content->glossary.entries.at[i].definition.full);
		say_overset(in, sect->from, "the back", over, in->grid, words_in, plan.terms.height);
		return;
	}
	Node *h2 = node_add(in, sect, NODE_H2, from);
	h2->outline = words(in, WORDS_TALK);
	text_draw(in, page, &plan.title, page->text, plan.top + text_drop(in, STYLE_H1), h2);
	Len top = plan.top + plan.head;
	stack_draw(&plan.steps, page, page->text, top, sect);
	top += plan.steps.height + down(in, 13.5);
	if (plan.notes.count) {
		stack_draw(&plan.notes, page, page->text, top, sect);
		top += plan.notes.height + down(in, 13.5);
	}
	top = draw_lines(in, page, plan.lines, top, sect);
	top = draw_block(in, page, &plan.terms, WORDS_GLOSSARY, top, in->content->glossary.from, sect);
	top = draw_block(in, page, &plan.cover, WORDS_ON_COVER, top, from, sect);
	top = draw_block(
		in, page, &plan.sources, WORDS_SOURCES, top, in->content->sources.from, sect);
	if (plan.fine.lines.count)
		text_draw(in, page, &plan.fine, page->text, top + text_drop(in, STYLE_FINE),
			node_add(in, sect, NODE_P, plan.fine.from));
	draw_contact(in, page, sect);
}
