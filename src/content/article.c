/* XML -> Article: the markup is checked against the vocabulary, then what no table can say is
   checked: every name in "for" is a subject, ids are unique, each aspect has one value for each
   subject, nothing is empty. All mistakes of a file are found in one run. What is wrong is not
   looked into further, so that one mistake gives one message. */
#include "content/article.h"
#include "content/internal.h"

#define SPACE "urn:diptych:1"

typedef struct Ref {
	Str list;
	Source from;
	struct Ref *next;
} Ref;
typedef struct Checking {
	Article *article;
	Diags *diags;
	Arena *arena;
	Map ids; /* to the line where each is first given */
	Map sources; /* the ids of sources that can be cited */
	Ref *refs, *last_ref; /* of note marks, to be looked up when all sources are known */
} Checking;

/* ---- attributes ---- */

static bool is_word_of(Str word, Str list) {
	while (list.len)
		if (str_equal(str_until(&list, '|'), word)) return true;
	return false;
}

static void check_id(Checking *in, const XmlAttribute *attribute) {
	if (!attribute->value.len) {
		fail(in->diags, attribute->from, BAD_VALUE, "this id is empty");
		return;
	}
	bool fresh;
	int *line = map_at(&in->ids, attribute->value, &fresh);
	if (fresh) {
		*line = attribute->from.line;
		return;
	}
	fail(
		in->diags, attribute->from, DOUBLE_ID, "the id \"%.*s\" is taken", STR_ARG(attribute->value));
	hint(in->diags, "it is first given in line %d", *line);
}

static void keep_ref(Checking *in, const XmlAttribute *attribute) {
	Ref *ref = ARENA_NEW(in->arena, Ref);
	*ref = (Ref){ .list = attribute->value, .from = attribute->from };
	if (in->last_ref) in->last_ref->next = ref;
	else in->refs = ref;
	in->last_ref = ref;
}

static void say_unknown_source(Checking *in, Str id, Source from) {
	fail(in->diags, from, UNKNOWN_SOURCE, "no source has the id \"%.*s\"", STR_ARG(id));
	Str nearest = { NULL, 0 };
	int least = 4;
	for (size_t i = 0; i < in->sources.room; i++) {
		const MapSlot *slot = &in->sources.slots[i];
		int distance = slot->taken ? str_distance(id, slot->key, 3) : 4;
		bool nearer = distance < least
			|| (slot->taken && distance == least && least < 4 && str_compare(slot->key, nearest) < 0);
		if (!nearer) continue;
		least = distance;
		nearest = slot->key;
	}
	if (nearest.len) hint(in->diags, "did you mean \"%.*s\"?", STR_ARG(nearest));
	else hint(in->diags, "sources are named by the id of their <source>");
}

static void check_refs(Checking *in) {
	for (const Ref *ref = in->refs; ref; ref = ref->next) {
		Str list = ref->list;
		int named = 0;
		for (Str id = str_word(&list); id.len; id = str_word(&list), named++)
			if (!map_find(&in->sources, id)) say_unknown_source(in, id, ref->from);
		if (!named) fail(in->diags, ref->from, UNKNOWN_SOURCE, "ref names no source");
	}
}

static void check_subjects(Checking *in, const XmlAttribute *attribute) {
	const Article *article = in->article;
	Str rest = attribute->value;
	int named = 0;
	for (Str word = str_word(&rest); word.len; word = str_word(&rest), named++) {
		int best = 4, nearest = -1;
		bool known = false;
		for (int i = 0; i < article->nsubjects && !known; i++) {
			known = str_equal(word, article->subjects[i]);
			int distance = str_distance(word, article->subjects[i], 3);
			if (distance < best) {
				best = distance;
				nearest = i;
			}
		}
		if (known) continue;
		fail(in->diags, attribute->from, UNKNOWN_SUBJECT, "no subject has the id \"%.*s\"",
			STR_ARG(word));
		if (nearest >= 0)
			hint(in->diags, "did you mean \"%.*s\"?", STR_ARG(article->subjects[nearest]));
		else hint(in->diags, "subjects are named by the id of their <subject>");
	}
	if (!named) fail(in->diags, attribute->from, UNKNOWN_SUBJECT, "for names no subject");
}

/* An address is of the web, mail or telephone, or has no scheme: what a reader taps must not run.
 */
