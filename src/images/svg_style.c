/* The properties of an element: from its attributes, then from the style sheets by the weight of
   their selectors, then from its style attribute. Selectors are what drawing programs write: names,
   classes, ids, and those joined without a blank; others are a message, since whatever they would
   have coloured would be wrong. */
#include "images/svg.h"
#include <string.h>

SvgStyle svg_style_start(void) {
	Colour black = colour_rgb(0, 0, 0);
	return (SvgStyle){
		.fill = { .kind = VALUE_COLOUR, .colour = black, .opacity = 1 },
		.fill_opacity = 1, .stroke_opacity = 1, .colour = black, .font_size = 16, .weight = 400,
		.line = { .width = 1, .miter = 4 },
		.opacity = 1, .stop_opacity = 1,
		.stop = { .kind = VALUE_COLOUR, .colour = black, .opacity = 1 },
	};
}

/* ---- values ---- */

/* url(#id), and what is behind it. */
static bool take_link(Str *text, Str *id) {
	if (!str_starts(*text, STR("url("))) return false;
	Str inside = str_slice(*text, 4, text->len), quotes = STR("'\"");
	*text = inside;
	inside = str_trim(str_until(text, ')'));
	for (size_t i = 0; i < quotes.len; i++)
		if (inside.len > 1 && inside.at[0] == quotes.at[i])
			inside = str_trim(str_slice(inside, 1, inside.len - 1));
	if (!str_starts(inside, STR("#")) || inside.len < 2) return false;
	*id = str_slice(inside, 1, inside.len);
	*text = str_trim(*text);
	return true;
}

static bool take_paint(Str text, SvgValue *out) {
	SvgValue value = { .kind = VALUE_NONE, .opacity = 1 };
	if (str_starts(text, STR("url("))) {
		if (!take_link(&text, &value.id)) return false;
		value.kind = VALUE_LINK;
	} else if (str_is(text, "currentColor") || str_is(text, "currentcolor"))
		value.kind = VALUE_CURRENT;
	else if (!str_is(text, "none") && !str_is(text, "transparent")) {
		value.kind = VALUE_COLOUR;
		if (!svg_colour(text, &value.colour, &value.opacity)) return false;
	}
	*out = value;
	return true;
}

typedef struct Word {
	const char *word;
	int value;
} Word;

static bool take_word(Str text, const Word *words, int *out) {
	for (; words->word; words++)
		if (str_is(text, words->word)) {
			*out = words->value;
			return true;
		}
	return false;
}

static const Word caps[] = { { "butt", CAP_BUTT }, { "round", CAP_ROUND },
	{ "square", CAP_SQUARE }, { NULL, 0 } };
static const Word joins[] = { { "miter", JOIN_MITER }, { "round", JOIN_ROUND },
	{ "bevel", JOIN_BEVEL }, { NULL, 0 } };
static const Word rules[] = { { "nonzero", 0 }, { "evenodd", 1 }, { NULL, 0 } };
static const Word anchors[] = { { "start", ANCHOR_START }, { "middle", ANCHOR_MIDDLE },
	{ "end", ANCHOR_END }, { NULL, 0 } };
static const Word weights[] = { { "normal", 400 }, { "bold", 700 }, { "bolder", 700 },
	{ "lighter", 300 }, { "100", 100 }, { "200", 200 }, { "300", 300 }, { "400", 400 },
	{ "500", 500 }, { "600", 600 }, { "700", 700 }, { "800", 800 }, { "900", 900 }, { NULL, 0 } };
static const Word slants[] = { { "normal", 0 }, { "italic", 1 }, { "oblique", 1 }, { NULL, 0 } };
static const Word sights[] = { { "visible", 0 }, { "hidden", 1 }, { "collapse", 1 }, { NULL, 0 } };

static bool take_dashes(Str text, LineStyle *line) {
	double dashes[MAX_DASHES], sum = 0;
	int n = 0;
	line->ndashes = 0;
	if (str_is(text, "none")) return true;
	while (text.len && n < MAX_DASHES) {
		if (!svg_number(&text, &dashes[n]) || dashes[n] < 0) return false;
		if (str_starts(text, STR("px"))) text = str_slice(text, 2, text.len), svg_skip(&text);
		sum += dashes[n++];
	}
	if (text.len || (n % 2 && 2 * n > MAX_DASHES)) return false;
	if (sum <= 0) return true;
	line->ndashes = n % 2 ? 2 * n : n; /* an odd list is told twice */
	for (int i = 0; i < line->ndashes; i++) line->dashes[i] = dashes[i % n];
	return true;
}

