"""Piper itself with a toy voice: what matters is what goes in and what comes out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import audio
from audio import engines, ssml
from audio.captions import ESTIMATED
from audio.engines.piper import SETTING, Piper
from audio.errors import EngineError, LanguageError
from tests.audio import toy_voice

pytest.importorskip("piper", reason="piper-tts is not installed: pip install piper-tts")


@pytest.fixture
def voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    model = toy_voice.write(tmp_path)
    monkeypatch.setenv(SETTING, str(model))
    return model


@pytest.fixture(autouse=True)
def piper(monkeypatch: pytest.MonkeyPatch) -> Iterator[Piper]:
    create = engines.create
    engine = Piper(timeout=60)
    monkeypatch.setattr(engines, "create", lambda name: engine if name == "piper" else create(name))
    yield engine
    engine.close()


@pytest.mark.usefixtures("voice")
def test_a_clip_in_the_persons_own_voice() -> None:
    clip = audio.render("It hurts. Call now.", "en-US", engine="piper")
    assert clip.engine == "piper"
    assert clip.seconds > 0.5
    assert ESTIMATED in clip.vtt_path.read_text()


@pytest.mark.usefixtures("voice")
def test_paces_and_rates_change_the_length(piper: Piper) -> None:
    def length(text: str, pace: str) -> int:
        takes = piper.speak(ssml.parse(text), piper.voice("en-US"), pace)  # type: ignore[arg-type]
        return sum(len(take.samples) for take in takes)

    normal = length("It hurts here.", "normal")
    assert length("It hurts here.", "slow") > 1.15 * normal
    assert length("It hurts here.", "fast") < 0.85 * normal
    slower = '<speak><prosody rate="50%">It hurts here.</prosody></speak>'
    assert length(slower, "normal") == pytest.approx(2 * normal, rel=0.05)


@pytest.mark.usefixtures("voice")
def test_it_says_its_version_and_which_voice(piper: Piper) -> None:
    assert piper.version().startswith("piper-tts 1.")
    assert piper.voice("en-GB").name.startswith("toy ")


@pytest.mark.usefixtures("voice")
def test_a_language_that_the_voice_does_not_speak() -> None:
    with pytest.raises(LanguageError, match="speaks en-us, not de-DE"):
        audio.render("Es tut weh.", "de-DE", engine="piper")


def test_no_voice_chosen() -> None:
    with pytest.raises(EngineError, match=f"set {SETTING}"):
        audio.render("It hurts.", "en-US", engine="piper")


def test_a_voice_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "/nowhere/voice.onnx")
    with pytest.raises(EngineError, match=r"/nowhere/voice\.onnx is not there"):
        audio.render("It hurts.", "en-US", engine="piper")


def test_a_voice_without_its_configuration(voice: Path) -> None:
    Path(f"{voice}.json").unlink()
    with pytest.raises(EngineError, match=r"no usable toy\.onnx\.json"):
        audio.render("It hurts.", "en-US", engine="piper")


def test_a_broken_voice_file(voice: Path, cache: Path) -> None:
    voice.write_bytes(b"no voice at all")
    with pytest.raises(EngineError, match="cannot be used"):
        audio.render("It hurts.", "en-US", engine="piper")
    assert not list(cache.glob("**/*"))


def test_auto_uses_espeak_when_the_voice_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BACK_PAIN_GUIDE_ENGINE", "piper")
    assert audio.render("It hurts.", "en-US").engine == "espeak"
    assert capsys.readouterr().err.count("\n") == 1
