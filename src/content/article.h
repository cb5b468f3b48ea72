/* The article as data. [article_read] checks the markup once; [content_make] fills one set of
   fields and decides every "if", so that whoever lays it out sees plain words only. */
#ifndef DIPTYCH_CONTENT_ARTICLE_H
#define DIPTYCH_CONTENT_ARTICLE_H
#include "base/diag.h"

#define MAX_SUBJECTS 5
typedef unsigned SubjectSet; /* bit i: subject i */

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

/* ---- words ---- */
typedef enum { STYLE_STRONG = 1, STYLE_EMPH = 2, STYLE_CODE = 4, STYLE_FIELD = 8 } SpanStyle;
/* A run of words in one style. White space is folded to single spaces; none at the ends of a
 * wording. */
typedef struct Span {
	Str text;
	unsigned style; /* SpanStyle bits; STYLE_FIELD: a merged value, never hyphenated */
	Str lang; /* its language, as the nearest xml:lang says */
	Str href; /* of a link, else "" */
	Source from;
	const struct Span *next;
} Span;
typedef struct Wording {
	const Span *full, *brief;
	Source from;
} Wording; /* full NULL: not there; brief NULL: no <short> */

/* ---- the model ---- */
typedef enum { BLOCK_PARAGRAPH, BLOCK_LIST, BLOCK_NOTE } BlockKind;
typedef struct Block {
	BlockKind kind;
	Wording words; /* PARAGRAPH: its text. NOTE: its title, the bold lead-in */
	const struct Block *blocks; /* LIST: one PARAGRAPH an item. NOTE: its paragraphs */
	bool numbered; /* LIST */
	Source from;
	const struct Block *next;
} Block;

typedef enum { STATUS_GIVEN, STATUS_NA, STATUS_VARIES, STATUS_UNKNOWN } ValueStatus;
typedef struct Value {
	SubjectSet subjects;
	ValueStatus status;
	const Block *blocks; /* the answer; NULL for a bare status or number */
	Wording brief; /* <short> of the whole value: the answer in a glance; full holds it */
	bool has_amount; /* min, max, unit are given */
	double min, max; /* equal for an exact amount */
	Str unit; /* as written: "year"; "" for none */
	int answer; /* of a yesno: 1 yes, 0 no, -1 not said */
	Source from;
} Value;

typedef enum { TYPE_TEXT, TYPE_LIST, TYPE_NUMBER, TYPE_DURATION, TYPE_YESNO } AspectType;
typedef struct Aspect {
	Str id;
	AspectType type;
	Wording title, question; /* title: the label in a door; question: the reader's own */
	const Value
		*values[MAX_SUBJECTS]; /* by subject, each given; several subjects may point at one Value */
	bool shared; /* one Value for all subjects: it belongs on the ground */
	bool cover; /* its numbers are the cover's rings */
	int priority; /* 1 keep .. 5 drop first; 0 not said */
	Source from;
} Aspect;

typedef struct Subject {
	Str id;
	int index;
	Wording title, abbrev, shortdesc;
	Source from;
} Subject;
typedef struct Section {
	SubjectSet subjects;
	Wording title;
	const Block *blocks;
	Source from;
} Section; /* subjects of all: prose about everything */
typedef struct Statement {
	SubjectSet subjects;
	Wording words;
	Source from;
} Statement; /* verdict/when, self-check/statement, /outcome */
typedef struct Milestone {
	SubjectSet subjects;
	double at;
	Str unit;
	Wording words;
	Source from;
} Milestone;
typedef struct Entry {
	Str id;
	Wording term, definition;
	Source from;
} Entry;
typedef enum {
	CONTACT_ORG,
	CONTACT_PERSON,
	CONTACT_PHONE,
	CONTACT_EMAIL,
	CONTACT_URL,
	CONTACT_PLACE,
	CONTACT_HOURS
} ContactKind;
typedef struct ContactLine {
	ContactKind kind;
	Wording words;
	Source from;
} ContactLine;
typedef struct Action {
	Str href;
	bool qr;
	Wording words;
	Source from;
} Action; /* words: what it is for; may be absent */

#define LIST_OF(Type)                                                                              \
	struct {                                                                                       \
		const Type *at;                                                                            \
		int count;                                                                                 \
	}
typedef struct Content {
	Str id, lang, file;
	bool rtl;
	struct {
		Wording title, subtitle, abstract, org, edition, review_by;
	} info;
	LIST_OF(Subject) subjects;
	Wording intro_brief; /* <short> of the intro, for a panel; full holds it */
	const Block *intro;
	LIST_OF(Aspect) aspects;
	LIST_OF(Section) sections;
	struct {
		Wording title, question;
		const Block *blocks;
		LIST_OF(Statement) whens;
		Source from;
	} verdict;
	struct {
		LIST_OF(Statement) statements, outcomes;
		Source from;
	} self_check;
	struct {
		LIST_OF(Milestone) milestones;
		Source from;
	} timeline;
	struct {
		LIST_OF(Entry) entries;
		Source from;
	} glossary;
	struct {
		LIST_OF(Wording) steps;
		Source from;
	} steps;
	const Block *notes; /* BLOCK_NOTEs that stand outside sections */
	struct {
		LIST_OF(ContactLine) lines;
		Source from;
	} contact;
	Action action; /* href.len 0: none */
	struct {
		LIST_OF(Wording) sources;
		Source from;
	} sources;
} Content;

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

/* Checks on content (product: units, detail, abbreviations, verdict for each subject ...): warnings
 * and advice. */
void content_check(const Content *content, Diags *diags);

/* The vocabulary as a listing for "diptych list elements". */
void elements_list(Buf *out);
/* The long form of one element; false if there is none of that name. */
bool element_explain(Str name, Buf *out);
#endif
