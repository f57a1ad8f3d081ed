"""Holds everything that is said to the rules: `run` for all locales, `check_content` for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from content import Answer, Content, ContentError, Place, Topic, language_of, load, locales
from content.files import Folder
from content.loader import HERE
from harness.check import knowledge, plans, wording
from harness.check.fault import Fault
from harness.check.rules import Rules, from_data
from interaction_model import models
from interaction_model.build import source_faults
from listening.model import nearest_locale


def run(today: date | None = None, root: Path | None = None) -> list[Fault]:
    """All faults in every language, sorted and each named once; `today` is the clock's by default.

    root: the folder of content, the project's own by default.
    """
    day = today or date.today()
    folder = Folder(root or HERE)
    shared = [*map(shape_fault, folder.shared.faults)]
    if shared:
        return shared
    found: list[Fault] = []
    for language in folder.languages:
        shape = [*map(shape_fault, folder.language(language).faults)]
        spoken = [name for name in locales(root) if language_of(name, root) == language]
        found += shape
        if not spoken:
            found.append(Fault("place", language, "no locale of places.yaml has this language"))
        for locale in spoken if not shape else ():
            found += _checked(locale, day, root)
    return sorted(set(found))


def check_content(locale: str, today: date, root: Path | None = None) -> list[Fault]:
    """Every fault in what is said in `locale`; `today` decides which reviews are stale.

    Files whose shape is wrong are reported alone: the rest cannot be read until they are mended.
    """
    folder = Folder(root or HERE)
    shape = folder.shared.faults or folder.language(language_of(locale, root)).faults
    return [*map(shape_fault, shape)] or _checked(locale, today, root)


def _checked(locale: str, today: date, root: Path | None) -> list[Fault]:
    sound = not source_faults()  # else `run` of the whole check names what is wrong there
    own = nearest_locale(locale)  # a place that Alexa has no locale for is served by another's
    ours = own in models.locales() and own.split("-")[0] == locale.split("-")[0]
    model = models.load(own) if sound and ours else None
    return [
        Fault(fault.rule, f"{locale} {fault.where}", fault.what)
        for fault in content_faults(load(locale, root), model, today)
        if sound or fault.rule != "reach"
    ]


def shape_fault(error: ContentError) -> Fault:
    """A file's fault as the check reports it."""
    place = ", ".join(
        filter(None, (error.file, f"line {error.line}" if error.line else "", error.key))
    )
    return Fault("shape", place, error.what)


def content_faults(
    content: Content, model: Mapping[str, Any] | None, today: date
) -> Iterator[Fault]:
    """All rules over one locale's content; `model` is its interaction model, None if absent."""
    rules = from_data(content.checks)
    for topic in content.topics.values():
        for answer in topic.aspects.values():
            yield from answer_faults(answer, topic, content.place, rules)
        yield from knowledge.unexplained_words(topic, content.glossary, content.place, rules)
    yield from mean_grade_faults(content, rules)
    yield from knowledge.missing_aspects(content.topics)
    yield from knowledge.repeated_answers(content.topics)
    yield from knowledge.stale_sources(content.sources, today)
    yield from spoken_rows(content, rules)
    yield from fact_faults(content, rules)
    yield from plans.plan_faults(content, rules)
    if model is None:
        yield Fault("reach", "interaction model", "there is none for this locale")
    else:
        yield from knowledge.unreachable_topics(list(content.topics), content.core, model)


def answer_faults(answer: Answer, topic: Topic, place: Place, rules: Rules) -> Iterator[Fault]:
    """The rules for one cell: each of its two lengths, its safety line and its sources."""
    cell = f"{answer.topic}/{answer.aspect}"
    parts = (
        (f"{cell} short", answer.spoken, rules.short),
        (f"{cell} more", answer.more, rules.more),
    )
    for where, text, bounds in parts:
        yield from wording.wrong_length(where, text, bounds)
        yield from wording.too_hard(where, text, rules)
        yield from wording.overlong_sentences(where, text, rules)
        yield from wording.long_on_average(where, text, rules)
        yield from wording.forbidden_phrases(where, text, rules)
        yield from wording.unsafe_characters(where, text, rules)
        yield from wording.foreign_numbers(where, text, place)
        if topic.dangerous:
            yield from wording.no_call_for_help(where, text, rules)
    if answer.net:
        yield from wording.wrong_length(f"{cell} net", answer.net, rules.net)
    yield from knowledge.bad_sources(cell, answer.sources)


def mean_grade_faults(content: Content, rules: Rules) -> Iterator[Fault]:
    """A language that is too hard on the whole, though each answer may pass."""
    texts = [
        text
        for topic in content.topics.values()
        for answer in topic.aspects.values()
        for text in (answer.spoken, answer.more)
    ]
    mean = sum(map(rules.grade, texts)) / max(1, len(texts))
    if mean > rules.hardest_mean:
        yield Fault(
            "grade",
            "all answers",
            f"read at grade {mean:.1f} on average, at most {rules.hardest_mean:g}",
        )


def fact_faults(content: Content, rules: Rules) -> Iterator[Fault]:
    """Short facts: one to three easy sentences with a source that can be followed."""
    for fact in content.facts.values():
        where = f"fact {fact.topic}/{fact.id}"
        yield from wording.wrong_length(where, fact.says, rules.fact)
        yield from wording.too_hard(where, fact.says, rules)
        yield from wording.overlong_sentences(where, fact.says, rules)
        yield from wording.forbidden_phrases(where, fact.says, rules)
        yield from wording.unsafe_characters(where, fact.says, rules)
        yield from wording.foreign_numbers(where, fact.says, content.place)
        if fact.source is not None:
            yield from knowledge.bad_sources(where, (fact.source,))
        elif fact.topic in content.topics:
            yield Fault("source", where, "names no source")


def spoken_rows(content: Content, rules: Rules) -> Iterator[Fault]:
    """Questions, triage rows and phrases: never a diagnosis, safe to speak, easy sentences."""
    texts = [
        (f"question {question.id}", part)
        for question in content.questions
        for part in (question.text, question.easier, question.why)
    ] + [
        (f"triage {row.id}", " ".join(filter(None, (row.action, row.because, row.avoid))))
        for row in content.triage
    ]
    texts += [(f"phrase {key}", text) for key, text in _phrases(content.phrases)]
    for where, text in texts:
        yield from wording.overlong_sentences(where, text, rules)
        yield from wording.forbidden_phrases(where, text, rules)
        yield from wording.unsafe_characters(where, text, rules)
        yield from wording.foreign_numbers(where, text, content.place)
    for row in content.triage:
        if row.source not in content.sources:
            yield Fault("source", f"triage {row.id}", f"names {row.source}, which is unknown")


def _phrases(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text under a key of phrases.yaml, a plain word in place of what is filled in."""
    if isinstance(value, str):
        yield key, re.sub(r"\{\w+\}", "x", value)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _phrases(inner, f"{key}.{name}".strip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from _phrases(inner, key)
