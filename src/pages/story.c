/* "The full story, side by side": the pages of a handout behind its first. All that did not stand
   on the first page flows here as a list of items, each set before it is placed; an item never
   splits, and the subjects' heads repeat where rows go on. Prose about three subjects or more is
   stacked, one under another. */
#include "pages/internal.h"

#define MAX_ITEMS 512

typedef enum { ITEM_ROW, ITEM_STACKED, ITEM_WIDE, ITEM_BAND, ITEM_FIGURE } ItemKind;
typedef struct Item {
	ItemKind kind;
	Text ask; /* the question or title at the left */
	Text note; /* of its figures, under it */
	Stack cells[MAX_SUBJECTS]; /* ROW, STACKED */
	Stack wide;
	Text lead; /* WIDE; BAND */
	int subject; /* WIDE about one subject; -1 otherwise */
	const FigureSet *figure; /* FIGURE as wide as the page */
	Stack second; /* WIDE in two columns: the right one */
	bool ruled;
	Len height;
	Source from;
} Item;

typedef struct Story {
	Layout *in;
	const Columns *columns;
	Item *items;
	int count;
	Len wide_left, wide_measure, question;
	Draft *page;
	Len y, limit;
	Size sheet;
	Node *sect, *table, *heads[MAX_SUBJECTS];
	bool heads_shown; /* on this page */
} Story;

static bool stacked(const Story *story) { return story->in->nsubjects > 2; }

static Item *add(Story *story, ItemKind kind, const Span *ask, Source from) {
	Layout *in = story->in;
	if (story->count == MAX_ITEMS) {
		in->failed = true;
		fail(in->diags, from, OVERSET, "the article has more than %d parts", MAX_ITEMS);
		return &story->items[MAX_ITEMS - 1];
	}
	Item *item = &story->items[story->count++];
	*item = (Item){ .kind = kind, .from = from, .subject = -1, .ruled = true };
	item->ask = text_plain(in, ask, STYLE_Q, story->question);
	for (int i = 0; i < in->nsubjects; i++) {
		Len measure =
			stacked(story) ? story->wide_measure - PT(13.5) : story->columns->width - PT(6);
		item->cells[i] = stack_begin(in, measure, i);
	}
	item->wide = stack_begin(in, story->wide_measure, -1);
	item->second = stack_begin(in, story->columns->width - PT(6), -1);
	return item;
}

static ItemKind row_kind(const Story *story) { return stacked(story) ? ITEM_STACKED : ITEM_ROW; }

/* ---- what there is ---- */

static const Span *string_span(Story *story, StringId id, Source from) {
	return span_of(story->in, words(story->in, id), from);
}

static void add_intro(Story *story) {
	const Block *intro = story->in->content->intro;
	if (!intro) return;
	Item *item =
		add(story, ITEM_WIDE, string_span(story, WORDS_DIFFERENCE, intro->from), intro->from);
	item->wide.body = STYLE_LEAD;
	item->ruled = false;
	stack_blocks(&item->wide, intro);
}

static void add_moved_rows(Story *story, const Rows *rows) {
	Layout *in = story->in;
	for (int i = 0; i < rows->count; i++) {
		const Row *row = &rows->at[i];
		if (!row->moved || row->kind == ROW_TICKS) continue;
		Item *item = add(story, row_kind(story), row->question, row->from);
		item->note = text_plain(in, figures_note(in, row->aspect), STYLE_FINE, story->question);
		for (int k = 0; k < in->nsubjects; k++)
			item->cells[k] = value_stack(
				in, row->aspect, row->aspect->values[k], k, item->cells[k].measure, false);
	}
}

/* Prose that is longer than half a page goes on in items without a title, so that it may run over
   pages; a paragraph stays whole. */
