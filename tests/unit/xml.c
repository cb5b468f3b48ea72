/* Reading XML: where everything stands, what is refused and with which words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail                                      /* ours is another */
#include <libxml/xmlmemory.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/xml.h"

#define BYTES(literal) literal, sizeof(literal) - 1
#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* ---- a tree as one line: NAME@LINE:COLUMN{SPACE}[ATTRIBUTE@..=VALUE ...](KIDS) "TEXT"@.. ---- */

static void write_text(Buf *out, Str text) {
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\n') buf_add(out, STR("\\n"));
		else if (text.at[i] == '\t') buf_add(out, STR("\\t"));
		else buf_byte(out, text.at[i]);
	}
}

static void write_place(Buf *out, Source from) {
	buf_format(out, "@%d:%d", from.line, from.column);
}

static void write_tree(Buf *out, const Xml *node) {
	if (node->kind == XML_WORDS) {
		buf_byte(out, '"');
		write_text(out, node->words);
		buf_byte(out, '"');
		write_place(out, node->from);
		return;
	}
	buf_add(out, node->name);
	write_place(out, node->from);
	if (node->space.len) buf_format(out, "{%.*s}", STR_ARG(node->space));
	for (const XmlAttribute *at = node->attributes; at; at = at->next) {
		buf_byte(out, at == node->attributes ? '[' : ' ');
		if (at->prefix.len) buf_format(out, "%.*s:", STR_ARG(at->prefix));
		buf_add(out, at->name);
		write_place(out, at->from);
		buf_byte(out, '=');
		write_text(out, at->value);
		if (!at->next) buf_byte(out, ']');
	}
	for (const Xml *kid = node->first; kid; kid = kid->next) {
		assert_ptr_equal(kid->parent, node);
		buf_byte(out, kid == node->first ? '(' : ' ');
		write_tree(out, kid);
		if (!kid->next) buf_byte(out, ')');
	}
}

/* The tree, or "WORD@LINE:COLUMN MESSAGE" for each message. */
static const char *outcome(Arena *arena, Str bytes) {
	Diags *diags = diags_make(arena);
	/* Without a NUL behind it, in memory of its own: reading too far is seen by ASan. */
	char *exact = malloc(bytes.len ? bytes.len : 1);
	if (bytes.len) memcpy(exact, bytes.at, bytes.len);
	const Xml *root = xml_read(arena, (Str){ exact, bytes.len }, "f", diags);
	Buf out = buf_make(arena, 64);
	if (root) write_tree(&out, root);
	for (const Diag *at = diags->first; at; at = at->next) {
		if (out.len) buf_add(&out, STR(" | "));
		buf_add(&out, str_of(diag_kind(at->id)->word));
		if (at->from.line) write_place(&out, at->from);
		buf_format(&out, " %.*s", STR_ARG(at->message));
	}
	assert_true((root != NULL) == (diags->nerrors == 0));
	Buf shown = buf_make(arena, 64);
	diags_write(diags, &shown, false);
	free(exact);
	return buf_str(&out).at;
}

typedef struct Case { const char *name, *input; size_t len; const char *want; } Case;

static void check(const Case *cases, size_t n) {
	int wrong = 0;
	for (size_t i = 0; i < n; i++) {
		Arena *arena = arena_open();
		const char *got = outcome(arena, (Str){ cases[i].input, cases[i].len });
		if (strcmp(got, cases[i].want) != 0) {
			print_error("%s\n   got: %s\n  want: %s\n", cases[i].name, got, cases[i].want);
			wrong++;
		}
		arena_close(arena);
	}
	assert_int_equal(wrong, 0);
}

/* ---- places ---- */

