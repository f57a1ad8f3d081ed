"""The Wyoming front: sentences that Home Assistant heard in, sentences for its voice out."""

from __future__ import annotations

from typing import Any

from wyoming.asr import Transcript
from wyoming.event import Event
from wyoming.handle import Handled, NotHandled
from wyoming.info import Attribution, Describe, HandleModel, HandleProgram, Info
from wyoming.ping import Ping, Pong

from content import load, locales
from speakers import VERSION
from speakers.places import NOWHERE, place
from speakers.said import Said, digits_apart
from speakers.sessions import Sessions
from speakers.shared import Once, Shared

NAME = "back-pain-guide"
SILENCE = 60.0
"""Seconds after which a conversation is forgotten."""
MOST_WORDS = 500
"""Characters of one sentence."""
_LONGEST_ID = 200


class WyomingFront:
    """Answers events; all its memory is in its sessions, which fall silent after a minute."""

    def __init__(self, locale: str = "", sessions: Sessions[Shared] | None = None) -> None:
        self._locale = place(locale) if locale else ""
        self._sessions = Sessions[Shared](SILENCE) if sessions is None else sessions

    def answer(self, event: Event) -> Event | None:
        """The event to answer with, None where none is due."""
        if Describe.is_type(event.type):
            return info().event()
        if Ping.is_type(event.type):
            return Pong(text=Ping.from_event(event).text).event()
        if Transcript.is_type(event.type):
            return self._sentence(event.data)
        return None

    def trouble(self, data: dict[str, Any]) -> Event:
        """What is said where an answer failed: sorry, and the number of the place."""
        content = load(self._place(data))
        return NotHandled(text=digits_apart(content.say("trouble.sorry"))).event()

    def warm(self) -> None:
        """Read all that the first sentence needs, so that nobody has to wait for it."""
        Once(self._locale or NOWHERE).hear("my back hurts")

    def _sentence(self, data: dict[str, Any]) -> Event:
        locale, words = self._place(data), data.get("text")
        if not isinstance(words, str) or len(words) > MOST_WORDS:
            content = load(locale)
            return NotHandled(text=digits_apart(content.say("lost.first"))).event()
        return handled(self._conversation(locale, data.get("context")).hear(words))

    def _place(self, data: dict[str, Any]) -> str:
        return self._locale or place(data.get("language"))

    def _conversation(self, locale: str, context: Any) -> Shared | Once:
        """The conversation of an id on a device; without an id, one that asks nothing."""
        ids = context if isinstance(context, dict) else {}
        conversation, device = _id(ids.get("conversation_id")), _id(ids.get("device_id"))
        if not conversation:
            return Once(locale)
        key = (conversation, device, locale)
        return self._sessions.get(key) or self._sessions.keep(key, Shared(locale))


def _id(value: Any) -> str:
    return value if isinstance(value, str) and len(value) <= _LONGEST_ID else ""


def handled(said: Said) -> Event:
    """An answer as Home Assistant speaks it, with what a follow-up needs to know."""
    context = {
        "continue_conversation": said.listens,
        "urgency": said.urgency,
        "action": said.action,
        "number": said.number,
    }
    return Handled(text=said.spoken, context=context).event()


def info() -> Info:
    """What Home Assistant is told of this front."""
    about = Attribution(name="Back Pain Guide", url="")
    model = HandleModel(
        name="en",
        description="English, with the numbers of a place",
        attribution=about,
        installed=True,
        version=VERSION,
        languages=sorted({NOWHERE, *locales()}),
    )
    program = HandleProgram(
        name=NAME,
        description="Is my back pain my kidneys? General information, not a doctor.",
        attribution=about,
        installed=True,
        version=VERSION,
        models=[model],
    )
    return Info(handle=[program])
