"""The first screen says what this is, and an answer is two actions away, on a phone too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from content import load
from harness.web import calls
from tests.page import states

PHONE = {"width": 390, "height": 844}
SAYS = ("General information", "no diagnosis", "no clinician has reviewed it yet", "emergency")


@pytest.mark.parametrize("locale", ["en-US", "en-GB"])
def test_it_says_what_it_is_for_whom_and_what_it_is_not(
    browser: Browser, address: str, locale: str
) -> None:
    with browser.new_context(base_url=address, viewport=PHONE) as context:
        page = context.new_page()
        states.open_page(page, locale=locale)
        for words in SAYS:
            expect(page.locator("#welcome")).to_contain_text(words)
        number = load(locale).place.emergency_number
        call = page.locator("#welcome").get_by_role("link", name=number)
        expect(call).to_have_attribute("href", f"tel:{number}")


def test_one_press_begins(page: Page) -> None:
    states.open_page(page)
    states.press(page, load("en-US").say("screen.buttons.checkup"))
    expect(page.locator("#welcome")).to_have_count(0)
    expect(page.get_by_label("Say something")).to_be_focused()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Call 911 now.", 'Call <a href="tel:911">911</a> now.'),
        ("Call 1-800-222-1222.", 'Call <a href="tel:18002221222">1-800-222-1222</a>.'),
        ("It is 9110 <b>", "It is 9110 &lt;b&gt;"),
    ],
)
def test_numbers_are_links_and_nothing_else_is(text: str, shown: str) -> None:
    assert calls.linked(text, load("en-US").place) == shown


def test_a_place_without_a_number_has_no_link() -> None:
    place = load("en-ZA").place
    assert calls.linked(place.emergency, place) == place.emergency
