"""A fresh clone, with what `requirements.txt` names and nothing else, does what the README says.

The clone is of the committed state. `make` sets it up as it would for anybody, from the package
registry or pip's cache of it.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.imports import ROOT
from tests.project.readme import README, parts

USERS, _ = parts(README)
SAID = "is my back pain my kidneys?\nno\n"
UNREACHABLE = ("NewConnectionError", "NameResolutionError", "ConnectTimeoutError")
OWN_SETTINGS = ("PYTHON", "VIRTUAL_ENV", "MAKE", "BACK_PAIN_GUIDE")
"""What begins like this in the environment is this run's own, and not for the clone."""


class House:
    """A clone, and the environment in which its commands run."""

    def __init__(self, folder: Path, tools: Path) -> None:
        self.folder = folder
        kept = {k: v for k, v in os.environ.items() if not k.startswith(OWN_SETTINGS)}
        path = f"{tools}{os.pathsep}{os.environ['PATH']}"
        self._environ = {**kept, "PATH": path, "XDG_DATA_HOME": str(folder.parent / "data")}

    def start(self, command: str) -> subprocess.Popen[str]:
        """A command of the README, begun as in a shell whose `.venv` is active."""
        return subprocess.Popen(
            shlex.split(command),
            cwd=self.folder,
            env=self._environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, command: str) -> None:
        """A command that ends by itself. Fails with what it said if it ends badly."""
        with self.start(command) as process:
            out, errors = process.communicate(SAID, timeout=240)
        assert process.returncode == 0, f"{command}\n{out}\n{errors}"

    def serve(self, command: str) -> None:
        """A command that serves, stopped once it is healthy. Fails with what it said if not."""
        with self.start(command) as process:
            try:
                address = (process.stdout or sys.stdin).readline().partition(" at ")[2].split()
                assert address, f"{command}\n{process.communicate(timeout=20)[1]}"
                with urllib.request.urlopen(f"{address[0]}/healthz", timeout=20) as answer:
                    assert answer.status == 200
            finally:
                _stop(process)

    def answer(self, command: str) -> None:
        """A front for other speakers, stopped once it answers. Fails with what it said if not."""
        with self.start(f"{command} --port {_free_port()}") as process:
            try:
                told = (process.stderr or sys.stdin).readline()
                assert " answers " in told, told + process.communicate(timeout=20)[1]
            finally:
                _stop(process)

    def begin(self, command: str) -> None:
        """A long command, stopped at its first sign of progress. Fails if there is none."""
        with self.start(command) as process:
            try:
                told = (process.stderr or sys.stdin).readline()
                assert " clips done" in told, told + process.communicate(timeout=20)[1]
            finally:
                _stop(process)


def _stop(process: subprocess.Popen[str]) -> None:
    """Ends a command with all that it started, unless it has ended."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)


def _clone(target: Path) -> Path:
    settings = target.parent / "gitconfig"  # a copy of the project may belong to somebody else
    settings.write_text("[safe]\n\tdirectory = *\n", encoding="utf-8")
    subprocess.run(
        ["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(target)],
        env={**os.environ, "GIT_CONFIG_GLOBAL": str(settings)},
        check=True,
    )
    return target


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A clone in which `make` has made `.venv` ready to run."""
    base = tmp_path_factory.mktemp("front-door")
    clone = _clone(base / "clone")
    one = House(clone, clone / ".venv" / "bin")
    with one.start(f"make .venv/ready-to-run PYTHON={sys.executable}") as process:
        _, errors = process.communicate(timeout=300)
    if process.returncode and any(sign in errors for sign in UNREACHABLE):
        pytest.skip("the package registry cannot be reached")
    assert process.returncode == 0, errors
    yield one
    shutil.rmtree(base)


@pytest.mark.parametrize("command", USERS)
def test_a_user_can_run_it(house: House, command: str) -> None:
    if command == "make run":
        house.serve(f"make --no-print-directory run ARGS='--port {_free_port()}'")
    elif " serve " in command:
        house.serve(command.replace("8000", str(_free_port())))
    elif " -m speakers " in command:
        house.answer(command)
    elif command == "make audio":
        house.begin("make --no-print-directory audio")
    else:
        house.run(command)


def test_a_user_can_make_the_page_for_a_clinician(house: House) -> None:
    house.run("make --no-print-directory review")


def test_nothing_that_only_tests_need_was_installed(house: House) -> None:
    with pytest.raises(AssertionError, match="No module named 'hypothesis'"):
        house.run("python -c 'import hypothesis'")


def test_a_module_that_only_tests_have_is_found(house: House, tmp_path: Path) -> None:
    other = House(_clone(tmp_path / "clone"), house.folder / ".venv" / "bin")
    app = other.folder / "harness" / "web" / "app.py"
    app.write_text(app.read_text("utf-8") + "\nimport hypothesis\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="No module named 'hypothesis'"):
        other.serve(f"python -m harness serve --port {_free_port()}")
