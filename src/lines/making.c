/* Lines from their cuts: parts of runs where shaping allows the cut there, else that part shaped
   anew; then blanks stretched where lines are justified; then places, from left to right, by the
   levels of the parts (UAX 9, rules L1 and L2). Parts stay in the order of reading. */
#include "lines/internal.h"

enum { MOST_EM = 1 }; /* no blank is stretched by more; such a line stays ragged */

typedef struct Making {
	Setter *set;
	LinePart *parts;
	unsigned char *levels;
	int n;
	Len blank; /* the closing blank, and its part */
	int blank_part;
	unsigned char base;
} Making;

/* ---- parts ---- */

/* The number of glyphs that stand, in the run's own order, before those of the byte [at] and what
   follows it (left to right), or that are of that byte or later (right to left). */
static int glyphs_before(const Run *run, size_t at) {
	int low = 0, high = run->nglyphs;
	while (low < high) {
		int middle = (low + high) / 2;
		bool later = run->glyphs[middle].cluster >= at;
		if (later == run->rtl) low = middle + 1;
		else high = middle;
	}
	return low;
}

/* May the run be cut before this byte without being shaped anew? */
static bool cut_is_safe(const Run *run, size_t at) {
	if (at == 0 || at >= run->text.len) return true;
	int g = glyphs_before(run, at) - (run->rtl ? 1 : 0);
	return g >= 0 && g < run->nglyphs && run->glyphs[g].cluster == at && run->glyphs[g].breakable;
}

static Len glyphs_width(const Run *run, int first, int last) {
	Len width = 0;
	for (int g = first; g < last; g++) width += run->glyphs[g].advance;
	return width;
}

static LinePart *add_part(Making *making, const Run *run, int stretch, unsigned char level) {
	LinePart *part = &making->parts[making->n];
	making->levels[making->n++] = level;
	const Stretch *mine = &making->set->stretches.at[stretch];
	*part = (LinePart){
		.run = run, .last = run->nglyphs, .tag = making->set->pieces[mine->piece]->tag
	};
	return part;
}

static void add_slice(Making *making, int stretch, size_t from, size_t end, unsigned char level) {
	Setter *set = making->set;
	const Run *run = set->runs[stretch];
	size_t start = set->stretches.at[stretch].start;
	if (from >= end) return;
	if (!cut_is_safe(run, from - start) || !cut_is_safe(run, end - start)) {
		LinePart *part = add_part(making, shape_slice(set, stretch, from, end), stretch, level);
		part->width = part->run->width;
		return;
	}
	LinePart *part = add_part(making, run, stretch, level);
	int a = glyphs_before(run, from - start), b = glyphs_before(run, end - start);
	if (end - start >= run->text.len) b = run->rtl ? 0 : run->nglyphs;
	part->first = run->rtl ? b : a;
	part->last = run->rtl ? a : b;
	part->width = glyphs_width(run, part->first, part->last);
}

/* The line's text from [from] to [end], and the closing blank up to [next]: it has the paragraph's
   own direction, so where the last stretch has another it is a part by itself. */
static void add_parts(Making *making, size_t from, size_t end, size_t next) {
	Setter *set = making->set;
	int stop = set->stretch;
	for (; stop < set->stretches.count && set->stretches.at[stop].start < next; stop++) {
		const Stretch *mine = &set->stretches.at[stop];
		size_t a = mine->start > from ? mine->start : from, b = mine->end < next ? mine->end : next;
		if (a >= b) continue;
		set->stretch = stop;
		if (mine->level == making->base || b <= end) {
			add_slice(making, stop, a, b, mine->level);
			continue;
		}
		size_t middle = end > a ? end : a;
		add_slice(making, stop, a, middle, mine->level);
		add_slice(making, stop, middle, b, making->base);
	}
}

/* ---- blanks ---- */

static bool is_blank(const Run *run, uint32_t cluster) {
	unsigned char c = (unsigned char)run->text.at[cluster];
	return c == ' ' || (c == 0xC2 && (unsigned char)run->text.at[cluster + 1] == 0xA0);
}

/* Measures the closing blank: glyphs at the reading end of the last part. */
static void find_closing_blank(Making *making) {
	making->blank_part = making->n - 1;
	if (making->n == 0) return;
	const LinePart *part = &making->parts[making->n - 1];
	bool rtl = part->run->rtl;
	for (int k = 0; k < part->last - part->first; k++) {
		const Glyph *glyph = &part->run->glyphs[rtl ? part->first + k : part->last - 1 - k];
		size_t at = glyph->cluster;
		uint32_t code = utf8_next(part->run->text, &at);
		if (code != ' ' && glyph->advance && !code_is_forced(code)) return;
		making->blank += glyph->advance;
	}
}

/* What one gap behind a glyph may give or take, as the sums of measure.c have it. */
typedef struct Gaps {
	Len blanks, ideographs; /* both weighted */
} Gaps;

static Len weight_in(const LinePart *part, bool stretch) {
	return blank_weight(part->run->font, part->run->size, stretch);
}

/* Does the gap behind this glyph stretch as one between ideographs? */
static bool gap_behind(const LinePart *part, int g) {
	Str text = part->run->text;
	size_t at = part->run->glyphs[g].cluster;
	if ((unsigned char)text.at[at] < 0xE3 || g + 1 >= part->last) return false;
	uint32_t code = utf8_next(text, &at);
	if (at >= text.len || part->run->glyphs[g + 1].cluster != at) return false;
	return gap_stretches(code, utf8_next(text, &at));
}

