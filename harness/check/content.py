"""Holds everything that is said to the rules: `run` for all locales, `check_content` for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from content import Answer, Content, Place, Topic, load
from content.loader import HERE
from harness.check import knowledge, structure, wording
from harness.check.fault import Fault
from harness.check.reading import grade
from interaction_model import models
from interaction_model.build import LOCALES


def run(today: date | None = None) -> list[Fault]:
    """All faults in all locales, sorted and each named once; `today` is the clock's by default."""
    day = today or date.today()
    return sorted({fault for locale in LOCALES for fault in check_content(locale, day)})


def check_content(locale: str, today: date) -> list[Fault]:
    """Every fault in what is said in `locale`; `today` decides which reviews are stale.

    A file whose shape is wrong is reported alone: the rest cannot be read until it is mended.
    """
    shape = list(shape_faults())
    if shape:
        return shape
    content = load(locale)
    model = models.load(locale) if locale in models.locales() else None
    return [
        Fault(fault.rule, f"{locale} {fault.where}", fault.what)
        for fault in content_faults(content, _glossary(), model, today)
    ]


def content_faults(
    content: Content, glossary: Mapping[str, Any], model: Mapping[str, Any] | None, today: date
) -> Iterator[Fault]:
    """All rules over one locale's content; `model` is its interaction model, None if absent."""
    for topic in content.topics.values():
        for answer in topic.aspects.values():
            yield from answer_faults(answer, topic, content.place)
        yield from knowledge.unexplained_words(topic, glossary, content.place)
    yield from mean_grade_faults(content)
    yield from knowledge.missing_aspects(content.topics)
    yield from knowledge.repeated_answers(content.topics)
    yield from knowledge.stale_sources(content.sources, today)
    yield from spoken_rows(content)
    if model is None:
        yield Fault("reach", "interaction model", "there is none for this locale")
    else:
        yield from knowledge.unreachable_topics(list(content.topics), content.core, model)


def answer_faults(answer: Answer, topic: Topic, place: Place) -> Iterator[Fault]:
    """The rules for one cell: each of its two lengths, its safety line and its sources."""
    cell = f"{answer.topic}/{answer.aspect}"
    parts = (
        (f"{cell} short", answer.spoken, wording.SHORT_WORDS),
        (f"{cell} more", answer.more, wording.MORE_WORDS),
    )
    for where, text, bounds in parts:
        yield from wording.wrong_length(where, text, bounds)
        yield from wording.too_hard(where, text)
        yield from wording.overlong_sentences(where, text)
        yield from wording.long_on_average(where, text)
        yield from wording.forbidden_phrases(where, text)
        yield from wording.unsafe_characters(where, text)
        yield from wording.foreign_numbers(where, text, place)
        if topic.dangerous:
            yield from wording.no_call_for_help(where, text)
    if answer.net:
        yield from wording.wrong_length(f"{cell} net", answer.net, wording.NET_WORDS)
    yield from knowledge.bad_sources(cell, answer.sources)


def mean_grade_faults(content: Content) -> Iterator[Fault]:
    """A language that is too hard on the whole, though each answer may pass."""
    texts = [
        text
        for topic in content.topics.values()
        for answer in topic.aspects.values()
        for text in (answer.spoken, answer.more)
    ]
    mean = sum(map(grade, texts)) / max(1, len(texts))
    if mean > wording.HARDEST_MEAN_GRADE:
        yield Fault(
            "grade",
            "all answers",
            f"read at grade {mean:.1f} on average, at most {wording.HARDEST_MEAN_GRADE:g}",
        )


def spoken_rows(content: Content) -> Iterator[Fault]:
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
        yield from wording.overlong_sentences(where, text)
        yield from wording.forbidden_phrases(where, text)
        yield from wording.unsafe_characters(where, text)
        yield from wording.foreign_numbers(where, text, content.place)
    for row in content.triage:
        if row.source not in content.sources:
            yield Fault("source", f"triage {row.id}", f"names {row.source}, which is unknown")


def _phrases(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text under a key of phrases.yaml, a plain word in place of what is filled in."""
    if isinstance(value, str):
        yield key, re.sub(r"\{\w+\}", "something", value)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _phrases(inner, f"{key}.{name}".strip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from _phrases(inner, key)


def shape_faults(data: Path = HERE) -> Iterator[Fault]:
    """Files under `data` that are not YAML, and topic files without the right keys."""
    broken = list(_unreadable(data))
    if broken:
        yield from broken
        return
    sources = _yaml(data / "sources.yaml") or {}
    for path in sorted(data.glob("*/said/topics/*.yaml")):
        yield from structure.malformed_topic(path.stem, _yaml(path), sources)


def _unreadable(data: Path) -> Iterator[Fault]:
    for path in sorted(data.rglob("*.yaml")):
        try:
            _yaml(path)
        except yaml.YAMLError as error:
            where = path.relative_to(data).as_posix()
            yield Fault("shape", where, f"is not YAML: {' '.join(str(error).split())}")


@lru_cache(maxsize=1)
def _glossary() -> Mapping[str, Any]:
    glossary: Mapping[str, Any] = _yaml(HERE / "en" / "said" / "glossary.yaml")
    return glossary


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
