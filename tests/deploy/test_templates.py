"""The AWS templates: linted offline, and in step with the code they deploy."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from skill.logs import LEVELS

DEPLOY = Path(__file__).parents[2] / "deploy"


def lint(*files: Path) -> subprocess.CompletedProcess[str]:
    program = "from cfnlint.runner import main; main()"
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program, "--regions", "us-east-1", "--", *files],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_templates_are_clean() -> None:
    result = lint(DEPLOY / "template.yaml", DEPLOY / "audio.yaml")

    assert result.returncode == 0, result.stdout + result.stderr


def test_the_lint_sees_a_fault(tmp_path: Path) -> None:
    broken = tmp_path / "template.yaml"
    text = (DEPLOY / "template.yaml").read_text()
    broken.write_text(text.replace("BillingMode: PAY_PER_REQUEST", "BillingMode: FREE"))

    result = lint(broken)

    assert result.returncode != 0
    assert "FREE" in result.stdout


class _Loader(yaml.SafeLoader):
    """Reads a template with its `!Ref` and the like left as plain values."""


def _plain(loader: yaml.SafeLoader, _: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    assert isinstance(node, yaml.MappingNode)
    return loader.construct_mapping(node, deep=True)


_Loader.add_multi_constructor("!", _plain)


@pytest.fixture(scope="module")
def template() -> Any:
    return yaml.load((DEPLOY / "template.yaml").read_text(), _Loader)


def test_only_this_skill_may_call(template: Any) -> None:
    function = template["Resources"]["Skill"]["Properties"]

    assert function["Events"]["Alexa"] == {
        "Type": "AlexaSkill",
        "Properties": {"SkillId": "SkillId"},
    }
    assert function["Environment"]["Variables"]["BACK_PAIN_GUIDE_SKILL_ID"] == "SkillId"


def test_the_function_may_touch_nothing_but_its_table(template: Any) -> None:
    (policy,) = template["Resources"]["Skill"]["Properties"]["Policies"]
    (statement,) = policy["Statement"]

    assert statement["Resource"] == "Preferences.Arn"
    assert "*" not in str(statement["Action"])


def test_it_answers_before_alexa_gives_up(template: Any) -> None:
    assert template["Resources"]["Skill"]["Properties"]["Timeout"] < 8


def test_the_settings_are_those_the_code_reads(template: Any) -> None:
    assert tuple(template["Parameters"]["LogLevel"]["AllowedValues"]) == LEVELS
    assert template["Parameters"]["LogLevel"]["Default"] != "urgency"


def test_logs_are_not_kept_for_ever_and_faults_ring(template: Any) -> None:
    resources = template["Resources"]

    assert resources["Log"]["Properties"]["RetentionInDays"] == "LogDays"
    assert resources["Faults"]["Properties"]["FilterPattern"] == "{ $.fault = * }"
    alarms = [one for one in resources.values() if one["Type"] == "AWS::CloudWatch::Alarm"]
    assert len(alarms) == 4
    assert all(one["Properties"]["AlarmActions"] == ["Alarms"] for one in alarms)


def test_a_new_version_gets_a_tenth_first_and_an_alarm_sends_it_back(template: Any) -> None:
    function = template["Resources"]["Skill"]["Properties"]
    shift = function["DeploymentPreference"]

    assert function["AutoPublishAlias"]
    assert shift["Type"].startswith("Canary10Percent")
    assert set(shift["Alarms"]) == {"FaultAlarm", "ErrorAlarm", "SlowAlarm"}
    assert template["Outputs"]["SkillFunction"]["Value"] == "Skill.Alias"


def test_turns_at_once_are_bounded(template: Any) -> None:
    assert template["Resources"]["Skill"]["Properties"]["ReservedConcurrentExecutions"] == "AtOnce"


def test_the_table_is_encrypted_recoverable_and_lets_go(template: Any) -> None:
    table = template["Resources"]["Preferences"]["Properties"]

    assert table["SSESpecification"]["SSEEnabled"]
    assert table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"]
    assert table["PointInTimeRecoverySpecification"]["RecoveryPeriodInDays"] <= 7
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires", "Enabled": True}


def test_every_accepted_finding_has_its_reason() -> None:
    lines = (DEPLOY / "checkov.yaml").read_text().splitlines()
    accepted = [line for line in lines if line.startswith("  - ")]

    assert accepted
    assert all(re.fullmatch(r"  - CKV_AWS_\d+ # .{10,}", line) for line in accepted)
