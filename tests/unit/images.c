/* Pictures: every kind of PNG made here and read back, JPEGs of tests/images, drawings as lists of
   shapes, and broken files of all kinds. Runs from the project's folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#undef fail                                      /* ours is another */

#include "base/deflate.h"
#include "base/file.h"
#include "base/xml.h"
#include "images/picture.h"
#include "images/qr.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Ends the test with words. */
#define say(...) (print_error(__VA_ARGS__), print_error("\n"), _fail(__FILE__, __LINE__))

static Arena *arena, *shared; /* shared: of the fonts, which open when they are used */
static Diags *diags;
static PictureLook look;

static int open_all(void **state) {
	(void)state;
	xml_open();
	arena = arena_open();
	shared = arena_open();
	diags = diags_make(arena);
	FontSet *set = fonts_open(shared, "fonts", diags);
	look = (PictureLook){ .set = set, .text = STR("Lato"), .display = STR("Vollkorn"),
		.lang = STR("en"), .ink = colour_rgb(27, 31, 35) };
	return set ? 0 : 1;
}

static int close_all(void **state) {
	(void)state;
	fonts_close(look.set);
	arena_close(arena);
	arena_close(shared);
	xml_close();
	return 0;
}

static const Picture *read_as(Str bytes, const char *name) {
	diags = diags_make(arena);
	return picture_read(arena, bytes, str_of(name), &look, (Source){ "article.xml", 7, 3 }, diags);
}

static Str file_of(const char *name) {
	Str bytes = file_read(arena, str_format(arena, "tests/images/%s", name).at, PICTURE_BYTES, diags);
	assert_non_null(bytes.at);
	return bytes;
}

/* The words of the only message; fails if there is none or more. */
static const char *only_message(const char *name, DiagId id) {
	if (diags->nerrors != 1 || diags->first->id != id)
		say("%s: %d errors, the first: %s", name, diags->nerrors,
			diags->first ? str_zero(arena, diags->first->message) : "none");
	return str_zero(arena, diags->first->message);
}

static void assert_holds(const char *name, const char *text, const char *part) {
	if (!strstr(text, part)) say("%s: \"%s\" does not hold \"%s\"", name, text, part);
}

