"""Tally: what an export has written, and what it could not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts while an export goes on. `left_out` are records that the format has no place for,
    by reason."""

    articles: int = 0
    copies: int = 0
    lines: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
