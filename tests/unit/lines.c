/* Line breaking: the cases of tests/lines, one a line, and what must hold for any paragraph.
   A case is width;lang;setting;text;where it breaks. The width is in points. The setting is one of
   the table below. {00AD} in a text is the character U+00AD. Where it breaks: the lines with "|"
   between them; "=|" is a break where a hyphen is drawn that the text does not have. Runs from the
   project's folder. */
#include <glob.h>
#include <string.h>
#include <time.h>

#include "bench.h"

#include "base/file.h"
#include "lines/paragraph.h"

enum {
	HYPHENATE = 1,
	LONE = 2,
	KEEP = 4,
	NO_HYPHENS = 8,
	PROTRUDE = 16,
	RTL = 32,
	VISUAL = 64 /* parts are shown from left to right, with a stroke between them */
};

static const struct Manner {
	const char *name, *family;
	int weight, size;
	Setting setting;
	unsigned how;
} manners[] = {
	{ "ragged", "Lato", 400, 10, SET_RAGGED, 0 },
	{ "hyphenated", "Lato", 400, 10, SET_RAGGED, HYPHENATE },
	{ "label", "Lato", 400, 10, SET_RAGGED, LONE },
	{ "keep", "Lato", 400, 10, SET_RAGGED, HYPHENATE | KEEP },
	{ "no-hyphens", "Lato", 400, 10, SET_RAGGED, NO_HYPHENS },
	{ "justified", "Lato", 400, 10, SET_JUSTIFIED, HYPHENATE },
	{ "unhyphenated", "Lato", 400, 10, SET_JUSTIFIED, 0 },
	{ "hung", "Lato", 400, 10, SET_JUSTIFIED, HYPHENATE | PROTRUDE },
	{ "centred", "Lato", 400, 10, SET_CENTRED, 0 },
	{ "rtl", "Lato", 400, 10, SET_RAGGED, RTL },
	{ "rtl-justified", "Lato", 400, 10, SET_JUSTIFIED, RTL },
	{ "visual", "Lato", 400, 10, SET_RAGGED, VISUAL },
	{ "rtl-visual", "Lato", 400, 10, SET_RAGGED, RTL | VISUAL },
	{ "balanced", "Vollkorn", 600, 18, SET_BALANCED, 0 },
};

static const struct Manner *find_manner(Str name) {
	for (size_t i = 0; i < COUNT(manners); i++)
		if (str_is(name, manners[i].name)) return &manners[i];
	return NULL;
}

static Styled style(Bench *bench, const struct Manner *manner, Str text, Str lang) {
	const Font *font =
		font_find(bench->fonts, str_of(manner->family), manner->weight, false, bench->diags);
	assert_non_null(font);
	return (Styled){ .text = text,
		.font = font,
		.size = PT(manner->size),
		.lang = lang,
		.keep = manner->how & KEEP,
		.tag = 7 };
}

static Paragraph paragraph(const struct Manner *manner, const Styled *text, Len measure) {
	return (Paragraph){ .text = text,
		.measure = measure,
		.setting = manner->setting,
		.hyphenate = manner->how & HYPHENATE,
		.no_hyphens = manner->how & NO_HYPHENS,
		.protrude = manner->how & PROTRUDE,
		.rtl = manner->how & RTL,
		.lone_last_word = manner->how & LONE };
}

/* ---- reading lines back ---- */

/* The text of some glyphs of a run: from the first cluster up to the one behind the last. */
static Str part_text(const LinePart *part) {
	const Run *run = part->run;
	if (part->first >= part->last) return STR("");
	int first = run->rtl ? part->last - 1 : part->first;
	int behind = run->rtl ? part->first - 1 : part->last;
	size_t end = behind >= 0 && behind < run->nglyphs ? run->glyphs[behind].cluster : run->text.len;
	return str_slice(run->text, run->glyphs[first].cluster, end);
}

