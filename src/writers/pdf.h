/* What the PDF files of this room share: one document on its way to bytes. Everything of PDF is
   written as text by us, with object numbers that are known before their bodies are; see
   pdf_object.c for the reason. */
#ifndef DIPTYCH_WRITERS_PDF_H
#define DIPTYCH_WRITERS_PDF_H
#include "writers/internal.h"

/* ---- pdf_number.c ---- */
void pdf_int(Buf *out, int64_t number);
void pdf_milli(
	Buf *out, int64_t thousandths); /* "-.5": three places at most, no exponent, no "-0" */
int64_t pdf_round(Len a); /* in thousandths of a point */
void pdf_len(Buf *out, Len a);
void pdf_ref(Buf *out, int object); /* "12 0 R" */
void pdf_bytes(Buf *out, Str bytes); /* a literal string of any bytes */
void pdf_text(Buf *out, Str text); /* a text string: ASCII as it is, else UTF-16 */
void pdf_utf16(Buf *out, Str text); /* hexadecimal digits of UTF-16BE, no brackets */
void pdf_box(Buf *out, Box box, Len height); /* "[l b r t]" of a box on a side of [height] */

/* ---- pdf_object.c: objects and the file ---- */
typedef struct PdfFile PdfFile;
PdfFile *pdf_open(Arena *arena);
int pdf_reserve(PdfFile *file); /* the number of an object to be filled later */
void pdf_fill(
	PdfFile *file, int object, Str entries); /* a dictionary; entries without the brackets */
void pdf_fill_stream(PdfFile *file, int object, Str entries, Str coded);
int pdf_add(PdfFile *file, Str entries); /* reserve and fill */
int pdf_add_stream(PdfFile *file, Str entries, Str coded);
int pdf_add_page(PdfFile *file); /* a page, at the end; filled later */
void pdf_fill_page(PdfFile *file, int page, Str entries, Str content); /* content is plain */
void pdf_catalog(PdfFile *file, Str entries);
void pdf_info(PdfFile *file, Str entries);
/* Adds the finished file to [sink]. False if the library lost count or the file is too large. */
bool pdf_close(PdfFile *file, Buf *sink);
void pdf_abandon(PdfFile *file); /* ends it without a file */

/* ---- pdf_glyphs.c: which glyphs are used, and what they are read as; pdf_font.c: subsets ---- */
typedef struct PdfGlyph {
	uint32_t id; /* in the font file; PDF_NO_GLYPH: this place of the table is free */
	int code; /* in the PDF: the glyph's number in the subset, or its CID */
	int width; /* unshaped advance, in millionths of the em */
	Str text; /* what it is read as; NULL at: not known yet */
} PdfGlyph;
#define PDF_NO_GLYPH UINT32_MAX
typedef struct PdfFont {
	const Font *font;
	int number, object; /* its resource is /F[number] */
	PdfGlyph *table;
	unsigned room;
	int count; /* open addressing by id; room is a power of two */
	struct PdfFont *next;
} PdfFont;
typedef struct PdfFonts {
	PdfFont **by_font;
	int nfonts; /* by_font[font->number]; NULL: not used */
	PdfFont *first, *last;
	int count; /* in order of first use */
} PdfFonts;

PdfFonts *pdf_glyphs_collect(Arena *arena, const Drawing *drawings, int ndrawings);

/* Subsets all [fonts], gives their glyphs codes and writes them. False after a message. */
bool pdf_fonts_write(PdfFile *file, Arena *arena, PdfFonts *fonts, Diags *diags);
const PdfGlyph *pdf_glyph(const PdfFont *font, uint32_t id);
/* True if the glyphs of [cluster], one after the other, are read as its text. */
bool pdf_reads_true(const PdfFont *font, const Run *run, const Cluster *cluster);

/* ---- pdf_tags.c ---- */
typedef struct TagItem { /* one piece of a node's content: a marked sequence or an annotation */
	int side, mcid, annotation; /* annotation 0: it is a sequence */
	int page; /* the number of the page it is on: items are kept in reading order */
	struct TagItem *next;
} TagItem;
typedef struct PdfTags {
	Arena *arena;
	PdfFile *file;
	const PageList *pages;
	int *elements; /* object numbers, by node number */
	TagItem **items; /* by node number */
	Box *boxes;
	int *box_sides; /* FIGUREs: what they cover on a side, and which (side + 1; 0: nothing drawn) */
	struct {
		int *nodes;
		int count, room;
	} * sides;
	int nsides; /* by MCID */
	struct {
		int *nodes;
		int count, room;
	} annotations; /* by StructParent - nsides */
	int root; /* the StructTreeRoot */
} PdfTags;
PdfTags *pdf_tags_open(Arena *arena, PdfFile *file, const PageList *pages, int nsides);
/* A new marked sequence of [node] on [side]: its MCID. */
int pdf_tags_sequence(PdfTags *tags, const Node *node, int side, int page);
/* A new annotation of [node]: its StructParent key. */
int pdf_tags_annotation(PdfTags *tags, const Node *node, int side, int page, int object);
void pdf_tags_cover(PdfTags *tags, const Node *node, int side,
	Box box); /* adds to a figure's box, in side coordinates */
/* Writes all elements, the parent tree and the tree of ids. [page_objects]: by side. */
void pdf_tags_close(PdfTags *tags, const int *page_objects, const Side *sides);

/* ---- pdf_art.c: pictures, gradients, opacity and forms, each once a file; pdf_image.c ---- */
typedef struct PdfArt PdfArt;
PdfArt *pdf_art_open(Arena *arena, PdfFile *file, Ink ink, int resources);
/* The numbers of resources: /I, /P, /G and /X. [page]: from the page's points to the side's. */
int pdf_art_image(PdfArt *art, const Picture *picture);
int pdf_art_gradient(PdfArt *art, const Gradient *gradient, const Matrix *page);
int pdf_art_fade(PdfArt *art, const Gradient *gradient, const Matrix *page, Size side); /* a /G */
int pdf_art_clear(PdfArt *art, int thousandths);
int pdf_art_form(PdfArt *art, Size side, Str content); /* a transparency group */
/* The entries of the resources dictionary. */
void pdf_art_resources(const PdfArt *art, Buf *out);
bool pdf_art_failed(const PdfArt *art); /* a picture could not be turned into one ink */
void pdf_real(Buf *out, double number); /* six places at most */
void pdf_matrix(Buf *out, const Matrix *matrix); /* six numbers with blanks between them */
void pdf_colour(Buf *out, Colour colour, bool grey); /* "r g b", or one number */
/* Writes a raster, and what its alpha needs. Returns its object; 0 if it cannot be turned grey. */
int pdf_image(PdfFile *file, Arena *arena, const Raster *raster, bool grey);

/* ---- pdf_content.c ---- */
/* Draws one side. Returns the operators; annotations' objects are added to [annotations] as
 * references. */
typedef struct PdfSide {
	int number;
	const Side *side;
	const Drawing *drawing;
	Ink ink;
	const PdfFonts *fonts;
	PdfArt *art;
} PdfSide;
Str pdf_content(PdfTags *tags, const PdfSide *side, Buf *annotations);

/* ---- pdf_meta.c ---- */
void pdf_meta(PdfFile *file, Arena *arena, const Output *output, const PdfTags *tags,
	const int *page_objects);
#endif
