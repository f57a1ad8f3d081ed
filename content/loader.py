"""Reads the content files of a locale and fills in its place's numbers and words.

Authors write US English with braces for what a place has of its own: {emergency}, {urgent}
and the other texts of places.yaml.
A packaged skill carries the same data as JSON (`compiled/`), so that it needs no YAML reader.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from content.filling import Fill, fill_all, filler, lower_first, place_of
from content.model import (
    FINDING_GROUPS,
    Answer,
    Content,
    Fact,
    SafetyQuestion,
    Source,
    Topic,
    TriageRow,
)
from content.plan import follow_ups, plans_by_row

if TYPE_CHECKING:
    from content.files import Files, Folder

HERE = Path(__file__).parent
COMPILED = HERE / "compiled"
NEUTRAL = "default"
FALLBACK = "en"
"""The language of a locale that has none of its own."""
HEARING = ("answers", "steering", "asked_next")
"""Files of `heard/` that are no findings and no part of their grammar."""
READ_BY = ("leaning", "mentions", "reasons")
"""Files of `heard/` that are labels with phrases."""


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


class _Languages(dict[str, Any]):
    """Languages that are read when they are first asked for, so that one may be unfinished."""

    def __init__(self, folder: Folder) -> None:
        super().__init__(dict.fromkeys(folder.languages))
        self._folder = folder

    def __getitem__(self, name: str) -> Any:
        if (known := super().__getitem__(name)) is not None:
            return known
        self[name] = _language(_sound(self._folder.language(name)))
        return super().__getitem__(name)


def language_of(locale: str, root: Path | None = None) -> str:
    """The language whose files serve a locale: its own if there is a folder, else English."""
    language = locale.split("-")[0].lower()
    known = _raw(root)["languages"]
    return language if language in known else FALLBACK


def locales(root: Path | None = None) -> tuple[str, ...]:
    """The locales that have a place of their own, in the order of places.yaml."""
    return tuple(name for name in _raw(root)["places"] if name != NEUTRAL)


@lru_cache(maxsize=16)
def load(locale: str, root: Path | None = None) -> Content:
    """All content for a locale such as "en-GB", from the folder `root` (this one by default).

    A locale without a place of its own gets English and "your local emergency number".
    Raises ContentError if a file cannot be used.
    """
    raw = _raw(root)
    places = raw["places"]
    language = language_of(locale, root)
    own = places.get(locale)
    place = place_of(locale, places[NEUTRAL], own or {})
    fill = filler(place)
    files = raw["languages"][language]
    unsure = tuple(files["triage"]["unsure_counts_on"])
    sources = {key: Source(id=key, **value) for key, value in raw["sources"].items()}
    return Content(
        locale=locale,
        language=language,
        place=place,
        topics=Lazily(files["topics"], lambda raw: _topic(raw, sources, fill)),
        findings=_fill_names(files["findings"], fill),
        questions=tuple(
            _question(row, fill, files["phrases"]["person"]) for row in files["questions"]
        ),
        triage=tuple(_row(row, unsure, fill) for row in files["triage"]["rows"]),
        unsure_counts_on=unsure,
        phrases=fill_all(files["phrases"], fill),
        sources=sources,
        core=_core(files["topics"]),
        facts=Lazily(
            {name: {**fact, "id": name} for name, fact in files["facts"].items()},
            lambda raw: _fact(raw, sources, fill),
        ),
        plans=plans_by_row(files["plans"], fill),
        follow_ups=follow_ups(files["follow_ups"], fill),
        glossary=files["glossary"],
        checks=files["checks"],
    )


def spotting(locale: str, root: Path | None = None) -> Mapping[str, Any]:
    """All that listening knows of a locale's language: findings, grammar, what topics mean."""
    files = _raw(root)["languages"][language_of(locale, root)]
    topics = {key: raw.get("heard", {}) for key, raw in files["topics"].items()}
    return {**files["findings"], "topics": topics, "core": _core(files["topics"])}


def asking_next(locale: str, root: Path | None = None) -> Mapping[str, Any]:
    """How people ask on after the advice, as `NextFinder` takes it."""
    files = _raw(root)["languages"][language_of(locale, root)]
    return {
        "kinds": files["follow_ups"],
        "groups": files["findings"]["groups"],
        "asked_next": files["hearing"]["asked_next"],
        "numbers": files["findings"]["numbers"],
    }


def asking(locale: str, root: Path | None = None) -> Mapping[str, Any]:
    """How the short facts of a locale's language are asked for, as `FactFinder` takes it."""
    files = _raw(root)["languages"][language_of(locale, root)]
    heard = files["findings"]
    return {
        "facts": files["facts"],
        "groups": heard["groups"],
        "fillers": files["fillers"],
        "numbers": heard["numbers"],
    }


def asking_by(locale: str, name: str, root: Path | None = None) -> Mapping[str, Any]:
    """What else questions are read by, as `FactFinder` takes it: one of `READ_BY`."""
    files = _raw(root)["languages"][language_of(locale, root)]
    entries = {label: {"asked": phrases} for label, phrases in files["read_by"][name].items()}
    every_word = {"fillers": ()} if name == "reasons" else {}
    return {**asking(locale, root), **every_word, "facts": entries}


def openings(locale: str, root: Path | None = None) -> Mapping[str, Any]:
    """How people of a locale's language begin before they go on freely: intent to samples."""
    found: Mapping[str, Any] = _raw(root)["languages"][language_of(locale, root)]["openings"]
    return found