static Str trim_end(Str text) {
	if (str_ends(text, STR("\n"))) text.len--;
	if (str_ends(text, STR("\xE2\x80\xA8"))) text.len -= 3;
	while (text.len && text.at[text.len - 1] == ' ') text.len--;
	return text;
}

static int text_parts(const Line *line) { return line->nparts - (line->hyphenated ? 1 : 0); }

static Str line_text(Arena *arena, const Line *line) {
	Buf buf = buf_make(arena, 80);
	for (int i = 0; i < text_parts(line); i++) buf_add(&buf, part_text(&line->parts[i]));
	return trim_end(buf_str(&buf));
}

/* The part that stands next to the right of [after]; NULL: the leftmost. */
static const LinePart *next_part(const Line *line, const LinePart *after) {
	const LinePart *best = NULL;
	for (int i = 0; i < line->nparts; i++) {
		const LinePart *part = &line->parts[i];
		if (after && (part->x < after->x || (part->x == after->x && part <= after))) continue;
		if (!best || part->x < best->x) best = part;
	}
	return best;
}

static Str line_seen(Arena *arena, const Line *line) {
	Buf buf = buf_make(arena, 80);
	for (const LinePart *part = next_part(line, NULL); part; part = next_part(line, part)) {
		if (buf.len) buf_byte(&buf, '/');
		buf_add(&buf, part_text(part));
	}
	return buf_str(&buf);
}

static Str show(Arena *arena, const Lines *lines, bool visual) {
	Buf buf = buf_make(arena, 200);
	for (int i = 0; i < lines->count; i++) {
		const Line *line = &lines->lines[i];
		if (i) buf_byte(&buf, '|');
		buf_add(&buf, visual ? line_seen(arena, line) : line_text(arena, line));
		if (line->hyphenated) buf_byte(&buf, '=');
	}
	return buf_str(&buf);
}

/* ---- what holds for any paragraph ---- */

static Str rest_at(const Run *run, const Glyph *glyph) {
	return str_slice(run->text, glyph->cluster, run->text.len);
}

static bool blank_at(const Run *run, const Glyph *glyph) {
	Str rest = rest_at(run, glyph);
	return str_starts(rest, STR(" ")) || str_starts(rest, STR("\xC2\xA0"));
}

static bool part_sound(const LinePart *part) {
	if (part->first < 0 || part->first > part->last || part->last > part->run->nglyphs)
		return false;
	Len width = 0;
	for (int g = part->first; g < part->last; g++) {
		const Glyph *glyph = &part->run->glyphs[g];
		width += glyph->advance + (blank_at(part->run, glyph) ? part->word_space : 0);
	}
	return part->width == width;
}

/* The width of the blanks that end the line in reading order. */
static Len closing_blank(const Line *line) {
	Len blank = 0;
	if (line->hyphenated) return 0;
	for (int i = line->nparts - 1; i >= 0; i--) {
		const LinePart *part = &line->parts[i];
		for (int k = 0; k < part->last - part->first; k++) {
			int g = part->run->rtl ? part->first + k : part->last - 1 - k;
			const Glyph *glyph = &part->run->glyphs[g];
			unsigned char c = (unsigned char)part->run->text.at[glyph->cluster];
			bool forced = c == '\n' || str_starts(rest_at(part->run, glyph), STR("\xE2\x80\xA8"));
			if (c != ' ' && !forced && glyph->advance) return blank;
			blank += glyph->advance + (c == ' ' ? part->word_space : 0);
		}
	}
	return blank;
}

/* Parts stand side by side, none over another, and their sum is the line. */
static bool line_sound(const Line *line, const Paragraph *in) {
	Len blank = closing_blank(line), x = in->rtl ? -blank : 0;
	int seen = 0;
	for (const LinePart *part = next_part(line, NULL); part; part = next_part(line, part), seen++) {
		if (part->x != x || !part_sound(part)) return false;
		x += part->width;
	}
	Len all = x - (in->rtl ? 0 : blank), hung = all - line->width;
	if (seen != line->nparts || hung < 0 || (!in->protrude && hung)) return false;
	Len empty = in->measure - line->width;
	Len edge = in->setting == SET_CENTRED ? empty / 2 : in->rtl ? empty : 0;
	return line->hang >= 0 && line->hang <= hung && line->x == edge - line->hang;
}

