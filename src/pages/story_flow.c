/* Items to pages. Every item stands under a rule with its title at the left. A row of cells, a band
   and a glossary of two columns are never parted; text goes on where slice.c allows, and a table
   between its rows. What goes on after a row of cells is under the subjects' heads again; a stack
   that goes on has its title again. */
#include "pages/story.h"

enum { PAGE_TOP = 60750, FIRST_TOP = 101250 }; /* thousandths of a point, at the default grid */

static Len quarter(const Story *story) { return story->in->grid / 4; }

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

void story_page(Story *story, bool first) {
	Layout *in = story->in;
	const char *name = str_zero(in->arena, str_format(in->arena, "page %d", in->ndrafts + 1));
	story->page = draft_add(in, name, story->sheet);
	story->heads_shown = false;
	draw_running(story);
	story->y = story->top = down(in, (first ? FIRST_TOP : PAGE_TOP) / 1000.0);
	story->limit = story->sheet.height - in->theme->measures[MEASURE_MARGIN];
	if (!first) return;
	Source from = in->content->intro ? in->content->intro->from : in->content->info.title.from;
	Node *h2 = node_add(in, story->sect, NODE_H2, from);
	h2->outline = words(in, WORDS_FULL_STORY);
	Text title = text_plain(
		in, span_of(in, words(in, WORDS_FULL_STORY), from), STYLE_H1, story->columns->measure);
	text_draw(in, story->page, &title, story->columns->left, down(in, 90.75), h2);
}

Len story_room(const Story *story) {
	Layout *in = story->in;
	return story->sheet.height - in->theme->measures[MEASURE_MARGIN]
		- down(in, PAGE_TOP / 1000.0 + 6.75);
}

/* ---- heights ---- */

/* Room under the last line of an item, before the next rule. */
static Len foot_of(const Story *story, const Item *item) {
	return down(story->in, item->by_subject ? 13.5 : 6.75);
}

static void measure(const Story *story, Item *item) {
	const Layout *in = story->in;
	Len ask = text_height(&item->ask) + text_height(&item->note), body = item->wide.height;
	if (item->kind == ITEM_FIGURE) body = item->figure->all + (ask ? ask + down(in, 6.75) : 0);
	if (item->kind == ITEM_TWO) body = len_max(body, item->second.height);
	if (item->kind == ITEM_TIMELINE) body = timeline_height(story->in, story->wide_measure);
	for (int i = 0; i < in->nsubjects && item->kind == ITEM_ROW; i++)
		body = len_max(body, item->cells[i].height);
	if (item->kind == ITEM_BAND)
		item->height = len_up(down(in, 20.25) + len_max(body, ask), quarter(story)) + down(in, 3.375);
	else
		item->height =
			len_up(down(in, 6.75) + len_max(body, ask) + foot_of(story, item), quarter(story));
}

/* ---- drawing ---- */

/* Head rules keep clear of what stands over them on the page; the introduction does so itself. */
static Len heads_drop(const Story *story) {
	return story->y == story->top || story->clear ? 0 : down(story->in, 6.75);
}

static Text head_name(const Story *story, int subject) {
	Layout *in = story->in;
	Pen pen = { .theme = in->theme, .ink = in->edition->ink };
	TextStyle how = {
		.id = STYLE_BOLD, .colour = pen_subject(&pen, subject), .coloured = true, .label = true
	};
	return text_set(
		in, in->content->subjects.at[subject].title.full, how, story->columns->width - PT(14));
}

/* Set on trial: the names are drawn, and warned of, later. */
static Len heads_height(const Story *story) {
	Layout *in = story->in;
	Diags *kept = trial_begin(in);
	Len more = 0;
	for (int i = 0; i < in->nsubjects; i++) {
		Text name = head_name(story, i);
		more = len_max(more, text_height(&name) - name.leading);
	}
	trial_end(in, kept);
	return heads_drop(story) + down(in, 33.75) + more;
}

/* Head rules with mark and name; the first time they are the heads of the table, later they repeat.
 */
static void draw_heads(Story *story) {
	Layout *in = story->in;
	const Columns *columns = story->columns;
	Node *line = NULL;
	Len under = story->y + heads_height(story);
	story->y += heads_drop(story);
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
	story->y = under;
	story->heads_shown = true;
}

/* A rule under a band would only double its edge. */
static void draw_rule_over(Story *story, const Item *item, bool under_band) {
	Pen *pen = &story->page->pen;
	pen->from = item->from;
	if (!item->ruled || under_band) return;
	draw_rule(pen, story->columns->left, story->columns->left + story->columns->measure, story->y,
		story->in->theme->measures[item->heavy ? MEASURE_RULE : MEASURE_ROW_RULE],
		pen_colour(pen, COLOUR_RULE));
}

void story_rule(Story *story, const Item *item) { draw_rule_over(story, item, false); }

static void draw_ask(Story *story, const Item *item, Len top, Node *node) {
	Layout *in = story->in;
	/* A question stands level with its answers, whatever its size. */
	Len drop = item->head == STYLE_Q ? in->base : text_drop(in, item->head);
	Len x = story->columns->left, baseline = top + drop;
	text_draw(in, story->page, &item->ask, x, baseline, node);
	if (!item->note.lines.count) return;
	text_gap(in, story->page, &item->ask, x, baseline, node);
	baseline += (item->ask.lines.count - 1) * item->ask.leading + down(in, 11);
	text_draw(in, story->page, &item->note, x, baseline, node);
}

