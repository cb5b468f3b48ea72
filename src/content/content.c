/* Article + fields -> Content: the model that layout reads. One maker for each part of the
 * vocabulary. */
#include "content/internal.h"
#include "base/locale.h"

typedef struct Making {
	Filling *fill;
	Content *content;
	const Block **last_note, **last_table; /* where the next one is hung */
	const Block **last_item[2][MAX_SUBJECTS]; /* of pros and cons */
} Making;

/* Collects the kids of [element] called [name]. */
const Xml **kids_named(Filling *fill, const Xml *element, const char *name, int *count) {
	int all, n = 0;
	const Xml **kids = kids_of(fill, element, &all),
			  **out = ARENA_ARRAY(fill->arena, all + 1, const Xml *);
	for (int i = 0; i < all; i++)
		if (kids[i]->kind == XML_ELEMENT && str_is(kids[i]->name, name)) out[n++] = kids[i];
	*count = n;
	return out;
}

static const Xml *only(Filling *fill, const Xml *element, const char *name) {
	int n;
	const Xml **kids = kids_named(fill, element, name, &n);
	return n ? kids[0] : NULL;
}

Wording wording_of(Filling *fill, const Xml *element, const char *name) {
	const Xml *kid = only(fill, element, name);
	return kid ? wording_make(fill, kid) : (Wording){ .full = NULL };
}

static SubjectSet everyone(const Filling *fill) { return (1u << fill->article->nsubjects) - 1; }

static SubjectSet subjects_of(const Filling *fill, const Xml *element) {
	if (!xml_attribute(element, "for")) return everyone(fill);
	return subjects_named(fill->article, xml_value(element, "for"));
}

/* ---- blocks ---- */

static Block *blocks_of(Filling *fill, const Xml *element);

static Block *paragraph(Filling *fill, Wording words) {
	Block *block = ARENA_NEW(fill->arena, Block);
	*block = (Block){ .kind = BLOCK_PARAGRAPH, .words = words, .from = words.from };
	return block;
}

/* Hangs the items of [element] at [end]; gives the place for the next. */
static const Block **add_items(Filling *fill, const Xml *element, const Block **end) {
	int n;
	const Xml **items = kids_named(fill, element, "item", &n);
	for (int i = 0; i < n; i++) {
		Wording words = wording_make(fill, items[i]);
		if (!words.full) continue;
		Block *item = paragraph(fill, words);
		double priority = 0;
		if (str_number(xml_value(items[i], "priority"), &priority)) item->priority = (int)priority;
		*end = item;
		end = &item->next;
	}
	return end;
}

static Block *list(Filling *fill, const Xml *element) {
	Block *block = ARENA_NEW(fill->arena, Block);
	*block = (Block){ .kind = BLOCK_LIST,
		.from = element->from,
		.numbered = str_is(xml_value(element, "type"), "numbered") };
	add_items(fill, element, &block->blocks);
	return block;
}

static Block *note(Filling *fill, const Xml *element) {
	Block *block = ARENA_NEW(fill->arena, Block);
	*block = (Block){
		.kind = BLOCK_NOTE, .from = element->from, .words = wording_of(fill, element, "title")
	};
	block->warning = str_is(xml_value(element, "type"), "warning");
	block->blocks = blocks_of(fill, element);
	return block;
}

static Block *quote(Filling *fill, const Xml *element) {
	Block *block = ARENA_NEW(fill->arena, Block);
	*block = (Block){
		.kind = BLOCK_QUOTE, .from = element->from, .words = wording_of(fill, element, "source")
	};
	block->blocks = flow_of(fill, element);
	return block;
}

static Block *table(Filling *fill, const Xml *element) {
	Block *block = ARENA_NEW(fill->arena, Block);
	*block = (Block){
		.kind = BLOCK_TABLE, .from = element->from, .table = table_make(fill, element)
	};
	return block;
}

static Block *blocks_of(Filling *fill, const Xml *element) {
	int n;
	const Xml **kids = kids_of(fill, element, &n);
	Block *first = NULL;
	const Block **end = NULL;
	for (int i = 0; i < n; i++) {
		if (kids[i]->kind != XML_ELEMENT) continue;
		Block *block = NULL;
		if (str_is(kids[i]->name, "p")) {
			Wording words = wording_make(fill, kids[i]);
			if (words.full) block = paragraph(fill, words);
		} else if (str_is(kids[i]->name, "list")) block = list(fill, kids[i]);
		else if (str_is(kids[i]->name, "note") && !str_is(element->name, "comparison"))
			block = note(fill, kids[i]);
		else if (str_is(kids[i]->name, "quote")) block = quote(fill, kids[i]);
		else if (str_is(kids[i]->name, "table")) block = table(fill, kids[i]);
		else if (str_is(kids[i]->name, "figure") && !str_is(element->name, "comparison"))
			block = figure_block(fill, kids[i]);
		if (!block) continue;
		if (end) *end = block;
		else first = block;
		end = &block->next;
	}
	return first;
}

