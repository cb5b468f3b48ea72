#!/bin/sh
# Usage: tests/layers.sh
# Who may include whom, and which library is seen where: the tables of src/README.md against the source.
set -eu
cd "$(dirname "$0")/.."

# "FILE:LINE HEADER" for each include; system headers keep their <.
includes() {
	grep -nE '^[ \t]*#[ \t]*include' src/*/*.[ch] src/*/*.def |
		sed -E 's/^([^:]*:[0-9]+):[^"<]*(["<])([^">]*).*/\1 \2\3/'
}

includes | awk '
	function bad(why) { print "not ok layers: " $1 ": " why; nbad++ }
	BEGIN {
		while ((getline row < "src/README.md") > 0) {
			n = split(row, cell, "|")
			if (row ~ /^\| room \| may include/) table = "rooms"
			else if (row ~ /^\| header \| may be/) table = "headers"
			else if (row !~ /^\|/) table = ""
			if (!table || row !~ /^\| `/) continue
			key = cell[2]; gsub(/[ `]/, "", key)
			if (table == "rooms") { room[key] = 1; may[key] = " " cell[3] " " }
			else { library[key] = " " cell[3] " " }
		}
		standard = "^(assert|ctype|dirent|errno|fcntl|inttypes|limits|poll|signal|stdarg|stdbool|" \
			"stddef|stdint|stdio|stdlib|string|time|unistd|math|sys/(mman|stat|types))[.]h$"
	}
	{
		split($1, path, "[/:]"); mine = path[2]; file = path[2] "/" path[3]
		name = substr($2, 2)
		nseen++
	}
	$2 ~ /^"/ {
		split(name, to, "/")
		if (name !~ /\//) bad("\"" name "\" does not name its room")
		else if (!(mine in room)) bad("the room " mine " is not in src/README.md")
		else if (!(to[1] in room)) bad("there is no room " to[1])
		else if (to[1] != mine && to[2] == "internal.h") bad(name " is internal to its room")
		else if (to[1] != mine && index(may[mine], " " to[1] " ") == 0)
			bad(mine " may not include " name)
	}
	$2 ~ /^</ && name !~ standard {
		found = 0
		for (key in library)
			if (index(name, key) == 1) {
				found = 1
				if (index(library[key], " " file " ") == 0) bad("<" name "> does not belong here")
			}
		if (!found) bad("<" name "> is in no row of src/README.md")
	}
	END {
		if (nseen < 50) { print "not ok layers: only " nseen " includes were found"; nbad++ }
		if (!nbad) print "ok layers: " nseen " includes"
	}'

for folder in src/*/; do
	room=$(basename "$folder")
	grep -q "^| \`$room\` | [a-z -]*|\$" src/README.md && echo "ok layers: $room is on the map" ||
		echo "not ok layers: $room is not in the table of src/README.md"
done

# A file includes its own header first (or its room's, which begins with it): so each stands alone.
for file in src/*/*.c; do
	own=${file#src/}; own=${own%.c}.h
	[ -e "src/$own" ] || continue
	first=$(grep -m1 -E '^#include' "$file" || true)
	[ "$first" = "#include \"$own\"" ] || [ "$first" = "#include \"${own%%/*}/internal.h\"" ] || echo "not ok layers: $file:1: its own header is not first"
done
