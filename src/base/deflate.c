#include "base/deflate.h"
#include <assert.h>
#include <libdeflate.h>

Str deflate_bytes(Arena *arena, Str bytes) {
	struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(6);
	/* Out of memory ends as it does in the arena: an absurd request says so. */
	if (!compressor) arena_array(arena, (size_t)-1, 2);
	size_t room = libdeflate_zlib_compress_bound(compressor, bytes.len);
	char *out = arena_alloc(arena, room);
	size_t len = libdeflate_zlib_compress(compressor, bytes.len ? bytes.at : "", bytes.len, out, room);
	libdeflate_free_compressor(compressor);
	assert(len);
	return (Str){ out, len };
}
