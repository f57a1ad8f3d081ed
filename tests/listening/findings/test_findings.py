"""People's words, from the data files beside this one, against what must be heard in them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from content.loader import spotting
from listening.findings import FindingSpotter

HERE = Path(__file__).parent
STATES = ("present", "absent", "unsure", "other", "unheard")
LEAST, LEAST_ALL, LEAST_NOTHING = 6, 450, 120

Case = tuple[str, str, str]


class CaseFault(ValueError):
    """A case file that does not say what it expects; the message names file and key."""


def read_cases(files: dict[str, Any], known: set[str]) -> list[Case]:
    """(finding, state, words) of all files; unknown findings or keys are refused."""
    cases: list[Case] = []
    for name, findings in files.items():
        for finding, states in findings.items():
            if finding not in known:
                raise CaseFault(f"{name}: unknown finding {finding}")
            if unknown := set(states) - set(STATES):
                raise CaseFault(f"{name}: {finding}: unknown key {', '.join(sorted(unknown))}")
            said = [(finding, state, words) for state in STATES for words in states.get(state, [])]
            if len(said) < LEAST:
                raise CaseFault(f"{name}: {finding}: only {len(said)} utterances, {LEAST} needed")
            cases += said
    return cases


def load(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


FINDINGS = spotting("en-US")
SPOTTER = FindingSpotter(FINDINGS)
FILES = {
    name: load(name)
    for name in ("symptoms.yaml", "urine_and_causes.yaml", "person.yaml", "dangers.yaml")
}
CASES = read_cases(FILES, set(FINDINGS["findings"]))
NOTHING = [words for part in load("nothing.yaml").values() for words in part]


def fault(case: Case, spotter: FindingSpotter = SPOTTER) -> str:
    """What is wrong with what was heard, or an empty string."""
    finding, state, words = case
    heard = spotter.spot(words)
    if state == "unheard":
        wrong = finding in heard.present + heard.unsure
        return f"{finding} heard in {words!r}: {heard}" if wrong else ""
    where = "present" if state == "other" else state
    subject = "other" if state == "other" else "me"
    if finding not in getattr(heard, where):
        return f"{finding} not {where} in {words!r}: {heard}"
    if heard.subject != subject:
        return f"about {heard.subject}, not {subject}: {words!r}"
    return ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}-{case[2][:40]}")
def test_is_heard(case: Case) -> None:
    assert not fault(case)


@pytest.mark.parametrize("words", NOTHING)
def test_nothing_is_heard(words: str) -> None:
    heard = SPOTTER.spot(words)
    assert (heard.present, heard.unsure) == ((), ()), heard


def test_there_are_enough_cases() -> None:
    assert len({words for _, _, words in CASES}) >= LEAST_ALL
    assert len(set(NOTHING)) >= LEAST_NOTHING
    missing = set(FINDINGS["findings"]) - {finding for finding, _, _ in CASES}
    assert not missing, f"findings nobody says: {missing}"


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"a.yaml": {"feverr": {"present": ["x"] * 6}}}, "unknown finding feverr"),
        ({"a.yaml": {"fever": {"presnt": ["x"] * 6}}}, "unknown key presnt"),
        ({"a.yaml": {"fever": {"present": ["x"]}}}, "only 1 utterances"),
    ],
)
def test_a_case_file_with_a_fault_is_refused(files: dict[str, Any], says: str) -> None:
    with pytest.raises(CaseFault, match=says):
        read_cases(files, {"fever"})


def test_a_finding_not_heard_fails_its_case() -> None:
    assert "fever not present" in fault(("fever", "present", "my back is sore"))
    assert "about me" in fault(("fever", "other", "I have a fever"))
    assert "fever heard" in fault(("fever", "unheard", "I have a fever"))
