"""Holds what files of one language name in one another: findings, topics, sources, ids."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from content.document import Document, Keys
from content.errors import ContentError
from content.model import URGENCIES

if TYPE_CHECKING:
    from content.files import Files

ASKS = ("asks", "tells", "all_of", "only_if", "and_if", "skip_if", "no_means", "yes_means")
IMPLIES = ("implies", "gone")


def faults(files: Files, sources: Collection[str]) -> list[ContentError]:
    """Every name that leads nowhere. The files must fit their schemas.

    files: those of a language. sources: the ids of sources.yaml.
    """
    found: list[ContentError] = []
    topics, heard = files.named("topics/*.yaml"), files.named("findings/*.yaml")
    findings = {name for document in heard.values() for name in document.data}
    found += _twice(heard.values(), "finding")
    for name, topic in topics.items():
        found += _topic(topic, name, sources)
        stands_for = topic.data.get("stands_for", ())
        found += _unknown(topic, ("stands_for",), stands_for, findings, "finding")
        traits = topic.data.get("heard", {})
        found += _unknown(
            topic, ("heard", "wins_over"), traits.get("wins_over", ()), topics, "topic"
        )
        instead = traits.get("instead", {}).get("finding", ())
        found += _unknown(topic, ("heard", "instead", "finding"), instead, findings, "finding")
    for document in heard.values():
        for name, entry in document.data.items():
            for key in IMPLIES:
                found += _unknown(document, (name, key), entry.get(key, ()), findings, "finding")
            for at, lead in enumerate(entry.get("leads_to", ())):
                place: Keys = (name, "leads_to", at)
                found += _unknown(document, (*place, "topic"), lead["topic"], topics, "topic")
                found += _unknown(
                    document, (*place, "with"), lead.get("with", ()), findings, "finding"
                )
    facts = {name for one in files.named("facts/*.yaml").values() for name in one.data}
    for document in files.named("facts/*.yaml").values():
        for name, fact in document.data.items():
            found += _unknown(document, (name, "source"), fact.get("source", ()), sources, "source")
            found += _unknown(document, (name, "after"), fact.get("after", ()), facts, "fact")
    mentions = files.documents["heard/mentions.yaml"]
    found += _unknown(mentions, (), mentions.data, topics, "topic")
    found += _after_the_advice(files, findings, sources)
    questions = files.documents["said/questions.yaml"]
    found += _same_id(questions, (), questions.data)
    for at, question in enumerate(questions.data):
        for key in ASKS:
            if key == "asks" and question.get("kind") == "fact":
                continue
            found += _unknown(questions, (at, key), question.get(key, ()), findings, "finding")
    triage = files.documents["said/triage.yaml"]
    found += _same_id(triage, ("rows",), triage.data["rows"])
    for at, row in enumerate(triage.data["rows"]):
        place = ("rows", at)
        found += _unknown(triage, (*place, "all"), row.get("all", ()), findings, "finding")
        for position, group in enumerate(row.get("any", ())):
            found += _unknown(triage, (*place, "any", position), group, findings, "finding")
        found += _unknown(triage, (*place, "topic"), row["topic"], topics, "topic")
        found += _unknown(triage, (*place, "source"), row["source"], sources, "source")
    return found


def _after_the_advice(
    files: Files, findings: Collection[str], sources: Collection[str]
) -> Iterator[ContentError]:
    plans = files.documents["said/plans.yaml"]
    for name, plan in plans.data["plans"].items():
        place: Keys = ("plans", name)
        yield from _unknown(plans, (*place, "way"), plan["way"], plans.data["ways"], "way")
        yield from _unknown(plans, (*place, "source"), plan["source"], sources, "source")
    contexts = {*plans.data["plans"], *plans.data["ways"], *URGENCIES, "any"}
    kinds = files.named("follow_ups/*.yaml")
    yield from _twice(kinds.values(), "follow-up")
    for document in kinds.values():
        for name, entry in document.data.items():
            says, tells = entry.get("says", ()), entry.get("tells", ())
            yield from _unknown(document, (name, "says"), says, contexts, "plan, way or urgency")
            yield from _unknown(document, (name, "tells"), tells, findings, "finding")


def _topic(topic: Document, name: str, sources: Collection[str]) -> Iterator[ContentError]:
    if topic.data["topic"] != name:
        yield topic.fault(["topic"], f"must be the file's name, {name}")
    for aspect, cell in topic.data["aspects"].items():
        yield from _unknown(
            topic, ("aspects", aspect, "sources"), cell["sources"], sources, "source"
        )


def _unknown(
    document: Document,
    keys: Keys,
    named: str | Iterable[str],
    known: Collection[str],
    kind: str,
) -> Iterator[ContentError]:
    for name in [named] if isinstance(named, str) else named:
        if name not in known:
            close = get_close_matches(name, known, 1)
            meant = f", {close[0]} may be meant" if close else ""
            yield document.fault(keys, f"{name} is no known {kind}{meant}")


def _same_id(document: Document, keys: Keys, rows: Iterable[Any]) -> Iterator[ContentError]:
    seen: set[str] = set()
    for at, row in enumerate(rows):
        if row["id"] in seen:
            yield document.fault((*keys, at, "id"), "this id is taken by an entry before it")
        seen.add(row["id"])


def _twice(documents: Iterable[Document], kind: str) -> Iterator[ContentError]:
    seen: dict[str, Document] = {}
    for document in documents:
        for name in document.data:
            if name in seen:
                yield document.fault([name], f"{seen[name].path.name} has this {kind} already")
            seen[name] = document
