/* Large print: one column that flows over pages. What there is becomes slips, one a line, each
   with what it keeps to; then the slips are put on pages. Shared by large.c, which knows the
   article, large_blocks.c and large_table.c, which know what its parts are made of, and
   large_flow.c, which knows the page. */
#ifndef DIPTYCH_PAGES_LARGE_H
#define DIPTYCH_PAGES_LARGE_H
#include "pages/internal.h"

/* May a page end after a slip? It may not inside a subject's answer, unless that is higher than a
   page; and not within two lines of a paragraph's start or end, nor under a heading, unless
   nothing else is left. */
typedef enum { KEEP_NONE, KEEP_BLOCK, KEEP_LINES } Keep;
typedef enum { SLIP_LINE, SLIP_RULE, SLIP_WRITE, SLIP_CODE, SLIP_FIGURE } SlipKind;
typedef enum { SIGN_NONE, SIGN_BULLET, SIGN_BOX, SIGN_MARKS } Sign;

typedef struct Slip {
	SlipKind kind;
	Keep keep;
	Len x, above, height; /* above: white over it, none at the head of a page */
	const Text *text;     /* LINE: line [line] of it, meaning [node] */
	int line;
	Node *node;
	const Text *head; /* before the text, at the column's or block's edge: the number of an item */
	Node *head_node;
	Sign sign; /* likewise, of a first line */
	SubjectSet marks;
	const FigureSet *figure; /* FIGURE: under [node] */
	int block; /* 0: none; the slips of a block stand beside one bar */
	SubjectSet subjects; /* whose block */
	Source from;
} Slip;

typedef struct Flow {
	Layout *in;
	Slip *at;
	int count, room;
	Len left, right; /* of the column */
	Len x;           /* where text stands now */
	Len above;       /* white owed before the next slip */
	int block, nblocks;
	SubjectSet subjects;
	Node *node; /* that holds what comes next */
	Size sheet;
	Draft *page; /* while drawing */
} Flow;

#define FLOW_BLANK PT(13.5) /* between paragraphs, items and answers */

/* ---- large_blocks.c, large_table.c ---- */
const Span *flow_words(Flow *flow, StringId id, Source from); /* the program's own */
void flow_paragraph(Flow *flow, const Span *spans, StyleId style);
Node *flow_list(Flow *flow, bool numbered, Source from);
/* An item of [list]: [sign] or, if it is not 0, [number] before [spans]. */
void flow_item(Flow *flow, Node *list, Sign sign, int number, const Span *spans);
void flow_blocks(Flow *flow, const Block *block);
/* All of a table but its title. */
void flow_table(Flow *flow, const Table *table);

/* ---- large_flow.c ---- */
Flow flow_begin(Layout *in);
/* White before what comes next; the larger wish wins. */
void flow_space(Flow *flow, Len above);
/* Sets [spans] at the flow's x as [node], heading or not; NULL if there are none, else its first
   slip. */
Slip *flow_text(Flow *flow, const Span *spans, StyleId style, Node *node);
/* What was added last stands on the page of what comes next. */
void flow_hold(Flow *flow);
Slip *flow_slip(Flow *flow, SlipKind kind, Len height, Source from);
/* A block, on one page if it can be: beside the bar of [subjects], what is said of them; 0:
   without a bar. */
void flow_block(Flow *flow, SubjectSet subjects);
void flow_block_end(Flow *flow);
/* Puts all on pages and numbers them. */
void flow_draw(Flow *flow);
#endif
