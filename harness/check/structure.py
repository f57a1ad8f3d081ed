"""Rules for the files as authors write them, before any of it is loaded."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from content import ASPECTS
from harness.check.fault import Fault

BRACES = {"{emergency}", "{emergency_number}", "{emergency_place}", "{urgent}"}
_TOPIC_KEYS = {"topic", "name", "dangerous", "worry", "aspects"}
_TOPIC_MAY = {"net", "core", "depth", "stands_for", "pills", "heard"}
_CELL_KEYS = {"short", "more", "sources"}
_CELL_MAY = {"net"}


def malformed_topic(stem: str, raw: Any, source_ids: Collection[str]) -> Iterator[Fault]:
    """What is wrong with the shape of one topic file; `stem` is its name without ".yaml"."""
    if not isinstance(raw, Mapping):
        yield Fault("shape", stem, "is not a mapping of keys")
        return
    yield from _keys(stem, raw, _TOPIC_KEYS, _TOPIC_MAY)
    if raw.get("topic") != stem:
        yield Fault("shape", stem, f"says topic: {raw.get('topic')}, should be the file's name")
    if raw.get("dangerous") and not raw.get("net"):
        yield Fault("shape", stem, "is dangerous and has no net, the line on when to get help")
    for aspect, cell in (raw.get("aspects") or {}).items():
        where = f"{stem}/{aspect}"
        if aspect not in ASPECTS:
            yield Fault("shape", where, f"is not an aspect, use one of {', '.join(ASPECTS)}")
        if not isinstance(cell, Mapping):
            yield Fault("shape", where, "is not a mapping of keys")
            continue
        yield from _keys(where, cell, _CELL_KEYS, _CELL_MAY)
        for source in cell.get("sources") or ():
            if source not in source_ids:
                yield Fault("source", where, f"names {source}, which sources.yaml does not have")
        text = f"{cell.get('short')} {cell.get('more')} {cell.get('net', '')} {raw.get('net', '')}"
        for brace in re.findall(r"\{[^}]*\}", text):
            if brace not in BRACES:
                yield Fault("shape", where, f"{brace} is unknown, use {', '.join(sorted(BRACES))}")


def _keys(where: str, raw: Mapping[str, Any], must: set[str], may: set[str]) -> Iterator[Fault]:
    for key in sorted(must - raw.keys()):
        yield Fault("shape", where, f"lacks {key}")
    for key in sorted(raw.keys() - must - may):
        yield Fault("shape", where, f"has {key}, which nothing reads")
