/* The bytes of an XML file before and beside the parser: encoding, places, and what is refused.

   The parser gets UTF-8 only, whatever the file was saved in, so that an offset in its input is an
   offset in our text. Encodings are few on purpose: UTF-8, UTF-16 with its mark, Latin-1 and ASCII;
   guessing at more would print wrong letters without a word.

   Places: a milestone at every 256th byte keeps line and column, and the rest is walked. A table of
   line starts would cost eight bytes for each empty line of a hostile file, and would not help with
   one line of 64 MB. A line ends at LF, CR LF or CR; a column is a code point.

   The scan goes over the tags once and refuses what makes the parser quadratic or the tree too
   large. It reads as strictly as the parser does and gives up where the text is not well-formed,
   since the parser will stop there too: so nothing behind such a place is counted. */
#include "base/internal.h"
#include <string.h>

#include "base/xml.h"

enum { STEP = 256 };                             /* bytes between milestones */

/* ---- places ---- */

static void walk(Str text, size_t from, size_t to, struct Milestone *at) {
	for (size_t i = from; i < to; i++) {
		unsigned char c = (unsigned char)text.at[i];
		bool pair = c == '\r' && i + 1 < text.len && text.at[i + 1] == '\n';
		if (c == '\n' || (c == '\r' && !pair)) *at = (struct Milestone){ at->line + 1, 1 };
		else if ((c & 0xC0) != 0x80) at->column++;
	}
}

static void set_milestones(XmlText *in) {
	size_t n = in->text.len / STEP + 1;
	in->milestones = ARENA_ARRAY(in->arena, n, struct Milestone);
	in->milestones[0] = (struct Milestone){ 1, 1 };
	for (size_t k = 1; k < n; k++) {
		in->milestones[k] = in->milestones[k - 1];
		walk(in->text, (k - 1) * STEP, k * STEP, &in->milestones[k]);
	}
}

Source xml_text_place(const XmlText *in, size_t offset) {
	if (offset > in->text.len) offset = in->text.len;
	struct Milestone at = in->milestones[offset / STEP];
	walk(in->text, offset / STEP * STEP, offset, &at);
	return (Source){ in->file, at.line, at.column };
}

/* ---- small parts of XML ---- */

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static size_t skip_blanks(Str text, size_t i) {
	while (i < text.len && is_blank(text.at[i])) i++;
	return i;
}

static bool stands(Str text, size_t i, Str what) {
	return i <= text.len && str_starts((Str){ text.at + i, text.len - i }, what);
}

/* Behind the next [what] from [i] on; 0 if there is none. */
static size_t behind(Str text, size_t i, Str what) {
	while (i < text.len) {
		const char *hit = memchr(text.at + i, what.at[0], text.len - i);
		if (!hit) return 0;
		i = (size_t)(hit - text.at);
		if (stands(text, i, what)) return i + what.len;
		i++;
	}
	return 0;
}

static size_t name_end(Str text, size_t i) {
	while (i < text.len && !is_blank(text.at[i]) && !strchr("=/><\"'", text.at[i])) i++;
	return i;
}

Str xml_text_name(Str text, size_t offset) {
	size_t from = offset + 1;
	if (from < text.len && text.at[from] == '/') from++;
	return str_slice(text, from, name_end(text, from));
}

bool xml_text_attribute(Str text, size_t *at, Str *name) {
	*at = skip_blanks(text, *at);
	size_t end = name_end(text, *at), i = skip_blanks(text, end);
	if (end == *at || i >= text.len || text.at[i] != '=') return false;
	i = skip_blanks(text, i + 1);
	if (i >= text.len || (text.at[i] != '"' && text.at[i] != '\'')) return false;
	const char *value = text.at + i + 1;
	const char *close = memchr(value, text.at[i], text.len - i - 1);
	if (!close || memchr(value, '<', (size_t)(close - value))) return false;
	*name = str_slice(text, *at, end);
	*at = (size_t)(close - text.at) + 1;
	return true;
}

size_t xml_text_words(Str text, size_t offset) {
	for (;;) {
		size_t next = 0;
		if (stands(text, offset, STR("<!--"))) next = behind(text, offset + 4, STR("-->"));
		else if (stands(text, offset, STR("<?"))) next = behind(text, offset, STR("?>"));
		else if (stands(text, offset, STR("<![CDATA[]]>"))) next = offset + 12;
		else if (stands(text, offset, STR("<![CDATA["))) return offset + 9;
		if (!next) return offset;
		offset = next;
	}
}

/* ---- encodings ---- */

static bool refuse(const XmlText *in, size_t offset, DiagId id, const char *words) {
	return fail(in->diags, xml_text_place(in, offset), id, "%s", words);
}

