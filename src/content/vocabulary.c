/* The vocabulary as a table, and what is asked of it. */
#include "content/internal.h"

const Element elements[] = {
#define ELEMENT(name, parents, attributes, holds, many, summary, example)                          \
	{ name, parents, attributes, holds, many, summary, example },
#include "content/elements.def"
#undef ELEMENT
};
const int nelements = (int)(sizeof elements / sizeof *elements);

static bool listed(const char *list, Str name) {
	Str rest = str_of(list);
	for (Str word = str_word(&rest); word.len; word = str_word(&rest))
		if (str_equal(word, name)) return true;
	return false;
}

const Element *element_any(Str name) {
	for (int i = 0; i < nelements; i++)
		if (name.len && elements[i].name[0] == name.at[0] && str_is(name, elements[i].name))
			return &elements[i];
	return NULL;
}

bool stands_in(const Element *row, Str parent) { return listed(row->parents, parent); }

bool holds_words(Str name) {
	const Element *row = element_any(name);
	return row && (row->holds == WORDS || row->holds == FLOW);
}

const Element *element_in(Str name, Str parent) {
	const Element *row = element_any(name);
	if (!row) return NULL;
	if (str_is(str_of(row->parents), "*")) return row;
	if (str_is(str_of(row->parents), "@")) return holds_words(parent) ? row : NULL;
	return listed(row->parents, parent) ? row : NULL;
}

bool is_passage(const Xml *node) {
	return str_is(node->name, "if") || str_is(node->name, "choose") || str_is(node->name, "case")
		|| str_is(node->name, "else");
}

const Xml *home_of(const Xml *node) {
	while (node && is_passage(node)) node = node->parent;
	return node;
}

bool attribute_next(Str *list, Attribute *out) {
	Str word = str_word(list);
	if (!word.len) return false;
	Str name = str_until(&word, '=');
	*out = (Attribute){ .name = name, .kind = word };
	if (name.len && name.at[name.len - 1] == '!') {
		out->needed = true;
		out->name = str_slice(name, 0, name.len - 1);
	}
	return true;
}

static const char *where(const Element *row) {
	if (str_is(str_of(row->parents), "@")) return "wherever words stand";
	if (str_is(str_of(row->parents), "*")) return "anywhere";
	return *row->parents ? row->parents : "the root";
}

void elements_list(Buf *out) {
	for (int i = 0; i < nelements; i++)
		buf_format(out, "%-12s %s\n", elements[i].name, elements[i].summary);
}

bool element_explain(Str name, Buf *out) {
	const Element *row = element_any(name);
	if (!row) return false;
	static const char *const many[] = { "once, and must be there", "once at most", "once or more",
		"any number of times" };
	static const char *const holds[] = { "elements", "words", "words, or blocks such as p and list",
		"nothing" };
	buf_format(out, "<%s>: %s\n\n  stands in   %s\n  how often   %s\n  holds       %s\n", row->name,
		row->summary, where(row), many[row->many], holds[row->holds]);
	Str list = str_of(row->attributes);
	Attribute attribute;
	while (attribute_next(&list, &attribute))
		buf_format(out, "  attribute   %.*s%s: %.*s\n", STR_ARG(attribute.name),
			attribute.needed ? " (needed)" : "", STR_ARG(attribute.kind));
	buf_format(out, "\n  %s\n", row->example);
	return true;
}
