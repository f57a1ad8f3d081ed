"""Tokens, spelling, numbers and the phrase language: the parts that hearing rests on."""

import pytest

from content import spotting
from listening.findings.phrase_binder import PatternError, PhraseBinder
from listening.findings.phrase_book import PhraseBook
from listening.findings.phrase_language import forms
from listening.numbers import NumberReader
from listening.spelling import Speller, distance
from listening.tokeniser import clauses, read, sentences, tokens, word_tokens

NUMBERS = NumberReader(spotting("en-US")["numbers"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I can't FEEL my legs!", "i can not feel my legs"),
        ("he’s 75", "he is 75"),
        ("cant pee, dont know", "can not pee do not know"),
        ("it's 38.5°C", "it is 38.5 degrees c"),
        ("a 75-year-old", "a 75 year old"),
        ("sooooo sore", "soo sore"),
        ("peein' blood", "peeing blood"),
        ("", ""),
        ("\u200b…", ""),
        ("naïve café", "naive cafe"),
    ],
)
def test_tokens(text: str, words: str) -> None:
    assert tokens(text) == words.split()


def test_pauses_split_sentences_and_clauses() -> None:
    assert sentences("no fever. my back, though") == [["no", "fever"], ["my", "back", "though"]]
    assert clauses("no fever. my back, though") == [["no", "fever"], ["my", "back"], ["though"]]
    assert read("38.5 today").words == ("38.5", "today")
    assert word_tokens("cannot") == ("can", "not")


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [("feaver", "fever"), ("stoen", "stone"), ("kindeys", "kidneys"), ("bak", "back")],
)
def test_spelling_is_put_right(misspelt: str, meant: str) -> None:
    speller = Speller(["fever", "stone", "kidneys", "back"], {"bak": "back"})
    assert speller.correct(misspelt) == meant


@pytest.mark.parametrize("word", ["never", "lever", "store", "pack", "xyzzy", "fevers", "42", ""])
def test_other_words_are_left_alone(word: str) -> None:
    speller = Speller(["fever", "stone", "back"], known=["fevers"])
    assert speller.correct(word) == word


def test_two_words_equally_near_are_no_correction() -> None:
    assert Speller(["groin", "grain"]).correct("groan") == "groan"
    assert Speller(["zoring", "zaring"]).correct("zuring") == "zuring"


def test_a_nearer_real_word_is_no_misspelling() -> None:
    speller = Speller(["delirious"])
    assert speller.correct("delirius") == "delirious"
    assert speller.correct("delicious") == "delicious"
    assert speller.correct("delicoius") == "delicoius"


def test_distance_counts_edits() -> None:
    assert distance("fever", "fever") == 0
    assert distance("stoen", "stone") == 1
    assert distance("feaver", "fever") == 1
    assert distance("abc", "xyzabcdefgh", 2) == 3


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("thirty eight point five", [38.5]),
        ("one oh two", [102]),
        ("a hundred and one", [101]),
        ("one hundred and three point two", [103.2]),
        ("seventy five", [75]),
        ("two or three", [2, 3]),
        ("38.6", [38.6]),
        ("twenty four seven", [24, 7]),
        ("a man", []),
    ],
)
def test_numbers(text: str, values: list[float]) -> None:
    assert [number.value for number in NUMBERS.numbers(tokens(text))] == pytest.approx(values)


@pytest.mark.parametrize(
    ("text", "fever"),
    [
        ("my temperature is thirty eight point five", True),
        ("102", True),
        ("it's 39.2", True),
        ("running 104", True),
        ("temp of 100.4", True),
        ("38 degrees", True),
        ("temperature 36.8", False),
        ("my temp is 98.6", False),
        ("temperature 37.8", None),
        ("temperature 100", None),
        ("I weigh 102 pounds", None),
        ("my pulse is 102", None),
        ("39 weeks pregnant", None),
        ("room 104", None),
        ("38 years old", None),
    ],
)
def test_temperatures(text: str, fever: bool | None) -> None:
    words = tokens(text)
    found = NUMBERS.temperature(words, NUMBERS.numbers(words))
    assert (found and found.fever) is fever


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("he's 75", 75),
        ("she is six and poorly", 6),
        ("my six year old", 6),
        ("aged 3", 3),
        ("18 months old", 1.5),
        ("she is in her eighties", 80),
        ("a 30yo", 30),
        ("45 year old man", 45),
        ("I'm 20 weeks pregnant", None),
        ("it is 75", None),
        ("he is 6 foot tall", None),
        ("he is one of them", None),
        ("two years ago", None),
        ("blood pressure is 120", None),
    ],
)
def test_ages(text: str, years: float | None) -> None:
    words = tokens(text)
    ages = NUMBERS.ages(words, NUMBERS.numbers(words))
    assert ([age.years for age in ages] or [None]) == [years]


def book(*phrases: str) -> PhraseBook:
    made = PhraseBinder({"pee": ["pee+", "number one"]}, lambda w: () if w == "the" else (w,))
    for label, phrase in enumerate(phrases):
        made.add(label, phrase)
    return made.bind()


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("bad back", "bad back", True),
        ("bad the back", "bad back", True),
        ("bad back", "bad old back", False),
        ("bad [old] back", "bad old back", True),
        ("bad ... back", "bad and rather old back", True),
        ("bad ... back", "bad a b c d e back", False),
        ("<pee> & red", "red is my pee", True),
        ("red & <pee>", "number one was red", True),
        ("(left|right) side", "right side", True),
        ("<4-42> weeks", "20 weeks", True),
        ("<4-42> weeks", "90 weeks", False),
        ("stop+ now", "stopped now", True),
    ],
)
def test_phrases(phrase: str, text: str, found: bool) -> None:
    words = text.split()
    numbers = [(n.start, n.end, n.value) for n in NUMBERS.numbers(words)]
    assert bool(book(phrase).find(words, range(len(words)), numbers)) is found


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("<poo>", "'poo' that is not there"),
        ("the", "no words that count"),
        ("(the|a) back", "only words that are skipped"),
        ("... back", "nothing before"),
        ("back ...", "nothing after"),
        ("back &", "empty side"),
        ("a & b & c & d", "more than three"),
    ],
)
def test_a_faulty_phrase_is_refused(phrase: str, says: str) -> None:
    with pytest.raises(PatternError, match=says):
        book(phrase)


def test_forms() -> None:
    assert forms("burn") == ["burn", "burns", "burned", "burning"]
    assert "throbbing" in forms("throb")
    assert "carries" in forms("carry")
    assert forms("pee") == ["pee", "pees", "peed", "peeing"]
    assert "goes" in forms("go")
