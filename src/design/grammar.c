/* What a theme file may say: its elements, their attributes, and what each of these may be. The
   reader checks by these tables, and the schema for editors is printed from them. */
#include "design/internal.h"

const char *const style_words[NSTYLES] = {
#define STYLE(id, word) word,
#include "design/theme.def"
};
const char *const colour_words[NCOLOURS] = {
#define COLOUR(id, word, use) word,
#include "design/theme.def"
};
const char *const measure_words[NMEASURES] = {
#define MEASURE(id, word, unit) word,
#include "design/theme.def"
};
const char *const choice_words[NCHOICES] = {
#define CHOICE(id, word, values) word,
#include "design/theme.def"
};
static const char *const choice_lists[NCHOICES] = {
#define CHOICE(id, word, values) values,
#include "design/theme.def"
};
const Unit measure_units[NMEASURES] = {
#define MEASURE(id, word, unit) unit,
#include "design/theme.def"
};
static const ColourUse colour_uses[NCOLOURS] = {
#define COLOUR(id, word, use) use,
#include "design/theme.def"
};
const char *const family_words[NFAMILIES] = { [FAMILY_DISPLAY] = "display",
	[FAMILY_TEXT] = "text",
	[FAMILY_LARGE] = "large-print" };
const char *const tone_words[NTONES] = { "c1", "c2", "c3", "c4", "tint" };
const char *const top_words[] = {
	[TOP_ROUND] = "round",
	[TOP_GABLE] = "gable",
	[TOP_FLAT] = "flat",
	[TOP_CHAMFER] = "chamfer",
	[TOP_LEANTO] = "lean-to",
};
static const char *const yes_words[] = { "no", "yes" };
static const char *const case_words[] = { "as-is", "upper" };
static const char *const tone_values[] = { [TONE_FILLED] = "filled", [TONE_LINE] = "line" };
/* In the order of the bits that glyphs/shape.h gives them. */
static const char *const feature_words[] = { "lnum", "tnum", "onum", "pnum", "case", "smcp",
	"no-liga" };

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))
#define WORD(name, table) { name, VALUE_WORD, 0, 0, table, COUNT(table) }
#define NUMBER(name, least, most) { name, VALUE_NUMBER, least, most, NULL, 0 }
#define OTHER(name, kind) { name, kind, 0, 0, NULL, 0 }

#define COLOUR_ATTRIBUTES                                                                          \
	OTHER("rgb", VALUE_COLOUR), OTHER("cmyk", VALUE_INKS), NUMBER("grey", 0, 100)

static const ThemeAttribute of_theme[]
	= { OTHER("name", VALUE_TEXT), OTHER("summary", VALUE_TEXT), OTHER("base", VALUE_TEXT) };
static const ThemeAttribute of_grid[] = { NUMBER("size", 6, 72) };
static const ThemeAttribute of_family[]
	= { WORD("role", family_words), OTHER("name", VALUE_TEXT) };
static const ThemeAttribute of_style[] = {
	WORD("name", style_words),
	WORD("family", family_words),
	NUMBER("weight", 100, 900),
	WORD("italic", yes_words),
	NUMBER("size", 4, 200),
	NUMBER("leading", 4, 300),
	NUMBER("tracking", -2, 10),
	{ "features", VALUE_WORDS, 0, 0, feature_words, COUNT(feature_words) },
	WORD("colour", colour_words),
	WORD("case", case_words),
	NUMBER("outdent", 0, 10),
};
static const ThemeAttribute of_colour[] = { WORD("name", colour_words), COLOUR_ATTRIBUTES };
static const ThemeAttribute of_subject[]
	= { NUMBER("number", 1, NSUBJECTS), WORD("top", top_words), WORD("filled", yes_words) };
static const ThemeAttribute of_tone[] = { WORD("name", tone_words), COLOUR_ATTRIBUTES };
static const ThemeAttribute of_measure[]
	= { WORD("name", measure_words), OTHER("value", VALUE_OF_MEASURE) };
static const ThemeAttribute of_choice[]
	= { WORD("name", choice_words), OTHER("value", VALUE_OF_CHOICE) };
static const ThemeAttribute of_brand[] = {
	OTHER("name", VALUE_TEXT),
	OTHER("org", VALUE_TEXT),
	OTHER("logo", VALUE_TEXT),
	NUMBER("logo-height", 6, 27),
	OTHER("brand-1", VALUE_COLOUR),
	OTHER("brand-2", VALUE_COLOUR),
	OTHER("paper", VALUE_COLOUR),
	OTHER("family", VALUE_TEXT),
	OTHER("subjects", VALUE_COLOURS),
	WORD("tone", tone_values),
};

#define OF(table) table, COUNT(table)
const ThemeElement theme_elements[NELEMENTS] = {
	[ELEMENT_THEME] = { "theme", NELEMENTS, 1, 1, OF(of_theme), false },
	[ELEMENT_GRID] = { "grid", ELEMENT_THEME, 1, 0, OF(of_grid), false },
	[ELEMENT_FAMILY] = { "family", ELEMENT_THEME, 2, 0, OF(of_family), false },
	[ELEMENT_STYLE] = { "style", ELEMENT_THEME, 1, 0, OF(of_style), false },
	[ELEMENT_COLOUR] = { "colour", ELEMENT_THEME, 2, 0, OF(of_colour), false },
	[ELEMENT_SUBJECT] = { "subject", ELEMENT_THEME, 1, 0, OF(of_subject), false },
	[ELEMENT_TONE] = { "tone", ELEMENT_SUBJECT, 2, 0, OF(of_tone), false },
	[ELEMENT_MEASURE] = { "measure", ELEMENT_THEME, 2, 0, OF(of_measure), false },
	[ELEMENT_CHOICE] = { "choice", ELEMENT_THEME, 2, 0, OF(of_choice), false },
	[ELEMENT_BRAND] = { "brand", ELEMENT_THEME, 0, COUNT(of_brand), OF(of_brand), true },
};

int choice_values(Arena *arena, ChoiceId id, const char *values[MAX_VALUES]) {
	int count = 0;
	Str rest = str_of(choice_lists[id]);
	for (Str word = str_word(&rest); word.len; word = str_word(&rest))
		values[count++] = str_zero(arena, word);
	return count;
}

const char *style_name(StyleId id) { return style_words[id]; }
const char *colour_name(ColourId id) { return colour_words[id]; }

bool colour_is_field(ColourId id) { return colour_uses[id] == FIELD; }
bool colour_is_on_field(ColourId id) { return colour_uses[id] == ON_FIELD; }
