/* What is weak in figures that are not wrong: an amount, a unit, a date or a source that is not
   there, and units that cannot stand on one scale. One message an aspect and fault. */
#include "content/internal.h"

double duration_years(Str unit) {
	static const struct {
		const char *unit;
		double years;
	} units[] = {
		{ "year", 1 },
		{ "semester", 0.5 },
		{ "month", 1.0 / 12 },
		{ "week", 1.0 / 52 },
		{ "day", 1.0 / 365 },
		{ "hour", 1.0 / 8760 },
		{ "minute", 1.0 / 525600 },
	};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (str_is(unit, units[i].unit)) return units[i].years;
	return 0;
}

static bool wants_amount(AspectType type) {
	return type != TYPE_TEXT && type != TYPE_LIST && type != TYPE_YESNO;
}

/* A figure that someone has found out and that may be another one next year. */
static bool wants_source(AspectType type) {
	return type == TYPE_MONEY || type == TYPE_NUMBER || type == TYPE_PERCENT || type == TYPE_RANGE;
}

static bool wants_unit(AspectType type) {
	return type == TYPE_NUMBER || type == TYPE_RANGE || type == TYPE_DURATION;
}

static void check_amounts(const Aspect *aspect, const Value *value, Diags *diags) {
	bool has = aspect->type == TYPE_DATE ? value->day.len > 0 : value->has_amount;
	if (has || value->status != STATUS_GIVEN) return;
	bool day = aspect->type == TYPE_DATE;
	fail(diags, value->from, AMOUNT_MISSING, "this value has words only, and its aspect shows %s",
		day ? "days" : "figures");
	hint(diags, day ? "add date=\"2026-03-15\"" : "add min=\"…\", or say status=\"unknown\"");
}

static void check_unit(const Aspect *aspect, const Value *value, Diags *diags) {
	if (!value->has_amount) return;
	if (aspect->type == TYPE_MONEY && !value->currency.len) {
		fail(diags, value->from, UNIT_MISSING, "this figure does not say in which money it is");
		hint(diags, "add currency=\"USD\" to the value or to its aspect");
	} else if (wants_unit(aspect->type) && !value->unit.len) {
		fail(diags, value->from, UNIT_MISSING, "this figure has no unit");
		hint(diags, "add unit=\"%s\" to the value or to its aspect",
			aspect->type == TYPE_DURATION ? "year" : "…");
	}
}

static bool same_unit(const Aspect *aspect, const Value *a, const Value *b) {
	if (aspect->type == TYPE_DURATION && duration_years(a->unit) > 0 && duration_years(b->unit) > 0)
		return a->per == b->per;
	return str_equal(a->unit, b->unit) && str_equal(a->currency, b->currency) && a->per == b->per;
}

bool figures_comparable(const Content *content, const Aspect *aspect) {
	const Value *first = NULL;
	for (int i = 0; i < content->subjects.count; i++) {
		const Value *value = aspect->values[i];
		if (!value || !value->has_amount) continue;
		if (first && !same_unit(aspect, first, value)) return false;
		if (!first) first = value;
	}
	return true;
}

static void check_units(const Content *content, const Aspect *aspect, Diags *diags) {
	if (figures_comparable(content, aspect)) return;
	fail(diags, aspect->from, UNITS_DIFFER,
		"the figures of this aspect have different units and cannot stand on one scale");
	hint(diags, "give all of them in one unit, with the same per");
}

static void check_source(const Content *content, const Aspect *aspect, Diags *diags) {
	const Value *first = NULL;
	bool asof = false, source = false;
	for (int i = 0; i < content->subjects.count; i++) {
		const Value *value = aspect->values[i];
		if (!value || !value->has_amount || value->sample) continue;
		if (value->asof.len && value->source.full) continue;
		asof |= !value->asof.len;
		source |= !value->source.full;
		if (!first) first = value;
	}
	if (!first) return;
	fail(diags, first->from, FIGURE_WITHOUT_SOURCE, "this figure does not say %s",
		asof && source ? "of when it is and whose it is"
			: asof     ? "of when it is"
					   : "whose it is");
	hint(diags, "add %s%s%s to the value or to its aspect, or sample=\"yes\"",
		asof ? "asof=\"2026-05\"" : "", asof && source ? " and " : "",
		source ? "ref=\"…\", the id of a <source>," : "");
}

void check_figures(const Content *content, Diags *diags) {
	for (int k = 0; k < content->aspects.count; k++) {
		const Aspect *aspect = &content->aspects.at[k];
		if (!wants_amount(aspect->type)) continue;
		for (int i = 0; i < content->subjects.count; i++) {
			const Value *value = aspect->values[i];
			if (!value || (i && aspect->values[i - 1] == value)) continue;
			check_amounts(aspect, value, diags);
			check_unit(aspect, value, diags);
		}
		check_units(content, aspect, diags);
		if (wants_source(aspect->type)) check_source(content, aspect, diags);
	}
}
