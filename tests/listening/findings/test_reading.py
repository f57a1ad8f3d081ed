"""What one text holds altogether: whose it is, how old, what is denied, and how fast it is read."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.loader import spotting
from listening.findings import FindingSpotter, Spotted
from listening.findings.phrase_binder import PatternError

FINDINGS = spotting("en-US")
SPOTTER = FindingSpotter(FINDINGS)

LONGEST_MS = 20.0


@pytest.mark.parametrize(
    ("words", "present", "absent"),
    [
        ("no fever but my back is killing me", {"back_pain"}, {"fever"}),
        ("no fever no chills, back aches though", {"back_pain"}, {"fever", "chills"}),
        ("no blood or burning", set(), {"blood_in_urine", "burning_urination"}),
        ("I have not got a fever, chills or a rash", set(), {"fever", "chills", "rash"}),
        ("neither fever nor vomiting", set(), {"fever", "vomiting"}),
        ("I don't know why my back hurts", {"back_pain"}, set()),
        ("not without a fever", {"fever"}, set()),
        ("never had back pain like this", {"back_pain"}, set()),
        ("I can't sleep with this back pain", {"back_pain"}, set()),
        ("no, I have a fever", {"fever"}, set()),
        ("the fever hasn't gone", {"fever"}, set()),
        ("the fever went away but it came back", {"fever"}, set()),
        ("fever and chills last week but they've gone", set(), {"fever", "chills"}),
        ("years ago I had blood in my urine", set(), set()),
        ("I had prostate cancer years ago", {"cancer"}, set()),
        ("ibuprofen didn't help my back pain", {"back_pain"}, set()),
    ],
)
def test_denial_has_its_scope(words: str, present: set[str], absent: set[str]) -> None:
    heard = SPOTTER.spot(words)
    assert (present - set(heard.present), absent - set(heard.absent)) == (set(), set())
    assert not set(heard.present) & absent
    assert not present & set(heard.absent)


def test_a_bare_list_after_a_denial_is_left_open() -> None:
    heard = SPOTTER.spot("no fever, chills, vomiting")
    assert heard.absent == ("fever",)
    assert heard.unsure == ("chills", "vomiting")


@pytest.mark.parametrize(
    ("words", "subject", "age"),
    [
        ("my back hurts", "me", None),
        ("my dad is seventy five and his back hurts", "other", 75),
        ("I'm 31 and my back hurts", "me", 31),
        ("I hurt my back lifting my 3 year old son", "me", None),
        ("I got kicked in the side by my brother", "me", None),
        ("my wife thinks I have a fever", "me", None),
        ("I think my daughter has a fever, she is six", "other", 6),
        ("back pain and vomiting, my husband is 44", "other", 44),
        ("I'm 40 and my mum, who is 82, is confused", "other", 82),
        ("my baby is 18 months old and has a fever", "other", 1),
        ("I had blood in my pee and the doctor said he would call", "me", None),
        ("he is in his eighties and has blood in his pee", "other", 80),
        ("it hurts at a pain of 7, I weigh 80 kilos", "me", None),
        ("I'm 20 weeks pregnant with a fever", "me", None),
    ],
)
def test_knows_whose_it_is_and_how_old(words: str, subject: str, age: int | None) -> None:
    heard = SPOTTER.spot(words)
    assert (heard.subject, heard.age) == (subject, age)


def test_keeps_another_persons_history_apart() -> None:
    heard = SPOTTER.spot("my dad had cancer, and I have back pain")
    assert heard.present == ("back_pain",)


@pytest.mark.parametrize(
    ("words", "present"),
    [
        ("my dad had kidney stones", ()),
        ("my nan had a stroke and my own back is sore", ("back_pain",)),
        ("my brother had cancer and I have a fever", ("fever",)),
        ("had a fever last week, gone now", ()),
    ],
)
def test_what_somebody_once_had_is_not_there_now(words: str, present: tuple[str, ...]) -> None:
    heard = SPOTTER.spot(words)
    assert (heard.subject, heard.present) == ("me", present)


def test_what_ails_somebody_else_now_is_theirs() -> None:
    heard = SPOTTER.spot("my dad had kidney stones and now his side hurts")
    assert (heard.subject, "flank_pain" in heard.present) == ("other", True)


def test_a_question_about_a_thing_is_no_claim_until_somebody_has_it() -> None:
    assert SPOTTER.spot("what causes blood in urine") == Spotted()
    assert "blood_in_urine" in SPOTTER.spot("what causes blood in my urine").present
    assert "blood_in_urine" in SPOTTER.spot("blood in urine since yesterday, what is it").present
    assert SPOTTER.spot("what is a fever? I have back pain").present == ("back_pain",)


@pytest.mark.parametrize(
    "words",
    ["feaver", "bak pain", "kidny pain", "flanck pain", "vommiting", "shivverring", "dizyness"],
)
def test_hears_misspelt_words(words: str) -> None:
    assert SPOTTER.spot(f"I have {words}").present


def test_an_alarm_never_rests_on_a_guessed_spelling() -> None:
    assert SPOTTER.speller.correct("suffocatingg") == "suffocating"
    assert "breathless" not in SPOTTER.spot("suffocatingg").present
    assert "breathless" in SPOTTER.spot("suffocating").present
    assert "breathless" in SPOTTER.spot("breathles since lunch").present  # a listed slip


def test_a_general_word_needs_company() -> None:
    assert "confused" not in SPOTTER.spot("I am confused").present
    assert "confused" in SPOTTER.spot("I have a fever and I am confused").present
    assert "confused" in SPOTTER.spot("my mum is confused").present


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ("can't pee at all", "cannot_pass_urine"),
        ("can't feel legs", "leg_weakness"),
        ("won't stop vomiting", "vomiting"),
        ("is burning when peeing", "burning_urination"),
        ("punched in the lower back in a fight", "injury"),
        ("blood all over the toilet", "blood_in_urine"),
        ("carried my granddaughter all day", "after_effort"),
    ],
)
def test_hears_statements_without_a_subject(words: str, finding: str) -> None:
    assert finding in SPOTTER.spot(words).present


def test_says_why() -> None:
    (heard,) = SPOTTER.spot("I noticed my wee is red today").heard
    assert (heard.finding, heard.state, heard.words) == ("blood_in_urine", "present", "wee is red")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"findings": {"fever": {"phrases": ["fever"]}}}, "no name"),
        ({"findings": {"fever": {"name": "a fever", "phrase": []}}}, "unknown key phrase"),
        ({"findings": {"fever": {"name": "a fever", "phrases": ["<peee>"]}}}, "'peee'"),
        ({"findings": {"fever": {"name": "a fever", "implies": ["heat"]}}}, "implies unknown heat"),
        ({"extra": []}, "unknown section extra"),
        ({"skip": None}, "lacks the section skip"),
    ],
)
def test_a_faulty_file_is_refused(change: dict[str, object], says: str) -> None:
    faulty = {key: value for key, value in (FINDINGS | change).items() if value is not None}
    with pytest.raises(PatternError, match=says):
        FindingSpotter(faulty)


ANY_TEXT = st.text(max_size=500)
OWN_WORDS = st.lists(
    st.sampled_from([*sorted(SPOTTER.vocabulary()), "no", "not", "but", "my", "38.5", ",", "."]),
    max_size=100,
).map(lambda words: " ".join(words)[:500])


@given(st.one_of(ANY_TEXT, OWN_WORDS))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_in_time(text: str) -> None:
    start = time.process_time()
    heard = SPOTTER.spot(text)
    if (time.process_time() - start) * 1000 > LONGEST_MS:  # another process may have disturbed it
        start = time.process_time()
        heard = SPOTTER.spot(text)
        assert (time.process_time() - start) * 1000 <= LONGEST_MS
    states = [*heard.present, *heard.absent, *heard.unsure]
    assert len(states) == len(set(states))
    assert SPOTTER.spot(text) == heard


@pytest.mark.parametrize(
    "piece", ["pee blood ", "shivreing ", "1 2 3 ", "no ", "pain in my side ", "a", "’", "\u0301e"]
)
def test_endless_repetition_is_read_in_time(piece: str) -> None:
    text = (piece * 500)[:500]
    SPOTTER.spot(text)
    start = time.process_time()
    SPOTTER.spot(text)
    assert (time.process_time() - start) * 1000 <= LONGEST_MS * 2
