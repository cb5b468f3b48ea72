/* Room content: markup -> messages, words, model and checks, by tables of name, input and result.
   A short article stands around each input, so that a row shows only what matters:
     line 1  the root      line 2  info        line 3  the subjects "bus" and "bike"
     line 4  one aspect    line 5  the input                                          */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail                                      /* ours is another */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "content/article.h"

#define SUBJECTS "<subjects><subject id=\"bus\"><title>Bus</title></subject>" \
	"<subject id=\"bike\"><title>Bike</title></subject></subjects>\n"
#define ASPECT "<aspects><aspect id=\"cost\"><title>Cost</title>" \
	"<value for=\"bus\">a fare</value><value for=\"bike\">nothing</value></aspect></aspects>\n"
#define HEAD "<comparison id=\"way\" xml:lang=\"en\">\n<info><title>Bus or bike?</title></info>\n"
#define TAIL "\n<contact><phone>[phone]</phone></contact></comparison>"

typedef struct Case { const char *name, *input, *want; } Case;
#define COUNT(table) (sizeof(table) / sizeof *(table))

typedef struct Bench {
	Arena *arena;
	Diags *diags;
	const Article *article;
	const Content *content;
} Bench;

static Bench bench_open(void) {
	Bench bench = { .arena = arena_open() };
	bench.diags = diags_make(bench.arena);
	return bench;
}

static void bench_read(Bench *bench, Str text, const Fields *fields) {
	bench->article = article_read(bench->arena, text, "way.xml", bench->diags);
	if (!bench->article) return;
	bench->content = content_make(bench->arena, bench->article, fields, bench->diags);
}

/* "error-id line:column" for each message, in file order, with blanks between. */
static const char *told(Bench *bench) {
	Buf buf = buf_make(bench->arena, 256);
	Source last = { NULL, 0, 0 };
	for (int n = bench->diags->nerrors + bench->diags->nwarnings + bench->diags->nadvice; n > 0; n--) {
		const Diag *next = NULL;
		for (const Diag *diag = bench->diags->first; diag; diag = diag->next) {
			bool after = diag->from.line > last.line
				|| (diag->from.line == last.line && diag->from.column > last.column);
			bool before = !next || diag->from.line < next->from.line
				|| (diag->from.line == next->from.line && diag->from.column < next->from.column);
			if (after && before) next = diag;
		}
		if (!next) break;
		last = next->from;
		for (const Diag *diag = bench->diags->first; diag; diag = diag->next)
			if (diag->from.line == last.line && diag->from.column == last.column)
				buf_format(&buf, "%s%s %d:%d", buf.len ? " " : "", diag_kind(diag->id)->word,
					last.line, last.column);
	}
	return str_zero(bench->arena, buf_str(&buf));
}

static void expect(const char *row, const char *got, const char *want) {
	if (!strcmp(got, want)) return;
	print_error("%s\n  got   %s\n  want  %s\n", row, got, want);
	assert_string_equal(got, want);
}

static Str around(Bench *bench, const char *input) {
	return str_format(bench->arena, HEAD SUBJECTS ASPECT "%s" TAIL, input);
}

/* ---- messages ---- */

