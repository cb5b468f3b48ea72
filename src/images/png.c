/* PNG, by libpng's simplified interface, which turns every colour type, depth and interlace into
   8-bit sRGB pixels. It is handed a file of our own making: the header, the palette, what is
   transparent, the pixels, and what says how bright they are meant. All other chunks stay outside,
   and so do the limits and surprises that come with them. Pixels of 16 bits that are interlaced are
   put in order first (png_passes.c), since this interface mixes up their rows when it makes 8 bits
   of them (libpng 1.6.39). A colour profile is applied by lcms2
   afterwards, since libpng only knows that it is there. */
#include "images/internal.h"
#include "base/deflate.h"
#include "base/profile.h"
#include <png.h>
#include <string.h>

#define SIGNATURE 8
#define AROUND 12 /* bytes of a chunk beside its data */

typedef struct Chunk {
	Str name, data, whole; /* whole: with length, name and checksum */
} Chunk;

typedef struct Png {
	const Reading *reading;
	Buf clean;
	Str profile; /* len 0: none */
	int colour; /* the header's colour type */
	bool wide; /* interlaced pixels of 16 bits */
	bool pixels, ended;
} Png;

/* Takes the chunk at *[at]. False where the file ends in the middle of one. */
static bool chunk_next(Str bytes, size_t *at, Chunk *out) {
	if (bytes.len - *at < AROUND) return false;
	size_t len = big32(bytes.at + *at);
	if (len > bytes.len - *at - AROUND) return false;
	out->whole = str_slice(bytes, *at, *at + len + AROUND);
	out->name = str_slice(out->whole, 4, 8);
	out->data = str_slice(out->whole, 8, 8 + len);
	*at += len + AROUND;
	return true;
}

static bool take_header(Png *png, const Chunk *chunk) {
	if (!str_is(chunk->name, "IHDR") || chunk->data.len != 13)
		return refuse(png->reading, "is no sound PNG: it has no header");
	png->colour = (unsigned char)chunk->data.at[9];
	png->wide = chunk->data.at[8] == 16 && chunk->data.at[12] == 1;
	return check_size(png->reading, big32(chunk->data.at), big32(chunk->data.at + 4));
}

/* iCCP: a name, a zero, the method, and the profile deflated. One that is not sound is passed over,
   as every viewer does. */
static void take_profile(Png *png, Str data) {
	const char *zero = memchr(data.at, 0, data.len < 80 ? data.len : 80);
	size_t from = zero ? (size_t)(zero - data.at) + 2 : data.len;
	Str profile;
	if (from >= data.len) return;
	Str packed = str_slice(data, from, data.len);
	if (!inflate_bytes(png->reading->arena, packed, PROFILE_LIMIT, &profile)) return;
	if (profile_sound(profile, png->colour & 2 ? 3 : 1)) png->profile = profile;
}

/* gAMA, cHRM and sRGB are only kept where no profile says it better. */
static bool is_kept(const Png *png, Str name) {
	static const char *const kept[] = { "IHDR", "PLTE", "tRNS", "IDAT", "IEND" };
	static const char *const bright[] = { "gAMA", "cHRM", "sRGB" };
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (str_is(name, kept[i])) return true;
	for (size_t i = 0; i < sizeof bright / sizeof *bright; i++)
		if (str_is(name, bright[i])) return !png->profile.len;
	return false;
}

static bool find_profile(Png *png) {
	Chunk chunk;
	size_t at = SIGNATURE;
	if (!chunk_next(png->reading->bytes, &at, &chunk)) return refuse(png->reading, "is cut off");
	if (!take_header(png, &chunk)) return false;
	while (chunk_next(png->reading->bytes, &at, &chunk))
		if (str_is(chunk.name, "iCCP")) take_profile(png, chunk.data);
	return true;
}

static bool clean(Png *png) {
	Str bytes = png->reading->bytes;
	Chunk chunk;
	size_t at = SIGNATURE;
	png->clean = buf_make(png->reading->arena, bytes.len + 1);
	buf_add(&png->clean, str_slice(bytes, 0, SIGNATURE));
	while (!png->ended && chunk_next(bytes, &at, &chunk)) {
		bool critical = !(chunk.name.at[0] & 32);
		bool kept = is_kept(png, chunk.name);
		if (critical && !kept)
			return refuse(
				png->reading, "has a part \"%.*s\" that is not known", STR_ARG(chunk.name));
		if (kept) buf_add(&png->clean, chunk.whole);
		png->ended = str_is(chunk.name, "IEND");
	}
	return png->ended || refuse(png->reading, "is cut off");
}

