/* Names become things here, once: "trifold" a Format, "a4" a Paper, "doors" a Theme. What the
   command line alone can get wrong is found before a file is opened. What is dear (theme, fonts,
   profile) is opened once for all articles; a font file is opened when a word needs it. */
#include "app/edition.h"

#include <string.h>

#include "app/resources.h"
#include "base/file.h"
#include "images/picture.h"
#include "lines/hyphens.h"

#define PROFILE "/usr/share/color/icc/ghostscript/srgb.icc"
#define THEME_LIMIT ((size_t)1 << 20)

static const Source NOWHERE = { NULL, 0, 0 };

/* ---- the request ---- */
static bool add_format(Request *request, const char *name, Diags *diags)
{
	const Format *format = format_find(str_of(name));
	if (!format) {
		fail(diags, NOWHERE, USAGE_ERROR, "there is no format \"%s\"", name);
		const Format *nearest = format_nearest(str_of(name));
		if (nearest)
			hint(diags, "did you mean \"%s\"? \"diptych list formats\" shows all", nearest->name);
		return false;
	}
	for (int i = 0; i < request->nformats; i++)
		if (request->formats[i] == format)
			return true;
	if (request->nformats == MAX_FORMATS)
		return fail(diags, NOWHERE, USAGE_ERROR, "more than %d formats", MAX_FORMATS);
	request->formats[request->nformats++] = format;
	return true;
}

static void add_purpose(Request *request, const char *name)
{
	Purpose purpose = !strcmp(name, "reader") ? PURPOSE_READER : PURPOSE_OFFICE;
	for (int i = 0; i < request->npurposes; i++)
		if (request->purposes[i] == purpose)
			return;
	request->purposes[request->npurposes++] = purpose;
}

static bool set_paper(Request *request, const char *name, Diags *diags)
{
	if (!name || (request->paper = paper_find(str_of(name))))
		return true;
	fail(diags, NOWHERE, USAGE_ERROR, "there is no paper \"%s\"", name);
	const Paper *nearest = paper_nearest(str_of(name));
	if (nearest)
		hint(diags, "did you mean \"%s\"? \"diptych list papers\" shows all", nearest->name);
	return false;
}

/* The writer is named, or known by the ending of --out, or the first of all. */
static const Writer *writer_wanted(const Options *options, const char *out)
{
	int count;
	const Writer *all = writers_all(&count);
	const char *name = option_text(options, OPTION_TO, NULL);
	if (name)
		return writer_find(str_of(name));
	for (int i = 0; out && i < count; i++) {
		size_t len = strlen(out), ending = strlen(all[i].extension);
		if (len > ending + 1 && out[len - ending - 1] == '.'
			&& !strcmp(out + len - ending, all[i].extension))
			return &all[i];
	}
	return writer_find(STR("pdf"));
}

static void set_out(Request *request, const char *out)
{
	request->out = out;
	request->out_is_stdout = out && !strcmp(out, "-");
	request->out_is_folder = out && !request->out_is_stdout
		&& (!*out || out[strlen(out) - 1] == '/' || file_is_folder(out));
}

const Request *request_read(Arena *arena, const Options *options, Diags *diags)
{
	Request *request = ARENA_NEW(arena, Request);
	bool good = true;
	for (const Given *at = options->given[OPTION_FORMAT]; at; at = at->next)
		good &= add_format(request, at->text, diags);
	if (!options->given[OPTION_FORMAT])
		good &= add_format(request, "trifold", diags);
	for (const Given *at = options->given[OPTION_FOR]; at; at = at->next)
		add_purpose(request, at->text);
	if (!request->npurposes)
		add_purpose(request, "office");
	good &= set_paper(request, option_text(options, OPTION_PAPER, NULL), diags);
	request->ink = options->given[OPTION_SAVER] ? INK_SAVER
		: option_is(options, OPTION_COLOR, "gray") ? INK_GREY : INK_RGB;
	set_out(request, option_text(options, OPTION_OUT, NULL));
	request->to = writer_wanted(options, request->out);
	request->root = option_text(options, OPTION_ROOT, NULL);
	request->fields = options_fields(arena, options, diags);
	return good && request->fields ? request : NULL;
}

/* ---- what is shared ---- */
const char *themes_folder(Arena *arena, const char *root)
{
	return str_format(arena, "%s/data/themes", root).at;
}

const char *theme_path(Arena *arena, const char *root, const char *name)
{
	if (strchr(name, '/') || str_ends(str_of(name), STR(".xml")))
		return name;
	return str_format(arena, "%s/data/themes/%s.xml", root, name).at;
}

static const Theme *open_theme(Shared *shared, const char *name, Diags *diags)
{
	const char *path = theme_path(shared->arena, shared->root, name);
	if (path != name && !file_exists(path)) {
		fail(diags, NOWHERE, USAGE_ERROR, "there is no theme \"%s\"", name);
		hint(diags, "\"diptych list themes\" names them; a theme of your own is a file: ./%s.xml", name);
		return NULL;
	}
	Str bytes = file_read(shared->arena, path, THEME_LIMIT, diags);
	const char *folder = themes_folder(shared->arena, shared->root);
	return bytes.at ? theme_read(shared->arena, bytes, path, folder, diags) : NULL;
}

