/* Pages -> sheets: each page is placed once on a side of a sheet; fold ticks lie over them. */
#ifndef DIPTYCH_SHEETS_SHEET_H
#define DIPTYCH_SHEETS_SHEET_H
#include "pages/edition.h"
#include "pages/page.h"

typedef struct Placement {
	const Page *page;
	Point at;
} Placement; /* at: the page's trim corner on the sheet */
typedef struct Side {
	Str name; /* "outside", "inside", "page 1" */
	Size trim;
	const Placement *placements;
	int nplacements; /* in reading order */
	const Mark *over; /* artifacts drawn last: fold ticks; sheet coordinates */
} Side;
typedef struct SheetList {
	const Side *sides;
	int count;
} SheetList; /* sides in print order */

/* Imposes [pages]. The reader edition is the trivial case: a side for each page, in reading order.
 */
const SheetList *sheets_make(
	Arena *arena, const Edition *edition, const PageList *pages, Diags *diags);
#endif
