"""The manifest says what Amazon and people must know, and fits what the skill can do."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from content import load
from deploy.skill_package import SOURCE, lay_out, main, manifest
from interaction_model import models

ARN = "arn:aws:lambda:us-east-1:123456789012:function:back-pain-guide-Skill-ABC123"
LOCALES = ["en-AU", "en-CA", "en-GB", "en-IN", "en-US"]


@pytest.fixture(scope="module")
def made() -> Any:
    return manifest(ARN, "https://example.org/privacy")["manifest"]


def test_every_interaction_model_has_its_words_in_the_manifest(made: Any) -> None:
    assert sorted(made["publishingInformation"]["locales"]) == LOCALES
    assert sorted(made["privacyAndCompliance"]["locales"]) == LOCALES
    assert list(models.locales()) == LOCALES


@pytest.mark.parametrize("locale", LOCALES)
def test_the_description_carries_the_disclaimer_and_the_local_number(
    made: Any, locale: str
) -> None:
    description = made["publishingInformation"]["locales"][locale]["description"]
    number = load(locale).place.emergency_number.replace("triple zero", "000")

    for words in (
        "information and education only",
        "not medical advice",
        "does not diagnose",
        "not a substitute for a doctor",
        f"In an emergency, call {number} from a phone",
        "cannot call for you",
    ):
        assert words in description


@pytest.mark.parametrize("locale", LOCALES)
def test_the_words_fit_amazons_limits(made: Any, locale: str) -> None:
    words = made["publishingInformation"]["locales"][locale]
    model = models.load(locale)
    name = model["interactionModel"]["languageModel"]["invocationName"]

    assert 2 <= len(words["name"]) <= 50
    assert len(words["summary"]) <= 160
    assert len(words["description"]) <= 4000
    assert len(words["examplePhrases"]) == 3
    assert all(
        phrase.startswith("Alexa, ") and name in phrase for phrase in words["examplePhrases"]
    )
    assert len(words["keywords"]) <= 30


def test_the_interfaces_are_those_the_skill_uses(made: Any) -> None:
    kinds = {one["type"] for one in made["apis"]["custom"]["interfaces"]}

    assert kinds == {"ALEXA_PRESENTATION_APL", "AUDIO_PLAYER", "CAN_FULFILL_INTENT_REQUEST"}
    assert made["events"]["subscriptions"] == [{"eventName": "SKILL_DISABLED"}]
    assert made["permissions"] == []


def test_the_endpoint_is_put_in_both_places(made: Any) -> None:
    assert made["apis"]["custom"]["endpoint"] == {"uri": ARN} == made["events"]["endpoint"]
    hosted = manifest("https://skill.example.org/alexa")["manifest"]["apis"]["custom"]["endpoint"]
    assert hosted == {"uri": "https://skill.example.org/alexa", "sslCertificateType": "Trusted"}


def test_the_layout_is_what_ask_cli_expects(tmp_path: Path) -> None:
    (tmp_path / "skill-package").mkdir()
    (tmp_path / "skill-package" / "left-over.json").write_text("{}")

    lay_out(tmp_path, ARN)

    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert files == {
        "ask-resources.json",
        "skill-package/skill.json",
        "skill-package/assets/images/small-icon.png",
        "skill-package/assets/images/large-icon.png",
        *(f"skill-package/interactionModels/custom/{locale}.json" for locale in LOCALES),
    }
    resources = json.loads((tmp_path / "ask-resources.json").read_text())
    assert resources["profiles"]["default"]["skillMetadata"]["src"] == "./skill-package"


@pytest.mark.parametrize(("name", "side"), [("small-icon", 108), ("large-icon", 512)])
def test_the_icons_have_the_size_that_amazon_asks_for(name: str, side: int) -> None:
    head = (SOURCE / "assets" / "images" / f"{name}.png").read_bytes()[:24]

    assert head[1:4] == b"PNG"
    assert struct.unpack(">II", head[16:24]) == (side, side)


@pytest.mark.parametrize("endpoint", ["", "http://skill.example.org/alexa", "arn:aws:s3:::bucket"])
def test_a_wrong_endpoint_is_wrong_usage(endpoint: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [endpoint, "--out", str(tmp_path)])

    assert result.exit_code == 2
    assert "neither arn:aws:lambda" in result.output
