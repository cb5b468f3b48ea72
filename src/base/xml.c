/* libxml2's tree, copied into ours with exact places.

   libxml2 keeps only the end line of a start tag and no column, so its element handler is wrapped: when a
   start tag has been read, the parser's position is just behind it, and the "<" before it is the place.
   The offset goes into node->_private; a table of line starts turns offsets into line and column. Text and
   attributes are found by scanning the tag itself, which the parser has already found well-formed.
   What is refused before libxml2 sees it: emptiness, NULs, encodings other than UTF-8, UTF-16 with a mark,
   Latin-1 and ASCII, a DOCTYPE, too much depth and too many attributes (both are quadratic or recursive
   in the parser). */
#include "base/xml.h"
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ATTRIBUTES = 256 };

typedef struct Reading {
	Arena *arena;
	Str text;                            /* UTF-8 */
	const char *file;
	Diags *diags;
	size_t *lines; int nlines;           /* offsets of line starts */
	startElementNsSAX2Func start;
	bool refused;
} Reading;

/* ---- places ---- */

static void find_lines(Reading *in) {
	int count = 1;
	for (size_t i = 0; i < in->text.len; i++) count += in->text.at[i] == '\n' || in->text.at[i] == '\r';
	in->lines = ARENA_ARRAY(in->arena, count, size_t);
	in->lines[in->nlines++] = 0;
	for (size_t i = 0; i < in->text.len; i++) {
		bool pair = in->text.at[i] == '\r' && i + 1 < in->text.len && in->text.at[i + 1] == '\n';
		if (pair || (in->text.at[i] != '\n' && in->text.at[i] != '\r')) continue;
		in->lines[in->nlines++] = i + 1;
	}
}

static Source place(const Reading *in, size_t offset) {
	int low = 0, high = in->nlines;
	while (high - low > 1) {
		int middle = (low + high) / 2;
		if (in->lines[middle] <= offset) low = middle;
		else high = middle;
	}
	Str before = str_slice(in->text, in->lines[low], offset);
	return (Source){ in->file, low + 1, (int)utf8_count(before) + 1 };
}

/* ---- encodings ---- */

static bool utf16_to_utf8(Reading *in, Str bytes, bool big) {
	Buf buf = buf_make(in->arena, bytes.len);
	for (size_t i = 2; i + 1 < bytes.len; i += 2) {
		unsigned a = (unsigned char)bytes.at[i], b = (unsigned char)bytes.at[i + 1];
		uint32_t code = big ? a << 8 | b : b << 8 | a;
		if (code >= 0xD800 && code < 0xDC00 && i + 3 < bytes.len) {
			unsigned c = (unsigned char)bytes.at[i + 2], d = (unsigned char)bytes.at[i + 3];
			uint32_t low = big ? c << 8 | d : d << 8 | c;
			if (low >= 0xDC00 && low < 0xE000) {
				code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
				i += 2;
			}
		}
		if (code >= 0xD800 && code < 0xE000)
			return fail(in->diags, (Source){ in->file, 0, 0 }, ENCODING, "the UTF-16 is broken at byte %zu", i);
		buf_code(&buf, code);
	}
	in->text = buf_str(&buf);
	return true;
}

/* The value of encoding="..." in the XML declaration, or "". */
static Str declared(Str text) {
	if (!str_starts(text, STR("<?xml"))) return STR("");
	size_t end = 0;
	while (end < text.len && text.at[end] != '>') end++;
	for (size_t i = 5; i + 9 < end; i++) {
		if (!str_starts(str_slice(text, i, end), STR("encoding"))) continue;
		size_t at = i + 8;
		while (at < end && text.at[at] != '"' && text.at[at] != '\'') at++;
		size_t stop = at + 1;
		while (stop < end && text.at[stop] != text.at[at]) stop++;
		return str_slice(text, at + 1, stop);
	}
	return STR("");
}

static bool same_name(Str a, const char *b) {
	if (a.len != strlen(b)) return false;
	for (size_t i = 0; i < a.len; i++) {
		char c = a.at[i] >= 'a' && a.at[i] <= 'z' ? (char)(a.at[i] - 32) : a.at[i];
		if (c != b[i]) return false;
	}
	return true;
}

