"""A process that counts visits in a shared store: `python visitor.py STORE NAME USER TIMES`."""

import os
import sys

from skill.memory import Memory
from skill.memory.dynamodb import DynamoDBMemory
from skill.memory.sqlite import SQLiteMemory
from tests.memory.visits import PATIENCE, visit

kind, name, user, times = sys.argv[1:]
store: Memory = (
    SQLiteMemory(name, PATIENCE)
    if kind == "sqlite"
    else DynamoDBMemory(name, os.environ["STORE_URL"], PATIENCE)
)
print("ready", flush=True)
sys.stdin.readline()
for _ in range(int(times)):
    visit(store, user)
os._exit(0)  # at once: nothing may wait for an orderly end
