"""Limits that a worker sets on itself, kept by the kernel, so no loop in C escapes them."""

from __future__ import annotations

import contextlib
import resource
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """What one item may use.

    `cpu_s`: seconds of CPU time of the worker, so that a busy machine condemns nobody.
    `stall_s`: seconds by the clock, for what waits for ever and uses no CPU; generous.
    `memory`: bytes of address space beyond what the worker holds when it starts.
    `patience`: the second try, alone in a fresh worker, gets this many times `cpu_s`.
    """

    cpu_s: float = 30.0
    stall_s: float = 600.0
    memory: int = 3 << 30
    patience: float = 4.0

    def longer(self) -> Limits:
        """The limits of a second try."""
        return replace(self, cpu_s=self.cpu_s * self.patience)


def limit_memory(limits: Limits) -> None:
    """Cap this process's address space; past the cap an allocation fails.

    Linux only: other kernels do not keep RLIMIT_AS, and there the system's own handling of
    memory shortage is what is left.
    """
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        cap = pages * resource.getpagesize() + limits.memory
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard != resource.RLIM_INFINITY:
            cap = min(cap, hard)
        resource.setrlimit(resource.RLIMIT_AS, (cap, hard))


@contextlib.contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """End this process by SIGPROF once the block has used `seconds` of its CPU time."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
