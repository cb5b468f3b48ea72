/* Usage: loop COUNT ARTICLE.xml [OPTION...]
   Builds an article COUNT times in one process, writing nothing, as a batch would: theme, fonts and
   profile are opened once. Prints milliseconds of processor time for each build, and what memory
   grew to. */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "app/job.h"
#include "base/xml.h"

static double processor_seconds(void) {
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static long peak_kilobytes(void) {
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

static int number_of(const char *text) {
	double number;
	return str_number(str_of(text), &number) && number >= 1 ? (int)number : 0;
}

/* Builds once; the number of errors. */
static int build(Arena *arena, Arena *scratch, const Job *job) {
	Diags *diags = diags_make(arena);
	Buf results = buf_make(arena, 256);
	Job mine = *job;
	mine.results = &results;
	job_run(arena, scratch, &mine, diags);
	int errors = diags->nerrors;
	arena_reset(arena);
	return errors;
}

int main(int nwords, char **words) {
	int count = nwords > 2 ? number_of(words[1]) : 0;
	if (!count) {
		fprintf(stderr, "Usage: loop COUNT ARTICLE.xml [OPTION...]\n");
		return 2;
	}
	xml_open();
	Arena *arena = arena_open(), *own = arena_open(), *scratch = arena_open();
	Diags *diags = diags_make(arena);
	char command[] = "check";
	words[1] = command;
	const Options *options = options_read(arena, nwords - 1, words + 1, diags);
	const Request *request = options ? request_read(arena, options, diags) : NULL;
	Shared *shared = request ? shared_open(arena, options, diags) : NULL;
	if (!shared) {
		fprintf(stderr, "loop: %.*s\n", STR_ARG(diags->first->message));
		return 1;
	}
	Job job = { .in = options->words[0], .request = request, .shared = shared };
	int errors = build(own, scratch, &job);
	long first = peak_kilobytes();
	double before = processor_seconds();
	for (int i = 1; i < count; i++) errors += build(own, scratch, &job);
	double each = count > 1 ? (processor_seconds() - before) * 1000 / (count - 1) : 0;
	printf("%.3f ms a build, peak %.1f MB after 1, %.1f MB after %d\n", each, (double)first / 1024,
		(double)peak_kilobytes() / 1024, count);
	shared_close(shared);
	return errors ? 1 : 0;
}
