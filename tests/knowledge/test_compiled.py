"""Content as a packaged skill carries it is the content as authors wrote it."""

import json
from pathlib import Path

from content import compile_to, load


def test_findings_keep_the_order_in_which_they_are_said_back(tmp_path: Path) -> None:
    compiled = json.loads(compile_to(tmp_path).read_text(encoding="utf-8"))
    english = compiled["languages"]["en"]["findings"]["findings"]
    assert list(english) == list(load("en-US").findings["findings"])
    assert list(english) != sorted(english)