static void places(void **state) {
	(void)state;
	static const Case cases[] = {
		{ "one element", BYTES("<a/>"), "a@1:1" },
		{ "declaration and blank lines", BYTES("<?xml version=\"1.0\"?>\n\n<a/>\n"), "a@3:1" },
		{ "blank lines before all", BYTES("\n \n  <a/>"), "a@3:3" },
		{ "text and elements", BYTES("<a>x<b/>y</a>"), "a@1:1(\"x\"@1:4 b@1:5 \"y\"@1:9)" },
		{ "white space is text", BYTES("<a>\n\t<b/>\n</a>"),
			"a@1:1(\"\\n\\t\"@1:4 b@2:2 \"\\n\"@2:6)" },
		{ "LF, CR LF and CR", BYTES("<a>\n<b/>\r\n<c/>\r<d/>\r\r<e/></a>"),
			"a@1:1(\"\\n\"@1:4 b@2:1 \"\\n\"@2:5 c@3:1 \"\\n\"@3:5 d@4:1 \"\\n\\n\"@4:5 e@6:1)" },
		{ "tabs are one column", BYTES("<a>\t\t<b\tx='1'/></a>"),
			"a@1:1(\"\\t\\t\"@1:4 b@1:6[x@1:9=1])" },
		{ "columns count characters", BYTES("<a>\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80<b/></a>"),
			"a@1:1(\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"@1:4 b@1:7)" },
		{ "combining marks count", BYTES("<a>e\xCC\x81<b/></a>"), "a@1:1(\"e\xCC\x81\"@1:4 b@1:6)" },
		{ "byte order mark takes no column", BYTES("\xEF\xBB\xBF<a><b/></a>"), "a@1:1(b@1:4)" },
		{ "entities", BYTES("<a>&amp;&lt;&#65;<b/>&#x20AC;</a>"),
			"a@1:1(\"&<A\"@1:4 b@1:18 \"\xE2\x82\xAC\"@1:22)" },
		{ "comments part nothing", BYTES("<a>x<!-- <b> -->y<b/></a>"), "a@1:1(\"xy\"@1:4 b@1:18)" },
		{ "text behind a comment", BYTES("<a><!--\n-->x</a>"), "a@1:1(\"x\"@2:4)" },
		{ "text behind an instruction", BYTES("<a><?p > ?>x<b/></a>"), "a@1:1(\"x\"@1:12 b@1:13)" },
		{ "comment between elements", BYTES("<a><b/><!--c--><c/></a>"), "a@1:1(b@1:4 c@1:16)" },
		{ "CDATA is text", BYTES("<a><![CDATA[<x>&]]></a>"), "a@1:1(\"<x>&\"@1:13)" },
		{ "CDATA joins text", BYTES("<a>x<![CDATA[y]]>z<b/></a>"), "a@1:1(\"xyz\"@1:4 b@1:19)" },
		{ "CDATA side by side", BYTES("<a><![CDATA[x]]><![CDATA[y]]><b/>z</a>"),
			"a@1:1(\"xy\"@1:13 b@1:30 \"z\"@1:34)" },
		{ "empty CDATA is nothing", BYTES("<a><![CDATA[]]></a>"), "a@1:1" },
		{ "empty CDATA before text", BYTES("<a><![CDATA[]]><!--c-->x</a>"), "a@1:1(\"x\"@1:24)" },
		{ "end tags with blanks", BYTES("<a><b>x</b\n>y</a  >"),
			"a@1:1(b@1:4(\"x\"@1:7) \"y\"@2:2)" },
		{ "> in a value", BYTES("<a x='>' y=\"/>\"><b/></a>"), "a@1:1[x@1:4=> y@1:10=/>](b@1:17)" },
		{ "> in a value before text", BYTES("<a x='>'>t</a>"), "a@1:1[x@1:4=>](\"t\"@1:10)" },
		{ "attributes over lines", BYTES("<a\n  x = 'y'\n\tyy\n= 'x'/>"), "a@1:1[x@2:3=y yy@3:2=x]" },
		{ "a name inside a value", BYTES("<a x=' y=\"1\" ' y='2'/>"),
			"a@1:1[x@1:4= y=\"1\"  y@1:16=2]" },
		{ "values are decoded", BYTES("<a x='&amp;&quot;&#65;&lt;&#x1F600;b'/>"),
			"a@1:1[x@1:4=&\"A<\xF0\x9F\x98\x80" "b]" },
		{ "line ends in values are blanks", BYTES("<a x='1\n2\t3'/>"), "a@1:1[x@1:4=1 2 3]" },
		{ "empty value", BYTES("<a x=''/>"), "a@1:1[x@1:4=]" },
		{ "namespaces", BYTES("<a xmlns='urn:u' xmlns:p='urn:p' p:x='1' x='2'><p:b/><c xmlns=''/></a>"),
			"a@1:1{urn:u}[p:x@1:34=1 x@1:42=2](b@1:48{urn:p} c@1:54)" },
		{ "xml:lang and xml:id", BYTES("<a xml:lang='en' xml:id='i' id='i'/>"),
			"a@1:1[xml:lang@1:4=en xml:id@1:18=i id@1:29=i]" },
		{ "xml:id twice is not for us", BYTES("<a><b xml:id='1'/><b xml:id='1'/></a>"),
			"a@1:1(b@1:4[xml:id@1:7=1] b@1:19[xml:id@1:22=1])" },
		{ "comments around the root", BYTES("<!-- a -->\n<?p?><a/><!-- b -->\n"), "a@2:6" },
		{ "Latin-1", BYTES("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9<b/></a>"),
			"a@1:44(\"\xC3\xA9\"@1:47 b@1:48)" },
		{ "ASCII", BYTES("<?xml version='1.0' encoding=\"us-ascii\"?><a>e</a>"),
			"a@1:42(\"e\"@1:45)" },
		{ "a mark is surer than a declaration",
			BYTES("\xEF\xBB\xBF<?xml version='1.0' encoding='ISO-8859-1'?><a>\xC3\xA9</a>"),
			"a@1:44(\"\xC3\xA9\"@1:47)" },
		{ "UTF-16, little", BYTES("\xFF\xFE<\0a\0>\0\n\0\xAC\x20\x3D\xD8\x00\xDE"
			"<\0b\0/\0>\0<\0/\0a\0>\0"),
			"a@1:1(\"\\n\xE2\x82\xAC\xF0\x9F\x98\x80\"@1:4 b@2:3)" },
		{ "UTF-16, big", BYTES("\xFE\xFF\0<\0a\0>\x20\xAC\0<\0/\0a\0>"),
			"a@1:1(\"\xE2\x82\xAC\"@1:4)" },
		{ "UTF-16 that says UTF-8", BYTES("\xFE\xFF\0<\0?\0x\0m\0l\0 \0v\0e\0r\0s\0i\0o\0n\0=\0'\0"
			"1\0.\0" "0\0'\0 \0e\0n\0c\0o\0d\0i\0n\0g\0=\0'\0u\0t\0f\0-\0" "8\0'\0?\0>\0<\0a\0/\0>"),
			"a@1:39" },
	};
	check(cases, LENGTH(cases));
}

