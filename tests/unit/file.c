/* Reading and writing whole files, in a folder of the test's own. */
#define _XOPEN_SOURCE 700                        /* nftw, symlink */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail                                      /* ours is another */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* ---- a folder for each test, in which it stands ---- */

typedef struct Place { char folder[64]; int home; } Place;

static int enter(void **state) {
	Place *place = calloc(1, sizeof *place);
	if (!place) return -1;
	strcpy(place->folder, "/tmp/diptych-unit-XXXXXX");
	place->home = open(".", O_RDONLY | O_DIRECTORY);
	*state = place;
	return place->home >= 0 && mkdtemp(place->folder) && chdir(place->folder) == 0 ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *where) {
	(void)info, (void)kind, (void)where;
	return remove(path);
}

static int leave(void **state) {
	Place *place = *state;
	int failed = fchdir(place->home);
	close(place->home);
	failed |= nftw(place->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(place);
	return failed;
}

static void put(const char *path, const char *text) {
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static int count_names(void) {
	DIR *folder = opendir(".");
	int n = 0;
	for (struct dirent *entry; (entry = readdir(folder));) n++;
	closedir(folder);
	return n - 2;
}

/* "WORD FILE: MESSAGE" of the only message, or "". */
static const char *said(Arena *arena, const Diags *diags) {
	if (!diags->first) return "";
	assert_null(diags->first->next);
	return str_format(arena, "%s %s: %.*s", diag_kind(diags->first->id)->word,
		diags->first->from.file, STR_ARG(diags->first->message)).at;
}

static void expect_text(Arena *arena, const char *path, const char *text) {
	Str got = file_read(arena, path, FILE_LIMIT, diags_make(arena));
	assert_true(str_is(got, text));
}

/* ---- reading ---- */

static void reads_regular_files_only(void **state) {
	(void)state;
	put("full", "some text\n");
	put("empty", "");
	put("limit", "0123456789");
	put("above", "0123456789a");
	put("secret", "x");
	assert_int_equal(mkdir("folder", 0777) | mkfifo("pipe", 0666) | symlink("full", "link")
		| symlink("loop", "loop") | symlink("nowhere", "dangling"), 0);
	static const struct { const char *path, *text, *want; } cases[] = {
		{ "full", "some text\n", "" },
		{ "link", "some text\n", "" },
		{ "empty", "", "" },
		{ "limit", "0123456789", "" },
		{ "above", NULL, "too-large above: it has more than 10 bytes, which is the limit" },
		{ "missing", NULL, "cannot-read missing: cannot read it: there is no such file" },
		{ "dangling", NULL, "cannot-read dangling: cannot read it: there is no such file" },
		{ "", NULL, "cannot-read : cannot read it: there is no such file" },
		{ "folder", NULL, "cannot-read folder: cannot read it: it is a folder" },
		{ "full/x", NULL, "cannot-read full/x: cannot read it: a part of its path is not a folder" },
		{ "loop", NULL, "cannot-read loop: cannot read it: its links lead in a circle" },
		{ "pipe", NULL,
			"cannot-read pipe: cannot read it: it is a device or a pipe, not a regular file" },
		{ "/dev/zero", NULL,
			"cannot-read /dev/zero: cannot read it: it is a device or a pipe, not a regular file" },
	};
	for (size_t i = 0; i < LENGTH(cases); i++) {
		Arena *arena = arena_open();
		Diags *diags = diags_make(arena);
		Str got = file_read(arena, cases[i].path, 10, diags);
		assert_string_equal(said(arena, diags), cases[i].want);
		assert_true((got.at != NULL) == (cases[i].text != NULL));
		if (cases[i].text) assert_true(str_is(got, cases[i].text));
		if (diags->first) assert_int_equal(diags_exit(diags), 3);
		arena_close(arena);
	}
}

/* What another user has closed. Root may do all, so a process of its own becomes nobody. */
static void says_what_is_not_allowed(void **state) {
	(void)state;
	static const struct { const char *path; bool write; const char *want; } cases[] = {
		{ "secret", false, "cannot-read secret: cannot read it: it may not be read by this user" },
		{ "closed/x", false, "cannot-read closed/x: cannot read it: it may not be read by this user" },
		{ "protected", true, "cannot-write protected: cannot write it: this user may not write there" },
		{ "closed/x", true, "cannot-write closed/x: cannot write it: this user may not write there" },
		{ "locked/x", true, "cannot-write locked/x: cannot write it: this user may not write there" },
	};
	put("secret", "x");
	put("protected", "x");
	assert_int_equal(mkdir("closed", 0777) | mkdir("locked", 0777) | chmod(".", 0755), 0);
	put("closed/x", "x");
	assert_int_equal(chmod("secret", 0) | chmod("protected", 0444) | chmod("closed", 0)
		| chmod("locked", 0555), 0);
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		if (geteuid() == 0 && setuid(65534)) _exit(99);
		for (size_t i = 0; i < LENGTH(cases); i++) {
			Arena *arena = arena_open();
			Diags *diags = diags_make(arena);
			bool done = cases[i].write ? file_write(cases[i].path, STR("y"), diags)
				: file_read(arena, cases[i].path, 10, diags).at != NULL;
			if (done || strcmp(said(arena, diags), cases[i].want) != 0) _exit(1 + (int)i);
			arena_close(arena);
		}
		_exit(0);
	}
	int status = 1;
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
	assert_int_equal(chmod("closed", 0755) | chmod("locked", 0755), 0);
}

/* Gives "-" the bytes in pieces, from a process of its own. */
static void reads_standard_input(void **state) {
	(void)state;
	static const struct { int pieces; size_t limit; const char *want; } cases[] = {
		{ 0, 10, "" }, { 3, 300000, "" },
		{ 3, 299999, "too-large -: it has more than 299999 bytes, which is the limit" },
	};
	for (size_t i = 0; i < LENGTH(cases); i++) {
		Arena *arena = arena_open();
		Diags *diags = diags_make(arena);
		int ends[2], kept = dup(STDIN_FILENO);
		char *piece = arena_alloc(arena, 100000);
		memset(piece, 'x', 100000);
		assert_int_equal(pipe(ends), 0);
		pid_t child = fork();
		if (child == 0) {
			close(ends[0]);
			for (int k = 0; k < cases[i].pieces; k++)
				if (write(ends[1], piece, 100000) != 100000) _exit(1);
			_exit(0);
		}
		close(ends[1]);
		fcntl(ends[0], F_SETFL, O_NONBLOCK);     /* as another program may leave it */
		dup2(ends[0], STDIN_FILENO);
		close(ends[0]);
		Str got = file_read(arena, "-", cases[i].limit, diags);
		dup2(kept, STDIN_FILENO);
		close(kept);
		waitpid(child, NULL, 0);
		assert_string_equal(said(arena, diags), cases[i].want);
		assert_true((got.at != NULL) == !*cases[i].want);
		if (got.at) assert_int_equal(got.len, cases[i].pieces * 100000);
		arena_close(arena);
	}
}

static void maps_and_asks(void **state) {
	(void)state;
	put("a", "text");
	put("empty", "");
	put("b", "text");
	assert_int_equal(link("a", "hard") | symlink("a", "soft") | mkdir("folder", 0777), 0);
	assert_true(str_is(file_map("a"), "text"));
	static const char *const none[] = { "empty", "missing", "folder", "/dev/zero", "" };
	for (size_t i = 0; i < LENGTH(none); i++) assert_null(file_map(none[i]).at);
	assert_true(file_exists("a") && file_exists("folder") && !file_exists("missing"));
	assert_true(file_is_folder("folder") && file_is_folder("folder/") && !file_is_folder("a"));
	static const struct { const char *a, *b; bool want; } same[] = {
		{ "a", "a", true }, { "a", "./a", true }, { "a", "folder/../a", true }, { "a", "hard", true },
		{ "a", "soft", true }, { "a", "b", false }, { "a", "missing", false },
		{ "missing", "missing", false },
	};
	for (size_t i = 0; i < LENGTH(same); i++)
		assert_true(file_same(same[i].a, same[i].b) == same[i].want);
}

/* ---- writing ---- */

static void what_an_input_names_stays_below_its_folder(void **state) {
	static const struct { const char *name, *text, *why; } cases[] = {
		{ "in.txt", "in", NULL },
		{ "sub/deep.txt", "deep", NULL },
		{ "./sub/../in.txt", "in", NULL },
		{ "sub//deep.txt", "deep", NULL },
		{ "link.txt", "in", NULL },
		{ "empty", "", NULL },
		{ "none", NULL, "there is no such file" },
		{ "in.txt/", NULL, "not a folder" },
		{ "sub", NULL, "it is a folder" },
		{ "pipe", NULL, "a device or a pipe" },
		{ "large", NULL, "more than 10 bytes" },
		{ "loop", NULL, "in a circle" },
		{ "../out.txt", NULL, "outside the folder" },
		{ "sub/../../out.txt", NULL, "outside the folder" },
		{ "away.txt", NULL, "outside the folder" },
		{ "away/out.txt", NULL, "outside the folder" },
		{ "../root2/in.txt", NULL, "outside the folder" },
		{ "/etc/passwd", NULL, "outside the folder" },
		{ "~/in.txt", NULL, "outside the folder" },
		{ "file:in.txt", NULL, "outside the folder" },
		{ "sub\\deep.txt", NULL, "outside the folder" },
		{ "in.txt\n", NULL, "outside the folder" },
		{ "", NULL, "outside the folder" },
	};
	Arena *arena = arena_open();
	(void)state;
	assert_int_equal(mkdir("root", 0700) | mkdir("root2", 0700) | mkdir("root/sub", 0700), 0);
	put("out.txt", "out"), put("root2/in.txt", "two"), put("root/in.txt", "in");
	put("root/sub/deep.txt", "deep"), put("root/empty", ""), put("root/large", "12345678901");
	assert_int_equal(symlink("in.txt", "root/link.txt") | symlink("../out.txt", "root/away.txt")
		| symlink("..", "root/away") | symlink("loop", "root/loop") | mkfifo("root/pipe", 0600), 0);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		const char *why = "";
		Str bytes = file_read_below(arena, "root", str_of(cases[i].name), 10, &why);
		if (cases[i].text) {
			assert_non_null(bytes.at);
			assert_true(str_is(bytes, cases[i].text));
			continue;
		}
		assert_null(bytes.at);
		if (!strstr(why, cases[i].why)) print_error("%s: %s\n", cases[i].name, why);
		assert_non_null(strstr(why, cases[i].why));
	}
	const char *why = "";
	assert_true(str_is(file_read_below(arena, "/", STR("etc/../proc/none"), 10, &why), ""));
	assert_non_null(strstr(why, "there is no such file"));
	arena_close(arena);
}

