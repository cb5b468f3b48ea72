#include "app/resources.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

/* Tried in this order, seen from the folder of the program. */
static const char *const PLACES[] = { "../..", "../share/diptych" };
static const char *const INSTALLED[] = { "/usr/local/share/diptych", "/usr/share/diptych" };

static bool holds_data(Arena *arena, const char *folder)
{
	return file_is_folder(str_format(arena, "%s/data/themes", folder).at);
}

/* The folder of the running program, or NULL where the system does not tell. */
static const char *program_folder(Arena *arena)
{
	char path[4096];
	ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
	if (len <= 0)
		return NULL;
	path[len] = 0;
	char *slash = strrchr(path, '/');
	if (!slash)
		return NULL;
	*slash = 0;
	return str_zero(arena, str_of(path));
}

const char *resources_find(Arena *arena, Diags *diags)
{
	Source nowhere = { NULL, 0, 0 };
	const char *told = getenv("DIPTYCH_DATA");
	if (told && *told) {
		if (holds_data(arena, told))
			return told;
		fail(diags, nowhere, CANNOT_READ, "DIPTYCH_DATA: \"%s\" has no folder data/themes", told);
		return NULL;
	}
	const char *program = program_folder(arena);
	for (size_t i = 0; program && i < sizeof PLACES / sizeof *PLACES; i++) {
		const char *folder = str_format(arena, "%s/%s", program, PLACES[i]).at;
		if (holds_data(arena, folder))
			return folder;
	}
	for (size_t i = 0; i < sizeof INSTALLED / sizeof *INSTALLED; i++)
		if (holds_data(arena, INSTALLED[i]))
			return INSTALLED[i];
	fail(diags, nowhere, CANNOT_READ, "the program's own folders data and fonts are not to be found");
	hint(diags, "name the folder that holds them in the environment variable DIPTYCH_DATA");
	return NULL;
}
