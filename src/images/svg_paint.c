/* Gradients and clips: what an element points at by an id. */
#include "images/svg.h"
#include <math.h>

#define CHAIN 8 /* gradients that take over from one another */

/* A gradient and those that it refers to for what it does not say itself. */
typedef struct Chain {
	Svg *svg;
	const Xml *at[CHAIN];
	int count;
	bool box; /* its lengths are parts of the painted shape's box */
	const SvgPlace *place;
} Chain;

static bool is_gradient(const Xml *element) {
	return svg_is(element, "linearGradient") || svg_is(element, "radialGradient");
}

static Chain chain_of(Svg *svg, const Xml *gradient, const SvgPlace *place) {
	Chain chain = { .svg = svg, .place = place };
	while (gradient && is_gradient(gradient) && chain.count < CHAIN) {
		chain.at[chain.count++] = gradient;
		Str id = svg_link(gradient);
		gradient = id.len ? svg_find(svg, id) : NULL;
	}
	return chain;
}

static Str said(const Chain *chain, const char *name) {
	for (int i = 0; i < chain->count; i++)
		if (xml_attribute(chain->at[i], name)) return str_trim(xml_value(chain->at[i], name));
	return (Str){ NULL, 0 };
}

/* A length of the gradient, or [usual] per cent. */
static double length_of(const Chain *chain, const char *name, char axis, double usual) {
	double w = chain->place->width, h = chain->place->height, out = 0;
	double whole = chain->box ? 1 : axis == 'x' ? w : axis == 'y' ? h : sqrt((w * w + h * h) / 2);
	Str text = said(chain, name);
	if (!text.len) return usual * whole;
	if (!svg_length(text, whole, chain->place->style.font_size, &out))
		svg_refuse(chain->svg, chain->at[0], "%s=\"%.*s\" is no length", name, STR_ARG(text));
	return out;
}

/* ---- stops ---- */

static const Xml *stops_of(const Chain *chain) {
	for (int i = 0; i < chain->count; i++)
		for (const Xml *kid = chain->at[i]->first; kid; kid = kid->next)
			if (svg_is(kid, "stop")) return chain->at[i];
	return NULL;
}

static Stop stop_of(Svg *svg, const Xml *element, double least) {
	SvgStyle start = svg_style_start(), style = svg_style(svg, element, &start);
	Stop stop = { .offset = 0, .colour = style.stop.colour };
	Str offset = xml_value(element, "offset");
	if (offset.len && !svg_share(offset, &stop.offset))
		svg_refuse(svg, element, "offset=\"%.*s\" is no number", STR_ARG(offset));
	if (style.stop.kind == VALUE_CURRENT) stop.colour = style.colour;
	stop.opacity = style.stop.kind == VALUE_NONE ? 0 : style.stop_opacity * style.stop.opacity;
	stop.offset = fmax(stop.offset, least);
	return stop;
}

static int read_stops(Svg *svg, const Xml *holder, const Stop **out) {
	int count = 0;
	for (const Xml *kid = holder->first; kid; kid = kid->next) count += svg_is(kid, "stop");
	Stop *stops = ARENA_ARRAY(svg->arena, (size_t)count + 1, Stop);
	int n = 0;
	for (const Xml *kid = holder->first; kid; kid = kid->next) {
		if (!svg_is(kid, "stop")) continue;
		stops[n] = stop_of(svg, kid, n ? stops[n - 1].offset : 0);
		n++;
	}
	*out = stops;
	return n;
}

/* ---- gradients ---- */

static void set_linear(const Chain *chain, Gradient *out) {
	out->at[0] = length_of(chain, "x1", 'x', 0);
	out->at[1] = length_of(chain, "y1", 'y', 0);
	out->at[2] = length_of(chain, "x2", 'x', 1);
	out->at[3] = length_of(chain, "y2", 'y', 0);
}

