/* Figures: what an article says of a picture. Whether the file is there is found out by app, which
   alone opens files. */
#include "content/internal.h"

bool figure_width(Str text, FigureWidth *width, Len *given) {
	*given = 0;
	*width = str_is(text, "page") ? WIDTH_PAGE : WIDTH_COLUMN;
	if (str_is(text, "page") || str_is(text, "column")) return true;
	*width = WIDTH_GIVEN;
	return len_read(text, given) && *given > 0 && *given <= PT(10000);
}

static FigureAlign align_of(const Xml *element) {
	Str word = xml_value(element, "align");
	return str_is(word, "center") ? ALIGN_CENTER : str_is(word, "end") ? ALIGN_END : ALIGN_START;
}

Block *figure_block(Filling *fill, const Xml *element) {
	Figure *figure = ARENA_NEW(fill->arena, Figure);
	*figure = (Figure){ .src = str_trim(xml_value(element, "src")), .from = element->from };
	if (!str_is(xml_value(element, "decorative"), "yes")) figure->alt = xml_value(element, "alt");
	Str width = xml_value(element, "width");
	if (width.len) figure_width(width, &figure->width, &figure->given);
	figure->align = align_of(element);
	figure->title = wording_of(fill, element, "title");
	figure->caption = wording_of(fill, element, "caption");
	figure->credit = wording_of(fill, element, "credit");
	if (figure->caption.full) figure->number = ++fill->nfigures;
	if (fill->last_figure) fill->last_figure->next = figure;
	else fill->first_figure = figure;
	fill->last_figure = figure;
	Block *block = ARENA_NEW(fill->arena, Block);
	*block = (Block){ .kind = BLOCK_FIGURE, .figure = figure, .from = element->from };
	return block;
}
