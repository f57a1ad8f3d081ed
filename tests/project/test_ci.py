"""CI skips nothing, and says how to get what the tests use."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.imports import ROOT

SKIPS = {
    "a test": "import pytest\n\ndef test_a():\n    pytest.skip('no browser')\n",
    "a mark": "import pytest\n\n@pytest.mark.skip(reason='no browser')\ndef test_a(): ...\n",
    "a file": "import pytest\n\npytest.importorskip('no_browser_here')\ndef test_a(): ...\n",
}


def run(folder: Path, source: str, ci: str) -> subprocess.CompletedProcess[str]:
    """Run pytest on one file under the project's conftest."""
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    (folder / "test_planted.py").write_text(source, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", "/dev/null", "."],
        cwd=folder,
        env={**os.environ, "CI": ci, "PYTEST_ADDOPTS": "", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("where", SKIPS)
def test_a_skip_fails_in_ci(where: str, tmp_path: Path) -> None:
    done = run(tmp_path, SKIPS[where], "true")
    assert done.returncode in {1, 2}, done.stdout
    assert "CI allows no skipped test" in done.stdout


@pytest.mark.parametrize("ci", ["", "false"])
def test_a_skip_is_a_skip_elsewhere(ci: str, tmp_path: Path) -> None:
    done = run(tmp_path, SKIPS["a test"], ci)
    assert done.returncode == 0, done.stdout
    assert "1 skipped" in done.stdout


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    source = "import pytest\n\n@pytest.mark.xfail\ndef test_a():\n    assert False\n"
    assert run(tmp_path, source, "true").returncode == 0


def test_ci_runs_the_readme_command_and_shows_how_it_ended() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make test" in script
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")], check=True)
