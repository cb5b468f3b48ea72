/* The trace: all that a PDF would show and say, as lines of text. It is what the tests keep as
   their golden, so it leaves nothing out, and prints each thing in one way only.

   First each side of each sheet: its pages with their places, then its marks in drawing order, a
   line each, in sheet coordinates (points, y down): text X,Y WIDTH FAMILY/WEIGHT/SIZE COLOUR
   "words" NODE @line:column box X,Y WxH COLOUR [ground] NODE @…          a fill that is a rectangle
	 fill PATH COLOUR [ground] [even-odd] NODE @…
	 stroke PATH COLOUR WIDTH [DASH/GAP+PHASE] NODE @…
	 image X,Y WxH A B C D "name" PIXELSxPIXELS NODE @…                    its matrix, unless
   upright group [clip PATH] NODE @…, then what is in it, indented; end link X,Y WxH "address"
   "description" NODE @… NODE is the kind and number of the mark's place in the tree, or "artifact",
   or "furniture" for what repeats on each page. PATH is written as in SVG; one of many steps (a QR
   code) is given by its box, its number of steps and a hash. A colour is #rrggbb, or with one ink
   its per cent as k62. Then the tree, indented: number, kind, attributes, and the first words. */
#include "writers/internal.h"

#define LONG_PATH 24 /* steps; more are given by their hash */
#define FIRST_WORDS 40 /* code points */

typedef struct Trace {
	Arena *arena;
	Buf *out;
	const Output *output;
} Trace;

static void pair(Buf *out, Len a, char between, Len b) {
	buf_len(out, a);
	buf_byte(out, between);
	buf_len(out, b);
}

static void quoted(Buf *out, Str text) {
	buf_byte(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c == '"' || c == '\\') buf_byte(out, '\\'), buf_byte(out, (char)c);
		else if (c < 0x20) buf_format(out, "\\x%02x", c);
		else if (c == 0xC2 && i + 1 < text.len && (unsigned char)text.at[i + 1] == 0xA0)
			buf_byte(out, '~'), i++; /* so that a no-break space is seen */
		else if (c == '~') buf_add(out, STR("\\~"));
		else buf_byte(out, (char)c);
	}
	buf_byte(out, '"');
}

static void colour(const Trace *trace, Colour colour) {
	if (trace->output->edition->ink == INK_GREY) buf_format(trace->out, " k%d", colour.grey);
	else buf_format(trace->out, " #%02x%02x%02x", colour.r, colour.g, colour.b);
}

/* ---- paths ---- */

static void path_steps(Buf *out, const Path *path, Point by) {
	for (int i = 0; i < path->count; i++) {
		const PathStep *step = &path->steps[i];
		int points = step_places(step->op);
		buf_byte(out, step->op);
		for (int j = 0; j < points; j++) {
			if (j) buf_byte(out, ' ');
			pair(out, by.x + step->at[j].x, ',', by.y + step->at[j].y);
		}
	}
}

static void path(const Trace *trace, const Path *path, Point by) {
	Buf *out = trace->out;

	if (path->count > LONG_PATH) {
		Box box = path_bounds(path);
		Buf all = buf_make(trace->arena, 4096);
		path_steps(&all, path, (Point){ -box.left, -box.top });
		pair(out, by.x + box.left, ',', by.y + box.top);
		buf_byte(out, ' ');
		pair(out, box.right - box.left, 'x', box.bottom - box.top);
		buf_format(
			out, " %d steps %08x", path->count, (unsigned)(str_hash(buf_str(&all)) & 0xFFFFFFFF));
	} else path_steps(out, path, by);
}

/* ---- marks ---- */

/* Caps, joins and dashes that a drawing brings along. */
static void style(const Trace *trace, const LineStyle *style) {
	static const char *const caps[] = { "", " round-cap", " square-cap" };
	static const char *const joins[] = { "", " round", " bevel" };
	if (!style) return;
	buf_add(trace->out, str_of(caps[style->cap]));
	buf_add(trace->out, str_of(joins[style->join]));
	for (int i = 0; i < style->ndashes; i++) {
		buf_byte(trace->out, i ? '/' : ' ');
		buf_len(trace->out, PT(style->dashes[i]));
	}
	if (style->ndashes && style->phase) {
		buf_byte(trace->out, '+');
		buf_len(trace->out, PT(style->phase));
	}
}

/* What takes the place of a plain colour. */
static void paint(const Trace *trace, const Mark *mark, Point by) {
	const Gradient *gradient = mark->gradient;
	if (mark->clear) buf_format(trace->out, " clear %d", mark->clear);
	if (!gradient) return;
	buf_add(trace->out, gradient->radial ? STR(" radial") : STR(" linear"));
	for (int i = 0; i < 2; i++) {
		int at = gradient->radial ? 3 * i : 2 * i;
		Place p = matrix_place(&gradient->to, (Place){ gradient->at[at], gradient->at[at + 1] });
		buf_byte(trace->out, ' ');
		pair(trace->out, by.x + PT(p.x), ',', by.y + PT(p.y));
	}
	for (int i = 0; i < gradient->nstops; i++) {
		buf_byte(trace->out, ' ');
		buf_len(trace->out, PT(gradient->stops[i].offset));
		colour(trace, gradient->stops[i].colour);
		if (!gradient->fades) continue;
		buf_byte(trace->out, '/');
		buf_len(trace->out, PT(gradient->stops[i].opacity));
	}
}

