/* Pictures. What comes in are the bytes of a file that an article names; what goes out is either a
   raster of pixels or a drawing of areas and lines. Layout asks a picture for its shape only; a
   writer asks for the rest.

   The idea: whatever reaches a writer was taken apart and found sound here, so that a writer has
   nothing to check and a document no stream that a reader might choke on. PNG becomes plain pixels;
   JPEG stays the stream it is, since to code it anew would spoil it, but is decoded once to see
   that it can be, and loses all that is not picture; SVG becomes the few things that any page
   language can paint.

   Invariants:
   1. The kind is told by the first bytes, not by the name.
   2. Sizes are checked by what the header says, before any memory is asked for.
   3. Metadata ends here: EXIF gives its turn, ICC the meaning of the numbers; nothing else is kept.
   4. A picture that is not understood in full is a message and never half a picture.
   5. All colour ends as sRGB, grey of the same curve, or a stream with its own profile. Four inks
	  become sRGB, since a tagged edition's output intent is sRGB.
   The libraries' own loops through setjmp are avoided: libpng's simplified interface and TurboJPEG
   keep them inside. */
#include "images/picture.h"
#include "images/internal.h"
#include <string.h>

bool refuse(const Reading *reading, const char *format, ...) {
	Buf words = buf_make(reading->arena, 128);
	va_list list;
	va_start(list, format);
	buf_format_list(&words, format, list);
	va_end(list);
	return fail(reading->diags, reading->from, PICTURE_UNREADABLE, "the picture \"%.*s\" %.*s",
		STR_ARG(reading->name), STR_ARG(buf_str(&words)));
}

bool check_size(const Reading *reading, unsigned long width, unsigned long height) {
	if (!width || !height) return refuse(reading, "has no pixels");
	if (width <= PICTURE_SIDE && height <= PICTURE_SIDE && width * height <= PICTURE_PIXELS)
		return true;
	refuse(reading, "has %lu by %lu pixels, which is more than fits", width, height);
	hint(reading->diags, "the limits are %d in one direction and %d million in all", PICTURE_SIDE,
		(int)(PICTURE_PIXELS / 1000000));
	return false;
}

unsigned big16(const char *at) {
	return (unsigned)(unsigned char)at[0] << 8 | (unsigned char)at[1];
}

unsigned big32(const char *at) { return big16(at) << 16 | big16(at + 2); }

/* ---- what kind of file ---- */

/* An XML file: "<" behind a byte order mark and blanks, or UTF-16 of one. */
static bool is_xml(Str bytes) {
	if (str_starts(bytes, STR("\xEF\xBB\xBF"))) bytes = str_slice(bytes, 3, bytes.len);
	if (str_starts(bytes, STR("\xFF\xFE<")) || str_starts(bytes, STR("\xFE\xFF\0<"))) return true;
	return str_starts(str_trim(str_slice(bytes, 0, 4096)), STR("<"));
}

static const struct {
	const char *first, *name;
} others[] = {
	{ "GIF8", "a GIF" },
	{ "%PDF", "a PDF" },
	{ "II*", "a TIFF" },
	{ "MM", "a TIFF" },
	{ "BM", "a BMP" },
	{ "RIFF", "a WebP" },
	{ "%!PS", "PostScript" },
	{ "\x1F\x8B", "compressed" },
	{ "8BPS", "a Photoshop file" },
};

static bool refuse_kind(const Reading *reading) {
	const char *kind = NULL;
	if (!reading->bytes.len) return refuse(reading, "is empty");
	for (size_t i = 0; i < sizeof others / sizeof *others && !kind; i++)
		if (str_starts(reading->bytes, str_of(others[i].first))) kind = others[i].name;
	if (str_starts(str_slice(reading->bytes, 4, reading->bytes.len), STR("ftyp")))
		kind = "AVIF or HEIC";
	refuse(reading, kind ? "is %s" : "is none of the kinds that are read", kind);
	hint(reading->diags, "PNG, JPEG and SVG are read");
	return false;
}