/* Words that stand directly in a value are its one paragraph. */
const Block *flow_of(Filling *fill, const Xml *element) {
	Block *blocks = blocks_of(fill, element);
	Wording words = wording_make(fill, element);
	words.brief = NULL;
	if (!words.full) return blocks;
	Block *first = paragraph(fill, words);
	first->next = blocks;
	return first;
}

/* ---- parts ---- */

static void make_info(Making *make, const Xml *info) {
	Filling *fill = make->fill;
	Content *content = make->content;
	content->info.title = wording_of(fill, info, "title");
	content->info.subtitle = wording_of(fill, info, "subtitle");
	content->info.abstract = wording_of(fill, info, "abstract");
	content->info.org = wording_of(fill, info, "org");
	content->info.edition = wording_of(fill, info, "edition");
	content->info.review_by = wording_of(fill, info, "date");
}

static void make_subjects(Making *make, const Xml *element) {
	Filling *fill = make->fill;
	int n;
	const Xml **kids = kids_named(fill, element, "subject", &n);
	Subject *subjects = ARENA_ARRAY(fill->arena, n + 1, Subject);
	for (int i = 0; i < n; i++) {
		Subject *subject = &subjects[i];
		*subject = (Subject){ .id = xml_value(kids[i], "id"), .index = i, .from = kids[i]->from };
		subject->title = wording_of(fill, kids[i], "title");
		if (!subject->title.full)
			fail(fill->diags, kids[i]->from, EMPTY_WORDS, "with these fields, the title of this "
				"subject has no words");
		subject->shortdesc = wording_of(fill, kids[i], "shortdesc");
		const XmlAttribute *abbrev = xml_attribute(kids[i], "abbrev");
		if (!abbrev) continue;
		Span *span = ARENA_NEW(fill->arena, Span);
		*span = (Span){ .text = str_trim(abbrev->value),
			.lang = article_lang(fill->article),
			.href = STR(""),
			.from = abbrev->from };
		if (span->text.len) subject->abbrev = (Wording){ .full = span, .from = abbrev->from };
	}
	make->content->subjects.at = subjects;
	make->content->subjects.count = n;
}

static void make_intro(Making *make, const Xml *element) {
	make->content->intro = blocks_of(make->fill, element);
	make->content->intro_brief =
		(Wording){ .full = short_spans(make->fill, element), .from = element->from };
}

/* Note marks of a value in words stand behind its last word. A figure names its source itself. */
static void add_cite(Filling *fill, const Xml *element, Value *value) {
	const Span *marks =
		value->blocks ? cite_spans(fill, xml_value(element, "ref"), element->from) : NULL;
	if (!marks) return;
	Block *last = (Block *)value->blocks;
	while (last->next || last->blocks)
		last = (Block *)(last->next ? last->next : last->blocks);
	Span *end = (Span *)last->words.full;
	while (end && end->next) end = (Span *)end->next;
	if (end) end->next = marks;
}

static Value *make_value(Filling *fill, const Xml *aspect, const Xml *element) {
	Value *value = ARENA_NEW(fill->arena, Value);
	*value = (Value){ .subjects = subjects_of(fill, element),
		.status = status_of(element),
		.from = element->from };
	value->blocks = flow_of(fill, element);
	value->brief = (Wording){ .full = short_spans(fill, element), .from = element->from };
	value_figures(fill, aspect, element, value);
	if (!value->has_amount && !value->day.len) add_cite(fill, element, value);
	return value;
}

/* Words may vanish with a field or an if; an empty cell or label tells a reader nothing. */
static void say_empty(Filling *fill, Source from, const char *what) {
	fail(fill->diags, from, EMPTY_WORDS, "with these fields, %s has no words", what);
	hint(fill->diags, "add an <else> or a default");
}

