/* The grammar's tables -> RELAX NG, for editors and for those who check a theme without the
   program.

   Two kinds of theme have a grammar each: a whole one says every attribute, a based one the keys
   only. What RELAX NG cannot say stays with the reader: that each token is said once, that a whole
   theme says all of them, contrasts, and whether the base is there. */
#include "design/internal.h"

typedef struct Schema {
	Buf *out;
	Arena *arena;
	int depth;
	bool based;
} Schema;

static void put(Schema *to, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void put(Schema *to, const char *format, ...) {
	va_list list;
	va_start(list, format);
	for (int i = 0; i < to->depth; i++) buf_byte(to->out, '\t');
	buf_format_list(to->out, format, list);
	buf_byte(to->out, '\n');
	va_end(list);
}

static void begin(Schema *to, const char *name) {
	put(to, "<%s>", name);
	to->depth++;
}

static void end(Schema *to, const char *name) {
	to->depth--;
	put(to, "</%s>", name);
}

/* ---- values ---- */

static void put_words(Schema *to, const char *const *words, int count) {
	begin(to, "choice");
	for (int i = 0; i < count; i++) put(to, "<value type=\"string\">%s</value>", words[i]);
	end(to, "choice");
}

static void put_number(Schema *to, double least, double most) {
	begin(to, "data type=\"decimal\"");
	put(to, "<param name=\"pattern\">[+\\-]?[0-9]+(\\.[0-9]+)?</param>");
	put(to, "<param name=\"minInclusive\">%g</param>", least);
	put(to, "<param name=\"maxInclusive\">%g</param>", most);
	end(to, "data");
}

static void put_value(Schema *to, const ThemeAttribute *attribute) {
	switch (attribute->kind) {
	case VALUE_TEXT: put(to, "<ref name=\"text\"/>"); return;
	case VALUE_NUMBER: put_number(to, attribute->least, attribute->most); return;
	case VALUE_WORD: put_words(to, attribute->words, attribute->nwords); return;
	case VALUE_WORDS:
		begin(to, "list");
		begin(to, "zeroOrMore");
		put_words(to, attribute->words, attribute->nwords);
		end(to, "zeroOrMore");
		end(to, "list");
		return;
	case VALUE_COLOUR: put(to, "<ref name=\"colour\"/>"); return;
	case VALUE_COLOURS:
		begin(to, "list");
		for (int i = 0; i < NSUBJECTS; i++)
			put(to,
				i < 2 ? "<ref name=\"colour\"/>" : "<optional><ref name=\"colour\"/></optional>");
		end(to, "list");
		return;
	case VALUE_INKS:
		begin(to, "list");
		for (int i = 0; i < 4; i++) put(to, "<ref name=\"percent\"/>");
		end(to, "list");
		return;
	case VALUE_OF_CHOICE:
	case VALUE_OF_MEASURE: return;
	}
}

static void put_attribute(Schema *to, const ThemeAttribute *attribute, bool optional) {
	if (optional) begin(to, "optional");
	put(to, "<attribute name=\"%s\">", attribute->name);
	to->depth++;
	put_value(to, attribute);
	end(to, "attribute");
	if (optional) end(to, "optional");
}

/* ---- elements whose value depends on their name ---- */

static void begin_pair(Schema *to, const char *const *names, int count) {
	begin(to, "group");
	put(to, "<attribute name=\"name\">");
	to->depth++;
	put_words(to, names, count);
	end(to, "attribute");
	put(to, "<attribute name=\"value\">");
	to->depth++;
}

static void end_pair(Schema *to) {
	end(to, "attribute");
	end(to, "group");
}

static void put_choices(Schema *to) {
	begin(to, "choice");
	for (int i = 0; i < NCHOICES; i++) {
		const char *values[MAX_VALUES];
		int count = choice_values(to->arena, (ChoiceId)i, values);
		begin_pair(to, &choice_words[i], 1);
		put_words(to, values, count);
		end_pair(to);
	}
	end(to, "choice");
}

static void put_measures(Schema *to) {
	begin(to, "choice");
	for (int unit = GRID; unit <= POINT; unit++) {
		const char *names[NMEASURES];
		int count = 0;
		for (int i = 0; i < NMEASURES; i++)
			if (measure_units[i] == (Unit)unit) names[count++] = measure_words[i];
		begin_pair(to, names, count);
		if (unit == GRID)
			put(to,
				"<data type=\"nonNegativeInteger\"><param "
				"name=\"maxInclusive\">1000</param></data>");
		else put_number(to, 0, 1000);
		end_pair(to);
	}
	end(to, "choice");
}

/* ---- elements ---- */

static void put_attributes(Schema *to, const ThemeElement *element) {
	put(to, "<ref name=\"foreign\"/>");
	if (element->attributes == theme_elements[ELEMENT_CHOICE].attributes) put_choices(to);
	else if (element->attributes == theme_elements[ELEMENT_MEASURE].attributes) put_measures(to);
	else
		for (int i = 0; i < element->nattributes; i++) {
			bool extra = i >= element->nattributes - element->nextra;
			put_attribute(to, &element->attributes[i], extra || (to->based && i >= element->nkeys));
		}
}

static void put_children(Schema *to, ElementId parent) {
	bool any = false;
	for (int i = 0; i < NELEMENTS; i++) {
		const ThemeElement *element = &theme_elements[i];
		if (element->parent != parent || (element->based_only && !to->based)) continue;
		if (!any) begin(to, "zeroOrMore"), begin(to, "choice");
		any = true;
		put(to, "<ref name=\"%s-%s\"/>", to->based ? "based" : "whole", element->name);
	}
	if (any) end(to, "choice"), end(to, "zeroOrMore");
}

/* The theme itself needs its base in one kind and has none in the other. */
static void put_root_attributes(Schema *to) {
	const ThemeElement *root = &theme_elements[ELEMENT_THEME];
	put(to, "<ref name=\"foreign\"/>");
	for (int i = 0; i < root->nattributes; i++) {
		bool base = i >= root->nattributes - root->nextra;
		if (base && !to->based) continue;
		put_attribute(to, &root->attributes[i], to->based && !base && i >= root->nkeys);
	}
}

static void put_elements(Schema *to, bool based) {
	to->based = based;
	for (int i = 0; i < NELEMENTS; i++) {
		const ThemeElement *element = &theme_elements[i];
		if (element->based_only && !based) continue;
		put(to, "<define name=\"%s-%s\">", based ? "based" : "whole", element->name);
		to->depth++;
		put(to, "<element name=\"%s\">", element->name);
		to->depth++;
		if (i == ELEMENT_THEME) put_root_attributes(to);
		else put_attributes(to, element);
		put_children(to, (ElementId)i);
		end(to, "element");
		end(to, "define");
	}
}

static const char head[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	"<!-- Theme files of diptych. Made by \"diptych list theme-schema\"; not to be changed by "
	"hand. -->\n"
	"<grammar xmlns=\"http://relaxng.org/ns/structure/1.0\" ns=\"" THEME_SPACE "\"\n"
	"\tdatatypeLibrary=\"http://www.w3.org/2001/XMLSchema-datatypes\">\n"
	"\t<start>\n\t\t<choice>\n\t\t\t<ref name=\"whole-theme\"/>\n\t\t\t<ref "
	"name=\"based-theme\"/>\n"
	"\t\t</choice>\n\t</start>\n"
	"\t<define name=\"text\">\n\t\t<data type=\"token\"><param "
	"name=\"minLength\">1</param></data>\n"
	"\t</define>\n"
	"\t<define name=\"colour\">\n"
	"\t\t<data type=\"string\"><param "
	"name=\"pattern\">#[0-9A-Fa-f]{6}</param></data>\n\t</define>\n"
	"\t<define name=\"foreign\">\n\t\t<zeroOrMore>\n\t\t\t<attribute><anyName><except>"
	"<nsName ns=\"\"/></except></anyName></attribute>\n\t\t</zeroOrMore>\n\t</define>\n";

void theme_schema(Arena *arena, Buf *out) {
	Schema to = { .out = out, .arena = arena, .depth = 1 };
	buf_add(out, str_of(head));
	begin(&to, "define name=\"percent\"");
	put_number(&to, 0, 100);
	end(&to, "define");
	put_elements(&to, false);
	put_elements(&to, true);
	buf_add(out, STR("</grammar>\n"));
}
