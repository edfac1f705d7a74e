"""The worker's side: take items as they come, do them one by one, answer each before the next."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from queue import SimpleQueue
from typing import Any

from copydesk.runner.limits import Limits, cpu_limit, limit_memory

# Messages to the driver are pairs: (READY, None), (DONE, result), (FAILED, (reason, detail)).
READY, DONE, FAILED = 0, 1, 2

RETIRED = 75  # exit code of a worker that leaves after a memory fault; the next item is innocent


Lot = tuple[float, list[Any]]  # seconds of CPU time that each item may use, items


def serve(pipe: Connection, work: Callable[[Any], Any], limits: Limits) -> None:
    """Work until the driver hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the driver answers Ctrl-C for all
    os.nice(10)  # whoever reads the collection meanwhile comes first
    lots: SimpleQueue[Lot | None] = SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, lots), daemon=True).start()
    limit_memory(limits)
    try:
        pipe.send((READY, None))
        while (lot := lots.get()) is not None:
            cpu_s, items = lot
            for item in items:
                answer, sound = _answer(work, item, cpu_s)
                pipe.send_bytes(answer)
                if not sound:
                    sys.exit(RETIRED)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the driver is gone: what it has not got, it will ask for again


def _receive(pipe: Connection, lots: SimpleQueue[Lot | None]) -> None:
    """Take in what the driver sends ahead, so that neither waits for the other to listen."""
    try:
        with contextlib.suppress(EOFError, OSError):
            while True:
                lots.put(pipe.recv())
    finally:
        lots.put(None)


def _answer(work: Callable[[Any], Any], item: Any, cpu_s: float) -> tuple[memoryview, bool]:
    """The message about one item, and whether this process may go on.

    After a MemoryError it may not: the next item would start in what the last one left.
    """
    try:
        with cpu_limit(cpu_s):
            return ForkingPickler.dumps((DONE, work(item))), True
    except MemoryError:
        return ForkingPickler.dumps((FAILED, ("memory", "it asked for more than its limit"))), False
    except (Exception, SystemExit) as error:
        detail = f"{type(error).__name__}: {error}"[:500]
        return ForkingPickler.dumps((FAILED, ("exception", detail))), True
