/* Fonts and shaping. Glyphs are written as hb-shape does:
   [name=cluster+advance|name=cluster@dx,dy+advance], in font units; "_" before a glyph: the text
   must not be cut there. Runs from the project's folder.

   The files of tests/glyphs hold a case a line in HarfBuzz's notation for tests: the font's file,
   options, the text, the glyphs; clusters count characters there. */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"

#include <hb.h>

#include "base/file.h"
#include "glyphs/shape.h"

static const Font *find(Bench *bench, const char *family, int weight, bool italic) {
	return font_find(bench->fonts, str_of(family), weight, italic, bench->diags);
}

/* ---- shaping ---- */

static Str show(Arena *arena, const Run *run) {
	Buf buf = buf_make(arena, 200);
	for (int i = 0; i < run->nglyphs; i++) {
		const Glyph *glyph = &run->glyphs[i];
		char name[64];
		hb_font_glyph_to_string(run->font->hb, glyph->id, name, sizeof name);
		buf_format(
			&buf, "%s%s%s=%u", i ? "|" : "[", glyph->breakable ? "" : "_", name, glyph->cluster);
		if (glyph->dx || glyph->dy)
			buf_format(&buf, "@%d,%d", (int)(glyph->dx / LEN_ONE), (int)(glyph->dy / LEN_ONE));
		buf_format(&buf, "+%d", (int)(glyph->advance / LEN_ONE));
	}
	buf_add(&buf, run->nglyphs ? STR("]") : STR("[]"));
	return buf_str(&buf);
}

static const struct {
	const char *name, *family;
	unsigned features;
	int tracking;
	const char *text, *want;
} shaped[] = {
	{ "nothing", "Lato", 0, 0, "", "[]" },
	{ "kerning", "Lato", 0, 0, "AVAIL",
		"[gid3=0+1246|_gid28=1+1246|_gid3=2+1354|gid13=3+560|gid16=4+1027]" },
	{ "kerning with the space", "Lato", 0, 0, "T A", "[gid26=0+1121|_gid2=1+445|_gid3=2+1354]" },
	{ "ligature", "Lato", 0, 0, "office",
		"[gid51=0+1112|_gid259=1+1775|gid36=4+937|_gid39=5+1056]" },
	{ "no ligature", "Lato", FEATURE_NO_LIGA, 0, "office",
		"[gid51=0+1112|_gid40=1+701|gid40=2+701|gid45=3+480|gid36=4+937|_gid39=5+1056]" },
	{ "tracking parts a ligature", "Lato", 0, 10, "fi", "[gid40=0+711|gid45=1+490]" },
	{ "tabular figures", "Lato", FEATURE_TNUM, 0, "117",
		"[gid136=0+1160|gid136=1+1160|gid141=2+1160]" },
	{ "accents made of two", "Lato", 0, 0, "e\u0301", "[gid204=0+1056]" },
	{ "accent", "Lato", 0, 0, "\u00E9", "[gid204=0+1056]" },
	{ "no-break space", "Lato", 0, 0, "4\u00A0pt",
		"[gid139=0+1160|gid2=1+512|gid54=3+1108|_gid59=4+717]" },
	{ "no-break hyphen", "Lato", 0, 0, "D\u201110",
		"[gid8=0+1521|gid102=1+743|gid136=4+1160|gid135=5+1160]" },
	{ "soft hyphen", "Lato", 0, 0, "a\u00ADb", "[gid33=0+994|gid2=1+0|gid35=3+1120]" },
	{ "zero-width space", "Lato", 0, 0, "a\u200Bb", "[gid33=0+994|gid2=1+0|gid35=4+1120]" },
	{ "word joiner", "Lato", 0, 0, "a\u2060b", "[gid33=0+994|gid2=1+0|gid35=4+1120]" },
	{ "bidi controls", "Lato", 0, 0, "\u2068x\u2069", "[gid2=0+0|gid63=3+996|gid2=4+0]" },
	{ "old figures are the rule", "Vollkorn", 0, 0, "2026",
		"[two=0+527|_zero=1+601|two=2+537|six=3+506]" },
	{ "lining figures", "Vollkorn", FEATURE_LNUM, 0, "2026",
		"[two.lf=0+527|zero.lf=1+593|two.lf=2+527|six.lf=3+537]" },
	{ "ligatures", "Vollkorn", 0, 0, "fifty-fifth",
		"[f_i.liga=0+627|f_t.liga=2+689|y=4+511|_hyphen=5+419|f_i.liga=6+627|f_t.liga=8+689|h=10+596]" },
	{ "small capitals", "Vollkorn", FEATURE_SMCP, 0, "emr", "[e.sc=0+589|m.sc=1+858|r.sc=2+658]" },
	{ "CFF kerning", "EB Garamond", 0, 0, "Two Years",
		"[T=0+570|_w=1+675|_o=2+495|space=3+200|Y=4+478|_e=5+390|a=6+399|r=7+334|s=8+323]" },
	{ "CFF ligature", "EB Garamond", 0, 0, "first",
		"[f._i=0+273|_i.dotless=1+245|r=2+334|s=3+323|t=4+314]" },
};

