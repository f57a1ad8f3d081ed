"""Copies the tables of benchmarks/results.md into the README, between two comments."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
START = "<!-- figures: make bench writes what follows -->"
END = "<!-- end of figures -->"


def with_figures(readme: str, results: str) -> str:
    """The README with the results in place, one heading level lower.

    Raises ValueError where the README lacks one of the two comments.
    """
    before, start, rest = readme.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise ValueError(f"README.md needs the lines {START!r} and {END!r}.")
    tables = re.sub(r"^# .*\n+", "", results)
    lower = re.sub(r"^##", "###", tables, flags=re.MULTILINE).strip()
    return f"{before}{START}\n\n{lower}\n\n{END}{after}"


if __name__ == "__main__":
    page = ROOT / "README.md"
    results = (ROOT / "benchmarks" / "results.md").read_text(encoding="utf-8")
    page.write_text(with_figures(page.read_text(encoding="utf-8"), results), encoding="utf-8")
