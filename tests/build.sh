#!/bin/bash
# Usage: tests/build.sh BUILD
# gcc and clang build without a warning; flags that change compile anew; installing puts all that is needed
# below DESTDIR and PREFIX, and what is installed works by itself.
set -u
cd "$(dirname "$0")/.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset MAKEFLAGS MAKELEVEL MODE DIPTYCH_DATA

for mode in gcc clang; do
	if ! command -v $mode >/dev/null; then
		echo "ok build: there is no $mode here"
		continue
	fi
	if make -j"$(nproc)" MODE=$mode all units >"$work/log" 2>&1 && ! grep -q 'warning:' "$work/log"; then
		echo "ok build $mode"
	else
		echo "not ok build $mode: $(grep -E '(warning|error|undefined|\*\*\*)' "$work/log" | head -3 | tr '\n' ' ')"
	fi
done

make MODE=gcc all >"$work/log" 2>&1
grep -qE '^ *(CC|LINK)' "$work/log" && echo "not ok build: an unchanged source is compiled again" || echo "ok build: nothing to do"
make -n V=1 MODE=gcc CFLAGS=-O3 all 2>/dev/null | grep -q -- '-O3 .*-c -o' &&
	echo "ok build: CFLAGS are honoured" || echo "not ok build: CFLAGS are not honoured"

make MODE=gcc install DESTDIR="$work/root" PREFIX=/opt/d >"$work/log" 2>&1 || echo "not ok build install: $(tail -1 "$work/log")"
if (cd "$work" && root/opt/d/bin/diptych build "$OLDPWD/data/articles/him-vs-hit.xml" -q -f handout -o installed.pdf) &&
	[ -s "$work/installed.pdf" ]; then
	echo "ok build: the installed program works"
else
	echo "not ok build: the installed program does not work"
fi
make MODE=gcc uninstall DESTDIR="$work/root" PREFIX=/opt/d >/dev/null 2>&1
rest=$(find "$work/root" -type f)
[ -z "$rest" ] && echo "ok build: uninstalled" || echo "not ok build: left behind: $rest"

sh -n tests/deps.sh && tests/deps.sh build check >"$work/log" 2>&1 && [ ! -s "$work/log" ] &&
	echo "ok build: nothing is missing" || echo "not ok build: deps: $(head -c 300 "$work/log")"
if [ -n "$(apt-cache policy libc6 2>/dev/null)" ]; then
	for package in $(tests/deps.sh list); do
		[ -n "$(apt-cache policy "$package")" ] || echo "not ok build: there is no package $package"
	done
fi
true
