"""Small helpers to speak Alexa's JSON in tests."""

from harness import envelopes
from harness.understood import slot_types


def wrap(request, attributes=None, new=True, user="tester", device="speaker"):
    return envelopes.envelope(
        request,
        session_id="test",
        new=new,
        attributes=attributes or {},
        user=user,
        device=device,
    )


def intent(name, locale="en-US", **slots):
    return envelopes.intent(name, slots, locale, slot_types("en-US").get(name, {}))
