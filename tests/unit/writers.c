/* The back-ends, on a small brochure made by hand: numbers and strings, clusters, the order of
   drawing, the trace, and the PDF taken apart again. Runs from the project's folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#undef fail                                      /* ours is another */
#include <libdeflate.h>

#include "base/file.h"
#include "glyphs/shape.h"
#include "writers/pdf.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static Arena *arena;
static Diags *diags;
static FontSet *fonts;
static const Colour ink = { 27, 31, 35, 0, 0, 0, 90, 90 }, white = { 255, 255, 255, 0, 0, 0, 0, 0 };

static int open_all(void **state) {
	(void)state;
	arena = arena_open();
	diags = diags_make(arena);
	fonts = fonts_open(arena, "fonts", diags);
	return fonts ? 0 : 1;
}

static int close_all(void **state) {
	(void)state;
	fonts_close(fonts);
	arena_close(arena);
	return 0;
}

static void same(const char *name, Str got, const char *want) {
	if (!str_is(got, want)) print_error("%s\n got: %.*s\nwant: %s\n", name, STR_ARG(got), want);
	assert_true(str_is(got, want));
}

/* ---- numbers and strings ---- */

static const struct { int64_t thousandths; const char *want; } millis[] = {
	{ 0, "0" }, { 1, ".001" }, { -1, "-.001" }, { 500, ".5" }, { -500, "-.5" }, { 1000, "1" },
	{ 1010, "1.01" }, { 265500, "265.5" }, { -1234567, "-1234.567" }, { 100000, "100" },
	{ 1000000000000, "1000000000" }, { INT64_MIN, "-9223372036854775.808" },
};
static const struct { const char *text, *want; } strings[] = {
	{ "", "()" }, { "plain", "(plain)" }, { "a(b)c\\", "(a\\(b\\)c\\\\)" },
	{ "Bachelor’s", NULL }, { "tab\there", NULL },       /* NULL: in UTF-16 */
};

static void numbers(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(millis); i++) {
		Buf out = buf_make(arena, 8);
		pdf_milli(&out, millis[i].thousandths);
		same("milli", buf_str(&out), millis[i].want);
	}
	for (size_t i = 0; i < COUNT(strings); i++) {
		Buf out = buf_make(arena, 8);
		pdf_text(&out, str_of(strings[i].text));
		if (strings[i].want) same("text", buf_str(&out), strings[i].want);
		else assert_true(str_starts(buf_str(&out), STR("(\xFE\xFF\0")));
	}
	Buf out = buf_make(arena, 8);
	pdf_bytes(&out, STR("\r\n\0x"));                     /* a bare CR would be read as LF */
	assert_true(str_equal(buf_str(&out), STR("(\\r\n\0x)")));
	out.len = 0;
	pdf_utf16(&out, STR("A\xC2\xAD\xF0\x9F\x98\x80"));   /* beyond the first plane: two surrogates */
	same("utf-16", buf_str(&out), "004100ADD83DDE00");
	out.len = 0;
	pdf_int(&out, INT64_MIN);
	same("int", buf_str(&out), "-9223372036854775808");
	out.len = 0;
	pdf_box(&out, (Box){ PT(10), PT(20), PT(30.5), PT(60) }, PT(100));
	same("box", buf_str(&out), "[10 40 30.5 80]");
}

/* ---- clusters ---- */

static const struct {
	const char *name, *text;
	bool rtl, hyphen;
	int clusters[6], n, first, last;
	const char *want;
} runs[] = {
	{ "one glyph a letter", "abc", false, false, { 0, 1, 2 }, 3, 0, 3, "a|b|c" },
	{ "a part", "abc", false, false, { 0, 1, 2 }, 3, 1, 2, "b" },
	{ "ligature", "office", false, false, { 0, 1, 4, 5 }, 4, 0, 4, "o|ffi|c|e" },
	{ "part before a ligature", "office", false, false, { 0, 1, 4, 5 }, 4, 0, 1, "o" },
	{ "two glyphs for one cluster", "e\xCC\x81x", false, false, { 0, 0, 3 }, 3, 0, 3, "e\xCC\x81|x" },
	{ "right to left", "abcd", true, false, { 3, 1, 0 }, 3, 0, 3, "a|bc|d" },
	{ "a part, right to left", "abcd", true, false, { 3, 1, 0 }, 3, 0, 2, "bc|d" },
	{ "hyphen at the end", "in-", false, true, { 0, 1, 2 }, 3, 0, 3, "i|n|\xC2\xAD" },
	{ "nothing", "abc", false, false, { 0, 1, 2 }, 3, 2, 2, "" },
};

