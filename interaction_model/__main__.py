"""`python -m interaction_model build` writes the models; `check` names every fault in them."""

from __future__ import annotations

import sys
from pathlib import Path

from content import ContentError
from interaction_model.build import KEPT, build, model_path, render, taught
from interaction_model.check import check_model

REMEDY = "run `make models`"
USAGE = "usage: python -m interaction_model build | check"


def main(arguments: list[str]) -> int:
    """Run one command. Returns the exit code: 0 done, 1 faults found, 2 wrong usage."""
    if arguments not in (["build"], ["check"]):
        print(USAGE, file=sys.stderr)
        return 2
    faults = 0
    for locale in taught():
        model = build(locale)
        for fault in check_model(model):
            faults += 1
            print(f"{locale}: {fault}")
        path = model_path(locale)
        if arguments == ["build"]:
            path.write_text(render(model), encoding="utf-8")
            print(f"wrote {path.name}", file=sys.stderr)
        elif _older(path, locale, render(model)):
            faults += 1
            print(f"{locale}: {path.name} differs from its source; {REMEDY}")
    return 1 if faults else 0


def _older(path: Path, locale: str, text: str) -> bool:
    """Whether a written model is not what the source says; only that of KEPT must be there."""
    if not path.exists():
        return locale == KEPT
    return path.read_text(encoding="utf-8") != text


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ContentError as fault:
        print(fault, file=sys.stderr)
        sys.exit(1)
