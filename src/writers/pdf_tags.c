/* The tags: what the pages mean, for those who hear them, and for software that reflows or copies
   them.

   Every node of the structure tree becomes an element; drawing tells this file which marked
   sequences and annotations belong to which node, and in which order they are read. When all sides
   are drawn, the elements are written, with the parent tree (from a place in the content back to
   its element) and the tree of ids (from the name of a header cell to its element).

   The order of an element's content is that of reading, not of drawing: a paragraph that runs from
   the inside of a sheet to its outside is read that way round, though the outside is drawn first.
 */
#include <assert.h>
#include <string.h>
#include "writers/pdf.h"

PdfTags *pdf_tags_open(Arena *arena, PdfFile *file, const PageList *pages, int nsides) {
	PdfTags *tags = ARENA_NEW(arena, PdfTags);
	size_t n = (size_t)pages->nnodes;

	tags->arena = arena;
	tags->file = file;
	tags->pages = pages;
	tags->elements = ARENA_ARRAY(arena, n, int);
	tags->items = ARENA_ARRAY(arena, n, TagItem *);
	tags->boxes = ARENA_ARRAY(arena, n, Box);
	tags->box_sides = ARENA_ARRAY(arena, n, int);
	tags->sides = arena_array(arena, (size_t)nsides + 1, sizeof *tags->sides);
	tags->nsides = nsides;
	tags->root = pdf_reserve(file);
	for (int i = 0; i < pages->nnodes; i++) tags->elements[i] = pdf_reserve(file);
	return tags;
}

/* Appends [node] to a growing list of nodes; returns its place. */
static int list(Arena *arena, int **nodes, int *count, int *room, int node) {
	if (*count == *room) {
		int *more = ARENA_ARRAY(arena, 2 * (size_t)*room + 32, int);
		if (*count) memcpy(more, *nodes, (size_t)*count * sizeof *more);
		*nodes = more;
		*room = 2 * *room + 32;
	}
	(*nodes)[*count] = node;
	return (*count)++;
}

/* Puts an item behind all that are read before it. */
static void append(PdfTags *tags, const Node *node, TagItem item) {
	TagItem **at = &tags->items[node->number], *new = ARENA_NEW(tags->arena, TagItem);

	while (*at && (*at)->page <= item.page) at = &(*at)->next;
	item.next = *at;
	*new = item;
	*at = new;
}

int pdf_tags_sequence(PdfTags *tags, const Node *node, int side, int page) {
	int mcid = list(tags->arena, &tags->sides[side].nodes, &tags->sides[side].count,
		&tags->sides[side].room, node->number);

	append(tags, node, (TagItem){ side, mcid, 0, page, NULL });
	return mcid;
}

int pdf_tags_annotation(PdfTags *tags, const Node *node, int side, int page, int object) {
	int place = list(tags->arena, &tags->annotations.nodes, &tags->annotations.count,
		&tags->annotations.room, node->number);

	append(tags, node, (TagItem){ side, 0, object, page, NULL });
	return tags->nsides + place;
}

void pdf_tags_cover(PdfTags *tags, const Node *node, int side, Box box) {
	Box *all = &tags->boxes[node->number];
	int *on = &tags->box_sides[node->number];

	if (!*on) {
		*on = side + 1;
		*all = box;
	} else if (*on == side + 1) {
		all->left = len_min(all->left, box.left);
		all->top = len_min(all->top, box.top);
		all->right = len_max(all->right, box.right);
		all->bottom = len_max(all->bottom, box.bottom);
	}
}

/* ---- elements ---- */

/* The id of a header cell: as wide as the highest number, so that the order of bytes is that of
 * numbers. */
static void id(Buf *out, const PdfTags *tags, const Node *node) {
	int wide = 1;

	for (int n = tags->pages->nnodes - 1; n >= 10; n /= 10) wide++;
	buf_format(out, "(h%0*d)", wide, node->number);
}