static void clusters(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(runs); i++) {
		Glyph glyphs[6] = { { 0 } };
		Run run = { .glyphs = glyphs, .nglyphs = runs[i].n, .text = str_of(runs[i].text) };
		Mark mark = { .kind = MARK_GLYPHS };
		Buf out = buf_make(arena, 16);
		Cluster cluster;
		for (int k = 0; k < runs[i].n; k++)
			glyphs[k] = (Glyph){ .cluster = (uint32_t)runs[i].clusters[k], .advance = 1 };
		run.rtl = runs[i].rtl;
		mark.as.glyphs.run = &run;
		mark.as.glyphs.first = runs[i].first;
		mark.as.glyphs.last = runs[i].last;
		mark.as.glyphs.hyphen = runs[i].hyphen;
		for (ClusterWalk walk = clusters_of(&mark); cluster_next(&walk, &cluster);) {
			if (out.len) buf_byte(&out, '|');
			buf_add(&out, cluster.text);
		}
		same(runs[i].name, buf_str(&out), runs[i].want);
	}
}

/* ---- a brochure made by hand ---- */

typedef struct Maker {
	Mark **end;                              /* of the page in hand */
	Node *at;                                /* the node that new ones go into */
	int nnodes;
} Maker;

static Node *node_in(Maker *maker, Node *parent, NodeKind kind) {
	Node *node = ARENA_NEW(arena, Node);
	node->kind = kind;
	node->number = maker->nnodes++;
	node->parent = parent;
	node->colspan = 1;
	if (parent && parent->last) parent->last->next = node;
	else if (parent) parent->first = node;
	if (parent) parent->last = node;
	return node;
}

static Mark *mark_at(Maker *maker, MarkKind kind, double x, double y, const Node *node) {
	Mark *mark = ARENA_NEW(arena, Mark);
	mark->kind = kind;
	mark->at = (Point){ PT(x), PT(y) };
	mark->colour = ink;
	mark->node = node;
	mark->from = (Source){ "a.xml", 7, 3 };
	*maker->end = mark;
	maker->end = &mark->next;
	return mark;
}

static Mark *words(Maker *maker, const char *family, double x, double y, const char *text,
	const Node *node) {
	const Font *font = font_find(fonts, str_of(family), 400, false, diags);
	Shape how = { .font = font, .size = PT(10), .lang = STR("en") };
	assert_non_null(font);
	Mark *mark = mark_at(maker, MARK_GLYPHS, x, y, node);
	mark->as.glyphs.run = shape(arena, &how, str_of(text), diags);
	mark->as.glyphs.last = mark->as.glyphs.run->nglyphs;
	return mark;
}

static Path rectangle(double x, double y, double width, double height) {
	PathStep *steps = ARENA_ARRAY(arena, 5, PathStep);
	steps[0] = (PathStep){ 'M', { { PT(x), PT(y) } } };
	steps[1] = (PathStep){ 'L', { { PT(x + width), PT(y) } } };
	steps[2] = (PathStep){ 'L', { { PT(x + width), PT(y + height) } } };
	steps[3] = (PathStep){ 'L', { { PT(x), PT(y + height) } } };
	steps[4] = (PathStep){ 'Z', { { 0, 0 } } };
	return (Path){ steps, 5 };
}

