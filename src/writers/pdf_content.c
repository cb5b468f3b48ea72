/* One side as operators: artifacts first, then all that is tagged in the order of the tree, then
   what lies over all. The order is made in order.c; here it becomes PDF.

   Each node has one marked sequence a side, with one exception. Where the codes of a cluster would
   be read as something else than its text (a hyphen that only this line has, a glyph that stands
   for two things), the cluster gets a sequence of its own, under the tag Span with its ActualText,
   and the node another one after it. Spans are not nested in the node's sequence: some readers then
   lose the rest of it. Text that runs from right to left gets none, since readers turn ActualText
   around once more.

   Text is set glyph by glyph in codes of two bytes. What kerning, tracking and offsets add to the
   widths that the font has is written between them, in whole thousandths of the em: the pen's true
   place is carried along in millionths, so that no error adds up. Right-to-left runs are written in
   the order of reading too, with a step back between any two glyphs: whoever extracts the text by
   order then reads it right.

   Invariants:
   1. A sequence is open around every operator that paints; none is inside another.
   2. Text objects open and close inside one sequence; q and Q stand around a picture or a clip
   only, inside one sequence too.
   3. Font, colour, width, dash and rise are said when they change, and outlive text objects. */
#include <assert.h>
#include "writers/pdf.h"

typedef enum { CLOSED, ARTIFACT, FURNITURE, TAGGED } Sequence;
typedef struct Ink1 {
	bool known;
	Colour colour;
} Ink1;
typedef struct Line1 { /* how lines are drawn, but for colour and width */
	LineCap cap;
	LineJoin join;
	double miter;
	int ndashes;
	Len dashes[MAX_DASHES], phase;
} Line1;

typedef struct Stream {
	PdfTags *tags;
	const PdfSide *side;
	Buf out, *annotations;
	bool inside; /* a form: what is in it is no content of its own */
	Sequence open;
	const Node *node; /* the open sequence, and whose it is */
	bool in_text;
	int64_t left, base; /* where the line in hand starts, in thousandths */
	Ink1 fill, line; /* as last said; the rest begins as PDF says it does */
	Len width;
	Line1 how;
	int clear;
	const PdfFont *font;
	Len size, rise;
} Stream;

static Len flip(const Stream *stream, Len y) { return stream->side->side->trim.height - y; }

/* ---- marked sequences ---- */

static void end_text(Stream *stream) {
	if (stream->in_text) buf_add(&stream->out, STR("ET\n"));
	stream->in_text = false;
}

static void end_sequence(Stream *stream) {
	end_text(stream);
	if (stream->open != CLOSED) buf_add(&stream->out, STR("EMC\n"));
	stream->open = CLOSED;
	stream->node = NULL;
}

static void begin_artifact(Stream *stream, const Mark *mark) {
	Sequence wanted = mark->furniture ? FURNITURE : ARTIFACT;

	if (stream->open == wanted) return;
	end_sequence(stream);
	buf_add(&stream->out,
		wanted == FURNITURE ? STR("/Artifact<</Type/Pagination/Subtype/Header>>BDC\n")
							: STR("/Artifact BMC\n"));
	stream->open = wanted;
}

/* Opens a sequence of the node of [drawn], under [word]; [actual], if not empty, is what it is read
 * as. */
static void begin_sequence(Stream *stream, const Drawn *drawn, const char *word, Str actual) {
	const Node *node = drawn->mark->node;

	end_sequence(stream);
	buf_byte(&stream->out, '/');
	buf_add(&stream->out, str_of(word));
	buf_add(&stream->out, STR("<</MCID "));
	pdf_int(&stream->out,
		pdf_tags_sequence(stream->tags, node, stream->side->number, drawn->page->number));
	if (actual.len) {
		buf_add(&stream->out, STR("/ActualText<FEFF"));
		pdf_utf16(&stream->out, actual);
		buf_byte(&stream->out, '>');
	}
	buf_add(&stream->out, STR(">>BDC\n"));
	stream->open = TAGGED;
	stream->node = node;
}

static void begin_node(Stream *stream, const Drawn *drawn) {
	if (stream->open != TAGGED || stream->node != drawn->mark->node)
		begin_sequence(stream, drawn, node_word(drawn->mark->node), (Str){ NULL, 0 });
}

/* Whatever [drawn] is: its sequence is open after this. */
static void begin(Stream *stream, const Drawn *drawn) {
	if (stream->inside) return;
	if (drawn->mark->node) begin_node(stream, drawn);
	else begin_artifact(stream, drawn->mark);
}

