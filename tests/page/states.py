"""Every state in which the page can be looked at, by name."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

QUESTION = "Is my back pain my kidneys?"

State = Callable[[Page], None]


def open_page(page: Page, device: str = "speaker", locale: str = "en-US") -> None:
    """A new conversation."""
    page.goto(f"/?device={device}&locale={locale}")


def say(page: Page, text: str) -> None:
    """Types a sentence, sends it with Enter and waits for its answer."""
    turns = page.locator("article.turn")
    before = turns.count()
    page.fill("#text", text)
    page.press("#text", "Enter")
    expect(turns).to_have_count(before + 1)


def press(page: Page, name: str) -> None:
    """Presses a button that makes a turn, and waits for its answer."""
    turns = page.locator("article.turn")
    before = turns.count()
    page.locator("form[action='/say']").get_by_role("button", name=name, exact=True).click()
    expect(turns).to_have_count(before + 1)


def spoken(page: Page) -> str:
    """All that the last answer says."""
    return " ".join(page.locator("article.turn").last.locator(".speech").all_inner_texts())


def unfold(page: Page) -> None:
    """Opens everything that is folded away."""
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")


def welcome(page: Page) -> None:
    open_page(page)


def question(page: Page) -> None:
    open_page(page)
    say(page, QUESTION)


def emergency(page: Page) -> None:
    open_page(page)
    say(page, QUESTION)
    say(page, "I have chest pain and cannot breathe")
    expect(page.locator(".answer.emergency")).to_be_visible()


def ended(page: Page) -> None:
    open_page(page)
    unfold(page)
    press(page, "Open the skill")
    press(page, "Say nothing")
    press(page, "End it")
    expect(page.get_by_text("The skill has closed.")).to_be_visible()


def unfolded(page: Page) -> None:
    open_page(page)
    say(page, "I have pain in my side and a fever but no blood in my pee")
    unfold(page)


def inspected(page: Page) -> None:
    """A wide page with the inspector beside the answer."""
    page.set_viewport_size({"width": 1440, "height": 900})
    open_page(page)
    say(page, QUESTION)
    page.locator("#turn-1 .understood > summary").click()
    say(page, "no")
    expect(page.locator("#turn-2 .understood")).to_have_attribute("open", "")


def refused(page: Page) -> None:
    open_page(page)
    page.fill("#text", "   ")
    page.press("#text", "Enter")
    expect(page.locator("#problem")).not_to_be_empty()


def on_a_screen(page: Page) -> None:
    open_page(page, device="screen")
    say(page, QUESTION)
    page.frame_locator("iframe").locator("main").wait_for()


def replayed(page: Page) -> None:
    question(page)
    unfold(page)
    page.get_by_role("button", name="Replay to here").click()
    expect(page.locator("#notice")).to_be_visible()


def saved(page: Page) -> None:
    question(page)
    unfold(page)
    page.get_by_role("button", name="Save this conversation").click()
    expect(page.locator("#notice")).to_contain_text("Saved as a test")
    unfold(page)


def summaries(page: Page) -> None:
    page.goto("/summaries")


def transcripts(page: Page) -> None:
    page.goto("/summaries?locale=en-GB")
    unfold(page)


def lab(page: Page) -> None:
    page.goto("/lab")
    page.fill("#text", f"text\turgency\n{QUESTION}\tself_care\nmy toe hurts\temergency\n")
    page.select_option("#place", "en-GB")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator("#results table").last.locator("tbody tr")).to_have_count(2)


def fault(page: Page) -> None:
    page.goto("/summaries?locale=nowhere")


STATES: dict[str, State] = {
    state.__name__: state
    for state in (
        welcome, question, emergency, ended, unfolded, inspected, refused, on_a_screen, replayed,
        saved, summaries, transcripts, lab, fault,
    )
}  # fmt: skip

# A refused sentence and a page of an error are answered with 400, which the console notes.
NOTED = {"refused": 400, "fault": 400}
