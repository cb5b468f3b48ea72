#!/usr/bin/python3
"""Usage: tests/large.py BUILD

Large print, rule by rule, from the finished file and its tags: every article of data/articles and tests/articles, on
Letter and A4, and a long one that is made here. A rule is a function, and its name is what it asserts."""
import collections
import concurrent.futures
import pathlib
import re
import sys
import tempfile

import checks
import overlap
import pdf
import reading

LEAST, SPACING, LONGEST, MARGIN, LOWEST = 18, 1.5, 432, 72, 72
PAPERS = {"letter": (612, 792), "a4": (595.28, 841.89)}
NEAR = 0.02


class Line:
    """The texts of one element that stand on one baseline."""

    def __init__(self, page, texts, element):
        self.page, self.texts, self.element = page, texts, element
        self.left, self.right = min(t.x for t in texts), max(t.x + t.width for t in texts)
        self.y, self.size = texts[0].y, max(t.size for t in texts)
        self.words = "".join(t.text for t in sorted(texts, key=lambda t: t.x)).strip()


class Book:
    """A large-print edition as lines in reading order, and paragraphs as lists of lines."""

    def __init__(self, edition):
        self.edition, self.pages = edition, edition.pages
        self.paragraphs = []                     # [element, [Line]] in the order of the tags
        places = collections.defaultdict(list)
        for number, page in enumerate(edition.pages):
            for text in page.texts:
                if text.mcid >= 0 and not overlap.is_mark(text.text):
                    places[number, text.mcid].append(text)
        for element in edition.tags.document.walk():
            own = [m for e in self.inside(element) for m in e.marked]
            if element.kind in ("H1", "H2", "H3", "P", "Lbl", "LBody") and own:
                rows = collections.defaultdict(list)
                for page, mcid in own:
                    for text in places[page, mcid]:
                        rows[page, -round(text.y, 2)].append(text)
                lines = [Line(page, texts, element) for (page, _), texts in sorted(rows.items())]
                self.paragraphs.append((element, lines))
        self.lines = [line for _, lines in self.paragraphs for line in lines]

    @staticmethod
    def inside(element):
        """The element and what it holds inline: spans and links."""
        return [element] + [e for e in element.walk() if e is not element and e.kind in ("Span", "Link", "Reference")]


# ---- type ----
def no_type_is_under_18_points(book):
    sizes = {round(t.size, 2) for page in book.pages for t in page.texts}
    assert sizes and min(sizes) >= LEAST - NEAR, sorted(sizes)


def no_face_is_italic(book):
    fonts = {t.font for page in book.pages for t in page.texts}
    assert len(fonts) >= 2, fonts                # regular and bold
    assert not [f for f in fonts if re.search("italic|oblique", f, re.I)], fonts


def headings_are_22_and_20_bold(book):
    for element, lines in book.paragraphs:
        if element.kind in ("H1", "H2"):
            for text in (t for line in lines for t in line.texts):
                assert abs(text.size - {"H1": 22, "H2": 20}[element.kind]) < NEAR and "Bold" in text.font, text
    assert sum(e.kind == "H1" for e, _ in book.paragraphs) == 1


def page_numbers_are_of_the_size_of_text(book):
    body = {round(line.size, 2) for line in book.lines if line.element.kind in ("P", "LBody")}
    words = book.edition.model.say["page"].replace("{total}", str(len(book.pages)))
    for number, page in enumerate(book.pages, 1):
        folio = [t for t in page.texts if t.artifact and t.text.strip() == words.replace("{n}", str(number))]
        assert len(folio) == 1, f"page {number}: {[t.text for t in page.texts if t.artifact]}"
        assert body == {round(folio[0].size, 2)}, f"{body} and {folio[0].size}"


