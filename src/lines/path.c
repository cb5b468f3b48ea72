/* The cheapest way through a paragraph's cuts (Knuth and Plass, "Breaking Paragraphs into Lines",
   1981). Each cut is a place where a line may end; each pair of cuts that are no farther apart than
   a measure is a line with a badness; demerits add up along a path, and the cheapest path wins.

   What is remembered of a place is the cheapest way to it for each state: how many hyphens in a row
   end here (0, 1, 2 or more) and, where blanks stretch, how tight the last line was. Ragged lines
   have no tightness, and text without hyphens no runs of them: then a place has one state. From a
   place only the cuts of one line back are looked at, so the work grows with the length of the
   text.

   Justified text is tried in passes: without hyphens; with them; with all that it takes. A ragged
   line's badness is how much of the measure it leaves empty, squared. Everything is integer, and a
   tie goes to the later break of the two, so the same text has the same lines on every machine. */
#include "lines/internal.h"
#include <string.h>

enum { LINE_COST = 10, LONE_WORD = 4000, MOST_HYPHENS = 2, FITNESSES = 4 };
enum { WORST = 200000, OVERFULL = 100 * MUCH, EMERGENCY = 200 };
/* A third hyphen in a row costs more than any line, so that it stands only where nothing else can.
 */
static const int64_t THIRD_HYPHEN = INT64_C(10000000000000);
enum { TWO_HYPHENS = 10000, JUMP = 3000, HYPHEN_BEFORE_LAST = 5000 }; /* where blanks stretch */

typedef struct Pass {
	int64_t tolerance; /* a line may be no worse */
	bool hyphens; /* those that the patterns found */
	bool all; /* whatever it takes: emergency stretch, and overfull lines */
} Pass;
static const Pass justified_passes[] = { { 100, false, false }, { 300, true, false },
	{ WORST, true, true } };
static const Pass ragged_passes[] = { { INT64_MAX, true, true } };

typedef struct Node {
	int64_t cost; /* INT64_MAX: there is no way here */
	int before; /* the node before; -1: the line begins the paragraph */
} Node;

typedef struct Judged { /* a line from one cut to another */
	int64_t bad;
	int fitness;
	bool fits;
} Judged;

typedef struct Path {
	Setter *set;
	const Pass *pass;
	Node *nodes; /* [fitness][hyphens] for each cut */
	Len *starts, *ends; /* what hangs out of a line that begins behind, or ends at a cut; or NULL */
	int fitnesses, hyphens, states;
	int floor; /* the last forced cut so far: no line runs through it */
	int first; /* the first cut from which a line may still reach the one in hand */
	int reached; /* the last cut that there is a way to */
	Len margin; /* more than hangs out of any line */
	bool justified;
	Len emergency;
} Path;

/* ---- one line ---- */

/* How much of the measure a ragged line leaves empty, as badness: 100 at a fifth. */
static int64_t raggedness(Len slack, Len measure) {
	int64_t thousandths = measure > 0 ? slack * 1000 / measure : 0;
	return thousandths * thousandths / 400;
}

/* 100 times the cube of the share of what blanks can give that they have to. */
static int64_t strain(Len wanted, Len there) {
	if (wanted <= 0) return 0;
	if (there <= 0) return WORST;
	int64_t hundredths = wanted / there > 12 ? 1200 : wanted * 100 / there;
	int64_t bad = hundredths * hundredths * hundredths / 10000;
	return bad > WORST ? WORST : bad;
}

static size_t from_of(const Path *path, int i) { return i < 0 ? 0 : path->set->cuts.at[i].next; }

static bool is_last(const Path *path, int j) {
	return j == path->set->cuts.count - 1 || path->set->cuts.at[j].forced;
}

static Judged judge_ragged(const Path *path, int i, int j) {
	Setter *set = path->set;
	Len slack = set->in->measure - width_of(set, from_of(path, i), &set->cuts.at[j]);
	if (path->starts) slack += path->starts[i + 1];
	if (slack < 0) return (Judged){ .bad = OVERFULL };
	return (Judged){ is_last(path, j) ? 0 : raggedness(slack, set->in->measure), 0, true };
}

enum { TIGHT, DECENT, LOOSE, VERY_LOOSE };

