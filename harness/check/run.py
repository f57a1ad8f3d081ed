"""Runs the content check over every locale."""

from __future__ import annotations

from datetime import date

from harness.check.content import LOCALES, check_content
from harness.check.fault import Fault


def run(today: date | None = None) -> list[Fault]:
    """All faults in all locales, sorted and each named once; `today` is the clock's by default."""
    day = today or date.today()
    return sorted({fault for locale in LOCALES for fault in check_content(locale, day)})