static void split(Story *story, Item *item) {
	Stack rest = item->wide;
	Len most = 24 * story->in->grid;
	while (rest.height > most) {
		Len height = 0;
		int n = 0;
		while (n < rest.count) {
			Len more = rest.pieces[n].above + piece_height(&rest.pieces[n]);
			if (n && height + more > most) break;
			height += more;
			n++;
		}
		item->wide = rest;
		item->wide.count = n;
		item->wide.height = height;
		rest.pieces += n;
		rest.count -= n;
		rest.height -= height;
		if (!rest.count) return;
		rest.height -= rest.pieces[0].above;
		rest.pieces[0].above = 0;
		rest.pieces[0].starts_list = rest.pieces[0].in_list;
		item = add(story, ITEM_WIDE, NULL, rest.pieces[0].text.from);
		item->ruled = false;
		item->wide = rest;
	}
}

static bool is_page_wide(const Block *block) {
	return block->kind == BLOCK_FIGURE && block->figure->width == WIDTH_PAGE;
}

/* Blocks one under another; a figure as wide as the page parts them. */
static void flow(Story *story, Item *item, const Block *blocks) {
	for (; blocks; blocks = blocks->next) {
		if (!is_page_wide(blocks)) {
			stack_block(&item->wide, blocks);
			continue;
		}
		/* A title that nothing follows yet goes with the figure. */
		bool bare = !item->wide.count;
		Item alone = *item;
		split(story, item);
		if (bare) story->count--;
		Item *figure = add(story, ITEM_FIGURE, NULL, blocks->from);
		figure->ruled = bare && alone.ruled;
		if (bare) figure->ask = alone.ask, figure->from = alone.from;
		figure->figure = figure_set(story->in, blocks->figure, story->columns->measure);
		if (!blocks->next) return;
		item = add(story, ITEM_WIDE, NULL, blocks->next->from);
		item->ruled = false;
	}
	split(story, item);
}

/* Figures that belong to no section stand behind the sections. */
static void add_figures(Story *story) {
	const Block *figures = story->in->content->figures;
	if (!figures) return;
	Item *item = add(story, ITEM_WIDE, NULL, figures->from);
	flow(story, item, figures);
}

/* Sections of one title about every subject are one row; others stand for themselves. */
static void add_sections(Story *story) {
	Layout *in = story->in;
	const Content *content = in->content;
	bool *done = ARENA_ARRAY(in->arena, content->sections.count + 1, bool);
	for (int i = 0; i < content->sections.count; i++) {
		const Section *section = &content->sections.at[i];
		if (done[i]) continue;
		const Section *pair[MAX_SUBJECTS] = { NULL };
		int places[MAX_SUBJECTS], found = 0;
		Str title = spans_text(in->arena, section->title.full);
		for (int k = i; k < content->sections.count; k++) {
			const Section *other = &content->sections.at[k];
			if (done[k] || !str_equal(title, spans_text(in->arena, other->title.full))) continue;
			for (int s = 0; s < in->nsubjects; s++)
				if (other->subjects == 1u << s && !pair[s]) {
					pair[s] = other;
					places[found++] = k;
					break;
				}
		}
		if (found == in->nsubjects) {
			Item *item = add(story, row_kind(story), section->title.full, section->from);
			for (int s = 0; s < in->nsubjects; s++) stack_blocks(&item->cells[s], pair[s]->blocks);
			for (int k = 0; k < found; k++) done[places[k]] = true;
			continue;
		}
		Item *item = add(story, ITEM_WIDE, section->title.full, section->from);
		for (int s = 0; s < in->nsubjects; s++)
			if (section->subjects == 1u << s) item->subject = s;
		item->wide.subject = item->subject;
		flow(story, item, section->blocks);
	}
}

static void add_timeline(Story *story) {
	Layout *in = story->in;
	const Content *content = in->content;
	if (!content->timeline.milestones.count) return;
	Source from = content->timeline.from;
	Item *item = add(story, row_kind(story), string_span(story, WORDS_TIMELINE, from), from);
	for (int k = 0; k < content->timeline.milestones.count; k++) {
		const Milestone *stone = &content->timeline.milestones.at[k];
		Str at = str_join(
			in->arena, measure_text(in, stone->at, stone->at, stone->unit), words(in, WORDS_COLON));
		const Span *line =
			spans_join(in, span_bold(in, at, stone->from), sentence_gap(in), stone->words.full, 0);
		for (int i = 0; i < in->nsubjects; i++)
			if (stone->subjects >> i & 1) stack_words(&item->cells[i], line, MARKER_NONE, 0);
	}
}

