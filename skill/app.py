"""The skill put together: handlers and interceptors in order of precedence."""

from __future__ import annotations

from skill.handlers import (
    answers,
    can_fulfill,
    commands,
    knowledge,
    lifecycle,
    playback,
    preferences,
    symptoms,
    touch,
)
from skill.handlers.base import OnIntent, Says
from skill.memory import Memory, NoMemory
from skill.published_audio import Library
from skill.sdk import Skill


def build_skill(
    memory: Memory | None = None, skill_id: str | None = None, library: Library | None = None
) -> Skill:
    """The skill, ready to invoke.

    `memory` keeps preferences between sessions, nothing by default. With a `skill_id`, requests
    for another skill are refused. Summaries in `library` are played, others spoken.
    """
    memory = memory or NoMemory()
    spoken = [
        *playback.conversation(library or Library()),
        *knowledge.HANDLERS,
        *symptoms.HANDLERS,
        *answers.HANDLERS,
        *commands.HANDLERS,
    ]
    return Skill(
        [
            *lifecycle.HANDLERS,
            *playback.player(library or Library()),
            can_fulfill.CanFulfill(),
            *spoken,
            OnIntent(symptoms.free_text(routes(spoken)), "AskIntent"),
            preferences.ForgetMe(memory),
            preferences.SkillDisabled(memory),
            lifecycle.AnythingElse(),
        ],
        before=[touch.Touch(), preferences.Remember(memory), preferences.Notice()],
        after=[preferences.Keep(memory)],
        on_exception=lifecycle.Trouble(),
        skill_id=skill_id,
    )


def routes(handlers: list[OnIntent]) -> dict[str, Says]:
    """Intent name to the function that answers it."""
    return {intent: handler.says for handler in handlers for intent in handler.intents}
