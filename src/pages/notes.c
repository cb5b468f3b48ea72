/* Note marks and the sources that they name.

   A source gets its number where it is first cited in this edition, as one reads. Which order that
   is is known only when the pages are made, and numbers of two figures are wider than those of one;
   so an article with marks is laid out on trial until the numbers stay what they were, which is the
   second time as a rule. A source that nothing cites has no number and stands in the fine print. */
#include "pages/internal.h"

Notes *notes_make(Arena *arena, const Content *content) {
	Notes *notes = ARENA_NEW(arena, Notes);
	int n = content->sources.sources.count;
	notes->places = map_make(arena);
	notes->numbers = ARENA_ARRAY(arena, n + 1, int);
	notes->order = ARENA_ARRAY(arena, n + 1, int);
	if (!content->cites) return notes;
	for (int i = 0; i < n; i++) {
		Str id = content->sources.sources.at[i].id;
		if (id.len) *map_at(&notes->places, id, NULL) = i;
		if (id.len) notes->order[notes->count++] = i;
		notes->numbers[i] = notes->count;
	}
	return notes;
}

int note_place(const Notes *notes, Str id) {
	const int *place = map_find(&notes->places, id);
	return place ? *place : -1;
}

Str note_text(Layout *in, const Span *cite, bool follows) {
	int place = note_place(in->notes, cite->cite);
	if (place < 0) {
		fail(in->diags, cite->from, UNKNOWN_SOURCE,
			"with these fields, the source \"%.*s\" is not in the article", STR_ARG(cite->cite));
		hint(in->diags, "take it out of its <if>, or put the <cite> into the same one");
		return STR("");
	}
	/* A word joiner before it: the mark stays on the line of its word. */
	return str_format(in->arena, "\xE2\x81\xA0%s%d", follows ? "," : "", in->notes->numbers[place]);
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
