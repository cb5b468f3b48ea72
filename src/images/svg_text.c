/* Text in a drawing: shaped as all text is, in the families of the theme, then drawn as the
   outlines of its letters, so that it can be turned, slanted and filled like any other shape. A
   figure is read by its description, never by the words in it.

   A chunk is what stands behind one x or y; it is placed as a whole by its anchor. */
#include "images/svg.h"
#include "glyphs/outline.h"
#include "glyphs/shape.h"

#define SHAPED 1000 /* points; text is shaped at this size and scaled */

typedef struct Piece {
	const Xml *element; /* whose style it has */
	SvgPlace at;
	const Run *run;
	double dx, dy, width; /* in user units */
	struct Piece *next;
} Piece;

typedef struct Setting {
	Svg *svg;
	SvgShapes *out;
	Place pen; /* where the chunk starts, then where the next one would */
	Piece *first, *last;
	double dx, dy; /* said, and not yet given to a piece */
	bool blank; /* the last character was a blank, or there was none yet */
} Setting;

/* ---- drawing a chunk ---- */

static DrawnPath letters(const Setting *in, const Piece *piece, double x, double y) {
	const Run *run = piece->run;
	double size = piece->at.style.font_size, unit = size / run->font->units;
	SvgPath path = { .svg = in->svg };
	Len pen = 0;
	for (int i = 0; i < run->nglyphs; i++) {
		const Glyph *glyph = &run->glyphs[i];
		double gx = x + len_pt(pen + glyph->dx) * size / SHAPED,
			   gy = y - len_pt(glyph->dy) * size / SHAPED;
		Outline outline = glyph_outline(in->svg->arena, run->font, glyph->id);
		for (int k = 0; k < outline.count; k++) {
			const OutlineStep *step = &outline.steps[k];
			Place p[3];
			for (int n = 0; n < 3; n++)
				p[n] = (Place){ gx + (double)step->at[2 * n] * unit,
					gy - (double)step->at[2 * n + 1] * unit };
			if (step->op == 'M') svg_move(&path, p[0]);
			else if (step->op == 'L') svg_line(&path, p[0]);
			else if (step->op == 'C') svg_curve(&path, p[0], p[1], p[2]);
			else svg_close(&path);
		}
		pen += glyph->advance;
	}
	return (DrawnPath){ path.steps, path.count };
}

static void end_chunk(Setting *in) {
	double width = 0;
	for (const Piece *piece = in->first; piece; piece = piece->next)
		width += piece->width + piece->dx;
	if (in->first) {
		SvgAnchor anchor = in->first->at.style.anchor;
		in->pen.x -= anchor == ANCHOR_MIDDLE ? width / 2 : anchor == ANCHOR_END ? width : 0;
	}
	for (const Piece *piece = in->first; piece; piece = piece->next) {
		in->pen.x += piece->dx;
		in->pen.y += piece->dy;
		DrawnPath path = letters(in, piece, in->pen.x, in->pen.y);
		svg_add_path(in->svg, piece->element, &piece->at, path, in->out);
		in->pen.x += piece->width;
	}
	in->first = in->last = NULL;
}

/* ---- taking words ---- */

/* Blanks in a row are one, and none stands at the beginning, unless they are to be kept. */
static Str squeezed(Setting *in, Str words, bool keep) {
	Buf out = buf_make(in->svg->arena, words.len + 1);
	for (size_t i = 0; i < words.len; i++) {
		char c = words.at[i];
		bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
		if (blank && !keep && in->blank) continue;
		buf_byte(&out, blank ? ' ' : c);
		in->blank = blank;
	}
	return buf_str(&out);
}

static bool is_rtl(uint32_t code) {
	return (code >= 0x590 && code <= 0x8FF) || (code >= 0xFB1D && code <= 0xFDFF)
		|| (code >= 0xFE70 && code <= 0xFEFC);
}

