/* A theme file -> a Theme.

   In comes XML in the namespace urn:diptych:theme:1 that says, by name, each token of theme.def:
   three families, a style for each role of type, the shared colours, the cues of five subjects, the
   measures. Out goes a Theme in which every token has a value, or NULL and a message for each
   mistake.

   The idea: a theme is a list of facts and nothing else. No token has a default here, none is
   worked out from another, and the order in the file does not matter; so a person who reads
   doors.xml has read all that can be changed, and a token that was forgotten or misspelt is found
   before a page is laid out.

   Invariants:
   1. A theme that is returned is complete, and every number in it is within the range that layout
   can bear: the size and leading of a style are more than nothing, so that layout may divide by
   them.
   2. Vertical measures are whole quarters of the grid g and are kept as points. Because they are
   whole, the quarters can be had back from the points, and [theme_at_grid] gives the very measures
   that a file with that grid would give. Leadings are in points in the file but belong to the grid:
   they follow it too.
   3. Each colour is said three ways, for the screen, the press and one ink. None is computed from
   another while printing: a grey that the device makes itself would set two subjects' colours side
   by side as one.

   Tried and dropped: themes that inherit from one another in this file. Reading stays a single pass
   when the one who asks for a theme reads the base first and hands over its text; until then a file
   says it all. */
#include "design/theme.h"
#include "base/xml.h"
#include "design/internal.h"

#define SPACE "urn:diptych:theme:1"
#define NSUBJECTS 5
#define NTONES 5 /* c1 .. c4 and the tint */

typedef enum { GRID, POINT } Unit;

static const char *const style_words[NSTYLES] = {
#define STYLE(id, word) word,
#define COLOUR(id, word)
#define MEASURE(id, word, unit)
#include "design/theme.def"
};
static const char *const colour_words[NCOLOURS] = {
#define STYLE(id, word)
#define COLOUR(id, word) word,
#define MEASURE(id, word, unit)
#include "design/theme.def"
};
static const char *const measure_words[NMEASURES] = {
#define STYLE(id, word)
#define COLOUR(id, word)
#define MEASURE(id, word, unit) word,
#include "design/theme.def"
};
static const Unit measure_units[NMEASURES] = {
#define STYLE(id, word)
#define COLOUR(id, word)
#define MEASURE(id, word, unit) unit,
#include "design/theme.def"
};
static const char *const family_words[] = {
	[FAMILY_DISPLAY] = "display",
	[FAMILY_TEXT] = "text",
	[FAMILY_LARGE] = "large-print",
};
static const char *const top_words[] = {
	[TOP_ROUND] = "round",
	[TOP_GABLE] = "gable",
	[TOP_FLAT] = "flat",
	[TOP_CHAMFER] = "chamfer",
	[TOP_LEANTO] = "lean-to",
};
static const char *const tone_words[NTONES] = { "c1", "c2", "c3", "c4", "tint" };
static const char *const yes_words[] = { "no", "yes" };
/* In the order of the bits that glyphs/shape.h gives them. */
static const char *const feature_words[] = { "lnum", "tnum", "onum", "pnum", "case", "smcp",
	"no-liga" };
#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

typedef struct Reading {
	Arena *arena;
	Diags *diags;
	Theme *theme;
	bool failed;
	bool grid, families[NFAMILIES], styles[NSTYLES], colours[NCOLOURS], subjects[NSUBJECTS];
	bool tones[NSUBJECTS][NTONES], measures[NMEASURES];
	double values[NMEASURES]; /* as the file says, before the grid is known */
	int subject; /* whose tones are being read */
} Reading;

typedef struct Kind {
	const char *name, *attributes; /* all of them must be there */
	void (*read)(Reading *, const Xml *);
} Kind;

