/* Sections that belong side by side: one for each subject, under one title.

   Sections are taken in the order of the article. A section about one subject is paired when every
   other subject still has one of the same title; else it stands alone, as does one about several
   subjects, and one that holds a table, which needs the width of the page. */
#include "base/map.h"
#include "pages/internal.h"

typedef struct Queue { /* the sections of one title, one queue a subject, in order */
	const Section **at;
	int first, count, room;
} Queue;
typedef struct Titled {
	Queue queues[MAX_SUBJECTS];
} Titled;

static bool holds_table(const Block *block) {
	for (; block; block = block->next)
		if (block->kind == BLOCK_TABLE) return true;
	return false;
}

/* The subject that a section is about; -1 if it is about several, or cannot stand in a column. */
static int subject_of(const Layout *in, const Section *section) {
	for (int i = 0; i < in->nsubjects; i++)
		if (section->subjects == 1u << i) return holds_table(section->blocks) ? -1 : i;
	return -1;
}

static void queue(Layout *in, Queue *to, const Section *section) {
	if (to->count == to->room) {
		int room = to->room ? 2 * to->room : 2;
		const Section **grown = ARENA_ARRAY(in->arena, room, const Section *);
		for (int i = 0; i < to->count; i++) grown[i] = to->at[i];
		to->at = grown;
		to->room = room;
	}
	to->at[to->count++] = section;
}

static bool takes_all(const Layout *in, const Titled *titled) {
	for (int i = 0; i < in->nsubjects; i++)
		if (titled->queues[i].first == titled->queues[i].count) return false;
	return true;
}

const Pair *sections_pair(Layout *in, int *count) {
	int n = in->content->sections.count, ntitles = 0;
	const Section *sections = in->content->sections.at;
	Pair *pairs = ARENA_ARRAY(in->arena, n + 1, Pair);
	Titled **titles = ARENA_ARRAY(in->arena, n + 1, Titled *), **of =
		ARENA_ARRAY(in->arena, n + 1, Titled *);
	Map map = map_make(in->arena);
	for (int i = 0; i < n; i++) {
		int subject = subject_of(in, &sections[i]);
		if (subject < 0) continue;
		bool fresh;
		int *place = map_at(&map, spans_text(in->arena, sections[i].title.full), &fresh);
		if (fresh) titles[*place = ntitles++] = ARENA_NEW(in->arena, Titled);
		of[i] = titles[*place];
		queue(in, &of[i]->queues[subject], &sections[i]);
	}
	*count = 0;
	for (int i = 0; i < n; i++) {
		int subject = subject_of(in, &sections[i]);
		Queue *mine = of[i] ? &of[i]->queues[subject] : NULL;
		if (mine && (mine->first == mine->count || mine->at[mine->first] != &sections[i])) continue;
		Pair *pair = &pairs[(*count)++];
		if (!mine || !takes_all(in, of[i])) {
			pair->alone = &sections[i];
			if (mine) mine->first++;
			continue;
		}
		for (int k = 0; k < in->nsubjects; k++) {
			Queue *other = &of[i]->queues[k];
			pair->of[k] = other->at[other->first++];
		}
	}
	return pairs;
}
