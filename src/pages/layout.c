/* Content -> pages.

   What comes in is an edition: the filled article, a theme, a format on a paper for a purpose. What
   goes out is a PageList: for each panel or page the marks in paint order, and one structure tree
   over all of them in the order in which a person reads.

   The idea: everything is set before anything is drawn. Text is set to lines in its measure, cells
   to stacks of text, rows to the height of their tallest cell over all panels; then each panel is
   drawn from its top with the tops that the rows were given, so that the same aspect stands on the
   same baseline in every panel. Numbers in this room are the rules of the formats, written for a
   grid of 13.5 pt; [down] turns them to the theme's grid, so that another grid gives another page
   and not a broken one. Widths come from the paper by formulas.

   Invariants:
   1. The same row has the same top for every subject, and its first baselines agree to the unit.
   2. Row tops, rules and blocks are multiples of a quarter of the grid.
   3. What does not fit is the message overset; what has no place is not-in-this-format. Nothing is
   clipped.
   4. Languages that run from right to left are laid out from left to right and mirrored when all is
   done (mirror.c): no other file knows of it but the one that sets lines of text.
   5. A mark has a node unless it is an artifact: shapes, axes, and labels that repeat another.
   Tried and dropped: laying out each panel by itself and evening the rows afterwards (baselines
   drifted by a line as soon as one cell grew), and coordinates in the theme (a theme then belongs
   to one article). */
#include "pages/layout.h"
#include "pages/internal.h"
#include "lines/runs.h"

Len down(const Layout *in, double points) { return len_scale(PT(points), in->grid, PT(13.5)); }

SubjectSet all_subjects(const Layout *in) { return (1u << in->nsubjects) - 1; }

Diags *trial_begin(Layout *in) {
	Diags *kept = in->diags;
	in->diags = diags_make(in->arena);
	return kept;
}

bool trial_end(Layout *in, Diags *kept) {
	bool clean = !in->diags->first;
	in->diags = kept;
	return clean;
}

Draft *draft_add(Layout *in, const char *name, Size trim) {
	if (in->ndrafts == MAX_PAGES) {
		in->failed = true;
		fail(in->diags, (Source){ .file = in->content->file.at }, OVERSET,
			"the article needs more than %d pages", MAX_PAGES);
		return &in->drafts[MAX_PAGES - 1];
	}
	Draft *draft = &in->drafts[in->ndrafts++];
	*draft = (Draft){ .name = str_of(name), .trim = trim, .field_right = trim.width };
	draft->pen = (Pen){ .arena = in->arena, .theme = in->theme, .ink = in->edition->ink };
	return draft;
}

/* Scripts whose letters reach higher and lower than Latin ones want lines further apart; everything
   else keeps its place, so that pages of any language can lie side by side. */
static void lead_for_script(Layout *in) {
	int leading = script_leading(in->edition->fonts, in->content->lang);
	if (leading == 1000) return;
	Theme *theme = ARENA_NEW(in->arena, Theme);
	*theme = *in->theme;
	for (int i = 0; i < NSTYLES; i++)
		theme->styles[i].leading = len_scale(theme->styles[i].leading, leading, 1000);
	in->theme = theme;
}

static bool open_faces(Layout *in) {
	for (int i = 0; i < NSTYLES; i++) {
		const Style *style = &in->theme->styles[i];
		in->faces[i] = font_find(in->edition->fonts, in->theme->families[style->family],
			style->weight, style->italic, in->diags);
		if (!in->faces[i]) return false;
	}
	const Style *body = &in->theme->styles[STYLE_BODY];
	const Font *font = in->faces[STYLE_BODY];
	in->base = body->leading / 2
		+ len_scale(body->size, font->ascent - font->descent, 2 * font->units);
	return true;
}

