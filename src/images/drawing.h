/* A drawing as areas and lines: what is left of an SVG file when all that it says in roundabout
   ways is worked out. Lengths are points in the drawing's own box, y down; only here, and until the
   drawing is placed on a page, are they real numbers. */
#ifndef DIPTYCH_IMAGES_DRAWING_H
#define DIPTYCH_IMAGES_DRAWING_H
#include "base/colour.h"
#include "base/diag.h"

typedef struct Place {
	double x, y;
} Place;
/* x' = a x + c y + e, y' = b x + d y + f. */
typedef struct Matrix {
	double a, b, c, d, e, f;
} Matrix;

typedef struct DrawnStep {
	char op;
	Place at[3];
} DrawnStep;
int step_places(char op); /* how many places a step has: M 1, L 1, C 3, Z 0 */
typedef struct DrawnPath {
	const DrawnStep *steps;
	int count;
} DrawnPath;

typedef struct Stop {
	double offset; /* 0 to 1, never less than the one before */
	Colour colour;
	double opacity;
} Stop;
typedef struct Gradient {
	bool radial;
	bool fades; /* its stops differ in opacity, which then stands in them and not in the paint */
	double at[6]; /* linear: from x y, to x y; radial: focus x y r, circle x y r */
	Matrix to; /* from the gradient's own units to the drawing's */
	const Stop *stops;
	int nstops;
} Gradient;

typedef enum { PAINT_NONE, PAINT_COLOUR, PAINT_GRADIENT } PaintKind;
typedef struct Paint {
	PaintKind kind;
	Colour colour;
	const Gradient *gradient;
	double opacity;
} Paint;

typedef enum { CAP_BUTT, CAP_ROUND, CAP_SQUARE } LineCap;
typedef enum { JOIN_MITER, JOIN_ROUND, JOIN_BEVEL } LineJoin;
#define MAX_DASHES 8
typedef struct LineStyle {
	double width, miter;
	LineCap cap;
	LineJoin join;
	double dashes[MAX_DASHES], phase;
	int ndashes; /* 0: solid */
} LineStyle;

typedef enum { DRAWN_PATH, DRAWN_GROUP } DrawnKind;
typedef struct DrawnShape {
	DrawnKind kind;
	Source from;
	const struct DrawnShape *next;
	/* PATH: its area, then its line */
	DrawnPath path;
	bool even_odd;
	Paint fill, stroke;
	LineStyle line;
	/* GROUP: what is inside is painted as one, then laid down; clip.count 0: not clipped */
	const struct DrawnShape *inside;
	double opacity;
	DrawnPath clip;
	bool clip_even_odd;
} DrawnShape;

typedef struct DrawnPicture {
	double width, height; /* points */
	const DrawnShape *shapes; /* in paint order */
} DrawnPicture;

Place matrix_place(const Matrix *matrix, Place p);
Matrix matrix_times(
	const Matrix *first, const Matrix *then); /* what does both, one after the other */
#endif
