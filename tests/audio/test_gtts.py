"""gTTS itself, unpatched, against a stand-in for the server it talks to."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import audio
from audio import clips, engines, published
from audio.cache import Store
from audio.captions import ESTIMATED
from audio.engines.gtts import Gtts
from audio.errors import EngineError, LanguageError
from content import load
from tests.audio.tts_server import TtsServer

ANSWER = load("en-US").topics["kidney_stones"].aspects["overview"].short


@pytest.fixture(scope="module")
def mp3() -> bytes:
    """Sound that the server sends, whatever it is asked to say."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        recipe = clips.recipe("A kidney stone is a hard lump that forms in the kidney.", "en-US")
        return clips.make(recipe, Store(Path(folder))).mp3.read_bytes()


@pytest.fixture
def server(tmp_path: Path, mp3: bytes, monkeypatch: pytest.MonkeyPatch) -> Iterator[TtsServer]:
    running = TtsServer(tmp_path, mp3)
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, running.url)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    yield running
    running.close()


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine as it is, but with seconds cut to tenths."""
    create = engines.create
    quick = Gtts(connect=1.0, read=0.4, clip=1.5)
    monkeypatch.setattr(engines, "create", lambda name: quick if name == "gtts" else create(name))


def test_a_published_answer_is_spoken_with_estimated_captions(server: TtsServer) -> None:
    clip = audio.render(ANSWER, "en-US", engine="gtts")
    assert clip.engine == "gtts"
    assert clip.seconds > 4
    assert ESTIMATED in clip.vtt_path.read_text()
    assert clip.txt_path.read_text().strip() == ANSWER
    assert all('"en"' in body.replace("\\", "") for body in server.asked)
    assert ANSWER.split(".")[0] in server.asked[0]


def test_slow_is_asked_for(server: TtsServer) -> None:
    audio.render(ANSWER, "en-US", "slow", "gtts")
    assert all("true" in body for body in server.asked)


def test_what_a_person_said_never_leaves_the_machine(server: TtsServer) -> None:
    with pytest.raises(EngineError, match="only published answers may leave"):
        audio.render(f"{ANSWER} My name is Ann.", "en-US", engine="gtts")
    assert server.asked == []


def test_published_are_the_contents_own_sentences() -> None:
    sentences = published.sentences("en-GB")
    assert "Call 999 now." in sentences or any("999" in sentence for sentence in sentences)
    assert "My name is Ann." not in sentences


@pytest.mark.parametrize(
    ("behaviour", "message"),
    [
        ("refuses", r"too many requests \(429\)"),
        ("fails", r"HTTP 503"),
        ("hangs", "cannot be reached"),
        ("drips", "did not finish within 1.5 seconds"),
        ("cut off", "cannot be reached"),
        ("half a clip", "only part of the sound"),
        ("says nothing", "sent no sound"),
        ("nonsense", "could not be decoded"),
    ],
)
def test_a_failure_is_clear_and_leaves_no_file(
    server: TtsServer, cache: Path, behaviour: str, message: str
) -> None:
    server.behaviour = behaviour
    began = time.monotonic()
    with pytest.raises(EngineError, match=message):
        audio.render(ANSWER, "en-US", engine="gtts")
    assert time.monotonic() - began < 5
    assert not list(cache.glob("**/*"))


def test_offline(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with pytest.raises(EngineError, match="cannot be reached"):
        audio.render(ANSWER, "en-US", engine="gtts")
    assert not list(cache.glob("**/*"))


def test_auto_falls_back_with_one_sentence(
    server: TtsServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server.behaviour = "refuses"
    monkeypatch.setenv("BACK_PAIN_GUIDE_ENGINE", "gtts")
    clip = audio.render(ANSWER, "en-US")
    assert clip.engine == "espeak"
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert "429" in told[0]
    assert told[0].endswith("Using espeak instead.")


def test_languages() -> None:
    engine = Gtts()
    assert (engine.voice("en-GB").name, engine.voice("en-GB").language) == ("co.uk", "en")
    with pytest.raises(LanguageError):
        engine.voice("xx-XX")
    assert engine.version().startswith("gTTS 2.")
