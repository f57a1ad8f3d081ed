"""The readable source → one Alexa interaction model for each place.

    source/intents.yaml   what a person can say       source/topics.yaml    the TOPIC slot
    source/places.yaml    words that differ by place  source/aspects.yaml   the ASPECT slot
    source/slots.yaml     the small slots     source/open.yaml      the slot that takes any words

The FINDING slot is what the content's findings are called in short (`in_short` of an entry).

The same source always gives the same text. One model, that of en-US, is kept to be looked at; a
test holds it to the source. `make models` writes the others beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

from content import ASPECTS, ContentError, document, load, locales, schema, spotting

HERE = Path(__file__).parent
SOURCE = HERE / "source"
KEPT = "en-US"
"""The locale whose written model is kept beside the source, to be looked at."""
OPEN = "OPEN"
"""How intents.yaml calls the slot type that takes any words."""
MOST_PHRASES = 6
"""How many wordings of a finding are shown to the open slot."""
KINDS: Mapping[str, str] = {
    "intents.yaml": "asking_intents",
    "topics.yaml": "asking_values",
    "aspects.yaml": "asking_values",
    "slots.yaml": "asking_slots",
    "places.yaml": "asking_places",
    "open.yaml": "asking_open",
}
"""File of the source → its schema in content/schema."""


def taught() -> tuple[str, ...]:
    """The locales that have a model, in the order of the source's places.yaml."""
    return tuple(_read("places.yaml")["places"])


def model_path(locale: str) -> Path:
    """Where the model of a locale is written."""
    return HERE / f"{locale}.json"


def source_faults(source: Path = SOURCE) -> list[ContentError]:
    """All that is wrong with the shape of the source, and with the ids of content it names."""
    found: list[ContentError] = []
    for name, kind in KINDS.items():
        try:
            read = document.read(source / name)
        except ContentError as fault:
            found.append(fault)
            continue
        found += schema.faults(read, kind)
        if found:
            continue
        if name == "places.yaml":
            found += [
                read.fault(["places", place], "content/places.yaml has no such place")
                for place in read.data["places"]
                if place not in locales()
            ]
        found += [
            read.fault([key], f"the content has no {name.removesuffix('s.yaml')} of this id")
            for key in read.data
            if name in KNOWN and key not in KNOWN[name]()
        ]
    return found


KNOWN: Mapping[str, Callable[[], Iterable[str]]] = {
    "topics.yaml": lambda: load("en-US").topics,
    "aspects.yaml": lambda: ASPECTS,
}
"""File of the source → the ids that it may name."""


@cache
def _read(name: str) -> Any:
    """One file of the source. Raises ContentError if it cannot be used."""
    read = document.read(SOURCE / name)
    for fault in schema.faults(read, KINDS[name]):
        raise fault
    return read.data


def _findings(locale: str) -> dict[str, Any]:
    return {
        finding: {"value": entry["in_short"][0], "synonyms": entry["in_short"][1:]}
        for finding, entry in spotting(locale)["findings"].items()
        if entry.get("in_short")
    }


def build(locale: str) -> dict[str, Any]:
    """The whole interaction model of one locale, as Alexa imports it.

    Raises KeyError for a locale that places.yaml does not name, ContentError for a faulty source.
    """
    places = _read("places.yaml")
    local = LocalWords(places["places"][locale]["words"])
    kinds = {OPEN: _read("open.yaml")["type"]}
    intents = [
        _intent(name, spec or {}, local, kinds) for name, spec in _read("intents.yaml").items()
    ]
    slots = _read("slots.yaml")
    types = [
        _slot_type("TOPIC", _read("topics.yaml"), local),
        _slot_type("ASPECT", _read("aspects.yaml"), local),
        _slot_type("FINDING", _findings(locale), local),
        *(_slot_type(name, values, local) for name, values in slots.items()),
        *_open_types(kinds[OPEN], local),
    ]
    return {
        "interactionModel": {
            "languageModel": {
                "invocationName": places["invocation"],
                "modelConfiguration": {"fallbackIntentSensitivity": {"level": "MEDIUM"}},
                "intents": intents,
                "types": types,
            }
        }
    }


def render(model: Mapping[str, Any]) -> str:
    """A model as the text of its file."""
    return json.dumps(model, indent=1, ensure_ascii=False) + "\n"


class LocalWords:
    """Puts a place's own words beside the US ones.

    words: US word or phrase → local word or phrase, all lower case.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = dict(words)
        longest_first = sorted(self._words, key=lambda word: (-len(word), word))
        joined = "|".join(re.escape(word) for word in longest_first)
        self._find = re.compile(rf"\b(?:{joined})\b") if joined else None

    def both(self, phrases: Iterable[str]) -> list[str]:
        """Each phrase, followed by its local form where that differs; none twice."""
        return list(dict.fromkeys(form for phrase in phrases for form in self._forms(phrase)))

    def _forms(self, phrase: str) -> Iterator[str]:
        yield phrase
        if self._find is not None:
            local = self._find.sub(lambda found: self._words[found.group()], phrase)
            if local != phrase:
                yield local


def _intent(
    name: str, spec: Mapping[str, Any], local: LocalWords, kinds: Mapping[str, str]
) -> dict[str, Any]:
    slots = [
        {"name": slot, "type": kinds.get(kind, kind)}
        for slot, kind in (spec.get("slots") or {}).items()
    ]
    made: dict[str, Any] = {"name": name}
    if slots:
        made["slots"] = slots
    made["samples"] = local.both(spec.get("samples") or [])
    return made


def _slot_type(name: str, values: Mapping[str, Any], local: LocalWords) -> dict[str, Any]:
    made = []
    taken: set[str] = set()
    for value in values.values():
        taken.add(value["value"])
    for key, value in values.items():
        synonyms = []
        for phrase in local.both([value["value"], *value["synonyms"]]):
            if phrase not in taken:
                taken.add(phrase)
                synonyms.append(phrase)
        made.append({"id": key, "name": {"value": value["value"], "synonyms": synonyms}})
    return {"name": name, "values": made}


def _open_types(kind: str, local: LocalWords) -> list[dict[str, Any]]:
    """The type that takes any words, unless Amazon has it: the more it shows, the more it takes.

    Its values have no id: what counts is what was said, not which of them it resembles. Alexa
    wants a synonym of each value; it is the sentence again, as somebody says it who hesitates.
    """
    if kind.startswith("AMAZON."):
        return []
    hesitating = cycle(_read("open.yaml")["hesitations"])
    values = [
        {"name": {"value": form, "synonyms": [f"{hesitation} {form}"]}}
        for text, hesitation in zip(open_sentences(), hesitating, strict=False)
        for form in local.both([text])
    ]
    return [{"name": kind, "values": values}]


def open_sentences() -> list[str]:
    """Sentences as people say them: those of the source, and its frames filled with findings."""
    source = _read("open.yaml")
    phrases = [
        [entry["value"], *entry["synonyms"]][:MOST_PHRASES] for entry in _findings("en").values()
    ]
    frames = cycle(source["frames"])
    filled = [
        next(frames).replace("{finding}", phrase) for several in phrases for phrase in several
    ]
    return list(dict.fromkeys([*source["sentences"], *filled]))
