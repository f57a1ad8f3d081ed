"""The batch lab: many sentences, each alone, in many places, and what became of each.

A file holds one sentence a line; or columns with tabs between (commas in a .csv) under a header in
which `text` is the sentence and every other column something to hold the answer to, under the
names of conversation files (conversations.CHECKS): `urgency`, `intent`, `present` ... An empty cell
asserts nothing; a list is words with blanks between.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from harness.conversations import CHECKS, faults
from harness.device import Device
from harness.errors import InputError
from harness.inputs import check_text

LISTS = frozenset({"present", "absent", "unsure", "not_present", "says", "never"})
ASSERTS = tuple(key for key in CHECKS if key != "slots")
TELLS = ("how", "intent", "topic", "urgency", "row", "question", "present", "absent", "unsure")
"""What is told of an answer besides its words."""
COMPARED = (*TELLS, "speech")
"""What may differ from a baseline."""
CONFUSED = ("urgency", "intent", "topic", "row")
"""What a table of confusions is made of, where a file asserts it."""
FEW = 400
"""Up to as many turns, starting another process would take longer than it saves."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of a file, its line, and what it should come to."""

    line: int
    text: str
    wanted: Mapping[str, Any]


@dataclass(frozen=True)
class Result:
    """What a sentence came to in one place. Lists are words with blanks between."""

    line: int
    text: str
    locale: str
    how: str
    intent: str
    topic: str
    urgency: str
    row: str
    question: str
    present: str
    absent: str
    unsure: str
    speech: str
    wanted: Mapping[str, Any]
    faults: tuple[str, ...]
    changed: tuple[str, ...] = ()
    """What is not as in the baseline: "urgency: routine → emergency"."""


def read(text: str, name: str) -> list[Sentence]:
    """The sentences in a file's text. Raises InputError, with the line, for one that is none."""
    comma = name.lower().endswith(".csv")
    first = text.lstrip("\ufeff").partition("\n")[0]
    header = [cell.strip() for cell in first.split("," if comma else "\t")]
    if "text" not in header:
        lines = enumerate(text.lstrip("\ufeff").splitlines(), 1)
        return [_sentence(name, number, line, {}) for number, line in lines if line.strip()]
    unknown = sorted(set(header) - {"text", *ASSERTS})
    if unknown:
        raise InputError(
            "lab",
            f"{name}: no column can be called {', '.join(unknown)}. There are text, "
            f"{', '.join(ASSERTS)}.",
        )
    table = csv.DictReader(
        io.StringIO(text.lstrip("\ufeff")),
        fieldnames=header,
        delimiter="," if comma else "\t",
        quoting=csv.QUOTE_MINIMAL if comma else csv.QUOTE_NONE,
    )
    rows = list(table)[1:]
    return [
        _sentence(name, number, row["text"] or "", row)
        for number, row in enumerate(rows, 2)
        if (row["text"] or "").strip()
    ]


def run(sentences: Sequence[Sentence], locales: Sequence[str], jobs: int = 2) -> list[Result]:
    """What each sentence comes to in each place, said to nobody that is remembered."""
    if jobs < 2 or len(sentences) * len(locales) <= FEW:
        return [result for locale in locales for result in run_in(sentences, locale)]
    size = -(-len(sentences) // jobs)
    parts = [sentences[at : at + size] for at in range(0, len(sentences), size)]
    work = [(part, locale) for locale in locales for part in parts]
    # A process of its own shares no lock with the threads of a server: not forked.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        done = pool.map(run_in, *zip(*work, strict=True))
        return [result for part in done for result in part]


def run_in(sentences: Sequence[Sentence], locale: str) -> list[Result]:
    """What each sentence comes to in one place."""
    from lambda_handler import lambda_handler

    device = Device(lambda_handler, most_sessions=1, brief=True)
    return [_result(device, sentence, locale) for sentence in sentences]


def compare(results: Iterable[Result], baseline: Sequence[Mapping[str, Any]]) -> list[Result]:
    """The results, each with what is not as in the baseline; a sentence that it lacks is new."""
    before = {(one["locale"], one["text"]): one for one in baseline}
    compared = []
    for result in results:
        then, now = before.get((result.locale, result.text)), asdict(result)
        changed = (
            ["new"]
            if then is None
            else [
                f"{key}: {then[key] or 'none'} → {now[key] or 'none'}"
                for key in COMPARED
                if then[key] != now[key]
            ]
        )
        compared.append(Result(**{**now, "changed": tuple(changed)}))
    return compared


def confusions(results: Iterable[Result], key: str) -> Counter[tuple[str, str]]:
    """How often (wanted, got), for one of CONFUSED, where it was asserted."""
    return Counter(
        (str(result.wanted[key]), str(getattr(result, key)))
        for result in results
        if key in result.wanted
    )


def baseline_of(path: Path) -> list[dict[str, Any]]:
    """The results in a file that `as_json` made. Raises InputError where it holds none."""
    try:
        found = json.loads(path.read_text("utf-8"))
        return [{key: str(one[key]) for key in ("locale", "text", *COMPARED)} for one in found]
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise InputError("lab", f"{path} is no baseline: {fault}") from fault


def as_json(results: Iterable[Result]) -> str:
    """The results as a baseline file."""
    return json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=0)


def as_csv(results: Iterable[Result]) -> str:
    """The results as CSV for a spreadsheet: no cell begins a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("line", "text", "locale", *COMPARED, "faults", "changed"))
    for one in results:
        told = [getattr(one, key) for key in ("line", "text", "locale", *COMPARED)]
        writer.writerow(map(_cell, (*told, "; ".join(one.faults), "; ".join(one.changed))))
    return out.getvalue()


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if text[:1] in "=+-@\t" and text[:1] else text


def _sentence(name: str, line: int, text: str, row: Mapping[str, str | None]) -> Sentence:
    try:
        said = check_text(text)
    except InputError as fault:
        raise InputError("lab", f"{name}, line {line}: {fault.message}") from fault
    wanted = {key: cell.strip() for key in ASSERTS if (cell := row.get(key)) and cell.strip()}
    return Sentence(line, said, {key: _value(key, cell) for key, cell in wanted.items()})


def _value(key: str, cell: str) -> Any:
    if key == "ended":
        return cell.lower() in {"true", "yes", "1"}
    if key in {"says", "never"}:
        return [cell]
    return cell.split() if key in LISTS else cell


def _result(device: Device, sentence: Sentence, locale: str) -> Result:
    turn = device.turn(text=sentence.text, locale=locale, user="lab")
    answer, found = turn["answer"], turn["answer"]["findings"]
    return Result(
        line=sentence.line,
        text=sentence.text,
        locale=locale,
        how=turn["delivered"]["how"],
        intent=turn["intent"]["name"],
        topic=answer["topic"],
        urgency=answer["urgency"],
        row=answer["row"],
        question=(answer["question"] or {}).get("id", ""),
        present=" ".join(sorted(found["present"])),
        absent=" ".join(sorted(found["absent"])),
        unsure=" ".join(sorted(found["unsure"])),
        speech=answer["speech"],
        wanted=sentence.wanted,
        # `intent` beside words is what they must be understood as.
        faults=faults({"user": sentence.text, **sentence.wanted}, turn),
    )
