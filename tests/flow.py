#!/usr/bin/python3
"""Usage: tests/flow.py BUILD

The pages of a handout behind its first, where they run on: what may be parted and what may not, looked at in finished
files of an article that is made here with blocks of every length. A rule is a function, and its name is what it
asserts. At the end, that twice the article is about twice the work."""
import collections
import pathlib
import re
import sys
import tempfile

import checks
import large
import pdf

SENTENCE = ("Think of an ordinary year. In it, this point means what your lease names, and often the cost of heat and "
            "water on top of it; write down what that comes to, month by month. ")


def prose(words):
    return " ".join((SENTENCE * (words // 30 + 2)).split()[:words])


def section(number):
    """One of five kinds in turn, of changing length."""
    size = 20 + number * 37 % 90
    kind = number % 5
    if kind == 0:
        return "".join(f'<section for="{s}"><title>Pair {number}</title><p>{prose(size + k * 9)}</p></section>'
                       for k, s in enumerate("ab"))
    if kind == 1:
        items = "".join(f"<item>{prose(4 + (number + k) % 9)}</item>" for k in range(2 + number % 6))
        return f"<section><title>List {number}</title><p>{prose(size)}</p><list>{items}</list></section>"
    if kind == 2:
        rows = "".join(f'<row><cell header="yes">Row {k}</cell><cell>{k * 7 % 90}.5</cell></row>'
                       for k in range(3 + number * 3 % 50))
        return (f"<section><title>Table {number}</title><table><thead><row><cell>Where</cell><cell>Cost</cell></row>"
                f'</thead><tbody>{rows}</tbody><tfoot><row><cell header="yes">All</cell><cell>100.5</cell></row></tfoot>'
                "</table></section>")
    if kind == 3:
        return (f"<section><title>Note {number}</title><p>{prose(size)}</p><note><title>Mind:</title>"
                f"<p>{prose(size // 2)}</p></note><p>{prose(size)}</p><p>{prose(5 * size)}</p></section>")
    return "".join(f'<section for="{s}"><title>Long {number}</title><p>{prose(130 + size)}</p></section>' for s in "ab")


def article(nsections):
    pairs = "".join(f"<qa><question>Question {k}?</question><answer><p>{prose(25 + k)}</p><p>{prose(9)}</p></answer></qa>"
                    for k in range(24))
    return f"""<comparison xml:lang="en-US" id="made"><info><title>Renting or Buying?</title></info><subjects>
<subject id="a"><title>Renting</title></subject><subject id="b"><title>Buying</title></subject></subjects>
{''.join(section(n) for n in range(nsections))}<faq>{pairs}</faq><steps><step>Go.</step></steps></comparison>"""


def parts(lines):
    """How many lines of a paragraph stand on each page, in order."""
    return [count for _, count in sorted(collections.Counter(line.page for line in lines).items())]


# ---- the rules ----
def there_are_pages_enough_to_look_at(book):
    assert len(book.pages) > 20, len(book.pages)
    assert sum(len(parts(lines)) > 1 for _, lines in book.paragraphs) >= 5, "hardly a paragraph runs on"


def no_line_stands_alone(book):
    for _, lines in book.paragraphs:
        assert len(parts(lines)) < 2 or min(parts(lines)) >= 2, f"{parts(lines)}: {lines[0].words!r}"


def no_item_stands_alone(book):
    lists = collections.defaultdict(list)
    for element, lines in book.paragraphs:
        if element.kind == "LBody":
            lists[id(element.parent.parent)].append(lines[0].page)
    assert len(lists) > 5
    for pages in lists.values():
        counts = collections.Counter(pages)
        assert len(pages) < 2 or min(counts.values()) >= 2, dict(counts)


def a_lead_stays_with_its_list(book):
    seen = 0
    for (element, lines), (_, after) in zip(book.paragraphs, book.paragraphs[1:]):
        if element.kind == "P" and after[0].element.kind == "LBody":
            seen += 1
            assert lines[-1].page == after[0].page, lines[-1].words
    assert seen > 5


def a_title_stays_with_two_lines(book):
    """Of text; a row of cells, a table with its head and two rows."""
    tables = 0
    for (element, lines), (_, after) in zip(book.paragraphs, book.paragraphs[1:]):
        if element.kind != "H3":
            continue
        kids = element.parent.kids
        under = kids[kids.index(element) + 1]
        if under.kind == "Table":
            tables += 1
            rows = [e for e in under.walk() if e.kind == "TR"][:3]
            assert {row.first_marked()[0] for row in rows} == {lines[-1].page}, lines[-1].words
        else:
            assert lines[-1].page == after[0].page, lines[-1].words
            assert len(after) < 2 or after[1].page == lines[-1].page, lines[-1].words
    assert tables > 5


def a_question_stays_with_its_answer(book):
    questions = [i for i, (_, lines) in enumerate(book.paragraphs) if re.match(r"Question \d+\?", lines[0].words)]
    assert len(questions) == 24
    for i in questions:
        pages = {line.page for _, lines in book.paragraphs[i:i + 3] for line in lines}
        assert len(pages) == 1, book.paragraphs[i][1][0].words


def notes_are_whole(book):
    notes = [lines for _, lines in book.paragraphs if lines[0].words.startswith("Mind:")]
    assert len(notes) > 5
    for lines in notes:
        assert len(parts(lines)) == 1, lines[0].words


def rows_are_whole(book):
    for row in (e for e in book.edition.tags.document.walk() if e.kind == "TR"):
        pages = {page for element in row.walk() for page, _ in element.marked}
        assert len(pages) <= 1, f"a row is on pages {pages}"


def heads_and_feet_of_tables_repeat(book):
    tables = [e for e in book.edition.tags.document.walk() if e.kind == "Table" and any(k.kind == "TBody" for k in e.kids)]
    pages = [{page for element in table.walk() for page, _ in element.marked} for table in tables]
    assert sum(len(p) > 1 for p in pages) >= 2, "hardly a table runs on"
    words = [collections.Counter(t.text.strip() for t in page.texts) for page in book.pages]
    for number in range(len(words)):
        here = [p for p in pages if number in p]
        assert words[number]["Where"] == words[number]["All"] == len(here), f"page {number + 1}"
    for table in tables:
        assert [k.kind for k in table.kids] == ["THead", "TBody", "TFoot"], "a part is read twice"


def names_stand_over_every_row_of_cells(book):
    """On each page where a comparison stands, in the tags or as an artifact."""
    for table in (e for e in book.edition.tags.document.walk() if e.kind == "Table"):
        if any(k.kind == "TBody" for k in table.kids):
            continue
        for page in {page for element in table.walk() for page, _ in element.marked} - {0}:
            words = collections.Counter(t.text.strip() for t in book.pages[page].texts)
            assert words["Renting"] and words["Buying"], f"page {page + 1}"


def nothing_leaves_the_page(book):
    for number, page in enumerate(book.pages):
        for text in page.texts:
            assert 39 <= text.x and text.x + text.width <= 572.5 and 40 <= text.y <= 792 - 40, (number + 1, text.text)


RULES = [there_are_pages_enough_to_look_at, no_line_stands_alone, no_item_stands_alone, a_lead_stays_with_its_list,
         a_title_stays_with_two_lines, a_question_stays_with_its_answer, notes_are_whole, rows_are_whole,
         heads_and_feet_of_tables_repeat, names_stand_over_every_row_of_cells, nothing_leaves_the_page]


def main():
    program = pathlib.Path(sys.argv[1], "diptych").resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        path = folder / "made.xml"
        path.write_text(article(60))
        edition = pdf.Edition(program, folder, path, "handout", "office", [])
        assert not edition.refused, edition.refused[:300]
        book = large.Book(edition)
        for line in checks.results("flow", RULES, book):
            print(line)
        if "release" in str(program):                # a sanitizer's build does other work
            print(checks.growth("flow", "sections", program, folder, "handout", [article(60), article(240)]))


if __name__ == "__main__":
    main()