/* Letters only: blanks go at line ends, soft hyphens where a hyphen is drawn. */
static Str bare(Arena *arena, Str text) {
	Buf buf = buf_make(arena, text.len);
	for (size_t i = 0; i < text.len;) {
		uint32_t code = utf8_next(text, &i);
		if (code != ' ' && code != 0xAD && code != '\n' && code != 0x2028) buf_code(&buf, code);
	}
	return buf_str(&buf);
}

static const char *fault(Arena *arena, const Lines *lines, Str text, const Paragraph *in) {
	Buf all = buf_make(arena, text.len);
	Len widest = 0;
	for (int i = 0; i < lines->count; i++) {
		const Line *line = &lines->lines[i];
		if (!line_sound(line, in)) return "a line is not the sum of its glyphs";
		if (line->nparts && line->parts[0].tag != 7) return "a part has lost its tag";
		buf_add(&all, line_text(arena, line));
		widest = len_max(widest, line->width);
	}
	if (widest != lines->widest) return "the widest line is not the widest";
	if (lines->overfull != (widest > in->measure)) return "overfull is not true";
	if (!str_equal(bare(arena, buf_str(&all)), bare(arena, text))) return "the text is not whole";
	return NULL;
}

/* ---- the tables of tests/lines ---- */

/* {00AD} -> the character. */
static Str unescape(Arena *arena, Str text) {
	Buf buf = buf_make(arena, text.len);
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] != '{') {
			buf_byte(&buf, text.at[i]);
			continue;
		}
		uint32_t code = 0;
		for (i++; i < text.len && text.at[i] != '}'; i++)
			code = code * 16
				+ (uint32_t)(text.at[i] <= '9' ? text.at[i] - '0' : text.at[i] - 'A' + 10);
		buf_code(&buf, code);
	}
	return buf_str(&buf);
}

static bool run_case(Bench *bench, const char *file, int number, Str rest) {
	Str width = str_until(&rest, ';'), lang = str_until(&rest, ';');
	const struct Manner *manner = find_manner(str_until(&rest, ';'));
	Str text = unescape(bench->arena, str_until(&rest, ';'));
	Str want = unescape(bench->arena, rest);
	Len measure;
	if (!manner || !len_read(width, &measure)) {
		print_error("%s:%d: this is no case\n", file, number);
		return false;
	}
	Styled styled = style(bench, manner, text, lang);
	Paragraph in = paragraph(manner, &styled, measure);
	Lines lines = paragraph_break(bench->arena, &in, bench->diags);
	Str got = show(bench->arena, &lines, manner->how & VISUAL);
	const char *wrong = fault(bench->arena, &lines, text, &in);
	if (wrong) print_error("%s:%d: %s\n", file, number, wrong);
	bool same = str_equal(got, want);
	if (!same)
		print_error("%s:%d\n  want %.*s\n  got  %.*s\n", file, number, STR_ARG(want), STR_ARG(got));
	return same && !wrong;
}

static void test_file(void **state) {
	const char *file = *state;
	Bench bench = open_bench("fonts");
	Str rest = file_map(file);
	assert_non_null(rest.at);
	int wrong = 0, cases = 0;
	for (int number = 1; rest.len; number++) {
		Str line = str_until(&rest, '\n');
		if (!line.len || line.at[0] == '#') continue;
		wrong += !run_case(&bench, file, number, line);
		cases++;
	}
	close_bench(&bench);
	assert_true(cases > 0);
	assert_int_equal(wrong, 0);
}

/* ---- hard paragraphs ---- */

static Str repeated(Arena *arena, const char *text, int times) {
	Buf buf = buf_make(arena, strlen(text) * (size_t)times);
	for (int i = 0; i < times; i++) buf_add(&buf, str_of(text));
	return buf_str(&buf);
}

