/* A figure: its title, the picture, "Figure 3." with the caption, whose picture it is. It is never
   parted, text never runs around it, and all of it is whole lines of the grid, so that what follows
   stands on the raster again.

   A raster that is not told how wide it is to be fills its column as far as its pixels go; a
   drawing keeps its own size where it can. What would be higher than a page is made smaller.
   Drawings become marks here: their lengths are turned to those of the page once, and no writer
   knows of SVG. */
#include "pages/internal.h"

#define LEAST_PPI 150

/* ---- setting ---- */

/* Of the 9 pt of captions: closer than the lines of the grid. */
static Text tight(Layout *in, const Span *spans, StyleId id, double leading, Len measure) {
	TextStyle how = { .id = id };
	if (id == STYLE_SMALL) {
		how.coloured = true;
		how.colour = pen_colour(&(Pen){ .theme = in->theme, .ink = in->edition->ink }, COLOUR_INK);
	}
	Text text = text_set(in, spans, how, measure);
	text.leading = down(in, leading);
	return text;
}

const Span *figure_caption(Layout *in, const Figure *figure) {
	if (!figure->caption.full) return NULL;
	Str number = str_format(in->arena, "%d", figure->number);
	Str lead = words_with(in, WORDS_FIGURE, "{n}", number);
	return spans_join(in, span_bold(in, lead, figure->from), " ", figure->caption.full, 0);
}

/* Over the picture, and under it. */
static Len height_over(const Layout *in, const FigureSet *set) {
	return set->title.lines.count ? text_height(&set->title) + down(in, 3.375) : 0;
}

static Len height_under(const Layout *in, const FigureSet *set) {
	Len words = text_height(&set->caption) + text_height(&set->credit);
	return words ? words + down(in, 6.75) : 0;
}

/* What a page has for a figure, at most. */
static Len room_of(const Layout *in) {
	Len sheet = format_sheet(in->edition->format, in->edition->paper).height;
	return len_down(
		sheet - in->theme->measures[MEASURE_MARGIN] - down(in, 60.75 + 47.25), in->grid);
}

/* Width over height of the picture, as two lengths. */
static Size shape_of(const Picture *picture) {
	if (picture->kind == PICTURE_RASTER)
		return (Size){ picture->width * LEN_ONE, picture->height * LEN_ONE };
	return (
		Size){ len_max(PT(picture->drawing.width), 1), len_max(PT(picture->drawing.height), 1) };
}

/* Its size in the measure, at most [most] high. */
static void set_picture(Layout *in, FigureSet *set, Len most) {
	const Figure *figure = set->figure;
	Size shape = shape_of(set->picture);
	Len width = set->measure;
	if (figure->width == WIDTH_GIVEN) width = len_min(width, figure->given);
	else if (figure->width == WIDTH_NATURAL) {
		bool raster = set->picture->kind == PICTURE_RASTER;
		width = len_min(width, raster ? len_scale(shape.width, 72, LEAST_PPI) : shape.width);
	}
	Len height = len_scale(width, shape.height, shape.width);
	if (height > most) {
		height = len_max(most, in->grid);
		width = len_scale(height, shape.width, shape.height);
	}
	set->width = width;
	set->height = height;
}

/* Pixels an inch, against what paper shows. */
static void check_pixels(Layout *in, const FigureSet *set) {
	const Picture *picture = set->picture;
	if (picture->kind != PICTURE_RASTER || set->width <= 0) return;
	Len ppi = len_scale(picture->width * LEN_ONE, 72, set->width);
	if (ppi >= LEAST_PPI) return;
	fail(in->diags, set->figure->from, PICTURE_LOW_RESOLUTION,
		"the picture \"%.*s\" has %d pixels an inch here, and %d is the least",
		STR_ARG(picture->name), (int)ppi, LEAST_PPI);
	hint(in->diags, "its %d pixels do for a width of %dpt", picture->width,
		picture->width * 72 / LEAST_PPI);
}

