"""The bill of materials names all that ships, and the licences it really has."""

from __future__ import annotations

import json
from importlib.metadata import metadata, version
from pathlib import Path

import pytest

from deploy import bill
from deploy.package import LIBRARIES

SIGNS = {"Apache-2.0": "apache", "MIT": "mit"}
"""How each licence shows in a package's own words."""


def declared(name: str) -> str:
    """A package's own words about its licence."""
    about = metadata(name)
    words = [about.get("License", ""), about.get("License-Expression", "")]
    return " ".join([*words, *(about.get_all("Classifier") or [])]).lower()


def test_it_names_every_library_that_ships(tmp_path: Path) -> None:
    bill.write(tmp_path / "bill.json", LIBRARIES)

    made = json.loads((tmp_path / "bill.json").read_text())

    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    assert {one["name"]: one["version"] for one in made["components"]} == {
        name: version(name) for name in LIBRARIES
    }


@pytest.mark.parametrize("name", LIBRARIES)
def test_the_licence_is_the_one_the_package_declares(name: str) -> None:
    assert SIGNS[bill.LICENCES[name]] in declared(name)


def test_a_library_of_unknown_licence_stops_the_build() -> None:
    with pytest.raises(KeyError, match="pytest"):
        bill.bill([*LIBRARIES, "pytest"])
