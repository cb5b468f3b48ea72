/* Where the program's own files are: data/ and fonts/. */
#ifndef DIPTYCH_APP_RESOURCES_H
#define DIPTYCH_APP_RESOURCES_H
#include "base/diag.h"

/* The folder that holds data/ and fonts/: $DIPTYCH_DATA, else beside the program (a build folder,
   or ../share/diptych), else where packages put it. NULL after the error cannot-read. */
const char *resources_find(Arena *arena, Diags *diags);
#endif
