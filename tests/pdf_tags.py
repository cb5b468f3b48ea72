"""Does the tag tree agree with the pages? Every MCID of a page is in exactly one element; the parent tree
says the same; every link belongs to an element and back; header cells that are named exist."""
import pikepdf
from pikepdf import Array, Dictionary, Name

KNOWN = {"Document", "Sect", "Div", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR",
         "TH", "TD", "TFoot", "Figure", "Link", "Span", "BlockQuote", "Reference"}
PARENTS = {"LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}, "TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"},
           "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"}, "Reference": {"P", "LBody", "TD", "TH"}}


class Element:
    def __init__(self, obj, parent):
        self.obj, self.parent, self.kids, self.marked, self.annots = obj, parent, [], [], []
        self.kind = str(obj.get("/S", "/none"))[1:]

    def walk(self):
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def attribute(self, name):
        attributes = self.obj.get("/A")
        for one in attributes if isinstance(attributes, Array) else [attributes]:
            if isinstance(one, Dictionary) and name in one:
                return one[name]
        return None

    def first_marked(self):
        """(page number, mcid) of the first content in this element, or None."""
        for element in self.walk():
            if element.marked:
                return element.marked[0]
        return None


class Tags:
    def __init__(self, pdf):
        self.wrong = []
        self.pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self.owner = {}                  # (page number, mcid) -> Element
        self.annots = {}                 # objgen of an annotation -> Element
        self.root = pdf.Root.StructTreeRoot
        kids = self.root.K
        self.document = self._element(kids if isinstance(kids, Dictionary) else kids[0], None, None, set())
        self._parents(pdf)
        self._annotations(pdf)
        self._shape()
        self._headers()

    def _element(self, obj, parent, page, seen):
        element = Element(obj, parent)
        if obj.objgen in seen:
            self.wrong.append(f"element {obj.objgen} is in the tree twice")
            return element
        seen.add(obj.objgen)
        wanted = self.root if parent is None else parent.obj
        if "/P" not in obj or obj.P.objgen != wanted.objgen:
            self.wrong.append(f"{element.kind} {obj.objgen}: P is not its parent")
        page = obj.get("/Pg", page)
        kids = obj.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and kid.get("/Type") == Name.MCR:
                self._own(element, kid.get("/Pg", page), int(kid.MCID))
            elif isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR:
                self.annots[kid.Obj.objgen] = element
                element.annots.append(kid.Obj)
            elif isinstance(kid, Dictionary):
                element.kids.append(self._element(kid, element, page, seen))
            else:
                self._own(element, page, int(kid))
        return element

    def _own(self, element, page, mcid):
        if page is None or page.objgen not in self.pages:
            self.wrong.append(f"{element.kind}: MCID {mcid} is on no page")
            return
        place = (self.pages[page.objgen], mcid)
        if place in self.owner:
            self.wrong.append(f"MCID {mcid} of page {place[0] + 1} is in two elements")
        self.owner[place] = element
        element.marked.append(place)

    def _numbers(self, node):
        numbers = node.get("/Nums", [])
        table = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        for kid in node.get("/Kids", []):
            table.update(self._numbers(kid))
        return table

    def _parents(self, pdf):
        table = self._numbers(self.root.ParentTree)
        keys = sorted(table)
        if int(self.root.get("/ParentTreeNextKey", -1)) <= keys[-1]:
            self.wrong.append("ParentTreeNextKey is too small")
        self.parent_tree = table
        for number, page in enumerate(pdf.pages):
            mine = {m: e for (p, m), e in self.owner.items() if p == number}
            if "/StructParents" not in page.obj:
                self.wrong.append(f"page {number + 1} has no StructParents")
                continue
            row = table.get(int(page.obj.StructParents), [])
            if page.obj.get("/Tabs") != Name.S:
                self.wrong.append(f"page {number + 1}: Tabs is not S")
            for mcid, element in mine.items():
                if mcid >= len(row) or row[mcid].objgen != element.obj.objgen:
                    self.wrong.append(f"page {number + 1}: the parent tree disagrees on MCID {mcid}")
            if len([r for r in row if isinstance(r, Dictionary)]) != len(mine):
                self.wrong.append(f"page {number + 1}: the parent tree has other MCIDs than the tree")

    def _annotations(self, pdf):
        for number, page in enumerate(pdf.pages):
            for annot in page.obj.get("/Annots", []):
                element = self.annots.get(annot.objgen)
                if element is None or element.kind != "Link":
                    self.wrong.append(f"page {number + 1}: a link is in no Link element")
                elif self.parent_tree.get(int(annot.get("/StructParent", -1)), Dictionary()).objgen != element.obj.objgen:
                    self.wrong.append(f"page {number + 1}: the parent tree disagrees on a link")
                if not str(annot.get("/Contents", "")):
                    self.wrong.append(f"page {number + 1}: a link has no Contents")

    def _shape(self):
        level = 0
        for element in self.document.walk():
            kind, parent = element.kind, element.parent.kind if element.parent else None
            if kind not in KNOWN:
                self.wrong.append(f"unknown structure type {kind}")
            if kind in PARENTS and parent not in PARENTS[kind]:
                self.wrong.append(f"{kind} stands in {parent}")
            if kind == "Table" and any(k.kind not in ("TR", "THead", "TBody", "TFoot") for k in element.kids):
                self.wrong.append("a table holds something that is no row")
            if kind == "L" and any(k.kind != "LI" for k in element.kids):
                self.wrong.append("a list holds something that is no item")
            if kind == "Table":
                parts = [k.kind for k in element.kids if k.kind != "TR"]
                if parts != sorted(parts, key=["THead", "TBody", "TFoot"].index) or \
                        max((parts.count(p) for p in parts), default=0) > 1:
                    self.wrong.append(f"a table has the parts {parts}")
            if kind in ("H1", "H2", "H3"):
                if int(kind[1]) > level + 1:
                    self.wrong.append(f"{kind} follows H{level}")
                level = int(kind[1])
            if kind == "Figure" and not str(element.obj.get("/Alt", "")):
                self.wrong.append("a figure has no Alt")
            if kind in ("P", "H1", "H2", "H3", "LBody", "Lbl", "TH") and element.first_marked() is None:
                self.wrong.append(f"an empty {kind}")
        headings = [e.kind for e in self.document.walk() if e.kind == "H1"]
        if len(headings) != 1:
            self.wrong.append(f"{len(headings)} H1")

    def _headers(self):
        """A cell names its heads, or stands in a table of parts, where the scopes of the heads say it: each column
        then has a head over it."""
        for table in (e for e in self.document.walk() if e.kind == "Table"):
            named = {bytes(c.obj.ID) for c in table.walk() if c.kind == "TH" and "/ID" in c.obj}
            parted = any(k.kind == "TBody" for k in table.kids)
            for row in (e for e in table.walk() if e.kind == "TR"):
                for cell in row.kids:
                    if cell.kind == "TH" and cell.attribute("/Scope") not in (Name.Row, Name.Column):
                        self.wrong.append("a TH has no Scope")
                    if cell.kind != "TD" or cell.first_marked() is None or parted:
                        continue
                    headers = [bytes(h) for h in cell.attribute("/Headers") or []]
                    if len(headers) < 2:
                        self.wrong.append("a TD names fewer than two headers")
                    if any(h not in named for h in headers):
                        self.wrong.append("a TD names a header that its table does not have")
            self._grid(table)

    def _grid(self, table):
        """Every row fills every column, with the cells that hang down from the rows above it."""
        widths, hanging = set(), {}
        for row in (e for e in table.walk() if e.kind == "TR"):
            column, free = 0, list(hanging)
            taken = {c: n - 1 for c, n in hanging.items() if n > 1}
            for cell in row.kids:
                while column in free:
                    column += 1
                for _ in range(int(cell.attribute("/ColSpan") or 1)):
                    if column in free:
                        self.wrong.append("a cell lies over one that hangs down")
                    if int(cell.attribute("/RowSpan") or 1) > 1:
                        taken[column] = int(cell.attribute("/RowSpan")) - 1
                    column += 1
            widths.add(max([column] + [c + 1 for c in free]))
            hanging = taken
        if len(widths) > 1:
            self.wrong.append(f"the rows of a table have {sorted(widths)} columns")
