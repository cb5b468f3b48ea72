/* The only door to the file system. Reading takes regular files only; writing is all or nothing. */
#ifndef DIPTYCH_BASE_FILE_H
#define DIPTYCH_BASE_FILE_H
#include "base/diag.h"

#define FILE_LIMIT ((size_t)64 << 20) /* the most bytes an article may have */

/* Reads the whole of [path] ("-": standard input) into [arena]. A missing, unreadable or special
   file, a directory or more than [limit] bytes is a message to blame on the world; then at is NULL.
 */
Str file_read(Arena *arena, const char *path, size_t limit, Diags *diags);
/* Reads the file that an input names: a relative path below the folder [root], whatever links there
   are on the way. Anything that leads out of it, and what is missing, unreadable, special or larger
   than [limit], is refused: at is NULL then, and [why] is a sentence's end ("there is no such
   file"). Nothing is recorded: the caller knows the place that named it. */
Str file_read_below(Arena *arena, const char *root, Str name, size_t limit, const char **why);
/* Maps a file that belongs to the installation (font, pattern, theme, profile) read-only; at is
   NULL when it cannot be had, and nothing is said. Mapped files are never unmapped. */
Str file_map(const char *path);
/* Puts [bytes] under [path] so that the name shows the older file or the whole new one, whatever
   happens: written to a hidden file beside it, synced, renamed, folder synced. "-": standard
   output. */
bool file_write(const char *path, Str bytes, Diags *diags);
/* The names of the files in [folder] that end in [ending], without it, in byte order; gives their
   number, 0 if the folder cannot be read. Each name is NUL-terminated. */
int file_names(Arena *arena, const char *folder, const char *ending, Str **names);
bool file_exists(const char *path);
bool file_is_folder(const char *path);
/* True if both names lead to the same file. */
bool file_same(const char *a, const char *b);
/* Removes the hidden file of an unfinished [file_write]; safe in a signal handler. */
void file_abandon(void);
#endif
