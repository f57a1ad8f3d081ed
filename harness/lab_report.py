"""A run of the lab as one HTML file: counts, confusions, and a table of every sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from harness.lab import CONFUSED, TELLS, Result, confusions

TEMPLATES = Path(__file__).parent / "templates"


def report(results: Sequence[Result], name: str) -> str:
    """The self-contained page of a run; `name` is its file's."""
    style = (TEMPLATES.parent / "static" / "lab.css").read_text("utf-8")
    return (
        _environment()
        .get_template("lab_report.html")
        .render(name=name, style=style, shown=results, **summary(results))
    )


def summary(results: Sequence[Result]) -> dict[str, Any]:
    """What the templates need of a run: counts and tables of confusions."""
    tables = [(key, table(results, key)) for key in CONFUSED]
    return {
        "tells": TELLS,
        "sentences": len({(one.line, one.text) for one in results}),
        "spoken_in": len({one.locale for one in results}),
        "asserted": sum(bool(one.wanted) for one in results),
        "faulty": sum(bool(one.faults) for one in results),
        "changed": sum(bool(one.changed) for one in results),
        "lost": sum(one.how == "fallback" for one in results),
        "tables": [(key, found) for key, found in tables if found],
    }


def table(results: Sequence[Result], key: str) -> dict[str, Any] | None:
    """What was wanted against what came, for one key; None where nothing was asserted of it."""
    counts = confusions(results, key)
    if not counts:
        return None
    wanted = sorted({pair[0] for pair in counts})
    got = sorted({pair[1] for pair in counts})
    return {"got": got, "rows": [(one, [counts[one, other] for other in got]) for one in wanted]}


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
