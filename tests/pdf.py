#!/usr/bin/python3
"""Usage: tests/pdf.py BUILD

Finished files, looked at from outside: by qpdf and poppler, and by our own reading of their pages and tags.
Every article of data/articles and tests/articles, in the formats that hold it, for both purposes."""
import collections
import concurrent.futures
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

import pikepdf

import checks
import overlap
import pdf_page
import pdf_tags
import reading

HERE = pathlib.Path(__file__).parent.resolve()
TOP = HERE.parent
STRINGS = TOP / "data/strings/en.tsv"
LIMIT = 40 << 10
REAL = TOP / "data/articles/him-vs-hit.xml"
AXIS = re.compile(r"[$€]?[\d,.]+%?")       # a figure at an axis
FORMS = ("trifold", "handout", "large-print")
EXTRA_FOR = ("him-vs-hit", "three")
EXTRA = [["-p", "a4"], ["--ink-saver"], ["--color", "gray"], ["-p", "a4", "--ink-saver"]]


def run(*command, check=True):
    result = subprocess.run([str(c) for c in command], capture_output=True, timeout=120)
    if check and result.returncode:
        raise AssertionError(f"{pathlib.Path(command[0]).name} ended with {result.returncode}: {result.stderr[:300]!r}")
    return result.stdout.decode("utf-8", "replace")


class Edition:
    """One finished file, opened once for all checks."""

    def __init__(self, program, folder, article, form, purpose, extra):
        self.article, self.form, self.purpose, self.extra = article, form, purpose, extra
        self.name = " ".join([article.stem, form, purpose, *extra])
        self.path = folder / (re.sub("[^a-z0-9]+", "-", self.name) + ".pdf")
        self.refused, self.struct = "", None
        options = ["-q", article, "-f", form, "-F", purpose, *extra]
        made = subprocess.run([program, "build", *options, "-o", self.path], capture_output=True, timeout=60)
        if made.returncode:
            self.refused = made.stderr.decode()
            return
        self.trace = run(program, "build", *options, "--to", "trace", "-o", "-")
        self.pdf = pikepdf.open(self.path)
        self.pages = [pdf_page.Page(page) for page in self.pdf.pages]
        self.tags = pdf_tags.Tags(self.pdf)
        self.model = reading.Article(article, STRINGS)


def first(problems, most=4):
    problems = list(problems)
    assert not problems, f"{len(problems)}: " + "; ".join(problems[:most])


# ---- one check, one function: what it asserts is its name ----
def qpdf_finds_nothing(edition):
    text = run("qpdf", "--check", edition.path)
    assert "No syntax or stream encoding errors found" in text and "WARNING" not in text, text


def fonts_are_embedded_subsets(edition):
    rows = run("pdffonts", edition.path).splitlines()[2:]
    assert len(rows) >= 2, "hardly any fonts"
    for row in rows:
        assert re.search(r"\byes yes yes\b", row) and re.match(r"[A-Z]{6}\+", row), row
    assert len({row.split()[0] for row in rows}) == len(rows), "a face is embedded twice"


def file_is_small(edition):
    size = edition.path.stat().st_size
    assert size < LIMIT, f"{size} bytes, the limit is {LIMIT}"


def tags_agree_with_content(edition):
    first(edition.tags.wrong)
    first(f"page {n + 1}: {w}" for n, page in enumerate(edition.pages) for w in page.wrong)
    for number, page in enumerate(edition.pages):
        owned = {m for p, m in edition.tags.owner if p == number}
        assert set(page.mcids) == owned, f"page {number + 1}: MCIDs {sorted(set(page.mcids) ^ owned)[:5]}"
    assert sum(len(p.mcids) for p in edition.pages) >= 15, "hardly any tagged content"


def artifacts_hold_no_text_of_their_own(edition):
    tagged = {w for page in edition.pages for t in page.texts if not t.artifact for w in reading.words(t.text)}
    allowed = tagged | {w for text in edition.model.say.values() for w in reading.words(text)}
    for page in edition.pages:
        for text in page.texts:
            if text.artifact:
                lost = [w for w in reading.words(text.text) if w not in allowed and not AXIS.fullmatch(w)]
                assert not lost, f"only in an artifact: {lost}"


