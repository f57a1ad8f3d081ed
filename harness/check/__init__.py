"""What is held by `python -m harness check`."""

from harness.check.content import check_content
from harness.check.everything import run
from harness.check.fault import Fault

__all__ = ["Fault", "check_content", "run"]