static const Node *first_kid_of(const Node *node, NodeKind kind) {
	for (const Node *kid = node ? node->first : NULL; kid; kid = kid->next)
		if (kid->kind == kind) return kid;
	return NULL;
}

static void list_attributes(Buf *out, const Node *node) {
	const char *numbering = node->numbered                    ? "Decimal"
		: first_kid_of(first_kid_of(node, NODE_LI), NODE_LBL) ? "Disc"
															  : "None";

	buf_format(out, "/A<</O/List/ListNumbering/%s>>", numbering);
}

static void cell_attributes(Buf *out, const PdfTags *tags, const Node *node) {
	static const char *const scopes[] = {
		[SCOPE_NONE] = "", [SCOPE_COLUMN] = "/Scope/Column", [SCOPE_ROW] = "/Scope/Row"
	};

	if (node->kind == NODE_TH) buf_add(out, STR("/ID")), id(out, tags, node);
	bool spans = node->colspan > 1 || node->rowspan > 1;
	if (!spans && (node->kind == NODE_TH ? !node->scope : !node->nheaders)) return;
	buf_add(out, STR("/A<</O/Table"));
	if (node->kind == NODE_TH) buf_add(out, str_of(scopes[node->scope]));
	else if (node->nheaders) {
		buf_add(out, STR("/Headers["));
		for (int i = 0; i < node->nheaders; i++) id(out, tags, node->headers[i]);
		buf_byte(out, ']');
	}
	if (node->colspan > 1) buf_add(out, STR("/ColSpan ")), pdf_int(out, node->colspan);
	if (node->rowspan > 1) buf_add(out, STR("/RowSpan ")), pdf_int(out, node->rowspan);
	buf_add(out, STR(">>"));
}

static void figure_attributes(Buf *out, const PdfTags *tags, const Node *node, const Side *sides) {
	int side = tags->box_sides[node->number] - 1;

	buf_add(out, STR("/A<</O/Layout/Placement/Block"));
	if (side >= 0) {
		buf_add(out, STR("/BBox"));
		pdf_box(out, tags->boxes[node->number], sides[side].trim.height);
	}
	buf_add(out, STR(">>"));
}

static void attributes(Buf *out, const PdfTags *tags, const Node *node, const Side *sides) {
	if (node->lang.len) buf_add(out, STR("/Lang")), pdf_text(out, node->lang);
	if (node->alt.len) buf_add(out, STR("/Alt")), pdf_text(out, node->alt);
	if (node->kind == NODE_L) list_attributes(out, node);
	else if (node->kind == NODE_TH || node->kind == NODE_TD) cell_attributes(out, tags, node);
	else if (node->kind == NODE_FIGURE) figure_attributes(out, tags, node, sides);
}

/* The kids of an element: its own sequences and annotations, then the elements below it. */
static void kids(Buf *out, const PdfTags *tags, const Node *node, const int *page_objects) {
	const TagItem *items = tags->items[node->number];
	int home = items ? items->side : -1;

	if (items) {
		buf_add(out, STR("/Pg "));
		pdf_ref(out, page_objects[home]);
	}
	if (!items && !node->first) return;
	buf_add(out, STR("/K["));
	for (const TagItem *item = items; item; item = item->next) {
		if (item != items) buf_byte(out, ' ');
		if (!item->annotation && item->side == home) {
			pdf_int(out, item->mcid);
			continue;
		}
		buf_add(out, item->annotation ? STR("<</Type/OBJR") : STR("<</Type/MCR"));
		if (item->side != home) buf_add(out, STR("/Pg ")), pdf_ref(out, page_objects[item->side]);
		buf_add(out, item->annotation ? STR("/Obj ") : STR("/MCID "));
		if (item->annotation) pdf_ref(out, item->annotation);
		else pdf_int(out, item->mcid);
		buf_add(out, STR(">>"));
	}
	for (const Node *kid = node->first; kid; kid = kid->next) {
		if (items || kid != node->first) buf_byte(out, ' ');
		pdf_ref(out, tags->elements[kid->number]);
	}
	buf_byte(out, ']');
}