static void say_missing_values(Filling *fill, const Aspect *aspect) {
	for (int i = 0; i < fill->article->nsubjects; i++) {
		if (aspect->values[i]) continue;
		Str id = fill->article->subjects[i];
		fail(fill->diags, aspect->from, MISSING_VALUE,
			"with these fields, this aspect has no value for \"%.*s\"", STR_ARG(id));
		hint(fill->diags, "add an <else> to its <choose>, or a value outside the <if>");
	}
}

static void make_aspect(Filling *fill, Aspect *aspect, const Xml *element) {
	*aspect =
		(Aspect){ .id = xml_value(element, "id"), .type = type_of(element), .from = element->from };
	aspect->title = wording_of(fill, element, "title");
	aspect->question = wording_of(fill, element, "question");
	if (!aspect->title.full) say_empty(fill, element->from, "the title of this aspect");
	aspect->cover = str_is(xml_value(element, "cover"), "yes");
	Str show = xml_value(element, "show");
	aspect->show = str_is(show, "glance") ? SHOW_GLANCE
		: str_is(show, "detail")          ? SHOW_DETAIL
										  : SHOW_BOTH;
	double priority = 0;
	if (str_number(xml_value(element, "priority"), &priority)) aspect->priority = (int)priority;
	int n;
	const Xml **values = kids_named(fill, element, "value", &n);
	for (int i = 0; i < n; i++) {
		const Value *value = make_value(fill, element, values[i]);
		bool says = value->blocks || value->has_amount || value->answer >= 0 || value->day.len
			|| xml_attribute(values[i], "status");
		if (!says) say_empty(fill, value->from, "this value");
		for (int k = 0; k < fill->article->nsubjects; k++)
			if (value->subjects >> k & 1) aspect->values[k] = value;
	}
	say_missing_values(fill, aspect);
	aspect->notes = blocks_of(fill, element);
	values_share(fill, aspect);
}

static void make_aspects(Making *make, const Xml *element) {
	Filling *fill = make->fill;
	int n, all = 0, inside;
	const Xml **kids = kids_of(fill, element, &n);
	for (int i = 0; i < n; i++) {
		if (kids[i]->kind != XML_ELEMENT) continue;
		inside = 1;
		if (str_is(kids[i]->name, "group")) kids_named(fill, kids[i], "aspect", &inside);
		all += inside;
	}
	Aspect *aspects = ARENA_ARRAY(fill->arena, all + 1, Aspect), *next = aspects;
	for (int i = 0; i < n; i++) {
		if (kids[i]->kind != XML_ELEMENT) continue;
		if (str_is(kids[i]->name, "aspect")) make_aspect(fill, next++, kids[i]);
		if (!str_is(kids[i]->name, "group")) continue;
		Wording *title = ARENA_NEW(fill->arena, Wording);
		*title = wording_of(fill, kids[i], "title");
		const Xml **members = kids_named(fill, kids[i], "aspect", &inside);
		for (int k = 0; k < inside; k++, next++) {
			make_aspect(fill, next, members[k]);
			next->group = title->full ? title : NULL;
		}
	}
	make->content->aspects.at = aspects;
	make->content->aspects.count = (int)(next - aspects);
}

static const Statement *statements(
	Filling *fill, const Xml *element, const char *name, int *count) {
	int n;
	const Xml **kids = kids_named(fill, element, name, &n);
	Statement *out = ARENA_ARRAY(fill->arena, n + 1, Statement);
	*count = 0;
	for (int i = 0; i < n; i++) {
		Wording words = wording_make(fill, kids[i]);
		if (!words.full) continue;
		Str audience = str_trim(xml_value(kids[i], "audience"));
		out[(*count)++] =
			(Statement){ subjects_of(fill, kids[i]), words, audience, kids[i]->from };
	}
	return out;
}

static void make_verdict(Making *make, const Xml *element) {
	Content *content = make->content;
	content->verdict.title = wording_of(make->fill, element, "title");
	content->verdict.question = wording_of(make->fill, element, "question");
	content->verdict.blocks = blocks_of(make->fill, element);
	content->verdict.whens.at =
		statements(make->fill, element, "when", &content->verdict.whens.count);
	content->verdict.from = element->from;
}

static void make_self_check(Making *make, const Xml *element) {
	Content *content = make->content;
	content->self_check.statements.at =
		statements(make->fill, element, "statement", &content->self_check.statements.count);
	content->self_check.outcomes.at =
		statements(make->fill, element, "outcome", &content->self_check.outcomes.count);
	content->self_check.from = element->from;
}

