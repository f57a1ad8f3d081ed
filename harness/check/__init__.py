"""The content linter behind `python -m harness check`: what is said is held to the rules."""

from harness.check.content import LOCALES, check_content, run
from harness.check.fault import Fault

__all__ = ["LOCALES", "Fault", "check_content", "run"]
