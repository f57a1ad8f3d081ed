"""The README's commands: those of people who use the project, and those of contributors."""

from __future__ import annotations

import re

from tests.project.imports import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTORS = "\n## Contributing\n"
"""The heading from which on the README speaks to those who change the project."""


def commands(text: str) -> list[str]:
    """Every command in the `sh` blocks of a document."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = (re.sub(r"\s+# .*", "", line).strip() for block in blocks for line in block.split("\n"))
    return [line for line in lines if line and not line.startswith("#")]


def parts(text: str) -> tuple[list[str], list[str]]:
    """The commands for users and those for contributors. Raises ValueError without the heading."""
    users, heading, contributors = text.partition(CONTRIBUTORS)
    if not heading:
        raise ValueError(f"README.md needs the heading {CONTRIBUTORS.strip()!r}.")
    return commands(users), commands(contributors)
