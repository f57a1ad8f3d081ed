"""Which place a speaker stands in, and so whose number it may say."""

from __future__ import annotations

import re

from content import locales

NOWHERE = "en"
"""English of no country: "your local emergency number"."""

_LOCALE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_LONGEST = 35


def place(locale: object) -> str:
    """The known place that a locale names ("en_gb" too), else English of no country."""
    if not isinstance(locale, str):
        return NOWHERE
    language, _, region = locale.replace("_", "-").partition("-")
    found = f"{language.lower()}-{region.upper()}"
    return found if found in locales() else NOWHERE


def is_locale(text: str) -> bool:
    """Whether a text has the form of a locale."""
    return len(text) <= _LONGEST and bool(_LOCALE.fullmatch(text))
