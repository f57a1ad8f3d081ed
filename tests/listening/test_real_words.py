"""The list of real words is what its script makes: words that a correction would get wrong."""

import pytest

from listening.listen import listener, spotter
from scripts import real_words


def test_only_words_in_reach_of_a_correction_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for speller in (spotter("en").speller, listener("en-US").speller):
        monkeypatch.setattr(speller, "_known", speller._known - {"delicious"})
        monkeypatch.setattr(speller, "_rivals", {})
    assert real_words.in_reach(["delicious", "aardvark", "back", "x-ray"]) == ["delicious"]


def test_the_list_says_where_it_is_from() -> None:
    text = real_words.TARGET.read_text(encoding="utf-8")
    assert text.startswith(real_words.HEAD)
    words = text.removeprefix(real_words.HEAD).split()
    assert words == sorted(set(words))
    assert "cleanser" in words
    assert "cleanses" not in words  # another form of a word that is heard
    assert real_words.written(words) == text
