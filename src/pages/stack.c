/* Pieces of body text one under another, each with its marker: the inside of a cell, a list of
   statements, a glossary. A stack is set first, so that its height is known, and drawn when its
   place is. */
#include <assert.h>
#include "pages/internal.h"

Stack stack_begin(Layout *in, Len measure, int subject) {
	return (Stack){ .in = in, .measure = measure, .subject = subject, .body = STYLE_BODY };
}

static bool lists(Marker marker) {
	switch (marker) {
	case MARKER_BULLET:
	case MARKER_NUMBER:
	case MARKER_BOX:
	case MARKER_TERM:
	case MARKER_BAR:
	case MARKER_PLUS:
	case MARKER_SOURCE:
	case MARKER_MINUS: return true;
	case MARKER_NAME:
	case MARKER_SCALE:
	case MARKER_WRITE:
	case MARKER_NONE:
	case MARKER_YES:
	case MARKER_NO:
	case MARKER_NOTE:
	case MARKER_WARNING:
	case MARKER_QUOTE: break;
	}
	return false;
}

Len piece_height(const Layout *in, const Piece *piece) {
	Len body = piece->figure ? piece->figure->all : text_height(&piece->text);
	return piece->above + piece->pad_top + body
		+ down(in, 22.5 * piece->lines) + piece->pad_bottom + piece->below;
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
	*piece = (Piece){ .marker = marker, .indent = indent, .style = stack->body };
	piece->left = stack->left;
	piece->measure = stack->measure - stack->left;
	piece->subject = stack->subject;
	piece->above = stack->count ? above : 0;
	TextStyle how = { .id = stack->body,
		.colour = stack->colour,
		.coloured = stack->coloured,
		.tabular = stack->tabular };
	Len inset = stack->white && (marker == MARKER_NOTE || marker == MARKER_WARNING) ? indent : 0;
	piece->text = text_set(stack->in, spans, how, piece->measure - indent - inset);
	piece->in_list = lists(marker);
	piece->starts_list =
		piece->in_list && (!stack->count || stack->pieces[stack->count - 1].marker != marker);
	stack->count++;
	stack->height += piece_height(stack->in, piece);
	return piece;
}

/* A figure is a piece too; its text stays empty. */
bool block_is_apart(const Block *block) {
	return block->kind == BLOCK_TABLE
		|| (block->kind == BLOCK_FIGURE && block->figure->width == WIDTH_PAGE);
}

static void add_figure(Stack *stack, const Figure *figure, Len above) {
	Piece *piece = add(stack, MARKER_NONE, 0, above, NULL);
	piece->text.from = figure->from;
	piece->figure = figure_set(stack->in, figure, piece->measure);
	stack->height += piece->figure->all;
}

