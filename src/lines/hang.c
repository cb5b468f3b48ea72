/* Marks that hang out of a line's ends, so that its edge looks straight: how much of each, in
   hundredths of its own width, capped so that nothing comes near a fold. Start and end are those of
   reading: at the start of a line that runs from right to left a mark hangs to the right. */
#include "lines/internal.h"

static const struct Hang {
	uint32_t code;
	unsigned char start, end; /* hundredths */
} hangs[] = {
	{ '!', 0, 15 }, { '"', 60, 60 }, { '\'', 60, 60 }, { '(', 15, 0 }, { ')', 0, 15 },
	{ ',', 0, 70 }, { '-', 0, 60 }, { '.', 0, 70 }, { ':', 0, 40 }, { ';', 0, 40 }, { '?', 0, 15 },
	{ '[', 15, 0 }, { ']', 0, 15 }, { 0xAB, 50, 50 }, { 0xB7, 0, 60 }, { 0xBB, 50, 50 },
	{ 0x58A, 0, 60 }, { 0x5BE, 0, 50 }, { 0x5F3, 0, 60 }, { 0x5F4, 60, 60 }, { 0x60C, 0, 60 },
	{ 0x61B, 0, 40 }, { 0x61F, 0, 15 }, { 0x6D4, 0, 60 }, { 0x964, 0, 40 }, { 0x2010, 0, 60 },
	{ 0x2011, 0, 60 }, { 0x2013, 0, 35 }, { 0x2014, 0, 25 }, { 0x2018, 60, 60 }, { 0x2019, 60, 60 },
	{ 0x201A, 60, 60 }, { 0x201C, 60, 60 }, { 0x201D, 60, 60 }, { 0x201E, 60, 60 },
	{ 0x2026, 0, 20 }, { 0x2039, 50, 50 }, { 0x203A, 50, 50 }, { 0x3001, 0, 50 }, { 0x3002, 0, 50 },
	{ 0x3008, 50, 0 }, { 0x3009, 0, 50 }, { 0x300A, 50, 0 }, { 0x300B, 0, 50 }, { 0x300C, 50, 0 },
	{ 0x300D, 0, 50 }, { 0x300E, 50, 0 }, { 0x300F, 0, 50 }, { 0x3010, 50, 0 }, { 0x3011, 0, 50 },
	{ 0xFF08, 50, 0 }, { 0xFF09, 0, 50 }, { 0xFF0C, 0, 50 }, { 0xFF0E, 0, 50 },
};

static const struct Hang *hang_of(uint32_t code) {
	size_t low = 0, high = sizeof hangs / sizeof *hangs;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (hangs[middle].code == code) return &hangs[middle];
		if (hangs[middle].code < code) low = middle + 1;
		else high = middle;
	}
	return NULL;
}

static Len share(const Setter *set, size_t at, Len width, int hundredths) {
	Len cap = set->stretches.at[stretch_at(set, at)].size / 2;
	return len_min(len_scale(width, hundredths, 100), cap);
}

Len hang_start(const Setter *set, size_t at) {
	if (!set->in->protrude || at >= set->text.len) return 0;
	size_t next = at;
	const struct Hang *hang = hang_of(utf8_next(set->text, &next));
	return hang ? share(set, at, set->sum[next] - set->sum[at], hang->start) : 0;
}

Len hang_end(Setter *set, const Cut *cut) {
	if (!set->in->protrude || set->in->setting != SET_JUSTIFIED || !cut->end) return 0;
	size_t at = cut->end;
	uint32_t code = utf8_before(set->text, &at);
	Len width = set->sum[cut->end] - set->sum[at];
	if (cut->hyphen) {
		code = '-';
		width = hyphen_width(set, cut->end);
	}
	const struct Hang *hang = hang_of(code);
	return hang ? share(set, at, width, hang->end) : 0;
}
