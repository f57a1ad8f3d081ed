"""Free text to intent, slots and findings: pure Python, nothing fetched, nothing learned."""

from listening.findings import FindingSpotter, Heard, Spotted
from listening.model import load_model
from listening.resolver import Alternative, Resolver, Understood

__all__ = [
    "Alternative",
    "FindingSpotter",
    "Heard",
    "Resolver",
    "Spotted",
    "Understood",
    "load_model",
]
