#!/usr/bin/python3
"""Usage: tests/pictures.py BUILD

Pictures on finished pages, looked at by other programs. Drawings of tests/images and data/icons are compared with what
rsvg-convert makes of them (loosely: the edges of two programs never agree); JPEGs and PNGs with what they are meant to
show, turned as EXIF says; and long addresses are read from the page by zbarimg."""
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import zlib

HERE = pathlib.Path(__file__).parent.resolve()
PPI = 96
ARTICLE = """<comparison xml:lang="en" id="x"><info><title>Bus or bike?</title></info>
<subjects><subject id="bus"><title>Bus</title></subject><subject id="bike"><title>Bike</title></subject></subjects>
<aspects><aspect id="cost"><title>Cost</title><value for="bus">a ticket</value><value for="bike">nothing</value>
</aspect></aspects>%s<steps><step>Go.</step></steps>%s</comparison>"""


def run(*command):
    result = subprocess.run([str(c) for c in command], capture_output=True, timeout=120)
    assert result.returncode == 0, f"{command[0]} ended with {result.returncode}: {result.stderr[:400]!r}"
    return result.stdout


class Pixels:
    """A picture as rows of (r, g, b), from the PPM that poppler writes."""

    def __init__(self, path):
        kind, size, _, self.bytes = path.read_bytes().split(b"\n", 3)
        assert kind == b"P6", kind
        self.width, self.height = map(int, size.split())

    def at(self, x, y):
        place = 3 * (y * self.width + x)
        return tuple(self.bytes[place:place + 3])


def page_of(build, folder, source, options=(), page=2):
    """Builds an article with one figure, the picture [source]; gives the page and the figure's box in pixels."""
    figure = f'<section><title>It</title><figure src="{source}" width="240pt" alt="It"/></section>'
    (folder / "x.xml").write_text(ARTICLE % (figure, ""))
    common = [build / "diptych", "build", folder / "x.xml", "-q", "-f", "handout", "--allow", "picture-low-resolution"]
    run(*common, *options, "-o", folder / "x.pdf")
    trace = run(*common, *options, "--to", "trace", "-o", "-").decode()
    boxes = re.findall(r"^ +(?:image|box) ([\d.]+),([\d.]+) ([\d.]+)x([\d.]+) .*Figure", trace, re.M)
    assert boxes, "no figure in the trace"
    problem = subprocess.run(["qpdf", "--check", folder / "x.pdf"], capture_output=True)
    assert problem.returncode == 0, problem.stderr[:300]
    run("pdftoppm", "-r", PPI, "-f", page, "-l", page, folder / "x.pdf", folder / "x")
    shot = sorted(folder.glob("x-*.ppm"))[0]
    pixels = Pixels(shot)
    shot.unlink()
    return pixels, [float(v) * PPI / 72 for v in boxes[0]]


