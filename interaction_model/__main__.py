"""`python -m interaction_model build` writes the models; `check` names every fault in them."""

from __future__ import annotations

import sys

from interaction_model.build import LOCALES, build, model_path, render
from interaction_model.check import check_model

REMEDY = "run `python -m interaction_model build`"
USAGE = "usage: python -m interaction_model build | check"


def main(arguments: list[str]) -> int:
    """Run one command. Returns the exit code: 0 done, 1 faults found, 2 wrong usage."""
    if arguments not in (["build"], ["check"]):
        print(USAGE, file=sys.stderr)
        return 2
    faults = 0
    for locale in LOCALES:
        model = build(locale)
        for fault in check_model(model):
            faults += 1
            print(f"{locale}: {fault}")
        path = model_path(locale)
        if arguments == ["build"]:
            path.write_text(render(model), encoding="utf-8")
            print(f"wrote {path.name}", file=sys.stderr)
        elif not path.exists() or path.read_text(encoding="utf-8") != render(model):
            faults += 1
            print(f"{locale}: {path.name} differs from its source; {REMEDY}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
