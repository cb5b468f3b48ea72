/* The back-ends of the program, a row each. A writer is one function from an Output to bytes: it
   looks at the finished sheets (or, if it needs none, at the content) and adds to a Buf; app puts
   the bytes under their name. So no writer knows files, options or other writers, and a new one is
   a file and a row.

   Invariants:
   1. The same Output gives the same bytes, whatever the clock, the locale, the machine or the
   thread.
   2. A writer draws all that there is: each mark of each placed page once, and nothing else.
   3. y grows down in every model and is turned over here only. */
#include "writers/writer.h"
#include "writers/internal.h"

static const Writer writers[] = {
	{ "pdf", "pdf", "tagged PDF, for printing and for screens", true, pdf_write },
	{ "trace", "trace", "every mark and tag as a line of text, for tests", true, trace_write },
};

const Writer *writers_all(int *count) {
	*count = (int)(sizeof writers / sizeof writers[0]);
	return writers;
}

const Writer *writer_find(Str name) {
	for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++)
		if (str_is(name, writers[i].name)) return &writers[i];
	return NULL;
}