static bool is_letter(uint32_t code) {
	return (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z')
		|| (code >= 0xC0 && !is_rtl(code));
}

/* Whether the words run from right to left; those that do both are not drawn. */
static bool runs_left(Setting *in, const Xml *element, Str words) {
	bool left = false, right = false;
	for (size_t at = 0; at < words.len;) {
		uint32_t code = utf8_next(words, &at);
		left |= is_rtl(code);
		right |= is_letter(code);
	}
	if (left && right) svg_refuse(in->svg, element, "text that runs both ways is not drawn");
	return left;
}

static void add_words(Setting *in, const Xml *element, const SvgPlace *at, const Xml *node) {
	Svg *svg = in->svg;
	const PictureLook *look = svg->reading->look;
	Str words = squeezed(in, node->words, at->style.keep_space);
	if (!words.len || at->style.font_size <= 0) return;
	if (!look) {
		svg_refuse(svg, element, "there are no fonts to draw text with");
		return;
	}
	const Font *font = font_find(look->set, at->style.display_face ? look->display : look->text,
		at->style.weight, at->style.italic, svg->diags);
	if (!font) return;
	Shape how = { .font = font,
		.size = PT(SHAPED),
		.lang = look->lang,
		.from = node->from,
		.rtl = runs_left(in, element, words) };
	Piece *piece = ARENA_NEW(svg->arena, Piece);
	*piece = (Piece){ .element = element,
		.at = *at,
		.run = shape(svg->arena, &how, words, svg->diags),
		.dx = in->dx,
		.dy = in->dy };
	piece->width = len_pt(piece->run->width) * at->style.font_size / SHAPED;
	in->dx = in->dy = 0;
	if (in->last) in->last->next = piece;
	else in->first = piece;
	in->last = piece;
}

/* x, y, dx and dy of one number each; a number for every letter is not drawn. */
static bool number_of(
	Setting *in, const Xml *element, const char *name, double whole, double em, double *out) {
	Str text = xml_value(element, name);
	if (!text.len) return false;
	if (svg_length(text, whole, em, out)) return true;
	svg_refuse(in->svg, element, "%s=\"%.*s\" is not drawn", name,
		(int)(text.len > 40 ? 40 : text.len), text.at);
	return false;
}

static void start_at(Setting *in, const Xml *element, const SvgPlace *at) {
	double x, y, dx, dy, em = at->style.font_size;
	static const char *const never[] = { "rotate", "textLength" };
	bool has_x = number_of(in, element, "x", at->width, em, &x);
	bool has_y = number_of(in, element, "y", at->height, em, &y);
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		if (xml_attribute(element, never[i]))
			svg_refuse(in->svg, element, "%s is not drawn", never[i]);
	if (has_x || has_y) {
		end_chunk(in);
		in->blank = true;
	}
	if (has_x) in->pen.x = x;
	if (has_y) in->pen.y = y;
	if (number_of(in, element, "dx", at->width, em, &dx)) in->dx += dx;
	if (number_of(in, element, "dy", at->height, em, &dy)) in->dy += dy;
}

static void set_kids(Setting *in, const Xml *element, const SvgPlace *at) {
	for (const Xml *kid = element->first; kid; kid = kid->next) {
		if (kid->kind == XML_WORDS) {
			add_words(in, element, at, kid);
			continue;
		}
		if (svg_is(kid, "title") || svg_is(kid, "desc")) continue;
		if (!svg_is(kid, "tspan") && !svg_is(kid, "a")) {
			svg_refuse(in->svg, kid, "this element is not drawn in text");
			continue;
		}
		SvgPlace own = *at;
		own.style = svg_style(in->svg, kid, &at->style);
		if (own.style.gone) continue;
		own.style.fill_opacity *= own.style.opacity;
		own.style.stroke_opacity *= own.style.opacity;
		start_at(in, kid, &own);
		set_kids(in, kid, &own);
	}
}

/* The blank at the end of the last piece has no width that an anchor would count. */
static void drop_last_blank(Setting *in) {
	const Piece *piece = in->last;
	if (!piece || piece->at.style.keep_space || !str_ends(piece->run->text, STR(" "))) return;
	const Glyph *last = &piece->run->glyphs[piece->run->rtl ? 0 : piece->run->nglyphs - 1];
	in->last->width -= len_pt(last->advance) * piece->at.style.font_size / SHAPED;
}

void svg_text(Svg *svg, const Xml *element, const SvgPlace *at, SvgShapes *out) {
	Setting in = { .svg = svg, .out = out, .blank = true };
	start_at(&in, element, at);
	set_kids(&in, element, at);
	drop_last_blank(&in);
	end_chunk(&in);
}
