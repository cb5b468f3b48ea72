/* Blocks from the system, handed out from the front: the only malloc of the program.

   Blocks double, from 64 KiB to 4 MiB, so that a job asks the system a dozen times at most. What is
   larger than a quarter of a block has a piece of its own, hung on the block in which its record
   lies: a file or a grown buffer then wastes no rest of a block, and goes back to the system when
   the record is rewound.

   Invariants: 1. Every record of a large piece lies in its block in the order of allocation, so a
   mark says which pieces are younger. 2. Bytes that nobody was given are poisoned under ASan.
   3. One spare block is kept on rewinding: a scratch arena that is rewound for each paragraph
   would otherwise go to the system each time it crosses the end of a block. */
#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(HAS_ASAN)
#include <sanitizer/asan_interface.h>
#define POISON(at, size) ASAN_POISON_MEMORY_REGION((at), (size))
#define UNPOISON(at, size) ASAN_UNPOISON_MEMORY_REGION((at), (size))
#else
#define POISON(at, size) ((void)(at), (void)(size))
#define UNPOISON(at, size) ((void)(at), (void)(size))
#endif

enum { FIRST_BLOCK = 64 << 10, LARGEST_BLOCK = 4 << 20, LARGE = FIRST_BLOCK / 4, ALIGN = 16 };

/* A piece of its own: the record lies in the block, the bytes with the system. */
typedef struct Large { struct Large *before; void *bytes; size_t size; } Large;

typedef struct Block {
	struct Block *before;                /* the block that was filled earlier */
	Large *large;                        /* the youngest large piece recorded here */
	size_t room, used;
	_Alignas(ALIGN) unsigned char bytes[];
} Block;

struct Arena { Block *last, *spare; size_t size; };

/* No caller can go on without memory, and none is asked to. Nothing of stdio: it allocates. */
static _Noreturn void out_of_memory(void) {
	static const char words[] =
		"diptych: error: out-of-memory: there is not enough memory; nothing was written\n";
	ssize_t written = write(STDERR_FILENO, words, sizeof words - 1);
	(void)written;
	_exit(3);
}

static void free_block(Arena *arena, Block *block) {
	if (!block) return;
	arena->size -= block->room;
	UNPOISON(block->bytes, block->room);
	free(block);
}

static void add_block(Arena *arena) {
	Block *block = arena->spare;
	arena->spare = NULL;
	if (!block) {
		size_t room = arena->last ? arena->last->room * 2 : FIRST_BLOCK;
		if (room > LARGEST_BLOCK) room = LARGEST_BLOCK;
		block = malloc(sizeof(Block) + room);
		if (!block) out_of_memory();
		block->room = room;
		arena->size += room;
		POISON(block->bytes, room);
	}
	block->before = arena->last;
	block->large = NULL;
	block->used = 0;
	arena->last = block;
}

/* Gives back what is younger than [used] bytes of the last block. */
static void cut(Arena *arena, size_t used) {
	Block *block = arena->last;
	while (block->large && (unsigned char *)block->large >= block->bytes + used) {
		Large *large = block->large;
		block->large = large->before;
		arena->size -= large->size;
		free(large->bytes);
	}
	block->used = used;
	POISON(block->bytes + used, block->room - used);
}

static void drop_last(Arena *arena) {
	cut(arena, 0);
	Block *block = arena->last;
	arena->last = block->before;
	if (arena->spare && arena->spare->room >= block->room) {
		free_block(arena, block);
		return;
	}
	free_block(arena, arena->spare);
	arena->spare = block;
}

/* [size] bytes from the front of the last block; not zeroed. */
static void *take(Arena *arena, size_t size) {
	size_t step = size ? (size + ALIGN - 1) / ALIGN * ALIGN : ALIGN;
	if (!arena->last || arena->last->room - arena->last->used < step) add_block(arena);
	void *at = arena->last->bytes + arena->last->used;
	arena->last->used += step;
	UNPOISON(at, size);
	return at;
}

static void *take_large(Arena *arena, size_t size) {
	Large *large = take(arena, sizeof *large);
	large->bytes = calloc(1, size);
	if (!large->bytes) out_of_memory();
	large->size = size;
	large->before = arena->last->large;
	arena->last->large = large;
	arena->size += size;
	return large->bytes;
}

void *arena_alloc(Arena *arena, size_t size) {
	if (size > LARGE) return take_large(arena, size);
	return memset(take(arena, size), 0, size);
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
	if (arena->last) cut(arena, mark.used);
}

void arena_reset(Arena *arena) { arena_rewind(arena, (ArenaMark){ NULL, 0 }); }

size_t arena_size(const Arena *arena) { return arena->size; }

Arena *arena_open(void) {
	Arena *arena = calloc(1, sizeof *arena);
	if (!arena) out_of_memory();
	return arena;
}

void arena_close(Arena *arena) {
	if (!arena) return;
	arena_reset(arena);
	free_block(arena, arena->spare);
	free(arena);
}