static bool take(const Reading *reading) {
	if (str_starts(reading->bytes, STR("\x89PNG\r\n\x1A\n"))) return png_take(reading);
	if (str_starts(reading->bytes, STR("\xFF\xD8\xFF"))) return jpeg_take(reading);
	if (is_xml(reading->bytes)) return svg_take(reading);
	return refuse_kind(reading);
}

const Picture *picture_read(
	Arena *arena, Str bytes, Str name, const PictureLook *look, Source from, Diags *diags) {
	Picture *picture = ARENA_NEW(arena, Picture);
	Reading reading = { arena, bytes, name, look, from, diags, picture };
	picture->name = name;
	picture->hash = str_hash(bytes);
	picture->raster.turn = 1;
	if (!take(&reading)) return NULL;
	if (picture->kind == PICTURE_RASTER) {
		const Raster *raster = &picture->raster;
		bool lies = raster->turn > 4;
		picture->width = lies ? raster->height : raster->width;
		picture->height = lies ? raster->width : raster->height;
	}
	return picture;
}

const Picture *picture_find(const Pictures *pictures, Str name) {
	while (pictures && !str_equal(pictures->name, name)) pictures = pictures->next;
	return pictures ? pictures->picture : NULL;
}

/* ---- rasters ---- */

/* EXIF's eight: where the stored picture's x axis and y axis point, and its corner. */
Matrix raster_turn(const Raster *raster) {
	static const Matrix turns[] = {
		{ 1, 0, 0, 1, 0, 0 },
		{ -1, 0, 0, 1, 1, 0 },
		{ -1, 0, 0, -1, 1, 1 },
		{ 1, 0, 0, -1, 0, 1 },
		{ 0, 1, 1, 0, 0, 0 },
		{ 0, 1, -1, 0, 1, 0 },
		{ 0, -1, -1, 0, 1, 1 },
		{ 0, -1, 1, 0, 0, 1 },
	};
	return turns[raster->turn - 1];
}

static unsigned char lightness_at(const char *rgb) {
	return colour_luma((uint8_t)rgb[0], (uint8_t)rgb[1], (uint8_t)rgb[2]);
}

/* The grey of each entry of the palette, looked up for each pixel. */
static void grey_of_palette(const Raster *raster, char *out) {
	unsigned char greys[256] = { 0 };
	for (size_t i = 0; i < raster->palette.len / 3; i++)
		greys[i] = lightness_at(raster->palette.at + 3 * i);
	for (size_t i = 0; i < raster->samples.len; i++)
		out[i] = (char)greys[(unsigned char)raster->samples.at[i]];
}

const Raster *raster_grey(Arena *arena, const Raster *raster) {
	if (raster->channels == 1 && raster->kind != RASTER_INDEXED) return raster;
	Raster *grey = ARENA_NEW(arena, Raster);
	*grey = *raster;
	grey->channels = 1;
	grey->profile = (Str){ NULL, 0 };
	if (raster->kind == RASTER_JPEG) return jpeg_grey(arena, raster, grey) ? grey : NULL;
	size_t count = (size_t)raster->width * (size_t)raster->height;
	char *out = arena_alloc(arena, count);
	if (raster->kind == RASTER_INDEXED) grey_of_palette(raster, out);
	else
		for (size_t i = 0; i < count; i++) out[i] = (char)lightness_at(raster->samples.at + 3 * i);
	grey->kind = RASTER_PLAIN;
	grey->palette = (Str){ NULL, 0 };
	grey->samples = (Str){ out, count };
	return grey;
}

/* ---- matrices ---- */

Place matrix_place(const Matrix *m, Place p) {
	return (Place){ m->a * p.x + m->c * p.y + m->e, m->b * p.x + m->d * p.y + m->f };
}

Matrix matrix_times(const Matrix *first, const Matrix *then) {
	return (Matrix){
		first->a * then->a + first->b * then->c,
		first->a * then->b + first->b * then->d,
		first->c * then->a + first->d * then->c,
		first->c * then->b + first->d * then->d,
		first->e * then->a + first->f * then->c + then->e,
		first->e * then->b + first->f * then->d + then->f,
	};
}
