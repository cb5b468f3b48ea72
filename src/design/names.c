/* Tables of names: finding one, and finding the one that was meant. */
#include "design/internal.h"

int name_find(Str name, const char *const *names, int count) {
	for (int i = 0; i < count; i++)
		if (str_is(name, names[i])) return i;
	return -1;
}

static char small(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

bool name_is(Str name, const char *known) {
	Str other = str_of(known);
	if (name.len != other.len) return false;
	for (size_t i = 0; i < name.len; i++)
		if (small(name.at[i]) != small(other.at[i])) return false;
	return true;
}

int name_limit(Str name) { return name.len < 3 ? 1 : name.len < 6 ? 2 : 3; }

bool name_nearer(Str name, const char *known, int *least) {
	int distance = str_distance(name, str_of(known), name_limit(name));
	if (distance >= *least) return false;
	*least = distance;
	return true;
}

const char *name_nearest(Str name, const char *const *names, int count) {
	const char *nearest = NULL;
	int least = name_limit(name) + 1;
	for (int i = 0; i < count; i++)
		if (name_nearer(name, names[i], &least)) nearest = names[i];
	return nearest;
}
