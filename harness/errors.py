"""What can be wrong with what a person hands the harness, each with a code and what to do."""

from __future__ import annotations


class InputError(ValueError):
    """Input that cannot be used. `code` is stable, the message says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
