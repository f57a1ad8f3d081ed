"""What findings lead to is there: each planted fault is named."""

from __future__ import annotations

import pytest

from harness.check.agreement import bad_leads, unknown_values


@pytest.mark.parametrize(
    ("needed", "topic", "says"),
    [
        ({"fever"}, "sepsys", "sepsys is no known topic"),
        ({"fever", "back_pian"}, "sepsis", "back_pian is no known finding"),
    ],
)
def test_a_lead_to_nowhere_is_found(needed: set[str], topic: str, says: str) -> None:
    faults = list(bad_leads([(frozenset(needed), topic)], {"fever"}, {"sepsis"}))
    assert [fault.what for fault in faults] == [says]


def test_a_lead_that_is_there_passes() -> None:
    assert not list(bad_leads([(frozenset({"fever"}), "sepsis")], {"fever"}, {"sepsis"}))


def test_a_topic_that_lost_its_file_is_found_by_its_name() -> None:
    kind = {"values": [{"id": "sepsis"}, {"id": "shingles"}]}
    (fault,) = unknown_values("TOPIC", kind, {"shingles"})
    assert fault.where == "TOPIC sepsis"
