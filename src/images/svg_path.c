/* Outlines: path data and the basic shapes, all as lines and cubic curves in user units. Arcs
   become curves of at most a quarter each, by the conversion of SVG 1.1, appendix F.6. */
#include "images/svg.h"
#include <math.h>

#define PI 3.14159265358979323846
#define ROUND 0.5522847498307936 /* the handle of a quarter of a circle of radius 1 */

/* ---- building ---- */

static DrawnStep *add(SvgPath *path, char op) {
	static const int most = SVG_STEPS;
	if (path->count == path->room) {
		int room = path->room ? 2 * path->room : 16;
		DrawnStep *grown = ARENA_ARRAY(path->svg->arena, (size_t)room, DrawnStep);
		for (int i = 0; i < path->count; i++) grown[i] = path->steps[i];
		path->steps = grown;
		path->room = room;
	}
	if (path->svg->nsteps >= most) path->svg->too_much = true;
	else path->svg->nsteps++;
	DrawnStep *step = &path->steps[path->svg->too_much ? path->room - 1 : path->count++];
	step->op = op;
	return step;
}

void svg_move(SvgPath *path, Place p) { add(path, 'M')->at[0] = p; }
void svg_line(SvgPath *path, Place p) { add(path, 'L')->at[0] = p; }
void svg_close(SvgPath *path) { add(path, 'Z'); }

void svg_curve(SvgPath *path, Place a, Place b, Place c) {
	DrawnStep *step = add(path, 'C');
	step->at[0] = a;
	step->at[1] = b;
	step->at[2] = c;
}

static Place between(Place a, Place b, double t) {
	return (Place){ a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t };
}

/* ---- arcs ---- */

typedef struct Arc {
	double rx, ry, turn; /* turn: of its x axis, in radians */
	bool large, sweep;
} Arc;

/* A part of the unit circle from [a] to [b], seen through [to]. */
static void add_part(SvgPath *path, const Matrix *to, double a, double b) {
	double handle = 4.0 / 3 * tan((b - a) / 4);
	Place one = { cos(a) - handle * sin(a), sin(a) + handle * cos(a) };
	Place two = { cos(b) + handle * sin(b), sin(b) - handle * cos(b) };
	svg_curve(path, matrix_place(to, one), matrix_place(to, two),
		matrix_place(to, (Place){ cos(b), sin(b) }));
}

static void add_arc(SvgPath *path, Place from, Arc arc, Place end) {
	double rx = fabs(arc.rx), ry = fabs(arc.ry), c = cos(arc.turn), s = sin(arc.turn);
	if (from.x == end.x && from.y == end.y) return;
	if (rx < 1e-9 || ry < 1e-9) {
		svg_line(path, end);
		return;
	}
	double hx = (from.x - end.x) / 2, hy = (from.y - end.y) / 2;
	double x = c * hx + s * hy, y = c * hy - s * hx;
	double need = x * x / (rx * rx) + y * y / (ry * ry);
	if (need > 1) rx *= sqrt(need), ry *= sqrt(need);
	double around = rx * rx * y * y + ry * ry * x * x;
	double away = sqrt(fmax(0, rx * rx * ry * ry / around - 1)) * (arc.large == arc.sweep ? -1 : 1);
	double cx = away * rx * y / ry, cy = -away * ry * x / rx;
	double start = atan2((y - cy) / ry, (x - cx) / rx),
		   stop = atan2((-y - cy) / ry, (-x - cx) / rx);
	if (arc.sweep && stop < start) stop += 2 * PI;
	if (!arc.sweep && stop > start) stop -= 2 * PI;
	Matrix to = { rx * c, rx * s, -ry * s, ry * c, c * cx - s * cy + (from.x + end.x) / 2,
		s * cx + c * cy + (from.y + end.y) / 2 };
	int parts = (int)ceil(fabs(stop - start) / (PI / 2) - 1e-9);
	for (int i = 0; i < parts; i++)
		add_part(path, &to, start + (stop - start) * i / parts,
			start + (stop - start) * (i + 1) / parts);
	if (parts && path->count) path->steps[path->count - 1].at[2] = end;
}

/* ---- path data ---- */

typedef struct Pen1 { /* while path data is read */
	SvgPath *path;
	Str text;
	Place at, start, handle; /* handle: the last curve's second */
	char last; /* the command before: 'C' or 'Q' if it left a handle */
	bool open; /* a subpath is begun */
} Pen1;

