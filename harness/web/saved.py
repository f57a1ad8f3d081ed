"""Conversations of the page as test files, and back.

A saved file asserts what matters of every answer, its exact words included, so that a later
change shows as a difference. It is played anew for a new person before it is written: what a
preference of the person changed would not come again.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from harness import conversations
from harness.device import Device
from harness.errors import InputError
from harness.web.talks import Step, Talk, new_person

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "conversations" / "saved"
LONGEST_NAME = 48


def save(talk: Talk, device: Device, folder: Path = FOLDER) -> tuple[Path, bool]:
    """Writes the conversation as a test; returns the file, and whether all was answered as shown.

    Raises InputError where there is nothing to save or the folder cannot be written.
    """
    if not talk.steps:
        raise InputError("nothing", "Say something first; then there is something to save.")
    again = talk.replay(device, len(talk.steps))
    title = talk.title[:80]
    conversation: dict[str, Any] = {"title": title}
    if talk.locale != "en-US":
        conversation["locale"] = talk.locale
    if talk.device != "speaker":
        conversation["device"] = talk.device
    conversation["turns"] = [expectation(step) for step in again.steps]
    conversations.checked(conversation, title)
    text = yaml.safe_dump(conversation, sort_keys=False, allow_unicode=True, width=98)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _write_new(folder, _slug(title), text)
    except OSError as fault:
        raise InputError(
            "not_saved", f"The test was not written to {folder}: {fault.strerror}."
        ) from fault
    return path, not any(step.changed for step in again.steps)


def expectation(step: Step) -> dict[str, Any]:
    """One turn of a conversation file: what was said, and everything worth holding it to."""
    turn, answer = step.turn, step.turn["answer"]
    expected: dict[str, Any] = {
        "user" if key == "text" else key: value for key, value in step.given.items()
    }
    if "user" in expected:
        expected["intent"] = turn["intent"]["name"]
    expected |= {key: answer[key] for key in ("topic", "aspect", "urgency", "row")}
    expected["question"] = answer["question"]["id"] if answer["question"] else "none"
    expected |= {kind: sorted(found) for kind, found in answer["findings"].items() if found}
    expected["ended"] = turn["ended"]
    expected["speech"] = answer["speech"]
    return expected


def names(folder: Path = FOLDER) -> list[str]:
    """The names of all saved tests."""
    return sorted(path.stem for path in folder.glob("*.yaml"))


def play(name: str, device: Device, folder: Path = FOLDER) -> Talk:
    """Plays a saved test; every step knows what was answered before, and what is wrong now.

    Raises InputError for a name that is not there and for a file that cannot be read.
    """
    if name not in names(folder):
        raise InputError("saved", "There is no saved test of that name.")
    try:
        conversation = conversations.read(folder / f"{name}.yaml")
    except (conversations.ConversationError, yaml.YAMLError, OSError) as fault:
        raise InputError("saved", f"That test cannot be read: {fault}") from fault
    talk = Talk(
        locale=conversation.get("locale", "en-US"),
        device=conversation.get("device", "speaker"),
        user=new_person(),
    )
    for expected in conversation["turns"]:
        key = next(key for key in conversations.SAID if key in expected)
        step = talk.take(device, {"text" if key == "user" else key: expected[key]})
        talk.steps[-1] = Step(
            number=step.number,
            given=step.given,
            turn=step.turn,
            before=expected.get("speech"),
            # Other words are shown as a difference, and need no saying twice.
            faults=conversations.faults(
                {key: wanted for key, wanted in expected.items() if key != "speech"}, step.turn
            ),
        )
    return talk


def _slug(title: str) -> str:
    words = re.findall(r"[a-z0-9]+", title.lower().replace("'", ""))
    return "-".join(words)[:LONGEST_NAME].strip("-") or "conversation"


def _write_new(folder: Path, slug: str, text: str) -> Path:
    """Writes the file under the first name that is free."""
    for number in range(1, 1000):
        path = folder / (f"{slug}.yaml" if number == 1 else f"{slug}-{number}.yaml")
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            continue
        return path
    raise InputError("not_saved", f"There are a thousand tests named {slug}. Remove some.")
