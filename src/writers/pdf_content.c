/* One side as operators. Each piece of content stands in a marked sequence of its own: artifacts first, then
   what is tagged, in tree order. Where the codes of a word do not read as its text, the word gets a sequence
   of its own under the tag Span with the text beside it: readers obey that tag, and no sequence is nested.
   Colours, widths, dashes and fonts are set on change only; numbers are ours. */
#include <assert.h>
#include "writers/pdf.h"

typedef struct Stream {
	PdfTags *tags;
	const PdfSide *side;
	Buf out, *annotations;
	bool open, text;                         /* inside a marked sequence; inside a text object */
	Colour fill, line; bool has_fill, has_line;
	Len width, dash, gap; bool has_width;
	const PdfFont *font; Len size;
} Stream;

/* ---- sequences ---- */

static void end_text(Stream *in) {
	if (in->text) buf_add(&in->out, STR("ET\n"));
	in->text = false;
}

static void end_sequence(Stream *in) {
	end_text(in);
	if (in->open) buf_add(&in->out, STR("EMC\n"));
	in->open = false;
}

static void begin_artifact(Stream *in, bool furniture) {
	end_sequence(in);
	buf_add(&in->out, furniture ? STR("/Artifact<</Type/Pagination/Subtype/Header>>BDC\n") : STR("/Artifact BMC\n"));
	in->open = true;
}

static void begin_tagged(Stream *in, const Drawn *drawn, Str actual) {
	end_sequence(in);
	const Node *node = drawn->mark->node;
	int mcid = pdf_tags_sequence(in->tags, node, in->side->number, drawn->page->number);
	buf_format(&in->out, "/%s<</MCID ", actual.len ? "Span" : node_word(node));
	pdf_int(&in->out, mcid);
	if (actual.len) {
		buf_add(&in->out, STR("/ActualText<FEFF"));
		pdf_utf16(&in->out, actual);
		buf_byte(&in->out, '>');
	}
	buf_add(&in->out, STR(">>BDC\n"));
	in->open = true;
}

/* ---- states ---- */

static void put_colour(Stream *in, Colour colour, bool line) {
	Buf *out = &in->out;
	bool grey = in->side->ink == INK_GREY, neutral = colour.r == colour.g && colour.g == colour.b && in->side->ink == INK_SAVER;
	if (grey || neutral) {
		pdf_milli(out, grey ? 1000 - 10 * colour.grey : (colour.r * 1000 + 127) / 255);
		buf_add(out, line ? STR(" G\n") : STR(" g\n"));
		return;
	}
	uint8_t parts[] = { colour.r, colour.g, colour.b };
	for (int i = 0; i < 3; i++) {
		pdf_milli(out, (parts[i] * 1000 + 127) / 255);
		buf_byte(out, ' ');
	}
	buf_add(out, line ? STR("RG\n") : STR("rg\n"));
}

static void set_fill(Stream *in, Colour colour) {
	if (in->has_fill && colour_equal(in->fill, colour)) return;
	put_colour(in, colour, false);
	in->fill = colour;
	in->has_fill = true;
}

static void set_line(Stream *in, const Mark *mark) {
	Buf *out = &in->out;
	if (!in->has_line || !colour_equal(in->line, mark->colour)) put_colour(in, mark->colour, true);
	in->line = mark->colour;
	in->has_line = true;
	Len width = mark->as.stroke.width, dash = mark->as.stroke.dash, gap = mark->as.stroke.gap;
	if (!in->has_width || width != in->width) {
		pdf_len(out, width);
		buf_add(out, STR(" w\n"));
	}
	if (in->has_width ? dash != in->dash || gap != in->gap : dash != 0) {
		buf_byte(out, '[');
		if (dash) {
			pdf_len(out, dash);
			buf_byte(out, ' ');
			pdf_len(out, gap);
		}
		buf_add(out, STR("]0 d\n"));
	}
	in->width = width;
	in->dash = dash;
	in->gap = gap;
	in->has_width = true;
}

/* ---- paths ---- */

static void put_point(Stream *in, const Drawn *drawn, Point at) {
	pdf_len(&in->out, at.x + drawn->corner.x);
	buf_byte(&in->out, ' ');
	pdf_len(&in->out, in->side->side->trim.height - at.y - drawn->corner.y);
	buf_byte(&in->out, ' ');
}

static void put_box(Stream *in, const Drawn *drawn, Box box) {
	put_point(in, drawn, (Point){ box.left, box.bottom });
	pdf_len(&in->out, box.right - box.left);
	buf_byte(&in->out, ' ');
	pdf_len(&in->out, box.bottom - box.top);
	buf_add(&in->out, STR(" re\n"));
}

