#include "app/messages.h"

#include "app/commands.h"
#include "base/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void messages_say(Str text)
{
	while (text.len) {
		ssize_t written = write(STDERR_FILENO, text.at, text.len);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return;
		text = str_slice(text, (size_t)written, text.len);
	}
}

/* NO_COLOR is the convention of no-color.org: set and not empty means no colour. */
static bool colour_wanted(const Options *options)
{
	if (options && option_is(options, OPTION_COLOR_TERMINAL, "always"))
		return true;
	if (options && option_is(options, OPTION_COLOR_TERMINAL, "never"))
		return false;
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
	return !(no_color && *no_color) && term && strcmp(term, "dumb") && isatty(STDERR_FILENO);
}

/* ---- JSON ---- */
static void add_string(Buf *out, const char *name, Str text)
{
	buf_format(out, "\"%s\":\"", name);
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);       /* what is no UTF-8 becomes U+FFFD */
		if (code == '"' || code == '\\')
			buf_byte(out, '\\');
		if (code < 0x20)
			buf_format(out, "\\u%04x", (unsigned)code);
		else
			buf_code(out, code);
	}
	buf_byte(out, '"');
}

static void add_json(Buf *out, const Diag *diag)
{
	static const char *const SEVERITIES[] = {
		[ADVICE] = "advice", [WARNING] = "warning", [ERROR] = "error"
	};
	buf_byte(out, '{');
	if (diag->from.file) {
		add_string(out, "file", str_of(diag->from.file));
		buf_byte(out, ',');
	}
	if (diag->from.line)
		buf_format(out, "\"line\":%d,\"column\":%d,", diag->from.line, diag->from.column);
	buf_format(out, "\"severity\":\"%s\",\"id\":\"%s\",", SEVERITIES[diag->severity],
		diag_kind(diag->id)->word);
	add_string(out, "message", diag->message);
	if (diag->hint.len) {
		buf_byte(out, ',');
		add_string(out, "hint", diag->hint);
	}
	buf_add(out, STR("}\n"));
}

typedef struct Ranked { const Diag *diag; int rank; } Ranked;

static int in_file_order(const void *a, const void *b)
{
	const Ranked *left = a, *right = b;
	Source one = left->diag->from, two = right->diag->from;
	int names = strcmp(one.file ? one.file : "", two.file ? two.file : "");
	if (names)
		return names;
	if (one.line != two.line)
		return one.line < two.line ? -1 : 1;
	if (one.column != two.column)
		return one.column < two.column ? -1 : 1;
	return left->rank < right->rank ? -1 : 1;
}

static void write_json(Arena *arena, const Diags *diags, Buf *out)
{
	int count = 0;
	for (const Diag *at = diags->first; at; at = at->next)
		count++;
	Ranked *all = ARENA_ARRAY(arena, (size_t)count + 1, Ranked);
	int i = 0;
	for (const Diag *at = diags->first; at; at = at->next, i++)
		all[i] = (Ranked){ at, i };
	qsort(all, (size_t)count, sizeof *all, in_file_order);
	for (i = 0; i < count; i++)
		add_json(out, all[i].diag);
}

void messages_write(Arena *arena, const Options *options, const Diags *diags)
{
	if (!diags->first)
		return;
	Buf out = buf_make(arena, 4096);
	if (options && option_is(options, OPTION_MESSAGES, "json"))
		write_json(arena, diags, &out);
	else
		diags_write(diags, &out, colour_wanted(options));
	messages_say(buf_str(&out));
}

int finish(Arena *arena, const Options *options, Str out, Diags *diags)
{
	if (out.len)
		file_write("-", out, diags);
	messages_write(arena, options, diags);
	return diags_exit(diags);
}
