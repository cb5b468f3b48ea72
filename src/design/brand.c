/* The ten lines of a college: two colours, a paper, a family, a logo -> tokens.

   A brand is worked out where its file is read, over the base and under what that file and the
   files above it say themselves: a token that is written out always wins. What a brand asks for is
   tested as it is taken, and moved by the least that passes: a college prints with its colours or
   with their nearest legible kin, and is told which.

   What a brand cannot touch: coordinates, row formulas, tops and marks, the order of subjects, rule
   weights. Its colours never become a subject's, so that no subject looks official: a subject whose
   colour is too near to the first brand colour changes places with one that is not used so soon. */
#include "design/internal.h"

#include <string.h>

#define WHITE_WORDS 700 /* contrasts times 100: white words on the first colour, and it on paper */
#define HEADINGS 450 /* the second colour on the first */
#define INK_ON_PAPER 1200
#define TONES_ON_AREAS 450
#define APART 2500 /* differences times 100 */
#define LOGO_HEIGHT 27

static const Colour white = { .r = 255, .g = 255, .b = 255 };

typedef struct Asked {
	const char *name; /* the attribute */
	Source from;
	Colour colour;
} Asked;

static bool read_asked(ThemeReading *in, const char *name, Asked *asked) {
	const XmlAttribute *attribute = xml_attribute(in->brand, name);
	if (!attribute) return false;
	*asked = (Asked){ .name = name, .from = attribute->from };
	if (!colour_read_hex(attribute->value, &asked->colour))
		return theme_bad(in, attribute->from, "%s=\"%.*s\" is not a colour such as #43215F", name,
			STR_ARG(attribute->value));
	asked->colour = colour_with_inks(asked->colour);
	return true;
}

/* The colour, or the nearest that passes, which the message names. */
static Colour passing(ThemeReading *in, const Asked *asked, const Colour *grounds, int ngrounds,
	int contrast, bool darker, const char *why) {
	Colour found = colour_reaching(asked->colour, grounds, ngrounds, contrast, darker);
	if (colour_equal(found, asked->colour)) return found;
	int worst = 2100, change = colour_lightness(found) - colour_lightness(asked->colour);
	for (int i = 0; i < ngrounds; i++) {
		int mine = colour_contrast(asked->colour, grounds[i]);
		if (mine < worst) worst = mine;
	}
	fail(in->diags, asked->from, darker ? BRAND_TOO_LIGHT : BRAND_TOO_DARK,
		"%s #%02X%02X%02X is too %s %s: %d.%02d to 1, and %d.%d is the least", asked->name,
		asked->colour.r, asked->colour.g, asked->colour.b, darker ? "light" : "dark", why,
		worst / 100, worst % 100, contrast / 100, contrast / 10 % 10);
	hint(in->diags, "#%02X%02X%02X is used, %d %% %s; write it into the brand to settle it",
		found.r, found.g, found.b, ((change < 0 ? -change : change) + 50) / 100,
		darker ? "darker" : "lighter");
	return found;
}

/* Over the base, unless this file says the token itself. */
static void take(ThemeReading *in, ColourId id, Colour colour, Source from) {
	if (in->seen.colours[id]) return;
	in->theme->colours[id] = colour;
	in->colour_from[id] = from;
}

/* ---- the shared colours ---- */

static void take_paper(ThemeReading *in) {
	Asked paper;
	Colour *colours = in->theme->colours;
	if (!read_asked(in, "paper", &paper)) return;
	bool one = colour_equal(colours[COLOUR_PAPER], colours[COLOUR_COVER]);
	Colour found = passing(in, &paper, &colours[COLOUR_INK], 1, INK_ON_PAPER, false, "for ink on it");
	take(in, COLOUR_PAPER, found, paper.from);
	if (one) take(in, COLOUR_COVER, found, paper.from);
}

static Colour take_first(ThemeReading *in, Asked *first) {
	const Colour *colours = in->theme->colours;
	Colour grounds[] = { white, colours[COLOUR_PAPER], colours[COLOUR_COVER] };
	Colour found = passing(in, first, grounds, 3, WHITE_WORDS, true, "for white words on it");
	take(in, COLOUR_GROUND, found, first->from);
	take(in, COLOUR_GROUND_TYPE, colour_with_inks(white), first->from);
	take(in, COLOUR_TITLE, found, first->from);
	return found;
}

