/* What the files of this room share: one reader for each kind of file. Each returns false after a
   message. */
#ifndef DIPTYCH_IMAGES_INTERNAL_H
#define DIPTYCH_IMAGES_INTERNAL_H
#include "images/picture.h"

typedef struct Reading { /* one picture on its way */
	Arena *arena;
	Str bytes, name;
	const PictureLook *look;
	Source from; /* the place in the article that names it */
	Diags *diags;
	Picture *picture;
} Reading;

/* The error picture-unreadable, with the picture's name before [format]'s words; false. */
bool refuse(const Reading *reading, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* False with a message if there are more pixels than the limits allow, or none. */
bool check_size(const Reading *reading, unsigned long width, unsigned long height);
unsigned big16(const char *at);
unsigned big32(const char *at);

/* The PNG [clean], of 16 bits and interlaced, as one that is not; false if its pixels are broken.
 */
bool png_ordered(Arena *arena, Str clean, Str *out);
bool png_take(const Reading *reading);
bool jpeg_take(const Reading *reading);
bool svg_take(const Reading *reading);
/* A JPEG's stream in one channel, by its luma alone and without loss where it has one. */
bool jpeg_grey(Arena *arena, const Raster *raster, Raster *out);
#endif
