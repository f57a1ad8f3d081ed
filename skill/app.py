"""The skill put together: handlers and interceptors in order of precedence."""

from __future__ import annotations

from skill.handlers import can_fulfill, lifecycle, playback, preferences, touch
from skill.handlers.base import Conversation
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
    library = library or Library()
    return Skill(
        [
            lifecycle.SessionEnded(),
            playback.Player(library),
            playback.Events(),
            can_fulfill.CanFulfill(),
            playback.PlaySummary(library),
            preferences.ForgetMe(memory),
            preferences.SkillDisabled(memory),
            Conversation(),
            lifecycle.AnythingElse(),
        ],
        before=[touch.Touch(), preferences.Remember(memory), preferences.Notice()],
        after=[preferences.Keep(memory)],
        on_exception=lifecycle.Trouble(),
        skill_id=skill_id,
    )