#define SENTENCE                                                                                   \
	"Many also use specialized coding such as CPT/HCPCS and ICD-10 to enter health conditions. "

static const struct {
	const char *name, *text;
	int times;
	const char *manner;
	double measure;
} hard[] = {
	{ "nothing", "", 0, "ragged", 200 },
	{ "blanks", "   ", 1, "ragged", 200 },
	{ "one letter", "x", 1, "ragged", 200 },
	{ "no measure", "one two", 1, "ragged", 0 },
	{ "a measure below nothing", "one two", 1, "balanced", -5 },
	{ "a measure of one letter", "one two three", 1, "ragged", 6 },
	{ "a huge measure", SENTENCE, 40, "ragged", 14400 },
	{ "five thousand words", SENTENCE, 360, "ragged", 200.25 },
	{ "five thousand words as a heading", SENTENCE, 360, "balanced", 200.25 },
	{ "a word of 20,000 letters", "abcdefghij", 2000, "ragged", 200.25 },
	{ "20,000 letters as a heading", "abcdefghij", 2000, "balanced", 200.25 },
	{ "20,000 letters kept", "abcdefghij", 2000, "keep", 200.25 },
	{ "hyphens only", "-", 2000, "ragged", 50 },
	{ "soft hyphens only", "\xC2\xAD", 2000, "ragged", 50 },
	{ "no-break spaces only", "\xC2\xA0", 500, "ragged", 50 },
	{ "zero-width spaces", "a\xE2\x80\x8B", 3000, "ragged", 50 },
	{ "one mark after another", "e\xCC\x81", 2000, "ragged", 50 },
	{ "numbers that hold together", "10 years ", 1000, "ragged", 100 },
	{ "five thousand words justified", SENTENCE, 360, "justified", 200.25 },
	{ "words justified in no measure", SENTENCE, 4, "justified", 0 },
	{ "words hung in a letter's measure", SENTENCE, 4, "hung", 5 },
	{ "letters justified", "abcdefghij", 400, "justified", 100 },
	{ "ideographs justified", "漢字かな。", 600, "justified", 105 },
	{ "ideographs without a measure", "漢字かな。", 40, "justified", 1 },
	{ "Thai", "ภาษาไทย", 300, "ragged", 100 },
	{ "both directions", "שלום one ‏(2) ", 300, "rtl", 100 },
	{ "both directions justified", "שלום one (2) ", 300, "rtl-justified", 100 },
	{ "overrides and isolates", "a\u202eb\u2067c ", 200, "ragged", 60 },
	{ "line feeds only", "\n", 300, "ragged", 60 },
	{ "lines of one letter", "x\n", 300, "justified", 60 },
	{ "line feeds as a heading", "ab cd\n", 40, "balanced", 60 },
	{ "bytes that are no text", "ab\xFF\xC2 \xE2\x80 ", 40, "justified", 60 },
	{ "one address", "https://example.org/", 300, "ragged", 100 },
};

static void test_hard(void **state) {
	(void)state;
	int wrong = 0;
	for (size_t i = 0; i < COUNT(hard); i++) {
		Bench bench = open_bench("fonts");
		Str text = repeated(bench.arena, hard[i].text, hard[i].times);
		const struct Manner *manner = find_manner(str_of(hard[i].manner));
		Styled styled = style(&bench, manner, text, STR("en-US"));
		Paragraph in = paragraph(manner, &styled, PT(hard[i].measure));
		clock_t before = clock();
		Lines lines = paragraph_break(bench.arena, &in, bench.diags);
		double seconds = (double)(clock() - before) / CLOCKS_PER_SEC;
		const char *what = fault(bench.arena, &lines, text, &in);
		if (!what && seconds > 10) what = "it takes more than ten seconds";
		if (!what && !text.len && lines.count) what = "nothing has lines";
		if (what) print_error("%s: %s\n", hard[i].name, what);
		wrong += what != NULL;
		close_bench(&bench);
	}
	assert_int_equal(wrong, 0);
}

