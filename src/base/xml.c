/* libxml2's tree, copied into ours with exact places.

   libxml2 keeps the end line of a start tag and no column, so its element handlers are wrapped:
   when a start tag has been read, the parser stands at its ">", and the "<" before that is the
   place (a value cannot hold one); at an end tag it stands just behind. Both offsets go into a Span
   that node->_private points to. An attribute's place is found by reading the tag's bytes beside
   the list of attributes, a text's by what ends before it: a tag, a comment or the start of CDATA.

   The handlers for comments, instructions and CDATA are taken away: so texts that only these part
   come as one, and a million of them are not joined one by one.

   Errors: the first is told and no other, since the rest follow from it. Each has a sentence of
   ours, and the place where an author must look, which is often before the one where the parser
   gave up.

   Every object of libxml2 is born and dies in [parse]. Nothing here reads a file or an address:
   the parser gets bytes, a DOCTYPE is refused, and the loader of entities always says no. */
#include "base/xml.h"
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "base/internal.h"

typedef struct Span { size_t tag, content, end; } Span;  /* its "<", behind its ">", behind all */

typedef struct Fault { int code; size_t offset; const Span *open; const char *words, *name; } Fault;

typedef struct Reading {
	const XmlText *in;
	startElementNsSAX2Func start;
	endElementNsSAX2Func end;
	Fault fault;                         /* the first; its code is 0 as long as there is none */
	bool no_memory, refused;
} Reading;

/* ---- what the parser calls ---- */

static size_t offset_of(const Reading *reading, xmlParserCtxtPtr parser) {
	long at = xmlByteConsumed(parser);
	size_t len = reading->in->text.len;
	return at < 0 ? 0 : (size_t)at < len ? (size_t)at : len;
}

/* The [what] that starts last before [i]; [i] itself if there is none. */
static size_t back_to(Str text, size_t i, const char *what) {
	for (size_t at = i; at-- > 0;)
		if (str_starts(str_slice(text, at, text.len), str_of(what))) return at;
	return i;
}

static void start_element(void *user, const xmlChar *name, const xmlChar *prefix,
		const xmlChar *uri, int nspaces, const xmlChar **spaces, int nattributes, int ndefaulted,
		const xmlChar **attributes) {
	xmlParserCtxtPtr parser = user;
	Reading *reading = parser->_private;
	const xmlNode *before = parser->node;
	reading->start(user, name, prefix, uri, nspaces, spaces, nattributes, ndefaulted, attributes);
	if (!parser->node || parser->node == before) return;
	Str text = reading->in->text;
	size_t at = offset_of(reading, parser);
	Span *span = ARENA_NEW(reading->in->arena, Span);
	span->tag = back_to(text, at, "<");
	const char *close = memchr(text.at + at, '>', text.len - at);
	span->content = span->end = close ? (size_t)(close - text.at) + 1 : text.len;
	parser->node->_private = span;
}

static void end_element(void *user, const xmlChar *name, const xmlChar *prefix,
		const xmlChar *uri) {
	xmlParserCtxtPtr parser = user;
	Reading *reading = parser->_private;
	Span *span = parser->node ? parser->node->_private : NULL;
	if (span) span->end = offset_of(reading, parser);
	reading->end(user, name, prefix, uri);
}

/* Makes the parser's loops end, and leaves its buffers alone, which its functions still hold. */
static void stop(xmlParserCtxtPtr parser) {
	parser->instate = XML_PARSER_EOF;
	parser->disableSAX = 1;
}

/* The scan has refused each DOCTYPE already; this keeps it so if the two ever disagree. */
static void refuse_doctype(void *user, const xmlChar *name, const xmlChar *public_id,
		const xmlChar *system_id) {
	(void)name, (void)public_id, (void)system_id;
	xmlParserCtxtPtr parser = user;
	Reading *reading = parser->_private;
	if (reading->refused) return;
	fail(reading->in->diags, xml_text_place(reading->in, offset_of(reading, parser)), DOCTYPE,
		"a DOCTYPE is refused: it could make the program read other files");
	reading->refused = true;
	stop(parser);
}

static xmlParserInputPtr refuse_entity(const char *url, const char *id, xmlParserCtxtPtr parser) {
	(void)url, (void)id, (void)parser;
	return NULL;
}

static void ignore_error(void *user, xmlErrorPtr error) { (void)user, (void)error; }

