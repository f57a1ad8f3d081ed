"""Summaries on a speaker's player: play, pause, resume, next, previous, again, loop.

Outside a session there is nothing to remember a track in, so the player's own token does:
"summary/kidney_stones/loop". Inside a conversation the same words are about the conversation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Response

from content import Content, load
from skill.answering import add_directive, interfaces, respond, speech_inside
from skill.handlers.base import Conversation, asked, read
from skill.published_audio import Library
from skill.speech import to_ssml
from skill.track import Track, now_playing, play, stop
from talking import summary
from talking.converse import remembered
from talking.talk import Reply

PLAY = "PlaySummaryIntent"


class PlaySummary(Conversation):
    """ "Play the summary about kidney stones": played where it can be, else told in parts."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether a summary was asked for."""
        return asked(handler_input) == PLAY

    def handle(self, handler_input: HandlerInput) -> Response:
        """Plays only what the library really has, on a device that has a player."""
        content, talk, heard = read(handler_input)
        topic = heard.slots.get("topic", talk.topic)
        address = self.library.address_of(topic, content.locale)
        has_player = getattr(interfaces(handler_input), "audio_player", None) is not None
        held = summary.hold(content, talk)
        if address is None or not has_player or held is not None:
            return super().handle(handler_input)
        name = content.topics[topic].name
        reply = Reply(
            talk=replace(talk, topic=topic, question=None),
            ideas=(content.say("commands.play_text", topic=name),),
            ends=True,
        )
        respond(handler_input, content, remembered(content, reply), heard)
        add_directive(handler_input, play(Track(topic), address, content, 0))
        return handler_input.response_builder.response


class Player(AbstractRequestHandler):  # type: ignore[misc]
    """The player's words and buttons while one of our summaries is, or was last, playing."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._does: dict[str, Callable[[HandlerInput, Content, Track, int], None]] = {
            "AMAZON.PauseIntent": self._stop,
            "AMAZON.StopIntent": self._stop,
            "AMAZON.CancelIntent": self._stop,
            "AMAZON.ResumeIntent": self._resume,
            "AMAZON.NextIntent": self._next,
            "AMAZON.PreviousIntent": self._previous,
            "AMAZON.StartOverIntent": self._again,
            "AMAZON.RepeatIntent": self._again,
            "AMAZON.LoopOnIntent": self._loop_on,
            "AMAZON.LoopOffIntent": self._loop_off,
            "AMAZON.ShuffleOnIntent": self._shuffle,
            "AMAZON.ShuffleOffIntent": self._shuffle,
            "PlaybackController.NextCommandIssued": self._next,
            "PlaybackController.PreviousCommandIssued": self._previous,
            "PlaybackController.PlayCommandIssued": self._resume,
            "PlaybackController.PauseCommandIssued": self._stop,
            "AudioPlayer.PlaybackNearlyFinished": self._nearly_finished,
        }

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether it is one of those words, outside a conversation, with a track of ours."""
        if asked(handler_input) not in self._does or in_conversation(handler_input):
            return False
        return now_playing(handler_input.request_envelope) is not None

    def handle(self, handler_input: HandlerInput) -> Response:
        """Directives, and a word or two where something must be explained."""
        found = now_playing(handler_input.request_envelope)
        assert found is not None
        track, offset = found
        content = load(handler_input.request_envelope.request.locale or "en-US")
        if handler_input.request_envelope.request.object_type == "IntentRequest":
            handler_input.response_builder.set_should_end_session(True)
        self._does[asked(handler_input)](handler_input, content, track, offset)
        return handler_input.response_builder.response

    def _play(
        self, handler_input: HandlerInput, content: Content, track: Track, offset: int, **how: Any
    ) -> None:
        address = self.library.address_of(track.topic, content.locale)
        if address is not None:
            add_directive(handler_input, play(track, address, content, offset, **how))

    def _stop(self, handler_input: HandlerInput, *_: Any) -> None:
        add_directive(handler_input, stop())

    def _resume(
        self, handler_input: HandlerInput, content: Content, track: Track, offset: int
    ) -> None:
        self._play(handler_input, content, track, offset)

    def _again(self, handler_input: HandlerInput, content: Content, track: Track, _: int) -> None:
        self._play(handler_input, content, track, 0)

    def _next(self, handler_input: HandlerInput, content: Content, track: Track, _: int) -> None:
        self._step(handler_input, content, track, +1)

    def _previous(
        self, handler_input: HandlerInput, content: Content, track: Track, _: int
    ) -> None:
        self._step(handler_input, content, track, -1)

    def _step(self, handler_input: HandlerInput, content: Content, track: Track, by: int) -> None:
        """The summaries go round: after the last one comes the first."""
        topics = list(self.library.summaries(content.locale))
        if track.topic in topics:
            topic = topics[(topics.index(track.topic) + by) % len(topics)]
            self._play(handler_input, content, replace(track, topic=topic), 0)

    def _loop_on(
        self, handler_input: HandlerInput, content: Content, track: Track, offset: int
    ) -> None:
        self._say(handler_input, content, "commands.loop_on")
        self._play(handler_input, content, replace(track, loop=True), offset)

    def _loop_off(
        self, handler_input: HandlerInput, content: Content, track: Track, offset: int
    ) -> None:
        self._say(handler_input, content, "commands.loop_off")
        self._play(handler_input, content, replace(track, loop=False), offset)

    def _shuffle(
        self, handler_input: HandlerInput, content: Content, track: Track, offset: int
    ) -> None:
        self._say(handler_input, content, "commands.shuffle")
        self._play(handler_input, content, track, offset)

    def _nearly_finished(
        self, handler_input: HandlerInput, content: Content, track: Track, _: int
    ) -> None:
        if track.loop:
            self._play(handler_input, content, track, 0, after=track)

    def _say(self, handler_input: HandlerInput, content: Content, phrase: str) -> None:
        handler_input.response_builder.speak(speech_inside(to_ssml([content.say(phrase)])))


class Events(AbstractRequestHandler):  # type: ignore[misc]
    """What a player tells outside a session: heard, and nothing said, as Alexa demands."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether this is an event of a player."""
        kind = handler_input.request_envelope.request.object_type
        return bool(kind.startswith(("AudioPlayer.", "PlaybackController.", "System.")))

    def handle(self, handler_input: HandlerInput) -> Response:
        """An empty response."""
        return handler_input.response_builder.response


def in_conversation(handler_input: HandlerInput) -> bool:
    """Whether a session runs that began before this request."""
    session = handler_input.request_envelope.session
    return session is not None and not session.new
