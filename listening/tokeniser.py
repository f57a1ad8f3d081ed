"""Tokeniser: text as heard or typed → lower-case word tokens, with the pauses between them.

Everything in `listening` reads text through here, so a sample sentence, a phrase of the
content and a person's words are always cut in the same way:

>>> tokens("I can't feel my legs — and it's 38.5°!")
['i', 'can', 'not', 'feel', 'my', 'legs', 'and', 'it', 'is', '38.5', 'degrees']
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

NONE, COMMA, SENTENCE = 0, 1, 2
"""How strong a pause stands before a token: none, a comma or dash, the end of a sentence."""

_PIECE = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*'?)"
    r"|(?P<sentence>[!?;\n\r]|\.(?!\d))"
    r"|(?P<comma>[,:()…—–]|\s-+\s)"
    r"|(?P<sign>[°%&])"
)
_SIGNS = {"°": "degrees", "%": "percent", "&": "and"}
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "＇": "'"})

_ENDINGS = {
    "n't": "not",
    "'m": "am",
    "'re": "are",
    "'ve": "have",
    "'ll": "will",
    "'d": "would",
    "'s": "is",
}
_WHOLE = {
    "cannot": ("can", "not"),
    "can't": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "cannae": ("can", "not"),
    "dinnae": ("do", "not"),
    "didnae": ("did", "not"),
    "doesnae": ("does", "not"),
    "isnae": ("is", "not"),
    "wasnae": ("was", "not"),
    "havenae": ("have", "not"),
    "hasnae": ("has", "not"),
    "willnae": ("will", "not"),
    "gonna": ("going", "to"),
    "gotta": ("got", "to"),
    "wanna": ("want", "to"),
    "dunno": ("do", "not", "know"),
    "let's": ("let", "us"),
    "o'clock": ("oclock",),
    "c'mon": ("come", "on"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "hes": ("he", "is"),
    "shes": ("she", "is"),
    "thats": ("that", "is"),
    "theres": ("there", "is"),
    "whats": ("what", "is"),
    "hows": ("how", "is"),
    "wheres": ("where", "is"),
    "whos": ("who", "is"),
    "youre": ("you", "are"),
    "theyre": ("they", "are"),
    "youve": ("you", "have"),
    "weve": ("we", "have"),
    "theyve": ("they", "have"),
}
_BARE_NOT = ("ca", "wo", "do", "does", "did", "is", "was", "are", "were", "have", "has", "had",
             "could", "would", "should", "must", "need", "might")  # fmt: skip
_BARE_WHOLE = {
    stem + "nt": ({"ca": "can", "wo": "will"}.get(stem, stem), "not")
    for stem in _BARE_NOT
    if stem != "wo"
} | {"wont": ("will", "not"), "cnt": ("can", "not"), "didn": ("did", "not")}
_WHOLE |= _BARE_WHOLE

_NO_OWNERS = frozenset("it that this there here what who where how when he she".split())
_PARTS = frozenset(
    "back side sides belly tummy stomach groin leg legs foot feet chest spine kidney kidneys "
    "bladder pee wee urine skin temperature ribs testicle hip breathing speech pain".split()
)
_HOMEWARD = frozenset("from home in at to on with now again today tomorrow and but".split())

_DROPPED_G = re.compile(r"^[a-z]{3,}in'$")
_STRETCHED = re.compile(r"([a-z])\1{2,}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text cut into tokens; `pauses[i]` is the pause that stands before `words[i]`."""

    words: tuple[str, ...]
    pauses: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)


def normalise(text: str) -> str:
    """One plain lower-case line: no accents, straight apostrophes, signs kept."""
    text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).casefold()
    if not text.isascii():
        text = "".join(
            letter
            for letter in unicodedata.normalize("NFD", text)
            if unicodedata.category(letter) != "Mn"
        )
    return text


def _expand(word: str) -> tuple[str, ...]:
    """One spelt word to its tokens: contractions opened, dropped g restored, aaaagh shortened."""
    if word in _WHOLE:
        return _WHOLE[word]
    if "'" not in word:
        if len(set(word)) > len(word) - 2:  # no letter three times: nothing is stretched
            return (word,)
        return (_STRETCHED.sub(r"\1\1", word),)
    if _DROPPED_G.match(word):
        return (word[:-1] + "g",)
    word = word.strip("'")
    for ending, full in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (*_expand(word[: -len(ending)]), full)
    word = word.replace("'", "")
    return (_STRETCHED.sub(r"\1\1", word),) if word else ()


def word_tokens(word: str) -> tuple[str, ...]:
    """The tokens of one bare lower-case word: faster than `tokens` where many are cut."""
    return _expand(word) if word.isascii() and word.isalpha() else read(word).words


def read(text: str) -> Reading:
    """Cut a text into tokens and pauses. Never raises, whatever the text."""
    words: list[str] = []
    pauses: list[int] = []
    owners: list[int] = []
    pause = NONE
    for piece in _PIECE.finditer(normalise(text)):
        kind, found = piece.lastgroup, piece.group()
        if kind == "sentence":
            pause = SENTENCE
            continue
        if kind == "comma":
            pause = max(pause, COMMA)
            continue
        if kind == "number":
            made: tuple[str, ...] = (found.replace(",", "."),)
        elif kind == "sign":
            made = (_SIGNS[found],)
        else:
            made = _expand(found)
            if found.endswith("'s") and made[-1:] == ("is",) and made[0] not in _NO_OWNERS:
                owners.append(len(words) + len(made) - 1)
        for word in made:
            words.append(word)
            pauses.append(pause if words[1:] else NONE)
            pause = NONE
    for at in reversed(owners):
        if _owns(words[at + 1 : at + 3]):
            del words[at], pauses[at]
    return Reading(tuple(words), tuple(pauses))


def _owns(after: list[str]) -> bool:
    """Whether "dad's" is followed by a part of dad, rather than meaning "dad is"."""
    if not after or after[0] not in _PARTS:
        return False
    return after[0] != "back" or (len(after) > 1 and after[1] not in _HOMEWARD)


def tokens(text: str) -> list[str]:
    """The words of a text, in order, pauses forgotten."""
    return list(read(text).words)


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence; unpunctuated speech is one sentence."""
    return _split(text, SENTENCE)


def clauses(text: str) -> list[list[str]]:
    """The words between any two pauses, commas and dashes included."""
    return _split(text, COMMA)


def _split(text: str, least: int) -> list[list[str]]:
    reading = read(text)
    parts: list[list[str]] = []
    for word, pause in zip(reading.words, reading.pauses, strict=True):
        if not parts or pause >= least:
            parts.append([])
        parts[-1].append(word)
    return parts
