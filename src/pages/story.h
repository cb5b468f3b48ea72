/* What the two halves of the story share: story.c gathers its items, story_flow.c puts them on
   pages. */
#ifndef DIPTYCH_PAGES_STORY_H
#define DIPTYCH_PAGES_STORY_H
#include "pages/internal.h"

typedef enum {
	ITEM_ROW, /* a cell for each subject, side by side; never parted */
	ITEM_WIDE, /* a stack of text, parted where a page ends */
	ITEM_TWO, /* two stacks side by side; never parted */
	ITEM_TIMELINE, /* a figure; never parted */
	ITEM_BAND, /* on the ground; never parted */
	ITEM_FIGURE, /* as wide as the page; never parted */
	ITEM_TABLE /* parted between rows */
} ItemKind;
typedef enum {
	FILL_NONE,
	FILL_BLOCKS,
	FILL_VALUE,
	FILL_TICKS,
	FILL_MILESTONES,
	FILL_PROS,
	FILL_CONS
} Fill; /* what a row's cells are made of */
typedef struct Item {
	ItemKind kind;
	Fill fill;
	const Span *title;
	const Block *blocks[MAX_SUBJECTS]; /* FILL_BLOCKS */
	const Aspect *aspect; /* FILL_VALUE */
	StyleId head; /* of the title */
	Text ask, note; /* the title at the left, set, and under it a note of a row's figures */
	const FigureSet *figure; /* FIGURE */
	Stack cells[MAX_SUBJECTS]; /* ROW */
	Stack wide, second; /* WIDE, BAND; TWO: the left one and the right one */
	const Table *table; /* TABLE */
	bool tall; /* ROW: of more lines than a row may have */
	bool by_subject; /* WIDE: subject after subject, each under its name */
	bool leads; /* WIDE: names alone, over a table or figure */
	bool ruled, heavy; /* a rule over it, of 1 pt */
	Len height;
	Source from;
	struct Item *next;
} Item;

typedef struct Story {
	Layout *in;
	const Columns *columns;
	Item *first, *last;
	bool stacked; /* no row stands in columns */
	Len wide_left, wide_measure, question;
	Draft *page;
	Len y, top, limit; /* top: where the first item of the page in hand stands */
	Size sheet;
	Node *sect, *table, *heads[MAX_SUBJECTS];
	bool heads_shown; /* on this page */
	bool clear; /* there is room over what comes next */
} Story;

/* ---- story_flow.c ---- */
void story_page(Story *story, bool first);
void story_items(Story *story);
void story_rule(Story *story, const Item *item); /* the rule over an item, if it has one */
Len story_room(const Story *story); /* the height of a page's text */

/* ---- table.c ---- */
/* Draws a table from [story->y] on, over as many pages as it needs. */
void table_place(Story *story, const Item *item);
#endif
