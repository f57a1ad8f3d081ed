"""Fronts for other speakers and assistants: words in, words out, the same conversation."""

VERSION = "0.1.0"
