/* SVG -> areas and lines.

   What is read is the static part of SVG 1.1 that drawing programs write for figures and icons:
   paths and basic shapes, groups, copies, symbols, gradients, clips, opacity, text, style sheets of
   plain selectors. All that a file says in roundabout ways is worked out here: styles are
   inherited, units and viewports become points, transforms are applied, copies are drawn anew.

   Invariants:
   1. What is not drawn is the message svg-unsupported with its line, and then there is no picture:
	  one without its shadow or its mask is another picture than its author has seen.
   2. Nothing outside the file is opened, whatever it names.
   3. Numbers are finite and limited; steps, elements and copies are counted, so that a small file
	  cannot ask for endless work.
   4. The drawing stays in its box: what sticks out is clipped, as SVG says.
   Two files were set against what other programs draw until they agreed; where the standard leaves
   a choice (the unit is 1/96 inch) theirs is followed. */
#include "images/svg.h"
#include <math.h>
#include <string.h>

#define SPACE "http://www.w3.org/2000/svg"
#define PIXEL 0.75 /* a CSS pixel in points */

/* ---- small questions ---- */

void svg_refuse(Svg *svg, const Xml *element, const char *format, ...) {
	Buf words = buf_make(svg->arena, 96);
	va_list list;
	va_start(list, format);
	buf_format_list(&words, format, list);
	va_end(list);
	svg->failed = true;
	fail(svg->diags, element->from, SVG_UNSUPPORTED, "<%.*s>: %.*s", STR_ARG(element->name),
		STR_ARG(buf_str(&words)));
}

static bool ours(const Xml *node) { return !node->space.len || str_is(node->space, SPACE); }

bool svg_is(const Xml *node, const char *name) {
	return node->kind == XML_ELEMENT && ours(node) && str_is(node->name, name);
}

static SvgId **slot_of(const Svg *svg, Str id) {
	return (SvgId **)&svg->ids[str_hash(id) % (sizeof svg->ids / sizeof *svg->ids)];
}

const Xml *svg_find(const Svg *svg, Str id) {
	for (const SvgId *at = *slot_of(svg, id); at; at = at->next)
		if (str_equal(at->id, id)) return at->element;
	return NULL;
}

static void find_ids(Svg *svg, const Xml *element) {
	Str id = xml_value(element, "id");
	if (id.len && !svg_find(svg, id)) {
		SvgId *row = ARENA_NEW(svg->arena, SvgId), **slot = slot_of(svg, id);
		*row = (SvgId){ id, element, *slot };
		*slot = row;
	}
	for (const Xml *kid = element->first; kid; kid = kid->next)
		if (kid->kind == XML_ELEMENT) find_ids(svg, kid);
}

/* href, with or without the old prefix. */
Str svg_link(const Xml *element) {
	for (const XmlAttribute *at = element->attributes; at; at = at->next)
		if (str_is(at->name, "href"))
			return str_starts(at->value, STR("#")) ? str_slice(at->value, 1, at->value.len)
												   : (Str){ NULL, 0 };
	return (Str){ NULL, 0 };
}

/* ---- lists of shapes ---- */

static DrawnShape *add(Svg *svg, const Xml *element, DrawnKind kind, SvgShapes *out) {
	DrawnShape *shape = ARENA_NEW(svg->arena, DrawnShape);
	shape->kind = kind;
	shape->from = element->from;
	shape->opacity = 1;
	if (out->last) out->last->next = shape;
	else out->first = shape;
	out->last = shape;
	return shape;
}

/* How much longer lines get; 0 where they get longer one way than the other. */
static double scale_of(const Matrix *m) {
	double one = m->a * m->a + m->b * m->b, two = m->c * m->c + m->d * m->d;
	double most = fmax(one, two), slant = m->a * m->c + m->b * m->d;
	if (fabs(one - two) > 0.02 * most || fabs(slant) > 0.01 * most) return 0;
	return sqrt(fabs(m->a * m->d - m->b * m->c));
}

