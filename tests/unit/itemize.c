/* Paragraphs -> stretches. A stretch is written as LEVEL:SCRIPT:FACE<text>; the face is a short
   name from the table below, with * where its size is not the piece's. Pieces are parted by "|" in
   the text; "{" begins one that is isolated. Runs from the project's folder. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"

#include "base/file.h"
#include "base/locale.h"
#include "glyphs/internal.h"

static const struct {
	const char *family, *name;
} short_names[] = { { "Lato", "L" }, { "Vollkorn", "V" }, { "EB Garamond", "E" },
	{ "Noto Naskh Arabic", "Arab" }, { "Noto Sans Hebrew", "Hebr" },
	{ "Noto Serif Hebrew", "hebr" }, { "Noto Sans Devanagari", "Deva" },
	{ "Noto Serif Devanagari", "deva" }, { "Noto Sans Thai", "Thai" },
	{ "Noto Serif Thai", "thai" }, { "Noto Sans CJK JP", "JP" }, { "Noto Serif CJK JP", "jp" },
	{ "Noto Sans CJK SC", "SC" }, { "Noto Sans CJK TC", "TC" }, { "Noto Sans CJK KR", "KR" },
	{ "Noto Sans", "Sans" }, { "Noto Serif", "Serif" }, { "Noto Sans Symbols", "Sym" },
	{ "Noto Sans Symbols 2", "Sym2" }, { "Symbola", "Symbola" } };

static Str face_name(const Font *font) {
	for (size_t i = 0; i < COUNT(short_names); i++)
		if (str_is(font->family, short_names[i].family)) return str_of(short_names[i].name);
	return font->family;
}

typedef struct Input {
	Str text;
	FontPiece pieces[16];
	int npieces;
} Input;

/* Reads the marks of the notation above. */
static void read_input(
	Bench *bench, const char *notation, const Font *font, const char *lang, Input *input) {
	Buf buf = buf_make(bench->arena, 100);
	FontPiece piece = { .font = font, .size = PT(10), .lang = str_of(lang) };
	for (const char *at = notation;; at++) {
		if (*at && *at != '|' && *at != '{') {
			buf_byte(&buf, *at);
			continue;
		}
		piece.end = buf.len;
		if (!input->npieces || buf.len > input->pieces[input->npieces - 1].end)
			input->pieces[input->npieces++] = piece;
		piece.isolate = *at == '{';
		if (!*at) break;
	}
	input->text = buf_str(&buf);
}

static Str show(Arena *arena, Str text, Stretches found) {
	Buf buf = buf_make(arena, 200);
	for (int i = 0; i < found.count; i++) {
		const Stretch *at = &found.at[i];
		char script[5] = { (char)(at->script >> 24), (char)(at->script >> 16),
			(char)(at->script >> 8), (char)at->script };
		buf_format(
			&buf, "%s%d:%s:%.*s", i ? " " : "", at->level, script, STR_ARG(face_name(at->font)));
		if (at->size != PT(10)) buf_byte(&buf, '*');
		buf_format(&buf, "<%.*s>", STR_ARG(str_slice(text, at->start, at->end)));
	}
	return buf_str(&buf);
}

