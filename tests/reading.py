"""In which order an article is to be read, format by format: from the XML and from data/strings, by the rules
of where things go, never from our own output. Knows the vocabulary that the articles here use; fields, conditions
and profiled parts are not tried (the cases do that).

An expectation is a list of pieces; a piece is a text, or a tuple of texts one of which must stand there
(a title may be set with the words that all subjects share said once)."""
import calendar
import pathlib
import re
import unicodedata
import xml.etree.ElementTree as ET

TIMES = {"year": 364, "month": 364 / 12, "week": 7, "day": 1}       # in days, as the program has it
UNITS = {"year": "unit-year", "month": "unit-month", "week": "unit-week"}


def words(text):
    """The words of a text as a reader hears them: soft hyphens and joiners gone, spaces all alike."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub("[\u00ad\u200b\u200c\u200d\u2060\ufeff]", "", text).replace("\u2011", "-").replace("\u2010", "-")
    # A note mark may be set apart from its word or not.
    text = re.sub(r"(?<=\d)\s*,(?=\d+(?!\S))", " ", text)
    return re.sub(r"(?<=[^\W\d_])([.,!?:;]?[\])”]?)(\d+)(?!\S)", r"\1 \2", text).split()


def tidy(text):
    return " ".join((text or "").split())


class Article:
    def __init__(self, path, strings):
        self.root = ET.parse(path).getroot()
        for node in self.root.iter():
            node.tag = node.tag.split("}")[-1]
        self.say = dict(line.split("\t", 1) for line in pathlib.Path(strings).read_text().splitlines()
                        if line and not line.startswith("#"))
        self.taken_apart = False
        self.subjects = [s.get("id") for s in self.root.iter("subject")]
        self.names = [self.full(s.find("title")) for s in self.root.iter("subject")]
        self.abbrevs = [s.get("abbrev", "") for s in self.root.iter("subject")]
        first = [name.split() for name in self.names]
        self.shared = 0
        while all(len(n) > self.shared + 1 for n in first) and len({n[self.shared] for n in first}) == 1:
            self.shared += 1
        self.rest = [" ".join(n[self.shared:]) for n in first]

    # ---- words of an element ----
    def full(self, node):
        """All words of an element but those of its <short> and of blocks in it."""
        if node is None:
            return ""
        parts = [node.text or ""]
        for kid in node:
            if kid.tag not in ("short", "p", "list", "note", "source"):
                parts.append(self.full_inline(kid))
            parts.append(kid.tail or "")
        return re.sub(r"\s+\0", "\0", tidy("".join(parts)))      # a mark hangs on the word before it

    def full_inline(self, node):
        if node.tag == "cite":
            return self.marks(node)
        return "".join([node.text or ""] + [self.full_inline(k) + (k.tail or "") for k in node if k.tag != "short"])

    def marks(self, node):
        """The note marks of a node, to be numbered when all that stands before them is known: \\0id\\0 each."""
        return "".join(f"\0{one}\0" for one in node.get("ref", "").split())

    def numbered(self, pieces, large=False):
        """The same pieces with the marks as figures, in the order in which they are first read; and the sources
        that they name, in that order."""
        order = []

        def figure(match):
            place = [one for one in match[0].split("\0") if one]
            for one in place:
                if one not in order:
                    order.append(one)
            figures = [str(order.index(one) + 1) for one in place]
            return "".join(f" [{one}]" for one in figures) if large else ",".join(figures)

        def text(piece):
            if isinstance(piece, tuple):
                return tuple(text(one) for one in piece)
            return re.sub("(?:\0[^\0]+\0)+", figure, piece or "")
        return [text(piece) for piece in pieces], order

    def sources(self, order):
        found = []
        for number, one in enumerate(order, 1):
            found += [str(number), self.full(self.root.find(f"sources/source[@id='{one}']"))]
        return [self.say["sources"]] + found if found else []

    def brief(self, node):
        short = node.find("short") if node is not None else None
        return self.full(short) if short is not None else None

    def blocks(self, node):
        """The pieces of an element's words, paragraphs and lists, in order."""
        direct = node is not None and node.tag != "section" and self.full(node)
        found = [direct] if direct else []
        for kid in node if node is not None else ():
            if kid.tag == "p":
                found.append(self.full(kid))
            elif kid.tag == "list":
                for number, item in enumerate(kid.findall("item"), 1):
                    if kid.get("type") == "numbered":
                        found.append(str(number))
                    found.append(self.full(item))
            elif kid.tag == "note":
                found += self.note(kid)
            elif kid.tag == "quote":
                found += self.quote(kid)
            elif kid.tag == "table":
                found += self.table_pieces(kid)
        if node is not None and node.tag == "value" and found and not any(
                node.get(name) for name in ("min", "max", "est", "median", "date")):
            found[-1] += self.marks(node)
        return found

    def quote(self, node):
        """The program's own quotation marks may be set apart from the words."""
        said = [self.full(p) for p in node.findall("p")] or [self.full(node)]
        said[0] = self.say["quote-open"] + said[0]
        said[-1] += self.say["quote-close"]
        return said + [self.full(s) for s in node.findall("source")]

    def table_pieces(self, node):
        if self.taken_apart:
            return self.large_table(node)
        found = [self.full(node.find("title"))] if node.find("title") is not None else []
        for part in ("thead", "tbody", "tfoot"):
            for cell in (c for p in node.findall(part) for c in p.iter("cell")):
                found += self.blocks(cell) + ([cell.get("unit")] if cell.get("unit") else [])
        return found

    def note(self, node):
        head = self.full(node.find("title"))
        return [tidy(f"{head} {' '.join(self.blocks_without_title(node))}")]

    def blocks_without_title(self, node):
        return [self.full(p) for p in node.findall("p")]

    def text(self, path):
        node = self.root.find(path)
        return self.full(node) if node is not None else ""

    def of(self, node):
        return node.get("for", "").split()

    def is_all(self, node):
        return set(self.of(node)) == set(self.subjects)

    # ---- values ----
    def number(self, text):
        value = float(text)
        return str(int(value)) if value == int(value) else ("%.2f" % value).rstrip("0")

    def amount(self, value):
        low, high = value.get("min"), value.get("max") or value.get("min")
        low = low or high
        text = self.number(low) if float(low) == float(high) else f"{self.number(low)}–{self.number(high)}"
        return text, self.unit(value.get("unit", ""), float(high))

    def unit(self, unit, count):
        if unit not in UNITS:
            return unit
        return tidy(self.say[f"{UNITS[unit]}-{'one' if count == 1 else 'other'}"].replace("{n}", ""))

    def each(self, both, every):
        return self.say[both if len(self.subjects) == 2 else every]

    # ---- figures ----
    FIGURES = ("money", "percent", "number", "range", "duration", "scale", "date")

    @staticmethod
    def said(aspect, value, name):
        """The value's own word, else its aspect's."""
        return value.get(name, aspect.get(name, ""))

    def has_amount(self, value):
        return any(value.get(name) for name in ("min", "max", "est", "median"))

    def ends(self, value):
        middle = value.get("median") or value.get("est")
        low = value.get("min") or value.get("max") or middle
        return float(low), float(value.get("max") or low)

    @staticmethod
    def grouped(number):
        return f"{number:,.2f}".rstrip("0").rstrip(".")

    def range_of(self, low, high, before="", after=""):
        figures = self.grouped(low) if low == high else f"{self.grouped(low)}–{self.grouped(high)}"
        return before + figures + after

    def figure(self, aspect, value, ends=None):
        """A value's figures as English writes them."""
        low, high = ends or self.ends(value)
        kind = aspect.get("type")
        if kind == "money":
            sign = {"USD": "$", "EUR": "€"}[self.said(aspect, value, "currency")]
            text = self.range_of(low, high, before=sign)
        elif kind == "percent":
            text = self.range_of(low, high, after="%")
        else:
            text = tidy(f"{self.range_of(low, high)} {self.unit(self.said(aspect, value, 'unit'), high)}")
        return self.say["about"].replace("{value}", text) if value.get("approx") == "yes" and not ends else text

    def median(self, aspect, value):
        low, high = self.ends(value)
        middle = value.get("median") or value.get("est")
        if not middle or low == high:
            return []
        return [self.say["median"].replace("{value}", self.figure(aspect, value, (float(middle), float(middle))))]

    def date(self, iso):
        year, month, day = re.fullmatch(r"(\d{4})?-?(?:-?(\d\d))?(?:-(\d\d))?", iso).groups()
        text = calendar.month_name[int(month)] if month else ""
        text += f" {int(day)}" if day else ""
        if not year:
            return text
        return f"{text}, {year}" if day else tidy(f"{text} {year}")

    def known(self, aspect, value, names):
        """What is said of a figure beside it: [sample], unit of time, place, date; then the source."""
        parts = []
        if "sample" in names and self.said(aspect, value, "sample") == "yes":
            parts.append(self.say["sample"])
        if "per" in names and self.said(aspect, value, "per"):
            parts.append(tidy(f"{self.said(aspect, value, 'currency')} {self.say['per-' + self.said(aspect, value, 'per')]}"))
        if "region" in names:
            parts.append(self.said(aspect, value, "region"))
        if "asof" in names and self.said(aspect, value, "asof"):
            parts.append(self.date(self.said(aspect, value, "asof")))
        text = ", ".join(part for part in parts if part)
        ref = self.said(aspect, value, "ref") if "ref" in names else ""
        source = next((s for s in self.root.iter("source") if ref and s.get("id") == ref), None)
        if source is not None:
            text = ". ".join(part for part in (text, self.brief(source) or self.full(source)) if part)
        return [text] if text else []

    def in_common(self, aspect):
        values = [v for v in aspect.findall("value") if self.has_amount(v)]
        return [n for n in ("sample", "per", "region", "asof", "ref")
                if len({(self.said(aspect, v, n), self.said(aspect, v, "currency") if n == "per" else "")
                        for v in values}) == 1]

    def note_of(self, head):
        """The note under the question that [head] is, or nothing."""
        for aspect in self.root.iter("aspect"):
            names = [self.full(aspect.find(tag)) for tag in ("title", "question") if aspect.find(tag) is not None]
            values = [v for v in aspect.findall("value") if self.has_amount(v)]
            if head in names and values and aspect.get("type") in self.FIGURES:
                return self.known(aspect, values[0], self.in_common(aspect))
        return []

    def heading(self, head):
        return [head] + (self.note_of(head) if isinstance(head, str) else [])

    def details(self, aspect, value):
        rest = [n for n in ("sample", "per", "region", "asof", "ref") if n not in self.in_common(aspect)]
        return self.median(aspect, value) + self.known(aspect, value, rest)

    # ---- values ----
    def is_plain(self, value):
        return not (self.has_amount(value) or value.get("answer") or value.get("date")
                    or value.get("status") == "write")

    def value_for(self, aspect, subject):
        """The value of a subject: of those that say the same, the first; of "same", the one before."""
        place = self.subjects.index(subject)
        own = next(v for v in aspect.findall("value") if subject in self.of(v))
        if own.get("status") == "same" and self.is_plain(own) and not self.blocks(own):
            return self.value_for(aspect, self.subjects[place - 1])
        for value in aspect.findall("value"):
            same = (value.get("status"), self.blocks(value), self.brief(value)) == \
                (own.get("status"), self.blocks(own), self.brief(own))
            if same and self.is_plain(value) and self.is_plain(own):
                return value
        return own

    def shared_value(self, aspect):
        values = [self.value_for(aspect, s) for s in self.subjects]
        return all(v is values[0] for v in values) and self.is_plain(values[0]) and bool(self.blocks(values[0])) \
            and values[0].get("status") in (None, "same")

    def value_head(self, aspect, value):
        """What stands over the words of a value: its answer or its figures."""
        kind = aspect.get("type", "text")
        if value.get("status") == "write":
            sign = {"USD": "$", "": ""}[self.said(aspect, value, "currency")] if kind == "money" else ""
            return [sign or self.said(aspect, value, "unit")]
        if kind == "yesno" and value.get("answer"):
            return [self.say[value.get("answer")]]
        if kind == "date" and value.get("date"):
            return [self.date(value.get("date"))]
        if not self.has_amount(value):
            return []
        if kind == "scale":
            return [self.say["of-five"].replace("{n}", self.grouped(self.ends(value)[0]))]
        if kind in self.FIGURES:
            return [self.figure(aspect, value)]
        return [tidy(" ".join(self.amount(value)))]

    def value(self, aspect, value):
        """The pieces of one answer, in full."""
        status = {"na": "not-applicable", "varies": "varies", "unknown": "not-published"}.get(value.get("status"))
        if status:
            blocks = self.blocks(value)
            return [f"{self.say[status]}: {blocks[0]}"] + blocks[1:] if blocks else [self.say[status]]
        blocks, found = self.blocks(value), self.value_head(aspect, value)
        if found and self.has_amount(value) and aspect.get("type") in self.FIGURES:
            details = self.details(aspect, value) if aspect.get("type") not in ("scale", "date") else []
            if aspect.get("type") in ("duration", "number") and len(blocks) > 1:
                joined = (f"{found[0]}, {blocks[0]}", f"{found[0]} {blocks[0]}")
                return [joined] + details + blocks[1:] if not details else found + details + blocks
            found += details
        return found + blocks

    def value_across(self, aspect, subject):
        """The same in a panel of its own: who else says it is named first."""
        value = self.value_for(aspect, subject)
        who = [s for s in self.subjects if self.value_for(aspect, s) is value]
        place = self.subjects.index(subject)
        near = [s for s in who if abs(self.subjects.index(s) - place) == 1]
        blocks = self.blocks(value)
        if len(who) < 2 or not near or not blocks or value.get("status") not in (None, "same"):
            return self.value(aspect, value)
        others = ", ".join(self.abbrevs[self.subjects.index(s)] or self.rest[self.subjects.index(s)]
                           for s in who if s != subject)
        first = f"{self.say['same-as'].replace('{name}', others)} {blocks[0]}"
        return self.value_head(aspect, value) + [first] + blocks[1:]

    def glance(self, aspect, value):
        kind = aspect.get("type", "text")
        if value.get("status") in ("na", "varies", "unknown"):
            return self.value(aspect, value)
        if kind in ("duration", "number", "money", "percent", "range") and self.has_amount(value):
            return self.value_head(aspect, value)
        plain = kind in ("text", "list")
        if self.brief(value):
            return ([] if plain else self.value_head(aspect, value)) + [self.brief(value)]
        if not plain and self.value_head(aspect, value):
            return self.value_head(aspect, value)
        return self.value(aspect, value)

    # ---- the comparison ----
    def open_aspects(self, hidden=None):
        return [a for a in self.root.iter("aspect") if not self.shared_value(a) and a.get("show", "both") != hidden]

    def facts(self):
        return [a for a in self.root.iter("aspect") if self.shared_value(a)]

    def section_rows(self):
        """Sections of one title, one for each subject."""
        rows = []
        sections = list(self.root.findall("section"))
        for section in sections:
            if self.of(section) != self.subjects[:1]:
                continue
            group = [section] + [next((o for o in sections if self.of(o) == [s] and o.find("title") is not None
                                       and self.full(o.find("title")) == self.full(section.find("title"))
                                       and o not in rows), None) for s in self.subjects[1:]]
            if all(g is not None for g in group):
                rows.append(group)
        return rows

    def whens(self, subject, brief=False):
        verdict = self.root.find("verdict")
        found = [w for w in (verdict.findall("when") if verdict is not None else []) if subject in self.of(w)]
        return [tidy(self.lead(w, "audience") + ((self.brief(w) or self.full(w)) if brief else self.full(w)))
                for w in found]

    def lead(self, node, name):
        return f"{node.get(name)}: " if node.get(name) else ""

    def statements(self, subjects):
        check = self.root.find("self-check")
        return [self.full(s) for s in (check.findall("statement") if check is not None else [])
                if set(self.of(s)) == set(subjects)]

    def rows(self, sections, label, brief, ticks=False, merged=False, hidden=None, across=False):
        """(head, cells by subject, priority or what it is) of every row. merged: a value of neighbours is one
        cell; hidden: aspects that are shown elsewhere; across: each subject has a panel of its own."""
        rows = []
        for aspect in self.open_aspects(hidden):
            head = self.full(aspect.find("title"))
            if not label and aspect.find("question") is not None:
                head = self.full(aspect.find("question"))
            answer = self.glance if brief else self.value
            values = [self.value_for(aspect, s) for s in self.subjects]
            cells = [answer(aspect, value) for value in values]
            if across:
                cells = [self.value_across(aspect, s) for s in self.subjects]
            if merged:
                cells = [[] if i and values[i] is values[i - 1] and (self.is_plain(values[i])) else cell
                         for i, cell in enumerate(cells)]
            rows.append((head, cells, int(aspect.get("priority", 0))))
        if sections and len(rows) < 4:
            for group in self.section_rows():
                cells = []
                for section in group:
                    first = section.find("p")
                    cells.append([self.brief(first) or self.full(first)] if brief else self.blocks_of_section(section))
                rows.append((self.full(group[0].find("title")), cells, 0))
        verdict = self.root.find("verdict")
        if verdict is not None and verdict.findall("when"):
            title, question = self.full(verdict.find("title")), self.full(verdict.find("question"))
            head = (title or question) if label else (question or title)
            head = head or self.say["right-for-you"]
            rows.append((head, [self.whens(s, brief) for s in self.subjects], "verdict"))
        if ticks and any(self.statements([s]) for s in self.subjects):
            cells = [self.statements([s]) for s in self.subjects]
            if not sections:
                cells = [cell + self.outcomes(len(cell), [s]) for cell, s in zip(cells, self.subjects)]
            rows.append((self.each("tick-every-line", "tick-what"), cells, "ticks"))
        return rows

    def blocks_of_section(self, section):
        return self.blocks(section)

    # ---- parts that formats share ----
    def title(self):
        title = self.text("info/title")
        shared = " ".join(self.names[0].split()[:self.shared])
        once = title
        if shared:
            head, _, tail = title.partition(shared)
            once = head + shared + tail.replace(" " + shared, "")
        return (title, once)

    def caps(self):
        return [(name, f"{abbrev} {name}", f"{name} {abbrev}") if abbrev else name
                for name, abbrev in zip(self.names, self.abbrevs)]

    def rings(self):
        cover = [a for a in self.root.iter("aspect") if a.get("cover") == "yes"]
        if not cover:
            return None
        values = [self.value_for(cover[0], s) for s in self.subjects]
        numbers = [(v.get("min"), v.get("unit")) for v in values
                   if v.get("min") in ("1", "2", "3", "4") and v.get("max") in (None, v.get("min"))]
        good = len(numbers) == len(values) and len(set(numbers)) > 1 and len({u for _, u in numbers}) == 1
        return values if good else None

    def contact(self):
        found = []
        action = self.root.find("action")
        if action is not None and self.full(action):
            found.append(self.full(action))
        contact = self.root.find("contact")
        found += [self.full(line) for line in (contact if contact is not None else ())]
        if action is not None:
            found.append(re.sub("^(https?://|mailto:)", "", action.get("href")))
        return found

    def cited(self):
        return {one for node in self.root.iter() for one in node.get("ref", "").split()
                if node.tag == "cite" or (node.tag == "value" and not node.get("min"))}

    def fine(self):
        parts = [self.full(s) for s in self.root.findall("sources/source") if s.get("id") not in self.cited()]
        for path, key, slot in (("info/edition", "edition", "{date}"), ("info/date", "review-by", "{date}")):
            if self.text(path):
                parts.append(self.say[key].replace(slot, self.text(path)))
        return [" ".join(parts)] if parts else []

    def steps(self):
        found = []
        for number, step in enumerate(self.root.findall("steps/step"), 1):
            found += [str(number), self.lead(step, "when") + self.full(step)]
        return found

    def faq(self):
        pairs = self.root.findall("faq/qa")
        found = [self.say["questions-people-ask"]] if pairs else []
        for pair in pairs:
            found += [self.full(pair.find("question"))] + self.blocks(pair.find("answer"))
        return found

    def items(self, tag, subject):
        return [self.full(i) for node in self.root.findall(tag) if subject in self.of(node)
                for i in node.findall("item")]

    def balance(self):
        """Rows of what speaks for each and against."""
        rows = [(self.say[key], [self.items(tag, s) for s in self.subjects], 0)
                for key, tag in (("for", "pros"), ("against", "cons"))]
        return [row for row in rows if any(row[1])]

    def notes(self):
        return [piece for note in self.root.findall("note") for piece in self.note(note)]

    def glossary(self):
        entries = self.root.findall("glossary/entry")
        if not entries:
            return []
        found = [self.say["words-you-will-meet"]]
        for entry in entries:
            found += [self.full(entry.find("term")), self.full(entry.find("definition"))]
        return found

    def outcomes(self, ticks, subjects=None):
        check = self.root.find("self-check")
        key = "both-ticked" if ticks == 2 else "all-ticked"
        return [f"{self.say[key]} {self.full(o)}" for o in (check if check is not None else ())
                if o.tag == "outcome" and set(self.of(o)) == set(subjects or self.subjects)]

    def either(self):
        shared = self.statements(self.subjects)
        return [self.each("either-path", "any-path")] + shared + self.outcomes(len(shared)) if shared else []

    # ---- large print: the article in its own order, each question and then each subject under its name ----
    def large(self):
        self.taken_apart = True                     # no table has columns here
        found = [self.text(f"info/{part}") for part in ("title", "subtitle", "abstract")]
        found += self.blocks(self.root.find("intro"))
        for subject in self.root.iter("subject"):
            if subject.find("shortdesc") is not None:
                found.append(f"{self.full(subject.find('title'))}: {self.full(subject.find('shortdesc'))}")
        for aspect in self.root.iter("aspect"):
            question = aspect.find("question")
            group = next((g for g in self.root.iter("group") if g.find("aspect") is aspect), None)
            found += [] if group is None else [self.full(group.find("title"))]
            found += self.heading(self.full(aspect.find("title") if question is None else question))
            for who, value in self.large_values(aspect):
                found += [who] + self.large_value(aspect, value)
            found += [piece for note in aspect.findall("note") for piece in self.note(note)]
        found += self.large_sections()
        found += [piece for table in self.root.findall("table") for piece in self.large_table(table)]
        found += self.large_balance() + self.large_verdict() + self.large_check() + self.large_timeline()
        for note in self.root.findall("note"):
            found += [self.full(note.find("title"))] + self.blocks_without_title(note)
        found += self.faq()
        if self.steps():
            found += [self.say["next-steps"]] + self.steps()
        found, order = self.numbered(found + self.glossary() + self.large_end(), True)
        place = found.index("sources") if "sources" in found else len(found)
        found[place:place + 1] = [piece for number, one in enumerate(order, 1)
                                  for piece in (str(number), self.full(self.root.find(f"sources/source[@id='{one}']")))]
        return [(piece, piece + ".") if isinstance(piece, str) and piece.isdigit() else piece for piece in found]

    def large_balance(self):
        rows = self.balance()
        found = [self.say["for-and-against"]] if rows else []
        for place, name in enumerate(self.names):
            mine = [(row[0], row[1][place]) for row in rows if row[1][place]]
            found += ([name] if mine else []) + [piece for head, cell in mine for piece in [head] + cell]
        return found

    def large_table(self, table):
        """Row after row, each cell behind all heads over its columns; what hangs down is said in each of its rows."""
        rows = [row for part in ("thead", "tbody", "tfoot") for p in table.findall(part) for row in p.findall("row")]
        nhead, places = len(table.findall("thead/row")), {}
        for r, row in enumerate(rows):
            column = 0
            for cell in row.findall("cell"):
                while (r, column) in places:
                    column += 1
                for down in range(int(cell.get("rowspan", 1))):
                    for across in range(int(cell.get("colspan", 1))):
                        places[r + down, column + across] = cell
                column += int(cell.get("colspan", 1))
        across = max(c for _, c in places) + 1
        found = [self.full(table.find("title"))] if table.find("title") is not None else []
        for r in range(nhead, len(rows)):
            for cell in dict.fromkeys(places.get((r, c)) for c in range(across)):
                if cell is None or not self.blocks(cell):
                    continue
                mine = {c for (_, c), other in places.items() if other is cell}
                heads = dict.fromkeys(places[n, c] for n in range(nhead) for c in sorted(mine) if (n, c) in places)
                over = ", ".join(t for head in heads for t in (self.full(head), head.get("unit")) if t)
                found.append(f"{over}: {' '.join(self.blocks(cell))}" if over else " ".join(self.blocks(cell)))
        return found

    def first_of(self, node):
        return min(self.subjects.index(s) for s in self.of(node))

    def who(self, node, everyone=None):
        if self.is_all(node):
            return everyone or self.each("same-for-both", "same-for-all")
        return ", ".join(name for name, s in zip(self.names, self.subjects) if s in self.of(node))

    def large_values(self, aspect):
        """Each value once, with the names of those who share it; a line to write on for each."""
        values = [self.value_for(aspect, s) for s in self.subjects]
        for place, value in enumerate(values):
            if value.get("status") == "write":
                yield self.names[place], value
            elif all(value is not v for v in values[:place]):
                who = [name for name, v in zip(self.names, values) if v is value]
                every = len(who) == len(values)
                yield self.each("same-for-both", "same-for-all") if every else ", ".join(who), value

    def large_value(self, aspect, value):
        if value.get("status") == "write":
            return []
        blocks = self.value(aspect, value)
        details = self.details(aspect, value) if self.has_amount(value) and aspect.get("type") in self.FIGURES else []
        if details:
            return [", ".join(self.value_head(aspect, value) + details)] + self.blocks(value)
        if aspect.get("type") == "yesno" and value.get("answer") and not value.get("status"):
            blocks[0] += "."
        return [piece[1] if isinstance(piece, tuple) else piece for piece in blocks]

    def large_sections(self):
        found, done = [], []
        for section in self.root.findall("section"):
            if section in done:
                continue
            title, told = self.full(section.find("title")), set()
            found.append(title)
            for other in self.root.findall("section"):
                mine = set(self.of(other)) or set(self.subjects)
                if other in done or self.full(other.find("title")) != title or told & mine:
                    continue
                done.append(other)
                told |= mine
                found += [self.who(other)] if mine != set(self.subjects) else []
                found += self.blocks_of_section(other)
        return found

    def large_verdict(self):
        verdict = self.root.find("verdict")
        if verdict is None:
            return []
        title, question = self.full(verdict.find("title")), self.full(verdict.find("question"))
        found = [question or title or self.say["right-for-you"]] + [self.full(p) for p in verdict.findall("p")]
        whens = verdict.findall("when")
        found += [title] if question and whens else []
        return found + [piece for when in whens
                        for piece in (self.who(when), self.lead(when, "audience") + self.full(when))]

    def large_check(self):
        check = self.root.find("self-check")
        if check is None:
            return []
        found, done = [self.say["tick-every-line"]], []
        for node in check.findall("statement") + check.findall("outcome"):
            who = set(self.of(node))
            if who in done:
                continue
            done.append(who)
            ticks = self.statements(who)
            key = "both-ticked" if len(ticks) == 2 else "all-ticked"
            found += [self.who(node, self.each("either-path", "any-path"))] + ticks
            found += [tidy(f"{self.say[key] if ticks else ''} {self.full(o)}") for o in check.findall("outcome")
                      if set(self.of(o)) == who]
        return found

    def large_timeline(self):
        stones = self.root.findall("timeline/milestone")
        return ([self.say["timeline"]] if stones else []) + [
            f"{self.number(m.get('at'))} {self.unit(m.get('unit'), float(m.get('at')))}, {self.who(m)}: {self.full(m)}"
            for m in stones]

    def large_end(self):
        found = [self.say["my-questions"], self.say["talk-it-over"]] + self.contact() if self.contact() else []
        sources = [self.full(s) for s in self.root.findall("sources/source") if s.get("id") not in self.cited()]
        found += [self.say["sources"], "sources"] + sources if self.root.findall("sources/source") else []
        return found + [self.text("info/org")] + [piece for piece in self.dates()]

    def dates(self):
        return [self.say[key].replace("{date}", self.text(path))
                for path, key in (("info/edition", "edition"), ("info/date", "review-by")) if self.text(path)]

    # ---- the trifold ----
    def cover(self):
        found = [self.text("info/org"), self.title(), self.text("info/subtitle"), self.text("info/abstract")]
        rings = self.rings()
        if rings and len(self.subjects) == 2:
            for subject, value in zip(self.subjects, rings):
                number, unit = self.amount(value)
                stone = next((self.full(m) for m in self.root.iter("milestone") if subject in self.of(m)
                              and float(m.get("at")) == float(value.get("min"))), "")
                found.append(tidy(f"{number} {unit} {stone}"))
        else:
            found += [(rest, abbrev) for rest, abbrev in zip(self.rest, self.abbrevs)]
        return found

    def panel_glance(self):
        found = [self.say["at-a-glance"]]
        intro = self.root.find("intro")
        if intro is not None:
            found.append(self.brief(intro) or self.full(intro.find("p")))
        found += [(rest, abbrev) for rest, abbrev in zip(self.rest, self.abbrevs)]
        three = len(self.subjects) == 3
        for head, cells, _ in self.rows(True, False, True, False, three, "detail" if three else None):
            found += self.heading(head) + [piece for cell in cells for piece in cell]
        found.append(("", self.say["my-notes"]))
        if three and any(self.statements([s]) for s in self.subjects):
            found.append(f"{self.say['found-your-line']} {self.say['open-the-doors']}")
        return found

    def ground(self):
        """What stands on the ground of the inside, panel by panel: the heading, then a fact each."""
        facts = self.facts()[:2]
        if not facts:
            return self.ground_contact()
        two = len(self.subjects) == 2
        count = self.say["two-doors"] if two else self.say["doors-many"].replace("{count}", str(len(self.subjects)))
        found = [[self.say["same-for-both" if two else "same-for-all"], count]]
        found += [[self.full(fact.find("title"))] + self.blocks(fact.find("value")) for fact in facts]
        return found + [[]] * (3 - len(found))

    def ground_contact(self):
        """Where nothing is the same for all stands whom to ask."""
        action, contact = self.root.find("action"), self.root.find("contact")
        lines = [(line.tag, self.full(line)) for line in (contact if contact is not None else ())]
        office = next((text for tag, text in lines if tag == "org"), None)
        ways = ", ".join(text for tag, text in lines if text != office)
        if action is None and not lines:
            return [[], [], []]
        asks = action is not None and self.full(action)
        address = re.sub("^(https?://|mailto:)", "", action.get("href")) if asks else ""
        first = [self.full(action), address] if asks else [self.say["talk-it-over"], self.say["bring-this"]]
        return [first, [office] + ([ways] if ways else []) if office else [], []]

    def door_rows(self):
        three = len(self.subjects) == 3
        return self.rows(True, True, False, three, False, "glance" if three else None, three)

    def doors(self):
        found = self.caps()
        for head, cells, _ in self.door_rows():
            found += self.heading(head) + [piece for cell in cells for piece in cell]
        return found + [piece for panel in self.ground() for piece in panel]

    def doors_drawn(self):
        """Panel by panel. A label that repeats is drawn but not read: it is left out here."""
        panels = []
        for place, cap in enumerate(self.caps()):
            panel = [cap]
            for head, cells, _ in self.door_rows():
                panel += ([] if place else self.heading(head)) + cells[place]
            panels.append(panel)
        ground = self.ground()
        if len(panels) == 2:
            panels.insert(0, [])
        return [piece for panel, facts in zip(panels, ground) for piece in panel + facts]

    def flap(self):
        if self.root.find("self-check") is None:
            return [self.say["my-notes"]]
        found = [self.say["which-one"], self.say["tick-every-line"]] + self.either()
        for name, subject in zip(self.names, self.subjects):
            if self.statements([subject]):
                ticks = self.statements([subject])
                found += [name] + ticks + self.outcomes(len(ticks), [subject])
        return found + [f"{self.say['more-ticks']} {self.say['start-there']}"]

    def back(self):
        found = [self.say["talk-it-over"]] + (self.steps() or [self.say["bring-this"]]) + self.notes()
        found += [self.say["my-questions"]] + self.glossary()
        rings = self.rings()
        if rings:
            unit = rings[0].get("unit")
            ring = self.say["each-ring-year"] if unit == "year" \
                else self.say["each-ring-unit"].replace("{unit}", self.unit(unit, 1))
            found += [self.say["on-the-cover"], f"{ring} {self.say['same-ground']}"]
        return found + ["sources"] + self.fine() + self.contact()

    def trifold(self):
        flap = self.flap() if len(self.subjects) == 2 else []
        return self.sourced(self.cover() + self.panel_glance() + self.doors() + flap + self.back())

    def sourced(self, pieces):
        """The list of the sources takes the place that is kept for it."""
        found, order = self.numbered(pieces)
        place = found.index("sources")
        return found[:place] + self.sources(order) + found[place + 1:]

    def trifold_drawn(self):
        """The same by pages, as the reader edition draws it."""
        flap = self.flap() if len(self.subjects) == 2 else []
        read = self.numbered(self.cover() + self.panel_glance() + self.doors() + flap + self.back())[1]
        drawn = self.cover() + self.panel_glance() + self.doors_drawn() + flap + self.back()
        place = drawn.index("sources")
        drawn[place:place + 1] = self.sources(read)
        return self.numbered(["".join(f"\0{one}\0" for one in read)] + drawn)[0][1:]

    # ---- the handout ----
    def handout(self, moved=0):
        """moved: how many rows had no room on the first page; the least wanted go first."""
        found = [self.text("info/org"), self.title(),
                 tidy(f"{self.text('info/subtitle')} {self.text('info/abstract')}")]
        found += self.caps()
        rows = self.rows(False, True, False, True, True)
        every, away = rows, []
        for _ in range(moved):
            worst = None
            for row in rows:
                rank = row[2] if isinstance(row[2], int) else 0
                if row[2] != "verdict" and (worst is None or rank >= (worst[2] if isinstance(worst[2], int) else 0)):
                    worst = row
            away.append(worst)
            rows = [row for row in rows if row is not worst]
        away = [row for row in every if row in away]
        shown = []
        for row, asked in zip(rows, self.questions(rows)):
            found += self.group_over(row, shown) + self.pieces(asked) + self.notes_under(row)
            shown.append(row)
        found.append(("", self.say["my-notes"]))
        facts = self.facts()[:len(self.subjects) if len(self.subjects) < 4 else 2]
        if facts:
            found.append(self.say["same-for-both" if len(self.subjects) == 2 else "same-for-all"])
        for fact in facts:
            found += [self.full(fact.find("title"))] + self.blocks(fact.find("value"))
        story, rest = self.story(away, self.facts()[len(facts):]), self.story([], self.facts()[len(facts):])
        if rest == [self.say["full-story"]] + self.glossary():      # no page for that alone: it is fine print
            story = story[:len(story) - len(self.glossary())] if away else []
            terms = " ".join(f"{self.full(e.find('term'))}: {self.full(e.find('definition'))}."
                             for e in self.root.findall("glossary/entry"))
            return found + self.contact() + [" ".join([terms] + self.fine())] + story
        found, order = self.numbered(found + self.contact() + self.fine() + story)
        return found + self.sources(order)

    def aspect_of(self, row):
        return next((a for a in self.open_aspects() if self.full(a.find("title")) == row[0]), None)

    def group_over(self, row, shown):
        """The title of the row's group, if no row of it came before."""
        group = next((g for g in self.root.iter("group") if self.aspect_of(row) in list(g)), None)
        if group is None or any(self.aspect_of(one) in list(group) for one in shown):
            return []
        return [self.full(group.find("title"))]

    def notes_under(self, row):
        aspect = self.aspect_of(row)
        return [] if aspect is None else [piece for n in aspect.findall("note") for piece in self.note(n)]

    def questions(self, rows):
        """The rows under the reader's own questions; the verdict may keep its label."""
        asked = {self.full(a.find("title")): self.full(a.find("question")) for a in self.root.iter("aspect")
                 if a.find("question") is not None}
        verdict = self.full(self.root.find("verdict/question"))
        for head, cells, what in rows:
            if what == "verdict":
                yield ((head, verdict) if verdict else head, cells, what)
            else:
                yield (asked.get(head, head) if what != "ticks" else head, cells, what)

    def pieces(self, row):
        return self.heading(row[0]) + [piece for cell in row[1] for piece in cell]

    def story(self, away, facts):
        """Items in order: rows, which stand side by side under the subjects' names, and other pieces."""
        found, items, shown = [], [], []
        if self.root.find("intro") is not None:
            found += [self.say["difference"]] + [self.full(p) for p in self.root.findall("intro/p")]
        for row, asked in zip(away, self.questions(away)):
            if row[2] == "ticks":
                continue
            over = self.group_over(row, shown)
            items += ([over] if over else []) + [asked] + ([self.notes_under(row)] if self.notes_under(row) else [])
            shown.append(row)
        pairs = {id(group[0]): group for group in self.section_rows()}
        paired = [section for group in pairs.values() for section in group]
        for section in self.root.findall("section"):
            if id(section) in pairs:
                cells = [self.blocks_of_section(s) for s in pairs[id(section)]]
                items.append((self.full(section.find("title")), cells, 0))
            elif section not in paired:
                items.append(self.prose(section))
        items += [self.table_pieces(table) for table in self.root.findall("table")]
        items += self.timeline() + self.balance()
        items += [[self.full(fact.find("title"))] + self.blocks(fact.find("value")) for fact in facts]
        prose = [self.full(p) for p in self.root.findall("verdict/p")]
        items += [[self.say["right-for-you"]] + prose] if prose else []
        items += [self.either()] if self.either() else []
        items += [row for row in away if row[2] == "ticks"]
        items += [piece for piece in (self.notes(), self.faq()) if piece]
        if self.steps():
            items.append([self.say["next-steps"]] + self.steps())
        items += [self.glossary()] if self.glossary() else []
        found += self.flat(items)
        return [self.say["full-story"]] + found if found else []

    def timeline(self):
        """A figure whose labels are read track by track; in words where a subject has more than four."""
        stones = self.root.findall("timeline/milestone")
        mine = [[m for m in stones if s in self.of(m)] for s in self.subjects]
        if not stones:
            return []
        if all(1 <= len(cell) <= 4 for cell in mine) and all(m.get("unit") in TIMES for m in stones):
            labels = [self.full(m) for cell in mine
                      for m in sorted(cell, key=lambda m: float(m.get("at")) * TIMES[m.get("unit")])]
            return [[self.say["timeline"]] + labels]
        return [(self.say["timeline"], [[
            tidy(f"{self.number(m.get('at'))} {self.unit(m.get('unit'), float(m.get('at')))}: {self.full(m)}")
            for m in cell] for cell in mine], 0)]

    def prose(self, section):
        found = [self.full(section.find("title"))]
        if self.of(section) and not self.is_all(section):
            found.append(", ".join(self.names[self.subjects.index(s)] for s in self.subjects if s in self.of(section)))
        return found + self.blocks_of_section(section)

    def is_tall(self, row):
        """More than twelve lines of a column, at 39 letters a line."""
        return any(sum(len(piece) / 39 + 1 for piece in cell) > 12.5 for cell in row[1])

    def flat(self, items):
        rows = [item for item in items if isinstance(item, tuple)]
        tall = [row for row in rows if self.is_tall(row)]
        few = all(len(str(piece).split()) <= 12 for row in rows for cell in row[1] for piece in cell)
        stacked = len(self.subjects) > 3 or (len(self.subjects) == 3 and not few) \
            or (len(tall) > 1 and 2 * len(tall) > len(rows))
        if stacked and all(row in items for row in self.balance()):
            items = self.joined_balance(items)
        found, table = [], False
        for item in items:
            row = isinstance(item, tuple) and not stacked and item not in tall
            if row and not table:
                found += list(self.names)
            table = row
            if not isinstance(item, tuple):
                found += item
                continue
            found.append(item[0])
            for name, cell in zip(self.names, item[1]):
                found += ([name] if not row and cell else []) + cell
        return found

    def joined_balance(self, items):
        rows = self.balance()
        if not rows:
            return items
        cells = [[piece for row in rows if row[1][i] for piece in [row[0]] + row[1][i]]
                 for i in range(len(self.subjects))]
        place = items.index(rows[0])
        return items[:place] + [(self.say["for-and-against"], cells, 0)] + [
            item for item in items[place:] if item not in rows]


