#include "base/letters.h"

#include <unicode/ucasemap.h>

#define GROWTH 3 /* a letter's capitals take at most so many times its bytes */

Str str_upper(Arena *arena, Str text, Str lang) {
	if (!text.len || text.len > INT32_MAX / GROWTH) return text;
	UErrorCode error = U_ZERO_ERROR;
	UCaseMap *map = ucasemap_open(str_zero(arena, lang), 0, &error);
	int32_t room = (int32_t)text.len * GROWTH;
	char *upper = arena_alloc(arena, (size_t)room + 1);
	int32_t len = ucasemap_utf8ToUpper(map, upper, room + 1, text.at, (int32_t)text.len, &error);
	ucasemap_close(map);
	return U_FAILURE(error) ? text : (Str){ upper, (size_t)len };
}
