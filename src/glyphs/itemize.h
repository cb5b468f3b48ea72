/* One paragraph's text -> stretches of one piece, direction, script and font, in logical order. */
#ifndef DIPTYCH_GLYPHS_ITEMIZE_H
#define DIPTYCH_GLYPHS_ITEMIZE_H
#include "glyphs/font.h"

typedef struct FontPiece { /* a stretch of text as the caller styles it */
	size_t end; /* byte where it ends; it starts where the one before ends */
	const Font *font;
	Len size; /* wanted face and size */
	Str lang;
	bool isolate; /* a field, code, number range or address: set in an isolate (bidi FSI .. PDI) */
	Source from;
} FontPiece;

typedef struct Stretch {
	size_t start, end;
	int piece;
	const Font *font;
	Len size; /* the piece's face, or the fallback for its script; size scaled to agree with it */
	unsigned char level; /* bidi embedding level; odd: right to left */
	uint32_t script; /* ISO 15924 as an HB tag */
} Stretch;
typedef struct Stretches {
	const Stretch *at;
	int count;
} Stretches;

/* Parts [text] into stretches that can be shaped one by one; [pieces] cover it in order, and [rtl]
   is the paragraph's base direction. Levels are the paragraph's: whoever breaks lines resets those
   of the blanks at a line's end (rule L1 of UAX 9) and reverses (L2). A character that no font has
   stays in the piece's own: shape() says so. An empty text gives none. */
Stretches text_itemize(Arena *arena, Str text, const FontPiece *pieces, int npieces, bool rtl,
	Diags *diags);
#endif