/* Eight times the words take about eight times as long. */
static double seconds_for(Bench *bench, int times) {
	Styled styled = style(
		bench, find_manner(STR("justified")), repeated(bench->arena, SENTENCE, times), STR("en"));
	Paragraph in = paragraph(find_manner(STR("justified")), &styled, PT(200));
	clock_t before = clock();
	assert_true(paragraph_break(bench->arena, &in, bench->diags).count > times);
	return (double)(clock() - before) / CLOCKS_PER_SEC;
}

static void test_linear(void **state) {
	(void)state;
	Bench bench = open_bench("fonts");
	seconds_for(&bench, 10); /* fonts and patterns are read */
	double few = seconds_for(&bench, 200), many = seconds_for(&bench, 1600);
	if (many > few * 20) print_error("%.3f s, then %.3f s\n", few, many);
	assert_true(many <= few * 20);
	close_bench(&bench);
}

/* ---- pieces ---- */

static void test_pieces(void **state) {
	(void)state;
	Bench bench = open_bench("fonts");
	const struct Manner *manner = find_manner(STR("ragged"));
	Styled c = style(&bench, manner, STR(" path is right  "), STR("en"));
	Styled b = style(&bench, manner, STR("Which"), STR("en"));
	Styled a = style(&bench, manner, STR("  "), STR("en"));
	a.next = &b;
	b.next = &c;
	b.tag = 1;
	c.tag = 2;
	b.font = font_find(bench.fonts, STR("Lato"), 700, false, bench.diags);
	Paragraph in = paragraph(manner, &a, PT(200));
	Lines lines = paragraph_break(bench.arena, &in, bench.diags);
	assert_int_equal(lines.count, 1);
	assert_int_equal(lines.lines->nparts, 2);
	assert_int_equal(lines.lines->parts[0].tag, 1);
	assert_int_equal(lines.lines->parts[1].tag, 2);
	assert_true(lines.lines->parts[1].x == lines.lines->parts[0].run->width);
	assert_true(lines.lines->width == paragraph_width(bench.arena, &a, bench.diags));
	assert_true(str_is(line_text(bench.arena, lines.lines), "Which path is right"));
	close_bench(&bench);
}

/* A kept stretch is not cut inside its words, though the words around it are. */
static void test_keep(void **state) {
	(void)state;
	Bench bench = open_bench("fonts");
	Styled b = style(&bench, find_manner(STR("keep")), STR("Internationalization"), STR("en"));
	Styled a =
		style(&bench, find_manner(STR("hyphenated")), STR("Internationalization "), STR("en"));
	a.next = &b;
	Paragraph in = paragraph(find_manner(STR("hyphenated")), &a, PT(70));
	Lines lines = paragraph_break(bench.arena, &in, bench.diags);
	assert_true(lines.count >= 3);
	assert_true(lines.lines[0].hyphenated);
	int last = lines.count - 1;
	assert_false(lines.lines[last - 1].hyphenated);
	close_bench(&bench);
}

/* ---- the table of words that bind ---- */

/* It is searched by halves, so it must be in order, without doubles and in small letters. */
static void test_bonds(void **state) {
	(void)state;
	static const char *const words[] = {
#define X(word, bonds) word,
#include "lines/bonds.def"
#undef X
	};
	assert_true(COUNT(words) > 400);
	for (size_t i = 0; i < COUNT(words); i++) {
		if (i && strcmp(words[i - 1], words[i]) >= 0) print_error("%s\n", words[i]);
		assert_true(!i || strcmp(words[i - 1], words[i]) < 0);
		for (const char *c = words[i]; *c; c++) assert_false(*c >= 'A' && *c <= 'Z');
		assert_true(strlen(words[i]) <= 16);
	}
}

/* ---- justified ---- */

#define QUOTED                                                                                     \
	"\xE2\x80\x9CIt is worth reading the list of courses from the end,\xE2\x80\x9D she said, and " \
	"the last year shows what a program believes its graduates should be able to do."

