/* Objects and the file: the only place that knows libharu.

   libharu is used for what it is good at: it numbers objects, keeps their list, builds the catalog,
   the page tree and the trailer, and writes objects. What it writes about text, fonts, colour, tags
   and numbers is not good enough here, so all bodies are text of our own. The hook for this is the
   dictionary: an empty one whose write function adds our entries, and whose after-write function
   adds a stream that was coded beforehand, is any object we like. Its number is known as soon as it
   is made, so bodies may refer to each other in any order and be filled at the end.

   The library's own save is not used. It would write a table of plain offsets, and every small
   object in full; we write the objects that have no stream into object streams, two hundred at a
   time, and the offsets into a cross-reference stream with the Up predictor, as PDF 1.5 allows.
   That makes a tagged brochure about a third smaller.

   Invariants:
   1. The identity of the file is a hash of its bytes; no clock, no user, no host enters it.
   2. libharu prints no number that is not an object number or a byte count: its reals are floats.
   3. All memory of the library comes from the document's arena and is freed with it. Its allocation
   function is told nothing but a size, so the arena hangs on the thread while a document is open.
   4. The first error of the library sticks; it is looked at once, at the end. */
#include <assert.h>
#include <hpdf.h>
#include <hpdf_utils.h>
#include <string.h>
#include "writers/pdf.h"
#include "base/deflate.h"

#define OBJECT(header) ((int)((header).obj_id & 0x00FFFFFF))
#define IN_A_STREAM 200 /* objects in one object stream */

typedef struct Raw {
	Str entries, data;
	bool stream, filled;
	HPDF_Stream out;
} Raw;
typedef struct RawPage {
	HPDF_Page page;
	Str entries;
	struct RawPage *next;
} RawPage;

struct PdfFile {
	Arena *arena;
	HPDF_Doc doc;
	HPDF_STATUS error;
	Raw **raws;
	int nraws; /* by object number; NULL: not one of ours */
	RawPage *first_page, *last_page;
	Str catalog, info;
};

/* Memory for the library; see invariant 3. */
static _Thread_local Arena *lent;

static void *HPDF_STDCALL allocate(HPDF_UINT size) { return arena_alloc(lent, size); }

static void HPDF_STDCALL let_be(void *memory) { (void)memory; }

static void HPDF_STDCALL note(HPDF_STATUS error, HPDF_STATUS detail, void *user) {
	PdfFile *file = user;

	(void)detail;
	if (!file->error) file->error = error;
}

/* ---- raw objects ---- */

static HPDF_STATUS put(HPDF_Stream out, Str bytes) {
	return bytes.len ? HPDF_Stream_Write(out, (const HPDF_BYTE *)bytes.at, (HPDF_UINT)bytes.len)
					 : HPDF_OK;
}

static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream out) {
	Raw *raw = dict->attr;

	raw->out = out; /* the after-write function is not given it */
	return put(out, raw->entries);
}

static HPDF_STATUS write_data(HPDF_Dict dict) {
	Raw *raw = dict->attr;

	if (!raw->stream) return HPDF_OK;
	put(raw->out, STR("\nstream\r\n"));
	put(raw->out, raw->data);
	return put(raw->out, STR("\nendstream"));
}

static void keep(PdfFile *file, int object, Raw *raw) {
	if (object >= file->nraws) {
		int room = 2 * object + 256;
		Raw **raws = ARENA_ARRAY(file->arena, (size_t)room, Raw *);
		if (file->nraws) memcpy(raws, file->raws, (size_t)file->nraws * sizeof *raws);
		file->raws = raws;
		file->nraws = room;
	}
	file->raws[object] = raw;
}

int pdf_reserve(PdfFile *file) {
	HPDF_Dict dict = HPDF_Dict_New(file->doc->mmgr);
	Raw *raw = ARENA_NEW(file->arena, Raw);
	int object;

	if (!dict || HPDF_Xref_Add(file->doc->xref, dict) != HPDF_OK) {
		note(HPDF_FAILD_TO_ALLOC_MEM, 0, file);
		return 0;
	}
	dict->attr = raw;
	dict->write_fn = write_entries;
	dict->after_write_fn = write_data;
	object = OBJECT(dict->header);
	keep(file, object, raw);
	return object;
}