def png_pixels(data):
    """The rows of an RGBA PNG of 8 bits, laid on white."""
    at, packed = 8, b""
    while at < len(data):
        size, name = struct.unpack(">I4s", data[at:at + 8])
        if name == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", data[at + 8:at + 18])
        if name == b"IDAT":
            packed += data[at + 8:at + 8 + size]
        at += size + 12
    step = {2: 3, 6: 4}[colour]
    assert depth == 8
    raw, rows, above = zlib.decompress(packed), [], bytes(width * step)
    for y in range(height):
        how, row = raw[y * (width * step + 1)], bytearray(raw[y * (width * step + 1) + 1:(y + 1) * (width * step + 1)])
        for i in range(len(row)):
            a, b, c = (row[i - step], above[i], above[i - step]) if i >= step else (0, above[i], 0)
            p = a + b - c
            near = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
            row[i] = row[i] + (0, a, b, (a + b) // 2, near)[how] & 255
        above = row
        cells = [row[i:i + step] for i in range(0, len(row), step)]
        rows.append([tuple((v * (c[3] if step == 4 else 255) + 255 * (255 - (c[3] if step == 4 else 255))) // 255
                           for v in c[:3]) for c in cells])
    return rows


def check_drawing(build, folder, path):
    """At most 1.5 % of the pixels may differ by more than 80 of 255 in a channel, and the mean by 3."""
    source = path.read_text().replace("currentColor", "#1B1F23")  # the ink of the theme
    end = source.index(">", source.index("<svg")) + 1
    ground = '<rect id="test-ground" x="-1000" y="-1000" width="9000" height="9000" fill="#fff" stroke="none"/>'
    box = re.search(r'viewBox="([\d. -]+)"', source[:end])
    if box:
        x, y, w, h = box.group(1).split()
        ground = f'<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="#fff" stroke="none"/>'
    (folder / "p.svg").write_text(source[:end] + ground + source[end:])
    page, (left, top, width, height) = page_of(build, folder, "p.svg")
    whole = run("rsvg-convert", "-w", round(width), "-h", round(height), folder / "p.svg")
    wanted = png_pixels(whole)
    far = total = 0
    for y in range(1, round(height) - 1):
        for x in range(1, round(width) - 1):
            one, two = page.at(round(left) + x, round(top) + y), wanted[y][x]
            worst = max(abs(a - b) for a, b in zip(one, two))
            far += worst > 80
            total += worst
    count = round(width) * round(height)
    assert far <= 0.015 * count, f"{far} of {count} pixels differ"
    assert total <= 3 * count, f"pixels differ by {total / count:.1f} in the mean"


QUARTERS = [(220, 30, 30), (30, 180, 60), (40, 60, 200), (250, 250, 250)]
SEEN = {1: "0123", 2: "1032", 3: "3210", 4: "2301", 5: "0213", 6: "2031", 7: "3120", 8: "1302"}


def check_quarters(build, folder, order="0123", tolerance=24, grey=False, options=()):
    page, (left, top, width, height) = page_of(build, folder, "p.jpg", options)
    for i, which in enumerate(order):
        x, y = left + width * (0.25 + 0.5 * (i % 2)), top + height * (0.25 + 0.5 * (i // 2))
        got, want = page.at(int(x), int(y)), QUARTERS[int(which)]
        if grey:
            want = (round(0.299 * want[0] + 0.587 * want[1] + 0.114 * want[2]),) * 3
        assert max(abs(a - b) for a, b in zip(got, want)) <= tolerance, f"quarter {i} is {got} and not {want}"


def exif(turn):
    tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" + bytes([turn]) + b"\0\0\0\0\0\0"
    return b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\0\0" + tiff


def check_jpegs(build, folder):
    for name, tolerance in [("rgb", 24), ("progressive", 24), ("plain-rgb", 24), ("cmyk", 70)]:
        (folder / "p.jpg").write_bytes((HERE / f"images/{name}.jpg").read_bytes())
        check(f"{name}.jpg", check_quarters, build, folder, "0123", tolerance)
        check(f"{name}.jpg in one ink", check_quarters, build, folder, "0123", tolerance, True, ["--color", "gray"])
    plain = (HERE / "images/rgb.jpg").read_bytes()
    for turn, order in SEEN.items():
        (folder / "p.jpg").write_bytes(plain[:2] + exif(turn) + plain[2:])
        check(f"EXIF turn {turn}", check_quarters, build, folder, order)


def check_alpha(build, folder):
    """Half clear black over white paper is grey; fully clear is paper."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    rows = (b"\0" + b"\0\0\0\x80" * 8 + b"\xff\0\0\0" * 8) * 8
    (folder / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 16, 8, 8, 6, 0, 0, 0))
                                   + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    page, (left, top, width, height) = page_of(build, folder, "p.png")
    half, clear = (page.at(int(left + width * f), int(top + height / 2)) for f in (0.2, 0.8))
    assert all(abs(v - 127) <= 3 for v in half), f"half clear black is {half}"
    assert clear == (255, 255, 255), f"what is clear is {clear}"


def check_once(build, folder):
    """A picture that is shown twice, and a copy of it under another name, are one image in the file."""
    (folder / "a.jpg").write_bytes((HERE / "images/rgb.jpg").read_bytes())
    (folder / "b.jpg").write_bytes((HERE / "images/rgb.jpg").read_bytes())
    figures = "".join(f'<figure src="{n}.jpg" alt="{n}"/>' for n in "aab")
    (folder / "x.xml").write_text(ARTICLE % (f"<section><title>It</title>{figures}</section>", ""))
    run(build / "diptych", "build", folder / "x.xml", "-q", "-f", "handout", "-o", folder / "x.pdf")
    rows = run("pdfimages", "-list", folder / "x.pdf").decode().splitlines()[2:]
    objects = {row.split()[10] for row in rows}
    assert len(rows) == 3 and len(objects) == 1, f"{len(rows)} images, {len(objects)} objects"


def check_code(build, folder, length, options):
    """A long address makes a larger code, which is still read from the page at 110 pixels an inch."""
    address = "https://example.edu/" + "talk-" * 200
    address = address[:length]
    (folder / "x.xml").write_text(ARTICLE % ("", f'<action href="{address}">Book a talk</action>'))
    run(build / "diptych", "build", folder / "x.xml", "-q", "-o", folder / "x.pdf", *options)
    run("pdftoppm", "-r", 110, "-png", folder / "x.pdf", folder / "q")
    shots = sorted(folder.glob("q-*.png"))
    found = subprocess.run(["zbarimg", "-q", "--raw", *map(str, shots)], capture_output=True).stdout.decode()
    for shot in shots:
        shot.unlink()
    assert found.strip() == address, f"zbarimg reads {found.strip()[:60]!r}"


failed = 0


def check(name, function, *arguments):
    global failed
    try:
        function(*arguments)
        print(f"ok pictures {name}")
    except (AssertionError, OSError) as why:
        print(f"not ok pictures {name}: {why}")
        failed += 1


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for path in sorted((HERE / "images").glob("*.svg")):
            if path.stem != "text":  # another program has other letters
                check(path.name, check_drawing, build, folder, path)
        for name in ("clock", "gear", "bike", "heart"):
            check(f"icon {name}", check_drawing, build, folder, HERE.parent / f"data/icons/{name}.svg")
        check_jpegs(build, folder)
        check("alpha", check_alpha, build, folder)
        check("each picture once", check_once, build, folder)
        for form, length in [("handout", 30), ("handout", 200), ("handout", 400), ("trifold", 30), ("trifold", 70)]:
            check(f"code of {length} in the {form}", check_code, build, folder, length, ["-f", form])
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
