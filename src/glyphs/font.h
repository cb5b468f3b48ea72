/* Fonts by family, weight and slope, found through the catalogue; opened when first used, then
 * frozen. */
#ifndef DIPTYCH_GLYPHS_FONT_H
#define DIPTYCH_GLYPHS_FONT_H
#include "base/diag.h"
#include "base/len.h"

struct hb_face_t;
struct hb_font_t;

typedef struct Font {
	Str family, path; /* as the catalogue says; the file */
	int weight;
	bool italic;
	int number; /* counts the opened fonts of a set from 0: an index for writers */
	struct hb_face_t *face;
	struct hb_font_t *hb; /* scale = units per em; unhinted; immutable */
	int units; /* per em */
	bool cff;
	Str postscript; /* name, safe for a PDF name */
	int space; /* glyph id of U+0020 */
	int space_advance; /* font units; also the advance that U+00A0 gets */
	int cap_height, x_height, ascent, descent; /* font units; descent positive */
	bool serif; /* as the catalogue says: which fallbacks go with it */
	struct FontSet *set; /* it is one of */
	uint64_t easy[8]; /* see [font_easy] */
} Font;

typedef struct FontSet FontSet;

/* Reads the catalogue [folder]/catalogue.tsv and the fallbacks [folder]/scripts.tsv (a folder
   without has none); both are described in fonts/README.md. The set and its faces live until
   [fonts_close]. */
FontSet *fonts_open(Arena *arena, const char *folder, Diags *diags);
void fonts_close(FontSet *fonts);
/* The face nearest in weight (CSS order) of [family]. A family that is unknown or whose file is
   missing is an error that names the Debian package; then NULL. Opens the file when first asked. */
const Font *font_find(FontSet *fonts, Str family, int weight, bool italic, Diags *diags);
/* Has the font a glyph for this very code point? */
bool font_has(const Font *font, uint32_t code);
/* The leading that text in [lang] wants, in thousandths of what Latin text gets: 1000 if nothing
   else is known. */
int script_leading(const FontSet *fonts, Str lang);
/* The script that [lang] is written in, an ISO 15924 tag as HarfBuzz has it; 0 if not known. */
uint32_t lang_script(const FontSet *fonts, Str lang);
int fonts_count(const FontSet *fonts); /* opened so far */
/* The families, weights and packages, and whether each is installed, for "diptych list fonts". */
void fonts_list(const FontSet *fonts, Buf *out);
#endif
