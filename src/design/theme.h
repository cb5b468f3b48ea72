/* The look as data: families, styles, colours, subjects' cues and measures, read from a theme file.
   A Theme is complete (a file that leaves a token out is refused) and never changes. */
#ifndef DIPTYCH_DESIGN_THEME_H
#define DIPTYCH_DESIGN_THEME_H
#include "base/colour.h"
#include "base/diag.h"
#include "base/len.h"

typedef enum {
#define STYLE(id, word) id,
#define COLOUR(id, word)
#define MEASURE(id, word, unit)
#include "design/theme.def"
	NSTYLES
} StyleId;
typedef enum {
#define STYLE(id, word)
#define COLOUR(id, word) id,
#define MEASURE(id, word, unit)
#include "design/theme.def"
	NCOLOURS
} ColourId;
typedef enum {
#define STYLE(id, word)
#define COLOUR(id, word)
#define MEASURE(id, word, unit) id,
#include "design/theme.def"
	NMEASURES
} MeasureId;

typedef enum { FAMILY_DISPLAY, FAMILY_TEXT, FAMILY_LARGE, NFAMILIES } FamilyId;
typedef struct Style {
	FamilyId family;
	int weight;
	bool italic;
	Len size, leading, tracking;
	unsigned
		features; /* the bits of glyphs/shape.h: the theme file names them, pages hands them on */
	ColourId colour;
	Len outdent; /* drawn this much left of the measure, for an optical edge */
} Style;

typedef enum {
	TOP_ROUND,
	TOP_GABLE,
	TOP_FLAT,
	TOP_CHAMFER,
	TOP_LEANTO
} Top; /* door top; the mark, chip, bar and rule go with it */
typedef struct SubjectLook {
	Top top;
	bool filled;
	Colour c[4], tint;
} SubjectLook; /* c[0] type and solids .. c[3] lightest ring */

typedef struct Theme {
	Str name, summary;
	Len grid; /* g; a measure in grid units is a multiple of g / 4 */
	Str families[NFAMILIES];
	Style styles[NSTYLES];
	Colour colours[NCOLOURS];
	SubjectLook subjects[5];
	Len measures[NMEASURES]; /* in points, those in grid units already multiplied */
} Theme;

/* Reads the theme in [bytes], called [file]. Every wrong or missing token is a message; NULL after
 * an error. */
const Theme *theme_read(Arena *arena, Str bytes, const char *file, Diags *diags);
/* A copy of [theme] at another [grid]: measures in grid units follow it, leadings too; type sizes
 * stay. */
const Theme *theme_at_grid(Arena *arena, const Theme *theme, Len grid);

/* A copy of [theme] for large print: every style in the theme's family for it, 18 pt and more,
   upright, black, with [features] (bits of glyphs/shape.h); the subjects' cues as they are. */
const Theme *theme_large(Arena *arena, const Theme *theme, unsigned features);

/* The theme's fixed strings in the article's language. */
typedef enum {
#define STRING(id, word) id,
#include "design/strings.def"
#undef STRING
	NSTRINGS
} StringId;
typedef struct Strings {
	Str at[NSTRINGS];
} Strings;
/* Reads a strings file; a missing or unknown key is an error. [bytes] are lines "word<TAB>text". */
const Strings *strings_read(Arena *arena, Str bytes, const char *file, Diags *diags);
#endif
