"""`python -m audio`: what it prints, what it leaves, how it ends."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from audio import build, cli, library
from audio.progress import Progress, redraws
from tests.audio import small_build


def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str | Path
) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command, in this process."""
    monkeypatch.setattr(sys, "argv", ["audio", *map(str, arguments)])
    code = 0
    try:
        cli.run()
    except SystemExit as end:
        code = int(end.code or 0)
    told = capsys.readouterr()
    return code, told.out, told.err


def test_say_writes_sound_captions_and_transcript(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "new folder" / "a.mp3"
    code, told, errors = run(monkeypatch, capsys, "say", "It hurts.", out)
    assert (code, errors) == (0, "")
    assert told.startswith(str(out))
    assert sorted(path.name for path in out.parent.iterdir()) == ["a.mp3", "a.txt", "a.vtt"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["", "a.mp3"], "nothing to say"),
        (["x" * 501, "a.mp3"], "501 characters; 500 is the most"),
        (["x" * 20_000, "a.mp3"], "20000 characters"),
        (["\x00\x01", "a.mp3"], "nothing to say"),
        (["It hurts.", "a.wav"], "does not end in .mp3"),
        (["It hurts.", "a.mp3", "--locale", "xx-XX"], "no voice for xx-XX"),
        (["It hurts.", "a.mp3", "--locale", "../x"], "is no locale"),
        (["It hurts.", "a.mp3", "--engine", "festival"], "festival"),
        (["It hurts.", "a.mp3", "--pace", "brisk"], "brisk"),
        (["<speak>It hurts", "a.mp3"], "Not well-formed SSML"),
        (["It hurts."], "OUT"),
    ],
)
def test_wrong_use_ends_with_2_and_writes_nothing(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, told, errors = run(monkeypatch, capsys, "say", *arguments)
    assert (code, told) == (2, "")
    assert message in errors
    assert "Traceback" not in errors
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_done_ends_with_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    code, _, errors = run(monkeypatch, capsys, "say", "It hurts.", tmp_path / "file" / "a.mp3")
    assert code == 1
    assert "was not written" in errors
    code, _, errors = run(
        monkeypatch, capsys, "say", "Hi.", tmp_path / "a.mp3", "--engine", "piper"
    )
    assert code == 1
    assert "Piper" in errors
    (tmp_path / "b.mp3").mkdir()
    code, _, errors = run(monkeypatch, capsys, "say", "It hurts.", tmp_path / "b.mp3")
    assert code == 1
    assert not (tmp_path / "b.vtt").exists()


def test_a_persons_words_are_not_sent_online(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    arguments = ("say", "I am Ann.", tmp_path / "a.mp3", "--engine", "gtts")
    code, _, errors = run(monkeypatch, capsys, *arguments)
    assert code == 1
    assert "only published answers" in errors


def test_build_tells_what_it_did(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(library, "plan", small_build.plan)
    arguments = ("build", "--out", tmp_path, "--jobs", "1", "--locale", "en-GB")
    code, told, errors = run(monkeypatch, capsys, *arguments)
    assert code == 0
    total = len(small_build.plan("en-GB", "espeak"))
    page = tmp_path / "en-GB" / "index.html"
    assert told == f"en-GB: {total} clips ({total} made, 0 kept) – {page}\n"
    assert errors.splitlines()[-1] == f"en-GB: {total} of {total} clips done."
    assert page.is_file()
    code, told, errors = run(monkeypatch, capsys, *arguments, "--prune")
    assert told == f"en-GB: {total} clips (0 made, {total} kept) – {page}\n"
    assert errors == ""


def test_build_tells_what_it_could_not_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    item = library.plan("en-US", "espeak")[0]

    def half(locale: str, *_: object) -> build.Outcome:
        return build.Outcome(
            locale, total=3, made=1, failures=[(item.title, "It broke off.")], stopped="Disk full."
        )

    monkeypatch.setattr(build, "build", half)
    code, told, errors = run(monkeypatch, capsys, "build", "--out", tmp_path)
    assert code == 1
    assert "3 clips (1 made, 0 kept, 2 not made)" in told
    assert f"Not made: {item.title}. It broke off." in errors
    assert "Stopped early. Disk full." in errors
    assert "run it again" in errors
    assert "en-GB" not in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["--locale", "xx-XX"], "xx-XX"), (["--jobs", "0"], "0"), (["--engine", "x"], "x")],
)
def test_build_with_wrong_use(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    arguments: list[str],
    message: str,
) -> None:
    code, _, errors = run(monkeypatch, capsys, "build", "--out", tmp_path, *arguments)
    assert code == 2
    assert message in errors
    assert not list(tmp_path.rglob("*.mp3"))


def test_build_into_a_folder_that_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(library, "plan", small_build.plan)
    (tmp_path / "file").write_text("in the way")
    arguments = ("build", "--out", tmp_path / "file", "--jobs", "1", "--locale", "en-US")
    code, _, errors = run(monkeypatch, capsys, *arguments)
    assert code == 1
    assert "was not written" in errors
    assert "Traceback" not in errors


def test_stopping_by_hand_is_no_error_message_of_python(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "build", interrupted)
    code, _, errors = run(monkeypatch, capsys, "build", "--out", tmp_path)
    assert code == 1
    assert "Traceback" not in errors


def test_as_a_program(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "audio", "say", "", str(tmp_path / "a.mp3")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "Error: There is nothing to say: give a text with at least one word.\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "term", "accessible", "expected"),
    [
        (Terminal(), "xterm", "", True),
        (Terminal(), "dumb", "", False),
        (Terminal(), "xterm", "1", False),
        (io.StringIO(), "xterm", "", False),
    ],
)
def test_when_a_line_is_redrawn(
    monkeypatch: pytest.MonkeyPatch,
    stream: io.StringIO,
    term: str,
    accessible: str,
    expected: bool,
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("ACCESSIBLE", accessible)
    assert redraws(stream) is expected
    with Progress("en-US", stream) as progress:
        for done in range(1, 41):
            progress.show(done, 40, "Kidney stones")
    lines = stream.getvalue()
    assert ("\r" in lines) is expected
    if expected:
        assert lines.count("\n") == 1
    else:
        assert len(lines.splitlines()) == 11
        assert lines.splitlines()[-1] == "en-US: 40 of 40 clips done."
