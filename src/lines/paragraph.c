/* Spans of styled text -> Lines.

   The whole paragraph decides (Knuth and Plass, "Breaking Paragraphs into Lines", 1981): each place
   where a line may end is a node, each possible line an edge with demerits, and the cheapest path
   wins. Ragged lines keep their natural width, so the badness of a line is how much of the measure
   it leaves empty, squared; the last line may be as short as it likes, but not a single word if the
   line before can spare one and stay over 60 % of the measure. Headings are balanced: the fewest
   lines, then the most even.

   1. The pieces are joined and shaped, one run a piece; widths between any two places are
   differences of one running sum.
   2. Cuts are found (cuts.c); words that are wider than the measure get hyphens, or as a last
   resort cuts between letters with a message; if hyphenation is on, all words get hyphens at a
   cost.
   3. The cheapest path is found from left to right; ties go to the earlier break, so the result is
   the same on every machine. All is integer.
   4. Lines are made: a part of a run where shaping allows the cut there, else that part shaped
   anew. Tried and dropped: a list of active nodes with classes of fitness, which pays when spaces
   stretch; a ragged line has no stretch to compare. */
#include "lines/internal.h"
#include "lines/hyphens.h"
#include <string.h>

enum { MUCH = 1000, LONE_WORD = 4000, HYPHEN_PENALTY = 120, MOST_HYPHENS = 2, WIDEST = INT32_MAX };

typedef struct Node {
	int64_t cost;
	int before;
	int hyphens;
} Node;

typedef struct Setter {
	Arena *arena;
	Diags *diags;
	const Paragraph *in;
	Str text; /* all pieces, joined */
	const Styled **pieces;
	size_t *starts;
	const Run **runs;
	int npieces;
	Len *sum; /* width before each byte */
	bool *keep;
	Cuts cuts; /* the last is the text's end */
	Len hyphen_width;
	int piece; /* where the line in hand starts */
	Arena *own; /* holds patterns that the caller does not keep; NULL until they are needed */
	Hyphens *hyphens;
} Setter;

/* ---- joining and measuring ---- */

static bool join(Setter *set) {
	size_t len = 0;
	for (const Styled *piece = set->in->text; piece; piece = piece->next) {
		len += piece->text.len;
		set->npieces++;
	}
	char *all = arena_alloc(set->arena, len + 1);
	set->pieces = ARENA_ARRAY(set->arena, set->npieces + 1, const Styled *);
	set->starts = ARENA_ARRAY(set->arena, set->npieces + 1, size_t);
	set->runs = ARENA_ARRAY(set->arena, set->npieces + 1, const Run *);
	set->keep = ARENA_ARRAY(set->arena, len + 1, bool);
	size_t at = 0;
	int n = 0;
	for (const Styled *piece = set->in->text; piece; piece = piece->next) {
		set->pieces[n] = piece;
		set->starts[n++] = at;
		if (piece->text.len) memcpy(all + at, piece->text.at, piece->text.len);
		for (size_t i = 0; i < piece->text.len; i++) set->keep[at + i] = piece->keep;
		at += piece->text.len;
	}
	set->starts[n] = at;
	set->text = (Str){ all, at };
	return at > 0;
}

static const Run *shape_piece(Setter *set, const Styled *piece, Str text) {
	Shape how = { .font = piece->font,
		.size = piece->size,
		.tracking = piece->tracking,
		.features = piece->features,
		.lang = piece->lang,
		.from = piece->from };
	return shape(set->arena, &how, text, set->diags);
}

static void measure(Setter *set) {
	set->sum = ARENA_ARRAY(set->arena, set->text.len + 2, Len);
	Len *width = ARENA_ARRAY(set->arena, set->text.len + 2, Len);
	for (int i = 0; i < set->npieces; i++) {
		Str text = str_slice(set->text, set->starts[i], set->starts[i + 1]);
		const Run *run = set->runs[i] = shape_piece(set, set->pieces[i], text);
		for (int g = 0; g < run->nglyphs; g++)
			width[set->starts[i] + run->glyphs[g].cluster] += run->glyphs[g].advance;
	}
	for (size_t i = 0; i < set->text.len; i++) set->sum[i + 1] = set->sum[i] + width[i];
}