/* Warnings and doubts about xml:id are no faults: those are for the vocabulary to judge. */
static void keep_error(void *user, xmlErrorPtr error) {
	xmlParserCtxtPtr parser = user;
	Reading *reading = parser->_private;
	/* An error without words is one for whose words there was no memory. */
	if (error->code == XML_ERR_NO_MEMORY || !error->message) reading->no_memory = true;
	bool matters = error->level == XML_ERR_FATAL || error->domain == XML_FROM_NAMESPACE;
	if (!matters || error->level == XML_ERR_WARNING) return;
	stop(parser);
	if (reading->fault.code) return;
	Arena *arena = reading->in->arena;
	Str name = str_of(error->str1), local = str_of(error->str2);
	bool prefixed = error->code == XML_ERR_ATTRIBUTE_REDEFINED && local.len;
	if (prefixed) name = str_format(arena, "%s:%s", error->str1, error->str2);
	reading->fault = (Fault){
		.code = error->code,
		.offset = offset_of(reading, parser),
		.open = parser->node ? parser->node->_private : NULL,
		.words = str_zero(arena, str_trim(str_of(error->message))),
		.name = str_zero(arena, name),
	};
}

/* ---- sentences for its errors ---- */

/* [from]: what the place is, which stands before the place where the parser stands; NULL: there. */
typedef struct Sentence { int code; const char *from, *words, *hint; } Sentence;

