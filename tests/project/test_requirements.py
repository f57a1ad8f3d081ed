"""The requirement files name what is imported, and the lock pins all of it."""

from __future__ import annotations

import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project.imports import ROOMS, ROOT, imported, modules

PYTHONS = ("3.11", "3.12", "3.13")
FILES = ("requirements.txt", "requirements-speakers.txt", "requirements-dev.txt")

RUNNING = tuple(room for room in ROOMS if room != "benchmarks")
ONLY_PUBLISHES = "deploy.publish"
"""The part of the running rooms that needs what only requirements-dev.txt names."""

OPTIONAL = {
    "homeassistant": "it runs the integration, in an environment of its own",
    "voluptuous": "as homeassistant",
    "botocore": "AWS Lambda brings it, and only its DynamoDB store uses it",
    "boto3": "as botocore",
    "gunicorn": "whoever serves the endpoint brings it, and only its own settings use it",
    "piper": "an engine for people who bring a voice; `audio` says how to install it",
}
FIRST_NAMES = {"flask", "ask-sdk-core", "gtts", "pytest"}
"""What the project was asked to stand on."""


def requirements(name: str, root: Path = ROOT) -> list[Requirement]:
    """The requirements in a file, those of files that it includes left out."""
    lines = (root / name).read_text(encoding="utf-8").splitlines()
    kept = (re.sub(r"(^|\s)#.*", "", line).strip() for line in lines)
    return [Requirement(line) for line in kept if line and not line.startswith("-")]


def names(*files: str) -> set[str]:
    """The distributions that requirement files name."""
    return {canonicalize_name(one.name) for file in files for one in requirements(file)}


def third_party(room: str) -> dict[str, str]:
    """Top-level name of each foreign import in a room → the module that has it."""
    own = {*ROOMS, "tests", "scripts", *(path.stem for path in (ROOT / "tests").rglob("*.py"))}
    return {
        top: module
        for module, path in modules(room)
        if not module.startswith(ONLY_PUBLISHES)
        for top in {name.split(".")[0] for name in imported(module, path)}
        if top and top not in own and top not in sys.stdlib_module_names
    }


def unnamed(found: dict[str, str], known: set[str]) -> dict[str, str]:
    """The imports whose distribution no requirement names."""
    owners = packages_distributions()
    return {
        top: module
        for top, module in found.items()
        if top not in OPTIONAL
        and not known & {canonicalize_name(owner) for owner in owners.get(top, [top])}
    }


@pytest.mark.parametrize("room", RUNNING)
def test_what_runs_is_named_in_requirements(room: str) -> None:
    # The SDK's own parts come with ask-sdk-core, which pins them.
    known = names("requirements.txt") | {"ask-sdk-model", "ask-sdk-runtime"}
    if room == "speakers":
        known |= names("requirements-speakers.txt")
    assert unnamed(third_party(room), known) == {}


@pytest.mark.parametrize("room", ["benchmarks", "tests"])
def test_what_tests_is_named_in_requirements_dev(room: str) -> None:
    known = names(*FILES)
    known |= {"ask-sdk-model", "ask-sdk-runtime", "botocore"}
    assert unnamed(third_party(room), known) == {}


def test_an_unnamed_import_is_found() -> None:
    assert unnamed({"numpy": "audio.clips", "flask": "harness.web"}, {"flask"}) == {
        "numpy": "audio.clips"
    }


def test_the_direct_requirements_are_named() -> None:
    assert names("requirements.txt") >= FIRST_NAMES


@pytest.mark.parametrize("file", FILES)
def test_every_requirement_is_a_range(file: str) -> None:
    exact = [str(one) for one in requirements(file) if "==" in str(one.specifier)]
    bare = [str(one) for one in requirements(file) if not one.specifier]
    assert (exact, bare) == ([], [])


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("file", FILES)
def test_the_lock_pins_every_requirement_within_its_range(file: str, python: str) -> None:
    assert not_pinned(requirements(file), requirements("constraints.txt"), python) == []


def not_pinned(wanted: list[Requirement], lock: list[Requirement], python: str) -> list[str]:
    """What is wanted on a Python version (Linux), and not pinned once, in range."""
    here = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": "linux",
        "platform_system": "Linux",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }
    pins: dict[str, list[str]] = {}
    for pin in lock:
        if pin.marker is None or pin.marker.evaluate(here):
            versions = [spec.version for spec in pin.specifier if spec.operator == "=="]
            pins.setdefault(canonicalize_name(pin.name), []).extend(versions)
    return [
        f"{one}: {found or 'not pinned'}"
        for one in wanted
        if one.marker is None or one.marker.evaluate(here)
        for found in [pins.get(canonicalize_name(one.name), [])]
        if len(found) != 1 or found[0] not in one.specifier
    ]


@pytest.mark.parametrize(
    "lock",
    [
        [],
        ["flask==2.0"],
        ["flask==3.1.0", "flask==3.1.1"],
        ["flask==3.1.0; python_version < '3.12'"],
    ],
)
def test_a_missing_pin_is_found(lock: list[str]) -> None:
    wanted = [Requirement("flask>=3.1,<4")]
    assert not_pinned(wanted, [Requirement(line) for line in lock], "3.12")


def test_a_pin_by_marker_counts() -> None:
    lock = [
        Requirement("numpy==2.4.6; python_full_version < '3.12'"),
        Requirement("numpy==2.5.5; python_full_version >= '3.12'"),
    ]
    for python in PYTHONS:
        assert not_pinned([Requirement("numpy>=2,<3")], lock, python) == []
