/* Hyphenation: every pattern file that Debian's hyphen-* packages install loads by its language and
   parts a word as its patterns say, with two letters at least before a hyphen and three after. */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#undef fail /* ours is another */

#include "base/str.h"
#include "lines/hyphens.h"

#define FOLDER "/usr/share/hyphen/hyph_"
#define COUNT(table) (sizeof(table) / sizeof *(table))

static const struct Sample {
	const char *file, *lang, *parted;
} samples[] = {
	{ "af_ZA", "af", "uni-ver-si-teit" },
	{ "af_ZA", "af", "ge-skie-de-nis" },
	{ "as_IN", "as", "বি-শ্ব-বি-দ্যা-লয়" },
	{ "be_BY", "be", "уні-ве-р-сі-тэт" },
	{ "be_BY", "be", "аду-ка-цыя" },
	{ "bg_BG", "bg", "уни-вер-си-тет" },
	{ "bg_BG", "bg", "об-ра-зо-ва-ние" },
	{ "bn_IN", "bn", "বি-শ্ব-বি-দ্যা-লয়" },
	{ "bn_IN", "bn", "শি-ক্ষা-র্থী" },
	{ "ca_ES", "ca", "uni-ver-si-tat" },
	{ "ca_ES", "ca", "col·la-bo-ra-ció" },
	{ "cs_CZ", "cs", "uni-ver-zita" },
	{ "cs_CZ", "cs", "vzdě-lá-vání" },
	{ "da_DK", "da", "uni-ver-si-tet" },
	{ "da_DK", "da", "ud-dan-nel-sen" },
	{ "de_DE", "de-DE", "Uni-ver-si-tät" },
	{ "de_DE", "de-DE", "Aus-bil-dung" },
	{ "de_DE", "de-DE", "Kran-ken-haus-ver-wal-tung" },
	{ "el_GR", "el", "πα-νε-πι-στή-μιο" },
	{ "el_GR", "el", "εκ-παί-δευση" },
	{ "en_GB", "en-GB", "uni-ver-sity" },
	{ "en_GB", "en-GB", "edu-ca-tion" },
	{ "en_GB", "en-GB", "man-age-ment" },
	{ "en_US", "en-US", "uni-ver-sity" },
	{ "en_US", "en-US", "ed-u-ca-tion" },
	{ "en_US", "en-US", "man-age-ment" },
	{ "es_ES", "es", "uni-ver-si-dad" },
	{ "es_ES", "es", "edu-ca-ción" },
	{ "et_EE", "et", "üli-koo-li-dega" },
	{ "et_EE", "et", "ha-ri-dus-asu-tus" },
	{ "fr", "fr", "uni-ver-sité" },
	{ "fr", "fr", "en-sei-gne-ment" },
	{ "gl_ES", "gl", "uni-ver-si-dade" },
	{ "gl_ES", "gl", "edu-ca-ción" },
	{ "gu_IN", "gu", "વિ-શ્વ-વિ-દ્યાલય" },
	{ "hi_IN", "hi", "वि-श्व-वि-द्यालय" },
	{ "hi_IN", "hi", "अस्प-ताल" },
	{ "hr_HR", "hr", "sve-uči-li-šte" },
	{ "hr_HR", "hr", "obra-zo-va-nje" },
	{ "hu_HU", "hu", "egye-te-mis-ták" },
	{ "hu_HU", "hu", "ok-ta-tás-ügyi" },
	{ "id_ID", "id", "uni-ver-si-tas" },
	{ "id_ID", "id", "pen-di-dikan" },
	{ "is_IS", "is", "há-skól-anum" },
	{ "is_IS", "is", "mennta-stofnun" },
	{ "it_IT", "it", "uni-ver-sità" },
	{ "it_IT", "it", "istru-zione" },
	{ "kn_IN", "kn", "ವಿ-ಶ್ವ-ವಿ-ದ್ಯಾಲಯ" },
	{ "lt_LT", "lt", "uni-ver-si-te-tas" },
	{ "lt_LT", "lt", "iš-si-la-vi-ni-mas" },
	{ "lv_LV", "lv", "uni-ver-si-tāte" },
	{ "lv_LV", "lv", "iz-glī-tība" },
	{ "ml_IN", "ml", "സർ-വ്വ-ക-ലാ-ശാല" },
	{ "mn_MN", "mn", "бо-ловс-ро-лын" },
	{ "mn_MN", "mn", "сур-гууль" },
	{ "mr_IN", "mr", "वि-द्या-पी-ठा-तील" },
	{ "nb_NO", "nb", "uni-ver-si-te-tet" },
	{ "nb_NO", "nb", "ut-dan-nin-gen" },
	{ "nl_NL", "nl", "uni-ver-si-teit" },
	{ "nl_NL", "nl", "op-lei-din-gen" },
	{ "nn_NO", "nn", "uni-ver-si-te-tet" },
	{ "nn_NO", "nn", "ut-dan-ninga" },
	{ "or_IN", "or", "ବି-ଶ୍ୱ-ବି-ଦ୍ୟାଳୟ" },
	{ "pa_IN", "pa", "ਯੂ-ਨੀ-ਵ-ਰ-ਸਿਟੀ" },
	{ "pl_PL", "pl", "uni-wer-sy-tet" },
	{ "pl_PL", "pl", "wy-kształ-ce-nie" },
	{ "pt_BR", "pt-BR", "uni-ver-si-dade" },
	{ "pt_BR", "pt-BR", "edu-ca-ção" },
	{ "pt_PT", "pt-PT", "uni-ver-si-dade" },
	{ "pt_PT", "pt-PT", "edu-ca-ção" },
	{ "ro_RO", "ro", "uni-ver-si-tate" },
	{ "ro_RO", "ro", "în-vă-țământ" },
	{ "ru_RU", "ru", "уни-вер-си-тет" },
	{ "ru_RU", "ru", "об-ра-зо-ва-ние" },
	{ "sk_SK", "sk", "uni-ver-zita" },
	{ "sk_SK", "sk", "vzde-lá-va-nie" },
	{ "sl_SI", "sl", "uni-verza" },
	{ "sl_SI", "sl", "iz-o-bra-že-va-nje" },
	{ "sr-Latn_RS", "sr-Latn", "uni-ver-zi-tet" },
	{ "sr-Latn_RS", "sr-Latn", "obra-zo-va-nje" },
	{ "sr_RS", "sr", "уни-вер-зи-тет" },
	{ "sr_RS", "sr", "обра-зо-вање" },
	{ "sv_SE", "sv", "uni-ver-si-te-tet" },
	{ "sv_SE", "sv", "ut-bild-ningen" },
	{ "ta_IN", "ta", "பல்-க-லைக்-க-ழ-கம்" },
	{ "te_IN", "te", "వి-శ్వ-వి-ద్యా-లయం" },
	{ "uk_UA", "uk", "уні-ве-р-си-тет" },
	{ "uk_UA", "uk", "ос-ві-т-ній" },
	{ "zu_ZA", "zu", "inyu-ve-si-thi" },
	{ "th_TH", "th", "มหา-วิท-ยา-ลัย" },
};

