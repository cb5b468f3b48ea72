#include "app/options.h"

#include <string.h>

#define COLUMN 26                            /* where the explanations start */

static void add_row(Buf *out, const char *left, const char *right)
{
	if (strlen(left) < COLUMN)
		buf_format(out, "%-*s %s\n", COLUMN, left, right);
	else
		buf_format(out, "%s\n%*s %s\n", left, COLUMN, "", right);
}

static void add_option(Buf *out, OptionId id)
{
	const OptionKind *kind = option_kind(id);
	char letter[] = { '-', kind->letter, ',', 0 };
	Buf left = buf_make(out->arena, 64);
	buf_format(&left, "  %-3s --%s%s%s", kind->letter ? letter : "", kind->word,
		kind->argument[0] ? " " : "", kind->argument);
	add_row(out, left.at, kind->help);
}

static void add_options(Buf *out, CommandId command)
{
	buf_add(out, STR("\nOptions:\n"));
	for (int id = 0; id < NOPTIONS; id++)
		if (id != OPTION_VERSION && option_takes(id, command))
			add_option(out, id);
}

static void write_program(Buf *out)
{
	buf_add(out, STR("Usage: diptych COMMAND ARGUMENT... [OPTION...]\n"
		"Turns an XML article that compares two to five things into a printed brochure.\n\nCommands:\n"));
	for (int i = 0; i < NCOMMANDS; i++) {
		const CommandKind *kind = command_kind(i);
		Buf left = buf_make(out->arena, 64);
		buf_format(&left, "  %-8s %s", kind->word, kind->arguments);
		add_row(out, left.at, kind->summary);
	}
	buf_add(out, STR("\nOptions:\n"));
	add_option(out, OPTION_HELP);
	add_option(out, OPTION_VERSION);
	buf_add(out, STR("\n\"diptych COMMAND --help\" shows the options of a command.\n"
		"Exit codes: 0 made; 1 the article has errors; 2 the command line; 3 a file, the disk or\n"
		"memory; 128 + n on signal n.\n"));
}

void help_write(CommandId command, Buf *out)
{
	if (command == NCOMMANDS) {
		write_program(out);
		return;
	}
	const CommandKind *kind = command_kind(command);
	buf_format(out, "Usage: diptych %s %s [OPTION...]\n%c%s.\n", kind->word, kind->arguments,
		kind->summary[0] - 'a' + 'A', kind->summary + 1);
	add_options(out, command);
}