/* ---- colours and lines ---- */

static int64_t milli_of(int part, int whole) { return (part * 1000 + whole / 2) / whole; }

static void set_colour(Stream *stream, Ink1 *ink, Colour colour, bool line) {
	Buf *out = &stream->out;

	if (ink->known && colour_equal(ink->colour, colour)) return;
	*ink = (Ink1){ true, colour };
	if (stream->side->ink == INK_GREY || (colour.r == colour.g && colour.g == colour.b)) {
		pdf_milli(
			out, stream->side->ink == INK_GREY ? 1000 - 10 * colour.grey : milli_of(colour.r, 255));
		buf_add(out, line ? STR(" G\n") : STR(" g\n"));
		return;
	}
	pdf_milli(out, milli_of(colour.r, 255));
	buf_byte(out, ' ');
	pdf_milli(out, milli_of(colour.g, 255));
	buf_byte(out, ' ');
	pdf_milli(out, milli_of(colour.b, 255));
	buf_add(out, line ? STR(" RG\n") : STR(" rg\n"));
}

static bool same_line(const Line1 *a, const Line1 *b) {
	bool same = a->ndashes == b->ndashes && a->phase == b->phase;
	for (int i = 0; same && i < a->ndashes; i++) same = a->dashes[i] == b->dashes[i];
	return same;
}

static Line1 line_of(const Mark *mark) {
	const LineStyle *style = mark->as.stroke.style;
	Len dash = mark->as.stroke.dash;
	Line1 line = { .miter = 10, .ndashes = dash ? 2 : 0, .dashes = { dash, mark->as.stroke.gap },
		.phase = dash ? mark->as.stroke.phase : 0 };
	if (!style) return line;
	line = (Line1){ style->cap, style->join, style->miter, style->ndashes, { 0 }, 0 };
	for (int i = 0; i < style->ndashes; i++) line.dashes[i] = PT(style->dashes[i]);
	if (style->ndashes) line.phase = PT(style->phase);
	return line;
}

static void set_dashes(Stream *stream, const Line1 *line) {
	Buf *out = &stream->out;

	buf_byte(out, '[');
	for (int i = 0; i < line->ndashes; i++) {
		if (i) buf_byte(out, ' ');
		pdf_len(out, line->dashes[i]);
	}
	buf_byte(out, ']');
	pdf_len(out, line->phase);
	buf_add(out, STR(" d\n"));
}

static void set_line(Stream *stream, const Mark *mark) {
	Buf *out = &stream->out;
	Line1 line = line_of(mark);

	if (stream->width != mark->as.stroke.width) {
		stream->width = mark->as.stroke.width;
		pdf_len(out, stream->width);
		buf_add(out, STR(" w\n"));
	}
	if (line.cap != stream->how.cap) pdf_int(out, line.cap), buf_add(out, STR(" J\n"));
	if (line.join != stream->how.join) pdf_int(out, line.join), buf_add(out, STR(" j\n"));
	if (line.join == JOIN_MITER && line.miter != stream->how.miter)
		pdf_real(out, line.miter), buf_add(out, STR(" M\n"));
	else line.miter = stream->how.miter;
	if (!same_line(&line, &stream->how)) set_dashes(stream, &line);
	stream->how = line;
}

static void set_clear(Stream *stream, int clear) {
	if (stream->clear == clear) return;
	stream->clear = clear;
	buf_add(&stream->out, STR("/G"));
	pdf_int(&stream->out, pdf_art_clear(stream->side->art, clear));
	buf_add(&stream->out, STR(" gs\n"));
}

/* From the points of a page to those of its side. */
static Matrix page_matrix(const Stream *stream, const Drawn *drawn) {
	return (Matrix){ 1, 0, 0, -1, len_pt(drawn->corner.x), len_pt(flip(stream, drawn->corner.y)) };
}

/* What a Q takes back is as it was [before]. */
static void restore(Stream *stream, const Stream *before) {
	Buf out = stream->out;

	buf_add(&out, STR("Q\n"));
	*stream = *before;
	stream->out = out;
}

/* Around what is painted with a gradient that fades. */
static void begin_fade(Stream *stream, const Drawn *drawn) {
	const Gradient *gradient = drawn->mark->gradient;
	if (!gradient || !gradient->fades) return;
	Matrix page = page_matrix(stream, drawn);
	buf_add(&stream->out, STR("q/G"));
	pdf_int(&stream->out,
		pdf_art_fade(stream->side->art, gradient, &page, stream->side->side->trim));
	buf_add(&stream->out, STR(" gs\n"));
}

