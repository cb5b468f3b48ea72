/* Large print: the article in one column, 18 pt and more, for readers who cannot use small type.

   It is a layout of its own and no enlargement: a narrow column of large type holds no five
   words, so the table is taken apart. Each question stands once; under it each subject answers
   in turn, under its mark and name, beside a bar that is filled or hollow as the subject's mark
   is. What several subjects share is said once, under the names of all of them. The order is
   that of the article, which is also the order of the tags; nothing is left out, nothing is
   drawn that is not said, and a chart is its words.

   What comes in is the content; what goes out, by way of large_flow.c, is pages. The rules,
   each tried by tests/large.py: no type under 18 pt, footers too; lines one and a half times
   the type apart and at most six inches long; left aligned, no hyphens, no italics (stress is
   bold), no capitals of our own, no ligatures; white between paragraphs and items; solid
   bullets; no line alone at a page's head or foot; a heading on the page of what it heads; an
   answer on one page if a page can hold it.

   Passed over: the handout at twice its size, which leaves 25 characters a line, and a table of
   two columns on landscape paper, where names do not fit and the eye has to travel. */
#include "pages/large.h"

#define WRITE PT(40.5)         /* between lines to write on */
#define CODE PT(108)           /* the side of the code, at least */
#define NLINES 5               /* to write on */

/* ---- headings and the blocks of subjects ---- */

/* A part of the article: a rule, and its heading, if it has one. What follows belongs to it. */
static void part_begin(Flow *flow, const Span *heading, Source from) {
	Layout *in = flow->in;
	flow->node = node_add(in, in->root, NODE_SECT, from);
	flow_space(flow, PT(20.25));
	flow_slip(flow, SLIP_RULE, PT(6.75), from);
	flow_hold(flow);
	if (!heading) return;
	Node *h2 = node_add(in, flow->node, NODE_H2, from);
	h2->outline = spans_text(in->arena, heading);
	flow_text(flow, heading, STYLE_H2, h2);
}

static int how_many(SubjectSet subjects) {
	int n = 0;
	for (; subjects; subjects &= subjects - 1) n++;
	return n;
}

/* "Bus, bike": the names of [subjects]; "Same for both" if it is all of them. */
static const Span *names_of(Flow *flow, SubjectSet subjects, Source from) {
	Layout *in = flow->in;
	if (subjects == all_subjects(in))
		return span_of(in, words_each(in, WORDS_SAME_BOTH, WORDS_SAME_ALL), from);
	const Span *names = NULL;
	const char *comma = mark_words(in, WORDS_COMMA);
	for (int i = 0; i < in->nsubjects; i++) {
		const Span *name = in->content->subjects.at[i].title.full;
		if (subjects >> i & 1) names = names ? spans_join(in, names, comma, name, 0) : name;
	}
	return names;
}

/* Opens the block of [subjects] under [name], with their marks before it; gives the node to return
   to. */
static Node *block_begin(Flow *flow, SubjectSet subjects, const Span *name) {
	Layout *in = flow->in;
	Node *part = flow->node;
	flow->node = node_add(in, part, NODE_DIV, name->from);
	flow_space(flow, FLOW_BLANK);
	flow_block(flow, subjects);
	Len x = flow->x;
	flow->x += subject_marks_width(how_many(subjects), PT(14.4)) + PT(8.1);
	Slip *slip =
		flow_text(flow, name, STYLE_BOLD, node_add(in, flow->node, NODE_H3, name->from));
	if (slip) {
		slip->sign = SIGN_MARKS;
		slip->marks = subjects;
	}
	flow->x = x;
	flow_hold(flow);
	return part;
}

static void block_end(Flow *flow, Node *part) {
	flow_block_end(flow);
	flow->node = part;
}

/* A paragraph right under a name stands close to it. */
static void close_up(Flow *flow, int first) {
	if (first == flow->count) return;
	Slip *slip = &flow->at[first];
	if (slip->kind == SLIP_LINE && !slip->sign && !slip->head) slip->above = 0;
}

static void add_answer(Flow *flow, SubjectSet subjects, const Block *blocks) {
	if (!blocks) return;
	Node *part = block_begin(flow, subjects, names_of(flow, subjects, blocks->from));
	int first = flow->count;
	flow_blocks(flow, blocks);
	close_up(flow, first);
	block_end(flow, part);
}

/* ---- the comparison ---- */

