/* Messages: recorded by whoever finds a mistake, printed once and in file order.

   What comes in: an id, a place and words that may quote the input. What goes out:

       article.xml:41:7: error: unknown-subject: "hmi" is no subject
           <value for="hmi">four years</value>
                      ^
           hint: did you mean "him"?

   Invariants: 1. The same id at the same place with the same words is recorded once; a hash table
   says so, since a hostile file may have a message for each of its bytes. 2. What is printed holds
   no control character of the input, nor one that turns the direction of writing: a terminal would
   obey. 3. Printing goes through each text once, because messages are sorted first. */
#include "base/diag.h"
#include <string.h>

static const DiagKind kinds[NDIAGIDS] = {
#define X(id, severity, blame, word, summary, explanation) \
	{ severity, blame, word, summary, explanation },
#include "base/diag.def"
#undef X
};

static const char *const severity_words[] = {
	[ADVICE] = "advice", [WARNING] = "warning", [ERROR] = "error",
};

Diags *diags_make(Arena *arena) {
	Diags *diags = ARENA_NEW(arena, Diags);
	diags->arena = arena;
	for (int i = 0; i < NDIAGIDS; i++) diags->severities[i] = kinds[i].severity;
	return diags;
}

const DiagKind *diag_kind(DiagId id) { return &kinds[id]; }

int diag_find(Str word, const char **nearest) {
	int best = 4;
	if (nearest) *nearest = NULL;
	for (int i = 0; i < NDIAGIDS; i++) {
		if (str_is(word, kinds[i].word)) return i;
		int distance = str_distance(word, str_of(kinds[i].word), best);
		if (!nearest || distance >= best) continue;
		best = distance;
		*nearest = kinds[i].word;
	}
	return -1;
}

/* ---- recording ---- */