/* Numbers that are the same each time. */
static uint32_t next(uint32_t *seed) {
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* ---- PNG: a writer of all kinds ---- */

enum { WIDTH = 11, HEIGHT = 9 };

static uint32_t crc_of(const char *at, size_t len) {
	uint32_t crc = 0xFFFFFFFF;
	for (size_t i = 0; i < len; i++) {
		crc ^= (unsigned char)at[i];
		for (int k = 0; k < 8; k++) crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
	}
	return ~crc;
}

static void put32(Buf *out, uint32_t n) {
	for (int shift = 24; shift >= 0; shift -= 8) buf_byte(out, (char)(n >> shift));
}

static void put_chunk(Buf *out, const char *name, Str data) {
	put32(out, (uint32_t)data.len);
	size_t from = out->len;
	buf_add(out, str_of(name));
	buf_add(out, data);
	put32(out, crc_of(out->at + from, out->len - from));
}

typedef struct Kind {
	int colour, depth;
	bool interlaced, clear; /* clear: with a tRNS */
} Kind;

static int channels_of(int colour) { return (int[]){ 1, 0, 3, 1, 2, 0, 4 }[colour]; }

/* What stands at a place, in the depth of the file. */
static unsigned sample(const Kind *kind, int x, int y, int channel) {
	unsigned most = (1u << kind->depth) - 1;
	return ((unsigned)(x * 37 + y * 101 + channel * 59) * 2654435761u >> 7) & most;
}

static void put_pixels(Buf *out, const Kind *kind, const int pass[4]) {
	int channels = channels_of(kind->colour);
	if (pass[0] >= WIDTH) return;
	for (int y = pass[1]; y < HEIGHT; y += pass[3]) {
		unsigned bits = 0, nbits = 0;
		buf_byte(out, 0);
		for (int x = pass[0]; x < WIDTH; x += pass[2])
			for (int c = 0; c < channels; c++) {
				unsigned v = sample(kind, x, y, c);
				if (kind->depth == 16) buf_byte(out, (char)(v >> 8));
				if (kind->depth >= 8) {
					buf_byte(out, (char)v);
					continue;
				}
				bits = bits << kind->depth | v;
				if ((nbits += (unsigned)kind->depth) == 8) buf_byte(out, (char)bits), nbits = 0;
			}
		if (nbits) buf_byte(out, (char)(bits << (8 - nbits)));
	}
}

static Str png_of(const Kind *kind) {
	static const int whole[4] = { 0, 0, 1, 1 };
	static const int adam[7][4] = { { 0, 0, 8, 8 }, { 4, 0, 8, 8 }, { 0, 4, 4, 8 }, { 2, 0, 4, 4 },
		{ 0, 2, 2, 4 }, { 1, 0, 2, 2 }, { 0, 1, 1, 2 } };
	Buf out = buf_make(arena, 1024), head = buf_make(arena, 32), rows = buf_make(arena, 1024);
	put32(&head, WIDTH);
	put32(&head, HEIGHT);
	char rest[] = { (char)kind->depth, (char)kind->colour, 0, 0, (char)kind->interlaced };
	buf_add(&head, (Str){ rest, sizeof rest });
	for (int i = 0; i < (kind->interlaced ? 7 : 1); i++)
		put_pixels(&rows, kind, kind->interlaced ? adam[i] : whole);
	buf_add(&out, STR("\x89PNG\r\n\x1A\n"));
	put_chunk(&out, "IHDR", buf_str(&head));
	Buf palette = buf_make(arena, 768);
	for (int i = 0; i < 1 << (kind->depth > 8 ? 8 : kind->depth); i++) {
		buf_byte(&palette, (char)(i * 31));
		buf_byte(&palette, (char)(255 - i));
		buf_byte(&palette, (char)(i * 7));
	}
	if (kind->colour == 3) put_chunk(&out, "PLTE", buf_str(&palette));
	if (kind->clear && kind->colour == 3) put_chunk(&out, "tRNS", STR("\x40\xFF"));
	if (kind->clear && kind->colour == 0) {
		unsigned v = sample(kind, 0, 0, 0);
		char two[] = { (char)(v >> 8), (char)v };
		put_chunk(&out, "tRNS", (Str){ two, 2 });
	}
	put_chunk(&out, "tEXt", STR("Author\0somebody"));
	put_chunk(&out, "IDAT", deflate_bytes(arena, buf_str(&rows)));
	put_chunk(&out, "IEND", STR(""));
	return buf_str(&out);
}

static int eight(const Kind *kind, unsigned v) {
	unsigned most = (1u << kind->depth) - 1;
	return (int)((v * 255 + most / 2) / most);
}

/* What is seen at a place: red, green, blue (grey three times) and alpha. */
static void wanted(const Kind *kind, int x, int y, int out[4]) {
	unsigned first = sample(kind, x, y, 0);
	bool colour = kind->colour == 2 || kind->colour == 6;
	out[3] = 255;
	if (kind->colour == 3) {
		out[0] = (int)(first * 31 & 255);
		out[1] = (int)(255 - first);
		out[2] = (int)(first * 7 & 255);
		if (kind->clear && first == 0) out[3] = 0x40;
		return;
	}
	for (int c = 0; c < 3; c++) out[c] = eight(kind, sample(kind, x, y, colour ? c : 0));
	if (kind->colour == 4) out[3] = eight(kind, sample(kind, x, y, 1));
	if (kind->colour == 6) out[3] = eight(kind, sample(kind, x, y, 3));
	if (kind->clear && first == sample(kind, 0, 0, 0)) out[3] = 0;
}

static void seen(const Raster *raster, int x, int y, int out[4]) {
	size_t at = (size_t)(y * raster->width + x);
	const unsigned char *p = (const unsigned char *)raster->samples.at;
	if (raster->kind == RASTER_INDEXED) {
		p = (const unsigned char *)raster->palette.at + 3 * p[at];
		at = 0;
	}
	for (int c = 0; c < 3; c++)
		out[c] = raster->channels == 1 ? p[at] : p[3 * at + (size_t)c];
	out[3] = raster->alpha.at ? (unsigned char)raster->alpha.at[at] : 255;
}

static void check_png(const Kind *kind) {
	const char *name = str_format(arena, "colour %d depth %d%s%s", kind->colour, kind->depth,
		kind->interlaced ? " interlaced" : "", kind->clear ? " clear" : "").at;
	const Picture *picture = read_as(png_of(kind), name);
	if (!picture) say("%s: %s", name, str_zero(arena, diags->first->message));
	assert_int_equal(picture->width, WIDTH);
	assert_int_equal(picture->height, HEIGHT);
	assert_false(picture->kind);
	for (int y = 0; y < HEIGHT; y++)
		for (int x = 0; x < WIDTH; x++) {
			int want[4], got[4];
			wanted(kind, x, y, want);
			seen(&picture->raster, x, y, got);
			for (int c = 0; c < 4; c++)
				if (want[3] > 2 && abs(want[c] - got[c]) > (kind->depth == 16))
					say("%s: %d,%d channel %d is %d and not %d", name, x, y, c, got[c], want[c]);
		}
}

static void every_kind_of_png_is_read_to_the_pixel(void **state) {
	static const struct {
		int colour, depths[6];
	} kinds[] = { { 0, { 1, 2, 4, 8, 16 } }, { 2, { 8, 16 } }, { 3, { 1, 2, 4, 8 } },
		{ 4, { 8, 16 } }, { 6, { 8, 16 } } };
	int n = 0;
	(void)state;
	for (size_t i = 0; i < COUNT(kinds); i++)
		for (const int *depth = kinds[i].depths; *depth; depth++)
			for (int more = 0; more < 4; more++, n++)
				check_png(&(Kind){ kinds[i].colour, *depth, more & 1,
					more & 2 && (kinds[i].colour == 0 || kinds[i].colour == 3) });
	assert_int_equal(n, 60);
}

static const Kind plain = { 2, 8, false, false };

/* A chunk of a PNG put in, changed or taken away behind its header (33 bytes). */
static Str with_chunk(Str png, const char *name, Str data) {
	Buf out = buf_make(arena, png.len + data.len + 32);
	buf_add(&out, str_slice(png, 0, 33));
	put_chunk(&out, name, data);
	buf_add(&out, str_slice(png, 33, png.len));
	return buf_str(&out);
}

static void a_png_says_how_bright_it_is(void **state) {
	int dull[4], bright[4];
	(void)state;
	Str png = png_of(&plain);
	const Picture *as_it_is = read_as(png, "plain");
	const Picture *linear = read_as(with_chunk(png, "gAMA", STR("\0\1\x86\xA0")), "linear");
	assert_non_null(linear);
	seen(&as_it_is->raster, 1, 1, dull);
	seen(&linear->raster, 1, 1, bright);
	for (int c = 0; c < 3; c++) assert_true(bright[c] > dull[c] || dull[c] == 0 || dull[c] == 255);
}

static void a_profile_is_applied_and_a_broken_one_is_not(void **state) {
	Str icc = file_map("/usr/share/color/icc/ghostscript/a98.icc");
	int dull[4], wide[4], same[4];
	(void)state;
	assert_non_null(icc.at);
	Str png = png_of(&plain);
	Str packed = str_join(arena, STR("a98\0\0"), deflate_bytes(arena, icc));
	Str broken = str_join(arena, STR("a98\0\0"), deflate_bytes(arena, STR("no profile")));
	const Picture *plain_one = read_as(png, "plain");
	const Picture *one = read_as(with_chunk(png, "iCCP", packed), "a98");
	const Picture *two = read_as(with_chunk(png, "iCCP", broken), "broken");
	assert_non_null(one);
	assert_non_null(two);
	seen(&plain_one->raster, 2, 3, dull);
	seen(&one->raster, 2, 3, wide);
	seen(&two->raster, 2, 3, same);
	assert_memory_not_equal(dull, wide, sizeof dull);
	assert_memory_equal(dull, same, sizeof dull);
}

/* ---- broken files ---- */

static void a_png_that_is_cut_off_is_refused_wherever_it_is_cut(void **state) {
	Str png = png_of(&(Kind){ 6, 8, true, false });
	(void)state;
	for (size_t len = 8; len < png.len; len++) {
		assert_null(read_as(str_slice(png, 0, len), "cut.png"));
		only_message("cut.png", PICTURE_UNREADABLE);
	}
}

static Str with_size(uint32_t width, uint32_t height) {
	Buf out = buf_make(arena, 512), head = buf_make(arena, 16);
	Str png = png_of(&plain);
	put32(&head, width);
	put32(&head, height);
	buf_add(&head, str_slice(png, 24, 29));
	buf_add(&out, str_slice(png, 0, 8));
	put_chunk(&out, "IHDR", buf_str(&head));
	buf_add(&out, str_slice(png, 33, png.len));
	return buf_str(&out);
}

static void what_cannot_be_a_picture_is_refused_in_words(void **state) {
	Str png = png_of(&plain), flipped = str_copy(arena, png);
	((char *)flipped.at)[png.len - 30] ^= 0x55;
	const struct {
		const char *name;
		Str bytes;
		const char *says;
	} cases[] = {
		{ "nothing", STR(""), "is empty" },
		{ "a.gif", STR("GIF89a......"), "is a GIF" },
		{ "a.pdf", STR("%PDF-1.7"), "is a PDF" },
		{ "a.webp", STR("RIFF....WEBP"), "is a WebP" },
		{ "a.heic", STR("\0\0\0 ftypheic"), "AVIF or HEIC" },
		{ "a.svgz", STR("\x1F\x8B\x08...."), "is compressed" },
		{ "a.txt", STR("hello, world"), "none of the kinds" },
		{ "a.html", STR("<html><p/></html>"), "its root is <html>" },
		{ "wide.png", with_size(30001, 9), "30001 by 9 pixels" },
		{ "huge.png", with_size(10000, 10000), "10000 by 10000 pixels" },
		{ "none.png", with_size(0, 9), "has no pixels" },
		{ "more.png", with_size(11, 5000), "is no sound PNG" },
		{ "flipped.png", flipped, "is no sound PNG" },
		{ "odd.png", with_chunk(png, "XxXX", STR("?")), "\"XxXX\" that is not known" },
		{ "cut.jpg", str_slice(file_of("rgb.jpg"), 0, 500), "is cut off or broken" },
		{ "short.jpg", STR("\xFF\xD8\xFF"), "is cut off or broken" },
		{ "arithmetic.jpg", file_of("arithmetic.jpg"), "arithmetic coding" },
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_null(read_as(cases[i].bytes, cases[i].name));
		assert_holds(cases[i].name, only_message(cases[i].name, PICTURE_UNREADABLE), cases[i].says);
		assert_int_equal(diags->first->from.line, 7);
	}
}

static size_t find_in(Str bytes, Str part) {
	size_t at = 0;
	while (at + part.len <= bytes.len && memcmp(bytes.at + at, part.at, part.len) != 0) at++;
	return at + part.len <= bytes.len ? at : SIZE_MAX;
}

static void a_jpeg_of_twelve_bits_or_five_colours_is_refused(void **state) {
	Str jpeg = str_copy(arena, file_of("rgb.jpg"));
	size_t frame = find_in(jpeg, STR("\xFF\xC0"));
	(void)state;
	((char *)jpeg.at)[frame + 4] = 12;
	assert_null(read_as(jpeg, "twelve.jpg"));
	assert_holds("twelve", only_message("twelve.jpg", PICTURE_UNREADABLE), "12 bits");
	((char *)jpeg.at)[frame + 4] = 8;
	((char *)jpeg.at)[frame + 9] = 5;
	assert_null(read_as(jpeg, "five.jpg"));
	assert_holds("five", only_message("five.jpg", PICTURE_UNREADABLE), "5 colours");
}

/* Broken in a few bytes, a file is a picture or a message: it never ends the program. */
static void broken_bytes_give_a_picture_or_a_message(void **state) {
	const Str seeds[] = { png_of(&(Kind){ 3, 4, true, true }), png_of(&(Kind){ 6, 16, false, false }),
		file_of("rgb.jpg"), file_of("progressive.jpg"), file_of("cmyk.jpg"), file_of("shapes.svg"),
		file_of("text.svg") };
	uint32_t seed = 20260501;
	(void)state;
	for (int round = 0; round < 300; round++)
		for (size_t i = 0; i < COUNT(seeds); i++) {
			ArenaMark mark = arena_mark(arena);
			Str bytes = str_copy(arena, seeds[i]);
			for (uint32_t n = 1 + next(&seed) % 4; n; n--)
				((char *)bytes.at)[next(&seed) % bytes.len] = (char)next(&seed);
			if (next(&seed) % 8 == 0) bytes.len = next(&seed) % bytes.len;
			const Picture *picture = read_as(bytes, "broken");
			assert_true(picture || diags->nerrors);
			assert_true(!picture || !diags->nerrors);
			arena_rewind(arena, mark);
		}
	diags = diags_make(arena);
}

/* ---- JPEG ---- */

static void jpegs_keep_their_stream_and_lose_what_is_no_picture(void **state) {
	static const struct {
		const char *name;
		int channels;
		bool plain_rgb;
	} cases[] = { { "rgb.jpg", 3, false }, { "progressive.jpg", 3, false }, { "grey.jpg", 1, false },
		{ "plain-rgb.jpg", 3, true }, { "cmyk.jpg", 3, false } };
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const Picture *picture = read_as(file_of(cases[i].name), cases[i].name);
		assert_non_null(picture);
		assert_int_equal(picture->raster.kind, RASTER_JPEG);
		assert_int_equal(picture->raster.channels, cases[i].channels);
		assert_int_equal(picture->raster.plain_rgb, cases[i].plain_rgb);
		assert_int_equal(picture->width, 16);
		const Raster *grey = raster_grey(arena, &picture->raster);
		assert_non_null(grey);
		assert_int_equal(grey->channels, 1);
	}
}