/* The failure is kept apart from the message, which the options may have made a mere warning. */
static bool bad(Reading *in, Source from, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
static bool bad(Reading *in, Source from, const char *format, ...) {
	Buf words = buf_make(in->arena, 96);
	va_list list;
	va_start(list, format);
	buf_format_list(&words, format, list);
	va_end(list);
	fail(in->diags, from, BAD_THEME, "%.*s", STR_ARG(buf_str(&words)));
	in->failed = true;
	return false;
}

static void suggest(Reading *in, Str name, const char *const *names, int count) {
	const char *nearest = name_nearest(name, names, count);
	if (nearest) hint(in->diags, "did you mean \"%s\"?", nearest);
}

/* The place of an attribute's value in a table of words, or -1 after a message. */
static int read_word(
	Reading *in, const Xml *element, const char *name, const char *const *words, int count) {
	const XmlAttribute *attribute = xml_attribute(element, name);
	int found = name_find(attribute->value, words, count);
	if (found >= 0) return found;
	bad(in, attribute->from, "%s=\"%.*s\" is not known here", name, STR_ARG(attribute->value));
	suggest(in, attribute->value, words, count);
	return -1;
}

static double read_number(
	Reading *in, const Xml *element, const char *name, double least, double most) {
	const XmlAttribute *attribute = xml_attribute(element, name);
	double number;
	if (!str_number(attribute->value, &number))
		bad(in, attribute->from, "%s=\"%.*s\" is not a number", name, STR_ARG(attribute->value));
	else if (number < least || number > most)
		bad(in, attribute->from, "%s=\"%.*s\" is not from %g to %g", name,
			STR_ARG(attribute->value), least, most);
	else return number;
	return least;
}

static Str read_text(Reading *in, const Xml *element, const char *name) {
	const XmlAttribute *attribute = xml_attribute(element, name);
	Str text = str_trim(attribute->value);
	if (!text.len) bad(in, attribute->from, "%s is empty", name);
	return text;
}

/* Ends a list of words such as "0 0 0 100" as numbers from 0 to 100. */
static bool read_inks(Str text, uint8_t *inks, int count) {
	for (int i = 0; i < count; i++) {
		double number;
		if (!str_number(str_word(&text), &number) || number < 0 || number > 100) return false;
		inks[i] = (uint8_t)(number + 0.5);
	}
	return !str_word(&text).len;
}

static Colour read_colour(Reading *in, const Xml *element) {
	Colour colour = { 0 };
	const XmlAttribute *rgb = xml_attribute(element, "rgb"), *cmyk = xml_attribute(element, "cmyk");
	uint8_t inks[4] = { 0 };
	if (!colour_read_hex(rgb->value, &colour))
		bad(in, rgb->from, "rgb=\"%.*s\" is not a colour such as #1B1F23", STR_ARG(rgb->value));
	if (!read_inks(cmyk->value, inks, 4))
		bad(in, cmyk->from, "cmyk=\"%.*s\" is not four numbers from 0 to 100",
			STR_ARG(cmyk->value));
	colour.c = inks[0];
	colour.m = inks[1];
	colour.y = inks[2];
	colour.k = inks[3];
	colour.grey = (uint8_t)(read_number(in, element, "grey", 0, 100) + 0.5);
	return colour;
}

/* Notes that the token is said; a second time is a mistake. */
static bool once(Reading *in, const Xml *element, bool *seen) {
	if (*seen) return bad(in, element->from, "this %.*s is said twice", STR_ARG(element->name));
	*seen = true;
	return true;
}

/* ---- the elements ---- */

static void read_grid(Reading *in, const Xml *element) {
	double size = read_number(in, element, "size", 6, 72);
	if (once(in, element, &in->grid)) in->theme->grid = PT(size);
}

static void read_family(Reading *in, const Xml *element) {
	int role = read_word(in, element, "role", family_words, COUNT(family_words));
	Str name = read_text(in, element, "name");
	if (role >= 0 && once(in, element, &in->families[role])) in->theme->families[role] = name;
}

static unsigned read_features(Reading *in, const Xml *element) {
	const XmlAttribute *attribute = xml_attribute(element, "features");
	unsigned features = 0;
	Str rest = attribute->value;
	for (Str word = str_word(&rest); word.len; word = str_word(&rest)) {
		int found = name_find(word, feature_words, COUNT(feature_words));
		if (found >= 0) {
			features |= 1u << found;
			continue;
		}
		bad(in, attribute->from, "the feature \"%.*s\" is not known", STR_ARG(word));
		suggest(in, word, feature_words, COUNT(feature_words));
	}
	return features;
}

static void read_style(Reading *in, const Xml *element) {
	int id = read_word(in, element, "name", style_words, NSTYLES);
	int family = read_word(in, element, "family", family_words, COUNT(family_words));
	int italic = read_word(in, element, "italic", yes_words, COUNT(yes_words));
	int colour = read_word(in, element, "colour", colour_words, NCOLOURS);
	Style style = {
		.family = family < 0 ? FAMILY_TEXT : (FamilyId)family,
		.italic = italic == 1,
		.weight = (int)read_number(in, element, "weight", 100, 900),
		.size = PT(read_number(in, element, "size", 4, 200)),
		.leading = PT(read_number(in, element, "leading", 4, 300)),
		.tracking = PT(read_number(in, element, "tracking", -2, 10)),
		.features = read_features(in, element),
		.colour = colour < 0 ? COLOUR_INK : (ColourId)colour,
		.outdent = PT(read_number(in, element, "outdent", 0, 10)),
	};
	if (id >= 0 && once(in, element, &in->styles[id])) in->theme->styles[id] = style;
}

static void read_shared_colour(Reading *in, const Xml *element) {
	int id = read_word(in, element, "name", colour_words, NCOLOURS);
	Colour colour = read_colour(in, element);
	if (id >= 0 && once(in, element, &in->colours[id])) in->theme->colours[id] = colour;
}

static void read_tone(Reading *in, const Xml *element) {
	int tone = read_word(in, element, "name", tone_words, NTONES);
	Colour colour = read_colour(in, element);
	if (tone < 0 || !once(in, element, &in->tones[in->subject][tone])) return;
	SubjectLook *look = &in->theme->subjects[in->subject];
	if (tone < NTONES - 1) look->c[tone] = colour;
	else look->tint = colour;
}

static void read_children(Reading *in, const Xml *element, const Kind *kinds, int nkinds);

static void read_subject(Reading *in, const Xml *element) {
	static const Kind kinds[] = { { "tone", "name rgb cmyk grey", read_tone } };
	int number = (int)read_number(in, element, "number", 1, NSUBJECTS) - 1;
	int top = read_word(in, element, "top", top_words, COUNT(top_words));
	int filled = read_word(in, element, "filled", yes_words, COUNT(yes_words));
	if (!once(in, element, &in->subjects[number])) return;
	in->theme->subjects[number].top = top < 0 ? TOP_ROUND : (Top)top;
	in->theme->subjects[number].filled = filled == 1;
	in->subject = number;
	read_children(in, element, kinds, COUNT(kinds));
	for (int i = 0; i < NTONES; i++)
		if (!in->tones[number][i])
			bad(in, element->from, "subject %d has no tone \"%s\"", number + 1, tone_words[i]);
}

static void read_measure(Reading *in, const Xml *element) {
	int id = read_word(in, element, "name", measure_words, NMEASURES);
	double value = read_number(in, element, "value", 0, 1000);
	if (id < 0 || !once(in, element, &in->measures[id])) return;
	in->values[id] = value;
	if (measure_units[id] == GRID && value != (double)(int)value)
		bad(in, element->from, "the measure \"%s\" is not whole quarters of the grid",
			measure_words[id]);
}

static const Kind kinds_of_theme[] = {
	{ "grid", "size", read_grid },
	{ "family", "role name", read_family },
	{ "style", "name family weight italic size leading tracking features colour outdent",
		read_style },
	{ "colour", "name rgb cmyk grey", read_shared_colour },
	{ "subject", "number top filled", read_subject },
	{ "measure", "name value", read_measure },
};

/* ---- the file ---- */

static bool listed(Str word, const char *words) {
	Str rest = str_of(words);
	for (Str next = str_word(&rest); next.len; next = str_word(&rest))
		if (str_equal(next, word)) return true;
	return false;
}

/* True if [element] has exactly the attributes that [words] names; those of foreign namespaces are
 * passed over. */
static bool check_attributes(Reading *in, const Xml *element, const char *words) {
	bool good = true;
	for (const XmlAttribute *a = element->attributes; a; a = a->next)
		if (!a->prefix.len && !listed(a->name, words))
			good = bad(in, a->from, "%.*s has no attribute \"%.*s\"", STR_ARG(element->name),
				STR_ARG(a->name));
	Str rest = str_of(words);
	for (Str word = str_word(&rest); word.len; word = str_word(&rest)) {
		if (xml_attribute(element, str_zero(in->arena, word))) continue;
		good = bad(in, element->from, "%.*s lacks the attribute \"%.*s\"", STR_ARG(element->name),
			STR_ARG(word));
	}
	return good;
}

static void read_element(Reading *in, const Xml *element, const Kind *kinds, int nkinds) {
	const char *names[COUNT(kinds_of_theme)];
	for (int i = 0; i < nkinds; i++) {
		names[i] = kinds[i].name;
		if (!str_is(element->name, kinds[i].name)) continue;
		if (check_attributes(in, element, kinds[i].attributes)) kinds[i].read(in, element);
		return;
	}
	bad(in, element->from, "\"%.*s\" is no element of a theme, or not in this place",
		STR_ARG(element->name));
	suggest(in, element->name, names, nkinds);
}

static void read_children(Reading *in, const Xml *element, const Kind *kinds, int nkinds) {
	for (const Xml *child = element->first; child; child = child->next) {
		if (child->kind == XML_ELEMENT) read_element(in, child, kinds, nkinds);
		else if (str_trim(child->words).len) bad(in, child->from, "a theme has no text");
	}
}

static void find_missing(
	Reading *in, Source from, const char *what, const bool *seen, const char *const *words, int n) {
	for (int i = 0; i < n; i++)
		if (!seen[i]) bad(in, from, "the theme leaves out the %s \"%s\"", what, words[i]);
}

static void check_complete(Reading *in, Source from) {
	if (!in->grid) bad(in, from, "the theme leaves out the grid");
	find_missing(in, from, "family", in->families, family_words, NFAMILIES);
	find_missing(in, from, "style", in->styles, style_words, NSTYLES);
	find_missing(in, from, "colour", in->colours, colour_words, NCOLOURS);
	find_missing(in, from, "measure", in->measures, measure_words, NMEASURES);
	for (int i = 0; i < NSUBJECTS; i++)
		if (!in->subjects[i]) bad(in, from, "the theme leaves out subject %d", i + 1);
}

static Len measure_points(double value, Unit unit, Len grid) {
	return unit == GRID ? len_scale(grid, (Len)value, 4) : PT(value);
}

const Theme *theme_at_grid(Arena *arena, const Theme *theme, Len grid) {
	Theme *copy = ARENA_NEW(arena, Theme);
	*copy = *theme;
	copy->grid = grid;
	for (int i = 0; i < NSTYLES; i++)
		copy->styles[i].leading = len_scale(theme->styles[i].leading, grid, theme->grid);
	for (int i = 0; i < NMEASURES; i++) {
		if (measure_units[i] != GRID) continue;
		Len quarters = len_scale(theme->measures[i], 4, theme->grid);
		copy->measures[i] = measure_points((double)quarters, GRID, grid);
	}
	return copy;
}

const Theme *theme_read(Arena *arena, Str bytes, const char *file, Diags *diags) {
	const Xml *root = xml_read(arena, bytes, file, diags);
	if (!root) return NULL;
	Reading *in = ARENA_NEW(arena, Reading);
	*in = (Reading){ .arena = arena, .diags = diags, .theme = ARENA_NEW(arena, Theme) };
	if (!str_is(root->name, "theme") || !str_is(root->space, SPACE)) {
		bad(in, root->from, "the root element is not theme in the namespace " SPACE);
		return NULL;
	}
	if (check_attributes(in, root, "name summary")) {
		in->theme->name = read_text(in, root, "name");
		in->theme->summary = read_text(in, root, "summary");
	}
	read_children(in, root, kinds_of_theme, COUNT(kinds_of_theme));
	check_complete(in, root->from);
	if (in->failed) return NULL;
	for (int i = 0; i < NMEASURES; i++)
		in->theme->measures[i] = measure_points(in->values[i], measure_units[i], in->theme->grid);
	return in->theme;
}