/* What does not depend on a file: letters in small and in capitals, words too short or too long,
   names that are none. */
static const struct {
	const char *lang, *parted;
} others[] = {
	{ "en", "" },
	{ "en", "never" },
	{ "en", "IN-FOR-MA-TION" },
	{ "en-AU", "edu-ca-tion" },
	{ "de-AT", "Aus-bil-dung" },
	{ "de-x-none", "Aus-bil-dung" },
	{ "xx", "information" },
	{ "", "information" },
	{ "../../etc/passwd", "information" },
	{ "fr-CA", "in-for-ma-tion" },
	{ "en",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"aaaaaaa"
		"aaaaaaaaaa" },
};

static Str without_hyphens(Arena *arena, Str word) {
	Buf buf = buf_make(arena, word.len + 1);
	for (size_t i = 0; i < word.len; i++)
		if (word.at[i] != '-') buf_byte(&buf, word.at[i]);
	return buf_str(&buf);
}

static Str parted(Arena *arena, const char *lang, Str word) {
	size_t offsets[64], from = 0;
	int count = hyphens_find(hyphens_open(arena), str_of(lang), word, offsets, 64);
	Buf buf = buf_make(arena, word.len * 2 + 1);
	for (int i = 0; i < count; i++) {
		buf_add(&buf, str_slice(word, from, offsets[i]));
		buf_byte(&buf, '-');
		from = offsets[i];
	}
	buf_add(&buf, str_slice(word, from, word.len));
	return buf_str(&buf);
}

static bool parts_as(const char *lang, const char *want) {
	Arena *arena = arena_open();
	Str got = parted(arena, lang, without_hyphens(arena, str_of(want)));
	bool same = str_is(got, want);
	if (!same) print_error("%s: want %s, got %.*s\n", lang, want, STR_ARG(got));
	arena_close(arena);
	return same;
}

static void test_samples(void **state) {
	(void)state;
	int wrong = 0;
	for (size_t i = 0; i < COUNT(samples); i++)
		wrong += !parts_as(samples[i].lang, samples[i].parted);
	for (size_t i = 0; i < COUNT(others); i++) wrong += !parts_as(others[i].lang, others[i].parted);
	assert_int_equal(wrong, 0);
}

static const struct Sample *sample_of(Str file) {
	for (size_t i = 0; i < COUNT(samples); i++)
		if (str_is(file, samples[i].file)) return &samples[i];
	return NULL;
}

/* A link parts some sample of its language. */
static bool link_works(Str name) {
	char lang[32] = { 0 };
	bool works = false;
	for (size_t k = 0; k < name.len && k < sizeof lang - 1; k++)
		lang[k] = name.at[k] == '_' ? '-' : name.at[k];
	for (size_t k = 0; k < COUNT(samples) && !works; k++) {
		if (memcmp(samples[k].file, lang, 2) != 0) continue;
		Arena *arena = arena_open();
		Str word = without_hyphens(arena, str_of(samples[k].parted));
		works = parted(arena, lang, word).len > word.len;
		arena_close(arena);
	}
	return works;
}

/* Each installed file has a sample, and each other name of a file (a link) leads to it: "de_AT". */
static void test_files(void **state) {
	(void)state;
	glob_t files;
	assert_int_equal(glob(FOLDER "*.dic", 0, NULL, &files), 0);
	int known = 0, unknown = 0;
	for (size_t i = 0; i < files.gl_pathc; i++) {
		Str name = str_of(files.gl_pathv[i] + sizeof FOLDER - 1);
		name.len -= 4;
		if (sample_of(name)) {
			known++;
			continue;
		}
		if (!link_works(name)) {
			print_error("%.*s: no sample is parted by it\n", STR_ARG(name));
			unknown++;
		}
	}
	globfree(&files);
	assert_int_equal(unknown, 0);
	assert_true(known >= 40);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_samples),
		cmocka_unit_test(test_files),
	};
	return cmocka_run_group_tests_name("hyphens", tests, NULL, NULL);
}