/* A title, a table of one head and one row that runs over two panels, a list, a figure, a link. */
static void first_page(Maker *maker, Node *root) {
	Node *title = node_in(maker, root, NODE_H1);
	title->outline = STR("Office & ü");
	words(maker, "Vollkorn", 10, 30, "Office (fi)", title);
	Mark *paper = mark_at(maker, MARK_FILL, 0, 0, NULL);
	paper->ground = true;
	paper->colour = white;
	paper->as.fill.path = rectangle(0, 0, 100, 200);
	Mark *head = words(maker, "Lato", 10, 12, "Running head", NULL);
	head->furniture = true;
	Node *table = node_in(maker, root, NODE_TABLE), *row = node_in(maker, table, NODE_TR);
	Node *first = node_in(maker, row, NODE_TH), *second = node_in(maker, row, NODE_TH);
	first->scope = second->scope = SCOPE_COLUMN;
	Node *last = node_in(maker, table, NODE_TR), *label = node_in(maker, last, NODE_TH);
	label->scope = SCOPE_ROW;
	Node *cell = node_in(maker, last, NODE_TD);
	cell->headers[0] = first, cell->headers[1] = second, cell->headers[2] = label;
	cell->nheaders = 3;
	cell->colspan = 2;
	words(maker, "Lato", 10, 60, "Same for both", cell);
	words(maker, "Lato", 10, 50, "How long?", label);
	words(maker, "Lato", 10, 40, "HIM", first);
	words(maker, "Lato", 50, 40, "HIT", second);
	Node *link = node_in(maker, node_in(maker, root, NODE_P), NODE_LINK);
	words(maker, "Lato", 10, 80, "the college", link);
	Mark *place = mark_at(maker, MARK_LINK, 10, 72, link);
	place->as.link.size = (Size){ PT(50), PT(10) };
	place->as.link.href = STR("https://example.edu/a b?c=ü");
	place->as.link.contents = STR("The college’s page");
}

static void second_page(Maker *maker, Node *root) {
	Node *list = node_in(maker, root, NODE_L), *item = node_in(maker, list, NODE_LI);
	list->numbered = true;
	Node *number = node_in(maker, item, NODE_LBL), *body = node_in(maker, item, NODE_LBODY);
	words(maker, "Lato", 10, 40, "1.", number);
	words(maker, "Lato", 20, 40, "well-known infor-", body)->as.glyphs.hyphen = true;
	words(maker, "Lato", 20, 50, "mation", body);
	Node *figure = node_in(maker, root, NODE_FIGURE);
	figure->alt = STR("Two bars");
	Mark *rule = mark_at(maker, MARK_STROKE, 0, 0, figure);
	rule->as.stroke.path = rectangle(10, 60, 20, 10);
	rule->as.stroke.width = PT(2);
	rule->as.stroke.dash = PT(3), rule->as.stroke.gap = PT(1), rule->as.stroke.phase = PT(0.5);
	Node *foreign = node_in(maker, root, NODE_P);
	foreign->lang = STR("fr");
	words(maker, "EB Garamond", 10, 90, "office", foreign);
}

static Output brochure(Purpose purpose, Ink kind) {
	Maker maker = { .nnodes = 0 };
	Node *root = node_in(&maker, NULL, NODE_DOCUMENT);
	Page *pages = ARENA_ARRAY(arena, 2, Page);
	Side *sides = ARENA_ARRAY(arena, 2, Side);
	PageList *list = ARENA_NEW(arena, PageList);
	SheetList *sheets = ARENA_NEW(arena, SheetList);
	Edition *edition = ARENA_NEW(arena, Edition);
	Content *content = ARENA_NEW(arena, Content);
	Span *title = ARENA_NEW(arena, Span), *name = ARENA_NEW(arena, Span);
	for (int i = 0; i < 2; i++) {
		pages[i] = (Page){ .number = i + 1, .trim = { PT(100), PT(200) } };
		pages[i].name = i ? STR("inside") : STR("cover");
		maker.end = (Mark **)&pages[i].marks;
		if (i) second_page(&maker, root);
		else first_page(&maker, root);
		Placement *placement = ARENA_NEW(arena, Placement);
		*placement = (Placement){ &pages[i], { PT(5 * i), 0 } };
		sides[i] = (Side){ pages[i].name, { PT(110), PT(200) }, placement, 1, NULL };
	}
	*list = (PageList){ pages, 2, root, maker.nnodes };
	*sheets = (SheetList){ sides, 2 };
	*name = (Span){ .text = STR("Maria"), .style = STYLE_FIELD };
	*title = (Span){ .text = STR("A & B <for> "), .next = name };
	content->info.title.full = title;
	content->lang = STR("en-GB");
	content->id = STR("a-b");
	edition->content = content;
	edition->purpose = purpose;
	edition->ink = kind;
	edition->format = format_find(STR("trifold"));
	edition->profile = STR("not a profile, but bytes");
	return (Output){ edition, list, sheets };
}