/* The focus is held inside the circle, a hair from its edge. */
static void set_radial(const Chain *chain, Gradient *out) {
	double cx = length_of(chain, "cx", 'x', 0.5), cy = length_of(chain, "cy", 'y', 0.5);
	double r = length_of(chain, "r", 'r', 0.5), fx = cx, fy = cy;
	if (said(chain, "fx").len) fx = length_of(chain, "fx", 'x', 0.5);
	if (said(chain, "fy").len) fy = length_of(chain, "fy", 'y', 0.5);
	double fr = said(chain, "fr").len ? length_of(chain, "fr", 'r', 0) : 0;
	fr = fmin(fmax(fr, 0), r * 0.999);
	double far = sqrt((fx - cx) * (fx - cx) + (fy - cy) * (fy - cy)), most = (r - fr) * 0.999;
	if (far > most && far > 0) {
		fx = cx + (fx - cx) * most / far;
		fy = cy + (fy - cy) * most / far;
	}
	const double all[] = { fx, fy, fr, cx, cy, r };
	for (int i = 0; i < 6; i++) out->at[i] = all[i];
}

static bool fades(const Gradient *gradient) {
	for (int i = 1; i < gradient->nstops; i++)
		if (fabs(gradient->stops[i].opacity - gradient->stops[0].opacity) > 0.004) return true;
	return false;
}

/* A gradient that runs over no distance shows its last colour. */
static bool runs(const Gradient *gradient) {
	if (gradient->radial) return gradient->at[5] > 0;
	return gradient->at[0] != gradient->at[2] || gradient->at[1] != gradient->at[3];
}

static bool check_spread(Svg *svg, const Chain *chain) {
	Str spread = said(chain, "spreadMethod");
	if (spread.len && !str_is(spread, "pad")) {
		svg_refuse(svg, chain->at[0], "spreadMethod=\"%.*s\" is not drawn", STR_ARG(spread));
		return false;
	}
	return true;
}

/* From the gradient's units to the drawing's; false where the shape has no box to speak of. */
static bool set_matrix(Chain *chain, const DrawnPath *path, Gradient *out) {
	Str transform = said(chain, "gradientTransform");
	out->to = (Matrix){ 1, 0, 0, 1, 0, 0 };
	if (transform.len && !svg_transform(transform, &out->to))
		svg_refuse(chain->svg, chain->at[0], "its gradientTransform cannot be read");
	if (chain->box) {
		double box[4];
		svg_bounds(path, box);
		if (!(box[2] - box[0] > 1e-9) || !(box[3] - box[1] > 1e-9)) return false;
		Matrix part = { box[2] - box[0], 0, 0, box[3] - box[1], box[0], box[1] };
		out->to = matrix_times(&out->to, &part);
	}
	out->to = matrix_times(&out->to, &chain->place->to);
	return fabs(out->to.a * out->to.d - out->to.b * out->to.c) > 1e-12;
}

static Paint gradient_paint(
	Svg *svg, const Xml *element, double opacity, const SvgPlace *at, const DrawnPath *path) {
	Paint paint = { .kind = PAINT_NONE, .opacity = opacity };
	Chain chain = chain_of(svg, element, at);
	const Xml *holder = stops_of(&chain);
	if (!holder) return paint;
	Gradient *gradient = ARENA_NEW(svg->arena, Gradient);
	gradient->nstops = read_stops(svg, holder, &gradient->stops);
	gradient->radial = svg_is(element, "radialGradient");
	chain.box = !str_is(said(&chain, "gradientUnits"), "userSpaceOnUse");
	if (gradient->radial) set_radial(&chain, gradient);
	else set_linear(&chain, gradient);
	if (!check_spread(svg, &chain) || !set_matrix(&chain, path, gradient)) return paint;
	const Stop *last = &gradient->stops[gradient->nstops - 1];
	bool plain = gradient->nstops == 1 || !runs(gradient);
	gradient->fades = !plain && fades(gradient);
	paint = (Paint){ plain ? PAINT_COLOUR : PAINT_GRADIENT, last->colour, gradient, opacity };
	if (!gradient->fades) paint.opacity *= last->opacity;
	return paint;
}

