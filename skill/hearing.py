"""An Alexa request → `Heard`: an intent whose slots Alexa resolved, or words that are listened to.

Alexa sends an intent and slots, never the sentence. A slot holds a listed value with its id, or
the words as they were heard. Words in any slot go to the same listening as typed ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from content import ASPECTS, Content
from listening.heard import FALLBACK, LAUNCH, AskedFor, Heard
from listening.tokeniser import word_tokens

if TYPE_CHECKING:
    from listening.answers import Asked

OPEN_INTENTS = frozenset({"AskIntent", "SayIntent", "NumberIntent"})
"""Intents that only carry words: what they mean is for listening to say."""
ANSWERS = frozenset({"AnswerIntent", "AMAZON.YesIntent", "AMAZON.NoIntent"})
"""What an open question is answered with: its words count more than the intent they came by."""
FINDING_SLOTS = ("finding", "finding_two", "finding_three")
ASKED_BY = ("aspect", "topic")
"""Slots whose words ask for something, in the order in which people say them."""
_WORDS = "words"
_LISTED: Mapping[str, tuple[str, ...]] = {
    "aspect": ASPECTS,
    "answer": ("yes", "no", "not_sure"),
    "state": ("on", "off"),
}


def heard_of(request: Any, content: Content, question: Asked | None = None) -> Heard:
    """What a launch or an intent (the SDK's object) means while a question is open."""
    intent = getattr(request, "intent", None)
    if intent is None:
        return Heard(LAUNCH)
    name = str(intent.name or "")
    slots = intent.slots or {}
    listed, words = read_slots(content, slots)
    if not words:
        asked = _asked_for(content, slots) if "topic" in listed else AskedFor()
        return Heard(name, _named(listed), present=_findings(listed), asked=asked)
    said = " ".join(words.values())
    freely = name in OPEN_INTENTS or set(words) != {_WORDS}
    if freely or question is not None:
        from listening.listen import listen  # only where somebody spoke freely: it costs a start

        heard = listen(said, content.locale, question)
        if freely or heard.intent in ANSWERS:
            return heard if heard.intent != FALLBACK or not listed else Heard(name, _named(listed))
    return _as_named(name, listed, said, content)


def read_slots(content: Content, slots: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Slot name → id where its value is one we list, and slot name → words for all others."""
    listed, words = {}, {}
    for name, slot in slots.items():
        value = getattr(slot, "value", None)
        found = _resolved_id(slot) or (str(value) if value else "")
        if name != _WORDS and is_listed(content, name, found):
            listed[name] = found
        elif isinstance(value, str) and value.strip():
            words[name] = value
    return listed, words


def is_listed(content: Content, slot: str, value: str) -> bool:
    """Whether a value is an id that a slot of this name can hold."""
    if slot in ("topic", "other_topic"):
        return value in content.topics
    if slot in FINDING_SLOTS:
        return value in content.findings["findings"]
    return value in _LISTED.get(slot, ())


def _as_named(name: str, listed: Mapping[str, str], said: str, content: Content) -> Heard:
    """An intent that says what is meant, with words beside it that tell findings."""
    from listening.listen import spotter

    spotted = spotter(content.language).spot(said)
    return Heard(
        name,
        _named(listed),
        said,
        present=(*_findings(listed), *spotted.present),
        absent=spotted.absent,
        unsure=spotted.unsure,
        about=spotted.about,
    )


def _asked_for(content: Content, slots: Mapping[str, Any]) -> AskedFor:
    """What the words of listed slots ask for: "what is", "a horseshoe kidney"."""
    from listening.listen import asked_for  # here too: nobody waits for it at a start

    said = [str(slots[name].value) for name in ASKED_BY if name in slots and slots[name].value]
    return asked_for(word_tokens(" ".join(said)), content.language)


def _named(listed: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in listed.items() if name not in FINDING_SLOTS}


def _findings(listed: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(listed[name] for name in FINDING_SLOTS if name in listed)


def _resolved_id(slot: Any) -> str | None:
    resolutions = getattr(slot, "resolutions", None)
    for authority in getattr(resolutions, "resolutions_per_authority", None) or ():
        for wrapper in getattr(authority, "values", None) or ():
            found = getattr(wrapper.value, "id", None) or getattr(wrapper.value, "name", None)
            if found:
                return str(found)
    return None
