"""Captions: short lines, word for word, in order."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.captions import ESTIMATED, TimedPiece, TimedWord, webvtt

CUE = re.compile(r"^\d+\n(\d\d):(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d):(\d\d\.\d{3})\n")


def timed(text: str, begins: float = 0.0, step: float = 0.3) -> TimedPiece:
    words = [TimedWord(word, begins + step * index) for index, word in enumerate(text.split())]
    return TimedPiece(tuple(words), begins + step * len(words))


def cues(vtt: str) -> list[tuple[float, float, list[str]]]:
    """Begin, end and lines of every cue; fails on anything that is not WebVTT."""
    head, *blocks = vtt.rstrip("\n").split("\n\n")
    assert head == "WEBVTT"
    found = []
    for block in blocks:
        if block.startswith("NOTE "):
            continue
        match = CUE.match(block)
        assert match, block
        times = [float(part) for part in match.groups()]
        begin, end = (times[n] * 3600 + times[n + 1] * 60 + times[n + 2] for n in (0, 3))
        found.append((begin, end, [html.unescape(line) for line in block.split("\n")[2:]]))
    return found


words = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=60)


@given(st.lists(st.lists(words, min_size=1, max_size=40), min_size=1, max_size=4))
def test_every_cue_is_two_short_lines_and_no_word_is_lost(texts: list[list[str]]) -> None:
    pieces = [timed(" ".join(text), begins=60.0 * n) for n, text in enumerate(texts)]
    found = cues(webvtt(pieces, "en-US", estimated=False))
    assert all(len(lines) <= 2 for _, _, lines in found)
    assert all(len(line) <= 42 for _, _, lines in found for line in lines)
    shown = "".join("".join(lines).replace(" ", "") for _, _, lines in found)
    assert shown == "".join("".join(text) for text in texts)
    assert all(begin < end for begin, end, _ in found)
    assert [begin for begin, _, _ in found] == sorted(begin for begin, _, _ in found)


def test_a_short_sentence_stays_on_one_line() -> None:
    assert cues(webvtt([timed("Call 911 now.")], "en-US", False))[0][2] == ["Call 911 now."]


def test_no_cue_is_left_with_a_single_word() -> None:
    text = "A kidney stone is a hard lump that forms inside the kidney when pee is too strong."
    found = cues(webvtt([timed(text)], "en-US", False))
    assert all(len(" ".join(lines).split()) > 2 for _, _, lines in found)


def test_a_cue_ends_where_the_next_begins_and_never_spans_two_ideas() -> None:
    long = "word " * 40
    found = cues(webvtt([timed(long), timed("Next idea.", begins=20)], "en-US", False))
    assert found[-1][2] == ["Next idea."]
    assert [end for _, end, _ in found[:-2]] == [begin for begin, _, _ in found[1:-1]]
    assert found[-2][1] == pytest.approx(12.0)


def test_estimated_times_are_said_to_be_so() -> None:
    assert ESTIMATED in webvtt([timed("a")], "en-US", estimated=True)
    assert ESTIMATED not in webvtt([timed("a")], "en-US", estimated=False)


def test_signs_of_the_format_are_escaped() -> None:
    vtt = webvtt([timed("a --> b <c> & d")], "en-US", False)
    assert "a --&gt; b &lt;c&gt; &amp; d" in vtt


def test_hours() -> None:
    assert "01:01:01.500 -->" in webvtt([timed("late", begins=3661.5)], "en-US", False)
