/* What the program says on standard error. */
#ifndef DIPTYCH_APP_MESSAGES_H
#define DIPTYCH_APP_MESSAGES_H
#include "app/options.h"

/* Prints the messages in [diags] as the options ask: as text, with colour on a terminal, or as one
   JSON object a line. [options] may be NULL when the command line was not understood. */
void messages_write(Arena *arena, const Options *options, const Diags *diags);
/* Prints [text] on standard error; that it cannot be printed is nobody's concern. */
void messages_say(Str text);
#endif
