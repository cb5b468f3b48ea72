/* Usage: quality PROSE.txt
   Sets a text, paragraphs with an empty line between, ragged and justified, and measures its lines
   beside those of a greedy breaker that has the same words, hyphens and widths. Last lines of
   paragraphs are left out of all figures but the hyphens.
   Looseness: of a ragged line, the share of the measure it leaves empty; of a justified one, how
   much its word spaces are wider than the face's own. A river is four word spaces or more, one
   under the other in successive lines, each overlapping the one above by half of the narrower. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "lines/hyphens.h"
#include "lines/paragraph.h"

enum { MOST_GAPS = 200, MOST_ALL = 100000, MOST_BYTES = 8000, ROUNDS = 20, RIVER = 4 };

typedef struct Gap {
	Len from, end;
	int depth; /* how many lines the river has come down */
} Gap;

typedef struct Tally { /* what is measured of one setting */
	int lines, hyphens, rivers, nspaces, nloose;
	double spaces[MOST_ALL], loose[MOST_ALL]; /* in em; in percent */
	Gap above[MOST_GAPS];
	int nabove;
} Tally;

typedef struct Trial {
	Arena *arena;
	Diags *diags;
	const Font *font;
	Hyphens *hyphens;
	Len size, measure;
	Setting setting;
} Trial;

/* ---- measuring ---- */

/* How far a river has come at this gap. */
static int depth_of(const Tally *tally, Gap gap) {
	int depth = 0;
	for (int i = 0; i < tally->nabove; i++) {
		Gap above = tally->above[i];
		Len over = len_min(above.end, gap.end) - len_max(above.from, gap.from);
		Len least = len_min(above.end - above.from, gap.end - gap.from);
		if (over * 2 >= least && above.depth > depth) depth = above.depth;
	}
	return depth + 1;
}

static void count_line(
	Tally *tally, const Trial *trial, Gap *gaps, int ngaps, Len slack, bool last) {
	for (int i = 0; i < ngaps; i++) {
		gaps[i].depth = depth_of(tally, gaps[i]);
		if (gaps[i].depth == RIVER) tally->rivers++;
	}
	memcpy(tally->above, gaps, (size_t)ngaps * sizeof *gaps);
	tally->nabove = ngaps;
	tally->lines++;
	if (last) return;
	double natural = (double)trial->font->space_advance / trial->font->units, em = 0;
	for (int i = 0; i < ngaps && trial->setting == SET_JUSTIFIED; i++)
		tally->spaces[tally->nspaces++] = em =
			(double)(gaps[i].end - gaps[i].from) / (double)trial->size;
	if (trial->setting != SET_JUSTIFIED)
		tally->loose[tally->nloose++] = 100.0 * (double)slack / (double)trial->measure;
	else if (ngaps) tally->loose[tally->nloose++] = 100.0 * (em - natural) / natural;
}

