/* Slips -> pages. A page takes slips until one does not fit; then it ends at the last place where
   it may. What keeps together is said by each slip, so that one pass over the slips is enough,
   and the work grows with their number: a page is walked back over once at most. */
#include "pages/large.h"

#define TOP PT(54)
#define FOOT PT(58.5)     /* from the footer's line to the sheet's foot */
#define BOTTOM PT(72)     /* under the last line */
#define COLUMN PT(468)
#define LINE PT(432)      /* six inches: longer lines lose the eye on its way back */
#define INDENT PT(27)     /* from the bar's left edge to the block's text */
#define BAR PT(9)

Flow flow_begin(Layout *in) {
	Flow flow = { .in = in, .sheet = format_sheet(in->edition->format, in->edition->paper) };
	Len margin = flow.sheet.width < PT(500) ? PT(40.5) : PT(72);
	Len column = len_min(COLUMN, flow.sheet.width - 2 * margin);
	flow.left = len_max(margin, (flow.sheet.width - column) / 2);
	flow.right = flow.left + column;
	flow.x = flow.left;
	return flow;
}

void flow_space(Flow *flow, Len above) { flow->above = len_max(flow->above, above); }

void flow_hold(Flow *flow) {
	if (flow->count) flow->at[flow->count - 1].keep = KEEP_LINES;
}

Slip *flow_slip(Flow *flow, SlipKind kind, Len height, Source from) {
	if (flow->count == flow->room) {
		int room = flow->room ? flow->room * 2 : 256;
		Slip *grown = ARENA_ARRAY(flow->in->arena, (size_t)room, Slip);
		for (int i = 0; i < flow->count; i++) grown[i] = flow->at[i];
		flow->at = grown;
		flow->room = room;
	}
	Slip *slip = &flow->at[flow->count++];
	*slip = (Slip){
		.kind = kind,
		.keep = flow->block ? KEEP_BLOCK : KEEP_NONE,
		.x = flow->x,
		.above = flow->above,
		.height = height,
		.block = flow->block,
		.subjects = flow->subjects,
		.from = from,
	};
	flow->above = 0;
	return slip;
}

/* Two lines at least stay together at each end of a paragraph. */
static Keep keep_of(const Flow *flow, int line, int count) {
	if (line + 1 < count && (line == 0 || line == count - 2)) return KEEP_LINES;
	return flow->block ? KEEP_BLOCK : KEEP_NONE;
}

static bool is_heading(StyleId style) { return style == STYLE_H1 || style == STYLE_H2; }

Slip *flow_text(Flow *flow, const Span *spans, StyleId style, Node *node) {
	if (!spans) return NULL;
	Layout *in = flow->in;
	Text *text = ARENA_NEW(in->arena, Text);
	TextStyle how = { .id = style, .balanced = is_heading(style), .label = is_heading(style) };
	*text = text_set(in, spans, how, len_min(LINE, flow->right - flow->x));
	int first = flow->count, count = text->lines.count;
	for (int i = 0; i < count; i++) {
		Slip *slip = flow_slip(flow, SLIP_LINE, text->leading, spans->from);
		slip->text = text;
		slip->line = i;
		slip->node = node;
		slip->keep = is_heading(style) ? KEEP_LINES : keep_of(flow, i, count);
	}
	return count ? &flow->at[first] : NULL;
}

void flow_block(Flow *flow, SubjectSet subjects) {
	flow->block = ++flow->nblocks;
	flow->subjects = subjects;
	if (subjects) flow->x = flow->left + INDENT;
}

void flow_block_end(Flow *flow) {
	if (flow->count && flow->at[flow->count - 1].block == flow->block)
		flow->at[flow->count - 1].keep = KEEP_NONE;
	flow->block = 0;
	flow->subjects = 0;
	flow->x = flow->left;
}

/* ---- drawing ---- */

/* From the top of a line to its baseline: what is left over of the leading stands half above, half
   below. */
static Len baseline_of(const Layout *in, const Text *text) {
	const Font *font = in->faces[text->style - in->theme->styles];
	Len middle = len_scale(text->style->size, font->ascent - font->descent, 2 * font->units);
	return text->leading / 2 + middle;
}

/* The bar says whose answer it is even where the colour is lost: filled or hollow, as the
   subject's mark. What several subjects share has a bar of ink. */
