"""Telephone numbers in what is said, as links that call them."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from content import Place

LINK = Markup('<a href="{}">{}</a>')


def numbers(place: Place) -> tuple[str, ...]:
    """The numbers of a place that can be called, longest first; words such as "your local
    emergency number" are none."""
    known = {place.emergency_number, *(line["number"] for line in place.lines.values())}
    return tuple(sorted((one for one in known if _digits(one)), key=lambda one: (-len(one), one)))


def found(text: str, place: Place) -> tuple[str, ...]:
    """The numbers that a text names, in its order."""
    return tuple(match.group() for match in _pattern(place).finditer(text))


def address(number: str) -> str:
    """What a link to a number leads to: "tel:18002221222"."""
    return f"tel:{_digits(number)}"


def linked(text: str, place: Place) -> Markup:
    """The text, escaped, with every number of the place as a link."""
    parts = _pattern(place).split(text)
    return Markup("").join(
        LINK.format(address(part), part) if at % 2 else escape(part)
        for at, part in enumerate(parts)
    )


def _pattern(place: Place) -> re.Pattern[str]:
    known = "|".join(map(re.escape, numbers(place)))
    return re.compile(rf"(?<![\w-])({known or '(?!)'})(?![\w-])")


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
