/* What the file says of itself: title, language, the standards it keeps, its colours, how it wants
   to be shown and printed, and the outline of the reader edition.

   The standards are PDF/UA-1 and PDF/A-2a at once. PDF/A asks that every property in the metadata
   stream be described, so the one of PDF/UA, which is younger, brings its own description along.
   The information dictionary says the same as the stream, word for word, or a checker would
   complain.

   Nothing is said about the machine, the user or the clock. A date appears only if
   SOURCE_DATE_EPOCH gives it. */
#include <stdlib.h>
#include <time.h>
#include "writers/pdf.h"
#include "base/deflate.h"

#define PRODUCER "Diptych"

typedef struct Meta {
	PdfFile *file;
	Arena *arena;
	const Output *output;
	Str title, org, lang;
	struct tm date;
	bool dated;
} Meta;

/* A wording as plain text. Merged fields are left out: a person's name has no business in metadata.
 */
static Str words(Arena *arena, Wording wording) {
	Buf out = buf_make(arena, 64);

	for (const Span *span = wording.full; span; span = span->next)
		if (!(span->style & STYLE_FIELD))
			for (size_t i = 0; i < span->text.len; i++)
				if (span->text.at[i] != ' ' || (out.len && out.at[out.len - 1] != ' '))
					buf_byte(&out, span->text.at[i]);
	return str_trim(buf_str(&out));
}

/* Seconds since 1970, if SOURCE_DATE_EPOCH is set and is a plain number of at most 12 digits. */
static bool source_date(struct tm *date) {
	const char *text = getenv("SOURCE_DATE_EPOCH");
	long long seconds = 0;
	time_t time;
	int n = 0;

	if (!text) return false;
	for (; text[n] >= '0' && text[n] <= '9' && n < 12; n++)
		seconds = 10 * seconds + (text[n] - '0');
	time = (time_t)seconds;
	return n && !text[n] && time == seconds && gmtime_r(&time, date) && date->tm_year < 9999 - 1900;
}

/* ---- the metadata stream ---- */

static void escaped(Buf *out, Str text) {
	for (size_t i = 0; i < text.len; i++) switch (text.at[i]) {
		case '&': buf_add(out, STR("&amp;")); break;
		case '<': buf_add(out, STR("&lt;")); break;
		case '>': buf_add(out, STR("&gt;")); break;
		default: buf_byte(out, text.at[i]);
		}
}

static void property(Buf *out, const char *before, Str value, const char *after) {
	if (!value.len) return;
	buf_add(out, str_of(before));
	escaped(out, value);
	buf_add(out, str_of(after));
}

static const char xmp_head[] =
	"<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
	"xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
	"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
	" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
	" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
	"xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n";
static const char xmp_standards[] = "<pdf:Producer>" PRODUCER "</pdf:Producer>\n"
									"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</"
									"pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n"
									"</rdf:Description>\n";
static const char xmp_extension[] =
	"<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
	" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
	" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">"
	"<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
	"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
	"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
	"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
	"<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
	"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</"
	"pdfaProperty:valueType>"
	"<pdfaProperty:category>internal</pdfaProperty:category>"
	"<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description>"
	"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
	"</rdf:Description>\n</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>";

static int write_xmp(const Meta *meta) {
	Buf out = buf_make(meta->arena, 3072);
	char date[40];

	buf_add(&out, str_of(xmp_head));
	property(&out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", meta->title,
		"</rdf:li></rdf:Alt></dc:title>\n");
	property(
		&out, "<dc:creator><rdf:Seq><rdf:li>", meta->org, "</rdf:li></rdf:Seq></dc:creator>\n");
	property(
		&out, "<dc:language><rdf:Bag><rdf:li>", meta->lang, "</rdf:li></rdf:Bag></dc:language>\n");
	if (meta->dated && strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &meta->date)) {
		property(&out, "<xmp:CreateDate>", str_of(date), "</xmp:CreateDate>\n");
		property(&out, "<xmp:ModifyDate>", str_of(date), "</xmp:ModifyDate>\n");
	}
	buf_add(&out, str_of(xmp_standards));
	buf_add(&out, str_of(xmp_extension));
	return pdf_add_stream(meta->file, STR("/Type/Metadata/Subtype/XML"), buf_str(&out));
}