/* Families are the theme's: a serif is its display family, all else its text family. */
static bool take_family(Str text, SvgStyle *style) {
	static const char *const serifs[] = { "Georgia", "Times", "Palatino", "Garamond", "Cambria" };
	Str whole = text;
	style->display_face = false;
	for (size_t i = 0; i < sizeof serifs / sizeof *serifs; i++)
		for (size_t at = 0; at < whole.len; at++)
			style->display_face |= str_starts(str_slice(whole, at, whole.len), str_of(serifs[i]));
	while (text.len) style->display_face |= str_is(str_trim(str_until(&text, ',')), "serif");
	return true;
}

static bool take_size(Str text, SvgStyle *style) {
	double size;
	if (!svg_length(text, style->font_size, style->font_size, &size) || size < 0) return false;
	style->font_size = size;
	return true;
}

/* ---- properties ---- */

typedef enum {
	P_FILL, P_STROKE, P_FILL_OPACITY, P_STROKE_OPACITY, P_FILL_RULE, P_CLIP_RULE, P_WIDTH, P_CAP,
	P_JOIN, P_MITER, P_DASHES, P_PHASE, P_COLOUR, P_SIZE, P_FAMILY, P_WEIGHT, P_SLANT, P_ANCHOR,
	P_SIGHT, P_OPACITY, P_STOP, P_STOP_OPACITY, P_CLIP, P_DISPLAY, P_PLAIN
} Property;

/* PLAIN: not drawn; only what it says by default is let pass. */
static const struct {
	const char *name;
	Property what;
	const char *plain;
} properties[] = {
	{ "fill", P_FILL, NULL }, { "stroke", P_STROKE, NULL }, { "fill-opacity", P_FILL_OPACITY, NULL },
	{ "stroke-opacity", P_STROKE_OPACITY, NULL }, { "fill-rule", P_FILL_RULE, NULL },
	{ "clip-rule", P_CLIP_RULE, NULL }, { "stroke-width", P_WIDTH, NULL },
	{ "stroke-linecap", P_CAP, NULL }, { "stroke-linejoin", P_JOIN, NULL },
	{ "stroke-miterlimit", P_MITER, NULL }, { "stroke-dasharray", P_DASHES, NULL },
	{ "stroke-dashoffset", P_PHASE, NULL }, { "color", P_COLOUR, NULL },
	{ "font-size", P_SIZE, NULL }, { "font-family", P_FAMILY, NULL },
	{ "font-weight", P_WEIGHT, NULL }, { "font-style", P_SLANT, NULL },
	{ "text-anchor", P_ANCHOR, NULL }, { "visibility", P_SIGHT, NULL },
	{ "opacity", P_OPACITY, NULL }, { "stop-color", P_STOP, NULL },
	{ "stop-opacity", P_STOP_OPACITY, NULL }, { "clip-path", P_CLIP, NULL },
	{ "display", P_DISPLAY, NULL }, { "filter", P_PLAIN, "none" }, { "mask", P_PLAIN, "none" },
	{ "marker", P_PLAIN, "none" }, { "marker-start", P_PLAIN, "none" },
	{ "marker-mid", P_PLAIN, "none" }, { "marker-end", P_PLAIN, "none" },
	{ "mix-blend-mode", P_PLAIN, "normal" }, { "vector-effect", P_PLAIN, "none" },
	{ "paint-order", P_PLAIN, "normal" }, { "letter-spacing", P_PLAIN, "normal" },
	{ "word-spacing", P_PLAIN, "normal" }, { "text-decoration", P_PLAIN, "none" },
	{ "baseline-shift", P_PLAIN, "baseline" }, { "dominant-baseline", P_PLAIN, "auto" },
	{ "writing-mode", P_PLAIN, "lr-tb" }, { "font", P_PLAIN, "" },
	{ "font-variant", P_PLAIN, "normal" }, { "transform-origin", P_PLAIN, "0 0" },
};

static int property_of(Str name) {
	for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
		if (str_is(name, properties[i].name)) return (int)i;
	return -1;
}

