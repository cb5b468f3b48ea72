/* Reading and writing whole files.

   Reading. A name is opened without waiting (a named pipe would block until somebody writes), and
   what it turned out to be is asked of the open file, so that nothing can change in between.

   Reading what an input names. The name is looked at first (no root, no scheme, no backslash), then
   every link on its way is resolved, and the result must lie below the root. What was resolved is
   then opened folder by folder, following no link: whoever puts one there meanwhile gains nothing.

   Writing. The bytes go to a hidden file in the same folder (a rename cannot cross file systems),
   are synced and renamed, so that whatever happens the final name shows nothing, the older file, or
   the whole new one. A link is followed first: it stays a link, and what it leads to is replaced.
   Devices and pipes have nothing to rename and are written as they stand.

   The name of the hidden file is the one thing that is kept outside an arena and outside a
   function: a signal handler must be able to remove the file, and it is handed nothing. One write
   at a time, therefore. It is set before the file is made and cleared after it is renamed; to
   remove a file that is not there harms nobody. */
#define _XOPEN_SOURCE 700                        /* realpath */
#include "base/file.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

typedef struct Reason { int error; const char *words; } Reason;

static const Reason reading[] = {
	{ ENOENT, "there is no such file" },
	{ EACCES, "it may not be read by this user" },
	{ EPERM, "it may not be read by this user" },
	{ EISDIR, "it is a folder" },
	{ ENXIO, "it is a socket or a device, not a regular file" },
	{ 0, NULL },
};

static const Reason writing[] = {
	{ ENOENT, "there is no such folder" },
	{ EACCES, "this user may not write there" },
	{ EPERM, "this user may not write there" },
	{ EISDIR, "it is a folder" },
	{ ENXIO, "it is a socket or a device that is not there" },
	{ ENOSPC, "the disk is full" },
	{ EDQUOT, "the disk has no room left for this user" },
	{ EROFS, "the disk is read-only" },
	{ EFBIG, "it is larger than a file may be there" },
	{ EPIPE, "whoever was to read it has gone" },
	{ EBADF, "it is closed" },
	{ 0, NULL },
};

static const Reason either[] = {
	{ ENOTDIR, "a part of its path is not a folder" },
	{ ELOOP, "its links lead in a circle" },
	{ ENAMETOOLONG, "its name is too long" },
	{ EMFILE, "too many files are open" },
	{ ENFILE, "too many files are open" },
	{ EIO, "the disk reports an error" },
	{ 0, NULL },
};

static const char *explain(const Reason *reasons, int error) {
	while (reasons->words && reasons->error != error) reasons++;
	if (reasons->words) return reasons->words;
	for (reasons = either; reasons->words; reasons++)
		if (reasons->error == error) return reasons->words;
	return strerror(error);
}

static Source whole(const char *file) { return (Source){ .file = file }; }

/* True if a call that failed is to be made again: it was interrupted, or a pipe that does not wait
   (its other end may have set that) had nothing to say yet. */
static bool again(int fd, short event) {
	if (errno == EINTR) return true;
	if (errno != EAGAIN) return false;
	struct pollfd wait = { .fd = fd, .events = event };
	return poll(&wait, 1, -1) > 0 || errno == EINTR;
}

/* ---- reading ---- */

static bool too_large(const char *path, size_t limit, Diags *diags) {
	return fail(diags, whole(path), TOO_LARGE, "it has more than %zu bytes, which is the limit",
		limit);
}

/* Reads to the end of [fd] into [out], which has room for what is expected. */
static bool read_all(int fd, const char *path, size_t limit, Buf *out, Diags *diags) {
	for (;;) {
		if (out->room - out->len < 4096) {
			Buf larger = buf_make(out->arena, out->room * 2 + 4096);
			buf_add(&larger, buf_str(out));
			*out = larger;
		}
		ssize_t n = read(fd, out->at + out->len, out->room - out->len);
		if (n < 0 && again(fd, POLLIN)) continue;
		if (n < 0)
			return fail(diags, whole(path), CANNOT_READ, "cannot read it: %s", explain(reading, errno));
		if (n == 0) break;
		out->len += (size_t)n;
		if (out->len > limit) return too_large(path, limit, diags);
	}
	out->at[out->len] = '\0';
	return true;
}

/* False with a message if [fd] is not what an article can be read from. */
static bool check_kind(int fd, const char *path, size_t limit, size_t *size, Diags *diags) {
	struct stat info;
	if (fstat(fd, &info) != 0)
		return fail(diags, whole(path), CANNOT_READ, "cannot read it: %s", explain(reading, errno));
	if (S_ISDIR(info.st_mode))
		return fail(diags, whole(path), CANNOT_READ, "cannot read it: it is a folder");
	if (!S_ISREG(info.st_mode)) {
		fail(diags, whole(path), CANNOT_READ,
			"cannot read it: it is a device or a pipe, not a regular file");
		hint(diags, "what another program prints is read from - (standard input)");
		return false;
	}
	if ((unsigned long long)info.st_size > limit) return too_large(path, limit, diags);
	*size = (size_t)info.st_size;
	return true;
}

