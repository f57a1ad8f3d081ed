"""Each gate looks at the page as it is now and names every fault; an empty list passes."""

from __future__ import annotations

import json
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.page import html_rules

NARROW = 320
"""CSS pixels; also what is left of 1280 at 400 % zoom (WCAG 2.2, 1.4.10)."""

# What all scripts here share. Seen: takes up room and is not hidden away for screen readers only.
_HELP = """
const seen = (node) => node.checkVisibility({visibilityProperty: true}) && !node.closest(".unseen")
  && node.getClientRects().length > 0;
const name = (node) => node.outerHTML.slice(0, 90).replace(/\\s+/g, " ");
const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
"""
CONTROLS = "a[href], button, input, select, textarea, summary, audio, iframe, [tabindex='0']"


def axe(page: Page, **rules: bool) -> list[str]:
    """axe-core: violations, and what it could not decide ("incomplete"), frames included."""
    for frame in page.frames:
        frame.evaluate(AXE_SCRIPT)
    options = {
        "rules": {rule: {"enabled": on} for rule, on in {"target-size": True, **rules}.items()}
    }
    found = page.evaluate(f"axe.run({json.dumps(options)})")
    return [
        f"{kind} {result['id']}: {node['html'][:120]} {_why(node)}"
        for kind in ("violations", "incomplete")
        for result in found[kind]
        for node in result["nodes"]
    ]


def validity(page: Page) -> list[str]:
    """HTML of the document as it stands, with all that the script has put into it."""
    return html_rules.faults(
        "<!doctype html>" + page.evaluate("document.documentElement.outerHTML")
    )


def reflow(page: Page) -> list[str]:
    """At 320 px nothing is wider than the page, and no text is cut off."""
    size = page.viewport_size
    page.set_viewport_size({"width": NARROW, "height": 640})
    found = _look(page, _TOO_WIDE + _CUT)
    if size:
        page.set_viewport_size(size)
    return found


def text_spacing(page: Page) -> list[str]:
    """With the text spacing of WCAG 1.4.12, and with 200 % text, no text is cut off."""
    found = []
    for style in (
        "* { line-height: 1.5 !important; letter-spacing: .12em !important;"
        " word-spacing: .16em !important } p { margin-bottom: 2em !important }",
        "html { font-size: 225% !important }",
    ):
        # Made by script, as the page's own policy forbids a style element.
        page.evaluate(
            """(text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);
            document.adoptedStyleSheets = [sheet]; }""",
            style,
        )
        found += _look(page, _TOO_WIDE + _CUT)
    page.evaluate("document.adoptedStyleSheets = []")
    return found


def target_size(page: Page) -> list[str]:
    """Controls, but for links in text, are 24 px each way; those of the conversation 44 high."""
    return _look(
        page,
        f"""
        for (const node of all("{CONTROLS}")) {{
          const style = getComputedStyle(node), box = node.getBoundingClientRect();
          if (style.display === "inline" || node.matches("[type=hidden]")) continue;
          const wanted = node.closest("#say, .sound") ? 44 : 24;
          if (box.width < 24 || box.height < wanted - .5)
            found.push(`${{box.width}} by ${{box.height}}: ${{name(node)}}`);
        }}""",
    )


def edge_contrast(page: Page) -> list[str]:
    """The edge of every box and button stands out from what is around it, 3 to 1 (WCAG 1.4.11)."""
    return _look(
        page,
        """
        const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
        const rgba = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1); return canvas.getImageData(0, 0, 1, 1).data; };
        const light = (colour) => { const [r, g, b] = [...rgba(colour)].slice(0, 3).map((part) => {
          part /= 255; return part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4; });
          return .2126 * r + .7152 * g + .0722 * b; };
        const ratio = (one, two) => { const pair = [light(one), light(two)];
          return (Math.max(...pair) + .05) / (Math.min(...pair) + .05); };
        const behind = (node) => { for (let at = node; at; at = at.parentElement) {
          const colour = getComputedStyle(at).backgroundColor;
          if (rgba(colour)[3] > 0) return colour; } return "white"; };
        for (const node of all("button, input, select")) {
          const style = getComputedStyle(node), around = behind(node.parentElement);
          const edge = ratio(style.borderTopColor, around);
          const fill = ratio(style.backgroundColor, around);
          if (Math.max(parseFloat(style.borderTopWidth) ? edge : 0, fill) < 3)
            found.push(`${Math.max(edge, fill).toFixed(1)} to 1: ${name(node)}`);
        }""",
    )