static const Sentence sentences[] = {
	{ XML_ERR_DOCUMENT_EMPTY, NULL, "there is no element here, and a file needs one", NULL },
	{ XML_ERR_DOCUMENT_END, NULL, "something stands behind the end of the root element",
		"a file has one root element, and all else stands in it" },
	{ XML_ERR_INVALID_HEX_CHARREF, "&", "this number of a character is not right",
		"a character is written as &#8364; or &#x20AC;, or as itself" },
	{ XML_ERR_INVALID_DEC_CHARREF, "&", "this number of a character is not right",
		"a character is written as &#8364; or &#x20AC;, or as itself" },
	{ XML_ERR_INVALID_CHARREF, "&", "this number of a character is not right",
		"a character is written as &#8364; or &#x20AC;, or as itself" },
	{ XML_ERR_INVALID_CHAR, "&", "this number stands for no character that XML may hold", NULL },
	{ XML_ERR_ENTITYREF_SEMICOL_MISSING, "&", "this & starts a name that no ; ends",
		"the character & itself is written &amp;" },
	{ XML_ERR_LT_IN_ATTRIBUTE, NULL, "a < stands in the value of an attribute",
		"is the closing quote missing before it? The character < itself is written &lt;" },
	{ XML_ERR_ATTRIBUTE_NOT_STARTED, NULL, "the value of an attribute needs quotes",
		"name=\"value\"" },
	{ XML_ERR_ATTRIBUTE_NOT_FINISHED, NULL, "the value of an attribute is not closed",
		"a value ends with the quote it began with" },
	{ XML_ERR_SPACE_REQUIRED, NULL, "a blank is missing here", NULL },
	{ XML_ERR_GT_REQUIRED, NULL, "the tag is not closed: a > is missing", NULL },
	{ XML_ERR_LTSLASH_REQUIRED, NULL, "an end tag is missing here", NULL },
	{ XML_ERR_NAME_TOO_LONG, NULL, "this name is longer than any name need be", NULL },
	{ XML_ERR_COMMENT_NOT_FINISHED, "<!--", "the comment is not closed: --> is missing", NULL },
	{ XML_ERR_HYPHEN_IN_COMMENT, NULL, "two hyphens stand in a comment", "only --> may end it" },
	{ XML_ERR_PI_NOT_STARTED, "<?", "this is no instruction: a name must follow <?", NULL },
	{ XML_ERR_PI_NOT_FINISHED, "<?", "the instruction is not closed: ?> is missing", NULL },
	{ XML_ERR_RESERVED_XML_NAME, "<?", "<?xml may stand at the very start of the file only",
		"nothing may stand before it, not even a blank line" },
	{ XML_ERR_XMLDECL_NOT_FINISHED, NULL, "the XML declaration is not closed: ?> is missing", NULL },
	{ XML_ERR_VERSION_MISSING, NULL, "the XML declaration names no version",
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>" },
	{ XML_ERR_ENCODING_NAME, NULL, "the XML declaration's encoding is no name", "encoding=\"UTF-8\"" },
	{ XML_ERR_CDATA_NOT_FINISHED, "<![CDATA[", "the CDATA section is not closed: ]]> is missing",
		NULL },
	{ XML_NS_ERR_QNAME, NULL, "a name may have one colon, between two parts", NULL },
	{ XML_NS_ERR_ATTRIBUTE_REDEFINED, "<", "two attributes of this element have the same name", NULL },
	{ XML_WAR_NS_URI, "<", "this tag declares a namespace whose name is not an address (a URI)",
		NULL },
	{ XML_NS_ERR_EMPTY, "<", "a prefix is declared here for no namespace", NULL },
};

static Source place(const Reading *reading, size_t offset) {
	return xml_text_place(reading->in, offset);
}

/* [text] as it may be quoted: a name of the input can be as long as its author likes. */
static Str quote(const Reading *reading, Str text) {
	size_t end = 0;
	for (int n = 0; n < 40 && end < text.len; n++) utf8_next(text, &end);
	return end == text.len ? text
		: str_join(reading->in->arena, str_slice(text, 0, end), STR("…"));
}

/* An end tag that does not fit, or no end tag at all: the start tag is named. */
static void say_open(const Reading *reading) {
	Str text = reading->in->text, name = quote(reading, xml_text_name(text, reading->fault.open->tag));
	Diags *diags = reading->in->diags;
	Source open = place(reading, reading->fault.open->tag);
	if (reading->fault.code == XML_ERR_TAG_NOT_FINISHED) {
		fail(diags, open, NOT_XML, "<%.*s> is never closed: </%.*s> is missing", STR_ARG(name),
			STR_ARG(name));
		return;
	}
	size_t at = back_to(text, reading->fault.offset, "</");
	Str wrong = quote(reading, xml_text_name(text, at));
	fail(diags, place(reading, at), NOT_XML, "</%.*s> stands where </%.*s> must stand",
		STR_ARG(wrong), STR_ARG(name));
	hint(diags, "<%.*s> was opened in line %d, column %d", STR_ARG(name), open.line, open.column);
}

/* A name is wanted where none is: mostly a character that must be written otherwise. [tag] is the
   "<" before it. */
static void say_name(const Reading *reading, size_t tag) {
	Str text = reading->in->text;
	size_t at = reading->fault.offset;
	char before = at > 0 ? text.at[at - 1] : ' ';
	Diags *diags = reading->in->diags;
	if (before == '&') {
		fail(diags, place(reading, at - 1), NOT_XML, "this & starts no name");
		hint(diags, "the character & itself is written &amp;");
	} else if (before == '<') {
		fail(diags, place(reading, at - 1), NOT_XML, "this < starts no tag");
		hint(diags, "the character < itself is written &lt;");
	} else if (at == text.len || text.at[at] == '<') {
		fail(diags, place(reading, tag), NOT_XML, "this tag is not closed: a > is missing");
	} else fail(diags, place(reading, at), NOT_XML, "a name must stand here");
}

static size_t find_second(Str text, size_t tag, Str name) {
	size_t at = tag + 1 + xml_text_name(text, tag).len;
	Str found;
	for (int n = 0; xml_text_attribute(text, &at, &found);)
		if (str_equal(found, name) && ++n == 2) return (size_t)(found.at - text.at);
	return tag;
}

/* Faults whose sentence quotes a name. False if it is none of them. */
static bool say_named(const Reading *reading) {
	const Fault *fault = &reading->fault;
	Str text = reading->in->text, full = str_of(fault->name), name = quote(reading, full);
	Diags *diags = reading->in->diags;
	size_t at = fault->offset, tag = back_to(text, at, "<");
	switch (fault->code) {
	case XML_ERR_UNDECLARED_ENTITY: case XML_WAR_UNDECLARED_ENTITY:
		fail(diags, place(reading, back_to(text, at, "&")), NOT_XML,
			"&%.*s; is not known in XML", STR_ARG(name));
		hint(diags, "write the character itself, or its number, as in &#8364;");
		return true;
	case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
		while (at > 0 && text.at[at - 1] <= ' ') at--;
		fail(diags, place(reading, at >= full.len ? at - full.len : 0), NOT_XML,
			"the attribute %.*s has no value", STR_ARG(name));
		hint(diags, "%.*s=\"value\"", STR_ARG(name));
		return true;
	case XML_ERR_ATTRIBUTE_REDEFINED:
		fail(diags, place(reading, find_second(text, tag, full)), NOT_XML,
			"the attribute %.*s stands here for the second time", STR_ARG(name));
		return true;
	case XML_NS_ERR_UNDEFINED_NAMESPACE:
		fail(diags, place(reading, tag), NOT_XML, "the prefix %.*s is not declared", STR_ARG(name));
		hint(diags, "remove it, or declare it on the root with xmlns:%.*s=\"…\"", STR_ARG(name));
		return true;
	case XML_ERR_NAME_REQUIRED:
		say_name(reading, tag);
		return true;
	case XML_ERR_SPACE_REQUIRED: case XML_ERR_GT_REQUIRED:
		if (at < text.len && text.at[at] != '<') return false;
		fail(diags, place(reading, tag), NOT_XML, "this tag is not closed: a > is missing");
		return true;
	case XML_ERR_MISPLACED_CDATA_END:
		while (at < text.len && !str_starts(str_slice(text, at, text.len), STR("]]>"))) at++;
		fail(diags, place(reading, at), NOT_XML, "]]> stands in a text");
		hint(diags, "it may only end a CDATA section; elsewhere it is written ]]&gt;");
		return true;
	default: return false;
	}
}

static void say_fault(const Reading *reading) {
	const XmlText *in = reading->in;
	const Fault *fault = &reading->fault;
	size_t at = fault->offset;
	/* Memory is the one thing that the parser may lack without a word. */
	if (reading->no_memory || !fault->code) {
		fail(in->diags, (Source){ in->file, 0, 0 }, OUT_OF_MEMORY,
			"there is not enough memory to read it");
		return;
	}
	bool open = fault->code == XML_ERR_TAG_NOT_FINISHED || fault->code == XML_ERR_TAG_NAME_MISMATCH;
	if (open && fault->open) {
		say_open(reading);
		return;
	}
	if (say_named(reading)) return;
	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
		const Sentence *row = &sentences[i];
		if (row->code != fault->code) continue;
		if (row->from) at = back_to(in->text, at, row->from);
		fail(in->diags, place(reading, at), NOT_XML, "%s", row->words);
		if (row->hint) hint(in->diags, "%s", row->hint);
		return;
	}
	fail(in->diags, place(reading, at), NOT_XML, "this is not well-formed: %s", fault->words);
}