static const Case markup[] = {
	{ "nothing wrong", "", "" },
	{ "unknown element", "<verdikt/>", "unknown-element 5:1" },
	{ "its kids are not looked at",
		"<verdikt><nonsense what=\"so\"/></verdikt>", "unknown-element 5:1" },
	{ "element at the wrong place", "<item>x</item>", "unknown-element 5:1" },
	{ "inline element among blocks", "<emph>x</emph>", "unknown-element 5:1" },
	{ "inline in inline", "<note><p><emph>a <strong>b</strong></emph></p></note>", "" },
	{ "block among words",
		"<note><p>a <list><item>b</item></list></p></note>", "unknown-element 5:12" },
	{ "element of a foreign namespace", "<x:p xmlns:x=\"urn:x\">x</x:p>", "unknown-element 5:1" },
	{ "attribute of a foreign namespace",
		"<note xmlns:x=\"urn:x\" x:any=\"1\"><p>a</p></note>", "" },
	{ "unknown attribute", "<note kind=\"tip\"><p>a</p></note>", "unknown-attribute 5:7" },
	{ "all mistakes in one run", "<note a=\"1\"><p b=\"1\">a</p></note><nope/>",
		"unknown-attribute 5:7 unknown-attribute 5:16 unknown-element 5:34" },
	{ "missing attribute", "<timeline><milestone at=\"1\" unit=\"week\">a</milestone></timeline>",
		"missing-attribute 5:11" },
	{ "word instead of a number",
		"<timeline><milestone for=\"bus\" at=\"one\" unit=\"week\">a</milestone></timeline>",
		"bad-value 5:32" },
	{ "negative number",
		"<timeline><milestone for=\"bus\" at=\"-1\" unit=\"week\">a</milestone></timeline>",
		"bad-value 5:32" },
	{ "word that is none of those allowed",
		"<action href=\"https://example.edu\" qr=\"maybe\">a</action>",
		"bad-value 5:36" },
	{ "empty address", "<action href=\"\">a</action>", "bad-value 5:9" },
	{ "unknown subject",
		"<section for=\"bsu\"><title>a</title><p>b</p></section>", "unknown-subject 5:10" },
	{ "two unknown subjects", "<section for=\"a bus b\"><title>a</title><p>b</p></section>",
		"unknown-subject 5:10 unknown-subject 5:10" },
	{ "for names nobody",
		"<section for=\" \"><title>a</title><p>b</p></section>", "unknown-subject 5:10" },
	{ "id taken",
		"<glossary><entry id=\"bus\"><term>a</term><definition>b</definition></entry></glossary>",
		"double-id 5:18" },
	{ "id of the root taken",
		"<glossary><entry id=\"way\"><term>a</term><definition>b</definition></entry></glossary>",
		"double-id 5:18" },
	{ "title missing", "<section><p>a</p></section>", "missing-element 5:1" },
	{ "parts of an entry missing", "<glossary><entry/></glossary>",
		"missing-element 5:11 missing-element 5:11" },
	{ "repeated part", "<section><title>a</title><title>b</title><p>c</p></section>",
		"repeated-element 5:26" },
	{ "words among elements", "<note>a<p>b</p></note>", "misplaced-text 5:7" },
	{ "white space among elements", "<note>\n\t <p>b</p> </note>", "" },
	{ "no words", "<note><p> \n </p></note>", "empty-words 5:7" },
	{ "no words but a short", "<note><p><short>a</short></p></note>", "empty-words 5:7" },
	{ "no words in an inline element", "<note><p>a <emph></emph></p></note>", "empty-words 5:12" },
	{ "a comment is no word", "<note><p><!-- a --></p></note>", "empty-words 5:7" },
	{ "action without words", "<action href=\"https://example.edu\"/>", "" },
	{ "test with a comparison", "<note><p>a<if test=\"x = 'y'\"> b</if></p></note>", "" },
	{ "test that is none", "<note><p>a<if test=\"x = y\"> b</if></p></note>", "bad-test 5:15" },
	{ "if without a test", "<note><p>a<if> b</if></p></note>", "missing-attribute 5:11" },
	{ "case outside a choice",
		"<note><p>a<case test=\"x\"> b</case></p></note>", "unknown-element 5:11" },
	{ "block in an if", "<section><title>a</title><if test=\"x\"><p>b</p></if></section>", "" },
	{ "what is in an if must be at home around it",
		"<section><title>a</title><if test=\"x\"><item>b</item></if><p>c</p></section>",
		"unknown-element 5:39" },
	{ "words in an if among elements",
		"<section><title>a</title><if test=\"x\">b</if><p>c</p></section>",
		"misplaced-text 5:39" },
	{ "field without a name", "<note><p>a <field/></p></note>", "missing-attribute 5:12" },
	{ "field without value or default",
		"<note><p>a <field name=\"x\"/></p></note>", "missing-field 5:12" },
	{ "field that nobody reads in an if",
		"<note><p>a<if test=\"y\"> <field name=\"x\"/></if></p></note>", "" },
};

