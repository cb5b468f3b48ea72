/* The model that pages makes and that sheets and writers read: marks in paint order, and the
   structure tree that says what they mean. y grows down from the trim corner; only writers turn it
   over. */
#ifndef DIPTYCH_PAGES_PAGE_H
#define DIPTYCH_PAGES_PAGE_H
#include "base/colour.h"
#include "base/len.h"
#include "content/article.h"
#include "design/format.h"
#include "glyphs/shape.h"
#include "images/picture.h"

typedef struct PathStep {
	char op;
	Point at[3];
} PathStep; /* as many points as [step_places] says */
typedef struct Path {
	const PathStep *steps;
	int count;
} Path;

typedef enum {
	NODE_DOCUMENT,
	NODE_SECT,
	NODE_DIV,
	NODE_H1,
	NODE_H2,
	NODE_H3,
	NODE_P,
	NODE_L,
	NODE_LI,
	NODE_LBL,
	NODE_LBODY,
	NODE_TABLE,
	NODE_THEAD,
	NODE_TBODY,
	NODE_TFOOT,
	NODE_TR,
	NODE_TH,
	NODE_TD,
	NODE_FIGURE,
	NODE_LINK,
	NODE_SPAN,
	NODE_QUOTE,
	NODE_REFERENCE
} NodeKind;
typedef enum { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW } Scope;

typedef struct Mark Mark;
/* A place in the structure tree. Its content is its marks and its kids; a node has the one or the
   other, but a LINK may have both (its LINK mark beside its glyphs). Kids are in reading order. */
typedef struct Node {
	NodeKind kind;
	int number; /* unique in the PageList, in tree order, from 0 */
	struct Node *parent, *first, *last, *next;
	Str alt, lang; /* FIGURE: its text; lang where it differs from the parent's */
	Scope scope; /* TH */
	const struct Node *headers[MAX_SUBJECTS + 2];
	int nheaders; /* TD: its TH nodes, column heads first */
	int colspan, rowspan; /* TD, TH: 1 unless it spans */
	bool numbered; /* L */
	int source; /* REFERENCE: the place of the source that it names */
	Str outline; /* not empty: this node is an outline entry with this title */
	Source from;
} Node;

typedef enum {
	MARK_GLYPHS,
	MARK_FILL,
	MARK_STROKE,
	MARK_LINK,
	MARK_IMAGE, /* the pixels of a raster */
	MARK_GROUP /* marks that are painted as one: clipped, or laid down with an opacity */
} MarkKind;
struct Mark {
	MarkKind kind;
	Point at; /* GLYPHS: the first glyph's origin; LINK: top left; paths are absolute */
	Colour colour;
	Source from;
	const Node *node; /* NULL: an artifact */
	bool furniture; /* an artifact that repeats on pages: running head, page number */
	int clear; /* FILL, STROKE, GROUP: thousandths that shine through; 0: opaque */
	const Gradient *gradient; /* FILL, STROKE: instead of the colour, in page coordinates */
	bool ground; /* a FILL on which text may stand: paper, tint, cap, chip, band */
	bool upright; /* keeps its sides where a page is mirrored: a tick, a QR code, a picture */
	Len frame; /* UPRIGHT: left plus right edge of what it belongs to; 0: it stands alone */
	Mark *next;
	union {
		struct {
			const Run *run;
			int first, last;
			bool hyphen;
			Len word_space;
		} glyphs; /* hyphen: the last glyph is U+00AD in the text; word_space: what each blank is
					 wider in a justified line */
		struct {
			Path path;
			bool even_odd;
		} fill;
		struct {
			Path path;
			Len width, dash, gap, phase;
			const LineStyle *style; /* caps, joins, dashes in points; NULL: butt, miter, and these */
		} stroke; /* dash 0: solid */
		struct {
			Size size;
			Str href, contents;
		} link;
		struct {
			const Picture *picture;
			Matrix to; /* the unit square of its stored pixels, in points of the page */
		} image;
		struct {
			Mark *first; /* FILL, STROKE, IMAGE and GROUP, of the group's node */
			Path clip; /* count 0: none */
			bool even_odd;
		} group;
	} as;
};

typedef struct Page {
	int number; /* 1.. in reading order */
	Str name; /* "cover", "inside 1", "page 2": for messages and outlines */
	Size trim;
	const Panel *panel; /* where a folded sheet has it; NULL for a flat page */
	const Mark *marks; /* in paint order */
} Page;

/* The width of a GLYPHS mark, with what justified blanks are wider by. */
Len mark_width(const Mark *mark);
/* The least box that holds all points of [path]; all zero if it has none. */
Box path_bounds(const Path *path);

typedef struct PageList {
	const Page *pages;
	int count; /* in reading order */
	const Node *structure;
	int nnodes; /* the DOCUMENT node */
} PageList; /* never changed once made */
#endif