static Len width_of(const Setter *set, size_t from, const Cut *to) {
	size_t end = to->end > from ? to->end : from;
	return set->sum[end] - set->sum[from] + (to->hyphen ? set->hyphen_width : 0);
}

/* ---- cuts ---- */

static int compare_cuts(const Cut *a, const Cut *b) {
	return (a->next > b->next) - (a->next < b->next);
}

/* Insertion keeps the cuts in order; hyphens come in runs inside one word, so it is short work. */
static void insert_cut(Cuts *cuts, Cut cut) {
	cut_add(cuts, cut);
	int i = cuts->count - 1;
	for (; i > 0 && compare_cuts(&cuts->at[i - 1], &cut) > 0; i--) cuts->at[i] = cuts->at[i - 1];
	cuts->at[i] = cut;
}

static bool letter_at(Str text, size_t i) {
	unsigned char c = (unsigned char)text.at[i];
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0xC3 || (c >= 0x80 && c < 0xC0);
}

static bool capital(char c) { return c >= 'A' && c <= 'Z'; }

static Str lang_at(const Setter *set, size_t at) {
	int low = 0, high = set->npieces - 1;
	while (low < high) {
		int middle = (low + high + 1) / 2;
		if (set->starts[middle] <= at) low = middle;
		else high = middle - 1;
	}
	return set->pieces[low]->lang;
}

/* Does a sentence begin at this byte? */
static bool sentence_begins(Str text, size_t at) {
	while (at > 0 && !letter_at(text, at - 1)) {
		char c = text.at[--at];
		if (c == '.' || c == '!' || c == '?' || c == ':') return true;
	}
	return at == 0;
}

/* Codes and names stay whole: no capital but the first, and that one only where all nouns have it
   or a sentence begins. A word that is wider than its column may be a name. */
static bool may_hyphenate(const Setter *set, size_t from, size_t end, bool wide) {
	Str text = set->text;
	if (set->in->whole_words || set->keep[from] || end - from < 5) return false;
	if (from && text.at[from - 1] >= '0' && text.at[from - 1] <= '9') return false;
	if (end < text.len && text.at[end] >= '0' && text.at[end] <= '9') return false;
	for (size_t i = from + 1; i < end; i++)
		if (capital(text.at[i])) return false;
	bool name = capital(text.at[from]) && !str_starts(lang_at(set, from), STR("de"));
	return !name || wide || sentence_begins(text, from);
}

static Hyphens *hyphens_of(Setter *set) {
	if (set->hyphens) return set->hyphens;
	if (set->in->hyphens) return set->hyphens = set->in->hyphens;
	set->own = arena_open();
	return set->hyphens = hyphens_open(set->own);
}

typedef void Adder(Cuts *cuts, Cut cut);

/* Hyphens in every run of letters of one word. */
static void hyphenate(Setter *set, size_t from, size_t end, bool wide, Adder *add) {
	if (word_is_address(str_slice(set->text, from, end))) return;
	for (size_t i = from; i < end;) {
		if (!letter_at(set->text, i)) {
			i++;
			continue;
		}
		size_t stop = i, offsets[64];
		while (stop < end && letter_at(set->text, stop)) stop++;
		if (may_hyphenate(set, i, stop, wide)) {
			Str word = str_slice(set->text, i, stop);
			int count = hyphens_find(hyphens_of(set), lang_at(set, i), word, offsets, 64);
			for (int k = 0; k < count; k++) {
				size_t at = i + offsets[k];
				add(&set->cuts,
					(Cut){ .end = at, .next = at, .hyphen = true, .penalty = HYPHEN_PENALTY });
			}
		}
		i = stop;
	}
}

