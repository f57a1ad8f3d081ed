"""The bill of materials of the zip, in CycloneDX's form: what is in it, and under which licence.

https://cyclonedx.org/docs/1.6/json/ ; without a time or a serial number, so that the same libraries
give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

LICENCES: Mapping[str, str] = {
    "ask-sdk-core": "Apache-2.0",
    "ask-sdk-model": "Apache-2.0",
    "ask-sdk-runtime": "Apache-2.0",
    "six": "MIT",
}
"""SPDX names of the licences of all that ships."""


def write(target: Path, libraries: Iterable[str]) -> None:
    """Write the bill of `libraries`; raises `KeyError` for one whose licence is not known."""
    target.write_text(json.dumps(bill(libraries), indent=2) + "\n", encoding="utf-8")


def bill(libraries: Iterable[str]) -> dict[str, Any]:
    """Return the bill of installed libraries."""
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": "back-pain-guide",
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": [
            {
                "type": "library",
                "name": name,
                "version": version(name),
                "purl": f"pkg:pypi/{name}@{version(name)}",
                "licenses": [{"license": {"id": LICENCES[name]}}],
            }
            for name in sorted(libraries)
        ],
    }
