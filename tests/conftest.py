"""In CI nothing may be skipped: a test that finds its tool missing fails there."""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import Any

import pytest

FORBIDDEN = os.environ.get("CI", "").lower() in {"1", "true"}


def _refuse(report: Any) -> Any:
    """Turns a skip into a failure; an expected failure is none."""
    if FORBIDDEN and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"CI allows no skipped test. {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    return _refuse((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    return _refuse((yield))
