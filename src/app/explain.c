#include "app/commands.h"
#include "app/edition.h"
#include "app/resources.h"
#include "base/file.h"
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

/* A theme that comes with the program, or a file of one. */
static bool explain_theme(Arena *arena, const char *word, Buf *out, Diags *diags)
{
	const char *root = resources_find(arena, diags);
	const char *path = root ? theme_path(arena, root, word) : NULL;
	if (!path || !file_exists(path) || file_is_folder(path))
		return false;
	Str bytes = file_read(arena, path, FILE_LIMIT, diags);
	const char *folder = themes_folder(arena, root);
	const Theme *theme = bytes.at ? theme_read(arena, bytes, path, folder, diags) : NULL;
	if (theme)
		theme_explain(arena, theme, out);
	return theme || diags->nerrors;
}

/* A name may be a message and an element at once: then both are explained. */
static bool explain(Arena *arena, const char *word, Buf *out, Diags *diags)
{
	Str name = str_of(word);
	bool known = explain_message(name, out);
	known |= element_explain(name, out);
	known |= format_explain(name, out);
	known |= explain_theme(arena, word, out, diags);
	if (known)
		return true;
	fail(diags, (Source){ NULL, 0, 0 }, USAGE_ERROR,
		"there is no message, element, format or theme \"%s\"", word);
	const char *nearest = NULL;
	diag_find(name, &nearest);
	if (nearest)
		hint(diags, "did you mean \"%s\"?", nearest);
	else
		hint(diags, "\"diptych list messages elements formats themes\" shows all");
	return false;
}

int explain_run(Arena *arena, const Options *options, Diags *diags)
{
	Buf out = buf_make(arena, 1024);
	for (int i = 0; i < options->nwords; i++) {
		if (i && out.len)
			buf_byte(&out, '\n');
		if (!explain(arena, options->words[i], &out, diags))
			break;
	}
	return finish(arena, options, buf_str(&out), diags);
}
