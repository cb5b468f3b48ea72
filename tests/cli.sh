#!/bin/bash
# Usage: tests/cli.sh BUILD
# The command as its users and their scripts meet it: options, exit codes, files that cannot be read or
# written, streams that are closed, signals. Each test says what it wants; nothing outside a new
# temporary folder is written.
set -u
program=$(realpath "$1")/diptych
data=$(realpath "$(dirname "$0")/..")
work=$(mktemp -d) && cd "$work" || exit 1
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
article=$data/data/articles/him-vs-hit.xml
cp "$article" article.xml

ok() { echo "ok cli $name"; }
not_ok() { echo "not ok cli $name: $*"; }

# want NAME CODE COMMAND...: the exit code; standard output and error stay in the files out and err.
want() {
	name=$1 code=$2
	shift 2
	"$@" >out 2>err
	got=$?
	if [ $got = "$code" ]; then ok; else not_ok "exit code $got, not $code: $(head -c 300 err)"; fi
}
# says FILE WORDS...: the last command's output holds each of them.
says() {
	file=$1
	shift
	for words in "$@"; do
		if grep -qF -- "$words" "$file"; then ok; else not_ok "$file lacks \"$words\": $(head -c 300 "$file")"; fi
	done
}
# has WORD: its messages have that id; and as every refusal it has a sentence, not a crash.
has() { says err "error: $1: "; }
empty() { if [ -s "$1" ]; then not_ok "$1 is not empty: $(head -c 200 "$1")"; else ok; fi; }
there() { if [ -s "$1" ]; then ok; else not_ok "$1 is not there"; fi; }
no_rest() {
	rest=$(find . -name '.diptych*' | head -3)
	if [ -z "$rest" ]; then ok; else not_ok "left behind: $rest"; fi
}
d() { "$program" "$@"; }

# ---- help and version ----
want "help" 0 d --help
says out "build" "check" "list" "explain" "Exit codes"
empty err
for command in build check list explain; do
	want "help of $command" 0 d $command --help
	says out "Usage: diptych $command" "--help"
done
want "version" 0 d --version
says out "diptych "
if d --help | awk 'length > 100 { bad = 1 } END { exit bad }'; then ok; else not_ok "a line of the help is too long"; fi

