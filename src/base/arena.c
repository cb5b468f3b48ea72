/* Blocks from the system, handed out from the front; the only malloc of the program. */
#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define POISON(at, size) ASAN_POISON_MEMORY_REGION((at), (size))
#define UNPOISON(at, size) ASAN_UNPOISON_MEMORY_REGION((at), (size))
#else
#define POISON(at, size) ((void)(at), (void)(size))
#define UNPOISON(at, size) ((void)(at), (void)(size))
#endif

enum { FIRST_BLOCK = 256 << 10, LARGEST_STEP = 4 << 20, ALIGN = 16 };

typedef struct Block {
	struct Block *before;                /* the block that was filled earlier */
	size_t room, used;
	_Alignas(ALIGN) unsigned char bytes[];
} Block;

struct Arena { Block *last; size_t size; };

/* No caller can go on without memory, and none is asked to. */
static _Noreturn void out_of_memory(void) {
	static const char words[] = "diptych: error: out-of-memory: there is not enough memory; nothing was written\n";
	ssize_t unread = write(STDERR_FILENO, words, sizeof words - 1);
	(void)unread;
	_exit(3);
}

static Block *add_block(Arena *arena, size_t least) {
	size_t room = arena->last ? arena->last->room * 2 : FIRST_BLOCK;
	if (room > LARGEST_STEP) room = LARGEST_STEP;
	if (room < least) room = least;
	if (room > SIZE_MAX - sizeof(Block)) out_of_memory();
	Block *block = malloc(sizeof(Block) + room);
	if (!block) out_of_memory();
	*block = (Block){ .before = arena->last, .room = room };
	POISON(block->bytes, room);
	arena->last = block;
	arena->size += room;
	return block;
}

Arena *arena_open(void) {
	Arena *arena = calloc(1, sizeof *arena);
	if (!arena) out_of_memory();
	return arena;
}

static void drop_last(Arena *arena) {
	Block *block = arena->last;
	arena->last = block->before;
	arena->size -= block->room;
	UNPOISON(block->bytes, block->room);
	free(block);
}

void arena_close(Arena *arena) {
	if (!arena) return;
	while (arena->last) drop_last(arena);
	free(arena);
}

void *arena_alloc(Arena *arena, size_t size) {
	if (size > SIZE_MAX - 2 * ALIGN) out_of_memory();
	size_t step = (size + ALIGN - 1) / ALIGN * ALIGN;
	if (step == 0) step = ALIGN;
	Block *block = arena->last;
	if (!block || block->room - block->used < step) block = add_block(arena, step);
	void *at = block->bytes + block->used;
	block->used += step;
	UNPOISON(at, size);
	memset(at, 0, size);
	return at;
}

void *arena_array(Arena *arena, size_t count, size_t size) {
	if (size && count > SIZE_MAX / size) out_of_memory();
	return arena_alloc(arena, count * size);
}

ArenaMark arena_mark(Arena *arena) {
	return (ArenaMark){ .block = arena->last, .used = arena->last ? arena->last->used : 0 };
}

void arena_rewind(Arena *arena, ArenaMark mark) {
	while (arena->last && arena->last != mark.block) drop_last(arena);
	if (!arena->last) return;
	arena->last->used = mark.used;
	POISON(arena->last->bytes + mark.used, arena->last->room - mark.used);
}

/* Keeps the oldest block, so that a loop of jobs does not go back to the system each time. */
void arena_reset(Arena *arena) {
	while (arena->last && arena->last->before) drop_last(arena);
	if (!arena->last) return;
	arena->last->used = 0;
	POISON(arena->last->bytes, arena->last->room);
}

size_t arena_size(const Arena *arena) { return arena->size; }