static void text(const Trace *trace, const Mark *mark, Point at) {
	const Run *run = mark->as.glyphs.run;
	const Font *font = run->font;
	Buf *out = trace->out;
	Buf words = buf_make(trace->arena, 64);

	buf_add(out, STR("text "));
	pair(out, at.x, ',', at.y);
	buf_byte(out, ' ');
	buf_len(out, mark_width(mark));
	buf_byte(out, ' ');
	for (size_t i = 0; i < font->family.len; i++)
		buf_byte(out, font->family.at[i] == ' ' ? '_' : font->family.at[i]);
	buf_format(out, "/%d%s/", font->weight, font->italic ? "i" : "");
	buf_len(out, run->size);
	colour(trace, mark->colour);
	mark_text(&words, mark);
	buf_byte(out, ' ');
	quoted(out, buf_str(&words));
	if (mark->as.glyphs.hyphen) buf_add(out, STR(" hyphen"));
}

static void fill(const Trace *trace, const Mark *mark, Point by) {
	Buf *out = trace->out;
	Box box;

	if (path_is_box(&mark->as.fill.path, &box)) {
		buf_add(out, STR("box "));
		pair(out, by.x + box.left, ',', by.y + box.top);
		buf_byte(out, ' ');
		pair(out, box.right - box.left, 'x', box.bottom - box.top);
	} else {
		buf_add(out, STR("fill "));
		path(trace, &mark->as.fill.path, by);
	}
	colour(trace, mark->colour);
	paint(trace, mark, by);
	if (mark->ground) buf_add(out, STR(" ground"));
	if (mark->as.fill.even_odd) buf_add(out, STR(" even-odd"));
}

static void stroke(const Trace *trace, const Mark *mark, Point by) {
	Buf *out = trace->out;

	buf_add(out, STR("stroke "));
	path(trace, &mark->as.stroke.path, by);
	colour(trace, mark->colour);
	paint(trace, mark, by);
	buf_byte(out, ' ');
	buf_len(out, mark->as.stroke.width);
	style(trace, mark->as.stroke.style);
	if (mark->as.stroke.dash) {
		buf_byte(out, ' ');
		pair(out, mark->as.stroke.dash, '/', mark->as.stroke.gap);
		if (mark->as.stroke.phase) buf_byte(out, '+'), buf_len(out, mark->as.stroke.phase);
	}
}

static void image(const Trace *trace, const Mark *mark, Point by) {
	const Picture *picture = mark->as.image.picture;
	const Matrix *to = &mark->as.image.to;
	Box box = image_bounds(mark);
	Buf *out = trace->out;

	buf_add(out, STR("image "));
	pair(out, by.x + box.left, ',', by.y + box.top);
	buf_byte(out, ' ');
	pair(out, box.right - box.left, 'x', box.bottom - box.top);
	if (to->b || to->c || to->a < 0 || to->d < 0) {
		buf_byte(out, ' ');
		pair(out, PT(to->a), ',', PT(to->b));
		buf_byte(out, ' ');
		pair(out, PT(to->c), ',', PT(to->d));
	}
	buf_byte(out, ' ');
	quoted(out, picture->name);
	buf_format(out, " %dx%d", picture->raster.width, picture->raster.height);
	if (mark->clear) buf_format(out, " clear %d", mark->clear);
}

static void group(const Trace *trace, const Mark *mark, Point by) {
	buf_add(trace->out, STR("group"));
	if (mark->clear) buf_format(trace->out, " clear %d", mark->clear);
	if (!mark->as.group.clip.count) return;
	buf_add(trace->out, STR(" clip "));
	path(trace, &mark->as.group.clip, by);
	if (mark->as.group.even_odd) buf_add(trace->out, STR(" even-odd"));
}

static void link(const Trace *trace, const Mark *mark, Point at) {
	Buf *out = trace->out;

	buf_add(out, STR("link "));
	pair(out, at.x, ',', at.y);
	buf_byte(out, ' ');
	pair(out, mark->as.link.size.width, 'x', mark->as.link.size.height);
	buf_byte(out, ' ');
	quoted(out, mark->as.link.href);
	buf_byte(out, ' ');
	quoted(out, mark->as.link.contents);
}

static void source(Buf *out, Source from) {
	if (from.line) buf_format(out, " @%d:%d", from.line, from.column);
}

static void drawn(const Trace *trace, const Drawn *drawn, int depth);

static void inside(const Trace *trace, const Drawn *group, int depth) {
	for (const Mark *mark = group->mark->as.group.first; mark; mark = mark->next) {
		Drawn one = *group;
		one.mark = mark;
		drawn(trace, &one, depth);
	}
	for (int i = 0; i < depth; i++) buf_add(trace->out, STR("  "));
	buf_add(trace->out, STR("end\n"));
}

