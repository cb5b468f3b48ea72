/* "The full story, side by side": the pages of a handout behind its first. All that did not stand
   on the first page is gathered here as a list of items; story_flow.c puts them on pages.

   Side by side or stacked? With w the measure of a column and b the size of the body:
	 w >= 15 b           columns of prose
	 8.7 b <= w < 15 b   columns, if no value of the story has more than 12 words
	 w < 8.7 b           stacked: question by question, and under each, subject by subject
   The rule is asked once for the whole story: a page is all columns or all stacked. Only a row
   whose longest value has more than 12 lines stacks alone; if more than half would, all do.
   Four and five subjects are stacked, since their columns stand under bands that belong to the
   first page. The stack is also the order of the tags. */
#include "pages/story.h"

#define LONGEST_VALUE 12 /* words, in a narrow column */
#define LONGEST_ROW 12 /* lines */

static Item *add(Story *story, ItemKind kind, const Span *title, Source from) {
	Layout *in = story->in;
	Item *item = ARENA_NEW(in->arena, Item);
	*item = (Item){
		.kind = kind, .title = title, .from = from, .head = STYLE_Q, .ruled = true
	};
	if (story->last) story->last->next = item;
	else story->first = item;
	story->last = item;
	item->ask = text_plain(in, title, STYLE_Q, story->question);
	item->wide = stack_begin(in, story->wide_measure, -1);
	item->wide.white = true;
	item->second = stack_begin(in, story->columns->width - PT(6), -1);
	return item;
}

static Item *add_row(Story *story, Fill fill, const Span *title, Source from) {
	Item *item = add(story, ITEM_ROW, title, from);
	item->fill = fill;
	return item;
}

static const Span *string_span(Story *story, StringId id, Source from) {
	return span_of(story->in, words(story->in, id), from);
}

/* ---- the cells of a row ---- */

static Stack cell_of(Layout *in, const Item *item, int subject, Len measure) {
	const Content *content = in->content;
	Stack cell = stack_begin(in, measure, subject);
	switch (item->fill) {
	case FILL_BLOCKS: stack_blocks(&cell, item->blocks[subject]); break;
	case FILL_VALUE:
		return value_stack(in, item->aspect, item->aspect->values[subject], subject, measure, false);
	case FILL_TICKS:
		cell = statements_stack(in, content->self_check.statements.at,
			content->self_check.statements.count, 1u << subject, measure, MARKER_BOX, subject);
		outcomes_add(&cell, 1u << subject);
		break;
	case FILL_MILESTONES:
		for (int k = 0; k < content->timeline.milestones.count; k++)
			if (content->timeline.milestones.at[k].subjects >> subject & 1)
				stack_words(&cell, milestone_line(in, &content->timeline.milestones.at[k]),
					MARKER_NONE, 0);
		break;
	case FILL_PROS:
	case FILL_CONS: balance_add(&cell, subject, item->fill == FILL_CONS, 0); break;
	case FILL_NONE: break;
	}
	return cell;
}

static int longest_words(const Block *blocks) {
	int most = 0;
	for (; blocks; blocks = blocks->next) {
		int n = spans_words(blocks->words.full), inside = longest_words(blocks->blocks);
		most = n > most ? n : most;
		most = inside > most ? inside : most;
	}
	return most;
}

static bool is_long(const Layout *in, const Item *item) {
	for (int i = 0; i < in->nsubjects; i++) {
		const Block *blocks = item->fill == FILL_BLOCKS ? item->blocks[i]
			: item->fill == FILL_VALUE                  ? item->aspect->values[i]->blocks
			: item->fill == FILL_PROS                   ? in->content->balance.pros[i]
			: item->fill == FILL_CONS                   ? in->content->balance.cons[i]
														: NULL;
		if (longest_words(blocks) > LONGEST_VALUE) return true;
	}
	return false;
}

/* Subject after subject, each under its name. A subject's part of up to half a page is never
   parted. */
static void stack_item(Story *story, Item *item) {
	Layout *in = story->in;
	item->kind = ITEM_WIDE;
	item->by_subject = true;
	for (int i = 0; i < in->nsubjects; i++) {
		Stack *wide = &item->wide;
		Len before = wide->height;
		int start = wide->count;
		Stack cell = stack_begin(in, story->wide_measure - PT(13.5), i);
		if (item->fill == FILL_PROS) balance_labelled(&cell, i);
		else cell = cell_of(in, item, i, cell.measure);
		if (!cell.count) continue;
		stack_name(wide, 1u << i, down(in, 6.75));
		stack_append(wide, &cell);
		if (wide->height - before <= story_room(story) / 2) stack_keep(wide, start);
	}
}

