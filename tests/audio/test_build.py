"""Builds: the same library every time, however often they are broken off."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from audio import build, clips, engines, library
from audio.engines.espeak import Espeak
from audio.errors import EngineError, StoreError
from tests.audio import small_build

Tree = dict[str, bytes]
SCRIPT = Path(small_build.__file__)
ROOT = SCRIPT.parents[2]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "plan", small_build.plan)


def tree(folder: Path) -> Tree:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, str(SCRIPT), "build", "--locale", "en-US", *map(str, arguments)]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that was built in one go by one process."""
    out = tmp_path_factory.mktemp("whole")
    subprocess.run(command("--out", out, "--jobs", "1"), env=environment(), check=True)
    return out


def test_any_number_of_workers_gives_the_same_bytes(whole: Path, tmp_path: Path) -> None:
    outcome = build.build("en-US", tmp_path, jobs=3)
    assert outcome.made == outcome.total > 10
    assert tree(tmp_path) == tree(whole)


def test_a_second_run_renders_nothing(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clips, "make", lambda *_: pytest.fail("rendered"))
    before = {path: path.stat().st_mtime_ns for path in whole.rglob("*")}
    outcome = build.build("en-US", whole, jobs=1)
    assert (outcome.made, outcome.kept, outcome.missing) == (0, outcome.total, 0)
    assert {path: path.stat().st_mtime_ns for path in whole.rglob("*")} == before


def test_only_what_is_missing_is_made(whole: Path, tmp_path: Path) -> None:
    build.build("en-US", tmp_path, jobs=2)
    for path in sorted(tmp_path.rglob("*.mp3"))[:2]:
        path.unlink()
    assert build.build("en-US", tmp_path, jobs=2).made == 2
    assert tree(tmp_path) == tree(whole)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_at_any_moment_it_leaves_no_half_file_and_the_next_run_finishes(
    whole: Path, tmp_path: Path, seed: int
) -> None:
    random_ = random.Random(seed)
    expected = tree(whole)
    process = subprocess.Popen(
        command("--out", tmp_path), env=environment(), stderr=subprocess.DEVNULL
    )
    wanted = random_.randrange(1, 12)
    until(lambda: len(list(tmp_path.rglob("*.mp3"))) >= wanted or process.poll() is not None)
    process.send_signal(signal.SIGKILL)
    process.wait()
    for name, data in tree(tmp_path).items():
        if not name.endswith(".part") and "index" not in name and "feed" not in name:
            assert data == expected[name]
    subprocess.run(command("--out", tmp_path), env=environment(), check=True, capture_output=True)
    until(lambda: tree(tmp_path) == expected)


def test_workers_end_with_the_build_that_started_them(tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("--out", tmp_path), env=environment(), stderr=subprocess.DEVNULL
    )
    until(lambda: any(tmp_path.rglob("*.mp3")) or process.poll() is not None)
    process.kill()
    process.wait()
    until(lambda: not _descendants_writing(tmp_path))


