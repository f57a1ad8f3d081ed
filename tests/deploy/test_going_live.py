"""The guide names settings, parameters and commands that exist."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "going-live.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
TEMPLATE = (ROOT / "deploy" / "template.yaml").read_text(encoding="utf-8")
SETTING = re.compile(r"BACK_PAIN_GUIDE_[A-Z_]*[A-Z]")


def test_every_setting_that_the_skill_reads_is_explained_and_set() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "skill").rglob("*.py"))
    skill = {*SETTING.findall(code), *SETTING.findall((ROOT / "lambda_handler.py").read_text())}
    endpoint = set(SETTING.findall((ROOT / "endpoint.py").read_text(encoding="utf-8")))
    explained = GUIDE.split("## Settings")[1].split("## On a machine")[0]

    assert skill | endpoint <= set(SETTING.findall(SETTINGS))
    assert "(settings.md)" in explained
    assert set(SETTING.findall(TEMPLATE)) == skill


def test_every_parameter_in_a_command_is_in_the_template() -> None:
    parameters = TEMPLATE.split("Parameters:")[1].split("Conditions:")[0]
    command = GUIDE.split("--parameter-overrides")[1].split("```")[0]
    names = [*re.findall(r"([A-Za-z]+)=", command), "AudioUrl", "LogDays"]

    assert len(names) == 5
    assert all(name in GUIDE and f"  {name}:" in parameters for name in names)


def test_every_command_of_ours_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = re.findall(r"python -m (deploy\.\w+)", GUIDE)

    assert commands
    assert all(find_spec(command) for command in commands)
    assert all(f"\n{target}:" in makefile for target in re.findall(r"^make ([a-z-]+)", GUIDE, re.M))


def test_every_file_in_a_command_exists() -> None:
    for name in re.findall(r"\bdeploy/[\w./-]+\.(?:yaml|conf|py|json)\b", GUIDE):
        assert (ROOT / name).is_file(), name


def test_what_must_be_settled_before_publishing_is_named() -> None:
    settle = GUIDE.split("## Before you publish")[1].lower()

    for word in ("sign-off", "medical device", "health data", "disclaimer", "gdpr", "hipaa"):
        assert word in settle
