"""Mention and Draft: what the finders pass on before a Cast is made of it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from copydesk.record.actors.offices import Office
from copydesk.record.record import ActorKind

Range = tuple[int, int]  # tokens, half-open


class MentionKind(StrEnum):
    """How a mention refers."""

    NAME = "name"
    NOMINAL = "nominal"  # "the minister", "two diplomats"
    PRONOUN = "pronoun"
    METONYM = "metonym"  # "the Kremlin"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for an actor: tokens `start` to `end`, half-open, around `head`."""

    start: int
    end: int
    head: int
    actor: str
    kind: MentionKind


@dataclass(eq=False, slots=True)
class Draft:
    """An actor in the making. Two drafts are the same only if they are one object.

    `mentions` are (start, end, head, kind) in tokens. `gender` is "M", "F" or None, `guess` what
    the given name makes likely. `noun` is the head of a nominal's first mention. `owner` is whose
    deputy, team or ministry it is. `whole` is the body or country it belongs to.
    """

    kind: ActorKind
    name: str
    words: tuple[str, ...] = ()
    aliases: list[str] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    role: str | None = None
    role_at: Range | None = None
    country: str | None = None
    country_at: Range | None = None
    sector: str | None = None
    whole: Draft | None = None
    owner: Draft | None = None
    gender: str | None = None
    guess: str | None = None
    plural: bool = False
    noun: str = ""
    mentions: list[tuple[int, int, int, MentionKind]] = field(default_factory=list)

    @property
    def first(self) -> int:
        """The token its first mention begins with."""
        return min(mention[0] for mention in self.mentions)


@dataclass(slots=True)
class Roll:
    """All drafts of a text, and whose mention has its head at a token; `heads` in order."""

    drafts: list[Draft] = field(default_factory=list)
    at: dict[int, list[Draft]] = field(default_factory=dict)
    heads: list[int] = field(default_factory=list)

    def add(self, draft: Draft) -> Draft:
        """Take a draft in."""
        self.drafts.append(draft)
        return draft

    def mention(self, draft: Draft, start: int, end: int, head: int, kind: MentionKind) -> None:
        """Note a mention of a draft, once a head."""
        if head not in self.at:
            insort(self.heads, head)
        here = self.at.setdefault(head, [])
        if draft not in here:
            here.append(draft)
            draft.mentions.append((start, end, head, kind))

    def before(self, token: int) -> Iterator[tuple[int, Draft]]:
        """(head, draft) of all mentions before a token, the nearest first."""
        for k in range(bisect_left(self.heads, token) - 1, -1, -1):
            head = self.heads[k]
            for draft in self.at[head]:
                yield head, draft

    def join(self, draft: Draft, other: Draft) -> None:
        """Make all mentions of `draft` mentions of `other`, and forget `draft`."""
        for start, end, head, kind in draft.mentions:
            self.at[head] = [d for d in self.at[head] if d is not draft]
            self.mention(other, start, end, head, kind)
        self.drafts.remove(draft)
        for each in self.drafts:
            if each.owner is draft:
                each.owner = other
            if each.whole is draft:
                each.whole = other
