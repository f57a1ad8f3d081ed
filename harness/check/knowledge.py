"""Rules for the content as a whole: sources, cells, medical words, repeats, reach by voice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from content import ASPECTS, Place, Source, Topic
from harness.check.fault import Fault
from harness.check.reading import sentences
from harness.check.rules import Rules

STALE_AFTER_MONTHS = 24
LINE_STALE_AFTER_MONTHS = 12
VERIFIED = ("found", "found-copy", "known")
ALIKE = 0.6

_SAFETY = ("overview", "symptoms", "causes", "outlook", "treatment", "urgency")
DEPTHS: Mapping[str, Sequence[str]] = {
    "full": ASPECTS,
    "danger": _SAFETY,
    "short": ("overview",),
}
"""What a topic's `depth` promises to answer."""


def missing_aspects(topics: Mapping[str, Topic]) -> Iterator[Fault]:
    """Aspects that a topic's depth promises and nothing answers."""
    for name, topic in topics.items():
        if topic.depth not in DEPTHS:
            yield Fault("missing", name, f"depth is one of {', '.join(DEPTHS)}")
        for aspect in DEPTHS.get(topic.depth, ()):
            if aspect not in topic.aspects:
                yield Fault("missing", f"{name}/{aspect}", "this answer is not written")


def bad_sources(where: str, sources: Sequence[Source]) -> Iterator[Fault]:
    """An answer without source, or a source a reader could not follow."""
    if not sources:
        yield Fault("source", where, "names no source")
    for source in sources:
        if not (source.name and source.title and source.url.startswith("https://")):
            yield Fault("source", where, f"{source.id} needs a name, a title and an https address")
        if source.verified not in VERIFIED:
            yield Fault("source", where, f"{source.id}: verified is one of {', '.join(VERIFIED)}")


def stale_sources(sources: Mapping[str, Source], today: date) -> Iterator[Fault]:
    """Sources last reviewed more than 24 months before `today`, or with no readable date."""
    for source in sources.values():
        try:
            reviewed = date.fromisoformat(source.reviewed)
        except ValueError:
            yield Fault("stale", source.id, f"reviewed {source.reviewed!r} is not a date")
            continue
        months = (today.year - reviewed.year) * 12 + today.month - reviewed.month
        if months - (today.day < reviewed.day) >= STALE_AFTER_MONTHS and today != reviewed:
            yield Fault("stale", source.id, f"last reviewed {reviewed}: read the page again")


def stale_lines(place: Place, today: date) -> Iterator[Fault]:
    """Numbers to call that were looked up twelve months before `today` or earlier, or that say
    not where they stand, when they were looked up, and at what hours they answer."""
    for name, line in place.lines.items():
        lacking = [key for key in ("number", "url", "reviewed", "hours") if not line.get(key)]
        if lacking or line.get("verified") not in VERIFIED:
            yield Fault("line", name, f"needs {', '.join(lacking) or 'verified'}")
            continue
        reviewed = date.fromisoformat(line["reviewed"])
        months = (today.year - reviewed.year) * 12 + today.month - reviewed.month
        if months - (today.day < reviewed.day) >= LINE_STALE_AFTER_MONTHS:
            yield Fault("stale", name, f"{line['number']} was last looked up {reviewed}")
        if line["number"] not in " ".join(place.spoken):
            yield Fault("line", name, f"{line['number']} is not what is said")


def _says(term: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(term)}(?![\w-])", text, re.I) is not None


def unexplained_words(
    topic: Topic, glossary: Mapping[str, Any], place: Place, rules: Rules
) -> Iterator[Fault]:
    """Medical words the topic uses and never explains, or that should be plain ones.

    A word that is everyday speech in the place ("vomit" in Australia) is none.
    """
    explained: Mapping[str, Sequence[str]] = glossary["explained"]
    known = {*explained, *glossary["plain"]}
    cells = {aspect: f"{cell.spoken} {cell.more}" for aspect, cell in topic.aspects.items()}
    everything = " ".join(cells.values())
    for term, explanations in explained.items():
        if _says(term, everything) and not any(
            words.lower() in everything.lower() for words in explanations
        ):
            yield Fault("medical word", topic.id, f"says {term!r} and never explains it")
    for aspect, text in cells.items():
        where = f"{topic.id}/{aspect}"
        for term, plain in glossary["instead"].items():
            if _says(term, text) and not any(_says(term, own) for own in place.words.values()):
                yield Fault("medical word", where, f"says {term!r}, say {plain!r}")
        for match in rules.medical_ending.finditer(text):
            word = match.group(0).lower()
            if word not in known and not any(word in term.split() for term in known):
                yield Fault("medical word", where, f"{word!r} is not in glossary.yaml")


def repeated_answers(topics: Mapping[str, Topic]) -> Iterator[Fault]:
    """Answers that say the same as another, and a "more" that repeats its own short answer."""
    cells = [cell for topic in topics.values() for cell in topic.aspects.values()]
    for cell in cells:
        again = set(_sentences(cell.short)) & set(_sentences(cell.more))
        for sentence in again:
            yield Fault("duplicate", f"{cell.topic}/{cell.aspect}", f"more repeats {sentence!r}")
    texts = [
        (f"{cell.topic}/{cell.aspect} {part}", _word_set(text))
        for cell in cells
        for part, text in (("short", cell.short), ("more", cell.more))
    ]
    for (where, mine), (other, theirs) in combinations(texts, 2):
        if overlap(mine, theirs) >= ALIKE:
            yield Fault("duplicate", where, f"says nearly the same as {other}")


def overlap(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """Jaccard index of two sets of words: 0 nothing in common, 1 the same."""
    together = len(mine | theirs)
    return len(mine & theirs) / together if together else 1.0


def _word_set(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"(?:[^\W\d_]|')+", text.lower()))


def _sentences(text: str) -> list[str]:
    return [sentence.lower().strip(" .?") for sentence in sentences(text)]


def unreachable_topics(
    topics: Sequence[str], core: str, model: Mapping[str, Any]
) -> Iterator[Fault]:
    """Topics that no word of the interaction model leads to.

    A topic is reached through a value of slot type TOPIC with its id; the core topic also
    through TellApartIntent, the question the skill is named for.
    """
    language = model["interactionModel"]["languageModel"]
    named = {
        value["id"]
        for slot_type in language.get("types", [])
        if slot_type["name"] == "TOPIC"
        for value in slot_type["values"]
        if value["name"]["value"].strip()
    }
    asked = {intent["name"] for intent in language["intents"] if intent.get("samples")}
    if "TellApartIntent" in asked:
        named.add(core)
    for topic in topics:
        if topic not in named:
            yield Fault("reach", topic, "no value of slot type TOPIC carries this id")