/* What was read stands in the messages as far as it could be read. */
static void know(XmlText *in, Str text) {
	in->text = text;
	set_milestones(in);
	diags_text(in->diags, in->file, text);
}

/* The unit of two bytes at [i], or 0 behind the end. */
static uint32_t unit(Str bytes, size_t i, bool big) {
	if (i + 1 >= bytes.len) return 0;
	uint32_t a = (unsigned char)bytes.at[i], b = (unsigned char)bytes.at[i + 1];
	return big ? a << 8 | b : b << 8 | a;
}

static bool decode_utf16(XmlText *in, Str bytes, bool big) {
	Buf buf = buf_make(in->arena, bytes.len);
	bool sound = true;
	for (size_t i = 2; sound && i < bytes.len; i += 2) {
		uint32_t code = unit(bytes, i, big), low = unit(bytes, i + 2, big);
		if (code >= 0xD800 && code < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
			code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
			i += 2;
		}
		sound = code && (code < 0xD800 || code > 0xDFFF) && i + 1 < bytes.len;
		if (sound) buf_code(&buf, code);
	}
	know(in, buf_str(&buf));
	if (sound) return true;
	refuse(in, in->text.len, ENCODING, "the file's UTF-16 is broken here");
	hint(in->diags, "the file may have been cut short; save it again, best as UTF-8");
	return false;
}

/* The value of encoding="..." in the XML declaration, or an empty text. */
static Str find_encoding(Str text) {
	Str name, none = { NULL, 0 };
	if (!stands(text, 0, STR("<?xml")) || text.len < 6 || !is_blank(text.at[5])) return none;
	for (size_t at = 5; xml_text_attribute(text, &at, &name);) {
		if (!str_is(name, "encoding")) continue;
		size_t from = at - 1;
		char quote = text.at[from];
		while (text.at[from - 1] != quote) from--;
		return str_slice(text, from, at - 1);
	}
	return none;
}

typedef enum { UTF_8, ASCII, LATIN_1, UTF_16, UNREAD } Encoding;

static Encoding know_encoding(Str name) {
	static const struct { const char *name; Encoding encoding; } names[] = {
		{ "utf-8", UTF_8 }, { "utf8", UTF_8 }, { "us-ascii", ASCII }, { "ascii", ASCII },
		{ "iso-8859-1", LATIN_1 }, { "iso8859-1", LATIN_1 }, { "iso_8859-1", LATIN_1 },
		{ "latin1", LATIN_1 }, { "latin-1", LATIN_1 }, { "utf-16", UTF_16 }, { "utf-16le", UTF_16 },
		{ "utf-16be", UTF_16 },
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		bool same = strlen(names[i].name) == name.len;
		for (size_t k = 0; same && k < name.len; k++) {
			bool capital = name.at[k] >= 'A' && name.at[k] <= 'Z';
			same = name.at[k] + (capital ? 'a' - 'A' : 0) == names[i].name[k];
		}
		if (same) return names[i].encoding;
	}
	return UNREAD;
}

static bool decode_utf8(XmlText *in, Str bytes) {
	size_t bad;
	know(in, bytes);
	if (utf8_valid(bytes, &bad)) return true;
	fail(in->diags, xml_text_place(in, bad), ENCODING, "the byte 0x%02X here is not UTF-8",
		(unsigned)(unsigned char)bytes.at[bad]);
	hint(in->diags, "save the file as UTF-8");
	return false;
}

static bool decode_ascii(XmlText *in, Str bytes) {
	know(in, bytes);
	size_t i = 0;
	while (i < bytes.len && (unsigned char)bytes.at[i] < 0x80) i++;
	if (i == bytes.len) return true;
	fail(in->diags, xml_text_place(in, i), ENCODING,
		"the byte 0x%02X here is not US-ASCII, which the first line declares",
		(unsigned)(unsigned char)bytes.at[i]);
	hint(in->diags, "save the file as UTF-8 and declare encoding=\"UTF-8\"");
	return false;
}

/* Bytes from 0x80 to 0x9F are controls in Latin-1 and quotes and dashes in Windows-1252, which is
   what such a file was saved in: printing controls helps nobody. */
static bool decode_latin(XmlText *in, Str bytes) {
	Buf buf = buf_make(in->arena, bytes.len + bytes.len / 8);
	size_t i = 0;
	for (; i < bytes.len; i++) {
		unsigned char byte = (unsigned char)bytes.at[i];
		if (byte >= 0x80 && byte < 0xA0) break;
		buf_code(&buf, byte);
	}
	know(in, buf_str(&buf));
	if (i == bytes.len) return true;
	fail(in->diags, xml_text_place(in, in->text.len), ENCODING,
		"the byte 0x%02X behind this is not ISO-8859-1, which the first line declares",
		(unsigned)(unsigned char)bytes.at[i]);
	hint(in->diags, "it may be Windows-1252; save the file as UTF-8 and declare encoding=\"UTF-8\"");
	return false;
}

