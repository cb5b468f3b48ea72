/* The structure tree: what each mark means, in the order in which it is read. */
#include "pages/internal.h"

Node *node_add(Layout *in, Node *parent, NodeKind kind, Source from) {
	Node *node = ARENA_NEW(in->arena, Node);
	node->kind = kind;
	node->from = from;
	node->parent = parent;
	node->colspan = node->rowspan = 1;
	if (!parent) return node;
	if (parent->last) parent->last->next = node;
	else parent->first = node;
	parent->last = node;
	return node;
}

Node *head_add(Layout *in, Node *row, Scope scope, Source from) {
	Node *head = node_add(in, row, NODE_TH, from);
	head->scope = scope;
	return head;
}

/* A cell names the heads of all subjects that it speaks of, then its question. */
Node *cell_add(Layout *in, Node *row, Node *row_head, Node *const *column_heads, int ncolumns,
		SubjectSet subjects, Source from) {
	Node *cell = node_add(in, row, NODE_TD, from);
	int span = 0;
	for (int i = 0; i < ncolumns; i++) {
		if (!(subjects >> i & 1)) continue;
		span++;
		if (column_heads[i]) cell->headers[cell->nheaders++] = column_heads[i];
	}
	if (row_head) cell->headers[cell->nheaders++] = row_head;
	cell->colspan = span > 1 ? span : 1;
	return cell;
}

static void number(Node *node, int *next) {
	node->number = (*next)++;
	for (Node *kid = node->first; kid; kid = kid->next) number(kid, next);
}

void nodes_number(Layout *in) {
	in->nnodes = 0;
	number(in->root, &in->nnodes);
}
