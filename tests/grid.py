#!/usr/bin/python3
"""Usage: tests/grid.py BUILD

Another grid is another page and not a broken one: the real article is laid out on other grids, and everything
is found on their raster. And what the program says about words that do not fit is put to the proof: with so
many words cut, it fits."""
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.sax

import overlap
import pdf

PLAIN = 13.5
GRIDS = {"trifold": (12.75, 13.0, 13.5), "handout": (12.75, 13.0, 13.5, 14.25, 16.2)}
THEME = pdf.TOP / "data/themes/doors.xml"


class RowPlaces(xml.sax.ContentHandler):
    """line:column of each aspect and of the verdict: the source of their rules in the trace."""

    def __init__(self):
        super().__init__()
        self.found = set()

    def startElement(self, name, attrs):
        if name in ("aspect", "verdict"):
            self.found.add(f"@{self._locator.getLineNumber()}:{self._locator.getColumnNumber() + 1}")


def rules(trace, places):
    """(y, left, right) of the rules over rows."""
    for line in trace.splitlines():
        n = pdf.NUMBER
        rule = re.match(rf"  stroke M({n}),({n})L({n}),({n}) (?:#|k)\w+ {n} artifact (@\S+)$", line)
        if rule and rule[2] == rule[4] and rule[5] in places and float(rule[3]) - float(rule[1]) > 60:
            yield float(rule[2]), float(rule[1]), float(rule[3])


def ticks(trace):
    n = pdf.NUMBER
    for line in trace.splitlines():
        tick = re.match(rf"  stroke M({n}),({n})L({n}),({n}) ", line)
        if tick and tick[1] == tick[3] and abs(float(tick[4]) - float(tick[2]) - 3) < 0.01:
            yield float(tick[1]), float(tick[2])


def off(value, step):
    return abs(value / step - round(value / step)) * step


def check_rules(trace, grid, places):
    axes = {y for _, y in ticks(trace)}
    found = [r for r in rules(trace, places) if r[0] not in axes]
    assert len(found) >= 8, f"only {len(found)} rules were found"
    wrong = [y for y, _, _ in found if off(y, grid / 4) > 0.003]
    assert not wrong, f"rules at {wrong[:5]} are off the raster of {grid / 4}"
    heights = {}
    for y, left, _ in found:
        heights.setdefault(y, []).append(left)
    assert sum(len(v) > 1 for v in heights.values()) >= 3, "rules of different columns do not meet"


def check_areas(trace, grid):
    """Where grounds and heads end: whole quarters; but those of the frame and of single words."""
    n = pdf.NUMBER
    tops = [float(m[2]) for m in re.finditer(rf"^  box ({n}),({n}) ({n})x({n}) \S+ ground artifact", trace, re.M)
            if float(m[2]) > 100 and float(m[3]) > 200]
    assert tops, "no ground was found"
    wrong = [y for y in tops if off(y, grid / 4) > 0.003]
    assert not wrong, f"areas begin at {wrong}, off the raster"


def check_baselines(trace, grid):
    """Body text in cells: one distance from the raster."""
    n = pdf.NUMBER
    rows, deep = set(), None
    tree = trace.split("\ntree\n")[1]
    inside = {}
    for line in tree.splitlines():
        depth = len(line) - len(line.lstrip())
        number, kind = line.split()[:2]
        if deep is not None and depth <= deep:
            deep = None
        if deep is None and kind == "TD":
            deep = depth
        inside[number] = deep is not None
    for m in re.finditer(rf"^  text {n},({n}) {n} \S+/400/10 .* (?:P|LBody|TD)\.(\d+) @", trace, re.M):
        if inside.get(m[2]):
            rows.add(round(float(m[1]) % (grid / 4), 2) % round(grid / 4, 2))
    assert rows, "no cells were found"
    spread = max(rows) - min(rows)
    assert min(spread, grid / 4 - spread) < 0.03, f"baselines stand {sorted(rows)} off the raster of {grid / 4}"


def try_grid(program, folder, form, grid):
    theme = folder / f"grid-{grid}.xml"
    text, count = re.subn(r'<grid size="13.5"/>', f'<grid size="{grid}"/>', THEME.read_text())
    assert count == 1, "the theme's grid could not be changed"
    text = re.sub(r'leading="([\d.]+)"', lambda m: f'leading="{round(float(m[1]) * grid / PLAIN, 4)}"', text)
    theme.write_text(text)
    options = ["-q", pdf.REAL, "-t", theme, "-f", form]
    trace = pdf.run(program, "build", *options, "--to", "trace", "-o", "-")
    handler = RowPlaces()
    xml.sax.parse(str(pdf.REAL), handler)
    check_rules(trace, grid, handler.found)
    check_areas(trace, grid)
    check_baselines(trace, grid)
    for items in pdf.trace_sides(trace):
        pdf.first(overlap.offences(items))
    return trace


# ---- words to cut ----
def article(words):
    filler = " ".join(["a ticket for every day on which you go, and that is most of them"] * 100).split()
    cells = "".join(f'<value for="{s}">{" ".join(filler[n:n + words])}</value>' for n, s in enumerate(("bus", "bike")))
    return (f'<comparison id="way" xml:lang="en-US"><info><title>Bus or bike?</title></info><subjects>'
            f'<subject id="bus"><title>Bus</title></subject><subject id="bike"><title>Bike</title></subject>'
            f'</subjects><aspects><aspect id="cost"><title>What it costs</title>{cells}</aspect></aspects>'
            f'<steps><step>Try both.</step></steps></comparison>')


def overset(program, folder, words):
    path = folder / "long.xml"
    path.write_text(article(words))
    result = subprocess.run([program, "check", path, "-f", "trifold"], capture_output=True, text=True)
    found = re.search(r"error: overset: .* (\d+) lines? too long: cut (?:about )?(\d+) words?", result.stderr)
    if found:
        return int(found[1]), int(found[2])
    assert result.returncode == 0, result.stderr[:300]
    return 0, 0


def cut_words_prove_true(program, folder):
    """With so many words cut, it fits; with half as many, it does not."""
    tried = 0
    for words in (190, 220, 260, 320):
        lines, cut = overset(program, folder, words)
        if not cut:
            continue
        tried += 1
        each = -(-cut // 2)
        assert overset(program, folder, words - each) == (0, 0), f"of {words} words a cell, {cut} cut are too few"
        assert overset(program, folder, words - each // 3)[1] > 0, f"of {words} words a cell, {cut} cut are too many"
    assert tried >= 2, "hardly anything was too long"


def main():
    program = pathlib.Path(sys.argv[1], "diptych").resolve()
    seen = {}
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        tests = [(f"{form} on {grid}", try_grid, (program, folder, form, grid))
                 for form, grids in GRIDS.items() for grid in grids]
        tests.append(("cut words prove true", cut_words_prove_true, (program, folder)))
        for name, test, arguments in tests:
            try:
                seen[name] = test(*arguments)
                print(f"ok grid {name}")
            except AssertionError as why:
                bad += 1
                print(f"not ok grid {name}: {' '.join(str(why).split())[:400]}")
    traces = [t for t in seen.values() if t]
    same = len(set(traces)) == len(traces) > 3
    print("ok grid: each is another page" if same else "not ok grid: two grids give one page")
    return bool(bad or not same)


sys.exit(main())
