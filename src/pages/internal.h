/* What the files of this room share: the layout in hand, the structure tree, set text and stacks of
   it. Vertical numbers are written for the default grid of 13.5 pt and follow the theme's grid by
   [down]. */
#ifndef DIPTYCH_PAGES_INTERNAL_H
#define DIPTYCH_PAGES_INTERNAL_H
#include "base/map.h"
#include "lines/paragraph.h"
#include "pages/draw.h"
#include "pages/layout.h"

#define MAX_PAGES 2000
#define MAX_ROWS 64

typedef struct Draft { /* a page while it is being laid out */
	Str name;
	Size trim;
	const Panel *panel;
	Pen pen;
	Len field_left, field_right; /* what may be printed of it, in page coordinates */
	Len text; /* left edge of its text */
} Draft;

typedef struct Notes { /* the note marks of an edition */
	Map places; /* from a source's id to its place in the article */
	int *numbers; /* by place; 0: not cited */
	int *order, count; /* the places of the cited ones, by number */
	bool off; /* this format has no room for the list, so it has no marks */
} Notes;

typedef struct Layout {
	Arena *arena;
	Diags *diags;
	const Edition *edition;
	const Content *content;
	const Theme *theme;
	const Font *faces[NSTYLES];
	struct Runs *runs; /* shaped text kept between paragraphs; lines/runs.h */
	int nsubjects;
	Len grid, base; /* base: from a line's top to its baseline, for body text */
	Notes *notes;
	Node *root;
	int nnodes;
	Draft drafts[MAX_PAGES];
	int ndrafts;
	bool failed; /* something did not fit; the message is recorded */
	bool print_glossary; /* the fine print holds the glossary: a page for it alone would be empty */
	/* of a folded sheet */
	Panel panels[MAX_PANELS];
	Len measure, floor, bottom; /* text measure M; ground top b; the field's bottom */
	Len edge; /* how far a door stands out beside its text */
} Layout;

/* ---- layout.c ---- */
Len down(
	const Layout *in, double points); /* a vertical distance of the default grid, at this one */
Draft *draft_add(Layout *in, const char *name, Size trim);
SubjectSet all_subjects(const Layout *in);

/* ---- mirror.c ---- */
void pages_mirror(Layout *in); /* turns finished pages around for reading from right to left */

/* ---- tree.c ---- */
Node *node_add(Layout *in, Node *parent, NodeKind kind, Source from);
Node *cell_add(Layout *in, Node *row, Node *row_head, Node *const *column_heads, int ncolumns,
	SubjectSet subjects, Source from);
Node *head_add(Layout *in, Node *row, Scope scope, Source from);
void nodes_number(Layout *in); /* in tree order, at the end */

/* ---- words.c: the program's own words, numbers and units ---- */
const Span *span_of(Layout *in, Str text, Source from);
const Span *span_bold(Layout *in, Str text, Source from);
const Span *spans_join(
	Layout *in, const Span *a, const char *between, const Span *b, unsigned style);
Str words(const Layout *in, StringId id);
Str words_fill(
	Layout *in, Str text, const char *slot, Str value); /* its first [slot] filled with [value] */
Str words_with(Layout *in, StringId id, const char *slot, Str value);
Str number_text(Layout *in, double value);
/* [rest] behind a bold lead and a colon; without a lead [rest] itself. */
const Span *led_words(Layout *in, Str lead, const Span *rest, Source from);
Str words_each(const Layout *in, StringId both, StringId all); /* for two subjects, for more */
const char *sentence_gap(const Layout *in); /* what parts two sentences: " ", or nothing */
const char *mark_words(
	Layout *in, StringId id); /* WORDS_COMMA or WORDS_COLON and what follows it */
Str amount_text(Layout *in, double min, double max); /* "4" or "4–12" */
Str unit_text(Layout *in, Str unit, double count); /* "years", the word alone */
/* "4 years", "4年", "سنتان": the figure and its unit as the language joins them. */
Str measure_text(Layout *in, double min, double max, Str unit);
/* Does the unit's word say the number by itself ("سنتان")? Then no figure stands beside it. */
bool unit_says_number(Layout *in, Str unit, double count);
Str status_text(Layout *in, ValueStatus status);
/* The names of the subjects without the words that all of them begin or end with; [shared] and
 * [ending] get those words. */
