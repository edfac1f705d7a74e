"""What the collection tells of one actor, by the name that records give it.

Copies are left out: what one agency sent to ten papers was said once. Of an actor who is in very
many articles only those that were added last are looked at.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from copydesk.collection.across.told import about, same_subject
from copydesk.collection.corrections.joins import names_of, others_of_name
from copydesk.collection.corrections.recorded import Recorded, named_by_people
from copydesk.desk.signs import Tone, tone

LOOKED_AT = 100  # articles


@dataclass(frozen=True, slots=True)
class _Place:
    """An actor of an article that has the name: `body` is the contract's object of it."""

    number: int
    article: str
    day: str | None
    outlet: str | None
    story: tuple[str, str] | None
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """Something an article tells of the actor, in the contract's `body`; `me` is the actor's id
    there. `corrected` tells that people changed or added it."""

    article: str
    day: str | None
    outlet: str | None
    me: str
    body: Mapping[str, Any]
    names: Mapping[str, str]
    corrected: bool


@dataclass(frozen=True, slots=True)
class Office:
    """An office that articles give the actor, with the days of the first and last of them."""

    role: str
    first: str | None
    last: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class Stance:
    """Where the actor stood on a day. `changed` tells that it stood elsewhere before."""

    stance: str
    condition: str | None
    day: str | None
    words: str
    article: str
    id: str
    changed: bool
    corrected: bool


@dataclass(slots=True)
class Partner:
    """Another with whom the actor deals: meetings of both, moves of each towards the other that
    bring together or apart, and words addressed to it."""

    name: str
    meetings: int = 0
    to: Counter[Tone] = field(default_factory=Counter)
    by: Counter[Tone] = field(default_factory=Counter)
    addressed: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.meetings + self.to.total() + self.by.total() + self.addressed


@dataclass(frozen=True, slots=True)
class ActorView:
    """All that is shown. `articles` counts those looked at, `more` tells that there are more."""

    name: str
    kind: str
    country: str | None
    sector: str | None
    aliases: tuple[str, ...]
    articles: int
    more: bool
    offices: tuple[Office, ...]
    statements: tuple[Report, ...]
    positions: tuple[tuple[str, tuple[Stance, ...]], ...]
    partners: tuple[Partner, ...]
    stories: tuple[tuple[str, str, int], ...]


def actor_view(db: sqlite3.Connection, name: str) -> ActorView | None:
    """The actor of this name, and of those that people say stand for it, too; None where no
    record has it."""
    names, recorded = names_of(db, name), Recorded(db)
    found = _places(db, recorded, names, others_of_name(db, name))
    if not found:
        return None
    newest = list(dict.fromkeys(place.number for place in found))[:LOOKED_AT]
    places = [place for place in found if place.number in newest]
    places.sort(key=lambda place: (place.day or "", place.number))
    bodies = [place.body for place in places]
    aliases = {alias for body in bodies for alias in body.get("aliases") or ()}
    aliases = (aliases | {body["name"] for body in bodies}) - {name}
    stories = Counter({place.number: place.story for place in places}.values())
    said = _statements(recorded, places)
    return ActorView(
        name,
        _commonest(bodies, "kind") or "",
        _commonest(bodies, "country"),
        _commonest(bodies, "sector"),
        tuple(sorted(aliases)),
        len(newest),
        len(newest) < len({place.number for place in found}),
        tuple(_offices(places)),
        tuple(said[::-1]),
        tuple(_positions(recorded, places)),
        tuple(_partners(recorded, places, said)),
        tuple((*story, number) for story, number in stories.most_common() if story),
    )


def _places(
    db: sqlite3.Connection, recorded: Recorded, names: Sequence[str], others: set[str]
) -> list[_Place]:
    """Where the actor is, the articles that were added last first; those of one more article
    than are looked at, so that it is known whether there are more."""
    marks = ", ".join("?" * len(names))
    rows = db.execute(
        f"SELECT DISTINCT c.article FROM actors c JOIN pages ON page = c.article"
        " LEFT JOIN copies k ON k.article = c.article"
        f" WHERE c.name IN ({marks}) AND latest = 1 AND k.article IS NULL"
        " ORDER BY c.article DESC LIMIT ?",
        (*names, LOOKED_AT + 1),
    ).fetchall()
    numbers = {row["article"] for row in rows} | set(named_by_people(db, names))
    out = []
    for number in sorted(numbers, reverse=True):
        bodies = [b for b in recorded.claims(number, "actors") if b["name"] in names]
        row = db.execute(
            "SELECT a.id, a.first_day, w.outlet, s.id AS story, s.name AS story_name"
            " FROM articles a LEFT JOIN worded w USING (article)"
            " LEFT JOIN story_articles t USING (article) LEFT JOIN stories s USING (story)"
            " LEFT JOIN copies k USING (article) WHERE a.article = ? AND k.article IS NULL",
            (number,),
        ).fetchone()
        if bodies and row is not None and row["id"] not in others:
            story = (row["story"], row["story_name"]) if row["story"] else None
            facts = (number, row["id"], row["first_day"], row["outlet"], story)
            out += [_Place(*facts, body) for body in bodies]
    return out