/* An APP1 of EXIF that says [turn], and a comment, put in behind the start. */
static Str with_exif(Str jpeg, int turn, bool little) {
	char exif[] = "\xFF\xE1\0\x22" "Exif\0\0"
		"II*\0\x8\0\0\0" "\1\0" "\x12\1\3\0\1\0\0\0.\0\0\0" "\0\0\0\0";
	char big[] = "\xFF\xE1\0\x22" "Exif\0\0"
		"MM\0*\0\0\0\x8" "\0\1" "\1\x12\0\3\0\0\0\1\0.\0\0" "\0\0\0\0";
	exif[28] = (char)turn;
	big[29] = (char)turn;
	Buf out = buf_make(arena, jpeg.len + 64);
	buf_add(&out, str_slice(jpeg, 0, 2));
	buf_add(&out, (Str){ little ? exif : big, 36 });
	buf_add(&out, STR("\xFF\xFE\0\x0Asecret!!"));
	buf_add(&out, str_slice(jpeg, 2, jpeg.len));
	return buf_str(&out);
}

static void exif_turns_a_picture_and_goes_no_further(void **state) {
	(void)state;
	for (int turn = 0; turn < 10; turn++)
		for (int little = 0; little < 2; little++) {
			const Picture *picture = read_as(with_exif(file_of("rgb.jpg"), turn, little), "turned.jpg");
			assert_non_null(picture);
			assert_int_equal(picture->raster.turn, turn >= 1 && turn <= 8 ? turn : 1);
			assert_int_equal(picture->width, turn >= 5 && turn <= 8 ? 8 : 16);
			assert_int_equal(find_in(picture->raster.samples, STR("Exif")), SIZE_MAX);
			assert_int_equal(find_in(picture->raster.samples, STR("secret")), SIZE_MAX);
		}
}