void names_part(Layout *in, Str rest[MAX_SUBJECTS], Str *shared, Str *ending);

/* ---- text.c ---- */
typedef struct Text {
	Lines lines;
	const Style *style;
	Colour colour;
	const Span *const *spans; /* by tag */
	Len measure; /* that it was set to */
	Len leading;
	Source from;
} Text;
typedef struct TextStyle {
	StyleId id;
	Len size;
	Colour colour;
	bool coloured, balanced, label;
	bool tabular; /* figures of one width */
} TextStyle; /* size 0: the theme's */
/* Sets [spans] in [style] to [measure]. */
Text text_set(Layout *in, const Span *spans, TextStyle style, Len measure);
Text text_plain(Layout *in, const Span *spans, StyleId id, Len measure);
/* From the top of a line of [style] to its baseline, on the raster of the body. */
Len text_drop(const Layout *in, StyleId id);
Len text_height(const Text *text);
Len text_width(const Text *text);
/* Draws with the first baseline at [baseline]; marks get [node] (links make kids of it in the
 * reader edition). */
void text_draw(Layout *in, Draft *page, const Text *text, Len x, Len baseline, Node *node);
/* Lines [first] to [end] of it alone, the first of them on [baseline]. */
void text_draw_lines(
	Layout *in, Draft *page, const Text *text, int first, int end, Len x, Len baseline, Node *node);
void text_gap(Layout *in, Draft *page, const Text *text, Len x, Len baseline, Node *node);
/* The lines end at [right], or stand about [middle]. */
void text_draw_right(
	Layout *in, Draft *page, const Text *text, Len right, Len baseline, Node *node);
void text_draw_centre(
	Layout *in, Draft *page, const Text *text, Len middle, Len baseline, Node *node);
/* Set and draw in one go, one paragraph, first line's top at [top]; gives the y under the last
 * line. */
Len text_put(Layout *in, Draft *page, const Span *spans, StyleId id, Len x, Len top, Len measure,
	Node *node);

/* ---- stack.c: pieces of text one under another, with their markers ---- */
typedef enum {
	MARKER_NONE,
	MARKER_BULLET,
	MARKER_NUMBER,
	MARKER_BOX,
	MARKER_YES,
	MARKER_NO,
	MARKER_TERM,
	MARKER_BAR,
	MARKER_NOTE,
	MARKER_WARNING,
	MARKER_PLUS,
	MARKER_MINUS,
	MARKER_QUOTE,
	MARKER_NAME,
	MARKER_SOURCE,
	MARKER_SCALE,
	MARKER_WRITE
} Marker;
typedef struct Chart Chart; /* of charts.c */
/* A figure in its measure: title, picture, caption, credit. */
typedef struct FigureSet {
	const Figure *figure;
	const Picture *picture;
	Text title, caption, credit;
	Len measure, width, height; /* width, height: of the picture */
	Len all; /* the height of everything, whole lines of the grid */
} FigureSet;
typedef struct Piece {
	const FigureSet *figure; /* instead of text; NULL: none */
	Text text;
	Text head; /* head: the number or the glossary term */
	Marker marker;
	StyleId style;
	Len pad_top, pad_bottom; /* of a note with an area of its own */
	int lines; /* to write on, under the text */
	Len indent, above, below; /* above, below: space over it, and under it for its chart */
	const Chart *chart; /* what is drawn under it, or before it for SCALE and WRITE */
	bool in_list, starts_list;
	int subject; /* whose bullet */
	SubjectSet who; /* NAME: whose */
	Len left, measure; /* where it begins, from the stack's left; and how wide it may be */
	bool keep; /* never parted from the next piece */
	bool whole; /* its lines are never parted */
	Node **home; /* of a piece that goes on from another page: the node of its beginning */
} Piece;
typedef struct Stack {
	Layout *in;
	Len measure;
	int subject; /* whose bullets; -1: nobody's */
	Colour colour;
	bool coloured; /* of body text, where it is not the style's own */
	StyleId body;
	bool tabular;
	bool white; /* on bare paper: notes get an area */
	Len left; /* of what is added next */
	Piece *pieces;
	int count, room;
	Len height;
	Node **list; /* of a stack that goes on from another page: the list it was in */
} Stack;
Stack stack_begin(Layout *in, Len measure, int subject);
void stack_words(Stack *stack, const Span *spans, Marker marker, Len above);
/* The same in another style; [coloured] by the subject. */
Piece *stack_styled(
	Stack *stack, StyleId style, bool coloured, const Span *spans, Marker marker, Len above);
