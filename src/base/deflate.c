/* libdeflate, at the level where a brochure's streams stop getting smaller. */
#include "base/deflate.h"
#include <assert.h>
#include <libdeflate.h>

enum { LEVEL = 8 };

Str deflate_bytes(Arena *arena, Str bytes) {
	struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
	/* Memory that is out ends the program as it does in the arena: a request beyond all says so. */
	if (!compressor) arena_array(arena, SIZE_MAX, 2);
	size_t room = libdeflate_zlib_compress_bound(compressor, bytes.len);
	char *out = arena_alloc(arena, room);
	const char *in = bytes.len ? bytes.at : "";
	size_t len = libdeflate_zlib_compress(compressor, in, bytes.len, out, room);
	libdeflate_free_compressor(compressor);
	assert(len);
	return (Str){ out, len };
}