static void writes_all_or_nothing(void **state) {
	(void)state;
	Arena *arena = arena_open();
	char longest[256], endless[5000];
	memset(longest, 'n', 255);
	memset(endless, 'n', 4999);
	longest[255] = endless[4999] = '\0';
	put("old", "old");
	put("file", "x");
	assert_int_equal(mkdir("folder", 0777) | symlink("folder/target", "link"), 0);
	put("folder/target", "target");
	int names = count_names();
	const struct { const char *path, *want; int names; } cases[] = {
		{ "new", "", 1 }, { "./old", "", 0 }, { "folder/new", "", 0 }, { longest, "", 1 },
		{ "link", "", 0 }, { "/dev/null", "", 0 },
		{ "missing/new", "cannot-write missing/new: cannot write it: there is no such folder", 0 },
		{ "new/", "cannot-write new/: cannot write it: a part of its path is not a folder", 0 },
		{ "newer/", "cannot-write newer/: cannot write it: there is no such folder", 0 },
		{ "folder", "cannot-write folder: cannot write it: it is a folder", 0 },
		{ "file/new", "cannot-write file/new: cannot write it: a part of its path is not a folder", 0 },
		{ "", "cannot-write : cannot write it: there is no such folder", 0 },
		{ "/dev/full", "cannot-write /dev/full: cannot write it: the disk is full", 0 },
		{ endless, NULL, 0 },
	};
	for (size_t i = 0; i < LENGTH(cases); i++) {
		Diags *diags = diags_make(arena);
		bool done = file_write(cases[i].path, STR("bytes\0more"), diags);
		if (cases[i].want) assert_string_equal(said(arena, diags), cases[i].want);
		assert_true(done == (cases[i].want && !*cases[i].want) && done == !diags->first);
		assert_int_equal(count_names(), names += cases[i].names);
	}
	struct stat info;
	assert_true(lstat("link", &info) == 0 && S_ISLNK(info.st_mode));
	static const char *const whole[] = { "new", "old", "folder/new", "folder/target" };
	for (size_t i = 0; i < LENGTH(whole); i++)
		assert_true(str_equal(file_read(arena, whole[i], 99, diags_make(arena)), STR("bytes\0more")));
	assert_true(file_write("nothing", (Str){ NULL, 0 }, diags_make(arena)));
	expect_text(arena, "nothing", "");
	arena_close(arena);
}