/* ---- the order of drawing ---- */

static void order(void **state) {
	(void)state;
	Output output = brochure(PURPOSE_OFFICE, INK_RGB);
	Mark tick = { .kind = MARK_STROKE };
	Side side = output.sheets->sides[0];
	side.over = &tick;
	Drawing drawing = drawing_make(arena, &side);
	int before = -1;
	assert_int_equal(drawing.count, 10);
	assert_ptr_equal(drawing.marks[drawing.count - 1].mark, &tick);
	assert_int_equal(drawing.over, drawing.count - 1);
	for (int i = 0; i < drawing.over; i++) {
		const Node *node = drawing.marks[i].mark->node;
		if (!node) continue;
		assert_true(i >= drawing.tagged && node->number >= before);
		before = node->number;
	}
	Side empty = { .name = STR("blank") };
	assert_int_equal(drawing_make(arena, &empty).count, 0);
}

/* ---- the trace ---- */

static const char *const trace_lines[] = {
	"side 1 \"cover\" 110x200\n  page 1 \"cover\" at 0,0 100x200\n",
	"\n  box 0,0 100x200 #ffffff ground artifact @7:3\n",
	" Vollkorn/400/10 #1b1f23 \"Office (fi)\" H1.1 @7:3\n",
	" furniture @7:3\n",
	"\n  link 10,72 50x10 \"https://example.edu/a b?c=ü\" \"The college’s page\" Link.",
	"side 2 \"inside\" 110x200\n  page 2 \"inside\" at 5,0 100x200\n",
	"\n  stroke M15,60L35,60L35,70L15,70Z #1b1f23 2 3/1+0.5 Figure.",
	"\"well-known infor\xC2\xAD\" hyphen LBody.",
	" EB_Garamond/400/10 #1b1f23 \"office\" P.",
	"\ntree\n 0 Document\n",
	" column \"HIM\"\n", " row \"How long?\"\n", " colspan 2 headers 4,5,7 \"Same for both\"\n",
	" L numbered\n",
	" alt \"Two bars\"\n", " lang fr \"office\"\n", " outline \"Office & ü\" \"Office (fi)\"\n",
	"\"well-known infor\xC2\xADmation\"\n",
};

static void trace(void **state) {
	(void)state;
	Output output = brochure(PURPOSE_OFFICE, INK_RGB);
	Buf out = buf_make(arena, 64);
	assert_true(writer_find(STR("trace"))->write(arena, &output, &out, diags));
	for (size_t i = 0; i < COUNT(trace_lines); i++) {
		if (!strstr(out.at, trace_lines[i]))
			print_error("not in the trace: %s\n%s\n", trace_lines[i], out.at);
		assert_non_null(strstr(out.at, trace_lines[i]));
	}
	output = brochure(PURPOSE_OFFICE, INK_GREY);
	out.len = 0;
	assert_true(writer_find(STR("trace"))->write(arena, &output, &out, diags));
	assert_non_null(strstr(out.at, " k90 \"Office (fi)\""));
	assert_null(writer_find(STR("postscript")));
}

/* ---- the PDF, taken apart ---- */