static bool take_place(Pen1 *pen, bool relative, Place *out) {
	if (!svg_number(&pen->text, &out->x) || !svg_number(&pen->text, &out->y)) return false;
	if (relative) out->x += pen->at.x, out->y += pen->at.y;
	return true;
}

/* Behind a Z a new subpath begins where the old one did. */
static void reach(Pen1 *pen) {
	if (!pen->open) svg_move(pen->path, pen->at);
	if (!pen->open) pen->start = pen->at;
	pen->open = true;
}

static void curve_to(Pen1 *pen, Place a, Place b, Place c) {
	reach(pen);
	svg_curve(pen->path, a, b, c);
	pen->at = c;
}

static void square_to(Pen1 *pen, Place handle, Place end) {
	Place at = pen->at;
	curve_to(pen, between(at, handle, 2.0 / 3), between(end, handle, 2.0 / 3), end);
	pen->handle = handle;
}

/* The mirror image of the last handle, if the command before was one of [kind]. */
static Place mirrored(const Pen1 *pen, char kind) {
	if (pen->last != kind) return pen->at;
	return (Place){ 2 * pen->at.x - pen->handle.x, 2 * pen->at.y - pen->handle.y };
}

static bool take_line(Pen1 *pen, char op, bool relative) {
	Place p = pen->at;
	double number;
	if (op == 'L') {
		if (!take_place(pen, relative, &p)) return false;
	} else {
		if (!svg_number(&pen->text, &number)) return false;
		if (op == 'H') p.x = relative ? p.x + number : number;
		else p.y = relative ? p.y + number : number;
	}
	reach(pen);
	svg_line(pen->path, p);
	pen->at = p;
	return true;
}

static bool take_curve(Pen1 *pen, char op, bool relative) {
	Place a, b, c;
	if (op == 'T') {
		a = mirrored(pen, 'Q');
		if (!take_place(pen, relative, &c)) return false;
		square_to(pen, a, c);
		return true;
	}
	if (op == 'S') a = mirrored(pen, 'C');
	else if (!take_place(pen, relative, &a)) return false;
	if (!take_place(pen, relative, &b)) return false;
	if (op == 'Q') {
		square_to(pen, a, b);
		return true;
	}
	if (!take_place(pen, relative, &c)) return false;
	curve_to(pen, a, b, c);
	pen->handle = b;
	return true;
}

static bool take_arc(Pen1 *pen, bool relative) {
	Arc arc;
	Place end;
	if (!svg_number(&pen->text, &arc.rx) || !svg_number(&pen->text, &arc.ry)
		|| !svg_number(&pen->text, &arc.turn) || !svg_flag(&pen->text, &arc.large)
		|| !svg_flag(&pen->text, &arc.sweep) || !take_place(pen, relative, &end))
		return false;
	arc.turn *= PI / 180;
	reach(pen);
	add_arc(pen->path, pen->at, arc, end);
	pen->at = end;
	return true;
}

static bool take_move(Pen1 *pen, bool relative) {
	Place to;
	if (!take_place(pen, relative, &to)) return false;
	svg_move(pen->path, to);
	pen->at = pen->start = to;
	return pen->open = true;
}

/* One command with one set of its numbers. */
static bool take_command(Pen1 *pen, char op, bool relative) {
	char left = 0;
	bool done = false;
	switch (op) {
	case 'M': done = take_move(pen, relative); break;
	case 'L':
	case 'H':
	case 'V': done = take_line(pen, op, relative); break;
	case 'C':
	case 'S': left = 'C', done = take_curve(pen, op, relative); break;
	case 'Q':
	case 'T': left = 'Q', done = take_curve(pen, op, relative); break;
	case 'A': done = take_arc(pen, relative); break;
	case 'Z':
		if (pen->open) svg_close(pen->path);
		pen->at = pen->start;
		pen->open = false;
		done = true;
		break;
	}
	pen->last = left;
	return done;
}

static bool read_data(SvgPath *path, Str text) {
	Pen1 pen = { .path = path, .text = text };
	char op = 0;
	bool relative = false;
	svg_skip(&pen.text);
	while (pen.text.len && !path->svg->too_much) {
		char c = pen.text.at[0];
		bool small = c >= 'a' && c <= 'z', letter = small || (c >= 'A' && c <= 'Z');
		if (letter) {
			if (!op && c != 'M' && c != 'm') return false;
			op = small ? (char)(c - 'a' + 'A') : c;
			relative = small;
			pen.text = str_slice(pen.text, 1, pen.text.len);
			svg_skip(&pen.text);
		} else if (op == 'M') op = 'L';
		else if (op == 'Z' || !op) return false;
		if (!take_command(&pen, op, relative)) return false;
	}
	return true;
}