static void test_markup(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(markup); i++) {
		Bench bench = bench_open();
		bench_read(&bench, around(&bench, markup[i].input), NULL);
		expect(markup[i].name, told(&bench), markup[i].want);
		assert_int_equal(bench.content != NULL, !bench.diags->nerrors);
		arena_close(bench.arena);
	}
}

#define VALUES(values) HEAD SUBJECTS \
	"<aspects><aspect id=\"cost\"><title>Cost</title>" values "</aspect></aspects>" TAIL
static const Case whole[] = {
	{ "not an article", "<book/>", "unknown-root 1:1" },
	{ "root of a foreign namespace", "<comparison xmlns=\"urn:x\"/>", "unknown-root 1:1" },
	{ "root of our namespace",
		"<comparison xmlns=\"urn:diptych:1\"><info><title>a</title></info>"
		SUBJECTS ASPECT "</comparison>",
		"" },
	{ "value missing", VALUES("<value for=\"bus\">a</value>"), "missing-value 4:10" },
	{ "one value for both", VALUES("<value for=\"bike bus\">a</value>"), "" },
	{ "two values for one",
		VALUES("<value for=\"bus bike\">a</value><value for=\"bike\">b</value>"),
		"double-value 4:78" },
	{ "value that depends",
		VALUES("<value for=\"bus\">a</value><if test=\"not x\"><value for=\"bike\">b</value></if>"),
		"" },
	{ "value that depends and fails",
		VALUES("<value for=\"bus\">a</value><if test=\"x\"><value for=\"bike\">b</value></if>"),
		"missing-value 4:10" },
	{ "status instead of words",
		VALUES("<value for=\"bus\" status=\"na\"/><value for=\"bike\" status=\"unknown\"/>"), "" },
	{ "amount instead of words", VALUES("<value for=\"bus bike\" min=\"2\" unit=\"year\"/>"), "" },
	{ "amounts the wrong way round",
		VALUES("<value for=\"bus bike\" min=\"4\" max=\"2\" unit=\"year\">a</value>"),
		"bad-value 4:47" },
	{ "one subject", HEAD "<subjects><subject id=\"bus\"><title>Bus</title></subject></subjects>\n"
		"<section><title>a</title><p>b</p></section></comparison>", "subject-count 1:1" },
	{ "neither aspects nor sections", HEAD SUBJECTS "</comparison>", "missing-element 1:1" },
	{ "a section is enough",
		HEAD SUBJECTS "<section><title>a</title><p>b</p></section></comparison>", "" },
};

static void test_whole(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(whole); i++) {
		Bench bench = bench_open();
		bench_read(&bench, str_of(whole[i].input), NULL);
		expect(whole[i].name, told(&bench), whole[i].want);
		arena_close(bench.arena);
	}
}

static const struct { const char *name, *input, *hint; } hints[] = {
	{ "slip", "<verdcit/>", "did you mean <verdict>?" },
	{ "slip at its place first", "<note><p>a</p><q>b</q></note>", "did you mean <p>?" },
	{ "known elsewhere", "<item>x</item>", "it stands in: list pros cons" },
	{ "no idea", "<photograph/>", "\"diptych list elements\" shows what is known" },
	{ "attribute",
		"<action herf=\"https://example.edu\" href=\"https://example.edu\"/>",
		"did you mean \"href\"?" },
	{ "subject",
		"<section for=\"bsu\"><title>a</title><p>b</p></section>", "did you mean \"bus\"?" },
	{ "id", "<sources><source id=\"way\">a</source></sources>", "it is first given in line 1" },
};

static void test_hints(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(hints); i++) {
		Bench bench = bench_open();
		bench_read(&bench, around(&bench, hints[i].input), NULL);
		assert_non_null(bench.diags->first);
		expect(hints[i].name, str_zero(bench.arena, bench.diags->first->hint), hints[i].hint);
		arena_close(bench.arena);
	}
}

/* ---- words ---- */

