/* Fonts: subsets of just the glyphs that are used, embedded as Type0 fonts.

   Layout shapes text with the glyph numbers of whole fonts. When all is laid out, the glyphs of
   each font are known; hb-subset makes a font of them, numbered anew (keeping the old numbers would
   leave a hole for each glyph that is not used, which CFF does not hide), and only then can text be
   written, in the new codes. In a TrueType font a glyph's code is its new number, and so in a CFF
   font, unless that is CID-keyed: then it is the CID that the subset's charset gives it.

   Everything that only shaping needs is dropped from the subset, and hinting too: nobody hints on
   paper, and screens are dense by now. It halves the file.

   Widths come from the unhinted font, as in its hmtx table; what kerning and tracking do to them is
   written into the content. The subset's name has six letters made from its glyphs, so that the
   same text gives the same name. */
#include <assert.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <string.h>
#include "writers/pdf.h"
#include "base/deflate.h"

typedef struct Job { /* one font on its way */
	PdfFile *file;
	Arena *arena;
	PdfFont *font;
	const PdfGlyph **by_code; /* its glyphs in order of codes */
	Str program; /* the subset's bytes */
	char tag[7];
} Job;

/* ---- the subset ---- */

/* Tables that only shaping, hinting, bitmaps and variations need; named, because hb-subset keeps
   them by default and then keeps all glyphs that they reach. */
static const char dropped[] =
	"GSUBGPOSGDEFnamepostOS/2cmapBASEMATHSTATgaspDSIGkernvheavmtxVORGmetahdmxVDMXLTSHPCLTJSTF"
	"SVG COLRCPALsbixCBDTCBLCEBDTEBLCHVARMVARavarfvargvarcvarfpgmprepcvt ";

static hb_subset_input_t *input_of(const PdfFont *font) {
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_set_t *glyphs, *drop;
	unsigned flags = HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE;

	if (!input) return NULL;
	glyphs = hb_subset_input_glyph_set(input);
	for (unsigned i = 0; i < font->room; i++)
		if (font->table[i].id != PDF_NO_GLYPH) hb_set_add(glyphs, font->table[i].id);
	drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
	for (size_t i = 0; i + 4 < sizeof dropped; i += 4)
		hb_set_add(drop, HB_TAG(dropped[i], dropped[i + 1], dropped[i + 2], dropped[i + 3]));
	if (font->font->cff) flags |= HB_SUBSET_FLAGS_DESUBROUTINIZE;
	hb_subset_input_set_flags(input, flags);
	return input;
}

/* The face as far as a subset needs it. Without its character map, of which nothing is kept, but
   which hb-subset would otherwise read whole: in a face of all Han letters that takes longer than
   the rest of a brochure. */
static hb_blob_t *table_of(hb_face_t *bare, hb_tag_t tag, void *face) {
	(void)bare;
	return tag == HB_TAG('c', 'm', 'a', 'p') ? hb_blob_get_empty()
											 : hb_face_reference_table(face, tag);
}

static Str copy_blob(Arena *arena, hb_blob_t *blob) {
	unsigned len = 0;
	const char *at = hb_blob_get_data(blob, &len);
	Str bytes = str_copy(arena, (Str){ at, len });

	hb_blob_destroy(blob);
	return bytes;
}

/* Makes the subset and gives each glyph its new number. */
static bool subset(Job *job) {
	PdfFont *font = job->font;
	hb_subset_input_t *input = input_of(font);
	hb_face_t *bare = hb_face_create_for_tables(table_of, font->font->face, NULL);
	hb_subset_plan_t *plan = input ? hb_subset_plan_create_or_fail(bare, input) : NULL;
	hb_face_t *face = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;

	if (face) {
		const hb_map_t *numbers = hb_subset_plan_old_to_new_glyph_mapping(plan);
		for (unsigned i = 0; i < font->room; i++)
			if (font->table[i].id != PDF_NO_GLYPH)
				font->table[i].code = (int)hb_map_get(numbers, font->table[i].id);
		job->program = copy_blob(job->arena,
			font->font->cff ? hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '))
							: hb_face_reference_blob(face));
	}
	hb_face_destroy(face);
	hb_subset_plan_destroy(plan);
	hb_face_destroy(bare);
	hb_subset_input_destroy(input);
	return face && job->program.len;
}

/* ---- the charset of a CID-keyed CFF font ---- */

typedef struct Cff {
	const unsigned char *at;
	size_t len;
} Cff;

static unsigned long cff_number(Cff cff, size_t at, int bytes) {
	unsigned long number = 0;

	for (int i = 0; i < bytes; i++)
		number = number << 8 | (at + (size_t)i < cff.len ? cff.at[at + (size_t)i] : 0);
	return number;
}

/* The place after an INDEX; [first] and [end] get where its first object lies. */
static size_t cff_index(Cff cff, size_t at, size_t *first, size_t *end) {
	unsigned long count = cff_number(cff, at, 2), size = cff_number(cff, at + 2, 1);
	size_t base = at + 3 + (count + 1) * size - 1;

	*first = *end = at;
	if (!count || !size || size > 4) return at + 2;
	*first = base + cff_number(cff, at + 3, (int)size);
	*end = base + cff_number(cff, at + 3 + size, (int)size);
	return base + cff_number(cff, at + 3 + count * size, (int)size);
}

