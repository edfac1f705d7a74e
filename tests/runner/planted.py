"""Work with planted faults, for the tests and the benchmark of the runner.

A module of its own, without pytest, so that workers can import it. An item is a pair: what to do,
and a number or a path.
"""

from __future__ import annotations

import ctypes
import os
import signal
import time
from pathlib import Path

Item = tuple[str, str]


def work(item: Item) -> str:
    """Do what the item says; a good one gives its value back."""
    kind, value = item
    match kind:
        case "good":
            return f"done {value}"
        case "slow":
            time.sleep(0.01)
            return f"done {value}"
        case "thread limit":
            return f"done {os.environ.get(value)}"
        case "naps":  # seconds by the clock
            time.sleep(float(value))
        case "raises":
            raise ValueError(f"cannot do {value}")
        case "exits":
            raise SystemExit(3)
        case "leaves":
            os._exit(0)
        case "segfault":
            ctypes.string_at(0)
        case "loop":
            while True:
                pass
        case "sleeps":
            time.sleep(3600)
        case "hog":
            return str(len(bytearray(1 << 34)))  # at once: filling it would meet the clock first
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "killed once":
            _once(Path(value), lambda: os.kill(os.getpid(), signal.SIGKILL))
        case "fails once":
            _once(Path(value), lambda: ctypes.string_at(0))
        case "burns":  # seconds of CPU time
            end = time.process_time() + float(value)
            while time.process_time() < end:
                pass
    return f"done {value}"


def _once(mark: Path, deed: object) -> None:
    """Do a deed unless `mark` shows that it was done before."""
    if not mark.exists():
        mark.touch()
        assert callable(deed)
        deed()


def descendants(pid: int) -> list[list[int]]:
    """The processes below a process, by generation (Linux)."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, ValueError):
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    found: list[list[int]] = []
    generation = parents.get(pid, [])
    while generation:
        found.append(generation)
        generation = [child for parent in generation for child in parents.get(parent, [])]
    return found


def workers_of(driver: int) -> list[int]:
    """The workers of a driver: the children of its fork server."""
    generations = descendants(driver)
    return generations[1] if len(generations) > 1 else []
