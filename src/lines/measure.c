/* Pieces -> one text, parted into stretches of one font, script and direction, each shaped once;
   widths between any two places are differences of one running sum. Where lines are justified two
   more sums say how far blanks may stretch and shrink. */
#include "lines/internal.h"
#include <string.h>

static void join(Setter *set) {
	size_t len = 0;
	for (const Styled *piece = set->in->text; piece; piece = piece->next) {
		len += piece->text.len;
		set->npieces++;
	}
	char *all = arena_alloc(set->arena, len + 1);
	set->pieces = ARENA_ARRAY(set->arena, set->npieces + 1, const Styled *);
	set->starts = ARENA_ARRAY(set->arena, set->npieces + 1, size_t);
	set->keep = ARENA_ARRAY(set->arena, len + 1, bool);
	size_t at = 0;
	int n = 0;
	for (const Styled *piece = set->in->text; piece; piece = piece->next) {
		set->pieces[n] = piece;
		set->starts[n++] = at;
		if (piece->text.len) memcpy(all + at, piece->text.at, piece->text.len);
		if (piece->keep) memset(set->keep + at, true, piece->text.len);
		at += piece->text.len;
	}
	set->starts[n] = at;
	set->text = (Str){ all, at };
}

static void part(Setter *set) {
	FontPiece *pieces = ARENA_ARRAY(set->arena, set->npieces, FontPiece);
	for (int i = 0; i < set->npieces; i++) {
		const Styled *piece = set->pieces[i];
		pieces[i] = (FontPiece){ .end = set->starts[i + 1],
			.font = piece->font,
			.size = piece->size,
			.lang = piece->lang,
			.isolate = piece->isolate,
			.from = piece->from };
	}
	set->stretches =
		text_itemize(set->arena, set->text, pieces, set->npieces, set->in->rtl, set->diags);
	set->runs = ARENA_ARRAY(set->arena, set->stretches.count, const Run *);
	set->hyphens = ARENA_ARRAY(set->arena, set->stretches.count, Len);
}

static Shape shape_of(const Setter *set, int stretch) {
	const Stretch *mine = &set->stretches.at[stretch];
	const Styled *piece = set->pieces[mine->piece];
	return (Shape){ .font = mine->font,
		.size = mine->size,
		.tracking = piece->tracking,
		.features = piece->features,
		.lang = piece->lang,
		.from = piece->from,
		.rtl = mine->level & 1,
		.script = mine->script };
}

const Run *shape_slice(Setter *set, int stretch, size_t from, size_t end) {
	Shape how = shape_of(set, stretch);
	how.before = str_slice(set->text, 0, from);
	how.after = str_slice(set->text, end, set->text.len);
	return runs_shape(
		set->in->runs, set->arena, &how, str_slice(set->text, from, end), set->diags);
}

/* sum[i + 1] first holds the width of what starts at byte i. */
static void measure(Setter *set) {
	set->sum = ARENA_ARRAY(set->arena, set->text.len + 2, Len);
	for (int i = 0; i < set->stretches.count; i++) {
		const Stretch *mine = &set->stretches.at[i];
		const Run *run = set->runs[i] = shape_slice(set, i, mine->start, mine->end);
		for (int g = 0; g < run->nglyphs; g++)
			set->sum[mine->start + run->glyphs[g].cluster + 1] += run->glyphs[g].advance;
	}
	for (size_t i = 0; i < set->text.len; i++) set->sum[i + 1] += set->sum[i];
}

static bool ideographic(uint32_t code) {
	return (code >= 0x3001 && code <= 0x30FF) || (code >= 0x3400 && code <= 0x9FFF)
		|| (code >= 0xF900 && code <= 0xFAFF) || (code >= 0xFF01 && code <= 0xFF60)
		|| (code >= 0x20000 && code <= 0x3FFFF);
}

bool gap_stretches(uint32_t code, uint32_t next) { return ideographic(code) && ideographic(next); }

/* By the face's own blank, not by the one in hand, which kerning may have changed: all blanks of a
   part are widened alike. */
Len blank_weight(const Font *font, Len size, bool stretch) {
	Len blank = len_scale(size, font->space_advance, font->units);
	return stretch ? len_max(blank / 2, size / 8) : blank / 3;
}

static void loosen(Setter *set, const Stretch *mine) {
	Str text = set->text;
	Len give = blank_weight(mine->font, mine->size, true);
	Len take = blank_weight(mine->font, mine->size, false);
	for (size_t i = mine->start; i < mine->end;) {
		size_t at = i;
		uint32_t code = utf8_next(text, &i), next = 0;
		if (code == ' ' || code == 0xA0) {
			set->give[at + 1] = give;
			set->take[at + 1] = take;
			continue;
		}
		size_t behind = i;
		if (code >= 0x3000 && i < mine->end) next = utf8_next(text, &behind);
		if (next && gap_stretches(code, next)) set->give[at + 1] = mine->size / GAP_SHARE;
	}
}

static void sum_blanks(Setter *set) {
	set->give = ARENA_ARRAY(set->arena, set->text.len + 2, Len);
	set->take = ARENA_ARRAY(set->arena, set->text.len + 2, Len);
	for (int i = 0; i < set->stretches.count; i++) loosen(set, &set->stretches.at[i]);
	for (size_t i = 0; i < set->text.len; i++) {
		set->give[i + 1] += set->give[i];
		set->take[i + 1] += set->take[i];
	}
}

bool setter_fill(Setter *set) {
	join(set);
	if (!set->text.len) return false;
	part(set);
	measure(set);
	if (set->in->setting == SET_JUSTIFIED) sum_blanks(set);
	return true;
}

int stretch_at(const Setter *set, size_t at) {
	int low = 0, high = set->stretches.count - 1;
	while (low < high) {
		int middle = (low + high + 1) / 2;
		if (set->stretches.at[middle].start <= at) low = middle;
		else high = middle - 1;
	}
	return low;
}

const Run *shape_hyphen(Setter *set, int stretch) {
	bool own = font_has(set->stretches.at[stretch].font, 0x2010);
	Shape how = shape_of(set, stretch);
	Str hyphen = own ? STR("\xE2\x80\x90") : STR("-");
	return runs_shape(set->in->runs, set->arena, &how, hyphen, set->diags);
}

Len hyphen_width(Setter *set, size_t at) {
	int stretch = stretch_at(set, at ? at - 1 : 0);
	if (!set->hyphens[stretch]) set->hyphens[stretch] = shape_hyphen(set, stretch)->width;
	return set->hyphens[stretch];
}

Len width_of(Setter *set, size_t from, const Cut *to) {
	size_t end = to->end > from ? to->end : from;
	Len width = set->sum[end] - set->sum[from];
	return to->hyphen ? width + hyphen_width(set, to->end) : width;
}

bool code_is_forced(uint32_t code) {
	return (code >= '\n' && code <= '\r') || code == 0x85 || code == 0x2028 || code == 0x2029;
}

bool text_is_forced(Str text) {
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c >= ' ' && c != 0xC2 && c != 0xE2) continue;
		size_t at = i;
		if (code_is_forced(utf8_next(text, &at))) return true;
	}
	return false;
}