def metadata_says_what_it_is(edition):
    pdf = edition.pdf
    xmp = pdf.Root.Metadata.read_bytes().decode()
    for part in (r"<pdfuaid:part>1<|pdfuaid:part=.1.", r"<pdfaid:part>2<|pdfaid:part=.2.",
                 r"<pdfaid:conformance>A<|pdfaid:conformance=.A.", "pdfaExtension:schemas", "dc:title", "dc:language"):
        assert re.search(part, xmp), f"XMP lacks {part}"
    assert "/Filter" not in pdf.Root.Metadata, "XMP is compressed"
    title = edition.model.text("info/title")
    assert str(pdf.docinfo.Title) == title, f"title {pdf.docinfo.Title!r}"
    with pdf.open_metadata() as meta:
        assert meta["dc:title"] == title, meta["dc:title"]
    assert str(pdf.Root.Lang) == edition.model.root.get("{http://www.w3.org/XML/1998/namespace}lang")
    assert bool(pdf.Root.MarkInfo.Marked)
    intent = pdf.Root.OutputIntents[0]
    assert str(intent.S) == "/GTS_PDFA1" and len(intent.DestOutputProfile.read_bytes()) > 1000
    assert "/CreationDate" not in pdf.docinfo and "/ModDate" not in pdf.docinfo, "a date in the file"


def viewer_is_told_how_to_print(edition):
    prefer = edition.pdf.Root.ViewerPreferences
    assert bool(prefer.DisplayDocTitle)
    if edition.purpose == "office":
        assert str(prefer.PrintScaling) == "/None", "PrintScaling"
        duplex = "/DuplexFlipShortEdge" if edition.form == "trifold" else "/DuplexFlipLongEdge"
        if len(edition.pages) > 1:
            assert str(prefer.get("/Duplex")) == duplex, f"Duplex {prefer.get('/Duplex')}"
    if edition.form == "trifold" and edition.purpose == "office":
        assert len(edition.pages) == 2, "not two sides"
    if edition.form == "trifold" and edition.purpose == "reader":
        assert len(edition.pages) == 6, "not six pages"


def nothing_tells_where_it_was_made(edition):
    import os
    secrets = [str(edition.path.parent), str(TOP), str(edition.article.parent)]
    secrets += [os.environ.get("HOME", "/nowhere/at/all")] if os.environ.get("HOME", "/") != "/root" else ["/root/"]
    whole = edition.path.read_bytes()
    for obj in edition.pdf.objects:
        if isinstance(obj, pikepdf.Stream):
            whole += obj.read_bytes()
        if hasattr(obj, "unparse"):
            whole += obj.unparse()
    first(f"holds {s}" for s in secrets if s.encode() in whole)


def struct_words(edition):
    if not edition.struct:
        text = run("pdfinfo", "-struct-text", edition.path)
        edition.struct = reading.words(" ".join(re.findall(r'^ *"(.*)"$', text, re.M)))
    return edition.struct


def expected(edition):
    if edition.form == "trifold":
        return [edition.model.trifold()]
    if edition.form == "large-print":
        return [edition.model.large()]
    return [edition.model.handout(moved) for moved in range(len(edition.model.open_aspects()) + 1)]


def reading_order_is_the_articles(edition):
    got = struct_words(edition)
    whys = [reading.match(pieces, got) for pieces in expected(edition)]
    assert len(got) > 60, "hardly any words"
    assert None in whys, whys[0]


def reader_edition_is_drawn_in_reading_order(edition):
    if edition.purpose != "reader":
        return
    raw = reading.words(run("pdftotext", "-raw", edition.path, "-"))
    pieces = [edition.model.trifold_drawn()] if edition.form == "trifold" else expected(edition)
    whys = [reading.match_within(p, raw) for p in pieces]
    assert None in whys, whys[0]
    # What is drawn beyond that is labels that repeat, axis figures and folios: all of it in artifacts.
    plain = reading.without_hyphens
    tagged = collections.Counter(plain(struct_words(edition)))
    artifacts = collections.Counter(w for page in edition.pages for t in page.texts if t.artifact
                                    for w in plain(reading.words(t.text)))
    extra = collections.Counter(plain(raw)) - tagged - artifacts
    assert not extra, f"drawn but neither read nor an artifact: {list(extra)[:8]}"


