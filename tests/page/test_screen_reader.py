"""What a blind person hears: the page under Orca, and the words that left its voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Playwright

from tests.page import states
from tests.page.screen_reader import Desktop, desktop, wait_until
from tests.page.served import FLAGS, chromium

SAID = (
    states.QUESTION,
    "no",
    "what helps with kidney stones?",
    "I have chest pain and cannot breathe",
)
LAST = "Here the test ends."


@pytest.fixture(scope="module")
def listening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    with desktop(tmp_path_factory.mktemp("desktop")) as running:
        yield running


@contextmanager
def heard(listening: Desktop, playwright: Playwright, address: str) -> Iterator[Page]:
    """The page in a window that the screen reader watches, with the box in focus."""
    browser = playwright.chromium.launch(
        executable_path=chromium(),
        headless=False,
        env=dict(listening.environment),
        args=[*FLAGS, "--force-renderer-accessibility"],
    )
    try:
        page = browser.new_context(base_url=address, no_viewport=True).new_page()
        states.open_page(page)
        page.locator("#text").click()
        wait_until(lambda: any("Say something" in line for line in listening.spoken()), "focus")
        yield page
    finally:
        browser.close()


def converse(page: Page, listening: Desktop) -> tuple[list[str], list[str]]:
    """Holds the conversation; returns the answers, and what was spoken of them."""
    before = len(listening.spoken())
    answers = []
    for text in SAID:
        states.say(page, text)
        parts = page.locator("article.turn").last.locator(".speech").all_inner_texts()
        answers.append(" ".join(" ".join(parts).split()))
        wait_until(
            lambda: about([answers[-1]], listening.spoken()[before:]), f"heard: {answers[-1]}"
        )
    # What is spoken last comes after all that was still waiting to be spoken.
    page.evaluate(
        "(text) => document.querySelector('[role=log]').append("
        "Object.assign(document.createElement('p'), {textContent: text}))",
        LAST,
    )
    wait_until(lambda: LAST in listening.spoken()[before:], "the end is heard")
    return answers, about(answers, listening.spoken()[before:])


def about(answers: Sequence[str], spoken: Sequence[str]) -> list[str]:
    """What was spoken of the answers: whole, in pieces, or with something around it."""
    return [
        line
        for line in spoken
        if len(line.split()) > 3 and any(line in answer or answer in line for answer in answers)
    ]


def test_each_answer_is_spoken_once_whole_and_in_order(
    listening: Desktop, playwright: Playwright, address: str
) -> None:
    with heard(listening, playwright, address) as page:
        answers, spoken = converse(page, listening)
        assert spoken == answers
        assert page.evaluate("document.activeElement.id") == "text"


def test_a_live_transcript_would_be_noticed(
    listening: Desktop, playwright: Playwright, address: str
) -> None:
    with heard(listening, playwright, address) as page:
        page.evaluate("document.querySelector('#transcript').setAttribute('aria-live', 'polite')")
        answers, spoken = converse(page, listening)
        assert spoken != answers