/* Reads the Top DICT: the offset of the charset; 0 if the font is not CID-keyed. */
static size_t cff_charset(Cff cff) {
	size_t first, end, charset = 0;
	bool cid = false;
	long number = 0;

	cff_index(cff, cff_index(cff, cff_number(cff, 2, 1), &first, &end), &first, &end);
	for (size_t at = first; at < end && at < cff.len;) {
		unsigned b = cff.at[at++];
		if (b == 12) cid |= cff_number(cff, at++, 1) == 30;
		else if (b == 15) charset = number > 0 ? (size_t)number : 0;
		else if (b == 28) number = (long)cff_number(cff, at, 2), at += 2;
		else if (b == 29) number = (long)cff_number(cff, at, 4), at += 4;
		else if (b == 30)
			while (at < cff.len && (cff.at[at] & 15) != 15 && cff.at[at++] >> 4 != 15)
				;
		else if (b >= 247 && b <= 250)
			number = (long)((b - 247) * 256 + cff_number(cff, at++, 1) + 108);
		else if (b >= 251 && b <= 254) number = -1, at++;
		else if (b >= 32) number = (long)b - 139;
	}
	return cid ? charset : 0;
}

/* The CID of glyph [wanted] in a charset: format 0 lists them, 1 and 2 give ranges. */
static int cff_cid(Cff cff, size_t charset, int wanted) {
	unsigned long format = cff_number(cff, charset, 1);
	size_t at = charset + 1;
	int left = format == 2 ? 2 : 1;

	if (wanted == 0) return 0;
	if (format == 0) return (int)cff_number(cff, at + 2 * (size_t)(wanted - 1), 2);
	for (int glyph = 1; at < cff.len; at += 2 + (size_t)left) {
		int count = (int)cff_number(cff, at + 2, left) + 1;
		if (wanted < glyph + count) return (int)cff_number(cff, at, 2) + wanted - glyph;
		glyph += count;
	}
	return wanted;
}

static void codes_from_charset(Job *job) {
	Cff cff = { (const unsigned char *)job->program.at, job->program.len };
	size_t charset = cff_charset(cff);
	PdfFont *font = job->font;

	for (unsigned i = 0; charset && i < font->room; i++)
		if (font->table[i].id != PDF_NO_GLYPH)
			font->table[i].code = cff_cid(cff, charset, font->table[i].code);
}

/* ---- codes, widths, names ---- */

static void widths(PdfFont *font) {
	for (unsigned i = 0; i < font->room; i++) {
		PdfGlyph *glyph = &font->table[i];
		if (glyph->id != PDF_NO_GLYPH)
			glyph->width = (int)((int64_t)hb_font_get_glyph_h_advance(font->font->hb, glyph->id)
				* 1000000 / font->font->units);
	}
}

/* Sorts the glyphs by code; codes are dense but for CID-keyed fonts, so buckets would be no gain.
 */
static void sort_by_code(Job *job) {
	PdfFont *font = job->font;
	int n = 0;

	job->by_code = ARENA_ARRAY(job->arena, (size_t)font->count + 1, const PdfGlyph *);
	for (unsigned i = 0; i < font->room; i++)
		if (font->table[i].id != PDF_NO_GLYPH) job->by_code[n++] = &font->table[i];
	for (int gap = n / 2; gap > 0; gap /= 2) /* Shell's sort: no order of equals to keep */
		for (int i = gap; i < n; i++)
			for (int j = i; j >= gap && job->by_code[j - gap]->code > job->by_code[j]->code;
				 j -= gap) {
				const PdfGlyph *glyph = job->by_code[j];
				job->by_code[j] = job->by_code[j - gap];
				job->by_code[j - gap] = glyph;
			}
}

static void name(Job *job) {
	uint64_t hash = str_hash(job->font->font->postscript);

	for (int i = 0; i < job->font->count; i++) hash = (hash ^ job->by_code[i]->id) * 0x100000001B3;
	for (int i = 0; i < 6; i++, hash /= 26) job->tag[i] = (char)('A' + hash % 26);
}

/* ---- the objects of a font ---- */

static Str widths_array(const Job *job) {
	Buf out = buf_make(job->arena, 8 * (size_t)job->font->count);
	int before = -2;

	for (int i = 0; i < job->font->count; i++) {
		const PdfGlyph *glyph = job->by_code[i];
		if (glyph->code == before) continue;
		if (glyph->code != before + 1) {
			if (before >= 0) buf_byte(&out, ']');
			pdf_int(&out, glyph->code);
			buf_byte(&out, '[');
		} else buf_byte(&out, ' ');
		pdf_milli(&out, glyph->width);
		before = glyph->code;
	}
	if (before >= 0) buf_byte(&out, ']');
	return buf_str(&out);
}

