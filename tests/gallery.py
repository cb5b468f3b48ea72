#!/usr/bin/python3
"""Usage: tests/gallery.py BUILD [ARTICLE...]

The whole range, to be looked at: every article (data/articles, unless some are named) in every theme and every
format that the program lists, into output/gallery. Of each edition there are the PDF, its sides as pictures, a
contact sheet and what the program said; index.html and index.txt lead to them. Each edition is also tested:
  * the handout and large print hold every article; a folded format may refuse one, but in so many words,
  * qpdf, the fonts and the tags find nothing wrong,
  * nothing overlaps, in the trace and in the PDF; nothing is cut off by the sheet's edge or lies on a fold.
An edition whose bytes, trace and messages are what they were is neither drawn nor tested again. The last line is
"N passed, N failed"."""
import concurrent.futures
import hashlib
import html
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pikepdf

import checks
import overlap
import pdf
import pdf_page
import pdf_tags

PAGE_DPI, SHEET_DPI, THUMB = 110, 66, 200
EDGE, FOLD = 9, 9                                # points that text keeps off the sheet's edge and off a fold
REFUSALS = r"error: (overset|too-many-subjects): "
TESTS = sorted(pdf.HERE.glob("*.py"))


def run(*command):
    return subprocess.run([str(c) for c in command], capture_output=True, timeout=300)


def listed(program, what):
    lines = pdf.run(program, "list", what).splitlines()
    names = [line.split()[0] for line in lines if line.strip()]
    assert names, f"the program lists no {what}"
    return names


def is_folded(program, form):
    return "outside" in pdf.run(program, "explain", form)


# ---- tests: a function says what it asserts by its name ----
def folds_of(page):
    """Where the sheet is folded: at upright ticks that stand at its top and at its foot alike."""
    def ticks(low, high):
        return {round(s.points[0][0][0], 1) for s in page.shapes if s.kind == "stroke" and s.points[0]
                and len({round(p[0], 1) for p in s.points[0]}) == 1 and all(low <= p[1] <= high for p in s.points[0])}
    return sorted(ticks(page.height - 36, page.height) & ticks(0, 36))


def text_stays_on_its_panel(edition):
    for number, page in enumerate(edition.pages, 1):
        folds = folds_of(page) if edition.folded else []
        assert folds or not edition.folded, f"side {number} has no fold ticks"
        for text in page.texts:
            _, low, _, high = overlap.box_of(text.x, text.y, text.width, text.size)
            left, right = text.x, text.x + text.width
            assert left >= EDGE and right <= page.width - EDGE and low >= EDGE and high <= page.height - EDGE, \
                f'side {number}: "{text.text.strip()}" is {left:.1f}..{right:.1f}, {low:.1f}..{high:.1f}'
            for fold in folds:
                assert right <= fold - FOLD or left >= fold + FOLD, \
                    f'side {number}: "{text.text.strip()}" is near the fold at {fold}'


def shapes_stay_on_the_sheet(edition):
    for number, page in enumerate(edition.pages, 1):
        for shape in page.shapes:
            if shape.points:
                left, low, right, high = overlap.bounds(shape.points)
                assert left > -0.1 and low > -0.1 and right < page.width + 0.1 and high < page.height + 0.1, \
                    f"side {number}: a {shape.kind} reaches {left:.1f}..{right:.1f}, {low:.1f}..{high:.1f}"


CHECKS = [pdf.qpdf_finds_nothing, pdf.fonts_are_embedded_subsets, pdf.tags_agree_with_content,
          pdf.nothing_tells_where_it_was_made, pdf.no_text_meets_anything_in_the_pdf,
          pdf.no_text_meets_anything_in_the_trace, text_stays_on_its_panel, shapes_stay_on_the_sheet]


class Edition:
    """What the checks of tests/pdf.py ask of an edition, for a file that is there already."""

    def __init__(self, job, trace):
        self.article, self.form, self.purpose, self.extra = job.article, job.form, "office", []
        self.path, self.trace, self.folded = job.file("edition.pdf"), trace, job.folded
        self.pdf = pikepdf.open(self.path)
        self.pages = [pdf_page.Page(page) for page in self.pdf.pages]
        self.tags = pdf_tags.Tags(self.pdf)


def test(job, trace):
    """A line for each check: "ok NAME" or "not ok NAME: why"."""
    try:
        edition = Edition(job, trace)
    except Exception as why:
        return [f"not ok opens: {type(why).__name__} {why}"]
    return list(checks.results("", CHECKS, edition))