static void set_stroke(
	Svg *svg, const Xml *element, const SvgPlace *at, const DrawnPath *path, DrawnShape *shape) {
	const SvgStyle *style = &at->style;
	if (style->stroke.kind == VALUE_NONE || style->line.width <= 0) return;
	double scale = scale_of(&at->to);
	if (scale <= 0) {
		svg_refuse(svg, element, "a line under a transform that is not even is not drawn");
		return;
	}
	shape->stroke = svg_paint(svg, element, &style->stroke, style->stroke_opacity, at, path);
	shape->line = style->line;
	shape->line.width *= scale;
	shape->line.phase *= scale;
	for (int i = 0; i < shape->line.ndashes; i++) shape->line.dashes[i] *= scale;
}

void svg_add_path(
	Svg *svg, const Xml *element, const SvgPlace *at, DrawnPath path, SvgShapes *out) {
	const SvgStyle *style = &at->style;
	if (style->hidden || !path.count) return;
	DrawnShape shape = { .even_odd = style->even_odd };
	if (!svg_is(element, "line"))
		shape.fill = svg_paint(svg, element, &style->fill, style->fill_opacity, at, &path);
	set_stroke(svg, element, at, &path, &shape);
	if (shape.fill.kind == PAINT_NONE && shape.stroke.kind == PAINT_NONE) return;
	DrawnShape *made = add(svg, element, DRAWN_PATH, out);
	made->fill = shape.fill;
	made->stroke = shape.stroke;
	made->even_odd = shape.even_odd;
	made->line = shape.line;
	made->path = svg_moved(svg, &path, &at->to);
}

/* ---- viewports ---- */

typedef struct View {
	double x, y, width, height; /* of the viewport, in the units around it */
	double box[4]; /* viewBox: x, y, width, height */
	bool has_box;
} View;

static void read_box(Svg *svg, const Xml *element, View *view) {
	Str text = xml_value(element, "viewBox");
	if (!text.len) return;
	int n = 0;
	for (svg_skip(&text); n < 4 && svg_number(&text, &view->box[n]);) n++;
	view->has_box = n == 4 && !text.len && view->box[2] > 0 && view->box[3] > 0;
	if (!view->has_box) svg_refuse(svg, element, "its viewBox cannot be read");
}

/* -1, 0 or 1: where the spare room is left. "xMinYMid" and its like. */
static double share_of(Str word, size_t at) {
	Str part = str_slice(word, at, at + 3);
	return str_is(part, "Min") ? 0 : str_is(part, "Max") ? 1 : 0.5;
}

/* What maps the viewBox onto the viewport. */
static Matrix view_matrix(const Xml *element, const View *view) {
	if (!view->has_box) return (Matrix){ 1, 0, 0, 1, view->x, view->y };
	double sx = view->width / view->box[2], sy = view->height / view->box[3];
	Str rest = xml_value(element, "preserveAspectRatio"), align = str_word(&rest);
	double left = 0.5, over = 0.5;
	if (!str_is(align, "none")) {
		bool slice = str_is(str_word(&rest), "slice");
		sx = sy = slice ? fmax(sx, sy) : fmin(sx, sy);
		if (align.len == 8) left = share_of(align, 1), over = share_of(align, 5);
	}
	double x = view->x + (view->width - sx * view->box[2]) * left;
	double y = view->y + (view->height - sy * view->box[3]) * over;
	return (Matrix){ sx, 0, 0, sy, x - sx * view->box[0], y - sy * view->box[1] };
}

static void enter(SvgPlace *at, const Xml *element, const View *view) {
	Matrix to = view_matrix(element, view);
	at->to = matrix_times(&to, &at->to);
	at->width = view->has_box ? view->box[2] : view->width;
	at->height = view->has_box ? view->box[3] : view->height;
}

