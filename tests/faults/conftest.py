"""The endpoint's fixtures, for faults that reach it."""

from tests.endpoint.conftest import authority, trusting

__all__ = ["authority", "trusting"]