/* Upright rectangles, alone or one after the other as in a QR code, have an operator of their own. */
static void put_path(Stream *in, const Drawn *drawn, const Path *path) {
	static const char *const operators[] = { "m\n", "l\n", "c\n", "h\n" };
	for (int i = 0; i < path->count; i++) {
		const PathStep *step = &path->steps[i];
		Path part = { step, 5 };
		Box box;
		if (i + 5 <= path->count && path_is_box(&part, &box)) {
			put_box(in, drawn, box);
			i += 4;
			continue;
		}
		int points = step->op == 'C' ? 3 : step->op == 'Z' ? 0 : 1;
		for (int k = 0; k < points; k++) put_point(in, drawn, step->at[k]);
		buf_add(&in->out, str_of(operators[step->op == 'M' ? 0 : step->op == 'L' ? 1 : step->op == 'C' ? 2 : 3]));
	}
}

/* ---- text ---- */

typedef struct Show { Str codes; char bytes[2 * 256]; int n; int64_t error; bool open; Len x; } Show;   /* error: millionths of the em owed */

static void put_codes(Stream *in, Show *show) {
	if (!show->n) return;
	if (!show->open) buf_byte(&in->out, '[');
	show->open = true;
	pdf_bytes(&in->out, (Str){ show->bytes, (size_t)show->n });
	show->n = 0;
}

static void end_show(Stream *in, Show *show) {
	put_codes(in, show);
	if (show->open) buf_add(&in->out, STR("]TJ\n"));
	show->open = false;
	show->error = 0;
}

static void put_matrix(Stream *in, const Drawn *drawn, Len x, Len y) {
	buf_add(&in->out, STR("1 0 0 1 "));
	put_point(in, drawn, (Point){ x, y });
	buf_add(&in->out, STR("Tm\n"));
}

static void begin_text(Stream *in, const Drawn *drawn, const PdfFont *font, Len x) {
	const Mark *mark = drawn->mark;
	const Run *run = mark->as.glyphs.run;
	set_fill(in, mark->colour);
	if (!in->text) buf_add(&in->out, STR("BT\n"));
	in->text = true;
	if (in->font != font || in->size != run->size) {
		buf_byte(&in->out, '/');
		buf_format(&in->out, "F%d ", font->number);
		pdf_len(&in->out, run->size);
		buf_add(&in->out, STR(" Tf\n"));
		in->font = font;
		in->size = run->size;
	}
	put_matrix(in, drawn, x, mark->at.y);
}

/* One glyph. What its advance differs from the font's own is owed, and paid in whole thousandths of the em. */
static void show_glyph(Stream *in, Show *show, const Drawn *drawn, const PdfFont *font, const Glyph *glyph) {
	const PdfGlyph *known = pdf_glyph(font, glyph->id);
	Len size = drawn->mark->as.glyphs.run->size, y = drawn->mark->at.y;
	bool moved = glyph->dx || glyph->dy;
	if (moved) {
		end_show(in, show);
		put_matrix(in, drawn, show->x + glyph->dx, y - glyph->dy);
	}
	if (show->n >= (int)sizeof show->bytes) put_codes(in, show);
	int64_t paid = show->error / 1000;
	if (paid && !moved) {
		put_codes(in, show);
		if (!show->open) buf_byte(&in->out, '[');
		show->open = true;
		pdf_int(&in->out, paid);
		show->error -= paid * 1000;
	}
	show->bytes[show->n++] = (char)(known->code >> 8);
	show->bytes[show->n++] = (char)(known->code & 0xFF);
	show->error += known->width - len_scale(glyph->advance, 1000000, size);
	show->x += glyph->advance;
	if (moved) {
		end_show(in, show);
		put_matrix(in, drawn, show->x, y);
	}
}

static Len advance_before(const Mark *mark, int glyph) {
	Len x = mark->at.x;
	for (int i = mark->as.glyphs.first; i < glyph; i++) x += mark->as.glyphs.run->glyphs[i].advance;
	return x;
}