void stack_under(Stack *stack, Piece *piece, Len below); /* leaves room under the last piece */
void stack_term(Stack *stack, const Span *term, const Span *spans, Len indent, Len above);
void stack_number(Stack *stack, int number, const Span *spans, Len above);
/* A bold line that is never parted from what follows. */
void stack_head(Stack *stack, const Span *spans, StyleId id, Len above);
/* The marks and names of [subjects] in a line; what is added after it stands behind the mark. */
void stack_name(Stack *stack, SubjectSet subjects, Len above);
/* All of [from], set in the measure that is left of [to]. */
void stack_append(Stack *to, const Stack *from);
/* Has the block a place of its own, as wide as it needs: a table, a figure as wide as the page? */
bool block_is_apart(const Block *block);
/* Blocks up to the next one that stands apart; gives it, or NULL. */
const Block *stack_until_apart(Stack *stack, const Block *blocks);
/* A question with its answer, kept together. */
void stack_pair(Stack *stack, const Question *pair);
void stack_source(Stack *stack, int number, const Span *spans);
/* All that was added from [first] on stays on one page, if a page can hold it. */
void stack_keep(Stack *stack, int first);
void stack_step(Stack *stack, int number, const Step *step);
void stack_blocks(Stack *stack, const Block *blocks);
void stack_block(Stack *stack, const Block *block);
int stack_word_count(const Stack *stack);
Len piece_height(const Layout *in, const Piece *piece);
/* Takes off [rest] as much as stands in [room] without a rule being broken: two lines of a
   paragraph at least on either side, no item of a list alone, nothing parted that is kept together.
   An empty stack if nothing may. [force]: something is taken in any case, by whole lines. */
Stack stack_take(Stack *rest, Len room, bool force);
bool stack_begins(const Stack *stack, Len room); /* would something of it be taken? */
/* Draws with the first line's top at [top]; makes P, L, LI, LBody nodes under [parent]. */
void stack_draw(const Stack *stack, Draft *page, Len x, Len top, Node *parent);

/* ---- pairs.c ---- */
typedef struct Pair {
	const Section *of[MAX_SUBJECTS]; /* one for each subject */
	const Section *alone; /* or this one, if it has no others */
} Pair;
const Pair *sections_pair(Layout *in, int *count);

/* ---- balance.c: pros and cons ---- */
bool has_balance(const Layout *in, bool against);
void balance_add(Stack *stack, int subject, bool against, int level);
void balance_labelled(Stack *stack, int subject); /* both, each under its label */
/* Says that a block has more lines than it reads well with. */
void limit_lines(Layout *in, Source from, const char *what, int lines, int most);

/* ---- timeline.c ---- */
bool timeline_draws(const Layout *in); /* else it is told in words */
const Span *milestone_line(Layout *in, const Milestone *stone);
Len timeline_height(Layout *in, Len measure);
void timeline_draw(Layout *in, Draft *page, Len left, Len top, Len measure, Node *parent);

/* ---- notes.c: note marks and sources ---- */
Notes *notes_make(Layout *in);
int note_place(const Notes *notes, Str id); /* of a source; -1: there is none */
Str cite_text(Layout *in, const Span *cite, bool follows);
/* Numbers the sources in the order of the tree; true if they had these numbers before. */
bool notes_settle(Arena *arena, Notes *notes, const Node *root, int nsources);
void sources_set(Layout *in, Stack *stack);
/* ---- figure.c ---- */
/* Sets [figure] in [measure]; a picture that would be higher than a page is made smaller. */
const FigureSet *figure_set(Layout *in, const Figure *figure, Len measure);
/* "Figure 3." and the caption; NULL without one. */
const Span *figure_caption(Layout *in, const Figure *figure);
/* Draws it with its left edge at [x] and its top at [top]. */
void figure_draw(Layout *in, Draft *page, const FigureSet *set, Len x, Len top, Node *parent);

