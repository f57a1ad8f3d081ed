"""A measured figure beside its reference, and the table they are printed in."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One comparison; both figures come from the same run on the same machine."""

    what: str
    unit: str
    ours: float
    reference: float
    beside: str
    """What the reference is."""
    aim: float | None
    """The ratio, ours to the reference, that is aimed at; None where it is only told."""
    more_is_better: bool = False

    @property
    def ratio(self) -> float:
        return self.ours / self.reference

    @property
    def met(self) -> bool:
        if self.aim is None:
            return True
        return self.ratio >= self.aim if self.more_is_better else self.ratio <= self.aim


def markdown(rows: Sequence[Row]) -> str:
    """Return the rows as a table."""
    lines = [
        "| What | Ours | Beside | Reference | Ratio | Aim | Met |",
        "|---|---:|---|---:|---:|---:|---|",
    ]
    for row in rows:
        sign = "≥" if row.more_is_better else "≤"
        aim = "" if row.aim is None else f"{sign} {row.aim:.2f}"
        met = "" if row.aim is None else "yes" if row.met else "**no**"
        lines.append(
            f"| {row.what} | {_figure(row.ours)} {row.unit} | {row.beside} "
            f"| {_figure(row.reference)} {row.unit} | {row.ratio:.2f} | {aim} | {met} |"
        )
    return "\n".join(lines) + "\n"


def machine() -> str:
    """Return what the figures were measured on."""
    return (
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()
