/* Numbers, money, percentages, dates and plurals as a language writes them. [lang] is the article's
   language tag (BCP 47: "de", "es-MX"); one that ICU does not know counts as "en". Nothing depends
   on the machine's own locale or time zone. Texts live in [arena]; marks that only steer the
   direction of writing are left out, but in languages written from the right the figures of a range
   stand between U+2066 and U+2069, so that "4–12" reads from left to right inside them. */
#ifndef DIPTYCH_BASE_LOCALE_H
#define DIPTYCH_BASE_LOCALE_H
#include "base/str.h"

typedef enum { PLURAL_ONE, PLURAL_TWO, PLURAL_FEW, PLURAL_MANY, PLURAL_OTHER, NPLURALS } Plural;

/* "12,500", "12.500", "1,25,000", "4.5", "٤٫٥": grouped, with at most [most_decimals] places (0 to
   9), trailing zeros dropped; halves go away from zero. A number that is not finite gives "". */
Str locale_number(Arena *arena, Str lang, double value, int most_decimals);
/* "4" when [min] and [max] print alike, else "4–12". */
Str locale_range(Arena *arena, Str lang, double min, double max, int most_decimals);
/* "$30,000–40,000": the sign once, both figures in full; one figure when they are equal. [currency]
   is an ISO 4217 code such as "USD"; other text is set after the figures as it is. Cents stand only
   if one of the two has them. */
Str locale_money(Arena *arena, Str lang, double min, double max, Str currency);
/* "20%", "20–30 %": [min] and [max] are hundredths (20 is 20%), with one place at most. */
Str locale_percent(Arena *arena, Str lang, double min, double max);
/* "March 15, 2026", "15. März 2026", "2026年3月15日" from "2026-03-15"; "March 2026" from
   "2026-03"; "2026" from itself; "March 15" from "--03-15", "March" from "--03". Years from 1000
   on, Gregorian always. "" when [iso] is none of these or names a day that is not in its month. */
Str locale_date(Arena *arena, Str lang, Str iso);
/* The mark before the decimals: ".", "," or "٫". */
Str locale_decimal(Str lang);
/* The form that a noun takes after [count]; languages with one form only give PLURAL_OTHER. */
Plural locale_plural(Str lang, double count);
/* Is [lang] written from right to left? */
bool locale_rtl(Str lang);
/* Does the tag begin with the language [code], whatever its case and its region? */
bool lang_is(Str lang, const char *code);
#endif
