/* Shaped text, kept between paragraphs. A table of hashes leads to runs; a hit is compared whole. A
   run found again gets the place in the file that is asked for, and shares the glyphs. */
#include "lines/runs.h"
#include <string.h>

enum { FIRST_ROOM = 256 };

typedef struct Kept {
	uint64_t hash; /* 0: free */
	Shape how;
	const Run *run;
} Kept;

struct Runs {
	Arena *arena;
	Kept *slots;
	size_t room, count;
};

Runs *runs_open(Arena *arena) {
	Runs *runs = ARENA_NEW(arena, Runs);
	*runs = (Runs){ arena, ARENA_ARRAY(arena, FIRST_ROOM, Kept), FIRST_ROOM, 0 };
	return runs;
}

/* Letters that join nobody and have no stand-ins: below Armenian, and general punctuation. */
static bool is_plain(Str text) {
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c < 0xD5) continue;
		if (c != 0xE2 || i + 2 >= text.len || (unsigned char)text.at[i + 1] != 0x80) return false;
		i += 2;
	}
	return true;
}

static uint64_t hash_of(const Shape *how, Str text) {
	uint64_t hash = str_hash(text) ^ (uint64_t)how->size * 0x9E3779B97F4A7C15u;
	hash ^= (uint64_t)how->tracking * 0xC2B2AE3D27D4EB4Fu;
	hash ^= ((uint64_t)how->font->number << 40) ^ ((uint64_t)how->features << 20);
	return hash ? hash : 1;
}

static bool same(const Kept *kept, const Shape *how, Str text) {
	const Shape *mine = &kept->how;
	return mine->font == how->font && mine->size == how->size && mine->tracking == how->tracking
		&& mine->features == how->features && mine->rtl == how->rtl && mine->script == how->script
		&& str_equal(mine->lang, how->lang) && str_equal(kept->run->text, text);
}

static Kept *slot_of(const Runs *runs, uint64_t hash, const Shape *how, Str text) {
	size_t at = hash & (runs->room - 1);
	while (runs->slots[at].hash
		&& (runs->slots[at].hash != hash || !same(&runs->slots[at], how, text)))
		at = (at + 1) & (runs->room - 1);
	return &runs->slots[at];
}

static void grow(Runs *runs) {
	Runs larger = { runs->arena, NULL, runs->room * 2, runs->count };
	larger.slots = ARENA_ARRAY(runs->arena, larger.room, Kept);
	for (size_t i = 0; i < runs->room; i++) {
		const Kept *kept = &runs->slots[i];
		if (kept->hash) *slot_of(&larger, kept->hash, &kept->how, kept->run->text) = *kept;
	}
	*runs = larger;
}

static bool complete(const Run *run) {
	for (int g = 0; g < run->nglyphs; g++)
		if (!run->glyphs[g].id) return false;
	return true;
}

const Run *runs_shape(Runs *runs, Arena *arena, const Shape *how, Str text, Diags *diags) {
	if (!runs || !text.len || !is_plain(text)) return shape(arena, how, text, diags);
	if (runs->count * 2 > runs->room) grow(runs);
	uint64_t hash = hash_of(how, text);
	Kept *kept = slot_of(runs, hash, how, text);
	if (!kept->hash) {
		const Run *fresh = shape(arena, how, text, diags);
		if (!complete(fresh)) return fresh;
		*kept = (Kept){ hash, *how, fresh };
		runs->count++;
		return fresh;
	}
	Run *again = ARENA_NEW(arena, Run);
	*again = *kept->run;
	again->text = text;
	again->lang = how->lang;
	again->from = how->from;
	return again;
}
