"""What the skill remembers about a person between visits: preferences, nothing else.

The stores themselves are in `sqlite.py` and `dynamodb.py`; one that is not used is not imported.
"""

from skill.memory.base import (
    PREFERENCES,
    Conflict,
    Memory,
    Remembered,
    StoreUnavailable,
    update,
)
from skill.memory.nothing import NoMemory
from skill.memory.settings import home_file, home_setting, memory_from_environment

__all__ = [
    "PREFERENCES",
    "Conflict",
    "Memory",
    "NoMemory",
    "Remembered",
    "StoreUnavailable",
    "home_file",
    "home_setting",
    "memory_from_environment",
    "update",
]