/* ---- our tree ---- */

static Str take(Arena *arena, const xmlChar *text) {
	return str_copy(arena, str_of((const char *)text));
}

/* The texts from [first] to the next element as one; [next] is then that element or NULL. */
static Str take_words(Arena *arena, const xmlNode *first, const xmlNode **next) {
	size_t len = 0;
	const xmlNode *node = first;
	for (; node && node->type != XML_ELEMENT_NODE; node = node->next)
		if (node->content) len += strlen((const char *)node->content);
	if (next) *next = node;
	char *at = arena_alloc(arena, len + 1), *to = at;
	for (node = first; node && node->type != XML_ELEMENT_NODE; node = node->next) {
		Str part = str_of((const char *)node->content);
		if (part.len) memcpy(to, part.at, part.len);
		to += part.len;
	}
	return (Str){ at, len };
}

/* The next name in the tag that declares no namespace: those are no attributes in the tree. */
static Str next_name(Str text, size_t *at) {
	Str name;
	while (xml_text_attribute(text, at, &name))
		if (!str_is(name, "xmlns") && !str_starts(name, STR("xmlns:"))) return name;
	return (Str){ text.at + *at, 0 };
}

static void copy_attributes(const XmlText *in, Xml *to, const xmlNode *from, size_t tag) {
	XmlAttribute **end = &to->attributes;
	size_t at = tag + 1 + xml_text_name(in->text, tag).len;
	for (const xmlAttr *attribute = from->properties; attribute; attribute = attribute->next) {
		XmlAttribute *mine = ARENA_NEW(in->arena, XmlAttribute);
		mine->name = take(in->arena, attribute->name);
		if (attribute->ns) mine->prefix = take(in->arena, attribute->ns->prefix);
		mine->value = take_words(in->arena, attribute->children, NULL);
		mine->from = xml_text_place(in, (size_t)(next_name(in->text, &at).at - in->text.at));
		*end = mine;
		end = &mine->next;
	}
}

