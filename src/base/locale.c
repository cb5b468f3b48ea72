/* Numbers, money, per cent and dates for the languages whose fixed words are shipped. */
#include "base/locale.h"
#include <math.h>

#define EN_DASH "\xE2\x80\x93"
#define NO_BREAK "\xC2\xA0"

typedef struct Language {
	const char *tag, *group, *percent;
	char decimal;
	bool sign_first; /* the currency's sign stands before the figure */
	const char *day_month, *of; /* order of day and month; what stands between month and year */
	const char *months[12];
} Language;

static const Language languages[] = {
	{ "en", ",", "%", '.', true, "m d", ", ",
		{ "January", "February", "March", "April", "May", "June", "July", "August", "September",
			"October", "November", "December" } },
	{ "de", ".", NO_BREAK "%", ',', false, "d. m", " ",
		{ "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
			"Oktober", "November", "Dezember" } },
	{ "es", ".", NO_BREAK "%", ',', false, "d de m", " de ",
		{ "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
			"octubre", "noviembre", "diciembre" } },
};

static const Language *language_of(Str lang) {
	for (size_t i = 1; i < sizeof languages / sizeof *languages; i++)
		if (str_starts(lang, str_of(languages[i].tag))) return &languages[i];
	return &languages[0];
}

char locale_decimal(Str lang) { return language_of(lang)->decimal; }

static Str grouped(Arena *arena, const Language *how, double whole) {
	Str digits = str_format(arena, "%.0f", whole);
	Buf out = buf_make(arena, digits.len * 2 + 1);
	for (size_t i = 0; i < digits.len; i++) {
		if (i && (digits.len - i) % 3 == 0) buf_add(&out, str_of(how->group));
		buf_byte(&out, digits.at[i]);
	}
	return buf_str(&out);
}

Str locale_number(Arena *arena, Str lang, double value, int most_decimals) {
	const Language *how = language_of(lang);
	double scale = pow(10, most_decimals), all = round(fabs(value) * scale);
	double whole = floor(all / scale), rest = all - whole * scale;
	Str text = grouped(arena, how, whole);
	if (rest > 0) {
		Str parts = str_format(arena, "%0*.0f", most_decimals, rest);
		while (parts.len && parts.at[parts.len - 1] == '0') parts.len--;
		text = str_format(arena, "%.*s%c%.*s", STR_ARG(text), how->decimal, STR_ARG(parts));
	}
	return value < 0 && all > 0 ? str_join(arena, STR("\xE2\x88\x92"), text) : text;
}

static Str range(Arena *arena, Str lang, double min, double max) {
	Str low = locale_number(arena, lang, min, 2);
	if (min == max) return low;
	Str high = locale_number(arena, lang, max, 2);
	return str_format(arena, "%.*s" EN_DASH "%.*s", STR_ARG(low), STR_ARG(high));
}

Str locale_money(Arena *arena, Str lang, double min, double max, Str currency) {
	static const char *const signs[][2] = { { "USD", "$" }, { "EUR", "€" }, { "GBP", "£" },
		{ "JPY", "¥" } };
	Str sign = currency, figures = range(arena, lang, min, max);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_is(currency, signs[i][0])) sign = str_of(signs[i][1]);
	bool code = sign.at == currency.at;
	if (language_of(lang)->sign_first)
		return str_format(arena, "%.*s%s%.*s", STR_ARG(sign), code ? NO_BREAK : "", STR_ARG(figures));
	return str_format(arena, "%.*s" NO_BREAK "%.*s", STR_ARG(figures), STR_ARG(sign));
}

Str locale_percent(Arena *arena, Str lang, double min, double max) {
	return str_join(arena, range(arena, lang, min, max), str_of(language_of(lang)->percent));
}

static bool digits(Str text, size_t from, size_t to, int *out) {
	*out = 0;
	if (to > text.len) return false;
	for (size_t i = from; i < to; i++) {
		if (text.at[i] < '0' || text.at[i] > '9') return false;
		*out = *out * 10 + text.at[i] - '0';
	}
	return true;
}

Str locale_date(Arena *arena, Str lang, Str iso) {
	const Language *how = language_of(lang);
	int year = 0, month = 0, day = 0;
	bool yearless = str_starts(iso, STR("--"));
	size_t at = yearless ? 2 : 5;
	if (!yearless && (!digits(iso, 0, 4, &year) || iso.len < 5 || iso.at[4] != '-')) return STR("");
	if (!digits(iso, at, at + 2, &month) || month < 1 || month > 12) return STR("");
	const char *name = how->months[month - 1];
	bool has_day = iso.len == at + 5 && iso.at[at + 2] == '-'
		&& digits(iso, at + 3, at + 5, &day) && day >= 1 && day <= 31;
	if (!has_day && (yearless || iso.len != at + 2)) return STR("");
	if (!has_day) {
		const char *between = str_is(str_of(how->tag), "es") ? " de " : " ";
		return str_format(arena, "%s%s%d", name, between, year);
	}
	Buf out = buf_make(arena, 32);
	for (const char *c = how->day_month; *c; c++) {
		if (*c == 'm' && (c[1] == 0 || c[1] == ' ')) buf_add(&out, str_of(name));
		else if (*c == 'd' && c[1] != 'e') buf_format(&out, "%d", day);
		else buf_byte(&out, *c);
	}
	if (!yearless) buf_format(&out, "%s%d", how->of, year);
	return buf_str(&out);
}