static Lines set_quoted(Bench *bench, const char *how) {
	const struct Manner *manner = find_manner(str_of(how));
	Styled *styled = ARENA_NEW(bench->arena, Styled);
	*styled = style(bench, manner, STR(QUOTED), STR("en-US"));
	Paragraph in = paragraph(manner, styled, PT(180));
	return paragraph_break(bench->arena, &in, bench->diags);
}

/* All lines but the last fill the measure, to a thousandth of a point, by word spaces alone. */
static void test_justified(void **state) {
	(void)state;
	Bench bench = open_bench("fonts");
	Lines lines = set_quoted(&bench, "justified");
	assert_true(lines.count > 3);
	int loosest = 0;
	for (int i = 0; i < lines.count - 1; i++) {
		const LinePart *part = &lines.lines[i].parts[0];
		Len off = PT(180) - lines.lines[i].width;
		assert_true(off >= -PT(0.001) && off <= PT(0.001));
		assert_true(part->word_space != 0);
		Len blank = len_scale(PT(10), part->run->font->space_advance, part->run->font->units);
		int space = (int)((blank + part->word_space) * 1000 / PT(10));
		if (space > loosest) loosest = space;
	}
	assert_int_equal(lines.loosest, loosest);
	const Line *last = &lines.lines[lines.count - 1];
	assert_true(last->width < PT(180));
	assert_true(last->parts[0].word_space <= 0);
	close_bench(&bench);
}

/* The opening quote hangs out to the left by a part of itself, a closing mark to the right. */
static void test_hanging(void **state) {
	(void)state;
	Bench bench = open_bench("fonts");
	Lines flush = set_quoted(&bench, "justified"), hung = set_quoted(&bench, "hung");
	assert_true(flush.lines[0].x == 0 && flush.lines[0].hang == 0);
	assert_true(hung.lines[0].hang > PT(1) && hung.lines[0].hang < PT(5));
	assert_true(hung.lines[0].x == -hung.lines[0].hang);
	assert_true(hung.lines[1].x == 0);
	int out = 0;
	for (int i = 0; i < hung.count - 1; i++) {
		const Line *line = &hung.lines[i];
		const LinePart *last = &line->parts[line->nparts - 1];
		Len right = line->x + last->x + last->width - closing_blank(line);
		assert_true(right >= PT(179.99) && right <= PT(185));
		out += right > PT(180.5);
	}
	assert_true(out > 0);
	close_bench(&bench);
}

/* A line of one long gap would be worse than a ragged one. */
static void test_no_chasm(void **state) {
	(void)state;
	Bench bench = open_bench("fonts");
	const struct Manner *manner = find_manner(STR("unhyphenated"));
	Styled styled = style(&bench, manner, STR("I straightforwardnesses and so on"), STR("en"));
	Paragraph in = paragraph(manner, &styled, PT(100));
	Lines lines = paragraph_break(bench.arena, &in, bench.diags);
	for (int i = 0; i < lines.count; i++) assert_true(lines.lines[i].parts[0].word_space <= PT(10));
	close_bench(&bench);
}

/* ---- right to left ---- */

/* Lines that begin at the right stand against the right edge; the closing blank hangs out at the
   left, and a hyphen stands at the left end. */
static void test_right_to_left(void **state) {
	(void)state;
	Bench bench = open_bench("fonts");
	const struct Manner *manner = find_manner(STR("rtl"));
	Styled styled = style(&bench, manner,
		STR("\xD7\xA0\xD7\x99\xD7\x94\xD7\x95\xD7\x9C one two \xD7\x9E\xD7\x99\xD7\x93\xD7\xA2 "
			"\xD7\xA8\xD7\xA4\xD7\x95\xD7\x90\xD7\x99"),
		STR("he"));
	Paragraph in = paragraph(manner, &styled, PT(75));
	Lines lines = paragraph_break(bench.arena, &in, bench.diags);
	assert_true(lines.count == 2);
	const Line *line = &lines.lines[0];
	assert_true(line->x == PT(75) - line->width);
	const LinePart *first = &line->parts[0], *leftmost = next_part(line, NULL);
	assert_true(first->x + first->width == line->width);
	assert_true(leftmost != first && leftmost->x < 0);
	assert_true(leftmost->x == -closing_blank(line));
	close_bench(&bench);
}

