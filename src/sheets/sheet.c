/* Imposition: finished pages -> the sides of the sheets that go through the printer.

   What comes in: pages in reading order, and the edition, whose format says how the sheet is
   folded. What goes out: sides in print order; each page is placed on one of them, whole, unscaled
   and unturned.

   Two cases are enough. A folded office sheet has an outside and an inside, and each page already
   knows its panel: fold geometry had to be known before layout, because the panel that folds in is
   narrower. Here panels are only put in their places and ticks are drawn where the folds are.
   Everything else, that is flat formats and the reader edition of any format, is the trivial sheet:
   one side a page.

   The sheet is turned over about its vertical axis, so the panel that stands first from the left
   outside has its back at the far right inside. The rows of the format table obey this; a test
   holds every row to it.

   Invariants:
   1. Every page is placed once, on one side only.
   2. Placements of a side are in reading order, so that whoever tags them may walk on.
   3. No placement reaches over the edge of its side. */
#include "sheets/sheet.h"

#include <assert.h>
#include "sheets/internal.h"

static const SheetList *list(Arena *arena, const Side *sides, int count) {
	SheetList *sheets = ARENA_NEW(arena, SheetList);

	sheets->sides = sides;
	sheets->count = count;
	return sheets;
}

/* One side a page. */
static const SheetList *flat(Arena *arena, const PageList *pages) {
	Side *sides = ARENA_ARRAY(arena, (size_t)pages->count, Side);

	for (int i = 0; i < pages->count; i++) {
		Placement *placement = ARENA_NEW(arena, Placement);
		placement->page = &pages->pages[i];
		sides[i] = (Side){ pages->pages[i].name, pages->pages[i].trim, placement, 1, NULL };
	}
	return list(arena, sides, pages->count);
}

static void place(Arena *arena, const PageList *pages, int number, Side *side) {
	Placement *placements = ARENA_ARRAY(arena, (size_t)pages->count, Placement);

	for (int i = 0; i < pages->count; i++) {
		const Page *page = &pages->pages[i];
		assert(page->panel && (page->panel->side == 0 || page->panel->side == 1));
		if (page->panel->side != number) continue;
		assert(
			page->panel->left >= 0 && page->panel->left + page->trim.width <= side->trim.width + 1);
		placements[side->nplacements++] = (Placement){ page, { page->panel->left, 0 } };
	}
	side->placements = placements;
}

/* The outside and the inside of one sheet. */
static const SheetList *folded(Arena *arena, const Edition *edition, const PageList *pages) {
	static const char *const names[] = { "outside", "inside" };
	Side *sides = ARENA_ARRAY(arena, 2, Side);

	for (int i = 0; i < 2; i++) {
		sides[i].name = str_of(names[i]);
		sides[i].trim = format_sheet(edition->format, edition->paper);
		place(arena, pages, i, &sides[i]);
		sides[i].over = ticks_make(arena, edition, &sides[i]);
	}
	return list(arena, sides, 2);
}

const SheetList *sheets_make(
	Arena *arena, const Edition *edition, const PageList *pages, Diags *diags) {
	(void)diags; /* whatever can be laid out can be imposed */
	if (edition->format->kind == FORMAT_FOLDED && edition->purpose == PURPOSE_OFFICE)
		return folded(arena, edition, pages);
	return flat(arena, pages);
}
