/* Extended grapheme clusters: UAX 29, rules GB3 to GB13, one character after another. */
#ifndef DIPTYCH_GLYPHS_CLUSTERS_H
#define DIPTYCH_GLYPHS_CLUSTERS_H
#include "base/str.h"

/* What the rules remember of the characters before; all zero at the start of a text. */
typedef struct ClusterState {
	bool begun;
	int before; /* the break class of the character before */
	bool picture; /* a pictograph with any extenders stands before */
	bool joined; /* and a joiner behind it */
	bool odd_flag; /* an odd number of regional indicators in a row */
} ClusterState;

/* Does a cluster begin with [code], the next character of the text? [state] goes on behind it. */
bool cluster_begins(ClusterState *state, uint32_t code);
/* Where the cluster ends that begins at [at]. */
size_t cluster_end(Str text, size_t at);
#endif
