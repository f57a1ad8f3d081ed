"""Every kind of file with every kind of fault: one sentence with file, line and key."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from content import document
from content.model import ASPECTS, URGENCIES
from content.schema import FOLDER, schema
from tests.content.planted import FILES, FIXED, ROOT, copy_to, edit, faults, own_faults

SCHEMAS = sorted(path.stem for path in FOLDER.glob("*.json"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_to(tmp_path)


def the_fault(folder: Path, part: str) -> Any:
    """The one fault whose sentence holds `part`."""
    (fault,) = [fault for fault in faults(folder) if part in str(fault)]
    assert re.fullmatch(r"[^\n]+\.", str(fault))
    return fault


def test_the_project_s_own_files_are_sound(folder: Path) -> None:
    assert [str(fault) for fault in faults(folder)] == []


@pytest.mark.parametrize("kind", FIXED)
def test_a_misspelt_key_is_named(folder: Path, kind: str) -> None:
    file = FILES[kind]
    line = edit(folder, file, rf"^([^#\n]*?)\b{file.key}: ?", rf"\1{file.key}x: ")
    (fault,) = own_faults(folder, file)
    assert fault.what == f"this key is unknown, {file.key} may be meant"
    assert (fault.file, fault.line) == (str(folder / file.path), line)
    assert str(fault).startswith(f"{fault.file}, line {line}, ")


@pytest.mark.parametrize("kind", FIXED)
def test_a_missing_key_is_named(folder: Path, kind: str) -> None:
    file = FILES[kind]
    path = folder / file.path
    read = document.read(path).data
    path.write_text(json.dumps(without(read, file.key), indent=1), encoding="utf-8")
    (fault,) = own_faults(folder, file)
    assert fault.what == f"the key {file.key} is missing"
    assert fault.file == str(path)
    assert fault.line > 0


def without(value: Any, key: str) -> Any:
    """The value without the first `key` that is found in it."""
    gone = False

    def walk(value: Any) -> Any:
        nonlocal gone
        if isinstance(value, list):
            return [walk(one) for one in value]
        if not isinstance(value, dict):
            return value
        if key in value and not gone:
            gone = True
            return {name: one for name, one in value.items() if name != key}
        return {name: walk(one) for name, one in value.items()}

    return walk(value)


@pytest.mark.parametrize("kind", FIXED)
@pytest.mark.parametrize("value", ["17", "[1, 2]", "{a: b}", "", "yes"])
def test_a_value_of_the_wrong_type_is_named(folder: Path, kind: str, value: str) -> None:
    file = FILES[kind]
    path = folder / file.path
    read = document.read(path)
    key = file.key
    spoilt = replaced(read.data, key, {"17": 17, "[1, 2]": [1, 2], "{a: b}": {"a": "b"},
                                       "": None, "yes": True}[value])  # fmt: skip
    path.write_text(json.dumps(spoilt, indent=1), encoding="utf-8")
    found = own_faults(folder, file)
    assert found
    for fault in found:
        assert fault.file == str(path)
        assert key in path.read_text("utf-8").splitlines()[fault.line - 1] or value == "[1, 2]"
    assert by_jsonschema(kind, spoilt)


def replaced(value: Any, key: str, new: Any) -> Any:
    """The value with `new` under the first `key` in it."""
    if isinstance(value, list):
        return [replaced(value[0], key, new), *value[1:]]
    if not isinstance(value, dict):
        return value
    if key in value:
        return {**value, key: new}
    for name, one in value.items():
        if (changed := replaced(one, key, new)) != one:
            return {**value, name: changed}
    return value


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is empty"),
        (b"# nothing\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\xff\xfe", "is no text in UTF-8"),
        (b"a: b\x00c\n", "is not YAML"),
        (b"a: [b\n", "is not YAML"),
        (b"just words\n", "must be a "),
        (b"a: 1\na: 2\n", "stands here a second time"),
        (b"no: 1\n", "put it in quotes"),
        (None, "is missing"),
    ],
)
def test_a_file_that_is_no_such_file_is_named(
    folder: Path, kind: str, content: bytes | None, what: str
) -> None:
    path = folder / FILES[kind].path
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    found = own_faults(folder, FILES[kind])
    assert any(what in fault.what for fault in found), found


@pytest.mark.parametrize(
    ("kind", "old", "new", "told"),
    [
        (
            "questions",
            r"asks: \[(faint),",
            "asks: [feint,",
            "faint.asks: feint is no known finding",
        ),
        ("questions", r"only_if: \[(back_pain)\]", "only_if: [back]", "cancer.only_if: back is no"),
        ("questions", r"id: (nerves)$", "id: life", "life.id: this id is taken"),
        ("triage", r"all: \[(faint),", "all: [feint,", "E0_faint_or_sweat.all: feint is no known"),
        (
            "triage",
            r"any: \[\[(over_60)",
            "any: [[over_600",
            "S22_frail_fever.any.1: over_600 is no",
        ),
        ("triage", r"topic: (seeing_a_doctor)", "topic: doctors", "topic: doctors is no known top"),
        ("triage", r"source: (nhs_back_pain)", "source: nhs", "chest_or_breath.source: nhs is no"),
        ("triage", r"^  (avoid): .*\n", "", "the key avoid is missing"),
        ("triage", r"urgency: (emergency)", "urgency: emergancy", "'emergancy' is unknown, emerge"),
        ("triage", r"^  all: \[(faint).*\n", "", "must be a row with a condition"),
        ("topic", r"topic: (sepsis)", "topic: stones", "must be the file's name, sepsis"),
        ("topic", r"sources: \[(nhs_sepsis)", "sources: [nobody", "nobody is no known source"),
        ("topic", r"^net: (.*)\n", "", "the key net is missing"),
        ("topic", r"^  (overview):", "  cure:", "the key 'cure' is unknown"),
        ("topic", r"short: >-\n(.*)\n.*", 'short: "{hospital}"', "with nothing in braces but"),
        ("topic", r"short: >-\n(.*)\n.*", 'short: " "', "overview.short: is empty"),
        ("topic", r"net: (false)", "net: true", "must be a text, or false"),
        ("findings", r"name: (.*)", 'name: ""', "name: is empty"),
        ("sources", r"reviewed: (2026-11-22)", "reviewed: 2026-13-22", "is no date"),
        (
            "sources",
            r"^(.*?), verified: (?:known|found)",
            r"\1, verified: sure",
            "'sure' is unknown",
        ),
        ("sources", r'url: "(https)', 'url: "http', "must be an https address"),
        ("places", r'emergency_number: ("911")', "emergency_number: 911", "is the number 911"),
        (
            "phrases",
            r"about: (This is about \{topic\})",
            "about: On {topik}",
            "knowledge.about: mu",
        ),
        ("checks", r"letters: (A-Za-z)", "letters: '['", "must be letters and ranges"),
        ("checks", r"(- \\bhospital\\b)", "- '(hospital'", "is no regular expression"),
        ("asking_values", r"^(sepsis):", "sepsys:", "sepsys: the content has no topic of this id"),
        ("asking_places", r"^  (en-GB):", "  en-ZA:", "content/places.yaml has no such place"),
    ],
)
def test_what_leads_nowhere_is_named_with_its_line(
    folder: Path, kind: str, old: str, new: str, told: str
) -> None:
    line = edit(folder, FILES[kind], old, new)
    found = [fault for fault in faults(folder) if told in str(fault)]
    assert found, [str(fault) for fault in faults(folder)]
    assert found[0].file == str(folder / FILES[kind].path)
    assert line - 8 <= found[0].line <= line + 1


def test_a_file_that_nothing_reads_is_named(folder: Path) -> None:
    (folder / "content/en/said/question.yaml").write_text("a: b\n", encoding="utf-8")
    assert "no part of the project reads this" in the_fault(folder, "question.yaml").what


def test_a_finding_that_two_files_have_is_named(folder: Path) -> None:
    path = folder / "content/en/heard/findings/urine.yaml"
    with path.open("a", encoding="utf-8") as file:
        file.write("fever:\n  name: a fever\n  phrases: [fever]\n")
    fault = the_fault(folder, "has this finding already")
    assert fault.line == len(path.read_text("utf-8").splitlines()) - 2


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_one_by_the_standard_and_within_what_is_read(name: str) -> None:
    text = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
    Draft202012Validator.check_schema(json.loads(text))
    assert keywords(schema(name) if name != "common" else {}) <= READ


READ = {
    "$schema", "title", "description", "type", "enum", "const", "pattern", "minLength", "format",
    "minItems", "maxItems", "uniqueItems", "items", "minProperties", "required", "properties",
    "patternProperties", "additionalProperties", "propertyNames", "allOf", "anyOf", "if", "then",
    "x-of-language",
}  # fmt: skip
"""What content/schema.py reads, and what says nothing about a file."""


def keywords(rules: Any) -> set[str]:
    """Every keyword of a schema and those within it."""
    found = set(rules)
    for key, value in rules.items():
        inner = value.values() if key in {"properties", "patternProperties"} else [value]
        if key in {"allOf", "anyOf"}:
            inner = value
        if key not in {"enum", "const", "required"}:
            found |= {one for part in inner if isinstance(part, dict) for one in keywords(part)}
    return found


def test_a_keyword_that_is_not_read_is_seen() -> None:
    assert keywords({"items": {"not": {}}}) - READ == {"not"}


def by_jsonschema(kind: str, data: Any) -> bool:
    """Whether the jsonschema package finds anything wrong."""
    return not Draft202012Validator(schema(kind)).is_valid(data)


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_reference_leads_to_what_an_editor_finds_too(name: str) -> None:
    text = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
    common = json.loads((FOLDER / "common.json").read_text(encoding="utf-8"))["$defs"]
    for file, key in re.findall(r'"\$ref": "([^"#]*)#/\$defs/(\w+)"', text):
        assert file == ("" if name == "common" else "common.json")
        assert key in common


WRITTEN = [
    *ROOT.glob("content/*.yaml"),
    *ROOT.glob("content/*/*/**/*.yaml"),
    *ROOT.glob("interaction_model/source/*.yaml"),
]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_each_file_tells_an_editor_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    found = (path.parent / named).resolve()
    assert (found.parent, found.is_file()) == (FOLDER.resolve(), True)
    assert not by_jsonschema(found.stem, document.read(path).data)


@pytest.mark.parametrize("kind", FILES)
def test_sound_files_are_sound_by_the_standard(kind: str) -> None:
    path = FILES[kind].path
    assert not by_jsonschema(kind, document.read(Path(path)).data)


def test_the_schemas_know_the_aspects_and_urgencies_of_the_code() -> None:
    common = json.loads((FOLDER / "common.json").read_text(encoding="utf-8"))["$defs"]
    assert common["aspect"]["enum"] == list(ASPECTS)
    assert common["urgency"]["enum"] == list(URGENCIES)
