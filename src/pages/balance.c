/* Pros and cons: what speaks for each subject and what against, aligned over all of them. */
#include "pages/internal.h"

bool has_balance(const Layout *in, bool against) {
	for (int i = 0; i < in->nsubjects; i++)
		if (against ? in->content->balance.cons[i] : in->content->balance.pros[i]) return true;
	return false;
}

/* [level] 0: every item in full; 1: short wordings; 2 to 5: without the items of priority 5, of 4
   and 5, of 3 to 5, of 2 to 5, for all subjects alike. */
void balance_add(Stack *stack, int subject, bool against, int level) {
	Layout *in = stack->in;
	const Block *item =
		against ? in->content->balance.cons[subject] : in->content->balance.pros[subject];
	for (bool first = true; item; item = item->next) {
		if (level > 1 && item->priority >= 7 - level) continue;
		const Span *spans = level ? wording_brief(item->words) : item->words.full;
		stack_words(stack, spans, against ? MARKER_MINUS : MARKER_PLUS, 0);
		Piece *piece = &stack->pieces[stack->count - 1];
		piece->starts_list = first;
		first = false;
		limit_lines(in, piece->text.from, against ? "a point against" : "a point in favor",
			piece->text.lines.count, 2);
	}
}

void limit_lines(Layout *in, Source from, const char *what, int lines, int most) {
	if (lines <= most) return;
	fail(in->diags, from, BLOCK_LIMIT, "%s has %d lines, and %d read well", what, lines, most);
	hint(in->diags, "say it in fewer words, or give it a <short>");
}

void balance_labelled(Stack *stack, int subject) {
	Layout *in = stack->in;
	for (int against = 0; against < 2; against++) {
		const Block *item =
			against ? in->content->balance.cons[subject] : in->content->balance.pros[subject];
		if (!item) continue;
		const Span *label = span_of(in, words(in, against ? WORDS_AGAINST : WORDS_FOR), item->from);
		Len above = against ? down(in, 6.75) : 0;
		stack_styled(stack, STYLE_LABEL, true, label, MARKER_NONE, above)->keep = true;
		balance_add(stack, subject, against, 0);
	}
}
