/* Theme files -> a Theme.

   In comes XML in the namespace urn:diptych:theme:1 that says, by name, tokens of theme.def: three
   families, a style for each role of type, the shared colours, the cues of five subjects, the
   measures, the choices. A file may name another as its base, and then says only what differs. Out
   goes a Theme in which every token has a value, or NULL and a message for each mistake.

   The idea: a theme is a list of facts. The file at the bottom of a chain of bases says every
   token; no token has a default here, and the order in the file does not matter; so a person who
   reads doors.xml has read all that can be changed, and a token that was forgotten or misspelt is
   found before a page is laid out. Only a brand (brand.c) works tokens out from others.

   Invariants:
   1. A theme that is returned is complete, and every number in it is within the range that layout
   can bear: the size and leading of a style are more than nothing, so that layout may divide by
   them.
   2. Vertical measures are whole quarters of the grid g and are kept as points. Because they are
   whole, the quarters can be had back from the points, and [theme_at_grid] gives the very measures
   that a file with that grid would give. Leadings are in points in the file but belong to the grid:
   they follow it too.
   3. Each colour is said three ways, for the screen, the press and one ink. A file with a base may
   leave the last two to [colour_with_inks]; none is computed while printing: a grey that the device
   makes itself would set two subjects' colours side by side as one.
   4. Bases are read first, from the bottom up, so that the messages of each file stand in its
   order; a chain ends: a file that is its own base is an error. A base is a name and never a path:
   a theme that a stranger wrote opens no files but themes.

   Tried and dropped: merging the trees before reading (a message about a token that lacks a part
   then points at no file), and defaults in the program (a second place that says how doors looks).
 */
#include "design/internal.h"

bool theme_bad(ThemeReading *in, Source from, const char *format, ...) {
	Buf words = buf_make(in->arena, 96);
	va_list list;
	va_start(list, format);
	buf_format_list(&words, format, list);
	va_end(list);
	fail(in->diags, from, BAD_THEME, "%.*s", STR_ARG(buf_str(&words)));
	in->failed = true;
	return false;
}

void theme_suggest(ThemeReading *in, Str name, const char *const *names, int count) {
	const char *nearest = name_nearest(name, names, count);
	if (nearest) hint(in->diags, "did you mean \"%s\"?", nearest);
}

/* ---- attributes: what they may be stands in the grammar; what is left out is [inherited] ---- */

static const ThemeAttribute *known_attribute(const ThemeElement *element, Str name) {
	for (int i = 0; i < element->nattributes; i++)
		if (str_is(name, element->attributes[i].name)) return &element->attributes[i];
	return NULL;
}

static int find_word(
	ThemeReading *in, const XmlAttribute *attribute, const char *const *words, int count) {
	int found = name_find(attribute->value, words, count);
	if (found >= 0) return found;
	theme_bad(in, attribute->from, "%.*s=\"%.*s\" is not known here", STR_ARG(attribute->name),
		STR_ARG(attribute->value));
	theme_suggest(in, attribute->value, words, count);
	return -1;
}

/* The place of an attribute's value in its table of words, or -1 after a message. */
int theme_word(ThemeReading *in, const Xml *element, const char *name, int inherited) {
	const XmlAttribute *attribute = xml_attribute(element, name);
	const ThemeAttribute *kind = known_attribute(in->element, str_of(name));
	return attribute ? find_word(in, attribute, kind->words, kind->nwords) : inherited;
}

static double number_of(
	ThemeReading *in, const XmlAttribute *attribute, double least, double most) {
	double number;
	if (!str_number(attribute->value, &number))
		theme_bad(in, attribute->from, "%.*s=\"%.*s\" is not a number", STR_ARG(attribute->name),
			STR_ARG(attribute->value));
	else if (number < least || number > most)
		theme_bad(in, attribute->from, "%.*s=\"%.*s\" is not from %g to %g",
			STR_ARG(attribute->name), STR_ARG(attribute->value), least, most);
	else return number;
	return least;
}

