/* An interlaced PNG of 16 bits a channel, put in order: its seven passes are taken apart, what the
   filters of their rows hide is undone, and the pixels are written row by row as they are seen,
   into a PNG that is not interlaced. The algorithms are those of the PNG specification, sections 8
   and 9. */
#include "images/internal.h"
#include "base/deflate.h"
#include <stdlib.h>
#include <string.h>

enum { HEADER = 33, AROUND = 12, SIGNATURE = 8 };

typedef struct Pass {
	size_t x, y, dx, dy;
} Pass;

static const Pass passes[] = { { 0, 0, 8, 8 }, { 4, 0, 8, 8 }, { 0, 4, 4, 8 }, { 2, 0, 4, 4 },
	{ 0, 2, 2, 4 }, { 1, 0, 2, 2 }, { 0, 1, 1, 2 } };

static int paeth(int a, int b, int c) {
	int p = a + b - c, pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);
	return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/* Undoes [filter] in a row, whose pixels are [step] bytes apart; [above] NULL: it is the first. */
static bool undo(
	int filter, unsigned char *row, const unsigned char *above, size_t len, size_t step) {
	if (filter > 4) return false;
	for (size_t i = 0; i < len; i++) {
		int a = i < step ? 0 : row[i - step], b = above ? above[i] : 0;
		int c = above && i >= step ? above[i - step] : 0;
		int guess[] = { 0, a, b, (a + b) / 2, paeth(a, b, c) };
		row[i] = (unsigned char)(row[i] + guess[filter]);
	}
	return true;
}

/* One pass from *[at] on; its pixels go where they are seen in [out]. */
static bool take_pass(const Pass *pass, Str data, size_t *at, size_t width, size_t height,
	size_t step, unsigned char *out) {
	if (pass->x >= width || pass->y >= height) return true;
	size_t n = (width - pass->x + pass->dx - 1) / pass->dx;
	const unsigned char *above = NULL;
	for (size_t y = pass->y; y < height; y += pass->dy) {
		if (data.len - *at < n * step + 1) return false;
		unsigned char *row = (unsigned char *)data.at + *at + 1;
		if (!undo((unsigned char)data.at[*at], row, above, n * step, step)) return false;
		unsigned char *to = out + y * (width * step + 1) + 1;
		for (size_t i = 0; i < n; i++)
			memcpy(to + (pass->x + i * pass->dx) * step, row + i * step, step);
		above = row;
		*at += n * step + 1;
	}
	return true;
}

/* All pixels as rows, each behind a byte that says "no filter". */
static bool order(Arena *arena, Str packed, size_t width, size_t height, size_t step, Str *out) {
	size_t most = width * height * step + 8 * height + 8, at = 0;
	Str data;
	if (!inflate_bytes(arena, packed, most, &data)) return false;
	size_t len = height * (width * step + 1);
	unsigned char *rows = arena_alloc(arena, len);
	for (size_t i = 0; i < sizeof passes / sizeof *passes; i++)
		if (!take_pass(&passes[i], data, &at, width, height, step, rows)) return false;
	*out = (Str){ (const char *)rows, len };
	return true;
}

static void put32(Buf *out, uint32_t number) {
	for (int shift = 24; shift >= 0; shift -= 8) buf_byte(out, (char)(number >> shift));
}

static void put_chunk(Buf *out, Str name, Str data) {
	put32(out, (uint32_t)data.len);
	size_t from = out->len;
	buf_add(out, name);
	buf_add(out, data);
	put32(out, crc_bytes((Str){ out->at + from, out->len - from }));
}

bool png_ordered(Arena *arena, Str clean, Str *out) {
	static const unsigned char channels[] = { 1, 0, 3, 0, 2, 0, 4 };
	unsigned colour = (unsigned char)clean.at[25];
	char header[13];
	memcpy(header, clean.at + 16, sizeof header);
	header[12] = 0; /* not interlaced */
	if (colour >= sizeof channels || !channels[colour]) return false;
	Buf made = buf_make(arena, clean.len), packed = buf_make(arena, clean.len);
	buf_add(&made, str_slice(clean, 0, SIGNATURE));
	put_chunk(&made, STR("IHDR"), (Str){ header, sizeof header });
	if (crc_bytes(str_slice(clean, 12, 29)) != big32(clean.at + 29)) return false;
	for (size_t at = HEADER; at < clean.len; at += big32(clean.at + at) + AROUND) {
		Str chunk = str_slice(clean, at, at + big32(clean.at + at) + AROUND);
		Str name = str_slice(chunk, 4, 8), data = str_slice(chunk, 8, chunk.len - 4);
		if (crc_bytes(str_slice(chunk, 4, chunk.len - 4)) != big32(chunk.at + chunk.len - 4))
			return false;
		if (str_is(name, "IDAT")) buf_add(&packed, data);
		else if (!str_is(name, "IEND")) buf_add(&made, chunk);
	}
	Str rows;
	size_t step = 2 * (size_t)channels[colour];
	if (!order(arena, buf_str(&packed), big32(header), big32(header + 4), step, &rows))
		return false;
	put_chunk(&made, STR("IDAT"), deflate_bytes(arena, rows));
	put_chunk(&made, STR("IEND"), STR(""));
	*out = buf_str(&made);
	return true;
}
