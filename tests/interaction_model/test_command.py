"""`python -m interaction_model`: what it prints and returns."""

from __future__ import annotations

from pathlib import Path

import pytest

from interaction_model import __main__ as command


def test_check_finds_nothing() -> None:
    assert command.main(["check"]) == 0


def test_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([]) == 2
    assert "usage:" in capsys.readouterr().err


def test_build_writes_and_check_sees_a_changed_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "model_path", lambda locale: tmp_path / f"{locale}.json")
    assert command.main(["check"]) == 1
    assert command.main(["build"]) == 0
    assert command.main(["check"]) == 0
    (tmp_path / "en-AU.json").unlink()
    assert command.main(["check"]) == 0
    path = tmp_path / "en-GB.json"
    path.write_text(path.read_text(encoding="utf-8").replace("guide", "help"), encoding="utf-8")
    capsys.readouterr()
    assert command.main(["check"]) == 1
    assert "en-GB.json differs from its source" in capsys.readouterr().out