/* ---- rows.c: the comparison ---- */
typedef struct Numeral {
	Text figure;
	Len indent;
	Stack beside, below;
} Numeral; /* indent: of the lines beside */
typedef enum {
	ROW_ASPECT,
	ROW_DURATION,
	ROW_CHART,
	ROW_VERDICT,
	ROW_SECTION,
	ROW_TICKS,
	ROW_NOTES,
	ROW_PROS,
	ROW_CONS,
	ROW_GROUP, /* a title over rows; of a flat page */
	ROW_UNDER /* notes under a row; of a flat page */
} RowKind;
typedef struct Row {
	RowKind kind;
	const Aspect *aspect; /* of UNDER too */
	const Span *label, *question; /* label: in a door; question: in a glance */
	const Block *blocks[MAX_SUBJECTS]; /* SECTION */
	Stack cells[MAX_SUBJECTS];
	Stack glance[MAX_SUBJECTS];
	SubjectSet sharers[MAX_SUBJECTS]; /* across folds: who says the same, if others do; else 0 */
	SubjectSet covers[MAX_SUBJECTS]; /* the subjects of the cell that starts at this subject; 0:
										covered by an earlier one */
	Text ask; /* the question, set */
	Text note; /* under the question: what its figures have in common */
	Len lowered; /* how far the cells give way to a note that has no room beside the question */
	int lines; /* of write-on lines, for NOTES */
	Numeral numerals[MAX_SUBJECTS]; /* DURATION on a page */
	bool ticked; /* VERDICT: with boxes to tick */
	bool moved; /* to the pages after the first */
	Len height, top;
	Source from;
} Row;
typedef struct Rows {
	Row at[MAX_ROWS];
	int count;
	int lost; /* rows that were too many */
	int level; /* of pros and cons, as balance_add has it */
} Rows;
/* The rows of the article, unset: aspects that are not the same for all, section pairs if aspects
 * are few, the verdict. */
Rows *rows_make(Layout *in, bool sections, bool ticks);
/* The verdict for a subject, each reader's profile before what suits it. */
void whens_add(Stack *stack, int subject, Marker marker, bool brief);
/* What it means to have ticked the boxes of [stack]. */
void outcomes_add(Stack *stack, SubjectSet subjects);
Rows *rows_shown(
	Layout *in, const Rows *rows, ShownIn not_in); /* without those of [not_in] alone */
/* How many neighbours from subject [from] on have the one value that stands in its cell. Figures,
   answers and lines to write on stay apart. */
int row_span(const Layout *in, const Row *row, int from);
Len merged_indent(
	int nmarks); /* of a cell that several share: their marks stand before its words */
/* Sets a value's words in a column. */
Stack value_stack(
	Layout *in, const Aspect *aspect, const Value *value, int subject, Len measure, bool brief);
Stack statements_stack(Layout *in, const Statement *at, int count, SubjectSet exactly, Len measure,
	Marker marker, int subject);
/* The rings of each subject's door: the cover aspect's whole numbers 1 to 4, else 3 each; true if
 * they are data. */
bool rings_of(const Layout *in, int rings[MAX_SUBJECTS], const Aspect **datum);
void say_overset(
	Layout *in, Source from, const char *where, Len over, Len leading, int words_in, Len height);

/* ---- duration.c: the one number that matters ---- */
/* Sets the numeral of a value and its words: in a door beside it, on a page the rest below the bar.
 */
Numeral numeral_set(Layout *in, const Aspect *aspect, const Value *value, int subject, StyleId id,
	Len measure, bool all_beside);
/* Draws figure and first line on [baseline]; lines beside end there, those above it first. */
void numeral_draw(Layout *in, Draft *page, const Numeral *numeral, Len x, Len baseline,
	bool lines_up, Node *cell);
Len duration_height(Layout *in, const Row *row); /* of the row in a door */
void duration_door(Layout *in, Draft *page, const Row *row, int subject, Len x, Node *cell);

