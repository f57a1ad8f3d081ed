"""Read Alexa's JSON into the SDK's model objects and write them back, quickly.

The SDK's own serializer looks every class up by name, walks every possible attribute and parses
dates with dateutil, on each request: most of the time of a turn. Here each model class is looked
at once; from then on a request is read by walking only the keys that are in it. What comes out is
equal to what the SDK makes, but for dates in other forms than ISO 8601, which are refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_model import RequestEnvelope, ResponseEnvelope

Reader = Callable[[Any], Any]

_LIST_OF = re.compile(r"list\[([^,]*)\]")
_DICT_OF = re.compile(r"dict\([^,]*, ?(.*)\)")
_PLAIN = frozenset((str, int, float, bool, type(None)))
_NATIVE: Mapping[str, Callable[[Any], Any]] = {"str": str, "int": int, "float": float, "bool": bool}


class FastSerializer:
    """Stands in for `ask_sdk_core.serialize.DefaultSerializer`."""

    def deserialize(self, payload: str | None, obj_type: Any) -> Any:
        """Return the JSON text `payload` as an object of `obj_type` (a class, or its name).

        Raises `SerializationException` where the text is not JSON or does not fit the type.
        """
        if payload is None:
            return None
        try:
            value = json.loads(payload)
        except Exception as fault:  # too deep a nesting is no ValueError
            raise SerializationException("The request is not JSON.") from fault
        return _read(value, obj_type)

    def read_envelope(self, event: Mapping[str, Any]) -> RequestEnvelope:
        """Return an already parsed request as the SDK's envelope; `event` itself is left alone."""
        return _read(event, RequestEnvelope)

    def serialize(self, obj: Any) -> Any:
        """Return `obj` (a model object, or plain data holding some) as plain JSON data."""
        kind: Any = type(obj)
        if kind in _PLAIN:
            return obj
        if kind is dict:
            return {
                key: value if type(value) in _PLAIN else self.serialize(value)
                for key, value in obj.items()
            }
        if kind is list:
            return [self.serialize(value) for value in obj]
        if isinstance(obj, Enum):
            return obj.value
        if isinstance(obj, tuple):
            return tuple(self.serialize(value) for value in obj)
        if isinstance(obj, date):
            return obj.isoformat()
        return {
            key: value if type(value) in _PLAIN else self.serialize(value)
            for attribute, key in _keys(kind)
            if (value := getattr(obj, attribute)) is not None
        }

    def write_envelope(self, envelope: ResponseEnvelope) -> dict[str, Any]:
        """Return a response as the JSON object that Alexa expects."""
        written: dict[str, Any] = self.serialize(envelope)
        return written


def _read(value: Any, kind: Any) -> Any:
    try:
        return _reader(kind)(value)
    except SerializationException:
        raise
    except Exception as fault:  # the SDK, too, turns every fault in a model into this one kind
        raise SerializationException(str(fault)) from fault


@cache
def _reader(kind: Any) -> Reader:
    """Return the function that reads a value of `kind`, a class or the SDK's name of a type."""
    if isinstance(kind, str):
        if of := _LIST_OF.fullmatch(kind):
            return _list_reader(of.group(1).strip())
        if of := _DICT_OF.fullmatch(kind):
            return _dict_reader(of.group(1))
        if kind == "object":
            return _copy
        if kind == "datetime":
            return _datetime
        if kind in _NATIVE:
            return _native_reader(kind)
        module, _, name = kind.rpartition(".")
        kind = getattr(import_module(module), name)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value: None if value is None else kind(value)
    if hasattr(kind, "get_real_child_model"):
        return _child_reader(kind)
    return _model_reader(kind)


def _native_reader(name: str) -> Reader:
    expected = _NATIVE[name]

    def read(value: Any) -> Any:
        if value is None or type(value) is expected:
            return value
        try:
            return expected(value)
        except TypeError:
            return value

    return read


def _datetime(value: Any) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def _copy(value: Any) -> Any:
    """Return plain JSON data that shares nothing with `value`, as a trip through text would."""
    if type(value) is dict:
        return {key: _copy(inner) for key, inner in value.items()}
    if type(value) is list:
        return [_copy(inner) for inner in value]
    return value


def _list_reader(of: str) -> Reader:
    def read(value: Any) -> list[Any] | None:
        if value is None:
            return None
        item = _reader(of)
        return [item(inner) for inner in value]

    return read


def _dict_reader(of: str) -> Reader:
    def read(value: Any) -> dict[str, Any] | None:
        if value is None:
            return None
        item = _reader(of)
        return {key: item(inner) for key, inner in value.items()}

    return read


def _child_reader(kind: Any) -> Reader:
    """Read a class that stands for several, told apart by one key, such as a request's `type`."""

    def read(value: Any) -> Any:
        if value is None:
            return None
        name = kind.get_real_child_model(value)
        if not name:
            raise SerializationException(f"No {kind.__name__} is known by that type.")
        return _child(name)(value)

    return read


@cache
def _child(name: str) -> Reader:
    module, _, child = name.rpartition(".")
    return _model_reader(getattr(import_module(module), child))


@cache
def _model_reader(kind: Any) -> Reader:
    empty = kind().__dict__
    types = kind.deserialized_types
    # Readers are looked up when a key is first met: models refer to one another, in circles too.
    attributes = {key: (attribute, types[attribute]) for attribute, key in _keys(kind)}
    readers: dict[str, tuple[str, Reader]] = {}

    def read(value: Any) -> Any:
        if value is None:
            return None
        if type(value) is not dict and value not in ([], ""):
            raise SerializationException(f"{kind.__name__} is not an object.")
        model = kind.__new__(kind)
        fields = model.__dict__
        fields.update(empty)
        for key, inner in value.items() if value else ():
            known = readers.get(key)
            if known is None:
                if key not in attributes:
                    setattr(model, key, _copy(inner))
                    continue
                attribute, of = attributes[key]
                known = readers[key] = (attribute, _reader(of))
            fields[known[0]] = known[1](inner)
        return model

    return read


@cache
def _keys(kind: Any) -> tuple[tuple[str, str], ...]:
    """Return (attribute, JSON key) for every attribute of a model class."""
    names: Mapping[str, str] = getattr(kind, "attribute_map", {})
    return tuple((name, names.get(name, name)) for name in kind.deserialized_types)
