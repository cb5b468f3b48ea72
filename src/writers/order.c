/* The order of drawing, and small questions about marks that every back-end asks.

   A side of a folded sheet shows pages that are not read one after the other, and a table may run
   through several of them. The marks of a page come in paint order; but a PDF's content should also
   be drawn in the order in which it is read. Both wishes are met by drawing in three parts:
	 1. artifacts (fields of colour, doors, rules), page by page in paint order;
	 2. all that is tagged, in tree order over the whole side, each node's marks in page order;
	 3. what lies over all (fold ticks).
   This is safe because tagged marks never lie under artifacts: text stands on its ground. Node
   numbers are in tree order, so the second part is a counting sort, linear in marks and in the
   numbers they span. */
#include "writers/internal.h"

#include <limits.h>

/* ---- clusters ---- */

ClusterWalk clusters_of(const Mark *mark) {
	return (ClusterWalk){ mark->as.glyphs.run, mark->as.glyphs.first, mark->as.glyphs.last,
		mark->as.glyphs.hyphen };
}

bool cluster_next(ClusterWalk *walk, Cluster *out) {
	const Run *run = walk->run;
	const Glyph *glyphs = run->glyphs;
	size_t from, to = run->text.len;

	if (walk->first >= walk->last) return false;
	if (run->rtl) {
		out->last = walk->last;
		out->first = walk->last - 1;
		from = glyphs[out->first].cluster;
		while (out->first > walk->first && glyphs[out->first - 1].cluster == from) out->first--;
		if (out->first > 0) to = glyphs[out->first - 1].cluster;
		walk->last = out->first;
	} else {
		out->first = walk->first;
		out->last = walk->first + 1;
		from = glyphs[out->first].cluster;
		while (out->last < walk->last && glyphs[out->last].cluster == from) out->last++;
		if (out->last < run->nglyphs) to = glyphs[out->last].cluster;
		walk->first = out->last;
	}
	out->text = str_slice(run->text, from, to < from ? from : to);
	if (walk->hyphen && walk->first >= walk->last) out->text = STR("\xC2\xAD");
	return true;
}

