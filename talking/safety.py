"""The check-up in conversation: hear findings, ask the next safety question, say how urgent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from content import Content, SafetyQuestion
from talking import ask, checkup, first_words, parts, triage
from talking.findings import Findings
from talking.talk import Question, Reply, Talk
from talking.triage import Verdict

MOST_REFLECTED = 3
# From this many questions on, how many there are is not said.
FEW = 3


def verdict_of(content: Content, talk: Talk) -> Verdict:
    """How urgent what is known so far adds up to be."""
    return triage.decide(content.triage, talk.findings)


def hear(
    content: Content,
    talk: Talk,
    present: Iterable[str] = (),
    absent: Iterable[str] = (),
    unsure: Iterable[str] = (),
) -> Talk:
    """The Talk with newly mentioned findings laid over the known ones.

    What a no to a safety question would tell us is also told by denying it unasked.
    """
    known = set(content.findings["findings"])
    sets = [[name for name in names if name in known] for names in (present, absent, unsure)]
    findings = talk.findings.add(*sets)
    for question in content.questions:
        if question.no_means and findings.absent.issuperset(question.asks):
            implied = [name for name in question.no_means if name not in findings.known]
            findings = findings.add(present=implied)
    return replace(talk, findings=findings)


def must_answer_now(content: Content, talk: Talk) -> bool:
    """Whether what is known is an emergency that was not told yet."""
    return verdict_of(content, talk).urgency == "emergency" and not talk.emergency_told


def must_hold_on(content: Content, talk: Talk) -> bool:
    """Whether an emergency was told, and nothing has taken it back since."""
    return talk.emergency_told and verdict_of(content, talk).urgency == "emergency"


def wants_checkup(content: Content, talk: Talk) -> bool:
    """Whether there is a trouble to ask about, and asking is allowed."""
    return bool(talk.findings.troubles(content.meaning)) and not talk.preferences.information_mode


def reflect(content: Content, before: Findings, after: Findings) -> list[str]:
    """What was heard, said back: "So, a fever, and pain under the ribs." Empty if nothing new."""
    order = list(content.findings["findings"])
    meaning = content.meaning
    new = sorted(
        after.present - before.present - meaning.not_said_back,
        key=lambda name: (name in meaning.background, order.index(name)),
    )
    names = [content.finding_name(name) for name in new[:MOST_REFLECTED]]
    gone = sorted(after.absent - before.absent - meaning.not_denied, key=order.index)
    ideas = []
    if names:
        ideas.append(content.say("checkup.reflect", findings=spoken_list(content, names)))
        if gone and len(names) < MOST_REFLECTED:
            none = [bare(content, content.finding_name(name)) for name in gone]
            joined = content.say("listing.either", first="", last="")
            none = [name for name in none if joined not in name][:2] or none[:1]
            if len(none) == 2:
                none = [content.say("listing.either", first=none[0], last=none[1])]
            ideas[0] += " " + content.say("checkup.reflect_absent", findings=none[0])
    return ideas


def bare(content: Content, name: str) -> str:
    """A finding's name without its article, as it follows "no"."""
    first, _, rest = name.partition(" ")
    articles = {article.lower() for article in content.say("listing.articles").split()}
    return rest if first in articles and rest else name


def spoken_list(content: Content, names: Sequence[str]) -> str:
    """Names joined as they are said: "a fever, chills, and pain under the ribs"."""
    if len(names) < 2:
        return "".join(names)
    return content.say("listing.pair", first=", ".join(names[:-1]), last=names[-1])


def proceed(content: Content, talk: Talk, lead: Sequence[str] = ()) -> Reply:
    """The next safety question, or the advice once nothing can change it. Emergencies first."""
    verdict = verdict_of(content, talk)
    if verdict.urgency == "emergency":
        return emergency(content, talk)
    talk = replace(talk, parts=parts.pending(talk))
    question = _next(content, talk)
    if question is None:
        return advice(content, talk, lead)
    ideas = [*lead]
    if not talk.checkup:
        ideas.append(_introduction(content, talk))
    talk = replace(
        talk,
        checkup=True,
        question=ask.safety(content, question, plain=talk.preferences.plain, about=talk.about),
        misses=0,
    )
    return Reply(
        talk=talk,
        ideas=tuple(ideas),
        urgency=verdict.urgency,
        row=verdict.row.id if verdict.row else "",
    )


def _next(content: Content, talk: Talk) -> SafetyQuestion | None:
    """The part that is to be asked next, or the next whole question."""
    if talk.parts:
        return ask.find(content, talk.parts[0])
    return checkup.next_question(
        content.questions, content.triage, talk.findings, (*talk.asked, *talk.skipped)
    )