/* ---- pixels ---- */

static bool has_alpha(Str alpha) {
	for (size_t i = 0; i < alpha.len; i++)
		if ((unsigned char)alpha.at[i] != 255) return true;
	return false;
}

/* Parts [count] pixels of colour and alpha into two planes. */
static void part(const Png *png, const char *pixels, int channels, size_t count) {
	Raster *raster = &png->reading->picture->raster;
	char *samples = arena_alloc(png->reading->arena, count * (size_t)channels);
	char *alpha = arena_alloc(png->reading->arena, count);
	for (size_t i = 0; i < count; i++) {
		memcpy(samples + i * (size_t)channels, pixels, (size_t)channels);
		alpha[i] = pixels[channels];
		pixels += channels + 1;
	}
	raster->samples = (Str){ samples, count * (size_t)channels };
	raster->alpha = (Str){ alpha, count };
	if (!has_alpha(raster->alpha)) raster->alpha = (Str){ NULL, 0 };
}

static void apply_profile(const Png *png, char *pixels, int channels, size_t count) {
	if (!png->profile.len) return;
	profile_to_srgb(
		png->profile, channels, false, (unsigned char *)pixels, (unsigned char *)pixels, count);
}

/* Grey or colour, with alpha or not, as the file has it; a palette without alpha stays one. */
static int format_of(const png_image *image, bool indexed) {
	bool alpha = image->format & PNG_FORMAT_FLAG_ALPHA,
		 colour = image->format & PNG_FORMAT_FLAG_COLOR;
	if (indexed) return PNG_FORMAT_RGB_COLORMAP;
	if (colour) return alpha ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB;
	return alpha ? PNG_FORMAT_GA : PNG_FORMAT_GRAY;
}

static bool decode(const Png *png, png_image *image) {
	const Reading *reading = png->reading;
	Raster *raster = &reading->picture->raster;
	bool alpha = image->format & PNG_FORMAT_FLAG_ALPHA, indexed = png->colour == 3 && !alpha;
	int channels = indexed || image->format & PNG_FORMAT_FLAG_COLOR ? 3 : 1;
	image->format = (png_uint_32)format_of(image, indexed);
	image->flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
	size_t count = (size_t)image->width * image->height;
	size_t each = indexed ? 1 : (size_t)channels + alpha;
	char *pixels = arena_alloc(reading->arena, count * each), *map = NULL;
	if (indexed) map = arena_alloc(reading->arena, PNG_IMAGE_COLORMAP_SIZE(*image));
	*raster = (Raster){ .kind = indexed ? RASTER_INDEXED : RASTER_PLAIN,
		.width = (int)image->width,
		.height = (int)image->height,
		.channels = channels,
		.turn = 1 };
	if (!png_image_finish_read(image, NULL, pixels, 0, map)) return false;
	if (alpha) part(png, pixels, channels, count);
	else raster->samples = (Str){ pixels, count * each };
	if (indexed) {
		apply_profile(png, map, 3, image->colormap_entries);
		raster->palette = (Str){ map, 3 * image->colormap_entries };
	} else apply_profile(png, (char *)raster->samples.at, channels, count);
	return true;
}

bool png_take(const Reading *reading) {
	Png png = { .reading = reading };
	if (!find_profile(&png) || !clean(&png)) return false;
	Str file = buf_str(&png.clean);
	if (png.wide && !png_ordered(reading->arena, file, &file))
		return refuse(reading, "is no sound PNG: its pixels are broken");
	png_image image = { .version = PNG_IMAGE_VERSION };
	bool done = png_image_begin_read_from_memory(&image, file.at, file.len) && decode(&png, &image);
	/* What libpng only warns of is a broken file too. */
	bool sound = done && !image.warning_or_error;
	const char *words = image.message[0] ? image.message : "its pixels are broken";
	if (!sound) refuse(reading, "is no sound PNG: %s", words);
	png_image_free(&image);
	reading->picture->kind = PICTURE_RASTER;
	return sound;
}