static bool is_safe_address(Str href) {
	static const char *const schemes[] = { "http:", "https:", "mailto:", "tel:" };
	size_t colon = 0;
	while (colon < href.len && href.at[colon] != ':' && href.at[colon] != '/') colon++;
	if (colon == href.len || href.at[colon] == '/') return true;
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (str_starts(href, str_of(schemes[i]))) return true;
	return false;
}

/* Kinds whose values have a form of their own; true if [kind] is one of them. */
static bool check_form(Checking *in, const XmlAttribute *attribute, Str kind) {
	static const struct {
		const char *kind, *what, *hint;
		bool (*is)(Str text);
	} forms[] = {
		{ "currency", "currency", "a currency is a code of ISO 4217: USD, EUR, MXN", is_currency },
		{ "date", "date", "write 2026, 2026-03 or 2026-03-15", is_date },
		{ "day", "day", "write 2026-03-15, or --03-15 for a day of every year", is_day },
	};
	Str value = attribute->value;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (!str_is(kind, forms[i].kind)) continue;
		if (forms[i].is(value)) return true;
		fail(in->diags, attribute->from, BAD_VALUE, "%.*s=\"%.*s\" is no %s",
			STR_ARG(attribute->name), STR_ARG(value), forms[i].what);
		hint(in->diags, "%s", forms[i].hint);
		return true;
	}
	return false;
}

static void check_kind(Checking *in, const XmlAttribute *attribute, Str kind) {
	Str value = attribute->value;
	double number;
	Test test;
	if (str_is(kind, "any") || check_form(in, attribute, kind)) return;
	if (str_is(kind, "id")) check_id(in, attribute);
	else if (str_is(kind, "subjects")) check_subjects(in, attribute);
	else if (str_is(kind, "sources")) keep_ref(in, attribute);
	else if (str_is(kind, "number")) {
		if (str_number(value, &number) && number >= 0) return;
		fail(in->diags, attribute->from, BAD_VALUE, "%.*s=\"%.*s\" is no number from 0 to 1000000000",
			STR_ARG(attribute->name), STR_ARG(value));
		hint(in->diags, "write digits, with a point for parts: 2.5");
	} else if (str_is(kind, "test")) {
		if (test_read(value, &test)) return;
		fail(in->diags, attribute->from, BAD_TEST, "the test \"%.*s\" cannot be read",
			STR_ARG(value));
		hint(in->diags, "a test is FIELD, not FIELD, FIELD = 'TEXT' or FIELD != 'TEXT'");
	} else if (str_is(kind, "width")) {
		FigureWidth width;
		Len given;
		if (figure_width(value, &width, &given)) return;
		fail(in->diags, attribute->from, BAD_VALUE, "width=\"%.*s\" is no width", STR_ARG(value));
		hint(in->diags, "it is \"column\", \"page\" or a length such as \"160pt\"");
	} else if (str_is(kind, "text") || str_is(kind, "href")) {
		if (str_is(kind, "href") && !is_safe_address(value)) {
			fail(in->diags, attribute->from, BAD_VALUE,
				"the address \"%.*s\" is of no kind that is "
				"linked",
				STR_ARG(value));
			hint(in->diags, "an address starts with https://, http://, mailto: or tel:");
		}
		if (!value.len)
			fail(in->diags, attribute->from, BAD_VALUE, "%.*s is empty", STR_ARG(attribute->name));
	} else if (!is_word_of(value, kind)) {
		fail(in->diags, attribute->from, BAD_VALUE, "%.*s=\"%.*s\" is not one of %.*s",
			STR_ARG(attribute->name), STR_ARG(value), STR_ARG(kind));
	}
}

static void say_unknown_attribute(
	Checking *in, const Xml *element, const XmlAttribute *attribute, const Element *row) {
	fail(in->diags, attribute->from, UNKNOWN_ATTRIBUTE, "<%.*s> has no attribute \"%.*s\"",
		STR_ARG(element->name), STR_ARG(attribute->name));
	Str list = str_of(row->attributes), best = { NULL, 0 };
	Attribute known;
	int least = 4;
	while (attribute_next(&list, &known)) {
		int distance = str_distance(known.name, attribute->name, 3);
		if (distance < least) {
			least = distance;
			best = known.name;
		}
	}
	if (best.len) hint(in->diags, "did you mean \"%.*s\"?", STR_ARG(best));
}