/* ---- basic shapes ---- */

typedef struct Sizes {
	Svg *svg;
	const Xml *element;
	const SvgPlace *at;
} Sizes;

/* An attribute as a length; [axis]: 'x', 'y' or 'r' says of what a per cent is. False if it is not
   there; what cannot be read is a message. */
static bool size_of(const Sizes *in, const char *name, char axis, double *out) {
	const XmlAttribute *attribute = xml_attribute(in->element, name);
	double w = in->at->width, h = in->at->height;
	double whole = axis == 'x' ? w : axis == 'y' ? h : sqrt((w * w + h * h) / 2);
	*out = 0;
	if (!attribute || str_is(attribute->value, "auto")) return false;
	if (svg_length(attribute->value, whole, in->at->style.font_size, out)) return true;
	svg_refuse(in->svg, in->element, "%s=\"%.*s\" is no length", name, STR_ARG(attribute->value));
	return false;
}

static void add_ellipse(SvgPath *path, double x, double y, double rx, double ry) {
	double kx = rx * ROUND, ky = ry * ROUND;
	svg_move(path, (Place){ x + rx, y });
	svg_curve(path, (Place){ x + rx, y + ky }, (Place){ x + kx, y + ry }, (Place){ x, y + ry });
	svg_curve(path, (Place){ x - kx, y + ry }, (Place){ x - rx, y + ky }, (Place){ x - rx, y });
	svg_curve(path, (Place){ x - rx, y - ky }, (Place){ x - kx, y - ry }, (Place){ x, y - ry });
	svg_curve(path, (Place){ x + kx, y - ry }, (Place){ x + rx, y - ky }, (Place){ x + rx, y });
	svg_close(path);
}

static void add_rect(SvgPath *path, double l, double t, double r, double b) {
	svg_move(path, (Place){ l, t });
	svg_line(path, (Place){ r, t });
	svg_line(path, (Place){ r, b });
	svg_line(path, (Place){ l, b });
	svg_close(path);
}

static void add_round_rect(SvgPath *path, double l, double t, double w, double h, Place round) {
	double r = l + w, b = t + h, rx = round.x, ry = round.y, kx = rx * (1 - ROUND),
		   ky = ry * (1 - ROUND);
	svg_move(path, (Place){ l + rx, t });
	svg_line(path, (Place){ r - rx, t });
	svg_curve(path, (Place){ r - kx, t }, (Place){ r, t + ky }, (Place){ r, t + ry });
	svg_line(path, (Place){ r, b - ry });
	svg_curve(path, (Place){ r, b - ky }, (Place){ r - kx, b }, (Place){ r - rx, b });
	svg_line(path, (Place){ l + rx, b });
	svg_curve(path, (Place){ l + kx, b }, (Place){ l, b - ky }, (Place){ l, b - ry });
	svg_line(path, (Place){ l, t + ry });
	svg_curve(path, (Place){ l, t + ky }, (Place){ l + kx, t }, (Place){ l + rx, t });
	svg_close(path);
}

static bool rect(const Sizes *in, SvgPath *path) {
	double x, y, w, h, rx, ry;
	size_of(in, "x", 'x', &x);
	size_of(in, "y", 'y', &y);
	size_of(in, "width", 'x', &w);
	size_of(in, "height", 'y', &h);
	bool has_rx = size_of(in, "rx", 'x', &rx), has_ry = size_of(in, "ry", 'y', &ry);
	if (w <= 0 || h <= 0) return false;
	if (!has_rx) rx = ry;
	if (!has_ry) ry = rx;
	rx = fmin(fmax(rx, 0), w / 2);
	ry = fmin(fmax(ry, 0), h / 2);
	if (rx > 0 && ry > 0) add_round_rect(path, x, y, w, h, (Place){ rx, ry });
	else add_rect(path, x, y, x + w, y + h);
	return true;
}

static bool circle(const Sizes *in, SvgPath *path) {
	double x, y, rx, ry;
	size_of(in, "cx", 'x', &x);
	size_of(in, "cy", 'y', &y);
	if (svg_is(in->element, "circle")) {
		size_of(in, "r", 'r', &rx);
		ry = rx;
	} else {
		bool has_rx = size_of(in, "rx", 'x', &rx), has_ry = size_of(in, "ry", 'y', &ry);
		if (!has_rx) rx = ry;
		if (!has_ry) ry = rx;
	}
	if (rx <= 0 || ry <= 0) return false;
	add_ellipse(path, x, y, rx, ry);
	return true;
}

