"""Data binding of APL: what stands between ${ and } in a document, worked out against data.

Knows what the documents here use: paths (a.b, a[0], a['b']), literals, ! - + * / % comparison,
&& || and the conditional. As in APL, a path that leads nowhere is null, and text of nothing but
one expression keeps the expression's type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

_BOUND = re.compile(r"\$\{([^}]*)\}")
_TOKEN = re.compile(
    r"\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|(@?[A-Za-z_]\w*)|(==|!=|<=|>=|&&|\|\||[-+*/%<>!?:()\[\].]))"
)
_WORDS: Mapping[str, Any] = {"true": True, "false": False, "null": None}
_OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "+": lambda a, b: _text(a) + _text(b) if isinstance(a, str) or isinstance(b, str) else a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "%": lambda a, b: a % b,
}
_LEVELS = (("==", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))


class BindingError(ValueError):
    """An expression that cannot be read; the message quotes it."""


def bind(value: Any, data: Mapping[str, Any]) -> Any:
    """A value of a document with its expressions worked out; @names are looked up in `data`."""
    if not isinstance(value, str):
        return value
    if value.startswith("@"):
        return data.get(value, value)
    whole = _BOUND.fullmatch(value)
    if whole:
        return evaluate(whole.group(1), data)
    return _BOUND.sub(lambda match: _text(evaluate(match.group(1), data)), value)


def truthy(value: Any) -> bool:
    """Whether a value counts as true in APL: null, false, 0, and empty text do not."""
    return value not in (None, False, 0, "")


def evaluate(expression: str, data: Mapping[str, Any]) -> Any:
    """The value of an expression. Raises BindingError where it cannot be read."""
    reader = _Reader(_tokens(expression), data, expression)
    value = reader.conditional()
    if reader.tokens:
        raise BindingError(f"Cannot read the rest of ${{{expression}}}.")
    return value


def _tokens(expression: str) -> list[tuple[str, Any]]:
    tokens: list[tuple[str, Any]] = []
    place = 0
    text = expression.strip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if not match:
            raise BindingError(f"Cannot read ${{{expression}}} from {text[place:]!r} on.")
        number, string, name, operator = match.groups()
        if number is not None:
            tokens.append(("value", float(number) if "." in number else int(number)))
        elif string is not None:
            tokens.append(("value", string))
        elif name is not None:
            tokens.append(("name", name))
        else:
            tokens.append(("operator", operator))
        place = match.end()
    return tokens


class _Reader:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, tokens: list[tuple[str, Any]], data: Mapping[str, Any], source: str) -> None:
        self.tokens = tokens
        self.data = data
        self.source = source

    def conditional(self) -> Any:
        condition = self.either()
        if not self.take("?"):
            return condition
        first = self.conditional()
        self.need(":")
        second = self.conditional()
        return first if truthy(condition) else second

    def either(self) -> Any:
        left = self.both()
        while self.take("||"):
            right = self.both()
            left = left if truthy(left) else right
        return left

    def both(self) -> Any:
        left = self.binary(0)
        while self.take("&&"):
            right = self.binary(0)
            left = right if truthy(left) else left
        return left

    def binary(self, level: int) -> Any:
        if level == len(_LEVELS):
            return self.unary()
        left = self.binary(level + 1)
        while (operator := self.take(*_LEVELS[level])) is not None:
            left = _OPERATORS[operator](left, self.binary(level + 1))
        return left

    def unary(self) -> Any:
        if self.take("!"):
            return not truthy(self.unary())
        if self.take("-"):
            return -self.unary()
        return self.path()

    def path(self) -> Any:
        value = self.primary()
        while True:
            if self.take("."):
                value = _member(value, self.name())
            elif self.take("["):
                value = _member(value, self.conditional())
                self.need("]")
            else:
                return value

    def primary(self) -> Any:
        if self.take("("):
            value = self.conditional()
            self.need(")")
            return value
        if not self.tokens or self.tokens[0][0] == "operator":
            raise BindingError(f"Something is missing in ${{{self.source}}}.")
        kind, value = self.tokens.pop(0)
        if kind == "value":
            return value
        return _WORDS[value] if value in _WORDS else self.data.get(value)

    def name(self) -> str:
        if not self.tokens or self.tokens[0][0] != "name":
            raise BindingError(f"A name is missing after the dot in ${{{self.source}}}.")
        return str(self.tokens.pop(0)[1])

    def take(self, *operators: str) -> str | None:
        if self.tokens and self.tokens[0][0] == "operator" and self.tokens[0][1] in operators:
            return str(self.tokens.pop(0)[1])
        return None

    def need(self, operator: str) -> None:
        if not self.take(operator):
            raise BindingError(f"{operator!r} is missing in ${{{self.source}}}.")


def _member(value: Any, key: Any) -> Any:
    if isinstance(value, Mapping):
        return value.get(key)
    if isinstance(value, Sequence):
        if key == "length":
            return len(value)
        if isinstance(key, int) and -len(value) <= key < len(value):
            return value[key]
    return None


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)
