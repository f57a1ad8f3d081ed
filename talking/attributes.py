"""Session attributes as they come back: brought up to this version, and read whatever they hold.

They were written by this release, by an older one, by a newer one while two run side by side, or
by nobody we know. Reading never raises: what does not fit is as if it had not been there, so that
the words of this turn are always heard.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Part = Mapping[str, Any]
Migration = Callable[[Part, Part], tuple[Part, Part]]

MIGRATIONS: tuple[Migration, ...] = ()
"""What turns `answer` and `talk` of version n + 1 into version n + 2, at place n."""

VERSION = 1 + len(MIGRATIONS)
"""Goes up, with a migration, when a name or a meaning changes; a new name alone needs neither.
Attributes without a version are of the first one."""

_LONGEST = 8_000
_MOST = 200
_HIGHEST = 1_000_000
_NOTHING: Part = {}


def opened(attributes: object) -> tuple[Part, Part]:
    """Return `answer` and `talk` in this version's form; both empty where they cannot be read.

    Of a newer version, the names that are known here count: while a release goes out, one
    conversation goes back and forth between two of them.
    """
    whole = mapping(attributes)
    answer, talk = mapping(whole.get("answer")), mapping(whole.get("talk"))
    version = talk.get("version", 1)
    if type(version) is not int or version < 1:
        return _NOTHING, _NOTHING
    for migrate in MIGRATIONS[version - 1 :]:
        try:
            answer, talk = migrate(answer, talk)
        except (KeyError, TypeError, ValueError, AttributeError, LookupError):
            return _NOTHING, _NOTHING
    return answer, talk


def mapping(value: object) -> Part:
    """Return `value` where it is an object, an empty one otherwise."""
    return value if isinstance(value, Mapping) else _NOTHING


def mappings(value: object) -> tuple[Part, ...]:
    """Return the objects in a list."""
    return tuple(one for one in _listed(value) if isinstance(one, Mapping))


def text(value: object, default: str = "") -> str:
    """Return `value` where it is text of a bearable length, `default` otherwise."""
    return value if isinstance(value, str) and 0 < len(value) <= _LONGEST else default


def texts(value: object) -> tuple[str, ...]:
    """Return the texts in a list."""
    return tuple(one for one in _listed(value) if isinstance(one, str) and len(one) <= _LONGEST)


def count(value: object) -> int:
    """Return `value` where it is a whole number from nought to a million, nought otherwise."""
    return value if type(value) is int and 0 <= value <= _HIGHEST else 0


def _listed(value: object) -> list[Any] | tuple[Any, ...]:
    return value[:_MOST] if isinstance(value, list | tuple) else ()