static int count_letters(const Block *blocks) {
	int n = 0;
	for (; blocks; blocks = blocks->next) {
		n += count_letters(blocks->blocks);
		for (const Span *span = blocks->words.full; span; span = span->next)
			n += (int)utf8_count(span->text);
	}
	return n;
}

/* So many letters that the row is too tall however they break: it need not be set to be known. */
static bool surely_too_tall(const Story *story, const Item *item, Len measure) {
	Len size = story->in->theme->styles[STYLE_BODY].size;
	for (int i = 0; i < story->in->nsubjects && item->fill == FILL_BLOCKS; i++)
		if (count_letters(item->blocks[i]) * size / 3 > measure * LONGEST_ROW * 3 / 2) return true;
	return false;
}

static bool too_tall(const Story *story, const Item *item) {
	if (item->tall) return true;
	for (int i = 0; i < story->in->nsubjects; i++)
		if (item->cells[i].height > LONGEST_ROW * story->in->grid) return true;
	return false;
}

static void take_out(Story *story, Fill fill) {
	for (Item **at = &story->first, *before = NULL; *at; before = *at, at = &(*at)->next) {
		if ((*at)->kind != ITEM_ROW || (*at)->fill != fill) continue;
		if (story->last == *at) story->last = before;
		*at = (*at)->next;
		return;
	}
}

/* Both kinds stand under each subject's name. */
static void join_balance(Story *story) {
	Source from = story->in->content->balance.from;
	bool pros = has_balance(story->in, false);
	if (pros) take_out(story, FILL_CONS);
	for (Item *item = story->first; item; item = item->next) {
		if (item->fill != FILL_PROS && item->fill != FILL_CONS) continue;
		item->fill = FILL_PROS;
		item->title = string_span(story, WORDS_BALANCE, from);
		item->ask = text_plain(story->in, item->title, STYLE_Q, story->question);
	}
}

/* Decides between columns and stacks, by the rule above, and sets the rows. */
static void settle(Story *story) {
	Layout *in = story->in;
	Len w = story->columns->width - PT(6), b = in->theme->styles[STYLE_BODY].size;
	int nrows = 0, ntall = 0;
	story->stacked = !story->columns->question || w < b * 87 / 10;
	for (Item *item = story->first; item && !story->stacked; item = item->next)
		if (item->kind == ITEM_ROW && w < 15 * b) story->stacked |= is_long(in, item);
	for (Item *item = story->first; item && !story->stacked; item = item->next) {
		if (item->kind != ITEM_ROW) continue;
		item->tall = surely_too_tall(story, item, w);
		for (int i = 0; i < in->nsubjects && !item->tall; i++)
			item->cells[i] = cell_of(in, item, i, w);
		nrows++;
		ntall += too_tall(story, item);
	}
	if (ntall > 1 && 2 * ntall > nrows) story->stacked = true;
	if (story->stacked) join_balance(story);
	for (Item *item = story->first; item; item = item->next)
		if (item->kind == ITEM_ROW && (story->stacked || too_tall(story, item)))
			stack_item(story, item);
}

/* ---- what there is ---- */

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
	const Wording *group = NULL;
	for (int i = 0; i < rows->count; i++) {
		const Row *row = &rows->at[i];
		if (row->moved && row->kind == ROW_UNDER) {
			Item *item = add(story, ITEM_WIDE, NULL, row->from);
			item->ruled = false;
			stack_blocks(&item->wide, row->aspect->notes);
		} else if (row->moved && row->aspect) {
			if (row->aspect->group && row->aspect->group != group) {
				Item *item = add(story, ITEM_WIDE, row->aspect->group->full, row->from);
				item->heavy = true;
			}
			group = row->aspect->group;
			Item *item = add_row(story, FILL_VALUE, row->question, row->from);
			item->aspect = row->aspect;
			item->note = text_plain(
				story->in, figures_note(story->in, row->aspect), STYLE_FINE, story->question);
		}
	}
}

static void add_table(Story *story, const Block *block, const Span *title, bool ruled) {
	const Span *own = block->table->title.full;
	Item *item = add(story, ITEM_TABLE, own ? own : title, block->from);
	item->table = block->table;
	item->ruled = ruled;
}