/* Spans as text: each in brackets, with its styles, language and address before a colon. */
static const char *spans_told(Arena *arena, const Span *spans) {
	Buf buf = buf_make(arena, 64);
	for (; spans; spans = spans->next) {
		buf_byte(&buf, '[');
		if (spans->style & STYLE_STRONG) buf_add(&buf, STR("S"));
		if (spans->style & STYLE_EMPH) buf_add(&buf, STR("E"));
		if (spans->style & STYLE_CODE) buf_add(&buf, STR("C"));
		if (spans->style & STYLE_FIELD) buf_add(&buf, STR("F"));
		if (!str_is(spans->lang, "en")) buf_format(&buf, "/%.*s", STR_ARG(spans->lang));
		if (spans->href.len) buf_format(&buf, "@%.*s", STR_ARG(spans->href));
		buf_format(&buf, ":%.*s]", STR_ARG(spans->text));
	}
	return str_zero(arena, buf_str(&buf));
}

/* The fields of these tests. */
static const Fields *given(Arena *arena) {
	static const struct { const char *name, *value; } pairs[] = {
		{ "name", "Ada" }, { "empty", "" }, { "xml", "<b>&amp;" }, { "two", " a \n b " },
	};
	Fields *fields = ARENA_NEW(arena, Fields);
	for (size_t i = 0; i < COUNT(pairs); i++) {
		Field *field = ARENA_NEW(arena, Field);
		*field = (Field){ str_of(pairs[i].name), str_of(pairs[i].value), (Field *)fields->first };
		fields->first = field;
	}
	return fields;
}

static const Case wordings[] = {
	{ "plain", "a b", "[:a b]" },
	{ "folded, none at the ends", "\n\t a \r\n  b ", "[:a b]" },
	{ "no-break space is kept", "a&#160;b", "[:a\xC2\xA0" "b]" },
	{ "blank before an element", "a <strong>b</strong>", "[:a ][S:b]" },
	{ "blank within an element", "a<strong> b</strong>", "[:a ][S:b]" },
	{ "blank on both sides of a border", "a <strong> b</strong>", "[:a ][S:b]" },
	{ "blanks after an element", "<strong>a</strong> b", "[S:a ][:b]" },
	{ "no blank", "<strong>a</strong>b", "[S:a][:b]" },
	{ "blank alone between elements", "<strong>a</strong> <emph>b</emph>", "[S:a ][E:b]" },
	{ "element of nothing but blanks between words",
		"a<emph> <strong>b</strong></emph>", "[:a ][SE:b]" },
	{ "same style joins", "<emph>a</emph><emph> b</emph>", "[E:a b]" },
	{ "comment between words", "a<!-- x -->b <!-- y --> c", "[:ab c]" },
	{ "nested styles", "<emph>a <strong>b</strong></emph>", "[E:a ][SE:b]" },
	{ "code", "<code>ICD-10</code>", "[C:ICD-10]" },
	{ "abbreviation", "<abbr>EMR</abbr>s", "[:EMRs]" },
	{ "language", "a <foreign xml:lang=\"la\">et</foreign> b", "[:a ][/la:et ][:b]" },
	{ "link", "<link href=\"https://x.org\">a</link>", "[@https://x.org:a]" },
	{ "entities", "&lt;p&gt; &amp; &quot;", "[:<p> & \"]" },
	{ "short is not of the words", "a<short>b</short> c", "[:a c]" },
	{ "field", "a <field name=\"name\"/>, b", "[:a ][F:Ada][:, b]" },
	{ "field wins over its default", "<field name=\"name\" default=\"x\"/>", "[F:Ada]" },
	{ "default", "<field name=\"none\" default=\"x y\"/>", "[F:x y]" },
	{ "value is never parsed", "<field name=\"xml\"/>", "[F:<b>&amp;]" },
	{ "white space of a value is folded", "<field name=\"two\"/>", "[F:a b]" },
	{ "empty value", "a <field name=\"empty\"/> b", "[:a b]" },
	{ "field in strong", "<strong>a <field name=\"name\"/></strong>", "[S:a ][SF:Ada]" },
	{ "if that holds", "a<if test=\"name\"> b</if> c", "[:a b c]" },
	{ "if that does not", "a<if test=\"empty\"> b</if> c", "[:a c]" },
	{ "not", "a<if test=\"not none\"> b</if>", "[:a b]" },
	{ "equal", "a<if test=\"name = 'Ada'\"> b</if><if test=\"name='ada'\"> c</if>", "[:a b]" },
	{ "not equal",
		"a<if test=\"name != 'Ada'\"> b</if><if test=\"none != 'Ada'\"> c</if>", "[:a c]" },
	{ "first case that holds", "<choose><case test=\"none\">a</case><case test=\"name\">b</case>"
		"<case test=\"name\">c</case><else>d</else></choose>", "[:b]" },
	{ "else", "<choose><case test=\"none\">a</case><else>d</else></choose>", "[:d]" },
	{ "if in if", "a<if test=\"name\"> b<if test=\"none\"> c</if></if>", "[:a b]" },
	{ "style in an if", "a <if test=\"name\"><strong>b</strong></if> c", "[:a ][S:b ][:c]" },
};

