/* The comparison: one row for each question, one cell for each subject. Which rows there are is
   decided here, and what stands in their cells; where they stand is the business of a panel or a
   page. */
#include "pages/internal.h"

/* ---- what a value says ---- */

static void yes_no(Stack *stack, const Value *value) {
	Layout *in = stack->in;
	const Span *word = span_of(in, words(in, value->answer ? WORDS_YES : WORDS_NO), value->from);
	stack_styled(stack, STYLE_Q, true, word, value->answer ? MARKER_YES : MARKER_NO, 0);
}

static void bare_status(Stack *stack, const Value *value, const Span *reason) {
	Layout *in = stack->in;
	Pen pen = { .theme = in->theme, .ink = in->edition->ink };
	const Span *word = span_of(in, status_text(in, value->status), value->from);
	stack->coloured = true;
	stack->colour = pen_colour(&pen, COLOUR_MUTED);
	stack_words(
		stack, spans_join(in, word, mark_words(in, WORDS_COLON), reason, 0), MARKER_NONE, 0);
	stack->coloured = false;
}

/* What stands over the words of a value: its answer or its figures. */
static bool value_head(Stack *stack, const Aspect *aspect, const Value *value) {
	Layout *in = stack->in;
	if (aspect->type == TYPE_YESNO && value->answer >= 0) {
		yes_no(stack, value);
		return true;
	}
	if (figure_add(stack, aspect, value)) return true;
	if (!value->has_amount) return false;
	Str text = measure_text(in, value->min, value->max, value->unit);
	stack_words(stack, span_bold(in, text, value->from), MARKER_NONE, 0);
	return true;
}

Stack value_stack(
	Layout *in, const Aspect *aspect, const Value *value, int subject, Len measure, bool brief) {
	Stack stack = stack_begin(in, measure, subject);
	if (!value) return stack;
	const Block *blocks = value->blocks;
	bool written = value->status == STATUS_WRITE;
	if (value->status != STATUS_GIVEN && !written) {
		bare_status(&stack, value, blocks ? blocks->words.full : NULL);
		if (blocks) stack_blocks(&stack, blocks->next);
		return stack;
	}
	bool plain = aspect->type == TYPE_TEXT || aspect->type == TYPE_LIST;
	bool head =
		(!brief || !plain || !value->brief.full || written) && value_head(&stack, aspect, value);
	if (brief && (value->brief.full || (head && !plain))) {
		stack_words(&stack, value->brief.full, MARKER_NONE, 0);
		return stack;
	}
	if (head && blocks && blocks->kind == BLOCK_PARAGRAPH) {
		stack_words(&stack, blocks->words.full, MARKER_NONE, 0);
		blocks = blocks->next;
	}
	stack_blocks(&stack, blocks);
	return stack;
}

void whens_add(Stack *stack, int subject, Marker marker, bool brief) {
	Layout *in = stack->in;
	for (int i = 0; i < in->content->verdict.whens.count; i++) {
		const Statement *when = &in->content->verdict.whens.at[i];
		if (!(when->subjects >> subject & 1)) continue;
		const Span *spans = brief ? wording_brief(when->words) : when->words.full;
		spans = led_words(in, when->audience, spans, when->from);
		stack_words(stack, spans, marker, down(in, 6.75));
	}
}

void outcomes_add(Stack *stack, SubjectSet subjects) {
	Layout *in = stack->in;
	Str lead = words(in, stack->count == 2 ? WORDS_BOTH_TICKED : WORDS_ALL_TICKED);
	for (int i = 0; i < in->content->self_check.outcomes.count; i++) {
		const Statement *outcome = &in->content->self_check.outcomes.at[i];
		if (outcome->subjects != subjects) continue;
		const Span *line = spans_join(
			in, span_bold(in, lead, outcome->from), sentence_gap(in), outcome->words.full, 0);
		stack_words(stack, line, MARKER_NONE, down(in, 6.75));
	}
}

