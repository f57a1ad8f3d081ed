"""The walls between the rooms: who may import whom (README, "How the house is laid out")."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.project.imports import ROOMS, ROOT, imported, modules

CONVERSATION = {"content", "listening", "talking"}

MAY_USE = {
    "signature": set(),
    "content": set(),
    "interaction_model": {"content"},
    "listening": {"content", "interaction_model"},
    "talking": {"content", "listening"},
    "speakers": CONVERSATION,
    "custom_components": set(),
    "skill": CONVERSATION,
    "lambda_handler": {"skill"} | CONVERSATION,
    "endpoint": {"signature", "lambda_handler", "skill"},
    "audio": {"skill", "content", "interaction_model"},
    "harness": {"audio", "interaction_model", "lambda_handler", "skill"} | CONVERSATION,
    "deploy": {"audio", "interaction_model", "lambda_handler", "skill"} | CONVERSATION,
    "benchmarks": set(ROOMS),
}
"""Room → the other rooms that it may import. Everything flows one way."""

_FRONTS = {"ask_sdk_core", "ask_sdk_model", "flask", "numpy", "audio", "skill"}

NEVER = {
    "content": _FRONTS,
    "listening": _FRONTS | {"sklearn"},
    "talking": _FRONTS,
    "speakers": _FRONTS,
    "custom_components": {"wyoming"},  # each Home Assistant has another
    "skill": {"flask", "click", "jinja2"},
    "interaction_model": {"flask"},
    "audio": {"skill.handlers", "skill.app", "flask", "ask_sdk_core"},
    "lambda_handler": {"flask", "listening"},
    "endpoint": {"flask", "skill.handlers"},
    "signature": {"flask"},
    "deploy": {"flask"},
}
"""Room → what it must not import although it may use the room, or could install the package."""


def breaches(room: str, root: Path) -> list[str]:
    """What a room imports against the rules, as `module imports name`."""
    found = []
    for module, path in modules(room, root):
        for name in imported(module, path):
            top = name.split(".")[0]
            strange = top in ROOMS and top != room and top not in MAY_USE[room]
            if strange or any(f"{name}.".startswith(f"{no}.") for no in NEVER.get(room, ())):
                found.append(f"{module} imports {name}")
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_room_keeps_to_its_walls(room: str) -> None:
    assert breaches(room, ROOT) == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_there(room: str) -> None:
    assert list(modules(room, ROOT)), f"{room} holds no module: mend ROOMS or bring it back"


def test_no_room_is_left_out() -> None:
    other = {"tests", "docs", "scripts", "build", "dist"}
    found = {path.stem for path in ROOT.glob("*.py")}
    found |= {
        path.name
        for path in ROOT.iterdir()
        if path.is_dir() and not path.name.startswith(".") and any(path.rglob("*.py"))
    }
    assert found - other == set(ROOMS)


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("skill", "import harness"),
        ("skill", "from harness.device import Device"),
        ("skill", "import audio.clips as clips"),
        ("skill", "from flask import Flask"),
        ("skill", "import endpoint"),
        ("skill", "def later():\n    from audio import render"),
        ("listening", "import skill"),
        ("listening", "from harness import device"),
        ("listening", "import audio"),
        ("interaction_model", "from listening import model"),
        ("interaction_model", "import talking"),
        ("listening", "import flask"),
        ("audio", "from skill.handlers import base"),
        ("audio", "from skill import handlers"),
        ("audio", "import harness"),
        ("talking", "import skill"),
        ("talking", "import ask_sdk_core"),
        ("talking", "import flask"),
        ("content", "from talking import safety"),
        ("listening", "from talking import talk"),
        ("speakers", "from skill.answering import respond"),
        ("speakers", "from audio import say"),
        ("speakers", "import flask"),
        ("custom_components", "from speakers.said import digits_apart"),
        ("custom_components", "import wyoming"),
        ("interaction_model", "import skill.handlers.base"),
        ("interaction_model", "import harness"),
        ("interaction_model", "import audio"),
        ("harness", "import endpoint"),
        ("harness", "import deploy"),
        ("signature", "import skill"),
        ("deploy", "import harness"),
    ],
)
def test_a_breach_is_found(room: str, line: str, tmp_path: Path) -> None:
    (tmp_path / room / "part").mkdir(parents=True)
    (tmp_path / room / "part" / "planted.py").write_text(line, encoding="utf-8")
    assert breaches(room, tmp_path)


def test_a_breach_in_a_single_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "lambda_handler.py").write_text("import harness", encoding="utf-8")
    assert breaches("lambda_handler", tmp_path) == ["lambda_handler imports harness"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("from . import b", ["skill.part", "skill.part.b"]),
        ("from ..app import c", ["skill.app", "skill.app.c"]),
        ("from .. import app", ["skill", "skill.app"]),
    ],
)
def test_relative_imports_are_resolved(line: str, names: list[str], tmp_path: Path) -> None:
    path = tmp_path / "planted.py"
    path.write_text(line, encoding="utf-8")
    assert list(imported("skill.part.planted", path)) == names