Paint svg_paint(Svg *svg, const Xml *element, const SvgValue *value, double opacity,
	const SvgPlace *at, const DrawnPath *path) {
	Paint paint = { .kind = PAINT_COLOUR, .opacity = opacity * value->opacity };
	switch (value->kind) {
	case VALUE_NONE: paint.kind = PAINT_NONE; break;
	case VALUE_COLOUR: paint.colour = value->colour; break;
	case VALUE_CURRENT: paint.colour = at->style.colour; break;
	case VALUE_LINK: {
		const Xml *target = svg_find(svg, value->id);
		if (target && is_gradient(target)) return gradient_paint(svg, target, opacity, at, path);
		if (target)
			svg_refuse(svg, element, "paint from <%.*s> is not drawn", STR_ARG(target->name));
		else svg_refuse(svg, element, "there is no paint \"%.*s\"", STR_ARG(value->id));
		paint.kind = PAINT_NONE;
		break;
	}
	}
	return paint;
}

/* ---- clips ---- */

static bool apart(const double a[4], const double b[4]) {
	return a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
}

typedef struct Clipping {
	Svg *svg;
	DrawnStep *steps;
	int count;
	double boxes[16][4];
	int nboxes;
	bool even_odd;
} Clipping;

/* Shapes that do not meet are clipped to by one path; what two of them share would be taken in or
   left out by the turn of their outlines. */
static bool add_clip(Clipping *in, const Xml *element, const SvgPlace *parent) {
	Svg *svg = in->svg;
	SvgPlace at = *parent;
	DrawnPath outline;
	Matrix own;
	at.style = svg_style(svg, element, &parent->style);
	if (!svg_transform(xml_value(element, "transform"), &own)) own = (Matrix){ 1, 0, 0, 1, 0, 0 };
	at.to = matrix_times(&own, &parent->to);
	if (at.style.gone || at.style.hidden || !svg_outline(svg, element, &at, &outline)) return true;
	outline = svg_moved(svg, &outline, &at.to);
	svg_bounds(&outline, in->boxes[in->nboxes]);
	for (int i = 0; i < in->nboxes; i++)
		if (!apart(in->boxes[i], in->boxes[in->nboxes])) return false;
	in->even_odd |= at.style.clip_even_odd;
	DrawnStep *all = ARENA_ARRAY(svg->arena, (size_t)(in->count + outline.count) + 1, DrawnStep);
	for (int i = 0; i < in->count; i++) all[i] = in->steps[i];
	for (int i = 0; i < outline.count; i++) all[in->count + i] = outline.steps[i];
	in->steps = all;
	in->count += outline.count;
	return ++in->nboxes < 16 && !(in->even_odd && in->nboxes > 1);
}

static bool is_plain_clip(const Xml *clip) {
	if (str_is(xml_value(clip, "clipPathUnits"), "objectBoundingBox")) return false;
	if (xml_attribute(clip, "clip-path")) return false;
	for (const Xml *kid = clip->first; kid; kid = kid->next)
		if (svg_is(kid, "use") || svg_is(kid, "text") || xml_attribute(kid, "clip-path"))
			return false;
	return true;
}

bool svg_clip(
	Svg *svg, const Xml *element, Str id, const SvgPlace *at, DrawnPath *path, bool *even_odd) {
	const Xml *clip = svg_find(svg, id);
	if (!clip || !svg_is(clip, "clipPath")) {
		svg_refuse(svg, element, "there is no clipPath \"%.*s\"", STR_ARG(id));
		return false;
	}
	Clipping in = { .svg = svg };
	SvgPlace place = *at;
	Matrix own;
	SvgStyle start = svg_style_start();
	place.style = svg_style(svg, clip, &start);
	bool sound = is_plain_clip(clip) && svg_transform(xml_value(clip, "transform"), &own);
	if (sound) place.to = matrix_times(&own, &at->to);
	for (const Xml *kid = clip->first; kid && sound; kid = kid->next)
		if (kid->kind == XML_ELEMENT) sound = add_clip(&in, kid, &place);
	if (!sound) svg_refuse(svg, clip, "a clip of this kind is not drawn");
	*path = (DrawnPath){ in.steps, in.count };
	*even_odd = in.even_odd;
	return sound;
}
