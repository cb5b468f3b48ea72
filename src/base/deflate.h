/* Deflate in zlib's wrapping, by libdeflate: what PDF calls FlateDecode. */
#ifndef DIPTYCH_BASE_DEFLATE_H
#define DIPTYCH_BASE_DEFLATE_H
#include "base/str.h"
/* Returns [bytes] deflated, in [arena]. */
Str deflate_bytes(Arena *arena, Str bytes);
/* The checksum (CRC-32) of what gzip and PNG hold. */
uint32_t crc_bytes(Str bytes);
/* Undoes it: at most [limit] bytes, in [arena]. False if [bytes] are not sound, or give more. */
bool inflate_bytes(Arena *arena, Str bytes, size_t limit, Str *out);
#endif
