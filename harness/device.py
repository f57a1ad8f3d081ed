"""A pretend smart speaker: it keeps sessions and sends real envelopes to the real handler."""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from harness import envelopes
from harness.delivery import deliver
from harness.errors import InputError
from harness.inputs import check_intent, check_locale, check_text
from harness.turn import as_turn
from harness.understood import slot_types, understand
from listening.model import nearest_locale
from talking.talk import Question

Handler = Callable[[dict[str, Any], object], dict[str, Any]]

MOST_SESSIONS = 500
EVENTS = ("launch", "silence", "end")
DEVICES = tuple(envelopes.INTERFACES)


@dataclass
class Session:
    """What a speaker keeps between two sentences."""

    id: str
    locale: str
    device: str
    user: str
    alexa_id: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    reprompt: str = ""
    silences: int = 0
    last: dict[str, Any] | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


class Device:
    """Speaks to one handler, for many people at a time; sessions in memory are bounded.

    A `brief` one, for many sentences, leaves out of a Turn what only a person looks at: other
    meanings and their scores, and sound.
    """

    def __init__(
        self, handler: Handler, most_sessions: int = MOST_SESSIONS, *, brief: bool = False
    ) -> None:
        self._handler = handler
        self._brief = brief
        self._most = most_sessions
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._lock = threading.Lock()

    def turn(
        self,
        *,
        text: str | None = None,
        event: str | None = None,
        intent: Mapping[str, Any] | None = None,
        touch: list[str] | None = None,
        session: str | None = None,
        locale: str = "en-US",
        device: str = "speaker",
        user: str = "someone",
    ) -> dict[str, Any]:
        """One exchange; returns a Turn. Exactly one of text, event, intent or touch is given.

        Raises InputError for anything that cannot be used; a running session is not harmed.
        """
        given = [what for what in (text, event, intent, touch) if what is not None]
        if len(given) != 1:
            raise InputError("one_input", "Give exactly one of text, event or intent.")
        check_locale(locale)
        if device not in DEVICES:
            raise InputError("device", f"A device is one of {', '.join(DEVICES)}.")
        if text is not None:
            text = check_text(text)
        if event is not None and event not in EVENTS:
            raise InputError("event", f"An event is one of {', '.join(EVENTS)}.")
        if intent is not None:
            check_intent(intent)
        kept = self._session(session, locale, device, user)
        with kept.lock:
            if text is not None:
                return self._say(kept, text)
            if intent is not None:
                return self._intent(kept, intent)
            if touch is not None:
                return self._send(kept, envelopes.touched(kept.locale, touch), "", _plain("Touch"))
            return self._event(kept, str(event))

    def knows(self, session: str | None) -> bool:
        """Whether a session is still kept here."""
        with self._lock:
            return session in self._sessions

    def resume(self, turn: Mapping[str, Any], *, locale: str, device: str, user: str) -> str:
        """Takes up a conversation where a Turn left it, in a session of its own; returns its id."""
        kept = self._session(None, locale, device, user)
        if not turn["ended"]:
            body = turn["response"].get("response") or {}
            kept.alexa_id = uuid.uuid4().hex
            kept.attributes = turn["response"].get("sessionAttributes") or {}
            kept.reprompt = reprompt_of(body)
            kept.silences = 0 if turn["request"] else 1
        return kept.id

    def raw(self, event: dict[str, Any]) -> dict[str, Any]:
        """Hands a raw envelope to the handler, as it is."""
        return self._handler(event, None)

    def _say(self, kept: Session, text: str) -> dict[str, Any]:
        started = time.perf_counter()
        described = _plain("") if self._brief else self._describe(kept, text)
        listened = time.perf_counter()
        delivery = deliver(text, kept.locale)
        request = envelopes.delivered(delivery, kept.locale)
        was_delivered = time.perf_counter()
        turn = self._send(kept, request, spoken_form(text), described)
        acted_on = (turn["response"].get("sessionAttributes") or {}).get("answer") or {}
        return {
            **turn,
            "intent": {**described, **acted_on.get("intent", {})},
            "delivered": delivery.as_json(),
            "took": {
                "heard": _milliseconds(listened - started),
                "delivered": _milliseconds(was_delivered - listened),
                **turn["took"],
            },
        }

    def _describe(self, kept: Session, text: str) -> dict[str, Any]:
        """What the text means by the model, with what else it could have meant."""
        understood = understand(text, kept.locale, open_question(kept.attributes))
        return {
            "name": understood.intent,
            "slots": dict(understood.slots),
            "score": round(understood.score, 3),
            "alternatives": [
                {"name": other.name, "score": round(other.score, 3), "why": other.why}
                for other in understood.alternatives
            ],
            "why": list(understood.why),
            "findings": [
                {"finding": heard.finding, "state": heard.state, "words": heard.words}
                for heard in understood.spotted.heard
            ],
        }

    def _intent(self, kept: Session, intent: Mapping[str, Any]) -> dict[str, Any]:
        slots = dict(intent.get("slots") or {})
        request = self._intent_request(kept, str(intent["name"]), slots)
        return self._send(kept, request, "", {**_plain(str(intent["name"])), "slots": slots})

    def _intent_request(self, kept: Session, name: str, slots: Mapping[str, str]) -> dict[str, Any]:
        types = slot_types(nearest_locale(kept.locale)).get(name, {})
        return envelopes.intent(name, slots, kept.locale, types)

    def _event(self, kept: Session, event: str) -> dict[str, Any]:
        if event == "launch":
            kept.alexa_id = ""
            return self._send(kept, envelopes.launch(kept.locale), "", _plain("LaunchRequest"))
        if event == "silence" and kept.reprompt and kept.silences == 0:
            return self._reprompt(kept)
        reason = "USER_INITIATED" if event == "end" else "EXCEEDED_MAX_REPROMPTS"
        request = envelopes.session_ended(kept.locale, reason)
        turn = self._send(kept, request, "", _plain("SessionEndedRequest"))
        kept.alexa_id, kept.attributes, kept.reprompt = "", {}, ""
        return {**turn, "ended": True, "answer": {**turn["answer"], "question": None}}

    def _reprompt(self, kept: Session) -> dict[str, Any]:
        """A speaker says the reprompt by itself, once; the skill hears nothing of it."""
        kept.silences += 1
        spoken = {"outputSpeech": {"type": "SSML", "ssml": kept.reprompt}}
        response = {
            "version": "1.0",
            "sessionAttributes": kept.attributes,
            "response": {**spoken, "reprompt": spoken, "shouldEndSession": False},
        }
        turn = as_turn(
            session=kept.id,
            heard="",
            intent=_plain("silence"),
            locale=kept.locale,
            request={},
            response=response,
        )
        turn["took"] = {}
        card = turn["answer"]["card"]
        card["text"] = turn["answer"]["speech"]
        kept.last = turn
        return turn

    def _send(
        self, kept: Session, request: dict[str, Any], heard: str, intent: dict[str, Any]
    ) -> dict[str, Any]:
        new = not kept.alexa_id
        if new:
            kept.alexa_id, kept.attributes = uuid.uuid4().hex, {}
        event = envelopes.envelope(
            request,
            session_id=kept.alexa_id,
            new=new,
            attributes=kept.attributes,
            user=kept.user,
            device=kept.device,
        )
        started = time.perf_counter()
        # Over the wire and back: nothing but JSON may pass between a device and a skill.
        response = json.loads(json.dumps(self._handler(json.loads(json.dumps(event)), None)))
        took = {"skill": _milliseconds(time.perf_counter() - started)}
        body = response.get("response") or {}
        kept.attributes = response.get("sessionAttributes") or {}
        kept.silences = 0
        kept.reprompt = reprompt_of(body)
        if body.get("shouldEndSession") is True:
            kept.alexa_id, kept.reprompt = "", ""
        turn = as_turn(
            session=kept.id,
            heard=heard,
            intent=intent,
            locale=kept.locale,
            request=event,
            response=response,
            sounds=not self._brief,
        )
        if body.get("shouldEndSession") is True:
            kept.attributes = {}
        turn["took"] = took
        kept.last = turn
        return turn

    def _session(self, wanted: str | None, locale: str, device: str, user: str) -> Session:
        with self._lock:
            if wanted is not None:
                if wanted not in self._sessions:
                    raise InputError(
                        "session", "That session is unknown here. Leave it out to start a new one."
                    )
                self._sessions.move_to_end(wanted)
                return self._sessions[wanted]
            made = Session(id=uuid.uuid4().hex, locale=locale, device=device, user=user)
            self._sessions[made.id] = made
            while len(self._sessions) > self._most:
                self._sessions.popitem(last=False)
            return made


def reprompt_of(body: Mapping[str, Any]) -> str:
    """The SSML that is said after silence, "" where there is none."""
    return str(((body.get("reprompt") or {}).get("outputSpeech") or {}).get("ssml") or "")


def open_question(attributes: Mapping[str, Any]) -> Question | None:
    """The question that a session's attributes leave open."""
    return Question.from_json((attributes.get("answer") or {}).get("question"))


def spoken_form(text: str) -> str:
    """The text as a speaker would report it: one line, no mark at the end."""
    return " ".join(text.split()).rstrip("?.! ")


def _milliseconds(seconds: float) -> float:
    return round(1000 * seconds, 2)


def _plain(name: str) -> dict[str, Any]:
    return {"name": name, "slots": {}, "score": 1.0, "alternatives": []}
