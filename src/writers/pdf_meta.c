/* What a PDF says of itself: catalog, document information and its XMP twin, output intent, outline. Nothing
   here comes from the clock, the machine or the user; dates only from SOURCE_DATE_EPOCH. */
#include <stdlib.h>
#include <time.h>
#include "base/deflate.h"
#include "writers/pdf.h"

#define PRODUCER "Diptych"

static Str title_of(Arena *arena, const Output *output) {
	return spans_text(arena, output->edition->content->info.title.full);
}

static bool epoch(struct tm *out) {
	const char *text = getenv("SOURCE_DATE_EPOCH");
	double seconds;
	if (!text || !str_number(str_of(text), &seconds) || seconds < 0) return false;
	time_t when = (time_t)seconds;
	return gmtime_r(&when, out) != NULL;
}

static void escaped(Buf *out, Str text) {
	for (size_t i = 0; i < text.len; i++) {
		switch (text.at[i]) {
		case '<': buf_add(out, STR("&lt;")); break;
		case '>': buf_add(out, STR("&gt;")); break;
		case '&': buf_add(out, STR("&amp;")); break;
		default: buf_byte(out, text.at[i]);
		}
	}
}

/* ---- XMP ---- */

static const char SCHEMA[] =
	"<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
	"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
	"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
	"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
	"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
	"<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>part of PDF/UA</pdfaProperty:description>"
	"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

static Str make_xmp(Arena *arena, const Output *output) {
	const Content *content = output->edition->content;
	Buf out = buf_make(arena, 4096);
	buf_add(&out, STR("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
		" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
		" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
		" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
		"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n"
		"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">"));
	escaped(&out, title_of(arena, output));
	buf_add(&out, STR("</rdf:li></rdf:Alt></dc:title>\n<dc:language><rdf:Bag><rdf:li>"));
	escaped(&out, content->lang);
	buf_add(&out, STR("</rdf:li></rdf:Bag></dc:language>\n"));
	if (content->info.org.full) {
		buf_add(&out, STR("<dc:creator><rdf:Seq><rdf:li>"));
		escaped(&out, spans_text(arena, content->info.org.full));
		buf_add(&out, STR("</rdf:li></rdf:Seq></dc:creator>\n"));
	}
	buf_add(&out, STR("<pdf:Producer>" PRODUCER "</pdf:Producer>\n"));
	struct tm at;
	if (epoch(&at)) {
		char date[64];
		strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &at);
		buf_format(&out, "<xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate>\n", date, date);
	}
	buf_add(&out, str_of(SCHEMA));
	buf_add(&out, STR("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"));
	return buf_str(&out);
}

static void put_info(PdfFile *file, Arena *arena, const Output *output) {
	const Content *content = output->edition->content;
	Buf out = buf_make(arena, 256);
	buf_add(&out, STR("/Title"));
	pdf_text(&out, title_of(arena, output));
	if (content->info.org.full) {
		buf_add(&out, STR("/Author"));
		pdf_text(&out, spans_text(arena, content->info.org.full));
	}
	buf_add(&out, STR("/Producer(" PRODUCER ")"));
	struct tm at;
	if (epoch(&at)) {
		char date[64];
		strftime(date, sizeof date, "(D:%Y%m%d%H%M%SZ)", &at);
		buf_format(&out, "/CreationDate%s/ModDate%s", date, date);
	}
	pdf_info(file, buf_str(&out));
}

/* ---- the outline ---- */

/* The side on which a node, or the first thing in it, is drawn; -1: nowhere. */
static int side_of(const PdfTags *tags, const Node *node) {
	if (tags->items[node->number]) return tags->items[node->number]->side;
	for (const Node *kid = node->first; kid; kid = kid->next) {
		int side = side_of(tags, kid);
		if (side >= 0) return side;
	}
	return -1;
}

typedef struct Bookmark { const Node *node; int object, side; } Bookmark;

static int put_outline(PdfFile *file, Arena *arena, const PdfTags *tags, const int *page_objects) {
	Bookmark *entries = ARENA_ARRAY(arena, tags->pages->nnodes + 1, Bookmark);
	int n = 0;
	for (const Node *node = tags->pages->structure; node; node = node_after(node)) {
		int side = node->outline.len ? side_of(tags, node) : -1;
		if (side >= 0) entries[n++] = (Bookmark){ node, pdf_reserve(file), side };
	}
	if (!n) return 0;
	int root = pdf_reserve(file);
	for (int i = 0; i < n; i++) {
		Buf out = buf_make(arena, 128);
		buf_add(&out, STR("/Title"));
		pdf_text(&out, entries[i].node->outline);
		buf_add(&out, STR("/Parent "));
		pdf_ref(&out, root);
		if (i) buf_add(&out, STR("/Prev ")), pdf_ref(&out, entries[i - 1].object);
		if (i < n - 1) buf_add(&out, STR("/Next ")), pdf_ref(&out, entries[i + 1].object);
		buf_add(&out, STR("/Dest["));
		pdf_ref(&out, page_objects[entries[i].side]);
		buf_add(&out, STR("/Fit]"));
		pdf_fill(file, entries[i].object, buf_str(&out));
	}
	Buf out = buf_make(arena, 64);
	buf_add(&out, STR("/Type/Outlines/First "));
	pdf_ref(&out, entries[0].object);
	buf_add(&out, STR("/Last "));
	pdf_ref(&out, entries[n - 1].object);
	buf_format(&out, "/Count %d", n);
	pdf_fill(file, root, buf_str(&out));
	return root;
}

/* ---- the catalog ---- */

static void put_preferences(Buf *out, const Output *output) {
	const Edition *edition = output->edition;
	buf_add(out, STR("/ViewerPreferences<</DisplayDocTitle true"));
	if (edition->purpose == PURPOSE_OFFICE) {
		buf_add(out, STR("/PrintScaling/None/PickTrayByPDFSize true"));
		if (output->sheets->count > 1) buf_add(out, edition->format->folded ? STR("/Duplex/DuplexFlipShortEdge") : STR("/Duplex/DuplexFlipLongEdge"));
	}
	buf_add(out, STR(">>"));
}

void pdf_meta(PdfFile *file, Arena *arena, const Output *output, const PdfTags *tags, const int *page_objects) {
	int metadata = pdf_add_stream(file, STR("/Type/Metadata/Subtype/XML"), make_xmp(arena, output));
	int profile = pdf_add_stream(file, STR("/N 3/Filter/FlateDecode"), deflate_bytes(arena, output->edition->profile));
	int outline = output->edition->purpose == PURPOSE_READER ? put_outline(file, arena, tags, page_objects) : 0;
	Buf out = buf_make(arena, 512);
	buf_add(&out, STR("/MarkInfo<</Marked true>>/StructTreeRoot "));
	pdf_ref(&out, tags->root);
	buf_add(&out, STR("/Lang"));
	pdf_text(&out, output->edition->content->lang);
	put_preferences(&out, output);
	buf_add(&out, STR("/Metadata "));
	pdf_ref(&out, metadata);
	buf_add(&out, STR("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile "));
	pdf_ref(&out, profile);
	buf_add(&out, STR(">>]"));
	if (outline) {
		buf_add(&out, STR("/PageMode/UseOutlines/Outlines "));
		pdf_ref(&out, outline);
	}
	pdf_catalog(file, buf_str(&out));
	put_info(file, arena, output);
}