static void draw_bar_of(Flow *flow, SubjectSet subjects, Len top, Len bottom) {
	Pen *pen = &flow->page->pen;
	int subject = -1;
	for (int i = 0; i < flow->in->nsubjects; i++)
		if (subjects == 1u << i) subject = i;
	bool filled = subject < 0 || pen->theme->subjects[subject].filled;
	bool hollow = !filled || pen->ink == INK_SAVER;
	Len half = hollow ? PT(0.9) : 0;
	Box box = { flow->left + half, top + half, flow->left + BAR - half, bottom - half };
	Path path = path_box(pen->arena, box);
	Colour colour = pen_subject(pen, subject);
	Colour inside = !filled ? pen_colour(pen, COLOUR_WHITE) : hollow ? colour_grey(12) : colour;
	draw_path(pen, path, inside);
	if (hollow) draw_stroke(pen, path, colour, PT(1.8), 0, 0);
}

static void draw_disc(Pen *pen, Len x, Len middle) {
	PathBuilder path = path_begin(pen->arena);
	path_arc(&path, (Point){ x + PT(4.5), middle }, PT(4.5), 0, 360);
	path_close(&path);
	draw_path(pen, path_end(&path), pen_colour(pen, COLOUR_INK));
}

static void draw_large_box(Pen *pen, Len x, Len middle) {
	Box box = { x + PT(1), middle - PT(9), x + PT(19), middle + PT(9) };
	Path path = path_box(pen->arena, box);
	draw_path(pen, path, pen_colour(pen, COLOUR_WHITE));
	draw_stroke(pen, path, pen_colour(pen, COLOUR_INK), PT(2), 0, 0);
}

/* What stands before the first line of a text, at the edge of the column or of the block. */
static void draw_before(Flow *flow, const Slip *slip, Len baseline) {
	Layout *in = flow->in;
	Pen *pen = &flow->page->pen;
	Len x = flow->left + (slip->subjects ? INDENT : 0);
	Len middle = baseline - len_scale(slip->text->style->size, 36, 100);
	pen->from = slip->from;
	switch (slip->sign) {
	case SIGN_NONE: break;
	case SIGN_BULLET: draw_disc(pen, x + PT(2.25), middle); break;
	case SIGN_BOX: draw_large_box(pen, x, middle); break;
	case SIGN_MARKS:
		draw_subject_marks(pen, slip->marks, x, baseline, PT(14.4), PT(18), false);
		break;
	}
	if (slip->head) text_draw(in, flow->page, slip->head, x, baseline, slip->head_node);
}

/* Draws the lines of one text that stand together on the page; gives how many slips that were. */
static int draw_lines(Flow *flow, int i, int end, Len y) {
	const Slip *slip = &flow->at[i];
	int n = 1;
	while (i + n < end && flow->at[i + n].kind == SLIP_LINE && flow->at[i + n].text == slip->text) n++;
	Len baseline = y + baseline_of(flow->in, slip->text);
	if (slip->line == 0) draw_before(flow, slip, baseline);
	text_draw_lines(flow->in, flow->page, slip->text, slip->line, slip->line + n, slip->x, baseline,
		slip->node);
	return n;
}

static void draw_slip(Flow *flow, const Slip *slip, Len y) {
	Pen *pen = &flow->page->pen;
	pen->from = slip->from;
	Colour ink = pen_colour(pen, COLOUR_INK);
	switch (slip->kind) {
	case SLIP_RULE: draw_rule(pen, flow->left, flow->right, y, PT(2), ink); break;
	case SLIP_WRITE: draw_rule(pen, slip->x, flow->right, y + slip->height - PT(1), PT(1), ink); break;
	case SLIP_CODE: {
		Box box = { slip->x, y, slip->x + slip->height, y + slip->height };
		qr_draw(flow->in, flow->page, box, slip->node);
		break;
	}
	case SLIP_FIGURE:
		figure_draw(flow->in, flow->page, slip->figure, slip->x, y, slip->node);
		break;
	case SLIP_LINE: break;
	}
}

