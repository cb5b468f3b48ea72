/* Letters of any script, by the rules of their language. */
#ifndef DIPTYCH_BASE_LETTERS_H
#define DIPTYCH_BASE_LETTERS_H
#include "base/str.h"

/* [text] in capitals, by the rules of [lang] (a BCP 47 tag): "ß" gives "SS", a Turkish "i" "İ".
 * Scripts without capitals come back as they are. */
Str str_upper(Arena *arena, Str text, Str lang);
#endif