static DrawnPath box_path(Svg *svg, const View *view, const Matrix *to) {
	SvgPath path = { .svg = svg };
	double r = view->x + view->width, b = view->y + view->height;
	svg_move(&path, matrix_place(to, (Place){ view->x, view->y }));
	svg_line(&path, matrix_place(to, (Place){ r, view->y }));
	svg_line(&path, matrix_place(to, (Place){ r, b }));
	svg_line(&path, matrix_place(to, (Place){ view->x, b }));
	svg_close(&path);
	return (DrawnPath){ path.steps, path.count };
}

/* Does a shape, with its line, stick out of [box]? Corners may reach as far as their limit says. */
static bool sticks_out(const DrawnShape *shape, const double box[4]) {
	for (; shape; shape = shape->next) {
		double own[4], half = 0;
		if (shape->kind == DRAWN_GROUP) {
			if (sticks_out(shape->inside, box)) return true;
			continue;
		}
		svg_bounds(&shape->path, own);
		if (shape->stroke.kind != PAINT_NONE) {
			half = shape->line.width / 2;
			if (shape->line.join == JOIN_MITER) half *= shape->line.miter;
		}
		if (own[0] - half < box[0] - 0.01 || own[1] - half < box[1] - 0.01
			|| own[2] + half > box[2] + 0.01 || own[3] + half > box[3] + 0.01)
			return true;
	}
	return false;
}

/* Adds [inner], clipped to its viewport if need be. */
static void add_view(Svg *svg, const Xml *element, const View *view, const Matrix *to,
	const SvgShapes *inner, SvgShapes *out) {
	double box[4];
	if (!inner->first) return;
	DrawnPath path = box_path(svg, view, to);
	svg_bounds(&path, box);
	DrawnShape *group = add(svg, element, DRAWN_GROUP, out);
	group->inside = inner->first;
	bool upright = (!to->b && !to->c) || (!to->a && !to->d);
	bool open = str_is(xml_value(element, "overflow"), "visible") && element != svg->root;
	if (!open && (!upright || sticks_out(inner->first, box))) group->clip = path;
}

/* ---- elements ---- */

static void draw(Svg *svg, const Xml *element, const SvgPlace *parent, SvgShapes *out);

static void draw_kids(Svg *svg, const Xml *element, const SvgPlace *at, SvgShapes *out) {
	for (const Xml *kid = element->first; kid && !svg->too_much; kid = kid->next)
		if (kid->kind == XML_ELEMENT) draw(svg, kid, at, out);
}

static void draw_shape(Svg *svg, const Xml *element, const SvgPlace *at, SvgShapes *out) {
	DrawnPath path;
	if (svg_outline(svg, element, at, &path)) svg_add_path(svg, element, at, path, out);
}

static double size_of(Svg *svg, const Xml *element, const char *name, double whole, double usual) {
	Str text = xml_value(element, name);
	double out = usual;
	if (!text.len || str_is(text, "auto")) return usual;
	if (!svg_length(text, whole, 16, &out))
		svg_refuse(svg, element, "%s=\"%.*s\" is no length", name, STR_ARG(text));
	return out;
}

/* An <svg> or <symbol> in the viewport that [frame] (it, or the <use> that shows it) gives. */
static void draw_view(
	Svg *svg, const Xml *element, const Xml *frame, const SvgPlace *at, SvgShapes *out) {
	View view = { .x = 0 };
	view.width = size_of(
		svg, frame, "width", at->width, size_of(svg, element, "width", at->width, at->width));
	view.height = size_of(
		svg, frame, "height", at->height, size_of(svg, element, "height", at->height, at->height));
	if (element == frame) {
		view.x = size_of(svg, element, "x", at->width, 0);
		view.y = size_of(svg, element, "y", at->height, 0);
	}
	read_box(svg, element, &view);
	if (view.width <= 0 || view.height <= 0) return;
	SvgPlace inside = *at;
	SvgShapes inner = { NULL, NULL };
	enter(&inside, element, &view);
	draw_kids(svg, element, &inside, &inner);
	add_view(svg, element, &view, &at->to, &inner, out);
}

