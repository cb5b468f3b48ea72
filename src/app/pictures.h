/* The files that an article's figures name, opened once for all its editions. */
#ifndef DIPTYCH_APP_PICTURES_H
#define DIPTYCH_APP_PICTURES_H
#include "app/job.h"
#include "images/picture.h"

/* Reads every picture of [content] into [arena]. One that is missing or broken is a message at its
   <figure>. */
const Pictures *pictures_open(Arena *arena, const Content *content, const Job *job, Diags *diags);
#endif