/* ---- refusals ---- */

static void refusals(void **state) {
	(void)state;
	static const Case cases[] = {
		{ "nothing", BYTES(""), "empty-file there is nothing in it" },
		{ "blanks only", BYTES(" \n\t"), "empty-file there is nothing in it" },
		{ "a mark only", BYTES("\xEF\xBB\xBF"), "empty-file there is nothing in it" },
		{ "a UTF-16 mark only", BYTES("\xFF\xFE"), "empty-file there is nothing in it" },
		{ "gzip", BYTES("\x1F\x8B\x08\0"), "not-xml the file is compressed (gzip): unpack it first" },
		{ "xz", BYTES("\xFD" "7zXZ\0"), "not-xml the file is compressed (xz): unpack it first" },
		{ "zip", BYTES("PK\3\4\0\0"),
			"not-xml the file is a zip archive or an office document, not XML" },
		{ "PDF", BYTES("%PDF-1.7\n"), "not-xml the file is a PDF, not XML" },
		{ "a NUL", BYTES("<a>\0</a>"), "not-xml the file has zero bytes in it: it is not text" },
		{ "UTF-32", BYTES("\xFF\xFE\0\0<\0\0\0"),
			"encoding the file is UTF-32, which is not read: save it as UTF-8" },
		{ "UTF-16 without a mark", BYTES("<\0a\0/\0>\0"),
			"encoding the file is UTF-16 without a byte order mark: save it as UTF-8" },
		{ "UTF-16 cut", BYTES("\xFE\xFF\0<\0a\0"), "encoding@1:3 the file's UTF-16 is broken here" },
		{ "UTF-16, half a pair", BYTES("\xFE\xFF\0<\0a\xD8\x3D\0/\0>"),
			"encoding@1:3 the file's UTF-16 is broken here" },
		{ "not UTF-8", BYTES("<a>\n\xC3\xA9\xE9</a>"), "encoding@2:2 the byte 0xE9 here is not UTF-8" },
		{ "overlong", BYTES("<a>\xC0\xAF</a>"), "encoding@1:4 the byte 0xC0 here is not UTF-8" },
		{ "cut UTF-8", BYTES("<a>\xE2\x82"), "encoding@1:4 the byte 0xE2 here is not UTF-8" },
		{ "not ASCII", BYTES("<?xml version='1.0' encoding='ASCII'?><a>\xC3\xA9</a>"),
			"encoding@1:42 the byte 0xC3 here is not US-ASCII, which the first line declares" },
		{ "Windows-1252 as Latin-1",
			BYTES("<?xml version='1.0' encoding='latin1'?>\n<a>\xE9\x93</a>"),
			"encoding@2:5 the byte 0x93 behind this is not ISO-8859-1, which the first line declares" },
		{ "another encoding", BYTES("<?xml version='1.0' encoding=\"Shift_JIS\"?><a/>"),
			"encoding@1:31 the encoding \"Shift_JIS\" is not read" },
		{ "UTF-16 that is none", BYTES("<?xml version='1.0'\n encoding='UTF-16'?><a/>"),
			"encoding@2:12 the file says it is UTF-16, but has no byte order mark" },
		{ "plain text", BYTES("\n  Dear reader"),
			"not-xml@2:3 this is not XML: an XML file starts with <" },
		{ "DOCTYPE", BYTES("<?xml version='1.0'?>\n <!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"),
			"doctype@2:2 a DOCTYPE is refused: it could make the program read other files" },
		{ "DOCTYPE of a page", BYTES("<!doctype html><html/>"),
			"doctype@1:1 a DOCTYPE is refused: it could make the program read other files" },
		{ "DOCTYPE with entities", BYTES("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"),
			"doctype@1:1 a DOCTYPE is refused: it could make the program read other files" },
		{ "DOCTYPE in a comment", BYTES("<!--<!DOCTYPE a>--><a><![CDATA[<!DOCTYPE a>]]></a>"),
			"a@1:20(\"<!DOCTYPE a>\"@1:32)" },
		{ "DOCTYPE in an instruction", BYTES("<?p <!DOCTYPE a>?><a/>"), "a@1:19" },
		{ "a control", BYTES("<a>\n x\x07</a>"),
			"not-xml@2:3 the character U+0007 may not stand in XML" },
		{ "U+FFFE", BYTES("<a>\xEF\xBF\xBE</a>"),
			"not-xml@1:4 the character U+FFFE may not stand in XML" },
	};
	check(cases, LENGTH(cases));
}

