/* Each rule of UAX 29 looks at two break classes and at very little that lies before them. */
#include "glyphs/clusters.h"
#include <unicode/uchar.h>

static bool is_control(int class) {
	return class == U_GCB_CR || class == U_GCB_LF || class == U_GCB_CONTROL;
}

/* GB6 to GB8: the parts of a Hangul syllable. */
static bool hangul_joins(int before, int class) {
	if (before == U_GCB_L)
		return class == U_GCB_L || class == U_GCB_V || class == U_GCB_LV || class == U_GCB_LVT;
	if (before == U_GCB_LV || before == U_GCB_V) return class == U_GCB_V || class == U_GCB_T;
	return (before == U_GCB_LVT || before == U_GCB_T) && class == U_GCB_T;
}

static bool clings(const ClusterState *state, int class, bool picture) {
	if (state->before == U_GCB_CR) return class == U_GCB_LF;
	if (is_control(state->before) || is_control(class)) return false;
	if (class == U_GCB_EXTEND || class == U_GCB_ZWJ || class == U_GCB_SPACING_MARK) return true;
	if (state->before == U_GCB_PREPEND || hangul_joins(state->before, class)) return true;
	if (picture && state->joined) return true;
	return class == U_GCB_REGIONAL_INDICATOR && state->odd_flag;
}

bool cluster_begins(ClusterState *state, uint32_t code) {
	int class = u_getIntPropertyValue((UChar32)code, UCHAR_GRAPHEME_CLUSTER_BREAK);
	bool picture =
		code > 0xA8 && u_hasBinaryProperty((UChar32)code, UCHAR_EXTENDED_PICTOGRAPHIC);
	bool begins = !state->begun || !clings(state, class, picture);
	state->joined = state->picture && class == U_GCB_ZWJ;
	state->picture = picture || (state->picture && class == U_GCB_EXTEND);
	state->odd_flag = class == U_GCB_REGIONAL_INDICATOR && !state->odd_flag;
	state->before = class;
	state->begun = true;
	return begins;
}

size_t cluster_end(Str text, size_t at) {
	ClusterState state = { .begun = false };
	for (size_t i = at, next = at; i < text.len; i = next)
		if (cluster_begins(&state, utf8_next(text, &next)) && i > at) return i;
	return text.len;
}
