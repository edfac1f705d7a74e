"""Named: an actor as one article names it, by which actors of many articles are joined."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """An actor of one article. `article` is its number in the file, `id` that of the contract."""

    article: int
    id: str
    name: str
    kind: str
    country: str | None = None
    role: str | None = None
    mentions: int = 1
