"""The harness in a browser: the page, and the HTTP contract behind it. This machine only."""

from harness.web.app import create_app, serve

__all__ = ["create_app", "serve"]
