/* The pipeline. An article's bytes become a checked tree; the tree with one set of fields becomes
   plain content; content with a theme, a format and a paper becomes pages, sheets, bytes, a file.

   1. The article is read once, whatever the number of editions.
   2. Each edition has messages of its own while it is made, so that an error in the trifold does
      not keep the handout from being written; then they join the article's: each is said once.
   3. Everything an edition needs lives in [scratch], which is reset before the next: memory is
      that of the largest edition and not of all.
   4. A file is written when nothing is wrong with it, whole, or not at all. */
#include "app/job.h"

#include <string.h>

#include "app/pictures.h"
#include "base/file.h"
#include "pages/layout.h"

static const Source NOWHERE = { NULL, 0, 0 };

Str job_stem(const char *path)
{
	const char *slash = strrchr(path, '/');
	Str name = str_of(slash ? slash + 1 : path);
	const char *dot = strrchr(name.at, '.');
	return dot && dot > name.at ? str_slice(name, 0, (size_t)(dot - name.at)) : name;
}

/* What standard input brings has no name: the article's id is the stem, safe as a file name. */
static Str stem_of(Arena *arena, const Job *job, const Content *content)
{
	if (strcmp(job->in, "-"))
		return job_stem(job->in);
	Buf stem = buf_make(arena, 32);
	for (size_t i = 0; i < content->id.len; i++) {
		char byte = content->id.at[i];
		bool safe = byte != '/' && (unsigned char)byte > ' ' && !(byte == '.' && i == 0);
		buf_byte(&stem, safe ? byte : '-');
	}
	return buf_str(&stem);
}

bool output_make(Arena *arena, const Edition *edition, const Writer *to, Output *output, Buf *sink,
	Diags *diags)
{
	*output = (Output){ .edition = edition };
	if (to->needs_sheets) {
		output->pages = pages_make(arena, edition, diags);
		if (!output->pages)
			return false;
		output->sheets = sheets_make(arena, edition, output->pages, diags);
	}
	return !diags->nerrors && to->write(arena, output, sink, diags);
}

/* ---- what is told about a finished edition ---- */
static void tell_result(const Job *job, const Edition *edition, const Output *output,
	const char *path)
{
	if (job->request->out_is_stdout)
		return;
	buf_format(job->results, "%s: ", path);
	int sides = output->sheets ? output->sheets->count : 0, sheets = (sides + 1) / 2;
	if (edition->purpose == PURPOSE_READER)
		buf_format(job->results, "%d page%s to read on a screen\n", sides, sides == 1 ? "" : "s");
	else
		buf_format(job->results, "%d sheet%s of %s. %s\n", sheets, sheets == 1 ? "" : "s",
			edition->paper->name, edition->format->how);
}

static void tell_account(const Job *job, const Edition *edition, const Output *output, size_t bytes)
{
	if (!job->account)
		return;
	static const char *const INKS[] = {
		[INK_RGB] = "colour", [INK_GREY] = "grey", [INK_SAVER] = "ink-saver"
	};
	buf_format(job->account,
		"%s: %s for %s on %s, theme %.*s, %s: %d pages, %d sides, %zu bytes\n", job->in,
		edition->format->name, edition->purpose == PURPOSE_READER ? "reader" : "office",
		edition->paper->name, STR_ARG(edition->theme->name), INKS[edition->ink],
		output->pages ? output->pages->count : 0, output->sheets ? output->sheets->count : 0, bytes);
}

/* ---- one edition ---- */
static bool check_path(const Job *job, const char *path, Diags *diags)
{
	if (job->request->out_is_stdout || !job->keep)
		return true;
	for (int i = 0; i < job->ninputs; i++)
		if (file_same(path, job->inputs[i])) {
			fail(diags, NOWHERE, USAGE_ERROR, "the output \"%s\" is also an input", path);
			hint(diags, "name another file with --out");
			return false;
		}
	return true;
}

static bool make_edition(Arena *arena, const Job *job, const Content *content, Edition *edition,
	Diags *diags)
{
	const Request *request = job->request;
	if (!edition_make(edition, content, job->shared, request, diags))
		return false;
	const char *path = edition_path(arena, edition, stem_of(arena, job, content), request);
	if (!check_path(job, path, diags))
		return false;
	Output output;
	Buf sink = buf_make(arena, (size_t)64 << 10);
	if (!output_make(arena, edition, request->to, &output, &sink, diags))
		return false;
	if (job->keep && !file_write(path, buf_str(&sink), diags))
		return false;
	if (job->keep)
		tell_result(job, edition, &output, path);
	tell_account(job, edition, &output, sink.len);
	return true;
}

static void join(Diags *all, const Diags *some)
{
	for (const Diag *at = some->first; at; at = at->next) {
		const Diag *last = all->last;
		fail(all, at->from, at->id, "%.*s", STR_ARG(at->message));
		if (at->hint.len && all->last != last)
			hint(all, "%.*s", STR_ARG(at->hint));
	}
}

/* Messages of one edition: fresh, with the severities of the run. */
static Diags *diags_like(Arena *arena, const Diags *model)
{
	Diags *diags = diags_make(arena);
	memcpy(diags->severities, model->severities, sizeof diags->severities);
	memcpy(diags->allowed, model->allowed, sizeof diags->allowed);
	return diags;
}

static void check_fields(const Article *article, const Job *job, Diags *diags)
{
	for (const Field *field = job->request->fields->first; field; field = field->next)
		if (!article_uses_field(article, field->name))
			fail(diags, (Source){ job->in, 0, 0 }, UNUSED_FIELD,
				"the article does not use the field \"%.*s\"", STR_ARG(field->name));
}

void job_run(Arena *arena, Arena *scratch, const Job *job, Diags *diags)
{
	const Request *request = job->request;
	const char *name = strcmp(job->in, "-") ? job->in : "stdin";
	Str bytes = file_read(arena, job->in, FILE_LIMIT, diags);
	const Article *article = bytes.at ? article_read(arena, bytes, name, diags) : NULL;
	if (!article)
		return;
	check_fields(article, job, diags);
	const Content *content = content_make(arena, article, request->fields, diags);
	if (!content)
		return;
	content_check(content, diags);
	const Pictures *pictures = pictures_open(arena, content, job, diags);
	if (diags->nerrors)
		return;
	for (int f = 0; f < request->nformats; f++)
		for (int p = 0; p < request->npurposes; p++) {
			Edition edition = { .format = request->formats[f], .purpose = request->purposes[p],
				.pictures = pictures };
			Diags *own = diags_like(scratch, diags);
			make_edition(scratch, job, content, &edition, own);
			join(diags, own);
			arena_reset(scratch);
		}
}
