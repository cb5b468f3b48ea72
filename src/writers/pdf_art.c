/* What the content of a side names and does not hold: images, gradients as patterns, degrees of
   opacity, and forms. Each is written once a file, however often it is drawn, and all stand in the
   one dictionary of resources. */
#include <string.h>
#include "base/deflate.h"
#include "writers/pdf.h"

typedef struct Named {
	uint64_t key;
	int object;
} Named;
typedef struct Listing {
	Named *at;
	int count, room;
} Listing;

struct PdfArt {
	Arena *arena;
	PdfFile *file;
	bool grey, failed;
	int resources;
	Listing images, patterns, clears, forms;
};

PdfArt *pdf_art_open(Arena *arena, PdfFile *file, Ink ink, int resources) {
	PdfArt *art = ARENA_NEW(arena, PdfArt);

	art->arena = arena;
	art->file = file;
	art->grey = ink != INK_RGB;
	art->resources = resources;
	return art;
}

bool pdf_art_failed(const PdfArt *art) { return art->failed; }

/* ---- numbers ---- */

/* Numbers come from drawings, whose limits keep them far from what a long cannot hold. */
void pdf_real(Buf *out, double number) {
	int64_t millionths = (int64_t)(number * 1000000 + (number < 0 ? -0.5 : 0.5));
	char digits[8];
	int end = 6;

	if (millionths < 0) buf_byte(out, '-');
	uint64_t rest = millionths < 0 ? 0 - (uint64_t)millionths : (uint64_t)millionths;
	pdf_int(out, (int64_t)(rest / 1000000));
	rest %= 1000000;
	for (int i = 5; i >= 0; i--, rest /= 10) digits[i] = (char)('0' + rest % 10);
	while (end && digits[end - 1] == '0') end--;
	if (!end) return;
	buf_byte(out, '.');
	buf_add(out, (Str){ digits, (size_t)end });
}

void pdf_matrix(Buf *out, const Matrix *m) {
	const double all[] = { m->a, m->b, m->c, m->d, m->e, m->f };

	for (int i = 0; i < 6; i++) {
		if (i) buf_byte(out, ' ');
		pdf_real(out, all[i]);
	}
}

void pdf_colour(Buf *out, Colour colour, bool grey) {
	if (grey) {
		pdf_milli(out, 1000 - 10 * colour.grey);
		return;
	}
	pdf_milli(out, (colour.r * 1000 + 127) / 255);
	buf_byte(out, ' ');
	pdf_milli(out, (colour.g * 1000 + 127) / 255);
	buf_byte(out, ' ');
	pdf_milli(out, (colour.b * 1000 + 127) / 255);
}

/* ---- tables of what there is ---- */

static int find(const Listing *table, uint64_t key) {
	for (int i = 0; i < table->count; i++)
		if (table->at[i].key == key) return i;
	return -1;
}

static int enter(PdfArt *art, Listing *table, uint64_t key, int object) {
	if (table->count == table->room) {
		int room = 2 * table->room + 8;
		Named *more = ARENA_ARRAY(art->arena, (size_t)room, Named);
		if (table->count) memcpy(more, table->at, (size_t)table->count * sizeof *more);
		table->at = more;
		table->room = room;
	}
	table->at[table->count] = (Named){ key, object };
	return table->count++;
}

/* Two files of the same bytes are one image. */
int pdf_art_image(PdfArt *art, const Picture *picture) {
	int known = find(&art->images, picture->hash);

	if (known >= 0) return known;
	int object = pdf_image(art->file, art->arena, &picture->raster, art->grey);
	if (!object) art->failed = true;
	return enter(art, &art->images, picture->hash, object);
}

/* Looked up by what it says: the same words are the same object. */
static int add_dictionary(PdfArt *art, Listing *table, const Buf *entries) {
	uint64_t key = str_hash(buf_str(entries));
	int known = find(table, key);

	return known >= 0 ? known : enter(art, table, key, pdf_add(art->file, buf_str(entries)));
}

int pdf_art_clear(PdfArt *art, int thousandths) {
	Buf out = buf_make(art->arena, 64);

	buf_add(&out, STR("/ca "));
	pdf_milli(&out, 1000 - thousandths);
	buf_add(&out, STR("/CA "));
	pdf_milli(&out, 1000 - thousandths);
	return add_dictionary(art, &art->clears, &out);
}

/* ---- gradients ---- */

typedef enum { COLOURS, GREYS, FADING } Shades; /* FADING: the opacity, as a grey */

static Shades shades_of(const PdfArt *art) { return art->grey ? GREYS : COLOURS; }

static void add_stop(Buf *out, const Stop *stop, Shades shades) {
	if (shades == FADING) pdf_milli(out, (int64_t)(stop->opacity * 1000 + 0.5));
	else pdf_colour(out, stop->colour, shades == GREYS);
}

typedef struct Stitching {
	Buf functions, bounds, encode;
	double at; /* so far */
	Shades shades;
} Stitching;

/* From [a] to [b] on the way to [end]; a part of no width would be no function. */
static void stitch(Stitching *in, const Stop *a, const Stop *b, double end) {
	if (end - in->at < 0.000001) return;
	if (in->functions.len) {
		if (in->bounds.len) buf_byte(&in->bounds, ' ');
		pdf_real(&in->bounds, in->at);
		buf_byte(&in->encode, ' ');
	}
	buf_add(&in->functions, STR("<</FunctionType 2/Domain[0 1]/N 1/C0["));
	add_stop(&in->functions, a, in->shades);
	buf_add(&in->functions, STR("]/C1["));
	add_stop(&in->functions, b, in->shades);
	buf_add(&in->functions, STR("]>>"));
	buf_add(&in->encode, STR("0 1"));
	in->at = end;
}

