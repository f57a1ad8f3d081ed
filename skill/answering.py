"""A Reply as an Alexa response: SSML, card, reprompt, session attributes, microphone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Response
from ask_sdk_model.ui import SimpleCard

from content import Content
from listening.heard import Heard
from skill import screen, speech
from talking.talk import Reply

CARD_TITLE = "Back Pain Guide"
ANSWER, TALK = "answer", "talk"

MEMORY_DOWN = "memory_down"
"""Request attribute that is set where a person's settings could not be read."""


def respond(
    handler_input: HandlerInput, content: Content, reply: Reply, heard: Heard | None = None
) -> Response:
    """Fills the response and the session attributes; returns the response.

    `heard` is what was acted on: its intent and slots are told in `answer`, its words never.

    The microphone stays open exactly when a question was asked. A screen that speaks the words
    itself is not given them a second time.
    """
    if handler_input.attributes_manager.request_attributes.get(MEMORY_DOWN):
        reply = without_settings(content, reply)
    pace = reply.pace or reply.talk.preferences.pace
    ssml = speech.to_ssml(reply.spoken, pace)
    builder = handler_input.response_builder
    shows = screen.supported(interfaces(handler_input))
    if not (shows and screen.speaks(reply)):
        builder.speak(speech_inside(ssml))
    if not reply.private:
        builder.set_card(SimpleCard(title=CARD_TITLE, content=speech.to_text(ssml)))
    question = reply.question
    if question is not None:
        builder.ask(speech_inside(speech.to_ssml([question.reprompt], pace)))
    builder.set_should_end_session(question is None)
    if shows:
        for directive in screen.directives(content, reply, pace):
            add_directive(handler_input, directive)
    attributes = session_attributes(reply)
    if heard is not None:
        attributes[ANSWER]["intent"] = {
            "name": reply.acted or heard.intent,
            "slots": dict(heard.slots),
        }
    handler_input.attributes_manager.session_attributes = attributes
    return builder.response


def without_settings(content: Content, reply: Reply) -> Reply:
    """The reply, with word that it goes by the usual settings; an emergency is told alone.

    The word is no part of the answer: "repeat" leaves it out.
    """
    if reply.urgency == "emergency":
        return reply
    return replace(reply, ideas=(content.say("commands.memory_down"), *reply.ideas))


def add_directive(handler_input: HandlerInput, directive: dict[str, Any]) -> None:
    """Adds a directive as plain data; to be done last, as the SDK's builder knows only its own."""
    response = handler_input.response_builder.response
    response.directives = [*(response.directives or ()), directive]


def interfaces(handler_input: HandlerInput) -> Any:
    """What the device of a request can do, as the SDK has it; None where it does not say."""
    context = handler_input.request_envelope.context
    device = context.system.device if context and context.system else None
    return device.supported_interfaces if device else None


def session_attributes(reply: Reply) -> dict[str, Any]:
    """What travels with the session: `answer` (see the contract) and `talk`."""
    return {ANSWER: answer_json(reply), TALK: reply.talk.as_json()}


def answer_json(reply: Reply) -> dict[str, Any]:
    """Topic, aspect, urgency, question and findings, as a Turn and a session show them."""
    talk = reply.talk
    return {
        "topic": reply.topic or talk.topic,
        "aspect": talk.aspect,
        "fact": talk.fact,
        "urgency": reply.urgency,
        "action": reply.action,
        "row": reply.row,
        "question": reply.question.as_json() if reply.question else None,
        "findings": talk.shown_findings.as_json(),
        "sources": [source.id for source in reply.sources],
    }


def speech_inside(ssml: str) -> str:
    """SSML without its <speak> tags: the SDK adds its own."""
    return ssml.removeprefix("<speak>").removesuffix("</speak>")
