"""A fault in a file of content is one sentence and exit code 1 in every command, no traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.content.planted import FILES, ROOT, copy_to, edit

COMMANDS = {
    "ask": ["harness", "ask", "is my back pain my kidneys"],
    "serve": ["harness", "serve", "--port", "1"],
    "check": ["harness", "check"],
    "review": ["harness", "review"],
    "models": ["interaction_model", "check"],
    "audio": ["audio", "build", "--locale", "en-US", "--engine", "espeak"],
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with a copy of its content that may be spoilt; the code is the real one."""
    folder = tmp_path_factory.mktemp("project")
    copy_to(folder)
    for room in ROOT.glob("*/__init__.py"):
        target = folder / room.parent.name
        if not target.exists():
            target.symlink_to(room.parent)
            continue
        for path in room.parent.iterdir():
            if not (target / path.name).exists():
                (target / path.name).symlink_to(path)
    (folder / "lambda_handler.py").symlink_to(ROOT / "lambda_handler.py")
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind", ["questions", "asking_intents"])
def test_a_misspelt_key_is_told_in_a_sentence(project: Path, command: str, kind: str) -> None:
    if (kind == "asking_intents") != (command in {"models"}) and command != "check":
        return  # what a command does not read does not stop it
    file = FILES[kind]
    path = project / file.path
    sound = path.read_bytes()
    line = edit(project, file, rf"^([^#\n]*?)\b{file.key}: ?", rf"\1{file.key}x: ")
    try:
        done = run(project, *COMMANDS[command])
    finally:
        path.write_bytes(sound)
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert f"{file.path}, line {line}" in said
    assert "Traceback" not in said
    if command not in {"check", "models"}:
        assert len(done.stderr.splitlines()) == 1