def no_capitals_but_the_articles(book):
    said = " ".join(book.edition.model.root.itertext()) + " ".join(book.edition.model.say.values())
    said += " ".join(v for node in book.edition.model.root.iter() for v in node.attrib.values())
    strange = {w for line in book.lines for w in line.words.split() if w.strip("“”").isupper()
               and len(w.strip("“”")) > 1 and w.strip("“”") not in said}
    assert not strange, strange


def text_has_a_contrast_of_seven_to_one(book):
    def light(colour):
        rgb = colour if len(colour) == 3 else colour * 3 if len(colour) == 1 else None
        assert rgb, f"a colour of {len(colour)} parts"
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    for page in book.pages:
        for text in page.texts:
            assert 1.05 / (light(text.colour) + 0.05) >= 7, f"{text.text!r} in {text.colour}"


# ---- lines ----
def no_line_ends_in_a_hyphen(book):
    for line in book.lines:
        assert not re.search("[-\u00ad\u2010]$", line.words) or "://" in line.words or "@" in line.words, line.words


def lines_are_one_and_a_half_times_the_type_apart(book):
    for _, lines in book.paragraphs:
        for one, two in zip(lines, lines[1:]):
            if one.page == two.page:
                assert one.y - two.y >= SPACING * one.size - NEAR, f"{one.words!r}: {one.y - two.y:.2f} at {one.size}"


def no_line_is_longer_than_six_inches(book):
    for line in book.lines:
        assert line.right - line.left <= LONGEST + NEAR, f"{line.right - line.left:.1f}: {line.words!r}"


def lines_of_a_paragraph_begin_at_one_edge(book):
    for _, lines in book.paragraphs:
        edges = {round(line.left - line.texts[0].size * 0, 1) for line in lines}
        assert max(edges) - min(edges) < 0.1, f"{sorted(edges)}: {lines[0].words!r}"


def lines_are_ragged_not_stretched(book):
    """A space is as wide in every line: the same words of a face and size have the same width everywhere."""
    widths = {}
    for page in book.pages:
        for text in page.texts:
            key = (text.text.strip(), text.font, round(text.size, 2))
            assert abs(widths.setdefault(key, text.width) - text.width) < 0.05, f"{text.text!r}"
    long = [line.right for line in book.lines if line.right - line.left > 300]
    most = collections.Counter(round(right) for right in long).most_common(1)
    assert len(long) < 12 or most[0][1] < len(long) / 4, f"{most[0][1]} of {len(long)} lines end at {most[0][0]}"


def few_left_edges(book):
    edges = collections.Counter(round(line.left, 1) for line in book.lines if line.element.kind != "H3")
    assert len(edges) <= 6, sorted(edges.items())


def there_is_one_column(book):
    """At one height stands one line, but for a number before its item."""
    for page in range(len(book.pages)):
        rows = collections.defaultdict(list)
        for line in book.lines:
            if line.page == page:
                rows[round(line.y)].append(line)
        for row in rows.values():
            assert len(row) == 1 or [line.element.kind for line in row] == ["Lbl", "LBody"], [l.words for l in row]


def margins_are_an_inch(book):
    width = PAPERS[book.edition.paper][0]
    for line in book.lines:
        assert line.left >= MARGIN - NEAR and line.right <= width - MARGIN + NEAR, f"{line.left:.1f}: {line.words!r}"
        assert line.y - 0.3 * line.size >= LOWEST - 5, f"{line.words!r} stands at {line.y:.1f}"


# ---- paragraphs and pages ----
def white_parts_paragraphs_and_items(book):
    for (one, above), (two, below) in zip(book.paragraphs, book.paragraphs[1:]):
        over, under = above[-1], below[0]
        if one.kind == "Lbl" or over.page != under.page or one.kind[0] == "H" and two.kind == "P":
            continue
        if over.words.endswith("?") and one.kind == two.kind == "P":
            continue  # an answer stands under its question
        assert over.y - under.y >= SPACING * LEAST + 13, f"{over.words!r} / {under.words!r}: {over.y - under.y:.1f}"


