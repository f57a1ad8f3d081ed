"""Which topic a question is about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from listening.phrases import Span, word_set
from listening.utterance import Utterance

BACK = frozenset({"back_pain"})
KIDNEYS = frozenset({"kidney_pain", "kidney_disease"})
MODIFIERS = frozenset({"children", "pregnancy", "higher_risk"})
"""Who it is about: a topic of its own only beside something that hurts or ails."""
NEEDS_MORE = MODIFIERS | {"seeing_a_doctor", "repeat_problems"}
"""Topics whose words are heard anywhere: they count only beside other evidence."""

_PEOPLE = word_set(
    "child children kid toddler baby infant newborn teenager teen little boy girl being pregnant "
    "while when during in pregnancy woman women men expecting i am trimester older people over "
    "sixty higher risk who is at high weak weakened low immune system immunity week month morning "
    "sickness gravid"
)
"""Words that only say who it is about: "pregnant", not "kidney transplant"."""

_AILMENTS = word_set("infection uti stone cystitis problem")
"""What comes back: "recurring" alone says nothing."""

_SPECIALISTS = word_set("urologist nephrologist kidney back spine")
"""Doctors of ours: others are named by anybody."""

_STONE_COMPANY = word_set(
    "pass passed passing laser lasered uric calcium oxalate urologist urine pee wee ureter stent "
    "bladder lithotripsy mm ct ultrasound muscle"
)
"""Words beside which a bare "stone" is one that a body makes."""

_GENERIC = word_set("kidney renal problem issue trouble condition weak bad flank loin side")
_SYMPTOMS = frozenset({"back_pain", "kidney_pain", "blood_in_urine", "painkillers"})

_WINS = {
    "painkillers": {"back_pain", "kidney_pain", "slipped_disc", "kidney_stones", "kidney_disease",
                    "kidney_infection", "bladder_infection", "blood_in_urine", "shingles"},
    "children": {"bladder_infection", "kidney_infection"},
    "pregnancy": {"back_pain", "kidney_pain", "bladder_infection", "kidney_infection"},
    "higher_risk": {"kidney_disease", "kidney_pain", "back_pain"},
    "repeat_problems": {"kidney_stones", "kidney_infection", "bladder_infection"},
    "cauda_equina": {"back_pain", "slipped_disc"},
}  # fmt: skip
"""A topic beside one of these is what the question is about."""

_FROM_FINDINGS: tuple[tuple[frozenset[str], str], ...] = tuple(
    (frozenset(needed.split()), topic)
    for needed, topic in (
        ("saddle_numbness", "cauda_equina"),
        ("bladder_bowel_control", "cauda_equina"),
        ("pulsing_belly", "aortic_aneurysm"),
        ("known_aneurysm", "aortic_aneurysm"),
        ("mottled_skin", "sepsis"),
        ("confused fever", "sepsis"),
        ("confused chills", "sepsis"),
        ("injury blood_in_urine", "kidney_injury"),
        ("serious_accident", "kidney_injury"),
        ("injury flank_pain", "kidney_injury"),
        ("rash back_pain", "shingles"),
        ("rash flank_pain", "shingles"),
        ("pregnant", "pregnancy"),
        ("maybe_pregnant", "pregnancy"),
        ("fever flank_pain", "kidney_infection"),
        ("chills flank_pain", "kidney_infection"),
        ("fever burning_urination", "kidney_infection"),
        ("chills burning_urination", "kidney_infection"),
        ("vomiting burning_urination", "kidney_infection"),
        ("flank_pain burning_urination", "kidney_infection"),
        ("fever back_pain", "kidney_infection"),
        ("chills back_pain", "kidney_infection"),
        ("wave_pain", "kidney_stones"),
        ("stone_passed", "kidney_stones"),
        ("known_stone", "kidney_stones"),
        ("flank_pain groin_pain", "kidney_stones"),
        ("blood_in_urine flank_pain", "kidney_stones"),
        ("baby", "children"),
        ("child burning_urination", "children"),
        ("child fever", "children"),
        ("blood_in_urine", "blood_in_urine"),
        ("burning_urination", "bladder_infection"),
        ("cloudy_urine", "bladder_infection"),
        ("frequent_urination", "bladder_infection"),
        ("injury back_pain", "kidney_injury"),
        ("leg_weakness back_pain", "slipped_disc"),
        ("transplant", "higher_risk"),
        ("one_kidney", "higher_risk"),
        ("kidney_disease", "kidney_disease"),
        ("little_urine", "kidney_disease"),
        ("cannot_pass_urine", "kidney_disease"),
        ("flank_pain", "kidney_pain"),
        ("back_pain", "back_pain"),
        ("rash", "shingles"),
        ("repeats", "repeat_problems"),
        ("belly_pain", "kidney_pain"),
        ("groin_pain", "kidney_pain"),
    )
)


def topic_from_findings(present: Collection[str]) -> str | None:
    """The topic that findings speak of, most telling first; None where they speak of none.

    present: finding ids (docs: the finding vocabulary). Never a diagnosis: it only chooses which
    answer lies nearest to what was said.
    """
    have = set(present)
    return next((topic for needed, topic in _FROM_FINDINGS if needed <= have), None)


@dataclass(frozen=True, slots=True)
class TopicHit:
    """One topic in an utterance: its phrases and how much it is the matter asked about.

    generic: only a general word for it ("kidney"). enough: makes an utterance ours by itself.
    """

    topic: str
    spans: tuple[Span, ...]
    weight: float
    asked: bool
    generic: bool
    enough: bool


def rank_topics(utterance: Utterance, spans: Sequence[Span]) -> list[TopicHit]:
    """Topics by weight: named in the question, specific, early, often."""
    grouped: dict[str, list[Span]] = {}
    for span in spans:
        grouped.setdefault(span.value, []).append(span)
    hits = []
    for topic, found in grouped.items():
        asked = any(utterance.asked[span.start] for span in found)
        generic = all(_is_generic(utterance.keys[span.start : span.end]) for span in found)
        weight = 1.0 if generic else 2.0 if topic in _SYMPTOMS else 3.0
        weight += 2.0 * asked * (0.25 if generic else 1) + 0.2 * min(len(found), 3)
        weight -= found[0].start / 500
        enough = any(_is_enough(topic, utterance.keys[s.start : s.end]) for s in found)
        if all(utterance.keys[s.start : s.end] == ("stone",) for s in found):
            enough = not _STONE_COMPANY.isdisjoint(utterance.keys)
        hits.append(TopicHit(topic, tuple(found), weight, asked, generic, enough))
    hits.sort(key=lambda hit: -hit.weight)
    return _promote(utterance, hits)


def _promote(utterance: Utterance, hits: list[TopicHit]) -> list[TopicHit]:
    """Move up a topic that wins over the first one."""
    doctor = next((hit for hit in hits if hit.topic == "seeing_a_doctor" and hit.asked), None)
    if doctor is not None and all(hit.generic or hit is doctor for hit in hits):
        return [doctor, *(hit for hit in hits if hit is not doctor)]
    bare = [hit for hit in hits if hit.enough] or hits
    hits = bare + [hit for hit in hits if hit not in bare]
    for winner, beaten in _WINS.items():
        chosen = next((hit for hit in hits if hit.topic == winner), None)
        if chosen is None or not hits or hits[0].topic not in beaten:
            continue
        if hits[0].asked and not chosen.asked and winner not in MODIFIERS:
            continue
        if winner in MODIFIERS and not _same_sentence(utterance, chosen, hits[0]):
            continue
        hits = [chosen, *(hit for hit in hits if hit is not chosen)]
    return hits


def _same_sentence(utterance: Utterance, one: TopicHit, two: TopicHit) -> bool:
    reach = [utterance.sentence_of(span.start) for span in one.spans]
    return any(start <= span.start < end for span in two.spans for start, end in reach)


def _is_enough(topic: str, keys: Sequence[str]) -> bool:
    if topic in MODIFIERS:
        return not _PEOPLE.issuperset(keys)
    if topic == "repeat_problems":
        return not _AILMENTS.isdisjoint(keys)
    if topic == "seeing_a_doctor":
        return not _SPECIALISTS.isdisjoint(keys)
    return topic not in NEEDS_MORE


def _is_generic(keys: Sequence[str]) -> bool:
    return all(key in _GENERIC for key in keys)
