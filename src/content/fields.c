/* Fields, and the tests of if and case. */
#include "content/internal.h"

static bool is_name_byte(char c) {
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
		|| c == '-' || c == '.' || (unsigned char)c >= 0x80;
}

static Str take_name(Str *text) {
	size_t n = 0;
	while (n < text->len && is_name_byte(text->at[n])) n++;
	Str name = str_slice(*text, 0, n);
	*text = str_trim(str_slice(*text, n, text->len));
	return name;
}

bool test_read(Str text, Test *out) {
	*out = (Test){ .compares = false };
	text = str_trim(text);
	Str name = take_name(&text);
	if (str_is(name, "not") && text.len) {
		out->negated = true;
		name = take_name(&text);
	}
	out->name = name;
	if (!name.len) return false;
	if (!text.len) return true;
	if (out->negated) return false;
	out->compares = true;
	if (str_starts(text, STR("!="))) {
		out->negated = true;
		text = str_trim(str_slice(text, 2, text.len));
	} else if (str_starts(text, STR("="))) text = str_trim(str_slice(text, 1, text.len));
	else return false;
	if (text.len < 2 || (text.at[0] != '\'' && text.at[0] != '"')
		|| text.at[text.len - 1] != text.at[0])
		return false;
	out->value = str_slice(text, 1, text.len - 1);
	return true;
}

const Field *field_find(const Fields *fields, Str name) {
	const Field *found = NULL;
	for (const Field *field = fields ? fields->first : NULL; field; field = field->next)
		if (str_equal(field->name, name)) found = field;
	return found;
}

bool test_holds(const Test *test, const Fields *fields) {
	const Field *field = field_find(fields, test->name);
	bool holds =
		test->compares ? field && str_equal(field->value, test->value) : field && field->value.len;
	return holds != test->negated;
}

static bool tree_uses(const Xml *node, Str name) {
	if (node->kind != XML_ELEMENT) return false;
	Test test;
	if (str_is(node->name, "field") && str_equal(xml_value(node, "name"), name)) return true;
	if (is_passage(node) && xml_attribute(node, "test") && test_read(xml_value(node, "test"), &test)
		&& str_equal(test.name, name))
		return true;
	for (const Xml *kid = node->first; kid; kid = kid->next)
		if (tree_uses(kid, name)) return true;
	return false;
}

bool article_uses_field(const Article *article, Str name) { return tree_uses(article->root, name); }
