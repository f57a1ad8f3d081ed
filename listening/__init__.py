"""Free text to intent, slots and findings: pure Python, nothing fetched, nothing learned.

tokeniser, numbers, spelling   words
findings/                      what a person tells
asking/                        what a person wants to know
resolver, listen, heard        both at once, as one meaning
"""

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