static double read_number(
	ThemeReading *in, const Xml *element, const char *name, double inherited) {
	const XmlAttribute *attribute = xml_attribute(element, name);
	const ThemeAttribute *kind = known_attribute(in->element, str_of(name));
	return attribute ? number_of(in, attribute, kind->least, kind->most) : inherited;
}

Len theme_points(ThemeReading *in, const Xml *element, const char *name, Len inherited) {
	return xml_attribute(element, name) ? PT(read_number(in, element, name, 0)) : inherited;
}

Str theme_text(ThemeReading *in, const Xml *element, const char *name) {
	const XmlAttribute *attribute = xml_attribute(element, name);
	Str text = str_trim(attribute->value);
	if (!text.len) theme_bad(in, attribute->from, "%s is empty", name);
	return text;
}

static unsigned read_features(ThemeReading *in, const Xml *element, unsigned inherited) {
	const XmlAttribute *attribute = xml_attribute(element, "features");
	if (!attribute) return inherited;
	const ThemeAttribute *kind = known_attribute(in->element, attribute->name);
	unsigned features = 0;
	Str rest = attribute->value;
	for (Str word = str_word(&rest); word.len; word = str_word(&rest)) {
		int found = name_find(word, kind->words, kind->nwords);
		if (found >= 0) {
			features |= 1u << found;
			continue;
		}
		theme_bad(in, attribute->from, "the feature \"%.*s\" is not known", STR_ARG(word));
		theme_suggest(in, word, kind->words, kind->nwords);
	}
	return features;
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

static Colour read_colour(ThemeReading *in, const Xml *element) {
	Colour colour = { 0 };
	const XmlAttribute *rgb = xml_attribute(element, "rgb"), *cmyk = xml_attribute(element, "cmyk");
	uint8_t inks[4] = { 0 };
	if (!colour_read_hex(rgb->value, &colour))
		theme_bad(
			in, rgb->from, "rgb=\"%.*s\" is not a colour such as #1B1F23", STR_ARG(rgb->value));
	colour = colour_with_inks(colour);
	if (cmyk && !read_inks(cmyk->value, inks, 4))
		theme_bad(in, cmyk->from, "cmyk=\"%.*s\" is not four numbers from 0 to 100",
			STR_ARG(cmyk->value));
	if (cmyk) {
		colour.c = inks[0];
		colour.m = inks[1];
		colour.y = inks[2];
		colour.k = inks[3];
	}
	colour.grey = (uint8_t)(read_number(in, element, "grey", colour.grey) + 0.5);
	return colour;
}

/* Notes that the token is said; a second time is a mistake. */
static bool once(ThemeReading *in, const Xml *element, bool *seen) {
	if (*seen)
		return theme_bad(in, element->from, "this %.*s is said twice", STR_ARG(element->name));
	*seen = true;
	return true;
}

/* ---- the elements ---- */

static void read_grid(ThemeReading *in, const Xml *element) {
	double size = read_number(in, element, "size", 0);
	if (once(in, element, &in->seen.grid)) in->theme->grid = PT(size);
}

static void read_family(ThemeReading *in, const Xml *element) {
	int role = theme_word(in, element, "role", -1);
	Str name = theme_text(in, element, "name");
	if (role >= 0 && once(in, element, &in->seen.families[role])) in->theme->families[role] = name;
}

static void read_style(ThemeReading *in, const Xml *element) {
	int id = theme_word(in, element, "name", -1);
	Style style = id < 0 ? (Style){ .size = PT(10) } : in->theme->styles[id];
	int family = theme_word(in, element, "family", (int)style.family);
	int colour = theme_word(in, element, "colour", (int)style.colour);
	style.family = family < 0 ? FAMILY_TEXT : (FamilyId)family;
	style.italic = theme_word(in, element, "italic", style.italic) == 1;
	style.upper = theme_word(in, element, "case", style.upper) == 1;
	style.weight = (int)read_number(in, element, "weight", style.weight);
	style.size = theme_points(in, element, "size", style.size);
	style.leading = theme_points(in, element, "leading", style.leading);
	style.tracking = theme_points(in, element, "tracking", style.tracking);
	style.features = read_features(in, element, style.features);
	style.colour = colour < 0 ? COLOUR_INK : (ColourId)colour;
	style.outdent = theme_points(in, element, "outdent", style.outdent);
	if (id < 0 || !once(in, element, &in->seen.styles[id])) return;
	in->theme->styles[id] = style;
	in->style_from[id] = element->from;
}

static void read_shared_colour(ThemeReading *in, const Xml *element) {
	int id = theme_word(in, element, "name", -1);
	Colour colour = read_colour(in, element);
	if (id < 0 || !once(in, element, &in->seen.colours[id])) return;
	in->theme->colours[id] = colour;
	in->colour_from[id] = element->from;
}

static void read_tone(ThemeReading *in, const Xml *element) {
	int tone = theme_word(in, element, "name", -1);
	Colour colour = read_colour(in, element);
	if (tone < 0 || !once(in, element, &in->seen.tones[in->subject][tone])) return;
	SubjectLook *look = &in->theme->subjects[in->subject];
	if (tone < NTONES - 1) look->c[tone] = colour;
	else look->tint = colour;
	in->tone_from[in->subject][tone] = element->from;
}

static void read_children(ThemeReading *in, const Xml *element, ElementId parent);

static void read_subject(ThemeReading *in, const Xml *element) {
	int number = (int)read_number(in, element, "number", 1) - 1;
	SubjectLook *look = &in->theme->subjects[number];
	int top = theme_word(in, element, "top", (int)look->top);
	int filled = theme_word(in, element, "filled", look->filled);
	if (!once(in, element, &in->seen.subjects[number])) return;
	look->top = top < 0 ? TOP_ROUND : (Top)top;
	look->filled = filled == 1;
	in->subject = number;
	read_children(in, element, ELEMENT_SUBJECT);
	for (int i = 0; i < NTONES && !in->based; i++)
		if (!in->seen.tones[number][i])
			theme_bad(
				in, element->from, "subject %d has no tone \"%s\"", number + 1, tone_words[i]);
}

static void read_measure(ThemeReading *in, const Xml *element) {
	int id = theme_word(in, element, "name", -1);
	double value = number_of(in, xml_attribute(element, "value"), 0, 1000);
	if (id < 0 || !once(in, element, &in->seen.measures[id])) return;
	in->values[id] = value;
	if (measure_units[id] == GRID && value != (double)(int)value)
		theme_bad(in, element->from, "the measure \"%s\" is not whole quarters of the grid",
			measure_words[id]);
}

static void read_choice(ThemeReading *in, const Xml *element) {
	int id = theme_word(in, element, "name", -1);
	if (id < 0 || !once(in, element, &in->seen.choices[id])) return;
	const char *values[MAX_VALUES];
	int count = choice_values(in->arena, (ChoiceId)id, values);
	int value = find_word(in, xml_attribute(element, "value"), values, count);
	in->theme->choices[id] = value < 0 ? 0 : value;
}

/* What it says is worked out when the rest of its file is read. */
static void read_brand(ThemeReading *in, const Xml *element) {
	if (!in->based) theme_bad(in, element->from, "a brand needs a theme with a base");
	if (once(in, element, &in->seen.brand)) in->brand = element;
}

static void (*const readers[NELEMENTS])(ThemeReading *, const Xml *) = {
	[ELEMENT_GRID] = read_grid,
	[ELEMENT_FAMILY] = read_family,
	[ELEMENT_STYLE] = read_style,
	[ELEMENT_COLOUR] = read_shared_colour,
	[ELEMENT_SUBJECT] = read_subject,
	[ELEMENT_TONE] = read_tone,
	[ELEMENT_MEASURE] = read_measure,
	[ELEMENT_CHOICE] = read_choice,
	[ELEMENT_BRAND] = read_brand,
};

bool theme_attributes(ThemeReading *in, const Xml *element, ElementId id) {
	const ThemeElement *kind = &theme_elements[id];
	bool good = true;
	for (const XmlAttribute *a = element->attributes; a; a = a->next) {
		if (a->prefix.len || known_attribute(kind, a->name)) continue;
		const char *names[16];
		for (int i = 0; i < kind->nattributes; i++) names[i] = kind->attributes[i].name;
		good = theme_bad(in, a->from, "%.*s has no attribute \"%.*s\"", STR_ARG(element->name),
			STR_ARG(a->name));
		theme_suggest(in, a->name, names, kind->nattributes);
	}
	int needed = in->based ? kind->nkeys : kind->nattributes - kind->nextra;
	for (int i = 0; i < needed; i++)
		if (!xml_attribute(element, kind->attributes[i].name))
			good = theme_bad(in, element->from, "%.*s lacks the attribute \"%s\"",
				STR_ARG(element->name), kind->attributes[i].name);
	return good;
}

static void read_element(ThemeReading *in, const Xml *element, ElementId parent) {
	const char *names[NELEMENTS];
	int count = 0;
	for (int i = 0; i < NELEMENTS; i++) {
		if (theme_elements[i].parent != parent) continue;
		names[count++] = theme_elements[i].name;
		if (!str_is(element->name, theme_elements[i].name)) continue;
		const ThemeElement *outer = in->element;
		in->element = &theme_elements[i];
		if (theme_attributes(in, element, (ElementId)i)) readers[i](in, element);
		in->element = outer;
		return;
	}
	theme_bad(in, element->from, "\"%.*s\" is no element of a theme, or not in this place",
		STR_ARG(element->name));
	theme_suggest(in, element->name, names, count);
}

static void read_children(ThemeReading *in, const Xml *element, ElementId parent) {
	for (const Xml *child = element->first; child; child = child->next) {
		if (child->kind == XML_ELEMENT) read_element(in, child, parent);
		else if (str_trim(child->words).len) theme_bad(in, child->from, "a theme has no text");
	}
}

static void find_missing(ThemeReading *in, Source from, const char *what, const bool *seen,
	const char *const *words, int n) {
	for (int i = 0; i < n; i++)
		if (!seen[i]) theme_bad(in, from, "the theme leaves out the %s \"%s\"", what, words[i]);
}

static void check_complete(ThemeReading *in, Source from) {
	if (!in->seen.grid) theme_bad(in, from, "the theme leaves out the grid");
	find_missing(in, from, "family", in->seen.families, family_words, NFAMILIES);
	find_missing(in, from, "style", in->seen.styles, style_words, NSTYLES);
	find_missing(in, from, "colour", in->seen.colours, colour_words, NCOLOURS);
	find_missing(in, from, "measure", in->seen.measures, measure_words, NMEASURES);
	find_missing(in, from, "choice", in->seen.choices, choice_words, NCHOICES);
	for (int i = 0; i < NSUBJECTS; i++)
		if (!in->seen.subjects[i]) theme_bad(in, from, "the theme leaves out subject %d", i + 1);
}

void theme_tokens(ThemeReading *in, const Xml *root) {
	in->based = xml_attribute(root, "base") != NULL;
	in->seen = (Seen){ .grid = false };
	in->element = &theme_elements[ELEMENT_THEME];
	if (theme_attributes(in, root, ELEMENT_THEME)) {
		in->theme->name = theme_text(in, root, "name");
		in->theme->base = str_trim(xml_value(root, "base"));
		if (xml_attribute(root, "summary")) in->theme->summary = theme_text(in, root, "summary");
	}
	read_children(in, root, ELEMENT_THEME);
	if (!in->based) check_complete(in, root->from);
}