static bool decode(Reading *in, Str bytes) {
	Source from = { in->file, 0, 0 };
	if (bytes.len >= 2 && (memcmp(bytes.at, "\xFE\xFF", 2) == 0 || memcmp(bytes.at, "\xFF\xFE", 2) == 0))
		return utf16_to_utf8(in, bytes, bytes.at[0] == '\xFE');
	if (bytes.len >= 2 && (memcmp(bytes.at, "\x1F\x8B", 2) == 0 || memcmp(bytes.at, "\xFD\x37", 2) == 0))
		return fail(in->diags, from, NOT_XML, "it is compressed, and is not unpacked here");
	if (memchr(bytes.at, 0, bytes.len)) return fail(in->diags, from, NOT_XML, "it holds zero bytes: it is no text");
	if (str_starts(bytes, STR("\xEF\xBB\xBF"))) bytes = str_slice(bytes, 3, bytes.len);
	Str name = declared(bytes);
	in->text = bytes;
	size_t bad = 0;
	if (!name.len || same_name(name, "UTF-8") || same_name(name, "UTF8") || same_name(name, "US-ASCII") || same_name(name, "ASCII")) {
		if (utf8_valid(bytes, &bad)) return true;
		find_lines(in);
		fail(in->diags, place(in, bad), ENCODING, "a byte here is no UTF-8");
		hint(in->diags, "save the file as UTF-8, or declare its encoding (ISO-8859-1) in the first line");
		return false;
	}
	if (!same_name(name, "ISO-8859-1") && !same_name(name, "LATIN1")) {
		fail(in->diags, (Source){ in->file, 1, 1 }, ENCODING, "the encoding %.*s is not read", STR_ARG(name));
		hint(in->diags, "save the file as UTF-8");
		return false;
	}
	Buf buf = buf_make(in->arena, bytes.len * 2);
	for (size_t i = 0; i < bytes.len; i++) buf_code(&buf, (unsigned char)bytes.at[i]);
	in->text = buf_str(&buf);
	return true;
}

/* ---- before the parser ---- */

static size_t find(Str text, size_t from, Str what) {
	for (size_t i = from; i + what.len <= text.len; i++)
		if (memcmp(text.at + i, what.at, what.len) == 0) return i;
	return text.len;
}

/* Behind a tag; counts its attributes on the way. A quote that never closes ends at the text's end. */
static size_t skip_tag(Str text, size_t i, int *attributes) {
	*attributes = 0;
	for (i++; i < text.len && text.at[i] != '>'; i++) {
		if (text.at[i] != '"' && text.at[i] != '\'') continue;
		char quote = text.at[i];
		for (i++; i < text.len && text.at[i] != quote;) i++;
		++*attributes;
	}
	return i;
}

/* One pass over the tags: DOCTYPE, depth, attributes. */
static bool scan(Reading *in) {
	Str text = in->text;
	int depth = 0, attributes = 0;
	for (size_t i = 0; i < text.len;) {
		if (text.at[i] != '<') { i++; continue; }
		Str rest = str_slice(text, i, text.len);
		if (str_starts(rest, STR("<!--"))) { i = find(text, i + 4, STR("-->")) + 1; continue; }
		if (str_starts(rest, STR("<![CDATA["))) { i = find(text, i + 9, STR("]]>")) + 1; continue; }
		if (str_starts(rest, STR("<?"))) { i = find(text, i + 2, STR("?>")) + 1; continue; }
		if (str_starts(rest, STR("<!DOCTYPE"))) {
			fail(in->diags, place(in, i), DOCTYPE, "a DOCTYPE is refused: it could make the program read other files");
			hint(in->diags, "remove the line; the elements are checked without it");
			return false;
		}
		bool closing = str_starts(rest, STR("</"));
		size_t end = skip_tag(text, i, &attributes);
		bool empty = end < text.len && end > i && text.at[end - 1] == '/';
		if (attributes > MAX_ATTRIBUTES)
			return fail(in->diags, place(in, i), TOO_MANY_ATTRIBUTES, "this element has %d attributes, and %d are the limit", attributes, MAX_ATTRIBUTES);
		if (closing) depth--;
		else if (!empty && ++depth > XML_DEPTH)
			return fail(in->diags, place(in, i), TOO_DEEP, "elements are nested more than %d deep here", XML_DEPTH);
		i = end + 1;
	}
	return true;
}

/* ---- the parser ---- */

static void start_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nspaces,
		const xmlChar **spaces, int nattributes, int ndefaulted, const xmlChar **attributes) {
	xmlParserCtxtPtr parser = user;
	Reading *in = parser->_private;
	in->start(user, name, prefix, uri, nspaces, spaces, nattributes, ndefaulted, attributes);
	if (!parser->node) return;
	/* The position is before the tag's ">" or "/>"; quotes may hold "<" only as an entity. */
	long at = xmlByteConsumed(parser);
	size_t i = at < 0 ? 0 : (size_t)at < in->text.len ? (size_t)at : in->text.len - 1;
	while (i > 0 && in->text.at[i] != '<') i--;
	parser->node->_private = (void *)(uintptr_t)(i + 1);
}

