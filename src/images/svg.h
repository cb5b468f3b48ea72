/* What the files that read SVG share. */
#ifndef DIPTYCH_IMAGES_SVG_H
#define DIPTYCH_IMAGES_SVG_H
#include "base/xml.h"
#include "images/internal.h"

#define SVG_LIMIT 1000000.0 /* the largest number that is read */
#define SVG_STEPS 1000000 /* path steps of one file, copies counted */
#define SVG_ELEMENTS 100000 /* elements drawn, copies counted */
#define SVG_COPIES 16 /* <use> inside <use> */

typedef enum { VALUE_NONE, VALUE_COLOUR, VALUE_CURRENT, VALUE_LINK } SvgValueKind;
typedef struct SvgValue { /* of fill, stroke, stop-color */
	SvgValueKind kind;
	Colour colour; /* COLOUR; LINK: its fallback if has_fallback */
	double opacity; /* of the colour itself */
	Str id;
} SvgValue;

typedef enum { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END } SvgAnchor;
/* The properties of an element, worked out. The first part is inherited. */
typedef struct SvgStyle {
	SvgValue fill, stroke;
	double fill_opacity, stroke_opacity;
	bool even_odd, clip_even_odd, hidden;
	LineStyle line; /* in user units */
	Colour colour;
	double font_size;
	bool display_face, italic, keep_space;
	int weight;
	SvgAnchor anchor;
	/* not inherited */
	double opacity, stop_opacity;
	SvgValue stop;
	Str clip; /* the id of a clipPath; len 0: none */
	bool gone; /* display: none */
} SvgStyle;

typedef struct SvgRule { /* one selector of a style sheet, with its declarations */
	Str element, classes, id; /* "" where it does not ask */
	int weight; /* its specificity; among equals the later wins */
	Str declarations;
	struct SvgRule *next;
} SvgRule;

typedef struct SvgId {
	Str id;
	const Xml *element;
	struct SvgId *next;
} SvgId;

typedef struct Svg { /* one file */
	const Reading *reading;
	Arena *arena;
	Diags *diags;
	const Xml *root;
	SvgRule *rules; /* by weight, then in order */
	SvgId *ids[256];
	int nsteps, nelements;
	bool failed; /* a message was said: no picture */
	bool too_much; /* a limit was reached: no more is drawn */
} Svg;

typedef struct SvgPlace { /* where an element stands */
	Matrix to; /* its user units to the drawing's points */
	double width, height; /* of the viewport, for per cent */
	int copies; /* how many <use> deep */
	SvgStyle style; /* of its parent, then its own */
} SvgPlace;

typedef struct SvgShapes {
	DrawnShape *first, *last;
} SvgShapes;

/* The message svg-unsupported at [element]; the picture will not be made. */
void svg_refuse(Svg *svg, const Xml *element, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
const Xml *svg_find(const Svg *svg, Str id);
/* The id in "#id"; len 0 if [text] is none. */
Str svg_link(const Xml *element);
bool svg_is(const Xml *node, const char *name); /* an element of SVG so called */

/* ---- svg_number.c ---- */
/* Takes a number off [text], with blanks and one comma behind it; false leaves it as it is. */
bool svg_number(Str *text, double *out);
bool svg_flag(Str *text, bool *out); /* of an arc: one digit */
void svg_skip(Str *text); /* blanks and one comma */
/* Reads a length in user units; a per cent is of [whole]. [em]: the size of the type. */
bool svg_length(Str text, double whole, double em, double *out);
bool svg_share(Str text, double *out); /* a number or a per cent, held between 0 and 1 */
bool svg_transform(Str text, Matrix *out);

/* ---- svg_colour.c ---- */
bool svg_colour(Str text, Colour *colour, double *opacity);

/* ---- svg_style.c ---- */
SvgStyle svg_style_start(void);
void svg_sheets(Svg *svg); /* reads all <style> */
/* The style of [element], whose parent has [parent]. */
SvgStyle svg_style(Svg *svg, const Xml *element, const SvgStyle *parent);

/* ---- svg_path.c ---- */
typedef struct SvgPath {
	Svg *svg;
	DrawnStep *steps;
	int count, room;
} SvgPath;
void svg_move(SvgPath *path, Place p);
void svg_line(SvgPath *path, Place p);
void svg_curve(SvgPath *path, Place a, Place b, Place c);
void svg_close(SvgPath *path);
/* The outline of a path or basic shape in user units; false if it is none or draws nothing. */
bool svg_outline(Svg *svg, const Xml *element, const SvgPlace *at, DrawnPath *out);
DrawnPath svg_moved(Svg *svg, const DrawnPath *path, const Matrix *to);
/* The least box around [path], curves counted by their true extent: left, top, right, bottom. */
void svg_bounds(const DrawnPath *path, double box[4]);

/* ---- svg_paint.c ---- */
/* Turns a value into what [path] (in user units) is painted with. */
Paint svg_paint(Svg *svg, const Xml *element, const SvgValue *value, double opacity,
	const SvgPlace *at, const DrawnPath *path);
/* The clip called [id], in the drawing's points; false if it cannot be made. */
bool svg_clip(Svg *svg, const Xml *element, Str id, const SvgPlace *at, DrawnPath *path,
	bool *even_odd);

/* ---- svg_text.c ---- */
void svg_text(Svg *svg, const Xml *element, const SvgPlace *at, SvgShapes *out);

/* ---- svg.c ---- */
/* Adds [path], in user units, as [element]'s style paints it. */
void svg_add_path(Svg *svg, const Xml *element, const SvgPlace *at, DrawnPath path,
	SvgShapes *out);
#endif
