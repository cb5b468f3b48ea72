#!/usr/bin/python3
"""Usage: tests/fuzz.py BUILD [COUNT [FIRST]]

Articles and themes that nobody would write. Case n is made from n alone: a file of tests/cases, tests/articles,
tests/languages or data is taken and spoilt, as a tree (parts moved, doubled, emptied, filled with strange words and
numbers, so that it stays XML and gets as far as layout) or as bytes. The program may refuse it, but in so many words:
it must end by itself within a minute, with exit code 0 to 3, and with a message unless that is 0.
"tests/fuzz.py build/asan 100000" looks for long; "tests/fuzz.py build/asan 1 4711" makes case 4711 again, and a case
that fails is kept as build/fuzz/N.xml."""
import concurrent.futures
import os
import pathlib
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

TOP = pathlib.Path(__file__).resolve().parent.parent
ARTICLES = sorted(p for folder in ("data/articles", "tests/articles", "tests/languages", "tests/cases")
                  for p in TOP.glob(f"{folder}/*.xml"))
THEMES = sorted(p for folder in ("data/themes", "tests/cases/themes") for p in TOP.glob(f"{folder}/*.xml"))
SOUND = [p for p in ARTICLES if b"<!-- error" not in p.read_bytes()]
COUNT = 120
# How a tree is spoilt, and how often: words most of all, since they get farthest.
KINDS = ["words"] * 12 + ["longer"] * 5 + ["number"] * 5 + ["double"] * 4 + ["lang"] * 3 + ["remove"] * 2 + [
    "graft", "attribute", "lose", "rename"]
NUMBERS = ["0", "-1", "1", "0.5", "3.999", "1e308", "1e-308", "-0", "99999999999999999999", "nan", "inf", "", "0x10",
           "65536", "2147483648", "1,5"]
TEXTS = ["", " ", "\u00ad" * 40, "x" * 900, "a-" * 200, "/" * 300, "https://e.org/" + "y" * 500, "\u200f\u202e\u2066",
         "\u0627\u0644\u0633\u0644\u0627\u0645 abc \u05e9\u05dc\u05d5\u05dd 12", "\u65e5\u672c\u8a9e\u3002" * 30,
         "\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22" * 20, "\u0915\u094d\u0937\u093f" * 30, "e\u0301" * 50,
         "\U0001f469\u200d\U0001f680 \U0001f1e9\U0001f1ea", "\ufeff\ufffd\U0010fffe", "a\u00a0" * 100, "w " * 400,
         "{n} {total} {date}", "%s%n%d", "&#0;", "\u0300\u0301\u0302", "-", "\u2028\u2029"]
LANGS = ["ar", "he", "ja", "zh-Hant", "th", "hi", "de-CH", "", "x", "en-" + "a" * 200, "../../etc/passwd", "fr", "tr"]


def spoil_bytes(rng, data, other):
    data = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        at = rng.randrange(len(data) + 1)
        end = min(len(data), at + rng.choice((1, 1, 3, 20, 400)))
        kind = rng.randrange(6)
        if kind == 0:
            data[at:end] = b""
        elif kind == 1:
            data[at:at] = bytes(rng.randrange(256) for _ in range(rng.choice((1, 2, 8))))
        elif kind == 2:
            data[at:at] = data[at:end] * rng.choice((1, 2, 50))
        elif kind == 3:
            start = rng.randrange(len(other))
            data[at:end] = other[start:start + rng.choice((5, 50, 500))]
        elif kind == 4 and at < len(data):
            data[at] ^= 1 << rng.randrange(8)
        else:
            data[at:at] = rng.choice((b"<", b">", b"&", b'"', b"]]>", b"<!--", b"<![CDATA[", b"\0", b"\xff\xfe", b"\xc0\x80"))
    return bytes(data)