static void make_timeline(Making *make, const Xml *element) {
	int n;
	const Xml **kids = kids_named(make->fill, element, "milestone", &n);
	Milestone *stones = ARENA_ARRAY(make->fill->arena, n + 1, Milestone);
	for (int i = 0; i < n; i++) {
		stones[i] = (Milestone){ .subjects = subjects_of(make->fill, kids[i]),
			.unit = xml_value(kids[i], "unit"),
			.from = kids[i]->from };
		stones[i].words = wording_make(make->fill, kids[i]);
		str_number(xml_value(kids[i], "at"), &stones[i].at);
	}
	make->content->timeline.milestones.at = stones;
	make->content->timeline.milestones.count = n;
	make->content->timeline.from = element->from;
}

static void make_glossary(Making *make, const Xml *element) {
	int n;
	const Xml **kids = kids_named(make->fill, element, "entry", &n);
	Entry *entries = ARENA_ARRAY(make->fill->arena, n + 1, Entry);
	for (int i = 0; i < n; i++) {
		entries[i] = (Entry){ .id = xml_value(kids[i], "id"), .from = kids[i]->from };
		entries[i].term = wording_of(make->fill, kids[i], "term");
		entries[i].definition = wording_of(make->fill, kids[i], "definition");
	}
	make->content->glossary.entries.at = entries;
	make->content->glossary.entries.count = n;
	make->content->glossary.from = element->from;
}

static void make_steps(Making *make, const Xml *element) {
	Filling *fill = make->fill;
	int n, count = 0;
	const Xml **kids = kids_named(fill, element, "step", &n);
	Step *steps = ARENA_ARRAY(fill->arena, n + 1, Step);
	for (int i = 0; i < n; i++) {
		Step step = { .words = wording_make(fill, kids[i]),
			.when = str_trim(xml_value(kids[i], "when")),
			.write = str_is(xml_value(kids[i], "write"), "yes"),
			.from = kids[i]->from };
		if (step.words.full) steps[count++] = step;
	}
	make->content->steps.steps.at = steps;
	make->content->steps.steps.count = count;
	make->content->steps.from = element->from;
}

/* A source of an address is a link as a whole. */
static Work make_work(Filling *fill, const Xml *element) {
	Work work = { .id = xml_value(element, "id"),
		.words = wording_make(fill, element),
		.from = element->from };
	Str href = xml_value(element, "href");
	for (Span *span = (Span *)work.words.full; span && href.len; span = (Span *)span->next)
		if (!span->href.len) span->href = href;
	return work;
}

static void make_sources(Making *make, const Xml *element) {
	int n, count = 0;
	const Xml **kids = kids_named(make->fill, element, "source", &n);
	Work *works = ARENA_ARRAY(make->fill->arena, n + 1, Work);
	for (int i = 0; i < n; i++) {
		works[count] = make_work(make->fill, kids[i]);
		if (works[count].words.full) count++;
	}
	make->content->sources.sources.at = works;
	make->content->sources.sources.count = count;
	make->content->sources.from = element->from;
}

static void make_faq(Making *make, const Xml *element) {
	Filling *fill = make->fill;
	int n, count = 0;
	const Xml **kids = kids_named(fill, element, "qa", &n);
	Question *pairs = ARENA_ARRAY(fill->arena, n + 1, Question);
	for (int i = 0; i < n; i++) {
		Question pair = { .from = kids[i]->from, .question = wording_of(fill, kids[i], "question") };
		const Xml *answer = only(fill, kids[i], "answer");
		if (answer) pair.answer = flow_of(fill, answer);
		if (!pair.question.full) say_empty(fill, pair.from, "this question");
		if (!pair.answer) say_empty(fill, pair.from, "this answer");
		pairs[count++] = pair;
	}
	make->content->faq.pairs.at = pairs;
	make->content->faq.pairs.count = count;
	make->content->faq.from = element->from;
}

/* What is said of several subjects at once stands with each of them. */
static void make_balance(Making *make, const Xml *element) {
	Content *content = make->content;
	bool against = str_is(element->name, "cons");
	SubjectSet subjects = subjects_of(make->fill, element);
	if (!content->balance.from.file) content->balance.from = element->from;
	for (int i = 0; i < make->fill->article->nsubjects; i++) {
		if (!(subjects >> i & 1)) continue;
		const Block ***end = &make->last_item[against][i];
		if (!*end) *end = against ? &content->balance.cons[i] : &content->balance.pros[i];
		*end = add_items(make->fill, element, *end);
	}
}