Str file_read(Arena *arena, const char *path, size_t limit, Diags *diags) {
	bool stream = strcmp(path, "-") == 0;
	int fd = stream ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0) {
		fail(diags, whole(path), CANNOT_READ, "cannot read it: %s", explain(reading, errno));
		return (Str){ NULL, 0 };
	}
	size_t size = 60 << 10;
	bool done = stream || check_kind(fd, path, limit, &size, diags);
	Buf buf = { .arena = arena };
	if (done) {
		buf = buf_make(arena, size + 4096);
		done = read_all(fd, path, limit, &buf, diags);
	}
	if (!stream) close(fd);
	return done ? buf_str(&buf) : (Str){ NULL, 0 };
}

/* ---- what an input names ---- */

static const char outside[] = "it lies outside the folder from which files may come";

/* Is [name] a plain relative path? Whether it stays below the root shows when it is resolved. */
static bool is_plain(Str name) {
	if (!name.len || name.len >= PATH_MAX || name.at[0] == '/' || name.at[0] == '~') return false;
	for (size_t i = 0; i < name.len; i++)
		if ((unsigned char)name.at[i] < ' ' || name.at[i] == '\\' || name.at[i] == ':') return false;
	return true;
}

/* Opens [path], which is below the open folder [fd] and holds no link; closes [fd]. */
static int open_steps(int fd, Str path) {
	while (fd >= 0 && path.len) {
		Str step = str_until(&path, '/');
		char name[PATH_MAX];
		if (!step.len) continue;
		memcpy(name, step.at, step.len);
		name[step.len] = '\0';
		int flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
		int next = openat(fd, name, flags | (path.len ? O_DIRECTORY : 0)), error = errno;
		close(fd);
		errno = error;
		fd = next;
	}
	return fd;
}

/* The part of [real] behind the folder [root] and its slash; at NULL if it is not below it. */
static Str below(const char *root, const char *real) {
	Str folder = str_of(root), path = str_of(real);
	bool top = str_is(folder, "/");
	if (!str_starts(path, folder) || (!top && path.len > folder.len && path.at[folder.len] != '/'))
		return (Str){ NULL, 0 };
	return str_slice(path, folder.len + (top ? 0 : 1), path.len);
}

static int open_below(Arena *arena, const char *root, Str name, const char **why) {
	char folder[PATH_MAX], real[PATH_MAX];
	*why = outside;
	if (!is_plain(name)) return -1;
	const char *path = str_format(arena, "%s/%.*s", root, STR_ARG(name)).at;
	if (!realpath(root, folder) || !realpath(path, real)) {
		*why = explain(reading, errno);
		return -1;
	}
	Str rest = below(folder, real);
	if (!rest.at) return -1;
	int fd = open_steps(open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rest);
	if (fd < 0) *why = errno == ELOOP ? outside : explain(reading, errno);
	return fd;
}

/* The bytes of a regular file of at most [limit]. */
static Str read_regular(Arena *arena, int fd, size_t limit, const char **why) {
	struct stat info;
	Str none = { NULL, 0 };
	*why = NULL;
	if (fstat(fd, &info) != 0) *why = explain(reading, errno);
	else if (S_ISDIR(info.st_mode)) *why = "it is a folder";
	else if (!S_ISREG(info.st_mode)) *why = "it is a device or a pipe, not a regular file";
	else if ((unsigned long long)info.st_size > limit)
		*why = str_format(arena, "it has more than %zu bytes, which is the limit", limit).at;
	if (*why) return none;
	Buf buf = buf_make(arena, (size_t)info.st_size + 1);
	while (buf.len < (size_t)info.st_size) {
		ssize_t n = read(fd, buf.at + buf.len, (size_t)info.st_size - buf.len);
		if (n < 0 && again(fd, POLLIN)) continue;
		if (n < 0) *why = explain(reading, errno);
		if (n <= 0) break;
		buf.len += (size_t)n;
	}
	return *why ? none : buf_str(&buf);
}

Str file_read_below(Arena *arena, const char *root, Str name, size_t limit, const char **why) {
	int fd = open_below(arena, root, name, why);
	if (fd < 0) return (Str){ NULL, 0 };
	Str bytes = read_regular(arena, fd, limit, why);
	close(fd);
	return bytes;
}

Str file_map(const char *path) {
	Str bytes = { NULL, 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0) return bytes;
	struct stat info;
	if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0) {
		void *at = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (at != MAP_FAILED) bytes = (Str){ at, (size_t)info.st_size };
	}
	close(fd);
	return bytes;
}

bool file_exists(const char *path) { return access(path, F_OK) == 0; }