static void each_turn_moves_the_first_pixel_where_it_is_seen(void **state) {
	/* The stored top left, and where EXIF says that it is seen; then the end of the first row. */
	static const double want[][4] = { { 0, 0, 1, 0 }, { 1, 0, 0, 0 }, { 1, 1, 0, 1 }, { 0, 1, 1, 1 },
		{ 0, 0, 0, 1 }, { 1, 0, 1, 1 }, { 1, 1, 1, 0 }, { 0, 1, 0, 0 } };
	(void)state;
	for (int turn = 1; turn <= 8; turn++) {
		Matrix m = raster_turn(&(Raster){ .turn = turn });
		Place a = matrix_place(&m, (Place){ 0, 0 }), b = matrix_place(&m, (Place){ 1, 0 });
		const double *w = want[turn - 1];
		assert_true(a.x == w[0] && a.y == w[1] && b.x == w[2] && b.y == w[3]);
	}
}

static void the_grey_of_plain_pixels_is_their_lightness(void **state) {
	const char rgb[] = "\xFF\0\0\0\xFF\0\0\0\xFF\xFF\xFF\xFF";
	Raster raster = { .kind = RASTER_PLAIN, .width = 2, .height = 2, .channels = 3,
		.samples = { rgb, 12 }, .turn = 1 };
	(void)state;
	const Raster *grey = raster_grey(arena, &raster);
	assert_memory_equal(grey->samples.at, "\x36\xB6\x12\xFF", 4);
	Raster indexed = { .kind = RASTER_INDEXED, .width = 2, .height = 1, .channels = 3,
		.samples = { "\1\0", 2 }, .palette = { rgb, 6 }, .turn = 1 };
	grey = raster_grey(arena, &indexed);
	assert_int_equal(grey->kind, RASTER_PLAIN);
	assert_memory_equal(grey->samples.at, "\xB6\x36", 2);
}