/* A long token parts behind its own marks before anything is put into it: an address rather behind
   its @ and slashes than behind a dot, where a line would seem to end a sentence. */
static void part_at_marks(Setter *set, size_t from, size_t end) {
	static const char marks[] = "/@?&=-_.";
	for (size_t i = from + 1; i + 1 < end; i++) {
		char c = set->text.at[i], next = set->text.at[i + 1];
		if (!c || !next || !strchr(marks, c) || strchr(marks, next)) continue;
		int penalty = c == '.' ? MUCH : HYPHEN_PENALTY / 2;
		insert_cut(&set->cuts, (Cut){ .end = i + 1, .next = i + 1, .penalty = penalty });
	}
}

/* The last resort: as many letters as fit, again and again. */
static void chop(Setter *set, size_t from, size_t end) {
	size_t start = from;
	for (size_t i = from; i < end;) {
		size_t next = i;
		utf8_next(set->text, &next);
		bool cluster = set->sum[next] > set->sum[i] || next >= end;
		if (cluster && i > start && set->sum[next] - set->sum[start] > set->in->measure) {
			insert_cut(&set->cuts, (Cut){ .end = i, .next = i, .penalty = MUCH });
			start = i;
		}
		i = next;
	}
}

static void mend_wide(Setter *set) {
	size_t from = 0;
	int known = set->cuts.count;
	size_t(*wide)[2] = arena_array(set->arena, (size_t)known + 1, sizeof *wide);
	int nwide = 0;
	for (int i = 0; i < known; i++) {
		Cut *cut = &set->cuts.at[i];
		if (width_of(set, from, cut) > set->in->measure) {
			wide[nwide][0] = from;
			wide[nwide++][1] = cut->end;
		}
		from = cut->next;
	}
	for (int i = 0; i < nwide; i++) {
		part_at_marks(set, wide[i][0], wide[i][1]);
		hyphenate(set, wide[i][0], wide[i][1], true, insert_cut);
		size_t part = wide[i][0];
		for (int k = 0; k < set->cuts.count; k++) {
			Cut cut = set->cuts.at[k];
			if (cut.next <= wide[i][0] || cut.end > wide[i][1]) continue;
			if (width_of(set, part, &cut) > set->in->measure) {
				chop(set, part, cut.end);
				Str word = str_slice(set->text, wide[i][0], wide[i][1]);
				fail(set->diags, set->in->from, WORD_TOO_WIDE,
					"\"%.*s\" is wider than its column, and was broken",
					STR_ARG(str_slice(word, 0, 60)));
				while (k < set->cuts.count && set->cuts.at[k].next < cut.next) k++;
			}
			part = cut.next;
		}
	}
}

/* The hyphen is measured only where one may be drawn. */
static void measure_hyphen(Setter *set) {
	for (int i = 0; i < set->cuts.count; i++) {
		if (!set->cuts.at[i].hyphen) continue;
		set->hyphen_width = shape_piece(set, set->pieces[0], STR("-"))->width;
		return;
	}
}

/* Takes out the cuts behind hyphens, those of the text and those that would be drawn. */
static void drop_hyphens(Setter *set) {
	int kept = 0;
	for (int i = 0; i < set->cuts.count; i++) {
		Cut cut = set->cuts.at[i];
		bool inside = cut.next == cut.end && cut.end > 0;
		if (cut.hyphen || (inside && set->text.at[cut.end - 1] == '-')) continue;
		set->cuts.at[kept++] = cut;
	}
	set->cuts.count = kept;
}

