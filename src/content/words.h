/* Words as layout takes them: runs of text in one style, with their shorter wording beside them. */
#ifndef DIPTYCH_CONTENT_WORDS_H
#define DIPTYCH_CONTENT_WORDS_H
#include "base/diag.h"

typedef enum { STYLE_STRONG = 1, STYLE_EMPH = 2, STYLE_CODE = 4, STYLE_FIELD = 8 } SpanStyle;
/* A run of words in one style. White space is folded to single spaces; none at the ends of a
 * wording. */
typedef struct Span {
	Str text;
	unsigned style; /* SpanStyle bits; STYLE_FIELD: a merged value, never hyphenated */
	Str lang; /* its language, as the nearest xml:lang says */
	Str href; /* of a link, else "" */
	Str cite; /* of a note mark: the source's id; text is then "" */
	Source from;
	const struct Span *next;
} Span;
typedef struct Wording {
	const Span *full, *brief;
	Source from;
} Wording; /* full NULL: not there; brief NULL: no <short> */
#endif