static void add_verdict(Story *story) {
	const Block *blocks = story->in->content->verdict.blocks;
	Layout *in = story->in;
	if (!blocks) return;
	Item *item = add(story, ITEM_BAND, NULL, blocks->from);
	Pen pen = { .theme = in->theme, .ink = in->edition->ink };
	TextStyle how = { .id = STYLE_H2,
		.coloured = true,
		.colour = pen_colour(&pen, COLOUR_GROUND_HEAD) };
	item->ask = text_set(
		in, string_span(story, WORDS_RIGHT_FOR_YOU, blocks->from), how, story->question - PT(4.5));
	item->wide = stack_begin(in, story->wide_measure - PT(11.25), -1);
	item->wide.body = STYLE_LEAD;
	item->wide.coloured = true;
	item->wide.colour = pen_colour(&pen, COLOUR_GROUND_TYPE);
	stack_blocks(&item->wide, blocks);
	item->ruled = false;
}

/* A rule under a band would only double its edge. */
static bool under_band(const Story *story, const Item *item) {
	return item > story->items && item[-1].kind == ITEM_BAND;
}

static void add_self_check(Story *story, const Rows *rows) {
	Layout *in = story->in;
	const Content *content = in->content;
	int count = content->self_check.statements.count;
	const Statement *at = content->self_check.statements.at;
	Source from = content->self_check.from;
	if (!count) return;
	Item *shared =
		add(story, ITEM_WIDE, span_of(in, words_each(in, WORDS_EITHER, WORDS_ANY), from), from);
	shared->wide =
		statements_stack(in, at, count, all_subjects(in), story->wide_measure, MARKER_BOX, -1);
	if (shared->wide.count) {
		Str lead = words(in, shared->wide.count == 2 ? WORDS_BOTH_TICKED : WORDS_ALL_TICKED);
		for (int i = 0; i < content->self_check.outcomes.count; i++) {
			const Statement *outcome = &content->self_check.outcomes.at[i];
			if (outcome->subjects != all_subjects(in)) continue;
			stack_words(&shared->wide,
				spans_join(in, span_bold(in, lead, outcome->from), sentence_gap(in),
					outcome->words.full, 0),
				MARKER_NONE, down(in, 6.75));
		}
	} else story->count--;
	for (int i = 0; i < rows->count; i++)
		if (rows->at[i].kind == ROW_TICKS && !rows->at[i].moved) return;
	Item *item = add(story, row_kind(story), string_span(story, WORDS_TICK, from), from);
	bool any = false;
	for (int i = 0; i < in->nsubjects; i++) {
		item->cells[i] =
			statements_stack(in, at, count, 1u << i, item->cells[i].measure, MARKER_BOX, i);
		any |= item->cells[i].count > 0;
	}
	if (!any) story->count--;
}

static void add_facts(Story *story, int shown) {
	Layout *in = story->in;
	for (int i = 0, k = 0; i < in->content->aspects.count; i++) {
		const Aspect *aspect = &in->content->aspects.at[i];
		if (!aspect->shared || k++ < shown) continue;
		Item *item = add(story, ITEM_WIDE, aspect->title.full, aspect->from);
		stack_blocks(&item->wide, aspect->values[0]->blocks);
	}
}

static void add_rest(Story *story) {
	Layout *in = story->in;
	const Content *content = in->content;
	if (content->notes) {
		Item *item = add(story, ITEM_WIDE, NULL, content->notes->from);
		stack_blocks(&item->wide, content->notes);
	}
	if (content->steps.steps.count) {
		Item *item = add(story, ITEM_WIDE, string_span(story, WORDS_STEPS, content->steps.from),
			content->steps.from);
		for (int i = 0; i < content->steps.steps.count; i++)
			stack_number(&item->wide, i + 1, content->steps.steps.at[i].full, 0);
	}
	int entries = content->glossary.entries.count;
	if (!entries || in->print_glossary) return;
	Item *item = add(story, ITEM_WIDE, string_span(story, WORDS_GLOSSARY, content->glossary.from),
		content->glossary.from);
	if (!stacked(story)) item->wide.measure = item->second.measure;
	int half = stacked(story) ? entries : (entries + 1) / 2;
	terms_set(in, &item->wide, 0, half);
	terms_set(in, &item->second, half, entries);
}

