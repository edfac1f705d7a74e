"""Told: what the articles of a story report, with the actors joined and the sources known."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from copydesk.collection.across.actors_joined import JoinedActor, join_actors
from copydesk.collection.collection import Collection
from copydesk.collection.corrections.joins import actors_overlaid
from copydesk.collection.corrections.recorded import Recorded
from copydesk.collection.named import Named
from copydesk.collection.sources import source_of
from copydesk.collection.stories.profile import weight
from copydesk.collection.stories.stories import story

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of one article: `body` is the object of the contract, `article` the id of its
    article, `date` the day of publication (ISO 8601, None where unknown), `source` what its word
    rests on (sources.py). `corrected` tells that people changed or added it."""

    key: int
    article: str
    location: str
    date: str | None
    source: str
    body: Mapping[str, Any]
    corrected: bool = False

    def report(self) -> dict[str, Any]:
        """Where it is told, in short."""
        return {
            "article": self.article,
            "location": self.location,
            "date": self.date,
            "id": self.body["id"],
        }


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of a story. `names` gives the joined name of (article number, actor id),
    `countries` the code of its country where that is known."""

    actors: tuple[JoinedActor, ...]
    names: Mapping[tuple[int, str], str]
    countries: Mapping[tuple[int, str], str]

    def name(self, told: Told, actor: str | None) -> str | None:
        """The joined name of an actor of a claim."""
        return None if actor is None else self.names.get((told.key, actor), actor)

    def country(self, told: Told, actor: str | None) -> str | None:
        """The country of an actor of a claim, ISO 3166-1 alpha-3."""
        return None if actor is None else self.countries.get((told.key, actor))

    def all_names(self, told: Told, field: str) -> frozenset[str]:
        """The joined names in a field of a claim that lists actors."""
        return frozenset(self.names.get((told.key, a), a) for a in told.body.get(field) or ())

    def who(self, told: Told) -> dict[str, str]:
        """The joined names of all actor ids of the claim's article that the claim has."""
        found = dict.fromkeys(_strings(told.body))
        return {
            word: self.names[told.key, word] for word in found if (told.key, word) in self.names
        }


def _strings(value: object) -> Iterator[str]:
    """All strings in a piece of a contract object."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


@dataclass(frozen=True, slots=True)
class Telling:
    """What the articles of a story tell: its articles in line, and the actors joined over them."""

    db: sqlite3.Connection
    articles: list[sqlite3.Row]
    cast: Cast

    def claims(self, table: str) -> list[Told]:
        """The claims in a table of the record."""
        return told(self.db, self.articles, table)


@contextmanager
def telling(collection: Collection, story_id: str) -> Iterator[Telling]:
    """What the articles of a story tell, within one view of the file.

    Raises:
        CollectionError: There is no such story.
    """
    found = story(collection, story_id)
    with collection.reading() as db:
        articles = members(db, found.id)
        yield Telling(db, articles, cast_of(db, articles))


def members(db: sqlite3.Connection, story_id: str) -> list[sqlite3.Row]:
    """The articles of a story in line: article, id, location, first_day."""
    return db.execute(
        "SELECT a.article, a.id, location, a.first_day FROM stories JOIN story_articles"
        " USING (story) JOIN articles a USING (article) JOIN pages ON page = a.article"
        " JOIN worded USING (article) WHERE stories.id = ? ORDER BY place_in_line",
        (story_id,),
    ).fetchall()


def told(db: sqlite3.Connection, articles: Iterable[sqlite3.Row], table: str) -> list[Told]:
    """The claims in a table of the record, of these articles in their order, as people corrected
    them."""
    recorded = Recorded(db)
    return [
        Told(
            row["article"],
            row["id"],
            row["location"],
            row["first_day"],
            source,
            body,
            recorded.is_corrected(row["article"], body["id"]),
        )
        for row in articles
        for source in (source_of(db, row["article"]),)
        for body in recorded.claims(row["article"], table)
    ]


def cast_of(db: sqlite3.Connection, articles: Iterable[sqlite3.Row]) -> Cast:
    """The joined actors of these articles, as people corrected and joined them."""
    recorded = Recorded(db)
    named = [
        Named(
            row["article"],
            actor["id"],
            actor["name"],
            actor["kind"],
            actor.get("country"),
            actor.get("role"),
            len(actor.get("mentions") or ()),
        )
        for row in articles
        for actor in recorded.claims(row["article"], "actors")
    ]
    joined = join_actors(named, lambda groups: actors_overlaid(db, groups))
    names = {(n.article, n.id): actor.name for actor in joined for n in actor.members}
    countries = {
        (n.article, n.id): actor.country for actor in joined if actor.country for n in actor.members
    }
    return Cast(tuple(joined), names, countries)


def about(text: str | None) -> frozenset[str]:
    """The words of a phrase that tell what it is about."""
    words = (word.casefold() for word in _WORD.findall(text or ""))
    return frozenset(word for word in words if len(word) > 2 and weight(word) > 2.0)


def same_subject(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two phrases share at least half of the shorter's telling words, and two of them
    where both have so many."""
    shortest = min(len(one), len(other))
    shared = len(one & other)
    return shortest > 0 and shared * 2 >= shortest and shared >= min(2, shortest)


def stem(word: str) -> str:
    """A word without the common endings of English, to compare by; not a word any more."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
