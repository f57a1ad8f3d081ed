"""The words of numbers are data: a list that is missing, or that nothing reads, is named."""

import pytest

from content import spotting
from listening.numbers import NumberReader

RAW = spotting("en-US")["numbers"]


@pytest.mark.parametrize("name", sorted(RAW))
def test_a_missing_list_is_named(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        NumberReader({key: value for key, value in RAW.items() if key != name})


def test_a_list_that_nothing_reads_is_named() -> None:
    with pytest.raises(ValueError, match="dozens"):
        NumberReader({**RAW, "dozens": []})


def test_another_language_counts_by_its_own_words() -> None:
    spanish = {**RAW, "units": {"dos": 2, "cinco": 5}, "tens": {"treinta": 30}}
    assert [n.value for n in NumberReader(spanish).numbers(["treinta", "dos", "two"])] == [32]