static void end_fade(Stream *stream, const Stream *before, const Mark *mark) {
	if (mark->gradient && mark->gradient->fades) restore(stream, before);
}

static void set_paint(Stream *stream, const Drawn *drawn, bool line) {
	const Mark *mark = drawn->mark;
	Ink1 *ink = line ? &stream->line : &stream->fill;
	if (!mark->gradient) {
		set_colour(stream, ink, mark->colour, line);
		return;
	}
	Matrix page = page_matrix(stream, drawn);
	buf_add(&stream->out, line ? STR("/Pattern CS/P") : STR("/Pattern cs/P"));
	pdf_int(&stream->out, pdf_art_gradient(stream->side->art, mark->gradient, &page));
	buf_add(&stream->out, line ? STR(" SCN\n") : STR(" scn\n"));
	ink->known = false;
}

/* ---- paths ---- */

static void put_point(Stream *stream, const Drawn *drawn, Point p) {
	pdf_len(&stream->out, drawn->corner.x + p.x);
	buf_byte(&stream->out, ' ');
	pdf_len(&stream->out, flip(stream, drawn->corner.y + p.y));
	buf_byte(&stream->out, ' ');
}

/* The size is the difference of rounded edges, so that areas that meet do so in the file. */
static void put_box(Stream *stream, const Drawn *drawn, Box box) {
	Buf *out = &stream->out;
	Len left = drawn->corner.x + box.left, bottom = flip(stream, drawn->corner.y + box.bottom);

	put_point(stream, drawn, (Point){ box.left, box.bottom });
	pdf_milli(out, pdf_round(left + box.right - box.left) - pdf_round(left));
	buf_byte(out, ' ');
	pdf_milli(out, pdf_round(bottom + box.bottom - box.top) - pdf_round(bottom));
	buf_add(out, STR(" re\n"));
}

/* Upright rectangles have an operator of their own; a QR code is a path of hundreds of them. */
static void put_path(Stream *stream, const Drawn *drawn, const Path *path) {
	Buf *out = &stream->out;
	Box box;

	for (int i = 0; i < path->count; i++) {
		const PathStep *step = &path->steps[i];
		if (i + 5 <= path->count && path_is_box(&(Path){ step, 5 }, &box)) {
			put_box(stream, drawn, box);
			i += 4;
			continue;
		}
		int points = step_places(step->op);
		for (int j = 0; j < points; j++) put_point(stream, drawn, step->at[j]);
		buf_byte(out, step->op == 'Z' ? 'h' : (char)(step->op - 'A' + 'a'));
		buf_byte(out, '\n');
	}
}

static void fill(Stream *stream, const Drawn *drawn) {
	const Mark *mark = drawn->mark;

	if (!mark->as.fill.path.count) return;
	begin(stream, drawn);
	end_text(stream);
	set_clear(stream, mark->clear);
	Stream before = *stream;
	begin_fade(stream, drawn);
	set_paint(stream, drawn, false);
	put_path(stream, drawn, &mark->as.fill.path);
	buf_add(&stream->out, mark->as.fill.even_odd ? STR("f*\n") : STR("f\n"));
	end_fade(stream, &before, mark);
}

static void stroke(Stream *stream, const Drawn *drawn) {
	const Mark *mark = drawn->mark;

	if (!mark->as.stroke.path.count) return;
	begin(stream, drawn);
	end_text(stream);
	set_clear(stream, mark->clear);
	Stream before = *stream;
	begin_fade(stream, drawn);
	set_paint(stream, drawn, true);
	set_line(stream, mark);
	put_path(stream, drawn, &mark->as.stroke.path);
	buf_add(&stream->out, STR("S\n"));
	end_fade(stream, &before, mark);
}

/* ---- text ---- */

#define EM 1000000 /* places on a line are counted in millionths of the em */
#define SLACK                                                                                      \
	2 /* thousandths of the em: a pen that is no farther off is left there; nobody sees it,        \
		 and lines of type are a tenth shorter to write */

typedef struct Show { /* one TJ in the making */
	Stream *stream;
	const Drawn *drawn;
	const Run *run;
	const PdfFont *font;
	int64_t at; /* where the reader's pen is, from the mark's own x */
	bool begun, bracket; /* the matrix is set; an array is open */
	char codes[512];
	size_t ncodes; /* not yet written */
} Show;

