/* What an article says of a picture; the file itself is read by app. */
#ifndef DIPTYCH_CONTENT_FIGURE_H
#define DIPTYCH_CONTENT_FIGURE_H
#include "base/len.h"
#include "content/words.h"

/* A picture on the page. Its number counts the captioned ones in reading order, from 1; 0: none. */
typedef enum { WIDTH_NATURAL, WIDTH_COLUMN, WIDTH_PAGE, WIDTH_GIVEN } FigureWidth;
typedef enum { ALIGN_START, ALIGN_CENTER, ALIGN_END } FigureAlign;
typedef struct Figure {
	Str src, alt; /* alt empty: decorative */
	FigureWidth width;
	Len given; /* WIDTH_GIVEN */
	FigureAlign align;
	Wording title, caption, credit;
	int number;
	Source from;
	const struct Figure *next; /* the article's next */
} Figure;
#endif