static Str pdf_of(Purpose purpose, Ink kind) {
	Output output = brochure(purpose, kind);
	Buf out = buf_make(arena, 64);
	assert_true(writer_find(STR("pdf"))->write(arena, &output, &out, diags));
	assert_int_equal(diags->nerrors, 0);
	return buf_str(&out);
}

static size_t find(Str text, size_t from, const char *part) {
	Str wanted = str_of(part);
	for (size_t i = from; i + wanted.len <= text.len; i++)
		if (!memcmp(text.at + i, wanted.at, wanted.len)) return i;
	return text.len;
}

static long number_after(Str text, size_t from, const char *key) {
	size_t at = find(text, from, key) + strlen(key);
	long number = 0;
	for (; at < text.len && text.at[at] >= '0' && text.at[at] <= '9'; at++)
		number = 10 * number + (text.at[at] - '0');
	return number;
}

static Str inflate(Str coded) {
	static char bytes[1 << 18];
	size_t len = 0;
	struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
	bool good = libdeflate_zlib_decompress(inflater, coded.at, coded.len, bytes, sizeof bytes, &len)
		== LIBDEFLATE_SUCCESS;
	libdeflate_free_decompressor(inflater);
	return good ? str_copy(arena, (Str){ bytes, len }) : coded;
}

/* The file with all its streams inflated: dictionaries and data, one after the other. */
static Str laid_open(Str pdf) {
	Buf out = buf_make(arena, 4 * pdf.len);
	size_t at = 0, stream;
	while ((stream = find(pdf, at, "stream\r\n")) < pdf.len) {
		size_t from = stream + 8, end = find(pdf, from, "\nendstream");
		buf_add(&out, str_slice(pdf, at, from));
		buf_add(&out, inflate(str_slice(pdf, from, end)));
		at = end;
	}
	buf_add(&out, str_slice(pdf, at, pdf.len));
	return buf_str(&out);
}

static bool holds(Str open, const char *part) {
	bool found = find(open, 0, part) < open.len;
	if (!found) print_error("not in the file: %s\n", part);
	return found;
}

static const char *const parts[] = {
	"/Marked true", "/Lang(en-GB)", "/DisplayDocTitle true/PrintScaling/None",
	"/Duplex/DuplexFlipShortEdge", "/Title(A & B <for>)", "/Producer(Diptych)",
	"<rdf:li xml:lang=\"x-default\">A &amp; B &lt;for&gt;</rdf:li>", "/S/GTS_PDFA1",
	"<pdfuaid:part>1</pdfuaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>",
	"/MediaBox[0 0 110 200]", "/Tabs/S", "/StructParents 0", "/StructParents 1",
	"/URI(https://example.edu/a%20b?c=%C3%BC)", "/Contents(\xFE\xFF", "/F 4", "/Type/OBJR",
	"/Headers[(h04)(h05)(h07)]/ColSpan 2", "/ID(h04)", "/Limits[(h04)(h07)]", "/Scope/Row",
	"/ListNumbering/Decimal", "/Alt(Two bars)", "/Placement/Block/BBox[14 129 36 141]", "/Lang(fr)",
	"/ActualText<FEFF00AD>", "/Artifact<</Type/Pagination/Subtype/Header>>BDC", "[3 1].5 d\n",
	"0 0 100 200 re\nf\n", "/CIDFontType0C", "/CIDToGIDMap/Identity", "/DW 0", "/PageLabels",
};

static void pdf_parts(void **state) {
	(void)state;
	Str open = laid_open(pdf_of(PURPOSE_OFFICE, INK_RGB));
	for (size_t i = 0; i < COUNT(parts); i++) assert_true(holds(open, parts[i]));
	assert_int_equal(find(open, 0, "/Outlines"), open.len);      /* paper has no outline */
	assert_int_equal(find(open, 0, "Maria"), open.len);          /* a field's value is no metadata */
	assert_int_equal(find(open, 0, "CreationDate"), open.len);
	open = laid_open(pdf_of(PURPOSE_READER, INK_GREY));
	assert_true(holds(open, "/PageMode/UseOutlines") && holds(open, "/Type/Outlines"));
	assert_int_equal(find(open, 0, " rg\n"), open.len);
	assert_true(holds(open, ".1 g\n"));
}

