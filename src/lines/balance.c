/* Headings: the fewest lines, and of those the most even, broken by sense. */
#include "lines/internal.h"

int fewest_lines(Setter *set) {
	int lines = 0;
	size_t from = 0;
	for (int j = 0; j < set->cuts.count;) {
		int best = j;
		for (int k = j; k < set->cuts.count; k++) {
			if (width_of(set, from, &set->cuts.at[k]) > set->in->measure) break;
			best = k;
			if (set->cuts.at[k].forced) break;
		}
		from = set->cuts.at[best].next;
		j = best + 1;
		lines++;
	}
	return lines;
}

/* Evenness: the squares of what lines leave empty, the last line's by half, so that a heading is
   rather broad above than below; a cut against the sense costs a share of the measure. */
static int64_t unevenness(Setter *set, int i, int j) {
	size_t from = i < 0 ? 0 : set->cuts.at[i].next;
	Len slack = set->in->measure - width_of(set, from, &set->cuts.at[j]);
	if (slack < 0) return INT32_MAX;
	int64_t part = set->in->measure > 0 ? slack * 1000 / set->in->measure : 0;
	bool last = j == set->cuts.count - 1;
	return (last ? part * part / 2 : part * part)
		+ (last ? 0 : (int64_t)set->cuts.at[j].penalty * 5000);
}

int balanced_path(Setter *set, int *ends) {
	int n = set->cuts.count, lines = fewest_lines(set),
		floor = -1; /* no line runs through a forced cut */
	int64_t *cost = ARENA_ARRAY(set->arena, (size_t)lines * (size_t)n, int64_t);
	int *before = ARENA_ARRAY(set->arena, (size_t)lines * (size_t)n, int);
	for (int j = 0; j < n; j++) {
		for (int line = 0; line < lines; line++) {
			cost[line * n + j] = INT64_MAX / 2;
			before[line * n + j] = -1;
		}
		for (int i = floor; i < j; i++) {
			int64_t own = unevenness(set, i, j);
			for (int line = i < 0 ? 0 : 1; line < (i < 0 ? 1 : lines); line++) {
				int64_t all = (i < 0 ? 0 : cost[(line - 1) * n + i]) + own;
				if (all >= cost[line * n + j]) continue;
				cost[line * n + j] = all;
				before[line * n + j] = i;
			}
		}
		if (set->cuts.at[j].forced) floor = j;
	}
	int j = n - 1;
	for (int line = lines - 1; line >= 0; line--) {
		ends[line] = j;
		j = before[line * n + j];
	}
	return lines;
}
