"""Thin handlers, one file per part of the conversation: they read, call, and respond."""
