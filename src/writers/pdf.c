/* The PDF writer: sheets -> one tagged file. This is its table of contents; each part has its own:
	 order.c        in which order the marks of a side are drawn
	 pdf_glyphs.c   which glyphs are used, and what each is read as
	 pdf_font.c     subsets of the fonts
	 pdf_art.c      pictures, gradients, opacity: what the content names
	 pdf_image.c    a raster as an image
	 pdf_content.c  a side as operators, in marked sequences
	 pdf_tags.c     the structure tree, and the way back from the content to it
	 pdf_meta.c     what the file says of itself
	 pdf_object.c   objects and the file: the only one that knows libharu
	 pdf_number.c   numbers and strings

   Two passes over the marks are needed, since a glyph's code is known only when all glyphs are.

   The sources are the PDF 1.7 specification (ISO 32000-1), PDF/UA-1 (ISO 14289-1), PDF/A-2 (ISO
   19005-2) and the Matterhorn Protocol 1.1, which lists what goes wrong with tags. */
#include "writers/pdf.h"

typedef struct Press {
	PdfFile *file;
	Arena *arena;
	const Output *output;
	int nsides;
	Drawing *drawings; /* by side, as the rest */
	int *pages; /* their objects */
	PdfFonts *fonts;
	PdfArt *art;
	PdfTags *tags;
} Press;

/* One resources dictionary does for all pages. */
static void write_resources(const Press *press, int resources) {
	Buf out = buf_make(press->arena, 256);

	buf_add(&out, STR("/Font<<"));
	for (const PdfFont *font = press->fonts->first; font; font = font->next) {
		buf_add(&out, STR("/F"));
		pdf_int(&out, font->number);
		buf_byte(&out, ' ');
		pdf_ref(&out, font->object);
	}
	buf_add(&out, STR(">>"));
	pdf_art_resources(press->art, &out);
	pdf_fill(press->file, resources, buf_str(&out));
}

static void write_side(const Press *press, int number, int resources) {
	const Side *side = &press->output->sheets->sides[number];
	PdfSide what = { number, side, &press->drawings[number], press->output->edition->ink,
		press->fonts, press->art };
	Buf annotations = buf_make(press->arena, 64), entries = buf_make(press->arena, 256);
	Str content = pdf_content(press->tags, &what, &annotations);

	buf_add(&entries, STR("/MediaBox"));
	pdf_box(&entries, (Box){ 0, 0, side->trim.width, side->trim.height }, side->trim.height);
	buf_add(&entries, STR("/Resources "));
	pdf_ref(&entries, resources);
	buf_add(&entries, STR("/StructParents "));
	pdf_int(&entries, number);
	buf_add(&entries, STR("/Tabs/S"));
	if (annotations.len) {
		buf_add(&entries, STR("/Annots["));
		buf_add(&entries, buf_str(&annotations));
		buf_byte(&entries, ']');
	}
	pdf_fill_page(press->file, press->pages[number], buf_str(&entries), content);
}

static void draw(Press *press) {
	int resources = pdf_reserve(press->file);

	press->art =
		pdf_art_open(press->arena, press->file, press->output->edition->ink, resources);
	press->tags = pdf_tags_open(press->arena, press->file, press->output->pages, press->nsides);
	for (int i = 0; i < press->nsides; i++) write_side(press, i, resources);
	write_resources(press, resources);
	pdf_tags_close(press->tags, press->pages, press->output->sheets->sides);
	pdf_meta(press->file, press->arena, press->output, press->tags, press->pages);
}

bool pdf_write(Arena *arena, const Output *output, Buf *sink, Diags *diags) {
	Press press = {
		.file = pdf_open(arena), .arena = arena, .output = output, .nsides = output->sheets->count
	};
	bool good;

	press.drawings = ARENA_ARRAY(arena, (size_t)press.nsides, Drawing);
	press.pages = ARENA_ARRAY(arena, (size_t)press.nsides, int);
	for (int i = 0; i < press.nsides; i++) {
		press.drawings[i] = drawing_make(arena, &output->sheets->sides[i]);
		press.pages[i] = pdf_add_page(press.file);
	}
	press.fonts = pdf_glyphs_collect(arena, press.drawings, press.nsides);
	good = pdf_fonts_write(press.file, arena, press.fonts, diags);
	if (!good) {
		pdf_abandon(press.file);
		return false;
	}
	draw(&press);
	if (pdf_art_failed(press.art)) {
		pdf_abandon(press.file);
		return fail(diags, (Source){ NULL, 0, 0 }, CANNOT_WRITE,
			"a picture cannot be turned into shades of one ink");
	}
	return pdf_close(press.file, sink)
		|| fail(diags, (Source){ NULL, 0, 0 }, CANNOT_WRITE,
			"the PDF cannot be put together: it is too large");
}
