"""The batch lab on the page: the last run, what to show of it, and the run it is compared with."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from content import URGENCIES
from harness import lab, lab_report
from harness.errors import InputError
from harness.inputs import check_locale
from harness.web import guard
from interaction_model import models

MOST_SENTENCES = 5000
SHOW: Mapping[str, str] = {
    "all": "everything",
    "odd": "not as wanted, or changed",
    "lost": "lost by a speaker",
}


@dataclass
class Bench:
    """The last run and the baseline, in memory alone."""

    text: str = ""
    results: list[lab.Result] = field(default_factory=list)
    baseline: list[dict[str, Any]] | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, text: str, place: str) -> None:
        """Runs the sentences of a text, in every place or in one."""
        places = (check_locale(place),) if place else models.locales()
        with self.lock:
            self.text = text
            sentences = lab.read(text, "The list")
            if not sentences:
                raise InputError("lab", "There is no sentence in the list. Write one a line.")
            if len(sentences) > MOST_SENTENCES:
                raise InputError("lab", f"At most {MOST_SENTENCES} sentences at once.")
            results = lab.run(sentences, places)
            if self.baseline is not None:
                results = lab.compare(results, self.baseline)
            self.results = results

    def chosen(self, show: str, urgency: str) -> list[lab.Result]:
        """The results that are to be shown."""
        return [one for one in self.results if _is(one, show) and urgency in {"", one.urgency}]


def _is(one: lab.Result, show: str) -> bool:
    if show == "odd":
        return bool(one.faults or one.changed)
    return show != "lost" or one.how == "fallback"


def create() -> Blueprint:
    """The addresses of the lab."""
    blueprint = Blueprint("lab", __name__)
    bench = Bench()

    def whole(problem: str = "") -> str:
        show, urgency = request.args.get("show", "all"), request.args.get("urgency", "")
        run = bench.results
        return render_template(
            "lab.html",
            bench=bench,
            places=models.locales(),
            shows=SHOW,
            urgencies=URGENCIES,
            show=show,
            urgency=urgency,
            problem=problem,
            shown=bench.chosen(show, urgency),
            **(lab_report.summary(run) if run else {}),
        )

    @blueprint.errorhandler(InputError)
    def unusable(error: InputError) -> ResponseReturnValue:
        return whole(error.message), 400

    @blueprint.get("/lab")
    def look() -> ResponseReturnValue:
        return whole()

    @blueprint.post("/lab")
    def run() -> ResponseReturnValue:
        request.max_content_length = request.max_form_memory_size = guard.MOST_BYTES_EVER
        bench.run(request.form.get("text", ""), request.form.get("place", ""))
        return redirect("/lab#results", 303)

    @blueprint.post("/lab/baseline")
    def keep() -> ResponseReturnValue:
        bench.baseline = [dict(one) for one in map(vars, bench.results)] or None
        return redirect("/lab#results", 303)

    @blueprint.get("/lab.csv")
    def sheet() -> ResponseReturnValue:
        headers = {"Content-Disposition": "attachment; filename=lab.csv"}
        return Response(lab.as_csv(bench.results), mimetype="text/csv", headers=headers)

    return blueprint