/* ---- heights ---- */

static void measure(const Story *story, Item *item) {
	const Layout *in = story->in;
	Len ask = text_height(&item->ask) + text_height(&item->note), body = 0, quarter = in->grid / 4;
	switch (item->kind) {
	case ITEM_ROW:
		for (int i = 0; i < in->nsubjects; i++) body = len_max(body, item->cells[i].height);
		break;
	case ITEM_STACKED:
		for (int i = 0; i < in->nsubjects; i++)
			if (item->cells[i].count)
				body += in->grid + item->cells[i].height + (body ? down(in, 6.75) : 0);
		break;
	case ITEM_WIDE:
		body =
			len_max(item->wide.height, item->second.height) + (item->subject >= 0 ? in->grid : 0);
		break;
	case ITEM_FIGURE:
		body = item->figure->all + (ask ? ask + down(in, 6.75) : 0);
		break;
	case ITEM_BAND:
		item->height =
			len_up(down(in, 20.25) + len_max(item->wide.height, ask), quarter) + down(in, 3.375);
		return;
	}
	item->height = len_up(len_max(body, ask) + in->grid, quarter);
}

static int item_words(const Layout *in, const Item *item) {
	int words_in = stack_word_count(&item->wide) + stack_word_count(&item->second);
	for (int i = 0; i < in->nsubjects; i++) words_in += stack_word_count(&item->cells[i]);
	return words_in;
}

/* ---- drawing ---- */

static void draw_running(Story *story) {
	Layout *in = story->in;
	Draft *page = story->page;
	Source from = in->content->info.title.from;
	TextStyle how = { .id = STYLE_ORG, .label = true };
	Mark *before = page->pen.last;
	if (in->content->info.org.full) {
		Text org = text_set(in, in->content->info.org.full, how, story->columns->measure / 2);
		text_draw(in, page, &org, story->columns->left, down(in, 47.25), NULL);
	}
	Str number = str_format(in->arena, "%d", in->ndrafts);
	Text folio = text_set(
		in, span_of(in, number, from), (TextStyle){ .id = STYLE_SMALL, .label = true }, PT(60));
	text_draw_right(
		in, page, &folio, story->columns->left + story->columns->measure, down(in, 47.25), NULL);
	for (Mark *mark = before ? before->next : page->pen.first; mark; mark = mark->next)
		mark->furniture = true;
}

static void new_page(Story *story, bool first) {
	Layout *in = story->in;
	const char *name = str_zero(in->arena, str_format(in->arena, "page %d", in->ndrafts + 1));
	story->page = draft_add(in, name, story->sheet);
	story->heads_shown = false;
	draw_running(story);
	story->y = down(in, first ? 101.25 : 60.75);
	story->limit = story->sheet.height - in->theme->measures[MEASURE_MARGIN];
	if (!first) return;
	Source from = in->content->intro ? in->content->intro->from : in->content->info.title.from;
	Node *h2 = node_add(in, story->sect, NODE_H2, from);
	h2->outline = words(in, WORDS_FULL_STORY);
	Text title = text_plain(
		in, string_span(story, WORDS_FULL_STORY, from), STYLE_H1, story->columns->measure);
	text_draw(in, story->page, &title, story->columns->left, down(in, 90.75), h2);
}

static Text head_name(Story *story, int subject) {
	Layout *in = story->in;
	Pen pen = { .theme = in->theme, .ink = in->edition->ink };
	TextStyle how = {
		.id = STYLE_BOLD, .colour = pen_subject(&pen, subject), .coloured = true, .label = true
	};
	return text_set(in, in->content->subjects.at[subject].title.full, how,
		story->columns->width - PT(14));
}