void pdf_fill(PdfFile *file, int object, Str entries) {
	Raw *raw = file->raws[object];

	assert(raw && !raw->filled);
	raw->entries = entries;
	raw->filled = true;
}

void pdf_fill_stream(PdfFile *file, int object, Str entries, Str coded) {
	Buf all = buf_make(file->arena, entries.len + 32);
	Raw *raw = file->raws[object];

	buf_add(&all, entries);
	buf_add(&all, STR("/Length "));
	pdf_int(&all, (int64_t)coded.len);
	pdf_fill(file, object, buf_str(&all));
	raw->data = coded;
	raw->stream = true;
}

int pdf_add(PdfFile *file, Str entries) {
	int object = pdf_reserve(file);

	pdf_fill(file, object, entries);
	return object;
}

int pdf_add_stream(PdfFile *file, Str entries, Str coded) {
	int object = pdf_reserve(file);

	pdf_fill_stream(file, object, entries, coded);
	return object;
}

/* ---- libharu's own dictionaries, with entries of ours ---- */

static HPDF_STATUS write_page(HPDF_Dict page, HPDF_Stream out) {
	const RawPage *raw = ((HPDF_PageAttr)page->attr)->contents->attr;

	return put(out, raw->entries);
}

static HPDF_STATUS write_flate(HPDF_Dict contents, HPDF_Stream out) {
	(void)contents;
	return put(out, STR("/Filter/FlateDecode"));
}

static HPDF_STATUS write_attr(HPDF_Dict dict, HPDF_Stream out) {
	return put(out, *(const Str *)dict->attr);
}

/* Makes [dict], which libharu keeps but has nothing of its own to say in, print [entries] too. */
static void append(HPDF_Dict dict, const Str *entries) {
	assert(!dict->write_fn && !dict->attr);
	dict->attr = (void *)entries;
	dict->write_fn = write_attr;
}

PdfFile *pdf_open(Arena *arena) {
	PdfFile *file = ARENA_NEW(arena, PdfFile);

	assert(!lent);
	lent = file->arena = arena;
	file->doc = HPDF_NewEx(note, allocate, let_be, 0, file);
	assert(file->doc); /* only memory could fail, and the arena does not */
	file->doc->pdf_version = HPDF_VER_17;
	HPDF_Dict_RemoveElement(file->doc->info, "Producer");
	return file;
}

void pdf_catalog(PdfFile *file, Str entries) {
	file->catalog = entries;
	append(file->doc->catalog, &file->catalog);
}

void pdf_info(PdfFile *file, Str entries) {
	file->info = entries;
	append(file->doc->info, &file->info);
}

int pdf_add_page(PdfFile *file) {
	RawPage *raw = ARENA_NEW(file->arena, RawPage);
	HPDF_Page page = HPDF_AddPage(file->doc);

	assert(page && !page->write_fn);
	HPDF_Dict_RemoveElement(page, "MediaBox"); /* our own numbers are exact */
	HPDF_Dict_RemoveElement(page, "Resources");
	raw->page = page;
	page->write_fn = write_page;
	((HPDF_PageAttr)page->attr)->contents->attr = raw;
	if (file->last_page) file->last_page->next = raw;
	else file->first_page = raw;
	file->last_page = raw;
	return OBJECT(page->header);
}

void pdf_fill_page(PdfFile *file, int page, Str entries, Str content) {
	RawPage *raw = file->first_page;
	Str coded = deflate_bytes(file->arena, content);

	while (OBJECT(raw->page->header) != page) raw = raw->next;
	raw->entries = entries;
	HPDF_PageAttr attr = raw->page->attr;
	put(attr->stream, coded);
	attr->contents->filter = HPDF_STREAM_FILTER_NONE; /* as far as libharu knows */
	attr->contents->write_fn = write_flate;
}

/* ---- saving ---- */

