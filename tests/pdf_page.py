"""Reads what a page shows from its content stream: text with its place, and areas and lines with theirs.

Only what this program writes is understood; anything else is an error, so that nothing is overlooked.
Coordinates are the page's, in points, y upward."""
import dataclasses

import pikepdf


@dataclasses.dataclass
class Text:
    x: float
    y: float                    # of the baseline
    width: float                # without spaces at the ends
    size: float
    text: str
    artifact: bool
    mcid: int                   # -1 in an artifact
    colour: tuple
    font: str


@dataclasses.dataclass
class Shape:
    kind: str                   # fill, stroke
    points: list                # polygons: lists of points, curves flattened
    width: float                # of a stroke
    colour: tuple
    artifact: bool


PAINT = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI", "EI", "INLINE IMAGE"}
IGNORED = {"w", "J", "j", "M", "d", "ri", "i", "gs", "W", "W*", "n", "Tr", "CS", "cs"}


def to_unicode(font):
    """code -> text, from the font's ToUnicode."""
    import re
    stream = font.ToUnicode.read_bytes().decode("latin-1")
    table = {}

    def text(digits):
        return bytes.fromhex(digits).decode("utf-16-be")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", stream, re.S):
        for code, words in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            table[int(code, 16)] = text(words)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", stream, re.S):
        for first, last, to in re.findall(r"<(\w+)>\s*<(\w+)>\s*(<\w+>|\[[^\]]*\])", block):
            each = re.findall(r"<(\w+)>", to)
            for i, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                base = text(each[0])
                table[code] = text(each[i]) if to[0] == "[" else base[:-1] + chr(ord(base[-1]) + i)
    return table


def widths(font):
    table, default = {}, 1000
    descendant = font.DescendantFonts[0]
    if "/DW" in descendant:
        default = float(descendant.DW)
    array = list(descendant.get("/W", []))
    at = 0
    while at < len(array):
        first = int(array[at])
        if isinstance(array[at + 1], pikepdf.Array):
            for i, width in enumerate(array[at + 1]):
                table[first + i] = float(width)
            at += 2
        else:
            for code in range(first, int(array[at + 1]) + 1):
                table[code] = float(array[at + 2])
            at += 3
    return table, default


