"""What a display would show, drawn as HTML: the real APL document with the real data.

One HTML document per answer. It has no script and takes nothing from the network; buttons carry
what they send in `data-press`, so that a page can pass a press on.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from typing import Any

from harness.apl_inflate import Component, inflate
from skill import screen, speech

HUB: Mapping[str, Any] = {"width": 1024, "height": 600, "shape": "rectangle"}
SMALL_HUB: Mapping[str, Any] = {"width": 960, "height": 480, "shape": "rectangle"}
ROUND: Mapping[str, Any] = {"width": 480, "height": 480, "shape": "round"}

_ROLES: Mapping[str, str] = {"scrollbar": "group", "text": "", "none": ""}
_ALIGN: Mapping[str, str] = {"start": "flex-start", "end": "flex-end"}


def rendered(response: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The RenderDocument directive of a response envelope, None where it shows nothing."""
    return _directive(response, "RenderDocument")


def spoken_ssml(response: Mapping[str, Any]) -> str:
    """All that is said with a response: by Alexa, then by the screen; "<speak></speak>" if nothing.

    The screen says what its SpeakItem commands name, idea by idea.
    """
    body = response.get("response") or {}
    said = [(body.get("outputSpeech") or {}).get("ssml") or ""]
    drawn, executed = rendered(response), _directive(response, "ExecuteCommands")
    if drawn is not None and executed is not None:
        properties = drawn["datasources"][screen.TOKEN]["properties"]
        for command in executed["commands"]:
            place = str(command["componentId"]).removeprefix("word_")
            said.append(properties[f"ssml_{place}"])
    inside = [ssml.removeprefix("<speak>").removesuffix("</speak>") for ssml in said if ssml]
    return f"<speak>{speech.PAUSE.join(inside)}</speak>"


def picture(
    response: Mapping[str, Any],
    viewport: Mapping[str, Any] = HUB,
    states: Mapping[str, str] | None = None,
    language: str = "en",
) -> str | None:
    """The screen of a response envelope as an HTML document; None where it shows nothing.

    `states` shows a component in a state, as in {"word_1": "karaokeTarget"}.
    """
    directive = rendered(response)
    if directive is None:
        return None
    drawing = _Drawing(viewport)
    body = drawing.draw(inflate(directive, viewport, states), "column")
    title = directive["datasources"][screen.TOKEN]["properties"]["title"]
    width, height = viewport["width"], viewport["height"]
    radius = "50%" if viewport["shape"] == "round" else "0"
    return (
        f'<!doctype html>\n<html lang="{html.escape(language)}"><head><meta charset="utf-8">'
        f"<title>{html.escape(title)}</title>\n<style>\n"
        "*{box-sizing:border-box;margin:0;padding:0}"
        "body{background:#000;font-family:system-ui,sans-serif}\n"
        f"main{{width:{width}px;height:{height}px;overflow:hidden;border-radius:{radius}}}\n"
        "button{font:inherit;border:0;background:none;text-align:inherit}\n"
        + "\n".join(drawing.rules)
        + f'\n</style></head>\n<body><main aria-label="{html.escape(title)}">\n'
        + f"{body}\n</main></body></html>\n"
    )


def _directive(response: Mapping[str, Any], kind: str) -> Mapping[str, Any] | None:
    found = (response.get("response") or {}).get("directives") or ()
    name = f"{screen.APL}.{kind}"
    return next((directive for directive in found if directive.get("type") == name), None)


class _Drawing:
    """Draws components one by one and collects a CSS rule for each."""

    def __init__(self, viewport: Mapping[str, Any]) -> None:
        self._viewport = viewport
        self.rules: list[str] = []

    def draw(self, component: Component, direction: str, *, first: bool = True) -> str:
        """A component and its children; `direction` is that of the container around it."""
        kind = component["type"]
        css = self._box(component, direction, first)
        inner = component.get("direction", "column")
        if kind == "Text":
            css |= self._text(component)
            content = html.escape(str(component.get("text", "")))
        else:
            css = {"min-height": "0", **css, "display": "flex", "flex-direction": inner}
            if kind == "ScrollView":
                css |= {"overflow-y": "auto", "min-width": "0"}
            children = component.get("items", ())
            content = "".join(
                self.draw(child, inner, first=place == 0) for place, child in enumerate(children)
            )
        name = f"c{len(self.rules)}"
        self.rules.append(f".{name}{{{';'.join(f'{key}:{value}' for key, value in css.items())}}}")
        return self._tag(component, name, content)

    def _tag(self, component: Component, name: str, content: str) -> str:
        label = html.escape(str(component.get("accessibilityLabel", "")))
        if component["type"] == "TouchWrapper":
            sent = component["onPress"][0]["arguments"]
            press = html.escape(json.dumps(sent), quote=True)
            return (
                f'<button type="button" class="{name}" aria-label="{label}" '
                f'data-press="{press}">{content}</button>'
            )
        if component["type"] == "Text":
            return f'<p class="{name}">{content}</p>'
        given = str(component.get("role", ""))
        role = _ROLES.get(given, given)
        named = f' role="{role}" aria-label="{label}"' if role and label else ""
        if component["type"] == "ScrollView":
            named += ' tabindex="0"'
        return f'<div class="{name}"{named}>{content}</div>'

    def _box(self, component: Component, direction: str, first: bool) -> dict[str, str]:
        css: dict[str, str] = {}
        for key, name in (("width", "width"), ("height", "height"), ("minHeight", "min-height")):
            if key in component:
                css[name] = self._length(component[key])
        for side in ("Left", "Right", "Top", "Bottom"):
            if f"padding{side}" in component:
                css[f"padding-{side.lower()}"] = self._length(component[f"padding{side}"])
        if "spacing" in component and not first:
            css["margin-left" if direction == "row" else "margin-top"] = self._length(
                component["spacing"]
            )
        css["flex"] = f"{component.get('grow', 0)} {component.get('shrink', 0)} auto"
        if "shrink" in component and direction == "row":
            css["min-width"] = "0"
        for key, name in (
            ("alignItems", "align-items"),
            ("justifyContent", "justify-content"),
            ("alignSelf", "align-self"),
        ):
            if key in component:
                css[name] = _ALIGN.get(component[key], component[key])
        if "backgroundColor" in component:
            css["background"] = str(component["backgroundColor"])
        if "borderRadius" in component:
            css["border-radius"] = self._length(component["borderRadius"])
        if "borderWidth" in component:
            width = self._length(component["borderWidth"])
            css["border"] = f"{width} solid {component['borderColor']}"
        return css

    def _text(self, component: Component) -> dict[str, str]:
        css = {
            "color": str(component.get("color", "#fff")),
            "font-size": self._length(component.get("fontSize", "40dp")),
            "font-weight": str(component.get("fontWeight", "normal")),
            "line-height": str(component.get("lineHeight", 1.25)),
        }
        if component.get("textAlign") == "center":
            css["text-align"] = "center"
        if component.get("textAlignVertical") == "center":
            css |= {"display": "flex", "align-items": "center", "justify-content": "center"}
        return css

    def _length(self, value: Any) -> str:
        """An APL dimension in CSS: dp is a pixel of this drawing, vw and vh parts of its screen."""
        text = str(value)
        if text in ("auto",) or text.endswith("%"):
            return text
        for unit, whole in (("vw", "width"), ("vh", "height")):
            if text.endswith(unit):
                return f"{float(text[:-2]) / 100 * self._viewport[whole]:g}px"
        return f"{float(text.removesuffix('dp').removesuffix('px')):g}px"
