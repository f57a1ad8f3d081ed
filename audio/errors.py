"""What can go wrong with sound, as a tree.

AudioError
├── InputError        the text, language, pace or name asked for cannot be used: say something else
│   ├── SsmlError     the text is not well-formed SSML
│   └── LanguageError no voice speaks the language
├── EngineError       an engine is missing, refused, broke off or took too long
└── StoreError        a file could not be written: folder not writable, disk full
"""

from __future__ import annotations


class AudioError(Exception):
    """Base of all errors of this package; its text says what happened and what to do."""


class InputError(AudioError):
    """What was asked for cannot be spoken."""


class SsmlError(InputError):
    """The text claims to be SSML and is not well-formed."""


class LanguageError(InputError):
    """The engine has no voice for the locale."""


class EngineError(AudioError):
    """The engine could not speak."""


class StoreError(AudioError):
    """The result could not be written."""
