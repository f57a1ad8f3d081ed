"""What a display would show, as one HTML document per answer: the data of its APL document.

The page is a likeness, made from the data that a device is sent and not from how it lays them out.
It has no script and takes nothing from the network; buttons carry what they send in `data-press`,
so that a page can pass a press on.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skill import screen, speech

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"


def properties(response: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The data that a response envelope shows, None where it shows nothing."""
    directive = _directive(response, "RenderDocument")
    if directive is None:
        return None
    shown: Mapping[str, Any] = directive["datasources"][screen.TOKEN]["properties"]
    return shown


def spoken_ssml(response: Mapping[str, Any]) -> str:
    """All that is said with a response: by Alexa, then by the screen; "<speak></speak>" if nothing.

    The screen says what its SpeakItem commands name, idea by idea.
    """
    body = response.get("response") or {}
    said = [(body.get("outputSpeech") or {}).get("ssml") or ""]
    shown, executed = properties(response), _directive(response, "ExecuteCommands")
    if shown is not None and executed is not None:
        for command in executed["commands"]:
            place = str(command["componentId"]).removeprefix("word_")
            said.append(shown[f"ssml_{place}"])
    inside = [ssml.removeprefix("<speak>").removesuffix("</speak>") for ssml in said if ssml]
    return f"<speak>{speech.PAUSE.join(inside)}</speak>"


def picture(response: Mapping[str, Any], language: str = "en") -> str | None:
    """The screen of a response envelope as an HTML document; None where it shows nothing."""
    shown = properties(response)
    return None if shown is None else _template().render(shown, language=language)


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # only a screen needs it

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("picture.html")


def _directive(response: Mapping[str, Any], kind: str) -> Mapping[str, Any] | None:
    found = (response.get("response") or {}).get("directives") or ()
    name = f"{screen.APL}.{kind}"
    return next((directive for directive in found if directive.get("type") == name), None)