static void test_shaping(void **state) {
	(void)state;
	Bench bench = open_bench("fonts");
	int wrong = 0;
	for (size_t i = 0; i < COUNT(shaped); i++) {
		const Font *font = find(&bench, shaped[i].family, 400, false);
		assert_non_null(font);
		Shape how = { .font = font,
			.size = font->units * LEN_ONE,
			.tracking = shaped[i].tracking * LEN_ONE,
			.features = shaped[i].features,
			.lang = STR("en") };
		const Run *run = shape(bench.arena, &how, str_of(shaped[i].text), bench.diags);
		Str got = show(bench.arena, run);
		bool same = str_is(got, shaped[i].want);
		if (!same)
			print_error(
				"%s\n  want %s\n  got  %.*s\n", shaped[i].name, shaped[i].want, STR_ARG(got));
		wrong += !same;
	}
	assert_int_equal(bench.diags->nerrors, 0);
	close_bench(&bench);
	assert_int_equal(wrong, 0);
}

/* ---- HarfBuzz's notation ---- */

/* The face of the catalogue whose file is [name] and whose index is [index]. */
static const Font *find_file(Bench *bench, Str name, Str index) {
	Str rest = file_map("fonts/catalogue.tsv");
	while (rest.len) {
		Str line = str_until(&rest, '\n'), family = str_until(&line, '\t');
		double weight;
		if (!str_number(str_until(&line, '\t'), &weight)) continue;
		bool italic = str_is(str_until(&line, '\t'), "italic");
		Str path = str_until(&line, '\t');
		if (str_ends(path, name) && str_equal(str_until(&line, '\t'), index))
			return font_find(bench->fonts, family, (int)weight, italic, bench->diags);
	}
	return NULL;
}

static const struct {
	const char *word;
	unsigned bits;
} feature_words[] = { { "lnum", FEATURE_LNUM }, { "tnum", FEATURE_TNUM }, { "onum", FEATURE_ONUM },
	{ "smcp", FEATURE_SMCP }, { "-liga", FEATURE_NO_LIGA } };

/* Reads one option, "--name=value"; false if it is not known. */
static bool read_option(Str option, Shape *how, Str *index) {
	Str name = str_until(&option, '=');
	if (str_is(name, "--language")) how->lang = option;
	else if (str_is(name, "--direction")) how->rtl = str_is(option, "rtl");
	else if (str_is(name, "--script")) how->script = hb_tag_from_string(option.at, 4);
	else if (str_is(name, "--face-index")) *index = option;
	else if (str_is(name, "--features")) {
		for (size_t i = 0; i < COUNT(feature_words); i++)
			if (str_is(option, feature_words[i].word)) how->features |= feature_words[i].bits;
		return how->features;
	} else return false;
	return true;
}

