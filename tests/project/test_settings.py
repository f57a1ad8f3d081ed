"""docs/settings.md lists the environment variables that the project reads, and no others."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.project.imports import ROOMS, ROOT, modules

PAGE = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
SHELL = [*sorted((ROOT / "scripts").glob("*.sh")), ROOT / ".ci" / "run"]
READS = ("get", "setdefault", "pop", "getenv")


def listed(page: str) -> list[str]:
    """The variables of the table, in its order."""
    return re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE)


def read_by(source: str) -> Iterator[str]:
    """The variables that a module reads from the environment, by their names or by a constant."""
    tree = ast.parse(source)
    constants = {
        target.id: node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        key = _key(node, handed_over="= os.environ" in source)
        if isinstance(key, ast.Constant):
            yield str(key.value)
        elif isinstance(key, ast.Name):
            yield str(constants.get(key.id, f"what {key.id} holds"))


def _key(node: ast.AST, handed_over: bool) -> ast.expr | None:
    """What is looked up, where this node looks something up in the environment."""
    if isinstance(node, ast.Subscript) and _is_environment(node.value, handed_over):
        return node.slice if isinstance(node.ctx, ast.Load) else None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        whole = ast.unparse(node.func) == "os.getenv" or _is_environment(
            node.func.value, handed_over
        )
        return node.args[0] if whole and node.func.attr in READS else None
    return None


def _is_environment(value: ast.expr, handed_over: bool) -> bool:
    """`os.environ`, or `environ` where a function takes it as os.environ unless told otherwise.

    The `environ` of a web request is another thing.
    """
    return ast.unparse(value) == "os.environ" or (handed_over and ast.unparse(value) == "environ")


def test_the_table_is_what_the_code_reads() -> None:
    sources = [path.read_text("utf-8") for room in ROOMS for _, path in modules(room, ROOT)]
    sources.append((ROOT / "tests" / "conftest.py").read_text("utf-8"))
    read = {name for source in sources for name in read_by(source)}
    read |= {
        name for path in SHELL for name in re.findall(r"\$\{([A-Z_]+):-", path.read_text("utf-8"))
    }
    assert sorted(listed(PAGE)) == sorted(read)


@pytest.mark.parametrize(
    "line",
    [
        'os.environ.get("PLANTED")',
        'os.environ["PLANTED"]',
        'os.environ.setdefault("PLANTED", "1")',
        'os.getenv("PLANTED")',
        'NAME = "PLANTED"\nos.environ.get(NAME)',
        'def read(environ=os.environ):\n    return environ.get("PLANTED")',
    ],
)
def test_a_variable_that_is_not_listed_is_found(line: str) -> None:
    source = line.replace("environ=os", "environ: object = os")
    assert list(read_by(source)) == ["PLANTED"]


def test_what_is_no_variable_is_left_alone() -> None:
    assert not list(read_by('def app(environ, start):\n    return environ["PATH_INFO"]'))
    assert not list(read_by('os.environ["PLANTED"] = "1"'))
    assert listed("| Variable |\n|---|\n| `A_B` | x |\n| b | `C` |\n") == ["A_B"]