typedef struct Offset {
	size_t at;
	int within;
} Offset; /* within: the object stream, then at is its place there; 0: none */
typedef struct Save {
	PdfFile *file;
	Buf *sink;
	size_t start;
	Offset *offsets;
	int count, room; /* by object number; the streams made here come last */
	Buf heads, bodies;
	int npacked, packed[IN_A_STREAM];
	Buf scratch;
	HPDF_Stream out; /* what libharu writes, and through what */
} Save;

static HPDF_STATUS HPDF_STDCALL collect(
	HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT count) {
	buf_add(stream->attr, (Str){ (const char *)bytes, count });
	return HPDF_OK;
}

static void begin_object(Save *save, int object) {
	save->offsets[object] = (Offset){ save->sink->len - save->start, 0 };
	pdf_int(save->sink, object);
	buf_add(save->sink, STR(" 0 obj\n"));
}

static void write_stream(Save *save, int object, Str entries, Str coded) {
	begin_object(save, object);
	buf_add(save->sink, STR("<<"));
	buf_add(save->sink, entries);
	buf_add(save->sink, STR("/Filter/FlateDecode/Length "));
	pdf_int(save->sink, (int64_t)coded.len);
	buf_add(save->sink, STR(">>\nstream\r\n"));
	buf_add(save->sink, coded);
	buf_add(save->sink, STR("\nendstream\nendobj\n"));
}

/* Closes the object stream that is being filled. */
static void flush(Save *save) {
	Buf entries = buf_make(save->file->arena, 64);
	int object = save->count;

	if (!save->npacked) return;
	save->count++;
	for (int i = 0; i < save->npacked; i++)
		save->offsets[save->packed[i]] = (Offset){ (size_t)i, object };
	buf_add(&entries, STR("/Type/ObjStm/N "));
	pdf_int(&entries, save->npacked);
	buf_add(&entries, STR("/First "));
	pdf_int(&entries, (int64_t)save->heads.len);
	buf_add(&save->heads, buf_str(&save->bodies));
	write_stream(
		save, object, buf_str(&entries), deflate_bytes(save->file->arena, buf_str(&save->heads)));
	save->heads.len = save->bodies.len = 0;
	save->npacked = 0;
}

static void pack(Save *save, int object, Str body) {
	pdf_int(&save->heads, object);
	buf_byte(&save->heads, ' ');
	pdf_int(&save->heads, (int64_t)save->bodies.len);
	buf_byte(&save->heads, ' ');
	buf_add(&save->bodies, body);
	buf_byte(&save->bodies, '\n');
	save->packed[save->npacked++] = object;
	if (save->npacked == IN_A_STREAM) flush(save);
}

