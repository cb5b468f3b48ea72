/* Paragraphs -> stretches. A stretch is written as LEVEL:SCRIPT:FACE"text"; the face is a short name
   from the table below, with * where its size is not the piece's. Pieces are parted by "|" in the
   text; "{" begins one that is isolated. Runs from the project's folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#undef fail /* ours is another */

#include "base/file.h"
#include "glyphs/itemize.h"
#include "glyphs/shape.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

typedef struct Bench {
	Arena *arena;
	Diags *diags;
	FontSet *fonts;
} Bench;

static Bench open_bench(const char *folder) {
	Bench bench = { .arena = arena_open() };
	bench.diags = diags_make(bench.arena);
	bench.fonts = fonts_open(bench.arena, folder, bench.diags);
	return bench;
}

static void close_bench(Bench *bench) {
	fonts_close(bench->fonts);
	arena_close(bench->arena);
}

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
static void read_input(Bench *bench, const char *notation, const Font *font, const char *lang,
	Input *input) {
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
		buf_format(&buf, "%s%d:%s:%.*s", i ? " " : "", at->level, script,
			STR_ARG(face_name(at->font)));
		if (at->size != PT(10)) buf_byte(&buf, '*');
		buf_format(&buf, "\"%.*s\"", STR_ARG(str_slice(text, at->start, at->end)));
	}
	return buf_str(&buf);
}

