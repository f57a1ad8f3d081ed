"""Every phrase is said somewhere: one that no code names is dead, and misleads who corrects it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml

from tests.project.imports import ROOT, modules

SPEAKING = ("content", "talking", "skill", "speakers", "audio", "harness", "lambda_handler")
"""The rooms that say phrases."""

FILES = sorted(ROOT.glob("content/*/said/phrases.yaml"))


class Named:
    """The strings of Python code, and the keys that it puts together with f-strings."""

    def __init__(self, *sources: str) -> None:
        trees = [node for source in sources for node in ast.walk(ast.parse(source))]
        self.strings = {
            node.value
            for node in trees
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        self._made = [
            re.compile("".join(_piece(part) for part in node.values))
            for node in trees
            if isinstance(node, ast.JoinedStr) and _starts_with_a_section(node)
        ]
        # Where code looks a section up by its name, all in it counts as said.
        self._whole = set(re.findall(r"\.phrases\[\"(\w+)\"\]", "\n".join(sources)))

    def names(self, key: str) -> bool:
        """Whether the code can say this phrase, by its key or one made of its strings."""
        if key in self.strings or key.partition(".")[0] in self._whole:
            return True
        found = (made.fullmatch(key) for made in self._made)
        return any(match and set(match.groups()) <= self.strings for match in found)

    def follows(self, key: str) -> bool:
        """Whether a named phrase brings this one along: its reprompt, or what comes second."""
        section, _, last = key.rpartition(".")
        if last == "reprompt":
            return self.names(f"{section}.ask")
        first = key.removesuffix("_reprompt")
        if first != key:
            return self.names(first) or self.names(f"{first}_ask") or self.follows(f"{first}_ask")
        return key.endswith("_more") and self.names(key.removesuffix("_more"))


def _piece(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"(\w+)"


def _starts_with_a_section(node: ast.JoinedStr) -> bool:
    first = node.values[0]
    return isinstance(first, ast.Constant) and re.match(r"[a-z]+\.", str(first.value)) is not None


def keys(phrases: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """The dotted key of every phrase."""
    for name, value in phrases.items():
        key = f"{above}.{name}".strip(".")
        if isinstance(value, Mapping):
            yield from keys(value, key)
        else:
            yield key


FILLED_IN = "person."
"""Words that the loader fills into questions; nothing says them by themselves."""


def dead(phrases: Mapping[str, Any], named: Named) -> list[str]:
    """The phrases that no code says."""
    spoken = (key for key in keys(phrases) if not key.startswith(FILLED_IN))
    return [key for key in spoken if not (named.names(key) or named.follows(key))]


@pytest.fixture(scope="module")
def code() -> Named:
    return Named(*(path.read_text("utf-8") for room in SPEAKING for _, path in modules(room, ROOT)))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.parent.name)
def test_no_phrase_is_dead(file: Any, code: Named) -> None:
    phrases = yaml.safe_load(file.read_text("utf-8"))
    assert len(list(keys(phrases))) > 100
    assert dead(phrases, code) == []


def test_a_dead_phrase_is_found() -> None:
    planted = {
        "launch": {"first": "", "ask": "", "reprompt": "", "gone": ""},
        "leaving": {"same_day": "", "next_year": ""},
        "offer": {"other": "", "other_reprompt": "", "third_reprompt": ""},
        "summary": {"title": ""},
    }
    named = Named(
        'say("launch.first", "launch.ask", "offer.other")',
        'say(f"leaving.{urgency}"), "same_day"',
        'load("en-US").phrases["summary"]',
    )
    assert dead(planted, named) == ["launch.gone", "leaving.next_year", "offer.third_reprompt"]
