"""Conversations as files: what a person says, and what must be said and known after it.

    title: A gardener with a stiff back
    locale: en-US            # en-US if left out
    device: speaker          # speaker or screen, speaker if left out
    user: gardener           # kept between the sessions of one file; optional
    covers: [C1_mechanical]  # triage rows that this conversation shows; optional
    turns:
      - user: my back is stiff after gardening      # or event: launch | silence | end,
        question: life                              # or intent: {name: ..., slots: {...}}
        says: [safety]
      - user: "no"
        never: [you have]

What can be asserted of a turn: `intent`, `slots` (some of them), `topic`, `aspect`, `urgency`,
`row`, `question` (an id, or none), `kind`, `present`, `absent`, `unsure` (each holds at least
these), `not_present` (none of these), `says` and `never` (regular expressions, any case, over the
speech), `first` (a regular expression over the first eight words), `reprompt`, `ended`, `pace`,
`speech` (every word of it).
A file with an unknown key is refused, and so is one that asserts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from harness.device import Device

FILE_KEYS = frozenset({"title", "locale", "device", "user", "covers", "turns"})
SAID = ("user", "event", "intent", "touch")
FIRST_WORDS = 8

Turn = Mapping[str, Any]
Check = Callable[[Turn, Any], str]


class ConversationError(ValueError):
    """A conversation file that cannot be run; the message says what to mend."""


@dataclass(frozen=True)
class Played:
    """One turn as it went: what was said, the Turn, and every way in which it differs."""

    said: str
    turn: Turn
    faults: tuple[str, ...]


def read(path: Path) -> dict[str, Any]:
    """The conversation in a file. Raises ConversationError where it is not a sound one."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return checked(raw, path.name)


def checked(raw: Any, name: str) -> dict[str, Any]:
    """The conversation, if every key is known and at least one thing is asserted."""
    if not isinstance(raw, dict) or not isinstance(raw.get("turns"), list) or not raw["turns"]:
        raise ConversationError(f"{name}: a conversation has a title and a list of turns.")
    _refuse_unknown(raw, FILE_KEYS, name)
    if not raw.get("title"):
        raise ConversationError(f"{name}: give it a title.")
    asserted = 0
    for number, turn in enumerate(raw["turns"], 1):
        place = f"{name}, turn {number}"
        if not isinstance(turn, dict) or len(_said_keys(turn)) != 1:
            raise ConversationError(f"{place}: exactly one of {', '.join(SAID)} must be given.")
        spoken = _said_key(turn)
        _refuse_unknown(turn, frozenset({spoken, *CHECKS, *_expected_intent(turn)}), place)
        asserted += len(turn) - 1
    if not asserted:
        raise ConversationError(f"{name}: it asserts nothing. Say what must be heard.")
    return raw


def play(conversation: Mapping[str, Any], device: Device) -> list[Played]:
    """Plays a conversation against a device; returns each turn with its faults."""
    session: str | None = None
    played = []
    for turn in conversation["turns"]:
        key = _said_key(turn)
        what = {"text" if key == "user" else key: turn[key]}
        answered = device.turn(
            **what,
            session=session,
            locale=conversation.get("locale", "en-US"),
            device=conversation.get("device", "speaker"),
            user=conversation.get("user", "someone"),
        )
        session = answered["session"]
        played.append(Played(str(turn[key]), answered, faults(turn, answered)))
    return played


def faults(expected: Mapping[str, Any], turn: Turn) -> tuple[str, ...]:
    """Every way in which a Turn differs from what is expected of it."""
    found = []
    for key, wanted in expected.items():
        if key in SAID and key != "intent":
            continue
        if key == "intent" and _said_key(expected) == "intent":
            continue
        fault = CHECKS[key](turn, wanted)
        if fault:
            found.append(fault)
    return tuple(found)


def transcript(played: list[Played]) -> str:
    """The conversation as it went, faults indented under their turn."""
    lines = []
    for step in played:
        answer = step.turn["answer"]
        lines += [f"person: {step.said}", f"skill [{answer['urgency']}]: {answer['speech']}"]
        lines += [f"    - {fault}" for fault in step.faults]
    return "\n".join(lines)


def _said_keys(turn: Mapping[str, Any]) -> list[str]:
    """How the turn is said. Beside words, `intent` is what they must be understood as."""
    return [key for key in SAID if key in turn and not (key == "intent" and "user" in turn)]