static bool refuse_encoding(XmlText *in, Str bytes, Str name, Encoding encoding) {
	know(in, bytes);
	Source from = xml_text_place(in, (size_t)(name.at - bytes.at));
	if (encoding == UTF_16)
		fail(in->diags, from, ENCODING, "the file says it is UTF-16, but has no byte order mark");
	else fail(in->diags, from, ENCODING, "the encoding \"%.*s\" is not read", STR_ARG(name));
	hint(in->diags, "save the file as UTF-8 and declare encoding=\"UTF-8\"");
	return false;
}

static bool decode_declared(XmlText *in, Str bytes) {
	Str name = find_encoding(bytes);
	Encoding encoding = name.len ? know_encoding(name) : UTF_8;
	switch (encoding) {
	case UTF_8: return decode_utf8(in, bytes);
	case ASCII: return decode_ascii(in, bytes);
	case LATIN_1: return decode_latin(in, bytes);
	case UTF_16: case UNREAD: break;
	}
	return refuse_encoding(in, bytes, name, encoding);
}

/* Kinds of files that are given by mistake, by their first bytes. */
static bool refuse_kind(XmlText *in, Str bytes) {
	static const struct { Str magic; DiagId id; const char *words; } kinds[] = {
		{ { "\x1F\x8B", 2 }, NOT_XML, "the file is compressed (gzip): unpack it first" },
		{ { "\xFD" "7zXZ", 5 }, NOT_XML, "the file is compressed (xz): unpack it first" },
		{ { "BZh", 3 }, NOT_XML, "the file is compressed (bzip2): unpack it first" },
		{ { "\x28\xB5\x2F\xFD", 4 }, NOT_XML, "the file is compressed (zstd): unpack it first" },
		{ { "PK\3\4", 4 }, NOT_XML, "the file is a zip archive or an office document, not XML" },
		{ { "%PDF-", 5 }, NOT_XML, "the file is a PDF, not XML" },
		{ { "\xFF\xFE\0\0", 4 }, ENCODING, "the file is UTF-32, which is not read: save it as UTF-8" },
		{ { "\0\0\xFE\xFF", 4 }, ENCODING, "the file is UTF-32, which is not read: save it as UTF-8" },
		{ { "<\0", 2 }, ENCODING, "the file is UTF-16 without a byte order mark: save it as UTF-8" },
		{ { "\0<", 2 }, ENCODING, "the file is UTF-16 without a byte order mark: save it as UTF-8" },
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_starts(bytes, kinds[i].magic))
			return fail(in->diags, (Source){ in->file, 0, 0 }, kinds[i].id, "%s", kinds[i].words);
	return true;
}

/* XML has no place for controls; said here, since the parser would not name the character. */
static bool check_characters(const XmlText *in) {
	for (size_t i = 0; i < in->text.len;) {
		size_t from = i;
		uint32_t code = utf8_next(in->text, &i);
		if ((code >= 0x20 || is_blank((char)code)) && code != 0xFFFE && code != 0xFFFF) continue;
		fail(in->diags, xml_text_place(in, from), NOT_XML,
			"the character U+%04X may not stand in XML", (unsigned)code);
		hint(in->diags, "it cannot be seen in most editors; delete it");
		return false;
	}
	return true;
}

bool xml_text_decode(XmlText *in, Str bytes) {
	bool little = str_starts(bytes, STR("\xFF\xFE")), big = str_starts(bytes, STR("\xFE\xFF"));
	bool marked = str_starts(bytes, STR("\xEF\xBB\xBF"));
	Str text = marked ? str_slice(bytes, 3, bytes.len) : bytes;
	if (!str_trim(text).len || ((little || big) && bytes.len == 2)) {
		fail(in->diags, (Source){ in->file, 0, 0 }, EMPTY_FILE, "there is nothing in it");
		hint(in->diags, "an article is an XML file whose root is <comparison>");
		return false;
	}
	if (!refuse_kind(in, text)) return false;
	if (little || big) return decode_utf16(in, bytes, big) && check_characters(in);
	if (memchr(text.at, 0, text.len))
		return fail(in->diags, (Source){ in->file, 0, 0 }, NOT_XML,
			"the file has zero bytes in it: it is not text");
	/* A mark is surer than what the first line says. */
	if (!(marked ? decode_utf8(in, text) : decode_declared(in, text))) return false;
	return check_characters(in);
}

/* ---- the scan ---- */

enum {
	ATTRIBUTES = 256,                        /* of one element */
	NAMESPACES = 64,                         /* declared around one element */
	THINGS = 1000000,                        /* elements and attributes of a file */
	LONGEST = 8 << 20,                       /* bytes of a tag, text or comment; the parser's: 10 MB */
};

