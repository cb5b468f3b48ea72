/* Pictures: bytes -> what can be placed on a page. What they are is told by their first bytes and
   never by their name; what is not sound is refused with a message; nothing that is said about a
   picture (camera, place, editor) goes on into a document. */
#ifndef DIPTYCH_IMAGES_PICTURE_H
#define DIPTYCH_IMAGES_PICTURE_H
#include "glyphs/font.h"
#include "images/drawing.h"

#define PICTURE_BYTES ((size_t)64 << 20) /* the largest file */
#define PICTURE_PIXELS ((size_t)64 << 20) /* the most pixels */
#define PICTURE_SIDE 30000 /* the most pixels in one direction */

typedef enum { RASTER_PLAIN, RASTER_INDEXED, RASTER_JPEG } RasterKind;
/* Pixels as they are stored, row by row from the top: bytes of [channels], 1 grey or 3 sRGB. */
typedef struct Raster {
	RasterKind kind;
	int width, height, channels;
	Str samples; /* PLAIN, INDEXED: pixels; JPEG: a clean stream of 1 or 3 channels */
	Str palette; /* INDEXED: triples of sRGB */
	Str alpha; /* 255 opaque; at NULL: all of it is */
	Str profile; /* JPEG: its ICC profile, of [channels]; len 0: sRGB */
	bool plain_rgb; /* JPEG of 3 channels that are RGB and not luma with colour differences */
	int turn; /* EXIF: 1 upright, 2 to 8 turned or mirrored */
} Raster;

typedef enum { PICTURE_RASTER, PICTURE_DRAWING } PictureKind;
typedef struct Picture {
	PictureKind kind;
	Str name; /* as the article gives it */
	uint64_t hash; /* of the file's bytes */
	int width, height; /* RASTER: pixels as they are seen, turned */
	Raster raster;
	DrawnPicture drawing;
} Picture;

/* What a drawing takes from the page: the faces of its text (generic and unknown names are the text
   family), and the colour that it calls the current one. */
typedef struct PictureLook {
	FontSet *set;
	Str text, display;
	Str lang;
	Colour ink;
} PictureLook;

/* Reads [bytes], called [name]: PNG, JPEG or SVG. Returns NULL after the error picture-unreadable
   at [from]; what an SVG has that is not drawn is svg-unsupported at its own line. [look] NULL:
   text in a drawing is such a thing, and ink is black. The picture lives in [arena] and may borrow
   [bytes]. */
const Picture *picture_read(
	Arena *arena, Str bytes, Str name, const PictureLook *look, Source from, Diags *diags);

/* [raster] in one channel, for one ink: luma of what has colour. Alpha and turn stay. The same
   raster if it has one channel already. NULL if memory or the stream fails. */
const Raster *raster_grey(Arena *arena, const Raster *raster);
/* What places the unit square of the stored pixels (0,0 its top left) in the unit square seen. */
Matrix raster_turn(const Raster *raster);

/* What an article shows, by the names it uses; those that could not be read are not there. */
typedef struct Pictures {
	Str name;
	const Picture *picture;
	const struct Pictures *next;
} Pictures;
const Picture *picture_find(const Pictures *pictures, Str name);
#endif
