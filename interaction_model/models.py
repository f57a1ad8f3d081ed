"""The interaction models, for whoever reads them at run time.

A checkout makes them from the source in memory, so they are never older than it. A packaged skill
carries them ready-made (`compiled/`), and neither the source nor a YAML reader.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
COMPILED = HERE / "compiled"


@cache
def locales() -> tuple[str, ...]:
    """The locales that have a model, sorted."""
    if COMPILED.exists():
        return tuple(sorted(path.stem for path in COMPILED.glob("*.json")))
    from interaction_model.build import taught

    return tuple(sorted(taught()))


@cache
def load(locale: str) -> dict[str, Any]:
    """The model of one of `locales()`, as Alexa imports it. Raises KeyError for any other."""
    if locale not in locales():
        raise KeyError(locale)
    if COMPILED.exists():
        read: dict[str, Any] = json.loads((COMPILED / f"{locale}.json").read_text("utf-8"))
        return read
    from interaction_model.build import build

    return build(locale)


def compile_to(folder: Path) -> None:
    """Writes every model as JSON into `folder`, which is made where it is missing."""
    from interaction_model.build import build, render, taught

    folder.mkdir(parents=True, exist_ok=True)
    for locale in taught():
        (folder / f"{locale}.json").write_text(render(build(locale)), encoding="utf-8")
