"""The runner: whatever one item does, every other one gets done exactly once."""

from __future__ import annotations

import os
import random
import signal
import time
import types
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from tests.runner import planted
from tests.runner.planted import Item, work

from copydesk.runner.limits import Limits
from copydesk.runner.supervisor import Answer, RunnerError, Supervisor

LIMITS = Limits(cpu_s=0.3, stall_s=60.0, memory=256 << 20, patience=2.0)


def run(items: list[Item], *, workers: int = 2, limits: Limits = LIMITS) -> list[Answer[Item, str]]:
    """All answers, in the order in which they came."""
    with Supervisor[Item, str](work, workers=workers, limits=limits) as supervisor:
        return list(supervisor.run(iter(items)))


def good(count: int) -> list[Item]:
    """Items that are done without trouble."""
    return [("good", str(number)) for number in range(count)]


@pytest.mark.parametrize(
    ("kind", "reason", "detail"),
    [
        ("raises", "exception", "ValueError: cannot do x"),
        ("exits", "exception", "SystemExit: 3"),
        ("leaves", "crash", "exit code 0"),
        ("segfault", "crash", "SIGSEGV"),
        ("loop", "cpu_limit", "0.6 s of CPU time"),
        ("sleeps", "stalled", "by the clock"),
        ("hog", "memory", "more than its limit"),
        ("killed", "killed", "was killed each time"),
    ],
)
def test_a_poison_item_is_given_up_alone(kind: str, reason: str, detail: str) -> None:
    """One bad item gets its fault after its tries; all others are done, each once."""
    items = good(60)
    items.insert(30, (kind, "x"))
    limits = replace(LIMITS, stall_s=1.0) if kind == "sleeps" else LIMITS
    answers = run(items, limits=limits)
    assert Counter(answer.item for answer in answers) == Counter(items)
    [bad] = [answer for answer in answers if answer.fault is not None]
    assert bad.item == (kind, "x")
    assert bad.fault is not None
    assert bad.fault.reason == reason
    assert detail in bad.fault.detail
    assert bad.fault.tries == (4 if kind == "killed" else 2)
    assert all(a.result == f"done {a.item[1]}" for a in answers if a.fault is None)


@pytest.mark.parametrize("kind", ["killed once", "fails once"])
def test_a_worker_that_dies_once_costs_nothing(kind: str, tmp_path: Path) -> None:
    """The item that was being done is tried again, and is done."""
    items = good(40)
    items.insert(20, (kind, str(tmp_path / "mark")))
    answers = run(items)
    assert Counter(answer.item for answer in answers) == Counter(items)
    assert all(answer.fault is None for answer in answers)


def test_the_second_try_has_a_longer_limit() -> None:
    """What needs more CPU time than the first limit and less than the second is done."""
    [answer] = run([("burns", "0.45")])
    assert answer.fault is None


def test_the_limit_is_cpu_time_not_the_clock() -> None:
    """An item that takes longer than the limit but uses no CPU is done, at the first try."""
    started = time.monotonic()
    [answer] = run([("naps", "0.7")], workers=1, limits=Limits(cpu_s=0.4, patience=1.0))
    assert answer.fault is None
    assert time.monotonic() - started >= 0.7


def test_large_items_and_answers_do_not_block_each_other() -> None:
    """Items far larger than a pipe holds, sent ahead to workers that answer as much."""
    items: list[Item] = [("good", f"{number}" * 3_000_000) for number in range(9)]
    assert {answer.result for answer in run(items)} == {f"done {value}" for _, value in items}


def test_a_worker_has_its_next_items_before_it_asks() -> None:
    """While a worker is busy and the driver elsewhere, more items are with it already."""
    with Supervisor[Item, str](work, workers=1, limits=LIMITS) as supervisor:
        answers = supervisor.run(("naps", "0.2") for _ in range(6))
        next(answers)
        time.sleep(1.0)  # the driver is writing
        started = time.monotonic()
        next(answers)
        assert time.monotonic() - started < 0.15  # it was done meanwhile
        answers.close()


def test_libraries_of_workers_start_no_threads_of_their_own() -> None:
    """As many threads as cores in each of as many workers would stand in each other's way."""
    [answer] = run([("thread limit", "OPENBLAS_NUM_THREADS")], workers=1)
    assert answer.result == "done 1"


def test_nothing_to_do_is_done() -> None:
    """No items, no answers."""
    assert run([]) == []


def test_items_are_taken_only_as_they_are_needed() -> None:
    """The source is read a few shards ahead and no further: memory stays small."""
    taken = 0

    def source() -> object:
        nonlocal taken
        for item in good(1000):
            taken += 1
            yield item

    with Supervisor[Item, str](work, workers=2, limits=LIMITS) as supervisor:
        answers = supervisor.run(source())  # type: ignore[arg-type]
        next(answers)
        assert taken <= 40
        answers.close()


def test_workers_killed_at_random_lose_nothing() -> None:
    """Workers are killed again and again from outside: every item is answered once."""
    chance = random.Random(5)
    items: list[Item] = [("slow", str(number)) for number in range(300)]
    answers = []
    kills = 0
    with Supervisor[Item, str](work, workers=2, limits=LIMITS) as supervisor:
        for answer in supervisor.run(items):
            answers.append(answer)
            if kills < 12 and chance.random() < 0.08:
                os.kill(chance.choice(supervisor.pids), signal.SIGKILL)
                kills += 1
    assert kills == 12
    assert Counter(answer.item for answer in answers) == Counter(items)
    assert all(answer.fault is None for answer in answers)


def test_workers_are_kept() -> None:
    """A run without trouble needs no more processes than it was given."""
    seen = set()
    with Supervisor[Item, str](work, workers=2, limits=LIMITS) as supervisor:
        for _ in supervisor.run(good(200)):
            seen |= set(supervisor.pids)
    assert len(seen) == 2


def test_workers_that_cannot_start_are_an_error() -> None:
    """It does not go on for ever when no worker comes up."""
    # A function that is here, but that a fresh import of its module does not bring.
    orphan = types.FunctionType(work.__code__, work.__globals__, "orphan")
    orphan.__module__, orphan.__qualname__ = planted.__name__, "orphan"
    vars(planted)["orphan"] = orphan
    try:
        with (
            Supervisor[Item, str](orphan, workers=1, limits=LIMITS) as supervisor,
            pytest.raises(RunnerError, match="end before they do anything"),
        ):
            list(supervisor.run(good(1)))
    finally:
        del vars(planted)["orphan"]


def test_no_process_is_left_behind() -> None:
    """After `close`, no worker lives."""
    with Supervisor[Item, str](work, workers=2, limits=LIMITS) as supervisor:
        list(supervisor.run(good(20)))
        pids = supervisor.pids
    assert pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