static void take_second(ThemeReading *in, const Asked *second, Colour first) {
	Colour found = passing(
		in, second, &first, 1, HEADINGS, false, "for a heading on the first colour");
	take(in, COLOUR_SUN, found, second->from);
	take(in, COLOUR_GROUND_HEAD, found, second->from);
	take(in, COLOUR_SUN_TINT, colour_to_white(found, 75), second->from);
}

static void take_colours(ThemeReading *in) {
	Asked first, second;
	take_paper(in);
	bool has_first = read_asked(in, "brand-1", &first),
		 has_second = read_asked(in, "brand-2", &second);
	Colour ground = has_first ? take_first(in, &first) : in->theme->colours[COLOUR_GROUND];
	if (has_second) take_second(in, &second, ground);
	else if (has_first) {
		second = (Asked){ "the base's heading", first.from, in->theme->colours[COLOUR_GROUND_HEAD] };
		take(in, COLOUR_GROUND_HEAD,
			colour_reaching(second.colour, &ground, 1, HEADINGS, false), first.from);
	}
}

/* ---- the subjects ---- */

/* c2 to c4 and the tint are so many per cent of the way to white. */
static const int to_white[NTONES] = { 0, 28, 55, 76, 92 };

static void set_ramp(ThemeReading *in, int subject, Colour c1, Source from) {
	SubjectLook *look = &in->theme->subjects[subject];
	for (int i = 0; i < NTONES; i++) {
		if (in->seen.tones[subject][i]) continue;
		Colour tone = i ? colour_to_white(c1, to_white[i]) : c1;
		if (i < NTONES - 1) look->c[i] = tone;
		else look->tint = tone;
		in->tone_from[subject][i] = from;
	}
}

/* A list of c1: each must stand on white, paper, cover and its own tint, and apart from the one
   before it. */
static void take_subjects(ThemeReading *in) {
	const XmlAttribute *list = xml_attribute(in->brand, "subjects");
	if (!list) return;
	const Colour *colours = in->theme->colours;
	Colour last = white;
	int count = 0;
	Str rest = list->value;
	for (Str word = str_word(&rest); word.len; word = str_word(&rest), count++) {
		const char *name = str_format(in->arena, "the colour of subject %d,", count + 1).at;
		Asked asked = { name, list->from, { 0 } };
		if (count == NSUBJECTS || !colour_read_hex(word, &asked.colour)) {
			theme_bad(in, list->from, "subjects=\"%.*s\" is not two to five colours such as #123A56",
				STR_ARG(list->value));
			return;
		}
		asked.colour = colour_with_inks(asked.colour);
		Colour grounds[] = { colours[COLOUR_WHITE], colours[COLOUR_PAPER], colours[COLOUR_COVER],
			colour_to_white(asked.colour, to_white[NTONES - 1]) };
		Colour c1 = passing(in, &asked, grounds, 4, TONES_ON_AREAS, true, "for words in it");
		if (count && colour_difference(c1, last) < APART) {
			in->failed = true;
			fail(in->diags, list->from, SUBJECTS_ALIKE,
				"the colours of subjects %d and %d are too near to each other", count, count + 1);
			hint(in->diags, "they differ by %d, and %d is the least (CIE L*a*b*)",
				colour_difference(c1, last) / 100, APART / 100);
		}
		last = c1;
		set_ramp(in, count, c1, list->from);
	}
	if (count < 2)
		theme_bad(in, list->from, "subjects=\"%.*s\" is not two to five colours such as #123A56",
			STR_ARG(list->value));
}

/* The base's own subjects on the brand's paper. */
static void settle_subjects(ThemeReading *in) {
	const XmlAttribute *paper = xml_attribute(in->brand, "paper");
	if (!paper || xml_attribute(in->brand, "subjects")) return;
	const Colour *colours = in->theme->colours;
	Colour grounds[] = { colours[COLOUR_PAPER], colours[COLOUR_COVER] };
	for (int i = 0; i < NSUBJECTS; i++) {
		const char *name = str_format(in->arena, "on this paper the colour of subject %d,", i + 1).at;
		Asked asked = { name, paper->from, in->theme->subjects[i].c[0] };
		Colour c1 = passing(in, &asked, grounds, 2, TONES_ON_AREAS, true, "for words in it");
		if (!colour_equal(c1, asked.colour)) set_ramp(in, i, c1, paper->from);
	}
}

