/* The look as data: families, styles, colours, subjects' cues, measures and choices, read from a
   theme file and the files it is based on. A Theme is complete and never changes. */
#ifndef DIPTYCH_DESIGN_THEME_H
#define DIPTYCH_DESIGN_THEME_H
#include "base/colour.h"
#include "base/diag.h"
#include "base/len.h"

typedef enum {
#define STYLE(id, word) id,
#include "design/theme.def"
	NSTYLES
} StyleId;
typedef enum {
#define COLOUR(id, word, use) id,
#include "design/theme.def"
	NCOLOURS
} ColourId;
typedef enum {
#define MEASURE(id, word, unit) id,
#include "design/theme.def"
	NMEASURES
} MeasureId;
typedef enum {
#define CHOICE(id, word, values) id,
#include "design/theme.def"
	NCHOICES
} ChoiceId;

/* The values of the choices, in the order of their words in theme.def. */
typedef enum { TONE_FILLED, TONE_LINE } Tone; /* areas, or only their outlines */
typedef enum { MOTIF_DOORS, MOTIF_RULES, MOTIF_BANDS } Motif; /* what heads a subject's column */
typedef enum { COLUMN_TINT, COLUMN_PLAIN } ColumnLook; /* under that head */
typedef enum { ROW_RULES_COLUMN, ROW_RULES_PAGE } RowRules; /* as wide as a column's text, or all */
typedef enum { TITLE_LEFT, TITLE_CENTRED } TitleLook;
typedef enum { MASTHEAD_NONE, MASTHEAD_RULES, MASTHEAD_SLAB } Masthead; /* over a flat page */

typedef enum { FAMILY_DISPLAY, FAMILY_TEXT, FAMILY_LARGE, NFAMILIES } FamilyId;
typedef struct Style {
	FamilyId family;
	int weight;
	bool italic, upper; /* upper: set in capitals */
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

/* What a brand file adds; all empty in a theme without a brand. */
typedef struct Brand {
	Str name, org; /* of the college; org stands where an article names no organisation */
	const char *logo_folder; /* that of the theme file */
	Str logo; /* a file below it; empty: none */
	Source logo_from;
	Len logo_height;
	/* the families whose letters the sizes suit; empty: they suit the theme's own */
	Str sized_for, display_sized_for;
} Brand;

typedef struct Theme {
	Str name, summary, base; /* base: empty for a theme that says all */
	Len grid; /* g; a measure in grid units is a multiple of g / 4 */
	Str families[NFAMILIES];
	Style styles[NSTYLES];
	Colour colours[NCOLOURS];
	SubjectLook subjects[5];
	Len measures[NMEASURES]; /* in points, those in grid units already multiplied */
	int choices[NCHOICES];
	Brand brand;
} Theme;

/* The names of tokens, as theme files say them. */
const char *style_name(StyleId id);
const char *colour_name(ColourId id);
/* True if [id] is of an area, which stays white where only lines are drawn. */
bool colour_is_field(ColourId id);
/* True if [id] is of words on an area, which are ink where only lines are drawn. */
bool colour_is_on_field(ColourId id);

/* Reads the theme in [bytes], called [file]. A base is looked for in the folder [shipped] (NULL:
 * none) and then beside [file]. Every wrong or missing token is a message; NULL after an error. */
const Theme *theme_read(
	Arena *arena, Str bytes, const char *file, const char *shipped, Diags *diags);
/* A copy of [theme] at another [grid]: measures in grid units follow it, leadings too; type sizes
 * stay. */
const Theme *theme_at_grid(Arena *arena, const Theme *theme, Len grid);
/* What the theme is made of, in a few lines. */
void theme_explain(Arena *arena, const Theme *theme, Buf *out);
/* The RELAX NG schema of theme files, made of the tables that the reader uses. */
void theme_schema(Arena *arena, Buf *out);

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
