"""Holds an interaction model to Alexa's rules, so that an import does not fail halfway.

The official schema (schema/interaction_model.json) catches a wrong shape. The rules here catch
what it lets through: names, samples, slots and values that Alexa refuses or hears twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from interaction_model import delivery_rules, rules
from interaction_model.rules import Fault

SCHEMA = Path(__file__).parent / "schema" / "interaction_model.json"

__all__ = ["Fault", "check_model"]


def check_model(model: Mapping[str, Any]) -> list[Fault]:
    """Every fault in a model, as Alexa's own import would find them and more; empty when sound.

    Rules are only tried on a model whose shape is right.
    """
    faults = list(_shape(model))
    if not faults:
        language = model["interactionModel"]["languageModel"]
        faults = [fault for rule in rules.RULES for fault in rule(language)]
        if not faults:  # what a sentence is delivered as can be asked of a sound model only
            faults = [fault for rule in delivery_rules.RULES for fault in rule(language)]
    return faults


def _shape(model: Mapping[str, Any]) -> Iterator[Fault]:
    from jsonschema import Draft4Validator  # slow to import, and only a check needs it

    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for error in Draft4Validator(schema).iter_errors(model):
        place = "/".join(str(step) for step in error.absolute_path) or "model"
        yield Fault(place, f"{error.message[:200]}; see the official schema")
    yield from _unknown_keys(model, schema, schema, "model")


def _unknown_keys(
    value: Any, schema: Mapping[str, Any], whole: Mapping[str, Any], place: str
) -> Iterator[Fault]:
    """Keys that the schema does not know: Alexa drops them in silence."""
    while "$ref" in schema:
        schema = whole["definitions"][str(schema["$ref"]).rsplit("/", 1)[-1]]
    if isinstance(value, dict) and "properties" in schema:
        for key, inside in value.items():
            if key not in schema["properties"]:
                yield Fault(place, f'unknown key "{key}"; Alexa would ignore it: take it out')
            else:
                yield from _unknown_keys(inside, schema["properties"][key], whole, f"{place}/{key}")
    elif isinstance(value, list) and "items" in schema:
        for at, inside in enumerate(value):
            yield from _unknown_keys(inside, schema["items"], whole, f"{place}/{at}")