/* What is known before the words: yes or no, a number with its unit, that there is no answer. */
static const Span *value_lead(Flow *flow, const Aspect *aspect, const Value *value) {
	Layout *in = flow->in;
	if (value->status != STATUS_GIVEN) {
		Str text = status_text(in, value->status);
		if (value->blocks) text = str_join(in->arena, text, words(in, WORDS_COLON));
		return span_of(in, text, value->from);
	}
	if (aspect->type == TYPE_YESNO && value->answer >= 0) {
		Str text = words(in, value->answer ? WORDS_YES : WORDS_NO);
		return span_bold(in, str_join(in->arena, text, words(in, WORDS_STOP)), value->from);
	}
	return figure_lead(in, aspect, value);
}

static void add_value(Flow *flow, const Aspect *aspect, const Value *value, SubjectSet subjects) {
	Node *part = block_begin(flow, subjects, names_of(flow, subjects, value->from));
	const Span *lead = value_lead(flow, aspect, value);
	const Block *blocks = value->blocks;
	const char *gap = sentence_gap(flow->in);
	int first = flow->count;
	if (lead && blocks && blocks->kind == BLOCK_PARAGRAPH) {
		lead = spans_join(flow->in, lead, *gap ? gap : mark_words(flow->in, WORDS_COMMA),
			blocks->words.full, 0);
		blocks = blocks->next;
	}
	flow_paragraph(flow, lead, STYLE_BODY);
	if (value->status == STATUS_WRITE) flow_slip(flow, SLIP_WRITE, WRITE, value->from);
	flow_blocks(flow, blocks);
	close_up(flow, first);
	block_end(flow, part);
}

static void add_aspect(Flow *flow, const Aspect *aspect) {
	Layout *in = flow->in;
	part_begin(
		flow, aspect->question.full ? aspect->question.full : aspect->title.full, aspect->from);
	const Span *note = figures_note(in, aspect);
	if (note) {
		flow_paragraph(flow, note, STYLE_BODY);
		flow_hold(flow);
	}
	SubjectSet told = 0;
	for (int i = 0; i < in->nsubjects; i++) {
		SubjectSet subjects = 0;
		for (int k = i; k < in->nsubjects; k++)
			if (aspect->values[k] == aspect->values[i]) subjects |= 1u << k;
		if (aspect->values[i] && aspect->values[i]->status == STATUS_WRITE) subjects = 1u << i;
		if (!aspect->values[i] || (told >> i & 1)) continue;
		told |= subjects;
		add_value(flow, aspect, aspect->values[i], subjects);
	}
	flow_blocks(flow, aspect->notes);
}

/* Sections of one title stand under it together, in the article's order. */
static void add_sections(Flow *flow) {
	Layout *in = flow->in;
	int count = in->content->sections.count;
	const Section *at = in->content->sections.at;
	Str *titles = ARENA_ARRAY(in->arena, (size_t)count + 1, Str);
	bool *done = ARENA_ARRAY(in->arena, (size_t)count + 1, bool);
	for (int i = 0; i < count; i++) titles[i] = spans_text(in->arena, at[i].title.full);
	for (int i = 0; i < count; i++) {
		if (done[i]) continue;
		part_begin(flow, at[i].title.full, at[i].from);
		int last = i + in->nsubjects * 2 < count ? i + in->nsubjects * 2 : count;
		SubjectSet told = 0;
		for (int k = i; k < last; k++) {
			if (done[k] || (told & at[k].subjects) || !str_equal(titles[k], titles[i])) continue;
			done[k] = true;
			told |= at[k].subjects;
			if (at[k].subjects == all_subjects(in)) flow_blocks(flow, at[k].blocks);
			else add_answer(flow, at[k].subjects, at[k].blocks);
		}
	}
}

/* ---- the parts around it ---- */

static void add_front(Flow *flow) {
	Layout *in = flow->in;
	const Content *content = in->content;
	flow->node = node_add(in, in->root, NODE_SECT, content->info.title.from);
	Node *h1 = node_add(in, flow->node, NODE_H1, content->info.title.from);
	h1->outline = spans_text(in->arena, content->info.title.full);
	flow_text(flow, content->info.title.full, STYLE_H1, h1);
	flow_paragraph(flow, content->info.subtitle.full, STYLE_BOLD);
	flow_paragraph(flow, content->info.abstract.full, STYLE_BODY);
	flow_blocks(flow, content->intro);
	const char *colon = mark_words(in, WORDS_COLON);
	for (int i = 0; i < in->nsubjects; i++) {
		const Subject *subject = &content->subjects.at[i];
		if (!subject->shortdesc.full) continue;
		const Span *line =
			spans_join(in, subject->title.full, colon, subject->shortdesc.full, STYLE_STRONG);
		flow_paragraph(flow, line, STYLE_BODY);
	}
}

