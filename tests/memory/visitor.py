"""A process that counts visits in a shared store: `python visitor.py STORE USER TIMES`."""

import os
import sys

from skill.memory import memory_from_environment, update

store = memory_from_environment({"BACK_PAIN_GUIDE_MEMORY": sys.argv[1]})
print("ready", flush=True)
sys.stdin.readline()
for _ in range(int(sys.argv[3])):
    update(store, sys.argv[2], lambda kept: {**kept, "visits": kept.get("visits", 0) + 1})
os._exit(0)  # at once: nothing may wait for an orderly end