static void swap_colours(ThemeReading *in, int a, int b) {
	SubjectLook *one = &in->theme->subjects[a], *two = &in->theme->subjects[b], kept = *one;
	memcpy(one->c, two->c, sizeof one->c);
	memcpy(two->c, kept.c, sizeof two->c);
	one->tint = two->tint;
	two->tint = kept.tint;
	for (int i = 0; i < NTONES; i++) {
		Source from = in->tone_from[a][i];
		in->tone_from[a][i] = in->tone_from[b][i];
		in->tone_from[b][i] = from;
	}
}

/* The colour that looks official moves to the end of the row, where an article meets it last. */
static void keep_apart(ThemeReading *in) {
	const XmlAttribute *first = xml_attribute(in->brand, "brand-1");
	if (!first || xml_attribute(in->brand, "subjects")) return;
	const Theme *theme = in->theme;
	for (int i = 0; i < NSUBJECTS - 1; i++) {
		if (in->seen.subjects[i]) continue;
		if (colour_difference(theme->subjects[i].c[0], theme->colours[COLOUR_GROUND]) >= APART) continue;
		int other = i < 2 ? 2 : i + 1;
		while (other < NSUBJECTS
			&& colour_difference(theme->subjects[other].c[0], theme->colours[COLOUR_GROUND]) < APART)
			other++;
		if (other == NSUBJECTS) continue;
		for (; other < NSUBJECTS; other++) swap_colours(in, i, other);
		fail(in->diags, first->from, BRAND_NEAR_SUBJECT,
			"brand-1 is so near to the colour of subject %d that its subject would look official",
			i + 1);
		hint(in->diags, "subject %d takes the next colour; name others with subjects=\"…\"", i + 1);
	}
}

/* ---- family, logo, words ---- */

/* One family with 400 and 700 for all roles: no other weight, no italics. Large print keeps the
   family that was chosen for its letters. */
static void take_family(ThemeReading *in) {
	if (!xml_attribute(in->brand, "family")) return;
	Str name = theme_text(in, in->brand, "family");
	Theme *theme = in->theme;
	theme->brand.sized_for = theme->families[FAMILY_TEXT];
	theme->brand.display_sized_for = theme->families[FAMILY_DISPLAY];
	for (int i = 0; i < NFAMILIES; i++)
		if (i != FAMILY_LARGE && !in->seen.families[i]) theme->families[i] = name;
	for (int i = 0; i < NSTYLES; i++) {
		if (in->seen.styles[i]) continue;
		theme->styles[i].weight = theme->styles[i].weight < 600 ? 400 : 700;
		theme->styles[i].italic = false;
	}
}

/* A name or a path under the theme's own folder: a theme leads nowhere else. */
static bool stays_inside(Str path) {
	if (str_starts(path, STR("/"))) return false;
	Str rest = path;
	while (rest.len)
		if (str_equal(str_until(&rest, '/'), STR(".."))) return false;
	return true;
}

static void take_logo(ThemeReading *in) {
	const XmlAttribute *logo = xml_attribute(in->brand, "logo");
	Len height = theme_points(in, in->brand, "logo-height", PT(LOGO_HEIGHT));
	if (!logo) return;
	Str name = theme_text(in, in->brand, "logo");
	if (!stays_inside(name)) {
		theme_bad(in, logo->from, "logo=\"%.*s\" leads out of the theme's folder", STR_ARG(name));
		return;
	}
	const char *file = logo->from.file, *slash = strrchr(file, '/');
	Str folder = slash ? (Str){ file, (size_t)(slash - file) + 1 } : STR("");
	Brand *brand = &in->theme->brand;
	brand->logo_folder = slash ? str_zero(in->arena, folder) : ".";
	brand->logo = name;
	brand->logo_from = logo->from;
	brand->logo_height = height;
}

void brand_apply(ThemeReading *in) {
	in->element = &theme_elements[ELEMENT_BRAND];
	Brand *brand = &in->theme->brand;
	if (xml_attribute(in->brand, "name")) brand->name = theme_text(in, in->brand, "name");
	if (xml_attribute(in->brand, "org")) brand->org = theme_text(in, in->brand, "org");
	take_colours(in);
	take_subjects(in);
	settle_subjects(in);
	keep_apart(in);
	take_family(in);
	take_logo(in);
	int tone = theme_word(in, in->brand, "tone", in->theme->choices[CHOICE_TONE]);
	if (tone >= 0 && !in->seen.choices[CHOICE_TONE]) in->theme->choices[CHOICE_TONE] = tone;
}
