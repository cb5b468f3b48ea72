/* The article as a model: plain words, every "if" decided and every field filled. Made by
   [content_make]; read by layout and writers; never changed. */
#ifndef DIPTYCH_CONTENT_MODEL_H
#define DIPTYCH_CONTENT_MODEL_H
#include "content/blocks.h"
#include "content/types.h"

#define MAX_SUBJECTS 5
typedef unsigned SubjectSet; /* bit i: subject i */

typedef struct Value {
	SubjectSet subjects;
	ValueStatus status;
	const Block *blocks; /* the answer; NULL for a bare status or number */
	Wording brief; /* <short> of the whole value: the answer in a glance; full holds it */
	bool has_amount, has_median; /* min and max, the median are given */
	double min, max, median; /* min and max: equal for an exact amount */
	Str unit; /* as written: "year"; "" for none */
	Str currency; /* ISO 4217; "" for none */
	Per per;
	bool approx, sample; /* about so much; a figure that stands for one to come */
	Str asof, region; /* of which date (ISO) and where the figure holds; "" for none */
	Wording source; /* whose figure it is; full NULL: not said */
	Str day; /* of a date: ISO, with a year or without one; "" for none */
	int answer; /* of a yesno: 1 yes, 0 no, -1 not said */
	Source from;
} Value;

typedef struct Aspect {
	Str id;
	AspectType type;
	Wording title, question; /* title: the label in a door; question: the reader's own */
	const Value *values[MAX_SUBJECTS]; /* by subject, each given; several may point at one Value */
	bool shared; /* one Value for all subjects: it belongs on the ground */
	bool cover; /* its numbers are the cover's rings */
	ShownIn show;
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
	Str audience; /* of a when: the reader whom it suits; "" for any */
	Source from;
} Statement; /* verdict/when, self-check/statement, /outcome */
typedef struct Milestone {
	SubjectSet subjects;
	double at;
	Str unit;
	Wording words;
	Source from;
} Milestone;
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
	const Block *figures; /* BLOCK_FIGUREs that do */
	const Figure *first_figure; /* all of them, in the order of the article */
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