/* Codes follow each other, so a range with a list of texts says it in the least space. A range
   stays within one high byte, as the specification asks. */
static Str unicode_map(const Job *job) {
	Buf out = buf_make(job->arena, 8 * (size_t)job->font->count + 512);
	int n = job->font->count;

	buf_add(&out,
		STR("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
			"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
			"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"));
	for (int from = 0, to; from < n; from = to) {
		int code = job->by_code[from]->code;
		for (to = from + 1; to < n; to++)
			if (job->by_code[to]->code != code + to - from || !(job->by_code[to]->code & 0xFF))
				break;
		buf_format(&out, "1 beginbfrange\n<%04X><%04X>[", (unsigned)code,
			(unsigned)(code + to - from - 1));
		for (int i = from; i < to; i++) {
			Str text = job->by_code[i]->text;
			buf_byte(&out, '<');
			pdf_utf16(&out, text.len ? text : STR("\xE2\x80\x8B"));
			buf_byte(&out, '>');
		}
		buf_add(&out, STR("]\nendbfrange\n"));
	}
	buf_add(&out, STR("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"));
	return buf_str(&out);
}

static int int16_of(Str table, size_t at) {
	return at + 2 <= table.len
		? (int16_t)((unsigned char)table.at[at] << 8 | (unsigned char)table.at[at + 1])
		: 0;
}

static void descriptor_entries(Buf *out, const Job *job, int program) {
	const Font *font = job->font->font;
	Str head =
		copy_blob(job->arena, hb_face_reference_table(font->face, HB_TAG('h', 'e', 'a', 'd')));
	Str post =
		copy_blob(job->arena, hb_face_reference_table(font->face, HB_TAG('p', 'o', 's', 't')));

	buf_format(out, "/Type/FontDescriptor/FontName/%s+%.*s/Flags 4/FontBBox[", job->tag,
		STR_ARG(font->postscript));
	for (size_t i = 0; i < 4; i++) {
		pdf_int(out, (int64_t)int16_of(head, 36 + 2 * i) * 1000 / font->units);
		buf_byte(out, i < 3 ? ' ' : ']');
	}
	buf_format(out, "/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/StemV %d/%s ",
		int16_of(post, 4), font->ascent * 1000 / font->units, -font->descent * 1000 / font->units,
		font->cap_height * 1000 / font->units, font->weight / 5,
		font->cff ? "FontFile3" : "FontFile2");
	pdf_ref(out, program);
}

static int write_program(Job *job) {
	Buf entries = buf_make(job->arena, 64);

	if (job->font->font->cff) buf_add(&entries, STR("/Subtype/CIDFontType0C"));
	else {
		buf_add(&entries, STR("/Length1 "));
		pdf_int(&entries, (int64_t)job->program.len);
	}
	buf_add(&entries, STR("/Filter/FlateDecode"));
	return pdf_add_stream(job->file, buf_str(&entries), deflate_bytes(job->arena, job->program));
}

static void write_objects(Job *job) {
	const Font *font = job->font->font;
	Str postscript = font->postscript, array = widths_array(job);
	Buf descriptor = buf_make(job->arena, 256), child = buf_make(job->arena, array.len + 256);
	Buf parent = buf_make(job->arena, 256);
	int map = pdf_add_stream(
		job->file, STR("/Filter/FlateDecode"), deflate_bytes(job->arena, unicode_map(job)));

	descriptor_entries(&descriptor, job, write_program(job));
	buf_format(&child,
		"/Type/Font/Subtype/%s/BaseFont/%s+%.*s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
		"/Supplement 0>>/DW 0%s/FontDescriptor ",
		font->cff ? "CIDFontType0" : "CIDFontType2", job->tag, STR_ARG(postscript),
		font->cff ? "" : "/CIDToGIDMap/Identity");
	pdf_ref(&child, pdf_add(job->file, buf_str(&descriptor)));
	buf_add(&child, STR("/W["));
	buf_add(&child, array);
	buf_byte(&child, ']');
	buf_format(&parent,
		"/Type/Font/Subtype/Type0/BaseFont/%s+%.*s%s/Encoding/Identity-H/DescendantFonts[",
		job->tag, STR_ARG(postscript), font->cff ? "-Identity-H" : "");
	pdf_ref(&parent, pdf_add(job->file, buf_str(&child)));
	buf_add(&parent, STR("]/ToUnicode "));
	pdf_ref(&parent, map);
	job->font->object = pdf_add(job->file, buf_str(&parent));
}

bool pdf_fonts_write(PdfFile *file, Arena *arena, PdfFonts *fonts, Diags *diags) {
	for (PdfFont *font = fonts->first; font; font = font->next) {
		Job job = { .file = file, .arena = arena, .font = font };
		if (!subset(&job))
			return fail(diags, (Source){ NULL, 0, 0 }, FONT_MISSING,
				"%.*s cannot be embedded: its file is damaged", STR_ARG(font->font->path));
		if (font->font->cff) codes_from_charset(&job);
		widths(font);
		sort_by_code(&job);
		name(&job);
		write_objects(&job);
	}
	return true;
}
