"""Speaking to the page: Chromium with a microphone that plays a generated sentence."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile
from playwright.sync_api import Page, Playwright, expect

import audio
from harness.web import create_app
from tests.page import states
from tests.page.served import Watch, launch, serving

SENTENCE = "is my back pain my kidneys"


@pytest.fixture(scope="module")
def sentence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A WAV file in which somebody asks the question."""
    samples, rate = soundfile.read(audio.render(SENTENCE, "en-US").mp3_path)
    path = tmp_path_factory.mktemp("voice") / "sentence.wav"
    soundfile.write(path, samples, rate, "PCM_16")
    return path


@contextmanager
def speaking(playwright: Playwright, sentence: Path, address: str) -> Iterator[Page]:
    """The page in a browser into which the sentence is spoken again and again."""
    browser = launch(
        playwright,
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={sentence}",
    )
    page = browser.new_context(base_url=address).new_page()
    watch = Watch(page, address)
    states.open_page(page)
    yield page
    assert not watch.faults
    browser.close()


def test_what_the_browser_sends_is_what_was_said(
    playwright: Playwright, sentence: Path, tmp_path: Path
) -> None:
    sent: list[bytes] = []

    def hear(wav: bytes, _locale: str) -> str:
        sent.append(wav)
        return SENTENCE

    with (
        serving(create_app(tests=tmp_path, hear=hear)) as address,
        speaking(playwright, sentence, address) as page,
    ):
        page.get_by_role("button", name="Speak").click()
        expect(page.get_by_role("status")).to_contain_text("Listening")
        page.evaluate("new Promise((done) => setTimeout(done, 1500))")
        page.get_by_role("button", name="Stop").click()
        expect(page.get_by_label("Say something")).to_have_value(SENTENCE)
        expect(page.get_by_label("Say something")).to_be_focused()
        expect(page.locator("article.turn")).to_have_count(0)
        page.keyboard.press("Enter")
        expect(page.locator("article.turn")).to_have_count(1)
    # The very bytes, read by another reader of WAV files.
    samples, rate = soundfile.read(io.BytesIO(sent[0]))
    assert (rate, samples.ndim) == (16000, 1)
    assert 1.0 < len(samples) / rate < 8.0
    assert np.abs(samples).max() > 0.1


def test_spoken_understood_and_answered(
    playwright: Playwright, sentence: Path, address: str
) -> None:
    seconds = soundfile.info(sentence).duration
    with speaking(playwright, sentence, address) as page:
        page.get_by_role("button", name="Speak").click()
        expect(page.get_by_role("status")).to_contain_text("Listening")
        page.evaluate(f"new Promise((done) => setTimeout(done, {1000 * seconds}))")
        page.get_by_role("button", name="Stop").click()
        expect(page.get_by_role("status")).to_contain_text("That was heard", timeout=30_000)
        expect(page.get_by_label("Say something")).to_have_value(re.compile("my back pain"))
        page.keyboard.press("Enter")
        expect(page.locator("article.turn .speech").first).to_contain_text("Kidney pain")


def test_a_browser_that_refuses_the_microphone_is_told(
    playwright: Playwright, address: str
) -> None:
    browser = launch(playwright, "--use-fake-device-for-media-stream", "--deny-permission-prompts")
    page = browser.new_context(base_url=address).new_page()
    states.open_page(page)
    page.get_by_role("button", name="Speak").click()
    expect(page.get_by_role("alert")).to_contain_text("may not use the microphone")
    browser.close()


@pytest.mark.parametrize("body", [b"", b"RIFF", b"x" * 1000])
def test_what_is_no_recording_is_400(body: bytes) -> None:
    answered = create_app().test_client().post("/api/hear", data=body)
    assert answered.status_code == 400
    assert answered.get_json()["error"]["code"] == "recording"


def test_a_recording_that_is_far_too_long_is_400() -> None:
    answered = create_app().test_client().post("/api/hear", data=bytes(2_000_000))
    assert answered.status_code == 400
    assert answered.get_json()["error"]["code"] == "too_large"


def test_without_a_recogniser_there_is_no_button(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("harness.web.hearing.ears.available", lambda: False)
    client = create_app(tests=tmp_path).test_client()
    assert 'id="speak"' not in client.get("/").text
    assert client.post("/api/hear", data=b"").status_code == 404
    monkeypatch.undo()
    assert 'id="speak"' in create_app(tests=tmp_path).test_client().get("/").text
