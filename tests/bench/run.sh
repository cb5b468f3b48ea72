#!/bin/bash
# Usage: tests/bench/run.sh BUILD
# Measures: one cold build (a process of its own, files in the page cache), a loop of builds in one process, and
# the files. A benchmark, not a test: it fails only when it cannot measure.
set -eu
program=$1/diptych loop=$1/tests/bench/loop
top=$(realpath "$(dirname "$0")/../..")
article=$top/data/articles/him-vs-hit.xml
export DIPTYCH_DATA=$top
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
runs=${RUNS:-41}

echo "$("$program" --version), $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)"

# Wall and processor time, the median of many runs; memory is measured in the loop, after its first build.
cold() {
	name=$1
	shift
	python3 - "$name" "$runs" "$@" <<'PYTHON'
import os, resource, statistics, sys, time
name, runs, command = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
wall, used = [], []
for i in range(runs):
    start = time.perf_counter()
    silent = [(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)]
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=silent)
    _, status, usage = os.wait4(pid, 0)
    if status:
        sys.exit(f"{name}: the build failed")
    wall.append(time.perf_counter() - start)
    used.append(usage.ru_utime + usage.ru_stime)
print(f"{name:28} wall {statistics.median(wall) * 1e3:6.2f} ms   processor {statistics.median(used) * 1e3:6.2f} ms")
PYTHON
}

instructions() {
	name=$1
	shift
	command -v valgrind >/dev/null || { echo "$name: no valgrind"; return; }
	count=$(valgrind --tool=callgrind --callgrind-out-file="$work/callgrind" "$@" 2>&1 |
		sed -nE 's/.*Collected : ([0-9]+).*/\1/p')
	printf '%-28s %s million instructions\n' "$name" "$(awk "BEGIN { printf \"%.1f\", $count / 1e6 }")"
}

made="$program build $article -q -o $work/"
echo "-- one cold build"
cold "an empty process" /bin/true
cold "starting and ending" "$program" --version
cold "trifold" $made -f trifold
cold "handout" $made -f handout
cold "reader" $made -f trifold -F reader
cold "trace" $made -f trifold --to trace
cold "all four" $made -f trifold -f handout -F office -F reader
instructions "trifold" "$program" build "$article" -q -f trifold -o "$work/a.pdf"
instructions "starting and ending" "$program" --version

echo "-- a loop of builds in one process"
for format in trifold handout; do
	printf '%-28s %s\n' "$format" "$("$loop" "${COUNT:-500}" "$article" -q -f $format)"
done

words=$(wc -w <"$top/tests/bench/prose.txt")
echo "-- lines: $words words of English; milliseconds for all of them"
"$1/tests/bench/quality" "$top/tests/bench/prose.txt" "$top/fonts"

echo "-- files"
"$program" build "$article" -q -f trifold -f handout -F office -F reader -o "$work/"
(cd "$work" && stat -c '%-30n %s bytes' ./*.pdf)
