/* Numbers, money, per cent and dates as a language writes them. [lang] is a tag such as "en-US";
   an unknown one is written as English. No environment is asked: the tag decides. */
#ifndef DIPTYCH_BASE_LOCALE_H
#define DIPTYCH_BASE_LOCALE_H
#include "base/str.h"

/* Digits in groups, at most [most_decimals] places, no zeros at the end: "30,000", "2.5". */
Str locale_number(Arena *arena, Str lang, double value, int most_decimals);
/* "$30,000–40,000": the sign once, both figures in full; one figure if [min] is [max]. [currency] is
   an ISO 4217 code; one without a sign of its own is written out. */
Str locale_money(Arena *arena, Str lang, double min, double max, Str currency);
Str locale_percent(Arena *arena, Str lang, double min, double max); /* "62%", "40–62%" */
/* "15 March 2026" for 2026-03-15, "15 March" for --03-15, by language; "" if [iso] is no date. */
Str locale_date(Arena *arena, Str lang, Str iso);
char locale_decimal(Str lang); /* '.' or ',' */
#endif
