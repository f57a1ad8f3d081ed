"""The skill put together: handlers and interceptors in order of precedence."""

from __future__ import annotations

from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder

from skill.handlers import answers, commands, knowledge, lifecycle, preferences, symptoms
from skill.handlers.base import OnIntent, Says
from skill.memory import Memory, NoMemory
from skill.serialization import FastSerializer


def build_skill(memory: Memory | None = None, skill_id: str | None = None) -> CustomSkill:
    """The skill, ready to invoke.

    `memory` keeps preferences between sessions, nothing by default. With a `skill_id`, requests
    for another skill are refused.
    """
    memory = memory or NoMemory()
    builder = SkillBuilder()
    builder.skill_id = skill_id
    builder.add_global_request_interceptor(preferences.Remember(memory))
    builder.add_global_request_interceptor(preferences.Notice())
    builder.add_global_response_interceptor(preferences.Keep(memory))
    spoken = [*knowledge.HANDLERS, *symptoms.HANDLERS, *answers.HANDLERS, *commands.HANDLERS]
    for handler in [
        *lifecycle.HANDLERS,
        *spoken,
        OnIntent(symptoms.free_text(routes(spoken)), "AskIntent"),
        preferences.ForgetMe(memory),
        preferences.SkillDisabled(memory),
        lifecycle.AnythingElse(),
    ]:
        builder.add_request_handler(handler)
    builder.add_exception_handler(lifecycle.Trouble())
    skill = builder.create()
    skill.serializer = FastSerializer()
    return skill


def routes(handlers: list[OnIntent]) -> dict[str, Says]:
    """Intent name to the function that answers it."""
    return {intent: handler.says for handler in handlers for intent in handler.intents}