/* A section's title goes with the figure or the untitled table that it begins with. */
static void add_apart(Story *story, const Block *block, const Span *title, Source from) {
	if (block->kind == BLOCK_TABLE) {
		add_table(story, block, title, title || block->table->title.full);
		return;
	}
	Item *item = add(story, ITEM_FIGURE, title, title ? from : block->from);
	item->ruled = title != NULL;
	item->figure = figure_set(story->in, block->figure, story->columns->measure);
}

/* A section that stands alone; tables and wide figures part its words. */
static void add_section(Story *story, const Section *section) {
	Layout *in = story->in;
	const Block *block = section->blocks;
	const Span *title = section->title.full;
	bool named = section->subjects != all_subjects(in);
	do {
		bool apart = block && block_is_apart(block);
		bool titled = apart && block->kind == BLOCK_TABLE && block->table->title.full;
		if (apart && !named && !(titled && title)) {
			add_apart(story, block, title, section->from);
			block = block->next;
		} else {
			Item *item = add(story, ITEM_WIDE, title, section->from);
			item->ruled = title != NULL;
			item->leads = apart;
			if (named) stack_name(&item->wide, section->subjects, 0);
			item->wide.left = 0;
			block = stack_until_apart(&item->wide, block);
		}
		named = false;
		title = NULL;
	} while (block);
}

static void add_sections(Story *story) {
	Layout *in = story->in;
	int npairs;
	const Pair *pairs = sections_pair(in, &npairs);
	for (int k = 0; k < npairs; k++) {
		if (pairs[k].alone) {
			add_section(story, pairs[k].alone);
			continue;
		}
		const Section *section = pairs[k].of[0];
		Item *item = add_row(story, FILL_BLOCKS, section->title.full, section->from);
		for (int i = 0; i < in->nsubjects; i++) item->blocks[i] = pairs[k].of[i]->blocks;
	}
	for (const Block *block = in->content->tables; block; block = block->next)
		add_table(story, block, NULL, true);
	Section figures = { .subjects = all_subjects(in), .blocks = in->content->figures };
	if (figures.blocks) {
		figures.from = figures.blocks->from;
		add_section(story, &figures);
	}
}

static void add_timeline(Story *story) {
	const Content *content = story->in->content;
	if (!content->timeline.milestones.count) return;
	Source from = content->timeline.from;
	const Span *title = string_span(story, WORDS_TIMELINE, from);
	if (timeline_draws(story->in)) add(story, ITEM_TIMELINE, title, from);
	else add_row(story, FILL_MILESTONES, title, from);
}

static void add_balance(Story *story) {
	Source from = story->in->content->balance.from;
	for (int against = 0; against < 2; against++)
		if (has_balance(story->in, against))
			add_row(story, against ? FILL_CONS : FILL_PROS,
				string_span(story, against ? WORDS_AGAINST : WORDS_FOR, from), from);
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
	if (item->wide.height + down(in, 23.625) <= story_room(story)) return;
	/* Longer than a page: no band, and text like any other. */
	item->kind = ITEM_WIDE;
	item->ruled = true;
	item->ask = text_plain(in, string_span(story, WORDS_RIGHT_FOR_YOU, blocks->from), STYLE_Q,
		story->question);
	item->wide = stack_begin(in, story->wide_measure, -1);
	stack_blocks(&item->wide, blocks);
}

static bool ticks_on_first_page(const Rows *rows) {
	for (int i = 0; i < rows->count; i++)
		if (rows->at[i].kind == ROW_TICKS && !rows->at[i].moved) return true;
	return false;
}

static bool of_one_subject(const Layout *in, const Statement *at, int count) {
	for (int i = 0; i < count; i++)
		for (int k = 0; k < in->nsubjects; k++)
			if (at[i].subjects == 1u << k) return true;
	return false;
}

static void add_self_check(Story *story, const Rows *rows) {
	Layout *in = story->in;
	const Content *content = in->content;
	int count = content->self_check.statements.count;
	const Statement *at = content->self_check.statements.at;
	Source from = content->self_check.from;
	Stack shared =
		statements_stack(in, at, count, all_subjects(in), story->wide_measure, MARKER_BOX, -1);
	if (shared.count) {
		const Span *title = span_of(in, words_each(in, WORDS_EITHER, WORDS_ANY), from);
		Item *item = add(story, ITEM_WIDE, title, from);
		outcomes_add(&shared, all_subjects(in));
		item->wide = shared;
	}
	if (!ticks_on_first_page(rows) && of_one_subject(in, at, count))
		add_row(story, FILL_TICKS, span_of(in, words_each(in, WORDS_TICK, WORDS_TICK_WHAT), from), from);
}

