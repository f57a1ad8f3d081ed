"""The three places from which every command must work, and how to get there."""

from harness.device import Device
from lambda_handler import lambda_handler

INTENT = {
    "life": {"intent": {"name": "TellApartIntent", "slots": {}}},
    "emergency": {"intent": {"name": "SymptomIntent", "slots": {"finding": "chest_pain"}}},
}
PLACES = {
    "fresh": [{"event": "launch"}],
    "in a safety question": [INTENT["life"]],
    "after an emergency": [INTENT["life"], INTENT["emergency"]],
}


def say(name, **slots):
    return {"intent": {"name": name, "slots": slots}}


class Visit:
    """One person at one speaker (or screen); `turn` takes what Device.turn takes."""

    def __init__(self, kind="speaker", handler=lambda_handler, user="someone"):
        self._device = Device(handler)
        self._session = None
        self._how = {"device": kind, "user": user}

    def turn(self, **what):
        answered = self._device.turn(session=self._session, **self._how, **what)
        self._session = answered["session"]
        return answered

    def go(self, place):
        for what in PLACES[place]:
            answered = self.turn(**what)
        return answered
