"""The make commands, run for real with the environment that runs the tests."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.project.imports import ROOT

READY = ["RUN=", "TEST=", f"PY={sys.executable}"]
"""Tells make to use this environment as it is, and to install nothing."""


def make(
    *arguments: str, folder: Path = ROOT, timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """Run make in a folder, and let it end as it likes."""
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=timeout,
    )


def test_make_alone_lists_the_commands() -> None:
    shown = make().stdout
    targets = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert targets is not None
    for target in set(targets[1].split()) - {"help"}:
        assert f"make {target} " in shown


def test_run_serves_the_page() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = ["make", "--no-print-directory", "run", *READY, f"ARGS=--port {port}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            address = re.search(r"http://\S+", process.stdout.readline())
            assert address is not None
            with urllib.request.urlopen(f"{address[0]}/", timeout=20) as page:
                assert page.status == 200
                assert "Back Pain Guide" in page.read().decode()
        finally:
            process.terminate()


def test_test_runs_everything_else_first() -> None:
    planned = make("-n", "test", *READY).stdout
    steps = ["ruff check", "ruff format --check", "mypy", "harness check", "pytest"]
    assert [step for line in planned.splitlines() for step in steps if step in line] == steps


def test_review_writes_the_page_that_a_clinician_signs(tmp_path: Path) -> None:
    page = tmp_path / "review.html"
    done = make("review", *READY, f"ARGS=--out {page}")
    assert (done.returncode, page.exists()) == (0, True), done.stderr


def test_package_builds_the_zip(tmp_path: Path) -> None:
    done = make("package", *READY, f"ARGS=--out {tmp_path / 'skill.zip'}")
    assert (done.returncode, (tmp_path / "skill.zip").exists()) == (0, True), done.stderr


@pytest.mark.parametrize("target", ["audio", "publish-audio", "bench"])
def test_the_long_commands_start(target: str) -> None:
    done = make(target, *READY, "ARGS=--help")
    assert (done.returncode, "Usage:" in done.stdout) == (0, True), done.stderr


def test_clean_removes_what_was_made_and_nothing_else(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in (".venv/x", "audio/library/x", "dist/x", "skill/__pycache__/x", "skill/x.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert make("clean", folder=tmp_path).returncode == 0
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"Makefile", "skill/x.py"}


# --- scripts/setup.sh, with a pretend Python that writes down what it is asked ---

PRETEND = """#!/bin/sh
case "$*" in
    *version_info*) exit {fits} ;;
    *"import ensurepip"*) exit {has_venv} ;;
    --version) echo "Python 3.12.0" ;;
    "-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    *) echo "$*" >> asked ;;
esac
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with the Makefile and what it needs, and a PATH folder without any Python."""
    folder = tmp_path / "clone"
    (folder / "scripts").mkdir(parents=True)
    for name in ("Makefile", "scripts/setup.sh"):
        shutil.copy(ROOT / name, folder / name)
    for name in (*ROOT.glob("requirements*.txt"), ROOT / "constraints.txt"):
        (folder / name.name).touch()
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "dirname", "touch", "mkdir", "cp", "make"):
        found = shutil.which(name)
        assert found is not None
        (tools / name).symlink_to(found)
    return folder


def pretend(clone: Path, fits: int = 0, has_venv: int = 0) -> None:
    """Put a pretend `python3` on the clone's PATH; 0 is yes and 1 is no."""
    python = clone.parent / "bin" / "python3"
    python.write_text(PRETEND.format(fits=fits, has_venv=has_venv), encoding="utf-8")
    python.chmod(0o755)


def install(clone: Path, stamp: str) -> subprocess.CompletedProcess[str]:
    """What make does before a command that needs `stamp`."""
    tools = str(clone.parent / "bin")
    return subprocess.run(
        [f"{tools}/make", "--no-print-directory", f".venv/{stamp}", "PYTHON="],
        cwd=clone,
        env={"PATH": tools},
        capture_output=True,
        text=True,
        timeout=60,
    )


def asked(clone: Path) -> list[str]:
    """The requirement files that pip was asked to install, in order."""
    lines = (clone / "asked").read_text(encoding="utf-8").splitlines()
    assert all("-c constraints.txt" in line for line in lines)
    return [line.split()[-1] for line in lines]


def test_without_a_python_it_says_which_to_get(clone: Path) -> None:
    done = install(clone, "ready-to-run")
    assert done.returncode != 0
    assert "No Python 3.11, 3.12 or 3.13 was found." in done.stderr


def test_a_python_of_another_version_does_not_count(clone: Path) -> None:
    pretend(clone, fits=1)
    assert "No Python 3.11" in install(clone, "ready-to-run").stderr


def test_without_venv_it_says_what_to_install(clone: Path) -> None:
    pretend(clone, has_venv=1)
    done = install(clone, "ready-to-run")
    assert done.returncode != 0
    assert "python3-venv" in done.stderr


def test_running_does_not_install_what_only_tests_need(clone: Path) -> None:
    pretend(clone)
    assert install(clone, "ready-to-run").returncode == 0
    assert asked(clone) == ["requirements.txt"]


def test_nothing_is_installed_twice(clone: Path) -> None:
    pretend(clone)
    for stamp in ("ready-to-test", "ready-to-test", "ready-to-run"):
        assert install(clone, stamp).returncode == 0
    assert asked(clone) == ["requirements-dev.txt"]


def test_a_new_requirement_is_installed(clone: Path) -> None:
    pretend(clone)
    install(clone, "ready-to-run")
    os.utime(clone / "requirements.txt", (9_999_999_999, 9_999_999_999))
    install(clone, "ready-to-run")
    assert asked(clone) == ["requirements.txt", "requirements.txt"]