/* Offsets, lengths and the shell of the file. */
static void pdf_shell(void **state) {
	(void)state;
	Str pdf = pdf_of(PURPOSE_READER, INK_RGB);
	long start = number_after(pdf, 0, "startxref\n");
	assert_true(str_starts(pdf, STR("%PDF-1.7\n%")) && str_ends(pdf, STR("\n%%EOF\n")));
	assert_true(start > 0 && find(pdf, (size_t)start, "/Type/XRef") < (size_t)start + 40);
	size_t at = 0, stream;
	int n = 0;
	while ((stream = find(pdf, at, "stream\r\n")) < pdf.len) {
		size_t from = stream + 8, end = find(pdf, from, "\nendstream"), head = stream;
		while (head && memcmp(pdf.at + head, "obj", 3)) head--;
		long length = number_after(pdf, head, "/Length ");
		if (memcmp(pdf.at + find(pdf, head, "/Length ") + 8 + (length > 9 ? 2 : 1), " 0 R", 4))
			assert_int_equal(length, end - from);
		at = end;
		n++;
	}
	assert_true(n >= 10);
}

static int count(Str text, const char *part) {
	int n = 0;
	for (size_t at = find(text, 0, part); at < text.len; at = find(text, at + 1, part)) n++;
	return n;
}

/* Every painting operator stands in one marked sequence; none is in another; text objects end. */
static void pdf_sequences(void **state) {
	(void)state;
	Str open = laid_open(pdf_of(PURPOSE_OFFICE, INK_RGB)), rest = open;
	int depth = 0, text = 0, painted = 0;
	while (rest.len) {
		Str line = str_until(&rest, '\n');
		bool begins = str_ends(line, STR("BDC")) || str_ends(line, STR("BMC"));
		if (begins) assert_int_equal(depth++, 0);
		else if (str_is(line, "EMC")) assert_int_equal(depth--, 1);
		else if (str_is(line, "BT")) assert_true(!text++ && depth);
		else if (str_is(line, "ET")) assert_true(text-- && depth);
		else if (str_is(line, "f") || str_is(line, "S") || str_ends(line, STR("]TJ"))) {
			assert_int_equal(depth, 1);
			painted++;
		}
	}
	assert_true(depth == 0 && text == 0 && painted >= 10);
	assert_int_equal(count(open, "/Figure<</MCID"), 1);
	assert_int_equal(count(open, "/Link<</MCID"), 1);
}

/* ---- what is read ---- */

static const struct { const char *family, *text; } read_back[] = {
	{ "Vollkorn", "Office, fluffy: fi fl ffi — “A–Z” 0123456789 & more." },
	{ "Lato", "Office, fluffy: fi fl ffi — “A–Z” 0123456789 & more; naïve café." },
	{ "EB Garamond", "Office, fluffy: fi fl ffi — “A–Z” 0123456789 & Th ct st." },
	{ "Andika", "Office, fluffy: fi fl ffi — “A–Z” 0123456789 & more: x\xCC\x81 q\xCC\xA3." },
};

static void reads_true(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(read_back); i++) {
		Maker maker = { .nnodes = 0 };
		Mark *marks = NULL;
		Cluster cluster;
		maker.end = &marks;
		words(&maker, read_back[i].family, 0, 0, read_back[i].text, NULL);
		Drawn drawn = { .mark = marks };
		Drawing drawing = { .marks = &drawn, .count = 1, .tagged = 1, .over = 1 };
		PdfFonts *used = pdf_glyphs_collect(arena, &drawing, 1);
		PdfFile *file = pdf_open(arena);
		assert_true(pdf_fonts_write(file, arena, used, diags));
		pdf_abandon(file);
		ClusterWalk walk = clusters_of(marks);
		Buf text = buf_make(arena, 64);
		while (cluster_next(&walk, &cluster)) {
			assert_true(pdf_reads_true(used->first, marks->as.glyphs.run, &cluster));
			buf_add(&text, cluster.text);
		}
		same(read_back[i].family, buf_str(&text), read_back[i].text);
		for (unsigned k = 0; k < used->first->room; k++) {
			const PdfGlyph *glyph = &used->first->table[k];
			if (glyph->id == PDF_NO_GLYPH) continue;
			assert_true(glyph->code > 0 && glyph->code < 1000);      /* numbered anew */
			assert_true(glyph->text.len && !str_is(glyph->text, "\xEF\xBB\xBF"));
			assert_false(str_is(glyph->text, "\xE2\x80\x8B"));       /* each has a share of its cluster */
		}
	}
}