def same_aspect_same_baseline(edition):
    """Of each row of a table, the first baselines of all cells, in the doors and in the handout."""
    rows = 0
    places = {}
    for number, page in enumerate(edition.pages):
        for text in page.texts:
            if text.mcid >= 0:
                places.setdefault((number, text.mcid), text)
    for table in (e for e in edition.tags.document.walk() if e.kind == "Table"):
        for row in (e for e in table.walk() if e.kind == "TR"):
            cells = [c.first_marked() for c in row.kids if c.kind == "TD" and c.first_marked()]
            cells = [c for c in cells if c in places]
            if len(cells) < 2:
                continue
            lines = [places[c].y for c in cells]
            same_page = len({c[0] for c in cells}) == 1 or edition.form == "trifold"
            bars = edition.form == "trifold" and all(
                re.match(r"\$?[\d–.,]+(%| [a-z]+)?$", places[c].text.strip()) for c in cells)
            if not same_page or bars:
                continue
            rows += 1
            assert max(lines) - min(lines) <= 0.01, f'"{places[cells[0]].text}" stands at {lines}'
    if edition.form == "large-print":                            # no table: one answer under another
        assert not rows, "a table in large print"
        return
    wanted = 5 if edition.article == REAL else 1
    assert rows >= wanted, f"only {rows} rows were compared"


def qr_code_is_its_address(edition):
    action = edition.model.root.find("action")
    if action is None or action.get("qr") != "yes":
        return
    figure = next(e for e in edition.tags.document.walk() if e.kind == "Figure")
    page = figure.first_marked()[0] + 1
    with tempfile.TemporaryDirectory() as folder:
        run("pdftoppm", "-r", 120, "-gray", "-singlefile", "-f", page, edition.path, f"{folder}/page")
        found = run("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", f"{folder}/page.pgm", check=False)
    assert found.strip().splitlines() == [action.get("href")], f"decoded {found!r}"


def no_text_meets_anything_in_the_pdf(edition):
    for number, page in enumerate(edition.pages):
        items = []
        for item in page.all:
            if isinstance(item, pdf_page.Text):
                items.append(("text", overlap.box_of(item.x, item.y, item.width, item.size), item.text.strip()))
            else:
                half = item.width / 2 if item.kind == "stroke" else 0
                items.append((item.kind, item.points, half, f"a {item.kind} of colour {item.colour}", None))
        first(f"page {number + 1}: {o}" for o in overlap.offences(items))
        assert len(page.texts) >= 1, f"page {number + 1} has no text"


def no_text_meets_anything_in_the_trace(edition):
    sides = trace_sides(edition.trace)
    assert len(sides) == len(edition.pages), f"{len(sides)} sides in the trace, {len(edition.pages)} in the PDF"
    for number, items in enumerate(sides):
        first(f"side {number + 1}: {o}" for o in overlap.offences(items))
        texts = sum(item[0] == "text" for item in items)
        assert texts == len(edition.pages[number].texts) or texts > 0, "no texts"


def text_stays_off_folds_and_edges(edition):
    if edition.form != "trifold" or edition.purpose != "office":
        return
    folds = {"letter": (792.0, (261.0, 526.5), (265.5, 531.0)), "a4": (841.89, (274.96, 558.43), (283.46, 566.93))}
    width, *sides = folds["a4" if "a4" in edition.extra else "letter"]
    for number, page in enumerate(edition.pages):
        assert abs(page.width - width) < 0.02
        for text in page.texts:
            left, right = text.x, text.x + text.width
            assert left >= 24 and right <= width - 24, f'"{text.text}" is {left:.2f}..{right:.2f}'
            for fold in sides[number]:
                assert right <= fold - 15 or left >= fold + 15, f'"{text.text}" is near the fold at {fold}'


# ---- the trace ----
NUMBER = r"-?\d+(?:\.\d+)?"


def path_of(words):
    polygons, here = [], None
    for op, rest in re.findall(r"([MLCZ])([^MLCZ]*)", words):
        v = [float(n) for n in re.findall(NUMBER, rest)]
        if op == "M":
            polygons.append([(v[0], v[1])])
        elif op == "L":
            polygons[-1].append((v[0], v[1]))
        elif op == "C":
            polygons[-1] += pdf_page.curve(polygons[-1][-1], (v[0], v[1]), (v[2], v[3]), (v[4], v[5]))
        elif op == "Z":
            polygons[-1].append(polygons[-1][0])
    return polygons


def box_path(x, y, w, h):
    return [[(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)]]


