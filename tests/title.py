#!/usr/bin/env python3
"""Usage: tests/title.py BUILD
The title as a lockup, in a table: language, title, names of the subjects -> the lines of the cover of a
handout, "prefix | first | or | last | suffix"; a title that is no lockup stands whole."""
import os
import subprocess
import sys
import tempfile

CASES = [
    ("en", "Bus or bike?", "Bus/Bike", "Bus | or | bike?"),
    ("en", "To town: bus or bike?", "Bus/Bike", "To town: | bus | or | bike?"),
    ("en", "Bus, bike or car?", "Bus/Bike/Car", "Bus, | bike | or | car?"),
    ("en", "Bus, bike, or car?", "Bus/Bike/Car", "Bus, | bike, | or | car?"),
    ("en", "Bus or bike for beginners?", "Bus/Bike", "Bus | or | bike | for beginners?"),
    ("en", "Health plan or health account?", "Health plan/Health account", "Health | plan | or | account?"),
    ("en", "Day school or night school?", "Day school/Night school", "Day | or | Night | school?"),
    ("en", "Busy or bikes?", "Bus/Bike", "Busy or bikes?"),
    ("en", "Bus and bike", "Bus/Bike", "Bus and bike"),
    ("en", "Bus or bike: how to choose", "Bus/Bike", "Bus or bike: | how to choose"),
    ("en", "Bus, bike, car or train?", "Bus/Bike/Car/Train", "Bus, bike, car or train?"),
    ("es", "¿Bus o bici?", "Bus/Bici", "¿Bus | o | bici?"),
    ("es", "Al centro: ¿bus o bici?", "Bus/Bici", "Al centro: | ¿bus | o | bici?"),
    ("es", "¿Español u ocio?", "Español/Ocio", "¿Español | u | ocio?"),
    ("de", "Bus oder Rad?", "Bus/Rad", "Bus | oder | Rad?"),
    ("fr", "Bus ou vélo\u202f?", "Bus/Vélo", "Bus | ou | vélo\u202f?"),
]


def article(lang, title, names):
    subjects = "".join(f'<subject id="s{i}"><title>{name}</title></subject>' for i, name in enumerate(names))
    values = "".join(f'<value for="s{i}">words</value>' for i in range(len(names)))
    return (f'<comparison xmlns="urn:diptych:1" xml:lang="{lang}"><info><title>{title}</title></info>'
            f"<subjects>{subjects}</subjects><aspects><aspect id='a'><title>A</title>{values}</aspect>"
            "</aspects><steps><step>Go.</step></steps></comparison>")


def heading(program, lang, title, names, folder):
    path, out = os.path.join(folder, "a.xml"), os.path.join(folder, "a.trace")
    with open(path, "w", encoding="utf-8") as file:
        file.write(article(lang, title, names))
    subprocess.run([program, "build", "-q", path, "-f", "handout", "--to", "trace", "-o", out], check=True)
    parts = []
    for line in open(out, encoding="utf-8"):
        if not line.lstrip().startswith("text ") or " H1." not in line:
            continue
        text = line[line.index('"') + 1:line.rindex('"')]
        if text.strip():
            parts.append(text)
    return " | ".join(parts)


def main():
    program = os.path.join(sys.argv[1], "diptych")
    with tempfile.TemporaryDirectory() as folder:
        for lang, title, names, want in CASES:
            got = heading(program, lang, title, names.split("/"), folder)
            print(f"ok title: {title}" if got == want else f'not ok title: {title}: "{got}", not "{want}"')


main()
