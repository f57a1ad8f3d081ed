"""Recognises speech on this machine: pocketsphinx with a grammar from the interaction model.

Two passes: the grammar knows the model's own sentences and is very sure of them; a trigram model
of the same sentences takes what is worded differently. Nothing leaves the machine, and nothing
that was said is kept.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from audio.engines import create
from audio.errors import EngineError, InputError, LanguageError
from audio.grammar import grammar
from audio.language_model import arpa
from audio.pronunciations import pronunciations
from audio.sentences import Sentence, sentences, vocabulary
from interaction_model import models

NEAREST_MODEL = "en-US"

RATE = 16000
"""Samples a second that the acoustic model was trained on."""
LONGEST = 30.0
"""Seconds of speech that are taken at once."""
SHORTEST = 0.1
SILENCE = 0.3
"""Seconds of silence put before and behind: an utterance that begins at once is misheard."""
NOISE = 0.001
"""Level of a faint hiss; digital silence upsets the features."""

STRICT: Mapping[str, float] = {"lw": 12.0, "wip": 0.2}
FREE: Mapping[str, float] = {"lw": 6.5, "wip": 0.65}
"""Weight of the words' likelihood against the sound's, for either pass; the best of those tried."""

GRAMMAR_VALUES, GRAMMAR_CARRIERS = 6, 1
WORDS_VALUES, WORDS_CARRIERS = 1000, 3
"""How many wordings of a slot value, and samples around each, are taken up: the grammar stays
small to be quick, the trigram model knows every wording."""

COMMAND = 1.0
"""Seconds. What is shorter is a command, and the grammar hears those better."""
BETTER = 1.22
"""In longer speech people use their own words, and the trigram model hears those better: the
grammar is believed only if its score is this many times as high."""


@dataclass(frozen=True)
class Heard:
    """What was recognised."""

    text: str
    """In lower case, without punctuation; empty if no words were heard."""
    confidence: float
    """0 to 1, from the score of the best path. Not a probability: noise and foreign speech can
    score high too, so let the person confirm the text."""


def available() -> bool:
    """Whether the recogniser is installed."""
    return find_spec("pocketsphinx") is not None


def recognise(pcm16: bytes, rate: int, locale: str) -> Heard:
    """Words in mono sound of 16-bit little-endian samples.

    Raises InputError for sound that cannot be used, LanguageError for a language other than
    English, EngineError where the recogniser is not installed.
    """
    if not 8000 <= rate <= 192_000:
        raise InputError(f"{rate} samples a second cannot be used; give 8,000 to 192,000.")
    if len(pcm16) % 2 or len(pcm16) < 2 * rate * SHORTEST:
        raise InputError("The recording is empty or broken; record again.")
    if len(pcm16) > 2 * rate * LONGEST:
        raise InputError(f"The recording is longer than {LONGEST:.0f} seconds; say it shorter.")
    return ears(_nearest(locale)).hear(pcm16, rate)


class Ears:
    """A recogniser for the sentences of one interaction model."""

    def __init__(self, model: Mapping[str, Any]) -> None:
        strict = sentences(model, GRAMMAR_VALUES, GRAMMAR_CARRIERS)
        loose = sentences(model, WORDS_VALUES, WORDS_CARRIERS)
        self._lock = threading.Lock()
        self._decoder = _decoder([*strict, *loose])
        self._sentences = frozenset(sentence.text for sentence in strict)
        known = grammar(strict)
        search = self._decoder.create_fsg("strict", known.start, known.final, known.transitions)
        self._decoder.add_fsg("strict", search)
        for name, value in FREE.items():  # read when a search is added
            self._decoder.config[name] = value
        with _temporary(arpa(loose)) as file:
            self._decoder.add_lm_file("free", file)

    def hear(self, pcm16: bytes, rate: int, free: bool = True) -> Heard:
        """What was said in mono sound of 16-bit little-endian samples.

        Without `free` only the grammar's sentences can be heard.
        """
        sound, seconds = _prepared(pcm16, rate)
        with self._lock:
            heard = self._pass("strict", sound)
            if heard.text not in self._sentences:  # a path that broke off half-way
                heard = Heard("", 0.0)
            if free:
                other = self._pass("free", sound)
                sure = seconds < COMMAND or heard.confidence > BETTER * other.confidence
                heard = heard if heard.text and sure else other
        return Heard(heard.text, round(min(1.0, 2 * heard.confidence), 2))

    def _pass(self, search: str, sound: bytes) -> Heard:
        """Words, and the score of their path as the recogniser gives it (about 0.5 at best)."""
        self._decoder.activate_search(search)
        self._decoder.start_utt()
        self._decoder.process_raw(sound, full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        if not found or not found.hypstr:
            return Heard("", 0.0)
        return Heard(found.hypstr, found.score)


def _nearest(locale: str) -> str:
    if locale.split("-")[0].lower() != "en":
        raise LanguageError(f"The recogniser knows English only, not {locale[:35]}.")
    return locale if locale in models.locales() else NEAREST_MODEL


@lru_cache(maxsize=2)
def ears(locale: str) -> Ears:
    """The recogniser for the interaction model of a locale; made once, in about a second."""
    return Ears(models.load(locale))


def _decoder(spoken: list[Sentence]) -> Any:
    """pocketsphinx with its own English sounds and only the words that can occur."""
    try:
        from pocketsphinx import Decoder, get_model_path
    except ImportError:
        raise EngineError("The recogniser is missing. Run: pip install pocketsphinx") from None
    wanted = set(vocabulary(spoken))
    entries = []
    found = set()
    for line in Path(get_model_path("en-us/cmudict-en-us.dict")).read_text("utf-8").splitlines():
        word = line.partition(" ")[0].partition("(")[0]
        if word in wanted:
            found.add(word)
            entries.append(line)
    missing = sorted(wanted - found)
    voice: Any = create("espeak")
    entries += [f"{word} {heard}" for word, heard in pronunciations(missing, voice).items()]
    sounds = get_model_path("en-us/en-us")
    with _temporary("\n".join(entries) + "\n") as file:
        return Decoder(hmm=sounds, dict=file, lm=None, cmn="batch", loglevel="FATAL", **STRICT)


@contextmanager
def _temporary(text: str) -> Iterator[str]:
    """A file with the text, for a library that reads only files."""
    with tempfile.TemporaryDirectory(prefix="ears-") as folder:
        file = Path(folder) / "words"
        file.write_text(text, "utf-8")
        yield str(file)


def _prepared(pcm16: bytes, rate: int) -> tuple[bytes, float]:
    """The sound at RATE, even in level, between two silences; and the seconds of speech."""
    import numpy as np

    from audio.sound import resample, trim

    samples = np.frombuffer(pcm16, "<i2").astype(np.float32) / np.float32(32768)
    samples = resample(samples, rate, RATE)
    samples = samples / max(float(np.abs(samples).max(initial=0.0)), 0.05) * np.float32(0.5)
    edge = np.zeros(round(SILENCE * RATE), np.float32)
    whole = np.concatenate((edge, samples, edge))
    whole += np.random.default_rng(0).normal(0, NOISE, len(whole)).astype(np.float32)
    sound = np.rint(np.clip(whole, -1, 1) * 32767).astype("<i2").tobytes()
    return sound, len(trim(samples, RATE)[0]) / RATE