static bool line(const Sizes *in, SvgPath *path) {
	Place a, b;
	size_of(in, "x1", 'x', &a.x);
	size_of(in, "y1", 'y', &a.y);
	size_of(in, "x2", 'x', &b.x);
	size_of(in, "y2", 'y', &b.y);
	svg_move(path, a);
	svg_line(path, b);
	return true;
}

static bool corners(const Sizes *in, SvgPath *path) {
	Str text = xml_value(in->element, "points");
	Place p;
	int n = 0;
	for (svg_skip(&text); text.len; n++) {
		if (!svg_number(&text, &p.x) || !svg_number(&text, &p.y)) {
			svg_refuse(in->svg, in->element, "its points cannot be read");
			return false;
		}
		if (n) svg_line(path, p);
		else svg_move(path, p);
	}
	if (n && svg_is(in->element, "polygon")) svg_close(path);
	return n > 1;
}

static bool data(const Sizes *in, SvgPath *path) {
	Str text = str_trim(xml_value(in->element, "d"));
	if (str_is(text, "none") || !text.len) return false;
	if (!read_data(path, text)) svg_refuse(in->svg, in->element, "its path cannot be read");
	return path->count;
}

bool svg_outline(Svg *svg, const Xml *element, const SvgPlace *at, DrawnPath *out) {
	static const struct {
		const char *name;
		bool (*outline)(const Sizes *in, SvgPath *path);
	} shapes[] = {
		{ "path", data },
		{ "rect", rect },
		{ "circle", circle },
		{ "ellipse", circle },
		{ "line", line },
		{ "polyline", corners },
		{ "polygon", corners },
	};
	Sizes in = { svg, element, at };
	SvgPath path = { .svg = svg };
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		if (!svg_is(element, shapes[i].name)) continue;
		if (!shapes[i].outline(&in, &path)) return false;
		*out = (DrawnPath){ path.steps, path.count };
		return true;
	}
	return false;
}

/* ---- what is asked of paths ---- */

int step_places(char op) { return op == 'C' ? 3 : op == 'Z' ? 0 : 1; }

DrawnPath svg_moved(Svg *svg, const DrawnPath *path, const Matrix *to) {
	DrawnStep *steps = ARENA_ARRAY(svg->arena, (size_t)path->count + 1, DrawnStep);
	for (int i = 0; i < path->count; i++) {
		steps[i].op = path->steps[i].op;
		for (int k = 0; k < step_places(steps[i].op); k++)
			steps[i].at[k] = matrix_place(to, path->steps[i].at[k]);
	}
	return (DrawnPath){ steps, path->count };
}

static void reach_to(double range[2], double v) {
	range[0] = fmin(range[0], v);
	range[1] = fmax(range[1], v);
}

/* Where a curve turns back: the roots of its derivative between 0 and 1. */
static void reach_curve(double range[2], double p0, double p1, double p2, double p3) {
	double a = p3 - 3 * p2 + 3 * p1 - p0, b = 2 * (p2 - 2 * p1 + p0), c = p1 - p0;
	double roots[2];
	int n = 0;
	if (fabs(a) < 1e-12) {
		if (fabs(b) > 1e-12) roots[n++] = -c / b;
	} else if (b * b - 4 * a * c >= 0) {
		double root = sqrt(b * b - 4 * a * c);
		roots[n++] = (-b + root) / (2 * a);
		roots[n++] = (-b - root) / (2 * a);
	}
	for (int i = 0; i < n; i++) {
		double t = roots[i], u = 1 - t;
		if (t > 0 && t < 1)
			reach_to(
				range, u * u * u * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t * t * t * p3);
	}
	reach_to(range, p3);
}

void svg_bounds(const DrawnPath *path, double box[4]) {
	double x[2] = { 1e300, -1e300 }, y[2] = { 1e300, -1e300 };
	Place at = { 0, 0 };
	for (int i = 0; i < path->count; i++) {
		const DrawnStep *step = &path->steps[i];
		if (step->op == 'Z') continue;
		if (step->op == 'C') {
			reach_curve(x, at.x, step->at[0].x, step->at[1].x, step->at[2].x);
			reach_curve(y, at.y, step->at[0].y, step->at[1].y, step->at[2].y);
		} else {
			reach_to(x, step->at[0].x);
			reach_to(y, step->at[0].y);
		}
		at = step->at[step->op == 'C' ? 2 : 0];
	}
	box[0] = x[0], box[1] = y[0], box[2] = x[1], box[3] = y[1];
}
