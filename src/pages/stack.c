/* Pieces of body text one under another, each with its marker: the inside of a cell, a list of
   statements, a glossary. A stack is set first, so that its height is known, and drawn when its
   place is. */
#include "pages/internal.h"

Stack stack_begin(Layout *in, Len measure, int subject) {
	return (Stack){ .in = in, .measure = measure, .subject = subject, .body = STYLE_BODY };
}

static Piece *add(Stack *stack, Marker marker, Len indent, Len above, const Span *spans) {
	if (stack->count == stack->room) {
		int room = stack->room ? stack->room * 2 : 8;
		Piece *grown = ARENA_ARRAY(stack->in->arena, room, Piece);
		for (int i = 0; i < stack->count; i++) grown[i] = stack->pieces[i];
		stack->pieces = grown;
		stack->room = room;
	}
	Piece *piece = &stack->pieces[stack->count];
	*piece = (Piece){ .marker = marker,
		.style = stack->body,
		.indent = indent,
		.above = stack->count ? above : 0 };
	TextStyle how = { .id = stack->body, .colour = stack->colour, .coloured = stack->coloured };
	piece->text = text_set(stack->in, spans, how, stack->measure - indent);
	piece->in_list = marker == MARKER_BULLET || marker == MARKER_NUMBER || marker == MARKER_BOX
		|| marker == MARKER_TERM || marker == MARKER_BAR;
	piece->starts_list =
		piece->in_list && (!stack->count || stack->pieces[stack->count - 1].marker != marker);
	stack->count++;
	stack->height += piece->above + text_height(&piece->text);
	return piece;
}

/* A figure is a piece too; its text stays empty. */
static void add_figure(Stack *stack, const Figure *figure, Len above) {
	Piece *piece = add(stack, MARKER_NONE, 0, above, NULL);
	piece->text.from = figure->from;
	piece->figure = figure_set(stack->in, figure, stack->measure);
	stack->height += piece->figure->all;
}

Len piece_height(const Piece *piece) {
	return piece->figure ? piece->figure->all : text_height(&piece->text);
}

static Len indent_of(const Layout *in, Marker marker) {
	const Len *measures = in->theme->measures;
	switch (marker) {
	case MARKER_BULLET:
	case MARKER_BAR: return measures[MEASURE_LIST_INDENT];
	case MARKER_BOX: return measures[MEASURE_TICK_INDENT];
	case MARKER_NUMBER: return PT(13.5);
	case MARKER_NOTE: return PT(11.25);
	case MARKER_YES:
	case MARKER_NO: return PT(14.25);
	case MARKER_SCALE: return PT(63.75);
	case MARKER_NONE:
	case MARKER_WRITE:
	case MARKER_TERM: break;
	}
	return 0;
}

void stack_words(Stack *stack, const Span *spans, Marker marker, Len above) {
	if (spans) add(stack, marker, indent_of(stack->in, marker), above, spans);
}

Piece *stack_styled(
	Stack *stack, StyleId style, bool coloured, const Span *spans, Marker marker, Len above) {
	Stack how = *stack;
	how.body = style;
	if (coloured) {
		how.coloured = true;
		how.colour = pen_subject(
			&(Pen){ .theme = stack->in->theme, .ink = stack->in->edition->ink }, stack->subject);
	}
	Piece *piece = add(&how, marker, indent_of(stack->in, marker), above, spans);
	stack->pieces = how.pieces;
	stack->count = how.count;
	stack->room = how.room;
	stack->height = how.height;
	return piece;
}

void stack_under(Stack *stack, Piece *piece, Len below) {
	piece->below += below;
	stack->height += below;
}

void stack_term(Stack *stack, const Span *term, const Span *spans, Len indent, Len above) {
	Piece *piece = add(stack, MARKER_TERM, indent, above, spans);
	TextStyle how = {
		.id = STYLE_BOLD, .colour = stack->colour, .coloured = stack->coloured, .label = true
	};
	piece->head = text_set(stack->in, term, how, indent);
}

void stack_number(Stack *stack, int number, const Span *spans, Len above) {
	Len indent = number > 9 ? PT(18) : indent_of(stack->in, MARKER_NUMBER);
	Piece *piece = add(stack, MARKER_NUMBER, indent, above, spans);
	Str figure = str_format(stack->in->arena, "%d", number);
	TextStyle how = {
		.id = STYLE_BOLD, .colour = stack->colour, .coloured = stack->coloured, .label = true
	};
	piece->head = text_set(stack->in, span_of(stack->in, figure, piece->text.from), how, indent);
}

static void add_list(Stack *stack, const Block *list, Len above) {
	int number = 0;
	for (const Block *item = list->blocks; item; item = item->next) {
		Len gap = number ? 0 : above;
		number++;
		if (list->numbered) stack_number(stack, number, item->words.full, gap);
		else
			stack_words(
				stack, item->words.full, stack->subject < 0 ? MARKER_BAR : MARKER_BULLET, gap);
	}
}

static void add_note(Stack *stack, const Block *note, Len above) {
	const Block *first = note->blocks;
	const Span *lead = note->words.full;
	if (first && lead) lead = spans_join(stack->in, lead, " ", first->words.full, STYLE_STRONG);
	else if (first) lead = first->words.full;
	if (!first && lead) lead = spans_join(stack->in, lead, "", NULL, STYLE_STRONG);
	stack_words(stack, lead, MARKER_NOTE, above);
	for (first = first ? first->next : NULL; first; first = first->next)
		stack_words(stack, first->words.full, MARKER_NOTE, down(stack->in, 6.75));
}