static Len indent_of(const Layout *in, Marker marker) {
	const Len *measures = in->theme->measures;
	switch (marker) {
	case MARKER_BULLET:
	case MARKER_BAR: return measures[MEASURE_LIST_INDENT];
	case MARKER_BOX: return measures[MEASURE_TICK_INDENT];
	case MARKER_NUMBER:
	case MARKER_PLUS:
	case MARKER_MINUS: return PT(13.5);
	case MARKER_NOTE:
	case MARKER_SOURCE:
	case MARKER_WARNING: return PT(11.25);
	case MARKER_YES:
	case MARKER_NO: return PT(14.25);
	case MARKER_SCALE: return PT(63.75);
	case MARKER_WRITE:
	case MARKER_NAME:
	case MARKER_NONE:
	case MARKER_QUOTE:
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

void stack_head(Stack *stack, const Span *spans, StyleId id, Len above) {
	stack_styled(stack, id, false, spans, MARKER_NONE, above)->keep = true;
}

static Len names_indent(const Layout *in, SubjectSet subjects) {
	int n = 0;
	for (int i = 0; i < in->nsubjects; i++) n += subjects >> i & 1;
	return PT(13.5) + (n > 1 ? (n - 1) * PT(12) : 0);
}

void stack_name(Stack *stack, SubjectSet subjects, Len above) {
	Layout *in = stack->in;
	const Span *names = NULL;
	int only = 0;
	for (int i = in->nsubjects; i-- > 0;) {
		if (!(subjects >> i & 1)) continue;
		const Span *name = in->content->subjects.at[i].title.full;
		names = names ? spans_join(in, name, mark_words(in, WORDS_COMMA), names, 0) : name;
		only = i;
	}
	bool one = subjects == 1u << only;
	Pen pen = { .theme = in->theme, .ink = in->edition->ink };
	TextStyle how = { .id = STYLE_LABEL,
		.colour = one ? pen_subject(&pen, only) : pen_colour(&pen, COLOUR_INK),
		.coloured = true,
		.label = true };
	StyleId body = stack->body;
	stack->body = STYLE_LABEL;
	stack->left = 0;
	stack->subject = one ? only : -1;
	Len indent = names_indent(in, subjects);
	Piece *piece = add(stack, MARKER_NAME, indent, above, NULL);
	piece->text = text_set(in, names, how, stack->measure - indent);
	piece->who = subjects;
	piece->keep = true;
	stack->height += text_height(&piece->text);
	stack->body = body;
	stack->left = PT(13.5);
}

void stack_source(Stack *stack, int number, const Span *spans) {
	Layout *in = stack->in;
	Len indent = number > 9 ? PT(15.75) : indent_of(in, MARKER_SOURCE);
	Piece *piece = add(stack, MARKER_SOURCE, indent, 0, spans);
	Str figure = str_format(in->arena, "%d", number);
	TextStyle how = { .id = STYLE_FINE_BOLD, .label = true };
	piece->head = text_set(in, span_of(in, figure, piece->text.from), how, indent);
}

void stack_keep(Stack *stack, int first) {
	for (int i = first; i < stack->count; i++) {
		stack->pieces[i].whole = true;
		if (i + 1 < stack->count) stack->pieces[i].keep = true;
	}
}

void stack_step(Stack *stack, int number, const Step *step) {
	const Span *spans = led_words(stack->in, step->when, step->words.full, step->from);
	stack_number(stack, number, spans, 0);
	if (!step->write) return;
	stack->pieces[stack->count - 1].lines = 1;
	stack->height += down(stack->in, 22.5);
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
	Layout *in = stack->in;
	Marker marker = note->warning ? MARKER_WARNING : MARKER_NOTE;
	const Block *first = note->blocks;
	const Span *lead = note->words.full;
	int start = stack->count;
	if (first && lead) lead = spans_join(in, lead, sentence_gap(in), first->words.full, STYLE_STRONG);
	else if (first) lead = first->words.full;
	if (!first && lead) lead = spans_join(in, lead, "", NULL, STYLE_STRONG);
	stack_words(stack, lead, marker, above);
	for (first = first ? first->next : NULL; first; first = first->next)
		stack_words(stack, first->words.full, marker, down(in, 6.75));
	for (int i = start; i < stack->count - 1; i++) stack->pieces[i].keep = true;
	if (stack->count == start || !stack->white) return;
	stack->pieces[start].pad_top = stack->pieces[stack->count - 1].pad_bottom = down(in, 6.75);
	stack->height += 2 * down(in, 6.75);
}

static const Span *plain_span(Stack *stack, StringId id, Source from) {
	return span_of(stack->in, words(stack->in, id), from);
}

/* The opening mark hangs before the first line. The source stands under the words. */
static void add_quote(Stack *stack, const Block *quote, Len above) {
	Layout *in = stack->in;
	for (const Block *block = quote->blocks; block; block = block->next) {
		const Span *spans = block->words.full;
		if (!block->next)
			spans = spans_join(in, spans, "", plain_span(stack, WORDS_QUOTE_CLOSE, block->from), 0);
		Piece *piece = add(stack, MARKER_QUOTE, 0, above, spans);
		above = down(in, 6.75);
		piece->keep = true;
		if (block != quote->blocks) continue;
		TextStyle how = {
			.id = stack->body, .colour = stack->colour, .coloured = stack->coloured, .label = true
		};
		piece->head = text_set(in, plain_span(stack, WORDS_QUOTE_OPEN, block->from), how, PT(20));
	}
	if (!quote->words.full) return;
	stack_styled(stack, STYLE_FINE, false, quote->words.full, MARKER_QUOTE, down(in, 3.375));
	stack->height += len_up(stack->height, in->grid / 4) - stack->height;
}

void stack_block(Stack *stack, const Block *block) {
	bool after_words = stack->count && block->kind == BLOCK_LIST
		&& !stack->pieces[stack->count - 1].in_list && block->blocks;
	bool kept = stack->count && stack->pieces[stack->count - 1].keep;
	Len above = after_words || kept ? 0 : down(stack->in, 6.75);
	switch (block->kind) {
	case BLOCK_PARAGRAPH: stack_words(stack, block->words.full, MARKER_NONE, above); break;
	case BLOCK_LIST: add_list(stack, block, above); break;
	case BLOCK_NOTE: add_note(stack, block, down(stack->in, 6.75)); break;
	case BLOCK_QUOTE: add_quote(stack, block, down(stack->in, 6.75)); break;
	case BLOCK_TABLE: assert(!"a table has a place of its own"); break;
	case BLOCK_FIGURE:
		if (stack->in->edition->format->kind != FORMAT_FOLDED) add_figure(stack, block->figure, above);
		break;
	}
}

const Block *stack_until_apart(Stack *stack, const Block *blocks) {
	for (; blocks && !block_is_apart(blocks); blocks = blocks->next) stack_block(stack, blocks);
	return blocks;
}

void stack_pair(Stack *stack, const Question *pair) {
	Layout *in = stack->in;
	int start = stack->count, lines = 0;
	stack_head(stack, pair->question.full, STYLE_BOLD, down(in, 6.75));
	stack_blocks(stack, pair->answer);
	stack_keep(stack, start);
	for (int i = start + 1; i < stack->count; i++) lines += stack->pieces[i].text.lines.count;
	limit_lines(in, pair->from, "this answer", lines, 4);
}

void stack_append(Stack *to, const Stack *from) {
	for (int i = 0; i < from->count; i++) {
		Piece *piece = add(to, MARKER_NONE, 0, 0, NULL);
		Len left = piece->left;
		*piece = from->pieces[i];
		piece->left += left;
		to->height += piece_height(to->in, piece);
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

/* The area and the bar of a note, from one piece to the next without a gap. */
static void draw_note(const Stack *stack, Draft *page, const Piece *piece, Len x, Len top) {
	Pen *pen = &page->pen;
	bool begins = piece == stack->pieces || !piece[-1].keep;
	Len bar = piece->marker == MARKER_WARNING ? PT(4.5) : PT(2.25);
	Len above = begins ? piece->pad_top : piece->above;
	Box box = { x, top - above, x + piece->measure,
		top + text_height(&piece->text) + piece->pad_bottom };
	if (stack->white && pen->ink != INK_SAVER) {
		draw_box(pen, box, pen_colour(pen, COLOUR_PAPER));
		pen->last->ground = true;
	}
	box.right = x + bar;
	draw_box(pen, box, pen_colour(pen, COLOUR_INK));
}

static void draw_marker(const Stack *stack, Draft *page, const Piece *piece, Len x, Len top) {
	Layout *in = stack->in;
	Pen *pen = &page->pen;
	Len size = in->theme->styles[piece->style].size, baseline = top + text_drop(in, piece->style);
	pen->from = piece->text.from;
	switch (piece->marker) {
	case MARKER_BULLET: draw_bullet(pen, piece->subject, x, baseline, size); break;
	case MARKER_BAR: draw_bullet(pen, -1, x, baseline, size); break;
	case MARKER_BOX: draw_tick_box(pen, x, top); break;
	case MARKER_YES: draw_yes(pen, piece->subject, x, baseline); break;
	case MARKER_NO: draw_no(pen, piece->subject, x, baseline); break;
	case MARKER_PLUS: draw_plus(pen, piece->subject, x, baseline); break;
	case MARKER_MINUS: draw_minus(pen, piece->subject, x, baseline); break;
	case MARKER_NOTE:
	case MARKER_WARNING: draw_note(stack, page, piece, x, top); break;
	case MARKER_NAME:
		if (piece->subject >= 0)
			draw_subject_mark(pen, piece->subject, x, baseline, PT(9), size, false);
		else draw_subject_marks(pen, piece->who, x, baseline, PT(8), size, false);
		break;
	case MARKER_NONE:
	case MARKER_NUMBER:
	case MARKER_QUOTE:
	case MARKER_SOURCE:
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

/* Where a piece's words stand in the tree: a list's items are LI, its number or term is the label;
   what is quoted is kept together; other pieces are paragraphs. */
static Node *node_of(const Stack *stack, const Piece *piece, Node *parent, Node **open) {
	Layout *in = stack->in;
	if (piece->in_list) {
		if (piece->starts_list || !*open || (*open)->kind != NODE_L)
			*open = node_add(in, parent, NODE_L, piece->text.from);
		(*open)->numbered = piece->marker == MARKER_NUMBER || piece->marker == MARKER_SOURCE;
		return node_add(in, *open, NODE_LI, piece->text.from);
	}
	if (piece->marker == MARKER_QUOTE) {
		if (piece->head.lines.count || !*open || (*open)->kind != NODE_QUOTE)
			*open = node_add(in, parent, NODE_QUOTE, piece->text.from);
		return node_add(in, *open, NODE_P, piece->text.from);
	}
	*open = NULL;
	if (!piece->text.lines.count) return parent; /* cells of a scale without words */
	/* A cell of one paragraph is that paragraph. */
	bool cell = parent->kind == NODE_TD || parent->kind == NODE_TH;
	if (stack->count == 1 && cell && !parent->first) return parent;
	return node_add(in, parent, NODE_P, piece->text.from);
}

static void draw_head(
	const Stack *stack, Draft *page, const Piece *piece, Len x, Len top, Node *node) {
	Layout *in = stack->in;
	if (!piece->head.lines.count) return;
	if (piece->marker == MARKER_QUOTE) {
		text_draw(in, page, &piece->head, x - text_width(&piece->head),
			top + text_drop(in, piece->style), node);
		return;
	}
	Node *label = node_add(in, node, NODE_LBL, piece->head.from);
	Len drop = text_drop(in, piece->marker == MARKER_SOURCE ? STYLE_FINE : STYLE_BOLD);
	text_draw(in, page, &piece->head, x, top + drop, label);
}

static void draw_lines(const Stack *stack, Draft *page, const Piece *piece, Len x, Len under) {
	Layout *in = stack->in;
	for (int i = 1; i <= piece->lines; i++)
		draw_rule(&page->pen, x + piece->indent, x + piece->measure,
			under + down(in, 22.5 * i - 3.375), in->theme->measures[MEASURE_ROW_RULE],
			pen_colour(&page->pen, COLOUR_INK));
}

static void draw_piece(const Stack *stack, Draft *page, const Piece *piece, Len x, Len top,
	Node *parent, Node **open) {
	Layout *in = stack->in;
	Node *body = piece->home ? *piece->home : NULL;
	bool begins = !body;
	if (begins) body = node_of(stack, piece, parent, open);
	if (begins) draw_head(stack, page, piece, x, top, body);
	if (begins && piece->in_list) body = node_add(in, body, NODE_LBODY, piece->text.from);
	if (piece->home) *piece->home = body;
	if (begins || piece->marker == MARKER_NOTE || piece->marker == MARKER_WARNING)
		draw_marker(stack, page, piece, x, top);
	text_draw(in, page, &piece->text, x + piece->indent, top + piece_drop(stack, piece), body);
	draw_lines(stack, page, piece, x, top + text_height(&piece->text));
}

void stack_draw(const Stack *stack, Draft *page, Len x, Len top, Node *parent) {
	Node *open = stack->list ? *stack->list : NULL;
	for (int i = 0; i < stack->count; i++) {
		const Piece *piece = &stack->pieces[i];
		Len first = top + piece->above + piece->pad_top;
		if (piece->figure) {
			open = NULL;
			figure_draw(stack->in, page, piece->figure, x + piece->left, first, parent);
		} else draw_piece(stack, page, piece, x + piece->left, first, parent, &open);
		top += piece_height(stack->in, piece);
	}
	if (stack->list) *stack->list = open;
}