def _descendants_writing(folder: Path) -> list[str]:
    """Processes whose command line or open files speak of the folder."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            links = [str(link.readlink()) for link in (entry / "fd").iterdir()]
            text = (entry / "cmdline").read_bytes().decode(errors="replace") + " ".join(links)
        except OSError:
            continue
        if str(folder) in text:
            found.append(entry.name)
    return found


def until(done: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.01)


def test_old_clips_are_removed_only_when_asked(tmp_path: Path) -> None:
    build.build("en-US", tmp_path, jobs=1)
    old = library.store_of(tmp_path, "en-US").put("sepsis-old.0123", b"old", "WEBVTT\n", "old")
    build.build("en-US", tmp_path, jobs=1)
    assert old.mp3.exists()
    assert build.build("en-US", tmp_path, jobs=1, pruning=True).pruned == 1
    assert not old.mp3.exists()
    assert not old.vtt.exists()
    assert not old.txt.exists()


def failing(
    monkeypatch: pytest.MonkeyPatch, error: Exception, when: Callable[[clips.Recipe], bool]
) -> None:
    real = clips.make

    def make(recipe: clips.Recipe, *rest: object) -> object:
        if when(recipe):
            raise error
        return real(recipe, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(clips, "make", make)


def test_one_clip_that_fails_harms_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = small_build.plan("en-US", "espeak")[3]
    failing(monkeypatch, EngineError("espeak-ng broke off."), lambda r: r == chosen.recipe)
    outcome = build.build("en-US", tmp_path, jobs=1, pruning=True)
    assert outcome.failures == [(chosen.title, "espeak-ng broke off.")]
    assert outcome.made == outcome.total - 1
    assert chosen.file not in (tmp_path / "en-US" / "index.json").read_text()
    monkeypatch.undo()
    monkeypatch.setattr(library, "plan", small_build.plan)
    assert build.build("en-US", tmp_path, jobs=1).made == 1


def test_an_engine_that_fails_all_the_time_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, EngineError("gone"), lambda _: True)
    outcome = build.build("en-US", tmp_path, jobs=1)
    assert len(outcome.failures) == build.GIVE_UP_AFTER
    assert outcome.missing == outcome.total
    assert "5 clips in a row" in outcome.stopped


def test_a_full_disk_stops_the_build_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[clips.Recipe] = []

    def full(recipe: clips.Recipe) -> bool:
        done.append(recipe)
        return len(done) > 4

    failing(monkeypatch, StoreError("The disk is full."), full)
    outcome = build.build("en-US", tmp_path, jobs=1)
    assert (outcome.made, len(outcome.failures), outcome.stopped) == (4, 1, "The disk is full.")


def test_auto_goes_on_with_the_next_engine_after_one_sentence(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(engines.choose.SETTING, "gtts")
    failing(monkeypatch, EngineError("gTTS refused."), lambda r: r.engine == "gtts")
    outcome = build.build("en-US", tmp_path, jobs=1)
    assert outcome.missing == 0
    assert capsys.readouterr().err == "gTTS refused. Using espeak for the clips still to be made.\n"
    assert tree(tmp_path) == tree(whole)


def test_a_worker_that_is_killed_is_reported(tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("--out", tmp_path, "--jobs", "2"),
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
    )
    until(lambda: any(tmp_path.rglob("*.mp3")) or process.poll() is not None)
    for child in _children(process.pid):
        os.kill(child, signal.SIGKILL)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Run it again" in told
    assert "Traceback" not in told


def _children(process: int) -> list[int]:
    """Worker processes of a build (not multiprocessing's own helper)."""
    found = []
    for path in Path(f"/proc/{process}/task/{process}/children").read_text().split():
        words = Path(f"/proc/{path}/cmdline").read_bytes()
        if b"spawn_main" in words:
            found.append(int(path))
    return found


def test_a_crash_of_the_engine_in_one_clip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real protocol, with a worker that aborts on one text."""
    chosen = small_build.plan("en-US", "espeak")[0]
    word = chosen.recipe.script[0].words[-1].spoken.replace(".", "")
    stand_in = tmp_path / "worker.py"
    folder = str(Path(engines.espeak.__file__).parent)
    stand_in.write_text(
        f"import os, sys; sys.path.insert(0, {folder!r}); import espeak_worker as w\n"
        "real = w.Speaker.speak\n"
        "def speak(self, request):\n"
        f"    if 'About' in str(request) and {word!r} in str(request): os.abort()\n"
        "    return real(self, request)\n"
        "w.Speaker.speak = speak\n"
        "sys.exit(w.main(*sys.argv[1:3]))\n"
    )
    engine = Espeak(stand_in)
    monkeypatch.setattr(engines, "create", lambda _: engine)
    outcome = build.build("en-US", tmp_path / "out", jobs=1)
    assert [title for title, _ in outcome.failures] == [chosen.title]
    assert "broke off (exit code 6)" in outcome.failures[0][1]
    assert outcome.made == outcome.total - 1
    engine.close()