/* What each subject suits follows the label that begins all of those sentences. */
static void add_verdict(Flow *flow) {
	Layout *in = flow->in;
	const Content *content = in->content;
	if (!content->verdict.whens.count && !content->verdict.blocks) return;
	Source from = content->verdict.from;
	const Span *title = content->verdict.title.full, *question = content->verdict.question.full;
	const Span *heading = question ? question : title;
	part_begin(flow, heading ? heading : flow_words(flow, WORDS_RIGHT_FOR_YOU, from), from);
	flow_blocks(flow, content->verdict.blocks);
	if (question && content->verdict.whens.count) {
		flow_paragraph(flow, title, STYLE_BOLD);
		if (title) flow_hold(flow);
	}
	for (int i = 0; i < content->verdict.whens.count; i++) {
		const Statement *when = &content->verdict.whens.at[i];
		Node *part =
			block_begin(flow, when->subjects, names_of(flow, when->subjects, when->from));
		int first = flow->count;
		const Span *spans = led_words(in, when->audience, when->words.full, when->from);
		flow_paragraph(flow, spans, STYLE_BODY);
		close_up(flow, first);
		block_end(flow, part);
	}
}

static bool says(const Statement *at, int count, SubjectSet subjects) {
	for (int i = 0; i < count; i++)
		if (at[i].subjects == subjects) return true;
	return false;
}

/* The statements of exactly [subjects], to tick, and what it means to have ticked them all. */
static void add_statements(Flow *flow, SubjectSet subjects, const Span *name) {
	Layout *in = flow->in;
	const Content *content = in->content;
	int count = content->self_check.statements.count, n = 0;
	const Statement *at = content->self_check.statements.at;
	Node *part = block_begin(flow, subjects, name);
	Node *list = says(at, count, subjects) ? flow_list(flow, false, name->from) : NULL;
	for (int i = 0; i < count; i++) {
		if (at[i].subjects != subjects) continue;
		flow_item(flow, list, SIGN_BOX, 0, at[i].words.full);
		n++;
	}
	for (int i = 0; i < content->self_check.outcomes.count; i++) {
		const Statement *outcome = &content->self_check.outcomes.at[i];
		if (outcome->subjects != subjects) continue;
		Str lead = words(in, n == 2 ? WORDS_BOTH_TICKED : WORDS_ALL_TICKED);
		const Span *bold = n ? span_bold(in, lead, outcome->from) : NULL;
		flow_paragraph(flow, spans_join(in, bold, sentence_gap(in), outcome->words.full, 0), STYLE_BODY);
	}
	block_end(flow, part);
}

/* Groups come as the article first names them. */
static void add_self_check(Flow *flow) {
	Layout *in = flow->in;
	const Content *content = in->content;
	Source from = content->self_check.from;
	int nstatements = content->self_check.statements.count;
	int count = nstatements + content->self_check.outcomes.count;
	if (!count) return;
	part_begin(flow, flow_words(flow, WORDS_TICK, from), from);
	bool told[1 << MAX_SUBJECTS] = { false };
	for (int i = 0; i < count; i++) {
		SubjectSet subjects = i < nstatements
			? content->self_check.statements.at[i].subjects
			: content->self_check.outcomes.at[i - nstatements].subjects;
		if (told[subjects]) continue;
		told[subjects] = true;
		bool all = subjects == all_subjects(in);
		add_statements(flow, subjects,
			all ? span_of(in, words_each(in, WORDS_EITHER, WORDS_ANY), from)
				: names_of(flow, subjects, from));
	}
}

static void add_step(Flow *flow, Node *list, int number, const Step *step) {
	const Span *spans = led_words(flow->in, step->when, step->words.full, step->from);
	flow_item(flow, list, SIGN_NONE, number, spans);
	if (!step->write) return;
	flow_hold(flow);
	flow_slip(flow, SLIP_WRITE, WRITE, step->from);
}

