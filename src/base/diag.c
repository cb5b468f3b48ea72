/* Messages: recorded by whoever finds a mistake, printed once and in file order. */
#include "base/diag.h"
#include <string.h>

static const DiagKind kinds[NDIAGIDS] = {
#define X(id, severity, blame, word, summary, explanation) { severity, blame, word, summary, explanation },
#include "base/diag.def"
#undef X
};

static const char *const severity_words[] = { "advice", "warning", "error" };

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

/* Words of the input may carry control characters, which a terminal would obey. */
static Str without_controls(Arena *arena, Str text) {
	Buf buf = buf_make(arena, text.len);
	for (size_t i = 0; i < text.len;) {
		uint32_t code = utf8_next(text, &i);
		bool control = code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E)
			|| (code >= 0x2066 && code <= 0x2069);
		buf_code(&buf, control ? 0xFFFD : code);
	}
	return buf_str(&buf);
}

static Str make_message(Diags *diags, const char *format, va_list list) {
	Buf buf = buf_make(diags->arena, 96);
	buf_format_list(&buf, format, list);
	return without_controls(diags->arena, buf_str(&buf));
}

static bool same_place(Source a, Source b) {
	bool same_file = a.file == b.file || (a.file && b.file && strcmp(a.file, b.file) == 0);
	return same_file && a.line == b.line && a.column == b.column;
}

static bool said_before(const Diags *diags, const Diag *diag) {
	for (const Diag *old = diags->first; old; old = old->next)
		if (old->id == diag->id && same_place(old->from, diag->from) && str_equal(old->message, diag->message)) return true;
	return false;
}

bool fail(Diags *diags, Source from, DiagId id, const char *format, ...) {
	Severity severity = diags->severities[id];
	if (diags->allowed[id]) return severity != ERROR;
	Diag *diag = ARENA_NEW(diags->arena, Diag);
	*diag = (Diag){ .severity = severity, .id = id, .from = from };
	va_list list;
	va_start(list, format);
	diag->message = make_message(diags, format, list);
	va_end(list);
	if (said_before(diags, diag)) return severity != ERROR;
	if (diags->last) diags->last->next = diag;
	else diags->first = diag;
	diags->last = diag;
	diags->nerrors += severity == ERROR;
	diags->nwarnings += severity == WARNING;
	diags->nadvice += severity == ADVICE;
	if (severity == ERROR && kinds[id].blame == WORLD) diags->world = true;
	return severity != ERROR;
}

void hint(Diags *diags, const char *format, ...) {
	if (!diags->last || diags->last->hint.len) return;
	va_list list;
	va_start(list, format);
	diags->last->hint = make_message(diags, format, list);
	va_end(list);
}

void diags_text(Diags *diags, const char *file, Str bytes) {
	struct DiagText *text = ARENA_NEW(diags->arena, struct DiagText);
	text->file = file;
	text->bytes = bytes;
	text->next = diags->texts;
	diags->texts = text;
}

/* ---- printing ---- */

static Str source_line(const Diags *diags, Source from) {
	for (const struct DiagText *text = diags->texts; text; text = text->next) {
		if (!from.file || strcmp(text->file, from.file) != 0) continue;
		Str rest = text->bytes, line = { NULL, 0 };
		for (int i = 0; i < from.line && (rest.len || i == 0); i++) {
			size_t n = 0;
			while (n < rest.len && rest.at[n] != '\n' && rest.at[n] != '\r') n++;
			line = str_slice(rest, 0, n);
			size_t skip = n + (n < rest.len);
			if (n + 1 < rest.len && rest.at[n] == '\r' && rest.at[n + 1] == '\n') skip++;
			rest = str_slice(rest, skip, rest.len);
		}
		return line;
	}
	return (Str){ NULL, 0 };
}

enum { SHOWN = 100 };

/* The line under the message, and a caret; of a long line the part around the place. */
static void write_line(const Diags *diags, Source from, Buf *out) {
	Str line = source_line(diags, from);
	if (!line.len || from.column < 1) return;
	int first = from.column > SHOWN - 20 ? from.column - 40 : 1, column = 1;
	Buf caret = buf_make(diags->arena, SHOWN);
	buf_add(out, STR("    "));
	if (first > 1) buf_add(out, STR("…"));
	if (first > 1) buf_byte(&caret, ' ');
	for (size_t i = 0; i < line.len && column < first + SHOWN; column++) {
		uint32_t code = utf8_next(line, &i);
		if (column < first) continue;
		bool control = code < 0x20 && code != '\t';
		buf_code(out, control || (code >= 0x7F && code < 0xA0) ? 0xFFFD : code);
		if (column < from.column) buf_byte(&caret, code == '\t' ? '\t' : ' ');
	}
	buf_format(out, "\n    %.*s^\n", STR_ARG(buf_str(&caret)));
}

static void write_one(const Diags *diags, const Diag *diag, Buf *out, bool colour) {
	static const char *const paints[] = { "\033[1;36m", "\033[1;35m", "\033[1;31m" };
	const char *bold = colour ? "\033[1m" : "", *paint = colour ? paints[diag->severity] : "", *plain = colour ? "\033[0m" : "";
	buf_add(out, str_of(bold));
	if (diag->from.file) buf_add(out, without_controls(diags->arena, str_of(diag->from.file)));
	else buf_add(out, STR("diptych"));
	if (diag->from.file && diag->from.line) buf_format(out, ":%d:%d", diag->from.line, diag->from.column);
	buf_format(out, ":%s %s%s:%s %s: %.*s\n", plain, paint, severity_words[diag->severity], plain,
		kinds[diag->id].word, STR_ARG(diag->message));
	if (diag->from.line) write_line(diags, diag->from, out);
	if (diag->hint.len) buf_format(out, "    hint: %.*s\n", STR_ARG(diag->hint));
}

static int order(const Diag *a, const Diag *b) {
	if (a->from.file && b->from.file) {
		int names = strcmp(a->from.file, b->from.file);
		if (names) return names;
	} else if (a->from.file || b->from.file) return a->from.file ? 1 : -1;
	if (a->from.line != b->from.line) return a->from.line < b->from.line ? -1 : 1;
	return (a->from.column > b->from.column) - (a->from.column < b->from.column);
}

/* Merge sort: stable, and a file of a thousand mistakes stays quick. */
static void sort(const Diag **at, const Diag **spare, int n) {
	if (n < 2) return;
	int half = n / 2, i = 0, j = half;
	sort(at, spare, half);
	sort(at + half, spare, n - half);
	for (int k = 0; k < n; k++)
		spare[k] = j >= n || (i < half && order(at[i], at[j]) <= 0) ? at[i++] : at[j++];
	memcpy(at, spare, (size_t)n * sizeof *at);
}

void diags_write(const Diags *diags, Buf *out, bool colour) {
	int n = 0;
	for (const Diag *diag = diags->first; diag; diag = diag->next) n++;
	const Diag **all = ARENA_ARRAY(diags->arena, n + 1, const Diag *), **spare = ARENA_ARRAY(diags->arena, n + 1, const Diag *);
	n = 0;
	for (const Diag *diag = diags->first; diag; diag = diag->next) all[n++] = diag;
	sort(all, spare, n);
	for (int i = 0; i < n; i++) write_one(diags, all[i], out, colour);
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
