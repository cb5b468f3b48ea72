/* A brand's logo: at the right of the organisation's line, once on a side of the sheet. */
#include "pages/internal.h"

#define WIDEST PT(121.5)
#define CLEAR PT(9) /* kept free around it */

static double sides(const Picture *picture) {
	if (picture->kind == PICTURE_DRAWING)
		return picture->drawing.width / picture->drawing.height;
	return (double)picture->width / picture->height;
}

/* Under a masthead of rules it keeps clear of them. */
static Size size_of(const Layout *in, Len bottom) {
	const Theme *theme = in->theme;
	Len height = theme->brand.logo_height;
	if (theme->choices[CHOICE_MASTHEAD] == MASTHEAD_RULES && in->edition->format->kind == FORMAT_FLAT)
		height = len_min(height, bottom - down(in, 40.5) - CLEAR);
	Len width = PT(len_pt(height) * sides(in->edition->logo));
	if (width > WIDEST) {
		height = len_scale(height, WIDEST, width);
		width = WIDEST;
	}
	return (Size){ width, height };
}

Len logo_draw(Layout *in, Draft *page, Len right, Len baseline, Node *parent) {
	if (!in->edition->logo) return 0;
	const Brand *brand = &in->theme->brand;
	Len bottom = baseline + down(in, 6.75);
	Size size = size_of(in, bottom);
	Pen *pen = &page->pen;
	Len left = right - size.width;
	if (brand->name.len) {
		Node *node = node_add(in, parent, NODE_FIGURE, in->content->info.title.from);
		node->alt = brand->name;
		pen->node = node;
	}
	pen->from = in->content->info.title.from;
	pen->upright = true;
	pen->frame = left + right;
	picture_draw(pen, in->edition->logo, size, left, bottom - size.height);
	pen->node = NULL;
	pen->upright = false;
	return size.width + CLEAR;
}