/* Set on trial: the names are drawn, and warned of, later. */
static Len heads_height(Story *story) {
	if (stacked(story)) return 0;
	Layout *in = story->in;
	Diags *kept = trial_begin(in);
	Len more = 0;
	for (int i = 0; i < in->nsubjects; i++) {
		Text name = head_name(story, i);
		more = len_max(more, text_height(&name) - name.leading);
	}
	trial_end(in, kept);
	return down(in, 33.75) + more;
}

/* Head rules with mark and name; the first time they are the heads of the table, later they repeat.
 */
static void draw_heads(Story *story) {
	Layout *in = story->in;
	const Columns *columns = story->columns;
	Node *line = NULL;
	bool first = !story->table;
	if (first) {
		story->table = node_add(in, story->sect, NODE_TABLE, in->content->subjects.at[0].from);
		line = node_add(in, story->table, NODE_TR, story->table->from);
		node_add(in, line, NODE_TD, story->table->from);
	}
	for (int i = 0; i < in->nsubjects; i++) {
		const Subject *subject = &in->content->subjects.at[i];
		Node *head =
			first ? story->heads[i] = head_add(in, line, SCOPE_COLUMN, subject->from) : NULL;
		Pen *pen = &story->page->pen;
		pen->from = subject->from;
		draw_head_rule(pen, i, columns->at[i], columns->at[i] + columns->width, story->y);
		Len baseline = story->y + down(in, 10.8) + in->base;
		draw_subject_mark(pen, i, columns->at[i], baseline, PT(10.5), PT(10), false);
		Text name = head_name(story, i);
		text_draw(in, story->page, &name, columns->at[i] + PT(13.5), baseline, head);
	}
	story->y += heads_height(story);
	story->heads_shown = true;
}

static Len draw_name(Story *story, int subject, Len x, Len top, Node *parent) {
	Layout *in = story->in;
	const Subject *who = &in->content->subjects.at[subject];
	Pen *pen = &story->page->pen;
	pen->from = who->from;
	Len baseline = top + in->base;
	draw_subject_mark(pen, subject, x, baseline, PT(9), PT(9), false);
	TextStyle how = {
		.id = STYLE_LABEL, .colour = pen_subject(pen, subject), .coloured = true, .label = true
	};
	Text name = text_set(in, who->title.full, how, story->wide_measure - PT(13.5));
	text_draw(
		in, story->page, &name, x + PT(13.5), baseline, node_add(in, parent, NODE_P, who->from));
	return top + in->grid;
}

static void draw_ask(Story *story, const Item *item, Len top, Node *node) {
	Layout *in = story->in;
	Len x = story->columns->left, baseline = top + in->base;
	text_draw(in, story->page, &item->ask, x, baseline, node);
	if (!item->note.lines.count) return;
	text_gap(in, story->page, &item->ask, x, baseline, node);
	baseline += (item->ask.lines.count - 1) * item->ask.leading + down(in, 11);
	text_draw(in, story->page, &item->note, x, baseline, node);
}

static void draw_row(Story *story, const Item *item, Len top) {
	Layout *in = story->in;
	Node *line = node_add(in, story->table, NODE_TR, item->from),
		 *head = head_add(in, line, SCOPE_ROW, item->from);
	draw_ask(story, item, top, head);
	for (int i = 0; i < in->nsubjects; i++) {
		Node *cell = cell_add(in, line, head, story->heads, in->nsubjects, 1u << i, item->from);
		stack_draw(&item->cells[i], story->page, story->columns->at[i], top, cell);
	}
}

static void draw_band(Story *story, const Item *item) {
	Layout *in = story->in;
	Len left = story->columns->left, right = left + story->columns->measure;
	draw_ground(&story->page->pen,
		(Box){ left, story->y, right, story->y + item->height - down(in, 3.375) }, left, right);
	Len top = story->y + down(in, 10.125);
	text_draw(in, story->page, &item->ask, left + PT(11.25), top + text_drop(in, STYLE_H2),
		node_add(in, story->sect, NODE_H3, item->from));
	stack_draw(&item->wide, story->page, story->wide_left, top, story->sect);
}

