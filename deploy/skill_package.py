"""Lays the skill out as Amazon's ask-cli expects it: `python -m deploy.skill_package ENDPOINT`.

The manifest and the icons come from `deploy/skill-package/`, the interaction models from
the source in `interaction_model/`. ENDPOINT is the Lambda function's ARN, or the https address of
`endpoint.py`.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import click

from interaction_model import models

ROOT = Path(__file__).parent.parent
SOURCE = Path(__file__).parent / "skill-package"
TARGET = ROOT / "dist" / "ask"
RESOURCES = {
    "askcliResourcesVersion": "2020-03-31",
    "profiles": {"default": {"skillMetadata": {"src": "./skill-package"}}},
}

_ARN = re.compile(r"arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9-_]+(:[A-Za-z0-9-_]+)?")
_HTTPS = re.compile(r"https://[A-Za-z0-9.-]+(:443)?/\S*")


@click.command()
@click.argument("endpoint")
@click.option("--privacy-policy", help="The https address of your privacy policy.")
@click.option("--out", type=click.Path(path_type=Path), default=TARGET, help="The folder to fill.")
def main(endpoint: str, privacy_policy: str | None, out: Path) -> None:
    """Lay the skill out for ask-cli, to be answered by ENDPOINT."""
    try:
        locales = lay_out(out, endpoint, privacy_policy)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    click.echo(f"{out}: {', '.join(locales)}")


def lay_out(out: Path, endpoint: str, privacy_policy: str | None = None) -> list[str]:
    """Fill the folder `out`; return the locales in it.

    Raises `ValueError` for an endpoint that is neither a Lambda function's ARN nor https.
    """
    made = manifest(endpoint, privacy_policy)
    package = out / "skill-package"
    custom = package / "interactionModels" / "custom"
    shutil.rmtree(package, ignore_errors=True)
    models.compile_to(custom)
    shutil.copytree(SOURCE / "assets" / "images", package / "assets" / "images")
    _write(package / "skill.json", made)
    _write(out / "ask-resources.json", RESOURCES)
    return list(models.locales())


def manifest(endpoint: str, privacy_policy: str | None = None) -> dict[str, Any]:
    """Return the skill's manifest with `endpoint` in its places."""
    if not (_ARN.fullmatch(endpoint) or _HTTPS.fullmatch(endpoint)):
        raise ValueError(
            f"{endpoint!r} is neither arn:aws:lambda:REGION:ACCOUNT:function:NAME nor https://..."
        )
    made: dict[str, Any] = json.loads((SOURCE / "skill.json").read_text(encoding="utf-8"))
    inside = made["manifest"]
    where = {"uri": endpoint}
    if endpoint.startswith("https"):
        where["sslCertificateType"] = "Trusted"
    inside["apis"]["custom"]["endpoint"] = where
    inside["events"]["endpoint"] = where
    if privacy_policy:
        for locale in inside["privacyAndCompliance"]["locales"].values():
            locale["privacyPolicyUrl"] = privacy_policy
    return made


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
