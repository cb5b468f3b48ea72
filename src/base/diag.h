/* What is wrong or weak, said once each, with its place. A stage that finds a mistake records it
   here and goes on; app prints all in file order. */
#ifndef DIPTYCH_BASE_DIAG_H
#define DIPTYCH_BASE_DIAG_H
#include <stdbool.h>
#include "base/arena.h"
#include "base/str.h"

typedef struct {
	const char *file;
	int line, column;
} Source; /* 1-based, column in code points; line 0: nowhere in the file; file NULL: nowhere */

typedef enum { ADVICE, WARNING, ERROR } Severity;
typedef enum { AUTHOR, WORLD, USAGE } Blame; /* who is to mend it: exit code 1, 3 or 2 */
typedef enum {
#define X(id, severity, blame, word, summary, explanation) id,
#include "base/diag.def"
#undef X
	NDIAGIDS
} DiagId;

typedef struct DiagKind {
	Severity severity;
	Blame blame;
	const char *word, *summary, *explanation;
} DiagKind;
typedef struct Diag {
	Severity severity;
	DiagId id;
	Source from;
	Str message, hint;
	struct Diag *next;
} Diag;

typedef struct Diags {
	Arena *arena; /* where messages live */
	Diag *first, *last;
	int nerrors, nwarnings, nadvice;
	bool world; /* an ERROR to blame on the world is among them */
	Severity severities[NDIAGIDS]; /* as the options say; filled by [diags_make] */
	bool allowed[NDIAGIDS]; /* --allow: the message is dropped */
	struct DiagText {
		const char *file;
		Str bytes;
		struct DiagText *next;
	} * texts;
	Diag *newest; /* whom [hint] would help: NULL if the last message was dropped */
	Diag **seen;
	size_t nslots; /* hash table of all, to say each thing once */
} Diags;

/* A fresh list whose messages live in [arena]. */
Diags *diags_make(Arena *arena);
/* The row of diag.def for [id]. */
const DiagKind *diag_kind(DiagId id);
/* The id whose word is [word], or -1; [nearest] then gives the nearest known word, or NULL. */
int diag_find(Str word, const char **nearest);

/* Records a message. Returns false if it is an error, true otherwise, so that a check can end with
   "return fail(...)". The same id at the same place with the same words is recorded once. */
bool fail(Diags *diags, Source from, DiagId id, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* Gives the message recorded last its hint line. */
void hint(Diags *diags, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Makes the text of [file] known, for the source line under a message. [bytes] is borrowed, UTF-8.
 */
void diags_text(Diags *diags, const char *file, Str bytes);
/* Prints all messages in file order (by file, line, column; then as recorded). */
void diags_write(const Diags *diags, Buf *out, bool colour);
/* The exit code these messages ask for: 0, 1, 2 or 3 (the world before the author). */
int diags_exit(const Diags *diags);
#endif
