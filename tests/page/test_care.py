"""Where to get help: the card, the question over its answers, and what a phone shows at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from content import load
from harness.web import app, care
from tests.page import states

PHONE = {"width": 390, "height": 844}
ANSWERS = ("Yes", "No", "Not sure", "Why do you ask?")
TEN = (states.QUESTION, *("no",) * 5, "what helps with kidney stones", "yes", "why", "thanks")


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """A page on a phone, where there is only a finger."""
    with browser.new_context(
        base_url=address, viewport=PHONE, has_touch=True, is_mobile=True
    ) as context:
        yield context.new_page()


def card(*said: str, locale: str = "en-US") -> care.Care | None:
    """The card of the last of these sentences."""
    device, session = app.the_device(), None
    for text in said:
        turn = device.turn(text=text, session=session, locale=locale)
        session = turn["session"]
    return care.card(turn)


@pytest.mark.parametrize(("locale", "number"), [("en-US", "911"), ("en-GB", "999")])
def test_an_emergency_begins_with_the_call(locale: str, number: str) -> None:
    shown = card("I have chest pain and cannot breathe", locale=locale)
    assert shown
    assert (shown.call, shown.leads) == (number, True)
    assert number in shown.heading
    assert not shown.rest.startswith(shown.heading)
    assert shown.until
    assert shown.tell


def test_a_line_for_despair_is_called_by_its_own_number() -> None:
    shown = card("I want to kill myself")
    assert shown
    assert shown.call == "988"
    assert not shown.leads  # kindness is said before it
    assert "911" in shown.also_call


def test_a_card_says_no_more_than_the_table_and_the_plan() -> None:
    content = load("en-US")
    shown = card("I have chest pain and cannot breathe")
    assert shown
    assert shown.until in {plan.steps for plan in content.plans.values()}


@pytest.mark.parametrize(
    "said",
    ["what is a kidney stone", "I have pain in my side and a fever", "my husband hits me"],
)
def test_no_card_where_no_action_is_told_or_none_may_be_seen(said: str) -> None:
    assert card(said) is None


def test_the_emergency_card_calls_at_a_press(page: Page) -> None:
    states.emergency(page)
    heading = page.locator(".emergency .act")
    expect(heading.get_by_role("link")).to_have_attribute("href", "tel:911")
    sizes = page.evaluate("""() => [".emergency .act", ".ask"].map((name) =>
        parseFloat(getComputedStyle(document.querySelector(name)).fontSize))""")
    assert sizes[0] > 1.2 * sizes[1]


def test_two_actions_to_an_answer_on_a_phone_and_its_answers_in_reach(phone: Page) -> None:
    states.open_page(phone)
    for selector in ("#welcome-title", ".start", ".about", "#text"):
        assert in_sight(phone, selector), selector
    states.press(phone, load("en-US").say("screen.buttons.checkup"))
    states.press(phone, "My back hurts")
    for name in ANSWERS:
        assert within(phone, phone.get_by_role("button", name=name, exact=True).bounding_box())
    assert in_sight(phone, "#text")
    asked, first = (phone.locator(one).bounding_box() for one in (".ask", ".dock .chips"))
    assert asked
    assert first
    assert 0 < first["y"] - asked["y"] - asked["height"] < 24
    expect(phone.get_by_label("Say something")).not_to_be_focused()  # no keyboard over the answer


def test_answers_stay_in_sight_in_every_turn_on_a_phone(phone: Page) -> None:
    states.open_page(phone)
    for text in TEN:
        states.say(phone, text)
        for button in phone.locator(".dock .chips button").all():
            assert within(phone, button.bounding_box()), text


def test_the_dock_out_of_sight_would_be_noticed(phone: Page) -> None:
    states.question(phone)
    assert in_sight(phone, ".dock .chips")
    phone.evaluate(
        "document.querySelector('.dock').style.marginTop = '60rem';"
        "document.querySelector('.dock').style.position = 'static'"
    )
    assert not in_sight(phone, ".dock .chips")


def test_older_turns_are_a_line_each(phone: Page) -> None:
    states.open_page(phone)
    for text in TEN:
        states.say(phone, text)
    expect(phone.locator(".fold[open]")).to_have_count(1)
    assert phone.evaluate("document.documentElement.scrollHeight") < 2 * PHONE["height"]
    phone.locator("#turn-1 > .fold > summary").click()
    expect(phone.locator("#turn-1 .speech").first).to_be_visible()
    expect(phone.locator("#turn-1 .sound summary")).to_be_visible()


def test_one_player_at_a_time(page: Page) -> None:
    states.open_page(page)
    states.say(page, states.QUESTION)
    states.say(page, "no")
    page.locator("#turn-2 .sound summary").click()
    page.locator("#turn-1 > .fold > summary").click()
    page.locator("#turn-1 .sound summary").click()
    expect(page.locator(".sound[open]")).to_have_count(1)
    expect(page.locator("#turn-1 .sound")).to_contain_text("seconds")


def in_sight(page: Page, selector: str) -> bool:
    """Whether an element lies whole in what is shown without scrolling."""
    return within(page, page.locator(selector).first.bounding_box())


def within(page: Page, box: object) -> bool:
    """Whether a bounding box lies whole in what is shown."""
    assert isinstance(box, dict)
    assert page.viewport_size
    return bool(box["y"] >= 0 and box["y"] + box["height"] <= page.viewport_size["height"])
