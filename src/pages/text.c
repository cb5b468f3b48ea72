/* Words in a style -> lines in a measure -> marks on a page. */
#include "pages/internal.h"
#include "base/letters.h"

static int count_spans(const Span *spans) {
	int n = 0;
	for (; spans; spans = spans->next) n++;
	return n;
}

/* Stress is bold in the text family, which is never set in italics; display type is bold already.
 */
static const Font *face_for(const Layout *in, StyleId id, unsigned style) {
	bool stressed = style & (STYLE_STRONG | STYLE_EMPH);
	if (stressed && in->theme->styles[id].family != FAMILY_DISPLAY) return in->faces[STYLE_BOLD];
	return in->faces[id];
}

/* Marks stand in running text only. */
static bool has_marks(const Layout *in, const TextStyle *how) {
	return in->theme->styles[how->id].family != FAMILY_DISPLAY && !how->label && !in->notes->off;
}

static bool are_raised(const Layout *in) { return in->edition->format->kind != FORMAT_LARGE; }

/* A figure at 0.66 of the size, raised by 0.33 of it; where no type may be small, in brackets. */
static void set_mark(Layout *in, Styled *piece, const Span *cite, bool follows) {
	piece->text = cite_text(in, cite, follows);
	piece->keep = true;
	if (!are_raised(in)) return;
	piece->font = in->faces[STYLE_BOLD];
	piece->size = len_scale(piece->size, 66, 100);
	piece->tracking = 0;
}

/* Lato's average letter is 0.464 em wide; other text families come near it. */
static int characters(Len measure, Len size) { return (int)(measure * 1000 / (size * 464)); }

/* One piece a span, in a list; [tags] gets the spans by number. */
static Styled *pieces_of(
	Layout *in, const Span *spans, const TextStyle *how, Len size, const Span **tags) {
	const Style *style = &in->theme->styles[how->id];
	Styled *pieces = ARENA_ARRAY(in->arena, count_spans(spans) + 1, Styled);
	int i = 0;
	for (const Span *span = spans; span; span = span->next, i++) {
		tags[i] = span;
		pieces[i] = (Styled){
			.text = style->upper ? str_upper(in->arena, span->text, span->lang) : span->text,
			.font = face_for(in, how->id, span->style),
			.size = size,
			.tracking = style->tracking,
			.features = style->features | (how->tabular ? FEATURE_TNUM : 0),
			.lang = span->lang,
			.keep = span->style & STYLE_FIELD,
			.isolate = (span->style & (STYLE_FIELD | STYLE_CODE)) || span->href.len,
			.from = span->from,
			.tag = i,
			.next = span->next ? &pieces[i + 1] : NULL,
		};
		if (span->cite.len && has_marks(in, how))
			set_mark(in, &pieces[i], span, i && tags[i - 1]->cite.len);
	}
	return spans ? pieces : NULL;
}

Text text_set(Layout *in, const Span *spans, TextStyle how, Len measure) {
	const Style *style = &in->theme->styles[how.id];
	Len size = how.size ? how.size : style->size;
	const Span **tags = ARENA_ARRAY(in->arena, count_spans(spans) + 1, const Span *);
	bool display = style->family == FAMILY_DISPLAY;
	Paragraph paragraph = {
		.text = pieces_of(in, spans, &how, size, tags),
		.measure = measure,
		.setting = display || how.balanced ? SET_BALANCED : SET_RAGGED,
		.hyphenate = style->family == FAMILY_TEXT && !how.label
			&& hyphenation_wanted(in->content->lang, characters(measure, size)),
		.no_hyphens = style->family == FAMILY_LARGE,
		.lone_last_word = display || how.label,
		.rtl = in->content->rtl,
		.from = spans ? spans->from : (Source){ 0 },
		.hyphens = in->edition->hyphens,
		.runs = in->runs,
	};
	Text text = {
		.style = style,
		.measure = measure,
		.spans = tags,
		.from = paragraph.from,
		.colour = how.coloured
			? how.colour
			: pen_colour(&(Pen){ .theme = in->theme, .ink = in->edition->ink }, style->colour),
		.leading = len_scale(style->leading, size, style->size),
	};
	if (spans) text.lines = paragraph_break(in->arena, &paragraph, in->diags);
	return text;
}

