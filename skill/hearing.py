"""What a request means to the skill: its locale's content, the talk so far, slots and findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from content import Content, load, spotting
from talking import safety
from talking.findings import Findings
from talking.talk import Talk

if TYPE_CHECKING:
    from listening.findings import FindingSpotter, Spotted

FINDING_SLOTS = ("finding", "finding_two", "finding_three")


@dataclass(frozen=True)
class Heard:
    """One request, read. `talk` already holds the findings in it; `before` is what was known."""

    intent: str
    content: Content
    talk: Talk
    before: Findings
    slots: Mapping[str, str]

    @property
    def step(self) -> Talk:
        """The talk with a step to come back to, where none of this request was known."""
        return self.talk.with_undo(self.before)

    @property
    def words(self) -> str:
        """The free text of the request, empty where it carries none."""
        return self.slots.get("words", "")

    @property
    def told_something(self) -> bool:
        """Whether the request brought a finding that was not known in that way."""
        return self.talk.findings != self.before


@lru_cache(maxsize=4)
def spotter(language: str) -> FindingSpotter:
    """The finding spotter of a language, made when somebody first speaks freely."""
    from listening.findings import FindingSpotter

    return FindingSpotter(spotting(language))


def read(request: Any, attributes: Mapping[str, Any]) -> Heard:
    """Reads an SDK request with its session attributes."""
    content = load(request.locale or "en-US")
    intent = getattr(request, "intent", None)
    slots = slot_values(getattr(intent, "slots", None) or {})
    talk = replace(Talk.from_json(attributes), repeats=_repeats(attributes, intent))
    heard = with_findings(content, talk, slots)
    return Heard(
        intent=getattr(intent, "name", "") or "",
        content=content,
        talk=heard,
        before=talk.findings,
        slots=slots,
    )


def with_findings(content: Content, talk: Talk, slots: Mapping[str, str]) -> Talk:
    """The talk with the findings that a request's slots carry."""
    named = [slots[name] for name in FINDING_SLOTS if slots.get(name)]
    words = slots.get("words")
    if not words:
        return safety.hear(content, talk, present=named)
    spotted = spot(content, words)
    return safety.hear(
        content,
        talk,
        present=[*named, *spotted.present],
        absent=spotted.absent,
        unsure=spotted.unsure,
    )


def spot(content: Content, words: str) -> Spotted:
    """The findings in free words."""
    return spotter(content.language).spot(words)


def slot_values(slots: Mapping[str, Any]) -> dict[str, str]:
    """Slot name to canonical value: the id that Alexa resolved, else the words themselves."""
    values = {}
    for name, slot in slots.items():
        value = _resolved_id(slot) or getattr(slot, "value", None)
        if value:
            values[name] = str(value)
    return values


def _resolved_id(slot: Any) -> str | None:
    resolutions = getattr(slot, "resolutions", None)
    for authority in getattr(resolutions, "resolutions_per_authority", None) or ():
        for wrapper in getattr(authority, "values", None) or ():
            found = getattr(wrapper.value, "id", None) or getattr(wrapper.value, "name", None)
            if found:
                return str(found)
    return None


def _repeats(attributes: Mapping[str, Any], intent: Any) -> int:
    """How often the last words were repeated; any other request starts counting anew."""
    if getattr(intent, "name", "") != "AMAZON.RepeatIntent":
        return 0
    return int((attributes.get("talk") or {}).get("repeats") or 0)
