/* What the files of this room share. Nothing here is seen outside it. */
#ifndef DIPTYCH_WRITERS_INTERNAL_H
#define DIPTYCH_WRITERS_INTERNAL_H
#include "writers/writer.h"

/* ---- order.c: one side's marks in the order in which they are drawn ---- */
typedef struct Drawn {
	const Mark *mark;
	const Page *page;
	Point corner;
	int place;
} Drawn; /* corner: of its page on the sheet; place: the number of the node where it is read */
typedef struct Drawing {
	const Drawn *marks;
	int count;
	int tagged, over; /* where the tagged marks begin, and where those over all begin */
} Drawing;
/* Artifacts first, page by page in paint order; then all that is tagged, in the order of the
   structure tree over the whole side, and among it the words that are artifacts (an axis, a label
   that repeats), each before what its page paints next; then what lies over all. */
Drawing drawing_make(Arena *arena, const Side *side);

/* The next cluster of a mark's glyphs in logical order: glyphs [first] to [last]-1 and the text
 * they stand for. */
typedef struct Cluster {
	int first, last;
	Str text;
} Cluster;
typedef struct ClusterWalk {
	const Run *run;
	int first, last;
	bool hyphen;
} ClusterWalk; /* what is left */
ClusterWalk clusters_of(const Mark *mark);
bool cluster_next(ClusterWalk *walk, Cluster *out);
/* True if the cluster is to be neither seen nor read: a soft hyphen inside a line, a joiner, a bidi
 * control. */
bool cluster_silent(const Run *run, const Cluster *cluster);
/* The text of a GLYPHS mark as it is to be read. */
void mark_text(Buf *out, const Mark *mark);
/* The least box, in page coordinates, around an IMAGE mark. */
Box image_bounds(const Mark *mark);
/* True if [path] is one upright rectangle; then [box] is it. */
bool path_is_box(const Path *path, Box *box);

const char *node_word(const Node *node); /* "H1", "TD": the standard structure type */
const Node *node_after(const Node *node); /* the next one in tree order, or NULL */

/* ---- trace.c, pdf.c ---- */
bool trace_write(Arena *arena, const Output *output, Buf *sink, Diags *diags);
bool pdf_write(Arena *arena, const Output *output, Buf *sink, Diags *diags);
#endif