def trace_mark(line):
    n = NUMBER
    text = re.match(rf'  text ({n}),({n}) ({n}) \S+/({n}) \S+ "((?:[^"\\]|\\.)*)"', line)
    if text:
        x, y, width, size = (float(v) for v in text.groups()[:4])
        words = text[5]
        if not words.strip(" ~"):
            return None
        width -= 0.16 * size if words.endswith(" ") else 0        # its closing space
        if words.startswith(" "):                                 # and one that opens it, at the right in Arabic
            right = any(unicodedata.bidirectional(c) in ("R", "AL") for c in words)
            x, width = x if right else x + 0.16 * size, width - 0.16 * size
        return ("text", overlap.box_of(x, y, width, size, -1), words)
    ground = " ground" in re.sub(r'"[^"]*"', "", line)
    box = re.match(rf"  box ({n}),({n}) ({n})x({n}) ", line)
    if box:
        return ("fill", box_path(*(float(v) for v in box.groups())), 0, line.strip()[:50], ground)
    long = re.match(rf"  (fill|stroke) ({n}),({n}) ({n})x({n}) \d+ steps", line)
    if long:
        return ("fill", box_path(*(float(v) for v in long.groups()[1:])), 0, line.strip()[:50], ground)
    shape = re.match(rf"  (fill|stroke) ([MLCZ0-9,. -]+) (?:#|k)\w+(?: ({n}))?", line)
    if shape:
        half = float(shape[3] or 0) / 2 if shape[1] == "stroke" else 0
        return (shape[1], path_of(shape[2]), half, line.strip()[:50], ground)
    assert line.startswith(("  page ", "  link ")), f"unknown line of the trace: {line[:80]}"
    return None


def trace_sides(trace):
    sides = []
    for line in trace.splitlines():
        if line == "tree":
            break
        if line.startswith("side "):
            sides.append([])
            continue
        mark = trace_mark(line)
        if mark:
            sides[-1].append(mark)
    return sides


CHECKS = [qpdf_finds_nothing, fonts_are_embedded_subsets, file_is_small, tags_agree_with_content,
          artifacts_hold_no_text_of_their_own, metadata_says_what_it_is, viewer_is_told_how_to_print,
          nothing_tells_where_it_was_made, reading_order_is_the_articles, reader_edition_is_drawn_in_reading_order,
          same_aspect_same_baseline, qr_code_is_its_address, no_text_meets_anything_in_the_pdf,
          no_text_meets_anything_in_the_trace, text_stays_off_folds_and_edges]


def examine(job):
    program, folder, article, form, purpose, extra = job
    try:
        edition = Edition(program, folder, article, form, purpose, extra)
    except Exception as why:
        return [f"not ok pdf {article.stem} {form} {purpose} {' '.join(extra)}: {type(why).__name__} {why}"]
    if edition.refused:
        # Only what does not fit may be refused, and then in so many words; the real article never.
        good = article != REAL and form == "trifold" and re.search(
            r"error: (overset: .* (cut about \d+ words?|aspects? must go)|too-many-subjects: )", edition.refused)
        verdict = "ok" if good else "not ok"
        return [f"{verdict} pdf {edition.name}: refused{'' if good else ': ' + edition.refused[:300]}"]
    return list(checks.results(f"pdf {edition.name}", CHECKS, edition))


def main():
    program = pathlib.Path(sys.argv[1], "diptych").resolve()
    only = sys.argv[2] if len(sys.argv) > 2 else ""
    # The models of what is to be read are English; languages.py builds and reads the others.
    english = [p for p in TOP.glob("data/articles/*.xml") if 'xml:lang="en' in p.read_text(encoding="utf-8")]
    articles = sorted(english) + sorted(HERE.glob("articles/*.xml"))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        jobs = [(program, folder, article, form, purpose, extra)
                for article in articles for form in FORMS for purpose in ("office", "reader")
                for extra in [[]] + (EXTRA if purpose == "office" and article.stem in EXTRA_FOR else [])
                if only in article.stem]
        with concurrent.futures.ProcessPoolExecutor() as pool:
            lines = [line for result in pool.map(examine, jobs) for line in result]
    print("\n".join(lines))
    made = sum("reading order" in line for line in lines)
    if not only and made < 30:
        print(f"not ok pdf: only {made} editions were made")
    return any(line.startswith("not ok") for line in lines)


if __name__ == "__main__":
    sys.exit(main())