static void check_attributes(Checking *in, const Xml *element, const Element *row) {
	for (const XmlAttribute *attribute = element->attributes; attribute;
		 attribute = attribute->next) {
		if (str_is(attribute->prefix, "xml")) {
			if (str_is(attribute->name, "id")) check_id(in, attribute);
			continue;
		}
		if (attribute->prefix.len) continue;
		Str list = str_of(row->attributes);
		Attribute known;
		bool found = false;
		while (!found && attribute_next(&list, &known))
			found = str_equal(known.name, attribute->name);
		if (found) check_kind(in, attribute, known.kind);
		else say_unknown_attribute(in, element, attribute, row);
	}
	Str list = str_of(row->attributes);
	Attribute known;
	while (attribute_next(&list, &known)) {
		if (!known.needed || xml_attribute(element, str_zero(in->arena, known.name))) continue;
		fail(in->diags, element->from, MISSING_ATTRIBUTE, "<%.*s> needs the attribute \"%.*s\"",
			STR_ARG(element->name), STR_ARG(known.name));
	}
}

/* ---- elements ---- */

static void say_unknown(Checking *in, const Xml *element, const Xml *home) {
	const Element *elsewhere = element_any(element->name);
	if (elsewhere) {
		fail(in->diags, element->from, UNKNOWN_ELEMENT, "<%.*s> cannot stand in <%.*s>",
			STR_ARG(element->name), STR_ARG(home->name));
		bool anywhere = *elsewhere->parents == '@' || *elsewhere->parents == '*';
		hint(
			in->diags, anywhere ? "it stands among words" : "it stands in: %s", elsewhere->parents);
		return;
	}
	fail(in->diags, element->from, UNKNOWN_ELEMENT, "<%.*s> is not known", STR_ARG(element->name));
	const char *nearest = NULL;
	int least = 4;
	for (int here = 1; here >= 0 && !nearest; here--)
		for (int i = 0; i < nelements; i++) {
			if (here && !element_in(str_of(elements[i].name), home->name)) continue;
			int distance = str_distance(element->name, str_of(elements[i].name), 3);
			if (distance < least) {
				least = distance;
				nearest = elements[i].name;
			}
		}
	if (nearest) hint(in->diags, "did you mean <%s>?", nearest);
	else hint(in->diags, "\"diptych list elements\" shows what is known");
}

static bool has_words(const Xml *element) {
	for (const Xml *kid = element->first; kid; kid = kid->next) {
		if (kid->kind == XML_WORDS ? str_trim(kid->words).len > 0 : !str_is(kid->name, "short"))
			return true;
	}
	return false;
}

static int count_kids(const Xml *element, const char *name) {
	int n = 0;
	for (const Xml *kid = element->first; kid; kid = kid->next) {
		if (kid->kind != XML_ELEMENT) continue;
		if (str_is(kid->name, name)) n++;
		/* A group is no parent of its own here: its aspects are those of all. */
		if (is_passage(kid) || str_is(kid->name, "group")) n += count_kids(kid, name) ? 1000 : 0;
	}
	return n;
}

/* Where an element is at home in several places and is not wanted in all of them as often. */
static HowMany how_many(const Xml *home, const Element *row) {
	static const struct {
		const char *home, *name;
		HowMany many;
	} others[] = {
		{ "verdict", "title", MAYBE },
		{ "note", "title", MAYBE },
		{ "table", "title", MAYBE },
		{ "figure", "title", MAYBE },
		{ "contact", "org", ANY },
		{ "qa", "question", ONE },
		{ "quote", "source", MAYBE },
		{ "pros", "item", SOME },
		{ "cons", "item", SOME },
	};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_is(home->name, others[i].home) && str_is(str_of(row->name), others[i].name))
			return others[i].many;
	return row->many;
}