/* ---- sameness ---- */

static void same_bytes(void **state) {
	(void)state;
	Str first = str_copy(arena, pdf_of(PURPOSE_OFFICE, INK_RGB));
	setenv("TZ", "Asia/Tokyo", 1);
	assert_true(str_equal(first, pdf_of(PURPOSE_OFFICE, INK_RGB)));
	unsetenv("TZ");
	assert_false(str_equal(first, pdf_of(PURPOSE_OFFICE, INK_GREY)));
}

static const struct { const char *epoch, *want; } epochs[] = {
	{ "1700000000", "/CreationDate(D:20231114221320Z)/ModDate(D:20231114221320Z)" },
	{ "0", "/CreationDate(D:19700101000000Z)" },
	{ "", NULL }, { "-1", NULL }, { "12x", NULL }, { "1e9", NULL },
	{ "99999999999999999999", NULL }, { "999999999999", NULL },
};

static void dates(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(epochs); i++) {
		setenv("SOURCE_DATE_EPOCH", epochs[i].epoch, 1);
		Str open = laid_open(pdf_of(PURPOSE_OFFICE, INK_RGB));
		if (epochs[i].want) assert_true(holds(open, epochs[i].want));
		else assert_int_equal(find(open, 0, "CreationDate"), open.len);
	}
	unsetenv("SOURCE_DATE_EPOCH");
}

/* ---- what goes wrong ---- */

static void a_file_that_is_no_font(void **state) {
	(void)state;
	Maker maker = { .nnodes = 0 };
	Mark *marks = NULL;
	maker.end = &marks;
	words(&maker, "Lato", 0, 0, "x", NULL);
	Run run = *marks->as.glyphs.run;
	Font font = *run.font;
	Output output = brochure(PURPOSE_OFFICE, INK_RGB);
	Diags *mine = diags_make(arena);
	Buf out = buf_make(arena, 64);
	font.cff = true;                         /* so a table is asked for that it does not have */
	font.number = 40;
	run.font = &font;
	marks->as.glyphs.run = &run;
	((Page *)output.pages->pages)[0].marks = marks;
	assert_false(pdf_write(arena, &output, &out, mine));
	assert_int_equal(mine->nerrors, 1);
	assert_int_equal(mine->first->id, FONT_MISSING);
	assert_int_equal(out.len, 0);
	assert_true(pdf_of(PURPOSE_OFFICE, INK_RGB).len > 0);        /* and the next one is made */
}

static void nothing_to_draw(void **state) {
	(void)state;
	Output output = brochure(PURPOSE_READER, INK_RGB);
	Buf out = buf_make(arena, 64);
	for (int i = 0; i < 2; i++) ((Page *)output.pages->pages)[i].marks = NULL;
	assert_true(pdf_write(arena, &output, &out, diags));
	assert_true(trace_write(arena, &output, &out, diags));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers), cmocka_unit_test(clusters), cmocka_unit_test(order),
		cmocka_unit_test(trace), cmocka_unit_test(pdf_parts), cmocka_unit_test(pdf_shell),
		cmocka_unit_test(pdf_sequences), cmocka_unit_test(reads_true), cmocka_unit_test(same_bytes),
		cmocka_unit_test(dates), cmocka_unit_test(a_file_that_is_no_font),
		cmocka_unit_test(nothing_to_draw),
	};
	return cmocka_run_group_tests_name("writers", tests, open_all, close_all);
}
