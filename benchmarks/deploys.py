"""Turns lost while processes of the endpoint are restarted, killed and reloaded under load.

nginx and gunicorn run with the files in `deploy/`; four people talk through HTTPS without a pause.
Prints a table: `python -m benchmarks.deploys`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.endpoint.authority import Authority
from tests.endpoint.crowd import Crowd, People, kill_often, reload_both, restart_one_after_the_other
from tests.endpoint.servers import ROOT, nginx
from tests.endpoint.units import Unit, units

GAPS = (0.0, 1.0, 3.0, 4.5, 6.0)
"""Seconds between the restarts of the two processes."""
BEFORE, AFTER = 100, 400
"""Turns."""

EVENTS: dict[str, Callable[[list[Unit], Crowd], None]] = {
    **{f"restarts, {gap:g} s apart": restart_one_after_the_other(gap) for gap in GAPS},
    "a worker is killed": lambda pair, _: pair[0].kill_worker(),
    "processes are killed by turns": kill_often,
    "both reload at once": reload_both,
}


def main() -> None:
    """Print what happened, how many turns were asked for and lost, and the longest one."""
    print("`python -m benchmarks.deploys`: nginx and two gunicorn processes with the files of")
    print("`deploy/`, four people talking without a pause.\n")
    print("| what happens | turns | lost | longest |\n|---|---:|---:|---:|")
    for name, event in EVENTS.items():
        crowd = measured(event)
        print(f"| {name} | {crowd.turns:,} | {len(crowd.failed)} | {crowd.longest:.2f} s |")


def measured(event: Callable[[list[Unit], Crowd], None]) -> Crowd:
    """Let `event` happen to two processes while people talk; return how they fared."""
    authority = Authority()
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "root.pem").write_bytes(authority.root.pem)
        (folder / "chain.pem").write_bytes(authority.chain)
        settings = {
            "TEST_ROOT": f"{folder}/root.pem",
            "TEST_CHAIN": f"{folder}/chain.pem",
            "BACK_PAIN_GUIDE_MEMORY": f"sqlite:{folder}/memory.sqlite3",
        }
        with (
            units(ROOT, settings, folder / "log") as pair,
            nginx(folder, authority, [one.port for one in pair]) as port,
            Crowd(People(authority, port).turn).talking() as crowd,
        ):
            crowd.wait(BEFORE)
            event(pair, crowd)
            crowd.wait(AFTER)
    return crowd


if __name__ == "__main__":
    main()
