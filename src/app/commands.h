/* The commands, each the body of one word of the command line; the result is the exit code. */
#ifndef DIPTYCH_APP_COMMANDS_H
#define DIPTYCH_APP_COMMANDS_H
#include "app/options.h"

/* "build" and "check": the same code; check writes no file. */
int build_run(Arena *arena, const Options *options, Diags *diags);
int list_run(Arena *arena, const Options *options, Diags *diags);
int explain_run(Arena *arena, const Options *options, Diags *diags);

/* The end of every command: [out] goes to standard output, then the messages; the exit code. */
int finish(Arena *arena, const Options *options, Str out, Diags *diags);
#endif
