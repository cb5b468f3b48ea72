/* The article as data. [article_read] checks the markup once; [content_make] fills one set of
   fields and decides every "if", so that whoever lays it out sees plain words only. */
#ifndef DIPTYCH_CONTENT_ARTICLE_H
#define DIPTYCH_CONTENT_ARTICLE_H
#include "content/model.h"


typedef struct Article Article; /* the checked tree; immutable, may be filled any number of times */

typedef struct Field {
	Str name, value;
	struct Field *next;
} Field;
typedef struct Fields {
	const Field *first;
} Fields; /* values are literal text, never parsed */

/* Checks [bytes] against the vocabulary of elements.def. Every unknown element or attribute,
   unknown subject or id, missing part and double id is a message with its place and the nearest
   known name; NULL if any was an error. [file] names it in messages. */
const Article *article_read(Arena *arena, Str bytes, const char *file, Diags *diags);
Str article_id(const Article *article); /* the root's id, else the file's stem */
Str article_lang(const Article *article); /* xml:lang of the root, "en" if there is none */
/* True if the article, anywhere, uses the field [name]; for messages about --set. */
bool article_uses_field(const Article *article, Str name);

/* Fills [article] with [fields]: the one input of layout. A field that has neither value nor
   default is an error at its place. Returns NULL after an error. */
const Content *content_make(
	Arena *arena, const Article *article, const Fields *fields, Diags *diags);

/* All text of a span list, joined, in [arena]. */
Str spans_text(Arena *arena, const Span *spans);
/* The brief wording if there is one, else the full one. */
const Span *wording_brief(Wording words);
/* How many words (parts between spaces) the spans have. */
int spans_words(const Span *spans);

/* How many years one [unit] of a duration is; 0: it is none that is known. */
double duration_years(Str unit);
/* Can all figures of [aspect] stand on one scale? Durations of known units can. */
bool figures_comparable(const Content *content, const Aspect *aspect);

/* Checks on content (product: units, detail, abbreviations, verdict for each subject ...): warnings
 * and advice. */
void content_check(const Content *content, Diags *diags);

/* The vocabulary as a listing for "diptych list elements". */
void elements_list(Buf *out);
/* The long form of one element; false if there is none of that name. */
bool element_explain(Str name, Buf *out);
#endif