/* Writes one object where it belongs. */
static void write_object(Save *save, int object, void *thing) {
	PdfFile *file = save->file;
	const HPDF_Obj_Header *header = thing;
	Raw *raw = object < file->nraws ? file->raws[object] : NULL;
	bool dict = (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT;
	bool stream = raw ? raw->stream : dict && ((HPDF_Dict)thing)->stream;
	bool length = !dict && header->obj_class == HPDF_OCLASS_NUMBER;

	save->scratch.len = 0;
	HPDF_Obj_WriteValue(thing, save->out, NULL);
	if (!stream && !length) {
		pack(save, object, buf_str(&save->scratch));
		return;
	}
	begin_object(save, object);
	buf_add(save->sink, buf_str(&save->scratch));
	buf_add(save->sink, STR("\nendobj\n"));
}

/* 128 bits of all bytes so far: two streams of multiply and fold, eight bytes at a time. Not meant
   to be safe against anybody, only to differ when files differ. */
static void identify(const Save *save, char id[16]) {
	uint64_t a = 0x9E3779B97F4A7C15, b = 0xC2B2AE3D27D4EB4F;
	const char *at = save->sink->at + save->start;
	size_t left = save->sink->len - save->start;

	while (left) {
		uint64_t word = 0;
		size_t n = left < 8 ? left : 8;
		for (size_t i = 0; i < n; i++) /* the same on machines of either byte order */
			word |= (uint64_t)(unsigned char)at[i] << 8 * i;
		a = (a ^ word) * 0xFF51AFD7ED558CCD;
		a ^= a >> 32;
		b = (b + word) * 0xC4CEB9FE1A85EC53;
		b ^= b >> 29;
		at += n;
		left -= n;
	}
	a += b;
	for (int i = 0; i < 8; i++) {
		id[i] = (char)(a >> 8 * i);
		id[8 + i] = (char)(b >> 8 * i);
	}
}

/* The rows of the cross-reference stream, each as its difference to the row above. */
static Str rows(Save *save, int size, int wide) {
	unsigned char above[8] = { 0 }, row[8];
	Buf out = buf_make(save->file->arena, (size_t)size * 8);

	for (int i = 0; i < size; i++) {
		Offset offset = save->offsets[i];
		size_t middle = offset.within ? (size_t)offset.within : offset.at;
		row[0] = i == 0 ? 0 : offset.within ? 2 : 1;
		for (int j = 0; j < wide; j++) row[1 + j] = (unsigned char)(middle >> 8 * (wide - 1 - j));
		row[1 + wide] = i == 0 ? 255 : (unsigned char)(offset.within ? offset.at : 0);
		buf_byte(&out, 2); /* Up */
		for (int j = 0; j < wide + 2; j++) {
			buf_byte(&out, (char)(row[j] - above[j]));
			above[j] = row[j];
		}
	}
	return buf_str(&out);
}

static void write_xref(Save *save) {
	PdfFile *file = save->file;
	int object = save->count++, wide = save->sink->len - save->start > 0xFFFFFF ? 4 : 3;
	size_t start = save->sink->len - save->start;
	Buf entries = buf_make(file->arena, 256);
	char id[16];

	identify(save, id);
	buf_format(&entries,
		"/Type/XRef/Size %d/W[1 %d 1]/DecodeParms<</Predictor 12/Columns %d>>/Root ", save->count,
		wide, wide + 2);
	pdf_ref(&entries, OBJECT(file->doc->catalog->header));
	buf_add(&entries, STR("/Info "));
	pdf_ref(&entries, OBJECT(file->doc->info->header));
	buf_add(&entries, STR("/ID["));
	for (int i = 0; i < 2; i++) {
		buf_byte(&entries, '<');
		for (int j = 0; j < 16; j++) buf_format(&entries, "%02X", (unsigned)(unsigned char)id[j]);
		buf_byte(&entries, '>');
	}
	buf_byte(&entries, ']');
	save->offsets[object] = (Offset){ start, 0 };
	write_stream(
		save, object, buf_str(&entries), deflate_bytes(file->arena, rows(save, save->count, wide)));
	buf_add(save->sink, STR("startxref\n"));
	pdf_int(save->sink, (int64_t)start);
	buf_add(save->sink, STR("\n%%EOF\n"));
}

static void save_all(PdfFile *file, Buf *sink) {
	int n = (int)file->doc->xref->entries->count;
	Save save = { .file = file, .sink = sink, .start = sink->len, .count = n };

	save.offsets = ARENA_ARRAY(file->arena, (size_t)(n + n / IN_A_STREAM + 3), Offset);
	save.heads = buf_make(file->arena, 4096);
	save.bodies = buf_make(file->arena, 16384);
	save.scratch = buf_make(file->arena, 16384);
	save.out = HPDF_CallbackWriter_New(file->doc->mmgr, collect, &save.scratch);
	buf_add(sink, STR("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"));
	for (int i = 1; i < n; i++)
		write_object(&save, i, HPDF_Xref_GetEntry(file->doc->xref, (HPDF_UINT)i)->obj);
	flush(&save);
	write_xref(&save);
}

void pdf_abandon(PdfFile *file) {
	assert(lent == file->arena);
	lent = NULL;
}

bool pdf_close(PdfFile *file, Buf *sink) {
	size_t start = sink->len;
	bool good;

	for (int i = 0; i < file->nraws; i++) assert(!file->raws[i] || file->raws[i]->filled);
	save_all(file, sink);
	good = !file->error && HPDF_GetError(file->doc) == HPDF_OK && sink->len - start < INT32_MAX;
	pdf_abandon(file); /* the library's memory goes with the arena */
	return good;
}
