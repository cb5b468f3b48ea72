/* A table from names to numbers: is this id taken, which source is this, was this word seen. */
#ifndef DIPTYCH_BASE_MAP_H
#define DIPTYCH_BASE_MAP_H
#include "base/str.h"

typedef struct MapSlot {
	Str key;
	int value;
	bool taken;
} MapSlot;
typedef struct Map { /* grows in its arena */
	Arena *arena;
	MapSlot *slots;
	size_t room, count;
} Map;

Map map_make(Arena *arena);
/* The number of [key], 0 and [fresh] if it had none. The key's bytes are borrowed; the place holds
   until the next call. [fresh] may be NULL. */
int *map_at(Map *map, Str key, bool *fresh);
/* The number of [key]; NULL if it has none. */
const int *map_find(const Map *map, Str key);
#endif