static bool take_line(Property what, Str value, SvgStyle *style) {
	LineStyle *line = &style->line;
	int word = 0;
	switch ((int)what) {
	case P_WIDTH: return svg_length(value, 100, style->font_size, &line->width) && line->width >= 0;
	case P_CAP: return take_word(value, caps, &word) && (line->cap = (LineCap)word, true);
	case P_JOIN: return take_word(value, joins, &word) && (line->join = (LineJoin)word, true);
	case P_MITER: return svg_length(value, 0, 0, &line->miter) && line->miter >= 1;
	case P_DASHES: return take_dashes(value, line);
	case P_PHASE: return svg_length(value, 100, style->font_size, &line->phase);
	}
	return false;
}

static bool take_type(Property what, Str value, SvgStyle *style) {
	int word = 0;
	switch ((int)what) {
	case P_SIZE: return take_size(value, style);
	case P_FAMILY: return take_family(value, style);
	case P_WEIGHT: return take_word(value, weights, &style->weight);
	case P_SLANT: return take_word(value, slants, &word) && (style->italic = word, true);
	case P_ANCHOR:
		return take_word(value, anchors, &word) && (style->anchor = (SvgAnchor)word, true);
	}
	return false;
}

static bool take_property(int row, Str value, SvgStyle *style) {
	Property what = properties[row].what;
	double opacity;
	int word = 0;
	switch (what) {
	case P_FILL: return take_paint(value, &style->fill);
	case P_STROKE: return take_paint(value, &style->stroke);
	case P_STOP: return take_paint(value, &style->stop);
	case P_COLOUR: return svg_colour(value, &style->colour, &opacity) && opacity == 1;
	case P_FILL_OPACITY: return svg_share(value, &style->fill_opacity);
	case P_STROKE_OPACITY: return svg_share(value, &style->stroke_opacity);
	case P_OPACITY: return svg_share(value, &style->opacity);
	case P_STOP_OPACITY: return svg_share(value, &style->stop_opacity);
	case P_FILL_RULE: return take_word(value, rules, &word) && (style->even_odd = word, true);
	case P_CLIP_RULE: return take_word(value, rules, &word) && (style->clip_even_odd = word, true);
	case P_SIGHT: return take_word(value, sights, &word) && (style->hidden = word, true);
	case P_CLIP:
		style->clip.len = 0;
		return str_is(value, "none") || (take_link(&value, &style->clip) && !value.len);
	case P_DISPLAY: style->gone = str_is(value, "none"); return true;
	case P_PLAIN: return str_is(value, properties[row].plain);
	case P_WIDTH: case P_CAP: case P_JOIN: case P_MITER: case P_DASHES: case P_PHASE:
		return take_line(what, value, style);
	case P_SIZE: case P_FAMILY: case P_WEIGHT: case P_SLANT: case P_ANCHOR:
		return take_type(what, value, style);
	}
	return false;
}

/* What is said again of the parent is what it is by itself; only what is not inherited differs, and
   nobody inherits that on purpose. */
static void take(Svg *svg, const Xml *element, Str name, Str value, SvgStyle *style) {
	int row = property_of(name);
	value = str_trim(value);
	if (row < 0 || str_is(value, "inherit") || !value.len) return;
	if (!take_property(row, value, style))
		svg_refuse(svg, element, "%.*s: %.*s is not drawn", STR_ARG(name),
			(int)(value.len > 60 ? 60 : value.len), value.at);
}

/* "name: value; name: value". A value in brackets or quotes may hold anything. */
static void take_all(Svg *svg, const Xml *element, Str text, SvgStyle *style) {
	while (text.len) {
		size_t end = 0;
		int depth = 0;
		char quote = 0;
		for (; end < text.len && (depth || quote || text.at[end] != ';'); end++) {
			char c = text.at[end];
			if (quote) quote = c == quote ? 0 : quote;
			else if (c == '"' || c == '\'') quote = c;
			else if (c == '(') depth++;
			else if (c == ')' && depth) depth--;
		}
		Str value = str_slice(text, 0, end);
		text = str_slice(text, end + 1, text.len);
		Str name = str_trim(str_until(&value, ':'));
		take(svg, element, name, value, style);
	}
}

/* ---- style sheets ---- */

static bool is_name(char c) {
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
		|| c == '_' || (unsigned char)c >= 0x80;
}

