/* Fold ticks: short dashed lines inside the print at both ends of each fold, so that whoever folds
   by hand knows where. They must be seen and not be noticed, so each takes its colour from what it
   lies on: ink over light, white over dark; and none where two areas of clearly different lightness
   meet on the fold, for there the edge is the mark. What it lies on is found in the marks
   themselves (the last area painted beside the fold), so that a new theme or a new fold needs
   nothing here. */
#include <stdlib.h>
#include "sheets/internal.h"

#define TICK_LENGTH PT(13.5)
#define TICK_WIDTH PT(0.25)
#define TICK_DASH PT(2.25)
#define BESIDE PT(3) /* where the colours beside a fold are looked at */
#define DIFFERENT 300 /* contrast, times 100, from which an edge is seen without a line */

static const Colour paper = { 255, 255, 255, 0, 0, 0, 0, 0 };
static const Colour black = { 0, 0, 0, 0, 0, 0, 100, 100 };

/* Is [p] in [path], taken as a polygon? Curves count as their chords: near enough for large areas.
 */
static bool inside(const Path *path, Point p) {
	bool in = false;
	Point start = { 0, 0 }, from = { 0, 0 };

	for (int i = 0; i < path->count; i++) {
		const PathStep *step = &path->steps[i];
		Point to = step->op == 'Z' ? start : step->at[step->op == 'C' ? 2 : 0];
		if (step->op == 'M') start = to;
		else if ((from.y > p.y) != (to.y > p.y)) {
			double x = len_pt(from.x)
				+ len_pt(to.x - from.x) * len_pt(p.y - from.y) / len_pt(to.y - from.y);
			in ^= len_pt(p.x) < x;
		}
		from = to;
	}
	return in;
}

/* The colour of the area at [p] of the side. */
static Colour beneath(const Side *side, Point p) {
	Colour colour = paper;

	for (int i = 0; i < side->nplacements; i++) {
		const Placement *placed = &side->placements[i];
		Point on_page = { p.x - placed->at.x, p.y - placed->at.y };
		for (const Mark *mark = placed->page->marks; mark; mark = mark->next)
			if (mark->kind == MARK_FILL && mark->ground && inside(&mark->as.fill.path, on_page))
				colour = mark->colour;
	}
	return colour;
}

static Mark *tick(Arena *arena, const Edition *edition, const Side *side, Len x, Len top) {
	Len middle = top + TICK_LENGTH / 2;
	Colour left = beneath(side, (Point){ x - BESIDE, middle });
	Colour right = beneath(side, (Point){ x + BESIDE, middle });
	Colour ink = edition->ink == INK_SAVER ? black : edition->theme->colours[COLOUR_INK];
	Colour white = edition->theme->colours[COLOUR_WHITE];
	PathStep *steps;
	Mark *mark;

	if (colour_contrast(left, right) >= DIFFERENT) return NULL;
	mark = ARENA_NEW(arena, Mark);
	steps = ARENA_ARRAY(arena, 2, PathStep);
	steps[0] = (PathStep){ 'M', { { x, top } } };
	steps[1] = (PathStep){ 'L', { { x, top + TICK_LENGTH } } };
	mark->kind = MARK_STROKE;
	mark->colour = colour_contrast(left, ink) >= colour_contrast(left, white) ? ink : white;
	mark->as.stroke.path = (Path){ steps, 2 };
	mark->as.stroke.width = TICK_WIDTH;
	mark->as.stroke.dash = mark->as.stroke.gap = TICK_DASH;
	return mark;
}

static int by_left(const void *a, const void *b) {
	Len left = *(const Len *)a, right = *(const Len *)b;

	return (left > right) - (left < right);
}

/* Each panel of a side begins at the edge or at a fold. */
const Mark *ticks_make(Arena *arena, const Edition *edition, const Side *side) {
	Len folds[MAX_PANELS], frame = edition->theme->measures[MEASURE_FRAME];
	int nfolds = 0;
	Mark *first = NULL, **end = &first;

	for (int i = 0; i < side->nplacements; i++)
		if (side->placements[i].at.x > 0) folds[nfolds++] = side->placements[i].at.x;
	qsort(folds, (size_t)nfolds, sizeof folds[0], by_left);
	for (int i = 0; i < nfolds; i++) {
		Len tops[2] = { frame, side->trim.height - frame - TICK_LENGTH };
		for (int j = 0; j < 2; j++) {
			*end = tick(arena, edition, side, folds[i], tops[j]);
			if (*end) end = &(*end)->next;
		}
	}
	return first;
}