static Str read_codes(Arena *arena, Str list) {
	Buf buf = buf_make(arena, 100);
	while (list.len)
		buf_code(&buf,
			(uint32_t)strtoul(str_zero(arena, str_until(&list, ',')) + strlen("U+"), NULL, 16));
	return buf_str(&buf);
}

/* The glyphs with clusters that count characters. */
static Str show_counted(Arena *arena, const Run *run) {
	Glyph *glyphs = ARENA_ARRAY(arena, (size_t)run->nglyphs + 1, Glyph);
	Run counted = *run;
	for (int i = 0; i < run->nglyphs; i++) {
		glyphs[i] = run->glyphs[i];
		glyphs[i].cluster = (uint32_t)utf8_count(str_slice(run->text, 0, glyphs[i].cluster));
		glyphs[i].breakable = true;
	}
	counted.glyphs = glyphs;
	return show(arena, &counted);
}

static bool good_line(Bench *bench, Str line) {
	Str file = str_until(&line, ';'), options = str_until(&line, ';');
	Str codes = str_until(&line, ';'), index = STR("0");
	Shape how = { .lang = STR("en") };
	for (Str word = str_word(&options); word.len; word = str_word(&options))
		if (!read_option(word, &how, &index)) return false;
	how.font = find_file(bench, file, index);
	if (!how.font) return false;
	how.size = how.font->units * LEN_ONE;
	Str text = read_codes(bench->arena, codes);
	Str got = show_counted(bench->arena, shape(bench->arena, &how, text, bench->diags));
	if (str_equal(got, line)) return true;
	print_error("%.*s\n  want %.*s\n  got  %.*s\n", STR_ARG(text), STR_ARG(line), STR_ARG(got));
	return false;
}

static void test_file(void **state) {
	const char *path = *state;
	Bench bench = open_bench("fonts");
	Str rest = file_map(path);
	int wrong = 0, n = 0;
	for (int line = 1; rest.len; line++) {
		Str text = str_until(&rest, '\n');
		if (!text.len || text.at[0] == '#') continue;
		n++;
		if (good_line(&bench, text)) continue;
		print_error("%s:%d\n", path, line);
		wrong++;
	}
	assert_int_equal(bench.diags->nerrors, 0);
	close_bench(&bench);
	assert_int_equal(wrong, 0);
	assert_true(n > 3);
}

/* ---- joined scripts ---- */

/* "_" before a glyph: text must not be cut before its cluster, in either direction of writing. */
static const struct {
	const char *name, *before, *text, *after;
	unsigned features;
	int tracking;
	const char *want;
} joined[] = {
	{ "alone", "", "\u0633", "", 0, 0, "[uni0633=0+1013]" },
	{ "joins what follows", "", "\u0633", "\u0644", 0, 0, "[uniFEB3=0+658]" },
	{ "joins what stands before", "\u0644", "\u0633", "", 0, 0, "[uniFEB2=0+1017]" },
	{ "joins both", "\u0644", "\u0633", "\u0644", 0, 0, "[uniFEB4=0+663]" },
	{ "a blank parts", "\u0644 ", "\u0633", " \u0644", 0, 0, "[uni0633=0+1013]" },
	{ "no cut within a word", "", "\u0633\u0644 \u0633\u0644", "", 0, 0,
		"[_uniFEDE=7+591|uniFEB3=5+658|uni0020=4+221|_uniFEDE=2+591|uniFEB3=0+658]" },
	{ "no tracking, all ligatures", "", "\u0644\u0644\u0647", "", FEATURE_NO_LIGA, 90,
		"[uniFEDF_uniFEE0_uniFEEA=0+952]" },
};

