/* Text as a pointer and a length: borrowed UTF-8, no NUL promised; and Buf, a text that grows. */
#ifndef DIPTYCH_BASE_STR_H
#define DIPTYCH_BASE_STR_H
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"

typedef struct {
	const char *at;
	size_t len;
} Str; /* borrowed; at may be NULL when len is 0 */
#define STR(literal) ((Str){ "" literal, sizeof(literal) - 1 })
#define STR_ARG(s) (int)(s).len, (s).at /* for "%.*s" */

Str str_of(const char *zero_terminated); /* NULL gives the empty Str */
bool str_equal(Str a, Str b);
int str_compare(Str a, Str b); /* bytewise, as memcmp; shorter first */
bool str_is(Str a, const char *zero_terminated);
bool str_starts(Str a, Str prefix);
bool str_ends(Str a, Str suffix);
Str str_slice(Str a, size_t from, size_t to); /* clamped to the text */
Str str_trim(Str a); /* without XML white space at both ends */
Str str_copy(Arena *arena, Str a); /* with a NUL after it */
const char *str_zero(Arena *arena, Str a); /* a NUL-terminated copy */
Str str_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
Str str_join(Arena *arena, Str a, Str b);
/* Takes the next word off [rest] (XML white space parts words); empty when there is none. */
Str str_word(Str *rest);
/* Takes the part before the next [separator] off [rest]. */
Str str_until(Str *rest, char separator);
/* FNV-1a, 64 bits. */
uint64_t str_hash(Str a);
/* The edit distance (Damerau-Levenshtein, optimal string alignment) of two names, at most [limit]
 * + 1. */
int str_distance(Str a, Str b, int limit);

/* Reads one code point at *[at] and moves on; an ill-formed byte gives U+FFFD and moves one byte.
 */
uint32_t utf8_next(Str text, size_t *at);
/* Reads the code point that ends before *[at] and moves back. */
uint32_t utf8_before(Str text, size_t *at);
size_t utf8_put(char *out, uint32_t code); /* 1 to 4 bytes */
size_t utf8_count(Str text); /* code points */
bool utf8_valid(Str text, size_t *bad); /* [bad]: offset of the first ill-formed byte */

/* A strict number: optional sign, digits, optional fraction; no exponent, blank, NaN or locale.
   False when the text is anything else or is out of +-1e9. */
bool str_number(Str text, double *out);

typedef struct {
	Arena *arena;
	char *at;
	size_t len, room;
} Buf; /* grows in its arena; at is NUL-terminated after any call */
Buf buf_make(Arena *arena, size_t room);
void buf_add(Buf *buf, Str text);
void buf_byte(Buf *buf, char byte);
void buf_code(Buf *buf, uint32_t code);
void buf_format(Buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_format_list(Buf *buf, const char *format, va_list list);
Str buf_str(const Buf *buf);
#endif