class Page:
    """The page's texts, shapes (in drawing order, as one list `all`) and what is wrong with its tags."""

    def __init__(self, page):
        self.texts, self.shapes, self.all, self.wrong = [], [], [], []
        self.height = float(page.MediaBox[3])
        self.width = float(page.MediaBox[2])
        self.fonts = {}
        self.mcids = []
        for name, font in (page.obj.Resources.get("/Font", {}) or {}).items():
            self.fonts[name] = (to_unicode(font), *widths(font), str(font.BaseFont))
        self._run(pikepdf.parse_content_stream(page))

    def _run(self, operators):
        state = {"ctm": (1, 0, 0, 1, 0, 0), "fill": (0,), "stroke": (0,), "w": 1.0}
        stack, marked, path, here = [], [], [], None
        tm = line = (1, 0, 0, 1, 0, 0)
        font, size, rise = None, 0.0, 0.0
        in_text = False
        for operands, operator in operators:
            op = str(operator)
            if op in PAINT and not any(kind in ("tag", "artifact") for kind, _, _ in marked):
                self.wrong.append(f"{op} outside every tag and artifact")
            if op == "q":
                stack.append(dict(state))
            elif op == "Q":
                if not stack:
                    self.wrong.append("Q without q")
                else:
                    state = stack.pop()
            elif op == "cm":
                state["ctm"] = multiply([float(v) for v in operands], state["ctm"])
            elif op in ("BDC", "BMC"):
                marked.append(self._begin(op, operands, marked))
            elif op == "EMC":
                if not marked:
                    self.wrong.append("EMC without BDC")
                else:
                    marked.pop()
            elif op == "BT":
                if in_text:
                    self.wrong.append("BT inside BT")
                in_text, tm, line = True, (1, 0, 0, 1, 0, 0), (1, 0, 0, 1, 0, 0)
            elif op == "ET":
                if not in_text:
                    self.wrong.append("ET without BT")
                in_text = False
            elif op == "Tf":
                font, size = self.fonts[str(operands[0])], float(operands[1])
            elif op == "Ts":
                rise = float(operands[0])
            elif op == "Tm":
                tm = line = tuple(float(v) for v in operands)
            elif op == "Td":
                line = multiply((1, 0, 0, 1, float(operands[0]), float(operands[1])), line)
                tm = line
            elif op in ("TJ", "Tj"):
                parts = operands[0] if op == "TJ" else [operands[0]]
                tm = self._show(parts, font, size, rise, tm, state, marked)
            elif op in ("rg", "RG", "g", "G", "k", "K", "sc", "scn", "SC", "SCN"):
                state["fill" if op.islower() else "stroke"] = tuple(round(float(v), 4) for v in operands)
            elif op == "w":
                state["w"] = float(operands[0])
            elif op in ("m", "l", "c", "h", "re", "v", "y"):
                here = self._path(op, [float(v) for v in operands], path, here, state["ctm"])
            elif op in ("f", "f*", "S", "s", "B", "B*", "b", "b*"):
                self._paint(op, path, state, marked)
                path = []
            elif op == "n":
                path = []
            elif op not in IGNORED:
                self.wrong.append(f"operator {op}")
        if marked:
            self.wrong.append(f"{len(marked)} marked sequences are left open")
        if stack:
            self.wrong.append(f"{len(stack)} q are left open")
        if in_text:
            self.wrong.append("BT is left open")

    def _begin(self, op, operands, marked):
        properties = operands[1] if op == "BDC" else None
        mcid = int(properties.MCID) if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties else -1
        if str(operands[0]) == "/Artifact":
            if marked:
                self.wrong.append("an artifact inside marked content")
            return ("artifact", -1, None)
        if mcid < 0:
            return ("other", -1, None)
        if marked:
            self.wrong.append(f"MCID {mcid} inside marked content")
        if mcid in self.mcids:
            self.wrong.append(f"MCID {mcid} twice")
        self.mcids.append(mcid)
        actual = str(properties.ActualText) if "/ActualText" in properties else None
        return ("tag", mcid, actual)

    def _show(self, parts, font, size, rise, tm, state, marked):
        table, advances, default, name = font
        width, text, codes = 0.0, "", []
        for part in parts:
            if isinstance(part, (pikepdf.String, str)):
                raw = bytes(part)
                for i in range(0, len(raw), 2):
                    code = raw[i] << 8 | raw[i + 1]
                    if code not in table:
                        self.wrong.append(f"code {code} of {name} has no text")
                    glyph = table.get(code, "\ufffd")
                    advance = advances.get(code, default) * size / 1000
                    codes.append((glyph, width, advance))
                    width += advance
                    text += glyph
            else:
                width -= float(part) * size / 1000
        matrix = multiply(tm, state["ctm"])
        shown = [c for c in codes if c[0].strip(" \u00a0\u00ad\u200b")]
        kind, mcid, actual = marked[-1] if marked else ("none", -1, None)
        if shown:
            left = min(c[1] for c in shown)                          # Arabic runs leftward
            right = max(c[1] + c[2] for c in shown)
            item = Text(matrix[4] + left * matrix[0], matrix[5] + rise, (right - left) * matrix[0], size * matrix[0],
                        text if actual is None else actual, kind == "artifact", mcid, state["fill"], name)
            self.texts.append(item)
            self.all.append(item)
        return multiply((1, 0, 0, 1, width, 0), tm)

    @staticmethod
    def _path(op, v, path, here, ctm):
        def at(x, y):
            return (x * ctm[0] + y * ctm[2] + ctm[4], x * ctm[1] + y * ctm[3] + ctm[5])
        if op == "m":
            path.append([at(*v)])
        elif op == "l":
            path[-1].append(at(*v))
        elif op == "c":
            path[-1] += curve(path[-1][-1], at(v[0], v[1]), at(v[2], v[3]), at(v[4], v[5]))
        elif op == "re":
            x, y, w, h = v
            path.append([at(x, y), at(x + w, y), at(x + w, y + h), at(x, y + h), at(x, y)])
        elif op == "h":
            path[-1].append(path[-1][0])
        return here

    def _paint(self, op, path, state, marked):
        artifact = bool(marked) and marked[-1][0] == "artifact"
        for kind in (["fill"] if op[0] == "f" else ["stroke"] if op in "Ss" else ["fill", "stroke"]):
            shape = Shape(kind, [list(p) for p in path], state["w"], state[kind], artifact)
            self.shapes.append(shape)
            self.all.append(shape)


def multiply(a, b):
    return (a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2],
            a[2] * b[1] + a[3] * b[3], a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5])


def curve(a, b, c, d, steps=8):
    points = []
    for i in range(1, steps + 1):
        t = i / steps
        u = 1 - t
        points.append(tuple(u ** 3 * a[k] + 3 * u * u * t * b[k] + 3 * u * t * t * c[k] + t ** 3 * d[k] for k in (0, 1)))
    return points
