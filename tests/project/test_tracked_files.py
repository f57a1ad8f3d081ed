"""What must not stand in any file that git keeps."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.project.imports import ROOT

HERE = Path(__file__).relative_to(ROOT).as_posix()

FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.])/(?:root|home/\w+|Users/\w+|work|private)/"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}"),
    "an AWS key": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "a real skill id": re.compile(
        r"amzn1\.ask\.skill\.(?!0{8}|1{8}|12345678)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-"
    ),
    "a mark of unfinished work": re.compile(r"\b(?:TODO|FIXME|XXX)\b"),
    "a mark of a merge": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
}
LARGEST = 500_000
"""Bytes. Larger things are made, not kept."""


def tracked() -> Iterable[Path]:
    """Files that git keeps and that are there."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def faults(text: str) -> list[str]:
    """The forbidden things in a text, each with the words that gave it away."""
    return [
        f"{what}: {match.group()!r}"
        for what, pattern in FORBIDDEN.items()
        for match in pattern.finditer(text)
    ]


def test_no_tracked_file_holds_anything_forbidden() -> None:
    found = {}
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        text = path.read_bytes().decode("utf-8", "replace")
        if name != HERE and (wrong := faults(text)):
            found[name] = wrong
    assert found == {}


def test_no_tracked_file_is_too_large_or_made_by_a_build() -> None:
    assert [path.name for path in tracked() if path.stat().st_size > LARGEST] == []
    made = {".mp3", ".wav", ".pyc", ".zip", ".sqlite3", ".onnx"}
    assert [path.name for path in tracked() if path.suffix in made] == []


@pytest.mark.parametrize(
    "text",
    [
        "see /root/notes.txt",
        "open('/home/anna/x')",
        "cd /work/main",
        "/Users/anna/Documents",
        "-----BEGIN PRIVATE KEY-----\n" + "A" * 40,
        "AKIA" + "ABCDEFGHIJKLMNOP",
        "amzn1.ask.skill.5f3a9c1e-1a2b-4c3d-8e9f-0123456789ab",
        "# TODO: later",
        "<<<<<<< HEAD",
    ],
)
def test_a_planted_fault_is_found(text: str) -> None:
    assert len(faults(text)) == 1


@pytest.mark.parametrize(
    "text",
    ["https://example.org/home/anna/", "a/work/b", "at work/home", "the network/root/", "./root/"],
)
def test_what_only_looks_alike_passes(text: str) -> None:
    assert faults(text) == []