def keyboard(page: Page) -> list[str]:
    """Tab reaches every control in the order of the page, is seen there, and gets out again."""
    wanted = _look(page, f'found.push(...all("{CONTROLS}").map(name))')
    page.evaluate("""() => { window.scrollTo(0, 0); document.body.tabIndex = -1;
        document.body.focus(); document.body.removeAttribute("tabindex"); }""")
    walked: list[str] = []
    found: list[str] = []
    for _ in range(12 * len(wanted) + 12):
        page.keyboard.press("Tab")
        at = page.evaluate(_FOCUSED)
        if at["name"] == "":
            break
        if walked[-1:] != [at["name"]]:
            walked.append(at["name"])
            if not at["shown"]:
                found.append(f"no visible focus: {at['name']}")
            if at["covered"]:
                found.append(f"covered: {at['name']}")
    else:
        found.append(f"the keyboard is caught at {walked[-1]}")
    reached = [control for control in walked if control in wanted]
    found += [f"not reached: {control}" for control in wanted if control not in walked]
    if not found and reached != wanted:
        found.append(f"not in the order of the page: {reached}")
    return found


def forced_colours(page: Page) -> list[str]:
    """With forced colours, where backgrounds are gone, what needs an edge has one."""
    page.emulate_media(forced_colors="active")
    found = _look(
        page,
        """
        for (const node of all("button, input, select, .said, .answer, .notice")) {
          const style = getComputedStyle(node);
          const width = Math.max(...[style.borderLeftWidth, style.borderTopWidth].map(parseFloat));
          if (!width || style.borderLeftColor === "rgba(0, 0, 0, 0)")
            found.push(`no edge: ${name(node)}`);
        }""",
    )
    page.emulate_media(forced_colors="none")
    return found


def motion(page: Page) -> list[str]:
    """Nothing moves, whatever a person has set about motion."""
    return _look(
        page,
        """
        found.push(...document.getAnimations().map((one) => `moves: ${name(one.effect.target)}`));
        for (const node of [document.documentElement, ...all("body *")]) {
          const style = getComputedStyle(node);
          if (style.animationName !== "none" || style.scrollBehavior !== "auto"
              || style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0))
            found.push(`would move: ${name(node)}`);
        }""",
    )


def _look(page: Page, script: str) -> list[str]:
    found: list[str] = page.evaluate(
        f"() => {{ const found = []; {_HELP} {script}; return found; }}"
    )
    return found


def _why(node: dict[str, Any]) -> str:
    checks = node["any"] + node["all"] + node["none"]
    return "; ".join(check["message"] for check in checks)[:200]


_TOO_WIDE = """
const page = document.documentElement;
if (page.scrollWidth > page.clientWidth) found.push(`the page is ${page.scrollWidth} px wide`);
for (const node of all("body *")) {
  // A table of many columns may scroll by itself (WCAG 1.4.10), where a keyboard gets to it.
  if (node.closest(".screen, .skip") || node.parentElement.closest(".wide[tabindex='0']")) continue;
  const box = node.getBoundingClientRect();
  if (box.right > page.clientWidth + 1 || box.left < -1) found.push(`sticks out: ${name(node)}`);
}
"""
_CUT = """
for (const node of all("body *")) {
  if (node.closest(".screen, .wide[tabindex='0']")) continue;
  const style = getComputedStyle(node);
  const wide = node.scrollWidth > node.clientWidth + 1;
  const high = node.scrollHeight > node.clientHeight + 1;
  if (style.display !== "inline" && ((wide && style.overflowX !== "visible")
      || (high && style.overflowY !== "visible")) && !node.matches("input, select"))
    found.push(`cut off: ${name(node)}`);
}
"""
_FOCUSED = f"""() => {{ {_HELP}
  const node = document.activeElement;
  if (!node || node === document.body) return {{name: "", shown: true, covered: false}};
  const style = getComputedStyle(node);
  const shown = node.matches("audio, iframe")
    || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  const box = node.getBoundingClientRect();
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return {{name: name(node), shown, covered: !at || !(node.contains(at) || at.contains(node))}};
}}"""

GATES = {
    gate.__name__: gate
    for gate in (
        axe, validity, reflow, text_spacing, target_size, edge_contrast, forced_colours, motion,
    )
}  # fmt: skip
"""Those that look at every state; the keyboard walks through some of them."""