Text text_plain(Layout *in, const Span *spans, StyleId id, Len measure) {
	return text_set(in, spans, (TextStyle){ .id = id }, measure);
}

/* A style whose leading is whole lines of the grid drops to the body's raster; others sit as they
 * fall. */
Len text_drop(const Layout *in, StyleId id) {
	const Style *style = &in->theme->styles[id];
	const Font *font = in->faces[id];
	Len natural =
		style->leading / 2 + len_scale(style->size, font->ascent - font->descent, 2 * font->units);
	if (style->leading % in->grid) return natural;
	if (style->leading == in->grid) return in->base;
	Len drop = in->base;
	/* A heading may be somewhat larger than the body whose line it shares. */
	while (drop < natural - in->grid / 8) drop += in->grid;
	return drop;
}

Len text_height(const Text *text) { return text->leading * text->lines.count; }
Len text_width(const Text *text) { return text->lines.widest; }

/* A note mark is a place of its own in the tree; in the reader edition so is a link, with an
   annotation for each line. */
static Node *link_node(Layout *in, Node *node, const Span *span, const Span *last, Node *made) {
	if (made && last == span) return made;
	NodeKind kind = span->cite.len ? NODE_REFERENCE : span->href.len ? NODE_LINK : NODE_SPAN;
	Node *place = node_add(in, node, kind, span->from);
	if (span->cite.len) place->source = note_place(in->notes, span->cite);
	return place;
}

static bool has_places(const Layout *in, const Text *text, bool alone) {
	bool links = in->edition->purpose == PURPOSE_READER && !alone;
	for (int i = 0; i < text->lines.count; i++)
		for (int k = 0; k < text->lines.lines[i].nparts; k++) {
			const Span *span = text->spans[text->lines.lines[i].parts[k].tag];
			if (span->cite.len || (links && span->href.len)) return true;
		}
	return false;
}

/* From the left edge of the measure, or of the line itself if it is drawn [alone], to a part. Pages
   are laid out from left to right and mirrored at the end: where a line runs from right to left its
   parts, which stand as they are seen, are turned around here and back again there. */
static Len part_left(
	const Layout *in, const Text *text, const Line *line, const LinePart *part, bool alone) {
	Len left = alone ? part->x : line->x + part->x, whole = alone ? line->width : text->measure;
	return in->content->rtl ? whole - left - part->width : left;
}

static void link_mark(
	Layout *in, Draft *page, const Text *text, const LinePart *part, Point at, const Span *span) {
	Mark *mark = pen_mark(&page->pen, MARK_LINK, text->colour);
	mark->at = (Point){ at.x, at.y - len_scale(part->run->size, 72, 100) };
	mark->as.link.size = (Size){ part->width, len_scale(part->run->size, 92, 100) };
	mark->as.link.href = span->href;
	mark->as.link.contents = str_format(in->arena, "%.*s", STR_ARG(span->text));
}

typedef struct Drawing {
	Layout *in;
	Draft *page;
	const Text *text;
	Node *node;
	bool alone; /* each line by itself, without annotations */
	bool places; /* parts have places of their own in the tree */
	const Span *last;
	Node *made; /* the place of the last part */
} Drawing;

static Drawing drawing(Layout *in, Draft *page, const Text *text, Node *node, bool alone) {
	return (Drawing){ .in = in,
		.page = page,
		.text = text,
		.node = node,
		.alone = alone,
		.places = node && has_places(in, text, alone) };
}

