"""The SDK's dispatcher with only what this skill uses around it.

`ask_sdk_core.skill` brings clients for a dozen services of Alexa's (reminders, lists, timers …),
and importing them takes a third of a cold start. This skill calls none of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ask_sdk_core.attributes_manager import AttributesManager
from ask_sdk_core.exceptions import AskSdkException
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import RequestEnvelope, ResponseEnvelope
from ask_sdk_runtime.dispatch import GenericRequestDispatcher
from ask_sdk_runtime.skill import RuntimeConfigurationBuilder

_FORMAT = "1.0"
"""The version of Alexa's response format."""


class Skill:
    """Handlers and interceptors, in order of precedence, that answer request envelopes."""

    def __init__(
        self,
        handlers: Iterable[Any],
        *,
        on_exception: Any,
        before: Iterable[Any] = (),
        after: Iterable[Any] = (),
        skill_id: str | None = None,
    ) -> None:
        """`before` and `after` are the SDK's request and response interceptors.

        With a `skill_id`, requests for another skill are refused.
        """
        builder = RuntimeConfigurationBuilder()
        builder.add_request_handlers(list(handlers))
        builder.add_exception_handler(on_exception)
        for interceptor in before:
            builder.add_global_request_interceptor(interceptor)
        for interceptor in after:
            builder.add_global_response_interceptor(interceptor)
        self.request_dispatcher = GenericRequestDispatcher(builder.get_runtime_configuration())
        self.skill_id = skill_id

    def invoke(self, envelope: RequestEnvelope, context: object = None) -> ResponseEnvelope:
        """Return the response envelope to a request envelope.

        Raises `AskSdkException` where the request is for another skill, and whatever the exception
        handler raises.
        """
        if self.skill_id is not None:
            asked = envelope.context.system.application.application_id
            if asked != self.skill_id:
                raise AskSdkException("The request is for another skill.")
        attributes = AttributesManager(request_envelope=envelope)
        handler_input = HandlerInput(
            request_envelope=envelope, attributes_manager=attributes, context=context
        )
        response = self.request_dispatcher.dispatch(handler_input)
        in_session = envelope.session is not None
        return ResponseEnvelope(
            version=_FORMAT,
            session_attributes=attributes.session_attributes if in_session else None,
            response=response,
        )
