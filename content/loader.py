"""Reads the content files of a locale and fills in its place's numbers and words.

Authors write US English with three braces: {emergency}, {emergency_number} and {urgent}.
A packaged skill carries the same data as JSON (`compiled/`), so that it needs no YAML reader.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from content.model import (
    FINDING_GROUPS,
    Answer,
    Content,
    Fact,
    Place,
    SafetyQuestion,
    Source,
    Topic,
    TriageRow,
)

HERE = Path(__file__).parent
COMPILED = HERE / "compiled"
NEUTRAL = "default"

Fill = Callable[[str], str]


Made = TypeVar("Made")


class Lazily(Mapping[str, Made]):
    """Things that are made when they are first asked for: a start needs one topic, not twenty."""

    def __init__(self, raw: Mapping[str, Any], make: Callable[[Mapping[str, Any]], Made]) -> None:
        self._raw = raw
        self._make = make
        self._made: dict[str, Made] = {}

    def __getitem__(self, key: str) -> Made:
        if key not in self._made:
            self._made[key] = self._make(self._raw[key])
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)

    def __contains__(self, key: object) -> bool:
        return key in self._raw


def language_of(locale: str) -> str:
    """The language whose files serve a locale: its own if there is a folder, else English."""
    language = locale.split("-")[0].lower()
    known = _raw()["languages"]
    return language if language in known else "en"


@lru_cache(maxsize=16)
def load(locale: str) -> Content:
    """All content for a locale such as "en-GB".

    A locale without a place of its own gets English and "your local emergency number".
    """
    raw = _raw()
    places = raw["places"]
    language = language_of(locale)
    own = places.get(locale)
    place = _place(locale, places[NEUTRAL], own or {})
    fill = _filler(place)
    files = raw["languages"][language]
    sources = {key: Source(id=key, **value) for key, value in raw["sources"].items()}
    return Content(
        locale=locale,
        language=language,
        place=place,
        topics=Lazily(files["topics"], lambda raw: _topic(raw, sources, fill)),
        findings=_fill_names(files["findings"], fill),
        questions=tuple(_question(row, fill) for row in files["questions"]),
        triage=tuple(_row(row, fill) for row in files["triage"]),
        phrases=_fill_all(files["phrases"], fill),
        sources=sources,
        core=_core(files["topics"]),
        facts=Lazily(
            {name: {**fact, "id": name} for name, fact in files["facts"].items()},
            lambda raw: _fact(raw, sources, fill),
        ),
    )


def spotting(locale: str) -> Mapping[str, Any]:
    """All that listening knows of a locale's language: findings, grammar, what topics mean."""
    files = _raw()["languages"][language_of(locale)]
    topics = {key: raw.get("heard", {}) for key, raw in files["topics"].items()}
    return {**files["findings"], "topics": topics, "core": _core(files["topics"])}


def asking(locale: str) -> Mapping[str, Any]:
    """How the short facts of a locale's language are asked for, as `FactFinder` takes it."""
    files = _raw()["languages"][language_of(locale)]
    heard = files["findings"]
    return {
        "facts": files["facts"],
        "groups": heard["groups"],
        "fillers": files["fillers"],
        "numbers": heard["numbers"],
    }


