"""The rehearsal with a real account: what to say, what must come back, and what really came.

`write` makes, from `rehearsal.yaml`, a replay file for `ask dialog` and a list to read aloud.
`compare` reads what was recorded, plays the requests through the skill offline, and tells every
difference: a sentence that was lost, an answer that is not ours, an urgency that is not expected.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from harness.conversations import checked
from harness.delivery import FALLBACK
from harness.errors import InputError
from interaction_model.matching import heard

SOURCE = Path(__file__).parent / "rehearsal.yaml"
OPEN, END, QUIT = "open back pain guide", "stop", ".quit"
COMPARED = ("topic", "urgency", "findings", "question")

Handler = Callable[[dict[str, Any], object], dict[str, Any]]


def talks() -> list[dict[str, Any]]:
    """The talks of the rehearsal, each checked as a conversation file is."""
    raw = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return [checked(talk, f"rehearsal, {talk.get('title')}") for talk in raw]


def write(folder: Path, skill_id: str, locale: str) -> list[Path]:
    """Writes one replay file a talk and `rehearsal.txt` into the folder; returns the files.

    Raises OSError where they cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    lines = ["Say each line to the speaker; below it stands what must come back.", ""]
    for number, talk in enumerate(talks(), 1):
        said = [turn["user"] for turn in talk["turns"]]
        ends = [] if talk["turns"][-1].get("ended") else [END]
        replay = {
            "skillId": skill_id,
            "locale": locale,
            "type": "text",
            "userInput": [OPEN, *said, *ends, QUIT],
        }
        path = folder / f"{number:02}.json"
        path.write_text(json.dumps(replay, indent=1) + "\n", encoding="utf-8")
        written.append(path)
        lines += [f"{number}. {talk['title']}", f"   [ ] {OPEN}"]
        for turn in talk["turns"]:
            wanted = ", ".join(f"{key} {_shown(turn[key])}" for key in turn if key != "user")
            lines += [f"   [ ] {turn['user']}", f"         {wanted}"]
        lines.append("")
    listed = folder / "rehearsal.txt"
    listed.write_text("\n".join(lines), encoding="utf-8")
    return [*written, listed]


def compare(paths: Sequence[Path], handler: Handler) -> Iterator[str]:
    """Every difference between what was recorded and what the skill says offline.

    Raises InputError for a file that holds no recorded request.
    """
    expected = {heard(turn["user"]): turn for talk in talks() for turn in talk["turns"]}
    for path in paths:
        try:
            exchanges = list(recorded(json.loads(path.read_text(encoding="utf-8"))))
        except (OSError, ValueError) as fault:
            raise InputError("recorded", f"{path} cannot be read: {fault}.") from fault
        if not exchanges:
            raise InputError("recorded", f"{path} holds no request of Alexa's.")
        for number, (request, response) in enumerate(exchanges, 1):
            for difference in differences(request, response, handler, expected):
                yield f"{path.name}, request {number}: {difference}"


def recorded(
    found: Any,
) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Request and response envelopes, in order, wherever they stand in a recording.

    A simulation (`ask smapi get-skill-simulation`) holds `invocationRequest` and
    `invocationResponse` with a `body`; the developer console shows two envelopes; a list of
    either, or a bare request, will do as well.
    """
    if isinstance(found, list):
        for part in found:
            yield from recorded(part)
    elif isinstance(found, dict):
        asked = found.get("invocationRequest", found.get("skillRequest", found.get("request")))
        told = found.get("invocationResponse", found.get("skillResponse", found.get("response")))
        body = asked.get("body", asked) if isinstance(asked, dict) else None
        if _is_request(found):
            yield found, None
        elif body is not None and _is_request(body):
            yield dict(body), _envelope(told)
        else:
            for part in found.values():
                yield from recorded(part)


def differences(
    request: dict[str, Any],
    response: Mapping[str, Any] | None,
    handler: Handler,
    expected: Mapping[tuple[str, ...], Mapping[str, Any]],
) -> Iterator[str]:
    """What is wrong with one exchange; `expected` has the turns of the rehearsal by their words."""
    intent = request["request"].get("intent") or {}
    if intent.get("name") == FALLBACK:
        yield "the fallback: no word of the sentence arrived"
    ours = _answer(handler(json.loads(json.dumps(request)), None))
    if response is not None:
        theirs = _answer(response)
        for key in COMPARED:
            if theirs.get(key) != ours.get(key):
                yield f"{key} was {_shown(theirs.get(key))}, offline {_shown(ours.get(key))}"
    words = " ".join(
        str(slot["value"])
        for slot in (intent.get("slots") or {}).values()
        if isinstance(slot, dict) and slot.get("value")
    )
    turn = expected.get(heard(words))
    if turn is not None and ours.get("urgency") != turn["urgency"]:
        yield f'"{words}": urgency {ours.get("urgency")}, expected {turn["urgency"]}'


def _is_request(found: Any) -> bool:
    return (
        isinstance(found, dict)
        and isinstance(found.get("request"), dict)
        and "type" in found["request"]
        and "version" in found
    )


def _envelope(found: Any) -> dict[str, Any] | None:
    body = found.get("body", found) if isinstance(found, dict) else None
    return dict(body) if isinstance(body, dict) and "response" in body else None


def _answer(response: Mapping[str, Any]) -> Mapping[str, Any]:
    answer: Mapping[str, Any] = (response.get("sessionAttributes") or {}).get("answer") or {}
    return answer


def _shown(value: Any) -> str:
    if isinstance(value, Mapping) and "id" in value:
        return str(value["id"])
    return ", ".join(value) if isinstance(value, list) else str(value)
