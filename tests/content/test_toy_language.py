"""A second language, small and with accents, is loaded, checked and built into sound."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from audio import clips, library
from audio.cache import Store
from audio.cli import main
from content import document, load
from content.files import Folder
from harness.check.content import run
from harness.languages import add_language
from talking.findings import Findings
from talking.safety import reflect
from talking.triage import decide
from tests.content.planted import copy_to

TOY = Path(__file__).parent / "toy"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder of content with the toy language: its scaffold, the toy's files, the rest filled."""
    root = copy_to(tmp_path) / "content"
    add_language("fr", root)
    for folder in ("said/topics", "said/facts", "said/follow_ups", "heard/findings"):
        shutil.rmtree(root / "fr" / folder)
    shutil.copytree(TOY, root / "fr", dirs_exist_ok=True)
    phrases = root / "fr" / "said" / "phrases.yaml"
    written = filled(document.read(phrases).data)
    written["listing"] |= {"pair": "{first} et {last}", "either": "{first} ni {last}"}
    written["checkup"] |= {"reflect": "Alors, {findings}.", "reflect_absent": "Sans {findings}."}
    written["summary"]["titles"]["overview"] = "Présentation"
    phrases.write_text(json.dumps(written), encoding="utf-8")
    with (root / "places.yaml").open("a", encoding="utf-8") as places:
        places.write(
            'fr-FR: {emergency_number: "15", emergency: appelez le 15,\n'
            "  urgent: appelez un médecin, emergency_now: Appelez le 15 maintenant.,\n"
            "  emergency_place: les urgences}\n"
        )
    return root


def filled(value: Any) -> Any:
    """Every empty text with something in it."""
    if isinstance(value, dict):
        return {key: filled(inner) for key, inner in value.items()}
    return value or "À écrire." if isinstance(value, str) else value


def test_it_is_sound_and_the_check_reads_it(content: Path) -> None:
    assert [str(fault) for fault in Folder(content).language("fr").faults] == []
    found = [fault for fault in run(root=content) if fault.where.startswith("fr")]
    # What is heard of it, and so its interaction model, is another matter.
    assert [(fault.rule, fault.where) for fault in found] == [("reach", "fr-FR interaction model")]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("très sérieux", "très sérieux ñandú ß €", "characters"),
        ("très sérieux", "bon. Prenez 15 comprimés", "forbidden"),
        ("Appelez à l'aide sans délai", "Attendez", "urgency line"),
    ],
)
def test_its_own_rules_find_a_planted_fault(content: Path, old: str, new: str, rule: str) -> None:
    path = content / "fr/said/topics/sepsis.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert rule in {fault.rule for fault in run(root=content) if fault.where.startswith("fr")}


def test_it_is_said_in_its_own_words(content: Path) -> None:
    said = load("fr-FR", content)
    assert said.language == "fr"
    assert said.answer("sepsis", "overview").net == "En cas de fièvre élevée, appelez le 15."
    told = Findings(present=frozenset({"fever", "back_pain"}))
    assert reflect(said, Findings(), told) == ["Alors, de la fièvre et mal au dos."]
    verdict = decide(said.triage, told)
    assert verdict.row
    assert verdict.row.action == "Demandez une ambulance."
    assert said.unsure_counts_on == ("emergency",)


def test_it_becomes_sound(content: Path, tmp_path: Path) -> None:
    items = library.plan("fr-FR", "espeak", content=content)
    assert [item.title for item in items] == ["La septicémie", "La septicémie: Présentation"]
    assert "dépasse les défenses" in items[1].text
    made = clips.make(items[1].recipe, Store(tmp_path / "clips"))
    assert made.mp3.stat().st_size > 10_000
    assert "défenses" in made.vtt.read_text(encoding="utf-8")


def test_the_command_builds_its_library(content: Path, tmp_path: Path) -> None:
    options = ["--locale", "fr-FR", "--engine", "espeak", "--jobs", "1", "--content", str(content)]
    done = CliRunner().invoke(main, ["build", *options, "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    page = (tmp_path / "out/fr-FR/index.html").read_text(encoding="utf-8")
    assert "La septicémie: Présentation" in page