static void test_words(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(wordings); i++) {
		Bench bench = bench_open();
		Str input = str_format(bench.arena, "<note><p>%s</p></note>", wordings[i].input);
		bench_read(&bench, around(&bench, str_zero(bench.arena, input)), given(bench.arena));
		assert_non_null(bench.content);
		const Span *full = bench.content->notes->blocks->words.full;
		expect(wordings[i].name, spans_told(bench.arena, full), wordings[i].want);
		arena_close(bench.arena);
	}
}

static const struct { const char *name, *text; int count; } counts[] = {
	{ "one", "a", 1 }, { "two", " a\n b ", 2 }, { "across a border", "a<emph>b c</emph> d", 3 },
	{ "no-break space joins", "4&#160;years", 1 },
};

static void test_counts(void **state) {
	(void)state;
	assert_int_equal(spans_words(NULL), 0);
	for (size_t i = 0; i < COUNT(counts); i++) {
		Bench bench = bench_open();
		Str input = str_format(bench.arena, "<note><p>%s</p></note>", counts[i].text);
		bench_read(&bench, around(&bench, str_zero(bench.arena, input)), NULL);
		assert_int_equal(spans_words(bench.content->notes->blocks->words.full), counts[i].count);
		arena_close(bench.arena);
	}
}

/* ---- the model ---- */

static Str text_of(Bench *bench, Wording words) { return spans_text(bench->arena, words.full); }

#define RICH "<info><title>Bus or bike?<short>Ways</short></title><org>Office</org></info>\n" \
	SUBJECTS \
	"<aspects><aspect id=\"time\" type=\"duration\" cover=\"yes\" priority=\"2\"><title>Time</title>" \
	"<question>How long?</question><value for=\"bus\" min=\"2\" max=\"3.5\" unit=\"year\"><p>one</p>" \
	"<list type=\"numbered\"><item>i</item><item>j</item></list><short>brief</short></value>" \
	"<value for=\"bike\" min=\"4\" unit=\"year\"/></aspect>" \
	"<aspect id=\"same\" type=\"yesno\"><title>Same</title>" \
	"<value for=\"bike bus\" answer=\"no\">words</value></aspect></aspects>" \
	"<section for=\"bike\"><title>A</title><p>a</p><note><title>N</title><p>n</p></note></section>" \
	"<section><title>B</title><p>b</p></section>" \
	"<verdict><when for=\"bus\">you<short>y</short></when></verdict>" \
	"<self-check><statement for=\"bus bike\">s</statement>" \
	"<outcome for=\"bus bike\">o</outcome></self-check>" \
	"<timeline><milestone for=\"bus\" at=\"1.5\" unit=\"year\">m</milestone></timeline>" \
	"<contact><org>x</org><org>z</org><hours>h</hours></contact>" \
	"<action href=\"https://example.edu\" qr=\"no\"/>"

static Bench rich(void) {
	Bench bench = bench_open();
	bench_read(&bench, STR("<comparison id=\"way\" xml:lang=\"en\">" RICH "</comparison>"), NULL);
	expect("the article of the model tests", told(&bench), "");
	return bench;
}