/* ---- drawings, as words ---- */

static void put_number(Buf *out, double v) {
	buf_format(out, " %.5g", v > -0.00005 && v < 0.00005 ? 0.0 : v);
}

static void put_paint(Buf *out, const char *what, const Paint *paint) {
	if (paint->kind == PAINT_NONE) return;
	buf_format(out, " %s", what);
	if (paint->kind == PAINT_GRADIENT) {
		if (paint->gradient->fades) buf_add(out, STR(" fading"));
		buf_add(out, paint->gradient->radial ? STR(" radial") : STR(" linear"));
		for (int i = 0; i < paint->gradient->nstops; i++)
			put_number(out, paint->gradient->stops[i].offset);
	} else buf_format(out, " %02x%02x%02x", paint->colour.r, paint->colour.g, paint->colour.b);
	if (paint->opacity < 1) buf_format(out, "/%.3g", paint->opacity);
}

static void put_path(Buf *out, const DrawnPath *path) {
	for (int i = 0; i < path->count; i++) {
		const DrawnStep *step = &path->steps[i];
		buf_byte(out, step->op);
		for (int k = 0; k < (step->op == 'C' ? 3 : step->op != 'Z'); k++) {
			put_number(out, step->at[k].x);
			put_number(out, step->at[k].y);
		}
	}
}

static void put_shapes(Buf *out, const DrawnShape *shape) {
	for (; shape; shape = shape->next) {
		if (shape->kind == DRAWN_GROUP) {
			buf_format(out, "[");
			if (shape->opacity < 1) buf_format(out, "opacity %.3g ", shape->opacity);
			if (shape->clip.count) buf_add(out, STR("clip ")), put_path(out, &shape->clip);
			put_shapes(out, shape->inside);
			buf_add(out, STR("]"));
			continue;
		}
		put_path(out, &shape->path);
		put_paint(out, "fill", &shape->fill);
		put_paint(out, "stroke", &shape->stroke);
		if (shape->stroke.kind != PAINT_NONE) put_number(out, shape->line.width);
		if (shape->even_odd) buf_add(out, STR(" even-odd"));
		buf_add(out, STR("; "));
	}
}

/* One unit is one point here: the picture is 4/3 times as large as its box. */
static Str svg_of(const char *inside) {
	return str_format(arena, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
		"xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"133.333333333333px\" "
		"height=\"133.333333333333px\" viewBox=\"0 0 100 100\">%s</svg>", inside);
}

static const char *drawn(const char *inside) {
	const Picture *picture = read_as(svg_of(inside), "drawing.svg");
	if (!picture) return str_zero(arena, diags->first->message);
	Buf out = buf_make(arena, 256);
	/* The frame around what sticks out has a test of its own. */
	const DrawnShape *shapes = picture->drawing.shapes;
	bool frame = shapes && !shapes->next && shapes->kind == DRAWN_GROUP && shapes->clip.count == 5
		&& shapes->clip.steps[2].at[0].x > 99.99 && shapes->clip.steps[2].at[0].y > 99.99;
	put_shapes(&out, frame ? shapes->inside : shapes);
	return str_zero(arena, str_trim(buf_str(&out)));
}

