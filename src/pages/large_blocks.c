/* What a part of the article is made of, in large print: paragraphs with white between them, lists
   with bullets that can be seen, notes, quotations, pictures that grow with the type. */
#include "pages/large.h"

#define ITEM PT(22.5) /* from an item's bullet to its words */
#define TICK PT(31.5) /* from a box to tick to its words */

const Span *flow_words(Flow *flow, StringId id, Source from) {
	return span_of(flow->in, words(flow->in, id), from);
}

/* ---- paragraphs and lists ---- */

void flow_paragraph(Flow *flow, const Span *spans, StyleId style) {
	if (!spans) return;
	flow_space(flow, FLOW_BLANK);
	flow_text(flow, spans, style, node_add(flow->in, flow->node, NODE_P, spans->from));
}

Node *flow_list(Flow *flow, bool numbered, Source from) {
	flow_hold(flow);
	Node *list = node_add(flow->in, flow->node, NODE_L, from);
	list->numbered = numbered;
	return list;
}

/* An item of [list]: [sign] or, if it is not 0, [number] before [spans]. */
void flow_item(Flow *flow, Node *list, Sign sign, int number, const Span *spans) {
	if (!spans) return;
	Layout *in = flow->in;
	Node *item = node_add(in, list, NODE_LI, spans->from);
	Len x = flow->x, indent = sign == SIGN_BOX ? TICK : ITEM;
	Text *head = NULL;
	Node *label = NULL;
	if (number) {
		head = ARENA_NEW(in->arena, Text);
		Str figure = str_format(in->arena, "%d.", number);
		TextStyle how = { .id = STYLE_BOLD, .label = true };
		*head = text_set(in, span_of(in, figure, spans->from), how, PT(200));
		label = node_add(in, item, NODE_LBL, spans->from);
		indent = len_max(PT(27), text_width(head) + PT(9));
	}
	flow_space(flow, FLOW_BLANK);
	flow->x += indent;
	Slip *slip = flow_text(flow, spans, STYLE_BODY, node_add(in, item, NODE_LBODY, spans->from));
	flow->x = x;
	if (!slip) return;
	slip->sign = sign;
	slip->head = head;
	slip->head_node = label;
}

static void add_list(Flow *flow, const Block *block) {
	Node *list = flow_list(flow, block->numbered, block->from);
	int number = 0;
	for (const Block *item = block->blocks; item; item = item->next)
		flow_item(flow, list, block->numbered ? SIGN_NONE : SIGN_BULLET,
			block->numbered ? ++number : 0, item->words.full);
}

static void add_note(Flow *flow, const Block *note) {
	const Block *first = note->blocks;
	const Span *words = first ? first->words.full : NULL;
	const char *gap = sentence_gap(flow->in);
	flow_paragraph(
		flow, spans_join(flow->in, note->words.full, gap, words, STYLE_STRONG), STYLE_BODY);
	for (first = first ? first->next : NULL; first; first = first->next)
		flow_paragraph(flow, first->words.full, STYLE_BODY);
}

/* A picture grows as type does, as far as its column, three quarters of a page and its pixels (150
   an inch) allow; its words are paragraphs before and after it. */
static const FigureSet *picture_set(Flow *flow, const Figure *figure) {
	Layout *in = flow->in;
	Figure *bare = ARENA_NEW(in->arena, Figure);
	*bare = *figure;
	bare->title = bare->caption = bare->credit = (Wording){ .full = NULL };
	bare->align = ALIGN_START;
	Len measure = flow->right - flow->x, most = flow->sheet.height * 3 / 4 - PT(126);
	const FigureSet *natural = figure_set(in, bare, measure);
	if (!natural->picture || natural->height <= 0) return natural;
	Len width = len_min(measure, natural->width * 9 / 5);
	if (natural->picture->kind == PICTURE_RASTER)
		width = len_min(width, len_max(natural->width, PT(natural->picture->width * 72 / 150)));
	width = len_min(width, len_scale(most, natural->width, natural->height));
	FigureSet *set = ARENA_NEW(in->arena, FigureSet);
	*set = *natural;
	set->height = len_scale(natural->height, width, natural->width);
	set->width = width;
	set->all = set->height;
	return set;
}

static void add_figure(Flow *flow, const Figure *figure) {
	const FigureSet *set = picture_set(flow, figure);
	flow_paragraph(flow, figure->title.full, STYLE_BOLD);
	if (figure->title.full) flow_hold(flow);
	flow_space(flow, FLOW_BLANK);
	Slip *slip = flow_slip(flow, SLIP_FIGURE, set->all, figure->from);
	slip->figure = set;
	slip->node = flow->node;
	const Span *caption = figure_caption(flow->in, figure);
	if (caption || figure->credit.full) flow_hold(flow);
	flow_paragraph(flow, caption, STYLE_BODY);
	if (caption && figure->credit.full) flow_hold(flow);
	flow_paragraph(flow, figure->credit.full, STYLE_BODY);
}

/* Words of somebody else between quotation marks, and under them whose they are. */
static void add_quote(Flow *flow, const Block *quote) {
	Layout *in = flow->in;
	Node *home = flow->node;
	flow->node = node_add(in, home, NODE_QUOTE, quote->from);
	for (const Block *block = quote->blocks; block; block = block->next) {
		const Span *spans = block->words.full;
		if (block == quote->blocks)
			spans = spans_join(
				in, flow_words(flow, WORDS_QUOTE_OPEN, block->from), "", spans, 0);
		if (!block->next)
			spans = spans_join(
				in, spans, "", flow_words(flow, WORDS_QUOTE_CLOSE, block->from), 0);
		flow_paragraph(flow, spans, STYLE_BODY);
	}
	if (quote->words.full) flow_hold(flow);
	flow_paragraph(flow, quote->words.full, STYLE_BODY);
	flow->node = home;
}

void flow_blocks(Flow *flow, const Block *block) {
	for (; block; block = block->next) switch (block->kind) {
		case BLOCK_PARAGRAPH: flow_paragraph(flow, block->words.full, STYLE_BODY); break;
		case BLOCK_LIST: add_list(flow, block); break;
		case BLOCK_NOTE: add_note(flow, block); break;
		case BLOCK_FIGURE: add_figure(flow, block->figure); break;
		case BLOCK_QUOTE: add_quote(flow, block); break;
		case BLOCK_TABLE:
			if (block->table->title.full) {
				flow_paragraph(flow, block->table->title.full, STYLE_BOLD);
				flow_hold(flow);
			}
			flow_table(flow, block->table);
			break;
		}
}
