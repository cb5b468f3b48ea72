/* Pictures come from below one folder: the article's own, or the one that --root names. A name that
   begins with "icon:" is one of the program's own, from data/icons. */
#include "app/pictures.h"

#include <string.h>

#include "base/file.h"

/* The article's folder; the current one for what came by standard input. */
static const char *root_of(Arena *arena, const Job *job)
{
	if (job->request->root)
		return job->request->root;
	const char *slash = strrchr(job->in, '/');
	if (!slash || !strcmp(job->in, "-"))
		return ".";
	return slash == job->in ? "/" : str_zero(arena, (Str){ job->in, (size_t)(slash - job->in) });
}

/* The name of an icon is a word: it leads nowhere else. */
static bool is_icon_word(Str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (!((name.at[i] >= 'a' && name.at[i] <= 'z') || name.at[i] == '-'))
			return false;
	return name.len && name.len < 64;
}

static Str icon_bytes(Arena *arena, const Job *job, const Figure *figure, Str name, Diags *diags)
{
	Str bytes = { NULL, 0 };
	const char *why = NULL;
	if (is_icon_word(name)) {
		Str file = str_format(arena, "data/icons/%.*s.svg", STR_ARG(name));
		bytes = file_read_below(arena, job->shared->root, file, PICTURE_BYTES, &why);
	}
	if (bytes.at)
		return bytes;
	fail(diags, figure->from, PICTURE_MISSING, "there is no icon \"%.*s\"", STR_ARG(name));
	hint(diags, "\"diptych list icons\" names them");
	return bytes;
}

static Str picture_bytes(Arena *arena, const Job *job, const Figure *figure, Diags *diags)
{
	Str icon = STR("icon:");
	if (str_starts(figure->src, icon))
		return icon_bytes(arena, job, figure, str_slice(figure->src, icon.len, figure->src.len), diags);
	const char *root = root_of(arena, job), *why = NULL;
	Str bytes = file_read_below(arena, root, figure->src, PICTURE_BYTES, &why);
	if (bytes.at)
		return bytes;
	fail(diags, figure->from, PICTURE_MISSING, "the picture \"%.*s\" cannot be read: %s",
		STR_ARG(figure->src), why);
	hint(diags, "a picture is named by its path below the folder \"%s\"%s", root,
		job->request->root ? "" : "; --root names another");
	return bytes;
}

const Pictures *pictures_open(Arena *arena, const Content *content, const Job *job, Diags *diags)
{
	const Theme *theme = job->shared->theme;
	PictureLook *look = ARENA_NEW(arena, PictureLook);
	*look = (PictureLook){ .set = job->shared->fonts, .text = theme->families[FAMILY_TEXT],
		.display = theme->families[FAMILY_DISPLAY], .lang = content->lang,
		.ink = theme->colours[COLOUR_INK] };
	Pictures *first = NULL;
	for (const Figure *figure = content->first_figure; figure; figure = figure->next) {
		const Pictures *known = first;
		while (known && !str_equal(known->name, figure->src))
			known = known->next;
		if (known && known->picture)
			continue;
		Str bytes = picture_bytes(arena, job, figure, diags);
		Pictures *row = ARENA_NEW(arena, Pictures);
		row->name = figure->src;
		row->picture =
			bytes.at ? picture_read(arena, bytes, figure->src, look, figure->from, diags) : NULL;
		row->next = first;
		first = row;
	}
	return first;
}
