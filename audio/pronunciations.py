"""How words sound that the recogniser's dictionary lacks: espeak-ng's phonemes in its alphabet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from audio.engines.espeak import Espeak

# IPA as espeak-ng writes it for en-US → the 39 phones of the CMU dictionary.
PHONES: Mapping[str, str] = {
    "aɪə": "AY AH", "aɪɚ": "AY ER", "aɪ": "AY", "aʊ": "AW", "eɪ": "EY", "oʊ": "OW", "ɔɪ": "OY",
    "iə": "IY AH", "ɪɹ": "IH R", "ɛɹ": "EH R", "ʊɹ": "UH R", "ɔːɹ": "AO R", "oːɹ": "AO R",
    "ɑːɹ": "AA R", "ɜː": "ER", "ɚ": "ER", "ɝ": "ER", "iː": "IY", "uː": "UW", "ɔː": "AO",
    "ɑː": "AA", "tʃ": "CH", "dʒ": "JH", "əl": "AH L", "i": "IY", "ɪ": "IH", "e": "EY", "ɛ": "EH",
    "æ": "AE", "a": "AE", "ɑ": "AA", "ɒ": "AA", "ɔ": "AO", "o": "OW", "ʊ": "UH", "u": "UW",
    "ʌ": "AH", "ə": "AH", "ɐ": "AH", "ᵻ": "IH", "p": "P", "b": "B", "t": "T", "d": "D", "k": "K",
    "ɡ": "G", "g": "G", "f": "F", "v": "V", "θ": "TH", "ð": "DH", "s": "S", "z": "Z", "ʃ": "SH",
    "ʒ": "ZH", "h": "HH", "m": "M", "n": "N", "ŋ": "NG", "l": "L", "ɫ": "L", "r": "R", "ɹ": "R",
    "w": "W", "j": "Y", "ɾ": "T", "ʔ": "T", "x": "K", "n̩": "AH N", "l̩": "AH L",
}  # fmt: skip

_LONGEST_FIRST = re.compile("|".join(sorted(map(re.escape, PHONES), key=len, reverse=True)))


def pronunciations(words: Sequence[str], voice: Espeak) -> dict[str, str]:
    """Word → phones separated by blanks; a word without any sound is left out."""
    heard = voice.phonemes(words)
    spelt = {word: phones(ipa) for word, ipa in zip(words, heard, strict=True)}
    return {word: spelling for word, spelling in spelt.items() if spelling}


def phones(ipa: str) -> str:
    """IPA as CMU phones. Stress, length and what is not known are dropped."""
    return " ".join(
        PHONES[match] for match in _LONGEST_FIRST.findall(ipa.replace("ˈ", "").replace("ˌ", ""))
    )
