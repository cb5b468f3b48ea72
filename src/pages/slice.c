/* Where a stack of text may be parted when a page ends.

   A break may stand between two pieces, or between two lines of one piece with two lines at least
   on either side. It may not stand behind a piece that is kept with the next (a head, a question,
   the parts of a note), nor before the last or behind the first item of a list, so that no item
   stands alone, nor between a paragraph and the list that it leads into. */
#include "pages/internal.h"

typedef struct Break {
	int piece, line; /* before this line of this piece */
	Len height; /* of what stands before it */
} Break;

/* Is piece [i] the first or the last of two or more items? */
static bool opens_list(const Stack *stack, int i) {
	return stack->pieces[i].in_list && (stack->pieces[i].starts_list || (i == 0 && !stack->list));
}

static bool closes_list(const Stack *stack, int i) {
	return stack->pieces[i].in_list
		&& (i + 1 == stack->count || !stack->pieces[i + 1].in_list
			|| stack->pieces[i + 1].starts_list);
}

static bool may_part_before(const Stack *stack, int i, bool force) {
	const Piece *before = &stack->pieces[i - 1], *piece = &stack->pieces[i];
	if (force) return true;
	if (before->keep) return false;
	if (!piece->in_list) return true;
	if (piece->starts_list) return before->in_list || piece->above > 0;
	return !opens_list(stack, i - 1) && !closes_list(stack, i);
}

static Len leading(const Piece *piece) { return piece->text.leading; }

/* The latest break with no more than [room] before it; piece -1 if there is none. */
static Break find(const Stack *stack, Len room, bool force) {
	Break best = { -1, 0, 0 };
	int least = force ? 1 : 2;
	Len height = 0;
	for (int i = 0; i < stack->count && height <= room; i++) {
		const Piece *piece = &stack->pieces[i];
		if (i && may_part_before(stack, i, force)) best = (Break){ i, 0, height };
		int n = piece->text.lines.count;
		Len top = height + piece->above + piece->pad_top;
		bool note = piece->marker == MARKER_NOTE || piece->marker == MARKER_WARNING;
		bool whole = !force && (note || piece->whole);
		for (int line = least; line <= n - least && !whole; line++)
			if (top + line * leading(piece) <= room)
				best = (Break){ i, line, top + line * leading(piece) };
		height += piece_height(stack->in, piece);
	}
	return best;
}

static Text lines_of(const Text *text, int from, int to) {
	Text part = *text;
	part.lines.lines += from;
	part.lines.count = to - from;
	return part;
}

/* The pieces before the break are copied; those after it stay where they are, and the first of them
   is cut: a stack is taken apart once. */
static Stack part(Stack *rest, Break at) {
	Layout *in = rest->in;
	Stack taken = *rest;
	int count = at.piece + (at.line > 0);
	taken.pieces = ARENA_ARRAY(in->arena, count, Piece);
	for (int i = 0; i < count; i++) taken.pieces[i] = rest->pieces[i];
	taken.count = taken.room = count;
	taken.height = at.height;
	if (!rest->list) rest->list = taken.list = ARENA_NEW(in->arena, Node *);
	rest->pieces += at.piece;
	rest->count -= at.piece;
	rest->room = rest->count;
	rest->height -= at.height;
	Piece *next = &rest->pieces[0];
	if (at.line) {
		Piece *last = &taken.pieces[count - 1];
		if (!next->home) next->home = last->home = ARENA_NEW(in->arena, Node *);
		last->text = lines_of(&next->text, 0, at.line);
		last->lines = 0;
		last->pad_bottom = 0;
		next->text = lines_of(&next->text, at.line, next->text.lines.count);
		next->pad_top = 0;
		next->head.lines.count = 0;
	} else rest->height -= next->above;
	next->above = 0;
	return taken;
}

bool stack_begins(const Stack *stack, Len room) {
	return stack->height <= room || find(stack, room, false).piece >= 0;
}

Stack stack_take(Stack *rest, Len room, bool force) {
	Stack taken = *rest;
	if (rest->height <= room) {
		rest->count = 0;
		rest->height = 0;
		return taken;
	}
	Break at = find(rest, room, false);
	if (at.piece < 0 && force) at = find(rest, room, true);
	if (at.piece < 0 && force) at = (Break){ 0, 1, leading(&rest->pieces[0]) };
	if (at.piece < 0 || (at.line >= rest->pieces[0].text.lines.count && rest->count == 1)) {
		taken.count = 0;
		taken.height = 0;
		if (!force) return taken;
		taken = *rest;
		rest->count = 0;
		rest->height = 0;
		return taken;
	}
	return part(rest, at);
}
