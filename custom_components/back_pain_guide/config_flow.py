"""Where the front is: asked once, tried at once, and what is wrong said plainly."""

from __future__ import annotations

from typing import Any

import voluptuous as vol
from homeassistant.config_entries import ConfigFlow, ConfigFlowResult
from homeassistant.const import CONF_HOST, CONF_PORT

from .const import DOMAIN, HOST, NAME, PORT
from .front import Front, FrontError, NotTheGuide

_PORTS = vol.All(vol.Coerce(int), vol.Range(min=1, max=65535))


class BackPainGuideFlow(ConfigFlow, domain=DOMAIN):  # type: ignore[call-arg]  # unseen here
    """Adds a front."""

    VERSION = 1

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for host and port, and see that the guide answers there."""
        given = user_input or {CONF_HOST: HOST, CONF_PORT: PORT}
        errors: dict[str, str] = {}
        if user_input is not None:
            await self.async_set_unique_id(f"{given[CONF_HOST]}:{given[CONF_PORT]}")
            self._abort_if_unique_id_configured()
            try:
                await Front(given[CONF_HOST], given[CONF_PORT]).describe()
            except NotTheGuide:
                errors["base"] = "not_the_guide"
            except FrontError:
                errors["base"] = "cannot_connect"
            else:
                return self.async_create_entry(title=NAME, data=given)
        schema = vol.Schema(
            {
                vol.Required(CONF_HOST, default=given[CONF_HOST]): str,
                vol.Required(CONF_PORT, default=given[CONF_PORT]): _PORTS,
            }
        )
        return self.async_show_form(step_id="user", data_schema=schema, errors=errors)