# ---- the command line; every refusal is exit code 2 and has "usage" and a sentence ----
want "no command" 2 d
has usage
want "unknown command" 2 d biuld article.xml
has usage
says err 'did you mean "build"?'
want "unknown option" 2 d build article.xml --fromat handout
has usage
says err 'did you mean "--format"?'
want "unknown letter" 2 d build article.xml -x
want "an option before the command" 2 d -q build article.xml
want "option of another command" 2 d list formats --ink-saver
want "no article" 2 d build
want "missing value" 2 d build article.xml --format
want "value for a switch" 2 d build article.xml --strict=yes
want "unknown format" 2 d build article.xml -f trifolt
says err 'did you mean "trifold"?'
want "unknown paper" 2 d build article.xml -p a44
says err 'did you mean "a4"?'
want "unknown purpose" 2 d build article.xml -F ofice
says err 'did you mean "office"?'
want "unknown theme" 2 d build article.xml -t dors
want "unknown writer" 2 d build article.xml --to pfd
want "unknown colour" 2 d build article.xml --color blue
want "bad field" 2 d build article.xml --set name
want "field not UTF-8" 2 d build article.xml --set $'name=\xff'
want "unknown message" 2 d build article.xml --allow oversett
says err 'did you mean "overset"?'
want "an error is not allowed away" 2 d build article.xml --allow overset
want "unknown list" 2 d list format
want "unknown topic" 2 d explain nothing-at-all
want "two editions, one file" 2 d build article.xml -f trifold -f handout -o one.pdf
want "two articles, one name" 2 d build article.xml "$article" -o one.pdf
mkdir -p other && cp "$article" other/article.xml
want "two articles with one stem" 2 d build article.xml other/article.xml
if ls ./*.pdf >/dev/null 2>&1; then not_ok "a file was written in spite of an error"; else ok; fi

# ---- building ----
want "build" 0 d build article.xml --allow not-in-this-format
there article-trifold.pdf
says out "article-trifold.pdf: 1 sheet"
empty err
want "mixed order, joined letters" 0 d build -qfhandout article.xml --paper=a4
there article-handout-a4.pdf
empty out
want "default names" 0 d build article.xml -f trifold -f handout -F office -F reader -o other
there other/article-trifold.pdf
there other/article-trifold-reader.pdf
there other/article-handout.pdf
there other/article-handout-reader.pdf
want "an alias is the same edition" 0 d build article.xml -f trifold -f fold-letter -o a.pdf
want "several articles" 0 d build article.xml "$article" -f handout -o other/
there other/him-vs-hit-handout.pdf
want "standard input" 0 d build - -f handout <article.xml
there him-vs-hit-handout.pdf
want "standard output" 0 d build article.xml -f handout -o -
if [ "$(head -c 5 out)" = "%PDF-" ]; then ok; else not_ok "standard output is no PDF"; fi
cmp -s out other/article-handout.pdf && ok || not_ok "standard output differs from the file"
want "the writer by the ending" 0 d build article.xml -f handout -o one.trace
says one.trace "tree"
want "option words end" 0 d build -f handout -o dashed.pdf -- article.xml
want "a file that looks like an option" 3 d build -- --strict
want "verbose" 0 d build article.xml -v -f handout -o one.pdf
says err "handout for office on letter"
want "strict" 1 d build article.xml --strict -o strict.pdf
says err "error: not-in-this-format"
[ ! -e strict.pdf ] && ok || not_ok "written in spite of an error"
want "deny" 1 d build article.xml --deny not-in-this-format -o strict.pdf
want "allow" 0 d build article.xml --allow not-in-this-format -o strict.pdf
empty err
want "quiet" 0 d build article.xml -q -o one.pdf
empty err
empty out
mkdir strict
want "one edition fails, the other is made" 1 d build article.xml --strict -f trifold -f handout -o strict/
there strict/article-handout.pdf
[ ! -e strict/article-trifold.pdf ] && ok || not_ok "written in spite of an error"

# ---- check writes nothing ----
mkdir empty && cd empty || exit 1
want "check" 0 d check ../article.xml -f trifold -f handout -F reader >/dev/null
rm -f out err
[ -z "$(ls)" ] && ok || not_ok "check has written $(ls)"
cd ..
want "check says what it found" 0 d check article.xml
says out "article.xml: 0 errors"
want "check of a bad article" 1 d check "$data/tests/cases/unknown-element.xml"
has unknown-element
says err "unknown-element.xml:14:1:" "<glosary/>" "^"

# ---- lists and explanations ----
for list in formats papers themes fonts languages elements messages; do
	want "list $list" 0 d list $list
	there out
done
want "list languages" 0 d list languages
says out "de       Deutsch" "ja       日本語"
want "explain a message" 0 d explain unknown-subject
says out "wrong:" "right:"
want "explain an element" 0 d explain aspect
want "explain a format" 0 d explain trifold
for id in $(d list messages | cut -d' ' -f1); do
	d explain "$id" | grep -q "^$id: " || { name="explain $id"; not_ok "nothing to say"; }
done

# ---- what cannot be read: exit code 3, or 1 where the content is the author's ----
want "missing file" 3 d build nowhere.xml
has cannot-read
says err "nowhere.xml"
want "folder" 3 d build other
has cannot-read
mkfifo pipe
want "named pipe" 3 timeout 5 "$program" build pipe
want "device" 3 timeout 5 "$program" build /dev/zero
: >empty.xml
want "empty file" 1 d build empty.xml
has empty-file
want "empty standard input" 1 d build - </dev/null
head -c 3000 /dev/urandom >random.xml
want "random bytes" 1 d build random.xml
printf 'Dear reader,\n' >words.xml
want "not XML" 1 d build words.xml
has not-xml
truncate -s 65M large.xml
want "too large" 3 d build large.xml
has too-large
iconv -f UTF-8 -t UTF-16 article.xml | sed '1s/.*/&/' >utf16.xml
want "UTF-16 that calls itself UTF-8 is read by its mark or refused" "$(d check utf16.xml >/dev/null 2>&1; echo $?)" d build utf16.xml -o u.pdf
if [ "$(id -u)" != 0 ]; then
	cp article.xml secret.xml && chmod 000 secret.xml
	want "unreadable" 3 d build secret.xml
	has cannot-read
fi
want "bad and good articles" 1 d build empty.xml article.xml -f handout -o other/
there other/article-handout.pdf
want "the world's errors come first" 3 d build empty.xml nowhere.xml

# ---- the program's own files ----
mkdir -p share/data && cp -r "$data/data/themes" "$data/data/strings" share/data && cp -r "$data/fonts" share
want "another data folder" 0 env DIPTYCH_DATA="$work/share" "$program" build article.xml -f handout -o one.pdf
want "a data folder that is none" 3 env DIPTYCH_DATA="$work/other" "$program" build article.xml -o one.pdf
has cannot-read
sed -i '/^at-a-glance/d' share/data/strings/en.tsv
want "incomplete strings" 1 env DIPTYCH_DATA="$work/share" "$program" build article.xml -o one.pdf
has bad-strings

