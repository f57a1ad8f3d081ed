"""The embedded voice: the same bytes every time, and no way to take the caller down with it."""

from __future__ import annotations

import hashlib
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from audio import engines, lexicon, ssml
from audio.engines import espeak as module
from audio.engines.espeak import Espeak
from audio.errors import EngineError, LanguageError

TEXTS = ["It hurts.", "A kidney stone is a hard lump. It can cause pain in waves.", "Call now."]


def spoken(engine: Espeak, text: str) -> str:
    takes = engine.speak(ssml.parse(text), engine.voice("en-US"), "normal")
    return hashlib.sha256(b"".join(take.samples.tobytes() for take in takes)).hexdigest()


@pytest.fixture
def engine() -> Espeak:
    return Espeak()


def test_the_same_text_gives_the_same_samples_whatever_was_said_before(engine: Espeak) -> None:
    first = [spoken(engine, text) for text in TEXTS]
    assert [spoken(engine, text) for text in reversed(TEXTS)] == first[::-1]
    assert [spoken(Espeak(), text) for text in TEXTS] == first


def test_many_threads_may_speak_at_once(engine: Espeak) -> None:
    with ThreadPoolExecutor(8) as pool:
        heard = list(pool.map(lambda text: spoken(engine, text), TEXTS * 8))
    assert heard == [spoken(engine, text) for text in TEXTS] * 8


def test_every_word_is_timed_in_order(engine: Espeak) -> None:
    script = ssml.parse(
        '<speak>“Naïve” R&amp;D isn’t <emphasis level="strong">so</emphasis> '
        '<prosody rate="slow">bad, café</prosody> &lt;now&gt; call '
        '<say-as interpret-as="digits">999</say-as> today</speak>'
    )
    (take,) = engine.speak(script, engine.voice("en-US"), "normal")
    assert take.words is not None
    times = [at for at in take.words if at is not None]
    assert len(times) >= len(take.words) - 1
    assert times == sorted(set(times))
    assert times[-1] < len(take.samples) / take.rate


@pytest.mark.parametrize(
    ("locale", "name"),
    [("en-US", "en-US"), ("en-CA", "en-US"), ("en-GB", "en"), ("en-AU", "en"), ("en-IN", "en"),
     ("de-DE", "de"), ("es-MX", "es-419")],
)  # fmt: skip
def test_voices(engine: Espeak, locale: str, name: str) -> None:
    voice = engine.voice(locale)
    assert voice.name == f"{name}+klatt4"
    assert engine.speak(ssml.parse("a"), voice, "normal")[0].samples.any()


def test_a_language_without_voice(engine: Espeak) -> None:
    with pytest.raises(LanguageError, match="no voice for xx-XX"):
        engine.voice("xx-XX")


def test_it_says_its_version(engine: Espeak) -> None:
    assert engine.version().startswith("espeak-ng 1.52 (espeakng-loader 0.")


def test_data_far_down_the_tree_is_read_through_a_short_path(tmp_path: Path) -> None:
    import espeakng_loader

    deep = tmp_path.joinpath(*["a-folder-with-a-rather-long-name"] * 5)
    deep.mkdir(parents=True)
    (deep / "espeak-ng-data").symlink_to(espeakng_loader.get_data_path())
    short = Path(module._shortened(deep / "espeak-ng-data"))
    assert len(str(short)) < module.LONGEST_DATA_PATH
    assert (short / "espeak-ng-data" / "phontab").is_file()


STAND_INS = {
    "crashes": ("import os, sys; sys.stdin.readline(); os.abort()", r"broke off \(exit code -6\)"),
    "ends": ("import sys; sys.stdin.readline(); sys.exit(3)", r"broke off \(exit code 3\)"),
    "never starts": ("raise SystemExit(9)", "broke off"),
    "answers nonsense": ("print('hello')", "broke off"),
    "breaks off": (
        "import sys; sys.stdin.readline(); "
        """print('{"rate": 22050, "takes": [{"bytes": 900, "events": []}]}'); print('short')""",
        "broke off",
    ),
    "hangs": ("import time; time.sleep(60)", "gave no answer for 0.3 seconds"),
    "hangs with a child": (
        "import os, time; os.fork(); time.sleep(60)",
        "gave no answer for 0.3 seconds",
    ),
}


@pytest.mark.parametrize("kind", STAND_INS)
def test_a_broken_engine_is_a_clear_error_in_bounded_time(tmp_path: Path, kind: str) -> None:
    code, message = STAND_INS[kind]
    stand_in = tmp_path / "worker.py"
    stand_in.write_text(code)
    engine = Espeak(stand_in, timeout=0.3 if "hangs" in kind else 10)
    began = time.monotonic()
    with pytest.raises(EngineError, match=message):
        spoken(engine, "It hurts.")
    assert time.monotonic() - began < 8
    engine.close()


def test_after_a_crash_it_speaks_again(tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.touch()
    stand_in = tmp_path / "worker.py"
    real = f"sys.path.insert(0, {str(module.WORKER.parent)!r}); import espeak_worker"
    stand_in.write_text(
        f"import os, sys\nif os.path.exists({str(trap)!r}): os.abort()\n"
        f"{real}\nsys.exit(espeak_worker.main(*sys.argv[1:3]))\n"
    )
    engine = Espeak(stand_in)
    with pytest.raises(EngineError):
        spoken(engine, "It hurts.")
    trap.unlink()
    assert spoken(engine, "It hurts.") == spoken(Espeak(), "It hurts.")
    engine.close()


def test_one_process_for_each_clip_gives_the_same_samples() -> None:
    """What happens where the system cannot fork."""
    single = Espeak()
    single._worker._single = True
    assert [spoken(single, text) for text in TEXTS] == [spoken(Espeak(), text) for text in TEXTS]


def test_there_are_no_other_engines() -> None:
    from audio.errors import InputError

    with pytest.raises(InputError, match="no engine called 'festival'"):
        engines.candidates("festival")


# Said as a dictionary has them; the vowel signs are those of espeak-ng.
PRONUNCIATIONS = {
    "acetaminophen": "ɐsˈiːɾɐmˌɪnɑːfən",
    "paracetamol": "pˈæɹəsˈiːɾɐmˌɑːl",
    "naproxen": "nˈʌpɹˈɑːksən",
    "hematuria": "hˌiːmɐtʃˈɔːɹiə",
    "haematuria": "hˌiːmɐtʃˈɔːɹiə",
    "creatinine": "kɹˈiːˈætɪnˌiːn",
    "ureter": "juːɹˈiːɾɚ",
    "ureters": "juːɹˈiːɾɚz",
    "equina": "ˈiːkwˌaɪnˈʌ",
    "coccyx": "kˈɑːksɪks",
    "uti": "jˈuː tˈiː ˈaɪ",
    "utis": "jˈuː tˈiː ˈaɪz",
}


def test_the_lexicon_makes_words_sound_right(engine: Espeak) -> None:
    entries = lexicon.for_engine("espeak")
    said = dict(zip(entries, engine.phonemes(list(entries.values())), strict=True))
    assert said == PRONUNCIATIONS
    plain = engine.phonemes(list(entries))
    assert not set(plain) & set(said.values())


def test_an_engine_that_knows_the_words_gets_them_as_they_are() -> None:
    assert lexicon.for_engine("gtts") == {}