static void draw_nested(Svg *svg, const Xml *element, const SvgPlace *at, SvgShapes *out) {
	draw_view(svg, element, element, at, out);
}

static void draw_use(Svg *svg, const Xml *element, const SvgPlace *at, SvgShapes *out) {
	Str id = svg_link(element);
	const Xml *target = id.len ? svg_find(svg, id) : NULL;
	SvgPlace place = *at;
	if (!target || ++place.copies > SVG_COPIES) {
		svg_refuse(svg, element,
			target ? "copies stand in copies too deep" : "it copies what is not in this file");
		return;
	}
	Matrix by = { 1, 0, 0, 1, size_of(svg, element, "x", at->width, 0),
		size_of(svg, element, "y", at->height, 0) };
	place.to = matrix_times(&by, &at->to);
	if (!svg_is(target, "symbol") && !svg_is(target, "svg")) {
		draw(svg, target, &place, out);
		return;
	}
	place.style = svg_style(svg, target, &place.style);
	draw_view(svg, target, element, &place, out);
}

/* NULL: it says nothing by itself. */
static const struct {
	const char *name;
	void (*draw)(Svg *svg, const Xml *element, const SvgPlace *at, SvgShapes *out);
} kinds[] = {
	{ "path", draw_shape },
	{ "rect", draw_shape },
	{ "circle", draw_shape },
	{ "ellipse", draw_shape },
	{ "line", draw_shape },
	{ "polyline", draw_shape },
	{ "polygon", draw_shape },
	{ "g", draw_kids },
	{ "a", draw_kids },
	{ "svg", draw_nested },
	{ "use", draw_use },
	{ "text", svg_text },
	{ "defs", NULL },
	{ "symbol", NULL },
	{ "title", NULL },
	{ "desc", NULL },
	{ "metadata", NULL },
	{ "style", NULL },
	{ "linearGradient", NULL },
	{ "radialGradient", NULL },
	{ "clipPath", NULL },
	{ "pattern", NULL },
	{ "mask", NULL },
	{ "filter", NULL },
	{ "marker", NULL },
};

/* One paint only: its opacity is the element's. */
static bool is_single(const SvgShapes *shapes) {
	const DrawnShape *one = shapes->first;
	return one && one == shapes->last && one->kind == DRAWN_PATH
		&& (one->fill.kind == PAINT_NONE || one->stroke.kind == PAINT_NONE);
}

/* What [element] drew, laid down as one: with its opacity, inside its clip. */
static void add_group(
	Svg *svg, const Xml *element, const SvgPlace *at, const SvgShapes *inner, SvgShapes *out) {
	if (!inner->first) return;
	DrawnPath clip = { NULL, 0 };
	bool even_odd = false, clips = at->style.clip.len;
	if (clips && !svg_clip(svg, element, at->style.clip, at, &clip, &even_odd)) return;
	if (clips && !clip.count) return; /* a clip around nothing shows nothing */
	if (is_single(inner) && !clips) {
		inner->first->fill.opacity *= at->style.opacity;
		inner->first->stroke.opacity *= at->style.opacity;
		if (out->last) out->last->next = inner->first;
		else out->first = inner->first;
		out->last = inner->last;
		return;
	}
	DrawnShape *group = add(svg, element, DRAWN_GROUP, out);
	group->inside = inner->first;
	group->opacity = at->style.opacity;
	group->clip = clip;
	group->clip_even_odd = even_odd;
}