def match(pieces, got):
    """None if the words [got] are the pieces in order, else a sentence about the first difference."""
    at = 0
    for piece in pieces:
        for choice in sorted(piece if isinstance(piece, tuple) else (piece,), key=len, reverse=True):
            wanted = words(choice or "")
            if got[at:at + len(wanted)] == wanted:
                at += len(wanted)
                break
        else:
            return f"expected {piece!r} after {' '.join(got[max(0, at - 6):at])!r}, got {' '.join(got[at:at + 12])!r}"
    return f"after the end: {' '.join(got[at:at + 12])!r}" if at < len(got) else None


def match_within(pieces, got):
    """None if the words of [pieces] stand in [got] in this order, other words between them allowed. Hyphens part
    words here: one at a line's end does so in pdftotext."""
    at = 0
    got = without_hyphens(got)
    for piece in pieces:
        choices = [without_hyphens(words(choice or "")) for choice in (piece if isinstance(piece, tuple) else (piece,))]
        ends = [end for end in (after(choice, got, at) for choice in choices if choice) if end is not None]
        if any(not choice for choice in choices) and not ends:
            continue
        if not ends:
            return f"{piece!r} is not there after {' '.join(got[max(0, at - 6):at])!r}"
        at = min(ends)
    return None


def without_hyphens(some):
    return [part for word in some for part in word.split("-") if part]


def after(wanted, got, at):
    for word in wanted:
        while at < len(got) and got[at] != word:
            at += 1
        if at == len(got):
            return None
        at += 1
    return at