static void what_svg_says_is_drawn(void **state) {
	static const struct {
		const char *svg, *want;
	} cases[] = {
		{ "<path d='M1 2L3 4z'/>", "M 1 2L 3 4Z fill 000000;" },
		{ "<path d='M1,2,3,4.5.5.25.25+1'/>", "M 1 2L 3 4.5L 0.5 0.25L 0.25 1 fill 000000;" },
		{ "<path d='m1 2 3 4 5 5'/>", "M 1 2L 4 6L 9 11 fill 000000;" },
		{ "<path d='M1e1 2E+1 l1e-1 0'/>", "M 10 20L 10.1 20 fill 000000;" },
		{ "<path d='M1 1H5V6h-1v-2'/>", "M 1 1L 5 1L 5 6L 4 6L 4 4 fill 000000;" },
		{ "<path d='M0 0C1 1 2 1 3 0S5-1 6 0'/>", "M 0 0C 1 1 2 1 3 0C 4 -1 5 -1 6 0 fill 000000;" },
		{ "<path d='M0 0Q3 3 6 0T12 0'/>",
			"M 0 0C 2 2 4 2 6 0C 8 -2 10 -2 12 0 fill 000000;" },
		{ "<path d='M0 0S3 3 6 0'/>", "M 0 0C 0 0 3 3 6 0 fill 000000;" },
		{ "<path d='M0 0a0 5 0 0 1 3 3'/>", "M 0 0L 3 3 fill 000000;" },
		{ "<path d='M20 10a10 10 0 0 1 -10 10'/>",
			"M 20 10C 20 15.523 15.523 20 10 20 fill 000000;" },
		{ "<path d='M20 10a10 10 0 01-10 10'/>",
			"M 20 10C 20 15.523 15.523 20 10 20 fill 000000;" },
		{ "<path d='M1 1h2z l1 1'/>", "M 1 1L 3 1ZM 1 1L 2 2 fill 000000;" },
		{ "<rect x='1' y='2' width='3' height='4'/>", "M 1 2L 4 2L 4 6L 1 6Z fill 000000;" },
		{ "<rect width='50%' height='1cm'/>",
			"M 0 0L 50 0L 50 37.795L 0 37.795Z fill 000000;" },
		{ "<rect width='0' height='4'/>", "" },
		{ "<line x1='1' y1='2' x2='3' y2='4' stroke='red'/>", "M 1 2L 3 4 stroke ff0000 1;" },
		{ "<polygon points='1,2 3,4 5,2'/>", "M 1 2L 3 4L 5 2Z fill 000000;" },
		{ "<polyline points='1 2 3 4' fill='none' stroke='#0f0' stroke-width='.5'/>",
			"M 1 2L 3 4 stroke 00ff00 0.5;" },
		{ "<g transform='translate(10) scale(2)'><path d='M1 1L2 2' stroke='blue' fill='none'/></g>",
			"M 12 2L 14 4 stroke 0000ff 2;" },
		{ "<path transform='rotate(90 5 5)' d='M5 0L5 1'/>", "M 10 5L 9 5 fill 000000;" },
		{ "<path transform='matrix(1 0 0 -1 0 10),skewX(45)' d='M0 1L0 2'/>",
			"M 1 9L 2 8 fill 000000;" },
		{ "<style>/* x */.a{fill:red} path.b,#c{fill:rgb(0,128,0)} rect{fill:blue}</style>"
		  "<path class='a' d='M0 0L1 1'/><path class='a b' d='M0 0L1 1'/><path id='c' d='M0 0L1 1'/>",
			"M 0 0L 1 1 fill ff0000; M 0 0L 1 1 fill 008000; M 0 0L 1 1 fill 008000;" },
		{ "<g fill='gold'><path style='fill: none; stroke:currentColor' color='teal' "
		  "d='M0 0L1 1'/></g>", "M 0 0L 1 1 stroke 008080 1;" },
		{ "<path d='M0 0L1 1' fill='currentColor'/>", "M 0 0L 1 1 fill 1b1f23;" },
		{ "<path d='M0 0L1 1' fill='#12345680'/>", "M 0 0L 1 1 fill 123456/0.502;" },
		{ "<path d='M0 0L1 1' fill='rgb(100%, 0%, 50%)' fill-opacity='.25'/>",
			"M 0 0L 1 1 fill ff0080/0.25;" },
		{ "<path d='M0 0L1 1' opacity='.5'/>", "M 0 0L 1 1 fill 000000/0.5;" },
		{ "<g opacity='.5'><path d='M0 0L1 1'/><path d='M0 0L2 2'/></g>",
			"[opacity 0.5 M 0 0L 1 1 fill 000000; M 0 0L 2 2 fill 000000; ]" },
		{ "<path d='M0 0L1 1' opacity='.5' stroke='red'/>",
			"[opacity 0.5 M 0 0L 1 1 fill 000000 stroke ff0000 1; ]" },
		{ "<g display='none'><path d='M0 0L1 1'/></g><path visibility='hidden' d='M0 0L1 1'/>", "" },
		{ "<defs><path id='p' d='M0 0L1 1'/></defs><use href='#p' x='5'/><use xlink:href='#p' fill='red' "
		  "transform='scale(2)'/>", "M 5 0L 6 1 fill 000000; M 0 0L 2 2 fill ff0000;" },
		{ "<symbol id='s' viewBox='0 0 10 10'><path d='M0 0L10 10'/></symbol>"
		  "<use href='#s' x='20' y='20' width='40' height='20'/>",
			"[M 30 20L 50 40 fill 000000; ]" },
		{ "<svg x='10' y='10' width='20' height='20' viewBox='0 0 1 2' "
		  "preserveAspectRatio='xMinYMid slice'><path d='M0 0L1 1'/></svg>",
			"[clip M 10 10L 30 10L 30 30L 10 30ZM 10 0L 30 20 fill 000000; ]" },
		{ "<clipPath id='c'><rect width='5' height='5'/></clipPath>"
		  "<path clip-path='url(#c)' d='M0 0L9 9'/>",
			"[clip M 0 0L 5 0L 5 5L 0 5ZM 0 0L 9 9 fill 000000; ]" },
		{ "<linearGradient id='g'><stop stop-color='red'/><stop offset='1.5'/></linearGradient>"
		  "<rect width='5' height='5' fill='url(#g)'/>",
			"M 0 0L 5 0L 5 5L 0 5Z fill linear 0 1;" },
		{ "<linearGradient id='a'><stop offset='.2'/><stop offset='10%'/></linearGradient>"
		  "<radialGradient id='g' href='#a'/><rect width='5' height='5' fill='url(\"#g\")'/>",
			"M 0 0L 5 0L 5 5L 0 5Z fill radial 0.2 0.2;" },
		{ "<linearGradient id='g'><stop stop-opacity='.5'/><stop offset='1' stop-opacity='0'/>"
		  "</linearGradient><rect width='5' height='5' fill='url(#g)' opacity='.5'/>",
			"M 0 0L 5 0L 5 5L 0 5Z fill fading linear 0 1/0.5;" },
		{ "<linearGradient id='g'><stop stop-opacity='.5'/><stop offset='1' stop-opacity='.5'/>"
		  "</linearGradient><rect width='5' height='5' fill='url(#g)' opacity='.5'/>",
			"M 0 0L 5 0L 5 5L 0 5Z fill linear 0 1/0.25;" },
		{ "<linearGradient id='g'><stop stop-color='red'/></linearGradient>"
		  "<rect width='5' height='5' fill='url(#g)'/>", "M 0 0L 5 0L 5 5L 0 5Z fill ff0000;" },
		{ "<linearGradient id='g' gradientUnits='userSpaceOnUse' x2='0'><stop/>"
		  "<stop stop-color='lime' stop-opacity='1'/></linearGradient>"
		  "<rect width='5' height='5' fill='url(#g)'/>", "M 0 0L 5 0L 5 5L 0 5Z fill 00ff00;" },
		{ "<path d='M0 0L1 1' fill-rule='evenodd'/>", "M 0 0L 1 1 fill 000000 even-odd;" },
		{ "<title>x</title><desc>y</desc><metadata><any/></metadata><a><path d='M0 0L1 1'/></a>",
			"M 0 0L 1 1 fill 000000;" },
		{ "<x xmlns='urn:editor'><y/></x>", "" },
		{ "<text x='5' y='5' font-size='0'>nothing</text><text/>", "" },
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *got = drawn(cases[i].svg);
		if (strcmp(got, cases[i].want) != 0)
			say("%s\n  gives  %s\n  wanted %s", cases[i].svg, got, cases[i].want);
		assert_int_equal(diags->nerrors, 0);
	}
}

