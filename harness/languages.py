"""A new language: its folder with every file of English, and nothing said or heard in it yet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from content import schema
from content.files import OF_LANGUAGE, Folder
from content.loader import FALLBACK, HERE
from harness.errors import InputError


def add_language(name: str, root: Path | None = None) -> list[tuple[str, int]]:
    """Writes the folder of a language; returns each file with how many entries are to be written.

    Ids, urgencies and references are those of English. Raises InputError if the name is no
    language's or the folder is there.
    """
    folder = Folder(root or HERE)
    if not (name.isascii() and name.isalpha() and name.islower() and len(name) in (2, 3)):
        raise InputError("bad_language", f"{name} is no language: give two or three letters.")
    target = folder.path / name
    if target.exists():
        raise InputError("bad_language", f"There is a folder {target} already.")
    for path, document in folder.language(FALLBACK).documents.items():
        kind = kind_of(path)
        up = "../" * len(Path(path).parts)
        head = f"# yaml-language-server: $schema={up}schema/{kind}.json\n"
        text = yaml.safe_dump(
            emptied(document.data, schema.schema(kind)), sort_keys=False, allow_unicode=True
        )
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(head + text, encoding="utf-8")
    return missing(name, root)


def missing(name: str, root: Path | None = None) -> list[tuple[str, int]]:
    """Each file of a language with how many of its entries are empty or wrong."""
    files = Folder(root or HERE).language(name)
    by_file = {path: document.fault((), "").file for path, document in files.documents.items()}
    return [
        (path, sum(fault.file == file for fault in files.faults)) for path, file in by_file.items()
    ]


def kind_of(path: str) -> str:
    """The kind of a file of a language, by its path in the language's folder."""
    return next(kind for pattern, kind in OF_LANGUAGE.items() if Path(path).match(pattern))


def emptied(value: Any, rules: Mapping[str, Any]) -> Any:
    """A value without what is of its language (`x-of-language` in its schema)."""
    if rules.get("x-of-language"):
        return type(value)()
    if isinstance(value, dict):
        own, others = rules.get("properties", {}), rules.get("additionalProperties") or {}
        return {key: emptied(inner, own.get(key, others)) for key, inner in value.items()}
    if isinstance(value, list):
        return [emptied(inner, rules.get("items", {})) for inner in value]
    return "" if isinstance(value, str) and "anyOf" in rules else value