static const PageList *finish(Layout *in) {
	nodes_number(in);
	if (in->content->rtl) pages_mirror(in);
	Page *pages = ARENA_ARRAY(in->arena, in->ndrafts, Page);
	for (int i = 0; i < in->ndrafts; i++) {
		const Draft *draft = &in->drafts[i];
		pages[i] = (Page){
			.number = i + 1,
			.name = draft->name,
			.trim = draft->trim,
			.panel = draft->panel,
			.marks = draft->pen.first,
		};
	}
	PageList *list = ARENA_NEW(in->arena, PageList);
	*list = (PageList){
		.pages = pages, .count = in->ndrafts, .structure = in->root, .nnodes = in->nnodes
	};
	return list;
}

static Layout *begin(Arena *arena, const Edition *edition, Notes *notes, Diags *diags) {
	Layout *in = ARENA_NEW(arena, Layout);
	in->arena = arena;
	in->runs = runs_open(arena);
	in->diags = diags;
	in->edition = edition;
	in->content = edition->content;
	in->theme = edition->theme;
	in->notes = notes;
	in->grid = edition->theme->grid;
	in->nsubjects = edition->content->subjects.count;
	return in;
}

static bool too_many(const Edition *edition, Diags *diags) {
	const Format *format = edition->format;
	int n = edition->content->subjects.count;
	if (n <= format->most && n >= format->least) return false;
	Source from = edition->content->subjects.at[n > format->most ? format->most : 0].from;
	fail(diags, from, TOO_MANY_SUBJECTS, "a %s holds %d to %d subjects, and the article has %d",
		format->name, format->least, format->most, n);
	hint(diags, "use the handout (-f handout), which holds up to five");
	return true;
}

/* False if something does not fit or was said to be wrong. */
static bool lay_out(Layout *in) {
	int errors = in->diags->nerrors;
	if (in->edition->format->kind == FORMAT_LARGE)
		in->theme = theme_large(in->arena, in->theme, FEATURE_LNUM | FEATURE_NO_LIGA);
	else if (!family_fit(in)) return false; /* large print has sizes of its own */
	lead_for_script(in);
	if (!open_faces(in)) return false;
	in->root = node_add(in, NULL, NODE_DOCUMENT, (Source){ .file = in->content->file.at });
	switch (in->edition->format->kind) {
	case FORMAT_FOLDED: trifold_make(in); break;
	case FORMAT_LARGE: large_make(in); break;
	case FORMAT_SAMPLE: sample_make(in); break;
	case FORMAT_FLAT: handout_make(in); break;
	}
	return !in->failed && in->diags->nerrors == errors;
}

/* Lays out until the numbers of the note marks are those of the order of reading: once, unless the
   guess was wrong. A folded sheet may find that it has no room for marks: its first layout is on
   trial. What several layouts say alike is said once. */
static Layout *settle(Arena *arena, const Edition *edition, Diags *diags) {
	enum { MOST_LAYOUTS = 5 };
	bool trial = edition->content->cites && edition->format->kind == FORMAT_FOLDED;
	int nsources = edition->content->sources.sources.count;
	Notes *notes = NULL;
	for (int i = 0;; i++) {
		Layout *in = begin(arena, edition, notes, trial && !i ? diags_make(arena) : diags);
		if (!notes) in->notes = notes = notes_make(in);
		bool off = notes->off, good = lay_out(in);
		if (i && !good) return NULL;
		if (i == MOST_LAYOUTS || !edition->content->cites) return good ? in : NULL;
		if (!trial && !good) return NULL;
		bool same = off == notes->off && (!good || notes_settle(arena, notes, in->root, nsources));
		if (same && !(trial && !i)) return in;
	}
}

const PageList *pages_make(Arena *arena, const Edition *edition, Diags *diags) {
	int errors = diags->nerrors;
	if (too_many(edition, diags)) return NULL;
	Layout *in = settle(arena, edition, diags);
	if (!in) return NULL;
	pages_check(in);
	return diags->nerrors > errors ? NULL : finish(in);
}
