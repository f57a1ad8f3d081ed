"""Commands that work from anywhere."""

from __future__ import annotations

from skill.handlers.base import OnIntent
from skill.handlers.symptoms import at_what_hurts, hurts
from skill.hearing import Heard
from talking import commands, lost, welcome
from talking.talk import Reply


def slower(heard: Heard) -> Reply:
    """Slower."""
    return commands.change_pace(heard.content, heard.talk, -1)


def faster(heard: Heard) -> Reply:
    """Faster."""
    return commands.change_pace(heard.content, heard.talk, +1)


def back(heard: Heard) -> Reply:
    """ "Go back" one step. Where it was asked what hurts, "back" and "my back" are the answer."""
    if at_what_hurts(heard):
        return hurts(heard, "back_pain")
    return commands.go_back(heard.content, heard.talk)


def switched_on(heard: Heard) -> bool:
    """Whether a switch was turned on; on where nothing was said of it."""
    return heard.slots.get("state", "on") != "off"


HANDLERS = [
    OnIntent(lambda heard: commands.repeat(heard.content, heard.talk), "AMAZON.RepeatIntent"),
    OnIntent(slower, "SlowerIntent"),
    OnIntent(faster, "FasterIntent"),
    OnIntent(lambda heard: commands.shorter(heard.content, heard.talk), "ShorterIntent"),
    OnIntent(lambda heard: commands.more_each_time(heard.content, heard.talk), "LongerIntent"),
    OnIntent(lambda heard: commands.plainer(heard.content, heard.talk), "PlainIntent"),
    OnIntent(lambda heard: commands.where_am_i(heard.content, heard.talk), "WhereAmIIntent"),
    OnIntent(lambda heard: commands.why(heard.content, heard.talk), "WhyIntent"),
    OnIntent(lambda heard: commands.who_says_so(heard.content, heard.talk), "SourceIntent"),
    OnIntent(back, "AMAZON.PreviousIntent"),
    OnIntent(
        lambda heard: commands.information_mode(heard.content, heard.talk, switched_on(heard)),
        "InformationModeIntent",
    ),
    OnIntent(
        lambda heard: commands.captions(heard.content, heard.talk, switched_on(heard)),
        "CaptionsIntent",
    ),
    OnIntent(
        lambda heard: welcome.start_again(heard.content, heard.talk), "AMAZON.StartOverIntent"
    ),
    OnIntent(lambda heard: welcome.help_(heard.content, heard.talk), "AMAZON.HelpIntent"),
    OnIntent(lambda heard: welcome.thanks(heard.content, heard.talk), "ThanksIntent"),
    OnIntent(lambda heard: welcome.human(heard.content, heard.talk), "HumanIntent"),
    OnIntent(lambda heard: welcome.about(heard.content, heard.talk), "AboutIntent"),
    OnIntent(lambda heard: lost.misunderstood(heard.content, heard.talk), "AMAZON.FallbackIntent"),
    OnIntent(
        lambda heard: welcome.goodbye(heard.content, heard.talk),
        "AMAZON.StopIntent",
        "AMAZON.CancelIntent",
        "AMAZON.NavigateHomeIntent",
    ),
]
