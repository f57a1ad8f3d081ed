"""What to say to those who are asked for help: who, what and since when, what there is not."""

from __future__ import annotations

from content import Content
from talking import safety
from talking.findings import Findings

MOST_TOLD = 5
MOST_DENIED = 3


def sentences(content: Content, findings: Findings) -> tuple[str, ...]:
    """At most three sentences, made of the names of findings."""
    order = list(content.findings["findings"])
    meaning = content.meaning
    known = sorted(findings.present - meaning.not_said_back, key=order.index)
    about = [name for name in known if name in meaning.background]
    felt = [name for name in known if name not in meaning.background]
    denied = sorted(findings.absent - meaning.not_denied - meaning.background, key=order.index)
    said = [content.say("handover.what", findings=_names(content, felt[:MOST_TOLD]))]
    if not felt:
        said = []
    if about:
        said.append(content.say("handover.who", findings=_names(content, about[:MOST_TOLD])))
    if denied:
        names = [safety.bare(content, content.finding_name(name)) for name in denied[:MOST_DENIED]]
        joined = names[0]
        for name in names[1:]:
            joined = content.say("listing.either", first=joined, last=name)
        said.append(content.say("handover.none", findings=joined))
    return tuple(said)


def _names(content: Content, names: list[str]) -> str:
    return safety.spoken_list(content, [content.finding_name(name) for name in names])
