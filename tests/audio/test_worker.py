"""A worker ends with the program that used it, and says nothing about it."""

from __future__ import annotations

import os
import subprocess
import sys

from audio.engines.worker import Worker
from tests.project.imports import ROOT

PROGRAM = """
import atexit

def take_down():
    # What the interpreter does at its end, in an order that it does not promise.
    global worker
    for name in list(vars(module)):
        setattr(module, name, None)
    del worker

atexit.register(take_down)
import sys
from audio.engines import worker as module
answer = "import sys\\nfor line in sys.stdin: print('{}', flush=True)"
worker = module.Worker("toy", lambda: [sys.executable, "-c", answer], 20)
worker.ask({})
print(worker._process.pid)
"""


def test_a_program_that_used_a_worker_ends_quietly() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-c", PROGRAM],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert not _runs(int(done.stdout))


def test_a_worker_that_nobody_needs_ends_its_process() -> None:
    worker = Worker("toy", lambda: [sys.executable, "-c", "input()"], 20)
    pid = worker._running().pid
    assert _runs(pid)
    del worker
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