static void keeps_permissions(void **state) {
	(void)state;
	Arena *arena = arena_open();
	struct stat info;
	mode_t mask = umask(027);
	put("private", "x");
	assert_int_equal(chmod("private", 0600), 0);
	assert_true(file_write("private", STR("y"), diags_make(arena)));
	assert_true(file_write("fresh", STR("y"), diags_make(arena)));
	umask(mask);
	assert_true(stat("private", &info) == 0 && (info.st_mode & 0777) == 0600);
	assert_true(stat("fresh", &info) == 0 && (info.st_mode & 0777) == 0640);
	arena_close(arena);
}

/* A file size limit stands for a full disk: the write fails half-way. */
static void a_write_that_fails_leaves_the_older_file(void **state) {
	(void)state;
	Arena *arena = arena_open();
	put("old", "the older file");
	char *bytes = arena_alloc(arena, 200000);
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		struct rlimit limit = { 100000, 100000 };
		signal(SIGXFSZ, SIG_IGN);
		if (setrlimit(RLIMIT_FSIZE, &limit)) _exit(9);
		Diags *diags = diags_make(arena);
		bool done = file_write("old", (Str){ bytes, 200000 }, diags);
		const char *want = "cannot-write old: cannot write it: it is larger than a file may be there";
		_exit(!done && strcmp(said(arena, diags), want) == 0 ? 0 : 1);
	}
	int status = 1;
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
	expect_text(arena, "old", "the older file");
	assert_int_equal(count_names(), 1);
	arena_close(arena);
}

