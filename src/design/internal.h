/* What the files of this room share: finding a name, and the known one that was meant. */
#ifndef DIPTYCH_DESIGN_INTERNAL_H
#define DIPTYCH_DESIGN_INTERNAL_H
#include "base/str.h"

/* The place of [name] in [names], or -1. */
int name_find(Str name, const char *const *names, int count);
/* True if [name] is [known], whatever the case of their ASCII letters. */
bool name_is(Str name, const char *known);
/* The most that a wrong name may differ from a known one to be taken for it. */
int name_limit(Str name);
/* True if [known] is nearer to [name] than [least], which it then becomes. Start with [name_limit]
 * + 1. */
bool name_nearer(Str name, const char *known, int *least);
/* The nearest of [names], or NULL if none is near. */
const char *name_nearest(Str name, const char *const *names, int count);
#endif