/* ---- what is not well-formed ---- */

static void faults(void **state) {
	(void)state;
	static const Case cases[] = {
		{ "wrong end tag", BYTES("<a>\n <b>x</c>\n</a>"),
			"not-xml@2:6 </c> stands where </b> must stand" },
		{ "end tags crossed", BYTES("<a><b><c></b></c></a>"),
			"not-xml@1:10 </b> stands where </c> must stand" },
		{ "prefixed end tag", BYTES("<a xmlns:p='u'><p:b></b></a>"),
			"not-xml@1:21 </b> stands where </p:b> must stand" },
		{ "never closed", BYTES("<a>\n <b>x\n"), "not-xml@2:2 <b> is never closed: </b> is missing" },
		{ "root never closed", BYTES("<a><b/>"), "not-xml@1:1 <a> is never closed: </a> is missing" },
		{ "ampersand", BYTES("<a>Fees & costs</a>"), "not-xml@1:9 this & starts no name" },
		{ "ampersand in a value", BYTES("<a x='b & c'/>"), "not-xml@1:9 this & starts no name" },
		{ "ampersand without ;", BYTES("<a>A&B are</a>"),
			"not-xml@1:5 this & starts a name that no ; ends" },
		{ "unknown entity", BYTES("<a>\nx&nbsp;y</a>"), "not-xml@2:2 &nbsp; is not known in XML" },
		{ "unknown entity in a value", BYTES("<a x='1&copy;'/>"),
			"not-xml@1:8 &copy; is not known in XML" },
		{ "wrong number", BYTES("<a>&#xZZ;</a>"),
			"not-xml@1:4 this number of a character is not right" },
		{ "number of a control", BYTES("<a>&#1;</a>"),
			"not-xml@1:4 this number stands for no character that XML may hold" },
		{ "less-than", BYTES("<a>1 < 2</a>"), "not-xml@1:6 this < starts no tag" },
		{ "no quotes", BYTES("<a x=1/>"), "not-xml@1:6 the value of an attribute needs quotes" },
		{ "no closing quote", BYTES("<a x=\"1><b y=\"2\"/></a>"),
			"not-xml@1:9 a < stands in the value of an attribute" },
		{ "value to the end", BYTES("<a x=\"1>"),
			"not-xml@1:9 the value of an attribute is not closed" },
		{ "no value", BYTES("<a checked>x</a>"), "not-xml@1:4 the attribute checked has no value" },
		{ "twice", BYTES("<a x='1'\n y='2' x='3'/>"),
			"not-xml@2:8 the attribute x stands here for the second time" },
		{ "twice with prefix", BYTES("<a xml:id='1' xml:id='2'/>"),
			"not-xml@1:15 the attribute xml:id stands here for the second time" },
		{ "twice by namespace", BYTES("<a xmlns:p='u' xmlns:q='u' p:x='1' q:x='2'/>"),
			"not-xml@1:1 two attributes of this element have the same name" },
		{ "no blank", BYTES("<a x='1'y='2'/>"), "not-xml@1:9 a blank is missing here" },
		{ "tag never closed", BYTES("<a x='1'"), "not-xml@1:1 this tag is not closed: a > is missing" },
		{ "tag runs into another", BYTES("<a>\n<b x='1'\n<c/></a>"),
			"not-xml@2:1 this tag is not closed: a > is missing" },
		{ "no > but a word", BYTES("<a/ x>"), "not-xml@1:3 a name must stand here" },
		{ "unknown prefix", BYTES("<a>\n<p:b/></a>"), "not-xml@2:1 the prefix p is not declared" },
		{ "unknown prefix of an attribute", BYTES("<a><b p:x='1'/></a>"),
			"not-xml@1:4 the prefix p is not declared" },
		{ "a namespace that is no address", BYTES("<a>\n<b xmlns='a b'/></a>"),
			"not-xml@2:1 this tag declares a namespace whose name is not an address (a URI)" },
		{ "two roots", BYTES("<a/>\n<b/>"),
			"not-xml@2:1 something stands behind the end of the root element" },
		{ "text behind the root", BYTES("<a/>x"),
			"not-xml@1:5 something stands behind the end of the root element" },
		{ "no root", BYTES("<!-- only -->"),
			"not-xml@1:14 there is no element here, and a file needs one" },
		{ "late declaration", BYTES("\n<?xml version='1.0'?><a/>"),
			"not-xml@2:1 <?xml may stand at the very start of the file only" },
		{ "comment not closed", BYTES("<a>\n<!-- x</a>"),
			"not-xml@2:1 the comment is not closed: --> is missing" },
		{ "hyphens in a comment", BYTES("<a><!-- x -- y --></a>"),
			"not-xml@1:11 two hyphens stand in a comment" },
		{ "CDATA not closed", BYTES("<a>\n <![CDATA[ x</a>"),
			"not-xml@2:2 the CDATA section is not closed: ]]> is missing" },
		{ "instruction not closed", BYTES("<a><?p x</a>"),
			"not-xml@1:4 the instruction is not closed: ?> is missing" },
		{ "CDATA end in text", BYTES("<a>x ]]> y</a>"), "not-xml@1:6 ]]> stands in a text" },
		{ "terminal controls in names", BYTES("<a><b\xC2\x9B" "31m></a>"),
			"not-xml@1:6 a name must stand here" },
	};
	check(cases, LENGTH(cases));
}