static void put_codes(Show *show) {
	if (!show->ncodes) return;
	if (!show->bracket) buf_byte(&show->stream->out, '[');
	show->bracket = true;
	pdf_bytes(&show->stream->out, (Str){ show->codes, show->ncodes });
	show->ncodes = 0;
}

static void end_show(Show *show) {
	put_codes(show);
	if (show->bracket) buf_add(&show->stream->out, STR("]TJ\n"));
	show->bracket = false;
}

/* Puts the pen at [x] of the mark; font and colour as the mark wants them. */
static void begin_show(Show *show, int64_t x) {
	Stream *stream = show->stream;
	const Mark *mark = show->drawn->mark;
	Point corner = show->drawn->corner;
	Len size = show->run->size;

	bool follows = stream->in_text;
	set_clear(stream, 0);
	if (!follows) buf_add(&stream->out, STR("BT\n"));
	stream->in_text = true;
	set_colour(stream, &stream->fill, mark->colour, false);
	if (stream->font != show->font || stream->size != size) {
		stream->font = show->font;
		stream->size = size;
		buf_add(&stream->out, STR("/F"));
		pdf_int(&stream->out, show->font->number);
		buf_byte(&stream->out, ' ');
		pdf_len(&stream->out, size);
		buf_add(&stream->out, STR(" Tf\n"));
	}
	int64_t left = pdf_round(corner.x + mark->at.x + len_scale((Len)x, size, EM));
	int64_t base = pdf_round(flip(stream, corner.y + mark->at.y));
	/* A line is placed from the one before it; both are rounded first, so that nothing adds up. */
	if (!follows) buf_add(&stream->out, STR("1 0 0 1 "));
	pdf_milli(&stream->out, follows ? left - stream->left : left);
	buf_byte(&stream->out, ' ');
	pdf_milli(&stream->out, follows ? base - stream->base : base);
	buf_add(&stream->out, follows ? STR(" Td\n") : STR(" Tm\n"));
	stream->left = left;
	stream->base = base;
	show->at = x;
	show->begun = true;
}

/* Sets one glyph with its origin at [x], [rise] above the line. */
static void show_glyph(Show *show, uint32_t id, int64_t x, Len rise) {
	const PdfGlyph *glyph = pdf_glyph(show->font, id);
	int64_t back;

	if (!show->begun) begin_show(show, x);
	if (rise != show->stream->rise) {
		end_show(show);
		show->stream->rise = rise;
		pdf_len(&show->stream->out, rise);
		buf_add(&show->stream->out, STR(" Ts\n"));
	}
	back = show->at - x;
	back = (back < 0 ? back - 500 : back + 500) / 1000;
	if (back < -SLACK || back > SLACK) {
		put_codes(show);
		if (!show->bracket) buf_byte(&show->stream->out, '[');
		show->bracket = true;
		pdf_int(&show->stream->out, back);
		show->at -= back * 1000;
	}
	if (show->ncodes == sizeof show->codes) put_codes(show);
	show->codes[show->ncodes++] = (char)(glyph->code >> 8);
	show->codes[show->ncodes++] = (char)glyph->code;
	show->at += glyph->width;
}

static void show_cluster(Show *show, const Cluster *cluster, Len *pen) {
	const Run *run = show->run;

	for (int i = cluster->first; i < cluster->last; i++) {
		int at = run->rtl ? cluster->last - 1 - (i - cluster->first) : i;
		const Glyph *glyph = &run->glyphs[at];
		Len width = glyph->advance
			+ run_space(run, at, show->drawn->mark->as.glyphs.word_space);
		if (run->rtl) *pen -= width;
		show_glyph(show, glyph->id, len_scale(*pen + glyph->dx, EM, run->size), glyph->dy);
		if (!run->rtl) *pen += width;
	}
}

/* Is the cluster to be read as its text, and would it not be? A figure is read by its description
   alone, and all of it has to stay in one sequence. */
static bool needs_actual(const Show *show, const Cluster *cluster) {
	const Node *node = show->drawn->mark->node;

	return node && node->kind != NODE_FIGURE && !show->run->rtl && cluster->text.len
		&& !pdf_reads_true(show->font, show->run, cluster);
}