static void add_facts(Story *story, int shown) {
	Layout *in = story->in;
	for (int i = 0, k = 0; i < in->content->aspects.count; i++) {
		const Aspect *aspect = &in->content->aspects.at[i];
		if (!aspect->shared || k++ < shown) continue;
		Item *item = add(story, ITEM_WIDE, aspect->title.full, aspect->from);
		stack_blocks(&item->wide, aspect->values[0]->blocks);
		stack_blocks(&item->wide, aspect->notes);
	}
	/* The ground has no room for notes. */
	for (int i = 0, k = 0; i < in->content->aspects.count && k < shown; i++) {
		const Aspect *aspect = &in->content->aspects.at[i];
		if (!aspect->shared) continue;
		k++;
		if (!aspect->notes) continue;
		Item *item = add(story, ITEM_WIDE, aspect->title.full, aspect->notes->from);
		stack_blocks(&item->wide, aspect->notes);
	}
}

/* A question and its answer never part. */
static void add_faq(Story *story) {
	Layout *in = story->in;
	const Content *content = in->content;
	if (!content->faq.pairs.count) return;
	Item *item =
		add(story, ITEM_WIDE, string_span(story, WORDS_FAQ, content->faq.from), content->faq.from);
	item->heavy = true;
	item->head = STYLE_H2;
	item->ask = text_plain(in, item->title, STYLE_H2, story->question);
	for (int i = 0; i < content->faq.pairs.count; i++)
		stack_pair(&item->wide, &content->faq.pairs.at[i]);
}

static void add_glossary(Story *story) {
	Layout *in = story->in;
	const Content *content = in->content;
	int entries = content->glossary.entries.count;
	if (!entries || in->print_glossary) return;
	Item *item = add(story, ITEM_TWO, string_span(story, WORDS_GLOSSARY, content->glossary.from),
		content->glossary.from);
	bool two = in->nsubjects == 2;
	int half = two ? (entries + 1) / 2 : entries;
	if (two) item->wide.measure = item->second.measure;
	terms_set(in, &item->wide, 0, half);
	terms_set(in, &item->second, half, entries);
	Len tallest = len_max(item->wide.height, item->second.height);
	if (two && tallest < story_room(story)) return;
	item->kind = ITEM_WIDE;
	if (!two) return;
	item->wide = stack_begin(in, story->wide_measure, -1);
	terms_set(in, &item->wide, 0, entries);
}

static void add_rest(Story *story) {
	Layout *in = story->in;
	const Content *content = in->content;
	if (content->notes) {
		Item *item = add(story, ITEM_WIDE, NULL, content->notes->from);
		stack_blocks(&item->wide, content->notes);
	}
	add_faq(story);
	if (content->steps.steps.count) {
		Item *item = add(story, ITEM_WIDE, string_span(story, WORDS_STEPS, content->steps.from),
			content->steps.from);
		for (int i = 0; i < content->steps.steps.count; i++)
			stack_step(&item->wide, i + 1, &content->steps.steps.at[i]);
	}
	add_glossary(story);
	if (!in->notes->count || in->notes->off) return;
	Item *item = add(story, ITEM_WIDE, string_span(story, WORDS_SOURCES, content->sources.from),
		content->sources.from);
	item->heavy = true;
	item->head = STYLE_LABEL;
	TextStyle how = { .id = STYLE_LABEL, .label = true };
	item->ask = text_set(in, item->title, how, story->question);
	sources_set(in, &item->wide);
}

void story_make(Layout *in, const Columns *columns, const Rows *rows, int facts_shown) {
	Story story = { .in = in, .columns = columns };
	story.sheet = format_sheet(in->edition->format, in->edition->paper);
	story.question = columns->question ? columns->question : PT(121.5);
	story.wide_left = columns->left + story.question + PT(13.5);
	story.wide_measure = columns->measure - story.question - PT(13.5);
	add_intro(&story);
	add_moved_rows(&story, rows);
	add_sections(&story);
	add_timeline(&story);
	add_balance(&story);
	add_facts(&story, facts_shown);
	add_verdict(&story);
	add_self_check(&story, rows);
	add_rest(&story);
	if (!story.first) return;
	settle(&story);
	story.sect = node_add(in, in->root, NODE_SECT, story.first->from);
	story_page(&story, true);
	story_items(&story);
}
