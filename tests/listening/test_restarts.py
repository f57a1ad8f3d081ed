"""Speech that starts again, and full stops between fragments: what is heard stays the same."""

import pytest

from content import spotting
from listening.findings import FindingSpotter

SPOTTER = FindingSpotter(spotting("en-US"))


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("my b- b- back hurts", "my back hurts"),
        ("hurting when I, when I pee", "hurting when I pee"),
        ("it was a bit pink. The, the urine.", "it was a bit pink, the urine"),
        ("chest. pain.", "chest pain"),
        ("back. hurt. fever.", "back hurt, fever"),
        ("my my back my back hurts", "my back hurts"),
    ],
)
def test_is_heard_as_if_said_once(said: str, plain: str) -> None:
    heard, meant = SPOTTER.spot(said), SPOTTER.spot(plain)
    assert meant.present
    assert (heard.present, heard.absent, heard.unsure) == (
        meant.present,
        meant.absent,
        meant.unsure,
    )


@pytest.mark.parametrize(
    ("said", "finding"),
    [("Chest? No.", "chest_pain"), ("Pain. No fever. Chills.", "fever")],
)
def test_an_answer_stays_a_sentence_of_its_own(said: str, finding: str) -> None:
    assert finding not in SPOTTER.spot(said).present
