/* The cover: organisation, title, lead, and the doors on their ground with the road that forks to
 * them. */
#include "pages/internal.h"

static const Milestone *milestone_of(const Layout *in, int subject, double at) {
	for (int i = 0; i < in->content->timeline.milestones.count; i++) {
		const Milestone *stone = &in->content->timeline.milestones.at[i];
		if (stone->subjects >> subject & 1 && stone->at == at) return stone;
	}
	return NULL;
}

static const Span *datum_span(Layout *in, const Value *value) {
	return span_of(in, measure_text(in, value->min, value->max, value->unit), value->from);
}

/* The largest size at which the data of all doors stand clear of the road: one size for all. */
static Len datum_size(
	Layout *in, const Draft *page, const Doors *doors, const Aspect *datum, Len baseline) {
	static const int steps[] = { 100, 92, 84, 76 }; /* per cent */
	enum { LAST = sizeof steps / sizeof *steps - 1 };
	Len middle = page->text + in->measure / 2;
	for (int k = 0;; k++) {
		Len size = len_scale(in->theme->styles[STYLE_DATUM].size, steps[k], 100), widest = 0;
		TextStyle how = { .id = STYLE_DATUM, .size = size, .label = true };
		for (int i = 0; i < in->nsubjects; i++) {
			Text text = text_set(in, datum_span(in, datum->values[i]), how, PT(1000));
			widest = len_max(widest, text.lines.widest);
		}
		Len top = baseline - len_scale(size, 80, 100) - PT(1.5);
		if (k == LAST || widest <= road_room(in->theme, doors, middle, in->bottom, top)) return size;
	}
}

/* Under each door its number and what it means; the last door's block is set to the right edge. */
static void draw_datum(Layout *in, Draft *page, const Doors *doors, const Aspect *datum,
	int subject, Node *sect) {
	const Value *value = datum->values[subject];
	Pen pen = { .theme = in->theme, .ink = in->edition->ink };
	Colour colour = pen_colour(&pen, COLOUR_GROUND_TYPE);
	double lift = in->edition->purpose == PURPOSE_READER ? 4.5 : 0;
	Len number_at = in->floor + down(in, 49.5 + lift), meaning_at = in->floor + down(in, 63 + lift);
	const Milestone *stone = milestone_of(in, subject, value->min);
	struct {
		const Span *spans;
		StyleId id;
		Len size, at;
	} lines[] = {
		{ datum_span(in, value), STYLE_DATUM, datum_size(in, page, doors, datum, number_at),
			number_at },
		{ stone ? stone->words.full : NULL, STYLE_LABEL, 0, meaning_at },
	};
	Node *node = node_add(in, sect, NODE_P, value->from);
	for (int i = 0; i < 2; i++) {
		if (!lines[i].spans) continue;
		TextStyle how = { .id = lines[i].id,
			.size = lines[i].size,
			.colour = colour,
			.coloured = true,
			.label = true };
		Text text = text_set(in, lines[i].spans, how, in->measure / 2 - PT(20));
		Len x = subject ? page->text + in->measure - text.lines.widest : page->text;
		text_draw(in, page, &text, x, lines[i].at, node);
		if (!i && lines[1].spans) text_gap(in, page, &text, x, lines[i].at, node);
	}
}

/* Without numbers the doors carry the names, centred over each apex. */
static void draw_names(Layout *in, Draft *page, const Doors *doors, Node *sect) {
	Str rest[MAX_SUBJECTS], shared, ending;
	names_part(in, rest, &shared, &ending);
	Len radius = doors_radius(in->theme, doors->measure, doors->n);
	for (int i = 0; i < in->nsubjects; i++) {
		const Subject *subject = &in->content->subjects.at[i];
		const Span *name = subject->abbrev.full && in->nsubjects > 2
			? subject->abbrev.full
			: span_of(in, rest[i], subject->from);
		TextStyle how = { .id = STYLE_LABEL,
			.colour = pen_subject(&page->pen, i),
			.coloured = true,
			.label = true,
			.balanced = true };
		Text text = text_set(in, name, how, 2 * radius);
		Len last = doors->floor - doors->height - down(in, 6.75);
		text_draw_centre(in, page, &text, doors_centre(in->theme, doors, i),
			last - text.leading * (text.lines.count - 1),
			node_add(in, sect, NODE_P, subject->from));
	}
}

static Len draw_words(Layout *in, Draft *page, Node *sect) {
	const Content *content = in->content;
	bool centred = in->theme->choices[CHOICE_TITLE] == TITLE_CENTRED;
	Len middle = page->text + in->measure / 2;
	Len logo = logo_draw(in, page, page->text + in->measure, down(in, 45), sect);
	if (content->info.org.full) {
		TextStyle how = { .id = STYLE_ORG, .label = true };
		Text org = text_set(in, content->info.org.full, how, in->measure - logo);
		Node *node = node_add(in, sect, NODE_P, content->info.org.from);
		if (centred && !logo) text_draw_centre(in, page, &org, middle, down(in, 45), node);
		else text_draw(in, page, &org, page->text, down(in, 45), node);
	}
	Node *h1 = node_add(in, sect, NODE_H1, content->info.title.from);
	h1->outline = spans_text(in->arena, content->info.title.full);
	Len last = title_down(in, page, page->text, in->measure, down(in, 92.25), h1);
	const Wording *lines[] = { &content->info.subtitle, &content->info.abstract };
	for (int i = 0; i < 2; i++) {
		if (!lines[i]->full) continue;
		Text lead = text_set(in, lines[i]->full, (TextStyle){ .id = STYLE_LEAD }, in->measure);
		Node *node = node_add(in, sect, NODE_P, lines[i]->from);
		Len first = last + down(in, 29.25);
		if (centred) text_draw_centre(in, page, &lead, middle, first, node);
		else text_draw(in, page, &lead, page->text, first, node);
		last += down(in, 29.25) + lead.leading * (lead.lines.count - 1);
	}
	return last;
}

void cover_make(Layout *in, Draft *page, Node *sect) {
	panel_field(in, page, COLOUR_COVER, false);
	Doors doors = {
		.left = page->text, .measure = in->measure, .floor = in->floor, .n = in->nsubjects
	};
	const Aspect *datum = NULL;
	bool numbers = rings_of(in, doors.rings, &datum) && in->nsubjects == 2;
	Pen *pen = &page->pen;
	doors.behind = pen_colour(pen, COLOUR_COVER);
	/* The words are set first: a long title makes the doors lower, down to a floor of their own. */
	Draft words_only = *page;
	words_only.pen.first = words_only.pen.last = NULL;
	Len last = draw_words(in, &words_only, sect);
	Len room = numbers ? down(in, 27) : down(in, 27 + 13.5);
	Len apex = len_max(down(in, 263.25), len_up(last + room, in->grid / 4));
	doors.height = in->floor - apex;
	if (doors.height < down(in, 180)) {
		Len over = down(in, 180) - doors.height;
		say_overset(in, in->content->info.title.from, "the cover", over, down(in, 33.75),
			spans_words(in->content->info.title.full)
				+ spans_words(in->content->info.abstract.full),
			last - down(in, 92.25));
		return;
	}
	draw_doors(pen, &doors);
	panel_ground(in, page, false);
	draw_road(pen, &doors, page->text + in->measure / 2, in->bottom);
	pen->last->next = words_only.pen.first;
	if (words_only.pen.last) pen->last = words_only.pen.last;
	if (!numbers) draw_names(in, page, &doors, sect);
	for (int i = 0; numbers && i < in->nsubjects; i++) draw_datum(in, page, &doors, datum, i, sect);
}
