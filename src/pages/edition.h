/* Everything that one output is made from; made in app, read by pages, sheets and writers. */
#ifndef DIPTYCH_PAGES_EDITION_H
#define DIPTYCH_PAGES_EDITION_H
#include "content/article.h"
#include "design/format.h"
#include "design/theme.h"
#include "glyphs/font.h"

typedef enum { INK_RGB, INK_GREY, INK_SAVER } Ink;
typedef struct Edition {
	const Content *content;
	const Theme *theme;
	const Strings *strings;
	const Format *format;
	const Paper *paper;
	Purpose purpose;
	Ink ink;
	FontSet *fonts;
	struct Hyphens *hyphens;     /* patterns read so far; lines/hyphens.h */
	const struct Pictures *pictures; /* what the figures show; images/picture.h */
	const struct Picture *logo;  /* of the theme's brand; NULL: none */
	Str profile;                 /* bytes of the sRGB profile */
} Edition;
#endif
