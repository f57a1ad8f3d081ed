"""A RenderDocument directive as the plain components a device would lay out.

Layouts are put in the place of their names, lists are written out, styles are applied, and every
expression is worked out. What is left is Container, Frame, ScrollView, Text and TouchWrapper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.screen.apl_expressions import bind, truthy

HUB: Mapping[str, Any] = {"width": 1024, "height": 600, "shape": "rectangle"}
SMALL_HUB: Mapping[str, Any] = {"width": 960, "height": 480, "shape": "rectangle"}
ROUND: Mapping[str, Any] = {"width": 480, "height": 480, "shape": "round"}

Component = dict[str, Any]
Data = dict[str, Any]

_STATE = ("focused", "pressed", "karaoke", "karaokeTarget", "disabled", "checked")


def rendered(response: Mapping[str, Any]) -> Mapping[str, Any]:
    """The RenderDocument directive of a response envelope."""
    directives = response["response"]["directives"]
    return next(one for one in directives if one["type"].endswith(".RenderDocument"))


def inflate(
    directive: Mapping[str, Any],
    viewport: Mapping[str, Any],
    states: Mapping[str, str] | None = None,
) -> Component:
    """The top component of a RenderDocument directive, with everything in it.

    `viewport` holds width, height (dp) and shape. `states` sets one state of a component by its
    id, such as {"word_0": "karaokeTarget"} for the line that is being spoken.
    """
    document = directive["document"]
    data: Data = {"viewport": dict(viewport)}
    for block in document.get("resources", ()):
        if "when" in block and not truthy(bind(block["when"], data)):
            continue
        for kind in ("colors", "dimensions", "strings", "numbers", "booleans"):
            for name, value in block.get(kind, {}).items():
                data[f"@{name}"] = bind(value, data)
    for name in document["mainTemplate"].get("parameters", ()):
        data[name] = _sources(directive.get("datasources", {}))
    inflater = _Inflater(document, states or {})
    main = document["mainTemplate"]
    return next(inflater.components(_items(main), data))


def walk(component: Component) -> Iterator[Component]:
    """A component and all within it, in drawing order."""
    yield component
    for child in component.get("items", ()):
        yield from walk(child)


def _sources(sources: Mapping[str, Any]) -> Mapping[str, Any]:
    """The data sources as they are after Alexa has run the transformers."""
    ready = {}
    for name, source in sources.items():
        properties = dict(source.get("properties", {}))
        for transformer in source.get("transformers", ()):
            found = properties.get(transformer["inputPath"])
            properties[transformer.get("outputName", transformer["inputPath"])] = found
        ready[name] = {**source, "properties": properties}
    return ready


class _Inflater:
    def __init__(self, document: Mapping[str, Any], states: Mapping[str, str]) -> None:
        self._layouts: Mapping[str, Any] = document.get("layouts", {})
        self._styles: Mapping[str, Any] = document.get("styles", {})
        self._states = states

    def components(
        self, raw: list[Mapping[str, Any]], data: Data, inherited: str = ""
    ) -> Iterator[Component]:
        """The components of a list that are wanted, each with its children."""
        for item in raw:
            if "when" in item and not truthy(bind(item["when"], data)):
                continue
            if item["type"] in self._layouts:
                yield from self._layout(item, data, inherited)
            else:
                yield self._component(item, data, inherited)

    def _layout(self, item: Mapping[str, Any], data: Data, inherited: str) -> Iterator[Component]:
        layout = self._layouts[item["type"]]
        given = {name: bind(item.get(name), data) for name in layout.get("parameters", ())}
        yield from self.components(_items(layout), {**data, **given}, inherited)

    def _component(self, item: Mapping[str, Any], data: Data, inherited: str) -> Component:
        name = str(bind(item.get("id", ""), data))
        state = inherited if item.get("inheritParentState") else self._states.get(name, "")
        made: Component = {**self._style(item, data, state)}
        for key, value in item.items():
            if key == "style":
                continue
            if key in ("onPress", "onMount"):
                made[key] = [self._command(command, data) for command in value]
            elif key not in ("item", "items", "data", "when"):
                bound = bind(value, data)
                if bound is not None:  # a device takes its default for what is bound to nothing
                    made[key] = bound
        children = self._children(item, data, state)
        if children:
            made["items"] = children
        return made

    def _children(self, item: Mapping[str, Any], data: Data, state: str) -> list[Component]:
        if "data" not in item:
            return list(self.components(_items(item), data, state))
        rows = bind(item["data"], data) or []
        made: list[Component] = []
        for index, row in enumerate(rows):
            own = {**data, "data": row, "index": index, "length": len(rows)}
            made += list(self.components(_items(item), own, state))[:1]
        return made

    def _command(self, command: Mapping[str, Any], data: Data) -> dict[str, Any]:
        return {key: bind(value, data) for key, value in command.items()}

    def _style(self, item: Mapping[str, Any], data: Data, state: str) -> dict[str, Any]:
        style = self._styles.get(str(bind(item.get("style", ""), data)), {})
        own = {**data, "state": {name: name == state for name in _STATE}}
        if state == "karaokeTarget":
            own["state"]["karaoke"] = True
        found: dict[str, Any] = {}
        for block in style.get("values", ()):
            if "when" not in block or truthy(bind(block["when"], own)):
                found |= {key: bind(value, own) for key, value in block.items() if key != "when"}
        return found


def _items(parent: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = parent.get("items", parent.get("item", ()))
    return list(found) if isinstance(found, list | tuple) else [found]