# ---- one edition ----
class Job:
    def __init__(self, program, top, article, theme, form, folded):
        self.program, self.article, self.theme, self.form, self.folded = program, article, theme, form, folded
        self.folder = top / article.stem / f"{theme}-{form}"
        self.code, self.messages, self.tests, self.pages, self.fresh = None, "", [], 0, False

    def file(self, name):
        return self.folder / name

    @property
    def name(self):
        return f"{self.article.stem} {self.theme} {self.form}"

    @property
    def failed(self):
        return [line for line in self.tests if line.startswith("not ok")]


def draw(job):
    for old in job.folder.glob("*.png"):
        old.unlink()
    for dpi, stem in ((PAGE_DPI, "page"), (SHEET_DPI, "small")):
        made = run("pdftoppm", "-r", dpi, "-png", job.file("edition.pdf"), job.file(stem))
        assert not made.returncode, made.stderr[:300]
    small = sorted(job.folder.glob("small-*.png"))
    across = 2 if job.folded else min(5, max(2, len(small)))
    run("montage", *small, "-tile", f"{across}x", "-geometry", "+6+6", "-background", "#8c8c8c", "-depth", 8,
        job.file("sheet.png"))
    run("convert", small[0], "-resize", f"{THUMB}x{THUMB}", job.file("first.png"))
    for each in small:
        each.unlink()


def make(job):
    """One bad edition does not keep the others from being looked at."""
    try:
        build(job)
    except Exception as why:
        job.file("seal").unlink(missing_ok=True)
        job.tests = [f"not ok drawn: {type(why).__name__} {' '.join(str(why).split())[:500]}"]
    job.pages = len(list(job.folder.glob("page-*.png")))
    return job


def build(job):
    """Builds, and if the result is a new one, draws and tests it."""
    job.folder.mkdir(parents=True, exist_ok=True)
    options = [job.article, "-t", job.theme, "-f", job.form]
    new = job.file("new.pdf")
    built = run(job.program, "build", *options, "-o", new)
    job.code, job.messages = built.returncode, built.stderr.decode("utf-8", "replace").strip()
    trace = b""
    if not job.code:
        trace = run(job.program, "build", "-q", *options, "--to", "trace", "-o", "-").stdout
    digest = hashlib.sha256(trace + built.stderr + b"%d" % job.code + (new.read_bytes() if new.exists() else b""))
    for path in TESTS:
        digest.update(path.read_bytes())
    seal, told = job.file("seal"), job.file("tests.txt")
    if seal.exists() and told.exists() and seal.read_text() == digest.hexdigest():
        new.unlink(missing_ok=True)
        job.tests = told.read_text().splitlines()
    else:
        job.fresh = True
        seal.unlink(missing_ok=True)
        if job.code:
            for old in [*job.folder.glob("*.png"), job.file("edition.pdf"), new]:
                old.unlink(missing_ok=True)
            good = job.folded and job.code == 1 and re.search(REFUSALS, job.messages)
            job.tests = ["ok refused in so many words" if good else f"not ok built: exit code {job.code}"]
        else:
            new.replace(job.file("edition.pdf"))
            draw(job)
            job.tests = ["ok built"] + test(job, trace.decode())
        job.file("messages.txt").write_text(job.messages + "\n" if job.messages else "")
        told.write_text("\n".join(job.tests) + "\n")
        seal.write_text(digest.hexdigest())


# ---- the index ----
STYLE = """body{font:15px/1.45 Lato,sans-serif;color:#1b1f23;margin:2rem auto;max-width:75rem;padding:0 1rem}
h1,h2{font-family:Vollkorn,serif}table{border-collapse:collapse}th{text-align:left;padding:.3rem .8rem .3rem 0}
td{vertical-align:top;padding:.3rem 1.2rem .9rem 0}img{border:1px solid #a9a294;display:block}
pre{white-space:pre-wrap;background:#f6f1e6;padding:.5rem .8rem;font-size:12.5px}.bad{color:#9a1c00;font-weight:700}
small{color:#4f565c}"""


def count(n, what):
    return f"{n} {what}{'' if n == 1 else 's'}"


def nmessages(job):
    return len(re.findall(r"(?m)^\S+.*: (?:error|warning|advice): ", job.messages))


def verdict(job):
    if job.code:
        return f"refused, exit code {job.code}"
    return count(job.pages, "side")


