/* The timeline: one track for each subject on one axis from zero, and on it what is reached when.

   It is drawn if every milestone has a unit of time and no subject has more than four; else it is
   told in a row of words. A label ends left of its milestone; where it would run over what is there
   already it moves up a line, and where the track has no room for it, to the right side. The whole
   is one figure, whose text says it subject by subject. */
#include <math.h>
#include "pages/internal.h"

#define MOST_STONES 4
#define TRACK_LEFT PT(15.75) /* behind the mark */
#define LABEL_GAP PT(6)

typedef struct Stone {
	const Milestone *milestone;
	double years;
	Len at; /* from the track's start */
	Text label;
	Len left, right; /* of the label */
	int line; /* how many lines over the lowest */
} Stone;
typedef struct Track {
	Stone stones[MOST_STONES];
	int count, lines;
} Track;
typedef struct Timeline {
	Layout *in;
	Track tracks[MAX_SUBJECTS];
	Str unit;
	double unit_years, most; /* most: in that unit */
	int cells;
	Len length; /* of the axis */
} Timeline;

bool timeline_draws(const Layout *in) {
	int count[MAX_SUBJECTS] = { 0 };
	for (int k = 0; k < in->content->timeline.milestones.count; k++) {
		const Milestone *stone = &in->content->timeline.milestones.at[k];
		if (duration_years(stone->unit) <= 0 || stone->at <= 0) return false;
		for (int i = 0; i < in->nsubjects; i++)
			if (stone->subjects >> i & 1 && ++count[i] > MOST_STONES) return false;
	}
	for (int i = 0; i < in->nsubjects; i++)
		if (!count[i]) return false;
	return true;
}

const Span *milestone_line(Layout *in, const Milestone *stone) {
	Str at = str_join(
		in->arena, measure_text(in, stone->at, stone->at, stone->unit), words(in, WORDS_COLON));
	return spans_join(in, span_bold(in, at, stone->from), sentence_gap(in), stone->words.full, 0);
}

/* ---- what stands where ---- */

static void add_stone(Timeline *line, Track *track, const Milestone *milestone) {
	Layout *in = line->in;
	TextStyle how = { .id = STYLE_FINE,
		.label = true,
		.coloured = true,
		.colour = pen_colour(&(Pen){ .theme = in->theme, .ink = in->edition->ink }, COLOUR_INK) };
	Stone stone = { .milestone = milestone, .years = milestone->at * duration_years(milestone->unit) };
	stone.label = text_set(in, milestone->words.full, how, line->length - LABEL_GAP);
	int i = track->count++;
	for (; i > 0 && track->stones[i - 1].years > stone.years; i--)
		track->stones[i] = track->stones[i - 1];
	track->stones[i] = stone;
}

static void find_scale(Timeline *line) {
	const Content *content = line->in->content;
	double years = 0;
	for (int k = 0; k < content->timeline.milestones.count; k++) {
		const Milestone *stone = &content->timeline.milestones.at[k];
		double unit = duration_years(stone->unit);
		if (unit > line->unit_years) {
			line->unit_years = unit;
			line->unit = stone->unit;
		}
		years = stone->at * unit > years ? stone->at * unit : years;
	}
	line->most = years / line->unit_years;
	int cells = (int)ceil(line->most - 1e-9);
	line->cells = cells <= 8 ? cells : 1;
	if (cells <= 8) line->most = cells;
}

/* Is the label clear of those before it, and on the lowest line of all milestones too? */
static bool is_clear(const Track *track, int i) {
	const Stone *mine = &track->stones[i];
	Len half = PT(3) + PT(1);
	for (int k = 0; k < track->count; k++) {
		const Stone *other = &track->stones[k];
		if (k < i && other->line == mine->line && mine->left < other->right + LABEL_GAP
			&& other->left < mine->right + LABEL_GAP)
			return false;
		if (k != i && !mine->line && mine->left < other->at + half && other->at - half < mine->right)
			return false;
	}
	return true;
}

static void place_labels(Timeline *line, Track *track) {
	for (int i = 0; i < track->count; i++) {
		Stone *stone = &track->stones[i];
		stone->at = (Len)((double)line->length * (stone->years / line->unit_years / line->most));
		Len width = text_width(&stone->label);
		stone->right = stone->at - LABEL_GAP;
		stone->left = stone->right - width;
		if (stone->left < -TRACK_LEFT) {
			stone->left = len_min(stone->at + LABEL_GAP, line->length - width);
			stone->right = stone->left + width;
		}
	}
	for (int i = 0; i < track->count; i++) {
		while (!is_clear(track, i)) track->stones[i].line++;
		int lines = track->stones[i].line + track->stones[i].label.lines.count;
		track->lines = lines > track->lines ? lines : track->lines;
	}
}

static Timeline timeline_set(Layout *in, Len measure) {
	Timeline line = { .in = in, .length = measure - TRACK_LEFT - PT(3) };
	const Content *content = in->content;
	find_scale(&line);
	for (int i = 0; i < in->nsubjects; i++) {
		for (int k = 0; k < content->timeline.milestones.count; k++)
			if (content->timeline.milestones.at[k].subjects >> i & 1)
				add_stone(&line, &line.tracks[i], &content->timeline.milestones.at[k]);
		place_labels(&line, &line.tracks[i]);
	}
	return line;
}