/* ---- sizes: made, not written out ---- */

static void repeat(Buf *buf, int n, const char *text) {
	while (n-- > 0) buf_add(buf, str_of(text));
}

static void sizes(void **state) {
	(void)state;
	static const struct {
		const char *name, *before, *middle, *after;
		int n;                               /* how often the middle stands */
		const char *want;
	} cases[] = {
		{ "128 deep", "<a>", "<b>", "", 127, NULL },
		{ "129 deep", "<a>", "<b>", "", 128, "too-deep@1:385 elements are nested more than 128 deep" },
		{ "a million deep", "", "<b>", "", 1000000,
			"too-deep@1:385 elements are nested more than 128 deep" },
		{ "255 attributes", "<a y='1'", " x%d=''", "/>", 255, NULL },
		{ "100000 attributes", "<a>\n<b", " x%d=''", "/></a>", 100000,
			"too-many-attributes@2:1 this element has more than 256 attributes" },
		{ "100000 times the same attribute", "<a", " x=''", "/>", 100000,
			"too-many-attributes@1:1 this element has more than 256 attributes" },
		{ "100000 namespaces", "<a", " xmlns:x%d='u'", "/>", 100000,
			"too-many-attributes@1:1 this element has more than 256 attributes" },
		{ "too many namespaces", "<a>", "<b xmlns:x%d='u'>", "", 65,
			"too-many-attributes@1:1082 more than 64 namespaces are declared on this element and "
			"around it" },
		{ "too many elements", "<a>", "<b/>", "</a>", 1100000,
			"too-large@1:4000000 the file has more than 1000000 elements and attributes" },
		{ "a long text", "<a>", "0123456789abcdef", "<b/></a>", 600000,
			"too-large@1:9600004 the text before this place is longer than 8 MB" },
		{ "a long text with comments", "<a>", "0123456789abcdef<!---->", "<b/></a>", 600000,
			"too-large@1:12058644 the text before this place is longer than 8 MB" },
		{ "a long value", "<a><b x='", "0123456789abcdef", "'/></a>", 600000,
			"too-large@1:4 this tag, comment or section is longer than 8 MB" },
		{ "a long comment", "<a><!--", "0123456789abcdef", "--></a>", 600000,
			"too-large@1:4 this tag, comment or section is longer than 8 MB" },
		{ "300000 CDATA sections", "<a>", "<![CDATA[x]]>", "</a>", 300000, NULL },
		{ "300000 comments", "<a>", "x<!---->", "</a>", 300000, NULL },
		{ "300000 lines", "<a>", "\n<b/>", "</a>", 300000, NULL },
		{ "a long line", "<a>", "<b/>", "</a>", 300000, NULL },
		{ "4 MB of mistakes", "<a>", "&", "</a>", 4000000, "not-xml@1:4 this & starts no name" },
		{ "a long name", "<", "n", "/>", 1000000,
			"not-xml@1:2 this name is longer than any name need be" },
	};
	for (size_t i = 0; i < LENGTH(cases); i++) {
		Arena *arena = arena_open();
		Buf buf = buf_make(arena, 1 << 16);
		buf_add(&buf, str_of(cases[i].before));
		for (int k = 0; k < cases[i].n; k++) {
			const char *number = strstr(cases[i].middle, "%d");
			if (!number) repeat(&buf, 1, cases[i].middle);
			else buf_format(&buf, "%.*s%d%s", (int)(number - cases[i].middle), cases[i].middle, k,
				number + 2);
		}
		buf_add(&buf, str_of(cases[i].after));
		if (strcmp(cases[i].name, "128 deep") == 0) {
			repeat(&buf, 127, "</b>");
			repeat(&buf, 1, "</a>");
		}
		clock_t start = clock();
		Diags *diags = diags_make(arena);
		const Xml *root = xml_read(arena, buf_str(&buf), "f", diags);
		double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
		Buf got = buf_make(arena, 64);
		if (diags->first) {
			buf_add(&got, str_of(diag_kind(diags->first->id)->word));
			if (diags->first->from.line) write_place(&got, diags->first->from);
			buf_format(&got, " %.*s", STR_ARG(diags->first->message));
			assert_null(diags->first->next);
		}
		if (strcmp(got.at, cases[i].want ? cases[i].want : "") != 0)
			print_error("%s\n   got: %s\n", cases[i].name, got.at);
		assert_string_equal(got.at, cases[i].want ? cases[i].want : "");
		assert_true((root != NULL) == (cases[i].want == NULL));
		if (seconds > 10) print_error("%s took %.1f s\n", cases[i].name, seconds);
		assert_true(seconds <= 10);
		arena_close(arena);
	}
}

