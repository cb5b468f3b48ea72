/* Where a line may end: behind blanks that do not bind their words, behind hyphens between letters,
   behind dashes, in addresses behind / ? & and -. Codes are never cut: ICD-10, CPT/HCPCS, A-level,
   2–4. Latin, Greek and Cyrillic text needs no more; scripts without blanks come with the breaks of
   ICU. */
#include "lines/internal.h"

void cut_add(Cuts *cuts, Cut cut) {
	if (cuts->count == cuts->room) {
		int room = cuts->room ? cuts->room * 2 : 32;
		Cut *grown = ARENA_ARRAY(cuts->arena, room, Cut);
		for (int i = 0; i < cuts->count; i++) grown[i] = cuts->at[i];
		cuts->at = grown;
		cuts->room = room;
	}
	cuts->at[cuts->count++] = cut;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) {
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0xC3;
}
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

static bool in_list(Str word, const char *const *list) {
	for (; *list; list++) {
		Str other = str_of(*list);
		if (other.len != word.len) continue;
		bool same = true;
		for (size_t i = 0; same && i < word.len; i++) {
			char c = word.at[i];
			same = (is_upper(c) ? c + 32 : c) == other.at[i];
		}
		if (same) return true;
	}
	return false;
}

static const char *const units[] = { "year", "years", "month", "months", "week", "weeks", "day",
	"days", "hour", "hours", "minute", "minutes", "credit", "credits", "percent", "million",
	"billion", "pt", "mm", "cm", "m", "km", "kg", "g", "lb", "in", "ft", "mi", "gb", "mb", "kwh",
	"%", "€", "jahre", "jahr", "monate", "monat", "wochen", "tage", "stunden", "euro", "años",
	"año", "meses", "mes", "semanas", "días", "horas", "ans", "an", "mois", "semaines", "jours",
	"heures", "h", "min", "a.m", "p.m", "am", "pm", "uhr", "terms", "semesters", "points", "jaar",
	"maanden", "weken", NULL };
static const char *const before_number[] = { "no.", "nr.", "fig.", "vol.", "p.", "pp.", "§", "§§",
	"ch.", "sec.", "art.", "n.º", "núm.", "page", "step", "figure", "table", "chapter", "section",
	"part", "level", "seite", "schritt", "stufe", "página", "paso", "étape", "±", "$", "€", "£",
	NULL };
static const char *const before_name[] = { "dr.", "mr.", "mrs.", "ms.", "prof.", "st.", "sr.",
	"sra.", "hr.", "fr.", "mme", "mlle", "m.", NULL };
static const char *const before_word[] = { "e.g.", "i.e.", "vs.", "cf.", "z.", "d.", "p.", "ca.",
	"c.", NULL };
static const char *const months[] = { "january", "february", "march", "april", "may", "june",
	"july", "august", "september", "october", "november", "december", "jan.", "feb.", "mar.",
	"apr.", "aug.", "sept.", "sep.", "oct.", "nov.", "dec.", "enero", "febrero", "marzo", "abril",
	"mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre", "januar",
	"februar", "märz", "mai", "juni", "juli", "oktober", "dezember", NULL };
/* A line that ends in one of these leaves the reader hanging. */
static const char *const hanging[] = { "a", "an", "the", "of", "to", "in", "on", "at", "by", "for",
	"with", "and", "or", "but", "i", "is", "as", "from", "than", "el", "la", "los", "las", "un",
	"una", "de", "en", "y", "o", "con", "por", "para", "der", "die", "das", "ein", "eine", "und",
	"oder", "mit", "von", "zu", "im", "le", "les", "une", "des", "du", "et", "ou", "à", NULL };

static Str without_end(Str word) {
	while (word.len
		&& (word.at[word.len - 1] == ',' || word.at[word.len - 1] == '.'
			|| word.at[word.len - 1] == ';' || word.at[word.len - 1] == ':'
			|| word.at[word.len - 1] == ')'))
		word.len--;
	return word;
}

static bool is_number(Str word) {
	if (!word.len) return false;
	bool digits = false;
	for (size_t i = 0; i < word.len; i++) {
		char c = word.at[i];
		digits |= is_digit(c);
		bool part = is_digit(c) || c == '.' || c == ',' || c == '-' || c == '(' || c == ')'
			|| c == '+' || c == '$' || (unsigned char)c == 0xE2 || (unsigned char)c == 0x80
			|| (unsigned char)c == 0x93;
		if (!part) return false;
	}
	return digits;
}

/* "10th", "2nd" */
static bool is_ordinal(Str word) {
	size_t n = 0;
	while (n < word.len && is_digit(word.at[n])) n++;
	if (!n || word.len - n != 2) return false;
	static const char *const ends[] = { "st", "nd", "rd", "th", NULL };
	return in_list(str_slice(word, n, word.len), ends);
}

