/* Pages for languages that are read from right to left.

   The whole sheet is laid out from left to right and turned around here: a shape at x goes to the
   page's width less x, and so do panels on their sheet. Words and whatever else has sides of its
   own (a tick, a QR code, a picture) are moved as a whole and not turned. So every format, old or
   new, has its right-to-left edition for nothing. */
#include "pages/internal.h"

/* A copy, since marks may share a path: x becomes [from] less x, or, if not [turned], grows by it.
 */
static void map_path(Layout *in, Path *path, Len from, bool turned) {
	PathStep *steps = ARENA_ARRAY(in->arena, (size_t)path->count, PathStep);
	for (int i = 0; i < path->count; i++) {
		steps[i] = path->steps[i];
		for (int k = 0; k < step_places(steps[i].op); k++)
			steps[i].at[k].x = turned ? from - steps[i].at[k].x : from + steps[i].at[k].x;
	}
	path->steps = steps;
}

static void mirror_path(Layout *in, const Mark *mark, Path *path, Len width) {
	if (!path->count) return;
	Box own = path_bounds(path);
	Len frame = mark->frame ? mark->frame : mark->upright ? own.left + own.right : 0;
	map_path(in, path, width - frame, !mark->upright);
}

/* Gradients, groups and pixels belong to pictures, which always have a frame. */
static void move_gradient(Layout *in, Mark *mark, Len by) {
	if (!mark->gradient) return;
	Gradient *moved = ARENA_NEW(in->arena, Gradient);
	*moved = *mark->gradient;
	moved->to.e += len_pt(by);
	mark->gradient = moved;
}

static void mirror_marks(Layout *in, Mark *first, Len width);

static void mirror_mark(Layout *in, Mark *mark, Len width) {
	Len wide = 0, by = width - mark->frame;
	move_gradient(in, mark, by);
	switch (mark->kind) {
	case MARK_FILL: mirror_path(in, mark, &mark->as.fill.path, width); return;
	case MARK_STROKE: mirror_path(in, mark, &mark->as.stroke.path, width); return;
	case MARK_IMAGE: mark->as.image.to.e += len_pt(by); return;
	case MARK_GROUP:
		mirror_path(in, mark, &mark->as.group.clip, width);
		mirror_marks(in, mark->as.group.first, width);
		return;
	case MARK_GLYPHS: wide = mark_width(mark); break;
	case MARK_LINK: wide = mark->as.link.size.width; break;
	}
	mark->at.x = mark->frame ? mark->at.x + by : width - mark->at.x - wide;
}

static void mirror_marks(Layout *in, Mark *first, Len width) {
	for (Mark *mark = first; mark; mark = mark->next) mirror_mark(in, mark, width);
}

void pages_mirror(Layout *in) {
	for (int i = 0; i < in->ndrafts; i++) {
		Draft *page = &in->drafts[i];
		mirror_marks(in, page->pen.first, page->trim.width);
	}
	if (in->edition->format->kind == FORMAT_FOLDED)
		format_panels(in->edition->format, in->edition->paper, in->nsubjects, true, in->panels);
}
