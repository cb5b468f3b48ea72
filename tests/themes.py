#!/usr/bin/python3
"""Usage: tests/themes.py BUILD

The themes that come with the program, and what a theme file may say. Every theme in data/themes holds every
article in a handout: nothing overlaps, nothing leaves the print, no type is smaller than the theme allows.
The schema in data/schema is the one that the program prints; it and the program refuse the same mistakes."""
import pathlib
import re
import subprocess
import sys
import tempfile

import overlap
import pdf

THEMES = sorted((pdf.TOP / "data/themes").glob("*.xml"))
SCHEMA = pdf.TOP / "data/schema/theme.rng"
ARTICLES = sorted((pdf.TOP / "data/articles").glob("*.xml")) + sorted((pdf.HERE / "articles").glob("*.xml"))
FRAME = 18                                   # what an office printer leaves white, in points

# Where it is planted, what is replaced, and by what. Program and schema must both refuse it.
DOORS, BRAND = "doors.xml", "brand-sample.xml"
MISTAKES = {
    "an element": (DOORS, "<grid ", "<grit "),
    "an attribute": (DOORS, '<grid size="13.5"/>', '<grid size="13.5" unit="pt"/>'),
    "a missing attribute": (DOORS, ' outdent="0.5"', ""),
    "a style's name": (DOORS, 'style name="h1"', 'style name="h9"'),
    "a family's role": (DOORS, 'role="text"', 'role="body"'),
    "a size of nothing": (DOORS, 'size="10"', 'size="0"'),
    "a number with an exponent": (DOORS, 'size="10"', 'size="1e1"'),
    "a weight out of range": (DOORS, 'weight="700"', 'weight="1000"'),
    "a feature": (DOORS, 'features="lnum no-liga"', 'features="lnum no-ligo"'),
    "a case": (DOORS, 'case="as-is"', 'case="lower"'),
    "a colour's name": (DOORS, 'colour name="ink"', 'colour name="inc"'),
    "a screen colour": (DOORS, 'rgb="#1B1F23"', 'rgb="#1B1F2"'),
    "five inks": (DOORS, 'cmyk="0 0 0 100"', 'cmyk="0 0 0 0 100"'),
    "too much ink": (DOORS, 'cmyk="0 0 0 100"', 'cmyk="0 0 0 101"'),
    "a grey": (DOORS, 'grey="88"', 'grey="-1"'),
    "a sixth subject": (DOORS, 'number="5"', 'number="6"'),
    "a top": (DOORS, 'top="gable"', 'top="gabel"'),
    "a tone": (DOORS, 'tone name="c4"', 'tone name="c5"'),
    "a tone outside a subject": (DOORS, "<grid ", '<tone name="c1" rgb="#000000" cmyk="0 0 0 0" grey="0"/><grid '),
    "a measure": (DOORS, 'measure name="qr"', 'measure name="qs"'),
    "half a quarter": (DOORS, 'name="cap-rise" value="10"', 'name="cap-rise" value="10.5"'),
    "a choice": (DOORS, 'choice name="motif"', 'choice name="motive"'),
    "a choice's value": (DOORS, 'name="motif" value="doors"', 'name="motif" value="gates"'),
    "another choice's value": (DOORS, 'name="motif" value="doors"', 'name="motif" value="line"'),
    "text": (DOORS, "<grid ", "words<grid "),
    "a brand without a base": (DOORS, "</theme>", '<brand name="College"/></theme>'),
    "another namespace": (DOORS, "urn:diptych:theme:1", "urn:diptych:theme:2"),
    "a brand's line": (BRAND, "brand-1=", "brand-3="),
    "a brand's colour": (BRAND, "#43215F", "purple"),
    "a brand's tone": (BRAND, 'tone="filled"', 'tone="bold"'),
    "a brand's one subject": (BRAND, 'tone="filled"', 'tone="filled" subjects="#123A56"'),
    "a brand's logo height": (BRAND, 'tone="filled"', 'tone="filled" logo-height="40"'),
    "an empty name": (BRAND, 'family="Noto Sans"', 'family=" "'),
}


def valid(path):
    return subprocess.run(["xmllint", "--noout", "--relaxng", SCHEMA, path], capture_output=True).returncode == 0


