/* Memory that is never freed piece by piece: a job's bytes, tree, lines and pages live in one Arena
   and die in one reset. The only file that calls malloc is arena.c. */
#ifndef DIPTYCH_BASE_ARENA_H
#define DIPTYCH_BASE_ARENA_H
#include <stddef.h>

typedef struct Arena Arena;
typedef struct {
	void *block;
	size_t used;
} ArenaMark; /* a place to rewind to */

/* Opens an empty arena. The caller owns it and closes it with [arena_close]. Memory that is out
   ends the program with a sentence and exit code 3: no caller ever sees NULL. */
Arena *arena_open(void);
void arena_close(Arena *arena);

/* Gives [size] zeroed bytes, aligned to 16; they live until the arena is rewound or closed. */
void *arena_alloc(Arena *arena, size_t size);
/* Like [arena_alloc] for [count] things of [size]; an overflow of the product counts as memory that
 * is out. */
void *arena_array(Arena *arena, size_t count, size_t size);

/* [arena_mark] remembers how much is used; [arena_rewind] gives back all that was allocated since.
 */
ArenaMark arena_mark(Arena *arena);
void arena_rewind(Arena *arena, ArenaMark mark);
void arena_reset(Arena *arena);

/* Bytes the arena holds from the system, for the bench. */
size_t arena_size(const Arena *arena);

#define ARENA_NEW(arena, Type) ((Type *)arena_alloc((arena), sizeof(Type)))
#define ARENA_ARRAY(arena, count, Type) ((Type *)arena_array((arena), (count), sizeof(Type)))
#endif