/* A link that has no annotation, as on paper, is words only. */
static const char *type_of(const PdfTags *tags, const Node *node) {
	if (node->kind == NODE_LINK) {
		for (const TagItem *item = tags->items[node->number]; item; item = item->next)
			if (item->annotation) return "Link";
		return "Span";
	}
	return node_word(node);
}

static void write_elements(const PdfTags *tags, const int *page_objects, const Side *sides) {
	for (const Node *node = tags->pages->structure; node; node = node_after(node)) {
		Buf out = buf_make(tags->arena, 96);
		buf_add(&out, STR("/S/"));
		buf_add(&out, str_of(type_of(tags, node)));
		buf_add(&out, STR("/P "));
		pdf_ref(&out, node->parent ? tags->elements[node->parent->number] : tags->root);
		attributes(&out, tags, node, sides);
		kids(&out, tags, node, page_objects);
		pdf_fill(tags->file, tags->elements[node->number], buf_str(&out));
	}
}

/* ---- the trees beside the tree ---- */

static int write_parents(const PdfTags *tags) {
	Buf out = buf_make(tags->arena, 4096);

	buf_add(&out, STR("/Nums["));
	for (int i = 0; i < tags->nsides; i++) {
		if (!tags->sides[i].count) continue;
		pdf_int(&out, i);
		buf_byte(&out, '[');
		for (int j = 0; j < tags->sides[i].count; j++) {
			if (j) buf_byte(&out, ' ');
			pdf_ref(&out, tags->elements[tags->sides[i].nodes[j]]);
		}
		buf_add(&out, STR("]\n"));
	}
	for (int i = 0; i < tags->annotations.count; i++) {
		pdf_int(&out, tags->nsides + i);
		buf_byte(&out, ' ');
		pdf_ref(&out, tags->elements[tags->annotations.nodes[i]]);
		buf_byte(&out, '\n');
	}
	buf_byte(&out, ']');
	return pdf_add(tags->file, buf_str(&out));
}

/* The tree of ids, in one leaf; 0 if there is no header cell. */
static int write_ids(const PdfTags *tags) {
	Buf names = buf_make(tags->arena, 1024), out = buf_make(tags->arena, 1024);
	const Node *first = NULL, *last = NULL;

	for (const Node *node = tags->pages->structure; node; node = node_after(node)) {
		if (node->kind != NODE_TH) continue;
		first = first ? first : node;
		last = node;
		id(&names, tags, node);
		pdf_ref(&names, tags->elements[node->number]);
	}
	if (!first) return 0;
	buf_add(&out, STR("/Limits["));
	id(&out, tags, first);
	id(&out, tags, last);
	buf_add(&out, STR("]/Names["));
	buf_add(&out, buf_str(&names));
	buf_byte(&out, ']');
	return pdf_add(tags->file, buf_str(&out));
}

void pdf_tags_close(PdfTags *tags, const int *page_objects, const Side *sides) {
	Buf out = buf_make(tags->arena, 256);
	int ids = write_ids(tags);

	write_elements(tags, page_objects, sides);
	buf_add(&out, STR("/Type/StructTreeRoot/K "));
	pdf_ref(&out, tags->elements[tags->pages->structure->number]);
	buf_add(&out, STR("/ParentTree "));
	pdf_ref(&out, write_parents(tags));
	buf_add(&out, STR("/ParentTreeNextKey "));
	pdf_int(&out, tags->nsides + tags->annotations.count);
	if (ids) {
		buf_add(&out, STR("/IDTree<</Kids["));
		pdf_ref(&out, ids);
		buf_add(&out, STR("]>>"));
	}
	pdf_fill(tags->file, tags->root, buf_str(&out));
}
