/* Note marks and the sources that they name.

   A source gets its number where it is first cited in this edition, as one reads. Which order that
   is is known only when the pages are made, and numbers of two figures are wider than those of one.
   So the order is guessed, by the rules of where things go, and looked up in the finished tree; if
   the guess was wrong (a row moved to another page), the pages are made again with what the tree
   says. A source that nothing cites has no number and stands in the fine print. */
#include "pages/internal.h"

/* ---- the guess ---- */

static void cite(Notes *notes, Str id) {
	int place = note_place(notes, id);
	if (place < 0 || notes->numbers[place]) return;
	notes->order[notes->count] = place;
	notes->numbers[place] = ++notes->count;
}

static void guess_spans(Notes *notes, const Span *spans) {
	for (; spans; spans = spans->next)
		if (spans->cite.len) cite(notes, spans->cite);
}

static void guess_table(Notes *notes, const Table *table);

static void guess_blocks(Notes *notes, const Block *blocks) {
	for (; blocks; blocks = blocks->next) {
		guess_spans(notes, blocks->words.full);
		guess_blocks(notes, blocks->blocks);
		if (blocks->table) guess_table(notes, blocks->table);
	}
}

static void guess_table(Notes *notes, const Table *table) {
	for (int i = 0; i < table->nhead + table->nbody + table->nfoot; i++)
		for (int k = 0; k < table->rows[i].ncells; k++)
			guess_blocks(notes, table->rows[i].cells[k].blocks);
}

static void guess_aspects(Notes *notes, const Content *content, bool shared) {
	for (int i = 0; i < content->aspects.count; i++) {
		const Aspect *aspect = &content->aspects.at[i];
		if (aspect->shared != shared) continue;
		for (int k = 0; k < content->subjects.count; k++) {
			const Value *value = aspect->values[k];
			if (!value) continue;
			guess_blocks(notes, value->blocks);
		}
		if (!shared) guess_blocks(notes, aspect->notes);
	}
}

static void guess_statements(Notes *notes, const Content *content) {
	for (int k = 0; k < content->subjects.count; k++)
		for (int i = 0; i < content->verdict.whens.count; i++)
			if (content->verdict.whens.at[i].subjects >> k & 1)
				guess_spans(notes, content->verdict.whens.at[i].words.full);
	for (int k = 0; k < content->subjects.count; k++)
		for (int i = 0; i < content->self_check.statements.count; i++)
			if (content->self_check.statements.at[i].subjects == 1u << k)
				guess_spans(notes, content->self_check.statements.at[i].words.full);
}

static void guess_sections(Notes *notes, Layout *in) {
	int npairs;
	const Pair *pairs = sections_pair(in, &npairs);
	for (int i = 0; i < npairs; i++) {
		if (pairs[i].alone) guess_blocks(notes, pairs[i].alone->blocks);
		for (int k = 0; k < in->nsubjects && !pairs[i].alone; k++)
			guess_blocks(notes, pairs[i].of[k]->blocks);
	}
}

static void guess(Notes *notes, Layout *in) {
	const Content *content = in->content;
	guess_spans(notes, content->info.abstract.full);
	guess_aspects(notes, content, false);
	guess_statements(notes, content);
	guess_aspects(notes, content, true);
	guess_blocks(notes, content->intro);
	guess_sections(notes, in);
	guess_blocks(notes, content->tables);
	for (int k = 0; k < in->nsubjects; k++) guess_blocks(notes, content->balance.pros[k]);
	for (int k = 0; k < in->nsubjects; k++) guess_blocks(notes, content->balance.cons[k]);
	guess_blocks(notes, content->verdict.blocks);
	guess_blocks(notes, content->notes);
	for (int i = 0; i < content->faq.pairs.count; i++)
		guess_blocks(notes, content->faq.pairs.at[i].answer);
	for (int i = 0; i < content->steps.steps.count; i++)
		guess_spans(notes, content->steps.steps.at[i].words.full);
	for (int i = 0; i < content->glossary.entries.count; i++)
		guess_spans(notes, content->glossary.entries.at[i].definition.full);
}

Notes *notes_make(Layout *in) {
	Notes *notes = ARENA_NEW(in->arena, Notes);
	int n = in->content->sources.sources.count;
	notes->places = map_make(in->arena);
	notes->numbers = ARENA_ARRAY(in->arena, n + 1, int);
	notes->order = ARENA_ARRAY(in->arena, n + 1, int);
	if (!in->content->cites) return notes;
	for (int i = 0; i < n; i++) {
		Str id = in->content->sources.sources.at[i].id;
		if (id.len) *map_at(&notes->places, id, NULL) = i;
	}
	guess(notes, in);
	return notes;
}

int note_place(const Notes *notes, Str id) {
	const int *place = map_find(&notes->places, id);
	return place ? *place : -1;
}

Str cite_text(Layout *in, const Span *cite, bool follows) {
	int place = note_place(in->notes, cite->cite);
	if (place < 0) {
		fail(in->diags, cite->from, UNKNOWN_SOURCE,
			"with these fields, the source \"%.*s\" is not in the article", STR_ARG(cite->cite));
		hint(in->diags, "take it out of its <if>, or put the <cite> into the same one");
		return STR("");
	}
	int number = in->notes->numbers[place];
	if (in->edition->format->kind == FORMAT_LARGE)
		return str_format(in->arena, "\xC2\xA0[%d]", number);
	/* A word joiner before it: the mark stays on the line of its word. */
	return str_format(in->arena, "\xE2\x81\xA0%s%d", follows ? "," : "", number);
}

static void visit(const Node *node, Notes *notes, int *numbers) {
	for (; node; node = node->next) {
		if (node->kind == NODE_REFERENCE && !numbers[node->source]) {
			notes->order[notes->count] = node->source;
			numbers[node->source] = ++notes->count;
		}
		visit(node->first, notes, numbers);
	}
}

bool notes_settle(Arena *arena, Notes *notes, const Node *root, int nsources) {
	int *numbers = ARENA_ARRAY(arena, nsources + 1, int);
	bool same = true;
	if (notes->off) return true;
	notes->count = 0;
	visit(root, notes, numbers);
	for (int i = 0; i < nsources; i++) same &= numbers[i] == notes->numbers[i];
	notes->numbers = numbers;
	return same;
}

void sources_set(Layout *in, Stack *stack) {
	stack->body = STYLE_FINE;
	for (int i = 0; i < in->notes->count; i++) {
		const Work *work = &in->content->sources.sources.at[in->notes->order[i]];
		stack_source(stack, i + 1, work->words.full);
	}
	stack->height += len_up(stack->height, in->grid / 4) - stack->height;
}