static void test_values(void **state) {
	(void)state;
	Bench bench = rich();
	const Content *content = bench.content;
	assert_int_equal(content->aspects.count, 2);
	const Aspect *time = &content->aspects.at[0], *same = &content->aspects.at[1];
	assert_int_equal(time->type, TYPE_DURATION);
	assert_true(time->cover && !time->shared && time->priority == 2);
	const Value *bus = time->values[0], *bike = time->values[1];
	assert_true(bus->has_amount && bus->min == 2 && bus->max == 3.5 && str_is(bus->unit, "year"));
	assert_true(bus->answer == -1 && str_is(spans_text(bench.arena, bus->brief.full), "brief"));
	assert_int_equal(bus->blocks->kind, BLOCK_PARAGRAPH);
	const Block *list = bus->blocks->next;
	assert_true(list->kind == BLOCK_LIST && list->numbered && list->blocks->next && !list->next);
	assert_true(bike->has_amount && bike->max == 4 && !bike->blocks && !bike->brief.full);
	/* An answer of yes or no keeps its row even if it is the same for all. */
	assert_true(!same->shared && same->values[0] == same->values[1]);
	assert_true(same->values[0]->answer == 0 && same->values[0]->subjects == 3);
	arena_close(bench.arena);
}

static void test_parts(void **state) {
	(void)state;
	Bench bench = rich();
	const Content *content = bench.content;
	assert_true(str_is(content->id, "way") && str_is(content->lang, "en"));
	assert_true(str_is(spans_text(bench.arena, wording_brief(content->info.title)), "Ways"));
	assert_true(str_is(spans_text(bench.arena, wording_brief(content->info.org)), "Office"));
	assert_null(content->info.abstract.full);
	assert_int_equal(content->sections.count, 2);
	assert_int_equal(content->sections.at[0].subjects, 2);
	assert_int_equal(content->sections.at[1].subjects, 3);
	const Block *note = content->sections.at[0].blocks->next;
	assert_true(note->kind == BLOCK_NOTE && str_is(text_of(&bench, note->words), "N"));
	assert_null(content->notes);
	assert_int_equal(content->verdict.whens.count, 1);
	assert_int_equal(content->self_check.statements.at[0].subjects, 3);
	assert_int_equal(content->self_check.outcomes.count, 1);
	assert_true(content->timeline.milestones.at[0].at == 1.5);
	assert_int_equal(content->contact.lines.count, 3);
	assert_int_equal(content->contact.lines.at[2].kind, CONTACT_HOURS);
	assert_true(str_is(content->action.href, "https://example.edu") && !content->action.qr);
	assert_null(content->action.words.full);
	arena_close(bench.arena);
}

/* An article is read once and filled any number of times. */
static void test_filled_twice(void **state) {
	(void)state;
	Bench bench = bench_open();
	Str text = around(&bench,
		"<note><p><field name=\"name\" default=\"you\"/><if test=\"name\"> !</if></p></note>");
	bench_read(&bench, text, NULL);
	const Content *filled = content_make(bench.arena, bench.article, given(bench.arena), bench.diags);
	assert_true(str_is(text_of(&bench, bench.content->notes->blocks->words), "you"));
	assert_true(str_is(text_of(&bench, filled->notes->blocks->words), "Ada !"));
	assert_true(article_uses_field(bench.article, STR("name")));
	assert_false(article_uses_field(bench.article, STR("nam")));
	arena_close(bench.arena);
}

/* ---- checks ---- */