/* A brand's logo lies below the folder of the theme file that names it. False after an error. */
static bool open_logo(Shared *shared, Diags *diags)
{
	const Theme *theme = shared->theme;
	const Brand *brand = &theme->brand;
	if (!brand->logo.len)
		return true;
	const char *why = NULL;
	Str bytes = file_read_below(shared->arena, brand->logo_folder, brand->logo, PICTURE_BYTES, &why);
	if (!bytes.at) {
		fail(diags, brand->logo_from, PICTURE_MISSING, "the logo \"%.*s\" cannot be read: %s",
			STR_ARG(brand->logo), why);
		hint(diags, "a logo is named by its path below the folder of the theme file");
		return false;
	}
	PictureLook *look = ARENA_NEW(shared->arena, PictureLook);
	*look = (PictureLook){ .set = shared->fonts, .text = theme->families[FAMILY_TEXT],
		.display = theme->families[FAMILY_DISPLAY], .ink = theme->colours[COLOUR_INK] };
	shared->logo
		= picture_read(shared->arena, bytes, brand->logo, look, brand->logo_from, diags);
	return shared->logo;
}

Shared *shared_open(Arena *arena, const Options *options, Diags *diags)
{
	Shared *shared = ARENA_NEW(arena, Shared);
	shared->arena = arena;
	shared->root = resources_find(arena, diags);
	if (!shared->root)
		return NULL;
	shared->theme = open_theme(shared, option_text(options, OPTION_THEME, "doors"), diags);
	if (!shared->theme)
		return NULL;
	shared->profile = file_map(PROFILE);
	if (!shared->profile.at) {
		fail(diags, (Source){ PROFILE, 0, 0 }, CANNOT_READ, "the sRGB profile cannot be read");
		hint(diags, "it comes with Debian's package libgs-common");
		return NULL;
	}
	shared->fonts = fonts_open(arena, str_format(arena, "%s/fonts", shared->root).at, diags);
	shared->hyphens = hyphens_open(arena);
	return shared->fonts && open_logo(shared, diags) ? shared : NULL;
}

void shared_close(Shared *shared)
{
	if (shared && shared->fonts)
		fonts_close(shared->fonts);
}

/* The file of fixed words of [lang], else of its language without a region; NULL: there is none. */
static const char *strings_path(Shared *shared, Str lang)
{
	Str rest = lang;
	Str tries[] = { lang, str_until(&rest, '-') };
	for (int i = 0; i < 2; i++) {
		if (memchr(tries[i].at, '/', tries[i].len))
			continue;
		const char *path =
			str_format(shared->arena, "%s/data/strings/%.*s.tsv", shared->root, STR_ARG(tries[i])).at;
		if (file_exists(path))
			return path;
	}
	return NULL;
}

/* The fixed words of [lang]; English ones, with a warning, if there are none. */
static const Strings *strings_for(Shared *shared, Str lang, const char *file, Diags *diags)
{
	struct SharedStrings *row = shared->strings;
	while (row && !str_equal(row->lang, lang))
		row = row->next;
	if (!row) {
		const char *path = strings_path(shared, lang);
		row = ARENA_NEW(shared->arena, struct SharedStrings);
		row->foreign = !path;
		if (!path)
			path = str_format(shared->arena, "%s/data/strings/en.tsv", shared->root).at;
		Str bytes = file_read(shared->arena, path, THEME_LIMIT, diags);
		row->lang = str_copy(shared->arena, lang);
		row->strings = bytes.at ? strings_read(shared->arena, bytes, path, diags) : NULL;
		row->next = shared->strings;
		shared->strings = row;
	}
	if (row->foreign) {
		fail(diags, (Source){ file, 0, 0 }, NO_LANGUAGE,
			"there are no words in \"%.*s\": headings such as \"At a glance\" are English", STR_ARG(lang));
		hint(diags, "\"diptych list languages\" shows those there are");
	}
	return row->strings;
}

/* ---- editions ---- */
/* The brand's organisation stands where the article names none. */
static const Content *with_org(Arena *arena, const Content *content, const Brand *brand)
{
	if (!brand->org.len || content->info.org.full)
		return content;
	Content *copy = ARENA_NEW(arena, Content);
	Span *span = ARENA_NEW(arena, Span);
	*copy = *content;
	*span = (Span){ .text = brand->org, .lang = content->lang };
	span->from = content->info.title.from;
	copy->info.org = (Wording){ .full = span, .from = span->from };
	return copy;
}

bool edition_make(Edition *edition, const Content *content, Shared *shared, const Request *request,
	Diags *diags)
{
	edition->content = content = with_org(shared->arena, content, &shared->theme->brand);
	edition->theme = shared->theme;
	edition->strings = strings_for(shared, content->lang, content->file.at, diags);
	edition->paper = request->paper ? request->paper : paper_for(content->lang);
	edition->ink = request->ink;
	edition->logo = shared->logo;
	edition->fonts = shared->fonts;
	edition->hyphens = shared->hyphens;
	edition->profile = shared->profile;
	int subjects = content->subjects.count;
	const Format *format = edition->format;
	if (subjects < format->least || subjects > format->most) {
		fail(diags, content->subjects.at[subjects - 1].from, TOO_MANY_SUBJECTS,
			"%s holds %d to %d subjects; this article has %d",
			format->name, format->least, format->most, subjects);
		hint(diags, "try --format handout");
		return false;
	}
	return edition->strings;
}

const char *edition_path(Arena *arena, const Edition *edition, Str stem, const Request *request)
{
	if (request->out && !request->out_is_folder)
		return request->out;
	Buf path = buf_make(arena, 256);
	if (request->out) {
		buf_add(&path, str_of(request->out));
		if (path.len && path.at[path.len - 1] != '/')
			buf_byte(&path, '/');
	}
	buf_format(&path, "%.*s-%s", STR_ARG(stem), edition->format->name);
	if (edition->purpose == PURPOSE_READER)
		buf_add(&path, STR("-reader"));
	if (edition->paper != paper_for(edition->content->lang))
		buf_format(&path, "-%s", edition->paper->name);
	buf_format(&path, ".%s", request->to->extension);
	return path.at;
}