static void what_svg_says_and_is_not_drawn_is_a_message(void **state) {
	static const struct {
		const char *svg, *says;
	} cases[] = {
		{ "<image href='a.png'/>", "<image>: this element is not drawn" },
		{ "<script>1</script>", "<script>: this element" },
		{ "<foreignObject/>", "<foreignObject>: this element" },
		{ "<animate/>", "<animate>: this element" },
		{ "<path d='M0 0L1 1' filter='url(#f)'/>", "<path>: filter: url(#f) is not drawn" },
		{ "<g mask='url(#m)'/>", "mask: url(#m) is not drawn" },
		{ "<path style='marker-end:url(#a)' d='M0 0L1 1'/>", "marker-end: url(#a)" },
		{ "<g style='mix-blend-mode:multiply'/>", "mix-blend-mode: multiply" },
		{ "<pattern id='p'/><path fill='url(#p)' d='M0 0L1 1'/>", "paint from <pattern>" },
		{ "<path fill='url(#no)' d='M0 0L1 1'/>", "there is no paint \"no\"" },
		{ "<path fill='hsl(1,2%,3%)' d='M0 0L1 1'/>", "fill: hsl" },
		{ "<path fill='blurple' d='M0 0L1 1'/>", "fill: blurple" },
		{ "<path d='L0 0'/>", "its path cannot be read" },
		{ "<path d='M0 0L1'/>", "its path cannot be read" },
		{ "<path d='M0 0 1e9 0'/>", "its path cannot be read" },
		{ "<path d='M0 0Lnan 0'/>", "its path cannot be read" },
		{ "<path d='M0 0A1 1 0 2 0 5 5'/>", "its path cannot be read" },
		{ "<rect width='1e400' height='1'/>", "width=\"1e400\" is no length" },
		{ "<rect width='5furlong' height='1'/>", "is no length" },
		{ "<g transform='turn(3)'/>", "its transform cannot be read" },
		{ "<polygon points='1 2 3'/>", "its points cannot be read" },
		{ "<use href='other.svg#a'/>", "copies what is not in this file" },
		{ "<use id='u' href='#u'/>", "copies stand in copies too deep" },
		{ "<linearGradient id='g' spreadMethod='repeat'><stop/><stop offset='1'/></linearGradient>"
		  "<rect width='5' height='5' fill='url(#g)'/>", "spreadMethod=\"repeat\"" },
		{ "<rect transform='scale(1 3)' width='5' height='5' stroke='red'/>", "that is not even" },
		{ "<clipPath id='c'><circle r='5'/><circle cx='3' r='5'/></clipPath>"
		  "<path clip-path='url(#c)' d='M0 0L9 9'/>", "a clip of this kind" },
		{ "<style>g > path{fill:red}</style>", "the selector \"g > path\"" },
		{ "<style>@import url(x.css);</style>", "a style sheet with \"@import" },
		{ "<text x='1 2 3'>abc</text>", "x=\"1 2 3\" is not drawn" },
		{ "<text>a<textPath>b</textPath></text>", "<textPath>: this element is not drawn in text" },
		{ "<text letter-spacing='2'>a</text>", "letter-spacing: 2" },
		{ "<text>abc \xD7\x90\xD7\x91</text>", "runs both ways" },
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *got = drawn(cases[i].svg);
		assert_holds(cases[i].svg, got, cases[i].says);
		assert_int_equal(diags->first->id, SVG_UNSUPPORTED);
		assert_string_equal(diags->first->from.file, "drawing.svg");
		assert_int_equal(diags->first->from.line, 1);
	}
}

static void what_sticks_out_of_a_drawing_is_clipped(void **state) {
	(void)state;
	static const struct {
		const char *svg;
		bool clipped;
	} cases[] = { { "<path d='M-5 0L5 5'/>", true }, { "<path d='M0 0L5 5'/>", false },
		{ "<path d='M0 0L5 5' stroke='red'/>", true }, { "<path d='M1 1L99 99' stroke='red' "
		  "stroke-linejoin='round'/>", false }, { "<circle cx='95' cy='50' r='6'/>", true } };
	for (size_t i = 0; i < COUNT(cases); i++) {
		const Picture *picture = read_as(svg_of(cases[i].svg), "drawing.svg");
		assert_non_null(picture);
		const DrawnShape *first = picture->drawing.shapes;
		assert_int_equal(first->kind == DRAWN_GROUP && first->clip.count == 5, cases[i].clipped);
	}
}

