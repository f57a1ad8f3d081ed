"""The words of asking are data: a list that is missing, or that nothing reads, is named."""

import pytest

from content import spotting
from listening.asking.words import asking_words

RAW = spotting("en-US")["asking"]


def test_the_english_words_are_whole() -> None:
    words = asking_words(RAW)
    assert "what" in words.asks
    assert ("tell", "me") in words.requests
    assert words.slips["kidny"] == "kidney"


@pytest.mark.parametrize("name", sorted(RAW))
def test_a_missing_list_is_named(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        asking_words({key: value for key, value in RAW.items() if key != name})


def test_a_list_that_nothing_reads_is_named() -> None:
    with pytest.raises(ValueError, match="askes"):
        asking_words({**RAW, "askes": []})
