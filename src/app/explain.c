#include "app/commands.h"
#include "design/format.h"

static bool explain_message(Str word, Buf *out)
{
	static const char *const SEVERITIES[] = {
		[ADVICE] = "advice", [WARNING] = "a warning", [ERROR] = "an error"
	};
	int id = diag_find(word, NULL);
	if (id < 0)
		return false;
	const DiagKind *kind = diag_kind(id);
	buf_format(out, "%s: %s (%s)\n%s", kind->word, kind->summary, SEVERITIES[kind->severity],
		kind->explanation);
	return true;
}

/* A name may be a message and an element at once: then both are explained. */
static bool explain(const char *word, Buf *out, Diags *diags)
{
	Str name = str_of(word);
	bool known = explain_message(name, out);
	known |= element_explain(name, out);
	known |= format_explain(name, out);
	if (known)
		return true;
	fail(diags, (Source){ NULL, 0, 0 }, USAGE_ERROR,
		"there is no message, element or format \"%s\"", word);
	const char *nearest = NULL;
	diag_find(name, &nearest);
	if (nearest)
		hint(diags, "did you mean \"%s\"?", nearest);
	else
		hint(diags, "\"diptych list messages elements formats\" shows all");
	return false;
}

int explain_run(Arena *arena, const Options *options, Diags *diags)
{
	Buf out = buf_make(arena, 1024);
	for (int i = 0; i < options->nwords; i++) {
		if (i && out.len)
			buf_byte(&out, '\n');
		if (!explain(options->words[i], &out, diags))
			break;
	}
	return finish(arena, options, buf_str(&out), diags);
}