static void test_joined(void **state) {
	(void)state;
	Bench bench = open_bench("fonts");
	const Font *font = find(&bench, "Noto Naskh Arabic", 400, false);
	assert_non_null(font);
	int wrong = 0;
	for (size_t i = 0; i < COUNT(joined); i++) {
		Shape how = { .font = font,
			.size = font->units * LEN_ONE,
			.tracking = joined[i].tracking * LEN_ONE,
			.features = joined[i].features,
			.lang = STR("ar"),
			.rtl = true,
			.script = HB_SCRIPT_ARABIC,
			.before = str_of(joined[i].before),
			.after = str_of(joined[i].after) };
		Str got = show(bench.arena,
			shape(bench.arena, &how, str_of(joined[i].text), bench.diags));
		bool same = str_is(got, joined[i].want);
		if (!same)
			print_error(
				"%s\n  want %s\n  got  %.*s\n", joined[i].name, joined[i].want, STR_ARG(got));
		wrong += !same;
	}
	close_bench(&bench);
	assert_int_equal(wrong, 0);
}

/* Tracking stands once behind a cluster, however many glyphs that has. */
static void test_tracking(void **state) {
	(void)state;
	Bench bench = open_bench("fonts");
	const Font *font = find(&bench, "Lato", 400, false);
	Shape how = { .font = font, .size = PT(10), .lang = STR("en"), .script = HB_SCRIPT_LATIN };
	how.features = FEATURE_NO_LIGA;
	Len plain = shape(bench.arena, &how, STR("x\u0323\u0302q\u0327\u00ADb"), bench.diags)->width;
	how.tracking = PT(1);
	Len wide = shape(bench.arena, &how, STR("x\u0323\u0302q\u0327\u00ADb"), bench.diags)->width;
	assert_true(wide - plain == 3 * PT(1));
	close_bench(&bench);
}

/* ---- words ---- */

static const struct {
	const char *name, *text;
} wording[] = {
	{ "blanks at the ends", " A T " },
	{ "kerning with blanks", "T A V To. “We” Y, AVA (f) f ’s" },
	{ "two blanks", "a  b" },
	{ "bound blanks", "4\u00A0years\u202F! fi\u00ADfth of\u2060fice" },
	{ "a long word",
		"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz a" },
	{ "accents", "Ça naïve façon Žižek Łódź İstanbul ﬁ" },
	{ "ligatures", "office fifth ffi ft fj Th Qu" },
	{ "figures", "2026 1–4 3/4 $5,000.00 ½" },
};

static bool alike(const Run *a, const Run *b) {
	if (a->nglyphs != b->nglyphs || a->width != b->width) return false;
	for (int i = 0; i < a->nglyphs; i++) {
		const Glyph *one = &a->glyphs[i], *two = &b->glyphs[i];
		if (one->id != two->id || one->cluster != two->cluster || one->advance != two->advance
			|| one->dx != two->dx || one->dy != two->dy || one->breakable != two->breakable)
			return false;
	}
	return true;
}

/* Words shaped one by one, where the script is said to be Latin, are what HarfBuzz makes of the
   whole: in all text faces, for the table above and for running text. */
static void test_words(void **state) {
	(void)state;
	static const char *const families[] = { "Lato", "Vollkorn", "EB Garamond", "Andika",
		"Noto Sans", "Noto Serif" };
	Bench bench = open_bench("fonts");
	int wrong = 0;
	Str prose = file_map("tests/bench/prose.txt");
	assert_true(prose.len > 10000);
	for (size_t k = 0; k < 2 * COUNT(families); k++) {
		const Font *font = find(&bench, families[k / 2], k % 2 ? 700 : 400, false);
		Shape how = { .font = font, .size = PT(9.75), .lang = STR("en-US") };
		Str rest = prose;
		for (size_t i = 0; i < COUNT(wording) || rest.len; i++) {
			Str text = i < COUNT(wording) ? str_of(wording[i].text) : str_until(&rest, '\n');
			how.tracking = i % 3 ? 0 : PT(0.2);
			how.features = i % 2 ? FEATURE_LNUM : 0;
			how.script = 0;
			const Run *whole = shape(bench.arena, &how, text, bench.diags);
			how.script = HB_SCRIPT_LATIN;
			const Run *words = shape(bench.arena, &how, text, bench.diags);
			bool same = alike(whole, words);
			if (!same)
				print_error("%s\n  %.*s\n  want %.*s\n  got  %.*s\n", families[k / 2],
					STR_ARG(text), STR_ARG(show(bench.arena, whole)),
					STR_ARG(show(bench.arena, words)));
			wrong += !same;
		}
	}
	close_bench(&bench);
	assert_int_equal(wrong, 0);
}