bool file_is_folder(const char *path) {
	struct stat info;
	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool file_same(const char *a, const char *b) {
	struct stat one, two;
	return stat(a, &one) == 0 && stat(b, &two) == 0
		&& one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

/* ---- writing ---- */

static char hidden[PATH_MAX];                    /* the exception: see the top of the file */

void file_abandon(void) {
	if (hidden[0]) unlink(hidden);
	hidden[0] = '\0';
}

static bool cannot_write(Diags *diags, const char *path, int error) {
	return fail(diags, whole(path), CANNOT_WRITE, "cannot write it: %s", explain(writing, error));
}

/* From here on failures are the errno of what failed, 0 for none. */

static int write_all(int fd, Str bytes) {
	while (bytes.len) {
		ssize_t n = write(fd, bytes.at, bytes.len);
		if (n < 0 && again(fd, POLLOUT)) continue;
		if (n < 0) return errno;
		bytes = str_slice(bytes, (size_t)n, bytes.len);
	}
	return 0;
}

/* Some file systems cannot sync, and say so: that is no failure. */
static int sync_all(int fd) {
	while (fsync(fd) != 0) {
		if (errno == EINTR) continue;
		return errno == EINVAL || errno == ENOSYS || errno == ENOTSUP || errno == EBADF ? 0 : errno;
	}
	return 0;
}

static int write_device(const char *path, Str bytes) {
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) return errno;
	int error = write_all(fd, bytes);
	return close(fd) != 0 && !error ? errno : error;
}

/* Makes "FOLDER/.diptych-PID-N~" and keeps its name. One that is there was left by a process that
   was killed, so the next is tried. Short, since the final name may be as long as a name can be. */
static int open_hidden(const char *path, size_t folder, mode_t mode, int *fd) {
	for (int i = 0; i < 1000; i++) {
		char name[PATH_MAX];
		int n = snprintf(name, sizeof name, "%.*s.diptych-%ld-%d~", (int)folder, path,
			(long)getpid(), i);
		if (n < 0 || n >= PATH_MAX) return ENAMETOOLONG;
		if (access(name, F_OK) == 0) continue;
		memcpy(hidden, name, (size_t)n + 1);
		*fd = open(hidden, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (*fd >= 0) return 0;
		hidden[0] = '\0';
		if (errno != EEXIST) return errno;
	}
	return EEXIST;
}

/* The new name is only safe on the disk once its folder is. A folder that may be written but not
   read cannot be synced; the file is whole nevertheless. */
static int sync_folder(const char *path, size_t folder) {
	char name[PATH_MAX];
	snprintf(name, sizeof name, "%.*s", folder ? (int)folder : 1, folder ? path : ".");
	int fd = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0) return 0;
	int error = sync_all(fd);
	close(fd);
	return error;
}

static int replace(const char *path, Str bytes, mode_t mode) {
	const char *slash = strrchr(path, '/');
	size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
	int fd, error = open_hidden(path, folder, mode, &fd);
	if (error) return error;
	error = write_all(fd, bytes);
	if (!error) error = sync_all(fd);
	if (close(fd) != 0 && !error) error = errno;
	if (!error && rename(hidden, path) != 0) error = errno;
	if (error) {
		file_abandon();
		return error;
	}
	hidden[0] = '\0';
	return sync_folder(path, folder);
}

/* An older file keeps its permissions; one that its owner has write-protected is left alone. */
static int write_named(const char *path, Str bytes) {
	struct stat info;
	size_t len = strlen(path);
	if (!len) return ENOENT;
	if (stat(path, &info) != 0) {
		if (errno != ENOENT) return errno;
		return path[len - 1] == '/' ? ENOENT : replace(path, bytes, 0666);
	}
	if (S_ISDIR(info.st_mode)) return EISDIR;
	if (!S_ISREG(info.st_mode)) return write_device(path, bytes);
	if (access(path, W_OK) != 0) return errno;
	char real[PATH_MAX];
	return realpath(path, real) ? replace(real, bytes, info.st_mode & 0777) : errno;
}

bool file_write(const char *path, Str bytes, Diags *diags) {
	bool stream = strcmp(path, "-") == 0;
	int error = stream ? write_all(STDOUT_FILENO, bytes) : write_named(path, bytes);
	return error ? cannot_write(diags, stream ? "stdout" : path, error) : true;
}

static int by_name(const void *a, const void *b)
{
	return str_compare(*(const Str *)a, *(const Str *)b);
}

int file_names(Arena *arena, const char *folder, const char *ending, Str **names)
{
	enum { MOST = 1000 };
	int count = 0;
	*names = ARENA_ARRAY(arena, MOST, Str);
	DIR *open_folder = opendir(folder);
	if (!open_folder)
		return 0;
	for (struct dirent *entry; count < MOST && (entry = readdir(open_folder));) {
		Str name = str_of(entry->d_name);
		if (name.at[0] != '.' && str_ends(name, str_of(ending)))
			(*names)[count++] = str_copy(arena, str_slice(name, 0, name.len - strlen(ending)));
	}
	closedir(open_folder);
	qsort(*names, (size_t)count, sizeof **names, by_name);
	return count;
}
