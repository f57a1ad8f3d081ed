"""An endpoint that trusts the tests' own certificate authority."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.endpoint.authority import Authority
from tests.endpoint.service import Service


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def service(authority: Authority) -> Service:
    return Service(authority)


@pytest.fixture
def trusting(authority: Authority, tmp_path: Path) -> dict[str, str]:
    """The settings of an endpoint that trusts the tests' authority, with a store of its own."""
    (tmp_path / "root.pem").write_bytes(authority.root.pem)
    (tmp_path / "chain.pem").write_bytes(authority.chain)
    return {
        "TEST_ROOT": str(tmp_path / "root.pem"),
        "TEST_CHAIN": str(tmp_path / "chain.pem"),
        "BACK_PAIN_GUIDE_MEMORY": f"sqlite:{tmp_path}/memory.sqlite3",
        "BACK_PAIN_GUIDE_LOG": "off",
    }