/* A width is the sum of advances that are each rounded once, half away from zero. */
static const struct {
	const char *name, *text;
	double size, tracking;
} exact[] = {
	{ "body", "Health Information Management", 9.75, 0 },
	{ "odd size", "Technology, and the office", 7.333, 0 },
	{ "tracked", "CPT/HCPCS", 9, 0.35 },
	{ "tight", "Which one is right for you?", 27, -0.2 },
	{ "no size", "nothing", 0, 0 },
};

static void test_exact(void **state) {
	(void)state;
	Bench bench = open_bench("fonts");
	const Font *font = find(&bench, "Lato", 700, false);
	for (size_t i = 0; i < COUNT(exact); i++) {
		Shape how = { .font = font,
			.size = PT(exact[i].size),
			.tracking = PT(exact[i].tracking),
			.features = FEATURE_NO_LIGA,
			.lang = STR("en") };
		Shape plain = { .font = font,
			.size = font->units * LEN_ONE,
			.features = FEATURE_NO_LIGA,
			.lang = STR("en") };
		const Run *run = shape(bench.arena, &how, str_of(exact[i].text), bench.diags);
		const Run *units = shape(bench.arena, &plain, str_of(exact[i].text), bench.diags);
		assert_int_equal(run->nglyphs, units->nglyphs);
		Len sum = 0;
		for (int g = 0; g < run->nglyphs; g++) {
			Len want =
				len_scale(how.size, units->glyphs[g].advance / LEN_ONE, font->units) + how.tracking;
			if (run->glyphs[g].advance != want) print_error("%s: glyph %d\n", exact[i].name, g);
			assert_true(run->glyphs[g].advance == want);
			sum += want;
		}
		assert_true(run->width == sum);
	}
	close_bench(&bench);
}

/* ---- what no font has ---- */

static const struct {
	const char *name, *text;
	int errors;
	const char *message;
} missing[] = {
	{ "all there", "Health – “care” €5 §3 ×", 0, NULL },
	{ "one", "a \u6F22 b", 1, "U+6F22" },
	{ "one, twice", "\u6F22 \u6F22", 1, "U+6F22" },
	{ "two", "\u6F22\u5B57", 2, "U+6F22" },
	{ "beyond the first plane", "\U00020000", 1, "U+20000" },
	{ "emoji", "\U0001F600", 0, "U+1F600" },
	{ "emoji of two", "\U0001F44D\U0001F3FD", 0, "U+1F44D" },
	{ "keycap", "1\uFE0F\u20E3", 0, "U+20E3" },
	{ "flag", "\U0001F1E9\U0001F1EA", 0, "\"D\"" },
	{ "ill-formed", "a\xFF" "b", 1, "U+FFFD" },
	{ "unseen", "\u00AD\u200B\u200C\u200D\u2060\u200E\u200F\uFE0F\uFEFF", 0, NULL },
	{ "blanks of all widths", "a\u2003b\u2009c\u202Fd", 0, NULL },
};

static bool says(const Diags *diags, const char *words) {
	for (const Diag *diag = diags->first; diag; diag = diag->next)
		if (strstr(str_zero(diags->arena, diag->message), words)) return true;
	return false;
}

