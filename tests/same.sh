#!/bin/bash
# Usage: tests/same.sh BUILD
# The same input gives the same bytes: twice, in another folder, locale and time zone, among other articles,
# by standard input and output, with another user's name.
set -u
program=$(realpath "$1")/diptych
data=$(realpath "$(dirname "$0")/..")
work=$(mktemp -d) && cd "$work" || exit 1
trap 'rm -rf "$work"' EXIT
article=$data/data/articles/him-vs-hit.xml
mkdir -p one two "three and a half/ü"
cp "$article" him-vs-hit.xml
cp "$article" "three and a half/ü/him-vs-hit.xml"
all="-q -f trifold -f handout -F office -F reader"

"$program" build him-vs-hit.xml $all -o one
[ "$(ls one | wc -l)" = 4 ] && echo "ok same: four editions" || echo "not ok same: $(ls one | wc -l) editions, not 4"
same() {                                     # same NAME FOLDER
	for file in one/*; do
		if cmp -s "$file" "$2/$(basename "$file")"; then
			echo "ok same $1: $(basename "$file")"
		else
			echo "not ok same $1: $(basename "$file") differs"
		fi
	done
	rm -f "$2"/*.pdf
}
sleep 1.1
"$program" build him-vs-hit.xml $all -o two
same "a second later" two
for locale in tr_TR.UTF-8 de_DE.UTF-8 ar_EG.UTF-8 C; do
	LC_ALL=$locale LANG=$locale LANGUAGE=$locale TZ=Pacific/Kiritimati USER=nobody HOME=/nowhere \
		"$program" build him-vs-hit.xml $all -o two
	same "$locale" two
done
(cd "three and a half" && "$program" build ü/him-vs-hit.xml $all -o ../two)
same "another folder" two
"$program" build "$data"/tests/articles/short.xml him-vs-hit.xml $all -o two 2>/dev/null
same "after another article" two
umask 077
for format in trifold handout; do
	for purpose in office reader; do
		[ $purpose = office ] && part= || part=-reader
		"$program" build - -q -f $format -F $purpose -o - <him-vs-hit.xml >two/him-vs-hit-$format$part.pdf
	done
done
same "streams" two
# Nothing of where and by whom it was made: not in what the file says of itself, nor a path anywhere.
told=$(for file in one/*.pdf; do
	pdfinfo "$file" | grep -vE '^(File size|Page size|Title):'
	pdfinfo -meta "$file"
	qpdf --qdf --object-streams=disable "$file" - | strings -n 8 | grep -E '/home/|/tmp/|/root/'
done)
if echo "$told" | grep -iwE "$(hostname)|$(id -un)|/home/.*|/tmp/.*|/root/.*"; then
	echo "not ok same: a path, user or host is in the file"
else
	echo "ok same: no path, user or host"
fi
