/* What a value says in figures: its type, its amounts with unit, time, place and source, and which
   subjects share it. */
#include "content/internal.h"

/* ---- forms ---- */

static bool all_digits(Str text, size_t from, size_t count) {
	for (size_t i = from; i < from + count; i++)
		if (i >= text.len || text.at[i] < '0' || text.at[i] > '9') return false;
	return true;
}

static int two_digits(Str text, size_t at) {
	return (text.at[at] - '0') * 10 + text.at[at + 1] - '0';
}

/* A month, or a month and a day, from [at] to the end. */
static bool is_month_day(Str text, size_t at, bool day) {
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	if (text.len != at + (day ? 5 : 2) || !all_digits(text, at, 2)) return false;
	int month = two_digits(text, at);
	if (month < 1 || month > 12) return false;
	if (!day) return true;
	if (text.at[at + 2] != '-' || !all_digits(text, at + 3, 2)) return false;
	int number = two_digits(text, at + 3);
	return number >= 1 && number <= days[month - 1];
}

/* From the year 1000 on, as it is printed; February 29 only in a year that has it. */
bool is_date(Str text) {
	if (!all_digits(text, 0, 4) || text.at[0] == '0') return false;
	if (text.len == 4) return true;
	int year = two_digits(text, 0) * 100 + two_digits(text, 2);
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	if (!leap && str_ends(text, STR("-02-29"))) return false;
	return text.at[4] == '-' && (is_month_day(text, 5, false) || is_month_day(text, 5, true));
}

bool is_day(Str text) {
	if (str_starts(text, STR("--"))) return is_month_day(text, 2, true);
	return text.len == 10 && is_date(text);
}

bool is_currency(Str text) {
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] < 'A' || text.at[i] > 'Z') return false;
	return text.len == 3;
}

/* ---- words of attributes ---- */

static int word_of(Str word, const char *const *words, int count) {
	for (int i = 0; i < count; i++)
		if (str_is(word, words[i])) return i;
	return 0;
}

AspectType type_of(const Xml *aspect) {
	static const char *const types[] = {
		[TYPE_TEXT] = "text",
		[TYPE_LIST] = "list",
		[TYPE_NUMBER] = "number",
		[TYPE_DURATION] = "duration",
		[TYPE_YESNO] = "yesno",
		[TYPE_MONEY] = "money",
		[TYPE_PERCENT] = "percent",
		[TYPE_RANGE] = "range",
		[TYPE_DATE] = "date",
		[TYPE_SCALE] = "scale",
	};
	return (AspectType)word_of(
		xml_value(aspect, "type"), types, (int)(sizeof types / sizeof *types));
}

ValueStatus status_of(const Xml *value) {
	static const char *const states[] = {
		[STATUS_GIVEN] = "same",
		[STATUS_NA] = "na",
		[STATUS_VARIES] = "varies",
		[STATUS_UNKNOWN] = "unknown",
		[STATUS_WRITE] = "write",
	};
	return (ValueStatus)word_of(
		xml_value(value, "status"), states, (int)(sizeof states / sizeof *states));
}

static Per per_of(Str word) {
	static const char *const pers[] = { "", "year", "month", "term", "credit", "hour" };
	return (Per)word_of(word, pers, (int)(sizeof pers / sizeof *pers));
}

/* ---- figures ---- */

static bool number_of(const Xml *element, const char *name, double *out) {
	return str_number(xml_value(element, name), out);
}

/* The smallest and the largest; an estimate or median alone is the exact value. */
static void read_amounts(const Xml *element, Value *value) {
	bool min = number_of(element, "min", &value->min), max = number_of(element, "max", &value->max);
	value->has_median =
		number_of(element, "median", &value->median) || number_of(element, "est", &value->median);
	value->has_amount = min || max || value->has_median;
	if (!min && !max) value->min = value->max = value->median;
	if (!max) value->max = min ? value->min : value->max;
	if (!min) value->min = value->max;
}

static void say_bad(Filling *fill, const Xml *element, const char *why, const char *how) {
	fail(fill->diags, element->from, BAD_VALUE, "%s", why);
	if (how) hint(fill->diags, "%s", how);
}

static void check_amounts(Filling *fill, const Xml *element, AspectType type, const Value *value) {
	if (!value->has_amount) return;
	if (value->max < value->min) say_bad(fill, element, "max is less than min", NULL);
	else if (value->has_median && (value->median < value->min || value->median > value->max))
		say_bad(fill, element, "the median is not between min and max", NULL);
	else if (type == TYPE_PERCENT && value->max > 100)
		say_bad(fill, element, "a percentage is more than 100",
			"a share is 0 to 100; for growth use type=\"number\" with unit=\"%\"");
	else if (type == TYPE_SCALE
		&& (value->min != value->max || value->min < 1 || value->min > 5
			|| value->min != (double)(int)value->min))
		say_bad(fill, element, "a scale has a whole number from 1 to 5", "write min=\"3\"");
}