static void glyphs(Stream *stream, const Drawn *drawn) {
	const Mark *mark = drawn->mark;
	const Run *run = mark->as.glyphs.run;
	Show show = { .stream = stream, .drawn = drawn, .run = run };
	ClusterWalk walk = clusters_of(mark);
	Cluster cluster;
	Len pen = run->rtl ? mark_width(mark) : 0;

	if (!run->size) return;
	while (cluster_next(&walk, &cluster)) {
		if (cluster_silent(run, &cluster)) continue;
		show.font = stream->side->fonts->by_font[run->font->number];
		if (needs_actual(&show, &cluster)) {
			end_show(&show);
			begin_sequence(stream, drawn, "Span", cluster.text);
			show.begun = false;
			show_cluster(&show, &cluster, &pen);
			end_show(&show);
			end_sequence(stream);
			show.begun = false;
			continue;
		}
		if (!show.begun) begin(stream, drawn);
		show_cluster(&show, &cluster, &pen);
	}
	end_show(&show);
}

/* ---- links ---- */

static bool is_safe_in_uri(unsigned char c) {
	return c > 0x20 && c < 0x7F && c != '"' && c != '<' && c != '>' && c != '\\' && c != '^'
		&& c != '`' && c != '{' && c != '|' && c != '}';
}

static Str uri_of(Arena *arena, Str href) {
	Buf out = buf_make(arena, href.len + 16);

	for (size_t i = 0; i < href.len; i++)
		if (is_safe_in_uri((unsigned char)href.at[i])) buf_byte(&out, href.at[i]);
		else buf_format(&out, "%%%02X", (unsigned)(unsigned char)href.at[i]);
	return buf_str(&out);
}

static void link(Stream *stream, const Drawn *drawn) {
	const Mark *mark = drawn->mark;
	PdfTags *tags = stream->tags;
	Point at = { drawn->corner.x + mark->at.x, drawn->corner.y + mark->at.y };
	Box box = { at.x, at.y, at.x + mark->as.link.size.width, at.y + mark->as.link.size.height };
	Str contents = mark->as.link.contents;
	Buf out = buf_make(tags->arena, 256);
	int object = pdf_reserve(tags->file);

	assert(mark->node); /* a link without a tag would be no link for many */
	buf_add(&out, STR("/Type/Annot/Subtype/Link/Rect"));
	pdf_box(&out, box, stream->side->side->trim.height);
	buf_add(&out, STR("/Border[0 0 0]/F 4/StructParent "));
	pdf_int(&out,
		pdf_tags_annotation(tags, mark->node, stream->side->number, drawn->page->number, object));
	buf_add(&out, STR("/Contents"));
	pdf_text(&out, contents.len ? contents : mark->as.link.href);
	buf_add(&out, STR("/A<</S/URI/URI"));
	pdf_bytes(&out, uri_of(tags->arena, mark->as.link.href));
	buf_add(&out, STR(">>"));
	pdf_fill(tags->file, object, buf_str(&out));
	if (stream->annotations->len) buf_byte(stream->annotations, ' ');
	pdf_ref(stream->annotations, object);
}

/* ---- pictures and groups ---- */

static void image(Stream *stream, const Drawn *drawn) {
	const Mark *mark = drawn->mark;
	/* PDF has the picture's bottom at 0: the unit square is turned over first. */
	Matrix over = { 1, 0, 0, -1, 0, 1 }, page = page_matrix(stream, drawn);
	Matrix to = matrix_times(&over, &mark->as.image.to);

	begin(stream, drawn);
	end_text(stream);
	set_clear(stream, mark->clear);
	to = matrix_times(&to, &page);
	buf_add(&stream->out, STR("q "));
	pdf_matrix(&stream->out, &to);
	buf_add(&stream->out, STR(" cm/I"));
	pdf_int(&stream->out, pdf_art_image(stream->side->art, mark->as.image.picture));
	buf_add(&stream->out, STR(" Do Q\n"));
}

static void draw_one(Stream *stream, const Drawn *drawn);

static void draw_inside(Stream *stream, const Drawn *group) {
	for (const Mark *mark = group->mark->as.group.first; mark; mark = mark->next) {
		Drawn one = *group;
		one.mark = mark;
		draw_one(stream, &one);
	}
}

/* A clip that is opaque needs no form; what Q takes back is as it was. */
static void clip(Stream *stream, const Drawn *drawn) {
	const Path *path = &drawn->mark->as.group.clip;
	if (!path->count) {
		draw_inside(stream, drawn);
		return;
	}
	Stream before = *stream;
	buf_add(&stream->out, STR("q\n"));
	put_path(stream, drawn, path);
	buf_add(&stream->out, drawn->mark->as.group.even_odd ? STR("W* n\n") : STR("W n\n"));
	draw_inside(stream, drawn);
	restore(stream, &before);
}

