"""The skill put together: handlers and interceptors in order of precedence."""

from __future__ import annotations

from skill.handlers import answers, commands, knowledge, lifecycle, preferences, symptoms
from skill.handlers.base import OnIntent, Says
from skill.memory import Memory, NoMemory
from skill.sdk import Skill


def build_skill(memory: Memory | None = None, skill_id: str | None = None) -> Skill:
    """The skill, ready to invoke.

    `memory` keeps preferences between sessions, nothing by default. With a `skill_id`, requests
    for another skill are refused.
    """
    memory = memory or NoMemory()
    spoken = [*knowledge.HANDLERS, *symptoms.HANDLERS, *answers.HANDLERS, *commands.HANDLERS]
    return Skill(
        [
            *lifecycle.HANDLERS,
            *spoken,
            OnIntent(symptoms.free_text(routes(spoken)), "AskIntent"),
            preferences.ForgetMe(memory),
            preferences.SkillDisabled(memory),
            lifecycle.AnythingElse(),
        ],
        before=[preferences.Remember(memory), preferences.Notice()],
        after=[preferences.Keep(memory)],
        on_exception=lifecycle.Trouble(),
        skill_id=skill_id,
    )


def routes(handlers: list[OnIntent]) -> dict[str, Says]:
    """Intent name to the function that answers it."""
    return {intent: handler.says for handler in handlers for intent in handler.intents}