static const struct {
	const char *name, *family, *lang;
	bool rtl;
	const char *text, *want;
} table[] = {
	{ "nothing", "Lato", "en", false, "", "" },
	{ "plain", "Lato", "en", false, "plain text, 2–4 “x”", "0:Latn:L<plain text, 2–4 “x”>" },
	{ "pieces", "Lato", "en", false, "plain |text| here",
		"0:Latn:L<plain > 0:Latn:L<text> 0:Latn:L< here>" },
	{ "soft hyphen", "Lato", "en", false, "auf\u00ADfinden", "0:Latn:L<auf\u00ADfinden>" },
	{ "many scripts", "Lato", "en", false, "naïve Ωμέγα кот 東京 שלום",
		"0:Latn:L<naïve > 0:Grek:L<Ωμέγα > 0:Cyrl:L<кот > 0:Hani:SC<東京> 0:Hani:L< > "
		"1:Hebr:Hebr<שלום>" },
	{ "marks made of two", "Lato", "en", false, "e\u0301 x\u0323\u0302 q\u0327",
		"0:Latn:L<e\u0301 x\u0323\u0302 q\u0327>" },
	{ "Arabic", "Lato", "ar", true, "مرحبا بالعالم، يا Lato 2.0 (نعم).",
		"1:Arab:Arab*<مرحبا بالعالم، يا > 2:Latn:L<Lato 2.0> 1:Arab:Arab*< > 1:Arab:L<(> "
		"1:Arab:Arab*<نعم> 1:Arab:L<)> 1:Arab:Arab*<.>" },
	{ "Arabic, Latin first", "Lato", "ar", true, "EMR داخل", "2:Latn:L<EMR> 1:Arab:Arab*< داخل>" },
	{ "Arabic figures", "Lato", "ar", true, "من 4 إلى 12 سنة",
		"1:Arab:Arab*<من > 2:Arab:L<4> 1:Arab:Arab*< إلى > 2:Arab:L<12> 1:Arab:Arab*< سنة>" },
	{ "range in an isolate", "Lato", "ar", true, "من {4–12| سنة",
		"1:Arab:Arab*<من > 2:Arab:L<4–12> 1:Arab:Arab*< سنة>" },
	{ "range without", "Lato", "ar", true, "من 4–12 سنة",
		"1:Arab:Arab*<من > 2:Arab:L<4> 1:Arab:L<–> 2:Arab:L<12> 1:Arab:Arab*< سنة>" },
	{ "codes", "Lato", "ar", true, "رموز {CPT/HCPCS| و {ICD-10|.",
		"1:Arab:Arab*<رموز > 2:Latn:L<CPT/HCPCS> 1:Arab:Arab*< و > 2:Latn:L<ICD-10> "
		"1:Arab:Arab*<.>" },
	{ "figure alone", "Lato", "ar", true, "4", "2:Latn:L<4>" },
	{ "telephone", "Lato", "ar", true, "هاتف: {+1 (555) 010-0100|",
		"1:Arab:Arab*<هاتف: > 2:Arab:L<+1 (555) 010-0100>" },
	{ "Arabic in English", "Lato", "en", false, "the word سلام (peace)",
		"0:Latn:L<the word > 1:Arab:Arab*<سلام> 0:Latn:L< (peace)>" },
	{ "Hebrew", "Lato", "he", true, "שָׁלוֹם, עולם!",
		"1:Hebr:Hebr<שָׁלוֹם> 1:Hebr:L<,> 1:Hebr:Hebr< עולם> 1:Hebr:L<!>" },
	{ "Hebrew serif", "Vollkorn", "he", true, "שלום", "1:Hebr:hebr<שלום>" },
	{ "Hindi", "Lato", "hi", false, "स्वास्थ्य सूचना (HIM) 2–4 साल।",
		"0:Deva:Deva<स्वास्थ्य सूचना (> 0:Latn:L<HIM> 0:Deva:Deva<) > 0:Deva:L<2–4> "
		"0:Deva:Deva< साल।>" },
	{ "Thai", "Lato", "th", false, "สวัสดี 4 ปี",
		"0:Thai:Thai<สวัสดี > 0:Thai:L<4> 0:Thai:Thai< ปี>" },
	{ "Japanese", "Lato", "ja", false, "「東京」は、2026年のデータです。EMRを使う",
		"0:Hani:JP<「東京」は、> 0:Hani:L<2026> 0:Hani:JP<年のデータです。> 0:Latn:L<EMR> "
		"0:Hani:JP<を使う>" },
	{ "Japanese serif", "Vollkorn", "ja", false, "東京タワー", "0:Hani:jp<東京タワー>" },
	{ "Chinese", "Lato", "zh-Hans", false, "“健康”——信息…（HIM）",
		"0:Hani:SC<“健康”——信息…（> 0:Latn:L<HIM> 0:Hani:SC<）>" },
	{ "Chinese of Taiwan", "Lato", "zh-TW", false, "健康資訊", "0:Hani:TC<健康資訊>" },
	{ "Korean", "Lato", "ko", false, "건강 정보 漢字", "0:Hang:KR<건강 정보 > 0:Hani:KR<漢字>" },
	{ "Han in English", "Lato", "en", false, "the 漢字 of",
		"0:Latn:L<the > 0:Hani:SC<漢字> 0:Hani:L< > 0:Latn:L<of>" },
	{ "kana in English", "Lato", "en", false, "the 漢字かな of",
		"0:Latn:L<the > 0:Hani:JP<漢字かな> 0:Hani:L< > 0:Latn:L<of>" },
	{ "Vietnamese", "EB Garamond", "vi", false, "Tiếng Việt", "0:Latn:E<Tiếng Việt>" },
	{ "symbols", "Lato", "en", false, "a ✓ b ☎ c → d ≥ e",
		"0:Latn:L<a > 0:Latn:Sym2<✓> 0:Latn:L< b > 0:Latn:Sym2<☎> 0:Latn:L< c → d ≥ e>" },
	{ "emoji", "Lato", "en", false, "a 😀 b 👩\u200D⚕\uFE0F c 👍🏽 d 🇩🇪 e",
		"0:Latn:L<a > 0:Latn:Symbola<😀> 0:Latn:L< b > 0:Latn:Symbola<👩\u200D⚕\uFE0F> "
		"0:Latn:L< c > 0:Latn:Sym2<👍🏽> 0:Latn:L< d > 0:Latn:Symbola<🇩🇪> 0:Latn:L< e>" },
	{ "keycap", "Lato", "en", false, "1\uFE0F\u20E3", "0:Latn:L<1\uFE0F\u20E3>" },
	{ "new emoji", "Lato", "en", false, "\U0001FAE8", "0:Latn:Sym<\U0001FAE8>" },
	{ "joiner", "Lato", "fa", true, "می\u200Cخواهم", "1:Arab:Arab*<می\u200Cخواهم>" },
	{ "override", "Lato", "en", false, "a\u202Ebc\u202Cd",
		"0:Latn:L<a> 1:Latn:L<\u202Ebc> 0:Latn:L<\u202Cd>" },
	{ "Greek alone", "Lato", "el", false, "Ωμέγα", "0:Grek:L<Ωμέγα>" },
};

