/* Text -> stretches: first version, one a piece. */
#include "glyphs/itemize.h"

Stretches text_itemize(
	Arena *arena, Str text, const FontPiece *pieces, int npieces, bool rtl, Diags *diags) {
	(void)diags;
	Stretch *at = ARENA_ARRAY(arena, (size_t)npieces + 1, Stretch);
	int count = 0;
	size_t start = 0;
	for (int i = 0; i < npieces && start < text.len; i++) {
		size_t end = pieces[i].end < text.len ? pieces[i].end : text.len;
		if (end <= start) continue;
		at[count++] = (Stretch){ start, end, i, pieces[i].font, pieces[i].size, rtl, 0 };
		start = end;
	}
	return (Stretches){ at, count };
}