def cell(job, top):
    path = job.folder.relative_to(top).as_posix()
    anchor = re.sub("[^a-z0-9]+", "-", job.name)
    said = f'<a href="#{anchor}">{count(nmessages(job), "message")}</a>' if job.messages else "no messages"
    bad = f'<br><a class="bad" href="#{anchor}">{count(len(job.failed), "test")} failed</a>' if job.failed else ""
    if job.code:
        return f"<td>{html.escape(verdict(job))}<br>{said}{bad}</td>"
    pages = sorted(p.name for p in job.folder.glob("page-*.png"))
    links = " ".join(f'<a href="{path}/{name}">{i}</a>' for i, name in enumerate(pages, 1))
    return (f'<td><a href="{path}/sheet.png"><img src="{path}/first.png" alt="{html.escape(job.name)}"></a>'
            f'<a href="{path}/edition.pdf">PDF</a>, {verdict(job)}: <small>{links}</small><br>{said}{bad}</td>')


def write_index(top, jobs, total):
    lines = ["<!doctype html><html lang=en><meta charset=utf-8><title>Gallery</title>", f"<style>{STYLE}</style>",
             f"<h1>Gallery</h1><p>{total}. A picture leads to all sides of its edition on one sheet, a number to one"
             " side.</p>"]
    articles, forms = list(dict.fromkeys(j.article for j in jobs)), list(dict.fromkeys(j.form for j in jobs))
    for article in articles:
        lines.append(f"<h2>{html.escape(article.stem)}</h2><table><tr><th>"
                     + "".join(f"<th>{html.escape(form)}" for form in forms))
        for theme in dict.fromkeys(j.theme for j in jobs):
            row = [j for j in jobs if j.article == article and j.theme == theme]
            lines.append(f"<tr><th>{html.escape(theme)}" + "".join(cell(j, top) for j in row))
        lines.append("</table>")
    lines.append("<h2>Messages and failed tests</h2>")
    for job in jobs:
        if job.messages or job.failed:
            anchor = re.sub("[^a-z0-9]+", "-", job.name)
            text = "\n".join([job.messages] * bool(job.messages) + job.failed)
            lines.append(f'<h3 id="{anchor}">{html.escape(job.name)}: {html.escape(verdict(job))}</h3>'
                         f"<pre>{html.escape(text)}</pre>")
    (top / "index.html").write_text("\n".join(lines) + "\n")
    text = [total, ""]
    for job in jobs:
        text.append(f"{job.name}: exit code {job.code}, {verdict(job)}, {count(nmessages(job), 'message')}, "
                    f"{count(len(job.failed), 'test')} failed")
        text += ["    " + line for line in job.messages.splitlines() + job.failed]
    (top / "index.txt").write_text("\n".join(text) + "\n")


def sweep(top, jobs):
    """What is no longer made is taken away; a theme that went would otherwise stand in the gallery for ever."""
    wanted = {job.folder for job in jobs}
    for article in {job.folder.parent for job in jobs}:
        for folder in article.iterdir():
            if folder.is_dir() and folder not in wanted:
                shutil.rmtree(folder)


def main():
    program = pathlib.Path(sys.argv[1], "diptych").resolve()
    articles = [pathlib.Path(a).resolve() for a in sys.argv[2:]] or sorted(pdf.TOP.glob("data/articles/*.xml"))
    top = pdf.TOP / "output/gallery"
    forms = {form: is_folded(program, form) for form in listed(program, "formats")}
    jobs = [Job(program, top, article, theme, form, folded) for article in articles
            for theme in listed(program, "themes") for form, folded in forms.items()]
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        jobs = list(pool.map(make, jobs))
    sweep(top, jobs)
    for job in jobs:
        for line in job.failed:
            print(f"not ok gallery {job.name}: {line[7:]}")
    passed = sum(len(job.tests) - len(job.failed) for job in jobs)
    failed = sum(len(job.failed) for job in jobs)
    refused, fresh = sum(bool(job.code) for job in jobs), sum(job.fresh for job in jobs)
    total = f"{count(len(jobs), 'edition')}, {refused} refused"
    write_index(top, jobs, f"{total}; {passed} tests passed, {failed} failed")
    print(f"{total}; {fresh} drawn anew: see {os.path.relpath(top / 'index.html', pdf.TOP)}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0 or not passed


if __name__ == "__main__":
    sys.exit(main())