# ---- what cannot be written: exit code 3, nothing left, the older file untouched ----
echo older >kept.pdf
want "no such folder" 3 d build article.xml -q -o nowhere/a.pdf
has cannot-write
want "no such folder for several" 3 d build article.xml -q -o nowhere/
has cannot-write
want "full device" 3 d build article.xml -q -o /dev/full
has cannot-write
[ -c /dev/full ] && ok || not_ok "the device is gone"
name="full standard output"
d build article.xml -q -o - 2>err >/dev/full
[ $? = 3 ] && ok || not_ok "wrong exit code"
has cannot-write
name="full disk of results"
d list messages 2>err >/dev/full
[ $? = 3 ] && ok || not_ok "wrong exit code"
name="closed standard output"
d build article.xml -q -o - 2>err >&-
[ $? = 3 ] && ok || not_ok "wrong exit code"
has cannot-write
name="closed standard output of results"
d list messages 2>err >&-
[ $? = 3 ] && ok || not_ok "wrong exit code"
name="closed pipe"
{ d build article.xml -q -o - 2>err; echo $? >code; } | true
sleep 0.2
[ "$(cat code)" = 3 ] || [ "$(cat code)" = 0 ] && ok || not_ok "exit code $(cat code)"
name="all streams closed"
d build article.xml -q -f handout -o closed.pdf <&- >&- 2>&-
[ $? = 0 ] && ok || not_ok "wrong exit code"
cmp -s closed.pdf other/article-handout.pdf && ok || not_ok "the file is spoilt"
want "an error keeps the older file" 1 d build article.xml -q --strict -o kept.pdf
want "a limit on file size keeps the older file" 3 bash -c "trap '' XFSZ; ulimit -f 8; exec '$program' build article.xml -q -o kept.pdf"
[ "$(cat kept.pdf)" = older ] && ok || not_ok "the older file has changed"
no_rest
want "an input is not overwritten" 2 d build article.xml -o article.xml
want "an input is not overwritten by another name" 2 d build article.xml -o ./other/../article.xml
ln -s article.xml link.pdf
want "an input is not overwritten through a link" 2 d build article.xml -o link.pdf
cmp -s article.xml "$article" && ok || not_ok "the article has changed"
cp "$data/data/themes/doors.xml" mine.xml
want "a theme of one's own" 0 d build article.xml -q -t ./mine.xml -f handout -o mine.pdf
want "a theme is not overwritten" 2 d build article.xml -q -t ./mine.xml -o mine.xml
if [ "$(id -u)" != 0 ]; then
	mkdir locked && chmod 500 locked
	want "folder that may not be written" 3 d build article.xml -q -o locked/
	has cannot-write
fi

# ---- little memory (a sanitizer's build reserves far more than it uses) ----
if ! ldd "$program" 2>/dev/null | grep -qE 'lib[at]san'; then
	{ printf '<comparison><info><title>'; head -c 50M /dev/zero | tr '\0' 'x'; } >big.xml
	little() { (ulimit -v 150000; exec "$program" "$@"); }
	want "little memory is enough" 0 little build article.xml -q -f handout -o little.pdf
	want "out of memory" 3 little build big.xml -o kept.pdf
	has out-of-memory
	[ "$(cat kept.pdf)" = older ] && ok || not_ok "the older file has changed"
	no_rest
fi

# ---- signals ----
for signal in INT TERM HUP; do
	name="signal $signal"
	mkfifo wait.$signal
	exec 9<>wait.$signal
	(trap - INT; exec "$program" build - -o kept.pdf <&9 >/dev/null 2>&1) &
	pid=$!
	sleep 0.3
	kill -$signal $pid 2>/dev/null
	wait $pid
	got=$?
	exec 9>&-
	[ $got = $((128 + $(kill -l $signal))) ] && ok || not_ok "exit code $got"
done
[ "$(cat kept.pdf)" = older ] && ok || not_ok "the older file has changed"
no_rest

# ---- messages ----
want "json" 1 d check "$data/tests/cases/unknown-subject.xml" --messages json
python3 -c 'import json, sys
lines = [json.loads(line) for line in open("err")]
assert any(m["id"] == "unknown-subject" and m["line"] == 11 and m["column"] == 10 for m in lines), lines' &&
	ok || not_ok "is no JSON"
want "no colour into a file" 1 d check "$data/tests/cases/unknown-subject.xml"
grep -q $'\033' err && not_ok "escape codes" || ok
want "colour always" 1 d check "$data/tests/cases/unknown-subject.xml" --color-terminal always
grep -q $'\033' err && ok || not_ok "no colour"
if command -v script >/dev/null; then
	name="colour on a terminal"
	TERM=xterm script -qec "'$program' check '$data/tests/cases/unknown-subject.xml'" /dev/null >out
	grep -q $'\033' out && ok || not_ok "no colour"
	name="NO_COLOR"
	NO_COLOR=1 TERM=xterm script -qec "'$program' check '$data/tests/cases/unknown-subject.xml'" /dev/null >out
	grep -q $'\033' out && not_ok "colour" || ok
fi