/* A line of an article after which each byte is cut, and each is changed: no crash, and always
   either a tree or a message. */
static void damage(void **state) {
	(void)state;
	static const char whole[] = "\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8'?>\r\n"
		"<a xmlns='u' xmlns:p=\"v\" p:x='1&amp;2'>\n\t<!-- c --><b y = '\xC3\xA9'>t&#65;"
		"<![CDATA[<&]]></b><?p q?></a>\n";
	static const char changes[] = "<>&'\"/!?-[]= \n\0\x80\xFF:x";
	for (size_t i = 0; i < sizeof whole - 1; i++) {
		Arena *arena = arena_open();
		outcome(arena, (Str){ whole, i });
		char changed[sizeof whole];
		for (size_t k = 0; k < sizeof changes - 1; k++) {
			memcpy(changed, whole, sizeof whole);
			changed[i] = changes[k];
			outcome(arena, (Str){ changed, sizeof whole - 1 });
		}
		arena_close(arena);
	}
}

static void attributes(void **state) {
	(void)state;
	Arena *arena = arena_open();
	Str bytes = STR("<a lang='1' xml:lang='2' xmlns:p='u' p:lang='3' p:only='4'/>");
	const Xml *root = xml_read(arena, bytes, "f", diags_make(arena));
	static const struct { const char *name, *want; } cases[] = {
		{ "lang", "1" }, { "xml:lang", "2" }, { "only", "" }, { "p:lang", "" }, { "", "" },
	};
	assert_non_null(root);
	for (size_t i = 0; i < LENGTH(cases); i++)
		assert_true(str_is(xml_value(root, cases[i].name), cases[i].want));
	assert_null(xml_attribute(root, "only"));
	arena_close(arena);
}

