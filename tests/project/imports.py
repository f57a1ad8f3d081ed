"""Which module imports which, read from the source without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

ROOMS = (
    "content",
    "listening",
    "talking",
    "speakers",
    "custom_components",
    "skill",
    "interaction_model",
    "audio",
    "signature",
    "endpoint",
    "lambda_handler",
    "harness",
    "deploy",
    "benchmarks",
)
"""The top-level modules of the project, folders and single files."""


def modules(room: str, root: Path = ROOT) -> Iterator[tuple[str, Path]]:
    """Dotted name and file of every module in a room."""
    single = root / f"{room}.py"
    for path in [single] if single.is_file() else sorted((root / room).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        yield ".".join(part for part in parts if part != "__init__"), path


def imported(module: str, path: Path) -> Iterator[str]:
    """Dotted names that a module imports anywhere, in functions too; relative ones resolved.

    `from a import b` gives both `a` and `a.b`, since `b` may be a module.
    """
    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)
