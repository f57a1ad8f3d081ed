"""The conversations of the page: bounded, and kept in a store where there is one."""

from __future__ import annotations

import threading
import uuid
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from harness.device import Device
from harness.errors import InputError

MOST_TALKS = 40
MOST_TURNS = 100

Turn = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """One exchange."""

    number: int
    """Counts from 1."""
    given: Mapping[str, Any]
    """What went into Device.turn: text, event, intent or touch."""
    turn: Turn
    before: str | None = None
    """What was answered at this place when the conversation was first held; None if it is new."""
    faults: tuple[str, ...] = ()
    """What a saved test expected and did not get."""
    left_out: str = ""
    """The end of a text that was too long to be heard whole."""

    @property
    def private(self) -> bool:
        """Whether this was answered in words that nobody near may see, and nothing keeps."""
        return bool(self.turn["answer"]["speech"]) and not self.turn["answer"]["card"]["text"]

    @property
    def changed(self) -> bool:
        """Whether a replay was answered in other words."""
        return self.before is not None and self.before != self.turn["answer"]["speech"]


@dataclass
class Talk:
    """One conversation, with the choices it was begun with."""

    locale: str = "en-US"
    device: str = "speaker"
    user: str = "page"
    """Who speaks: the same person each time, but a new one in a replay, to be fair."""
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    session: str | None = None
    steps: list[Step] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def title(self) -> str:
        """The first thing the person said, or what they did."""
        said = [step.given["text"] for step in self.steps if "text" in step.given]
        return said[0] if said else "Nothing said yet"

    def take(
        self,
        device: Device,
        given: Mapping[str, Any],
        expected: Step | None = None,
        left_out: str = "",
    ) -> Step:
        """One exchange with the device; `expected` is the step that this one replays.

        A conversation that the device has forgotten, or never knew, is taken up where it was left.

        Raises InputError for what cannot be said, or in a conversation that is full.
        """
        with self.lock:
            if len(self.steps) >= MOST_TURNS:
                raise InputError("full", "This conversation is very long. Start a new one.")
            turn = self._turn(device, given)
            self.session = turn["session"]
            before = expected.turn["answer"]["speech"] if expected else None
            step = Step(len(self.steps) + 1, dict(given), turn, before, left_out=left_out)
            self.steps.append(step)
            return step

    def _turn(self, device: Device, given: Mapping[str, Any]) -> dict[str, Any]:
        about: dict[str, Any] = {"locale": self.locale, "device": self.device, "user": self.user}
        if self.steps and not device.knows(self.session):
            self.session = device.resume(self.steps[-1].turn, **about)
        return device.turn(**given, session=self.session, **about)

    def replay(self, device: Device, upto: int) -> Talk:
        """A new conversation in which everything up to that turn was said again."""
        again = Talk(locale=self.locale, device=self.device, user=new_person())
        for step in list(self.steps)[:upto]:
            again.take(device, step.given, step)
        return again

    def edited(self, device: Device, number: int, text: str) -> Talk:
        """A new conversation with another sentence at that turn, and the rest said again after it.

        What comes from the edited sentence on is shown against what was answered before.
        Raises InputError for a turn that there is not, or a sentence that cannot be said.
        """
        if not 0 < number <= len(self.steps):
            raise InputError("turn", "There is no such turn. Choose one of this conversation.")
        again = Talk(locale=self.locale, device=self.device, user=new_person())
        for step in list(self.steps):
            given = {"text": text} if step.number == number else step.given
            again.take(device, given, step)
        return again


def new_person() -> str:
    """A name that nothing is remembered of."""
    return f"page-{uuid.uuid4().hex}"


class Keeps(Protocol):
    """Where conversations outlive the server."""

    def load(self) -> list[Talk]:
        """Every conversation, oldest first."""

    def save(self, talk: Talk) -> None:
        """Writes what is new of a conversation."""

    def forget(self, ids: list[str] | None = None) -> None:
        """Deletes these conversations, or all of them."""


class Talks:
    """The conversations that can be looked at again; the oldest ones go first."""

    def __init__(self, store: Keeps | None = None, most: int = MOST_TALKS) -> None:
        self.store = store
        self._most = most
        self._talks = OrderedDict((talk.id, talk) for talk in (store.load() if store else ()))
        self._lock = threading.Lock()

    def keep(self, talk: Talk) -> None:
        """Keeps a conversation, as the newest one."""
        with self._lock:
            self._talks[talk.id] = talk
            self._talks.move_to_end(talk.id)
            gone = [
                self._talks.popitem(last=False)[0]
                for _ in range(max(0, len(self._talks) - self._most))
            ]
            if self.store:
                self.store.save(talk)
                if gone:
                    self.store.forget(gone)

    def forget(self) -> None:
        """Forgets every conversation, in the store too."""
        with self._lock:
            self._talks.clear()
            if self.store:
                self.store.forget()

    def get(self, talk_id: str) -> Talk:
        """The conversation of that id. Raises InputError where it is not kept any more."""
        with self._lock:
            talk = self._talks.get(talk_id)
        if talk is None:
            raise InputError(
                "talk",
                "That conversation is not kept any more. This is a new one: press Send to"
                " say it here.",
            )
        return talk

    def others(self, shown: Talk) -> list[Talk]:
        """All but the one that is shown, newest first."""
        with self._lock:
            return [talk for talk in reversed(self._talks.values()) if talk.id != shown.id]