static void make_contact(Making *make, const Xml *element) {
	static const struct {
		const char *name;
		ContactKind kind;
	} kinds[] = {
		{ "org", CONTACT_ORG },
		{ "person", CONTACT_PERSON },
		{ "phone", CONTACT_PHONE },
		{ "email", CONTACT_EMAIL },
		{ "url", CONTACT_URL },
		{ "place", CONTACT_PLACE },
		{ "hours", CONTACT_HOURS },
	};
	int n, count = 0;
	const Xml **kids = kids_of(make->fill, element, &n);
	ContactLine *lines = ARENA_ARRAY(make->fill->arena, n + 1, ContactLine);
	for (int i = 0; i < n; i++) {
		for (size_t k = 0; kids[i]->kind == XML_ELEMENT && k < sizeof kinds / sizeof *kinds; k++) {
			if (!str_is(kids[i]->name, kinds[k].name)) continue;
			Wording words = wording_make(make->fill, kids[i]);
			if (words.full) lines[count++] = (ContactLine){ kinds[k].kind, words, kids[i]->from };
		}
	}
	make->content->contact.lines.at = lines;
	make->content->contact.lines.count = count;
	make->content->contact.from = element->from;
}

static void make_action(Making *make, const Xml *element) {
	make->content->action = (Action){ .href = xml_value(element, "href"),
		.qr = !str_is(xml_value(element, "qr"), "no"),
		.from = element->from };
	make->content->action.words = wording_make(make->fill, element);
}

static void make_section(Making *make, const Xml *element) {
	Content *content = make->content;
	Section *section = (Section *)&content->sections.at[content->sections.count++];
	*section = (Section){ .subjects = subjects_of(make->fill, element), .from = element->from };
	section->title = wording_of(make->fill, element, "title");
	section->blocks = blocks_of(make->fill, element);
}

static void make_note(Making *make, const Xml *element) {
	Block *block = note(make->fill, element);
	*make->last_note = block;
	make->last_note = &block->next;
}

static void make_table(Making *make, const Xml *element) {
	Block *block = table(make->fill, element);
	*make->last_table = block;
	make->last_table = &block->next;
}

static void make_figure(Making *make, const Xml *element) {
	const Block **end = &make->content->figures;
	while (*end) end = (const Block **)&(*end)->next;
	*end = figure_block(make->fill, element);
}

static const struct {
	const char *name;
	void (*make)(Making *, const Xml *);
} makers[] = {
	{ "info", make_info },
	{ "subjects", make_subjects },
	{ "intro", make_intro },
	{ "aspects", make_aspects },
	{ "section", make_section },
	{ "verdict", make_verdict },
	{ "self-check", make_self_check },
	{ "timeline", make_timeline },
	{ "glossary", make_glossary },
	{ "steps", make_steps },
	{ "pros", make_balance },
	{ "cons", make_balance },
	{ "faq", make_faq },
	{ "note", make_note },
	{ "table", make_table },
	{ "figure", make_figure },
	{ "contact", make_contact },
	{ "action", make_action },
	{ "sources", make_sources },
};

const Content *content_make(
	Arena *arena, const Article *article, const Fields *fields, Diags *diags) {
	int before = diags->nerrors, n;
	Filling fill = { .arena = arena, .article = article, .fields = fields, .diags = diags };
	Content *content = ARENA_NEW(arena, Content);
	content->id = article_id(article);
	content->lang = article_lang(article);
	Str dir = xml_value(article->root, "dir");
	content->rtl = dir.len ? str_is(dir, "rtl") : locale_rtl(content->lang);
	content->file = str_of(article->file);
	Making make = { .fill = &fill,
		.content = content,
		.last_note = &content->notes,
		.last_table = &content->tables };
	const Xml **kids = kids_of(&fill, article->root, &n);
	content->sections.at = ARENA_ARRAY(arena, n + 1, Section);
	for (int i = 0; i < n; i++)
		for (size_t k = 0; kids[i]->kind == XML_ELEMENT && k < sizeof makers / sizeof *makers; k++)
			if (str_is(kids[i]->name, makers[k].name)) makers[k].make(&make, kids[i]);
	content->cites = fill.cites;
	content->first_figure = fill.first_figure;
	if (!content->info.title.full && diags->nerrors == before)
		fail(diags, article->root->from, EMPTY_WORDS, "with these fields, the title has no words");
	return diags->nerrors > before ? NULL : content;
}