def spoil_node(rng, node, parents, nodes, others):
    kind = rng.choice(KINDS)
    numbers = [key for key, value in sorted(node.attrib.items()) if re.fullmatch(r"-?[0-9.]+", value)]
    if kind == "words":
        node = rng.choice([n for n in nodes if (n.text or "").strip()] or nodes)
        node.text = rng.choice(TEXTS)
    elif kind == "longer":
        node = rng.choice([n for n in nodes if (n.text or "").strip()] or nodes)
        node.text = (node.text or "") * rng.choice((2, 10, 60))
    elif kind == "number" and numbers:
        node.set(rng.choice(numbers), rng.choice(NUMBERS + [str(rng.randrange(1000) / 8) for _ in NUMBERS]))
    elif kind == "remove" and node in parents:
        parents[node].remove(node)
    elif kind == "double" and node in parents:
        for _ in range(rng.choice((1, 3, 40))):
            parents[node].insert(rng.randrange(len(parents[node]) + 1), node)
    elif kind == "graft":
        rng.choice(nodes).append(rng.choice(others))
    elif kind == "attribute" and node.attrib:
        node.set(rng.choice(sorted(node.attrib)), rng.choice(NUMBERS + TEXTS + LANGS))
    elif kind == "lose" and node.attrib:
        del node.attrib[rng.choice(sorted(node.attrib))]
    elif kind == "lang":
        node.set("{http://www.w3.org/XML/1998/namespace}lang", rng.choice(LANGS))
    elif kind == "rename":
        node.tag = rng.choice(nodes + others).tag


def spoil_tree(rng, data, other):
    try:
        root, strange = ET.fromstring(data), list(ET.fromstring(other).iter())
    except ET.ParseError:
        return spoil_bytes(rng, data, other)
    for _ in range(rng.choice((1, 1, 2, 4))):
        nodes = list(root.iter())
        parents = {kid: node for node in nodes for kid in node}
        spoil_node(rng, rng.choice(nodes), parents, nodes, strange)
        if len(list(root.iter())) > 20000:
            break
    text = ET.tostring(root, encoding="utf-8")
    return re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", text)


def case(number, formats):
    """The bytes of case [number], what they are, and the options to build them with."""
    rng = random.Random(number)
    theme = number % 5 == 4
    data, other = (rng.choice(THEMES if theme else ARTICLES).read_bytes() for _ in range(2))
    if rng.random() < 0.2:
        spoilt = spoil_bytes(rng, data or b" ", other or b" ")
    else:
        data = data if theme else rng.choice(SOUND).read_bytes()
        spoilt = spoil_tree(rng, data, other)
    options = ["-q", "-f", rng.choice(formats), "-F", rng.choice(("office", "reader")),
               "-p", rng.choice(("letter", "a4", "a5", "half-letter", "a3"))]
    options += rng.choice(([], [], ["--ink-saver"], ["--color", "gray"])) + ["--to", rng.choice(("pdf", "trace"))]
    return spoilt, theme, options


def run_case(job):
    program, number, formats, folder = job
    data, theme, options = case(number, formats)
    path = folder / f"{number}.xml"
    path.write_bytes(data)
    article = TOP / "tests/articles/short.xml" if theme else path
    command = [program, "build", article, *options, *(["-t", path] if theme else []), "-o", "-"]
    try:
        done = subprocess.run([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60)
        code, told = done.returncode, done.stderr.decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        code, told = "none within a minute", ""
    quiet = code in (1, 2, 3) and "error: " not in told and "warning: " not in told
    if code in (0, 1, 2, 3) and not quiet and "Sanitizer" not in told and "runtime error" not in told:
        path.unlink()
        return f"ok fuzz {number}"
    why = re.search(r"(?m)^.*(?:Sanitizer|runtime error|ssertion).*$", told)
    return (f"not ok fuzz {number}: exit code {code}, kept as {path.relative_to(TOP)}, "
            f"options {' '.join(options)}{' as a theme' if theme else ''}: {why[0] if why else told[:200]!r}")


def main():
    program = pathlib.Path(sys.argv[1], "diptych").resolve()
    count = int(sys.argv[2]) if len(sys.argv) > 2 else COUNT
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    listed = subprocess.run([program, "list", "formats"], capture_output=True, text=True, check=True).stdout
    formats = [line.split()[0] for line in listed.splitlines()]
    folder = TOP / "build/fuzz"
    folder.mkdir(parents=True, exist_ok=True)
    bad = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for line in pool.map(run_case, ((program, n, formats, folder) for n in range(first, first + count))):
            bad += line.startswith("not")
            if count <= COUNT or line.startswith("not"):
                print(line, flush=True)
    if count > COUNT:
        print(f"{count - bad} passed, {bad} failed")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