/* What must be there, and what may be there only once. */
static void check_kids(Checking *in, const Xml *element) {
	for (int i = 0; i < nelements; i++) {
		const Element *row = &elements[i];
		if (!stands_in(row, element->name)) continue;
		HowMany many = how_many(element, row);
		if (many == ANY) continue;
		int n = count_kids(element, row->name);
		if (!n && many != MAYBE) {
			fail(in->diags, element->from, MISSING_ELEMENT, "<%.*s> needs a <%s>",
				STR_ARG(element->name), row->name);
			hint(in->diags, "for instance %s", row->example);
		}
		if (n < 2 || n >= 1000 || many == SOME) continue;
		int seen = 0;
		for (const Xml *kid = element->first; kid; kid = kid->next)
			if (kid->kind == XML_ELEMENT && str_is(kid->name, row->name) && ++seen == 2)
				fail(in->diags, kid->from, REPEATED_ELEMENT, "<%.*s> has one <%s> already",
					STR_ARG(element->name), row->name);
	}
}

static bool may_be_empty(const Xml *element) {
	if (str_is(element->name, "action") || str_is(element->name, "cell")) return true;
	return str_is(element->name, "value")
		&& (xml_attribute(element, "status") || xml_attribute(element, "min")
			|| xml_attribute(element, "max") || xml_attribute(element, "est")
			|| xml_attribute(element, "median") || xml_attribute(element, "date")
			|| xml_attribute(element, "answer"));
}

/* A mark in a heading would be set as large as the heading, and repeated with it. */
static void check_cite(Checking *in, const Xml *cite) {
	static const char *const heads[] = { "title", "question", "term", "subtitle", "org" };
	for (const Xml *home = cite->parent; home; home = home->parent)
		for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
			if (!str_is(home->name, heads[i])) continue;
			fail(in->diags, cite->from, UNKNOWN_ELEMENT, "<cite> cannot stand in a <%s>", heads[i]);
			hint(in->diags, "put it behind the words that say what the source says");
			return;
		}
}

static void check_figure(Checking *in, const Xml *figure) {
	bool decorative = str_is(xml_value(figure, "decorative"), "yes");
	if (decorative || xml_attribute(figure, "alt")) return;
	fail(in->diags, figure->from, FIGURE_WITHOUT_ALT,
		"this figure does not say what those hear who cannot see it");
	hint(in->diags, "add alt=\"…\", or decorative=\"yes\" if it tells nothing");
}

static void check_element(Checking *in, const Xml *element, const Element *row) {
	check_attributes(in, element, row);
	if (str_is(element->name, "cite")) check_cite(in, element);
	if (str_is(element->name, "source") && xml_value(element, "id").len)
		map_at(&in->sources, xml_value(element, "id"), NULL);
	const Xml *home = home_of(element);
	bool words_here = home && holds_words(home->name);
	for (const Xml *kid = element->first; kid; kid = kid->next) {
		if (kid->kind == XML_WORDS) {
			if (words_here || !str_trim(kid->words).len) continue;
			fail(in->diags, kid->from, MISPLACED_TEXT, "words cannot stand directly in <%.*s>",
				STR_ARG(home->name));
			hint(in->diags, "put them into one of its elements, such as <p>");
			continue;
		}
		const Xml *parent =
			is_passage(kid) && (str_is(kid->name, "case") || str_is(kid->name, "else")) ? element
																						: home;
		const Element *known = element_in(kid->name, parent->name);
		bool foreign = kid->space.len && !str_is(kid->space, SPACE);
		if (!known || foreign) say_unknown(in, kid, parent);
		else check_element(in, kid, known);
	}
	if (is_passage(element)) return;
	if (str_is(element->name, "figure")) check_figure(in, element);
	check_kids(in, element);
	bool wants_words = row->holds == WORDS || row->holds == FLOW;
	if (wants_words && !has_words(element) && !may_be_empty(element))
		fail(in->diags, element->from, EMPTY_WORDS, "<%.*s> has no words", STR_ARG(element->name));
}

/* ---- what no table can say ---- */

static void find_subjects(Checking *in, const Xml *root) {
	Article *article = in->article;
	int n = 0;
	Source sixth = root->from;
	for (const Xml *kid = root->first; kid; kid = kid->next) {
		if (kid->kind != XML_ELEMENT || !str_is(kid->name, "subjects")) continue;
		for (const Xml *subject = kid->first; subject; subject = subject->next) {
			if (subject->kind != XML_ELEMENT || !str_is(subject->name, "subject")) continue;
			if (n < MAX_SUBJECTS) article->subjects[n] = xml_value(subject, "id");
			if (++n == MAX_SUBJECTS + 1) sixth = subject->from;
		}
	}
	article->nsubjects = n < MAX_SUBJECTS ? n : MAX_SUBJECTS;
	if (n >= 2 && n <= MAX_SUBJECTS) return;
	fail(in->diags, sixth, SUBJECT_COUNT, "the article has %d subject%s, and compares two to five",
		n, n == 1 ? "" : "s");
}

