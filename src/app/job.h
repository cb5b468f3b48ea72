/* One article, all its editions. */
#ifndef DIPTYCH_APP_JOB_H
#define DIPTYCH_APP_JOB_H
#include "app/edition.h"

typedef struct Job {
	const char *in;                      /* the article's file; "-" is standard input */
	const char *const *inputs; int ninputs;  /* what may not be overwritten */
	const Request *request;
	Shared *shared;
	bool keep;                           /* write the files; false: make all, write nothing */
	Buf *results;                        /* a line a file: its name, its sheets, how to print it */
	Buf *account;                        /* NULL, or what -v tells about each edition */
} Job;

/* Reads the article once and makes every edition that the request asks for; one that fails does not
   hold up the others. Messages go to [diags], each once. [arena] holds the article, [scratch] one
   edition after another. */
void job_run(Arena *arena, Arena *scratch, const Job *job, Diags *diags);

/* Makes one edition's bytes: the whole way from content to file. False after an error. */
bool output_make(Arena *arena, const Edition *edition, const Writer *to, Output *output, Buf *sink,
	Diags *diags);
/* The file's name without folders and ending: "a/b.xml" is "b". */
Str job_stem(const char *path);
#endif