def hearing(locale: str, name: str, root: Path | None = None) -> Mapping[str, Any]:
    """What else listening knows of a locale's language: its answers, its steering."""
    heard: Mapping[str, Any] = _raw(root)["languages"][language_of(locale, root)]["hearing"][name]
    return heard


def compile_to(folder: Path, root: Path | None = None) -> Path:
    """Writes all content as one JSON file into `folder`, in its order; returns the file.

    Raises ContentError if a file cannot be used, in whatever language.
    """
    raw = _read_yaml(root or HERE)
    raw["languages"] = {name: raw["languages"][name] for name in raw["languages"]}
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "content.json"
    text = json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
    target.write_text(text, encoding="utf-8")
    return target


@lru_cache(maxsize=4)
def _raw(root: Path | None = None) -> dict[str, Any]:
    compiled = COMPILED / "content.json"
    if root is None and compiled.exists():
        read: dict[str, Any] = json.loads(compiled.read_text(encoding="utf-8"))
        return read
    return _read_yaml(root or HERE)


def _read_yaml(root: Path) -> dict[str, Any]:
    from content.files import Folder  # a packaged skill has the compiled file and no YAML reader

    folder = Folder(root)
    shared = _sound(folder.shared)
    return {
        "places": shared.data("places.yaml"),
        "sources": shared.data("sources.yaml"),
        "languages": _Languages(folder),
    }


def _core(topics: Mapping[str, Any]) -> str:
    return next((key for key, raw in topics.items() if raw.get("core")), "")


def _sound(files: Files) -> Files:
    """The files, if nothing is wrong with them. Raises the first ContentError else."""
    for fault in files.faults:
        raise fault
    return files


def _language(files: Files) -> dict[str, Any]:
    """One language as the rest of the project reads it."""
    read = {path.stem: files.data(str(path)) for path in map(Path, files.documents)
            if str(path.parent) == "said"}  # fmt: skip
    return {
        **read,
        "topics": {name: one.data for name, one in files.named("topics/*.yaml").items()},
        "fillers": files.data("heard/fillers.yaml"),
        "openings": files.data("heard/openings.yaml"),
        "read_by": {name: files.data(f"heard/{name}.yaml") for name in READ_BY},
        "hearing": {name: files.data(f"heard/{name}.yaml") for name in HEARING},
        "facts": {
            name: {**fact, "topic": topic}
            for topic, document in files.named("facts/*.yaml").items()
            for name, fact in document.data.items()
        },
        "follow_ups": {
            name: entry
            for document in files.named("follow_ups/*.yaml").values()
            for name, entry in document.data.items()
        },
        "findings": _heard(files),
    }


def _heard(files: Files) -> dict[str, Any]:
    """The grammar, words of asking, groups and findings, in the order they are said back."""

    def place(name: str) -> tuple[int, str]:
        known = name in FINDING_GROUPS
        return (FINDING_GROUPS.index(name) if known else len(FINDING_GROUPS), name)

    parts = files.named("findings/*.yaml")
    findings: dict[str, Any] = {}
    for name in sorted(parts, key=place):
        findings |= parts[name].data
    grammar = files.data("heard/grammar.yaml")
    words = {name: files.data(f"heard/{name}.yaml") for name in ("groups", "asking", "numbers")}
    return {**grammar, **words, "findings": findings}


def _fill_names(findings: Mapping[str, Any], fill: Fill) -> dict[str, Any]:
    """Only the names are spoken; the phrases are what people say and stay as they are."""
    filled = dict(findings)
    filled["findings"] = {
        key: {**value, "name": lower_first(fill(value["name"]))}
        for key, value in findings["findings"].items()
    }
    return filled


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
        name=lower_first(fill(raw["name"])),
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
        after=raw.get("after", ""),
    )


def _question(
    raw: Mapping[str, Any], fill: Fill, person: Mapping[str, Mapping[str, str]]
) -> SafetyQuestion:
    def said(text: str, whom: str) -> str:
        for form, word in person[whom].items():
            text = text.replace(f"{{{form}}}", word)
            text = text.replace(f"{{{form.capitalize()}}}", word.capitalize())
        return fill(text)

    return SafetyQuestion(
        id=raw["id"],
        asks=tuple(raw["asks"]),
        text=said(raw["text"], "you"),
        easier=said(raw["easier"], "you"),
        why=said(raw["why"], "you"),
        heard=lower_first(fill(raw["heard"])),
        life=bool(raw.get("life", False)),
        opens=bool(raw.get("opens", False)),
        all_of=tuple(raw.get("all_of", ())),
        only_if=tuple(raw.get("only_if", ())),
        and_if=tuple(raw.get("and_if", ())),
        skip_if=tuple(raw.get("skip_if", ())),
        no_means=tuple(raw.get("no_means", ())),
        yes_means=tuple(raw.get("yes_means", ())),
        kind=raw.get("kind", "safety"),
        tells=tuple(raw.get("tells", ())),
        said_of={
            whom: (said(raw["text"], whom), said(raw["easier"], whom))
            for whom in person
            if whom != "you"
        },
    )


def _row(raw: Mapping[str, Any], unsure_counts_on: Collection[str], fill: Fill) -> TriageRow:
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
        unsure_counts=raw["urgency"] in unsure_counts_on,
        rung=raw["rung"],
        kind=fill(raw.get("kind") or ""),
        now=fill(raw.get("now") or ""),
    )
