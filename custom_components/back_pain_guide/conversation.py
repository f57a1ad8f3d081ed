"""The conversation agent: words to the front, its answer to the voice."""

from __future__ import annotations

from homeassistant.components import conversation
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import ulid

from . import Guide
from .const import LANGUAGES, NAME, locale, unreachable
from .front import FrontError


async def async_setup_entry(
    hass: HomeAssistant,
    entry: ConfigEntry[Guide],
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the agent of an entry."""
    async_add_entities([BackPainGuide(entry)])


class BackPainGuide(conversation.ConversationEntity, conversation.AbstractConversationAgent):
    """Keeps listening exactly while the front has a question open."""

    _attr_name = NAME

    def __init__(self, entry: ConfigEntry[Guide]) -> None:
        self._guide = entry.runtime_data
        self._attr_unique_id = entry.entry_id

    @property
    def supported_languages(self) -> list[str]:
        """English, with the numbers of each place."""
        return LANGUAGES

    async def async_process(
        self, user_input: conversation.ConversationInput
    ) -> conversation.ConversationResult:
        """Answer a sentence. Not by way of the chat log, which would keep it."""
        place = locale(user_input.language, self.hass.config.country)
        response = intent.IntentResponse(language=user_input.language)
        conversation_id = user_input.conversation_id or ulid.ulid_now()
        ids = {"conversation_id": conversation_id, "device_id": user_input.device_id}
        self._guide.turns += 1
        try:
            answer = await self._guide.front.say(user_input.text, place, ids)
        except FrontError:
            self._guide.unanswered += 1
            response.async_set_error(
                intent.IntentResponseErrorCode.FAILED_TO_HANDLE, unreachable(place)
            )
            return conversation.ConversationResult(response, conversation_id)
        response.async_set_speech(answer["text"])
        context = answer.get("context")
        listens = isinstance(context, dict) and context.get("continue_conversation") is True
        return conversation.ConversationResult(response, conversation_id, listens)