static bool is_silent(uint32_t code) {
	return code == 0xAD || (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E)
		|| (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF;
}

bool cluster_silent(const Run *run, const Cluster *cluster) {
	for (int i = cluster->first; i < cluster->last; i++)
		if (run->glyphs[i].advance) return false;
	for (size_t at = 0; at < cluster->text.len;)
		if (!is_silent(utf8_next(cluster->text, &at))) return false;
	return true;
}

void mark_text(Buf *out, const Mark *mark) {
	ClusterWalk walk = clusters_of(mark);
	Cluster cluster;

	while (cluster_next(&walk, &cluster))
		if (!cluster_silent(mark->as.glyphs.run, &cluster)) buf_add(out, cluster.text);
}

/* ---- paths ---- */

Box image_bounds(const Mark *mark) {
	const Matrix *to = &mark->as.image.to;
	Place a = matrix_place(to, (Place){ 0, 0 }), b = matrix_place(to, (Place){ 1, 0 });
	Place c = matrix_place(to, (Place){ 0, 1 }), d = matrix_place(to, (Place){ 1, 1 });
	PathStep steps[] = { { 'M', { { PT(a.x), PT(a.y) } } }, { 'L', { { PT(b.x), PT(b.y) } } },
		{ 'L', { { PT(c.x), PT(c.y) } } }, { 'L', { { PT(d.x), PT(d.y) } } } };
	return path_bounds(&(Path){ steps, 4 });
}

bool path_is_box(const Path *path, Box *box) {
	const PathStep *s = path->steps;
	Point a, b, c, d;

	if (path->count != 5 || s[0].op != 'M' || s[1].op != 'L' || s[2].op != 'L' || s[3].op != 'L'
		|| s[4].op != 'Z')
		return false;
	a = s[0].at[0], b = s[1].at[0], c = s[2].at[0], d = s[3].at[0];
	if (!(a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x)
		&& !(a.x == b.x && b.y == c.y && c.x == d.x && d.y == a.y))
		return false;
	*box = path_bounds(path);
	return true;
}

/* ---- the structure tree ---- */

const char *node_word(const Node *node) {
	static const char *const words[] = {
		[NODE_DOCUMENT] = "Document",
		[NODE_SECT] = "Sect",
		[NODE_DIV] = "Div",
		[NODE_H1] = "H1",
		[NODE_H2] = "H2",
		[NODE_H3] = "H3",
		[NODE_P] = "P",
		[NODE_L] = "L",
		[NODE_LI] = "LI",
		[NODE_LBL] = "Lbl",
		[NODE_LBODY] = "LBody",
		[NODE_TABLE] = "Table",
		[NODE_THEAD] = "THead",
		[NODE_TBODY] = "TBody",
		[NODE_TFOOT] = "TFoot",
		[NODE_TR] = "TR",
		[NODE_TH] = "TH",
		[NODE_TD] = "TD",
		[NODE_FIGURE] = "Figure",
		[NODE_LINK] = "Link",
		[NODE_SPAN] = "Span",
		[NODE_QUOTE] = "BlockQuote",
		[NODE_REFERENCE] = "Reference",
	};
	return words[node->kind];
}

const Node *node_after(const Node *node) {
	if (node->first) return node->first;
	while (node && !node->next) node = node->parent;
	return node ? node->next : NULL;
}

/* ---- the order of drawing ---- */

static int count_marks(const Mark *mark) {
	int n = 0;

	for (; mark; mark = mark->next) n++;
	return n;
}

/* Puts the artifacts in their places and the rest aside; returns how many artifacts there are.
   Words that are artifacts are drawn among the tagged ones, so that a reader who goes by the order
   of the content meets a repeated label before its cell: they take the place of what follows. */
static int part(const Side *side, Drawn *artifacts, Drawn *aside) {
	int nartifacts = 0, naside = 0;

	for (int i = 0; i < side->nplacements; i++) {
		const Placement *placed = &side->placements[i];
		int waiting = naside;
		for (const Mark *mark = placed->page->marks; mark; mark = mark->next) {
			Drawn drawn = { mark, placed->page, placed->at, 0 };
			bool words = mark->kind == MARK_GLYPHS && !mark->furniture;
			if (!mark->node && !words) {
				artifacts[nartifacts++] = drawn;
				continue;
			}
			aside[naside++] = drawn;
			if (!mark->node) continue;
			for (; waiting < naside; waiting++) aside[waiting].place = mark->node->number;
		}
		for (; waiting < naside; waiting++) aside[waiting].place = INT_MAX;
	}
	return nartifacts;
}

/* Words that nothing follows on their page come at the end. */
static void place_last(Drawn *aside, int count) {
	int most = 0;

	for (int i = 0; i < count; i++)
		if (aside[i].place != INT_MAX && aside[i].place > most) most = aside[i].place;
	for (int i = 0; i < count; i++)
		if (aside[i].place == INT_MAX) aside[i].place = most + 1;
}

/* A counting sort by place; marks of one place keep their order. */
static void sort(Arena *arena, const Drawn *in, int count, Drawn *out) {
	int least = in[0].place, most = least;
	int *starts;

	for (int i = 1; i < count; i++) {
		least = in[i].place < least ? in[i].place : least;
		most = in[i].place > most ? in[i].place : most;
	}
	starts = ARENA_ARRAY(arena, (size_t)(most - least) + 2, int);
	for (int i = 0; i < count; i++) starts[in[i].place - least + 1]++;
	for (int i = 1; i <= most - least; i++) starts[i] += starts[i - 1];
	for (int i = 0; i < count; i++) out[starts[in[i].place - least]++] = in[i];
}

Drawing drawing_make(Arena *arena, const Side *side) {
	Drawing drawing = { NULL, 0, 0, 0 };
	Drawn *marks, *aside;
	int n = 0, nover = count_marks(side->over), at;

	for (int i = 0; i < side->nplacements; i++) n += count_marks(side->placements[i].page->marks);
	marks = ARENA_ARRAY(arena, (size_t)(n + nover) + 1, Drawn);
	aside = ARENA_ARRAY(arena, (size_t)n + 1, Drawn);
	drawing.tagged = part(side, marks, aside);
	place_last(aside, n - drawing.tagged);
	if (n > drawing.tagged) sort(arena, aside, n - drawing.tagged, marks + drawing.tagged);
	at = drawing.over = n;
	for (const Mark *mark = side->over; mark; mark = mark->next)
		marks[at++] = (Drawn){ mark, NULL, { 0, 0 }, 0 };
	drawing.marks = marks;
	drawing.count = at;
	return drawing;
}
