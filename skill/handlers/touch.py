"""A finger on a button of the screen: the same as saying its words."""

from __future__ import annotations

from ask_sdk_core.dispatch_components import AbstractRequestInterceptor
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Intent, IntentRequest, Slot

from skill import screen

PRESSED = f"{screen.APL}.UserEvent"


class Touch(AbstractRequestInterceptor):  # type: ignore[misc]
    """Puts the intent a button stands for in the place of the press, before anyone handles it."""

    def process(self, handler_input: HandlerInput) -> None:
        """Leaves every other request, and a press of an unknown button, as it is."""
        request = handler_input.request_envelope.request
        if request.object_type != PRESSED:
            return
        meant = screen.pressed(request.arguments)
        if meant is None:
            return
        name, slots = meant
        handler_input.request_envelope.request = IntentRequest(
            request_id=request.request_id,
            timestamp=request.timestamp,
            locale=request.locale,
            intent=Intent(
                name=name,
                slots={slot: Slot(name=slot, value=value) for slot, value in slots.items()},
            ),
        )
