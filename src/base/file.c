/* Reading and writing whole files.

   A file is written to a hidden name beside the final one, synced and renamed, so that whatever happens
   the final name shows nothing, the older file, or the whole new one. The hidden name of the write in hand
   is the one thing that is kept outside an arena: a signal handler must be able to remove it. */
#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static Source nowhere(const char *file) { return (Source){ .file = file }; }

static const char *reason(int error) {
	switch (error) {
	case ENOENT: return "there is no such file";
	case EACCES: case EPERM: return "you may not read it";
	case EISDIR: return "it is a folder";
	case ENOTDIR: return "a part of its path is not a folder";
	case ELOOP: return "its links lead in a circle";
	case ENAMETOOLONG: return "its name is too long";
	case EMFILE: case ENFILE: return "too many files are open";
	case EIO: return "the disk reports an error";
	default: return strerror(error);
	}
}

/* Reads to the end of [fd]; false with a message if it cannot or is more than [limit]. */
static bool read_all(Arena *arena, int fd, const char *path, size_t guess, size_t limit, Str *out, Diags *diags) {
	Buf buf = buf_make(arena, guess + 1);
	for (;;) {
		char part[16384];
		ssize_t n = read(fd, part, sizeof part);
		if (n < 0 && errno == EINTR) continue;
		if (n < 0) return fail(diags, nowhere(path), CANNOT_READ, "it cannot be read: %s", reason(errno));
		if (n == 0) break;
		if (buf.len + (size_t)n > limit)
			return fail(diags, nowhere(path), TOO_LARGE, "it is larger than %zu bytes", limit);
		buf_add(&buf, (Str){ part, (size_t)n });
	}
	*out = buf_str(&buf);
	return true;
}

Str file_read(Arena *arena, const char *path, size_t limit, Diags *diags) {
	Str bytes = { NULL, 0 };
	if (strcmp(path, "-") == 0) {
		read_all(arena, STDIN_FILENO, "standard input", 65536, limit, &bytes, diags);
		return bytes;
	}
	/* Without O_NONBLOCK the opening of a pipe would wait for somebody to write to it. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) {
		fail(diags, nowhere(path), CANNOT_READ, "it cannot be opened: %s", reason(errno));
		return bytes;
	}
	struct stat info;
	if (fstat(fd, &info) != 0) fail(diags, nowhere(path), CANNOT_READ, "it cannot be read: %s", reason(errno));
	else if (S_ISDIR(info.st_mode)) {
		fail(diags, nowhere(path), CANNOT_READ, "it is a folder, and an article is a file");
	} else if (!S_ISREG(info.st_mode)) {
		fail(diags, nowhere(path), CANNOT_READ, "it is a device or a pipe, not a regular file");
		hint(diags, "to read what a program prints, use - and a pipe");
	} else if ((unsigned long long)info.st_size > limit) {
		fail(diags, nowhere(path), TOO_LARGE, "it has %lld bytes, and %zu are the limit", (long long)info.st_size, limit);
	} else read_all(arena, fd, path, (size_t)info.st_size, limit, &bytes, diags);
	close(fd);
	return bytes;
}

Str file_map(const char *path) {
	Str bytes = { NULL, 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) return bytes;
	struct stat info;
	if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0) {
		void *at = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (at != MAP_FAILED) bytes = (Str){ at, (size_t)info.st_size };
	}
	close(fd);
	return bytes;
}

/* ---- writing ---- */

enum { LONGEST_PATH = 4096 };
static char unfinished[LONGEST_PATH];            /* the one exception to "no globals": see above */

void file_abandon(void) {
	if (unfinished[0]) unlink(unfinished);
	unfinished[0] = '\0';
}

static const char *write_reason(int error) {
	switch (error) {
	case ENOENT: return "there is no such folder";
	case EACCES: case EPERM: return "you may not write there";
	case EISDIR: return "it is a folder";
	case ENOSPC: case EDQUOT: return "the disk is full";
	case EROFS: return "the disk is read-only";
	case EPIPE: return "whoever was to read it has gone";
	case EFBIG: return "it is larger than a file may be here";
	default: return reason(error);
	}
}

static bool cannot_write(Diags *diags, const char *path, int error) {
	file_abandon();
	return fail(diags, nowhere(path), CANNOT_WRITE, "it cannot be written: %s", write_reason(error));
}

static bool write_all(int fd, Str bytes) {
	while (bytes.len) {
		ssize_t n = write(fd, bytes.at, bytes.len);
		if (n < 0 && errno == EINTR) continue;
		if (n < 0) return false;
		bytes.at += n;
		bytes.len -= (size_t)n;
	}
	return true;
}

/* "dir/name" -> "dir/.name.PID~" */
static bool hidden_name(const char *path, size_t folder) {
	int n = snprintf(unfinished, sizeof unfinished, "%.*s.%s.%ld~", (int)folder, path, path + folder, (long)getpid());
	if (n > 0 && n < LONGEST_PATH) return true;
	unfinished[0] = '\0';
	return false;
}

/* The name is only safe on the disk once its folder is. */
static bool sync_folder(const char *path, size_t folder) {
	char name[LONGEST_PATH];
	snprintf(name, sizeof name, "%.*s", folder ? (int)folder : 1, folder ? path : ".");
	int fd = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0) return false;
	bool done = fsync(fd) == 0 || errno == EINVAL;
	return close(fd) == 0 && done;
}

static bool write_pipe(Str bytes, Diags *diags) {
	if (write_all(STDOUT_FILENO, bytes)) return true;
	return fail(diags, nowhere("standard output"), CANNOT_WRITE, "it cannot be written: %s", write_reason(errno));
}

/* A device such as /dev/full has no folder to rename in: it is written as it stands. */
static bool write_device(const char *path, Str bytes, Diags *diags) {
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0) return cannot_write(diags, path, errno);
	bool done = write_all(fd, bytes);
	int error = errno;
	if (close(fd) != 0 && done) { done = false; error = errno; }
	return done ? true : cannot_write(diags, path, error);
}

bool file_write(const char *path, Str bytes, Diags *diags) {
	if (strcmp(path, "-") == 0) return write_pipe(bytes, diags);
	struct stat info;
	mode_t mode = 0666;
	if (stat(path, &info) == 0) {
		if (S_ISDIR(info.st_mode)) return cannot_write(diags, path, EISDIR);
		if (!S_ISREG(info.st_mode)) return write_device(path, bytes, diags);
		mode = info.st_mode & 0777;
	}
	const char *slash = strrchr(path, '/');
	size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
	if (!hidden_name(path, folder)) return cannot_write(diags, path, ENAMETOOLONG);
	int fd = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	if (fd < 0) {
		int error = errno;
		unfinished[0] = '\0';
		return cannot_write(diags, path, error);
	}
	bool done = write_all(fd, bytes) && fsync(fd) == 0;
	int error = errno;
	if (close(fd) != 0 && done) { done = false; error = errno; }
	if (done && rename(unfinished, path) != 0) { done = false; error = errno; }
	if (!done) return cannot_write(diags, path, error);
	unfinished[0] = '\0';
	return sync_folder(path, folder) ? true : cannot_write(diags, path, errno);
}

bool file_exists(const char *path) { return access(path, F_OK) == 0; }

bool file_is_folder(const char *path) {
	struct stat info;
	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool file_same(const char *a, const char *b) {
	struct stat one, two;
	return stat(a, &one) == 0 && stat(b, &two) == 0 && one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}