static Judged judge_justified(const Path *path, int i, int j) {
	Setter *set = path->set;
	size_t from = from_of(path, i), end = set->cuts.at[j].end > from ? set->cuts.at[j].end : from;
	Len slack = set->in->measure - width_of(set, from, &set->cuts.at[j]);
	if (path->starts) slack += path->starts[i + 1] + path->ends[j];
	if (slack < 0) {
		Len take = set->take[end] - set->take[from];
		if (-slack > take) return (Judged){ .bad = OVERFULL };
		int64_t bad = strain(-slack, take);
		return (Judged){ bad, bad > 12 ? TIGHT : DECENT, true };
	}
	if (is_last(path, j)) return (Judged){ 0, DECENT, true };
	int64_t bad = strain(slack, set->give[end] - set->give[from] + path->emergency);
	return (Judged){ bad, bad <= 12 ? DECENT : bad < 100 ? LOOSE : VERY_LOOSE, true };
}

/* ---- the last line ---- */

typedef struct Rest { /* what stands on the last line */
	bool blank; /* more than one word */
	bool wide; /* ideographs and the like, where words are no measure */
	int letters; /* an ideograph counts twice */
} Rest;

static Rest rest_of(Str text) {
	Rest rest = { .letters = 0 };
	for (size_t i = 0; i < text.len && !rest.blank;) {
		uint32_t code = utf8_next(text, &i);
		rest.blank |= code == ' ';
		rest.wide |= code >= 0xE00;
		rest.letters += code >= 0x2E80 ? 2 : 1;
	}
	return rest;
}

enum { STUB = 5 }; /* four letters and a point are no stub */

/* What a last line from cut i costs for being a lone word, or in scripts without blanks a stub: a
   fault only if the line before could give it a companion. */
static int64_t last_line_cost(const Path *path, int before, int i) {
	Setter *set = path->set;
	if (set->in->lone_last_word || i < 1) return 0;
	Rest rest = rest_of(str_slice(set->text, set->cuts.at[i].next, set->text.len));
	if (rest.blank || (rest.wide && rest.letters >= STUB)) return 0;
	if (path->justified) return rest.letters < STUB ? 1000000 : 100000;
	size_t from = from_of(path, before);
	const Cut *spared = &set->cuts.at[i - 1];
	if (spared->end <= from || width_of(set, from, spared) * 10 < set->in->measure * 6) return 0;
	return (int64_t)LONE_WORD * LONE_WORD;
}

/* ---- demerits ---- */

static int64_t line_cost(const Path *path, const Judged *line, const Cut *to) {
	int64_t penalty = path->justified ? to->penalty / 4 : to->penalty;
	return (LINE_COST + line->bad) * (LINE_COST + line->bad) + penalty * penalty;
}

/* What two lines cost by following each other. */
static int64_t neighbour_cost(const Path *path, int state, const Judged *line, const Cut *to) {
	int64_t cost = 0;
	int hyphens = state % path->hyphens, fitness = state / path->hyphens;
	if (to->hyphen && hyphens)
		cost += path->justified ? TWO_HYPHENS : 4 * HYPHEN_PENALTY * HYPHEN_PENALTY;
	if (to->hyphen && hyphens >= MOST_HYPHENS) cost += THIRD_HYPHEN;
	int jump = line->fitness - fitness;
	if (path->justified && (jump > 1 || jump < -1)) cost += JUMP;
	return cost;
}

static int state_behind(const Path *path, int state, const Judged *line, const Cut *to) {
	int hyphens = to->hyphen ? state % path->hyphens + 1 : 0;
	if (hyphens >= path->hyphens) hyphens = path->hyphens - 1;
	return (path->justified ? line->fitness : 0) * path->hyphens + hyphens;
}

static bool alive(const Path *path, int i) {
	if (i < 0) return true;
	for (int s = 0; s < path->states; s++)
		if (path->nodes[i * path->states + s].cost < INT64_MAX) return true;
	return false;
}

static void offer(Node *node, int64_t cost, int before) {
	if (cost < node->cost) *node = (Node){ cost, before };
}

/* The line from i to j, behind each state of i. */
static void extend(Path *path, int i, int j, const Judged *line) {
	const Cut *to = &path->set->cuts.at[j];
	Node *mine = &path->nodes[j * path->states];
	int64_t own = line_cost(path, line, to);
	bool last = j == path->set->cuts.count - 1;
	if (i < 0) {
		int start = (path->justified ? DECENT : 0) * path->hyphens;
		offer(&mine[state_behind(path, start, line, to)], own, -1);
		return;
	}
	for (int s = 0; s < path->states; s++) {
		const Node *from = &path->nodes[i * path->states + s];
		if (from->cost == INT64_MAX) continue;
		int64_t cost = from->cost + own + neighbour_cost(path, s, line, to);
		int before = from->before < 0 ? -1 : from->before / path->states;
		if (last) cost += last_line_cost(path, before, i);
		if (last && path->justified && path->set->cuts.at[i].hyphen) cost += HYPHEN_BEFORE_LAST;
		offer(&mine[state_behind(path, s, line, to)], cost, i * path->states + s);
	}
}