static Xml *copy_words(const XmlText *in, Str words, size_t offset) {
	Xml *to = ARENA_NEW(in->arena, Xml);
	to->kind = XML_WORDS;
	to->words = words;
	to->from = xml_text_place(in, xml_text_words(in->text, offset));
	return to;
}

/* As deep as the file is, which the scan has limited. */
static Xml *copy(const XmlText *in, const xmlNode *from) {
	static const Span nowhere;
	const Span *span = from->_private ? from->_private : &nowhere;
	Xml *to = ARENA_NEW(in->arena, Xml), **end = &to->first;
	to->kind = XML_ELEMENT;
	to->name = take(in->arena, from->name);
	if (from->ns) to->space = take(in->arena, from->ns->href);
	to->from = xml_text_place(in, span->tag);
	copy_attributes(in, to, from, span->tag);
	size_t offset = span->content;
	for (const xmlNode *kid = from->children; kid;) {
		const xmlNode *next = kid->next;
		if (kid->type == XML_ELEMENT_NODE) {
			*end = copy(in, kid);
			if (kid->_private) offset = ((const Span *)kid->_private)->end;
		} else {
			Str words = take_words(in->arena, kid, &next);
			if (words.len) *end = copy_words(in, words, offset);
		}
		if (*end) {
			(*end)->parent = to;
			end = &(*end)->next;
		}
		kid = next;
	}
	return to;
}

/* ---- the parser ---- */

static void prepare(Reading *reading, xmlParserCtxtPtr parser) {
	/* The text is UTF-8 by now, whatever its declaration says. */
	xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
	xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA
		| XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC);
	xmlSAXHandler *sax = parser->sax;
	reading->start = sax->startElementNs;
	reading->end = sax->endElementNs;
	sax->startElementNs = start_element;
	sax->endElementNs = end_element;
	sax->internalSubset = refuse_doctype;
	sax->externalSubset = NULL;
	sax->comment = NULL;
	sax->processingInstruction = NULL;
	sax->serror = keep_error;
	parser->_private = reading;
}

static const Xml *parse(const XmlText *in) {
	Reading reading = { .in = in };
	const Xml *root = NULL;
	/* What libxml2 says outside a parser would go to standard error; the setting is the thread's. */
	xmlSetStructuredErrorFunc(NULL, ignore_error);
	xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(in->text.at, (int)in->text.len);
	reading.no_memory = !parser;
	if (parser) {
		prepare(&reading, parser);
		xmlParseDocument(parser);
		const xmlNode *top = parser->myDoc ? xmlDocGetRootElement(parser->myDoc) : NULL;
		bool sound = parser->wellFormed && parser->nsWellFormed && !reading.fault.code;
		if (sound && top && !reading.no_memory && !reading.refused) root = copy(in, top);
		if (parser->myDoc) xmlFreeDoc(parser->myDoc);
		xmlFreeParserCtxt(parser);
	}
	xmlSetStructuredErrorFunc(NULL, NULL);
	if (!root && !reading.refused) say_fault(&reading);
	return root;
}

const Xml *xml_read(Arena *arena, Str bytes, const char *file, Diags *diags) {
	XmlText in = { .arena = arena, .file = file, .diags = diags };
	if (!xml_text_decode(&in, bytes) || !xml_text_scan(&in)) return NULL;
	if (in.text.len > INT32_MAX) {
		fail(diags, (Source){ file, 0, 0 }, TOO_LARGE, "it is larger than 2 GB");
		return NULL;
	}
	return parse(&in);
}

const XmlAttribute *xml_attribute(const Xml *element, const char *name) {
	Str want = str_of(name), prefix = { NULL, 0 };
	if (str_starts(want, STR("xml:"))) {
		prefix = STR("xml");
		want = str_slice(want, 4, want.len);
	}
	const XmlAttribute *at = element->attributes;
	while (at && !(str_equal(at->name, want) && str_equal(at->prefix, prefix))) at = at->next;
	return at;
}

Str xml_value(const Xml *element, const char *name) {
	const XmlAttribute *attribute = xml_attribute(element, name);
	return attribute ? attribute->value : STR("");
}

void xml_open(void) {
	xmlInitParser();
	xmlSetExternalEntityLoader(refuse_entity);
}

void xml_close(void) { xmlCleanupParser(); }
