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

uint32_t crc_bytes(Str bytes) { return libdeflate_crc32(0, bytes.at, bytes.len); }

bool inflate_bytes(Arena *arena, Str bytes, size_t limit, Str *out) {
	struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
	if (!decompressor) arena_array(arena, SIZE_MAX, 2);
	enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
	/* How much comes out is not told beforehand: room grows until it is enough. */
	for (size_t room = bytes.len * 4 + 1024; result == LIBDEFLATE_INSUFFICIENT_SPACE; room *= 4) {
		if (room > limit) room = limit;
		ArenaMark mark = arena_mark(arena);
		char *at = arena_alloc(arena, room);
		size_t len = 0;
		result = libdeflate_zlib_decompress(decompressor, bytes.at, bytes.len, at, room, &len);
		*out = (Str){ at, len };
		if (result != LIBDEFLATE_SUCCESS) arena_rewind(arena, mark);
		if (room == limit) break;
	}
	libdeflate_free_decompressor(decompressor);
	return result == LIBDEFLATE_SUCCESS;
}
