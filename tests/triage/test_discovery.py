"""What a person leaves unsaid is found by asking: who answers truly is not sent home too soon."""

import pytest

from content import load
from talking import checkup, triage
from talking.findings import Findings

CONTENT = load("en-US")

# What a person says first, what is also true of them, and the row that must be reached by asking.
UNSAID = [
    ("back_pain", {"chest_pain"}, "emergency"),
    ("flank_pain", {"cold_sweaty"}, "emergency"),
    ("back_pain", {"confused", "fever"}, "emergency"),
    ("burning_urination", {"confused"}, "emergency"),
    ("back_pain", {"saddle_numbness"}, "emergency"),
    ("back_pain", {"leg_weakness"}, "emergency"),
    ("back_pain", {"cannot_pass_urine"}, "emergency"),
    ("flank_pain", {"severe_pain"}, "emergency"),
    ("flank_pain", {"fever", "known_stone"}, "emergency"),
    ("flank_pain", {"fever", "one_kidney"}, "emergency"),
    ("back_pain", {"fever", "pregnant"}, "emergency"),
    ("back_pain", {"fever", "recent_operation"}, "emergency"),
    ("back_pain", {"chills", "injects_drugs"}, "emergency"),
    ("flank_pain", {"fever", "mottled_skin"}, "emergency"),
    ("flank_pain", {"fever", "little_urine"}, "emergency"),
    ("flank_pain", {"vomiting", "cannot_keep_fluids"}, "emergency"),
    ("blood_in_urine", {"injury"}, "emergency"),
    ("flank_pain", {"injury", "blood_in_urine"}, "emergency"),
    ("back_pain", {"injury", "serious_accident"}, "emergency"),
    ("flank_pain", {"injury", "blood_thinners"}, "emergency"),
    ("belly_pain", {"maybe_pregnant"}, "emergency"),
    ("testicle_pain", {"sudden_onset"}, "emergency"),
    ("back_pain", {"fever"}, "same_day"),
    ("flank_pain", {"vomiting"}, "same_day"),
    ("flank_pain", {"wave_pain"}, "same_day"),
    ("back_pain", {"blood_in_urine"}, "same_day"),
    ("back_pain", {"burning_urination"}, "same_day"),
    ("back_pain", {"injury"}, "same_day"),
    ("back_pain", {"cancer"}, "same_day"),
    ("burning_urination", {"fever"}, "same_day"),
    ("burning_urination", {"back_pain"}, "same_day"),
    ("burning_urination", {"diabetes"}, "same_day"),
    ("burning_urination", {"transplant"}, "same_day"),
    ("blood_in_urine", {"flank_pain"}, "same_day"),
    ("flank_pain", {"steady_pain"}, "within_days"),
    ("back_pain", {"steady_pain"}, "within_days"),
]


def asked_through(said, truth):
    findings, asked = Findings().add(present=[said]), []
    while True:
        question = checkup.next_question(CONTENT.questions, CONTENT.triage, findings, asked)
        if question is None:
            return triage.decide(CONTENT.triage, findings), asked
        asked.append(question.id)
        if question.kind == "fact":
            told = set(question.tells) & truth
            findings = findings.add(present=told, absent=set(question.tells) - told)
            continue
        answer = "yes" if set(question.asks) & truth else "no"
        findings = checkup.answer(question, findings, answer)


@pytest.mark.parametrize(("said", "unsaid", "urgency"), UNSAID, ids=str)
def test_what_was_not_said_is_asked_for(said, unsaid, urgency):
    verdict, asked = asked_through(said, unsaid | {said})
    assert verdict.level >= triage.level(urgency), asked
    assert len(asked) <= checkup.MOST_QUESTIONS


def test_a_pulled_muscle_stays_self_care():
    verdict, asked = asked_through("back_pain", {"back_pain", "movement_related"})
    assert verdict.urgency == "self_care", asked
