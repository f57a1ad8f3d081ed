"""The shape of a topic file: every planted fault is named, a good file passes."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from harness.check.content import shape_faults
from harness.check.structure import malformed_topic

GOOD: dict[str, Any] = {
    "topic": "sepsis",
    "name": "sepsis",
    "dangerous": True,
    "worry": True,
    "net": "For confusion, {emergency} now.",
    "aspects": {
        "overview": {"short": "It is serious.", "more": "It spreads.", "sources": ["nhs_sepsis"]},
        "urgency": {
            "short": "Today, {urgent}.",
            "net": False,
            "more": "Go now.",
            "sources": ["nhs_sepsis"],
        },
    },
}


def faults(change: Any = None) -> list[str]:
    """What is said about the good file after `change` spoilt it."""
    raw = copy.deepcopy(GOOD)
    if change:
        change(raw)
    return [fault.what for fault in malformed_topic("sepsis", raw, {"nhs_sepsis"})]


def test_a_good_file_passes() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda raw: raw.pop("name"), "lacks name"),
        (lambda raw: raw.update(nets="x"), "has nets"),
        (lambda raw: raw.update(topic="stones"), "says topic: stones"),
        (lambda raw: raw.pop("net"), "has no net"),
        (lambda raw: raw["aspects"].update(cure=raw["aspects"]["overview"]), "not an aspect"),
        (lambda raw: raw["aspects"].update(overview="text"), "not a mapping"),
        (lambda raw: raw["aspects"]["overview"].pop("more"), "lacks more"),
        (lambda raw: raw["aspects"]["overview"].update(sources=["nobody"]), "names nobody"),
        (lambda raw: raw["aspects"]["overview"].update(short="{hospital}"), "{hospital} is unkn"),
    ],
)
def test_a_planted_fault_is_named(change: Any, what: str) -> None:
    assert any(what in said for said in faults(change)), faults(change)


@pytest.mark.parametrize("raw", [None, "text", ["a"]])
def test_a_file_that_is_no_mapping_is_named(raw: Any) -> None:
    (fault,) = malformed_topic("sepsis", raw, set())
    assert fault.rule == "shape"


def data_with(folder: Path, topic: str) -> Path:
    """A data folder that holds one topic file."""
    (folder / "en" / "said" / "topics").mkdir(parents=True)
    (folder / "sources.yaml").write_text("nhs_sepsis: {}", encoding="utf-8")
    (folder / "en" / "said" / "topics" / "sepsis.yaml").write_text(topic, encoding="utf-8")
    return folder


def test_a_file_that_is_no_yaml_is_named_and_nothing_else(tmp_path: Path) -> None:
    (fault,) = shape_faults(data_with(tmp_path, "topic: [sepsis"))
    assert fault.where == "en/said/topics/sepsis.yaml"
    assert fault.what.startswith("is not YAML")


def test_files_on_disk_are_held_to_their_shape(tmp_path: Path) -> None:
    faults = list(shape_faults(data_with(tmp_path, "topic: stones")))
    assert {fault.where for fault in faults} == {"sepsis"}
    assert any("lacks aspects" in fault.what for fault in faults)
