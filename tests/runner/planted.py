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
            return str(len([bytearray(1 << 24) for _ in range(1 << 10)]))
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