/* A form begins with what its caller has set, so that it says all again. */
static int form(const Stream *stream, const Drawn *drawn) {
	Stream inner = { .tags = stream->tags, .side = stream->side, .inside = true, .width = LEN_ONE,
		.how = { .miter = 10 } };

	inner.out = buf_make(stream->tags->arena, 1024);
	buf_add(&inner.out, STR("1 w 0 J 0 j 10 M[]0 d/G"));
	pdf_int(&inner.out, pdf_art_clear(stream->side->art, 0));
	buf_add(&inner.out, STR(" gs\n"));
	clip(&inner, drawn);
	return pdf_art_form(stream->side->art, stream->side->side->trim, buf_str(&inner.out));
}

static void group(Stream *stream, const Drawn *drawn) {
	begin(stream, drawn);
	end_text(stream);
	if (!drawn->mark->clear) {
		clip(stream, drawn);
		return;
	}
	int number = form(stream, drawn);
	set_clear(stream, drawn->mark->clear);
	buf_add(&stream->out, STR("/X"));
	pdf_int(&stream->out, number);
	buf_add(&stream->out, STR(" Do\n"));
}

/* ---- all marks ---- */

static Box box_of_marks(const Mark *mark);

/* What a mark covers, on its page. */
static Box box_of(const Mark *mark) {
	Box box = { 0, 0, 0, 0 };
	Len half = 0;

	switch (mark->kind) {
	case MARK_FILL: box = path_bounds(&mark->as.fill.path); break;
	case MARK_STROKE:
		box = path_bounds(&mark->as.stroke.path);
		half = mark->as.stroke.width / 2;
		break;
	case MARK_GLYPHS: {
		const Run *run = mark->as.glyphs.run;
		box = (Box){ mark->at.x,
			mark->at.y - len_scale(run->size, run->font->ascent, run->font->units),
			mark->at.x + mark_width(mark),
			mark->at.y + len_scale(run->size, run->font->descent, run->font->units) };
		break;
	}
	case MARK_LINK:
		box = (Box){ mark->at.x, mark->at.y, mark->at.x + mark->as.link.size.width,
			mark->at.y + mark->as.link.size.height };
		break;
	case MARK_IMAGE: box = image_bounds(mark); break;
	case MARK_GROUP:
		box = mark->as.group.clip.count ? path_bounds(&mark->as.group.clip)
										: box_of_marks(mark->as.group.first);
		break;
	}
	return (Box){ box.left - half, box.top - half, box.right + half, box.bottom + half };
}

static Box box_of_marks(const Mark *mark) {
	Box all = mark ? box_of(mark) : (Box){ 0, 0, 0, 0 };

	for (; mark; mark = mark->next) {
		Box box = box_of(mark);
		all = (Box){ len_min(all.left, box.left), len_min(all.top, box.top),
			len_max(all.right, box.right), len_max(all.bottom, box.bottom) };
	}
	return all;
}

static void cover(Stream *stream, const Drawn *drawn) {
	Box box = box_of(drawn->mark);
	Point by = drawn->corner;

	pdf_tags_cover(stream->tags, drawn->mark->node, stream->side->number,
		(Box){ box.left + by.x, box.top + by.y, box.right + by.x, box.bottom + by.y });
}

static void draw_one(Stream *stream, const Drawn *drawn) {
	switch (drawn->mark->kind) {
	case MARK_GLYPHS: glyphs(stream, drawn); break;
	case MARK_FILL: fill(stream, drawn); break;
	case MARK_STROKE: stroke(stream, drawn); break;
	case MARK_LINK: link(stream, drawn); break;
	case MARK_IMAGE: image(stream, drawn); break;
	case MARK_GROUP: group(stream, drawn); break;
	}
}

Str pdf_content(PdfTags *tags, const PdfSide *side, Buf *annotations) {
	Stream stream = { .tags = tags, .side = side, .annotations = annotations, .width = LEN_ONE,
		.how = { .miter = 10 } };

	stream.out = buf_make(tags->arena, 16384);
	for (int i = 0; i < side->drawing->count; i++) {
		const Drawn *drawn = &side->drawing->marks[i];
		if (drawn->mark->node && drawn->mark->node->kind == NODE_FIGURE) cover(&stream, drawn);
		draw_one(&stream, drawn);
	}
	end_sequence(&stream);
	return buf_str(&stream.out);
}
