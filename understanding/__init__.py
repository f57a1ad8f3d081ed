"""Free text to intent, slots and findings: pure Python, nothing fetched, nothing learned."""

from understanding.findings import FindingSpotter, Heard, Spotted
from understanding.model import load_model
from understanding.resolver import Alternative, Resolver, Understood

__all__ = [
    "Alternative",
    "FindingSpotter",
    "Heard",
    "Resolver",
    "Spotted",
    "Understood",
    "load_model",
]
