#include <string.h>

#include "app/commands.h"
#include "app/edition.h"
#include "app/resources.h"
#include "base/file.h"

typedef struct Topic {
	const char *word;
	bool (*list)(Arena *arena, Buf *out, Diags *diags);
} Topic;

static bool list_formats(Arena *arena, Buf *out, Diags *diags)
{
	(void)arena, (void)diags;
	formats_list(out);
	return true;
}

static bool list_papers(Arena *arena, Buf *out, Diags *diags)
{
	(void)arena, (void)diags;
	papers_list(out);
	return true;
}

static bool list_elements(Arena *arena, Buf *out, Diags *diags)
{
	(void)arena, (void)diags;
	elements_list(out);
	return true;
}

static bool list_messages(Arena *arena, Buf *out, Diags *diags)
{
	(void)arena, (void)diags;
	static const char *const SEVERITIES[] = {
		[ADVICE] = "advice", [WARNING] = "warning", [ERROR] = "error"
	};
	for (int id = 0; id < NDIAGIDS; id++) {
		const DiagKind *kind = diag_kind(id);
		buf_format(out, "%-20s %-8s %s\n", kind->word, SEVERITIES[kind->severity], kind->summary);
	}
	return true;
}

static bool list_themes(Arena *arena, Buf *out, Diags *diags)
{
	const char *root = resources_find(arena, diags);
	if (!root)
		return false;
	Str *names;
	const char *folder = themes_folder(arena, root);
	int count = file_names(arena, folder, ".xml", &names);
	/* What a brand had to settle is for who builds with it, or asks to have it explained. */
	diags->allowed[BRAND_TOO_LIGHT] = diags->allowed[BRAND_TOO_DARK] = true;
	diags->allowed[BRAND_NEAR_SUBJECT] = true;
	for (int i = 0; i < count; i++) {
		const char *path = theme_path(arena, root, names[i].at);
		Str bytes = file_read(arena, path, FILE_LIMIT, diags);
		const Theme *theme = bytes.at ? theme_read(arena, bytes, path, folder, diags) : NULL;
		if (theme)
			buf_format(out, "%-20.*s %.*s\n", STR_ARG(names[i]), STR_ARG(theme->summary));
	}
	return !diags->nerrors;
}

static bool list_icons(Arena *arena, Buf *out, Diags *diags)
{
	const char *root = resources_find(arena, diags);
	Str *names;
	int count = root
		? file_names(arena, str_format(arena, "%s/data/icons", root).at, ".svg", &names) : 0;
	for (int i = 0; i < count; i++)
		buf_format(out, "icon:%.*s\n", STR_ARG(names[i]));
	return root;
}

static bool list_fonts(Arena *arena, Buf *out, Diags *diags)
{
	const char *root = resources_find(arena, diags);
	FontSet *fonts = root ? fonts_open(arena, str_format(arena, "%s/fonts", root).at, diags) : NULL;
	if (!fonts)
		return false;
	fonts_list(fonts, out);
	fonts_close(fonts);
	return true;
}

/* Each language of the program's own words, in itself. */
static bool list_languages(Arena *arena, Buf *out, Diags *diags)
{
	const char *root = resources_find(arena, diags);
	if (!root)
		return false;
	Str *names;
	int count = file_names(arena, str_format(arena, "%s/data/strings", root).at, ".tsv", &names);
	for (int i = 0; i < count; i++) {
		const char *path =
			str_format(arena, "%s/data/strings/%.*s.tsv", root, STR_ARG(names[i])).at;
		Str bytes = file_read(arena, path, FILE_LIMIT, diags);
		const Strings *strings = bytes.at ? strings_read(arena, bytes, path, diags) : NULL;
		if (strings)
			buf_format(out, "%-8.*s %.*s\n", STR_ARG(names[i]), STR_ARG(strings->at[WORDS_LANGUAGE]));
	}
	return !diags->nerrors;
}

static bool list_theme_schema(Arena *arena, Buf *out, Diags *diags)
{
	(void)diags;
	theme_schema(arena, out);
	return true;
}

static const Topic TOPICS[] = {
	{ "formats", list_formats }, { "papers", list_papers }, { "themes", list_themes },
	{ "fonts", list_fonts }, { "icons", list_icons }, { "languages", list_languages },
	{ "elements", list_elements }, { "messages", list_messages },
	{ "theme-schema", list_theme_schema },
};

static bool list_topic(Arena *arena, const char *word, Buf *out, Diags *diags)
{
	for (size_t i = 0; i < sizeof TOPICS / sizeof *TOPICS; i++)
		if (!strcmp(word, TOPICS[i].word))
			return TOPICS[i].list(arena, out, diags);
	fail(diags, (Source){ NULL, 0, 0 }, USAGE_ERROR, "there is no list of \"%s\"", word);
	hint(diags, "there are %s", command_kind(COMMAND_LIST)->arguments);
	return false;
}

int list_run(Arena *arena, const Options *options, Diags *diags)
{
	Buf out = buf_make(arena, 4096);
	for (int i = 0; i < options->nwords; i++)
		if (!list_topic(arena, options->words[i], &out, diags))
			break;
	return finish(arena, options, buf_str(&out), diags);
}
