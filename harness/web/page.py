"""The page. Every form works without JavaScript; page.js asks for the changed pieces only."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from content import load
from harness.device import DEVICES, Device
from harness.errors import InputError
from harness.inputs import check_locale, within
from harness.rows import fires_when
from harness.web import calls, care, difference, guard, inspector, replies, saved, understood
from harness.web.sounds import Sounds
from harness.web.summaries import summaries
from harness.web.talks import Step, Talk, Talks
from interaction_model import models

DONE: Mapping[str, str] = {
    "launch": "Opened the skill",
    "silence": "Said nothing",
    "end": "Ended it",
}


ALONE = frozenset({"page.screen", "page.all_summaries"})
"""Pages on which there is no conversation to go back to."""


def create(device: Device, sounds: Sounds, folder: Path, talks: Talks, hears: bool) -> Blueprint:
    """The addresses that people use.

    `folder` holds the saved tests, `talks` the conversations; `hears` shows the microphone button.
    """
    blueprint = Blueprint("page", __name__)

    def whole(talk: Talk, **more: Any) -> str:
        """The page around a conversation; its sounds may be asked for from then on."""
        for step in talk.steps:
            sounds.announce_turn(step.turn)
        return render_template(
            "conversation.html",
            others=talks.others(talk),
            stored=talks.store is not None,
            locales=models.locales(),
            devices=DEVICES,
            hear=hears,
            tests=saved.names(folder),
            notice=request.args.get("notice", ""),
            **more,
            **_pieces(talk),
        )

    @blueprint.errorhandler(InputError)
    def unusable(error: InputError) -> ResponseReturnValue:
        """What a form could not do, told on the page itself: nothing that was said is lost."""
        if _wants_pieces() or request.endpoint in ALONE:
            return guard.fault(error.code, error.message, 400)
        sent = request.values
        try:
            talk = talks.get(sent.get("talk", ""))
        except InputError:
            talk = _begun(sent, strict=False)
        said = sent.get("text") or sent.get("reply", "")
        return whole(talk, problem=error.message, said=said), 400

    @blueprint.get("/")
    def show() -> ResponseReturnValue:
        wanted = request.args.get("talk")
        return whole(talks.get(wanted) if wanted else _begun(request.args))

    @blueprint.post("/say")
    def say() -> ResponseReturnValue:
        form = request.form
        talk = talks.get(form["talk"]) if form.get("talk") else _begun(form)
        given, left_out = _given(form)
        step = talk.take(device, given, left_out=left_out)
        sounds.announce_turn(step.turn)
        talks.keep(talk)
        if not _wants_pieces():
            return redirect(_address(talk, f"turn-{step.number}"), 303)
        return jsonify(
            talk=talk.id,
            said=step.given.get("text", ""),
            number=step.number,
            turn=render_template("_one_turn.html", step=step, **_common(talk)),
            replies=render_template("_replies.html", **_pieces(talk)),
            spoken=step.turn["answer"]["speech"],
        )

    @blueprint.post("/forget")
    def forget() -> ResponseReturnValue:
        talks.forget()
        return redirect("/?notice=forgotten#notice", 303)

    @blueprint.get("/screen/<talk_id>/<int:number>")
    def screen(talk_id: str, number: int) -> ResponseReturnValue:
        steps = talks.get(talk_id).steps
        shown = steps[number - 1].turn["screen"] if 0 < number <= len(steps) else None
        if shown is None:
            abort(404)
        return shown["html"], {"Content-Security-Policy": _for_picture(shown["html"])}

    @blueprint.post("/replay")
    def replay() -> ResponseReturnValue:
        talk = talks.get(request.form.get("talk", ""))
        upto = request.form.get("upto", "")
        again = talk.replay(device, int(upto) if upto.isdecimal() else len(talk.steps))
        return _show_replay(again, "replayed")

    @blueprint.post("/edit")
    def edit() -> ResponseReturnValue:
        talk = talks.get(request.form.get("talk", ""))
        number = request.form.get("number", "")
        text, _ = within(request.form.get("instead", ""))
        again = talk.edited(device, int(number) if number.isdecimal() else 0, text)
        return _show_replay(again, "edited")

    @blueprint.post("/save")
    def save() -> ResponseReturnValue:
        talk = talks.get(request.form.get("talk", ""))
        path, same = saved.save(talk, device, folder)
        return redirect(
            _address(talk, "notice", notice="saved" if same else "saved-differs", name=path.stem),
            303,
        )

    @blueprint.post("/tests")
    def play_saved() -> ResponseReturnValue:
        again = saved.play(request.form.get("name", ""), device, folder)
        return _show_replay(again, "tested")

    @blueprint.get("/summaries")
    def all_summaries() -> ResponseReturnValue:
        locale = check_locale(request.args.get("locale", "en-US"))
        return render_template("summaries.html", **summaries(sounds, locale))

    def _show_replay(talk: Talk, notice: str) -> ResponseReturnValue:
        talks.keep(talk)
        return redirect(_address(talk, "notice", notice=notice), 303)

    return blueprint


def _begun(choices: Mapping[str, str], strict: bool = True) -> Talk:
    """A new conversation with the locale and device that were chosen.

    For choices that there are not it raises InputError, or takes the usual ones if not `strict`.
    """
    try:
        locale = check_locale(choices.get("locale") or "en-US")
        device = choices.get("device") or "speaker"
        if device not in DEVICES:
            raise InputError("device", f"A device is one of {', '.join(DEVICES)}.")
    except InputError:
        if strict:
            raise
        return Talk()
    return Talk(locale=locale, device=device)


def _for_picture(picture: str) -> str:
    """A policy that lets a drawn screen have its own style and nothing else."""
    style = picture.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'self'"


def _given(form: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    """What the pressed button says: an event, a reply, or the words in the box.

    With it comes the end of a text that is too long to be heard whole.
    """
    if form.get("event"):
        return {"event": form["event"]}, ""
    if form.get("touch"):
        return {"touch": [form["touch"]]}, ""
    heard, left_out = within(form.get("reply") or form.get("text", ""))
    return {"text": heard}, left_out


def _wants_pieces() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _address(talk: Talk, place: str, **more: str) -> str:
    return f"/?{urlencode({'talk': talk.id, **more})}#{place}"


def _pieces(talk: Talk) -> dict[str, Any]:
    """What the templates need to show a conversation."""
    last = talk.steps[-1].turn if talk.steps else None
    return {
        **_common(talk),
        "replies": replies.replies(last, talk.locale),
        "examples": replies.EXAMPLES,
        "start": replies.label(load(talk.locale), "checkup"),
        "ended": bool(last and last["ended"]),
        "name": request.args.get("name", ""),
    }


def _common(talk: Talk) -> dict[str, Any]:
    return {
        "talk": talk,
        "place": load(talk.locale).place,
        "linked": calls.linked,
        "address": request.host_url.rstrip("/"),
        "done": DONE,
        "card": care.card,
        "spoken_parts": care.spoken_parts,
        "triage_row": care.triage_row,
        "call": calls.address,
        "understood": understood,
        "inspector": inspector,
        "difference": difference.words,
        "fires_when": fires_when,
        "label": _label,
    }


def _label(step: Step) -> str:
    """What the person said or did, as a heading."""
    given = step.given
    if "text" in given:
        return str(given["text"])
    if "event" in given:
        return DONE[given["event"]]
    if "intent" in given:
        return f"Sent {given['intent']['name']}"
    return f"Pressed {given['touch'][0].replace('_', ' ')}"