SubjectSet subjects_named(const Article *article, Str list) {
	SubjectSet set = 0;
	for (Str word = str_word(&list); word.len; word = str_word(&list))
		for (int i = 0; i < article->nsubjects; i++)
			if (str_equal(word, article->subjects[i])) set |= 1u << i;
	return set;
}

/* Values inside an "if" are checked when the fields are known. */
static void check_values(Checking *in, const Xml *aspect) {
	SubjectSet seen = 0;
	bool depends = false;
	for (const Xml *kid = aspect->first; kid; kid = kid->next) {
		if (kid->kind != XML_ELEMENT) continue;
		depends |= is_passage(kid);
		if (!str_is(kid->name, "value")) continue;
		SubjectSet set = subjects_named(in->article, xml_value(kid, "for"));
		if (set & seen)
			fail(in->diags, kid->from, DOUBLE_VALUE, "a subject of this value has one already");
		seen |= set;
	}
	for (int i = 0; i < in->article->nsubjects && !depends; i++) {
		if (seen >> i & 1) continue;
		Str id = in->article->subjects[i];
		fail(in->diags, aspect->from, MISSING_VALUE, "this aspect has no value for \"%.*s\"",
			STR_ARG(id));
		hint(
			in->diags, "add <value for=\"%.*s\">…</value>, or say status=\"unknown\"", STR_ARG(id));
	}
}

static void check_aspects(Checking *in, const Xml *aspects) {
	for (const Xml *kid = aspects->first; kid; kid = kid->next) {
		if (kid->kind != XML_ELEMENT) continue;
		if (str_is(kid->name, "aspect")) check_values(in, kid);
		else if (str_is(kid->name, "group")) check_aspects(in, kid);
	}
}

static void check_meaning(Checking *in, const Xml *root) {
	bool body = false;
	for (const Xml *kid = root->first; kid; kid = kid->next) {
		if (kid->kind != XML_ELEMENT) continue;
		body |= str_is(kid->name, "aspects") || str_is(kid->name, "section") || is_passage(kid);
		if (str_is(kid->name, "aspects")) check_aspects(in, kid);
	}
	if (!body) {
		fail(in->diags, root->from, MISSING_ELEMENT,
			"the article has neither <aspects> nor a <section>");
		hint(in->diags, "an article answers at least one question for each subject");
	}
}

const Article *article_read(Arena *arena, Str bytes, const char *file, Diags *diags) {
	int before = diags->nerrors;
	const Xml *root = xml_read(arena, bytes, file, diags);
	if (!root) return NULL;
	bool ours = !root->space.len || str_is(root->space, SPACE);
	if (!str_is(root->name, "comparison") || !ours) {
		fail(diags, root->from, UNKNOWN_ROOT, "the root element is <%.*s>%s, and not <comparison>",
			STR_ARG(root->name), ours ? "" : " of another namespace");
		hint(diags, "an article starts with <comparison xmlns=\"" SPACE "\" xml:lang=\"en\">");
		return NULL;
	}
	Article *article = ARENA_NEW(arena, Article);
	*article = (Article){ .arena = arena, .root = root, .file = file };
	Checking in = { .article = article,
		.diags = diags,
		.arena = arena,
		.ids = map_make(arena),
		.sources = map_make(arena) };
	find_subjects(&in, root);
	check_element(&in, root, element_any(root->name));
	check_refs(&in);
	check_meaning(&in, root);
	return diags->nerrors > before ? NULL : article;
}

static Str stem_of(const char *file) {
	Str name = str_of(file);
	for (size_t i = name.len; i > 0; i--)
		if (name.at[i - 1] == '/') {
			name = str_slice(name, i, name.len);
			break;
		}
	for (size_t i = name.len; i > 1; i--)
		if (name.at[i - 1] == '.') return str_slice(name, 0, i - 1);
	return name;
}

Str article_id(const Article *article) {
	Str id = xml_value(article->root, "id");
	return id.len ? id : stem_of(article->file);
}

Str article_lang(const Article *article) {
	Str lang = xml_value(article->root, "xml:lang");
	return lang.len ? lang : STR("en");
}
