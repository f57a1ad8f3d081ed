"""One summary on a device's player: the token that remembers it, and the player's directives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from content import Content

_TOKEN = re.compile(r"summary/([a-z_]+)/(loop|once)")


@dataclass(frozen=True)
class Track:
    """A topic's summary; with `loop` it starts again when it ends."""

    topic: str
    loop: bool = False

    @property
    def token(self) -> str:
        """What the player keeps for us and hands back with every request."""
        return f"summary/{self.topic}/{'loop' if self.loop else 'once'}"

    @classmethod
    def from_token(cls, token: object) -> Track | None:
        """The track of a token; None where it is not one of ours."""
        match = _TOKEN.fullmatch(token) if isinstance(token, str) else None
        return cls(match.group(1), match.group(2) == "loop") if match else None


def now_playing(envelope: Any) -> tuple[Track, int] | None:
    """The track that is, or was last, on the player, and how far in milliseconds."""
    player = envelope.context.audio_player if envelope.context else None
    if player is None:
        return None
    track = Track.from_token(player.token)
    return (track, int(player.offset_in_milliseconds or 0)) if track else None


def play(
    track: Track, address: str, content: Content, offset: int, after: Track | None = None
) -> dict[str, Any]:
    """Plays a track from `offset` milliseconds, at once or when the track `after` has ended."""
    stream: dict[str, Any] = {
        "url": address,
        "token": track.token,
        "offsetInMilliseconds": offset,
    }
    if after is not None:
        stream["expectedPreviousToken"] = after.token
    name = content.topics[track.topic].name if track.topic in content.topics else track.topic
    return {
        "type": "AudioPlayer.Play",
        "playBehavior": "REPLACE_ALL" if after is None else "ENQUEUE",
        "audioItem": {
            "stream": stream,
            "metadata": {"title": name, "subtitle": content.say("screen.title")},
        },
    }


def stop() -> dict[str, Any]:
    """Stops the player; it remembers where it was."""
    return {"type": "AudioPlayer.Stop"}
