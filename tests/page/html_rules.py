"""Is it valid HTML? The parser's own errors, and rules that no parser looks at."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

from justhtml import JustHTML

IDS = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
INTERACTIVE = frozenset(
    {"a", "button", "input", "select", "textarea", "summary", "audio", "iframe"}
)
PHRASING_ONLY = frozenset(
    {"p", "h1", "h2", "h3", "button", "label", "legend", "span", "small", "pre"}
)
FLOW = frozenset(
    {
        "address",
        "article",
        "aside",
        "details",
        "dialog",
        "div",
        "dl",
        "fieldset",
        "figure",
        "footer",
    }
    | {"form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre"}
    | {"section", "table", "ul"}
)
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track"}
    | {"wbr"}
)
OBSOLETE = frozenset({"acronym", "big", "center", "font", "frame", "marquee", "strike", "tt"})


def faults(html: str) -> list[str]:
    """Everything that is wrong with a document; empty for a valid one."""
    parsed = JustHTML(html, collect_errors=True, sanitize=False)
    rules = _Rules()
    rules.feed(html)
    rules.close()
    return [str(error) for error in parsed.errors] + rules.finished()


class _Rules(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self._ids: Counter[str] = Counter()
        self._wanted: set[str] = set()
        self._faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = Counter(name for name, _ in attrs)
        twice = [name for name, count in names.items() if count > 1]
        self._note(twice, f"<{tag}> has twice: {', '.join(twice)}")
        for name, value in attrs:
            if name == "id":
                self._ids[value or ""] += 1
                self._note(not value or " " in value, f"<{tag}> has the id {value!r}")
            if name in IDS:
                self._wanted.update((value or "").split())
        self._note(tag in OBSOLETE, f"<{tag}> is obsolete")
        self._note("style" in names, f"<{tag}> has a style of its own")
        if tag in FLOW:
            around = [outer for outer in self._open if outer in PHRASING_ONLY]
            self._note(around, f"<{tag}> inside <{around[-1] if around else ''}>")
        if tag in INTERACTIVE:
            around = [outer for outer in self._open if outer in {"a", "button", "summary"}]
            self._note(around, f"<{tag}> inside <{around[-1] if around else ''}>")
        if tag == "button" and "form" not in self._open:
            self._note("type" not in names, "<button> outside a form has no type")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            self._faults.append(f"</{tag}> ends what cannot be ended")
        elif not self._open or self._open.pop() != tag:
            self._faults.append(f"</{tag}> at {self.getpos()} does not end what is open")

    def finished(self) -> list[str]:
        """All faults, with those that only the whole document shows."""
        self._note(self._open, f"never ended: {', '.join(self._open)}")
        for name, count in self._ids.items():
            self._note(count > 1, f"the id {name} is used {count} times")
        for name in sorted(self._wanted - self._ids.keys()):
            self._faults.append(f"nothing has the id {name}")
        return self._faults

    def _note(self, wrong: object, what: str) -> None:
        if wrong:
            self._faults.append(what)
