"""What a device with a display shows with an answer: an APL document and the data it is bound to.

The document is `apl/answer.json`; this module makes its data. Where the words are shown, the
screen speaks them itself, so that it can scroll and highlight along (see `speaks`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from content import Content
from skill import speech
from talking import ask
from talking.talk import Question, Reply

APL = "Alexa.Presentation.APL"
TOKEN = "answer"
DOCUMENT = Path(__file__).parent / "apl" / "answer.json"

Directive = dict[str, Any]

# What pressing a button says: the intent it stands for, and its slots.
PRESSES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "yes": ("AMAZON.YesIntent", {}),
    "no": ("AMAZON.NoIntent", {}),
    "not_sure": ("AnswerIntent", {"answer": "not_sure"}),
    "kidneys": ("TellApartIntent", {}),
    "checkup": ("CheckupIntent", {}),
    "help": ("AMAZON.HelpIntent", {}),
    "more": ("MoreIntent", {}),
    "repeat": ("AMAZON.RepeatIntent", {}),
    "slower": ("SlowerIntent", {}),
    "why": ("WhyIntent", {}),
    "skip": ("SkipIntent", {}),
}

_FOLLOW_UPS = ("more", "repeat", "slower")
_IN_QUESTION = ("why", "skip", "repeat")

# Milliseconds between two ideas, as in speech alone.
_PAUSE = 400

# The number by its length in characters: (at most, size in an emergency, size otherwise).
# Every size is above that of the words and of the question (40).
_SIZES = ((4, 150, 96), (12, 76, 60), (99, 46, 44))


_NO_NUMBER: Mapping[str, Any] = {"text": "", "label": "", "size": 0, "urgent": False}


def supported(interfaces: object) -> bool:
    """Whether a device with these supported interfaces (the SDK's object) can show APL."""
    return getattr(interfaces, "alexa_presentation_apl", None) is not None


def speaks(reply: Reply) -> bool:
    """Whether the screen says the words itself, highlighting them line by line.

    An emergency is left to the voice, which does not wait for anything to be drawn; so is all
    that is not shown: what is private, and everything once captions are switched off.
    """
    calm = reply.urgency != "emergency" and not reply.private
    return reply.talk.preferences.captions and calm


def directives(content: Content, reply: Reply, pace: str) -> list[Directive]:
    """The directives that show a reply and, where the screen speaks, have it spoken at a pace."""
    data = answer_data(content, reply)
    source: dict[str, Any] = {"type": "object", "objectId": TOKEN, "properties": data}
    shown: list[Directive] = [
        {
            "type": f"{APL}.RenderDocument",
            "token": TOKEN,
            "document": document(),
            "datasources": {TOKEN: source},
        }
    ]
    if not speaks(reply):
        return shown
    for place, idea in enumerate(_ideas(reply)):
        data[f"ssml_{place}"] = speech.to_ssml([idea], pace)
    source["transformers"] = [
        {
            "transformer": "ssmlToSpeech",
            "inputPath": f"ssml_{place}",
            "outputName": f"speech_{place}",
        }
        for place in range(len(_ideas(reply)))
    ]
    commands = [_speak(place) for place in range(len(_ideas(reply)))]
    shown.append({"type": f"{APL}.ExecuteCommands", "token": TOKEN, "commands": commands})
    return shown


def answer_data(content: Content, reply: Reply) -> dict[str, Any]:
    """The properties that the document is bound to; nothing spoken is in them yet."""
    words = _words(reply) if reply.talk.preferences.captions and not reply.private else []
    return {
        "title": content.say("screen.title"),
        "wordsLabel": content.say("screen.words"),
        "number": number(content, reply),
        "words": words,
        "buttons": [_button(content, name) for name in answers(reply.question)],
        "more": [_button(content, name) for name in follow_ups(reply)],
    }


def number(content: Content, reply: Reply) -> Mapping[str, Any]:
    """The number to call, with its label and size in dp; no text where no number was said."""
    place = content.place
    if reply.private:
        return _NO_NUMBER
    urgent = reply.urgency == "emergency"
    said = " ".join(reply.spoken)
    if not urgent and place.emergency_number not in said:
        return _NO_NUMBER
    text = place.emergency_number
    large, calm = next((big, small) for most, big, small in _SIZES if len(text) <= most)
    return {
        "text": text,
        "label": content.say("screen.call_now" if urgent else "screen.call_if"),
        "size": large if urgent else calm,
        "urgent": urgent,
    }


def answers(question: Question | None) -> Sequence[str]:
    """The buttons that answer a question, at most three."""
    if question is None:
        return ()
    if question.kind == "safety":
        return ("yes", "no", "not_sure")
    if question.kind == "fact":
        return ("not_sure",)
    return ("kidneys", "checkup", "help") if question.id in ask.OPEN else ("yes", "no")


def follow_ups(reply: Reply) -> Sequence[str]:
    """The buttons for what can be said besides an answer, at most three; none in an emergency."""
    question = reply.question
    if question is None or reply.urgency == "emergency":
        return ()
    if question.kind in ("safety", "fact"):
        return _IN_QUESTION
    nothing_more = reply.talk.topic in ("none", "") or question.id == "offer.more"
    return _FOLLOW_UPS[1:] if nothing_more else _FOLLOW_UPS


def pressed(arguments: object) -> tuple[str, Mapping[str, str]] | None:
    """Intent and slots of a pressed button; None where the arguments are of no button."""
    if not isinstance(arguments, list) or len(arguments) != 1:
        return None
    return PRESSES.get(arguments[0]) if isinstance(arguments[0], str) else None


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The APL document, the same one for every answer."""
    read: dict[str, Any] = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    return read


def _ideas(reply: Reply) -> list[str]:
    return [idea for idea in reply.spoken if idea]


def _words(reply: Reply) -> list[dict[str, Any]]:
    asked = reply.question.text if reply.question else None
    return [{"text": idea, "question": idea == asked} for idea in _ideas(reply)]


def _button(content: Content, name: str) -> dict[str, Any]:
    return {"label": content.say(f"screen.buttons.{name}"), "press": [name]}


def _speak(place: int) -> dict[str, Any]:
    command: dict[str, Any] = {
        "type": "SpeakItem",
        "componentId": f"word_{place}",
        "highlightMode": "line",
        "align": "center",
    }
    return {**command, "delay": _PAUSE} if place else command
