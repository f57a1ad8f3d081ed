"""What a person may send along when they ask for help: counts, and no word anybody said."""

from __future__ import annotations

from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_PORT
from homeassistant.core import HomeAssistant

from . import Guide
from .front import FrontError


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: ConfigEntry[Guide]
) -> dict[str, Any]:
    """Whether the front answers and in which version, and how often it was asked."""
    guide = entry.runtime_data
    try:
        program = await guide.front.describe()
        front = {"answers": True, "version": program.get("version")}
    except FrontError as error:
        front = {"answers": False, "why": str(error)}
    return {
        "port": entry.data[CONF_PORT],
        "front": front,
        "turns": guide.turns,
        "unanswered": guide.unanswered,
        "country": hass.config.country,
    }
