"""Whether model, handlers and content agree: no intent without a handler, no topic without answer.

Also holds the triage table and the safety questions to their own rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from content import ASPECTS, RUNGS, URGENCIES, Content, SafetyQuestion, TriageRow
from harness.check.fault import Fault
from skill.app import build_skill
from skill.handlers.lifecycle import AnythingElse
from talking import triage
from talking.findings import Findings

MOST_QUESTION_WORDS = 25
MOST_THINGS = 3
AT_ONCE = frozenset({"ambulance", "emergency_department"})
"""The rungs of an emergency."""
FACTS = frozenset({"age", "severity", "since", "last_pee", "temperature"})
"""The facts that a question may ask for in open words."""


def agreement_faults(content: Content, model: Mapping[str, Any]) -> Iterator[Fault]:
    """Every place where one locale's model, the handlers and the content disagree."""
    language_model = model["interactionModel"]["languageModel"]
    yield from unanswered_intents([intent["name"] for intent in language_model["intents"]])
    types = {kind["name"]: kind for kind in language_model.get("types", [])}
    known = {
        "TOPIC": set(content.topics),
        "ASPECT": set(ASPECTS),
        "FINDING": set(content.findings["findings"]),
    }
    for name, ids in known.items():
        yield from unknown_values(name, types.get(name, {}), ids)
    names = set(content.findings["findings"])
    yield from bad_rows(content.triage, names, set(content.topics), set(content.sources))
    yield from shadowed_rows(content.triage)
    yield from bad_questions(content.questions, names)
    yield from bad_leads(content.meaning.leads, names, set(content.topics))
    pains = {name: topic.stands_for for name, topic in content.topics.items() if topic.stands_for}
    for topic, pain in pains.items():
        if pain not in names:
            yield Fault("topic", topic, f"stands_for {pain}, which is no known finding")


def unanswered_intents(intents: Sequence[str]) -> Iterator[Fault]:
    """Intents that only the catch-all would take."""
    chains = build_skill().request_dispatcher.request_mappers[0].request_handler_chains
    handlers = [chain.request_handler for chain in chains]
    own = [handler for handler in handlers if not isinstance(handler, AnythingElse)]
    for name in intents:
        probe = _probe(name)
        if not any(handler.can_handle(probe) for handler in own):
            yield Fault("handler", name, "no handler answers this intent; add one")


def unknown_values(name: str, kind: Mapping[str, Any], ids: set[str]) -> Iterator[Fault]:
    """Slot values whose id the content does not know."""
    for value in kind.get("values", []):
        if value.get("id") not in ids:
            yield Fault("slot value", f"{name} {value.get('id')}", "the content has no such id")


def bad_rows(
    rows: Sequence[TriageRow], findings: set[str], topics: set[str], sources: set[str]
) -> Iterator[Fault]:
    """Triage rows that name what does not exist, or that have no condition."""
    for row_id, count in Counter(row.id for row in rows).items():
        if count > 1:
            yield Fault("triage", row_id, "this id is used twice")
    for row in rows:
        named = {*row.all, *(name for group in row.any for name in group)}
        for name in sorted(named - findings):
            yield Fault("triage", row.id, f"{name} is no known finding")
        if not named:
            yield Fault("triage", row.id, "it has no condition, so it would always fire")
        if row.urgency not in URGENCIES:
            yield Fault("triage", row.id, f"{row.urgency} is no known urgency")
        if row.topic not in topics:
            yield Fault("triage", row.id, f"{row.topic} is no known topic")
        if row.source not in sources:
            yield Fault("source", row.id, f"{row.source} is not in the sources")
        if row.rung not in RUNGS[1:]:
            yield Fault("triage", row.id, f"{row.rung} is no rung")
        elif (row.urgency == "emergency") != (row.rung in AT_ONCE):
            yield Fault("triage", row.id, f"{row.rung} does not fit {row.urgency}")
        if row.urgency == "emergency" and not row.avoid:
            yield Fault("triage", row.id, "an emergency must say what not to do")


def bad_leads(
    leads: Iterable[tuple[frozenset[str], str]], findings: set[str], topics: set[str]
) -> Iterator[Fault]:
    """Findings that lead to a topic, or with a finding, that does not exist."""
    for needed, topic in leads:
        where = " ".join(sorted(needed))
        for name in sorted(needed - findings):
            yield Fault("leads_to", where, f"{name} is no known finding")
        if topic not in topics:
            yield Fault("leads_to", where, f"{topic} is no known topic")


def shadowed_rows(rows: Sequence[TriageRow]) -> Iterator[Fault]:
    """Rows that can never speak: whatever fires them fires one that is read before them."""
    for row in rows:
        groups = [set(group) for group in row.any]
        if not any(
            (deciding := triage.decide(rows, Findings(present=present)).row)
            and deciding.id == row.id
            for present in _smallest(frozenset(row.all), groups)
        ):
            yield Fault("triage", row.id, "a row before it always fires too, so it never speaks")


def bad_questions(questions: Sequence[SafetyQuestion], findings: set[str]) -> Iterator[Fault]:
    """Safety questions that name what does not exist, or ask too much in one breath."""
    for question_id, count in Counter(question.id for question in questions).items():
        if count > 1:
            yield Fault("question", question_id, "this id is used twice")
    for question in questions:
        if question.kind == "fact" and not set(question.asks) <= FACTS:
            yield Fault("question", question.id, f"a fact is one of {', '.join(sorted(FACTS))}")
        asked = question.tells if question.kind == "fact" else question.asks
        named = {*asked, *question.all_of, *question.only_if, *question.and_if, *question.skip_if}
        named |= {*question.no_means, *question.yes_means}
        for name in sorted(named - findings):
            yield Fault("question", question.id, f"{name} is no known finding")
        for text in (question.text, question.easier):
            if not text.endswith("?"):
                yield Fault("question", question.id, f"this is no question: {text}")
            if len(text.split()) > MOST_QUESTION_WORDS:
                yield Fault("question", question.id, f"over {MOST_QUESTION_WORDS} words: {text}")
            if text.count(",") >= MOST_THINGS:
                yield Fault("question", question.id, f"over {MOST_THINGS} things: {text}")
        if len(question.easier.split()) > len(question.text.split()):
            yield Fault("question", question.id, "the easier wording is longer than the first")


def _smallest(chosen: frozenset[str], groups: list[set[str]]) -> Iterator[frozenset[str]]:
    """Every smallest set of findings that fires a row."""
    if not groups:
        yield chosen
        return
    for name in sorted(groups[0]):
        yield from _smallest(chosen | {name}, groups[1:])


def _probe(intent: str) -> Any:
    request = SimpleNamespace(object_type="IntentRequest", intent=SimpleNamespace(name=intent))
    envelope = SimpleNamespace(
        request=request, session=SimpleNamespace(new=False, attributes={}), context=None
    )
    manager = SimpleNamespace(session_attributes={}, request_attributes={})
    return SimpleNamespace(request_envelope=envelope, attributes_manager=manager)