/* ---- the information dictionary ---- */

static void write_info(const Meta *meta) {
	Buf out = buf_make(meta->arena, 256);
	char date[40];

	buf_add(&out, STR("/Title"));
	pdf_text(&out, meta->title);
	if (meta->org.len) buf_add(&out, STR("/Author")), pdf_text(&out, meta->org);
	buf_add(&out, STR("/Producer(" PRODUCER ")"));
	if (meta->dated && strftime(date, sizeof date, "(D:%Y%m%d%H%M%SZ)", &meta->date)) {
		buf_add(&out, STR("/CreationDate")), buf_add(&out, str_of(date));
		buf_add(&out, STR("/ModDate")), buf_add(&out, str_of(date));
	}
	pdf_info(meta->file, buf_str(&out));
}

/* ---- colours ---- */

static void output_intent(const Meta *meta, Buf *out) {
	Str profile = meta->output->edition->profile;

	if (!profile.len) return;
	buf_add(out,
		STR("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
			"/Info(sRGB IEC61966-2.1)/DestOutputProfile "));
	pdf_ref(out,
		pdf_add_stream(
			meta->file, STR("/N 3/Filter/FlateDecode"), deflate_bytes(meta->arena, profile)));
	buf_add(out, STR(">>]"));
}

/* ---- the outline ---- */

typedef struct Heading { /* an entry of the outline */
	const Node *node;
	int object, parent, first, last, before, after,
		kids; /* places in the list; -1: none; the first is the root */
} Heading;

/* The first piece of content of [node] or of anything below it; NULL if there is none. */
static const TagItem *first_item(const PdfTags *tags, const Node *node) {
	const Node *end = node;

	while (end && !end->next) end = end->parent;
	end = end ? end->next : NULL;
	for (; node && node != end; node = node_after(node))
		if (tags->items[node->number]) return tags->items[node->number];
	return NULL;
}

/* Where the entry of the nearest heading above [node] stands: the root's place if there is none. */
static int place_above(const Node *node, const int *places) {
	for (node = node->parent; node; node = node->parent)
		if (places[node->number]) return places[node->number];
	return 0;
}

static Heading *headings(const Meta *meta, const PdfTags *tags, int *count) {
	int n = 1, *places = ARENA_ARRAY(meta->arena, (size_t)tags->pages->nnodes, int);
	const Node *node;
	Heading *list;

	for (node = tags->pages->structure; node; node = node_after(node)) n += node->outline.len != 0;
	list = ARENA_ARRAY(meta->arena, (size_t)n, Heading);
	list[0] = (Heading){ NULL, 0, -1, -1, -1, -1, -1, 0 };
	n = 1;
	for (node = tags->pages->structure; node; node = node_after(node)) {
		int above;
		if (!node->outline.len || !first_item(tags, node)) continue;
		above = place_above(node, places);
		list[n] =
			(Heading){ node, pdf_reserve(meta->file), above, -1, -1, list[above].last, -1, 0 };
		if (list[above].last >= 0) list[list[above].last].after = n;
		else list[above].first = n;
		list[above].last = n;
		list[above].kids++;
		places[node->number] = n++;
	}
	*count = n;
	return list;
}

static void reference(Buf *out, const char *key, const Heading *list, int place) {
	if (place < 0) return;
	buf_add(out, str_of(key));
	pdf_ref(out, list[place].object);
}

