"""SSML as Alexa gets it, read into pieces, words and pauses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio import ssml
from audio.errors import InputError, SsmlError
from audio.script import Piece, pronounce, transcript


def pieces(body: str) -> tuple[Piece, ...]:
    return ssml.parse(f"<speak>{body}</speak>")


def test_each_sentence_is_a_piece() -> None:
    assert [piece.text for piece in pieces("It hurts. Call now! Does it?")] == [
        "It hurts.",
        "Call now!",
        "Does it?",
    ]


@pytest.mark.parametrize("text", ["See Dr. Smith at 9 a.m. or so", "A fever of 38.5 degrees"])
def test_a_point_inside_a_sentence_ends_nothing(text: str) -> None:
    assert len(ssml.parse(text)) == 1


def test_paragraphs_and_sentences_end_ideas_without_a_full_stop() -> None:
    read = pieces("<p>one</p><p><s>two</s><s>three</s></p>")
    assert [(piece.text, piece.new_idea) for piece in read] == [
        ("one", True),
        ("two", True),
        ("three", True),
    ]


def test_a_break_inside_a_sentence_is_as_long_as_asked() -> None:
    first, second = pieces('wait <break time="700ms"/> now')
    assert (first.text, second.text) == ("wait", "now")
    assert second.silence("normal") == pytest.approx(0.7)


def test_a_short_break_between_sentences_does_not_shorten_the_gap() -> None:
    _, second = pieces('Wait.<break time="100ms"/> Now.')
    assert second.silence("normal") == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("attribute", "seconds"),
    [('strength="strong"', 0.5), ('strength="x-strong"', 1.0), ("", 0.3), ('time="2s"', 2.0),
     ('time="90s"', 10.0), ('time="soon"', 0.3)],
)  # fmt: skip
def test_breaks(attribute: str, seconds: float) -> None:
    assert pieces(f"a <break {attribute}/> b")[1].pause == pytest.approx(seconds)


def test_breaks_of_no_length_change_nothing() -> None:
    assert [piece.text for piece in pieces('a <break strength="none"/> b')] == ["a b"]


def test_digits_are_spoken_one_by_one_and_shown_as_written() -> None:
    (piece,) = pieces('Call <say-as interpret-as="digits">911</say-as>.')
    assert piece.text == "Call 911."
    assert piece.spoken == "Call nine one one."


@pytest.mark.parametrize(
    ("kind", "written", "spoken"),
    [
        ("telephone", "0800", "zero eight zero zero"),
        ("digits", "triple", "triple"),
        ("characters", "GP,", "G P,"),
        ("spell-out", "uti", "U T I"),
        ("ordinal", "2nd", "second"),
        ("ordinal", "12", "twelfth"),
        ("ordinal", "21st.", "twenty first."),
        ("ordinal", "40th", "fortieth"),
        ("ordinal", "many", "many"),
        ("cardinal", "38", "38"),
        ("unknown", "38", "38"),
        ("digits", "-", "-"),
    ],
)
def test_say_as(kind: str, written: str, spoken: str) -> None:
    (piece,) = pieces(f'x <say-as interpret-as="{kind}">{written}</say-as>')
    assert piece.words[-1].spoken == spoken
    assert piece.words[-1].text == written


def test_style_reaches_the_words_inside_only() -> None:
    (piece,) = pieces(
        'do <emphasis level="strong">not</emphasis> <prosody rate="80%" pitch="+10%" '
        'volume="loud">drive yourself</prosody> there'
    )
    assert [word.emphasis for word in piece.words] == ["", "strong", "", "", ""]
    assert [word.rate for word in piece.words] == [1, 1, 0.8, 0.8, 1]
    assert piece.words[2].pitch == pytest.approx(1.1)
    assert piece.words[2].volume == pytest.approx(1.2)


@pytest.mark.parametrize(
    ("rate", "expected"), [("slow", 0.8), ("x-fast", 1.5), ("1%", 0.5), ("900%", 2), ("odd", 1)]
)
def test_rates_stay_within_reason(rate: str, expected: float) -> None:
    assert pieces(f'<prosody rate="{rate}">a</prosody>')[0].words[0].rate == pytest.approx(expected)


def test_what_is_not_known_keeps_its_text() -> None:
    body = (
        '<amazon:effect name="whispered">hush</amazon:effect> <w role="amazon:VB">read</w> '
        '<lang xml:lang="fr-FR">bon</lang> <phoneme alphabet="ipa" ph="x">pecan</phoneme> '
        '<mark name="m"/><blink>end</blink>'
    )
    assert transcript(pieces(body)) == "hush read bon pecan end"


def test_an_alias_is_said_and_shown_instead() -> None:
    assert transcript(pieces('the <sub alias="A and E">A&amp;E</sub>.')) == "the A and E."


def test_entities_and_typographic_signs() -> None:
    (piece,) = pieces("“R&amp;D” isn’t &lt; 5 – or…")
    assert piece.text == "“R&D” isn’t < 5 – or…"
    assert piece.spoken == '"R&D" isn\'t < 5  -  or...'


def test_plain_text_is_taken_as_it_is() -> None:
    assert transcript(ssml.parse("a < b & c")) == "a < b & c"


@pytest.mark.parametrize(
    "text",
    ["<speak>a", "<speak>a & b</speak>", "<speak><p>a</speak>", "<speak>a</speak>b",
     '<!DOCTYPE x [<!ENTITY a "b">]><speak>&a;</speak>'.replace("<!D", "<speak/><!D"),
     "<speak>\ud800</speak>"],
)  # fmt: skip
def test_malformed(text: str) -> None:
    with pytest.raises(SsmlError, match="Not well-formed SSML"):
        ssml.parse(text)


def test_a_document_type_is_refused() -> None:
    bomb = '<speak><!DOCTYPE x [<!ENTITY a "b">]>&a;</speak>'
    with pytest.raises(SsmlError):
        ssml.parse(bomb)


@pytest.mark.parametrize(
    "text", ["", "   ", "...", "🙂", "<speak/>", '<speak><break time="1s"/></speak>']
)
def test_nothing_to_say(text: str) -> None:
    with pytest.raises(InputError, match="nothing to say"):
        ssml.parse(text)


def test_too_long() -> None:
    with pytest.raises(InputError, match="20000 characters is too long"):
        ssml.parse("a" * 20_000)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_any_plain_text_is_read_whole_or_refused_clearly(text: str) -> None:
    if text.strip().startswith("<speak"):
        return
    try:
        script = ssml.parse(text)
    except InputError:
        return
    shown = "".join(transcript(script).split())
    kept = "".join(text.split())
    assert all(character in kept for character in shown)
    assert sum(map(str.isalnum, shown)) == sum(map(str.isalnum, kept))


def test_the_lexicon_changes_what_is_spoken_and_not_what_is_shown() -> None:
    script = ssml.parse("Hematuria's cause: (hematuria), or hematurias.")
    (piece,) = pronounce(script, {"hematuria": "heema"})
    assert piece.spoken == "heema's cause: (heema), or hematurias."
    assert piece.text == "Hematuria's cause: (hematuria), or hematurias."