const FigureSet *figure_set(Layout *in, const Figure *figure, Len measure) {
	FigureSet *set = ARENA_NEW(in->arena, FigureSet);
	*set = (FigureSet){ .figure = figure, .measure = measure };
	set->picture = picture_find(in->edition->pictures, figure->src);
	set->title = text_plain(in, figure->title.full, STYLE_Q, measure);
	set->caption = tight(in, figure_caption(in, figure), STYLE_SMALL, 11.25, measure);
	set->credit = tight(in, figure->credit.full, STYLE_FINE, 10.125, measure);
	if (set->picture) {
		set_picture(in, set, room_of(in) - height_over(in, set) - height_under(in, set));
		check_pixels(in, set);
	}
	set->all = len_up(height_over(in, set) + set->height + height_under(in, set), in->grid);
	return set;
}

/* ---- drawings as marks ---- */

typedef struct Placing {
	Pen *pen;
	Matrix to; /* the drawing's points to the page's */
	double scale;
} Placing;

static Point place(const Placing *in, Place at) {
	Place p = matrix_place(&in->to, at);
	return (Point){ PT(p.x), PT(p.y) };
}

static Path path_of(const Placing *in, const DrawnPath *drawn) {
	PathStep *steps = ARENA_ARRAY(in->pen->arena, (size_t)drawn->count + 1, PathStep);
	for (int i = 0; i < drawn->count; i++) {
		int points = step_places(drawn->steps[i].op);
		steps[i].op = drawn->steps[i].op;
		for (int k = 0; k < points; k++) steps[i].at[k] = place(in, drawn->steps[i].at[k]);
	}
	return (Path){ steps, drawn->count };
}

/* Where ink is saved a drawing is grey, as a photograph is. */
static Colour inked(const Pen *pen, Colour colour) {
	return pen->ink == INK_SAVER ? colour_grey(colour.grey) : colour;
}

static const Gradient *gradient_of(const Placing *in, const Gradient *drawn) {
	Gradient *made = ARENA_NEW(in->pen->arena, Gradient);
	Stop *stops = ARENA_ARRAY(in->pen->arena, (size_t)drawn->nstops + 1, Stop);
	*made = *drawn;
	made->to = matrix_times(&drawn->to, &in->to);
	for (int i = 0; i < drawn->nstops; i++) {
		stops[i] = drawn->stops[i];
		stops[i].colour = inked(in->pen, stops[i].colour);
	}
	made->stops = stops;
	return made;
}

static int clear_of(double opacity) {
	return opacity >= 1 ? 0 : opacity <= 0 ? 1000 : (int)(1000.5 - opacity * 1000);
}

static Mark *painted(const Placing *in, MarkKind kind, const Paint *paint) {
	if (paint->kind == PAINT_NONE) return NULL;
	Mark *mark = pen_mark(in->pen, kind, inked(in->pen, paint->colour));
	mark->clear = clear_of(paint->opacity);
	if (paint->kind == PAINT_GRADIENT) mark->gradient = gradient_of(in, paint->gradient);
	return mark;
}

static const LineStyle *line_of(const Placing *in, const LineStyle *drawn) {
	LineStyle *line = ARENA_NEW(in->pen->arena, LineStyle);
	*line = *drawn;
	line->width *= in->scale;
	line->phase *= in->scale;
	for (int i = 0; i < line->ndashes; i++) line->dashes[i] *= in->scale;
	return line;
}

static void draw_shape(const Placing *in, const DrawnShape *shape) {
	Mark *fill = painted(in, MARK_FILL, &shape->fill);
	if (fill) {
		fill->as.fill.path = path_of(in, &shape->path);
		fill->as.fill.even_odd = shape->even_odd;
	}
	Mark *stroke = painted(in, MARK_STROKE, &shape->stroke);
	if (!stroke) return;
	const LineStyle *line = line_of(in, &shape->line);
	stroke->as.stroke.path = path_of(in, &shape->path);
	stroke->as.stroke.width = PT(line->width);
	stroke->as.stroke.style = line;
}

static void draw_shapes(const Placing *in, const DrawnShape *shape);

