"""From a fresh process to the first answer, as deployed: the zip, compiled, nothing else.

Beside it the hello-world skill with the SDK's libraries, compiled in the same way.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import CLOCK_MONOTONIC, clock_gettime

from benchmarks.envelopes import QUESTION
from benchmarks.table import Row
from deploy import package

ROUNDS = 15
BESIDE = "ask-sdk hello-world"
HELLO_LIBRARIES = ("ask-sdk-core", "ask-sdk-model", "ask-sdk-runtime", "python-dateutil", "six")

# The clock is one for all processes, so the interpreter's own start counts too.
PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
import json
event = json.loads(sys.stdin.read())
from lambda_handler import lambda_handler
answer = lambda_handler(event, None)
import time
done = time.clock_gettime(time.CLOCK_MONOTONIC)
assert answer["response"]["outputSpeech"]["ssml"].startswith("<speak>")
peak = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(done, peak[0])
"""
"""Linux alone tells the peak of this very program; elsewhere this benchmark does not run."""


def run() -> list[Row]:
    """Measure start and peak memory, the two skills by turns."""
    with TemporaryDirectory() as folder:
        ours, hello = Path(folder) / "ours", Path(folder) / "hello"
        zip_file = Path(folder) / "skill.zip"
        package.build(zip_file)
        with zipfile.ZipFile(zip_file) as archive:
            archive.extractall(ours)
        _stage_hello(hello)
        figures: dict[Path, list[tuple[float, float]]] = {ours: [], hello: []}
        for folder_of_one in (ours, hello) * (ROUNDS + 1):
            figures[folder_of_one].append(_start(folder_of_one))
    # The first start of each warms the disk's cache and does not count.
    seconds = {one: median(start for start, _ in kept[1:]) for one, kept in figures.items()}
    mebibytes = {one: median(peak for _, peak in kept[1:]) for one, kept in figures.items()}
    return [
        Row(
            "cold start: process to first answer",
            "ms",
            seconds[ours] * 1e3,
            seconds[hello] * 1e3,
            BESIDE,
            1.15,
        ),
        Row("peak memory after it", "MiB", mebibytes[ours], mebibytes[hello], BESIDE, 1.3),
    ]


def _stage_hello(stage: Path) -> None:
    package.copy_libraries(stage, HELLO_LIBRARIES, not_needed=())
    source = Path(__file__).with_name("hello_world.py")
    shutil.copyfile(source, stage / "lambda_handler.py")
    package.compile_modules(stage, sys.executable)


def _start(folder: Path) -> tuple[float, float]:
    """Return seconds to the first answer, and the peak of resident memory in MiB."""
    started = clock_gettime(CLOCK_MONOTONIC)
    result = subprocess.run(
        [sys.executable, "-I", "-S", "-c", PROGRAM, str(folder)],
        input=json.dumps(QUESTION),
        capture_output=True,
        text=True,
        check=True,
    )
    done, kibibytes = result.stdout.split()
    return float(done) - started, int(kibibytes) / 1024
