"""All that `python -m harness check` holds: models, content, their agreement, conversations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from content import ContentError, load, locales
from harness.check.agreement import agreement_faults
from harness.check.content import run as content_run
from harness.check.content import shape_fault
from harness.check.fault import Fault
from harness.conversations import ConversationError, play, read
from harness.device import Device
from interaction_model import models
from interaction_model.build import source_faults
from interaction_model.check import check_model
from lambda_handler import lambda_handler
from listening.model import alexa_model

CONVERSATIONS = Path(__file__).parents[2] / "tests" / "conversations"


def run(root: Path | None = None) -> list[Fault]:
    """Every fault there is; none is the only pass.

    With a folder `root` that content alone is checked: models and conversations are the own ones.
    """
    faults = content_run(root=root)
    if root is not None:
        return faults
    source = [*map(shape_fault, source_faults())]
    spoken = () if source else _sound_locales()
    faults += [*source, *model_faults(spoken)]
    return [*faults, *conversation_faults(CONVERSATIONS)] if spoken else faults


def _sound_locales() -> list[str]:
    """The locales of finished languages that Alexa is taught; none if English cannot be read."""
    try:
        load("en-US")
        return [locale for locale in locales() if locale in models.locales()]
    except ContentError:
        return []


def model_faults(spoken: Iterable[str]) -> Iterator[Fault]:
    """Faults of each interaction model, and where it disagrees with handlers and content."""
    for locale in spoken:
        model = alexa_model(locale)
        for wrong in check_model(model):
            yield Fault("model", locale, str(wrong))
        for fault in agreement_faults(load(locale), model):
            yield Fault(fault.rule, f"{locale} {fault.where}", fault.what)


def conversation_faults(folder: Path) -> Iterator[Fault]:
    """Conversations that do not go as their file says."""
    for path in sorted(folder.rglob("*.yaml")):
        where = str(path.relative_to(folder))
        try:
            played = play(read(path), Device(lambda_handler))
        except (ConversationError, yaml.YAMLError) as fault:
            yield Fault("conversation", where, str(fault))
            continue
        for number, step in enumerate(played, 1):
            for what in step.faults:
                yield Fault("conversation", f"{where} turn {number}", what)
