"""The cache: whole clips or none, under names that tell everything."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import audio
from audio import clips
from audio.cache import Store, write_whole
from audio.errors import InputError, StoreError

TEXT = "Call 911 now."


def test_a_clip_is_made_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = audio.render(TEXT, "en-US")
    monkeypatch.setattr(clips, "make", lambda *_: pytest.fail("made again"))
    assert audio.render(TEXT, "en-US") == first
    assert {path.suffix for path in cache.iterdir()} == {".mp3", ".vtt", ".txt"}


def test_the_name_is_known_before_the_clip_is_made(cache: Path) -> None:
    name = audio.clip_name(TEXT, "en-US", "slow")
    assert not cache.exists()
    assert audio.render(TEXT, "en-US", "slow").name == name


def test_a_name_needs_no_rendering_packages() -> None:
    code = (
        "import sys, audio; audio.clip_name('It hurts.', 'en-US'); audio.estimate_seconds('a b');"
        "print([name for name in ('numpy', 'lameenc', 'soundfile') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_everything_audible_is_in_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def names() -> list[str]:
        return [
            audio.clip_name(TEXT, "en-US"),
            audio.clip_name(TEXT, "en-GB"),
            audio.clip_name(TEXT, "en-US", "slow"),
            audio.clip_name("Call 999 now.", "en-US"),
            audio.clip_name(f'<speak>{TEXT}<break time="1s"/>Now.</speak>', "en-US"),
            audio.clip_name(f'<speak>{TEXT}<break time="2s"/>Now.</speak>', "en-US"),
            audio.clip_name(TEXT, "en-US", engine="gtts"),
        ]

    before = names()
    assert len(set(before)) == len(before)
    assert names() == before
    monkeypatch.setattr(clips, "PIPELINE", "other")
    assert not set(names()) & set(before)


def test_a_damaged_clip_is_made_again() -> None:
    clip = audio.render(TEXT, "en-US")
    whole = clip.mp3_path.read_bytes()
    clip.vtt_path.unlink()
    assert audio.render(TEXT, "en-US").vtt_path.exists()
    clip.mp3_path.write_bytes(b"")
    assert audio.render(TEXT, "en-US").mp3_path.read_bytes() == whole


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="was not written"):
        audio.render(TEXT, "en-US", store=Store(tmp_path / "file" / "cache"))


@pytest.mark.parametrize(
    ("number", "message"),
    [(errno.ENOSPC, "The disk is full"), (errno.EACCES, "is not writable"), (errno.EIO, "error")],
)
def test_what_the_disk_refuses_is_said_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, message: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(StoreError, match=message):
        write_whole(tmp_path / "a.mp3", b"sound")
    assert not list(tmp_path.iterdir())


def test_a_file_that_would_not_fit_leaves_nothing(tmp_path: Path) -> None:
    """The operating system itself refuses to write past a limit, as on a full disk."""
    code = (
        "import resource, signal, sys; from pathlib import Path;"
        "from audio.cache import write_whole;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        "write_whole(Path(sys.argv[1]), b'x' * 5000)"
    )
    target = tmp_path / "a.mp3"
    run = subprocess.run([sys.executable, "-c", code, str(target)], capture_output=True, text=True)
    assert "StoreError" in run.stderr
    assert not list(tmp_path.iterdir())


def test_leftovers_of_dead_processes_are_tidied_and_of_living_ones_kept(cache: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    cache.mkdir()
    for process in (dead.pid, os.getpid()):
        (cache / f".{process}-x.part").write_bytes(b"half")
    (cache / ".odd.part").write_bytes(b"half")
    Store().tidy()
    assert [path.name for path in cache.iterdir()] == [f".{os.getpid()}-x.part"]


@pytest.mark.parametrize("locale", ["", "../../etc", "en_US", "e" * 40, "en US"])
def test_what_is_no_locale(locale: str) -> None:
    with pytest.raises(InputError, match="is no locale"):
        audio.render(TEXT, locale)


def test_what_is_no_pace() -> None:
    with pytest.raises(InputError, match="no pace 'brisk'"):
        audio.render(TEXT, "en-US", "brisk")


SPOILT = {
    "cut short": lambda mp3: mp3[: len(mp3) // 2],
    "cut by a byte": lambda mp3: mp3[:-1],
    "cut by a frame": lambda mp3: mp3[:-144],
    "all zeros": lambda mp3: bytes(len(mp3)),
    "one byte changed": lambda mp3: mp3[:500] + bytes([mp3[500] ^ 1]) + mp3[501:],
    "empty": lambda _: b"",
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_a_spoilt_clip_is_made_again(cache: Path, spoil: Callable[[bytes], bytes]) -> None:
    clip = audio.render(TEXT, "en-US")
    whole = clip.mp3_path.read_bytes()
    clip.mp3_path.write_bytes(spoil(whole))
    assert list(Store(cache).names()) == []

    assert audio.render(TEXT, "en-US").mp3_path.read_bytes() == whole
    assert list(Store(cache).names()) == [clip.name]