static void quiet(void *user, xmlErrorPtr error) { (void)user; (void)error; }

static Str tidy(Arena *arena, const char *message) {
	Str text = str_trim(str_of(message));
	return str_copy(arena, text);
}

static size_t line_offset(const Reading *in, const xmlError *error) {
	int line = error->line < 1 ? 1 : error->line > in->nlines ? in->nlines : error->line;
	size_t at = in->lines[line - 1] + (error->int2 > 1 ? (size_t)error->int2 - 1 : 0);
	return at > in->text.len ? in->text.len : at;
}

static bool say_error(Reading *in, xmlParserCtxtPtr parser) {
	const xmlError *error = xmlCtxtGetLastError(parser);
	if (error && error->code == XML_ERR_NO_MEMORY)
		return fail(in->diags, (Source){ in->file, 0, 0 }, OUT_OF_MEMORY, "there is not enough memory to read it");
	if (!error || !error->message) return fail(in->diags, (Source){ in->file, 1, 1 }, NOT_XML, "it is not XML");
	Str message = tidy(in->arena, error->message);
	return fail(in->diags, place(in, line_offset(in, error)), NOT_XML, "%.*s", STR_ARG(message));
}

/* ---- our tree ---- */

static Str take(Arena *arena, const xmlChar *text) { return str_copy(arena, str_of((const char *)text)); }

/* Where the attribute's name stands inside its tag: names are found outside quotes only. */
static size_t attribute_offset(const Reading *in, size_t tag, Str prefix, Str name) {
	Str want = prefix.len ? str_format(in->arena, "%.*s:%.*s", STR_ARG(prefix), STR_ARG(name)) : name;
	bool quoted = false;
	char quote = 0;
	for (size_t i = tag + 1; i < in->text.len; i++) {
		char c = in->text.at[i];
		if (quoted) { quoted = c != quote; continue; }
		if (c == '"' || c == '\'') { quoted = true; quote = c; continue; }
		if (c == '>') break;
		bool starts = in->text.at[i - 1] == ' ' || in->text.at[i - 1] == '\t' || in->text.at[i - 1] == '\n' || in->text.at[i - 1] == '\r';
		if (!starts || !str_starts(str_slice(in->text, i, in->text.len), want)) continue;
		char after = i + want.len < in->text.len ? in->text.at[i + want.len] : '=';
		if (after == '=' || after == ' ' || after == '\t' || after == '\n' || after == '\r') return i;
	}
	return tag;
}

static void copy_attributes(Reading *in, Xml *to, const xmlNode *from, size_t tag) {
	XmlAttribute **end = &to->attributes;
	for (const xmlAttr *attribute = from->properties; attribute; attribute = attribute->next) {
		XmlAttribute *mine = ARENA_NEW(in->arena, XmlAttribute);
		mine->name = take(in->arena, attribute->name);
		if (attribute->ns && attribute->ns->prefix) mine->prefix = take(in->arena, attribute->ns->prefix);
		Buf value = buf_make(in->arena, 16);
		for (const xmlNode *part = attribute->children; part; part = part->next)
			buf_add(&value, str_of((const char *)part->content));
		mine->value = buf_str(&value);
		mine->from = place(in, attribute_offset(in, tag, mine->prefix, mine->name));
		*end = mine;
		end = &mine->next;
	}
}

/* Behind the tag, comment or instruction that starts at [i]. */
static size_t behind(Str text, size_t i) {
	Str rest = str_slice(text, i, text.len);
	if (str_starts(rest, STR("<!--"))) return find(text, i, STR("-->")) + 3;
	if (str_starts(rest, STR("<?"))) return find(text, i, STR("?>")) + 2;
	int unused;
	return skip_tag(text, i, &unused) + 1;
}

/* The first character of a text: inside a CDATA section if it is one. */
static size_t text_start(Str text, size_t i) {
	if (str_starts(str_slice(text, i, text.len), STR("<![CDATA["))) return i + 9;
	return i;
}

/* [cursor] walks the bytes beside the tree, so that a text starts where the thing before it ended. */
static Xml *copy(Reading *in, const xmlNode *from, Xml *parent, size_t *cursor);