/* From a track's top to its bar: the lines of its labels. */
static Len bar_drop(const Layout *in, const Track *track) {
	return down(in, 10.125 * track->lines + 3.375);
}

static Len track_height(const Layout *in, const Track *track) {
	return bar_drop(in, track) + down(in, 20.25);
}

Len timeline_height(Layout *in, Len measure) {
	Timeline line = timeline_set(in, measure);
	Len height = down(in, 13.5);
	for (int i = 0; i < in->nsubjects; i++) height += track_height(in, &line.tracks[i]);
	return height;
}

/* ---- drawing ---- */

static Str told(Layout *in) {
	Buf out = buf_make(in->arena, 128);
	for (int i = 0; i < in->nsubjects; i++) {
		if (i) buf_byte(&out, ' ');
		buf_add(&out, spans_text(in->arena, in->content->subjects.at[i].title.full));
		buf_add(&out, words(in, WORDS_COLON));
		const char *gap = sentence_gap(in);
		for (int k = 0, n = 0; k < in->content->timeline.milestones.count; k++) {
			const Milestone *stone = &in->content->timeline.milestones.at[k];
			if (!(stone->subjects >> i & 1)) continue;
			if (n++) buf_add(&out, words(in, WORDS_COMMA));
			buf_add(&out, str_of(gap));
			buf_add(&out, spans_text(in->arena, milestone_line(in, stone)));
		}
		buf_byte(&out, '.');
	}
	return buf_str(&out);
}

static void draw_stone(
	Layout *in, Draft *page, const Stone *stone, Len x, Len top, Len bottom, Node *figure) {
	Pen *pen = &page->pen;
	Colour ink = pen_colour(pen, COLOUR_INK);
	Len at = x + stone->at, head = top - PT(4.5);
	pen->from = stone->milestone->from;
	PathBuilder path = path_begin(in->arena);
	path_move(&path, at, head);
	path_line(&path, at, bottom + PT(4.5));
	draw_stroke(pen, path_end(&path), ink, PT(1), 0, 0);
	Len top_of_head = head - PT(4.5);
	Point triangle[] = { { at - PT(3), top_of_head }, { at + PT(3), top_of_head }, { at, head } };
	draw_path(pen, path_polygon(in->arena, triangle, 3), ink);
	Len last = top - down(in, 3.2) - stone->line * stone->label.leading;
	Len first = last - (stone->label.lines.count - 1) * stone->label.leading;
	text_draw(in, page, &stone->label, x + stone->left, first, figure);
	text_gap(in, page, &stone->label, x + stone->left, first, figure);
}

static void draw_axis(const Timeline *line, Draft *page, Len x, Len y) {
	Layout *in = line->in;
	Pen *pen = &page->pen;
	Colour ink = pen_colour(pen, COLOUR_INK);
	Len rule = in->theme->measures[MEASURE_ROW_RULE];
	Source from = in->content->timeline.from;
	draw_rule(pen, x, x + line->length, y, rule, ink);
	for (int i = 0; i <= line->cells; i++) {
		Len at = i == 0 ? x + rule / 2
			: i == line->cells
			? x + line->length - rule / 2
			: x + line->length / line->cells * i;
		PathBuilder tick = path_begin(in->arena);
		path_move(&tick, at, y);
		path_line(&tick, at, y + PT(3));
		draw_stroke(pen, path_end(&tick), ink, rule, 0, 0);
		Str figure = i == line->cells ? measure_text(in, line->most, line->most, line->unit)
			: i                       ? number_text(in, i)
									  : words(in, WORDS_START);
		Text text = text_set(in, span_of(in, figure, from),
			(TextStyle){ .id = STYLE_FINE, .label = true }, PT(200));
		Len baseline = y + down(in, 10.5);
		if (i == line->cells) text_draw_right(in, page, &text, at, baseline, NULL);
		else if (i) text_draw_centre(in, page, &text, at, baseline, NULL);
		else text_draw(in, page, &text, x, baseline, NULL);
	}
}

void timeline_draw(Layout *in, Draft *page, Len left, Len top, Len measure, Node *parent) {
	Timeline line = timeline_set(in, measure);
	Len x = left + TRACK_LEFT, height = down(in, 13.5);
	Node *figure = node_add(in, parent, NODE_FIGURE, in->content->timeline.from);
	figure->alt = told(in);
	for (int i = 0; i < in->nsubjects; i++) {
		const Track *track = &line.tracks[i];
		Len bar_top = top + bar_drop(in, track);
		double share = track->stones[track->count - 1].years / line.unit_years;
		if (line.cells == 1) share /= line.most;
		Bar bar = { .subject = i,
			.x = x,
			.top = bar_top,
			.height = height,
			.cell = line.length / line.cells,
			.cells = line.cells,
			.min = share,
			.max = share };
		page->pen.from = in->content->timeline.from;
		draw_bar(&page->pen, &bar);
		draw_subject_mark(&page->pen, i, left, bar_top + height / 2 + PT(3.2), PT(8), PT(9), false);
		for (int k = 0; k < track->count; k++)
			draw_stone(in, page, &track->stones[k], x, bar_top, bar_top + height, figure);
		top += track_height(in, track);
	}
	draw_axis(&line, page, x, top - down(in, 20.25) + height + down(in, 4.5));
}