Stack statements_stack(Layout *in, const Statement *at, int count, SubjectSet exactly, Len measure,
	Marker marker, int subject) {
	Stack stack = stack_begin(in, measure, subject);
	for (int i = 0; i < count; i++)
		if (at[i].subjects == exactly)
			stack_words(&stack, at[i].words.full, marker, down(in, 6.75));
	return stack;
}

/* ---- the cover's datum ---- */

bool rings_of(const Layout *in, int rings[MAX_SUBJECTS], const Aspect **datum) {
	*datum = NULL;
	for (int i = 0; i < in->nsubjects; i++) rings[i] = 3;
	for (int k = 0; k < in->content->aspects.count && !*datum; k++)
		if (in->content->aspects.at[k].cover) *datum = &in->content->aspects.at[k];
	if (!*datum) return false;
	int found[MAX_SUBJECTS];
	bool differ = false;
	for (int i = 0; i < in->nsubjects; i++) {
		const Value *value = (*datum)->values[i];
		if (!value || !value->has_amount || value->min != value->max) return false;
		found[i] = (int)value->min;
		if (found[i] != value->min || found[i] < 1 || found[i] > 4) return false;
		if (!str_equal(value->unit, (*datum)->values[0]->unit)) return false;
		differ |= found[i] != found[0];
	}
	if (!differ) return false;
	for (int i = 0; i < in->nsubjects; i++) rings[i] = found[i];
	return true;
}

/* ---- which rows there are ---- */

/* A row too many takes the last one's place; [rows_make] says so. */
static Row *row_add(Rows *rows, RowKind kind, Source from) {
	bool full = rows->count == MAX_ROWS;
	Row *row = &rows->at[full ? MAX_ROWS - 1 : rows->count++];
	rows->lost += full;
	*row = (Row){ .kind = kind, .from = from };
	return row;
}

/* Figures that all stand on one scale are drawn. */
static RowKind kind_of(Layout *in, const Aspect *aspect) {
	if (!has_amounts(in, aspect) || !figures_comparable(in->content, aspect)) return ROW_ASPECT;
	switch (aspect->type) {
	case TYPE_DURATION:
	case TYPE_NUMBER: return ROW_DURATION;
	case TYPE_MONEY:
	case TYPE_PERCENT:
	case TYPE_RANGE: return ROW_CHART;
	case TYPE_TEXT:
	case TYPE_LIST:
	case TYPE_YESNO:
	case TYPE_DATE:
	case TYPE_SCALE: break;
	}
	return ROW_ASPECT;
}

/* On a flat page a group's title stands over its first row, and notes stand under theirs. */
static void add_aspects(Layout *in, Rows *rows, bool flat) {
	const Wording *group = NULL;
	for (int k = 0; k < in->content->aspects.count; k++) {
		const Aspect *aspect = &in->content->aspects.at[k];
		if (aspect->shared) continue;
		if (flat && aspect->group && aspect->group != group)
			row_add(rows, ROW_GROUP, aspect->group->from)->question = aspect->group->full;
		group = aspect->group;
		Row *row = row_add(rows, kind_of(in, aspect), aspect->from);
		row->aspect = aspect;
		row->label = aspect->title.full;
		row->question = aspect->question.full ? aspect->question.full : aspect->title.full;
		if (flat && aspect->notes) row_add(rows, ROW_UNDER, aspect->notes->from)->aspect = aspect;
	}
}

/* Sections of the same title, one for each subject, are a row of prose. */
static void add_sections(Layout *in, Rows *rows) {
	int npairs;
	const Pair *pairs = sections_pair(in, &npairs);
	for (int k = 0; k < npairs; k++) {
		if (pairs[k].alone) continue;
		const Section *first = pairs[k].of[0];
		Row *row = row_add(rows, ROW_SECTION, first->from);
		row->label = row->question = first->title.full;
		for (int i = 0; i < in->nsubjects; i++) row->blocks[i] = pairs[k].of[i]->blocks;
	}
}

