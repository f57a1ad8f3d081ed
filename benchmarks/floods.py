"""Real requests refused while forged ones that know the skill's id pour in.

Each forged one names an address of its own, which answers 403 after 0.2 s. Prints a table:
`python -m benchmarks.floods`.
"""

from __future__ import annotations

from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.endpoint.authority import Authority, launch
from tests.endpoint.flood import Flood
from tests.endpoint.post import post
from tests.endpoint.servers import gunicorn

RATES = (50, 200, 400)
"""Forged requests asked for a second."""
REAL = 500


def main() -> None:
    """Print, for each rate, how the real requests fared."""
    print("`python -m benchmarks.floods`: forged requests with the skill's id, each with another")
    print("address to ask, which answers 403 after 0.2 s; the process has just started.\n")
    print("| forged a second | refused | real | refused | median | 99th percentile |")
    print("|---:|---:|---:|---:|---:|---:|")
    authority = Authority()
    for rate in RATES:
        with TemporaryDirectory() as name:
            print(_row(rate, authority, Path(name)))


def _row(rate: int, authority: Authority, folder: Path) -> str:
    (folder / "root.pem").write_bytes(authority.root.pem)
    (folder / "chain.pem").write_bytes(authority.chain)
    settings = {
        "TEST_ROOT": f"{folder}/root.pem",
        "TEST_CHAIN": f"{folder}/chain.pem",
        "TEST_SHELF": f"{folder}/certificates.json",
        "BACK_PAIN_GUIDE_MEMORY": "none",
        "BACK_PAIN_GUIDE_LOG": "off",
    }
    with gunicorn("tests.endpoint.served:app", settings) as served:
        _real(served.port, authority, 1)
    with (
        gunicorn("tests.endpoint.served:app", settings) as served,
        Flood(served.port, rate).running() as flood,
    ):
        refused, seconds = _real(served.port, authority, REAL)
    cuts = quantiles(seconds, n=100)
    forged = len(flood.statuses) / flood.seconds
    kept_out = flood.statuses.count(400) / len(flood.statuses)
    return (
        f"| {forged:.0f} | {kept_out:.0%} | {REAL} | {refused} "
        f"| {cuts[49] * 1e3:.1f} ms | {cuts[98] * 1e3:.1f} ms |"
    )


def _real(port: int, authority: Authority, number: int) -> tuple[int, list[float]]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    refused, seconds = 0, []
    for _ in range(number):
        started = perf_counter()
        status, _answer = post(connection, authority, launch())
        seconds.append(perf_counter() - started)
        refused += status != 200
    connection.close()
    return refused, seconds


if __name__ == "__main__":
    main()
