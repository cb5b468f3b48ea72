/* Spans of styled text -> Lines.

   The whole paragraph decides where its lines end, not one line after the other.

   1. The pieces are joined, parted into stretches of one font, script and direction, and each
   stretch is shaped once; widths between any two places are differences of one running sum
   (measure.c). Text that fits its measure is done: one line.
   2. Cuts are found: blanks that do not bind their words (bonds.c), marks, the breaks of Unicode in
   other scripts (cuts.c, breaks.c); then hyphens (hyphens.c) in all words if hyphenation is on, and
   in words that are wider than the measure, which are chopped as a last resort (words.c).
   3. The cheapest path through the cuts is found (path.c); headings are balanced (balance.c).
   4. Lines are made (making.c): parts of runs, blanks stretched where lines are justified, marks
   hung out (hang.c), and places from left to right by direction.

   All is integer, and nothing asks the surroundings: the same paragraph has the same lines on every
   machine. */
#include "lines/internal.h"

enum { WIDEST = INT32_MAX };

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

static bool fits_one_line(const Setter *set) {
	return set->sum[set->text.len] <= set->in->measure && !text_is_forced(set->text);
}

/* Fills [ends]; returns the number of lines. */
static int find_path(Setter *set, int *ends) {
	bool balanced = set->in->setting == SET_BALANCED && set->cuts.count <= MOST_BALANCED;
	return balanced ? balanced_path(set, ends) : cheapest_path(set, ends);
}

/* The widest word space of a justified line, in thousandths of the size. */
static int word_space(const Line *line) {
	int widest = 0;
	for (int i = 0; i < line->nparts; i++) {
		const LinePart *part = &line->parts[i];
		if (!part->word_space || !part->run->size) continue;
		const Font *font = part->run->font;
		Len blank = len_scale(part->run->size, font->space_advance, font->units) + part->word_space;
		int thousandths = (int)(blank * 1000 / part->run->size);
		if (thousandths > widest) widest = thousandths;
	}
	return widest;
}

static Lines make_lines(Setter *set, const int *ends, int count) {
	Line *lines = ARENA_ARRAY(set->arena, count, Line);
	Lines out = { .lines = lines, .count = count };
	size_t from = 0;
	for (int i = 0; i < count; i++) {
		const Cut *cut = &set->cuts.at[ends[i]];
		line_make(set, from, cut, i == count - 1 || cut->forced, &lines[i]);
		out.widest = len_max(out.widest, lines[i].width);
		int space = word_space(&lines[i]);
		if (space > out.loosest) out.loosest = space;
		from = cut->next;
	}
	out.overfull = out.widest > set->in->measure;
	return out;
}

Lines paragraph_break(Arena *arena, const Paragraph *in, Diags *diags) {
	Paragraph paragraph = trimmed(arena, in);
	Setter set = { .arena = arena, .diags = diags, .in = &paragraph };
	if (!paragraph.text || !setter_fill(&set)) return (Lines){ .count = 0 };
	Cut end = { .end = set.text.len, .next = set.text.len };
	int one = 0;
	if (fits_one_line(&set)) {
		set.cuts = (Cuts){ .at = &end, .count = 1 };
		return make_lines(&set, &one, 1);
	}
	setter_cut(&set);
	int *ends = ARENA_ARRAY(arena, set.cuts.count, int);
	Lines lines = make_lines(&set, ends, find_path(&set, ends));
	arena_close(set.own);
	return lines;
}

Len paragraph_width(Arena *arena, const Styled *text, Diags *diags) {
	Paragraph in = { .text = text, .measure = WIDEST, .lone_last_word = true };
	return paragraph_break(arena, &in, diags).widest;
}