static void draw_wide(Story *story, const Item *item, Len top) {
	Layout *in = story->in;
	if (item->ask.lines.count)
		draw_ask(story, item, top, node_add(in, story->sect, NODE_H3, item->from));
	if (item->kind == ITEM_STACKED) {
		for (int i = 0; i < in->nsubjects; i++) {
			if (!item->cells[i].count) continue;
			top = draw_name(story, i, story->wide_left, top, story->sect);
			stack_draw(&item->cells[i], story->page, story->wide_left + PT(13.5), top, story->sect);
			top += item->cells[i].height + down(in, 6.75);
		}
		return;
	}
	if (item->subject >= 0)
		top = draw_name(story, item->subject, story->wide_left, top, story->sect);
	stack_draw(&item->wide, story->page, story->wide_left, top, story->sect);
	if (item->second.count)
		stack_draw(&item->second, story->page, story->columns->at[1], top, story->sect);
}

static void draw_figure(Story *story, const Item *item, Len top) {
	Layout *in = story->in;
	if (item->ask.lines.count) {
		text_draw(in, story->page, &item->ask, story->columns->left, top + in->base,
			node_add(in, story->sect, NODE_H3, item->from));
		top += text_height(&item->ask) + down(in, 6.75);
	}
	figure_draw(in, story->page, item->figure, story->columns->left, top, story->sect);
}

static void draw_item(Story *story, const Item *item) {
	Layout *in = story->in;
	Len need =
		item->height + (item->kind == ITEM_ROW && !story->heads_shown ? heads_height(story) : 0);
	if (story->y + need > story->limit && story->y > down(in, 110)) new_page(story, false);
	if (item->kind != ITEM_ROW) story->table = NULL;
	if (item->kind != ITEM_ROW) story->heads_shown = false;
	if (item->kind == ITEM_ROW && (!story->heads_shown || !story->table)) draw_heads(story);
	if (story->y + item->height > story->limit) {
		say_overset(in, item->from, str_zero(in->arena, story->page->name),
			story->y + item->height - story->limit, in->grid, item_words(in, item), item->height);
		return;
	}
	Pen *pen = &story->page->pen;
	pen->from = item->from;
	if (item->ruled && !(under_band(story, item) && story->y > down(in, 110)))
		draw_rule(pen, story->columns->left, story->columns->left + story->columns->measure,
			story->y, in->theme->measures[MEASURE_ROW_RULE], pen_colour(pen, COLOUR_RULE));
	Len top = story->y + down(in, 6.75);
	if (item->kind == ITEM_ROW) draw_row(story, item, top);
	else if (item->kind == ITEM_BAND) draw_band(story, item);
	else if (item->kind == ITEM_FIGURE) draw_figure(story, item, top);
	else draw_wide(story, item, top);
	story->y += item->height;
	if (item == story->items && !item->ruled) story->y += down(in, 3.375);
}

void story_make(Layout *in, const Columns *columns, const Rows *rows, int facts_shown) {
	Story story = {
		.in = in, .columns = columns, .items = ARENA_ARRAY(in->arena, MAX_ITEMS, Item)
	};
	story.sheet = format_sheet(in->edition->format, in->edition->paper);
	story.question = columns->question ? columns->question : PT(121.5);
	story.wide_left = columns->left + story.question + PT(13.5);
	story.wide_measure = columns->measure - story.question - PT(13.5);
	add_intro(&story);
	add_moved_rows(&story, rows);
	add_sections(&story);
	add_figures(&story);
	add_timeline(&story);
	add_facts(&story, facts_shown);
	add_verdict(&story);
	add_self_check(&story, rows);
	add_rest(&story);
	if (!story.count) return;
	story.sect = node_add(in, in->root, NODE_SECT, story.items[0].from);
	new_page(&story, true);
	for (int i = 0; i < story.count && !in->failed; i++) {
		measure(&story, &story.items[i]);
		draw_item(&story, &story.items[i]);
	}
}