static void add_steps(Flow *flow) {
	const Content *content = flow->in->content;
	Source from = content->steps.from;
	if (!content->steps.steps.count) return;
	part_begin(flow, flow_words(flow, WORDS_STEPS, from), from);
	Node *list = flow_list(flow, true, from);
	for (int i = 0; i < content->steps.steps.count; i++)
		add_step(flow, list, i + 1, &content->steps.steps.at[i]);
}

/* For and against, subject by subject. */
static void add_balance(Flow *flow) {
	Layout *in = flow->in;
	const Content *content = in->content;
	Source from = content->balance.from;
	if (!from.file) return;
	part_begin(flow, flow_words(flow, WORDS_BALANCE, from), from);
	for (int i = 0; i < in->nsubjects; i++) {
		const Block *items[] = { content->balance.pros[i], content->balance.cons[i] };
		if (!items[0] && !items[1]) continue;
		Node *part = block_begin(flow, 1u << i, content->subjects.at[i].title.full);
		for (int k = 0; k < 2; k++) {
			if (!items[k]) continue;
			flow_paragraph(
				flow, flow_words(flow, k ? WORDS_AGAINST : WORDS_FOR, items[k]->from), STYLE_BOLD);
			flow_hold(flow);
			Node *list = flow_list(flow, false, items[k]->from);
			for (const Block *item = items[k]; item; item = item->next)
				flow_item(flow, list, SIGN_BULLET, 0, item->words.full);
		}
		block_end(flow, part);
	}
}

/* A question and its answer stand on one page. */
static void add_faq(Flow *flow) {
	const Content *content = flow->in->content;
	Source from = content->faq.from;
	if (!content->faq.pairs.count) return;
	part_begin(flow, flow_words(flow, WORDS_FAQ, from), from);
	for (int i = 0; i < content->faq.pairs.count; i++) {
		flow_block(flow, 0);
		flow_paragraph(flow, content->faq.pairs.at[i].question.full, STYLE_BOLD);
		flow_hold(flow);
		int first = flow->count;
		flow_blocks(flow, content->faq.pairs.at[i].answer);
		close_up(flow, first);
		flow_block_end(flow);
	}
}

static void add_tables(Flow *flow) {
	for (const Block *table = flow->in->content->tables; table; table = table->next) {
		part_begin(flow, table->table->title.full, table->from);
		flow_table(flow, table->table);
	}
}

/* "4 years, Health Information Management: Bachelor's degree" */
static void add_timeline(Flow *flow) {
	Layout *in = flow->in;
	const Content *content = in->content;
	Source from = content->timeline.from;
	if (!content->timeline.milestones.count) return;
	part_begin(flow, flow_words(flow, WORDS_TIMELINE, from), from);
	Node *list = flow_list(flow, false, from);
	const char *comma = mark_words(in, WORDS_COMMA), *colon = mark_words(in, WORDS_COLON);
	for (int i = 0; i < content->timeline.milestones.count; i++) {
		const Milestone *stone = &content->timeline.milestones.at[i];
		Str when = measure_text(in, stone->at, stone->at, stone->unit);
		const Span *lead = spans_join(in, span_of(in, when, stone->from), comma,
			names_of(flow, stone->subjects, stone->from), 0);
		lead = spans_join(in, lead, "", NULL, STYLE_STRONG);
		flow_item(flow, list, SIGN_BULLET, 0,
			spans_join(in, lead, colon, stone->words.full, 0));
	}
}

/* The term stands over its definition: no column is wide enough for both. */
static void add_glossary(Flow *flow) {
	Layout *in = flow->in;
	const Content *content = in->content;
	if (!content->glossary.entries.count) return;
	Source from = content->glossary.from;
	part_begin(flow, flow_words(flow, WORDS_GLOSSARY, from), from);
	Node *list = flow_list(flow, false, from);
	for (int i = 0; i < content->glossary.entries.count; i++) {
		const Entry *entry = &content->glossary.entries.at[i];
		Node *item = node_add(in, list, NODE_LI, entry->from);
		flow_space(flow, FLOW_BLANK);
		flow_text(
			flow, entry->term.full, STYLE_BOLD, node_add(in, item, NODE_LBL, entry->term.from));
		flow_hold(flow);
		flow_text(flow, entry->definition.full, STYLE_BODY,
			node_add(in, item, NODE_LBODY, entry->definition.from));
	}
}

