"""What several tests of finished files do: put a file to a list of checks, one line of result each, and count
whether work grows no faster than the length of the article."""

import re
import subprocess


def results(name, checks, subject):
    """A line for each check: "ok NAME: check" or "not ok NAME: check: why"; NAME may be empty."""
    for check in checks:
        told = f"{name}: " if name else ""
        told += check.__name__.replace("_", " ")
        try:
            check(subject)
            yield f"ok {told}"
        except Exception as why:
            kind = "" if isinstance(why, AssertionError) else type(why).__name__ + " "
            yield f"not ok {told}: {kind}{' '.join(str(why).split())[:600]}"


def growth(name, what, program, folder, form, articles):
    """Four times the article, at most 4.4 times the instructions: counted, not timed. [articles]: two texts."""
    spent = []
    for number, text in enumerate(articles):
        path, counts = folder / f"growth-{number}.xml", folder / "counts"
        path.write_text(text)
        subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={counts}", program, "build", "-q", path,
                        "-f", form, "-o", folder / "growth.pdf"], check=True, capture_output=True)
        spent.append(int(re.search(r"^(?:summary|totals): (\d+)", counts.read_text(), re.M)[1]))
    grown = spent[1] / spent[0]
    return f"{'ok' if 2 < grown < 4.4 else 'not ok'} {name}: four times the {what}, {grown:.2f} times the work"
