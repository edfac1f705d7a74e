"""Actors joined over the articles of a story: who is the same, and where that is not sure."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from copydesk.collection.named import Named

_LETTERS = re.compile(r"[^\w\s]|_")
_LONG = 5  # letters from which one letter's difference may be a spelling


class Judgement(StrEnum):
    """Whether two names stand for one."""

    SAME = "same"
    UNSURE = "unsure"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class JoinedActor:
    """An actor of a story: one name for all that was judged the same.

    `spellings` are the other names; `unsure` are names of others that may be the same.
    """

    name: str
    kind: str
    country: str | None
    members: tuple[Named, ...]
    spellings: tuple[str, ...]
    unsure: tuple[str, ...]


# Those of a story who are told of in the same way are judged in the same way: once is enough.
_Told = tuple[str, str, str | None, str | None]
_Tellers = dict[_Told, Named]


def judge(one: Named, other: Named) -> Judgement:
    """Compare two actors of different articles.

    Countries are the same by their code. Persons are by first and last name; a spelling that
    differs by a letter, or an initial, needs the same country or office, else it is unsure; a
    last name alone is unsure. Bodies and groups are the same by name. Unnamed ones never are.
    """
    if one.kind != other.kind or "unnamed" in (one.kind, other.kind):
        return Judgement.DIFFERENT
    mine, theirs = _parts(one.name), _parts(other.name)
    if one.kind == "country" and one.country and other.country:
        return Judgement.SAME if one.country == other.country else Judgement.DIFFERENT
    apart = bool(one.country and other.country and one.country != other.country)
    if mine == theirs:
        return Judgement.UNSURE if apart and one.kind == "person" else Judgement.SAME
    if one.kind != "person" or apart or not mine or not theirs:
        return Judgement.DIFFERENT
    if not _alike(mine[-1], theirs[-1]):
        return Judgement.DIFFERENT
    if len(mine) == 1 or len(theirs) == 1:
        return Judgement.UNSURE if mine[-1] == theirs[-1] else Judgement.DIFFERENT
    if mine[-1] == theirs[-1] and mine[0] == theirs[0]:
        return Judgement.SAME  # a middle name more
    initial = mine[0][0] == theirs[0][0] and 1 in (len(mine[0]), len(theirs[0]))
    if not (initial or _alike(mine[0], theirs[0])):
        return Judgement.DIFFERENT
    supported = bool(one.country and one.country == other.country) or (
        one.role is not None and other.role is not None and _parts(one.role) == _parts(other.role)
    )
    return Judgement.SAME if supported else Judgement.UNSURE


def join_actors(
    named: Iterable[Named],
    overlay: Callable[[list[list[Named]]], list[list[Named]]] = lambda groups: groups,
) -> list[JoinedActor]:
    """Join the actors of a story's articles, those mentioned most first.

    A last name alone joins the only person of that name; where there are two it stays unsure.
    `overlay` gives the groups as people say they are.
    """
    groups: list[list[Named]] = []
    tellers: list[_Tellers] = []
    places: dict[_Told, tuple[int, int]] = {}  # where one who is told so went, and as of when
    changes = 0
    ordered = sorted(named, key=lambda n: (-len(_parts(n.name)), n.name, n.article, n.id))
    for actor in ordered:
        when, place = places.get(_told(actor), (-1, 0))
        if when != changes:  # else all would be judged as they were the last time
            place = _place(actor, tellers)
        if place == len(groups):
            groups.append([])
            tellers.append({})
        groups[place].append(actor)
        if _told(actor) not in tellers[place]:
            tellers[place][_told(actor)] = actor
            changes += 1
        if actor.kind != "unnamed":
            places[_told(actor)] = (changes, place)
    groups = overlay(groups)
    groups.sort(key=lambda g: (-sum(n.mentions for n in g), g[0].name, g[0].article, g[0].id))
    names = [_name(group) for group in groups]
    tellers = [{_told(actor): actor for actor in group} for group in groups]
    return [
        JoinedActor(
            name,
            group[0].kind,
            next((n.country for n in group if n.country), None),
            tuple(sorted(group, key=lambda n: (n.article, n.id))),
            tuple(sorted({n.name for n in group} - {name})),
            tuple(
                sorted(
                    {
                        other_name
                        for other, other_name in zip(tellers, names, strict=True)
                        if other is not mine and _groups(mine, other) is Judgement.UNSURE
                    }
                )
            ),
        )
        for group, name, mine in zip(groups, names, tellers, strict=True)
    ]


def _told(actor: Named) -> _Told:
    """All by which an actor is judged."""
    return actor.kind, actor.name, actor.country, actor.role


def _place(actor: Named, tellers: Sequence[_Tellers]) -> int:
    """The number of the group that an actor belongs to; the next number where there is none."""
    if actor.kind == "unnamed":
        return len(tellers)
    found = [_best(actor, group) for group in tellers]
    same = [n for n, value in enumerate(found) if value is Judgement.SAME]
    perhaps = [n for n, value in enumerate(found) if value is Judgement.UNSURE]
    if not same and len(_parts(actor.name)) == 1 and len(perhaps) == 1:
        same = perhaps
    return same[0] if same else len(tellers)


def _best(actor: Named, group: _Tellers) -> Judgement:
    """SAME only where nobody in the group is judged another."""
    found = {judge(actor, member) for member in group.values()}
    if found == {Judgement.SAME}:
        return Judgement.SAME
    return Judgement.DIFFERENT if Judgement.DIFFERENT in found else Judgement.UNSURE


def _groups(one: _Tellers, other: _Tellers) -> Judgement:
    if not {told[0] for told in one} & {told[0] for told in other} - {"unnamed"}:
        return Judgement.DIFFERENT
    found = {judge(a, b) for a in one.values() for b in other.values()}
    return Judgement.UNSURE if found & {Judgement.UNSURE, Judgement.SAME} else Judgement.DIFFERENT


def _name(group: Sequence[Named]) -> str:
    """The spelling mentioned most among the fullest names."""
    counts: Counter[str] = Counter()
    for actor in group:
        counts[actor.name] += actor.mentions
    return min(counts, key=lambda name: (-min(len(_parts(name)), 2), -counts[name], name))


@functools.lru_cache(maxsize=1 << 16)
def _parts(name: str) -> tuple[str, ...]:
    """The words of a name, without case, marks and "the"."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name.casefold())
        if not unicodedata.combining(letter)
    )
    return tuple(word for word in _LETTERS.sub(" ", plain).split() if word != "the")


def _alike(one: str, other: str) -> bool:
    """Equal, or long and apart by one letter put in, left out or changed."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < _LONG:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, other_rest = one[start:], other[start:]
    return rest[1:] == other_rest[1:] or rest[1:] == other_rest or rest == other_rest[1:]
