/* Inline markup -> spans: styles from emph, strong and code; fields filled; passages decided; white
   space folded to single blanks across element borders, none at the ends. */
#include "content/internal.h"

typedef struct Joining {
	Filling *fill;
	Span *first, *last;
	bool blank;
} Joining; /* blank: one is owed before the next word */
typedef struct Look {
	unsigned style;
	Str lang, href;
} Look;

/* ---- passages ---- */

typedef struct Kids {
	const Xml **at;
	int count, room;
} Kids;

static void keep(Filling *fill, Kids *kids, const Xml *kid) {
	if (kids->count == kids->room) {
		int room = kids->room ? kids->room * 2 : 8;
		const Xml **grown = ARENA_ARRAY(fill->arena, room, const Xml *);
		for (int i = 0; i < kids->count; i++) grown[i] = kids->at[i];
		kids->at = grown;
		kids->room = room;
	}
	kids->at[kids->count++] = kid;
}

static bool holds(Filling *fill, const Xml *passage) {
	Test test;
	return test_read(xml_value(passage, "test"), &test) && test_holds(&test, fill->fields);
}

static void gather(Filling *fill, Kids *kids, const Xml *element) {
	for (const Xml *kid = element->first; kid; kid = kid->next) {
		if (kid->kind == XML_WORDS || !is_passage(kid)) {
			keep(fill, kids, kid);
			continue;
		}
		if (str_is(kid->name, "if")) {
			if (holds(fill, kid)) gather(fill, kids, kid);
			continue;
		}
		const Xml *chosen = NULL;
		for (const Xml *one = kid->first; one && !chosen; one = one->next)
			if (one->kind == XML_ELEMENT && (str_is(one->name, "else") || holds(fill, one)))
				chosen = one;
		if (chosen) gather(fill, kids, chosen);
	}
}

const Xml **kids_of(Filling *fill, const Xml *element, int *count) {
	Kids kids = { .count = 0 };
	gather(fill, &kids, element);
	*count = kids.count;
	return kids.at;
}

/* ---- words ---- */

static void add_span(Joining *to, Str text, const Look *look, Source from) {
	Span *last = to->last;
	bool same = last && last->style == look->style && str_equal(last->lang, look->lang)
		&& str_equal(last->href, look->href) && !(look->style & STYLE_FIELD) && !last->cite.len;
	if (same) {
		last->text = str_join(to->fill->arena, last->text, text);
		return;
	}
	Span *span = ARENA_NEW(to->fill->arena, Span);
	*span = (Span){
		.text = text, .style = look->style, .lang = look->lang, .href = look->href, .from = from
	};
	if (last) last->next = span;
	else to->first = span;
	to->last = span;
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static void add_words(Joining *to, Str words, const Look *look, Source from) {
	Buf buf = buf_make(to->fill->arena, words.len + 1);
	for (size_t i = 0; i < words.len; i++) {
		if (is_blank(words.at[i])) {
			to->blank = true;
			continue;
		}
		if (to->blank && (to->first || buf.len)) {
			/* The blank belongs before the word, in the style of what stands before it if it ends a
			 * span. */
			if (!buf.len && to->last && !(to->last->style & STYLE_FIELD) && !to->last->cite.len)
				to->last->text = str_join(to->fill->arena, to->last->text, STR(" "));
			else buf_byte(&buf, ' ');
		}
		to->blank = false;
		buf_byte(&buf, words.at[i]);
	}
	if (buf.len) add_span(to, buf_str(&buf), look, from);
}

static void add_field(Joining *to, const Xml *element, const Look *look) {
	Str name = xml_value(element, "name");
	const Field *field = field_find(to->fill->fields, name);
	const XmlAttribute *fallback = xml_attribute(element, "default");
	if (!field && !fallback) {
		fail(to->fill->diags, element->from, MISSING_FIELD,
			"the field \"%.*s\" has neither a value nor a default", STR_ARG(name));
		hint(to->fill->diags, "give it with --set %.*s=…, or add default=\"…\"", STR_ARG(name));
		return;
	}
	Look filled = *look;
	filled.style |= STYLE_FIELD;
	Str value = str_trim(field ? field->value : fallback->value);
	if (value.len) add_words(to, value, &filled, element->from);
}

/* One span for each source. A mark hangs on the word before it, whatever blanks are between. */
static void add_cite(Joining *to, Str list, const Look *look, Source from) {
	for (Str id = str_word(&list); id.len; id = str_word(&list)) {
		Span *span = ARENA_NEW(to->fill->arena, Span);
		*span = (Span){ .cite = id, .lang = look->lang, .href = STR(""), .from = from };
		if (to->last) to->last->next = span;
		else to->first = span;
		to->last = span;
		to->fill->cites = true;
	}
	to->blank = false;
}

const Span *cite_spans(Filling *fill, Str list, Source from) {
	Joining to = { .fill = fill };
	add_cite(&to, list, &(Look){ .lang = article_lang(fill->article) }, from);
	return to.first;
}

static void add_inline(Joining *to, const Xml *element, Look look) {
	Str lang = xml_value(element, "xml:lang");
	if (lang.len) look.lang = lang;
	if (str_is(element->name, "emph")) look.style |= STYLE_EMPH;
	else if (str_is(element->name, "strong")) look.style |= STYLE_STRONG;
	else if (str_is(element->name, "code")) look.style |= STYLE_CODE;
	else if (str_is(element->name, "link")) look.href = xml_value(element, "href");
	int count;
	const Xml **kids = kids_of(to->fill, element, &count);
	for (int i = 0; i < count; i++) {
		const Xml *kid = kids[i];
		if (kid->kind == XML_WORDS) add_words(to, kid->words, &look, kid->from);
		else if (str_is(kid->name, "field")) add_field(to, kid, &look);
		else if (str_is(kid->name, "cite")) add_cite(to, xml_value(kid, "ref"), &look, kid->from);
		else if (element_in(kid->name, STR("p")) && !str_is(kid->name, "short"))
			add_inline(to, kid, look);
	}
}

static Str lang_of(const Filling *fill, const Xml *element) {
	for (; element; element = element->parent) {
		Str lang = xml_value(element, "xml:lang");
		if (lang.len) return lang;
	}
	return article_lang(fill->article);
}

static const Span *spans_of(Filling *fill, const Xml *element) {
	Joining to = { .fill = fill };
	add_inline(&to, element, (Look){ .lang = lang_of(fill, element), .href = STR("") });
	return to.first;
}

const Span *short_spans(Filling *fill, const Xml *element) {
	int count;
	const Xml **kids = kids_of(fill, element, &count);
	for (int i = 0; i < count; i++)
		if (kids[i]->kind == XML_ELEMENT && str_is(kids[i]->name, "short"))
			return spans_of(fill, kids[i]);
	return NULL;
}

Wording wording_make(Filling *fill, const Xml *element) {
	Wording words = { .from = element->from };
	words.full = spans_of(fill, element);
	words.brief = short_spans(fill, element);
	return words;
}

Str spans_text(Arena *arena, const Span *spans) {
	Buf buf = buf_make(arena, 64);
	for (; spans; spans = spans->next) buf_add(&buf, spans->text);
	return buf_str(&buf);
}

const Span *wording_brief(Wording words) { return words.brief ? words.brief : words.full; }

int spans_words(const Span *spans) {
	int n = 0;
	bool inside = false;
	for (; spans; spans = spans->next)
		for (size_t i = 0; i < spans->text.len; i++) {
			bool blank = spans->text.at[i] == ' ';
			n += !blank && !inside;
			inside = !blank;
		}
	return n;
}
