/* The parser of the command line. It knows no option by name: options.def says which there are,
   what they take and which commands they belong to; what was given is kept as text, in order.

   Rules, as for most programs: "--word value", "--word=value", "-x value", "-xvalue"; switches of
   one letter may stand together ("-qv"); options and arguments may be mixed; "--" ends the options
   and "-" alone is an argument. Words cannot be shortened: what works today works tomorrow. */
#include "app/options.h"

#include <string.h>

static const CommandKind COMMANDS[] = {
#define COMMAND(id, word, arguments, least, most, summary) \
	{ word, arguments, least, most, summary },
#define OPTION(id, letter, word, argument, commands, help)
#include "app/options.def"
};
static const OptionKind OPTIONS[] = {
#define COMMAND(id, word, arguments, least, most, summary)
#define OPTION(id, letter, word, argument, commands, help) \
	{ letter, word, argument, commands, help },
#include "app/options.def"
};
static const Source NOWHERE = { NULL, 0, 0 };

typedef struct Parser {
	Arena *arena;
	Diags *diags;
	Options *options;
	int nwords, at;
	char *const *words;
	bool ended;                          /* "--" was seen */
} Parser;

const CommandKind *command_kind(CommandId id) { return &COMMANDS[id]; }
const OptionKind *option_kind(OptionId id) { return &OPTIONS[id]; }

bool option_takes(OptionId id, CommandId command)
{
	if (id == OPTION_HELP || id == OPTION_VERSION)
		return true;
	return command < NCOMMANDS && strchr(OPTIONS[id].commands, COMMANDS[command].word[0]);
}

/* ---- nearest names ---- */
typedef struct Nearest { Str wanted; int distance; Str name; } Nearest;

static void consider(Nearest *nearest, Str name)
{
	int distance = str_distance(nearest->wanted, name, nearest->distance);
	if (distance < nearest->distance) {
		nearest->distance = distance;
		nearest->name = name;
	}
}

/* A name is near when no more than a third of it differs. */
static Nearest nearest_begin(Str wanted)
{
	int third = (int)(wanted.len < 3 ? 1 : wanted.len < 30 ? wanted.len / 3 : 10);
	return (Nearest){ wanted, third + 1, { 0 } };
}

static bool refuse_word(Parser *in, const char *word)
{
	Nearest nearest = nearest_begin(str_of(word));
	for (int i = 0; i < NCOMMANDS; i++)
		consider(&nearest, str_of(COMMANDS[i].word));
	bool answer = fail(in->diags, NOWHERE, USAGE_ERROR, "there is no command \"%s\"", word);
	if (nearest.name.len)
		hint(in->diags, "did you mean \"%.*s\"?", STR_ARG(nearest.name));
	else
		hint(in->diags, "\"diptych --help\" lists the commands");
	return answer;
}

static bool refuse_option(Parser *in, const char *word)
{
	Nearest nearest = nearest_begin(str_until(&(Str){ word, strlen(word) }, '='));
	for (int i = 0; i < NOPTIONS; i++)
		if (option_takes(i, in->options->command))
			consider(&nearest, str_format(in->arena, "--%s", OPTIONS[i].word));
	bool answer = fail(in->diags, NOWHERE, USAGE_ERROR, "there is no option \"%s\"", word);
	if (nearest.name.len)
		hint(in->diags, "did you mean \"%.*s\"?", STR_ARG(nearest.name));
	else
		hint(in->diags, "\"diptych --help\" lists what there is");
	return answer;
}

/* ---- one option ---- */
static bool has_choices(const OptionKind *kind)
{
	return kind->argument[0] >= 'a' && kind->argument[0] <= 'z';
}