static bool passed_over(const Path *path, const Cut *cut) {
	return cut->hyphen && cut->penalty >= HYPHEN_PENALTY && !path->pass->hyphens;
}

/* Is a line from cut i to cut j too long, whatever it ends in? */
static bool out_of_reach(const Path *path, int i, int j) {
	const Setter *set = path->set;
	size_t from = from_of(path, i), end = set->cuts.at[j].end;
	if (i >= j - 1 || end <= from) return false;
	Len least = set->sum[end] - set->sum[from] - path->margin;
	if (path->justified) least -= set->take[end] - set->take[from];
	return least > set->in->measure;
}

/* All lines that end at cut j. False if there is no use in going on. */
static bool reach(Path *path, int j) {
	bool all = path->pass->all;
	while (out_of_reach(path, path->first, j)) path->first++;
	if (!all && path->reached < path->first) return false;
	if (passed_over(path, &path->set->cuts.at[j])) return true;
	for (int i = j - 1; i >= (all ? path->floor : path->first); i--) {
		if (!alive(path, i)) continue;
		Judged line = path->justified ? judge_justified(path, i, j) : judge_ragged(path, i, j);
		if (!line.fits) {
			if (path->reached < j && all) extend(path, i, j, &line);
			if (all) path->reached = j;
			return true;
		}
		if (line.bad > path->pass->tolerance) continue;
		extend(path, i, j, &line);
		path->reached = j;
	}
	return true;
}

static const Node *cheapest_end(const Path *path) {
	const Node *ends = &path->nodes[(path->set->cuts.count - 1) * path->states], *best = ends;
	for (int s = 1; s < path->states; s++)
		if (ends[s].cost < best->cost) best = &ends[s];
	return best;
}

static bool run_pass(Path *path) {
	int n = path->set->cuts.count;
	for (int k = 0; k < n * path->states; k++) path->nodes[k] = (Node){ INT64_MAX, -1 };
	path->floor = path->first = path->reached = -1;
	path->emergency = path->pass->all ? path->set->in->measure / EMERGENCY : 0;
	for (int j = 0; j < n; j++) {
		if (!reach(path, j)) return false;
		if (path->set->cuts.at[j].forced) path->floor = path->first = j;
	}
	return cheapest_end(path)->cost < INT64_MAX;
}

static void find_hanging(Path *path) {
	Setter *set = path->set;
	if (!set->in->protrude) return;
	int n = set->cuts.count;
	path->starts = ARENA_ARRAY(set->arena, n + 1, Len);
	path->ends = ARENA_ARRAY(set->arena, n, Len);
	path->starts[0] = hang_start(set, 0);
	for (int i = 0; i < n; i++) {
		path->starts[i + 1] = hang_start(set, set->cuts.at[i].next);
		path->ends[i] = hang_end(set, &set->cuts.at[i]);
	}
}

static bool any_hyphen(const Cuts *cuts) {
	for (int i = 0; i < cuts->count; i++)
		if (cuts->at[i].hyphen) return true;
	return false;
}

int cheapest_path(Setter *set, int *ends) {
	int n = set->cuts.count;
	ArenaMark mark = arena_mark(set->arena);
	Path path = { .set = set, .justified = set->in->setting == SET_JUSTIFIED };
	path.fitnesses = path.justified ? FITNESSES : 1;
	path.hyphens = any_hyphen(&set->cuts) ? MOST_HYPHENS + 1 : 1;
	path.states = path.fitnesses * path.hyphens;
	path.nodes = ARENA_ARRAY(set->arena, (size_t)n * (size_t)path.states, Node);
	for (int i = 0; i < set->stretches.count; i++)
		path.margin = len_max(path.margin, set->stretches.at[i].size);
	find_hanging(&path);
	path.pass = path.justified ? justified_passes : ragged_passes;
	while (!run_pass(&path) && !path.pass->all) path.pass++;
	int count = 0;
	const Node *node = cheapest_end(&path);
	for (;; node = &path.nodes[node->before]) {
		ends[count++] = (int)(node - path.nodes) / path.states;
		if (node->before < 0) break;
	}
	for (int a = 0, b = count - 1; a < b; a++, b--) {
		int t = ends[a];
		ends[a] = ends[b];
		ends[b] = t;
	}
	arena_rewind(set->arena, mark);
	return count;
}
