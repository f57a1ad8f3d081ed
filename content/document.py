"""One YAML file as authors write it: its data, and on which line each key of it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from content.errors import ContentError, shown

PROJECT = Path(__file__).parent.parent
MERGE = "tag:yaml.org,2002:merge"
TEXT = "tag:yaml.org,2002:str"

Keys = Sequence[str | int]


@dataclass(frozen=True)
class Document:
    """A file that was read."""

    path: Path
    data: Any
    root: Any
    """The YAML node it was made from, which knows the lines."""

    def fault(self, keys: Keys, what: str, at_key: bool = True) -> ContentError:
        """What is wrong under `keys` (names and positions from the top), with its line."""
        return ContentError(name_of(self.path), self.line(keys, at_key), self._named(keys), what)

    def line(self, keys: Keys, at_key: bool = True) -> int:
        """The line of the last key that is there; with `at_key` off, that of its value."""
        node, line = self.root, self.root.start_mark.line + 1
        for key in keys:
            found = _child(node, key)
            if found is None:
                break
            head, node = found
            line = (head if at_key else node).start_mark.line + 1
        return int(line)

    def _named(self, keys: Keys) -> str:
        """The keys as a person reads them: a row's id in place of its position."""
        names, value = [], self.data
        for key in keys:
            value = value[key] if _has(value, key) else None
            own = value.get("id") if isinstance(key, int) and isinstance(value, dict) else None
            names.append(own if isinstance(own, str) else f"{key + 1}" if own is None
                         and isinstance(key, int) else str(key))  # fmt: skip
        return ".".join(names)


def name_of(path: Path) -> str:
    """A file's name in a message: from the project's folder on, where it lies there."""
    path = path.absolute()
    return str(path.relative_to(PROJECT) if path.is_relative_to(PROJECT) else path)


def read(path: Path) -> Document:
    """The document in a file.

    Raises ContentError if it is missing, empty, no text or no YAML, or names a key twice.
    """
    import yaml  # a packaged skill has compiled content and no YAML reader

    try:
        loader = _loader()(path.read_bytes().decode("utf-8"))
        root = loader.get_single_node()
        for fault in _bad_keys(root, path):
            raise fault
        data = loader.construct_document(root) if root is not None else None
    except FileNotFoundError:
        raise ContentError(name_of(path), 0, "", "is missing") from None
    except OSError as error:
        raise ContentError(name_of(path), 0, "", f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        what = f"is no text in UTF-8 (byte {error.start + 1})"
        raise ContentError(name_of(path), 0, "", what) from None
    except yaml.YAMLError as error:
        raise ContentError(name_of(path), *_not_yaml(error)) from None
    except RecursionError:
        raise ContentError(name_of(path), 0, "", "is nested too deeply") from None
    if data is None:
        raise ContentError(name_of(path), 0, "", "is empty")
    return Document(path, data, root)


@cache
def _loader() -> Any:
    """The quick reader where there is one; a date stays the text that was written."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        """YAML without dates."""

    Loader.yaml_implicit_resolvers = {
        first: [(tag, test) for tag, test in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return Loader


def _bad_keys(root: Any, path: Path) -> Iterator[ContentError]:
    """Keys that stand twice in one mapping, of which YAML would drop one, or that are no text."""
    waiting, seen = [root] if root is not None else [], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen or isinstance(node.value, str):
            continue
        seen.add(id(node))
        if node.id == "sequence":
            waiting.extend(node.value)
            continue
        names: set[str] = set()
        for key, value in node.value:
            waiting.append(value)
            if key.tag == MERGE:
                continue
            line = key.start_mark.line + 1
            if key.tag != TEXT:
                what = "is no text as a key, put it in quotes"
                yield ContentError(name_of(path), line, shown(key.value), what)
            elif key.value in names:
                yield ContentError(name_of(path), line, key.value, "stands here a second time")
            names.add(str(key.value))


def _not_yaml(error: Any) -> tuple[int, str, str]:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return (mark.line + 1 if mark else 0), "", f"is not YAML: {' '.join(str(problem).split())}"


def _child(node: Any, key: str | int) -> tuple[Any, Any] | None:
    """The key's own node and its value's, in a mapping or a sequence node."""
    if node.id == "mapping":
        return next(((k, v) for k, v in reversed(node.value) if k.value == key), None)
    if node.id == "sequence" and isinstance(key, int) and key < len(node.value):
        return node.value[key], node.value[key]
    return None


def _has(value: Any, key: str | int) -> bool:
    if isinstance(value, dict):
        return key in value
    return isinstance(value, list) and isinstance(key, int) and key < len(value)