/* "rect.a.b#c" -> its parts; false for any other kind. */
static bool read_selector(Svg *svg, Str text, SvgRule *rule) {
	Buf classes = buf_make(svg->arena, 32);
	for (size_t at = 0, end; at < text.len; at = end) {
		char kind = text.at[at] == '.' || text.at[at] == '#' ? text.at[at] : 0;
		size_t from = at + (kind != 0);
		bool all = !kind && text.at[at] == '*';
		for (end = from + all; !all && end < text.len && is_name(text.at[end]);) end++;
		Str name = str_slice(text, from, end);
		if (!name.len || (!kind && at)) return false;
		rule->weight += kind == '#' ? 10000 : kind ? 100 : !all;
		if (kind == '#') rule->id = name;
		else if (kind) buf_add(&classes, name), buf_byte(&classes, ' ');
		else if (!all) rule->element = name;
	}
	rule->classes = buf_str(&classes);
	return text.len;
}

static void add_rule(Svg *svg, SvgRule *rule) {
	SvgRule **at = &svg->rules;
	while (*at && (*at)->weight <= rule->weight) at = &(*at)->next;
	rule->next = *at;
	*at = rule;
}

static Str without_comments(Svg *svg, Str text) {
	Buf out = buf_make(svg->arena, text.len + 1);
	for (size_t i = 0; i < text.len; i++) {
		if (!str_starts(str_slice(text, i, text.len), STR("/*"))) {
			buf_byte(&out, text.at[i]);
			continue;
		}
		i += 2;
		while (i < text.len && !str_starts(str_slice(text, i, text.len), STR("*/"))) i++;
		i++;
	}
	return buf_str(&out);
}

static void read_sheet(Svg *svg, const Xml *element, Str text) {
	enum { MOST = 2000 };
	int count = 0;
	text = str_trim(without_comments(svg, text));
	while (text.len && !svg->too_much) {
		Str selectors = str_trim(str_until(&text, '{')), declarations = str_until(&text, '}');
		text = str_trim(text);
		if (str_starts(selectors, STR("@"))) {
			svg_refuse(svg, element, "a style sheet with \"%.*s\" is not read",
				(int)(selectors.len > 40 ? 40 : selectors.len), selectors.at);
			return;
		}
		while (selectors.len) {
			Str selector = str_trim(str_until(&selectors, ','));
			SvgRule *rule = ARENA_NEW(svg->arena, SvgRule);
			rule->declarations = declarations;
			if (++count > MOST || !read_selector(svg, selector, rule)) {
				svg_refuse(svg, element, "the selector \"%.*s\" is not read",
					(int)(selector.len > 40 ? 40 : selector.len), selector.at);
				return;
			}
			add_rule(svg, rule);
		}
	}
}

static void find_sheets(Svg *svg, const Xml *node) {
	if (svg_is(node, "style")) {
		Buf text = buf_make(svg->arena, 256);
		for (const Xml *kid = node->first; kid; kid = kid->next)
			if (kid->kind == XML_WORDS) buf_add(&text, kid->words);
		read_sheet(svg, node, buf_str(&text));
	}
	for (const Xml *kid = node->first; kid; kid = kid->next)
		if (kid->kind == XML_ELEMENT) find_sheets(svg, kid);
}

void svg_sheets(Svg *svg) { find_sheets(svg, svg->root); }

/* ---- an element's style ---- */

static bool has_classes(Str wanted, Str list) {
	for (Str name = str_word(&wanted); name.len; name = str_word(&wanted)) {
		Str rest = list;
		bool found = false;
		for (Str one = str_word(&rest); one.len && !found; one = str_word(&rest))
			found = str_equal(one, name);
		if (!found) return false;
	}
	return true;
}

static bool rule_fits(const SvgRule *rule, const Xml *element) {
	if (rule->element.len && !str_equal(rule->element, element->name)) return false;
	if (rule->id.len && !str_equal(rule->id, xml_value(element, "id"))) return false;
	return has_classes(rule->classes, xml_value(element, "class"));
}

SvgStyle svg_style(Svg *svg, const Xml *element, const SvgStyle *parent) {
	SvgStyle style = *parent, start = svg_style_start();
	style.opacity = 1;
	style.stop = start.stop;
	style.stop_opacity = 1;
	style.clip = (Str){ NULL, 0 };
	style.gone = false;
	for (const XmlAttribute *at = element->attributes; at; at = at->next)
		if (!at->prefix.len) take(svg, element, at->name, at->value, &style);
	for (const SvgRule *rule = svg->rules; rule; rule = rule->next)
		if (rule_fits(rule, element)) take_all(svg, element, rule->declarations, &style);
	take_all(svg, element, xml_value(element, "style"), &style);
	const XmlAttribute *space = xml_attribute(element, "xml:space");
	if (space) style.keep_space = str_is(space->value, "preserve");
	return style;
}
