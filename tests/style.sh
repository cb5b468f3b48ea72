#!/bin/sh
# Usage: tests/style.sh
# The rules of the hand that a program can check. Each offence is a line: file:line and why.
set -eu
cd "$(dirname "$0")/.."

WIDTH=100 FUNCTION=50 FILE=800 SEAM=500 HEADER=150

verdict() {                                  # verdict NAME < offences
	offences=$(cat)
	if [ -n "$offences" ]; then
		echo "$offences" | sed "s/^/not ok style $1: /"
	else
		echo "ok style: $1"
	fi
}

# Tables (.def) may be as wide as their rows.
awk -v width=$WIDTH '
	{ line = $0; gsub(/[\200-\277]/, "", line) }
	length(line) > width { print FILENAME ":" FNR ": " length(line) " columns" }
' src/*/*.[ch] tests/unit/*.c tests/bench/*.c 2>/dev/null | verdict width

awk -v most=$FUNCTION '
	FNR == 1 { open = 0 }
	/^[a-zA-Z].*\)[ \t]*\{?[ \t]*$/ { name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name) }
	/^\{/ || /^[a-zA-Z].*\)[ \t]*\{[ \t]*$/ { open = FNR }
	/^\}/ {
		if (open && FNR - open + 1 > most && !/;$/)
			print FILENAME ":" open ": " name " has " FNR - open + 1 " lines"
		open = 0
	}
' src/*/*.c | verdict functions

for file in src/*/*.c; do
	lines=$(wc -l <"$file")
	[ "$lines" -le $FILE ] || echo "$file:1: $lines lines"
	[ "$lines" -le $SEAM ] || echo "advice: $file has $lines lines: look for a seam" >&2
done | verdict files

for file in src/*/*.h; do
	case $file in */internal.h) continue ;; esac
	lines=$(wc -l <"$file")
	[ "$lines" -le $HEADER ] || echo "$file:1: $lines lines"
done | verdict headers

# No call whose result depends on the locale or the clock, that can overrun, or that hides memory.
calls='strcpy|strcat|sprintf|vsprintf|gets|strtok|setlocale|atoi|atol|atof|strtod|strtof|rand|random'
calls="$calls|time|localtime|gmtime|system|popen|tmpnam|mktemp|alloca|setjmp|longjmp|strdup|strndup"
grep -nE "(^|[^a-zA-Z0-9_>.])($calls)\(" src/*/*.[ch] | verdict calls
grep -nE '(^|[^a-zA-Z0-9_])(malloc|calloc|realloc)\(' src/*/*.[ch] |
	grep -v '^src/base/arena.c:' | verdict malloc
grep -nE '%[-+ #0-9.*]*l?[aefgAEFG]' src/writers/*.c | grep -E 'format|printf' | verdict floats
grep -nE '^[ \t]*#[ \t]*(if|ifdef|ifndef|elif)\b' src/*/*.[ch] |
	grep -vE '#ifndef (DIPTYCH_[A-Z_]+_H|PATH_MAX)$|^src/base/arena.c:' | verdict conditions

# A global that can change. Two exceptions, each explained where it stands: the hidden file of an
# unfinished write, and the arena that libharu's allocator is lent, which is handed nothing.
grep -nE '^(static )?[a-zA-Z_][a-zA-Z0-9_ ]*[ *][a-z_A-Z0-9]+(\[[^]]*\])*( = .*)?;' src/*/*.c |
	grep -vE ':(static )?const |typedef|:return|:[^=]*\bconst [a-z_A-Z0-9]+(\[|;| =)|\(' |
	grep -vE '^src/base/file.c:[0-9]+:static char hidden|^src/writers/pdf_object.c:[0-9]+:.*lent;' |
	verdict globals

grep -nE '\b(TODO|FIXME|XXX|HACK)\b' src/*/* tests/*.* | grep -v '^tests/style.sh' | verdict leftovers
grep -nE '[ 	]+$' src/*/* tests/*.sh tests/*.py Makefile README.md src/README.md | verdict trailing

# Each message is provoked by a test: as an expected comment in a case, by name in a script, or by id.
sed -nE 's/^X\(([A-Z_]+), [A-Z]+, [A-Z]+, "([a-z-]+)".*/\1 \2/p' src/base/diag.def >"${TMPDIR:-/tmp}/ids.$$"
while read -r id word; do
	grep -rqwE -- "(error|warning|advice): $word|has $word|$id" tests/cases tests/unit tests/cli.sh ||
		echo "$word: provoked by no test"
done <"${TMPDIR:-/tmp}/ids.$$" | verdict messages
[ "$(wc -l <"${TMPDIR:-/tmp}/ids.$$")" -gt 30 ] || echo "not ok style: diag.def could not be read"
rm -f "${TMPDIR:-/tmp}/ids.$$"