static const struct {
	const char *name, *family, *lang;
	bool rtl;
	const char *text, *want;
} table[] = {
	{ "nothing", "Lato", "en", false, "", "" },
	{ "plain", "Lato", "en", false, "plain text, 2–4 “x”",
		"0:Latn:L\"plain text, 2–4 “x”\"" },
	{ "pieces", "Lato", "en", false, "plain |text| here",
		"0:Latn:L\"plain \" 0:Latn:L\"text\" 0:Latn:L\" here\"" },
	{ "soft hyphen", "Lato", "en", false, "auf\u00ADfinden",
		"0:Latn:L\"auf\u00ADfinden\"" },
	{ "many scripts", "Lato", "en", false, "naïve Ωμέγα кот 東京 שלום",
		"0:Latn:L\"naïve \" 0:Grek:L\"Ωμέγα \" 0:Cyrl:L\"кот \" 0:Hani:SC\"東京\" 0:Hani:L\" \" 1:Hebr:Hebr\"שלום\"" },
	{ "marks made of two", "Lato", "en", false, "e\u0301 x\u0323\u0302 q\u0327",
		"0:Latn:L\"e\u0301 x\u0323\u0302 q\u0327\"" },
	{ "Arabic", "Lato", "ar", true, "مرحبا بالعالم، يا Lato 2.0 (نعم).",
		"1:Arab:Arab*\"مرحبا بالعالم، يا \" 2:Latn:L\"Lato 2.0\" 1:Arab:Arab*\" \" 1:Arab:L\"(\" 1:Arab:Arab*\"نعم\" 1:Arab:L\")\" 1:Arab:Arab*\".\"" },
	{ "Arabic, Latin first", "Lato", "ar", true, "EMR داخل",
		"2:Latn:L\"EMR\" 1:Arab:Arab*\" داخل\"" },
	{ "Arabic figures", "Lato", "ar", true, "من 4 إلى 12 سنة",
		"1:Arab:Arab*\"من \" 2:Arab:L\"4\" 1:Arab:Arab*\" إلى \" 2:Arab:L\"12\" 1:Arab:Arab*\" سنة\"" },
	{ "range in an isolate", "Lato", "ar", true, "من {4–12| سنة",
		"1:Arab:Arab*\"من \" 2:Arab:L\"4–12\" 1:Arab:Arab*\" سنة\"" },
	{ "range without", "Lato", "ar", true, "من 4–12 سنة",
		"1:Arab:Arab*\"من \" 2:Arab:L\"4\" 1:Arab:L\"–\" 2:Arab:L\"12\" 1:Arab:Arab*\" سنة\"" },
	{ "codes", "Lato", "ar", true, "رموز {CPT/HCPCS| و {ICD-10|.",
		"1:Arab:Arab*\"رموز \" 2:Latn:L\"CPT/HCPCS\" 1:Arab:Arab*\" و \" 2:Latn:L\"ICD-10\" 1:Arab:Arab*\".\"" },
	{ "figure alone", "Lato", "ar", true, "4",
		"2:Latn:L\"4\"" },
	{ "telephone", "Lato", "ar", true, "هاتف: {+1 (555) 010-0100|",
		"1:Arab:Arab*\"هاتف: \" 2:Arab:L\"+1 (555) 010-0100\"" },
	{ "Arabic in English", "Lato", "en", false, "the word سلام (peace)",
		"0:Latn:L\"the word \" 1:Arab:Arab*\"سلام\" 0:Latn:L\" (peace)\"" },
	{ "Hebrew", "Lato", "he", true, "שָׁלוֹם, עולם!",
		"1:Hebr:Hebr\"שָׁלוֹם\" 1:Hebr:L\",\" 1:Hebr:Hebr\" עולם\" 1:Hebr:L\"!\"" },
	{ "Hebrew serif", "Vollkorn", "he", true, "שלום",
		"1:Hebr:hebr\"שלום\"" },
	{ "Hindi", "Lato", "hi", false, "स्वास्थ्य सूचना (HIM) 2–4 साल।",
		"0:Deva:Deva\"स्वास्थ्य सूचना (\" 0:Latn:L\"HIM\" 0:Deva:Deva\") \" 0:Deva:L\"2–4\" 0:Deva:Deva\" साल।\"" },
	{ "Thai", "Lato", "th", false, "สวัสดี 4 ปี",
		"0:Thai:Thai\"สวัสดี \" 0:Thai:L\"4\" 0:Thai:Thai\" ปี\"" },
	{ "Japanese", "Lato", "ja", false, "「東京」は、2026年のデータです。EMRを使う",
		"0:Hani:JP\"「東京」は、\" 0:Hani:L\"2026\" 0:Hani:JP\"年のデータです。\" 0:Latn:L\"EMR\" 0:Hani:JP\"を使う\"" },
	{ "Japanese serif", "Vollkorn", "ja", false, "東京タワー",
		"0:Hani:jp\"東京タワー\"" },
	{ "Chinese", "Lato", "zh-Hans", false, "“健康”——信息…（HIM）",
		"0:Hani:SC\"“健康”——信息…（\" 0:Latn:L\"HIM\" 0:Hani:SC\"）\"" },
	{ "Chinese of Taiwan", "Lato", "zh-TW", false, "健康資訊",
		"0:Hani:TC\"健康資訊\"" },
	{ "Korean", "Lato", "ko", false, "건강 정보 漢字",
		"0:Hang:KR\"건강 정보 \" 0:Hani:KR\"漢字\"" },
	{ "Han in English", "Lato", "en", false, "the 漢字 of",
		"0:Latn:L\"the \" 0:Hani:SC\"漢字\" 0:Hani:L\" \" 0:Latn:L\"of\"" },
	{ "kana in English", "Lato", "en", false, "the 漢字かな of",
		"0:Latn:L\"the \" 0:Hani:JP\"漢字かな\" 0:Hani:L\" \" 0:Latn:L\"of\"" },
	{ "Vietnamese", "EB Garamond", "vi", false, "Tiếng Việt",
		"0:Latn:E\"Tiếng Việt\"" },
	{ "symbols", "Lato", "en", false, "a ✓ b ☎ c → d ≥ e",
		"0:Latn:L\"a \" 0:Latn:Sym2\"✓\" 0:Latn:L\" b \" 0:Latn:Sym2\"☎\" 0:Latn:L\" c → d ≥ e\"" },
	{ "emoji", "Lato", "en", false, "a 😀 b 👩\u200D⚕\uFE0F c 👍🏽 d 🇩🇪 e",
		"0:Latn:L\"a \" 0:Latn:Symbola\"😀\" 0:Latn:L\" b \" 0:Latn:Symbola\"👩\u200D⚕\uFE0F\" 0:Latn:L\" c \" 0:Latn:Sym2\"👍🏽\" 0:Latn:L\" d \" 0:Latn:Symbola\"🇩🇪\" 0:Latn:L\" e\"" },
	{ "keycap", "Lato", "en", false, "1\uFE0F\u20E3",
		"0:Latn:L\"1\uFE0F\u20E3\"" },
	{ "new emoji", "Lato", "en", false, "\U0001FAE8",
		"0:Latn:Sym\"\U0001FAE8\"" },
	{ "joiner", "Lato", "fa", true, "می\u200Cخواهم",
		"1:Arab:Arab*\"می\u200Cخواهم\"" },
	{ "override", "Lato", "en", false, "a\u202Ebc\u202Cd",
		"0:Latn:L\"a\" 1:Latn:L\"\u202Ebc\" 0:Latn:L\"\u202Cd\"" },
	{ "Greek alone", "Lato", "el", false, "Ωμέγα",
		"0:Grek:L\"Ωμέγα\"" },
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
		Stretches found = text_itemize(bench.arena, input.text, input.pieces, input.npieces,
			table[i].rtl, bench.diags);
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

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stretches),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