def emergency(content: Content, talk: Talk) -> Reply:
    """What to do first, in the first words; then why, what not to do, and nothing else."""
    if first_words.private(content, talk.findings):
        return quietly(content, talk)
    row = verdict_of(content, talk).row
    assert row is not None
    source = content.sources[row.source]
    talk = replace(
        talk,
        topic=row.topic,
        aspect="urgency",
        question=ask_emergency(content, talk),
        emergency_told=True,
        checkup=False,
        misses=0,
        source=source.id,
        row=row.id,
        steps_told=0,
    )
    return Reply(
        talk=talk,
        ideas=first_words.said(content, row),
        urgency="emergency",
        row=row.id,
        sources=(source,),
    )


def quietly(content: Content, talk: Talk) -> Reply:
    """What is said to somebody who may be overheard; all that they told is forgotten at once."""
    hidden = first_words.private(content, talk.findings)
    others = triage.decide(content.triage, talk.findings.apart_from(hidden))
    row = others.row if others.urgency == "emergency" else None
    fresh = Talk(preferences=talk.preferences, question=ask.offer(content, "offer.other"))
    ideas = first_words.quiet(content, row)
    action = row.rung if row else "ambulance"
    return Reply(talk=fresh, ideas=ideas, urgency="emergency", action=action, private=True)


def now(content: Content, talk: Talk) -> str:
    """What to do first in the emergency that the talk is in."""
    row = verdict_of(content, talk).row
    urgent = row is not None and row.urgency == "emergency"
    return first_words.now(content, row) if row and urgent else content.place.emergency_now


def ask_emergency(content: Content, talk: Talk) -> Question:
    """The offer after an emergency, whose reprompt begins with what to do first."""
    return ask.offer(content, "emergency.ask", now=now(content, talk))


def advice(content: Content, talk: Talk, lead: Sequence[str] = ()) -> Reply:
    """The outcome of the check-up: how soon to be seen and by whom, why, and the safety net."""
    verdict = verdict_of(content, talk)
    row = verdict.row
    skipped = _skipped(content, talk)
    ideas = [*lead, *skipped]
    calm = content.say("checkup.nothing_found" if all_clear(content, talk) else "checkup.not_sure")
    if row is None:
        ideas += [calm, content.say("checkup.nothing_found_next")]
        source_id, topic = "", talk.topic
    else:
        if row.urgency == "self_care":
            ideas.append(calm)
        ideas.append(f"{row.action} {row.because}")
        source_id, topic = row.source, row.topic
        child = talk.findings.present & content.meaning.young and row.urgency != "same_day"
        ideas.append(content.say("checkup.net.child" if child else f"checkup.net.{row.urgency}"))
    if topic in content.topics and (talk.topic not in content.topics or row is not None):
        talk = replace(talk, topic=topic)
    offered = "offer.helps" if talk.topic in content.topics else "offer.other"
    talk = replace(
        talk,
        aspect="urgency",
        checkup=False,
        question=ask.offer(content, offered),
        misses=0,
        more_told=False,
        source=source_id,
        row=row.id if row else "",
        steps_told=0,
    )
    sources = (content.sources[source_id],) if source_id else ()
    return Reply(
        talk=talk,
        ideas=tuple(ideas),
        urgency=verdict.urgency,
        row=row.id if row else "",
        sources=sources,
    )


def all_clear(content: Content, talk: Talk) -> bool:
    """Whether every life question that fits was answered no, and nothing was left unsure."""
    if talk.findings.unsure:
        return False
    for question in content.questions:
        if not question.life or not checkup.fits(question, talk.findings):
            continue
        if not talk.findings.absent.issuperset(question.asks):
            return False
    return True


def _skipped(content: Content, talk: Talk) -> list[str]:
    """The life signs that were left open, and what to do if there is one of them."""
    questions = [ask.find(content, question_id) for question_id in talk.skipped]
    first, *others = [item.heard for item in questions if item and item.life] or [""]
    if not first:
        return []
    said = content.say("checkup.skipped", heard=first)
    if others:
        said += " " + content.say("checkup.skipped_too", heard=", and for ".join(others))
    return [said]


def start(content: Content, talk: Talk) -> Reply:
    """Starts the check-up on request; asks what hurts first when nothing is known."""
    if talk.preferences.information_mode:
        talk = replace(talk, question=ask.offer(content, "offer.other"))
        return Reply(talk=talk, ideas=(content.say("commands.information_asks_nothing"),))
    if not talk.findings.troubles(content.meaning):
        question = replace(
            ask.offer(content, "checkup.what_hurts"),
            text=content.say("checkup.what_hurts").split(". ")[-1],
        )
        lead = ". ".join(content.say("checkup.what_hurts").split(". ")[:-1])
        return Reply(talk=replace(talk, question=question, misses=0), ideas=(f"{lead}.",))
    return proceed(content, replace(talk, checkup=False))


def _introduction(content: Content, talk: Talk) -> str:
    if talk.asked or talk.in_checkup:
        return content.say("checkup.back_to_question")
    skipped = (*talk.asked, *talk.skipped)
    left = checkup.remaining(content.questions, content.triage, talk.findings, skipped, most=FEW)
    if left == 1:
        return content.say("checkup.intro_one")
    return content.say("checkup.intro_two" if left == 2 else "checkup.intro_few")
