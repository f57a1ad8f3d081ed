"""One turn of the conversation: what was heard, what was known before, and the talk with both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from content import Content
from listening.heard import Heard
from talking import safety
from talking.findings import Findings
from talking.talk import Talk

AGE = "age"
"""The fact that an age settles."""


@dataclass(frozen=True)
class Turn:
    """`talk` already holds the findings that were heard; `before` is what was known until now."""

    content: Content
    talk: Talk
    before: Findings
    heard: Heard

    @property
    def slots(self) -> Mapping[str, str]:
        """What the words named: topic, aspect, answer, state."""
        return self.heard.slots

    @property
    def step(self) -> Talk:
        """The talk with a step to come back to, where none of this turn was known."""
        return self.talk.with_undo(self.before)

    @property
    def told_something(self) -> bool:
        """Whether the words brought a finding that was not known in that way."""
        return self.talk.findings != self.before


def take(content: Content, talk: Talk, heard: Heard) -> Turn:
    """The turn of these words: their findings laid over those of the talk so far."""
    return Turn(content, with_findings(content, talk, heard), talk.findings, heard)


def with_findings(content: Content, talk: Talk, heard: Heard) -> Talk:
    """The talk with the findings that were heard."""
    other = heard.about in ("he", "she", "they")
    if heard.about and (other or not talk.about):
        talk = replace(talk, about=heard.about)
    if heard.age is not None:  # told unasked: it need not be asked any more
        known = [item.id for item in content.questions if AGE in item.asks]
        talk = replace(talk, asked=(*talk.asked, *(id_ for id_ in known if id_ not in talk.asked)))
    return safety.hear(content, talk, heard.present, heard.absent, heard.unsure)
