#!/usr/bin/env python3
"""Usage: tests/mirror.py BUILD
Each article of tests/articles and the shipped one, laid out from left to right and again with dir="rtl":
the second is the mirror image of the first, mark by mark. Shapes are turned, words are moved and not turned,
a tick and a QR code keep their sides, and the sheet's panels stand the other way round."""
import collections
import glob
import os
import re
import subprocess
import sys
import tempfile

PROGRAM = os.path.join(sys.argv[1], "diptych")
NEAR = 0.2  # a stacked bar ends where the widest label begins
MOST_BLANK = 12
KERNED = 9  # a note mark or a full stop goes to the other end, and is not kerned there
TEXT = ("text", "blank", "gap")
failed = 0


def report(ok, name, why=""):
    global failed
    failed += not ok
    print("ok " + name if ok else "not ok %s: %s" % (name, why))


def trace(path, form):
    made = subprocess.run([PROGRAM, "build", path, "-f", form, "--allow", "not-in-this-format", "--to", "trace",
                           "-o", "-"], capture_output=True, text=True)
    return made.stdout.splitlines() if made.returncode == 0 else None


def marks(lines):
    """page -> marks as (kind, what, left, right, y); page places as (side, left, right)."""
    pages, places, width, page, side = collections.defaultdict(list), {}, 0, None, None
    for line in lines:
        if found := re.match(r'side (\d+) "[^"]*" ([\d.]+)x', line):
            side, width = found[1], float(found[2])
        elif found := re.match(r'\s+page (\d+) "[^"]*" at ([\d.]+),[\d.]+ ([\d.]+)x', line):
            left = float(found[2])
            places[found[1]] = (side, left, left + float(found[3]), width)
        elif found := re.match(r'\s+text ([-\d.]+),([-\d.]+) ([\d.]+) (\S+) (\S+) "(.*?)"', line):
            x, y, wide = float(found[1]), float(found[2]), float(found[3])
            if " Reference." in line:
                continue  # a note mark follows its Latin word whichever way the lines run
            blank = "gap" if found[6] == " " else "blank" if found[6].endswith(" ") else "text"
            pages[side].append((blank, found[4] + found[5], x, x + wide, y))
        elif found := re.match(r"\s+box ([-\d.]+),([-\d.]+) ([-\d.]+)x([-\d.]+) (\S+)", line):
            x, y, wide = float(found[1]), float(found[2]), float(found[3])
            pages[side].append(("box", found[4] + found[5], x, x + wide, y))
        elif found := re.match(r"\s+(fill|stroke) (M[-\d.,MLCZ ]+) (#\w+)", line):
            points = [tuple(map(float, p)) for p in re.findall(r"([-\d.]+),([-\d.]+)", found[2])]
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            pages[side].append((found[1], found[3], min(xs), max(xs), min(ys)))
    return pages, places


def joined(found):
    """The parts of one line as one: they keep their order where a line is moved."""
    out, gap = [], None
    for mark in sorted(found, key=lambda m: (m[0] not in TEXT, m[4], m[2])):
        last = out[-1] if out else None
        if mark[0] == "gap":
            gap = mark  # an unseen blank counts only between two parts of a line
            continue
        bridged = gap and last and gap[4] == last[4] == mark[4] and abs(last[3] - gap[2]) < 0.01 \
            and abs(gap[3] - mark[2]) < 0.01
        touches = last and last[4] == mark[4] and abs(last[3] - mark[2]) < 0.01
        if mark[0] in TEXT and (bridged or touches):
            out[-1] = ("text", "line", last[2], mark[3], mark[4])
        elif mark[0] in TEXT:
            out.append(("text", "line") + mark[2:])
        else:
            out.append(mark)
        gap = None
    return out


def mirrored(plain, turned):
    """None, or what is no mirror image."""
    (marks_a, places_a), (marks_b, places_b) = marks(plain), marks(turned)
    for page, (side, left, right, width) in places_a.items():
        other = places_b.get(page)
        if not other or abs(other[1] - (width - right)) > NEAR or abs(other[2] - (width - left)) > NEAR:
            return "page %s stands at %s" % (page, other)
    for side, found in marks_a.items():
        width = next(place[3] for place in places_a.values() if place[0] == side)
        rest = collections.defaultdict(list)
        for kind, what, left, right, y in joined(marks_b[side]):
            rest[kind, what].append((left, right, y))
        for kind, what, left, right, y in joined(found):
            want = (width - right, width - left, y)
            more = MOST_BLANK if kind == "text" else 0  # a closing blank hangs over where the line ends
            least = KERNED if kind == "text" else 0
            same = next((m for m in rest[kind, what] if abs(m[2] - y) <= NEAR and abs(m[1] - want[1]) <= NEAR + least
                         and -least - NEAR <= m[0] - want[0] <= NEAR + more), None)
            if not same:
                return "%s %s at %.2f..%.2f, %.2f has no mirror image" % (kind, what, left, right, y)
            rest[kind, what].remove(same)
    return None if sum(map(len, marks_a.values())) > 20 else "the trace holds too few marks"


with tempfile.TemporaryDirectory() as folder:
    # Raised marks inside Latin words change sides where lines run from right to left: no mirror images.
    plain_ones = [p for p in sorted(glob.glob("tests/articles/*.xml")) if "<cite" not in open(p, encoding="utf-8").read()]
    for path in plain_ones + ["data/articles/him-vs-hit.xml"]:
        text = open(path, encoding="utf-8").read()
        turned = os.path.join(folder, os.path.basename(path))
        with open(turned, "w", encoding="utf-8") as out:
            out.write(re.sub(r"<comparison(?=[\s>])", '<comparison dir="rtl"', text, count=1))
        for form in ("trifold", "handout"):
            plain = trace(path, form)
            if plain is None:
                continue
            other = trace(turned, form)
            why = "it is refused" if other is None else mirrored(plain, other)
            report(why is None, "mirror %s %s" % (os.path.basename(path), form), why)
sys.exit(failed > 0)
