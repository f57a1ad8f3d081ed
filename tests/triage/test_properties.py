"""What must hold of the triage table whatever a person says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content import URGENCIES, SafetyQuestion, TriageRow, load
from harness.check.agreement import bad_questions, bad_rows, shadowed_rows
from talking import checkup, triage
from talking.findings import Findings
from talking.triage import decide, level

CONTENT = load("en-US")
ROWS = CONTENT.triage
NAMES = sorted(CONTENT.findings["findings"])
finding = st.sampled_from(NAMES)
some = st.frozensets(finding, max_size=8)


@settings(max_examples=10_000, deadline=None)
@given(some, some, finding)
def test_adding_a_present_finding_never_lowers_the_urgency(present, unsure, more):
    before = Findings().add(present=present, unsure=unsure)
    after = before.add(present=[more])
    assert decide(ROWS, after).level >= decide(ROWS, before).level


@settings(max_examples=2_000, deadline=None)
@given(some, finding)
def test_not_sure_counts_as_yes_where_it_matters(present, doubted):
    sure = decide(ROWS, Findings().add(present={*present, doubted}))
    unsure = decide(ROWS, Findings().add(present=present - {doubted}, unsure=[doubted]))
    if sure.urgency in CONTENT.unsure_counts_on:
        assert unsure.level == sure.level


@settings(max_examples=2_000, deadline=None)
@given(some, some, st.lists(st.sampled_from(["yes", "no", "not_sure"]), min_size=40, max_size=40))
def test_a_checkup_ends_and_asks_none_twice(present, absent, answers):
    findings, asked = Findings().add(present=present, absent=absent), []
    replies = iter(answers)
    while (question := checkup.next_question(CONTENT.questions, ROWS, findings, asked)) is not None:
        assert question.id not in asked
        assert not set(question.asks) & findings.present
        far = checkup.reached(question, ROWS, findings) - decide(ROWS, findings).level
        assert len(asked) < checkup.MOST_QUESTIONS or far >= checkup.FAR
        asked.append(question.id)
        findings = checkup.answer(question, findings, next(replies))


@settings(max_examples=2_000, deadline=None)
@given(some, finding)
def test_every_finding_is_in_one_set_only(present, name):
    findings = Findings().add(present=present).add(absent=[name]).add(unsure=[name])
    assert name in findings.unsure
    assert name not in findings.present | findings.absent


def test_each_row_names_only_what_exists_and_none_is_shadowed():
    names = set(NAMES)
    assert not list(bad_rows(ROWS, names, set(CONTENT.topics), set(CONTENT.sources)))
    assert not list(shadowed_rows(ROWS))
    assert not list(bad_questions(CONTENT.questions, names))


def row(row_id, urgency="same_day", **more):
    values = {"all": (), "any": (), "topic": "sepsis", "action": "", "because": "", "avoid": ""}
    values["rung"] = "ambulance" if urgency == "emergency" else "urgent_care"
    values |= {"source": "nhs_sepsis", "unsure_counts": urgency in CONTENT.unsure_counts_on}
    return TriageRow(id=row_id, urgency=urgency, **{**values, **more})


def test_a_planted_shadow_is_seen():
    rows = [row("first", any=(("fever",),)), row("second", all=("fever", "chills"))]
    assert [fault.where for fault in shadowed_rows(rows)] == ["second"]


@pytest.mark.parametrize(
    ("planted", "word"),
    [
        (row("x", all=("wings",)), "wings"),
        (row("x"), "always fire"),
        (row("x", urgency="emergency", all=("fever",)), "what not to do"),
        (row("x", urgency="soon", all=("fever",)), "soon"),
        (row("x", all=("fever",), topic="cars"), "cars"),
    ],
)
def test_a_planted_bad_row_is_seen(planted, word):
    faults = list(bad_rows([planted], set(NAMES), set(CONTENT.topics), set(CONTENT.sources)))
    assert any(word in fault.what for fault in faults)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Is there fever, chills, rash, or a cough?", "things"),
        ("Tell me more.", "no question"),
        ("Is it " + "very " * 30 + "bad?", "words"),
    ],
)
def test_a_planted_bad_question_is_seen(text, word):
    planted = SafetyQuestion("x", ("fever",), text, "Is it bad?", "", "")
    assert any(word in fault.what for fault in bad_questions([planted], {"fever"}))


def test_urgencies_are_in_order():
    assert [level(name) for name in URGENCIES] == list(range(6))
    assert triage.level("emergency") == 5