typedef struct Scan {
	const XmlText *in;
	size_t at;                               /* the "<" in hand */
	size_t words;                            /* bytes of text since the last tag */
	int depth, things;
	int spaces[XML_DEPTH + 1];               /* namespaces declared around each open element */
	bool over;                               /* the rest is the parser's */
} Scan;

/* Goes on behind [end], unless there is no end (0): then the text is not well-formed. */
static bool go_on(Scan *scan, size_t end) {
	if (!end) {
		scan->over = true;
		return true;
	}
	const char *what = scan->words > LONGEST ? "the text before this place"
		: end - scan->at > LONGEST ? "this tag, comment or section" : NULL;
	if (what)
		return fail(scan->in->diags, xml_text_place(scan->in, scan->at), TOO_LARGE,
			"%s is longer than 8 MB", what);
	scan->at = end;
	return true;
}

static bool scan_start(Scan *scan) {
	const XmlText *in = scan->in;
	Str text = in->text, name = xml_text_name(text, scan->at);
	size_t at = scan->at + 1 + name.len;
	int count = 0, spaces = scan->spaces[scan->depth];
	while (count <= ATTRIBUTES && xml_text_attribute(text, &at, &name)) {
		count++;
		spaces += str_is(name, "xmlns") || str_starts(name, STR("xmlns:"));
	}
	Source from = xml_text_place(in, scan->at);
	if (count > ATTRIBUTES)
		return fail(in->diags, from, TOO_MANY_ATTRIBUTES,
			"this element has more than %d attributes", ATTRIBUTES);
	if (spaces > NAMESPACES)
		return fail(in->diags, from, TOO_MANY_ATTRIBUTES,
			"more than %d namespaces are declared on this element and around it", NAMESPACES);
	scan->things += count + 1;
	if (scan->things > THINGS)
		return fail(in->diags, from, TOO_LARGE,
			"the file has more than %d elements and attributes", THINGS);
	bool empty = stands(text, at, STR("/>"));
	if (!empty && !stands(text, at, STR(">"))) return go_on(scan, 0);
	if (!empty && scan->depth == XML_DEPTH)
		return fail(in->diags, from, TOO_DEEP, "elements are nested more than %d deep", XML_DEPTH);
	if (!empty) scan->spaces[++scan->depth] = spaces;
	bool fits = go_on(scan, at + (empty ? 2 : 1));
	scan->words = 0;
	return fits;
}

static bool scan_end(Scan *scan) {
	if (scan->depth-- == 0) return go_on(scan, 0);
	bool fits = go_on(scan, behind(scan->in->text, scan->at, STR(">")));
	scan->words = 0;
	return fits;
}

static bool is_doctype(Str text, size_t i) {
	static const char word[] = "<!doctype";
	for (size_t k = 0; word[k]; k++, i++) {
		bool capital = i < text.len && text.at[i] >= 'A' && text.at[i] <= 'Z';
		if (i >= text.len || text.at[i] + (capital ? 'a' - 'A' : 0) != word[k]) return false;
	}
	return true;
}

static bool scan_next(Scan *scan) {
	Str text = scan->in->text;
	size_t at = scan->at;
	if (stands(text, at, STR("<!--"))) return go_on(scan, behind(text, at + 4, STR("-->")));
	if (stands(text, at, STR("<?"))) return go_on(scan, behind(text, at + 2, STR("?>")));
	if (stands(text, at, STR("<![CDATA["))) {
		size_t end = behind(text, at + 9, STR("]]>"));
		if (end) scan->words += end - at;
		return go_on(scan, end);
	}
	if (is_doctype(text, at)) {
		refuse(scan->in, at, DOCTYPE,
			"a DOCTYPE is refused: it could make the program read other files");
		hint(scan->in->diags, "remove it; the elements are checked without it");
		return false;
	}
	if (stands(text, at, STR("<!"))) return go_on(scan, 0);
	return stands(text, at, STR("</")) ? scan_end(scan) : scan_start(scan);
}

bool xml_text_scan(const XmlText *in) {
	Str text = in->text;
	size_t first = skip_blanks(text, 0);
	if (first < text.len && text.at[first] != '<') {
		refuse(in, first, NOT_XML, "this is not XML: an XML file starts with <");
		return false;
	}
	Scan scan = { .in = in, .at = first };
	while (!scan.over && scan.at < text.len) {
		const char *next = memchr(text.at + scan.at, '<', text.len - scan.at);
		if (!next) break;
		size_t at = (size_t)(next - text.at);
		scan.words += at - scan.at;
		scan.at = at;
		if (!scan_next(&scan)) return false;
	}
	return true;
}
