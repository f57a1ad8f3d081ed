"""How the content of <say-as> is read: the part of it that every engine can be told in words."""

from __future__ import annotations

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ORDINALS = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth"}
SMALL = (
    *DIGITS, "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def read(word: str, kind: str) -> str:
    """One word as it is spoken under `interpret-as`; a kind that is not known changes nothing."""
    if kind in {"digits", "telephone"}:
        return _characters(word, only_digits=True)
    if kind in {"characters", "spell-out", "verbatim"}:
        return _characters(word, only_digits=False)
    if kind == "ordinal":
        return _ordinal(word)
    return word


def _characters(word: str, only_digits: bool) -> str:
    bare = word.rstrip(".,;:!?")
    tail = word[len(bare) :]
    said: list[str] = []
    for character in bare:
        if character.isascii() and character.isdigit():
            said.append(DIGITS[int(character)])
        elif not only_digits and character.isalpha():
            said.append(character.upper())
        elif only_digits and character.isalpha():
            return word  # "triple zero" is words already
    return " ".join(said) + tail if said else word


def _ordinal(word: str) -> str:
    bare = word.rstrip(".,;:!?")
    digits = bare.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    if not (digits.isascii() and digits.isdigit()) or not 0 < int(digits) < 100:
        return word
    tens, ones = divmod(int(digits), 10)
    if int(digits) < 20:
        said = _nth(int(digits))
    elif ones:
        said = f"{TENS[tens]} {_nth(ones)}"
    else:
        said = TENS[tens].removesuffix("y") + "ieth"
    return said + word[len(bare) :]


def _nth(number: int) -> str:
    return ORDINALS.get(number) or SMALL[number] + "th"