static void test_stretches(void **state) {
	(void)state;
	int wrong = 0;
	Bench bench = open_bench("fonts");
	for (size_t i = 0; i < COUNT(table); i++) {
		const Font *font = font_find(bench.fonts, str_of(table[i].family), 400, false, bench.diags);
		assert_non_null(font);
		Input input = { .npieces = 0 };
		read_input(&bench, table[i].text, font, table[i].lang, &input);
		Stretches found = text_itemize(
			bench.arena, input.text, input.pieces, input.npieces, table[i].rtl, bench.diags);
		Str got = show(bench.arena, input.text, found);
		bool same = str_is(got, table[i].want);
		if (!same)
			print_error("%s\n  want %s\n  got  %.*s\n", table[i].name, table[i].want, STR_ARG(got));
		wrong += !same;
	}
	assert_int_equal(bench.diags->nerrors, 0);
	close_bench(&bench);
	assert_int_equal(wrong, 0);
}

/* ---- clusters ---- */

/* One line of Unicode's test, "÷ 0061 × 0308 ÷ # …": the text in [buf], and a bit for each
   character that begins a cluster. */
static uint64_t read_breaks(Str line, Buf *buf) {
	Str rest = str_until(&line, '#');
	uint64_t bits = 0;
	int n = 0;
	for (Str word = str_word(&rest); word.len; word = str_word(&rest)) {
		if (str_is(word, "÷")) bits |= (uint64_t)1 << n;
		else if (!str_is(word, "×")) {
			buf_code(buf, (uint32_t)strtoul(str_zero(buf->arena, word), NULL, 16));
			n++;
		}
	}
	return bits & ~((uint64_t)1 << n);
}

static void test_clusters(void **state) {
	(void)state;
	Bench bench = open_bench("fonts");
	const Font *font = font_find(bench.fonts, STR("Lato"), 400, false, bench.diags);
	Str rest = file_map("/usr/share/unicode/auxiliary/GraphemeBreakTest.txt");
	int wrong = 0, n = 0;
	while (rest.len) {
		Str line = str_until(&rest, '\n');
		Buf buf = buf_make(bench.arena, 40);
		uint64_t want = read_breaks(line, &buf), got = 0;
		if (!buf.len) continue;
		FontPiece piece = { .end = buf.len, .font = font, .size = PT(10), .lang = STR("en") };
		Chars chars = chars_read(bench.arena, buf_str(&buf), &piece, 1, false);
		chars_find_clusters(&chars);
		for (int i = 0; i < chars.count; i++) got |= (uint64_t)chars.at[i].first << i;
		if (got != want) print_error("%.*s\n", STR_ARG(line));
		wrong += got != want;
		n++;
	}
	close_bench(&bench);
	assert_int_equal(wrong, 0);
	assert_true(n > 500);
}