/* ---- amounts.c: figures in words ---- */
bool has_amounts(const Layout *in, const Aspect *aspect);
/* "4–12 weeks", "about $30,000", "62%"; of a date its day. */
Str amount_words(Layout *in, const Aspect *aspect, const Value *value);
Str median_words(Layout *in, const Aspect *aspect, const Value *value); /* "median $55,000" or "" */
/* All of it as words, where no bar is drawn: amounts, median and note, or a day, or "3 of 5". */
const Span *figure_lead(Layout *in, const Aspect *aspect, const Value *value);
/* What all figures of an aspect have in common and no figure says itself: unit of time, place,
   date, source. NULL if there is nothing. It belongs to the question. */
const Span *figures_note(Layout *in, const Aspect *aspect);
/* Draws the note of a row's figures at the right of its question or label, which [ask] is the width
   of, or under it where it has no room there; then [note_drop] says how far the rest gives way. */
Len note_drop(Layout *in, const Row *row, const Span *ask, StyleId style, Len measure);
void note_draw(Layout *in, Draft *page, const Row *row, const Text *ask, Len x, Len baseline,
	Len measure, Node *head);
const Span *value_note(Layout *in, const Aspect *aspect, const Value *value); /* the rest of it */

/* ---- charts.c: figures of all subjects on one scale ---- */
/* The scale of an aspect: zero-based, in the largest unit. [whole]: [cells] of one unit each; else
   one cell of [most] units, ticked in [steps]. Not [drawn]: its figures cannot be compared. */
typedef struct Scale {
	AspectType type;
	int cells, steps;
	Str unit, currency;
	double most, unit_years;
	bool whole, floating, drawn;
} Scale;
Scale scale_of(Layout *in, const Aspect *aspect);
double scale_place(const Scale *scale, const Value *value, double amount);
bool scale_needs_axis(const Layout *in, const Aspect *aspect, const Scale *scale);
/* A bar on the row's scale, [width] long in all. */
void bar_draw(Draft *page, const Scale *scale, const Value *value, int subject, Len x, Len top,
	Len width, Len height, bool parted);
/* The figures at both ends of an axis under a bar that ends at [bottom], and its ticks. */
void axis_ends(Layout *in, Draft *page, const Scale *scale, const Value *value, Len x, Len right,
	Len bottom, Len baseline);
/* Adds a value's figures to a cell: words and a bar, cells of a scale, a day, a line to write on.
   True if there was something to add. */
bool figure_add(Stack *stack, const Aspect *aspect, const Value *value);
void figure_details(
	Stack *stack, const Aspect *aspect, const Value *value); /* its median and note */
void chart_draw(const Stack *stack, Draft *page, const Piece *piece, Len x, Len top);
/* One bar a subject, one under another, with the words at their ends and one axis. */
Len stacked_height(Layout *in, const Row *row);
void stacked_draw(Layout *in, Draft *page, const Row *row, Len top, Node *const cells[]);

/* ---- title.c ---- */
typedef struct Lockup {
	const Span *prefix, *suffix; /* the words before and after the names; NULL: none */
	Str names[MAX_SUBJECTS];
	int nnames; /* names joined by [or]; each with the comma after it */
	Str or ;
	const Span *whole; /* when the title is no such list: all of it, after the prefix */
	bool joined; /* abbreviations: all but the last share a line */
} Lockup;
Lockup title_lockup(Layout *in);
/* Draws the title down a panel from [first] (the prefix's baseline); gives the last baseline. */
Len title_down(Layout *in, Draft *page, Len x, Len measure, Len first, Node *h1);
/* Draws it across a page: prefix on [first], names on [second]. */
void title_across(Layout *in, Draft *page, Len x, Len measure, Len first, Len second, Node *h1);

/* ---- caps.c: a subject's name in its door cap ---- */
typedef struct CapNames {
	Text lines[MAX_SUBJECTS];
	Text abbrev[MAX_SUBJECTS];
	bool has_abbrev;
	Len leading;
} CapNames; /* leading 0: the style's */
CapNames cap_names(Layout *in, Len measure, bool abbrevs, bool narrow);
Len cap_names_top(Layout *in, const CapNames *names, Len last_baseline);
void cap_name_draw(Layout *in, Draft *page, const CapNames *names, int subject, Len x,
	Len last_baseline, Node *node);

