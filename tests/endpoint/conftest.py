"""An endpoint that trusts the tests' own certificate authority."""

from __future__ import annotations

import pytest

from tests.endpoint.authority import Authority
from tests.endpoint.service import Service


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def service(authority: Authority) -> Service:
    return Service(authority)