/* Standard output that is closed, full, or a pipe that nobody reads. */
static void says_why_standard_output_fails(void **state) {
	(void)state;
	static const struct { const char *name, *want; } cases[] = {
		{ "/dev/full", "cannot-write stdout: cannot write it: the disk is full" },
		{ NULL, "cannot-write stdout: cannot write it: whoever was to read it has gone" },
		{ "", "cannot-write stdout: cannot write it: it is closed" },
		{ "out", "" },
	};
	fflush(NULL);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		Arena *arena = arena_open();
		Diags *diags = diags_make(arena);
		int kept = dup(STDOUT_FILENO), ends[2];
		signal(SIGPIPE, SIG_IGN);
		if (!cases[i].name) {
			assert_int_equal(pipe(ends), 0);
			dup2(ends[1], STDOUT_FILENO);
			close(ends[0]);
			close(ends[1]);
		} else if (*cases[i].name) {
			int fd = open(cases[i].name, O_WRONLY | O_CREAT, 0666);
			dup2(fd, STDOUT_FILENO);
			close(fd);
		} else close(STDOUT_FILENO);
		bool done = file_write("-", STR("bytes"), diags);
		dup2(kept, STDOUT_FILENO);
		close(kept);
		assert_string_equal(said(arena, diags), cases[i].want);
		assert_true(done == !*cases[i].want);
		arena_close(arena);
	}
	Arena *arena = arena_open();
	expect_text(arena, "out", "bytes");
	arena_close(arena);
}

/* A hidden file that a killed process left, with our number: it is passed over and not removed. */
static void passes_over_leftovers(void **state) {
	(void)state;
	Arena *arena = arena_open();
	const char *left = str_format(arena, ".diptych-%ld-0~", (long)getpid()).at;
	put(left, "left");
	assert_true(file_write("new", STR("bytes"), diags_make(arena)));
	file_abandon();
	expect_text(arena, "new", "bytes");
	expect_text(arena, left, "left");
	assert_int_equal(count_names(), 2);
	arena_close(arena);
}

static void stop(int number) {
	(void)number;
	file_abandon();
	_exit(7);
}

/* A signal amid many writes: no hidden file stays, and the name shows one whole file. */
static void a_signal_leaves_nothing_behind(void **state) {
	(void)state;
	enum { SIZE = 1 << 20 };
	for (int round = 0; round < 20; round++) {
		int ends[2];
		assert_int_equal(pipe(ends), 0);
		fflush(NULL);
		pid_t child = fork();
		if (child == 0) {
			struct sigaction action = { .sa_handler = stop };
			sigaction(SIGTERM, &action, NULL);
			Arena *arena = arena_open();
			char *bytes = arena_alloc(arena, SIZE);
			Diags *diags = diags_make(arena);
			for (int i = 0; i < 100000; i++) {
				memset(bytes, 'a' + i % 26, SIZE);
				if (!file_write("big", (Str){ bytes, SIZE }, diags)) _exit(1);
				if (i == 0 && write(ends[1], "x", 1) != 1) _exit(2);
			}
			_exit(3);
		}
		char ready;
		assert_int_equal(read(ends[0], &ready, 1), 1);
		close(ends[0]);
		close(ends[1]);
		struct timespec wait = { 0, 1000000L * round };
		nanosleep(&wait, NULL);
		kill(child, SIGTERM);
		int status = 0;
		waitpid(child, &status, 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 7);
		assert_int_equal(count_names(), 1);
		Str got = file_map("big");
		assert_int_equal(got.len, SIZE);
		assert_int_equal(got.at[0], got.at[SIZE - 1]);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(reads_regular_files_only), TEST(says_what_is_not_allowed), TEST(reads_standard_input),
		TEST(maps_and_asks), TEST(what_an_input_names_stays_below_its_folder),
		TEST(writes_all_or_nothing), TEST(keeps_permissions),
		TEST(a_write_that_fails_leaves_the_older_file), TEST(says_why_standard_output_fails),
		TEST(passes_over_leftovers), TEST(a_signal_leaves_nothing_behind),
	};
	return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
