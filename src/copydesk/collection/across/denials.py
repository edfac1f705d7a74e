"""Denials: what somebody says did happen, and somebody else says did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.collection.across.told import Cast, Told, about, same_subject, stem

_NEAR = 400  # characters between a claim and a denial that speaks of "such an offer"
_POINTING = frozenset("such this that these those it them".split())
_UNREAL = {"denied", "negated", "hypothetical", "refused"}


@dataclass(frozen=True, slots=True)
class Denial:
    """Claims (events, or statements) of one thing and the statements that deny it; copies of an
    article tell them again."""

    claims: tuple[Told, ...]
    denied: tuple[Told, ...]


def denials(statements: Sequence[Told], events: Sequence[Told], cast: Cast) -> list[Denial]:
    """Pair what is denied with what is claimed, in the order of the denials.

    A claim is an event that is told as real, planned or offered, reported by somebody else than
    who denies it. It is the same matter where it is told in the same words; where the denial
    points back ("such an offer") or follows an accusation of the one who denies, it is the last
    claim before it. A denial of what nobody in the story claims is no conflict.
    """
    found: dict[tuple[str, str], tuple[list[Told], list[Told]]] = {}
    for denial in statements:
        if denial.body["act"] != "deny" or not denial.body["actor"]:
            continue
        claims = [event for event in events if _claims(event, denial, cast)]
        same = [c for c in claims if same_subject(_words(c), _denied(denial))]
        if not same:
            same = _pointed_at(denial, claims, cast)
        if not same:
            continue
        who = cast.name(denial, denial.body["actor"]) or ""
        claimed, denied = found.setdefault((who, same[0].body["evidence"]["exact"]), ([], []))
        denied.append(denial)
        claimed += [claim for claim in same if claim not in claimed]
    return [Denial(tuple(claims), tuple(denied)) for claims, denied in found.values()]


def _claims(event: Told, denial: Told, cast: Cast) -> bool:
    """Whether an event is told as a fact by somebody else than who denies."""
    if event.body["status"] in _UNREAL or _inside(event, denial):
        return False
    by = cast.name(event, event.body.get("reported_by"))
    return by is None or by != cast.name(denial, denial.body["actor"])


def _inside(event: Told, denial: Told) -> bool:
    """Whether the event is what the words of the denial say."""
    one, other = event.body["evidence"], denial.body["evidence"]
    return event.key == denial.key and one["start"] < other["end"] and other["start"] < one["end"]


def _pointed_at(denial: Told, claims: Sequence[Told], cast: Cast) -> list[Told]:
    """The last claim before a denial in its article, where the denial is of that."""
    start = denial.body["evidence"]["start"]
    before = [
        c for c in claims if c.key == denial.key and 0 <= start - c.body["evidence"]["end"] <= _NEAR
    ]
    if not before:
        return []
    last = max(before, key=lambda c: c.body["evidence"]["end"])
    denier = denial.body["actor"]
    content = [word for part in denial.body["content"] for word in part["exact"].split()]
    shares = bool(_words(last) & _denied(denial))
    if shares and _POINTING & {word.casefold() for word in content[1:]}:
        return [last]
    if last.body["type"] == "ACCUSE":
        country = cast.country(denial, denier)
        accused = last.body["recipients"]
        if denier in accused or (
            country is not None and country in {cast.country(last, a) for a in accused}
        ):
            return [last]
    return []


def _words(event: Told) -> frozenset[str]:
    """What an event is about: the stems of its trigger's and object's telling words."""
    parts = (event.body["trigger"], event.body.get("object"))
    return frozenset(stem(w) for part in parts if part for w in about(part["exact"]))


def _denied(denial: Told) -> frozenset[str]:
    return frozenset(stem(w) for part in denial.body["content"] for w in about(part["exact"]))