static void draw_row(Story *story, const Item *item) {
	Layout *in = story->in;
	Len top = story->y + down(in, 6.75);
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

static void draw_two(Story *story, const Item *item) {
	Layout *in = story->in;
	Len top = story->y + down(in, 6.75);
	draw_ask(story, item, top, node_add(in, story->sect, NODE_H3, item->from));
	stack_draw(&item->wide, story->page, story->wide_left, top, story->sect);
	stack_draw(&item->second, story->page, story->columns->at[1], top, story->sect);
}

static void draw_timeline(Story *story, const Item *item) {
	Layout *in = story->in;
	Len top = story->y + down(in, 6.75);
	draw_ask(story, item, top, node_add(in, story->sect, NODE_H3, item->from));
	timeline_draw(in, story->page, story->wide_left, top, story->wide_measure, story->sect);
}

/* Under its title, if it begins a section. */
static void draw_figure(Story *story, const Item *item) {
	Layout *in = story->in;
	Len top = story->y + down(in, 6.75);
	if (item->ask.lines.count) {
		draw_ask(story, item, top, node_add(in, story->sect, NODE_H3, item->from));
		top += text_height(&item->ask) + down(in, 6.75);
	}
	figure_draw(in, story->page, item->figure, story->columns->left, top, story->sect);
}

/* ---- placing ---- */

static bool is_fresh(const Story *story) { return story->y == story->top; }

static bool fits(const Story *story, const Item *item) {
	Len need = item->height;
	if (item->kind == ITEM_ROW && !story->heads_shown) need += heads_height(story);
	return story->y + need <= story->limit;
}

/* Something of the text must stand under its title, and the whole of the title beside it. */
static bool may_begin(const Story *story, const Item *item) {
	Len room = story->limit - story->y - down(story->in, 6.75);
	if (item->leads) {
		/* The head of the table wants to be on the page too, or the whole of the figure. */
		const FigureSet *figure = item->next->figure;
		return item->height + (figure ? figure->all : 6 * story->in->grid) <= room;
	}
	return text_height(&item->ask) <= room && stack_begins(&item->wide, room);
}

static void place_wide(Story *story, const Item *item, bool under_band) {
	Layout *in = story->in;
	Stack rest = item->wide;
	bool begins = !item->leads && fits(story, item);
	if (!begins && !is_fresh(story) && !may_begin(story, item)) story_page(story, false);
	draw_rule_over(story, item, under_band && !is_fresh(story));
	Len start = story->y, top = start + down(in, 6.75), under = top + text_height(&item->ask);
	under += text_height(&item->note);
	bool fresh = is_fresh(story);
	if (item->ask.lines.count)
		draw_ask(story, item, top, node_add(in, story->sect, NODE_H3, item->from));
	while (!in->failed) {
		Stack taken = stack_take(&rest, story->limit - top, fresh);
		stack_draw(&taken, story->page, story->wide_left, top, story->sect);
		top += taken.height;
		if (!rest.count) break;
		story_page(story, false);
		start = story->y;
		top = start + down(in, 6.75);
		under = top;
		fresh = true;
		if (item->by_subject) draw_ask(story, item, top, NULL);
	}
	Len end = len_max(top, under) + foot_of(story, item);
	story->y = start + len_up(end - start, quarter(story));
}

/* A title, a row or a figure that no page can hold is said; text and tables go on. */
static bool say_too_tall(Story *story, const Item *item) {
	Layout *in = story->in;
	bool parted = item->kind == ITEM_WIDE || item->kind == ITEM_TABLE;
	Len ask = text_height(&item->ask) + text_height(&item->note);
	Len need = parted ? ask : item->height - down(in, 6.75);
	if (item->kind == ITEM_ROW) need += heads_height(story);
	Len over = need - story_room(story);
	if (over <= 0) return false;
	say_overset(in, item->from, "this part", over, in->grid, spans_words(item->title), ask);
	return true;
}

static void place(Story *story, const Item *item, bool under_band) {
	if (say_too_tall(story, item)) return;
	if (item->kind != ITEM_ROW) {
		story->table = NULL;
		story->heads_shown = false;
	}
	switch (item->kind) {
	case ITEM_WIDE: place_wide(story, item, under_band); return;
	case ITEM_TABLE: table_place(story, item); return;
	case ITEM_ROW:
	case ITEM_TWO:
	case ITEM_TIMELINE:
	case ITEM_FIGURE:
	case ITEM_BAND: break;
	}
	if (!fits(story, item) && !is_fresh(story)) story_page(story, false);
	under_band &= !is_fresh(story);
	if (item->kind == ITEM_ROW && (!story->heads_shown || !story->table)) draw_heads(story);
	draw_rule_over(story, item, under_band);
	if (item->kind == ITEM_ROW) draw_row(story, item);
	else if (item->kind == ITEM_TWO) draw_two(story, item);
	else if (item->kind == ITEM_TIMELINE) draw_timeline(story, item);
	else if (item->kind == ITEM_FIGURE) draw_figure(story, item);
	else draw_band(story, item);
	story->y += item->height;
}

void story_items(Story *story) {
	bool after_band = false;
	for (Item *item = story->first; item && !story->in->failed; item = item->next) {
		measure(story, item);
		place(story, item, after_band);
		story->clear = item == story->first && !item->ruled;
		if (story->clear) story->y += down(story->in, 3.375);
		after_band = item->kind == ITEM_BAND;
	}
}
