/* What the files of this room share: finding a name and the known one that was meant; what theme
   files may say; a theme while it is read. */
#ifndef DIPTYCH_DESIGN_INTERNAL_H
#define DIPTYCH_DESIGN_INTERNAL_H
#include "base/xml.h"
#include "design/theme.h"

/* ---- names.c ---- */
/* The place of [name] in [names], or -1. */
int name_find(Str name, const char *const *names, int count);
/* True if [name] is [known], whatever the case of their ASCII letters. */
bool name_is(Str name, const char *known);
/* The most that a wrong name may differ from a known one to be taken for it. */
int name_limit(Str name);
/* True if [known] is nearer to [name] than [least], which it then becomes. Start with [name_limit]
 * + 1. */
bool name_nearer(Str name, const char *known, int *least);
/* The nearest of [names], or NULL if none is near. */
const char *name_nearest(Str name, const char *const *names, int count);

/* ---- grammar.c: what a theme file may say ---- */
#define THEME_SPACE "urn:diptych:theme:1"
#define NSUBJECTS 5
#define NTONES 5 /* c1 .. c4 and the tint */
#define MAX_VALUES 8 /* of one choice */

typedef enum { GRID, POINT } Unit;
typedef enum { TYPE, FIELD, ON_FIELD } ColourUse;
typedef enum {
	VALUE_TEXT,
	VALUE_NUMBER,
	VALUE_WORD, /* one of the words */
	VALUE_WORDS, /* any of them, parted by blanks */
	VALUE_COLOUR, /* #1B1F23 */
	VALUE_COLOURS, /* two to five of them */
	VALUE_INKS, /* four numbers from 0 to 100 */
	VALUE_OF_CHOICE, /* a value of the choice that is named beside it */
	VALUE_OF_MEASURE /* a number of the measure that is named beside it */
} ValueKind;

typedef struct ThemeAttribute {
	const char *name;
	ValueKind kind;
	double least, most; /* of a NUMBER */
	const char *const *words;
	int nwords;
} ThemeAttribute;

typedef enum {
	ELEMENT_THEME,
	ELEMENT_GRID,
	ELEMENT_FAMILY,
	ELEMENT_STYLE,
	ELEMENT_COLOUR,
	ELEMENT_SUBJECT,
	ELEMENT_TONE,
	ELEMENT_MEASURE,
	ELEMENT_CHOICE,
	ELEMENT_BRAND,
	NELEMENTS
} ElementId;

/* The first [nkeys] attributes must always be there; the rest in a theme without a base only, but
   for the last [nextra], which may always be left out. */
typedef struct ThemeElement {
	const char *name;
	ElementId parent;
	int nkeys, nextra;
	const ThemeAttribute *attributes;
	int nattributes;
	bool based_only; /* makes sense in a theme with a base only */
} ThemeElement;
extern const ThemeElement theme_elements[NELEMENTS];

extern const char *const style_words[NSTYLES], *const colour_words[NCOLOURS],
	*const measure_words[NMEASURES], *const choice_words[NCHOICES], *const family_words[NFAMILIES],
	*const tone_words[NTONES], *const top_words[];
extern const Unit measure_units[NMEASURES];
/* The words for the values of a choice; gives their number. */
int choice_values(Arena *arena, ChoiceId id, const char *values[MAX_VALUES]);

/* ---- theme.c: a theme while it is read ---- */
typedef struct Seen { /* which tokens a file has said */
	bool grid, brand, families[NFAMILIES], styles[NSTYLES], colours[NCOLOURS], subjects[NSUBJECTS],
		tones[NSUBJECTS][NTONES], measures[NMEASURES], choices[NCHOICES];
} Seen;

typedef struct ThemeReading {
	Arena *arena;
	Diags *diags;
	Theme *theme;
	const char *shipped; /* the folder of the themes that come with the program */
	bool failed, based;
	const ThemeElement *element; /* whose attributes are being read */
	Seen seen; /* by the file in hand */
	double values[NMEASURES]; /* as the files say, before the grid is known */
	int subject; /* whose tones are being read */
	Source style_from[NSTYLES], colour_from[NCOLOURS], tone_from[NSUBJECTS][NTONES], root;
	const Xml *brand; /* of the file in hand */
} ThemeReading;

/* Records BAD_THEME and gives false. The failure is kept apart from the message, which the options
 * may have made a mere warning. */
bool theme_bad(ThemeReading *in, Source from, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void theme_suggest(ThemeReading *in, Str name, const char *const *names, int count);
/* Reads the tokens of one file, whose root is [root], over what its base has said. */
void theme_tokens(ThemeReading *in, const Xml *root);
/* True if [element] has the attributes that the grammar asks for and no others. */
bool theme_attributes(ThemeReading *in, const Xml *element, ElementId id);
/* Attributes that may be left out: then [inherited]. A word gives its place, -1 after a message. */
int theme_word(ThemeReading *in, const Xml *element, const char *name, int inherited);
Len theme_points(ThemeReading *in, const Xml *element, const char *name, Len inherited);
Str theme_text(ThemeReading *in, const Xml *element, const char *name);
Len measure_points(double value, Unit unit, Len grid);

/* ---- brand.c: the ten lines of a college ---- */
/* Works out what the brand of the file in hand asks for and the file has not said itself. */
void brand_apply(ThemeReading *in);

/* ---- contrast.c ---- */
/* Says which words of the finished theme stand too weakly on their areas. */
void theme_contrasts(ThemeReading *in);
#endif