static void test_missing(void **state) {
	(void)state;
	int wrong = 0;
	for (size_t i = 0; i < COUNT(missing); i++) {
		Bench bench = open_bench("fonts");
		Shape how = { .font = find(&bench, "Lato", 400, false), .size = PT(10), .lang = STR("en") };
		how.from = (Source){ "a.xml", 4, 7 };
		shape(bench.arena, &how, str_of(missing[i].text), bench.diags);
		bool good = bench.diags->nerrors == missing[i].errors;
		if (missing[i].message)
			good =
				good && says(bench.diags, missing[i].message) && bench.diags->first->from.line == 4;
		if (!good) print_error("%s: %d errors\n", missing[i].name, bench.diags->nerrors);
		wrong += !good;
		close_bench(&bench);
	}
	assert_int_equal(wrong, 0);
}

/* ---- hard texts ---- */

static const struct {
	const char *name, *unit;
	int times;
} hard[] = {
	{ "a word of 100,000 letters", "abcdefghij", 10000 },
	{ "marks on one letter", "\u0301", 5000 },
	{ "ill-formed bytes", "\xC3\xFF\x80", 2000 },
	{ "blanks", " ", 5000 },
	{ "ligatures", "ffi", 5000 },
	{ "many that are missing", "\u6F22", 2000 },
	{ "Arabic", "\u0633", 500 },
};

static void test_hard(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(hard); i++) {
		Bench bench = open_bench("fonts");
		Buf buf = buf_make(bench.arena, 100);
		for (int k = 0; k < hard[i].times; k++) buf_add(&buf, str_of(hard[i].unit));
		Shape how = { .font = find(&bench, "Lato", 400, false), .size = PT(10), .lang = STR("en") };
		for (int rtl = 0; rtl < 2; rtl++) {
			how.rtl = rtl;
			const Run *run = shape(bench.arena, &how, buf_str(&buf), bench.diags);
			Len sum = 0;
			for (int g = 0; g < run->nglyphs; g++) {
				sum += run->glyphs[g].advance;
				assert_true(run->glyphs[g].cluster < buf.len);
				bool in_order = !g
					|| (rtl ? run->glyphs[g].cluster <= run->glyphs[g - 1].cluster
							: run->glyphs[g].cluster >= run->glyphs[g - 1].cluster);
				if (!in_order) print_error("%s: clusters are not in order\n", hard[i].name);
				assert_true(in_order);
			}
			assert_true(sum == run->width);
		}
		close_bench(&bench);
	}
}

/* ---- fonts ---- */

static const struct {
	const char *family;
	int weight;
	bool italic;
	int want;
	bool want_italic;
} faces[] = {
	{ "Lato", 400, false, 400, false },
	{ "Lato", 400, true, 400, true },
	{ "Lato", 700, false, 700, false },
	{ "Lato", 900, false, 900, false },
	{ "Lato", 950, false, 900, false },
	{ "Lato", 1, false, 300, false },
	{ "Lato", 650, false, 700, false },
	{ "Lato", 350, false, 300, false },
	{ "Vollkorn", 600, false, 600, false },
	{ "EB Garamond", 500, false, 400, false },
	{ "EB Garamond", 600, false, 700, false },
	{ "EB Garamond", 700, true, 400, true },
};

static void test_faces(void **state) {
	(void)state;
	Bench bench = open_bench("fonts");
	int wrong = 0;
	for (size_t i = 0; i < COUNT(faces); i++) {
		const Font *font = find(&bench, faces[i].family, faces[i].weight, faces[i].italic);
		assert_non_null(font);
		bool good = font->weight == faces[i].want && font->italic == faces[i].want_italic;
		if (!good) print_error("%s %d: got %d\n", faces[i].family, faces[i].weight, font->weight);
		wrong += !good;
		assert_ptr_equal(font, find(&bench, faces[i].family, faces[i].weight, faces[i].italic));
	}
	assert_int_equal(bench.diags->nerrors, 0);
	close_bench(&bench);
	assert_int_equal(wrong, 0);
}