/* ---- messages ---- */

static const struct {
	const char *name, *lang, *text;
	double measure;
	int warnings;
} warned[] = {
	{ "fits", "en", "short words only", 100, 0 },
	{ "can be hyphenated", "en", "internationalization", 70, 0 },
	{ "has no patterns", "xx", "internationalization", 70, 1 },
	{ "a language that is no name", "../../etc", "internationalization", 70, 1 },
	{ "the same word twice", "xx", "internationalization internationalization", 70, 1 },
	{ "two words", "xx", "internationalization internationalisation", 70, 2 },
	{ "a number", "en", "12345678901234567890", 70, 1 },
};

static void test_messages(void **state) {
	(void)state;
	int wrong = 0;
	for (size_t i = 0; i < COUNT(warned); i++) {
		Bench bench = open_bench("fonts");
		const struct Manner *manner = find_manner(STR("ragged"));
		Styled styled = style(&bench, manner, str_of(warned[i].text), str_of(warned[i].lang));
		Paragraph in = paragraph(manner, &styled, PT(warned[i].measure));
		Lines lines = paragraph_break(bench.arena, &in, bench.diags);
		bool good = bench.diags->nwarnings == warned[i].warnings && !bench.diags->nerrors
			&& !lines.overfull;
		if (!good) print_error("%s: %d warnings\n", warned[i].name, bench.diags->nwarnings);
		wrong += !good;
		close_bench(&bench);
	}
	assert_int_equal(wrong, 0);
}

/* ---- the contract on hyphenation ---- */

static const struct {
	const char *lang;
	int characters;
	bool want;
} contract[] = {
	{ "en", 60, false },
	{ "en-US", 61, true },
	{ "es", 45, false },
	{ "fr-CA", 60, false },
	{ "fr", 80, true },
	{ "de", 30, true },
	{ "de-AT", 61, true },
	{ "nl", 45, true },
	{ "fi", 45, true },
	{ "sv-SE", 45, true },
	{ "da", 45, true },
	{ "nb", 45, true },
	{ "no", 45, true },
	{ "hu", 45, true },
	{ "is", 45, true },
	{ "et", 45, true },
	{ "", 45, false },
	{ "del", 45, false },
	{ "x", 45, false },
};

static void test_contract(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(contract); i++) {
		bool got = hyphenation_wanted(str_of(contract[i].lang), contract[i].characters);
		if (got != contract[i].want)
			print_error("%s at %d\n", contract[i].lang, contract[i].characters);
		assert_int_equal(got, contract[i].want);
	}
}

enum { MOST_FILES = 32, FIXED = 11 };

int main(void) {
	struct CMUnitTest tests[MOST_FILES + FIXED] = {
		cmocka_unit_test(test_hard),
		cmocka_unit_test(test_linear),
		cmocka_unit_test(test_pieces),
		cmocka_unit_test(test_keep),
		cmocka_unit_test(test_bonds),
		cmocka_unit_test(test_justified),
		cmocka_unit_test(test_hanging),
		cmocka_unit_test(test_no_chasm),
		cmocka_unit_test(test_right_to_left),
		cmocka_unit_test(test_messages),
		cmocka_unit_test(test_contract),
	};
	glob_t files;
	size_t n = FIXED;
	if (glob("tests/lines/*.tests", 0, NULL, &files) == 0)
		for (size_t i = 0; i < files.gl_pathc && n < MOST_FILES + FIXED; i++, n++)
			tests[n] =
				(struct CMUnitTest){ files.gl_pathv[i], test_file, NULL, NULL, files.gl_pathv[i] };
	int failed = _cmocka_run_group_tests("lines", tests, n, NULL, NULL);
	globfree(&files);
	return failed || n == FIXED;
}
