"""What "How this was understood" shows of a turn, read from the turn and the content alone.

Nothing is matched or decided here a second time: intent, slots, scores and findings are those of
the turn; a triage row is the very record that the skill decided with.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Mapping
from typing import Any

from harness.web.talks import Step, Talk


def pace(turn: Mapping[str, Any]) -> int | None:
    """Words a minute of the answer as it will sound; None for silence."""
    if not turn["audio"]:
        return None
    words, seconds = len(turn["answer"]["speech"].split()), float(turn["audio"]["seconds"])
    return round(60 * words / seconds)


def command_line(talk: Talk, step: Step) -> str:
    """A command that has the same conversation, up to this turn, in a terminal.

    "" where it holds something that can only be done here, such as opening the skill.
    """
    said = _said(talk.steps[: step.number])
    if said is None:
        return ""
    locale = "" if talk.locale == "en-US" else f" --locale {talk.locale}"
    if len(said) == 1:
        return f"python -m harness ask {shlex.quote(said[0])}{locale} --json"
    lines = " ".join(shlex.quote(line) for line in said)
    return f"printf '%s\\n' {lines} | python -m harness chat{locale} --json"


def curl(talk: Talk, step: Step, address: str) -> str:
    """A command that sends this turn again, in a new session, over HTTP."""
    body = json.dumps({**step.given, "locale": talk.locale, "device": talk.device})
    return f"curl -s {address}/api/turns -H 'Content-Type: application/json' -d {shlex.quote(body)}"


def _said(steps: Iterable[Step]) -> list[str] | None:
    said: list[str] = []
    for step in steps:
        if step.given.get("event") == "silence" and said:
            said.append("")
        elif "text" in step.given:
            said.append(str(step.given["text"]))
        else:
            return None
    return said