static const Xml *source_named(const Xml *element, Str id) {
	if (str_is(element->name, "source") && str_equal(xml_value(element, "id"), id)) return element;
	for (const Xml *kid = element->first; kid; kid = kid->next) {
		const Xml *found = kid->kind == XML_ELEMENT ? source_named(kid, id) : NULL;
		if (found) return found;
	}
	return NULL;
}

/* The value's own word, else its aspect's. */
static Str said(const Xml *aspect, const Xml *element, const char *name) {
	return xml_attribute(element, name) ? xml_value(element, name) : xml_value(aspect, name);
}

void value_figures(Filling *fill, const Xml *aspect, const Xml *element, Value *value) {
	Str answer = xml_value(element, "answer"), ref = said(aspect, element, "ref");
	value->answer = !answer.len ? -1 : str_is(answer, "yes");
	value->unit = said(aspect, element, "unit");
	value->currency = said(aspect, element, "currency");
	value->per = per_of(said(aspect, element, "per"));
	value->asof = said(aspect, element, "asof");
	value->region = said(aspect, element, "region");
	value->sample = str_is(said(aspect, element, "sample"), "yes");
	value->approx = str_is(xml_value(element, "approx"), "yes");
	value->day = xml_value(element, "date");
	const Xml *source = ref.len ? source_named(fill->article->root, str_word(&ref)) : NULL;
	if (source) value->source = wording_make(fill, source);
	read_amounts(element, value);
	check_amounts(fill, element, type_of(aspect), value);
}

/* ---- who shares a value ---- */

static bool same_spans(Arena *arena, const Span *a, const Span *b) {
	if (!str_equal(spans_text(arena, a), spans_text(arena, b))) return false;
	/* The same words with other note marks are not the same. */
	for (; a && b; a = a->next, b = b->next)
		if (!str_equal(a->cite, b->cite)) return false;
	return !a && !b;
}

static bool same_blocks(Arena *arena, const Block *a, const Block *b) {
	for (; a && b; a = a->next, b = b->next) {
		if (a->kind != b->kind || a->numbered != b->numbered) return false;
		if (!same_spans(arena, a->words.full, b->words.full)) return false;
		if (!same_blocks(arena, a->blocks, b->blocks)) return false;
	}
	return !a && !b;
}

/* Figures and answers are not shared by being equal: each keeps its own bar or glyph. */
static bool same_words(Arena *arena, const Value *a, const Value *b) {
	bool plain = !a->has_amount && !b->has_amount && a->answer < 0 && b->answer < 0 && !a->day.len
		&& !b->day.len && a->status != STATUS_WRITE;
	return plain && a->status == b->status && same_blocks(arena, a->blocks, b->blocks)
		&& same_spans(arena, a->brief.full, b->brief.full);
}

/* status="same" has nothing of its own. */
static bool says_same(const Value *value) {
	return value->status == STATUS_GIVEN && !value->blocks && !value->has_amount
		&& value->answer < 0 && !value->day.len;
}

static const Value *shared_by(Filling *fill, const Value *value, SubjectSet subjects) {
	Value *both = ARENA_NEW(fill->arena, Value);
	*both = *value;
	both->subjects = subjects;
	return both;
}

static void share(Filling *fill, Aspect *aspect, int one, int two) {
	const Value *first = aspect->values[one], *second = aspect->values[two];
	const Value *both = shared_by(fill, first, first->subjects | second->subjects);
	for (int i = 0; i < fill->article->nsubjects; i++)
		if (aspect->values[i] == first || aspect->values[i] == second) aspect->values[i] = both;
}

void values_share(Filling *fill, Aspect *aspect) {
	int n = fill->article->nsubjects;
	for (int i = 0; i < n; i++) {
		const Value *value = aspect->values[i];
		if (!value || !says_same(value)) continue;
		if (i && aspect->values[i - 1]) {
			share(fill, aspect, i - 1, i);
			continue;
		}
		fail(fill->diags, value->from, BAD_VALUE, "no subject before this one has a value");
		hint(fill->diags, "status=\"same\" is the value of the subject before");
	}
	for (int i = 1; i < n; i++)
		for (int k = 0; k < i; k++) {
			const Value *a = aspect->values[k], *b = aspect->values[i];
			if (a && b && a != b && same_words(fill->arena, a, b)) share(fill, aspect, k, i);
		}
	/* On the ground stand words: a figure keeps its bar, an answer its glyph, a status its row. */
	const Value *first = n ? aspect->values[0] : NULL;
	aspect->shared = first && first->blocks && first->status == STATUS_GIVEN && !first->has_amount
		&& first->answer < 0 && !first->day.len;
	for (int i = 1; i < n; i++) aspect->shared &= aspect->values[i] == first;
}
