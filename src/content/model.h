/* The article as a model: plain words, every "if" decided and every field filled. Made by
   [content_make]; read by layout and writers; never changed. */
#ifndef DIPTYCH_CONTENT_MODEL_H
#define DIPTYCH_CONTENT_MODEL_H
#include "content/words.h"

#define MAX_SUBJECTS 5
typedef unsigned SubjectSet; /* bit i: subject i */

typedef enum { BLOCK_PARAGRAPH, BLOCK_LIST, BLOCK_NOTE, BLOCK_QUOTE, BLOCK_TABLE } BlockKind;
typedef struct Block {
	BlockKind kind;
	Wording words; /* PARAGRAPH: its text. NOTE: its title, the bold lead-in. QUOTE: its source */
	const struct Block *blocks; /* LIST: one PARAGRAPH an item. NOTE, QUOTE: paragraphs */
	const struct Table *table; /* TABLE */
	bool numbered; /* LIST */
	bool warning; /* NOTE */
	int priority; /* of an item: 1 keep .. 5 drop first; 0 not said */
	Source from;
	const struct Block *next;
} Block;

typedef enum { ALIGN_AUTO, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT, ALIGN_CHAR } Align;
typedef struct TableCell {
	const Block *blocks; /* NULL: an empty cell */
	int column, colspan, rowspan; /* column: its first, from 0 */
	bool header; /* heads its row, or in the head its column */
	Align align; /* its own, or that of its column's head */
	Str unit; /* of a head: what the figures under it count; "" for none */
	Source from;
} TableCell;
typedef struct TableRow {
	const TableCell *cells;
	int ncells;
	Source from;
} TableRow;
typedef struct Table {
	Wording title;
	const TableRow *rows; /* of the head, of the body, of the foot */
	int nhead, nbody, nfoot, ncolumns;
	Source from;
} Table;

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
	const Span *cite; /* its note marks; they stand at the end of [blocks] too, if there are any */
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
	const Wording *group; /* the title over it, the same for all of its group; NULL: none */
	const Block *notes; /* BLOCK_NOTEs under the row */
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
typedef struct Question {
	Wording question;
	const Block *answer;
	Source from;
} Question;
typedef struct Step {
	Wording words;
	bool write; /* with a line to write on */
	Source from;
} Step;
typedef struct Work {
	Str id; /* "" for none: it cannot be cited */
	Wording words;
	Source from;
} Work; /* a source */
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
		LIST_OF(Question) pairs;
		Source from;
	} faq;
	struct {
		const Block *pros[MAX_SUBJECTS], *cons[MAX_SUBJECTS]; /* one PARAGRAPH an item */
		Source from;
	} balance;
	struct {
		LIST_OF(Entry) entries;
		Source from;
	} glossary;
	struct {
		LIST_OF(Step) steps;
		Source from;
	} steps;
	const Block *notes; /* BLOCK_NOTEs that stand outside sections */
	const Block *tables; /* BLOCK_TABLEs that stand outside sections */
	bool cites; /* some words carry a note mark */
	struct {
		LIST_OF(ContactLine) lines;
		Source from;
	} contact;
	Action action; /* href.len 0: none */
	struct {
		LIST_OF(Work) sources;
		Source from;
	} sources;
} Content;
#endif