static void copy_kids(Reading *in, Xml *to, const xmlNode *from, size_t *cursor) {
	Xml **end = &to->first, *text = NULL;
	for (const xmlNode *kid = from->children; kid; kid = kid->next) {
		if (kid->type == XML_TEXT_NODE || kid->type == XML_CDATA_SECTION_NODE) {
			Str words = str_of((const char *)kid->content);
			if (!text) {
				text = ARENA_NEW(in->arena, Xml);
				text->kind = XML_WORDS;
				text->parent = to;
				text->from = place(in, text_start(in->text, *cursor));
				*end = text;
				end = &text->next;
			}
			text->words = str_join(in->arena, text->words, words);
			if (kid->type == XML_CDATA_SECTION_NODE) *cursor = find(in->text, *cursor, STR("]]>")) + 3;
			else {
				while (*cursor < in->text.len && in->text.at[*cursor] != '<') ++*cursor;
			}
			continue;
		}
		if (kid->type != XML_ELEMENT_NODE) {
			while (*cursor < in->text.len && in->text.at[*cursor] != '<') ++*cursor;
			*cursor = behind(in->text, *cursor);
			continue;
		}
		text = NULL;
		*end = copy(in, kid, to, cursor);
		end = &(*end)->next;
	}
}

static Xml *copy(Reading *in, const xmlNode *from, Xml *parent, size_t *cursor) {
	size_t tag = (size_t)(uintptr_t)from->_private;
	tag = tag ? tag - 1 : 0;
	Xml *to = ARENA_NEW(in->arena, Xml);
	to->kind = XML_ELEMENT;
	to->parent = parent;
	to->name = take(in->arena, from->name);
	if (from->ns && from->ns->href) to->space = take(in->arena, from->ns->href);
	to->from = place(in, tag);
	copy_attributes(in, to, from, tag);
	int unused;
	size_t end = skip_tag(in->text, tag, &unused);
	bool empty = end > tag && end < in->text.len && in->text.at[end - 1] == '/';
	*cursor = end + 1;
	if (empty) return to;
	copy_kids(in, to, from, cursor);
	while (*cursor < in->text.len && in->text.at[*cursor] != '<') ++*cursor;
	*cursor = behind(in->text, *cursor);
	return to;
}

static const Xml *parse(Reading *in) {
	xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(in->text.at, (int)in->text.len);
	if (!parser) {
		fail(in->diags, (Source){ in->file, 0, 0 }, OUT_OF_MEMORY, "there is not enough memory to read it");
		return NULL;
	}
	/* The bytes are UTF-8 by now, whatever the declaration says. */
	xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
	xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC);
	in->start = parser->sax->startElementNs;
	parser->sax->startElementNs = start_element;
	parser->sax->serror = quiet;
	parser->_private = in;
	xmlParseDocument(parser);
	const xmlError *error = xmlCtxtGetLastError(parser);
	bool sound = parser->wellFormed && parser->nsWellFormed && parser->myDoc && !(error && error->code == XML_ERR_NO_MEMORY);
	const Xml *root = NULL;
	if (sound) {
		size_t cursor = 0;
		root = copy(in, xmlDocGetRootElement(parser->myDoc), NULL, &cursor);
	} else say_error(in, parser);
	if (parser->myDoc) xmlFreeDoc(parser->myDoc);
	xmlFreeParserCtxt(parser);
	return root;
}

static bool is_empty(Str text) { return str_trim(text).len == 0; }

const Xml *xml_read(Arena *arena, Str bytes, const char *file, Diags *diags) {
	Reading in = { .arena = arena, .file = file, .diags = diags };
	if (is_empty(bytes)) {
		fail(diags, (Source){ file, 0, 0 }, EMPTY_FILE, "there is nothing in it");
		hint(diags, "an article is an XML file whose root is <comparison>");
		return NULL;
	}
	if (!decode(&in, bytes)) {
		if (in.nlines) diags_text(diags, file, in.text);
		return NULL;
	}
	in.nlines = 0;
	find_lines(&in);
	diags_text(diags, file, in.text);
	size_t first = 0;
	while (first < in.text.len && (in.text.at[first] == ' ' || in.text.at[first] == '\n' || in.text.at[first] == '\r' || in.text.at[first] == '\t')) first++;
	if (first < in.text.len && in.text.at[first] != '<') {
		fail(diags, place(&in, first), NOT_XML, "it is not XML: it does not start with <");
		return NULL;
	}
	if (!scan(&in)) return NULL;
	return parse(&in);
}

const XmlAttribute *xml_attribute(const Xml *element, const char *name) {
	Str want = str_of(name), prefix = STR("");
	if (str_starts(want, STR("xml:"))) {
		prefix = STR("xml");
		want = str_slice(want, 4, want.len);
	}
	for (const XmlAttribute *attribute = element->attributes; attribute; attribute = attribute->next)
		if (str_equal(attribute->name, want) && str_equal(attribute->prefix, prefix)) return attribute;
	return NULL;
}

Str xml_value(const Xml *element, const char *name) {
	const XmlAttribute *attribute = xml_attribute(element, name);
	return attribute ? attribute->value : STR("");
}

void xml_open(void) { xmlInitParser(); }
void xml_close(void) { xmlCleanupParser(); }