static void find_cuts(Setter *set) {
	set->cuts.arena = set->arena;
	cuts_find(
		&set->cuts, set->text, set->pieces[0]->lang, set->keep, set->in->setting == SET_BALANCED);
	if (set->in->whole_words) drop_hyphens(set);
	cut_add(&set->cuts, (Cut){ .end = set->text.len, .next = set->text.len });
	if (set->in->hyphenate && set->sum[set->text.len] > set->in->measure) {
		int known = set->cuts.count;
		Cut *words = ARENA_ARRAY(set->arena, known, Cut);
		memcpy(words, set->cuts.at, (size_t)known * sizeof *words);
		set->cuts.count = 0;
		size_t from = 0;
		for (int i = 0; i < known; i++) {
			if (words[i].end > from) hyphenate(set, from, words[i].end, false, cut_add);
			cut_add(&set->cuts, words[i]);
			from = words[i].next;
		}
	}
	measure_hyphen(set);
	mend_wide(set);
	if (!set->hyphen_width) measure_hyphen(set);
}

/* ---- the cheapest path ---- */

/* How much of the measure a line leaves empty, as badness: 100 at a fifth. */
static int64_t badness(Len slack, Len measure) {
	if (slack < 0) return 100 * MUCH;
	int64_t thousandths = measure > 0 ? slack * 1000 / measure : 0;
	return thousandths * thousandths / 400;
}

static bool one_word(const Setter *set, size_t from, size_t end) {
	return from < end && !memchr(set->text.at + from, ' ', end - from);
}

/* A lone last word is a fault only if the line before could give it a companion. */
static bool lone_word_faulty(const Setter *set, const Node *nodes, int i) {
	if (set->in->lone_last_word || i < 0 || !one_word(set, set->cuts.at[i].next, set->text.len))
		return false;
	int before = nodes[i].before, j = i - 1;
	size_t from = before < 0 ? 0 : set->cuts.at[before].next;
	if (j < 0 || set->cuts.at[j].end <= from) return false;
	return width_of(set, from, &set->cuts.at[j]) * 10 >= set->in->measure * 6;
}

static int64_t demerits(const Setter *set, const Node *nodes, int i, int j) {
	size_t from = i < 0 ? 0 : set->cuts.at[i].next;
	const Cut *to = &set->cuts.at[j];
	Len slack = set->in->measure - width_of(set, from, to);
	bool last = j == set->cuts.count - 1;
	int64_t bad = last && slack >= 0 ? 0 : badness(slack, set->in->measure);
	int64_t cost = (10 + bad) * (10 + bad) + (int64_t)to->penalty * to->penalty;
	if (last && lone_word_faulty(set, nodes, i)) cost += (int64_t)LONE_WORD * LONE_WORD;
	if (to->hyphen && i >= 0 && set->cuts.at[i].hyphen) cost += 4 * HYPHEN_PENALTY * HYPHEN_PENALTY;
	return cost;
}

static int ragged_path(const Setter *set, int *ends) {
	int n = set->cuts.count;
	Node *nodes = ARENA_ARRAY(set->arena, n, Node);
	for (int j = 0; j < n; j++) {
		nodes[j] = (Node){ .cost = INT64_MAX, .before = -1 };
		for (int i = j - 1; i >= -1; i--) {
			size_t from = i < 0 ? 0 : set->cuts.at[i].next;
			bool fits = width_of(set, from, &set->cuts.at[j]) <= set->in->measure;
			if (!fits && nodes[j].cost < INT64_MAX) break;
			int hyphens = set->cuts.at[j].hyphen ? (i < 0 ? 0 : nodes[i].hyphens) + 1 : 0;
			if (fits && hyphens > MOST_HYPHENS && i > 0) continue;
			if (i >= 0 && nodes[i].cost == INT64_MAX) continue;
			int64_t cost = (i < 0 ? 0 : nodes[i].cost) + demerits(set, nodes, i, j);
			if (cost >= nodes[j].cost) continue;
			nodes[j] = (Node){ cost, i, hyphens };
			if (!fits) break;
		}
	}
	int count = 0;
	for (int j = n - 1; j >= 0; j = nodes[j].before) ends[count++] = j;
	for (int a = 0, b = count - 1; a < b; a++, b--) {
		int t = ends[a];
		ends[a] = ends[b];
		ends[b] = t;
	}
	return count;
}

