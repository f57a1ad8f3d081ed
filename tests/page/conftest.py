from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from harness.web import create_app
from tests.page.served import Watch, launch, serving

# Patient, for a computer with much else to do; what is there at once costs no time.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def tests_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where "Save as test" writes to."""
    return tmp_path_factory.mktemp("saved")


@pytest.fixture(scope="session")
def address(tests_folder: Path) -> Iterator[str]:
    """The page's address."""
    with serving(create_app(tests=tests_folder)) as url:
        yield url


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    running = launch(playwright)
    yield running
    running.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh page; the test fails if anything went to another server or to the console."""
    with browser.new_context(base_url=address, viewport={"width": 1100, "height": 900}) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        watch = Watch(page, address)
        yield page
        assert not watch.faults


@pytest.fixture
def bare_page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh page without JavaScript."""
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        watch = Watch(page, address)
        yield page
        assert not watch.faults