/* [words]: whether clusters that do not read true get their text beside them. */
static void put_glyphs(Stream *in, const Drawn *drawn) {
	const Mark *mark = drawn->mark;
	const Run *run = mark->as.glyphs.run;
	const PdfFont *font = in->side->fonts->by_font[run->font->number];
	ClusterWalk walk = clusters_of(mark);
	Cluster cluster;
	Show show = { .x = mark->at.x };
	bool started = false;
	while (cluster_next(&walk, &cluster)) {
		if (cluster_silent(run, &cluster)) continue;
		bool apart = mark->node && mark->node->kind != NODE_FIGURE && !pdf_reads_true(font, run, &cluster);
		if (apart || run->rtl || !started) {
			end_show(in, &show);
			if (apart) begin_tagged(in, drawn, cluster.text);
			show.x = advance_before(mark, cluster.first);
			begin_text(in, drawn, font, show.x);
			started = true;
		}
		for (int i = cluster.first; i < cluster.last; i++) show_glyph(in, &show, drawn, font, &run->glyphs[i]);
		if (!apart) continue;
		end_show(in, &show);
		begin_tagged(in, drawn, (Str){ NULL, 0 });
		started = false;
	}
	end_show(in, &show);
}

/* ---- marks ---- */

static void put_link(Stream *in, const Drawn *drawn) {
	const Mark *mark = drawn->mark;
	PdfTags *tags = in->tags;
	Point at = { mark->at.x + drawn->corner.x, mark->at.y + drawn->corner.y };
	Box box = { at.x, at.y, at.x + mark->as.link.size.width, at.y + mark->as.link.size.height };
	int object = pdf_reserve(tags->file);
	int key = pdf_tags_annotation(tags, mark->node, in->side->number, drawn->page->number, object);
	Buf out = buf_make(tags->arena, 128);
	buf_add(&out, STR("/Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect"));
	pdf_box(&out, box, in->side->side->trim.height);
	buf_add(&out, STR("/StructParent "));
	pdf_int(&out, key);
	buf_add(&out, STR("/Contents"));
	pdf_text(&out, mark->as.link.contents);
	buf_add(&out, STR("/A<</S/URI/URI"));
	pdf_bytes(&out, mark->as.link.href);
	buf_add(&out, STR(">>"));
	pdf_fill(tags->file, object, buf_str(&out));
	pdf_ref(in->annotations, object);
	buf_byte(in->annotations, ' ');
}

static void cover(Stream *in, const Drawn *drawn) {
	const Mark *mark = drawn->mark;
	if (!mark->node || mark->node->kind != NODE_FIGURE || mark->kind == MARK_GLYPHS || mark->kind == MARK_LINK) return;
	Box box = path_bounds(mark->kind == MARK_FILL ? &mark->as.fill.path : &mark->as.stroke.path);
	box.left += drawn->corner.x;
	box.right += drawn->corner.x;
	box.top += drawn->corner.y;
	box.bottom += drawn->corner.y;
	pdf_tags_cover(in->tags, mark->node, in->side->number, box);
}

static void put_mark(Stream *in, const Drawn *drawn) {
	const Mark *mark = drawn->mark;
	cover(in, drawn);
	switch (mark->kind) {
	case MARK_GLYPHS:
		put_glyphs(in, drawn);
		return;
	case MARK_FILL:
		end_text(in);
		set_fill(in, mark->colour);
		put_path(in, drawn, &mark->as.fill.path);
		buf_add(&in->out, mark->as.fill.even_odd ? STR("f*\n") : STR("f\n"));
		return;
	case MARK_STROKE:
		end_text(in);
		set_line(in, mark);
		put_path(in, drawn, &mark->as.stroke.path);
		buf_add(&in->out, STR("S\n"));
		return;
	case MARK_LINK:
		put_link(in, drawn);
		return;
	}
}

Str pdf_content(PdfTags *tags, const PdfSide *side, Buf *annotations) {
	Stream in = { .tags = tags, .side = side, .annotations = annotations, .out = buf_make(tags->arena, 8192) };
	const Drawing *drawing = side->drawing;
	const Node *node = NULL;
	for (int i = 0; i < drawing->count; i++) {
		const Drawn *drawn = &drawing->marks[i];
		bool artifact = i < drawing->tagged || i >= drawing->over;
		const Drawn *before = i ? &drawing->marks[i - 1] : NULL;
		bool starts = !before || i == drawing->tagged || i == drawing->over;
		if (artifact) {
			if (starts || before->mark->furniture != drawn->mark->furniture) begin_artifact(&in, drawn->mark->furniture);
		} else if (starts || node != drawn->mark->node || !in.open) {
			if (drawn->mark->kind != MARK_LINK) begin_tagged(&in, drawn, (Str){ NULL, 0 });
		}
		if (!artifact) node = drawn->mark->node;
		put_mark(&in, drawn);
	}
	end_sequence(&in);
	assert(!in.open && !in.text);
	return buf_str(&in.out);
}