/* Draws the slips [i] to [end] on a page of their own. */
static void draw_page(Flow *flow, int i, int end) {
	Layout *in = flow->in;
	const char *name = str_zero(in->arena, str_format(in->arena, "page %d", in->ndrafts + 1));
	flow->page = draft_add(in, name, flow->sheet);
	Len y = TOP, block_top = 0;
	for (int first = i; i < end;) {
		const Slip *slip = &flow->at[i];
		bool at_head = i == first;
		if (slip->kind == SLIP_RULE && at_head) {
			first = ++i;
			continue;
		}
		y += at_head ? 0 : slip->above;
		if (at_head || slip[-1].block != slip->block) block_top = y;
		int n = 1;
		if (slip->kind == SLIP_LINE) n = draw_lines(flow, i, end, y);
		else draw_slip(flow, slip, y);
		for (int k = 0; k < n; k++) y += slip[k].height;
		i += n;
		if (slip->subjects && (i == end || flow->at[i].block != slip->block))
			draw_bar_of(flow, slip->subjects, block_top + PT(3), y - PT(3));
	}
}

/* ---- where pages end ---- */

/* An answer that is higher than a page may part where its paragraphs may. */
static void free_high_blocks(Flow *flow, Len room) {
	for (int i = 0, end; i < flow->count; i = end) {
		Len height = 0;
		for (end = i; end < flow->count && flow->at[end].block == flow->at[i].block; end++)
			height += flow->at[end].height + (end > i ? flow->at[end].above : 0);
		if (!flow->at[i].block || height <= room) continue;
		for (int k = i; k < end; k++)
			if (flow->at[k].keep == KEEP_BLOCK) flow->at[k].keep = KEEP_NONE;
	}
}

/* The last place in [first] to [over] where a page may end: before the slip that is given. */
static int break_before(const Flow *flow, int first, int over) {
	for (Keep most = KEEP_NONE; most < KEEP_LINES; most++)
		for (int i = over; i > first; i--)
			if (flow->at[i - 1].keep <= most) return i;
	return over > first ? over : first + 1;
}

/* Does the part that starts at this slip fit on one page? */
static bool part_fits(const Flow *flow, int start, Len room) {
	Len height = 0;
	for (int i = start + 1; i < flow->count && flow->at[i].kind != SLIP_RULE; i++) {
		height += flow->at[i].height + (i > start + 1 ? flow->at[i].above : 0);
		if (height > room) return false;
	}
	return true;
}

/* Answers are compared more easily on one page: a question that would part goes to the next page
   whole, if it fits there and leaves no more than a third of this one empty. */
static int page_end(const Flow *flow, int first, Len room) {
	Len y = 0, before_part = 0;
	int part = first;
	bool empty = true;
	for (int i = first; i < flow->count; i++) {
		const Slip *slip = &flow->at[i];
		if (empty && slip->kind == SLIP_RULE) continue;
		Len need = (empty ? 0 : slip->above) + slip->height;
		if (y + need > room) {
			bool whole = part > first && 3 * before_part >= 2 * room;
			return whole && part_fits(flow, part, room) ? part : break_before(flow, first, i);
		}
		if (slip->kind == SLIP_RULE) {
			part = i;
			before_part = y;
		}
		y += need;
		empty = false;
	}
	return flow->count;
}

/* ---- the foot of each page ---- */

static void draw_foot(Flow *flow, int number) {
	Layout *in = flow->in;
	flow->page = &in->drafts[number];
	Source from = in->content->info.title.from;
	Str label = words_with(in, WORDS_PAGE, "{n}", number_text(in, number + 1));
	label = words_fill(in, label, "{total}", number_text(in, in->ndrafts));
	TextStyle how = { .id = STYLE_BODY, .label = true };
	Text folio = text_set(in, span_of(in, label, from), how, flow->right - flow->left);
	Mark *before = flow->page->pen.last;
	Len baseline = flow->sheet.height - FOOT + baseline_of(in, &folio);
	text_draw_right(in, flow->page, &folio, flow->right, baseline, NULL);
	const Span *org = in->content->info.org.full;
	Text name = text_set(in, org, how, flow->right - flow->left - text_width(&folio) - PT(18));
	if (org && name.lines.count == 1)
		text_draw(in, flow->page, &name, flow->left, baseline, NULL);
	for (Mark *mark = before ? before->next : flow->page->pen.first; mark; mark = mark->next)
		mark->furniture = true;
}

void flow_draw(Flow *flow) {
	Len room = flow->sheet.height - BOTTOM - TOP;
	free_high_blocks(flow, room);
	int first_page = flow->in->ndrafts;
	for (int i = 0, end; i < flow->count && !flow->in->failed; i = end) {
		end = page_end(flow, i, room);
		draw_page(flow, i, end);
	}
	for (int i = first_page; i < flow->in->ndrafts; i++) draw_foot(flow, i);
}