def schema_is_what_the_program_prints(program, folder):
    assert pdf.run(program, "list", "theme-schema") == SCHEMA.read_text(), \
        "data/schema/theme.rng is not what \"diptych list theme-schema\" prints"


def every_theme_is_valid_and_listed(program, folder):
    listed = [line.split()[0] for line in pdf.run(program, "list", "themes").splitlines()]
    assert listed == [theme.stem for theme in THEMES], f"listed are {listed}"
    assert len(THEMES) >= 6
    for theme in THEMES:
        assert valid(theme), f"{theme.name} is not valid"
        assert f"{theme.stem}: " in pdf.run(program, "explain", theme.stem)


def both_refuse_every_mistake(program, folder):
    for name, (file, old, new) in MISTAKES.items():
        text = (pdf.TOP / "data/themes" / file).read_text()
        assert old in text, f"{name}: {old} is not in {file}"
        path = folder / "mistake.xml"
        path.write_text(text.replace(old, new, 1))
        result = subprocess.run([program, "explain", path], capture_output=True)
        assert result.returncode == 1 and b"error: bad-theme" in result.stderr, f"the program takes {name}"
        assert not valid(path), f"the schema takes {name}"


def sizes(trace):
    return {float(size) for size in re.findall(r"^  text \S+ \S+ .*?/\d+\w*/([\d.]+) [#k]", trace, re.M)}


def stays_in_print(trace):
    n = pdf.NUMBER
    width = None
    for line in trace.splitlines():
        side = re.match(rf'side \d+ ".*" ({n})x({n})$', line)
        if side:
            width = float(side[1])
        for x in re.findall(rf"[MLC ]({n}),{n}", line) if line.startswith(("  fill", "  stroke")) else []:
            assert FRAME - 0.01 <= float(x) <= width - FRAME + 0.01, f"outside of the print: {line.strip()[:80]}"
        box = re.match(rf"  box ({n}),({n}) ({n})x({n}) ", line)
        if box:
            left, right = float(box[1]), float(box[1]) + float(box[3])
            assert FRAME - 0.01 <= left and right <= width - FRAME + 0.01, f"outside of the print: {line.strip()[:80]}"


def looks_whole(program, theme, article, form):
    """What can be seen of an edition without a model of it."""
    trace = pdf.run(program, "build", "-q", article, "-f", form, "-t", theme.stem, "--to", "trace", "-o", "-")
    for items in pdf.trace_sides(trace):
        pdf.first(overlap.offences(items))
    stays_in_print(trace)
    least = float(re.search(r"no type below ([\d.]+) pt", pdf.run(program, "explain", theme.stem))[1])
    found = sizes(trace)
    assert found and min(found) >= least - 0.001, f"type of {min(found, default=None)} pt, the least is {least}"


def is_sound(program, folder, theme):
    """The real article's handout as a file: all that is asked of the default theme's but two things. The order in
    which rows move to a second page depends on sizes, and capitals are not the article's letters."""
    edition = pdf.Edition(program, folder, pdf.REAL, "handout", "office", ["-t", theme.stem])
    assert not edition.refused, edition.refused[:300]
    for check in pdf.CHECKS:
        if check not in (pdf.reading_order_is_the_articles, pdf.reader_edition_is_drawn_in_reading_order):
            check(edition)


def main():
    program = pathlib.Path(sys.argv[1], "diptych").resolve()
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        jobs = [(check.__name__, check, (program, folder)) for check in
                (schema_is_what_the_program_prints, every_theme_is_valid_and_listed, both_refuse_every_mistake)]
        for theme in THEMES:
            jobs += [(f"{theme.stem} {article.stem} {form}", looks_whole, (program, theme, article, form))
                     for article in ARTICLES for form in ("handout", "sample")
                     if form == "handout" or article == pdf.REAL]
            jobs.append((f"{theme.stem} as a file", is_sound, (program, folder, theme)))
        for name, check, arguments in jobs:
            try:
                check(*arguments)
                print("ok themes", name.replace("_", " "))
            except Exception as why:
                bad += 1
                print(f"not ok themes {name.replace('_', ' ')}: {type(why).__name__} {why}"[:500])
    sys.exit(bad > 0)


main()