/* What is inside goes to a list of its own. */
static void draw_group(const Placing *in, const DrawnShape *group) {
	Pen inner = *in->pen;
	inner.first = inner.last = NULL;
	Placing inside = *in;
	inside.pen = &inner;
	draw_shapes(&inside, group->inside);
	if (!inner.first) return;
	Mark *mark = pen_mark(in->pen, MARK_GROUP, colour_grey(100));
	mark->clear = clear_of(group->opacity);
	mark->as.group.first = inner.first;
	mark->as.group.clip = path_of(in, &group->clip);
	mark->as.group.even_odd = group->clip_even_odd;
}

static void draw_shapes(const Placing *in, const DrawnShape *shape) {
	for (; shape; shape = shape->next) {
		if (shape->kind == DRAWN_GROUP) draw_group(in, shape);
		else draw_shape(in, shape);
	}
}

/* ---- drawing ---- */

static void draw_raster(Pen *pen, const Picture *picture, Size size, Len x, Len top) {
	Matrix seen = { len_pt(size.width), 0, 0, len_pt(size.height), len_pt(x), len_pt(top) };
	Matrix stored = raster_turn(&picture->raster);
	Mark *mark = pen_mark(pen, MARK_IMAGE, colour_grey(100));
	mark->as.image.picture = picture;
	mark->as.image.to = matrix_times(&stored, &seen);
}

void picture_draw(Pen *pen, const Picture *picture, Size size, Len x, Len top) {
	if (picture->kind == PICTURE_RASTER) {
		draw_raster(pen, picture, size, x, top);
		return;
	}
	double scale = len_pt(size.width) / picture->drawing.width;
	Placing in = { pen, { scale, 0, 0, scale, len_pt(x), len_pt(top) }, scale };
	draw_shapes(&in, picture->drawing.shapes);
}

static Len left_of(const FigureSet *set, Len x) {
	Len spare = set->measure - set->width;
	switch (set->figure->align) {
	case ALIGN_CENTER: return x + spare / 2;
	case ALIGN_END: return x + spare;
	case ALIGN_START: break;
	}
	return x;
}

/* The caption begins under the picture, unless it is too wide for that. */
static Len caption_left(const FigureSet *set, Len x, Len left) {
	Len widest = len_max(text_width(&set->caption), text_width(&set->credit));
	return len_max(x, len_min(left, x + set->measure - widest));
}

static Len draw_words(
	Layout *in, Draft *page, const Text *text, StyleId id, Len x, Len top, Node *parent) {
	if (!text->lines.count) return top;
	const Font *font = in->faces[id];
	Len drop = text->leading / 2
		+ len_scale(text->style->size, font->ascent - font->descent, 2 * font->units);
	text_draw(in, page, text, x, top + drop, node_add(in, parent, NODE_P, text->from));
	return top + text_height(text);
}

static void draw_picture(
	Layout *in, Draft *page, const FigureSet *set, Len x, Len top, Node *parent) {
	Pen *pen = &page->pen;
	const Figure *figure = set->figure;
	Len left = left_of(set, x);
	if (figure->alt.len) {
		Node *node = node_add(in, parent, NODE_FIGURE, figure->from);
		node->alt = figure->alt;
		pen->node = node;
	}
	pen->from = figure->from;
	pen->upright = true;
	pen->frame = 2 * left + set->width;
	if (set->picture)
		picture_draw(pen, set->picture, (Size){ set->width, set->height }, left, top);
	pen->node = NULL;
	pen->upright = false;
	pen->frame = 0;
}

void figure_draw(Layout *in, Draft *page, const FigureSet *set, Len x, Len top, Node *parent) {
	const Figure *figure = set->figure;
	bool words = figure->title.full || figure->caption.full || figure->credit.full;
	Node *div = words ? node_add(in, parent, NODE_DIV, figure->from) : parent;
	draw_words(in, page, &set->title, STYLE_Q, x, top, div);
	top += height_over(in, set);
	draw_picture(in, page, set, x, top, div);
	top += set->height + down(in, 6.75);
	Len left = caption_left(set, x, left_of(set, x));
	top = draw_words(in, page, &set->caption, STYLE_SMALL, left, top, div);
	draw_words(in, page, &set->credit, STYLE_FINE, left, top, div);
}