static int fewest_lines(const Setter *set) {
	int lines = 0;
	size_t from = 0;
	for (int j = 0; j < set->cuts.count;) {
		int best = j;
		for (int k = j;
			 k < set->cuts.count && width_of(set, from, &set->cuts.at[k]) <= set->in->measure; k++)
			best = k;
		from = set->cuts.at[best].next;
		j = best + 1;
		lines++;
	}
	return lines;
}

/* Evenness: the squares of what lines leave empty, the last line's by half, so that a heading is
   rather broad above than below; a cut against the sense costs a share of the measure. */
static int64_t unevenness(const Setter *set, int i, int j) {
	size_t from = i < 0 ? 0 : set->cuts.at[i].next;
	Len slack = set->in->measure - width_of(set, from, &set->cuts.at[j]);
	if (slack < 0) return INT32_MAX;
	int64_t part = set->in->measure > 0 ? slack * 1000 / set->in->measure : 0;
	bool last = j == set->cuts.count - 1;
	return (last ? part * part / 2 : part * part)
		+ (last ? 0 : (int64_t)set->cuts.at[j].penalty * 5000);
}

enum { MOST_BALANCED = 120 };

static int balanced_path(const Setter *set, int *ends) {
	int n = set->cuts.count, lines = fewest_lines(set);
	int64_t *cost = ARENA_ARRAY(set->arena, (size_t)lines * (size_t)n, int64_t);
	int *before = ARENA_ARRAY(set->arena, (size_t)lines * (size_t)n, int);
	for (int line = 0; line < lines; line++) {
		for (int j = 0; j < n; j++) {
			int64_t *mine = &cost[line * n + j];
			*mine = line ? INT64_MAX / 2 : unevenness(set, -1, j);
			before[line * n + j] = -1;
			for (int i = 0; line && i < j; i++) {
				int64_t other = cost[(line - 1) * n + i] + unevenness(set, i, j);
				if (other < *mine) {
					*mine = other;
					before[line * n + j] = i;
				}
			}
		}
	}
	int j = n - 1;
	for (int line = lines - 1; line >= 0; line--) {
		ends[line] = j;
		j = before[line * n + j];
	}
	return lines;
}

/* ---- making lines ---- */

/* May the run be cut before the glyph that starts at this byte without being shaped anew? */
static int glyph_at(const Run *run, size_t at, bool *safe) {
	for (int g = 0; g < run->nglyphs; g++) {
		if (run->glyphs[g].cluster < at) continue;
		*safe = run->glyphs[g].cluster == at && run->glyphs[g].breakable;
		return g;
	}
	*safe = at >= run->text.len;
	return run->nglyphs;
}

static LinePart make_part(Setter *set, int piece, size_t from, size_t end) {
	size_t start = set->starts[piece];
	const Run *run = set->runs[piece];
	bool head = from == start, tail = end == set->starts[piece + 1];
	int first = 0, last = run->nglyphs;
	if (!head) first = glyph_at(run, from - start, &head);
	if (!tail) last = glyph_at(run, end - start, &tail);
	LinePart part = { .run = run, .first = first, .last = last, .tag = set->pieces[piece]->tag };
	if (head && tail) return part;
	part.run = shape_piece(set, set->pieces[piece], str_slice(set->text, from, end));
	part.first = 0;
	part.last = part.run->nglyphs;
	return part;
}

static Len part_width(const LinePart *part) {
	Len width = 0;
	for (int g = part->first; g < part->last; g++) width += part->run->glyphs[g].advance;
	return width;
}

/* The hyphen's own part: whoever draws the line says that it is read as a soft hyphen. */
static LinePart hyphen_part(Setter *set, int piece) {
	const Styled *styled = set->pieces[piece];
	const Run *run = shape_piece(set, styled, STR("-"));
	return (LinePart){ .run = run, .last = run->nglyphs, .tag = styled->tag };
}