def _said_key(turn: Mapping[str, Any]) -> str:
    return _said_keys(turn)[0]


def _expected_intent(turn: Mapping[str, Any]) -> tuple[str, ...]:
    return ("intent",) if "user" in turn else ()


def _refuse_unknown(raw: Mapping[str, Any], known: frozenset[str], place: str) -> None:
    unknown = sorted(set(raw) - known)
    if unknown:
        raise ConversationError(
            f"{place}: {', '.join(map(str, unknown))} is not known. "
            f"Known: {', '.join(sorted(known))}."
        )


def _equal(name: str, get: Callable[[Turn], Any]) -> Check:
    def check(turn: Turn, wanted: Any) -> str:
        got = get(turn)
        return "" if got == wanted else f"{name} is {got!r}, wanted {wanted!r}"

    return check


def _answer(name: str) -> Check:
    return _equal(name, lambda turn: turn["answer"][name])


def _holds(kind: str) -> Check:
    def check(turn: Turn, wanted: Any) -> str:
        missing = sorted(set(wanted) - set(turn["answer"]["findings"][kind]))
        return f"not {kind}: {', '.join(missing)}" if missing else ""

    return check


def _not_present(turn: Turn, wanted: Any) -> str:
    wrong = sorted(set(wanted) & set(turn["answer"]["findings"]["present"]))
    return f"wrongly present: {', '.join(wrong)}" if wrong else ""


def _question(turn: Turn, wanted: Any) -> str:
    question = turn["answer"]["question"]
    got = question["id"] if question else "none"
    return "" if got == wanted else f"question is {got}, wanted {wanted}"


def _kind(turn: Turn, wanted: Any) -> str:
    question = turn["answer"]["question"]
    got = question["kind"] if question else "none"
    return "" if got == wanted else f"kind is {got}, wanted {wanted}"


def _says(turn: Turn, wanted: Any) -> str:
    speech = turn["answer"]["speech"]
    missing = [want for want in _list(wanted) if not re.search(want, speech, re.I)]
    return "".join(f"never said /{want}/ " for want in missing).strip()


def _never(turn: Turn, wanted: Any) -> str:
    speech = turn["answer"]["speech"]
    wrong = [bad for bad in _list(wanted) if re.search(bad, speech, re.I)]
    return "".join(f"said /{bad}/ " for bad in wrong).strip()


def _first(turn: Turn, wanted: Any) -> str:
    words = " ".join(turn["answer"]["speech"].split()[:FIRST_WORDS])
    return "" if re.search(wanted, words, re.I) else f"first words are {words!r}, not /{wanted}/"


def _reprompt(turn: Turn, wanted: Any) -> str:
    reprompt = turn["answer"]["reprompt"]
    return "" if re.search(wanted, reprompt, re.I) else f"reprompt is {reprompt!r}, not /{wanted}/"


def _slots(turn: Turn, wanted: Any) -> str:
    got = turn["intent"]["slots"]
    wrong = {key: got.get(key) for key in wanted if got.get(key) != wanted[key]}
    return f"slots are {wrong!r}, wanted {dict(wanted)!r}" if wrong else ""


def _pace(turn: Turn, wanted: Any) -> str:
    rates = {"80%": "slow", "125%": "fast"}
    found = re.search(r'<prosody rate="([^"]+)"', turn["answer"]["ssml"])
    got = rates.get(found.group(1), "?") if found else "normal"
    return "" if got == wanted else f"pace is {got}, wanted {wanted}"


def _list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


CHECKS: Mapping[str, Check] = {
    "intent": _equal("intent", lambda turn: turn["intent"]["name"]),
    "slots": _slots,
    "topic": _answer("topic"),
    "aspect": _answer("aspect"),
    "urgency": _answer("urgency"),
    "row": _answer("row"),
    "question": _question,
    "kind": _kind,
    "present": _holds("present"),
    "absent": _holds("absent"),
    "unsure": _holds("unsure"),
    "not_present": _not_present,
    "says": _says,
    "never": _never,
    "first": _first,
    "reprompt": _reprompt,
    "ended": _equal("ended", lambda turn: turn["ended"]),
    "pace": _pace,
    "speech": _answer("speech"),
}