/* Writes the outline; returns its root, or 0 if there is nothing to put into it. */
static int write_outline(const Meta *meta, const PdfTags *tags, const int *page_objects) {
	int count;
	Heading *list = headings(meta, tags, &count);

	if (count == 1) return 0;
	list[0].object = pdf_reserve(meta->file);
	for (int i = 0; i < count; i++) {
		const Heading *at = &list[i];
		Buf out = buf_make(meta->arena, 128);
		if (i) {
			buf_add(&out, STR("/Title"));
			pdf_text(&out, at->node->outline);
			buf_add(&out, STR("/Dest["));
			pdf_ref(&out, page_objects[first_item(tags, at->node)->side]);
			buf_add(&out, STR("/Fit]"));
		} else buf_add(&out, STR("/Type/Outlines"));
		reference(&out, "/Parent ", list, at->parent);
		reference(&out, "/Prev ", list, at->before);
		reference(&out, "/Next ", list, at->after);
		reference(&out, "/First ", list, at->first);
		reference(&out, "/Last ", list, at->last);
		if (at->kids) {
			buf_add(&out, STR("/Count "));
			pdf_int(&out, i ? at->kids : count - 1);
		}
		pdf_fill(meta->file, at->object, buf_str(&out));
	}
	return list[0].object;
}

/* ---- the catalog ---- */

/* How a printer is to take it. The default of a print dialogue would shrink the sheet and so move
 * its folds. */
static void preferences(const Output *output, Buf *out) {
	const Edition *edition = output->edition;

	buf_add(out, STR("/ViewerPreferences<</DisplayDocTitle true"));
	if (edition->content->rtl) buf_add(out, STR("/Direction/R2L"));
	if (edition->purpose == PURPOSE_OFFICE) {
		buf_add(out, STR("/PrintScaling/None/PickTrayByPDFSize true"));
		if (output->sheets->count > 1)
			buf_add(out,
				str_is(str_of(edition->format->flip), "short") ? STR("/Duplex/DuplexFlipShortEdge")
															   : STR("/Duplex/DuplexFlipLongEdge"));
	}
	buf_add(out, STR(">>"));
}

/* The sides' names as page labels, where they say more than a number. */
static void labels(const Output *output, Buf *out) {
	const SheetList *sheets = output->sheets;
	bool any = false;

	for (int i = 0; i < sheets->count; i++) any |= !str_starts(sheets->sides[i].name, STR("page "));
	if (!any) return;
	buf_add(out, STR("/PageLabels<</Nums["));
	for (int i = 0; i < sheets->count; i++) {
		pdf_int(out, i);
		buf_add(out, STR("<</P"));
		pdf_text(out, sheets->sides[i].name);
		buf_add(out, STR(">>"));
	}
	buf_add(out, STR("]>>"));
}

void pdf_meta(PdfFile *file, Arena *arena, const Output *output, const PdfTags *tags,
	const int *page_objects) {
	const Content *content = output->edition->content;
	Meta meta = { .file = file, .arena = arena, .output = output, .lang = content->lang };
	Buf out = buf_make(arena, 1024);
	int outline;

	meta.title = words(arena, content->info.title);
	meta.title = meta.title.len ? meta.title : content->id;
	meta.org = words(arena, content->info.org);
	meta.dated = source_date(&meta.date);
	write_info(&meta);
	buf_add(&out, STR("/MarkInfo<</Marked true>>/StructTreeRoot "));
	pdf_ref(&out, tags->root);
	buf_add(&out, STR("/Lang"));
	pdf_text(&out, meta.lang);
	preferences(output, &out);
	buf_add(&out, STR("/Metadata "));
	pdf_ref(&out, write_xmp(&meta));
	output_intent(&meta, &out);
	outline =
		output->edition->purpose == PURPOSE_READER ? write_outline(&meta, tags, page_objects) : 0;
	if (outline) buf_add(&out, STR("/PageMode/UseOutlines/Outlines ")), pdf_ref(&out, outline);
	labels(output, &out);
	pdf_catalog(file, buf_str(&out));
}
