"""Measures everything and keeps the tables: `python -m benchmarks`, or `make bench`.

Each module here that offers `run` gives rows, ours beside a reference; each of the others prints a
table of its own in `main`.
"""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stdout
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

from benchmarks.table import Row, machine, markdown

RESULTS = Path(__file__).with_name("results.md")
COMPARED = ("turn", "cold_start", "endpoint", "growth")
TABLES = {
    "understanding": "Understanding",
    "audio": "Audio",
    "deploys": "Deploys",
    "floods": "Forged requests",
}


@click.command()
@click.option("--only", multiple=True, help="Measure this alone, such as turn; keep nothing.")
def main(only: tuple[str, ...]) -> None:
    """Measure, print the tables, and keep them in benchmarks/results.md."""
    unknown = set(only) - {*COMPARED, *TABLES}
    if unknown:
        raise click.UsageError(f"There is no benchmark called {', '.join(sorted(unknown))}.")
    text = report([name for name in (*COMPARED, *TABLES) if not only or name in only])
    click.echo(text)
    if not only:
        RESULTS.write_text(text)


def report(names: list[str]) -> str:
    """Run the benchmarks of those names; return their tables."""
    rows: list[Row] = []
    tables = []
    for name in names:
        if find_spec(f"benchmarks.{name}") is None:
            continue
        print(f"measuring {name} ...", file=sys.stderr)
        module = import_module(f"benchmarks.{name}")
        if name in COMPARED:
            rows += module.run()
        else:
            with redirect_stdout(io.StringIO()) as printed:
                module.main()
            tables.append(f"## {TABLES[name]}\n\n{printed.getvalue().strip()}\n")
    head = (
        "# What was measured\n\n"
        f"`make bench` on {machine()}, {date.today():%Y-%m-%d}. Medians of runs by turns with the "
        "reference, in the same process or on the same machine; the ratio is ours to the "
        "reference.\n"
    )
    return "\n".join([head, *([markdown(rows)] if rows else []), *tables])


if __name__ == "__main__":
    main()
