/* The front door: prepares the process, reads the command line and hands over to a command. */
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "app/commands.h"
#include "app/messages.h"
#include "base/file.h"
#include "base/xml.h"

static void stop(int signal)
{
	file_abandon();
	_exit(128 + signal);
}

static void prepare_signals(void)
{
	static const int STOPS[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction ignore = { .sa_handler = SIG_IGN }, action = { .sa_handler = stop };
	sigaction(SIGPIPE, &ignore, NULL);           /* a closed pipe is then an error like any other */
	for (size_t i = 0; i < sizeof STOPS / sizeof *STOPS; i++) {
		struct sigaction before;
		sigaction(STOPS[i], NULL, &before);
		if (before.sa_handler != SIG_IGN)    /* nohup stays nohup */
			sigaction(STOPS[i], &action, NULL);
	}
}

/* A stream that came closed is opened the wrong way round: no file of ours gets its number, and
   what is written to it fails with a message. */
static void prepare_streams(void)
{
	for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
		if (fcntl(stream, F_GETFD) < 0)
			open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static int run(Arena *arena, int nwords, char *const *words)
{
	Diags *diags = diags_make(arena);
	const Options *options = options_read(arena, nwords, words, diags);
	if (!options)
		return finish(arena, NULL, STR(""), diags);
	Buf out = buf_make(arena, 4096);
	if (options->given[OPTION_HELP]) {
		help_write(options->command, &out);
		return finish(arena, options, buf_str(&out), diags);
	}
	if (options->given[OPTION_VERSION])
		return finish(arena, options, STR("diptych " DIPTYCH_VERSION "\n"), diags);
	switch (options->command) {
	case COMMAND_BUILD:
	case COMMAND_CHECK: return build_run(arena, options, diags);
	case COMMAND_LIST: return list_run(arena, options, diags);
	case COMMAND_EXPLAIN: return explain_run(arena, options, diags);
	case NCOMMANDS: break;
	}
	return 2;
}

int main(int nwords, char **words)
{
	prepare_streams();
	prepare_signals();
	xml_open();
	Arena *arena = arena_open();
	int code = run(arena, nwords > 0 ? nwords - 1 : 0, words + 1);
	arena_close(arena);
	xml_close();
	return code;
}
