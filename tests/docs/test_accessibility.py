"""Every row of docs/accessibility.md that says "met" names tests, and those tests exist."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "accessibility.md"
STATUSES = {"met", "the platform's", "not met"}
NAUR = """
1 2a 2b 3 4 5 6 7 8 9 10a 10b 10c 12a 12b 13a 13b 13c 13d 14 15 16a 16b 16c 17a 17b 18a 18b 18c 18d
19a 19b 19c 20a 20b 20c 20d 21a 21b 21c 21d 22a 22b 23a 23b 23c 24a 24b 24c 24d 25 26 27
"""
COGA = 47


def rows(text):
    """(number, status, last cell) of every row."""
    cells = [re.split(r" \| ", line.strip("| ")) for line in text.splitlines() if "|" in line]
    return [(row[0], row[-2], row[-1]) for row in cells if row[0].startswith(("NAUR ", "CV "))]


def named_in(cell):
    """(file, name) of every test, (file, None) of every conversation."""
    tests = re.findall(r"`(tests/[^`]+\.py)::(\w+)`", cell)
    conversations = re.findall(r"`(tests/conversations/[^`]+\.yaml)`", cell)
    return [*tests, *((file, None) for file in conversations)]


def exists(file, name):
    path = ROOT / file
    if not path.is_file():
        return False
    if name is None:
        return True
    tree = ast.parse(path.read_text("utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in tree.body)


def faults(text):
    """Everything wrong with the page's rows."""
    found = []
    for number, status, cell in rows(text):
        named = named_in(cell)
        if status not in STATUSES:
            found.append(f"{number}: {status!r} is no status")
        if status == "met" and not named:
            found.append(f"{number}: met by no test")
        if status != "met" and len(cell.split()) < 2:
            found.append(f"{number}: no reason given")
        found += [
            f"{number}: {file}::{name} is no test" for file, name in named if not exists(file, name)
        ]
    return found


def test_every_test_that_is_named_exists():
    assert faults(PAGE.read_text("utf-8")) == []


def test_every_requirement_has_one_row():
    numbers = [number for number, _, _ in rows(PAGE.read_text("utf-8"))]
    wanted = [f"NAUR {one}" for one in NAUR.split()] + ["NAUR need 11"]
    wanted += [f"CV {one}" for one in range(1, COGA + 1)]
    assert sorted(numbers) == sorted(wanted)


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("| NAUR 1 | a | met | by nobody |", "no test"),
        ("| NAUR 1 | a | met | `tests/docs/nowhere.py::test_a` |", "is no test"),
        ("| NAUR 1 | a | met | `tests/docs/test_accessibility.py::test_nowhere` |", "is no test"),
        ("| NAUR 1 | a | nearly | because |", "no status"),
        ("| CV 1 | a | not met | - |", "no reason"),
        ("| CV 1 | a | met | `tests/conversations/commands/nowhere.yaml` |", "is no test"),
    ],
)
def test_a_planted_fault_is_seen(row, word):
    assert any(word in fault for fault in faults(row)), faults(row)