/* ---- what holds for any text ---- */

static const struct {
	const char *name, *unit;
	int times;
} hard[] = {
	{ "brackets", "(", 20000 },
	{ "brackets within brackets", "[(א", 5000 },
	{ "marks", "\u0301", 5000 },
	{ "isolates that never end", "\u2067a", 3000 },
	{ "ends of nothing", "\u2069\u202Cא", 3000 },
	{ "joiners", "\u200D", 5000 },
	{ "families", "👩\u200D", 2000 },
	{ "ill-formed bytes", "\xC3\xFF\x80", 3000 },
	{ "signs without figures", "–!?", 10000 },
	{ "two scripts in turn", "aא", 5000 },
	{ "many scripts", "aאب字かनไ한Ω", 500 },
	{ "no such character", "\U0001FFFF", 1000 },
	{ "controls", "\x01\n", 1000 },
};

static void test_hard(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT(hard); i++) {
		Bench bench = open_bench("fonts");
		Buf buf = buf_make(bench.arena, 100);
		for (int k = 0; k < hard[i].times; k++) buf_add(&buf, str_of(hard[i].unit));
		Str text = buf_str(&buf);
		FontPiece pieces[3] = { { .end = text.len / 3, .isolate = true }, { .end = text.len / 2 },
			{ .end = text.len } };
		for (int k = 0; k < 3; k++) {
			pieces[k].font = font_find(bench.fonts, STR("Lato"), 400, false, bench.diags);
			pieces[k].size = PT(10);
			pieces[k].lang = STR("en");
		}
		for (int rtl = 0; rtl < 2; rtl++) {
			Stretches found = text_itemize(bench.arena, text, pieces, 3, rtl, bench.diags);
			size_t at = 0;
			for (int k = 0; k < found.count; k++) {
				assert_int_equal(found.at[k].start, at);
				assert_true(found.at[k].end > at && found.at[k].font);
				assert_true(found.at[k].end <= pieces[found.at[k].piece].end + 3);
				at = found.at[k].end;
			}
			if (at != text.len) print_error("%s\n", hard[i].name);
			assert_int_equal(at, text.len);
		}
		close_bench(&bench);
	}
}

/* Plain text touches no other face. */
static void test_plain(void **state) {
	(void)state;
	Bench bench = open_bench("fonts");
	const Font *font = font_find(bench.fonts, STR("Lato"), 400, false, bench.diags);
	Input input = { .npieces = 0 };
	read_input(&bench, "Plain text, “quoted”: 2–4 years|, €5 × 3 = ½", font, "en", &input);
	Stretches found =
		text_itemize(bench.arena, input.text, input.pieces, input.npieces, false, bench.diags);
	assert_int_equal(found.count, 2);
	assert_int_equal(fonts_count(bench.fonts), 1);
	close_bench(&bench);
}

/* ---- the table of scripts ---- */

static const struct {
	const char *lang;
	int leading;
	bool rtl;
} languages[] = {
	{ "en", 1000, false },
	{ "de-AT", 1000, false },
	{ "ar", 1250, true },
	{ "ar-EG", 1250, true },
	{ "AR", 1250, true },
	{ "arn", 1000, false },
	{ "fa", 1250, true },
	{ "he-IL", 1000, true },
	{ "hi", 1250, false },
	{ "ja", 1250, false },
	{ "zh-Hant-TW", 1250, false },
	{ "th", 1250, false },
	{ "sr-Latn", 1000, false },
	{ "az-Arab", 1250, true },
	{ "el", 1000, false },
	{ "", 1000, false },
	{ "x-arab", 1000, false },
};

static void test_languages(void **state) {
	(void)state;
	Bench bench = open_bench("fonts");
	int wrong = 0;
	for (size_t i = 0; i < COUNT(languages); i++) {
		Str lang = str_of(languages[i].lang);
		bool good = script_leading(bench.fonts, lang) == languages[i].leading
			&& locale_rtl(lang) == languages[i].rtl;
		if (!good) print_error("%s: %d\n", languages[i].lang, script_leading(bench.fonts, lang));
		wrong += !good;
	}
	close_bench(&bench);
	assert_int_equal(wrong, 0);
}

