#!/bin/bash
# Usage: tests/run.sh BUILD [PIECE...]
# Runs every test on the program in BUILD (build/release) and counts: a test is a line "ok …" or
# "not ok …"; a piece that prints neither, or that ends badly without saying why, is a failure too.
set -u
cd "$(dirname "$0")/.." || exit 1
build=$1
shift
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
export LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
export ASAN_OPTIONS=abort_on_error=0:exitcode=99 UBSAN_OPTIONS=print_stacktrace=1 CMOCKA_MESSAGE_OUTPUT=TAP

pieces="layers style cli cases title languages pdf flow large grid same mirror fuzz pictures themes build"
for unit in tests/unit/*.c; do
	[ -e "$unit" ] && pieces="unit/$(basename "$unit" .c) $pieces"
done
[ $# = 0 ] || pieces=$*

# What checks the source and not the program is done once, on the ordinary build.
case $build in
*/release) ;;
*) pieces=$(echo "$pieces" | sed -E 's/\b(layers|style|build)\b//g') ;;
esac

run_piece() {
	piece=$1 build=$2
	case $piece in
	unit/*) "$build/tests/${piece#unit/}" ;;
	*) if [ -e "tests/$piece.sh" ]; then "tests/$piece.sh" "$build"; else "tests/$piece.py" "$build"; fi ;;
	esac
}

# One piece; its output goes to a file of its own, so that two can run side by side.
one() {
	file=$results/${1//\//-}
	run_piece "$1" "$build" >"$file" 2>"$file.err"
	code=$?
	if ! grep -q '^not ok' "$file" && { [ $code != 0 ] || ! grep -q '^ok' "$file"; }; then
		echo "not ok $1: exit code $code, $(grep -c '^ok' "$file") tests; $(tail -c 2000 "$file.err")" >>"$file"
	fi
	passed=$(grep -c '^ok' "$file") failed=$(grep -c '^not ok' "$file")
	grep -A 20 '^not ok' "$file" | grep -vE '^(ok|--)' | cut -c 1-600
	printf '%-16s %4d passed, %d failed\n' "$1" "$passed" "$failed"
}
export -f one run_piece
export results build
printf '%s\n' $pieces | xargs -P "$(nproc)" -I{} bash -c 'one {}'

passed=$(cat "$results"/* | grep -c '^ok')
failed=$(cat "$results"/* | grep -c '^not ok')
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