static void draw(Svg *svg, const Xml *element, const SvgPlace *parent, SvgShapes *out) {
	size_t kind = 0;
	if (!ours(element)) return; /* an editor's notes to itself */
	while (kind < sizeof kinds / sizeof *kinds && !str_is(element->name, kinds[kind].name)) kind++;
	if (kind == sizeof kinds / sizeof *kinds) {
		svg_refuse(svg, element, "this element is not drawn");
		return;
	}
	if (!kinds[kind].draw) return;
	if (++svg->nelements > SVG_ELEMENTS) {
		svg->too_much = true;
		return;
	}
	SvgPlace at = *parent;
	Matrix own;
	at.style = svg_style(svg, element, &parent->style);
	if (at.style.gone) return;
	if (!svg_transform(xml_value(element, "transform"), &own))
		svg_refuse(svg, element, "its transform cannot be read");
	at.to = matrix_times(&own, &parent->to);
	if (at.style.opacity >= 1 && !at.style.clip.len) {
		kinds[kind].draw(svg, element, &at, out);
		return;
	}
	SvgShapes inner = { NULL, NULL };
	kinds[kind].draw(svg, element, &at, &inner);
	add_group(svg, element, &at, &inner, out);
}

/* ---- the file ---- */

/* The size of the drawing: as the file says, else that of its viewBox, else 300 by 150. */
static bool size_root(Svg *svg, View *view) {
	read_box(svg, svg->root, view);
	double w = view->has_box ? view->box[2] : 300, h = view->has_box ? view->box[3] : 150;
	Str width = xml_value(svg->root, "width"), height = xml_value(svg->root, "height");
	bool has_w = width.len && !str_ends(width, STR("%")),
		 has_h = height.len && !str_ends(height, STR("%"));
	view->width = has_w ? size_of(svg, svg->root, "width", w, w) : w;
	view->height = has_h ? size_of(svg, svg->root, "height", h, h) : h;
	if (has_w && !has_h) view->height = view->width * h / w;
	if (has_h && !has_w) view->width = view->height * w / h;
	if (svg->failed) return false;
	if (view->width >= 0.01 && view->height >= 0.01 && view->width <= SVG_LIMIT / 10
		&& view->height <= SVG_LIMIT / 10)
		return true;
	return refuse(svg->reading, "has no size that can be drawn");
}

static bool draw_root(Svg *svg) {
	View view = { .x = 0 };
	SvgStyle start = svg_style_start();
	SvgShapes inner = { NULL, NULL }, all = { NULL, NULL };
	if (svg->reading->look) start.colour = svg->reading->look->ink;
	if (!size_root(svg, &view)) return false;
	SvgPlace at = { .to = { PIXEL, 0, 0, PIXEL, 0, 0 },
		.style = svg_style(svg, svg->root, &start) };
	Matrix outside = at.to;
	enter(&at, svg->root, &view);
	draw_kids(svg, svg->root, &at, &inner);
	add_view(svg, svg->root, &view, &outside, &inner, &all);
	DrawnPicture *drawing = &svg->reading->picture->drawing;
	*drawing = (DrawnPicture){ view.width * PIXEL, view.height * PIXEL, all.first };
	/* A frame that does not clip is none. */
	if (all.first && !all.first->clip.count) drawing->shapes = inner.first;
	if (svg->too_much)
		return refuse(
			svg->reading, "draws more than %d elements or %d steps", SVG_ELEMENTS, SVG_STEPS);
	return !svg->failed;
}

bool svg_take(const Reading *reading) {
	const char *file = str_zero(reading->arena, reading->name);
	int before = reading->diags->nerrors;
	Svg svg = { .reading = reading, .arena = reading->arena, .diags = reading->diags };
	svg.root = xml_read(reading->arena, reading->bytes, file, reading->diags);
	if (!svg.root) return false;
	if (!svg_is(svg.root, "svg"))
		return refuse(
			reading, "is XML, but its root is <%.*s> and not <svg>", STR_ARG(svg.root->name));
	find_ids(&svg, svg.root);
	svg_sheets(&svg);
	reading->picture->kind = PICTURE_DRAWING;
	return draw_root(&svg) && reading->diags->nerrors == before;
}