void stack_block(Stack *stack, const Block *block) {
	bool after_words = stack->count && block->kind == BLOCK_LIST
		&& !stack->pieces[stack->count - 1].in_list && block->blocks;
	Len above = after_words ? 0 : down(stack->in, 6.75);
	switch (block->kind) {
	case BLOCK_PARAGRAPH: stack_words(stack, block->words.full, MARKER_NONE, above); break;
	case BLOCK_LIST: add_list(stack, block, above); break;
	case BLOCK_NOTE: add_note(stack, block, down(stack->in, 6.75)); break;
	case BLOCK_FIGURE:
		if (stack->in->edition->format->kind != FORMAT_FOLDED) add_figure(stack, block->figure, above);
		break;
	}
}

void stack_blocks(Stack *stack, const Block *blocks) {
	for (const Block *block = blocks; block; block = block->next) stack_block(stack, block);
}

/* Blanks inside lines and ends of lines part words. */
static int text_words(const Text *text) {
	int n = 0;
	for (int i = 0; i < text->lines.count; i++) {
		const Line *line = &text->lines.lines[i];
		n += line->nparts > 0;
		for (int k = 0; k < line->nparts; k++) {
			const LinePart *part = &line->parts[k];
			for (int g = part->first; g < part->last; g++) {
				bool closing = k == line->nparts - 1 && g == part->last - 1;
				n += !closing && part->run->text.at[part->run->glyphs[g].cluster] == ' ';
			}
		}
	}
	return n;
}

int stack_word_count(const Stack *stack) {
	int n = 0;
	for (int i = 0; i < stack->count; i++) n += text_words(&stack->pieces[i].text);
	return n;
}

static void draw_marker(const Stack *stack, Draft *page, const Piece *piece, Len x, Len top) {
	Layout *in = stack->in;
	Pen *pen = &page->pen;
	Len size = in->theme->styles[stack->body].size, baseline = top + text_drop(in, stack->body);
	pen->from = piece->text.from;
	switch (piece->marker) {
	case MARKER_BULLET: draw_bullet(pen, stack->subject, x, baseline, size); break;
	case MARKER_BAR: draw_bullet(pen, -1, x, baseline, size); break;
	case MARKER_BOX: draw_tick_box(pen, x, top); break;
	case MARKER_YES: draw_yes(pen, stack->subject, x, baseline); break;
	case MARKER_NO: draw_no(pen, stack->subject, x, baseline); break;
	case MARKER_NOTE: {
		Len bottom = top + text_height(&piece->text);
		draw_box(pen, (Box){ x, top, x + PT(2.25), bottom }, pen_colour(pen, COLOUR_INK));
		break;
	}
	case MARKER_NONE:
	case MARKER_NUMBER:
	case MARKER_SCALE:
	case MARKER_WRITE:
	case MARKER_TERM: break;
	}
	if (piece->chart) chart_draw(stack, page, piece, x, top);
}

/* Fine print sits as it falls; all else on the raster of the body. */
static Len piece_drop(const Stack *stack, const Piece *piece) {
	bool fine = piece->style == STYLE_FINE;
	return text_drop(stack->in, fine ? piece->style : stack->body);
}

/* A list's items are LI; its number or term is the label. Other pieces are paragraphs. */
static void draw_piece(const Stack *stack, Draft *page, const Piece *piece, Len x, Len top,
	Node *parent, Node **list) {
	Layout *in = stack->in;
	Node *body;
	if (piece->in_list) {
		if (piece->starts_list || !*list) *list = node_add(in, parent, NODE_L, piece->text.from);
		(*list)->numbered = piece->marker == MARKER_NUMBER;
		Node *item = node_add(in, *list, NODE_LI, piece->text.from);
		if (piece->head.lines.count) {
			Node *label = node_add(in, item, NODE_LBL, piece->head.from);
			text_draw(in, page, &piece->head, x, top + text_drop(in, STYLE_BOLD), label);
		}
		body = node_add(in, item, NODE_LBODY, piece->text.from);
	} else {
		*list = NULL;
		/* A cell of one paragraph is that paragraph. */
		bool whole = stack->count == 1 && parent->kind == NODE_TD && !parent->first;
		bool empty = !piece->text.lines.count;
		body = whole ? parent : empty ? NULL : node_add(in, parent, NODE_P, piece->text.from);
	}
	draw_marker(stack, page, piece, x, top);
	text_draw(in, page, &piece->text, x + piece->indent, top + piece_drop(stack, piece), body);
}

void stack_draw(const Stack *stack, Draft *page, Len x, Len top, Node *parent) {
	Node *list = NULL;
	for (int i = 0; i < stack->count; i++) {
		const Piece *piece = &stack->pieces[i];
		top += piece->above;
		if (piece->figure) {
			list = NULL;
			figure_draw(stack->in, page, piece->figure, x, top, parent);
		} else draw_piece(stack, page, piece, x, top, parent, &list);
		top += piece_height(piece) + piece->below;
	}
}
