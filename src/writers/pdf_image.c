/* A raster as an image of the file. A JPEG's stream is taken as it is; plain pixels are deflated
   behind the predictors of PNG, the one with the least to say in each row; alpha is a second image,
   of greys, that the first one names as its mask.

   Images of one or three channels only reach this file. sRGB is the device's own colour, since the
   file's output intent is sRGB; a JPEG with another profile carries it. */
#include <stdlib.h>
#include <string.h>
#include "base/deflate.h"
#include "writers/pdf.h"

/* ---- predictors ---- */

enum { PLAIN, SUB, UP, AVERAGE, PAETH, NPREDICTORS };

static int paeth(int a, int b, int c) {
	int p = a + b - c, pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);

	return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/* One row behind [how]; [above]: the row before, zeros over the first. Returns how much it says. */
static long filter_row(int how, const unsigned char *row, const unsigned char *above, size_t len,
	size_t step, unsigned char *out) {
	long sum = 0;

	for (size_t i = 0; i < len; i++) {
		int a = i < step ? 0 : row[i - step], b = above[i], c = i < step ? 0 : above[i - step];
		int guess = how == SUB ? a
			: how == UP        ? b
			: how == AVERAGE   ? (a + b) / 2
			: how == PAETH     ? paeth(a, b, c)
							   : 0;
		out[i] = (unsigned char)(row[i] - guess);
		sum += out[i] < 128 ? out[i] : 256 - out[i];
	}
	return sum;
}

static Str filtered(Arena *arena, Str pixels, size_t len, size_t step) {
	size_t nrows = pixels.len / len;
	unsigned char *out = arena_array(arena, nrows, len + 1), *trial = arena_alloc(arena, len);
	const unsigned char *above = arena_alloc(arena, len);

	for (size_t r = 0; r < nrows; r++) {
		const unsigned char *row = (const unsigned char *)pixels.at + r * len;
		unsigned char *to = out + r * (len + 1);
		long least = -1;
		for (int how = PLAIN; how < NPREDICTORS; how++) {
			long sum = filter_row(how, row, above, len, step, trial);
			if (least >= 0 && sum >= least) continue;
			least = sum;
			to[0] = (unsigned char)how;
			memcpy(to + 1, trial, len);
		}
		above = row;
	}
	return (Str){ (const char *)out, nrows * (len + 1) };
}

/* ---- images ---- */

static void add_size(Buf *out, const Raster *raster) {
	buf_add(out, STR("/Type/XObject/Subtype/Image/Width "));
	pdf_int(out, raster->width);
	buf_add(out, STR("/Height "));
	pdf_int(out, raster->height);
	buf_add(out, STR("/BitsPerComponent 8"));
}

static int plain_image(PdfFile *file, Arena *arena, const Raster *raster, Buf *out) {
	size_t step = raster->kind == RASTER_INDEXED ? 1 : (size_t)raster->channels;
	size_t len = (size_t)raster->width * step;
	bool flat = raster->kind == RASTER_INDEXED; /* neighbours in a palette are no neighbours */
	Str rows = flat ? raster->samples : filtered(arena, raster->samples, len, step);

	buf_add(out, STR("/Filter/FlateDecode"));
	if (!flat) {
		buf_add(out, STR("/DecodeParms<</Predictor 15/Colors "));
		pdf_int(out, (int64_t)step);
		buf_add(out, STR("/Columns "));
		pdf_int(out, raster->width);
		buf_add(out, STR(">>"));
	}
	return pdf_add_stream(file, buf_str(out), deflate_bytes(arena, rows));
}

static int mask(PdfFile *file, Arena *arena, const Raster *raster) {
	Raster alpha = { .kind = RASTER_PLAIN, .width = raster->width, .height = raster->height,
		.channels = 1, .samples = raster->alpha };
	Buf out = buf_make(arena, 256);

	add_size(&out, &alpha);
	buf_add(&out, STR("/ColorSpace/DeviceGray"));
	return plain_image(file, arena, &alpha, &out);
}

static void add_space(PdfFile *file, Arena *arena, const Raster *raster, Buf *out) {
	buf_add(out, STR("/ColorSpace"));
	if (raster->kind == RASTER_INDEXED) {
		buf_add(out, STR("[/Indexed/DeviceRGB "));
		pdf_int(out, (int64_t)raster->palette.len / 3 - 1);
		pdf_bytes(out, raster->palette);
		buf_byte(out, ']');
	} else if (raster->profile.len) {
		Buf entries = buf_make(arena, 64);
		buf_add(&entries, STR("/Filter/FlateDecode/N "));
		pdf_int(&entries, raster->channels);
		Str coded = deflate_bytes(arena, raster->profile);
		buf_add(out, STR("[/ICCBased "));
		pdf_ref(out, pdf_add_stream(file, buf_str(&entries), coded));
		buf_byte(out, ']');
	} else buf_add(out, raster->channels == 1 ? STR("/DeviceGray") : STR("/DeviceRGB"));
}

int pdf_image(PdfFile *file, Arena *arena, const Raster *raster, bool grey) {
	Buf out = buf_make(arena, 512);

	if (grey) raster = raster_grey(arena, raster);
	if (!raster) return 0;
	add_size(&out, raster);
	add_space(file, arena, raster, &out);
	if (raster->alpha.at) {
		buf_add(&out, STR("/SMask "));
		pdf_ref(&out, mask(file, arena, raster));
	}
	if (raster->kind != RASTER_JPEG) return plain_image(file, arena, raster, &out);
	buf_add(&out, STR("/Filter/DCTDecode"));
	if (raster->plain_rgb) buf_add(&out, STR("/DecodeParms<</ColorTransform 0>>"));
	return pdf_add_stream(file, buf_str(&out), raster->samples);
}
