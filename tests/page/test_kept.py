"""Nothing is lost: over a restart, between tabs, after an error; all is forgotten when asked."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

from harness.errors import InputError
from harness.inputs import MOST_CHARACTERS, within
from harness.web import app
from harness.web.store import NONE, VARIABLE, Store, store_from_environment
from harness.web.talks import MOST_TALKS, Talks
from tests.page import states
from tests.page.served import serving

REPORT = "I have pain in my side and a fever"
CANARY = "quokkalantern"


def client(store: Store | None) -> FlaskClient:
    """A server that was just started."""
    return app.create_app(talks=Talks(store)).test_client()


def say(client: FlaskClient, text: str, talk: str = "") -> str:
    """Says something; returns the id of the conversation."""
    answered = client.post("/say", data={"text": text, "talk": talk})
    assert answered.status_code == 303, answered.text
    return re.search(r"talk=(\w+)", answered.headers["Location"])[1]  # type: ignore[index]


def questions(page: str) -> list[str]:
    """The questions on a page, the open one last."""
    return [html.unescape(text) for text in re.findall(r'question">([^<]+)<', page)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "data" / "talks.sqlite3")


def test_a_restart_loses_nothing(store: Store) -> None:
    before = client(store)
    talk = say(before, REPORT)
    say(before, "no", talk)
    shown = before.get(f"/?talk={talk}").text
    after = client(store)
    assert after.get(f"/?talk={talk}").text == shown
    say(before, "no", talk)
    say(after, "no", talk)
    assert questions(after.get(f"/?talk={talk}").text) == questions(
        before.get(f"/?talk={talk}").text
    )


def test_its_sound_can_be_asked_for_after_a_restart(store: Store) -> None:
    talk = say(client(store), REPORT)
    after = client(store)
    address = re.search(r"/audio/\w+\.txt|/audio/\w+\.mp3", after.get(f"/?talk={talk}").text)
    assert address
    with after.get(address[0]) as sound:
        assert sound.status_code == 200


def test_forget_empties_the_file_too(store: Store) -> None:
    before = client(store)
    talk = say(before, f"my {CANARY} hurts")
    files = list(store.path.parent.iterdir())
    assert any(CANARY.encode() in path.read_bytes() for path in files)
    before.post("/forget")
    assert before.get(f"/?talk={talk}").status_code == 400
    files = list(store.path.parent.iterdir())
    assert not any(CANARY.encode() in path.read_bytes() for path in files)
    assert store.load() == []


def test_what_must_not_be_overheard_is_never_kept(store: Store) -> None:
    running = client(store)
    talk = say(running, "what is a kidney stone")
    say(running, "my husband hits me", talk)
    say(running, "thank you", talk)
    assert store.load() == []
    assert running.get(f"/?talk={talk}").status_code == 200


def test_the_oldest_go_first_in_the_file_too(store: Store) -> None:
    running = client(store)
    first = say(running, "hello")
    for _ in range(MOST_TALKS):
        say(running, "hello")
    kept = [talk.id for talk in store.load()]
    assert len(kept) == MOST_TALKS
    assert first not in kept


def test_the_file_is_its_owners_alone(store: Store) -> None:
    say(client(store), "hello")
    assert store.path.stat().st_mode & 0o077 == 0


def test_a_setting_switches_it_off_or_names_the_file(tmp_path: Path) -> None:
    assert store_from_environment({VARIABLE: NONE}) is None
    named = store_from_environment({VARIABLE: str(tmp_path / "a.sqlite3")})
    assert named
    assert named.path == tmp_path / "a.sqlite3"
    usual = store_from_environment({"XDG_DATA_HOME": str(tmp_path)})
    assert usual
    assert tmp_path in usual.path.parents


@pytest.mark.parametrize("spoilt", [b"no database", None])
def test_a_file_that_cannot_be_used_is_told(tmp_path: Path, spoilt: bytes | None) -> None:
    path = tmp_path / "talks"
    path.mkdir() if spoilt is None else path.write_bytes(spoilt * 200)
    with pytest.raises(InputError, match=VARIABLE):
        Talks(Store(path))


def test_an_unknown_conversation_offers_the_words_again(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        states.open_page(page)
        states.say(page, states.QUESTION)
        page.evaluate("for (const f of document.getElementsByName('talk')) f.value = 'gone'")
        page.fill("#text", "no")
        page.press("#text", "Enter")
        expect(page.get_by_role("alert")).to_contain_text("press Send to say it here")
        expect(page.locator("#text")).to_have_value("no")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("alert")).to_be_empty()


@pytest.fixture
def bare(browser: Browser, address: str) -> Page:
    """A page without JavaScript that may be answered with an error."""
    return browser.new_context(base_url=address, java_script_enabled=False).new_page()


def test_an_error_without_javascript_keeps_the_conversation(bare: Page) -> None:
    bare.goto("/")
    bare.fill("#text", states.QUESTION)
    bare.press("#text", "Enter")
    bare.fill("#text", "  ")
    bare.press("#text", "Enter")
    expect(bare.get_by_role("alert")).to_contain_text("nothing to ask")
    expect(bare.locator("article.turn")).to_have_count(1)
    expect(bare).to_have_title("Error: Back Pain Guide")
    expect(bare.locator("#text")).to_be_focused()
    expect(bare.locator("#text")).to_have_attribute("aria-invalid", "true")
    bare.get_by_role("button", name="No", exact=True).click()
    expect(bare.locator("article.turn")).to_have_count(2)


def test_an_error_is_tied_to_the_box_until_it_is_mended(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        states.refused(page)
        box = page.locator("#text")
        expect(box).to_have_attribute("aria-invalid", "true")
        expect(box).to_have_accessible_description(re.compile("^There is nothing to ask"))
        expect(page).to_have_title("Error: Back Pain Guide")
        expect(box).to_be_focused()
        states.say(page, "hello")
        expect(box).not_to_have_attribute("aria-invalid", "true")
        expect(page).to_have_title("Back Pain Guide")


def test_tabs_with_one_conversation_follow_each_other(page: Page) -> None:
    states.open_page(page)
    states.say(page, states.QUESTION)
    other = page.context.new_page()
    other.goto(page.url)
    other.fill("#text", "a draft")
    states.say(page, "no")
    expect(other.locator("article.turn")).to_have_count(2)
    expect(other.locator("#text")).to_have_value("a draft")
    assert other.locator("#ask").inner_text() == page.locator("#ask").inner_text()


def test_a_long_text_is_heard_to_the_limit_and_the_rest_is_shown(page: Page) -> None:
    states.open_page(page)
    long = "my back hurts after gardening and " * 20 + "the very end"
    states.say(page, long)
    expect(page.locator(".left-out")).to_contain_text("the very end")


@pytest.mark.parametrize("text", ["short", "word " * 200, "x" * 700, "é" * 499 + " and more"])
def test_a_cut_loses_no_letter(text: str) -> None:
    heard, left_out = within(text)
    assert len(heard) <= MOST_CHARACTERS
    assert (heard + left_out).replace(" ", "") == text.replace(" ", "")


def test_the_server_keeps_what_the_browser_said(browser: Browser, store: Store) -> None:
    with serving(app.create_app(talks=Talks(store))) as url, browser.new_context() as context:
        page = context.new_page()
        page.goto(url)
        states.say(page, states.QUESTION)
        talk = page.url.partition("talk=")[2]
    with serving(app.create_app(talks=Talks(store))) as url, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{url}/?talk={talk}")
        states.press(page, "No")
        expect(page.locator("article.turn")).to_have_count(2)