static bool is_initial(Str word) {
	return word.len == 2 && is_upper(word.at[0]) && word.at[1] == '.';
}

/* A dash or a mark that stands alone ends a line rather than beginning one. */
static const char *const closing[] = { "–", "—", "-", "?", "!", ":", ";", "»", "…", NULL };

/* Does the blank between these two words hold them together? */
static bool binds(Str before, Str after, Str lang) {
	Str bare = without_end(after);
	if (in_list(after, closing)) return true;
	if (is_number(before) && (in_list(bare, units) || in_list(bare, months))) return true;
	if (is_number(before) && is_number(after) && before.at[before.len - 1] != ',') return true;
	if (is_ordinal(before) && after.len) return true;
	if (in_list(before, months) && is_number(bare)) return true;
	if (in_list(before, before_number) && is_number(bare)) return true;
	if ((in_list(before, before_name) || is_initial(before)) && after.len
		&& (is_upper(after.at[0]) || (unsigned char)after.at[0] >= 0xC3))
		return true;
	if (in_list(before, before_word)) return true;
	bool lone = before.len == 1 && is_letter(before.at[0]);
	return lone
		&& (str_starts(lang, STR("cs")) || str_starts(lang, STR("pl"))
			|| str_starts(lang, STR("sk")));
}

bool word_is_address(Str word) {
	for (size_t i = 0; i < word.len; i++) {
		if (word.at[i] == '@' && i) return true;
		if (str_starts(str_slice(word, i, word.len), STR("://"))) return true;
	}
	if (str_starts(word, STR("www."))) return true;
	/* host.name/path: a dot between letters and a slash behind it */
	size_t dot = 0;
	for (size_t i = 1; i + 1 < word.len; i++) {
		if (word.at[i] == '.' && is_letter(word.at[i - 1]) && is_letter(word.at[i + 1])) dot = i;
		if (word.at[i] == '/' && dot) return true;
	}
	return false;
}

static void cut_address(Cuts *cuts, Str text, size_t from, size_t end) {
	for (size_t i = from + 1; i + 1 < end; i++) {
		char c = text.at[i];
		if (c != '/' && c != '?' && c != '&' && c != '-') continue;
		if (text.at[i + 1] == '/') continue;
		cut_add(cuts, (Cut){ .end = i + 1, .next = i + 1, .penalty = 60 });
	}
}

static bool is_dash(Str text, size_t i, uint32_t *code) {
	size_t at = i;
	*code = utf8_next(text, &at);
	return *code == 0x2014 || *code == 0x200B || *code == 0xAD;
}

/* Cuts inside a word: hyphens between letters with two on each side, dashes, soft hyphens. */
static void cut_word(Cuts *cuts, Str text, size_t from, size_t end, const bool *keep) {
	Str word = str_slice(text, from, end);
	if (word_is_address(word)) {
		cut_address(cuts, text, from, end);
		return;
	}
	for (size_t i = from; i < end;) {
		size_t at = i;
		uint32_t code = utf8_next(text, &i);
		if (keep[at] || at == from || i >= end) continue;
		if (code == '-' && at >= from + 2 && i + 1 < end) {
			bool letters = is_letter(text.at[at - 1]) || (unsigned char)text.at[at - 1] >= 0x80;
			letters =
				letters && (is_letter(text.at[at - 2]) || (unsigned char)text.at[at - 2] >= 0x80);
			letters = letters && !is_digit(text.at[i]) && is_letter(text.at[i]);
			if (letters) cut_add(cuts, (Cut){ .end = i, .next = i, .penalty = 40 });
			continue;
		}
		if (!is_dash(text, at, &code)) continue;
		cut_add(cuts,
			(Cut){ .end = code == 0xAD ? at : i,
				.next = i,
				.hyphen = code == 0xAD,
				.penalty = code == 0xAD ? 50 : 20 });
	}
}

static int blank_penalty(Str before, Str after, bool by_sense) {
	Str bare = without_end(before);
	bool hangs = bare.len == before.len && in_list(bare, hanging);
	if (by_sense) return hangs ? 60 : in_list(without_end(after), hanging) ? 0 : 10;
	return hangs ? 12 : 0;
}

void cuts_find(Cuts *cuts, Str text, Str lang, const bool *keep, bool by_sense) {
	Str before = { NULL, 0 };
	for (size_t i = 0; i < text.len;) {
		size_t end = i;
		while (end < text.len && text.at[end] != ' ') end++;
		Str word = str_slice(text, i, end);
		if (before.len) {
			if (!binds(before, word, lang))
				cut_add(cuts,
					(Cut){ .end = i - 1,
						.next = i,
						.penalty = blank_penalty(before, word, by_sense) });
		}
		if (!by_sense) cut_word(cuts, text, i, end, keep);
		if (word.len) before = word;
		i = end + (end < text.len);
	}
}