def _commonest(bodies: Iterable[Mapping[str, Any]], name: str) -> str | None:
    counts = Counter(body[name] for body in bodies if body.get(name))
    return counts.most_common(1)[0][0] if counts else None


def _offices(places: Iterable[_Place]) -> list[Office]:
    """Offices in order of first appearance."""
    days: dict[str, list[str | None]] = {}
    for place in places:
        if place.body.get("role"):
            days.setdefault(place.body["role"], []).append(place.day)
    return [
        Office(role, min(known, default=None), max(known, default=None), len(told))
        for role, told in days.items()
        for known in [[day for day in told if day]]
    ]


def _reports(recorded: Recorded, places: Iterable[_Place], table: str) -> Iterator[Report]:
    """The claims in a table that name the actor, oldest first."""
    for place in places:
        me = place.body["id"]
        found = recorded.claims(place.number, table, naming=me)
        names = recorded.names(place.number) if found else {}
        for body in found:
            corrected = recorded.is_corrected(place.number, body["id"])
            yield Report(place.article, place.day, place.outlet, me, body, names, corrected)


def _statements(recorded: Recorded, places: Iterable[_Place]) -> list[Report]:
    """What the actor said, oldest first."""
    found = _reports(recorded, places, "statements")
    return [report for report in found if report.body["actor"] == report.me]


def _positions(
    recorded: Recorded, places: Iterable[_Place]
) -> list[tuple[str, tuple[Stance, ...]]]:
    """Stances by issue, oldest first; issues with a change or many reports first."""
    issues: list[tuple[frozenset[str], str, list[Stance]]] = []
    for report in _reports(recorded, places, "positions"):
        body = report.body
        if body["actor"] != report.me:
            continue
        words = about(body["issue"])
        alike = [before for known, _, before in issues if same_subject(words, known)]
        stances = alike[0] if alike else []
        if not alike:
            issues.append((words, body["issue"], stances))
        changed = bool(stances) and stances[-1].stance != body["stance"]
        if stances and not changed and stances[-1].words == body["evidence"]["exact"]:
            continue  # a revision, or a reprint that was not folded
        stances.append(
            Stance(
                body["stance"],
                (body.get("condition") or {}).get("exact"),
                report.day,
                body["evidence"]["exact"],
                report.article,
                body["id"],
                changed,
                report.corrected,
            )
        )
    issues.sort(key=lambda issue: (-sum(s.changed for s in issue[2]), -len(issue[2])))
    return [(issue, tuple(stances)) for _, issue, stances in issues]


def _partners(
    recorded: Recorded, places: Sequence[_Place], said: Iterable[Report]
) -> list[Partner]:
    """Those whom the actor deals with most, first."""
    found: dict[str, Partner] = {}

    def partners(report: Report, ids: Iterable[str]) -> Iterator[Partner]:
        for other in dict.fromkeys(ids):
            if other != report.me:
                name = report.names.get(other, other)
                yield found.setdefault(name, Partner(name))

    for report in _reports(recorded, places, "events"):
        body = report.body
        if report.me in body["actors"]:
            for partner in partners(report, body["recipients"]):
                partner.to[tone(body["type"])] += 1
        elif report.me in body["recipients"]:
            for partner in partners(report, body["actors"]):
                partner.by[tone(body["type"])] += 1
    for report in _reports(recorded, places, "meetings"):
        if report.me in report.body["parties"]:
            for partner in partners(report, report.body["parties"]):
                partner.meetings += 1
    for report in said:
        for partner in partners(report, report.body.get("addressees") or ()):
            partner.addressed += 1
    return sorted(found.values(), key=lambda partner: (-partner.total, partner.name))
