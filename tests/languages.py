#!/usr/bin/env python3
"""Usage: tests/languages.py BUILD [LANG...]
Each article of tests/languages has five subjects. Dropping the last of them, with all that is said of them,
gives articles of four, three and two. Every one is built as a handout, those of two and three as a trifold
too; with two or three the title is the list of their names, joined as the language joins them. A file must
come without an error or a warning, be sound, hold every word of the article, and no glyph of a missing
character."""
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as tree

NAMESPACE = "{urn:diptych:1}"
FORMATS = {"handout": (2, 5), "large-print": (2, 5), "trifold": (2, 3)}
ALLOWED = ["not-in-this-format"]
TALL = ("ar", "hi", "ja")
TITLES = {"es": "¿{}?", "fr": "{}\u202f?", "ar": "{}؟", "ja": "{}か？"}
folder = os.path.dirname(os.path.abspath(__file__))


def language(root):
    return root.get("{http://www.w3.org/XML/1998/namespace}lang").split("-")[0]


def strings(lang):
    path = os.path.join(folder, "..", "data", "strings", lang + ".tsv")
    rows = [line.rstrip("\n").split("\t", 1) for line in open(path, encoding="utf-8") if "\t" in line]
    return dict(rows)


def listed(lang, names):
    """"A, B or C?" as the language has it."""
    fixed = strings(lang)
    gap = "" if lang == "ja" else " "
    first = (fixed["comma"] + gap).join(names[:-1])
    words = first + gap + fixed["or"].split("|")[0] + gap + names[-1]
    return TITLES.get(lang, "{}?").format(words)


def without_last_aspect(root):
    """What has no room in a trifold of three: the aspect that the author marked as the first to go, and in
    scripts with tall lines the second statement about each subject."""
    aspects = root.find(NAMESPACE + "aspects")
    for aspect in list(aspects):
        if aspect.get("priority") == "5":
            aspects.remove(aspect)
    if language(root) in TALL:
        seen, check = set(), root.find(NAMESPACE + "self-check")
        for statement in check.findall(NAMESPACE + "statement"):
            if statement.get("for") in seen and " " not in statement.get("for"):
                check.remove(statement)
            seen.add(statement.get("for"))


def reduced(root, count):
    """The article about its first [count] subjects only."""
    subjects = root.find(NAMESPACE + "subjects")
    dropped = {subject.get("id") for subject in list(subjects)[count:]}
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == NAMESPACE + "subject" and child.get("id") in dropped:
                parent.remove(child)
            elif child.get("for"):
                left = [name for name in child.get("for").split() if name not in dropped]
                if left:
                    child.set("for", " ".join(left))
                else:
                    parent.remove(child)
    if count <= 3:
        names = [subject.find(NAMESPACE + "title").text for subject in subjects]
        root.find(f"{NAMESPACE}info/{NAMESPACE}title").text = listed(language(root), names)


def letters(text):
    """The letters and figures alone: what hyphens, spaces and marks of direction do not change."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if unicodedata.category(c)[0] in "LN")


def words_of(root):
    """Every word that must be found in a file with all of the article. A title with a question beside it is
    another wording of it: a page shows the one or the other."""
    reworded = set()
    for parent in root.iter():
        question = parent.find(NAMESPACE + "question")
        if question is not None:
            reworded |= {question, parent.find(NAMESPACE + "title")}
    for element in root.iter():
        if element.tag == NAMESPACE + "short" or element in reworded or not (element.text or "").strip():
            continue
        for word in re.split(r"[\s/–—-]+", element.text):
            if letters(word):
                yield letters(word)


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    return result.returncode, result.stdout + result.stderr


def extracted(path):
    return letters(run("pdftotext", "-raw", path, "-")[1])


def why_wrong(program, path, format_name, out, root):
    allow = [part for name in ALLOWED for part in ("--allow", name)]
    code, said = run(program, "build", "-q", path, "-f", format_name, "-o", out, *allow)
    if code or said.strip():
        return said.strip().replace("\n", " ")[:300] or f"exit code {code}"
    code, said = run("qpdf", "--check", out)
    if code:
        return "qpdf: " + said[-200:]
    if format_name == "trifold":
        return None  # it may leave out what has no room
    text = extracted(out)
    missing = sorted({word for word in words_of(root) if word not in text})
    return "these words do not extract: " + " ".join(missing[:12]) if missing else None


def main():
    program = os.path.join(sys.argv[1], "diptych")
    wanted = sys.argv[2:] or sorted(name[:-4] for name in os.listdir(os.path.join(folder, "languages")))
    known = run(program, "list", "formats")[1]
    with tempfile.TemporaryDirectory() as work:
        for lang in wanted:
            for count in (5, 4, 3, 2):
                root = tree.parse(os.path.join(folder, "languages", lang + ".xml")).getroot()
                reduced(root, count)
                tree.register_namespace("", "urn:diptych:1")
                for format_name, (least, most) in FORMATS.items():
                    if not least <= count <= most or not re.search(rf"^{format_name}\b", known, re.M):
                        continue
                    if format_name == "trifold" and count == 3:
                        without_last_aspect(root)
                    path = os.path.join(work, f"{lang}-{count}-{format_name}.xml")
                    tree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
                    out = os.path.join(work, f"{lang}-{count}-{format_name}.pdf")
                    why = why_wrong(program, path, format_name, out, root)
                    name = f"languages {lang}: {count} in {format_name}"
                    print(f"not ok {name}: {why}" if why else f"ok {name}")
        keep = os.environ.get("KEEP")
        if keep:
            run("cp", "-r", work, keep)


main()