/* From 0 to 1 through all stops: one function between each two, stitched together. What lies before
   the first and behind the last has their colour. */
static void add_function(const PdfArt *art, Buf *out, const Gradient *gradient, Shades shades) {
	const Stop *stops = gradient->stops;
	int last = gradient->nstops - 1;
	Stitching in = { .shades = shades };

	in.functions = buf_make(art->arena, 256);
	in.bounds = buf_make(art->arena, 64);
	in.encode = buf_make(art->arena, 64);
	stitch(&in, &stops[0], &stops[0], stops[0].offset);
	for (int i = 0; i < last; i++) stitch(&in, &stops[i], &stops[i + 1], stops[i + 1].offset);
	stitch(&in, &stops[last], &stops[last], 1);
	buf_add(out, STR("<</FunctionType 3/Domain[0 1]/Functions["));
	buf_add(out, buf_str(&in.functions));
	buf_add(out, STR("]/Bounds["));
	buf_add(out, buf_str(&in.bounds));
	buf_add(out, STR("]/Encode["));
	buf_add(out, buf_str(&in.encode));
	buf_add(out, STR("]>>"));
}

static int add_pattern(PdfArt *art, const Gradient *gradient, const Matrix *page, Shades shades) {
	Matrix to = matrix_times(&gradient->to, page);
	Buf out = buf_make(art->arena, 512);

	buf_add(&out, STR("/PatternType 2/Matrix["));
	pdf_matrix(&out, &to);
	buf_add(&out, STR("]/Shading<</ShadingType "));
	pdf_int(&out, gradient->radial ? 3 : 2);
	buf_add(&out, STR("/ColorSpace"));
	buf_add(&out, shades == COLOURS ? STR("/DeviceRGB/Coords[") : STR("/DeviceGray/Coords["));
	for (int i = 0; i < (gradient->radial ? 6 : 4); i++) {
		if (i) buf_byte(&out, ' ');
		pdf_real(&out, gradient->at[i]);
	}
	buf_add(&out, STR("]/Extend[true true]/Function"));
	add_function(art, &out, gradient, shades);
	buf_add(&out, STR(">>"));
	return add_dictionary(art, &art->patterns, &out);
}

int pdf_art_gradient(PdfArt *art, const Gradient *gradient, const Matrix *page) {
	return add_pattern(art, gradient, page, shades_of(art));
}

/* ---- forms ---- */

static int add_form(PdfArt *art, Size side, Str content, Shades shades) {
	uint64_t key = str_hash(content) + (shades == FADING);
	int known = find(&art->forms, key);
	Buf out = buf_make(art->arena, 256);

	if (known >= 0) return known;
	buf_add(&out, STR("/Type/XObject/Subtype/Form/BBox[0 0 "));
	pdf_len(&out, side.width);
	buf_byte(&out, ' ');
	pdf_len(&out, side.height);
	buf_add(&out, STR("]/Group<</S/Transparency/I true/CS"));
	buf_add(
		&out, shades == COLOURS ? STR("/DeviceRGB>>/Resources ") : STR("/DeviceGray>>/Resources "));
	pdf_ref(&out, art->resources);
	buf_add(&out, STR("/Filter/FlateDecode"));
	int object = pdf_add_stream(art->file, buf_str(&out), deflate_bytes(art->arena, content));
	return enter(art, &art->forms, key, object);
}

int pdf_art_form(PdfArt *art, Size side, Str content) {
	return add_form(art, side, content, shades_of(art));
}

/* The opacity is a picture of its own: the whole side in the greys of the gradient. */
int pdf_art_fade(PdfArt *art, const Gradient *gradient, const Matrix *page, Size side) {
	Buf content = buf_make(art->arena, 128), out = buf_make(art->arena, 128);

	buf_add(&content, STR("/Pattern cs/P"));
	pdf_int(&content, add_pattern(art, gradient, page, FADING));
	buf_add(&content, STR(" scn 0 0 "));
	pdf_len(&content, side.width);
	buf_byte(&content, ' ');
	pdf_len(&content, side.height);
	buf_add(&content, STR(" re f\n"));
	int form = add_form(art, side, buf_str(&content), FADING);
	buf_add(&out, STR("/SMask<</S/Luminosity/G "));
	pdf_ref(&out, art->forms.at[form].object);
	buf_add(&out, STR(">>"));
	return add_dictionary(art, &art->clears, &out);
}

/* ---- the dictionary ---- */

static void list(Buf *out, const Listing *table, char letter) {
	for (int i = 0; i < table->count; i++) {
		buf_byte(out, '/');
		buf_byte(out, letter);
		pdf_int(out, i);
		buf_byte(out, ' ');
		pdf_ref(out, table->at[i].object);
	}
}

void pdf_art_resources(const PdfArt *art, Buf *out) {
	if (art->images.count || art->forms.count) {
		buf_add(out, STR("/XObject<<"));
		list(out, &art->images, 'I');
		list(out, &art->forms, 'X');
		buf_add(out, STR(">>"));
	}
	if (art->patterns.count) {
		buf_add(out, STR("/Pattern<<"));
		list(out, &art->patterns, 'P');
		buf_add(out, STR(">>"));
	}
	if (!art->clears.count) return;
	buf_add(out, STR("/ExtGState<<"));
	list(out, &art->clears, 'G');
	buf_add(out, STR(">>"));
}