/* ---- memory that is out: each request of libxml2 is refused once ---- */

static long allowed = -1, living;                /* requests until none is granted; -1: no limit */

static bool grant(void) { return allowed < 0 || (allowed > 0 && allowed--); }

static void *lend(size_t size) {
	void *at = grant() ? malloc(size) : NULL;
	living += at != NULL;
	return at;
}

static void *lend_more(void *old, size_t size) {
	void *at = grant() ? realloc(old, size) : NULL;
	living += at && !old;
	return at;
}

static char *lend_copy(const char *text) {
	char *at = lend(strlen(text) + 1);
	return at ? strcpy(at, text) : NULL;
}

static void take_back(void *at) {
	living -= at != NULL;
	free(at);
}

static void memory_that_is_out_is_said(void **state) {
	(void)state;
	Str bytes = STR("<?xml version='1.0'?><a xmlns='u' xmlns:p=\"v\" p:x='1&amp;2' xml:id='q' "
		"long='0123456789abcdef0123456789&#65;'>\n\t<!-- c --><b y='z'>t&#65;<![CDATA[<&]]> and so on "
		"until it is too long for a small node</b><?q?><p:c/></a>");
	bool out = true;
	for (long n = 0; out; n++) {
		Arena *arena = arena_open();
		Diags *diags = diags_make(arena);
		xmlResetLastError();                     /* of the tests before */
		long before = living;
		allowed = n;
		const Xml *root = xml_read(arena, bytes, "f", diags);
		out = allowed == 0;
		allowed = -1;
		xmlResetLastError();
		assert_int_equal(living, before);
		assert_true(root || diags->first->id == OUT_OF_MEMORY);
		assert_true(n < 10000);
		arena_close(arena);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places), cmocka_unit_test(refusals), cmocka_unit_test(faults),
		cmocka_unit_test(sizes), cmocka_unit_test(damage), cmocka_unit_test(attributes),
		cmocka_unit_test(memory_that_is_out_is_said),
	};
	xmlMemSetup(take_back, lend, lend_more, lend_copy);
	xml_open();
	int failed = cmocka_run_group_tests_name("xml", tests, NULL, NULL);
	xml_close();
	return failed;
}
