/* Content -> pages. Every block is on a page or in a message; nothing crosses a fold or leaves the
 * safe area. */
#ifndef DIPTYCH_PAGES_LAYOUT_H
#define DIPTYCH_PAGES_LAYOUT_H
#include "pages/edition.h"
#include "pages/page.h"

/* Lays [edition] out. What does not fit is the error overset, naming the panel, the lines over and
   the words to cut; then NULL. */
const PageList *pages_make(Arena *arena, const Edition *edition, Diags *diags);
#endif
