/* Small questions about marks that pages, sheets and writers all ask. */
#include "pages/page.h"

Len mark_width(const Mark *mark) {
	const Run *run = mark->as.glyphs.run;
	Len width = 0;
	for (int g = mark->as.glyphs.first; g < mark->as.glyphs.last; g++)
		width += run->glyphs[g].advance + run_space(run, g, mark->as.glyphs.word_space);
	return width;
}

Box path_bounds(const Path *path) {
	Box box = { 0, 0, 0, 0 };
	bool any = false;
	for (int i = 0; i < path->count; i++)
		for (int k = 0; k < step_places(path->steps[i].op); k++) {
			Point p = path->steps[i].at[k];
			if (!any) box = (Box){ p.x, p.y, p.x, p.y };
			any = true;
			box.left = len_min(box.left, p.x);
			box.right = len_max(box.right, p.x);
			box.top = len_min(box.top, p.y);
			box.bottom = len_max(box.bottom, p.y);
		}
	return box;
}
