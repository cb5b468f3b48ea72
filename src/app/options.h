/* The command line as data: which command, its arguments, and what each option was given. */
#ifndef DIPTYCH_APP_OPTIONS_H
#define DIPTYCH_APP_OPTIONS_H
#include "base/diag.h"
#include "content/article.h"

#define DIPTYCH_VERSION "0.1"

typedef enum {
#define COMMAND(id, word, arguments, least, most, summary) id,
#define OPTION(id, letter, word, argument, commands, help)
#include "app/options.def"
	NCOMMANDS
} CommandId;
typedef enum {
#define COMMAND(id, word, arguments, least, most, summary)
#define OPTION(id, letter, word, argument, commands, help) id,
#include "app/options.def"
	NOPTIONS
} OptionId;

typedef struct CommandKind {
	const char *word, *arguments;
	int least, most;                     /* how many arguments */
	const char *summary;
} CommandKind;
typedef struct OptionKind {
	char letter;                         /* 0: it has none */
	const char *word, *argument, *commands, *help;
} OptionKind;

typedef struct Given { const char *text; struct Given *next; } Given;   /* in the order given */

typedef struct Options {
	CommandId command;                   /* NCOMMANDS: none was named */
	const char **words; int nwords;      /* the arguments: files, topics */
	Given *given[NOPTIONS];              /* NULL: not given */
} Options;

const CommandKind *command_kind(CommandId id);
const OptionKind *option_kind(OptionId id);
bool option_takes(OptionId id, CommandId command);

/* Reads the command line [words] (without the program's name). What cannot be understood is the
   error usage, with the nearest known name; then NULL. */
const Options *options_read(Arena *arena, int nwords, char *const *words, Diags *diags);
/* The last text that option [id] was given, or [otherwise]. */
const char *option_text(const Options *options, OptionId id, const char *otherwise);
bool option_is(const Options *options, OptionId id, const char *choice);

/* Sets the severities that --strict, --allow, --deny, -q and -v ask for. False after an error. */
bool options_severities(const Options *options, Diags *diags);
/* The fields of --set; NULL after an error. */
const Fields *options_fields(Arena *arena, const Options *options, Diags *diags);

/* The help of one command, or of the whole program for NCOMMANDS. */
void help_write(CommandId command, Buf *out);
#endif
