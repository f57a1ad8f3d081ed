"""The utterance files: plain text, a `[...]` header says what the lines below must resolve to.

topic files      [aspect]                  TopicIntent of the file's topic; `*` is any aspect
compare.txt      [topic other_topic]       TopicIntent with both
commands.txt     [Intent slot=value ...]   that intent with those slots
symptoms.txt     [finding ...]             SymptomIntent with these findings present
telling_apart    [*] or [general]          TellApartIntent or DifferenceIntent
must_not_match   no header                 AMAZON.FallbackIntent
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from content.loader import spotting
from listening import FindingSpotter, Resolver, Understood, load_model

ROOT = Path(__file__).resolve().parents[2]
UTTERANCES = Path(__file__).parent / "utterances"
LOCALES = ("en-US", "en-GB", "en-AU", "en-CA", "en-IN")
FALLBACK = "AMAZON.FallbackIntent"
CARRIERS = frozenset({"SayIntent", "NumberIntent"})
"""Intents that only carry words to the listener, and mean nothing by themselves."""


@dataclass(frozen=True)
class Case:
    """One utterance and what it must resolve to."""

    file: str
    text: str
    intent: str
    slots: dict[str, str] = field(default_factory=dict)
    findings: tuple[str, ...] = ()

    def failure(self, heard: Understood) -> str | None:
        """What is wrong with a reading; None where it is right."""
        if heard.intent != self.intent:
            return f"{heard.intent} {heard.slots} ({'; '.join(heard.why)})"
        for name, value in self.slots.items():
            default = "overview" if name == "aspect" else None
            if heard.slots.get(name, default) != value:
                return f"{name}={heard.slots.get(name)} ({'; '.join(heard.why)})"
        missing = set(self.findings) - set(heard.spotted.present)
        return f"not heard: {', '.join(sorted(missing))}" if missing else None


@cache
def spotter() -> FindingSpotter:
    """The spotter of the English findings."""
    return FindingSpotter(spotting("en-US"))


@cache
def model(locale: str) -> dict[str, Any]:
    """The committed interaction model of a locale."""
    return load_model(locale)


@cache
def resolver(locale: str = "en-US") -> Resolver:
    """The resolver of a locale."""
    return Resolver(model(locale), spotter())


def topics() -> list[str]:
    """The topic ids that the model knows."""
    return [value["id"] for value in _type("TOPIC")["values"]]


def aspects() -> list[str]:
    """The aspect ids that the model knows."""
    return [value["id"] for value in _type("ASPECT")["values"]]


def _type(name: str) -> dict[str, Any]:
    types = model("en-US")["interactionModel"]["languageModel"]["types"]
    found: dict[str, Any] = next(kind for kind in types if kind["name"] == name)
    return found


def read_cases(folder: Path = UTTERANCES) -> list[Case]:
    """Every case of a folder. Raises ValueError for a line without a header, or said twice."""
    cases = [case for path in sorted(folder.glob("*.txt")) for case in _read(path)]
    seen: set[str] = set()
    for case in cases:
        if case.text in seen:
            raise ValueError(f'{case.file}: "{case.text}" stands twice: keep one')
        seen.add(case.text)
    return cases


def _read(path: Path) -> Iterator[Case]:
    header: list[str] | None = [] if path.stem == "must_not_match" else None
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            header = line.strip("[]").split()
            continue
        if header is None:
            raise ValueError(f'{path.name}: "{line}" stands under no [header]')
        yield _case(path.stem, header, line)


def _case(stem: str, header: list[str], text: str) -> Case:
    if stem == "must_not_match":
        return Case(stem, text, FALLBACK)
    if stem == "commands":
        slots = dict(part.split("=", 1) for part in header[1:])
        return Case(stem, text, header[0], slots)
    if stem == "symptoms":
        return Case(stem, text, "SymptomIntent", findings=tuple(header))
    if stem == "telling_apart":
        return Case(stem, text, "DifferenceIntent" if header == ["general"] else "TellApartIntent")
    if stem == "compare":
        return Case(stem, text, "TopicIntent", {"topic": header[0], "other_topic": header[1]})
    slots = {"topic": stem.removesuffix("_any")}
    if header != ["*"]:
        slots["aspect"] = header[0]
    return Case(stem, text, "TopicIntent", slots)


def report() -> dict[str, str]:
    """Every case → "ok" or what it was taken for, in a stable order."""
    ours = resolver()
    return {
        f"{case.file}: {case.text}": case.failure(ours.resolve(case.text)) or "ok"
        for case in read_cases()
    }


def render(results: dict[str, str]) -> str:
    """A report as the text of the baseline file: figures first, then the failing cases."""
    files: dict[str, list[str]] = {}
    for name, result in results.items():
        files.setdefault(name.split(":", 1)[0], []).append(result)
    right = sum(result == "ok" for result in results.values())
    figures = {
        name: f"{sum(r == 'ok' for r in found)} of {len(found)}"
        for name, found in sorted(files.items())
    }
    shown = {
        "right": f"{right} of {len(results)}",
        "by_file": figures,
        "wrong": {name: result for name, result in sorted(results.items()) if result != "ok"},
    }
    return json.dumps(shown, indent=1, ensure_ascii=False) + "\n"
