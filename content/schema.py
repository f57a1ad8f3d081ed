"""Holds a file of content to the JSON schema of its kind (`schema/*.json`, which editors use too).

It reads the part of JSON Schema (draft 2020-12) that those files are written in, and tells a fault
in words for an author. A test holds its verdicts to those of the `jsonschema` package.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from content.document import Document
from content.errors import ContentError, shown

FOLDER = Path(__file__).parent / "schema"

TYPES: Mapping[str, Any] = {
    "string": str,
    "array": list,
    "object": dict,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}
NAMES = {
    "string": "a text",
    "array": "a list",
    "object": "a mapping of keys",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
}

Schema = Mapping[str, Any]
Place = tuple[str | int, ...]
Wrong = tuple[Place, str]
"""Keys from the top of the file, and what is wrong there."""


def faults(document: Document, kind: str) -> list[ContentError]:
    """All that is wrong with the shape of a file, in the order of its lines."""
    found = [document.fault(*wrong) for wrong in wrongs(document.data, schema(kind))]
    return sorted(found, key=lambda fault: (fault.line, fault.key))


@cache
def schema(kind: str) -> Schema:
    """The JSON schema of a kind of file, with what it refers to put in its place."""
    read: Schema = _put_in(json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8")))
    return read


def _put_in(node: Any) -> Any:
    if isinstance(node, list):
        return [_put_in(one) for one in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        return _put_in(_common()[name])
    return {key: _put_in(value) for key, value in node.items()}


@cache
def _common() -> Schema:
    read: Schema = json.loads((FOLDER / "common.json").read_text(encoding="utf-8"))["$defs"]
    return read


def wrongs(value: Any, rules: Schema, at: Place = ()) -> Iterator[Wrong]:
    """Where a value breaks the rules of a schema whose references are put in."""
    expected = rules.get("type")
    if expected and not _is(value, expected):
        yield at, f"must be {NAMES[expected]}, is {_named(value)}"
        return
    if "enum" in rules and value not in rules["enum"]:
        yield at, f"{shown(value)} is unknown{_meant(value, rules['enum'])}"
    if "const" in rules and (type(value), value) != (type(rules["const"]), rules["const"]):
        yield at, f"must be {json.dumps(rules['const'])}, is {_named(value)}"
    if isinstance(value, str):
        yield from _text(value, rules, at)
    elif isinstance(value, list):
        yield from _list(value, rules, at)
    elif isinstance(value, dict):
        yield from _mapping(value, rules, at)
    yield from _combined(value, rules, at)


def _text(value: str, rules: Schema, at: Place) -> Iterator[Wrong]:
    pattern, form = rules.get("pattern"), rules.get("format")
    if not value.strip() and ("minLength" in rules or pattern):
        yield at, "is empty"
    elif pattern and not re.search(pattern, value):
        yield at, f"must be {rules.get('description', 'another text')}, is {shown(value)}"
    elif form and (fault := FORMATS[form](value)):
        yield at, f"{shown(value)} is {fault}"


def _list(value: list[Any], rules: Schema, at: Place) -> Iterator[Wrong]:
    if len(value) > rules.get("maxItems", len(value)):
        yield at, f"has {len(value)} entries, at most {rules['maxItems']}"
    if len(value) < rules.get("minItems", 0):
        yield (
            at,
            "is empty" if not value else f"has {len(value)} entries, at least {rules['minItems']}",
        )
    if rules.get("uniqueItems"):
        for position, item in enumerate(value):
            if item in value[:position]:
                yield (*at, position), f"names {shown(item)} a second time"
    for position, item in enumerate(value):
        yield from wrongs(item, rules.get("items", {}), (*at, position))


def _mapping(value: dict[str, Any], rules: Schema, at: Place) -> Iterator[Wrong]:
    own, patterns = rules.get("properties", {}), rules.get("patternProperties", {})
    others = rules.get("additionalProperties", {})
    if len(value) < rules.get("minProperties", 0):
        yield at, "is empty"
    meant: list[str] = []
    for key, inner in value.items():
        for _, what in wrongs(key, rules.get("propertyNames", {})):
            yield (*at, key), f"the key {what}"
        fitting = [rule for pattern, rule in patterns.items() if re.search(pattern, key)]
        if key in own:
            fitting.append(own[key])
        if not fitting and others is False:
            known = [name for name in own if name not in value]
            meant += get_close_matches(key, known, 1)
            yield (*at, key), f"this key is unknown{_meant(key, known)}"
        for rule in fitting or ([others] if others else []):
            yield from wrongs(inner, rule, (*at, key))
    for key in rules.get("required", ()):
        if key not in value and key not in meant:  # a misspelt key is told once
            yield at, f"the key {key} is missing"


def _combined(value: Any, rules: Schema, at: Place) -> Iterator[Wrong]:
    for part in rules.get("allOf", ()):
        yield from wrongs(value, part, at)
    if "anyOf" in rules and not any(_fits(value, part) for part in rules["anyOf"]):
        yield at, "is empty" if value == "" else f"must be {rules['description']}"
    if "if" in rules and _fits(value, rules["if"]):
        yield from wrongs(value, rules["then"], at)


def _fits(value: Any, rules: Schema) -> bool:
    return next(wrongs(value, rules), None) is None


def _is(value: Any, expected: str) -> bool:
    if expected in {"integer", "number"} and isinstance(value, bool):
        return False
    return isinstance(value, TYPES[expected])


def _named(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return json.dumps(value)
    kind = next((name for name, one in TYPES.items() if isinstance(value, one)), "")
    return f"the number {value}" if kind in {"integer", "number", ""} else NAMES[kind]


def _meant(wrong: Any, known: Sequence[str]) -> str:
    close = get_close_matches(str(wrong), known, 1)
    if close:
        return f", {close[0]} may be meant"
    return f", use {' or '.join(known)}" if known else ""


def _no_date(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError as fault:
        return f"no date ({fault})"
    return ""


def _no_expression(text: str) -> str:
    try:
        re.compile(text)
    except re.error as fault:
        return f"no regular expression ({fault})"
    return ""


FORMATS = {"date": _no_date, "regex": _no_expression}
