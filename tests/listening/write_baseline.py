"""Writes baseline.json from what is measured now: read its difference before committing it."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

import utterance_cases as own  # noqa: E402

if __name__ == "__main__":
    text = own.render(own.report())
    (HERE / "baseline.json").write_text(text, encoding="utf-8")
    print(text.split('"wrong"')[0])
