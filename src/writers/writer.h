/* The back-ends: a table of writers, each from the same Output to bytes. Same Output, same bytes.
 */
#ifndef DIPTYCH_WRITERS_WRITER_H
#define DIPTYCH_WRITERS_WRITER_H
#include "pages/edition.h"
#include "pages/page.h"
#include "sheets/sheet.h"

typedef struct Output {
	const Edition *edition;
	const PageList *pages;
	const SheetList *sheets;
} Output;
typedef struct Writer {
	const char *name, *extension, *summary;
	bool needs_sheets;
	bool (*write)(Arena *arena, const Output *output, Buf *sink, Diags *diags);
} Writer;
/* The writer called [name], or NULL. */
const Writer *writer_find(Str name);
const Writer *writers_all(int *count);
#endif