/* The weight of a fallback is the nearest one. */
static void test_weights(void **state) {
	(void)state;
	Bench bench = open_bench("fonts");
	int weights[] = { 300, 400, 500, 600, 700, 900 }, want[] = { 400, 400, 400, 700, 700, 700 };
	for (size_t i = 0; i < COUNT(weights); i++) {
		const Font *font = font_find(bench.fonts, STR("Lato"), weights[i], false, bench.diags);
		Input input = { .npieces = 0 };
		read_input(&bench, "سلام", font, "ar", &input);
		Stretches found = text_itemize(bench.arena, input.text, input.pieces, 1, true, bench.diags);
		assert_int_equal(found.count, 1);
		assert_int_equal(found.at[0].font->weight, want[i]);
		assert_true(found.at[0].size == PT(11));
	}
	close_bench(&bench);
}

/* ---- tables that are not right, fonts that are not there ---- */

#define LATO "L\t400\troman\t/usr/share/fonts/truetype/lato/Lato-Regular.ttf\t0\tfonts-lato\tsans\n"
#define NASKH                                                                                      \
	"N\t400\troman\t/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf\t0\t"               \
	"fonts-noto-core\tserif\n"
#define NOWHERE "N\t400\troman\t/nowhere/x.ttf\t0\tfonts-somewhere\tserif\n"

static const struct {
	const char *name, *catalogue, *scripts, *text;
	bool fallback;
	const char *message;
} tables[] = {
	{ "all there", LATO NASKH, "Arab\tar\tany\tN\t1.2\t1.25\n", "سلام", true, NULL },
	{ "remarks", LATO NASKH, "# x\n\nArab\t-\tany\tN\t1.2\t1.25", "سلام", true, NULL },
	{ "no table", LATO NASKH, NULL, "سلام", false, NULL },
	{ "no scale", LATO NASKH, "Arab\tar\tany\tN\n", "سلام", false, "not complete" },
	{ "much too large", LATO NASKH, "Arab\tar\tany\tN\t9\t1\n", "سلام", false, "not complete" },
	{ "no script", LATO NASKH, "Arabic\tar\tany\tN\t1\t1\n", "سلام", false, "not complete" },
	{ "no such family", LATO NASKH, "Arab\tar\tany\tM\t1\t1\n", "سلام", false, "\"M\"" },
	{ "not installed", LATO NOWHERE, "Arab\tar\tany\tN\t1\t1\n", "سلام", false, "not installed" },
	{ "not installed, not wanted", LATO NOWHERE, "Arab\tar\tany\tN\t1\t1\n", "ab", false, NULL },
	{ "a second one is installed", LATO NASKH, "Arab\t-\tany\tM\t1\t1\nArab\t-\tany\tN\t1\t1\n",
		"سلام", true, NULL },
};

static void write_bytes(const char *folder, const char *name, const char *bytes) {
	char path[256];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	unlink(path);
	if (!bytes) return;
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fputs(bytes, file);
	fclose(file);
}

static bool says(const Diags *diags, const char *words) {
	for (const Diag *diag = diags->first; diag; diag = diag->next)
		if (strstr(str_zero(diags->arena, diag->message), words)) return true;
	return false;
}

static void test_tables(void **state) {
	(void)state;
	char folder[] = "/tmp/diptych-glyphs-XXXXXX";
	assert_non_null(mkdtemp(folder));
	int wrong = 0;
	for (size_t i = 0; i < COUNT(tables); i++) {
		write_bytes(folder, "catalogue.tsv", tables[i].catalogue);
		write_bytes(folder, "scripts.tsv", tables[i].scripts);
		Bench bench = open_bench(folder);
		const Font *font = font_find(bench.fonts, STR("L"), 400, false, bench.diags);
		Input input = { .npieces = 0 };
		read_input(&bench, tables[i].text, font, "ar", &input);
		Stretches found =
			text_itemize(bench.arena, input.text, input.pieces, 1, false, bench.diags);
		bool good = found.count == 1 && (found.at[0].font != font) == tables[i].fallback;
		good = good && (bench.diags->nerrors != 0) == (tables[i].message != NULL);
		if (tables[i].message) good = good && says(bench.diags, tables[i].message);
		if (!good) print_error("%s\n", tables[i].name);
		wrong += !good;
		close_bench(&bench);
	}
	write_bytes(folder, "catalogue.tsv", NULL);
	write_bytes(folder, "scripts.tsv", NULL);
	rmdir(folder);
	assert_int_equal(wrong, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stretches),
		cmocka_unit_test(test_clusters),
		cmocka_unit_test(test_hard),
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_weights),
		cmocka_unit_test(test_tables),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
