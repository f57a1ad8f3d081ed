"""One printable page with everything that is said: what a clinician reads and signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from content import Answer, Content, Topic, load
from harness.check.reading import grade, words
from harness.rows import fires_when

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class ReadAnswer:
    """An answer with the reading grades of its two lengths."""

    answer: Answer
    short_grade: float
    more_grade: float
    reviewed: str
    """The oldest review date among its sources: the answer is as fresh as that."""


@dataclass(frozen=True)
class ReadTopic:
    """A topic with its measured answers."""

    topic: Topic
    answers: Sequence[ReadAnswer]


@dataclass(frozen=True)
class Summary:
    """Figures over all answers of the page."""

    answers: int
    words: int
    mean_grade: float
    hardest_grade: float
    oldest_review: str


def write_review(path: Path, locale: str, today: date | None = None) -> Path:
    """Writes the review page of `locale` to `path` (one self-contained HTML file); returns it.

    Raises OSError if the file cannot be written. `today` is printed as the day it was made.
    """
    path.write_text(review_page(load(locale), today or date.today()), encoding="utf-8")
    return path


def review_page(content: Content, today: date) -> str:
    """The review page as HTML."""
    topics = [_read(topic) for topic in content.topics.values()]
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["spaced"] = lambda name: str(name).replace("_", " ")
    return environment.get_template("review.html").render(
        content=content,
        topics=topics,
        rows=[(row, fires_when(row)) for row in content.triage],
        summary=_summary(topics),
        today=today.isoformat(),
    )


def _read(topic: Topic) -> ReadTopic:
    return ReadTopic(
        topic=topic,
        answers=[
            ReadAnswer(
                answer=answer,
                short_grade=grade(answer.spoken),
                more_grade=grade(answer.more),
                reviewed=min((source.reviewed for source in answer.sources), default="never"),
            )
            for answer in topic.aspects.values()
        ],
    )


def _summary(topics: Sequence[ReadTopic]) -> Summary:
    answers = [read for topic in topics for read in topic.answers]
    grades = [found for read in answers for found in (read.short_grade, read.more_grade)]
    return Summary(
        answers=len(answers),
        words=sum(len(words(f"{read.answer.spoken} {read.answer.more}")) for read in answers),
        mean_grade=sum(grades) / max(1, len(grades)),
        hardest_grade=max(grades, default=0.0),
        oldest_review=min((read.reviewed for read in answers), default="never"),
    )
