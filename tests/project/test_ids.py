"""What a finding or a topic means stands in its own entry: no Python names one.

A list of ids in code is what a new finding is forgotten in. The few names below are words of
the code's own that happen to be spelt like a finding.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from content import load
from tests.project.imports import modules

ROOMS = (
    "content",
    "listening",
    "talking",
    "skill",
    "harness",
    "audio",
    "interaction_model",
    "deploy",
    "lambda_handler",
)
IDS = frozenset(load("en-US").findings["findings"]) | frozenset(load("en-US").topics)
ALLOWED = {
    ("talking.talk", "repeats"),  # how often the last words were said again, in a talk's JSON
}


def named(module: str, path: Path) -> Iterator[str]:
    """Every id of a finding or a topic that stands between quotes, alone or in a line of them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            continue
        words = node.value.split()
        whole = len(words) == 1 or all("_" in word for word in words)
        for word in words:
            known = word in IDS and (whole or "_" in word)
            if known and id(node) not in prose and (module, word) not in ALLOWED:
                yield f"{module}:{node.lineno} names {word}"


@pytest.mark.parametrize("room", ROOMS)
def test_no_python_names_a_finding_or_a_topic(room: str) -> None:
    assert [fault for module, path in modules(room) for fault in named(module, path)] == []


@pytest.mark.parametrize(
    "line",
    [
        'PAINS = {"back_pain"}',
        'PAINS = word_set("back_pain wave_pain")',
        'RARE = word_set("wave_pain fever chills")',
        'if topic == "painkillers":\n    pass',
        'def f() -> str:\n    """Says it."""\n    return "fever"',
    ],
)
def test_a_planted_id_is_found(line: str, tmp_path: Path) -> None:
    path = tmp_path / "planted.py"
    path.write_text(line, encoding="utf-8")
    assert list(named("planted", path))


def test_prose_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "planted.py"
    path.write_text('"""fever"""\nsay = "a fever is no name of one"', encoding="utf-8")
    assert list(named("planted", path)) == []


def test_what_is_allowed_is_still_there() -> None:
    sources = {module: path.read_text("utf-8") for room in ROOMS for module, path in modules(room)}
    assert all(f'"{word}"' in sources[module] for module, word in ALLOWED)