static Gaps weigh(const LinePart *part, bool stretch) {
	Gaps gaps = { 0, 0 };
	for (int g = part->first; g < part->last; g++) {
		if (is_blank(part->run, part->run->glyphs[g].cluster))
			gaps.blanks += weight_in(part, stretch);
		else if (stretch && gap_behind(part, g)) gaps.ideographs += part->run->size / GAP_SHARE;
	}
	return gaps;
}

/* Gaps between ideographs are advances of a run of the line's own. */
static void widen_ideographs(Making *making, LinePart *part, Len wanted, Len there) {
	Run *run = ARENA_NEW(making->set->arena, Run);
	Glyph *glyphs = ARENA_ARRAY(making->set->arena, part->run->nglyphs, Glyph);
	Len more = len_scale(part->run->size / GAP_SHARE, wanted, there);
	*run = *part->run;
	for (int g = 0; g < run->nglyphs; g++) {
		glyphs[g] = part->run->glyphs[g];
		if (g < part->first || g >= part->last || !gap_behind(part, g)) continue;
		glyphs[g].advance += more;
		run->width += more;
		part->width += more;
	}
	run->glyphs = glyphs;
	part->run = run;
}

static void widen_part(Making *making, LinePart *part, Len wanted, Len there) {
	bool stretch = wanted > 0;
	Gaps gaps = weigh(part, stretch);
	if (gaps.ideographs) widen_ideographs(making, part, wanted, there);
	if (gaps.blanks) part->word_space = len_scale(weight_in(part, stretch), wanted, there);
	for (int g = part->first; g < part->last; g++)
		if (is_blank(part->run, part->run->glyphs[g].cluster)) part->width += part->word_space;
}

/* Stretches or shrinks the blanks of the line until it is [wanted] wider. The closing blank goes
   along: whoever draws widens all the blanks of a part. */
static void justify(Making *making, Len wanted) {
	Len there = 0, widest = 0;
	for (int i = 0; i < making->n; i++) {
		Gaps gaps = weigh(&making->parts[i], wanted > 0);
		there += gaps.blanks + gaps.ideographs;
		widest = len_max(widest, making->parts[i].run->size * MOST_EM);
	}
	const LinePart *last = &making->parts[making->blank_part];
	if (making->blank) there -= weight_in(last, wanted > 0);
	if (there <= 0) return;
	if (wanted < -there) wanted = -there;
	if (wanted > 0 && len_scale(widest / 8, wanted, there) > widest) return;
	for (int i = 0; i < making->n; i++) widen_part(making, &making->parts[i], wanted, there);
	if (making->blank) making->blank += last->word_space;
}

/* ---- places ---- */

static void turn(int *order, int from, int end) {
	for (int a = from, b = end - 1; a < b; a++, b--) {
		int t = order[a];
		order[a] = order[b];
		order[b] = t;
	}
}

/* Rule L2: from the highest level down to the lowest odd one, turn each sequence of that level or
   higher. */
static void place(Making *making, Len x) {
	int *order = ARENA_ARRAY(making->set->arena, making->n + 1, int), highest = 0;
	for (int i = 0; i < making->n; i++) {
		order[i] = i;
		if (making->levels[i] > highest) highest = making->levels[i];
	}
	for (int level = highest; level > 0; level--) {
		for (int i = 0; i < making->n;) {
			int end = i;
			while (end < making->n && making->levels[order[end]] >= level) end++;
			turn(order, i, end);
			i = end > i ? end : i + 1;
		}
	}
	for (int i = 0; i < making->n; i++) {
		making->parts[order[i]].x = x;
		x += making->parts[order[i]].width;
	}
}

/* Where the line's left edge stands in the measure, before anything hangs. */
static Len edge(const Paragraph *in, Len width) {
	if (in->setting == SET_CENTRED) return (in->measure - width) / 2;
	return in->rtl ? in->measure - width : 0;
}

void line_make(Setter *set, size_t from, const Cut *cut, bool last, Line *line) {
	int room = 2;
	size_t next = cut->hyphen ? cut->end : cut->next;
	for (int i = set->stretch; i < set->stretches.count && set->stretches.at[i].start < next; i++)
		room += 1;
	Making making = { .set = set, .base = set->in->rtl };
	making.parts = ARENA_ARRAY(set->arena, room, LinePart);
	making.levels = ARENA_ARRAY(set->arena, room, unsigned char);
	add_parts(&making, from, cut->end, next);
	if (cut->hyphen) {
		LinePart *hyphen = add_part(&making, shape_hyphen(set, set->stretch), set->stretch,
			set->stretches.at[set->stretch].level);
		hyphen->width = hyphen->run->width;
		making.blank_part = making.n - 1;
	} else {
		find_closing_blank(&making);
	}
	Len hang = hang_start(set, from), hangs = hang + hang_end(set, cut), width = 0;
	for (int i = 0; i < making.n; i++) width += making.parts[i].width;
	Len wanted = set->in->measure - (width - making.blank - hangs);
	if (set->in->setting == SET_JUSTIFIED && (wanted < 0 || !last)) justify(&making, wanted);
	for (width = -hangs - making.blank, room = 0; room < making.n; room++)
		width += making.parts[room].width;
	place(&making, set->in->rtl ? -making.blank : 0);
	if (set->in->rtl) hang = hangs - hang;
	*line = (Line){ .parts = making.parts,
		.nparts = making.n,
		.x = edge(set->in, width) - hang,
		.width = width,
		.hang = hang,
		.hyphenated = cut->hyphen };
}