static void draw_line(Drawing *to, const Line *line, Point at) {
	Layout *in = to->in;
	Pen *pen = &to->page->pen;
	for (int k = 0; k < line->nparts; k++) {
		const LinePart *part = &line->parts[k];
		const Span *span = to->text->spans[part->tag];
		if (to->places) to->made = link_node(in, to->node, span, to->last, to->made);
		to->last = span;
		pen->node = to->places ? to->made : to->node;
		pen->from = part->run->from;
		Point origin = { at.x + part_left(in, to->text, line, part, to->alone), at.y };
		Mark *mark = pen_mark(pen, MARK_GLYPHS, to->text->colour);
		mark->at = origin;
		if (span->cite.len && are_raised(in)) mark->at.y -= len_scale(part->run->size, 50, 100);
		mark->as.glyphs.run = part->run;
		mark->as.glyphs.first = part->first;
		mark->as.glyphs.last = part->last;
		mark->as.glyphs.word_space = part->word_space;
		mark->as.glyphs.hyphen = line->hyphenated && k == line->nparts - 1;
		bool linked = to->places && !to->alone && in->edition->purpose == PURPOSE_READER;
		if (linked && span->href.len) link_mark(in, to->page, to->text, part, origin, span);
	}
}

void text_draw_lines(Layout *in, Draft *page, const Text *text, int first, int end, Len x,
	Len baseline, Node *node) {
	Drawing to = drawing(in, page, text, node, false);
	x -= text->style->outdent;
	for (int i = first; i < end; i++)
		draw_line(&to, &text->lines.lines[i], (Point){ x, baseline + (i - first) * text->leading });
	page->pen.node = NULL;
}

void text_draw(Layout *in, Draft *page, const Text *text, Len x, Len baseline, Node *node) {
	text_draw_lines(in, page, text, 0, text->lines.count, x, baseline, node);
}

/* A blank after the last line, unseen: it keeps the words of one place apart when they are read
 * out. */
void text_gap(Layout *in, Draft *page, const Text *text, Len x, Len baseline, Node *node) {
	if (!text->lines.count) return;
	const Line *line = &text->lines.lines[text->lines.count - 1];
	const LinePart *part = &line->parts[line->nparts - 1];
	Shape how = { .font = part->run->font,
		.size = part->run->size,
		.lang = part->run->lang,
		.from = part->run->from };
	const Run *run = shape(in->arena, &how, STR(" "), in->diags);
	page->pen.node = node;
	Mark *mark = pen_mark(&page->pen, MARK_GLYPHS, text->colour);
	mark->at = (Point){ x - text->style->outdent + line->width,
		baseline + (text->lines.count - 1) * text->leading };
	mark->as.glyphs.run = run;
	mark->as.glyphs.last = run->nglyphs;
	page->pen.node = NULL;
}

static void draw_aligned(
	Layout *in, Draft *page, const Text *text, Len x, Len baseline, Node *node, int halves) {
	Drawing to = drawing(in, page, text, node, true);
	for (int i = 0; i < text->lines.count; i++) {
		const Line *line = &text->lines.lines[i];
		Point at = { x - line->width * halves / 2, baseline + i * text->leading };
		draw_line(&to, line, at);
	}
	page->pen.node = NULL;
}

void text_draw_right(
	Layout *in, Draft *page, const Text *text, Len right, Len baseline, Node *node) {
	draw_aligned(in, page, text, right, baseline, node, 2);
}

void text_draw_centre(
	Layout *in, Draft *page, const Text *text, Len middle, Len baseline, Node *node) {
	draw_aligned(in, page, text, middle, baseline, node, 1);
}

Len text_put(Layout *in, Draft *page, const Span *spans, StyleId id, Len x, Len top, Len measure,
	Node *node) {
	Text text = text_plain(in, spans, id, measure);
	text_draw(in, page, &text, x, top + text_drop(in, id), node);
	return top + text_height(&text);
}
