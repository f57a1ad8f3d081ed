import json
from pathlib import Path

import pytest
from jsonschema import Draft201909Validator

from harness.device import Device
from lambda_handler import lambda_handler

SCHEMAS = json.loads((Path(__file__).parent / "schema" / "apl.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def device():
    return Device(lambda_handler)


@pytest.fixture
def show(device):
    """Plays turns on a device with a screen; returns the last Turn."""

    def play(*turns, locale="en-US", on="screen"):
        session = None
        for turn in turns:
            what = {"text": turn} if isinstance(turn, str) else turn
            answered = device.turn(session=session, device=on, locale=locale, **what)
            session = answered["session"]
        return answered

    return play


@pytest.fixture(scope="session")
def faults_of():
    """What Amazon's schemas find wrong with a component or a command.

    What only a Container's child may have (grow, spacing ...) has a schema of its own.
    """

    def check(thing, parent=""):
        schema = SCHEMAS.get(thing.get("type"))
        if schema is None:
            return [f"no schema for {thing.get('type')}"]
        laid_out = SCHEMAS["ContainerChild"]["properties"] if parent == "Container" else ()
        child = {key: value for key, value in thing.items() if key in laid_out}
        own = {key: value for key, value in thing.items() if key not in laid_out}
        found = [*faults(own, schema), *faults(child, SCHEMAS["ContainerChild"])]
        return found + [
            fault for one in thing.get("items", ()) for fault in check(one, thing["type"])
        ]

    return check


def faults(thing, schema):
    return [fault.message for fault in Draft201909Validator(schema).iter_errors(thing)]
