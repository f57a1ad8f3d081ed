"""A person's choices: brought along at the start of a session, kept when they change."""

from __future__ import annotations

from typing import Any

from ask_sdk_core.dispatch_components import (
    AbstractRequestHandler,
    AbstractRequestInterceptor,
    AbstractResponseInterceptor,
)
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Response

from listening.heard import Heard
from skill import logs
from skill.answering import MEMORY_DOWN, respond
from skill.handlers.base import asked, read
from skill.memory import Memory, StoreUnavailable, update
from talking.attributes import mapping
from talking.converse import FORGET_ME, converse
from talking.talk import Preferences, Talk


def user_of(handler_input: HandlerInput) -> str:
    """The user id of a request, empty where it carries none."""
    envelope = handler_input.request_envelope
    session = envelope.session
    user = session.user if session else None
    if user is None and envelope.context is not None and envelope.context.system is not None:
        user = envelope.context.system.user
    return str(user.user_id) if user and user.user_id else ""


class Remember(AbstractRequestInterceptor):  # type: ignore[misc]
    """Loads the choices of earlier sessions into a new one."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def process(self, handler_input: HandlerInput) -> None:
        """A store that does not answer costs the settings, never the answer; the person is told."""
        session = handler_input.request_envelope.session
        if session is None or not session.new:
            return
        user = user_of(handler_input)
        if not user:
            return
        try:
            remembered = self.memory.load(user)
        except StoreUnavailable as fault:
            logs.fault(handler_input.request_envelope.request, fault)
            handler_input.attributes_manager.request_attributes[MEMORY_DOWN] = True
            return
        attributes = handler_input.attributes_manager.session_attributes or {}
        talk = dict(mapping(attributes.get("talk")))
        talk["preferences"] = Preferences.from_json(remembered.preferences).as_json()
        handler_input.attributes_manager.session_attributes = {**attributes, "talk": talk}
        handler_input.attributes_manager.request_attributes["preferences"] = talk["preferences"]


class Keep(AbstractResponseInterceptor):  # type: ignore[misc]
    """Saves the choices when a turn changed them."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def process(self, handler_input: HandlerInput, response: Response) -> None:
        """Only what changed in this turn is written over what is stored."""
        manager = handler_input.attributes_manager
        if handler_input.request_envelope.session is None:
            return
        after = Talk.from_json(manager.session_attributes).preferences.as_json()
        before = manager.request_attributes.get("preferences")
        user = user_of(handler_input)
        if not user or before is None or before == after:
            return
        changed = {key: value for key, value in after.items() if before.get(key) != value}
        try:
            update(self.memory, user, lambda stored: {**stored, **changed})
        except StoreUnavailable as fault:
            logs.fault(handler_input.request_envelope.request, fault)


class Notice(AbstractRequestInterceptor):  # type: ignore[misc]
    """Notes the choices a turn starts with, so that a change can be told."""

    def process(self, handler_input: HandlerInput) -> None:
        """Runs after Remember; a running session brings its own choices."""
        manager = handler_input.attributes_manager
        session = handler_input.request_envelope.session
        if session is not None and "preferences" not in manager.request_attributes:
            known = Talk.from_json(manager.session_attributes).preferences.as_json()
            manager.request_attributes["preferences"] = known


class ForgetMe(AbstractRequestHandler):  # type: ignore[misc]
    """ "Forget me": deletes everything that is kept, and says so."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether the person asked to be forgotten."""
        return asked(handler_input) == FORGET_ME

    def handle(self, handler_input: HandlerInput) -> Response:
        """Says plainly when the store could not be reached."""
        content, talk, _ = read(handler_input)
        done = {"state": "on" if forget(self.memory, handler_input) else "off"}
        heard = Heard(FORGET_ME, done)
        reply = converse(content, talk, heard)
        manager = handler_input.attributes_manager
        manager.request_attributes["preferences"] = reply.talk.preferences.as_json()
        manager.request_attributes.pop(MEMORY_DOWN, None)  # the reply itself says it
        return respond(handler_input, content, reply, heard)


class SkillDisabled(AbstractRequestHandler):  # type: ignore[misc]
    """The person switched the skill off in the app: what is kept of them goes too."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether this is Alexa's skill-disabled event."""
        kind = handler_input.request_envelope.request.object_type
        return bool(kind == "AlexaSkillEvent.SkillDisabled")

    def handle(self, handler_input: HandlerInput) -> Response:
        """Nobody hears an answer to an event."""
        forget(self.memory, handler_input)
        return handler_input.response_builder.response


def forget(memory: Memory, handler_input: HandlerInput) -> bool:
    """Deletes what is kept of the person; False where the store could not be reached."""
    user: Any = user_of(handler_input)
    try:
        if user:
            memory.forget(user)
    except StoreUnavailable as fault:
        logs.fault(handler_input.request_envelope.request, fault)
        return False
    return True
