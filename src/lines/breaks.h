/* Unicode's own rules, untailored: where a line may be broken (UAX 14). What this program binds
   beyond them is in cuts.c. */
#ifndef DIPTYCH_LINES_BREAKS_H
#define DIPTYCH_LINES_BREAKS_H
#include "base/str.h"

typedef enum { BREAK_NEVER, BREAK_MAY, BREAK_MUST } Break;

/* breaks[i] is set to the Break before byte i of [text], for i from 0 to text.len: the first is
   NEVER, the last MUST, those inside a character NEVER. Numbers hold together as in example 7 of
   UAX 14, section 8.2; small kana count as the strict rule has them. Scripts that write no blanks
   between words (Thai and its like) have no breaks here: see [words_find]. [scratch] is rewound. */
void breaks_find(Arena *scratch, Str text, unsigned char *breaks);

/* Is it a letter of a script whose words only a dictionary can find? */
bool needs_dictionary(uint32_t code);
/* Adds the breaks between the words of a stretch of such letters to [breaks], which has text.len +
   1 entries, by ICU's dictionaries. */
void words_find(Str text, unsigned char *breaks);
#endif