def compile_to(folder: Path) -> Path:
    """Writes all content as one JSON file into `folder`, in its order; returns the file."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "content.json"
    text = json.dumps(_read_yaml(), ensure_ascii=False, separators=(",", ":"))
    target.write_text(text, encoding="utf-8")
    return target


@lru_cache(maxsize=1)
def _raw() -> dict[str, Any]:
    compiled = COMPILED / "content.json"
    if compiled.exists():
        read: dict[str, Any] = json.loads(compiled.read_text(encoding="utf-8"))
        return read
    return _read_yaml()


def _read_yaml() -> dict[str, Any]:
    import yaml  # a packaged skill has the compiled file and no YAML reader

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    def read(path: Path) -> Any:
        return json.loads(json.dumps(yaml.load(path.read_text("utf-8"), loader), default=str))

    languages: dict[str, Any] = {}
    for folder in sorted(path.parent for path in HERE.glob("*/said")):
        files = {path.stem: read(path) for path in sorted(folder.glob("said/*.yaml"))}
        files["findings"] = _heard(folder / "heard", read)
        files["topics"] = {path.stem: read(path) for path in sorted(folder.glob("said/topics/*"))}
        files["fillers"] = read(folder / "heard" / "fillers.yaml")
        files["facts"] = {
            name: {**fact, "topic": path.stem}
            for path in sorted(folder.glob("said/facts/*.yaml"))
            for name, fact in (read(path) or {}).items()
        }
        languages[folder.name] = files
    return {
        "places": read(HERE / "places.yaml"),
        "sources": read(HERE / "sources.yaml"),
        "languages": languages,
    }


def _core(topics: Mapping[str, Any]) -> str:
    return next((key for key, raw in topics.items() if raw.get("core")), "")


def _heard(folder: Path, read: Callable[[Path], Any]) -> dict[str, Any]:
    """The grammar, words of asking, groups and findings, in the order they are said back."""

    def place(path: Path) -> tuple[int, str]:
        known = path.stem in FINDING_GROUPS
        return (FINDING_GROUPS.index(path.stem) if known else len(FINDING_GROUPS), path.stem)

    findings: dict[str, Any] = {}
    for path in sorted(folder.glob("findings/*.yaml"), key=place):
        findings |= read(path)
    grammar = read(folder / "grammar.yaml")
    words = {name: read(folder / f"{name}.yaml") for name in ("groups", "asking", "numbers")}
    return {**grammar, **words, "findings": findings}


def _place(locale: str, neutral: Mapping[str, Any], own: Mapping[str, Any]) -> Place:
    values = {**neutral, **own}
    return Place(locale=locale, **values)


def _filler(place: Place) -> Fill:
    """How authors' text becomes this place's text: braces first, then whole words."""
    braces = {
        "{emergency}": place.emergency,
        "{emergency_now}": place.emergency_now,
        "{emergency_number}": place.emergency_number,
        "{emergency_place}": place.emergency_place,
        "{urgent}": place.urgent,
    }
    words = sorted(place.words, key=len, reverse=True)
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, words)) + r")\b", re.I) if words else None

    def swap(match: re.Match[str]) -> str:
        word = match.group(0)
        other = place.words[word.lower()]
        return other[0].upper() + other[1:] if word[0].isupper() else other

    def fill(text: str) -> str:
        text = " ".join(text.split())
        if pattern:
            text = pattern.sub(swap, text)
        for brace, value in braces.items():
            text = text.replace(brace, value)
        return re.sub(r"(^|[.?] )([a-z])", lambda m: m.group(1) + m.group(2).upper(), text)

    return fill


def _fill_all(value: Any, fill: Fill) -> Any:
    if isinstance(value, str):
        return fill(value)
    if isinstance(value, list):
        return [_fill_all(item, fill) for item in value]
    if isinstance(value, dict):
        return {key: _fill_all(item, fill) for key, item in value.items()}
    return value


def _fill_names(findings: Mapping[str, Any], fill: Fill) -> dict[str, Any]:
    """Only the names are spoken; the phrases are what people say and stay as they are."""
    filled = dict(findings)
    filled["findings"] = {
        key: {**value, "name": _lower_first(fill(value["name"]))}
        for key, value in findings["findings"].items()
    }
    return filled


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _topic(raw: Mapping[str, Any], sources: Mapping[str, Source], fill: Fill) -> Topic:
    net = fill(raw.get("net") or "")
    aspects = {}
    for aspect, cell in raw["aspects"].items():
        own = cell.get("net")
        aspects[aspect] = Answer(
            topic=raw["topic"],
            aspect=aspect,
            short=fill(cell["short"]),
            more=fill(cell["more"]),
            net="" if own is False else fill(own) if own else net,
            sources=tuple(sources[key] for key in cell["sources"]),
        )
    return Topic(
        id=raw["topic"],
        name=_lower_first(fill(raw["name"])),
        dangerous=bool(raw["dangerous"]),
        worry=bool(raw["worry"]),
        net=net,
        aspects=aspects,
        depth=raw.get("depth", "short"),
        stands_for=raw.get("stands_for", ""),
        pills=bool(raw.get("pills", False)),
    )


def _fact(raw: Mapping[str, Any], sources: Mapping[str, Source], fill: Fill) -> Fact:
    return Fact(
        id=raw["id"],
        topic=raw["topic"],
        aspect=raw["aspect"],
        says=fill(raw["says"]),
        source=sources[raw["source"]] if "source" in raw else None,
    )


def _question(raw: Mapping[str, Any], fill: Fill) -> SafetyQuestion:
    return SafetyQuestion(
        id=raw["id"],
        asks=tuple(raw["asks"]),
        text=fill(raw["text"]),
        easier=fill(raw["easier"]),
        why=fill(raw["why"]),
        heard=_lower_first(fill(raw["heard"])),
        life=bool(raw.get("life", False)),
        opens=bool(raw.get("opens", False)),
        all_of=tuple(raw.get("all_of", ())),
        only_if=tuple(raw.get("only_if", ())),
        skip_if=tuple(raw.get("skip_if", ())),
        no_means=tuple(raw.get("no_means", ())),
        yes_means=tuple(raw.get("yes_means", ())),
    )


def _row(raw: Mapping[str, Any], fill: Fill) -> TriageRow:
    return TriageRow(
        id=raw["id"],
        urgency=raw["urgency"],
        all=tuple(raw.get("all", ())),
        any=tuple(tuple(group) for group in raw.get("any", ())),
        topic=raw["topic"],
        action=fill(raw["action"]),
        because=fill(raw["because"]),
        avoid=fill(raw.get("avoid") or ""),
        source=raw["source"],
    )
