#!/usr/bin/python3
"""Usage: tests/cases.py BUILD [--accept]

Whole articles. Each tests/cases/NAME.xml is built as a trace, with the options of NAME.args if there is one.
  * Its messages must be exactly those that its comments name: <!-- error: unknown-subject 12:5 -->
    (severity, id, line:column; "nowhere" for a message without a place in the file).
  * Its trace must be NAME.trace; a case whose comments name an error must give none.
--accept writes the traces anew, and nothing else."""
import json
import pathlib
import re
import subprocess
import sys

LIMIT = 20 << 10
EXPECTED = re.compile(rb"<!-- (error|warning|advice): ([a-z-]+) (\d+:\d+|\d+:0|nowhere) -->")


def run(program, case):
    args = case.with_suffix(".args")
    options = args.read_text().split() if args.exists() else []
    command = [program, "build", "-v", case.name, "--to", "trace", "-o", "-", "--messages", "json", *options]
    return subprocess.run(command, cwd=case.parent, capture_output=True, timeout=60)


def told(stderr, name):
    found = []
    for line in stderr.decode().splitlines():
        message = json.loads(line)
        place = f"{message['line']}:{message['column']}" if message.get("file") == name and "line" in message \
            else "nowhere"
        found.append(f"{message['severity']}: {message['id']} {place}")
    return sorted(found)


def check(program, case, accept):
    expected = sorted(b"%s: %s %s" % m for m in EXPECTED.findall(case.read_bytes()))
    expected = [e.decode() for e in expected]
    wrong = any(e.startswith("error") for e in expected)
    result = run(program, case)
    golden = case.with_suffix(".trace")
    try:
        messages = told(result.stderr, case.name)
    except ValueError:
        return f"its messages are no JSON (exit code {result.returncode}): {result.stderr[:200]!r}"
    if messages != expected:
        return f"messages {messages}, expected {expected}"
    if result.returncode not in ((1, 2, 3) if wrong else (0,)):
        return f"exit code {result.returncode}"
    if wrong:
        return "a trace in spite of an error" if result.stdout or golden.exists() else None
    if not result.stdout.startswith(b"side 1 ") or b"\ntree\n" not in result.stdout:
        return "the trace is not whole"
    if accept:
        golden.write_bytes(result.stdout)
    if len(result.stdout) > LIMIT:
        return f"the trace has {len(result.stdout)} bytes; the limit is {LIMIT}"
    if not golden.exists():
        return "there is no expected trace; make accept writes it"
    return differs(result.stdout.decode(), golden.read_text(), golden.name)


def differs(got, want, name):
    if got == want:
        return None
    got, want = got.splitlines(), want.splitlines()
    for i, (one, two) in enumerate(zip(got, want), 1):
        if one != two:
            return f"{name}:{i}: got {one.strip()}, expected {two.strip()}"
    return f"{name}: {len(got)} lines, expected {len(want)}"


def main():
    program = pathlib.Path(sys.argv[1], "diptych").resolve()
    accept = "--accept" in sys.argv
    cases = sorted(pathlib.Path(__file__).parent.joinpath("cases").glob("*.xml"))
    bad = 0
    for case in cases:
        why = check(program, case, accept)
        bad += bool(why)
        print(f"not ok cases {case.stem}: {why}" if why else f"ok cases {case.stem}")
    if len(cases) < 40:
        print(f"not ok cases: only {len(cases)} were found")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
