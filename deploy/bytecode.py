"""Compiles all modules of the current folder: `python bytecode.py /folder/it/will/run/in`.

Run by the very Python that is to run them, so it imports nothing but the standard library. The
bytecode does without docstrings and does not look at dates.
"""

import py_compile
import sys
from pathlib import Path


def compile_all(runs_in: str) -> None:
    """Write `__pycache__` beside every module, as if it were compiled in the folder `runs_in`."""
    for path in sorted(Path().rglob("*.py")):
        target = path.parent / "__pycache__" / f"{path.stem}.{sys.implementation.cache_tag}.pyc"
        py_compile.compile(
            str(path),
            str(target),
            f"{runs_in}/{path.as_posix()}",
            doraise=True,
            optimize=2,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )


if __name__ == "__main__":
    compile_all(sys.argv[1])
