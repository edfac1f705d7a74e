"""What the collection tells of one actor, by the name that records give it.

Copies are left out: what one agency sent to ten papers was said once. Of an actor who is in very
many articles only those that were added last are looked at.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from copydesk.collection.across.told import about, same_subject
from copydesk.collection.corrections.joins import names_of, others_of_name
from copydesk.desk.signs import Tone, tone

LOOKED_AT = 100  # articles


@dataclass(frozen=True, slots=True)
class Told:
    """Something an article tells of the actor, in the contract's `body`."""

    article: str
    day: str | None
    outlet: str | None
    body: Mapping[str, Any]
    names: Mapping[str, str]


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
    statements: tuple[Told, ...]
    positions: tuple[tuple[str, tuple[Stance, ...]], ...]
    partners: tuple[Partner, ...]
    stories: tuple[tuple[str, str, int], ...]


def actor_view(db: sqlite3.Connection, name: str) -> ActorView | None:
    """The actor of this name, and of those that people say stand for it, too; None where no
    record has it."""
    names = names_of(db, name)
    rows = db.execute(
        "SELECT c.article, c.id, c.kind, c.country, c.body, a.id AS article_id, a.first_day,"
        " w.outlet, s.id AS story, s.name AS story_name FROM actors c"
        " JOIN pages ON page = c.article JOIN articles a ON a.article = c.article"
        " LEFT JOIN worded w ON w.article = c.article"
        " LEFT JOIN story_articles t ON t.article = c.article"
        " LEFT JOIN stories s USING (story) LEFT JOIN copies k ON k.article = c.article"
        f" WHERE c.name IN ({', '.join('?' * len(names))}) AND latest = 1 AND k.article IS NULL"
        " ORDER BY c.article DESC LIMIT ?",
        (*names, LOOKED_AT + 1),
    ).fetchall()
    others = others_of_name(db, name)
    rows = [row for row in rows if row["article_id"] not in others]
    if not rows:
        return None
    more, rows = len(rows) > LOOKED_AT, rows[:LOOKED_AT]
    rows.sort(key=lambda row: (row["first_day"] or "", row["article"]))
    bodies = [json.loads(row["body"]) for row in rows]
    kinds = Counter(row["kind"] for row in rows)
    countries = Counter(row["country"] for row in rows if row["country"])
    sectors = Counter(body["sector"] for body in bodies if body.get("sector"))
    aliases = {alias for body in bodies for alias in body.get("aliases") or ()}
    aliases = (aliases | {body["name"] for body in bodies}) - {name}
    articles = {row["article"]: (row["story"], row["story_name"]) for row in rows}
    stories = Counter(story for story in articles.values() if story[0])
    said = _statements(db, rows)
    return ActorView(
        name,
        kinds.most_common(1)[0][0],
        _first(countries),
        _first(sectors),
        tuple(sorted(aliases)),
        len(articles),
        more,
        tuple(_offices(rows, bodies)),
        tuple(said[::-1]),
        tuple(_positions(db, rows)),
        tuple(_partners(db, rows, said)),
        tuple((story, title, number) for (story, title), number in stories.most_common()),
    )


def _first(counts: Counter[str]) -> str | None:
    return counts.most_common(1)[0][0] if counts else None


def _offices(rows: Sequence[sqlite3.Row], bodies: Sequence[Mapping[str, Any]]) -> list[Office]:
    """Offices in order of first appearance."""
    days: dict[str, list[str | None]] = {}
    for row, body in zip(rows, bodies, strict=True):
        if body.get("role"):
            days.setdefault(body["role"], []).append(row["first_day"])
    return [
        Office(role, min(known, default=None), max(known, default=None), len(told))
        for role, told in days.items()
        for known in [[day for day in told if day]]
    ]


def _told(db: sqlite3.Connection, rows: Iterable[sqlite3.Row], table: str) -> Iterator[Told]:
    """The records in a table whose body has the actor's id, oldest first."""
    for row in rows:
        mine = f'"{row["id"]}"'
        found = db.execute(
            f"SELECT body FROM {table} WHERE article = ? AND instr(body, ?) ORDER BY number",
            (row["article"], mine),
        ).fetchall()
        if not found:
            continue
        names = dict(
            db.execute(
                "SELECT id, name FROM actors WHERE article = ?", (row["article"],)
            ).fetchall()
        )
        for (body,) in found:
            yield Told(
                row["article_id"],
                row["first_day"],
                row["outlet"],
                {**json.loads(body), "me": row["id"]},
                names,
            )


def _statements(db: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> list[Told]:
    """What the actor said, oldest first."""
    found = _told(db, rows, "statements")
    return [told for told in found if told.body["actor"] == told.body["me"]]


def _positions(
    db: sqlite3.Connection, rows: Sequence[sqlite3.Row]
) -> list[tuple[str, tuple[Stance, ...]]]:
    """Stances by issue, oldest first; issues with a change or many reports first."""
    issues: list[tuple[frozenset[str], str, list[Stance]]] = []
    for told in _told(db, rows, "positions"):
        body = told.body
        if body["actor"] != body["me"]:
            continue
        words = about(body["issue"])
        alike = [told_before for known, _, told_before in issues if same_subject(words, known)]
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
                told.day,
                body["evidence"]["exact"],
                told.article,
                body["id"],
                changed,
            )
        )
    issues.sort(key=lambda issue: (-sum(s.changed for s in issue[2]), -len(issue[2])))
    return [(issue, tuple(stances)) for _, issue, stances in issues]


def _partners(
    db: sqlite3.Connection, rows: Sequence[sqlite3.Row], said: Iterable[Told]
) -> list[Partner]:
    """Those whom the actor deals with most, first."""
    found: dict[str, Partner] = {}

    def partners(told: Told, ids: Iterable[str]) -> Iterator[Partner]:
        for other in dict.fromkeys(ids):
            if other != told.body["me"]:
                name = told.names.get(other, other)
                yield found.setdefault(name, Partner(name))

    for told in _told(db, rows, "events"):
        body, me = told.body, told.body["me"]
        if me in body["actors"]:
            for partner in partners(told, body["recipients"]):
                partner.to[tone(body["type"])] += 1
        elif me in body["recipients"]:
            for partner in partners(told, body["actors"]):
                partner.by[tone(body["type"])] += 1
    for told in _told(db, rows, "meetings"):
        if told.body["me"] in told.body["parties"]:
            for partner in partners(told, told.body["parties"]):
                partner.meetings += 1
    for told in said:
        for partner in partners(told, told.body.get("addressees") or ()):
            partner.addressed += 1
    return sorted(found.values(), key=lambda partner: (-partner.total, partner.name))
