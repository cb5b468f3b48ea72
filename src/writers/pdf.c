/* The PDF writer, read from below as a table of contents: sides are put in drawing order, the glyphs that
   they use are collected and subset, then each side is written with its tags, then the tree, then what the
   file says of itself. A font's glyphs get their codes before any content is written. */
#include "writers/pdf.h"

static Str resources(Arena *arena, const PdfFonts *fonts) {
	Buf out = buf_make(arena, 128);
	buf_add(&out, STR("/Font<<"));
	for (const PdfFont *font = fonts->first; font; font = font->next) {
		buf_format(&out, "/F%d ", font->number);
		pdf_ref(&out, font->object);
	}
	buf_add(&out, STR(">>"));
	return buf_str(&out);
}

static void write_side(PdfTags *tags, const PdfSide *side, int page, int shared) {
	Buf annotations = buf_make(tags->arena, 64), entries = buf_make(tags->arena, 256);
	Str content = pdf_content(tags, side, &annotations);
	Box whole = { 0, 0, side->side->trim.width, side->side->trim.height };
	buf_add(&entries, STR("/MediaBox"));
	pdf_box(&entries, whole, whole.bottom);
	buf_add(&entries, STR("/TrimBox"));
	pdf_box(&entries, whole, whole.bottom);
	buf_add(&entries, STR("/Resources "));
	pdf_ref(&entries, shared);
	if (tags->sides[side->number].count) {
		buf_add(&entries, STR("/StructParents "));
		pdf_int(&entries, side->number);
	}
	buf_add(&entries, STR("/Tabs/S"));
	if (annotations.len) {
		buf_add(&entries, STR("/Annots["));
		buf_add(&entries, buf_str(&annotations));
		buf_byte(&entries, ']');
	}
	pdf_fill_page(tags->file, page, buf_str(&entries), content);
}

bool pdf_write(Arena *arena, const Output *output, Buf *sink, Diags *diags) {
	const SheetList *sheets = output->sheets;
	Drawing *drawings = ARENA_ARRAY(arena, sheets->count, Drawing);
	for (int i = 0; i < sheets->count; i++) drawings[i] = drawing_make(arena, &sheets->sides[i]);
	PdfFile *file = pdf_open(arena);
	PdfFonts *fonts = pdf_glyphs_collect(arena, drawings, sheets->count);
	if (!pdf_fonts_write(file, arena, fonts, diags)) return false;
	PdfTags *tags = pdf_tags_open(arena, file, output->pages, sheets->count);
	int *pages = ARENA_ARRAY(arena, sheets->count, int), shared = pdf_add(file, resources(arena, fonts));
	for (int i = 0; i < sheets->count; i++) pages[i] = pdf_add_page(file);
	for (int i = 0; i < sheets->count; i++) {
		PdfSide side = { i, &sheets->sides[i], &drawings[i], output->edition->ink, fonts };
		write_side(tags, &side, pages[i], shared);
	}
	pdf_tags_close(tags, pages, sheets->sides);
	pdf_meta(file, arena, output, tags, pages);
	if (pdf_close(file, sink)) return true;
	return fail(diags, (Source){ 0 }, CANNOT_WRITE, "the PDF cannot be put together: it is too large");
}
