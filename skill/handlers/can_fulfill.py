"""Alexa asks whether this skill could answer something said to no skill in particular."""

from __future__ import annotations

from collections.abc import Mapping

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Response

from content import Content, load
from skill.hearing import read_slots

# What makes sense as a first sentence; a yes, a "slower" or a "stop" needs a conversation first.
OPENERS = frozenset({"TellApartIntent", "TopicIntent", "PlaySummaryIntent"})
# These may be ours: a symptom is only for us where it is one of back or kidney trouble.
PERHAPS = frozenset({"SymptomIntent", "CheckupIntent"})

YES, MAYBE, NO = "YES", "MAYBE", "NO"


class CanFulfill(AbstractRequestHandler):  # type: ignore[misc]
    """Says yes, maybe or no; speaks nothing and changes nothing, as the platform demands."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether Alexa asks this."""
        kind = handler_input.request_envelope.request.object_type
        return bool(kind == "CanFulfillIntentRequest")

    def handle(self, handler_input: HandlerInput) -> Response:
        """By the intent, and by whether its slots hold what the content knows."""
        request = handler_input.request_envelope.request
        content = load(request.locale or "en-US")
        slots = request.intent.slots or {}
        listed, words = read_slots(content, slots)
        known = {name: name in listed or knows(content, words[name]) for name in (*listed, *words)}
        answer = can_fulfill(request.intent.name, known)
        handler_input.response_builder.set_can_fulfill_intent(
            {
                "canFulfill": answer,
                "slots": {name: _slot(known[name]) for name in slots if name in known},
            }
        )
        return handler_input.response_builder.response


def can_fulfill(intent: str, known: Mapping[str, bool]) -> str:
    """Whether an intent with these slots (name to whether its value is known) can be answered."""
    if not all(known.values()):
        return NO
    if intent in OPENERS:
        return YES if intent == "TellApartIntent" or "topic" in known else MAYBE
    return MAYBE if intent in PERHAPS and known else NO


def knows(content: Content, words: str) -> bool:
    """Whether words tell of something that the content knows."""
    from listening.listen import spotter  # only where Alexa sends words

    spotted = spotter(content.language).spot(words)
    return bool(spotted.present or spotted.absent or spotted.unsure)


def _slot(known: bool) -> dict[str, str]:
    answer = YES if known else NO
    return {"canUnderstand": answer, "canFulfill": answer}