static void test_measures(void **state) {
	(void)state;
	Bench bench = open_bench("fonts");
	const Font *lato = find(&bench, "Lato", 400, false),
			   *garamond = find(&bench, "EB Garamond", 400, false);
	assert_int_equal(fonts_count(bench.fonts), 2);
	assert_int_equal(lato->number, 0);
	assert_int_equal(garamond->number, 1);
	assert_int_equal(lato->units, 2000);
	assert_int_equal(garamond->units, 1000);
	assert_false(lato->cff);
	assert_true(garamond->cff);
	assert_true(str_is(lato->postscript, "Lato-Regular"));
	assert_true(str_is(garamond->postscript, "EBGaramond12-Regular"));
	assert_true(
		lato->space_advance > 200 && lato->cap_height > lato->x_height && lato->x_height > 900);
	assert_true(lato->ascent > lato->cap_height && lato->descent > 0);
	assert_true(font_has(lato, 'a') && font_has(lato, 0x20AC) && !font_has(lato, 0x6F22));
	close_bench(&bench);
}

/* ---- catalogues and files that are not right ---- */

static void write_bytes(const char *folder, const char *name, Str bytes) {
	char path[256];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	if (bytes.len) assert_int_equal(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
	fclose(file);
}

static void remove_file(const char *folder, const char *name) {
	char path[256];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	unlink(path);
}

#define LATO "/usr/share/fonts/truetype/lato/Lato-Regular.ttf"

enum { WHOLE = -1 };
/* The font's file is Lato's, cut to [length] bytes, with [patch] written at [at]. */
static const struct {
	const char *name;
	long length, at;
	const char *patch;
	size_t npatch;
	const char *message;
} broken[] = {
	{ "whole", WHOLE, 0, "", 0, NULL },
	{ "a few bytes", 5, 0, "", 0, "too short" },
	{ "a header alone", 12, 0, "", 0, "table directory" },
	{ "cut off", 5000, 0, "", 0, "past its end" },
	{ "web font", WHOLE, 0, "wOFF", 4, "web font" },
	{ "web font 2", WHOLE, 0, "wOF2", 4, "web font" },
	{ "something else", WHOLE, 0, "%PDF", 4, "no TrueType" },
	{ "no tables", WHOLE, 4, "\0\0", 2, "table directory" },
	{ "too many tables", WHOLE, 4, "\xFF\xFF", 2, "table directory" },
	{ "a collection without faces", WHOLE, 0, "ttcf\0\1\0\0\0\0\0\0", 12, "list of faces" },
	{ "a collection whose face lies outside", WHOLE, 0,
		"ttcf\0\1\0\0\0\0\0\1\x7F\0\0\0", 16, "past its end" },
	{ "a collection without end", WHOLE, 0, "ttcf\0\1\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 16,
		"" },
};

static void test_broken(void **state) {
	(void)state;
	char folder[] = "/tmp/diptych-glyphs-XXXXXX";
	assert_non_null(mkdtemp(folder));
	int wrong = 0;
	for (size_t i = 0; i < COUNT(broken); i++) {
		Bench bench = { .arena = arena_open() };
		bench.diags = diags_make(bench.arena);
		Str whole = file_map(LATO);
		Str bytes = str_copy(bench.arena,
			str_slice(whole, 0, broken[i].length == WHOLE ? whole.len : (size_t)broken[i].length));
		memcpy((char *)(uintptr_t)bytes.at + broken[i].at, broken[i].patch, broken[i].npatch);
		write_bytes(folder, "x.ttf", bytes);
		write_bytes(folder, "catalogue.tsv", STR("X\t400\troman\tx.ttf\t0\tfonts-x\n"));
		bench.fonts = fonts_open(bench.arena, folder, bench.diags);
		const Font *font = find(&bench, "X", 400, false);
		bool good = broken[i].message
			? !font && bench.diags->nerrors == 1 && says(bench.diags, broken[i].message)
			: font && !bench.diags->nerrors;
		if (!good) print_error("%s\n", broken[i].name);
		wrong += !good;
		close_bench(&bench);
	}
	remove_file(folder, "x.ttf");
	remove_file(folder, "catalogue.tsv");
	rmdir(folder);
	assert_int_equal(wrong, 0);
}

static const struct {
	const char *name, *catalogue, *family, *message;
} catalogues[] = {
	{ "an absolute path", "X\t400\troman\t" LATO "\t0\tfonts-lato\n", "X", NULL },
	{ "remarks and empty lines", "# X\n\nX\t400\troman\t" LATO "\t0\tfonts-lato", "X", NULL },
	{ "no weight", "X\tbold\troman\t" LATO "\t0\tfonts-lato\n", "X", "not complete" },
	{ "a line that stops", "X\t400\n", "X", "not complete" },
	{ "empty", "", "X", "" },
	{ "unknown family", "X\t400\troman\t" LATO "\t0\tfonts-lato\n", "Y", "\"Y\"" },
	{ "not installed", "X\t400\troman\t/nowhere/x.ttf\t0\tfonts-x\n", "X", "not installed" },
	{ "a folder", "X\t400\troman\t/usr\t0\tfonts-x\n", "X", "not installed" },
};

static void test_catalogues(void **state) {
	(void)state;
	char folder[] = "/tmp/diptych-glyphs-XXXXXX";
	assert_non_null(mkdtemp(folder));
	int wrong = 0;
	for (size_t i = 0; i < COUNT(catalogues); i++) {
		Bench bench = { .arena = arena_open() };
		bench.diags = diags_make(bench.arena);
		write_bytes(folder, "catalogue.tsv", str_of(catalogues[i].catalogue));
		bench.fonts = fonts_open(bench.arena, folder, bench.diags);
		const Font *font = bench.fonts ? find(&bench, catalogues[i].family, 400, false) : NULL;
		bool good = catalogues[i].message
			? !font && bench.diags->nerrors && says(bench.diags, catalogues[i].message)
			: font && !bench.diags->nerrors;
		if (!good) print_error("%s\n", catalogues[i].name);
		wrong += !good;
		close_bench(&bench);
	}
	remove_file(folder, "catalogue.tsv");
	rmdir(folder);
	assert_int_equal(wrong, 0);
}

/* The package is told where a font is missing, and each face has a line in the list. */
static void test_list(void **state) {
	(void)state;
	Bench bench = open_bench("fonts");
	Buf out = buf_make(bench.arena, 1000);
	fonts_list(bench.fonts, &out);
	assert_non_null(strstr(out.at, "Vollkorn"));
	assert_non_null(strstr(out.at, "fonts-ebgaramond"));
	assert_non_null(strstr(out.at, "installed"));
	assert_int_equal(fonts_count(bench.fonts), 0);
	close_bench(&bench);
}

enum { MOST_FILES = 32, FIXED = 12 };

int main(void) {
	struct CMUnitTest tests[MOST_FILES + FIXED] = {
		cmocka_unit_test(test_shaping),
		cmocka_unit_test(test_joined),
		cmocka_unit_test(test_tracking),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_exact),
		cmocka_unit_test(test_missing),
		cmocka_unit_test(test_hard),
		cmocka_unit_test(test_faces),
		cmocka_unit_test(test_measures),
		cmocka_unit_test(test_broken),
		cmocka_unit_test(test_catalogues),
		cmocka_unit_test(test_list),
	};
	glob_t files;
	size_t n = FIXED;
	if (glob("tests/glyphs/*.tests", 0, NULL, &files) == 0)
		for (size_t i = 0; i < files.gl_pathc && n < MOST_FILES + FIXED; i++, n++)
			tests[n] =
				(struct CMUnitTest){ files.gl_pathv[i], test_file, NULL, NULL, files.gl_pathv[i] };
	int failed = _cmocka_run_group_tests("glyphs", tests, n, NULL, NULL);
	globfree(&files);
	return failed || n == FIXED;
}
