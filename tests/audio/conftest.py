"""A cache of its own for every test, and engines that end with the session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from audio import engines


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which this test's clips are kept."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("BACK_PAIN_GUIDE_CACHE", str(folder))
    for name in ("BACK_PAIN_GUIDE_ENGINE", "BACK_PAIN_GUIDE_PIPER_VOICE"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(scope="session", autouse=True)
def _ended() -> Iterator[None]:
    yield
    for name in engines.ENGINES:
        engines.create(name).close()
    engines.create.cache_clear()