/* ---- trifold.c and its panels: cover.c, glance.c, doors.c, flap.c, back.c ---- */
void trifold_make(Layout *in);
bool trifold_low(const Layout *in); /* the paper is lower than Letter */
void panel_field(Layout *in, Draft *page, ColourId colour, bool to_bottom);
void panel_ground(Layout *in, Draft *page,
	bool text_only); /* text_only: under ink-saver its line is as wide as the text */
void rows_set(Layout *in, Rows *rows, Len top, Len bottom, bool glance);
void row_cells(Layout *in, Row *row, int subject, Len measure, Len narrow, int level);
void cover_make(Layout *in, Draft *page, Node *sect);
void glance_make(Layout *in, Draft *page, Node *sect, Rows *rows, Len rows_top);
void doors_make(
	Layout *in, Draft *const *doors, Draft *const *inside, Node *sect, Rows *rows, Len cap_bottom);
void flap_make(Layout *in, Draft *page, Node *sect);
void back_make(Layout *in, Draft *page, Node *sect);

void terms_set(Layout *in, Stack *stack, int first, int end);

/* ---- handout.c, matrix.c, story.c ---- */
typedef struct Columns { /* of a flat page */
	Len left, measure,
		question; /* question: width of the questions' column; 0: they stand in bands */
	Len gap, width, inset; /* of the subjects' columns */
	Len at[MAX_SUBJECTS]; /* left edge of each */
} Columns;
Columns columns_of(const Layout *in, Size sheet);
void handout_make(Layout *in);
/* Sets the rows of the first page; those that do not fit between [top] and [bottom] are marked as
 * moved. */
void matrix_set(Layout *in, const Columns *columns, Rows *rows, Len top, Len bottom);
void matrix_draw(Layout *in, Draft *page, const Columns *columns, const Rows *rows, Node *table,
	Node *const *heads);
void story_make(Layout *in, const Columns *columns, const Rows *rows, int facts_shown);

/* ---- large.c ---- */
void large_make(Layout *in);

/* Setting on trial: what it warns of is not said. [trial_end] is true if there was nothing to say.
 */
Diags *trial_begin(Layout *in);
bool trial_end(Layout *in, Diags *kept);

/* ---- parts.c: what several formats share ---- */
#define MAX_CONTACT 12
typedef struct ContactLook {
	StyleId plain, strong;
	Colour colour;
	bool coloured;
} ContactLook;
Str bare_address(Str href); /* as it is printed: without its scheme */
Len qr_size(Layout *in, Len least); /* 0: the article has no code */
void qr_draw(Layout *in, Draft *page, Box box, Node *parent);
const Span *fine_print(Layout *in);
const Span *contact_words(Layout *in, const ContactLine *line); /* linked, if it is an address */
const Span *action_address(Layout *in); /* where the code leads, in words */
int contact_lines(Layout *in, const Span *lines[MAX_CONTACT], bool strong[MAX_CONTACT]);
Len contact_height(Layout *in, const ContactLook *look, Len measure);
Len contact_draw(
	Layout *in, Draft *page, const ContactLook *look, Len x, Len top, Len measure, Node *parent);

void write_lines(Layout *in, Draft *page, Len first, int count);
Len chip_size(const Layout *in); /* of its label */
Len chip_baseline(const Layout *in); /* of a chip's label, from its top */

/* Draws [picture] with its top left corner at [x], [top]; marks get the pen's node. */
void picture_draw(Pen *pen, const Picture *picture, Size size, Len x, Len top);

/* ---- logo.c ---- */
/* Draws the brand's logo, if there is one, with its right edge at [right], beside a line on
 * [baseline]; gives what that line loses of its measure. */
Len logo_draw(Layout *in, Draft *page, Len right, Len baseline, Node *parent);

/* ---- sample.c ---- */
void sample_make(Layout *in);

/* ---- family.c ---- */
/* Suits the theme's sizes to a brand's family; false after a message about a font. */
bool family_fit(Layout *in);

/* ---- check.c ---- */
void pages_check(Layout *in);
#endif
