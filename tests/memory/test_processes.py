"""Several processes share a store."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from skill.memory.dynamodb import DynamoDBMemory
from skill.memory.sqlite import SQLiteMemory

ROOT = Path(__file__).parents[2]
VISITOR = Path(__file__).with_name("visitor.py")
PROCESSES, EACH = 4, 25


def visit_from_all_processes(kind: str, name: str, **environ: str) -> None:
    """Let four processes count visits at the same time, each until it has counted its own."""
    processes = [
        subprocess.Popen(
            [sys.executable, VISITOR, kind, name, "somebody", str(EACH)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
        )
        for _ in range(PROCESSES)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        process.communicate(timeout=60)
        assert process.returncode == 0


def test_four_processes_lose_no_update_in_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite3"

    visit_from_all_processes("sqlite", str(path))

    assert SQLiteMemory(path).load("somebody").preferences == {"visits": PROCESSES * EACH}


def test_four_processes_lose_no_update_in_dynamodb(dynamodb_url: str, dynamodb_table: str) -> None:
    visit_from_all_processes("dynamodb", dynamodb_table, STORE_URL=dynamodb_url)

    remembered = DynamoDBMemory(dynamodb_table, dynamodb_url).load("somebody")
    assert remembered.preferences == {"visits": PROCESSES * EACH}