static void a_small_file_cannot_ask_for_endless_work(void **state) {
	Buf bomb = buf_make(arena, 4096);
	(void)state;
	buf_add(&bomb, STR("<defs><path id='a0' d='M0 0L1 1'/>"));
	for (int i = 1; i < 12; i++) {
		buf_format(&bomb, "<g id='a%d'>", i);
		for (int k = 0; k < 10; k++) buf_format(&bomb, "<use href='#a%d'/>", i - 1);
		buf_add(&bomb, STR("</g>"));
	}
	buf_add(&bomb, STR("</defs><use href='#a11'/>"));
	assert_null(read_as(svg_of(buf_str(&bomb).at), "bomb.svg"));
	assert_holds("bomb", only_message("bomb.svg", PICTURE_UNREADABLE), "draws more than");
}

static void text_is_outlines_placed_by_its_anchor(void **state) {
	double left[3];
	(void)state;
	static const char *const anchors[] = { "start", "middle", "end" };
	for (int i = 0; i < 3; i++) {
		const char *svg = str_format(arena, "<text x='50' y='50' font-size='10' text-anchor='%s'>"
			"<tspan font-weight='bold'>II</tspan>  I </text>", anchors[i]).at;
		const Picture *picture = read_as(svg_of(svg), "text.svg");
		assert_non_null(picture);
		const DrawnShape *bold = picture->drawing.shapes;
		assert_non_null(bold->next);
		left[i] = bold->path.steps[0].at[0].x;
	}
	assert_true(left[0] > left[1] && left[1] > left[2]);
	double half = left[0] - left[1] - (left[1] - left[2]);
	assert_true(half < 0.01 && half > -0.01);
}

static void every_icon_is_drawn_without_a_word(void **state) {
	static const char *const some[] = { "bike", "book", "briefcase", "bus", "calendar", "cap", "chart",
		"check", "clock", "computer", "document", "drop", "flask", "gear", "globe", "heart", "house",
		"info", "key", "leaf", "lightning", "lock", "mail", "map-pin", "money", "people", "person",
		"phone", "question", "search", "shield", "star", "sun", "tool", "warning" };
	(void)state;
	for (size_t i = 0; i < COUNT(some); i++) {
		const char *path = str_format(arena, "data/icons/%s.svg", some[i]).at;
		const Picture *icon = read_as(file_read(arena, path, PICTURE_BYTES, diags), some[i]);
		if (!icon || diags->first) say("%s: %s", some[i], str_zero(arena, diags->first->message));
		assert_true(icon->drawing.width == 18 && icon->drawing.height == 18);
		for (const DrawnShape *shape = icon->drawing.shapes; shape; shape = shape->next) {
			assert_int_equal(shape->kind, DRAWN_PATH); /* a group would be a clip: it sticks out */
			assert_int_equal(shape->fill.kind, PAINT_NONE);
			assert_int_equal(shape->stroke.colour.r, 27);
			assert_true(shape->line.width > 1.3 && shape->line.width < 1.32);
		}
	}
}

/* ---- QR ---- */

static void a_longer_address_takes_a_larger_code(void **state) {
	int before = 0;
	(void)state;
	for (size_t len = 10; len < 2000; len += 400) {
		char *text = arena_alloc(arena, len);
		memset(text, 'a', len);
		Qr code = qr_make(arena, (Str){ text, len }, (Source){ NULL, 0, 0 }, diags);
		assert_true(code.side > before && code.side % 4 == 1);
		before = code.side;
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_png_is_read_to_the_pixel),
		cmocka_unit_test(a_png_says_how_bright_it_is),
		cmocka_unit_test(a_profile_is_applied_and_a_broken_one_is_not),
		cmocka_unit_test(a_png_that_is_cut_off_is_refused_wherever_it_is_cut),
		cmocka_unit_test(what_cannot_be_a_picture_is_refused_in_words),
		cmocka_unit_test(a_jpeg_of_twelve_bits_or_five_colours_is_refused),
		cmocka_unit_test(broken_bytes_give_a_picture_or_a_message),
		cmocka_unit_test(jpegs_keep_their_stream_and_lose_what_is_no_picture),
		cmocka_unit_test(exif_turns_a_picture_and_goes_no_further),
		cmocka_unit_test(each_turn_moves_the_first_pixel_where_it_is_seen),
		cmocka_unit_test(the_grey_of_plain_pixels_is_their_lightness),
		cmocka_unit_test(what_svg_says_is_drawn),
		cmocka_unit_test(what_svg_says_and_is_not_drawn_is_a_message),
		cmocka_unit_test(what_sticks_out_of_a_drawing_is_clipped),
		cmocka_unit_test(a_small_file_cannot_ask_for_endless_work),
		cmocka_unit_test(text_is_outlines_placed_by_its_anchor),
		cmocka_unit_test(every_icon_is_drawn_without_a_word),
		cmocka_unit_test(a_longer_address_takes_a_larger_code),
	};
	return cmocka_run_group_tests(tests, open_all, close_all);
}