/* Notes that stand by themselves: the title of each is its heading, if it has one. */
static void add_notes(Flow *flow) {
	for (const Block *note = flow->in->content->notes; note; note = note->next) {
		part_begin(flow, note->words.full, note->from);
		flow_blocks(flow, note->blocks);
	}
}

static void add_figures(Flow *flow) {
	const Block *figures = flow->in->content->figures;
	if (!figures) return;
	part_begin(flow, NULL, figures->from);
	flow_blocks(flow, figures);
}

static void add_code(Flow *flow) {
	Layout *in = flow->in;
	Len side = qr_size(in, CODE);
	if (!side) return;
	flow_hold(flow);
	flow_space(flow, FLOW_BLANK);
	flow_slip(flow, SLIP_CODE, side, in->content->action.from)->node = flow->node;
}

/* Lines to write on, then whom to ask, and how. */
static void add_contact(Flow *flow) {
	Layout *in = flow->in;
	const Content *content = in->content;
	Source from = content->contact.from;
	if (!content->contact.lines.count && !content->action.href.len) return;
	if (!content->contact.lines.count) from = content->action.from;
	part_begin(flow, flow_words(flow, WORDS_QUESTIONS, from), from);
	for (int i = 0; i < NLINES; i++) {
		flow_slip(flow, SLIP_WRITE, WRITE, from);
		if (i + 1 < NLINES) flow_hold(flow);
	}
	part_begin(flow, flow_words(flow, WORDS_TALK, from), from);
	flow_block(flow, 0);
	flow_paragraph(flow, content->action.words.full, STYLE_BOLD);
	for (int i = 0; i < content->contact.lines.count; i++)
		flow_paragraph(flow, contact_words(in, &content->contact.lines.at[i]), STYLE_BODY);
	if (content->action.href.len) flow_paragraph(flow, action_address(in), STYLE_BOLD);
	add_code(flow);
	flow_block_end(flow);
}

static void add_dated(Flow *flow, const Wording *date, StringId id) {
	if (!date->full) return;
	Str text = words_with(flow->in, id, "{date}", spans_text(flow->in->arena, date->full));
	flow_paragraph(flow, span_of(flow->in, text, date->from), STYLE_BODY);
}

/* Where the facts come from, who says so, and until when it holds. */
static void add_sources(Flow *flow) {
	const Content *content = flow->in->content;
	bool dated = content->info.edition.full || content->info.review_by.full;
	if (!content->sources.sources.count && !dated && !content->info.org.full) return;
	bool any = content->sources.sources.count;
	Source from = any ? content->sources.from : content->info.title.from;
	part_begin(flow, any ? flow_words(flow, WORDS_SOURCES, from) : NULL, from);
	const Notes *notes = flow->in->notes;
	Node *list = notes->count ? flow_list(flow, true, from) : NULL;
	for (int i = 0; i < notes->count; i++)
		flow_item(flow, list, SIGN_NONE, i + 1, content->sources.sources.at[notes->order[i]].words.full);
	for (int i = 0; i < content->sources.sources.count; i++)
		if (!notes->numbers[i])
			flow_paragraph(flow, content->sources.sources.at[i].words.full, STYLE_BODY);
	flow_block(flow, 0);
	flow_paragraph(flow, content->info.org.full, STYLE_BODY);
	add_dated(flow, &content->info.edition, WORDS_EDITION);
	add_dated(flow, &content->info.review_by, WORDS_REVIEW_BY);
	flow_block_end(flow);
}

void large_make(Layout *in) {
	Flow flow = flow_begin(in);
	add_front(&flow);
	for (int i = 0; i < in->content->aspects.count; i++) {
		const Aspect *aspect = &in->content->aspects.at[i];
		if (aspect->group && (!i || aspect[-1].group != aspect->group)) {
			part_begin(&flow, aspect->group->full, aspect->group->from);
			flow_hold(&flow);
		}
		add_aspect(&flow, aspect);
	}
	add_sections(&flow);
	add_tables(&flow);
	add_balance(&flow);
	add_verdict(&flow);
	add_self_check(&flow);
	add_figures(&flow);
	add_timeline(&flow);
	add_notes(&flow);
	add_faq(&flow);
	add_steps(&flow);
	add_glossary(&flow);
	add_contact(&flow);
	add_sources(&flow);
	flow_draw(&flow);
}