def no_line_stands_alone(book):
    for _, lines in book.paragraphs:
        parts = collections.Counter(line.page for line in lines)
        assert len(parts) == 1 or min(parts.values()) >= 2, f"{dict(parts)}: {lines[0].words!r}"


def headings_stay_with_what_they_head(book):
    for (element, lines), (next_one, after) in zip(book.paragraphs, book.paragraphs[1:]):
        inside = list(element.parent.walk())                     # else lines to write on follow
        if element.kind[0] == "H" and next_one in inside:
            assert lines[-1].page == after[0].page, lines[-1].words
            assert len({line.page for line in lines}) == 1, lines[0].words


def answers_stay_on_one_page(book):
    """A block parts only if it is higher than a page, with the heading over it if it is the first."""
    blocks = 0
    for div in (e for e in book.edition.tags.document.walk() if e.kind == "Div"):
        mine = list(div.walk())
        lines = [line for element, some in book.paragraphs if element in mine for line in some]
        blocks += 1
        if len({line.page for line in lines}) > 1:
            height = 27 * len(lines) + 13.5 * (len({id(line.element) for line in lines}) - 2)
            height += 45 if div.parent.kids[1] is div else 0
            assert height > PAPERS[book.edition.paper][1] - 126, f"{height}: {lines[0].words!r}"
    assert blocks, "no answers"


def each_answer_has_its_bar(book):
    bars = [s for page in book.pages for s in page.shapes if s.kind == "fill" and s.points
            and abs(max(p[0] for p in s.points[0]) - min(p[0] for p in s.points[0]) - 8.1) < 1
            and max(p[1] for p in s.points[0]) - min(p[1] for p in s.points[0]) > 40]
    blocks = sum(e.kind == "Div" for e in book.edition.tags.document.walk())
    assert len(bars) >= blocks, f"{len(bars)} bars for {blocks} answers"


def bullets_are_solid_and_large(book):
    items = sum(len(n.findall("item")) for n in book.edition.model.root.iter("list") if n.get("type") != "numbered")
    items += len(book.edition.model.root.findall("timeline/milestone"))
    items += len(book.edition.model.root.findall("pros/item") + book.edition.model.root.findall("cons/item"))
    for row in book.edition.model.root.findall(".//tbody/row") + book.edition.model.root.findall(".//tfoot/row"):
        items += sum(not cell.get("header") for cell in row)  # a table is taken apart, cell by cell
    discs = [s for page in book.pages for s in page.shapes if s.kind == "fill" and len(s.points[0]) > 20
             and abs(max(p[0] for p in s.points[0]) - min(p[0] for p in s.points[0]) - 9) < 0.1]
    assert len(discs) == items, f"{len(discs)} bullets for {items} items"


def boxes_to_tick_are_large(book):
    wanted = len(book.edition.model.root.findall("self-check/statement"))
    boxes = [s for page in book.pages for s in page.shapes if s.kind == "stroke" and abs(s.width - 2) < 0.01
             and abs(max(p[0] for p in s.points[0]) - min(p[0] for p in s.points[0]) - 18) < 0.1]
    assert len(boxes) == wanted, f"{len(boxes)} boxes for {wanted} statements"


def nothing_is_left_out(book):
    assert not re.search("not-in-this-format", book.edition.told), book.edition.told
    why = reading.match(book.edition.model.large(), pdf.struct_words(book.edition))
    assert why is None, why


RULES = [no_type_is_under_18_points, no_face_is_italic, headings_are_22_and_20_bold, no_capitals_but_the_articles,
         page_numbers_are_of_the_size_of_text, text_has_a_contrast_of_seven_to_one, no_line_ends_in_a_hyphen,
         lines_are_one_and_a_half_times_the_type_apart, no_line_is_longer_than_six_inches,
         lines_of_a_paragraph_begin_at_one_edge, lines_are_ragged_not_stretched, few_left_edges, there_is_one_column,
         margins_are_an_inch, white_parts_paragraphs_and_items, no_line_stands_alone,
         headings_stay_with_what_they_head, answers_stay_on_one_page, each_answer_has_its_bar,
         bullets_are_solid_and_large, boxes_to_tick_are_large, nothing_is_left_out]
