/* Numbers, money, dates and plurals by locale, through ICU.

   ICU knows every language's habits, but reading them costs milliseconds, a good part of what a
   whole page costs. So two small tables answer what most pages ask: whether a language writes its
   numbers in Latin digits (then a whole number below 1000 is the same everywhere) and what its
   plural forms are. A unit test holds both tables against ICU.

   1. A tag that ICU does not know would fall back to the locale of the machine it runs on; it is
	  replaced by English, so that the same article gives the same bytes everywhere.
   2. ICU puts marks of direction (U+200E, U+200F, U+061C) around signs. They are meant for plain
	  text; the pages isolate figures themselves, so the marks are taken out.
   3. Arabic writes European digits in the Americas and the Maghreb, its own elsewhere: a reader in
	  Chicago sees 4 on every form, one in Cairo ٤. */
#include "base/locale.h"
#include <math.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

#define EN_DASH "\xE2\x80\x93"
#define LRI "\xE2\x81\xA6"
#define PDI "\xE2\x81\xA9"

enum { TAG = 64, TEXT = 160 };

static char small(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

bool lang_is(Str lang, const char *code) {
	size_t i = 0;
	for (; code[i]; i++)
		if (i == lang.len || small(lang.at[i]) != code[i]) return false;
	return i == lang.len || lang.at[i] == '-' || lang.at[i] == '_';
}

static bool lang_in(Str lang, const char *const *list) {
	for (; *list; list++)
		if (lang_is(lang, *list)) return true;
	return false;
}

/* ---- what the tables know ---- */

static const char *const from_right[] = { "ar", "he", "fa", "ur", "yi", "iw", "ps", "sd", "ckb",
	"dv", "ug", NULL };

static const char *const scripts_from_right[] = { "arab", "hebr", "thaa", "syrc", "nkoo", "adlm",
	NULL };

/* A script that the tag names ("az-Arab", "ar-Latn") stands above what the language is used to. */
bool locale_rtl(Str lang) {
	Str rest = lang;
	if (str_until(&rest, '-').len == 1) return false; /* "x-…": a private tag says nothing */
	while (rest.len) {
		Str tag = str_until(&rest, '-');
		if (tag.len == 1) break;
		if (tag.len == 4 && (tag.at[0] < '0' || tag.at[0] > '9'))
			return lang_in(tag, scripts_from_right);
	}
	return lang_in(lang, from_right);
}

/* Rules of plural, named by the question they ask of the number. */
typedef enum {
	RULE_NONE, /* one form for all */
	RULE_ONE, /* 1 is one */
	RULE_BELOW_TWO, /* 0 to below 2 is one */
	RULE_UP_TO_ONE, /* 0 to 1 is one */
	RULE_HEBREW, /* 1 and what lies between 0 and 1 is one; 2 is two */
	RULE_ARABIC /* 1, 2, 3 to 10, 11 to 99 of every hundred */
} PluralRule;

/* Languages that need no ICU for a small whole number: their digits are Latin. */
static const struct {
	const char *lang;
	const char *decimal;
	PluralRule rule;
} known[] = {
	{ "en", ".", RULE_ONE },
	{ "es", ",", RULE_ONE },
	{ "de", ",", RULE_ONE },
	{ "fr", ",", RULE_BELOW_TWO },
	{ "he", ".", RULE_HEBREW },
	{ "ja", ".", RULE_NONE },
	{ "zh", ".", RULE_NONE },
	{ "hi", ".", RULE_UP_TO_ONE },
	{ "pt", ",", RULE_BELOW_TWO },
	{ "it", ",", RULE_ONE },
	{ "nl", ",", RULE_ONE },
};
#define NKNOWN ((int)(sizeof known / sizeof *known))

static int known_find(Str lang) {
	for (int i = 0; i < NKNOWN; i++)
		if (lang_is(lang, known[i].lang)) return i;
	return -1;
}

/* Where Arabic is written with European digits: by region, the Americas and the Maghreb. */
static const char *const european[] = { "US", "CA", "MX", "AR", "BR", "CL", "CO", "PE", "VE", "EC",
	"UY", "PY", "BO", "CR", "PA", "GT", "HN", "NI", "SV", "DO", "CU", "PR", "MA", "DZ", "TN", "LY",
	"EH", "419", NULL };

/* The part of the tag that names a region: two letters or three digits; empty if there is none. */
static Str region_of(Str lang) {
	Str rest = lang;
	str_until(&rest, '-');
	while (rest.len) {
		Str part = str_until(&rest, '-');
		bool digits = part.len == 3 && part.at[0] >= '0' && part.at[0] <= '9';
		if (part.len == 1) break;
		if (part.len == 2 || digits) return part;
	}
	return STR("");
}

static bool arabic_in_european_digits(Str lang) {
	Str region = region_of(lang);
	if (!region.len) return false;
	char upper[4] = { 0 };
	for (size_t i = 0; i < region.len; i++)
		upper[i] =
			(char)(region.at[i] >= 'a' && region.at[i] <= 'z' ? region.at[i] - 32 : region.at[i]);
	for (const char *const *at = european; *at; at++)
		if (!strcmp(*at, upper)) return true;
	return false;
}

/* Tags with a choice of their own ("hi-u-nu-deva") are left to ICU. */
static bool has_choices(Str lang) {
	for (size_t i = 0; i + 3 <= lang.len; i++)
		if (str_equal(str_slice(lang, i, i + 3), STR("-u-"))) return true;
	return false;
}

static bool latin_digits(Str lang) {
	if (has_choices(lang)) return false;
	if (lang_is(lang, "ar")) return arabic_in_european_digits(lang);
	return known_find(lang) >= 0;
}

/* ---- ICU's own name of a language ---- */

static bool icu_knows(const char *id) {
	char language[ULOC_LANG_CAPACITY];
	UErrorCode code = U_ZERO_ERROR;
	int32_t n = uloc_getLanguage(id, language, sizeof language, &code);
	if (U_FAILURE(code) || n < 2) return false;
	for (int32_t i = 0; i < uloc_countAvailable(); i++)
		if (!strcmp(uloc_getAvailable(i), language)) return true;
	return false;
}

/* Writes ICU's identifier of [lang] to [out]. */
static void icu_locale(Str lang, char out[TAG]) {
	char tag[TAG], id[TAG];
	UErrorCode code = U_ZERO_ERROR;
	memcpy(out, "en", 3);
	if (!lang.len || lang.len >= TAG || memchr(lang.at, 0, lang.len)) return;
	memcpy(tag, lang.at, lang.len);
	tag[lang.len] = 0;
	int32_t n = uloc_forLanguageTag(tag, id, TAG, NULL, &code);
	if (U_FAILURE(code) || n <= 0 || n >= TAG || !icu_knows(id)) return;
	const char *digits = arabic_in_european_digits(lang) ? "latn" : "arab";
	if (lang_is(lang, "ar") && !has_choices(lang))
		uloc_setKeywordValue("numbers", digits, id, TAG, &code);
	uloc_setKeywordValue("calendar", "gregorian", id, TAG, &code);
	if (U_SUCCESS(code)) memcpy(out, id, TAG);
}

static bool steers(UChar32 c) { return c == 0x200E || c == 0x200F || c == 0x061C; }

/* UTF-16 from [from] to before [to], as UTF-8 without marks of direction. */
static Str from_icu(Arena *arena, const UChar *text, int32_t from, int32_t to) {
	Buf buf = buf_make(arena, (size_t)(to - from) * 3 + 1);
	while (from < to) {
		UChar32 c;
		U16_NEXT(text, from, to, c);
		if (!steers(c)) buf_code(&buf, (uint32_t)c);
	}
	return buf_str(&buf);
}

/* ---- numbers ---- */

typedef struct Figures {
	Str before, digits, after; /* of "US$ 30.00": the sign may stand on either side */
} Figures;

/* [value] as [format] writes it, cut where its digits begin and end. */
static Figures format_number(Arena *arena, UNumberFormat *format, double value) {
	Figures figures = { .digits = STR("") };
	UErrorCode code = U_ZERO_ERROR;
	UChar text[TEXT];
	UFieldPositionIterator *fields = ufieldpositer_open(&code);
	int32_t n = unum_formatDoubleForFields(format, value, text, TEXT, fields, &code);
	int32_t first = n, last = 0, begin, end, field;
	while (U_SUCCESS(code) && (field = ufieldpositer_next(fields, &begin, &end)) >= 0) {
		if (field != UNUM_INTEGER_FIELD && field != UNUM_FRACTION_FIELD) continue;
		if (begin < first) first = begin;
		if (end > last) last = end;
	}
	if (U_SUCCESS(code) && n < TEXT && first < last) {
		figures.before = from_icu(arena, text, 0, first);
		figures.digits = from_icu(arena, text, first, last);
		figures.after = from_icu(arena, text, last, n);
	}
	ufieldpositer_close(fields);
	return figures;
}

/* [places]: at most so many decimals; below 0: as many as the style has by itself. */
static UNumberFormat *open_format(Str lang, UNumberFormatStyle style, int places) {
	char locale[TAG];
	UErrorCode code = U_ZERO_ERROR;
	icu_locale(lang, locale);
	UNumberFormat *format = unum_open(style, NULL, 0, locale, NULL, &code);
	if (U_FAILURE(code)) return NULL;
	if (places >= 0) {
		unum_setAttribute(format, UNUM_MIN_FRACTION_DIGITS, 0);
		unum_setAttribute(format, UNUM_MAX_FRACTION_DIGITS, places);
	}
	unum_setAttribute(format, UNUM_ROUNDING_MODE, UNUM_ROUND_HALFUP);
	/* Spanish groups from five digits on: 1234, 12.345. */
	unum_setAttribute(format, UNUM_MINIMUM_GROUPING_DIGITS, UNUM_MINIMUM_GROUPING_DIGITS_AUTO);
	return format;
}

/* To [places] decimals, without a minus before nothing. */
static double rounded(double value, int places) {
	double scale = pow(10, places), whole = round(value * scale) / scale;
	return isfinite(whole) && whole != 0 ? whole : isfinite(whole) ? 0 : value;
}

static int places_of(int most_decimals) {
	return most_decimals < 0 ? 0 : most_decimals > 9 ? 9 : most_decimals;
}

static Str plain_number(Arena *arena, Str lang, double value, int places) {
	if (value >= 0 && value < 1000 && value == floor(value) && latin_digits(lang))
		return str_format(arena, "%d", (int)value);
	UNumberFormat *format = open_format(lang, UNUM_DECIMAL, places);
	if (!format) return STR("");
	Figures figures = format_number(arena, format, value);
	unum_close(format);
	return str_join(arena, figures.before, figures.digits);
}

Str locale_number(Arena *arena, Str lang, double value, int most_decimals) {
	if (!isfinite(value)) return STR("");
	int places = places_of(most_decimals);
	return plain_number(arena, lang, rounded(value, places), places);
}

/* "4–12", in languages from the right as an island from the left. */
static Str ranged(Arena *arena, Str lang, Str min, Str max, const char *dash) {
	bool rtl = locale_rtl(lang);
	return str_format(
		arena, "%s%.*s%s%.*s%s", rtl ? LRI : "", STR_ARG(min), dash, STR_ARG(max), rtl ? PDI : "");
}

Str locale_range(Arena *arena, Str lang, double min, double max, int most_decimals) {
	Str first = locale_number(arena, lang, min, most_decimals);
	Str last = locale_number(arena, lang, max, most_decimals);
	if (str_equal(first, last)) return first;
	return ranged(arena, lang, first, last, min < 0 ? " " EN_DASH " " : EN_DASH);
}

/* One figure or two with what stands before and after them said once. */
static Str with_sign(Arena *arena, Str lang, UNumberFormat *format, double min, double max) {
	Figures first = format_number(arena, format, min), last = format_number(arena, format, max);
	Str digits = first.digits;
	if (min < 0 && min != max) {
		Str a = str_join(arena, str_join(arena, first.before, first.digits), first.after);
		Str b = str_join(arena, str_join(arena, last.before, last.digits), last.after);
		return ranged(arena, lang, a, b, " " EN_DASH " ");
	}
	if (!str_equal(first.digits, last.digits))
		digits = ranged(arena, lang, first.digits, last.digits, EN_DASH);
	return str_join(arena, str_join(arena, first.before, digits), first.after);
}

static bool is_currency(Str text) {
	bool letters = text.len == 3;
	for (size_t i = 0; letters && i < 3; i++) {
		char c = small(text.at[i]);
		letters = c >= 'a' && c <= 'z';
	}
	return letters;
}

Str locale_money(Arena *arena, Str lang, double min, double max, Str currency) {
	if (!isfinite(min) || !isfinite(max)) return STR("");
	min = rounded(min, 2), max = rounded(max, 2);
	bool cents = min != floor(min) || max != floor(max);
	if (!is_currency(currency)) {
		Str figures = locale_range(arena, lang, min, max, cents ? 2 : 0);
		if (!currency.len) return figures;
		return str_format(arena, "%.*s\xC2\xA0%.*s", STR_ARG(figures), STR_ARG(currency));
	}
	UNumberFormat *format = open_format(lang, UNUM_CURRENCY, cents ? -1 : 0);
	if (!format) return STR("");
	UChar letters[4] = { 0 };
	UErrorCode code = U_ZERO_ERROR;
	for (int i = 0; i < 3; i++) letters[i] = (UChar)(small(currency.at[i]) - 32);
	unum_setTextAttribute(format, UNUM_CURRENCY_CODE, letters, 3, &code);
	Str text = with_sign(arena, lang, format, min, max);
	unum_close(format);
	return text;
}

Str locale_percent(Arena *arena, Str lang, double min, double max) {
	if (!isfinite(min) || !isfinite(max)) return STR("");
	UNumberFormat *format = open_format(lang, UNUM_PERCENT, 1);
	if (!format) return STR("");
	unum_setAttribute(format, UNUM_MULTIPLIER, 1);
	Str text = with_sign(arena, lang, format, rounded(min, 1), rounded(max, 1));
	unum_close(format);
	return text;
}

/* ---- decimals and plurals ---- */

Str locale_decimal(Str lang) {
	static const char *const marks[] = { ".", ",", "\xD9\xAB" };
	int row = known_find(lang);
	if (row >= 0 && !memchr(lang.at, '-', lang.len)) return str_of(known[row].decimal);
	UNumberFormat *format = open_format(lang, UNUM_DECIMAL, 1);
	UErrorCode code = U_ZERO_ERROR;
	UChar text[8];
	int32_t n = 0;
	if (format) n = unum_getSymbol(format, UNUM_DECIMAL_SEPARATOR_SYMBOL, text, 8, &code);
	if (format) unum_close(format);
	if (U_FAILURE(code) || n != 1) return STR(".");
	return str_of(marks[text[0] == ',' ? 1 : text[0] == 0x066B ? 2 : 0]);
}

static Plural plural_of(PluralRule rule, double n) {
	long whole = (long)n, part = whole % 100;
	bool is_whole = n == (double)whole;
	switch (rule) {
	case RULE_NONE: return PLURAL_OTHER;
	case RULE_ONE: return n == 1 ? PLURAL_ONE : PLURAL_OTHER;
	case RULE_BELOW_TWO: return n < 2 ? PLURAL_ONE : PLURAL_OTHER;
	case RULE_UP_TO_ONE: return n <= 1 ? PLURAL_ONE : PLURAL_OTHER;
	case RULE_HEBREW:
		if (n == 2) return PLURAL_TWO;
		return n == 1 || (n > 0 && n < 1) ? PLURAL_ONE : PLURAL_OTHER;
	case RULE_ARABIC:
		if (n == 1) return PLURAL_ONE;
		if (n == 2) return PLURAL_TWO;
		if (!is_whole || part < 3) return PLURAL_OTHER;
		return part <= 10 ? PLURAL_FEW : PLURAL_MANY;
	}
	return PLURAL_OTHER;
}

static Plural plural_by_icu(Str lang, double count) {
	static const char *const names[] = { "one", "two", "few", "many" };
	char locale[TAG], name[16];
	UErrorCode code = U_ZERO_ERROR;
	UChar text[16];
	icu_locale(lang, locale);
	UPluralRules *rules = uplrules_open(locale, &code);
	int32_t n = U_SUCCESS(code) ? uplrules_select(rules, count, text, 16, &code) : 0;
	if (rules) uplrules_close(rules);
	if (U_FAILURE(code) || n >= 16) return PLURAL_OTHER;
	u_UCharsToChars(text, name, n);
	for (int i = 0; i < PLURAL_OTHER; i++)
		if ((size_t)n == strlen(names[i]) && !memcmp(name, names[i], (size_t)n)) return (Plural)i;
	return PLURAL_OTHER;
}

Plural locale_plural(Str lang, double count) {
	if (!(count >= 0 && count < 1e9)) return PLURAL_OTHER;
	if (lang_is(lang, "ar")) return plural_of(RULE_ARABIC, count);
	int row = known_find(lang);
	return row >= 0 ? plural_of(known[row].rule, count) : plural_by_icu(lang, count);
}

/* ---- dates ---- */

typedef struct Date {
	int year, month, day; /* 0: not said */
} Date;

/* Takes [n] digits off [rest]; -1 if they are not there. */
static int digits_take(Str *rest, size_t n) {
	int number = 0;
	if (rest->len < n) return -1;
	for (size_t i = 0; i < n; i++) {
		if (rest->at[i] < '0' || rest->at[i] > '9') return -1;
		number = number * 10 + rest->at[i] - '0';
	}
	*rest = str_slice(*rest, n, rest->len);
	return number;
}

static bool dash_take(Str *rest) {
	if (!str_starts(*rest, STR("-"))) return false;
	*rest = str_slice(*rest, 1, rest->len);
	return true;
}

static int days_in(int year, int month) {
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 && leap ? 29 : days[month - 1];
}

static bool date_read(Str iso, Date *date) {
	*date = (Date){ 0 };
	Str rest = str_trim(iso);
	if (str_starts(rest, STR("--"))) rest = str_slice(rest, 1, rest.len);
	else {
		date->year = digits_take(&rest, 4);
		if (date->year < 1000) return false;
		if (!rest.len) return true;
	}
	if (!dash_take(&rest)) return false;
	date->month = digits_take(&rest, 2);
	if (date->month < 1 || date->month > 12) return false;
	if (!rest.len) return true;
	if (!dash_take(&rest)) return false;
	date->day = digits_take(&rest, 2);
	int most =
		days_in(date->year ? date->year : 2000, date->month); /* a day without a year: 29 Feb. */
	return !rest.len && date->day >= 1 && date->day <= most;
}

/* The pattern of a language for what [date] says. */
static int32_t date_pattern(const char *locale, const Date *date, UChar *out, UErrorCode *code) {
	UChar skeleton[16];
	u_uastrcpy(skeleton, !date->month ? "y" : "");
	if (date->month) u_uastrcpy(skeleton, date->year ? "yMMMM" : date->day ? "MMMM" : "LLLL");
	if (date->day) u_strcat(skeleton, u"d");
	UDateTimePatternGenerator *patterns = udatpg_open(locale, code);
	int32_t n = 0;
	if (U_SUCCESS(*code)) n = udatpg_getBestPattern(patterns, skeleton, -1, out, TEXT, code);
	if (patterns) udatpg_close(patterns);
	return n;
}

Str locale_date(Arena *arena, Str lang, Str iso) {
	Date date;
	if (!date_read(iso, &date)) return STR("");
	char locale[TAG];
	UChar pattern[TEXT], text[TEXT];
	UErrorCode code = U_ZERO_ERROR;
	icu_locale(lang, locale);
	int32_t n = date_pattern(locale, &date, pattern, &code);
	UCalendar *calendar = ucal_open(u"GMT", 3, locale, UCAL_GREGORIAN, &code);
	UDateFormat *format =
		udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, u"GMT", 3, pattern, n, &code);
	if (U_SUCCESS(code)) {
		ucal_setGregorianChange(calendar, -1e15, &code); /* Gregorian for all years */
		ucal_setDateTime(calendar, date.year ? date.year : 2000, date.month ? date.month - 1 : 0,
			date.day ? date.day : 1, 12, 0, 0, &code);
		n = udat_formatCalendar(format, calendar, text, TEXT, NULL, &code);
	}
	if (format) udat_close(format);
	if (calendar) ucal_close(calendar);
	return U_SUCCESS(code) && n < TEXT ? from_icu(arena, text, 0, n) : STR("");
}
