/* "build" and "check": every article, one after another, with an arena and messages of its own. */
#include <string.h>

#include "app/commands.h"
#include "app/job.h"
#include "app/messages.h"
#include "base/file.h"

static const Source NOWHERE = { NULL, 0, 0 };

typedef struct Order {
	Arena *arena;
	const Options *options;
	const Request *request;
	Shared *shared;
	const char **inputs; int ninputs;    /* the articles and the theme: what no output may replace */
	Buf results;
	bool keep;
	int code;
} Order;

/* What the command line alone tells: no name is wanted for two outputs. */
static bool check_outputs(const Order *order, Diags *diags)
{
	const Options *options = order->options;
	const Request *request = order->request;
	int editions = options->nwords * request->nformats * request->npurposes;
	if (request->out && !request->out_is_folder && editions > 1) {
		fail(diags, NOWHERE, USAGE_ERROR, "--out names one file, but there are %d editions", editions);
		hint(diags, "name a folder: --out DIR/");
		return false;
	}
	if (request->out_is_folder && !file_is_folder(*request->out ? request->out : "."))
		return fail(diags, NOWHERE, CANNOT_WRITE, "there is no folder \"%s\"", request->out);
	for (int i = 0; i < options->nwords; i++)
		for (int j = 0; j < i; j++) {
			Str stem = job_stem(options->words[i]);
			if (str_equal(stem, job_stem(options->words[j])))
				return fail(diags, NOWHERE, USAGE_ERROR, "\"%s\" and \"%s\" would have the same output name",
					options->words[j], options->words[i]);
		}
	return true;
}

static void list_inputs(Order *order)
{
	const Options *options = order->options;
	order->inputs = ARENA_ARRAY(order->arena, (size_t)options->nwords + 1, const char *);
	for (int i = 0; i < options->nwords; i++)
		if (strcmp(options->words[i], "-"))
			order->inputs[order->ninputs++] = options->words[i];
	order->inputs[order->ninputs++] =
		theme_path(order->arena, order->shared->root, option_text(options, OPTION_THEME, "doors"));
}

/* The world's errors before the author's: who cannot read a file need not look into it. */
static int worse(int a, int b)
{
	static const int RANK[] = { 0, 1, 3, 2 };
	return RANK[a & 3] > RANK[b & 3] ? a : b;
}

static void build_article(Order *order, Arena *arena, Arena *scratch, const char *in,
	const Diags *model)
{
	Diags *diags = diags_make(arena);
	memcpy(diags->severities, model->severities, sizeof diags->severities);
	memcpy(diags->allowed, model->allowed, sizeof diags->allowed);
	Buf account = buf_make(arena, 256);
	bool tells = order->options->given[OPTION_VERBOSE]
		&& !option_is(order->options, OPTION_MESSAGES, "json");
	Job job = {
		.in = in, .inputs = order->inputs, .ninputs = order->ninputs, .request = order->request,
		.shared = order->shared, .keep = order->keep, .results = &order->results,
		.account = tells ? &account : NULL,
	};
	job_run(arena, scratch, &job, diags);
	messages_write(arena, order->options, diags);
	messages_say(buf_str(&account));
	if (!order->keep)
		buf_format(&order->results, "%s: %d error%s, %d warning%s\n", in, diags->nerrors,
			diags->nerrors == 1 ? "" : "s", diags->nwarnings, diags->nwarnings == 1 ? "" : "s");
	order->code = worse(order->code, diags_exit(diags));
}

int build_run(Arena *arena, const Options *options, Diags *diags)
{
	Order order = { .arena = arena, .options = options, .keep = options->command == COMMAND_BUILD };
	order.results = buf_make(arena, 256);
	bool severities = options_severities(options, diags);
	order.request = request_read(arena, options, diags);
	if (!severities || !order.request || !check_outputs(&order, diags))
		return finish(arena, options, STR(""), diags);
	order.shared = shared_open(arena, options, diags);
	if (order.shared) {
		list_inputs(&order);
		Arena *job = arena_open(), *scratch = arena_open();
		for (int i = 0; i < options->nwords; i++) {
			build_article(&order, job, scratch, options->words[i], diags);
			arena_reset(job);
		}
		arena_close(scratch);
		arena_close(job);
		shared_close(order.shared);
	}
	Str results = options->given[OPTION_QUIET] ? STR("") : buf_str(&order.results);
	return worse(order.code, finish(arena, options, results, diags));
}
