"""The page as a person uses it: typing, pressing, going back, listening, saving."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from harness import conversations
from harness.web import saved as saved_tests
from tests.page import states
from tests.page.served import saved_in


def test_a_conversation_by_keyboard_never_loses_the_box(page: Page) -> None:
    states.open_page(page)
    box = page.get_by_label("Say something")
    expect(box).to_be_focused()
    for text in (states.QUESTION, "no", "what?"):
        states.say(page, text)
        expect(box).to_be_focused()
        expect(box).to_have_value("")
    states.unfold(page)
    states.press(page, "Say nothing")
    expect(box).to_be_focused()


def test_arrows_bring_back_what_was_said(page: Page) -> None:
    states.open_page(page)
    states.say(page, "first thing")
    states.say(page, "second thing")
    box = page.get_by_label("Say something")
    box.fill("a draft")
    for key, value in (
        ("ArrowUp", "second thing"),
        ("ArrowUp", "first thing"),
        ("ArrowUp", "first thing"),
        ("ArrowDown", "second thing"),
        ("ArrowDown", "a draft"),
    ):
        box.press(key)
        expect(box).to_have_value(value)


def test_an_example_is_one_press(page: Page) -> None:
    states.open_page(page)
    states.press(page, "Is my back pain my kidneys?")
    expect(page.locator("article.turn h3")).to_contain_text("Is my back pain my kidneys?")
    states.press(page, "No")
    expect(page.locator("article.turn")).to_have_count(2)


def test_an_answer_is_put_before_a_screen_reader_once_and_whole(page: Page) -> None:
    states.open_page(page)
    page.evaluate("""() => {
        window.heard = [];
        const note = (changes) => changes.forEach((change) =>
            change.addedNodes.forEach((node) => window.heard.push(node.textContent)));
        const log = document.querySelector("[role=log]");
        new MutationObserver(note).observe(log, {childList: true, subtree: true});
    }""")
    states.say(page, states.QUESTION)
    assert page.evaluate("window.heard") == [states.spoken(page)]
    expect(page.locator("[role=log] p")).to_have_count(0)
    assert page.locator("#transcript[aria-live], #transcript[role=log]").count() == 0


def test_reload_keeps_the_conversation_and_new_archives_it(page: Page) -> None:
    states.open_page(page, locale="en-GB", device="screen")
    states.say(page, "what helps with kidney stones")
    page.reload()
    expect(page.locator("article.turn")).to_have_count(1)
    page.get_by_role("link", name="New conversation").click()
    expect(page.locator("article.turn")).to_have_count(0)
    states.unfold(page)
    expect(page.get_by_text("This one is with a screen, in en-GB.")).to_be_visible()
    page.get_by_role("link", name="what helps with kidney stones").first.click()
    expect(page.locator("article.turn")).to_have_count(1)
    states.say(page, "yes")
    expect(page.locator("article.turn")).to_have_count(2)


def test_choices_begin_a_new_conversation(page: Page) -> None:
    states.open_page(page)
    states.unfold(page)
    page.get_by_label("Language and place").select_option("en-GB")
    page.get_by_label("Device").select_option("screen")
    page.get_by_role("button", name="Start").click()
    states.say(page, "I have chest pain and cannot breathe")
    expect(page.locator(".answer")).to_contain_text("999")
    expect(page.locator(".answer")).to_have_attribute("lang", "en-GB")
    expect(page.frame_locator("iframe").locator("main")).to_contain_text("999")


def test_a_finger_on_the_screen_answers(page: Page) -> None:
    states.on_a_screen(page)
    page.frame_locator("iframe").get_by_role("button", name="No", exact=True).click()
    expect(page.locator("article.turn")).to_have_count(2)
    expect(page.locator("article.turn h3").last).to_have_text("Pressed no")
    expect(page.get_by_label("Say something")).to_be_focused()


def test_a_server_that_is_gone_is_told(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        states.open_page(page)
        context.set_offline(True)
        page.fill("#text", "hello")
        page.press("#text", "Enter")
        expect(page.get_by_role("alert")).to_contain_text("did not answer")
        expect(page.locator("#text")).to_have_value("hello")
        context.set_offline(False)
        states.say(page, "hello")
        expect(page.get_by_role("alert")).to_be_empty()


def test_nothing_plays_or_is_fetched_until_it_is_asked_for(page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    states.question(page)
    states.summaries(page)
    assert not [url for url in fetched if "/audio/" in url]
    assert page.locator("audio[autoplay]").count() == 0


def test_sound_plays_with_captions_that_follow_and_speed(page: Page) -> None:
    states.question(page)
    page.locator(".sound summary").click()
    caption = page.locator(".caption")
    expect(caption).to_contain_text("Kidney pain")
    first = caption.inner_text()
    page.get_by_role("button", name="Faster").click()
    expect(page.locator(".rate")).to_have_text("1.25 ×")
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.25
    expect(caption).not_to_have_text(first)
    page.get_by_role("button", name="Slower").click()
    page.get_by_role("button", name="Slower").click()
    expect(page.locator(".rate")).to_have_text("0.75 ×")
    at = page.evaluate("document.querySelector('audio').currentTime")
    page.get_by_role("button", name="From the start").click()
    assert page.evaluate("document.querySelector('audio').currentTime") < at


def test_a_summary_can_be_heard_read_and_downloaded(page: Page) -> None:
    page.goto("/summaries")
    first = page.locator(".summary").first
    expect(first.locator(".sound")).to_contain_text(re.compile(r"\d+ seconds"))
    first.get_by_text("Transcript").click()
    assert len(first.locator(".transcript p").inner_text().split()) > 60
    with page.expect_download() as download:
        first.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename.endswith(".mp3")
    assert Path(download.value.path()).read_bytes()[0] == 0xFF


def test_copied_as_a_command(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    states.question(page)
    states.unfold(page)
    page.get_by_role("button", name="Copy Command line").click()
    expect(page.get_by_role("status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"python -m harness ask '{states.QUESTION}' --json"


def test_saved_as_a_test_that_the_suite_runs(page: Page, tests_folder: Path) -> None:
    before = saved_in(tests_folder)
    states.open_page(page)
    states.say(page, "my back aches after gardening")
    states.press(page, "No")
    states.unfold(page)
    states.press(page, "Say nothing")
    states.unfold(page)
    page.get_by_role("button", name="Save this conversation").click()
    expect(page.locator("#notice")).to_be_focused()
    (name,) = set(saved_in(tests_folder)) - set(before)
    conversation = conversations.read(tests_folder / name)
    assert [turn.get("user") for turn in conversation["turns"]] == [
        "my back aches after gardening",
        "No",
        None,
    ]
    assert all(turn["speech"] for turn in conversation["turns"])
    states.unfold(page)
    page.get_by_role("button", name=name.removesuffix(".yaml"), exact=True).click()
    expect(page.locator("#notice")).to_contain_text("No answer changed.")


def test_a_changed_answer_is_shown_as_a_difference(page: Page, tests_folder: Path) -> None:
    turn = {"event": "launch", "speech": "Welcome to the old guide.", "topic": "sepsis"}
    path = tests_folder / "changed.yaml"
    path.write_text(yaml.safe_dump({"title": "Changed", "turns": [turn]}), "utf-8")
    states.open_page(page)
    states.unfold(page)
    page.get_by_role("button", name="changed", exact=True).click()
    expect(page.locator("#notice")).to_contain_text("1 answer changed")
    expect(page.locator("del").first).to_contain_text("the old guide")
    expect(page.locator("ins").first).to_be_visible()
    expect(page.locator(".wrong").first).to_contain_text("topic")
    path.unlink()


def test_replay_to_a_turn_and_carry_on(page: Page) -> None:
    states.open_page(page)
    states.say(page, states.QUESTION)
    states.say(page, "no")
    states.say(page, "stop")
    states.unfold(page)
    second = page.locator("#turn-2")
    second.get_by_role("button", name="Replay to here").click()
    expect(page.locator("article.turn")).to_have_count(2)
    expect(page.locator("#notice")).to_contain_text("No answer changed.")
    states.say(page, "yes")
    expect(page.locator("article.turn")).to_have_count(3)


def test_another_sentence_and_the_rest_again(bare_page: Page) -> None:
    page = bare_page
    page.goto("/")
    for text in ("my back hurts", "no", "no"):
        page.fill("#text", text)
        page.press("#text", "Enter")
    page.locator("#turn-2 > .fold > summary").click()
    page.locator("#turn-2 .understood > summary").click()
    page.locator("#turn-2").get_by_label("Say this instead").fill("yes")
    page.locator("#turn-2").get_by_role("button", name="Play it all again").click()
    expect(page.locator("article.turn")).to_have_count(3)
    expect(page.locator("#said-2")).to_contain_text("yes")
    expect(page.locator("#turn-1 .changed")).to_have_count(0)
    expect(page.locator("#turn-2 .changed")).to_have_count(1)
    expect(page.locator("#notice")).to_contain_text("changed")


@pytest.mark.parametrize("name", ["nothing", "../changed", "/etc/passwd", ""])
def test_no_other_file_is_played(tests_folder: Path, name: str) -> None:
    from harness.errors import InputError
    from harness.web.app import the_device

    with pytest.raises(InputError, match="no saved test"):
        saved_tests.play(name, the_device(), tests_folder)


def test_everything_works_without_javascript(bare_page: Page) -> None:
    page = bare_page
    page.goto("/?locale=en-GB")
    page.fill("#text", states.QUESTION)
    page.press("#text", "Enter")
    expect(page.locator("article.turn")).to_have_count(1)
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.locator("article.turn")).to_have_count(2)
    page.locator(".tools summary").click()
    page.get_by_role("button", name="Say nothing").click()
    expect(page.locator("article.turn")).to_have_count(3)
    page.locator("#turn-2 > .fold > summary").click()
    page.locator("#turn-2 .understood > summary").click()
    page.locator("#turn-2").get_by_role("button", name="Replay to here").click()
    expect(page.locator("article.turn")).to_have_count(2)
    page.locator(".tools summary").click()
    page.get_by_role("button", name="Save this conversation").click()
    expect(page.locator("#notice")).to_contain_text("Saved as a test")
    for name in ("Speak", "Slower", "Copy SSML"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    page.get_by_role("link", name="New conversation").click()
    page.locator(".tools summary").click()
    expect(page.get_by_role("link", name=states.QUESTION).first).to_be_visible()
