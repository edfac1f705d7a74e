"""Supervisor: items through worker processes, each item answered exactly once.

Why our own: no pool that was tried keeps that promise. With 100 items on two workers and one
worker killed, `ProcessPoolExecutor` fails 69 items and `loky` 70, `multiprocessing.Pool` hangs
for ever; `pebble` loses only the one item, but none of 100 gets done once an idle worker was
killed, its limits go by the clock instead of CPU time, and it is LGPL. What is left to do is
little: one pipe a worker, so that a death is seen at once and blames the item that was being done.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.context import ForkServerProcess
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from copydesk.errors import CopydeskError
from copydesk.runner.limits import Limits
from copydesk.runner.worker import DONE, READY, RETIRED, serve

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 4  # items that a worker has before it, so that it never waits for the next
TOP_UP = 2  # items that it is sent at once
TRIES = 2  # before an item is given up
TRIES_KILLED = 4  # where somebody killed the worker: that is seldom the item's fault
START_S = 300.0  # by the clock, for a worker to load what it needs; no item's fault
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
STARTS = 3  # workers that may die in a row before one has answered anything


class RunnerError(CopydeskError):
    """Workers do not start."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        return f"workers: they end before they do anything ({self.detail}); see the messages above"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an item was given up: `reason` is one of "exception", "crash", "cpu_limit", "memory",
    "stalled", "killed"; `tries` counts how often it was tried."""

    reason: str
    detail: str
    tries: int


@dataclass(frozen=True, slots=True)
class Answer(Generic[Item, Result]):
    """What became of an item: `fault` is None where `result` holds."""

    item: Item
    result: Result | None
    fault: Fault | None = None


@dataclass(slots=True)
class _Task(Generic[Item]):
    item: Item
    tries: int = 0


@dataclass(slots=True, eq=False)
class _Worker(Generic[Item]):
    process: ForkServerProcess
    pipe: Any  # Connection[Any, Any] in newer typeshed
    ready: bool = False
    alone: bool = False  # with an item that failed before
    served: int = 0
    since: float = 0.0
    tasks: deque[_Task[Item]] = field(default_factory=deque)


class Supervisor(Generic[Item, Result]):
    """Runs `work` on items in `workers` processes, which are kept until the end.

    `work` must be a function that a new process can import, items and results must pickle.
    An item that raises, dies, loops, stalls or takes too much memory is tried once more, alone
    in a fresh worker with a longer limit, and then given up with its `Fault`. Modules named in
    `preload` are imported once, in the process that all workers are forked from.
    """

    def __init__(
        self,
        work: Callable[[Item], Result],
        *,
        workers: int,
        limits: Limits | None = None,
        preload: Sequence[str] = (),
    ) -> None:
        self._work, self._limits = work, limits or Limits()
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["__main__", serve.__module__, *preload])
        self._size = workers
        self._workers: list[_Worker[Item]] = []
        self._suspects: deque[_Task[Item]] = deque()
        self._waiting: deque[_Task[Item]] = deque()
        self._stillborn = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pids(self) -> list[int]:
        """The process ids of the workers that live now."""
        return [worker.process.pid or 0 for worker in self._workers]

    def close(self) -> None:
        """End all workers. What they were doing is lost."""
        for worker in self._workers:
            _end(worker)
        self._workers.clear()

    def run(self, items: Iterable[Item]) -> Generator[Answer[Item, Result], None, None]:
        """Yield an answer for each item, in the order in which they are done.

        Items are taken from the iterable as workers need them, a few ahead.

        Raises:
            RunnerError: Workers die before they take any item.
        """
        source = iter(items)
        while True:
            self._hand_out(source)
            if not any(worker.tasks for worker in self._workers):
                return
            yield from self._collect()

    def _hand_out(self, source: Iterator[Item]) -> None:
        """Give every worker enough to do; start one only when there is."""
        while self._suspects:
            free = [worker for worker in self._workers if not worker.tasks]
            if not free and len(self._workers) >= self._size:
                break
            worker = self._fresh(free[0]) if free else self._start()
            self._give(worker, [self._suspects.popleft()], alone=True)
        while True:
            while len(self._waiting) < TOP_UP:
                try:
                    self._waiting.append(_Task(next(source)))
                except StopIteration:
                    break
            needy = self._neediest() if self._waiting else None
            if needy is None:
                return
            count = min(TOP_UP, len(self._waiting))
            self._give(needy, [self._waiting.popleft() for _ in range(count)], alone=False)

    def _neediest(self) -> _Worker[Item] | None:
        """The worker with the least to do, perhaps a new one; None where all have enough."""
        if not self._suspects and len(self._workers) < self._size:
            idle = [worker for worker in self._workers if not worker.tasks]
            return idle[0] if idle else self._start()
        needy = sorted(
            (worker for worker in self._workers if not worker.alone),
            key=lambda worker: len(worker.tasks),
        )
        if self._suspects:
            needy = needy[1:]  # that one is to become free for a suspect
        if needy and len(needy[0].tasks) <= AHEAD - TOP_UP:
            return needy[0]
        return None

    def _give(self, worker: _Worker[Item], tasks: list[_Task[Item]], *, alone: bool) -> None:
        limits = self._limits.longer() if alone else self._limits
        if not worker.tasks:
            worker.since = time.monotonic()
        worker.alone = alone
        worker.tasks.extend(tasks)
        # A worker that died unasked is noticed by _collect, which comes next.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            worker.pipe.send((limits.cpu_s, [task.item for task in tasks]))

    def _collect(self) -> Iterator[Answer[Item, Result]]:
        """Wait until something happens; yield what was answered or given up."""
        waits: dict[object, _Worker[Item]] = {}
        for worker in self._workers:
            waits[worker.pipe] = worker
        for ready in connection.wait(list(waits), timeout=1.0):  # type: ignore[arg-type]
            worker = waits[ready]
            try:
                kind, value = worker.pipe.recv()
            except (EOFError, ConnectionResetError):
                yield from self._bury(worker)
                continue
            if kind == READY:
                worker.ready, worker.since, self._stillborn = True, time.monotonic(), 0
                continue
            task = worker.tasks.popleft()
            worker.alone = False
            worker.served += 1
            worker.since = time.monotonic()
            task.tries += 1
            if kind == DONE:
                yield Answer(task.item, value)
            else:
                yield from self._judge(task, *value)
        for worker in list(self._workers):
            limit = self._limits.stall_s if worker.ready else START_S
            if worker.tasks and time.monotonic() - worker.since > limit:
                yield from self._bury(worker, stalled=True)

    def _bury(
        self, worker: _Worker[Item], *, stalled: bool = False
    ) -> Iterator[Answer[Item, Result]]:
        """A worker is gone: blame the item it was doing, put the others back."""
        self._workers.remove(worker)
        if stalled:
            worker.process.kill()
        worker.process.join()
        code = worker.process.exitcode or 0
        _end(worker)
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= STARTS:
                raise RunnerError(f"exit code {code}")
            self._waiting.extendleft(reversed(worker.tasks))
            return
        if not worker.tasks:
            return
        suspect = worker.tasks.popleft()
        self._waiting.extendleft(reversed(worker.tasks))
        if code == RETIRED and not stalled:
            self._waiting.appendleft(suspect)
            return
        suspect.tries += 1
        yield from self._judge(suspect, *_reason(code, stalled, self._limits))

    def _judge(self, task: _Task[Item], reason: str, detail: str) -> Iterator[Answer[Item, Result]]:
        allowed = TRIES_KILLED if reason == "killed" else TRIES
        if task.tries < allowed:
            self._suspects.append(task)
        else:
            yield Answer(task.item, None, Fault(reason, detail, task.tries))

    def _fresh(self, worker: _Worker[Item]) -> _Worker[Item]:
        """A worker that has done nothing yet, in place of this one."""
        if not worker.served:
            return worker
        self._workers.remove(worker)
        _end(worker)
        return self._start()

    def _start(self) -> _Worker[Item]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=serve, args=(theirs, self._work, self._limits), daemon=True
        )
        with _one_thread_each():
            process.start()
        theirs.close()
        worker: _Worker[Item] = _Worker(process, ours, since=time.monotonic())
        self._workers.append(worker)
        return worker


@contextlib.contextmanager
def _one_thread_each() -> Iterator[None]:
    """Keep the libraries of a worker from starting threads: workers are what fills the cores.

    They read these names when they are loaded, which the server that workers are forked from does
    when the first of them starts.
    """
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _end(worker: _Worker[Item]) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()
    worker.process.close()


def _reason(code: int, stalled: bool, limits: Limits) -> tuple[str, str]:
    """What an exit code says of the item that was being done."""
    if stalled:
        return "stalled", f"no end after {limits.stall_s:g} s by the clock"
    if code == -signal.SIGPROF:
        return "cpu_limit", f"more than {limits.longer().cpu_s:g} s of CPU time"
    if code == -signal.SIGKILL:
        return "killed", "its worker was killed each time, by somebody or for want of memory"
    if code < 0:
        return "crash", f"its worker died of {signal.Signals(-code).name}"
    return "crash", f"its worker ended with exit code {code}"


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
