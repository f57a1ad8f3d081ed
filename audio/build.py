"""Builds the libraries: in parallel, only what is missing, and safe to break off at any moment."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from pathlib import Path

from audio import clips, engines, library
from audio.cache import Store
from audio.errors import AudioError, EngineError, LanguageError, StoreError

GIVE_UP_AFTER = 5
"""Engine failures in a row after which the rest is left for another run."""

ENDED = "A process of the build was ended from outside. Run it again to go on."

Report = Callable[[int, int, str], None]
"""Called with clips done, clips to do and the title of the last one."""


@dataclass
class Outcome:
    """What a build of one locale did."""

    locale: str
    total: int = 0
    made: int = 0
    kept: int = 0
    pruned: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)
    """Title of a clip that was not made, and why."""
    stopped: str = ""
    """Why the build was broken off, if it was."""
    page: Path | None = None

    @property
    def missing(self) -> int:
        return self.total - self.made - self.kept


def build(
    locale: str,
    out: Path,
    engine: str = "auto",
    pace: str = "normal",
    jobs: int | None = None,
    pruning: bool = False,
    report: Report | None = None,
    content: Path | None = None,
) -> Outcome:
    """Brings a locale's library up to date. Raises AudioError only if nothing can be made at all.

    With `auto`, an engine that fails is replaced by the next for the rest of the build.
    """
    outcome = Outcome(locale)
    store = library.store_of(out, locale)
    store.tidy()
    listed: list[library.Item] = []
    names = engines.candidates(engine)
    for position, name in enumerate(names):
        last = position + 1 == len(names)
        try:
            items = library.plan(locale, name, pace, content)
            listed = _best(items, listed, store)
            missing = [item for item in listed if not store.find(item.file)]
            outcome.total = len(listed)
            outcome.kept = len(listed) - len(missing) - outcome.made
            patience = GIVE_UP_AFTER if last else 1
            _make(missing, store, jobs or cores(), outcome, report, patience)
        except (EngineError, LanguageError) as error:
            if last:
                raise
            _fall_back(str(error), names[position + 1])
            continue
        if not outcome.failures or last:
            break
        _fall_back(outcome.failures[-1][1], names[position + 1])
        outcome.failures.clear()
        outcome.stopped = ""
    outcome.page = library.write_pages(out, locale, listed, content)
    if pruning and not outcome.missing:
        outcome.pruned = library.prune(out, locale, listed)
    return outcome


def make(items: Sequence[library.Item], folder: Path, jobs: int) -> list[AudioError]:
    """Makes clips into a folder, whatever is there; returns what went wrong."""
    with closing(_results(items, Store(folder), jobs)) as results:
        return [error for _, error in results if error]


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _fall_back(reason: str, name: str) -> None:
    print(f"{reason} Using {name} for the clips still to be made.", file=sys.stderr)


def _best(
    items: Sequence[library.Item], before: Sequence[library.Item], store: Store
) -> list[library.Item]:
    """The items, but those of an earlier engine where that one's clip is there."""
    there = {item.id: item for item in before if store.find(item.file)}
    return [there.get(item.id, item) for item in items]


def _make(
    items: Sequence[library.Item],
    store: Store,
    jobs: int,
    outcome: Outcome,
    report: Report | None,
    patience: int,
) -> None:
    """Makes clips in `jobs` processes, the longest first so that all end at about the same time."""
    waiting = sorted(items, key=lambda item: (-len(item.text), item.file))
    in_a_row = 0
    with closing(_results(waiting, store, min(jobs, len(items)))) as results:
        for done, (item, error) in enumerate(results, start=1):
            if report:
                report(done, len(items), item.title)
            if error is None:
                outcome.made += 1
                in_a_row = 0
                continue
            outcome.failures.append((item.title, str(error)))
            in_a_row += 1
            if isinstance(error, StoreError | _Broken):
                outcome.stopped = str(error)
            elif in_a_row >= patience:
                outcome.stopped = f"{in_a_row} clips in a row could not be made."
            if outcome.stopped:
                return


class _Broken(AudioError):
    """A process of the build was ended from outside."""


Result = tuple[library.Item, AudioError | None]


def _results(items: Sequence[library.Item], store: Store, jobs: int) -> Generator[Result]:
    """Each item as soon as it was made or failed. Breaking off leaves no process behind."""
    if jobs <= 1:
        for item in items:
            yield item, _make_one(item.recipe, store.folder, item.file)
        return
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_start_worker)
    try:
        running: dict[Future[AudioError | None], library.Item] = {}
        queue = iter(items)
        while True:
            # A short queue: what is broken off then stops after the clips in hand.
            for item in queue:
                try:
                    future = pool.submit(_make_one, item.recipe, store.folder, item.file)
                except BrokenProcessPool:
                    yield item, _Broken(ENDED)
                    return
                running[future] = item
                if len(running) >= 2 * jobs:
                    break
            if not running:
                return
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                yield running.pop(future), _outcome_of(future)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _outcome_of(future: Future[AudioError | None]) -> AudioError | None:
    try:
        return future.result()
    except BrokenProcessPool:
        return _Broken(ENDED)


def _make_one(recipe: clips.Recipe, folder: Path, file: str) -> AudioError | None:
    try:
        clips.make(recipe, Store(folder), file)
    except AudioError as error:
        return error
    return None


def _start_worker() -> None:
    """A process that makes clips ends with the build that started it, however that one ends."""
    parent = parent_process()

    def follow() -> None:
        if parent:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
