"""A desktop with a real screen reader: Orca hears the browser, and what it says is written down.

    Xvfb (display) · D-Bus (session) · AT-SPI (accessibility) · openbox (windows)
    speech-dispatcher (its voice writes down what was said to its end) · orca

Each part is started here and ended here; nothing of the person's own desktop is used.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

PARTS = ("Xvfb", "dbus-daemon", "openbox", "speech-dispatcher", "orca")
PACKAGES = "xvfb dbus-x11 openbox speech-dispatcher orca at-spi2-core"

# What was begun and broken off is not in the file: that line is written at the end.
VOICE = """
GenericExecuteSynth "sleep 0.2; printf '%s\\\\n' \\'$DATA\\' >> {file}"
GenericCmdDependency "printf"
AddVoice "en" "MALE1" "one"
DefaultVoice "one"
GenericMaxChunkLength 100000
GenericDelimiters "^"
GenericLanguage "en" "en" "utf-8"
"""
SPEECHD = """
AudioOutputMethod "libao"
AddModule "file" "sd_generic" "file.conf"
DefaultModule file
DefaultLanguage "en"
LogLevel 3
LogDir "{folder}"
"""


@dataclass
class Desktop:
    """A running desktop."""

    environment: Mapping[str, str]
    file: Path

    def spoken(self) -> list[str]:
        """Everything that was said to its end, in order."""
        lines = self.file.read_text("utf-8").splitlines() if self.file.exists() else []
        return [" ".join(line.split()) for line in lines]


@contextmanager
def desktop(folder: Path) -> Iterator[Desktop]:
    """Starts a desktop that keeps its files in `folder`; skips the test where a part is missing."""
    missing = [part for part in PARTS if shutil.which(part) is None]
    if missing:
        pytest.skip(f"Not found: {', '.join(missing)}. On Debian: apt-get install {PACKAGES}")
    file = folder / "spoken.txt"
    with ExitStack() as stack:
        environment = _environment(folder)
        environment["DISPLAY"] = _display(stack, environment)
        environment["DBUS_SESSION_BUS_ADDRESS"] = _bus(stack, environment)
        _start(stack, ["openbox"], environment)
        _configure_speech(folder, file)
        socket = folder / "speech.sock"
        _start(
            stack,
            ["speech-dispatcher", "--run-single", "--communication-method", "unix_socket",
             "--socket-path", str(socket), "--config-dir", str(folder / "speechd"),
             "--pid-file", str(folder / "speech.pid")],
            environment,
        )  # fmt: skip
        wait_until(socket.exists, "speech-dispatcher listens")
        environment["SPEECHD_ADDRESS"] = f"unix_socket:{socket}"
        ready = Desktop(environment, file)
        _start(stack, ["orca", "--replace", "--disable", "braille"], environment)
        wait_until(
            lambda: any("Screen reader on" in said for said in ready.spoken()), "Orca speaks"
        )
        yield ready


def wait_until(happens: Callable[[], object], what: str, seconds: float = 30) -> None:
    """Waits until something is true. Raises AssertionError where it does not come true."""
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, f"waited in vain until {what}"
        time.sleep(0.05)


def _environment(folder: Path) -> dict[str, str]:
    home = {
        "HOME": folder,
        "XDG_CONFIG_HOME": folder / "config",
        "XDG_DATA_HOME": folder / "data",
        "XDG_CACHE_HOME": folder / "cache",
        "XDG_RUNTIME_DIR": folder / "run",
    }
    for place in home.values():
        place.mkdir(mode=0o700, exist_ok=True)
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "ACCESSIBILITY_ENABLED": "1",
        "GSETTINGS_BACKEND": "memory",
        "NO_AT_BRIDGE": "0",
        **{name: str(place) for name, place in home.items()},
    }


def _display(stack: ExitStack, environment: Mapping[str, str]) -> str:
    """Starts an X server on a free display; returns its name."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1280x1000x24",
        "-nolisten",
        "tcp",
    ]
    _start(stack, command, environment, pass_fds=(writing,))
    os.close(writing)
    with os.fdopen(reading) as number:
        return f":{number.readline().strip()}"


def _bus(stack: ExitStack, environment: Mapping[str, str]) -> str:
    """Starts a session bus; returns its address."""
    reading, writing = os.pipe()
    command = ["dbus-daemon", "--session", "--nofork", f"--print-address={writing}"]
    _start(stack, command, environment, pass_fds=(writing,))
    os.close(writing)
    with os.fdopen(reading) as address:
        return address.readline().strip()


def _configure_speech(folder: Path, file: Path) -> None:
    modules = folder / "speechd" / "modules"
    modules.mkdir(parents=True)
    (modules / "file.conf").write_text(VOICE.format(file=file), "utf-8")
    # The machine may have no sound device; without one to open, no voice would be loaded.
    (folder / ".libao").write_text("default_driver=null\n", "utf-8")
    (modules.parent / "speechd.conf").write_text(SPEECHD.format(folder=folder), "utf-8")


def _start(
    stack: ExitStack,
    command: list[str],
    environment: Mapping[str, str],
    pass_fds: tuple[int, ...] = (),
) -> None:
    """Starts a program in a process group of its own; the stack ends the whole group."""
    log = stack.enter_context((Path(environment["HOME"]) / f"{command[0]}.log").open("wb"))
    process = subprocess.Popen(
        command, env=dict(environment), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        start_new_session=True, pass_fds=pass_fds,
    )  # fmt: skip
    stack.callback(_end, process)


def _end(process: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, how)
            process.wait(5)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
    process.wait()