#define LONG "one two three four five six seven eight nine ten eleven twelve thirteen "
#define PROSE(words) HEAD SUBJECTS ASPECT "<section><title>a</title><p>" words "</p></section>"
static const Case checks[] = {
	{ "balanced", HEAD SUBJECTS ASPECT TAIL, "" },
	{ "nothing to do", HEAD SUBJECTS ASPECT "</comparison>", "no-action 2:7" },
	{ "a step is something to do",
		HEAD SUBJECTS ASPECT "<steps><step>Go.</step></steps></comparison>", "" },
	{ "verdict for one",
		HEAD SUBJECTS ASPECT "<verdict><when for=\"bike\">x</when></verdict>" TAIL,
		"no-verdict 5:1" },
	{ "verdict for both at once",
		HEAD SUBJECTS ASPECT "<verdict><when for=\"bike bus\">x</when></verdict>" TAIL, "" },
	{ "one told at length",
		HEAD SUBJECTS ASPECT "<section for=\"bus\"><title>a</title><p>" LONG LONG "</p></section>" TAIL,
		"unequal-detail 3:11" },
	{ "length of what is told of all",
		PROSE(LONG LONG) TAIL, "" },
	{ "abbreviation",
		PROSE("The GPA, the GPA.") TAIL,
		"abbreviation 5:29" },
	{ "abbreviations with a stroke",
		PROSE("CPT/HCPCS") TAIL,
		"abbreviation 5:29 abbreviation 5:29" },
	{ "abbreviation of the glossary, in the plural",
		PROSE("EMRs, ICD-10")
		"<glossary><entry><term>EMR</term><definition>a</definition></entry>"
		"<entry><term>ICD-10</term><definition>a</definition></entry></glossary>" TAIL, "" },
	{ "a number behind it is part of it",
		PROSE("ICD-10")
		"<glossary><entry><term>ICD</term><definition>a</definition></entry></glossary>" TAIL,
		"abbreviation 5:29" },
	{ "no abbreviations",
		PROSE("A I II IV US McDonald Health IT") TAIL,
		"" },
	{ "of a field nothing is known",
		PROSE("a <field name=\"x\" default=\"GPA\"/>") TAIL,
		"" },
};

static void test_checks(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(checks); i++) {
		Bench bench = bench_open();
		bench_read(&bench, str_of(checks[i].input), NULL);
		assert_non_null(bench.content);
		content_check(bench.content, bench.diags);
		expect(checks[i].name, told(&bench), checks[i].want);
		arena_close(bench.arena);
	}
}

static void test_shipped(void **state) {
	(void)state;
	Bench bench = bench_open();
	Str text = file_read(bench.arena, "data/articles/him-vs-hit.xml", FILE_LIMIT, bench.diags);
	bench_read(&bench, text, NULL);
	assert_non_null(bench.content);
	content_check(bench.content, bench.diags);
	expect("the real article", told(&bench), "");
	arena_close(bench.arena);
}

/* ---- the listing ---- */

static void test_listing(void **state) {
	(void)state;
	Bench bench = bench_open();
	Buf list = buf_make(bench.arena, 4096);
	elements_list(&list);
	Str rest = buf_str(&list);
	int count = 0;
	for (Str line = str_until(&rest, '\n'); line.len; line = str_until(&rest, '\n'), count++) {
		Buf out = buf_make(bench.arena, 1024);
		assert_true(element_explain(str_word(&line), &out));
		assert_true(out.len > 40);
	}
	assert_true(count > 50);
	Buf none = buf_make(bench.arena, 16);
	assert_false(element_explain(STR("nonsense"), &none));
	assert_int_equal(none.len, 0);
	arena_close(bench.arena);
}

/* Every cut of the real article is refused with a message, and without a crash. */
static void test_cut(void **state) {
	(void)state;
	Bench bench = bench_open();
	Str text = file_read(bench.arena, "data/articles/him-vs-hit.xml", FILE_LIMIT, bench.diags);
	text = str_trim(text);
	for (size_t n = 0; n < text.len; n += 61) {
		Bench cut = bench_open();
		bench_read(&cut, str_slice(text, 0, n), NULL);
		assert_null(cut.article);
		assert_true(cut.diags->nerrors > 0);
		arena_close(cut.arena);
	}
	arena_close(bench.arena);
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_markup), cmocka_unit_test(test_whole), cmocka_unit_test(test_hints),
		cmocka_unit_test(test_words), cmocka_unit_test(test_counts), cmocka_unit_test(test_values),
		cmocka_unit_test(test_parts), cmocka_unit_test(test_filled_twice), cmocka_unit_test(test_checks),
		cmocka_unit_test(test_shipped), cmocka_unit_test(test_listing), cmocka_unit_test(test_cut),
	};
	xml_open();
	int failed = cmocka_run_group_tests_name("content", tests, NULL, NULL);
	xml_close();
	return failed;
}
