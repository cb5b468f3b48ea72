/* Open addressing with linear probing over a power of two, at most half full. Nothing is ever taken
   out, so a search ends at the first empty slot. */
#include "base/map.h"

Map map_make(Arena *arena) { return (Map){ .arena = arena }; }

static MapSlot *slot_of(MapSlot *slots, size_t room, Str key) {
	size_t at = (size_t)str_hash(key) & (room - 1);
	while (slots[at].taken && !str_equal(slots[at].key, key)) at = (at + 1) & (room - 1);
	return &slots[at];
}

static void grow(Map *map) {
	size_t room = map->room ? map->room * 2 : 32;
	MapSlot *slots = ARENA_ARRAY(map->arena, room, MapSlot);
	for (size_t i = 0; i < map->room; i++)
		if (map->slots[i].taken) *slot_of(slots, room, map->slots[i].key) = map->slots[i];
	map->slots = slots;
	map->room = room;
}

int *map_at(Map *map, Str key, bool *fresh) {
	if (2 * map->count >= map->room) grow(map);
	MapSlot *slot = slot_of(map->slots, map->room, key);
	if (fresh) *fresh = !slot->taken;
	if (!slot->taken) {
		*slot = (MapSlot){ key, 0, true };
		map->count++;
	}
	return &slot->value;
}

const int *map_find(const Map *map, Str key) {
	if (!map->count) return NULL;
	const MapSlot *slot = slot_of(map->slots, map->room, key);
	return slot->taken ? &slot->value : NULL;
}