# What is asked of the words of articles that are not in English is known for English only.
ANY_LANGUAGE = [no_type_is_under_18_points, no_face_is_italic, no_line_ends_in_a_hyphen,
                text_has_a_contrast_of_seven_to_one, lines_are_one_and_a_half_times_the_type_apart,
                no_line_is_longer_than_six_inches, margins_are_an_inch, no_line_stands_alone,
                headings_stay_with_what_they_head, each_answer_has_its_bar, bullets_are_solid_and_large,
                boxes_to_tick_are_large]


# ---- articles that are made here ----
WORDS = ("the quick-witted clerk looks through long-standing records one after another and mends what is wrong while "
         "somebody else in a well-lit room writes down which of them were incomprehensible").split()


def prose(seed, nwords):
    """Sentences that differ from line to line and are the same on every machine."""
    found = []
    for i in range(nwords):
        seed = (seed * 1103515245 + 12345) % (1 << 31)
        found.append(WORDS[seed >> 8 & 31 if (seed >> 8 & 31) < len(WORDS) else seed >> 16 & 15])
        if i % 12 == 11:
            found[-1] += "."
    return " ".join(found).capitalize() + "."


def long_article(nwords):
    """Two subjects, many sections: prose about both, prose about each, one answer higher than a page."""
    sections, words, number = [], 0, 0
    while words < nwords:
        number += 1
        text = "".join(f"<p>{prose(number * 7 + k, 30 + (number + k) % 5 * 16)}</p>" for k in range(3))
        who = ["", ' for="a"', ' for="b"'][number % 3]
        sections.append(f"<section{who}><title>Part {number}</title>{text}</section>")
        words += len(re.sub("<[^>]*>", " ", text).split())
    high = "".join(f"<p>{prose(k, 60)}</p>" for k in range(6))
    return f"""<comparison xml:lang="en-US" id="long"><info><title>Ant or Bee?</title></info><subjects>
<subject id="a"><title>Ant</title></subject><subject id="b"><title>Bee</title></subject></subjects>
<aspects><aspect id="x"><title>Which?</title><value for="a">{high}</value><value for="b"><p>No.</p></value></aspect>
</aspects>{''.join(sections)}</comparison>"""


def examine(job):
    program, folder, article, paper = job
    name = f"large {article.stem} {paper}"
    try:
        edition = pdf.Edition(program, folder, article, "large-print", "reader", ["-p", paper])
        assert not edition.refused, edition.refused[:300]
        edition.paper = paper
        command = [str(program), "check", str(article), "-f", "large-print"]
        edition.told = pdf.subprocess.run(command, capture_output=True, timeout=60).stderr.decode()
        book = Book(edition)
    except Exception as why:
        return [f"not ok {name}: {type(why).__name__} {why}"]
    english = str(edition.pdf.Root.Lang).startswith("en")
    return list(checks.results(name, RULES if english else ANY_LANGUAGE, book))


def main():
    program = pathlib.Path(sys.argv[1], "diptych").resolve()
    articles = sorted(pdf.TOP.glob("data/articles/*.xml")) + sorted(pdf.HERE.glob("articles/*.xml"))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        made = folder / "made.xml"
        made.write_text(long_article(6000))
        jobs = [(program, folder, article, paper) for article in articles + [made] for paper in PAPERS]
        with concurrent.futures.ProcessPoolExecutor() as pool:
            lines = [line for result in pool.map(examine, jobs) for line in result]
        if program.parent.name == "release":
            lines.append(checks.growth("large", "words", program, folder, "large-print",
                                       [long_article(1500), long_article(6000)]))
    print("\n".join(lines))
    return any(line.startswith("not ok") for line in lines)


if __name__ == "__main__":
    sys.exit(main())