static Len closing_blank(const Setter *set, const LinePart *part) {
	(void)set;
	Len width = 0;
	for (int g = part->last;
		 g-- > part->first && part->run->text.at[part->run->glyphs[g].cluster] == ' ';)
		width += part->run->glyphs[g].advance;
	return width;
}

static void make_line(Setter *set, size_t from, const Cut *cut, Line *line) {
	size_t end = cut->hyphen ? cut->end : cut->next;
	int n = 0, first_piece = set->piece, stop = first_piece, last_piece = first_piece;
	Len x = 0;
	while (stop < set->npieces && set->starts[stop] < end) stop++;
	LinePart *parts = ARENA_ARRAY(set->arena, stop - first_piece + 2, LinePart);
	for (int i = first_piece; i < stop; i++) {
		size_t a = set->starts[i] > from ? set->starts[i] : from,
			   b = set->starts[i + 1] < end ? set->starts[i + 1] : end;
		if (a >= b) continue;
		parts[n] = make_part(set, i, a, b);
		parts[n].x = x;
		x += part_width(&parts[n++]);
		last_piece = i;
	}
	/* The next line starts in the last piece of this one, or behind it. */
	set->piece = last_piece;
	Len blank = n ? closing_blank(set, &parts[n - 1]) : 0;
	if (cut->hyphen) {
		parts[n] = hyphen_part(set, last_piece);
		parts[n].x = x;
		x += part_width(&parts[n++]);
		blank = 0;
	}
	*line = (Line){ .parts = parts, .nparts = n, .width = x - blank, .hyphenated = cut->hyphen };
}

/* Blanks at the ends of the whole are dropped. */
static Paragraph trimmed(Arena *arena, const Paragraph *in) {
	Paragraph out = *in;
	Styled head = { .next = NULL }, *last = &head;
	for (const Styled *piece = in->text; piece; piece = piece->next) {
		Styled *mine = ARENA_NEW(arena, Styled);
		*mine = *piece;
		mine->next = NULL;
		if (last == &head)
			while (mine->text.len && mine->text.at[0] == ' ')
				mine->text = str_slice(mine->text, 1, mine->text.len);
		if (!mine->text.len) continue;
		last->next = mine;
		last = mine;
	}
	while (last != &head && last->text.len && last->text.at[last->text.len - 1] == ' ')
		last->text.len--;
	out.text = head.next;
	return out;
}

Lines paragraph_break(Arena *arena, const Paragraph *in, Diags *diags) {
	Paragraph paragraph = trimmed(arena, in);
	Setter set = { .arena = arena, .diags = diags, .in = &paragraph };
	if (!paragraph.text || !join(&set)) return (Lines){ .count = 0 };
	measure(&set);
	find_cuts(&set);
	int *ends = ARENA_ARRAY(arena, set.cuts.count, int);
	bool balanced = paragraph.setting == SET_BALANCED && set.cuts.count <= MOST_BALANCED;
	int count = balanced ? balanced_path(&set, ends) : ragged_path(&set, ends);
	Line *lines = ARENA_ARRAY(arena, count, Line);
	Lines out = { .lines = lines, .count = count };
	size_t from = 0;
	for (int i = 0; i < count; i++) {
		const Cut *cut = &set.cuts.at[ends[i]];
		make_line(&set, from, cut, &lines[i]);
		out.widest = len_max(out.widest, lines[i].width);
		from = cut->next;
	}
	out.overfull = out.widest > paragraph.measure;
	arena_close(set.own);
	return out;
}

Len paragraph_width(Arena *arena, const Styled *text, Diags *diags) {
	Paragraph in = { .text = text, .measure = WIDEST, .lone_last_word = true };
	return paragraph_break(arena, &in, diags).widest;
}