static int compare(const void *a, const void *b) {
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void print(const char *name, Tally *tally, double seconds) {
	double sum = 0;
	qsort(tally->loose, (size_t)tally->nloose, sizeof *tally->loose, compare);
	qsort(tally->spaces, (size_t)tally->nspaces, sizeof *tally->spaces, compare);
	for (int i = 0; i < tally->nloose; i++) sum += tally->loose[i];
	printf("  %-8s %4d lines, loose %5.1f %% mean %6.1f %% worst, %4.1f hyphens a hundred lines, "
		   "%3d rivers",
		name, tally->lines, sum / tally->nloose, tally->loose[tally->nloose - 1],
		100.0 * tally->hyphens / tally->lines, tally->rivers);
	if (tally->nspaces)
		printf(", word space %.3f em at 95 %%, %.3f em widest",
			tally->spaces[tally->nspaces * 95 / 100], tally->spaces[tally->nspaces - 1]);
	if (seconds > 0) printf(", %.2f ms", seconds * 1000);
	printf("\n");
}

/* ---- ours ---- */

static Lines set_paragraph(const Trial *trial, Str text, Len measure) {
	Styled styled = {
		.text = text, .font = trial->font, .size = trial->size, .lang = STR("en-US")
	};
	Paragraph in = { .text = &styled,
		.measure = measure,
		.setting = trial->setting,
		.hyphenate = trial->setting == SET_JUSTIFIED,
		.protrude = trial->setting == SET_JUSTIFIED,
		.hyphens = trial->hyphens };
	return paragraph_break(trial->arena, &in, trial->diags);
}

static int find_gaps(const Line *line, Gap *gaps) {
	int n = 0;
	for (int i = 0; i < line->nparts; i++) {
		const LinePart *part = &line->parts[i];
		Len x = line->x + part->x;
		for (int g = part->first; g < part->last; g++) {
			const Glyph *glyph = &part->run->glyphs[g];
			bool blank = part->run->text.at[glyph->cluster] == ' ';
			Len width = glyph->advance + (blank ? part->word_space : 0);
			bool closing = i == line->nparts - 1 && g == part->last - 1;
			if (blank && !closing && n < MOST_GAPS) gaps[n++] = (Gap){ x, x + width, 0 };
			x += width;
		}
	}
	return n;
}

static void count_ours(Tally *tally, const Trial *trial, Str text) {
	Lines lines = set_paragraph(trial, text, trial->measure);
	tally->nabove = 0;
	for (int i = 0; i < lines.count; i++) {
		Gap gaps[MOST_GAPS];
		const Line *line = &lines.lines[i];
		int n = find_gaps(line, gaps);
		tally->hyphens += line->hyphenated;
		count_line(tally, trial, gaps, n, trial->measure - line->width, i == lines.count - 1);
	}
}

/* ---- greedy ---- */

typedef struct Greedy {
	const Trial *trial;
	Str text;
	Len sum[MOST_BYTES + 1], hyphen;
} Greedy;

static void measure_text(Greedy *greedy) {
	Trial plain = *greedy->trial;
	plain.setting = SET_RAGGED;
	const Run *run = set_paragraph(&plain, greedy->text, INT32_MAX).lines[0].parts[0].run;
	memset(greedy->sum, 0, sizeof greedy->sum);
	for (int g = 0; g < run->nglyphs; g++)
		greedy->sum[run->glyphs[g].cluster + 1] += run->glyphs[g].advance;
	for (size_t i = 0; i < greedy->text.len; i++) greedy->sum[i + 1] += greedy->sum[i];
	greedy->hyphen = set_paragraph(&plain, STR("-"), INT32_MAX).widest;
}

static size_t word_end(Str text, size_t at) {
	while (at < text.len && text.at[at] != ' ') at++;
	return at;
}

/* The last place in the word from [from] to [end] where a hyphen still fits the line, or [from]. */
static size_t last_hyphen(const Greedy *greedy, size_t line, size_t from, size_t end) {
	const Trial *trial = greedy->trial;
	size_t offsets[64], letters = from, best = from;
	while (letters < end && (greedy->text.at[letters] | 32) >= 'a'
		&& (greedy->text.at[letters] | 32) <= 'z')
		letters++;
	int n = trial->setting == SET_JUSTIFIED ? hyphens_find(
				trial->hyphens, STR("en-US"), str_slice(greedy->text, from, letters), offsets, 64)
											: 0;
	for (int i = 0; i < n; i++)
		if (greedy->sum[from + offsets[i]] - greedy->sum[line] + greedy->hyphen <= trial->measure)
			best = from + offsets[i];
	return best;
}

/* Where the line from [line] ends; [hyphen] tells whether in a word. */
static size_t line_end(const Greedy *greedy, size_t line, bool *hyphen) {
	size_t end = word_end(greedy->text, line);
	*hyphen = false;
	while (end < greedy->text.len) {
		size_t next = word_end(greedy->text, end + 1);
		if (greedy->sum[next] - greedy->sum[line] > greedy->trial->measure) {
			size_t inside = last_hyphen(greedy, line, end + 1, next);
			*hyphen = inside > end + 1;
			return *hyphen ? inside : end;
		}
		end = next;
	}
	return end;
}

static void count_greedy(Tally *tally, const Trial *trial, Str text) {
	static Greedy greedy;
	greedy.trial = trial;
	greedy.text = text;
	measure_text(&greedy);
	tally->nabove = 0;
	for (size_t from = 0, end; from < text.len; from = end + (text.at[end] == ' ')) {
		Gap gaps[MOST_GAPS];
		bool hyphen;
		int n = 0;
		end = line_end(&greedy, from, &hyphen);
		for (size_t i = from; i < end; i++)
			if (text.at[i] == ' ') gaps[n++] = (Gap){ greedy.sum[i], greedy.sum[i + 1], 0 };
		Len width = greedy.sum[end] - greedy.sum[from] + (hyphen ? greedy.hyphen : 0);
		Len slack = trial->measure - width, wider = n && end < text.len ? slack / n : 0;
		for (int i = 0; i < n; i++) {
			if (trial->setting != SET_JUSTIFIED) wider = 0;
			gaps[i].from += i * wider - greedy.sum[from];
			gaps[i].end += (i + 1) * wider - greedy.sum[from];
		}
		tally->hyphens += hyphen;
		count_line(tally, trial, gaps, n, slack, end >= text.len);
		if (end >= text.len) return;
	}
}

/* ---- the whole ---- */

typedef void Counter(Tally *tally, const Trial *trial, Str text);

static void each_paragraph(Str text, Counter *count, Tally *tally, const Trial *trial) {
	for (Str rest = text; rest.len;) {
		Str paragraph = str_trim(str_until(&rest, '\n'));
		if (paragraph.len && paragraph.len < MOST_BYTES) count(tally, trial, paragraph);
	}
}

static void set_only(Tally *tally, const Trial *trial, Str text) {
	(void)tally;
	set_paragraph(trial, text, trial->measure);
}

static double seconds_for(Str text, const Trial *trial) {
	clock_t before = clock();
	for (int i = 0; i < ROUNDS; i++) {
		ArenaMark mark = arena_mark(trial->arena);
		each_paragraph(text, set_only, NULL, trial);
		arena_rewind(trial->arena, mark);
	}
	return (double)(clock() - before) / CLOCKS_PER_SEC / ROUNDS;
}

static const struct {
	int measure;
	double size;
	const char *family;
	Setting setting;
	const char *name;
} settings[] = {
	{ 230, 10, "Lato", SET_RAGGED, "ragged" },
	{ 240, 10, "Lato", SET_JUSTIFIED, "justified" },
	{ 480, 10, "Lato", SET_JUSTIFIED, "justified" },
	{ 240, 10.5, "EB Garamond", SET_JUSTIFIED, "justified" },
};

static Tally tally; /* too large for the stack */

static bool run_setting(Trial *trial, FontSet *fonts, Str text, size_t i) {
	trial->size = PT(settings[i].size);
	trial->measure = PT(settings[i].measure);
	trial->setting = settings[i].setting;
	trial->font = font_find(fonts, str_of(settings[i].family), 400, false, trial->diags);
	if (!trial->font) return false;
	printf("%d pt, %s, %s %g\n", settings[i].measure, settings[i].name, settings[i].family,
		settings[i].size);
	memset(&tally, 0, sizeof tally);
	each_paragraph(text, count_ours, &tally, trial);
	print("here", &tally, seconds_for(text, trial));
	memset(&tally, 0, sizeof tally);
	each_paragraph(text, count_greedy, &tally, trial);
	print("greedy", &tally, 0);
	return true;
}

int main(int nwords, char **words) {
	Trial trial = { .arena = arena_open() };
	trial.diags = diags_make(trial.arena);
	Str text = nwords > 1 ? file_map(words[1]) : STR("");
	FontSet *fonts = fonts_open(trial.arena, nwords > 2 ? words[2] : "fonts", trial.diags);
	trial.hyphens = hyphens_open(trial.arena);
	bool good = text.len && fonts;
	for (size_t i = 0; i < sizeof settings / sizeof *settings && good; i++)
		good = run_setting(&trial, fonts, text, i);
	if (!good) fprintf(stderr, "Usage: quality PROSE.txt [FONTS]\n");
	fonts_close(fonts);
	arena_close(trial.arena);
	return good ? 0 : 2;
}
