/* A theme file and its bases: found, read from the bottom up, and finished. */
#include "design/internal.h"

#include <string.h>

#include "base/file.h"

#define MOST_BASES 8
#define LIMIT ((size_t)1 << 20) /* bytes of a theme file */

/* The files above this one, up to the one that was asked for. */
typedef struct Chain {
	const char *file;
	int length;
	const struct Chain *above;
} Chain;

static bool known_file(const Chain *chain, const char *file) {
	for (; chain; chain = chain->above)
		if (!strcmp(chain->file, file) || file_same(chain->file, file)) return true;
	return false;
}

/* A name of letters, digits, "-" and "_": what cannot lead out of a folder. */
static bool plain_name(Str name) {
	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
		if (!letter && c != '-' && c != '_') return false;
	}
	return name.len > 0;
}

static const char *beside(Arena *arena, const char *file, Str name) {
	const char *slash = strrchr(file, '/');
	Str folder = slash ? (Str){ file, (size_t)(slash - file) + 1 } : STR("");
	return str_format(arena, "%.*s%.*s.xml", STR_ARG(folder), STR_ARG(name)).at;
}

static void say_unknown(ThemeReading *in, const XmlAttribute *base) {
	theme_bad(in, base->from, "there is no theme \"%.*s\" to be the base", STR_ARG(base->value));
	if (!in->shipped) return;
	Str *names;
	int count = file_names(in->arena, in->shipped, ".xml", &names);
	const char **words = ARENA_ARRAY(in->arena, count + 1, const char *);
	for (int i = 0; i < count; i++) words[i] = names[i].at;
	theme_suggest(in, base->value, words, count);
}

/* The file of the base: a theme that comes with the program, else one beside the file that asks. A
   shipped theme may be replaced by none of the same name beside it. NULL after a message. */
static const char *find_base(ThemeReading *in, const XmlAttribute *base, const Chain *chain) {
	Str name = base->value;
	if (!plain_name(name)) {
		theme_bad(in, base->from, "base=\"%.*s\" is not the name of a theme", STR_ARG(name));
		hint(in->diags, "a base is named without a folder and without .xml: base=\"doors\"");
		return NULL;
	}
	const char *shipped = in->shipped
		? str_format(in->arena, "%s/%.*s.xml", in->shipped, STR_ARG(name)).at
		: NULL;
	const char *near = beside(in->arena, chain->file, name), *found = NULL;
	if (shipped && file_exists(shipped)) found = shipped;
	else if (file_exists(near)) found = near;
	if (!found) say_unknown(in, base);
	else if (known_file(chain, found)) {
		theme_bad(in, base->from, "the theme is its own base, by way of \"%.*s\"", STR_ARG(name));
		found = NULL;
	} else if (chain->length > MOST_BASES) {
		theme_bad(in, base->from, "more than %d bases, one above the other", MOST_BASES);
		found = NULL;
	}
	return found;
}

static void read_chain(ThemeReading *in, Str bytes, const Chain *chain) {
	const Xml *root = xml_read(in->arena, bytes, chain->file, in->diags);
	if (!root) {
		in->failed = true;
		return;
	}
	if (!str_is(root->name, "theme") || !str_is(root->space, THEME_SPACE)) {
		theme_bad(in, root->from, "the root element is not theme in the namespace " THEME_SPACE);
		return;
	}
	const XmlAttribute *base = xml_attribute(root, "base");
	const char *path = base ? find_base(in, base, chain) : NULL;
	if (path) {
		Str text = file_read(in->arena, path, LIMIT, in->diags);
		const Chain below = { path, chain->length + 1, chain };
		if (text.at) read_chain(in, text, &below);
		else in->failed = true;
	}
	in->root = root->from;
	theme_tokens(in, root);
	if (in->seen.brand) brand_apply(in);
}

Len measure_points(double value, Unit unit, Len grid) {
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

const Theme *theme_read(
	Arena *arena, Str bytes, const char *file, const char *shipped, Diags *diags) {
	ThemeReading *in = ARENA_NEW(arena, ThemeReading);
	in->arena = arena;
	in->diags = diags;
	in->shipped = shipped;
	in->theme = ARENA_NEW(arena, Theme);
	const Chain chain = { file, 1, NULL };
	read_chain(in, bytes, &chain);
	if (in->failed) return NULL;
	for (int i = 0; i < NMEASURES; i++)
		in->theme->measures[i] = measure_points(in->values[i], measure_units[i], in->theme->grid);
	theme_contrasts(in);
	return in->failed ? NULL : in->theme;
}