static bool check_choice(Parser *in, const OptionKind *kind, const char *text)
{
	if (!has_choices(kind))
		return true;
	Nearest nearest = nearest_begin(str_of(text));
	for (Str rest = str_of(kind->argument); rest.len;) {
		Str choice = str_until(&rest, '|');
		if (str_is(choice, text))
			return true;
		consider(&nearest, choice);
	}
	fail(in->diags, NOWHERE, USAGE_ERROR, "--%s takes %s, not \"%s\"",
		kind->word, kind->argument, text);
	if (nearest.name.len)
		hint(in->diags, "did you mean \"%.*s\"?", STR_ARG(nearest.name));
	return false;
}

static bool give(Parser *in, OptionId id, const char *text)
{
	const OptionKind *kind = &OPTIONS[id];
	if (kind->argument[0] && !text) {
		if (in->at == in->nwords)
			return fail(in->diags, NOWHERE, USAGE_ERROR, "--%s needs %s after it",
				kind->word, kind->argument);
		text = in->words[in->at++];
	}
	if (!option_takes(id, in->options->command)) {
		if (in->options->command == NCOMMANDS)
			return fail(in->diags, NOWHERE, USAGE_ERROR, "--%s needs a command before it",
				kind->word);
		return fail(in->diags, NOWHERE, USAGE_ERROR, "\"%s\" takes no option --%s",
			COMMANDS[in->options->command].word, kind->word);
	}
	if (!check_choice(in, kind, text))
		return false;
	Given **end = &in->options->given[id];
	while (*end)
		end = &(*end)->next;
	*end = ARENA_NEW(in->arena, Given);
	(*end)->text = text ? text : "";
	return true;
}

static bool read_long(Parser *in, const char *word)
{
	Str name = str_of(word + 2);
	const char *equals = strchr(word, '=');
	if (equals)
		name.len = (size_t)(equals - word - 2);
	for (int id = 0; id < NOPTIONS; id++) {
		if (!str_is(name, OPTIONS[id].word))
			continue;
		if (equals && !OPTIONS[id].argument[0])
			return fail(in->diags, NOWHERE, USAGE_ERROR, "--%s takes nothing after \"=\"",
				OPTIONS[id].word);
		return give(in, id, equals ? equals + 1 : NULL);
	}
	return refuse_option(in, word);
}

static bool read_letters(Parser *in, const char *word)
{
	for (const char *letter = word + 1; *letter; letter++) {
		int id = 0;
		while (id < NOPTIONS && OPTIONS[id].letter != *letter)
			id++;
		if (id == NOPTIONS)
			return refuse_option(in, word);
		if (OPTIONS[id].argument[0])
			return give(in, id, letter[1] ? letter + 1 : NULL);
		if (!give(in, id, NULL))
			return false;
	}
	return true;
}

static bool read_argument(Parser *in, const char *word)
{
	Options *options = in->options;
	if (options->command < NCOMMANDS) {
		options->words[options->nwords++] = word;
		return true;
	}
	for (int i = 0; i < NCOMMANDS; i++)
		if (!strcmp(word, COMMANDS[i].word)) {
			options->command = i;
			return true;
		}
	return refuse_word(in, word);
}

static bool read_word(Parser *in)
{
	const char *word = in->words[in->at++];
	if (in->ended || word[0] != '-' || !word[1])
		return read_argument(in, word);
	if (!strcmp(word, "--")) {
		in->ended = true;
		return true;
	}
	return word[1] == '-' ? read_long(in, word) : read_letters(in, word);
}

static bool check_count(Parser *in)
{
	const Options *options = in->options;
	if (options->given[OPTION_HELP] || options->given[OPTION_VERSION])
		return true;
	if (options->command == NCOMMANDS) {
		fail(in->diags, NOWHERE, USAGE_ERROR, "no command was given");
		hint(in->diags, "\"diptych --help\" lists the commands");
		return false;
	}
	const CommandKind *kind = &COMMANDS[options->command];
	if (options->nwords >= kind->least && options->nwords <= kind->most)
		return true;
	return fail(in->diags, NOWHERE, USAGE_ERROR, "\"%s\" needs %s after it",
		kind->word, kind->arguments);
}