/* True of what a terminal would obey: controls, line separators, marks that turn the direction. */
static bool is_unsafe(uint32_t code) {
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x2028 && code <= 0x202E)
		|| (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

static Str make_safe(Arena *arena, Str text) {
	Buf buf = buf_make(arena, text.len);
	for (size_t i = 0; i < text.len;) {
		uint32_t code = utf8_next(text, &i);
		buf_code(&buf, is_unsafe(code) ? 0xFFFD : code);
	}
	return buf_str(&buf);
}

static Str make_words(Arena *arena, const char *format, va_list list) {
	Buf buf = buf_make(arena, 96);
	buf_format_list(&buf, format, list);
	return make_safe(arena, buf_str(&buf));
}

static bool same_file(const char *a, const char *b) {
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool is_same(const Diag *a, const Diag *b) {
	return a->id == b->id && a->from.line == b->from.line && a->from.column == b->from.column
		&& same_file(a->from.file, b->from.file) && str_equal(a->message, b->message);
}

/* Where [diag] stands in the table of those seen, or the empty slot that waits for it. */
static Diag **find_slot(Diag **seen, size_t nslots, const Diag *diag) {
	uint64_t hash = str_hash(diag->message) + (uint64_t)diag->from.line * 0x9E3779B97F4A7C15u;
	hash = (hash ^ hash >> 29) + (uint64_t)diag->from.column * 0xBF58476D1CE4E5B9u;
	size_t i = (size_t)(hash ^ hash >> 32) & (nslots - 1);
	while (seen[i] && !is_same(seen[i], diag)) i = (i + 1) & (nslots - 1);
	return &seen[i];
}

static void grow(Diags *diags) {
	size_t room = diags->nslots ? diags->nslots * 2 : 64;
	Diag **seen = ARENA_ARRAY(diags->arena, room, Diag *);
	for (Diag *diag = diags->first; diag; diag = diag->next) *find_slot(seen, room, diag) = diag;
	diags->seen = seen;
	diags->nslots = room;
}

static void append(Diags *diags, Diag *diag) {
	if (diags->last) diags->last->next = diag;
	else diags->first = diag;
	diags->last = diags->newest = diag;
	diags->nerrors += diag->severity == ERROR;
	diags->nwarnings += diag->severity == WARNING;
	diags->nadvice += diag->severity == ADVICE;
	if (diag->severity == ERROR && kinds[diag->id].blame == WORLD) diags->world = true;
}

bool fail(Diags *diags, Source from, DiagId id, const char *format, ...) {
	Severity severity = diags->severities[id];
	diags->newest = NULL;
	if (diags->allowed[id]) return severity != ERROR;
	size_t count = (size_t)diags->nerrors + (size_t)diags->nwarnings + (size_t)diags->nadvice;
	if (count * 2 >= diags->nslots) grow(diags);
	ArenaMark mark = arena_mark(diags->arena);
	Diag *diag = ARENA_NEW(diags->arena, Diag);
	*diag = (Diag){ .severity = severity, .id = id, .from = from };
	va_list list;
	va_start(list, format);
	diag->message = make_words(diags->arena, format, list);
	va_end(list);
	Diag **slot = find_slot(diags->seen, diags->nslots, diag);
	if (*slot) arena_rewind(diags->arena, mark);
	else append(diags, *slot = diag);
	return severity != ERROR;
}

void hint(Diags *diags, const char *format, ...) {
	if (!diags->newest || diags->newest->hint.len) return;
	va_list list;
	va_start(list, format);
	diags->newest->hint = make_words(diags->arena, format, list);
	va_end(list);
}

void diags_text(Diags *diags, const char *file, Str bytes) {
	struct DiagText *text = ARENA_NEW(diags->arena, struct DiagText);
	*text = (struct DiagText){ .file = file, .bytes = bytes, .next = diags->texts };
	diags->texts = text;
}

/* ---- printing ---- */

/* A place in a text that moves forward with the messages. */
typedef struct Walk { const char *file; Str text; size_t at; int line, column; } Walk;

static bool is_line_end(Str text, size_t i) {
	return i >= text.len || text.at[i] == '\n' || text.at[i] == '\r';
}

static void walk_from_start(const Diags *diags, const char *file, Walk *walk) {
	*walk = (Walk){ .file = file, .line = 1, .column = 1 };
	const struct DiagText *text = diags->texts;
	while (text && !same_file(text->file, file)) text = text->next;
	if (text) walk->text = text->bytes;
}

/* Moves to [from], or as near before it as there is text; false if its line is not there. */
static bool walk_to(const Diags *diags, Source from, Walk *walk) {
	bool back = from.line < walk->line || (from.line == walk->line && from.column < walk->column);
	if (!walk->file || !same_file(walk->file, from.file) || back)
		walk_from_start(diags, from.file, walk);
	Str text = walk->text;
	while (walk->at < text.len && walk->line < from.line) {
		char c = text.at[walk->at++];
		if (c == '\r' && walk->at < text.len && text.at[walk->at] == '\n') walk->at++;
		if (c != '\n' && c != '\r') continue;
		walk->line++;
		walk->column = 1;
	}
	if (!text.len || walk->line != from.line) return false;
	while (walk->column < from.column && !is_line_end(text, walk->at)) {
		utf8_next(text, &walk->at);
		walk->column++;
	}
	return true;
}

/* Columns of a terminal that a character takes: marks lie on the letter before, and the scripts of
   East Asia and pictures are two wide. Enough to set a caret by. */
static int width(uint32_t code) {
	static const struct { uint32_t first, last; int width; } ranges[] = {
		{ 0x0300, 0x036F, 0 }, { 0x1100, 0x115F, 2 }, { 0x200B, 0x200F, 0 }, { 0x2E80, 0xA4CF, 2 },
		{ 0xAC00, 0xD7A3, 2 }, { 0xF900, 0xFAFF, 2 }, { 0xFE00, 0xFE0F, 0 }, { 0xFE30, 0xFE6F, 2 },
		{ 0xFF00, 0xFF60, 2 }, { 0x1F300, 0x1FAFF, 2 }, { 0x20000, 0x3FFFD, 2 },
	};
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (code >= ranges[i].first && code <= ranges[i].last) return ranges[i].width;
	return 1;
}

enum { BEFORE = 60, AFTER = 40 };                /* characters of a long line that are shown */

/* The line under the message, and a caret; of a long line the part around the place. A tab is a
   tab in both, so that the caret is right whatever a terminal makes of it. */
static void write_line(const Diags *diags, Source from, Walk *walk, Buf *out) {
	if (from.column < 1 || !walk_to(diags, from, walk)) return;
	Str text = walk->text;
	size_t start = walk->at, end = walk->at;
	int n = 0;
	for (; n < BEFORE && start > 0 && !is_line_end(text, start - 1); n++)
		utf8_before(text, &start);
	bool cut = start > 0 && !is_line_end(text, start - 1);
	for (n = BEFORE - n + AFTER; n > 0 && !is_line_end(text, end); n--) utf8_next(text, &end);
	Buf caret = buf_make(diags->arena, 128);
	buf_add(out, cut ? STR("    …") : STR("    "));
	buf_add(&caret, cut ? STR("     ") : STR("    "));
	for (size_t i = start; i < end;) {
		bool before = i < walk->at;
		uint32_t code = utf8_next(text, &i);
		if (code != '\t' && is_unsafe(code)) code = 0xFFFD;
		buf_code(out, code);
		for (int k = before ? width(code) : 0; k > 0; k--) buf_byte(&caret, code == '\t' ? '\t' : ' ');
	}
	buf_add(out, is_line_end(text, end) ? STR("\n") : STR("…\n"));
	buf_add(out, buf_str(&caret));
	buf_add(out, STR("^\n"));
}

static void write_one(const Diags *diags, const Diag *diag, Walk *walk, Buf *out, bool colour) {
	static const char *const paints[] = {
		[ADVICE] = "\033[1;36m", [WARNING] = "\033[1;35m", [ERROR] = "\033[1;31m",
	};
	const char *bold = colour ? "\033[1m" : "", *plain = colour ? "\033[0m" : "";
	const char *paint = colour ? paints[diag->severity] : "";
	Source from = diag->from;
	Str name = from.file ? make_safe(diags->arena, str_of(from.file)) : STR("diptych");
	if (str_is(name, "-")) name = STR("stdin");
	buf_add(out, str_of(bold));
	buf_add(out, name);
	if (from.file && from.line > 0) buf_format(out, ":%d", from.line);
	if (from.file && from.line > 0 && from.column > 0) buf_format(out, ":%d", from.column);
	buf_format(out, ":%s %s%s:%s %s: ", plain, paint, severity_words[diag->severity], plain,
		kinds[diag->id].word);
	buf_add(out, diag->message);
	buf_byte(out, '\n');
	if (from.file && from.line > 0) write_line(diags, from, walk, out);
	if (!diag->hint.len) return;
	buf_add(out, STR("    hint: "));
	buf_add(out, diag->hint);
	buf_byte(out, '\n');
}

static int order(const Diag *a, const Diag *b) {
	int names = str_compare(str_of(a->from.file), str_of(b->from.file));
	if (names) return names;
	if (a->from.line != b->from.line) return a->from.line < b->from.line ? -1 : 1;
	return (a->from.column > b->from.column) - (a->from.column < b->from.column);
}

/* Merge sort: stable, and a file of a thousand mistakes stays quick. */
static void sort(const Diag **at, const Diag **spare, size_t n) {
	if (n < 2) return;
	size_t half = n / 2, i = 0, j = half;
	sort(at, spare, half);
	sort(at + half, spare, n - half);
	for (size_t k = 0; k < n; k++) {
		bool left = j >= n || (i < half && order(at[i], at[j]) <= 0);
		spare[k] = left ? at[i++] : at[j++];
	}
	memcpy(at, spare, n * sizeof *at);
}

void diags_write(const Diags *diags, Buf *out, bool colour) {
	size_t n = 0;
	for (const Diag *diag = diags->first; diag; diag = diag->next) n++;
	const Diag **all = ARENA_ARRAY(diags->arena, n + 1, const Diag *);
	const Diag **spare = ARENA_ARRAY(diags->arena, n + 1, const Diag *);
	n = 0;
	for (const Diag *diag = diags->first; diag; diag = diag->next) all[n++] = diag;
	sort(all, spare, n);
	Walk walk = { .file = NULL };
	for (size_t i = 0; i < n; i++) write_one(diags, all[i], &walk, out, colour);
}

int diags_exit(const Diags *diags) {
	int code = 0;
	for (const Diag *diag = diags->first; diag; diag = diag->next) {
		if (diag->severity != ERROR) continue;
		if (kinds[diag->id].blame == USAGE) return 2;
		if (kinds[diag->id].blame == WORLD) code = 3;
		else if (!code) code = 1;
	}
	return code;
}