static bool has_statements(const Layout *in) {
	for (int i = 0; i < in->content->self_check.statements.count; i++)
		if (in->content->self_check.statements.at[i].subjects != all_subjects(in)) return true;
	return false;
}

static void say_lost(Layout *in, const Rows *rows) {
	fail(in->diags, rows->at[MAX_ROWS - 1].from, OVERSET,
		"the comparison is %d row%s too long: it holds %d", rows->lost, rows->lost == 1 ? "" : "s",
		MAX_ROWS);
	hint(in->diags, "large print (-f large-print) takes any number of aspects");
	in->failed = true;
}

Rows *rows_make(Layout *in, bool sections, bool ticks) {
	Rows *rows = ARENA_NEW(in->arena, Rows);
	add_aspects(in, rows, !sections);
	if (sections && rows->count < 4) add_sections(in, rows);
	for (int against = 0; sections && against < 2; against++) {
		if (!has_balance(in, against)) continue;
		Row *row = row_add(rows, against ? ROW_CONS : ROW_PROS, in->content->balance.from);
		row->label = row->question =
			span_of(in, words(in, against ? WORDS_AGAINST : WORDS_FOR), row->from);
	}
	if (in->content->verdict.whens.count) {
		Row *row = row_add(rows, ROW_VERDICT, in->content->verdict.from);
		row->label = in->content->verdict.title.full;
		row->question = in->content->verdict.question.full;
		if (!row->label) row->label = row->question;
		if (!row->question) row->question = row->label;
		if (!row->label)
			row->label = row->question = span_of(in, words(in, WORDS_RIGHT_FOR_YOU), row->from);
	}
	if (ticks && has_statements(in)) {
		Row *row = row_add(rows, ROW_TICKS, in->content->self_check.from);
		row->label = row->question =
			span_of(in, words(in, in->nsubjects == 2 ? WORDS_TICK : WORDS_TICK_WHAT), row->from);
	}
	if (rows->lost) say_lost(in, rows);
	return rows;
}

Rows *rows_shown(Layout *in, const Rows *rows, ShownIn not_in) {
	Rows *mine = ARENA_NEW(in->arena, Rows);
	for (int i = 0; i < rows->count; i++)
		if (!rows->at[i].aspect || rows->at[i].aspect->show != not_in)
			mine->at[mine->count++] = rows->at[i];
	return mine;
}

/* ---- who shares a cell ---- */

/* Words and statuses that neighbours share are said once; the eye scans a row of figures or
 * answers. */
static bool may_merge(const Row *row, int a, int b) {
	if (!row->aspect) return false;
	const Value *one = row->aspect->values[a];
	if (!one || one != row->aspect->values[b] || one->status == STATUS_WRITE) return false;
	if (one->status != STATUS_GIVEN) return true;
	return one->answer < 0 && !one->has_amount && !one->day.len;
}

int row_span(const Layout *in, const Row *row, int from) {
	int end = from + 1;
	while (end < in->nsubjects && may_merge(row, from, end)) end++;
	return end - from;
}

Len merged_indent(int nmarks) { return nmarks > 1 ? nmarks * PT(12) + PT(4) : 0; }

/* ---- what does not fit ---- */

/* Says where text is over, by how many lines, and how many words to cut. The words that go on a
   line are counted from the text itself, [words_in] words on [height] of it, and rounded up. */
void say_overset(
	Layout *in, Source from, const char *where, Len over, Len leading, int words_in, Len height) {
	int lines = (int)((over + leading - 1) / leading);
	int set = (int)(height / leading);
	int cut = set > 0 ? (words_in * lines + set - 1) / set : words_in;
	if (cut < 1) cut = 1;
	in->failed = true;
	fail(in->diags, from, OVERSET, "%s is %d line%s too long: cut about %d word%s", where, lines,
		lines == 1 ? "" : "s", cut, cut == 1 ? "" : "s");
	hint(in->diags,
		"cut words in the longest cells, drop an aspect, or use the handout (-f handout), which "
		"has more room");
}