/* ---- what the rooms want to know ---- */
const char *option_text(const Options *options, OptionId id, const char *otherwise)
{
	const Given *given = options->given[id];
	if (!given)
		return otherwise;
	while (given->next)
		given = given->next;
	return given->text;
}

bool option_is(const Options *options, OptionId id, const char *choice)
{
	return !strcmp(option_text(options, id, ""), choice);
}

static bool change_severity(const char *option, const char *word, bool allow, Diags *diags)
{
	const char *nearest = NULL;
	int id = diag_find(str_of(word), &nearest);
	if (id < 0) {
		fail(diags, NOWHERE, USAGE_ERROR, "%s: there is no message \"%s\"", option, word);
		if (nearest)
			hint(diags, "did you mean \"%s\"?", nearest);
		return false;
	}
	/* An error that is passed over would give a wrong print, or none and no reason. */
	if (allow && diag_kind(id)->severity == ERROR)
		return fail(diags, NOWHERE, USAGE_ERROR, "%s: \"%s\" is an error and cannot be left out",
			option, word);
	diags->allowed[id] = allow;
	if (!allow)
		diags->severities[id] = ERROR;
	return true;
}

bool options_severities(const Options *options, Diags *diags)
{
	bool quiet = options->given[OPTION_QUIET], check = options->command == COMMAND_CHECK;
	for (int id = 0; id < NDIAGIDS; id++) {
		Severity severity = diag_kind(id)->severity;
		if (severity == WARNING && options->given[OPTION_STRICT])
			diags->severities[id] = ERROR;
		else if (severity == WARNING)
			diags->allowed[id] = quiet;
		else if (severity == ADVICE)
			diags->allowed[id] = quiet || !(check || options->given[OPTION_VERBOSE]);
	}
	bool good = true;
	for (const Given *at = options->given[OPTION_DENY]; at; at = at->next)
		good &= change_severity("--deny", at->text, false, diags);
	for (const Given *at = options->given[OPTION_ALLOW]; at; at = at->next)
		good &= change_severity("--allow", at->text, true, diags);
	return good;
}

/* The field called [name] in the list at [at], made if it is not there: the last --set wins. */
static Field *field_named(Arena *arena, Field **at, Str name)
{
	while (*at && !str_equal((*at)->name, name))
		at = &(*at)->next;
	if (!*at) {
		*at = ARENA_NEW(arena, Field);
		(*at)->name = name;
	}
	return *at;
}

const Fields *options_fields(Arena *arena, const Options *options, Diags *diags)
{
	Field *first = NULL;
	bool good = true;
	for (const Given *at = options->given[OPTION_SET]; at; at = at->next) {
		Str value = str_of(at->text), name = str_until(&value, '=');
		size_t bad;
		if (!name.len || !strchr(at->text, '='))
			good = fail(diags, NOWHERE, USAGE_ERROR, "--set needs FIELD=VALUE, not \"%s\"",
				at->text);
		else if (!utf8_valid(value, &bad))
			good = fail(diags, NOWHERE, USAGE_ERROR, "--set %.*s: the value is not UTF-8",
				STR_ARG(name));
		else
			field_named(arena, &first, name)->value = value;
	}
	if (!good)
		return NULL;
	Fields *fields = ARENA_NEW(arena, Fields);
	fields->first = first;
	return fields;
}

const Options *options_read(Arena *arena, int nwords, char *const *words, Diags *diags)
{
	Options *options = ARENA_NEW(arena, Options);
	options->command = NCOMMANDS;
	options->words = ARENA_ARRAY(arena, (size_t)nwords + 1, const char *);
	Parser parser = { arena, diags, options, nwords, 0, words, false };
	while (parser.at < nwords)
		if (!read_word(&parser))
			return NULL;
	return check_count(&parser) ? options : NULL;
}