static void drawn(const Trace *trace, const Drawn *drawn, int depth) {
	const Mark *mark = drawn->mark;
	Point at = { drawn->corner.x + mark->at.x, drawn->corner.y + mark->at.y };

	for (int i = 0; i < depth; i++) buf_add(trace->out, STR("  "));
	switch (mark->kind) {
	case MARK_GLYPHS: text(trace, mark, at); break;
	case MARK_FILL: fill(trace, mark, drawn->corner); break;
	case MARK_STROKE: stroke(trace, mark, drawn->corner); break;
	case MARK_LINK: link(trace, mark, at); break;
	case MARK_IMAGE: image(trace, mark, drawn->corner); break;
	case MARK_GROUP: group(trace, mark, drawn->corner); break;
	}
	if (mark->node) buf_format(trace->out, " %s.%d", node_word(mark->node), mark->node->number);
	else buf_add(trace->out, mark->furniture ? STR(" furniture") : STR(" artifact"));
	source(trace->out, mark->from);
	buf_byte(trace->out, '\n');
	if (mark->kind == MARK_GROUP) inside(trace, drawn, depth + 1);
}

static void side(const Trace *trace, int number, const Side *side, const Drawing *drawing) {
	Buf *out = trace->out;

	buf_format(out, "side %d ", number);
	quoted(out, side->name);
	buf_byte(out, ' ');
	pair(out, side->trim.width, 'x', side->trim.height);
	buf_byte(out, '\n');
	for (int i = 0; i < side->nplacements; i++) {
		const Placement *placed = &side->placements[i];
		buf_format(out, "  page %d ", placed->page->number);
		quoted(out, placed->page->name);
		buf_add(out, STR(" at "));
		pair(out, placed->at.x, ',', placed->at.y);
		buf_byte(out, ' ');
		pair(out, placed->page->trim.width, 'x', placed->page->trim.height);
		buf_byte(out, '\n');
	}
	for (int i = 0; i < drawing->count; i++) drawn(trace, &drawing->marks[i], 1);
}

/* ---- the tree ---- */

static void attributes(Buf *out, const Node *node) {
	if (node->scope) buf_add(out, node->scope == SCOPE_ROW ? STR(" row") : STR(" column"));
	if (node->colspan > 1) buf_format(out, " colspan %d", node->colspan);
	for (int i = 0; i < node->nheaders; i++)
		buf_format(out, "%s%d", i ? "," : " headers ", node->headers[i]->number);
	if (node->numbered) buf_add(out, STR(" numbered"));
	if (node->lang.len) buf_format(out, " lang %.*s", STR_ARG(node->lang));
	if (node->alt.len) buf_add(out, STR(" alt ")), quoted(out, node->alt);
	if (node->outline.len) buf_add(out, STR(" outline ")), quoted(out, node->outline);
}

static void first_words(Buf *out, Str text) {
	size_t at = 0;

	for (int n = 0; n < FIRST_WORDS && at < text.len; n++) utf8_next(text, &at);
	buf_byte(out, ' ');
	if (at < text.len) {
		Buf cut = buf_make(out->arena, at + 4);
		buf_add(&cut, str_slice(text, 0, at));
		buf_add(&cut, STR("…"));
		quoted(out, buf_str(&cut));
	} else quoted(out, text);
}

/* Joins each node's text over all pages, in reading order. */
static const Buf *texts_make(const Trace *trace) {
	const PageList *pages = trace->output->pages;
	Buf *texts = ARENA_ARRAY(trace->arena, (size_t)pages->nnodes, Buf);

	for (int i = 0; i < pages->count; i++)
		for (const Mark *mark = pages->pages[i].marks; mark; mark = mark->next)
			if (mark->node && mark->kind == MARK_GLYPHS) {
				Buf *text = &texts[mark->node->number];
				if (!text->arena) *text = buf_make(trace->arena, 64);
				mark_text(text, mark);
			}
	return texts;
}

static void tree(const Trace *trace) {
	const Buf *texts = texts_make(trace);

	buf_add(trace->out, STR("tree\n"));
	for (const Node *node = trace->output->pages->structure; node; node = node_after(node)) {
		for (const Node *up = node->parent; up; up = up->parent) buf_byte(trace->out, ' ');
		buf_format(trace->out, " %d %s", node->number, node_word(node));
		attributes(trace->out, node);
		if (texts[node->number].len) first_words(trace->out, buf_str(&texts[node->number]));
		source(trace->out, node->from);
		buf_byte(trace->out, '\n');
	}
}

bool trace_write(Arena *arena, const Output *output, Buf *sink, Diags *diags) {
	Trace trace = { arena, sink, output };

	(void)diags; /* nothing can fail */
	for (int i = 0; i < output->sheets->count; i++) {
		Drawing drawing = drawing_make(arena, &output->sheets->sides[i]);
		side(&trace, i + 1, &output->sheets->sides[i], &drawing);
	}
	tree(&trace);
	return true;
}
