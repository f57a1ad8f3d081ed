"""Back Pain Guide as a conversation agent of Home Assistant."""

from __future__ import annotations

from dataclasses import dataclass

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_HOST, CONF_PORT, Platform
from homeassistant.core import HomeAssistant

from .front import Front

PLATFORMS = [Platform.CONVERSATION]


@dataclass
class Guide:
    """What an entry holds while it runs. Counts only: no word that anybody said is kept."""

    front: Front
    turns: int = 0
    unanswered: int = 0


async def async_setup_entry(hass: HomeAssistant, entry: ConfigEntry[Guide]) -> bool:
    """Set the agent up, whether the front answers or not: silence must never be the answer."""
    entry.runtime_data = Guide(Front(entry.data[CONF_HOST], entry.data[CONF_PORT]))
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: ConfigEntry[Guide]) -> bool:
    """Take the agent down."""
    return bool(await hass.config_entries.async_unload_platforms(entry, PLATFORMS))
