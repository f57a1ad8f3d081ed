"""Every gate on every state of the page, and every gate seen to fail."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.page import gates, states
from tests.page.served import Watch


@pytest.mark.parametrize("name", states.STATES)
def test_state(browser: Browser, address: str, name: str) -> None:
    with browser.new_context(base_url=address, viewport={"width": 1100, "height": 900}) as context:
        page = context.new_page()
        watch = Watch(page, address)
        states.STATES[name](page)
        found = {gate: look(page) for gate, look in gates.GATES.items()}
        page.emulate_media(color_scheme="dark")
        found["axe, dark"] = gates.axe(page)
        found["edges, dark"] = gates.edge_contrast(page)
        page.set_viewport_size({"width": 390, "height": 844})
        # At the end of the page nothing lies behind the dock, which axe could not tell apart.
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        found["axe, phone"] = gates.axe(page)
        found["targets, phone"] = gates.target_size(page)
        found["console and requests"] = [
            fault for fault in watch.faults if str(states.NOTED.get(name)) not in fault
        ]
    assert not {gate: faults for gate, faults in found.items() if faults}


@pytest.mark.parametrize("name", ["unfolded", "inspected", "saved", "summaries", "lab"])
def test_keyboard(page: Page, name: str) -> None:
    states.STATES[name](page)
    assert gates.keyboard(page) == []


PLANTED = {
    "axe": "document.querySelector('label').remove()",
    "axe, contrast": "document.querySelector('.hint').style.color = '#bbb'",
    "axe, undecided": "document.querySelector('.lead').style.backgroundImage = "
    "'linear-gradient(red, blue)'",
    "validity": "document.querySelector('.hint').id = 'text'",
    "reflow": "document.querySelector('.box').style.minWidth = '500px'",
    "reflow, cut": "Object.assign(document.querySelector('.lead').style, "
    "{overflow: 'hidden', height: '1em'})",
    "text_spacing": "Object.assign(document.querySelector('.chips button').style, "
    "{overflow: 'hidden', height: '2.75rem', maxHeight: '49px', width: '290px'})",
    "target_size": "Object.assign(document.querySelector('#say .primary').style, "
    "{minHeight: '0', height: '30px'})",
    "edge_contrast": "document.querySelector('#text').style.borderColor = '#ddd'",
    "forced_colours": "document.querySelector('.primary').style.border = '0'",
    "motion": "document.querySelector('.primary').style.transition = 'color 1s'",
    "keyboard": "document.querySelector('.primary').tabIndex = -1",
    "keyboard, order": "document.querySelector('.box .primary').tabIndex = 3",
    "keyboard, unseen": "document.querySelector('.primary').style.outline = 'none'",
    "keyboard, covered": "Object.assign(document.querySelector('.dock').style, "
    "{position: 'fixed', inset: '0'})",
    "keyboard, caught": "document.addEventListener('keydown', (event) => "
    "document.activeElement.id === 'text' && event.preventDefault())",
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_gate_sees_a_planted_fault(browser: Browser, address: str, name: str) -> None:
    look = {**gates.GATES, "keyboard": gates.keyboard}[name.partition(",")[0]]
    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        states.welcome(page)
        assert look(page) == []
        page.evaluate(PLANTED[name])
        assert look(page)


@pytest.mark.parametrize(
    ("html", "word"),
    [
        ("<p>a</div>", "end"),
        ("<p>a<p>b</p>", "never ended"),
        ("<button type=button><p>a</p></button>", "inside"),
        ("<a href=/><button type=button>a</button></a>", "inside"),
        ("<button>a</button>", "no type"),
        ("<b id=a>a</b><b id=a>b</b>", "used 2 times"),
        ("<label for=nothing>a</label>", "nothing has"),
        ("<img src=a src=b>", "twice"),
        ("<p style='color: red'>a</p>", "style"),
        ("<center>a</center>", "obsolete"),
    ],
)
def test_html_rules_see_a_planted_fault(html: str, word: str) -> None:
    from tests.page.html_rules import faults

    head = "<!doctype html><html lang='en'><head><title>x</title></head><body>"
    assert faults(f"{head}</body></html>") == []
    assert any(word in fault for fault in faults(f"{head}{html}</body></html>"))


@pytest.mark.parametrize(
    "planted",
    [
        "console.error('broken')",
        "setTimeout(() => { throw new Error('broken') })",
        "document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/a.png'}))",
        "fetch('http://127.0.0.1:9/').catch(() => {})",
    ],
)
def test_the_watch_sees_a_planted_fault(browser: Browser, address: str, planted: str) -> None:
    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        watch = Watch(page, address)
        states.welcome(page)
        assert watch.faults == []
        page.evaluate(planted)
        page.wait_for_function("() => true")
        for _ in range(50):
            if watch.faults:
                break
            page.evaluate("() => new Promise((done) => setTimeout(done, 20))")
        assert watch.faults
