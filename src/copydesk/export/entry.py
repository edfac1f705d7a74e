"""Entry: an article as it is exported, corrected by people and standing for all its copies."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from copydesk.article.article import Article
from copydesk.collection.across.told import cast_of, members
from copydesk.collection.collection import Collection
from copydesk.collection.corrections.applied import Corrected, corrected
from copydesk.collection.corrections.corrections import Action
from copydesk.collection.stories.stories import story
from copydesk.dates import Precision
from copydesk.record.record import Actor, Place, Record

# Of the characters of an address those that RFC 3987 allows, in short.
_ADDRESS = re.compile(r"https?://[^\x00-\x20\x7f-\x9f<>\"{}|\\^`\ud800-\udfff\s]+")
_DAYS = {Precision.SECOND, Precision.MINUTE, Precision.DAY}


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that was folded: it repeats the entry's. `shared` is the share of the shorter's
    words that both have, 0 to 1."""

    id: str
    location: str
    url: str | None
    canonical_url: str | None
    title: str | None
    published: str | None
    outlet: str | None
    shared: float

    @property
    def iri(self) -> str:
        """What names it in linked data."""
        return iri_of(self.id, self.canonical_url, self.url, self.location)


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with what its record is told with.

    `names` and `countries` (ISO 3166-1 alpha-3) are those that its actors have in the whole
    story, by id. `coders` are the people who changed or added a record, by its table and id.
    """

    article: Article
    record: Record
    location: str
    url: str | None
    sha256: str
    outlet: str | None
    story: str | None
    names: Mapping[str, str]
    countries: Mapping[str, str]
    coders: Mapping[tuple[str, str], tuple[str, ...]]
    copies: tuple[Copy, ...]

    @property
    def iri(self) -> str:
        """What names the article in linked data: its address, else a URN made of its id."""
        return iri_of(self.article.id, self.article.metadata.canonical_url, self.url, self.location)

    @property
    def day(self) -> str | None:
        """The day of publication, ISO 8601; None where no day is known."""
        published = self.article.metadata.published
        known = published is not None and published.precision in _DAYS
        return published.value[:10] if published is not None and known else None

    @property
    def places(self) -> list[Place]:
        """Where events and meetings are, in the order of the record."""
        found = [event.place for event in self.record.events]
        found += [meeting.place for meeting in self.record.meetings]
        return [place for place in found if place is not None]

    def actors(self, *ids: str) -> list[Actor]:
        """The actors with these ids."""
        known = {actor.id: actor for actor in self.record.actors}
        return [known[i] for i in ids if i in known]

    def name(self, actor: Actor) -> str:
        """The actor's name in the whole story."""
        return self.names.get(actor.id, actor.name)

    def country(self, actor: Actor) -> str | None:
        """The actor's country, ISO 3166-1 alpha-3."""
        return actor.country or self.countries.get(actor.id)


def iri_of(article_id: str, *addresses: str | None) -> str:
    """The first that is an address of the web, else a URN."""
    for address in addresses:
        if address and _ADDRESS.fullmatch(address):
            return address
    return f"urn:copydesk:article:{article_id}"


def count(collection: Collection, story_id: str | None = None) -> int:
    """How many articles `entries` will look at, copies among them.

    Raises:
        CollectionError: There is no such story.
    """
    if story_id is not None:
        return len(story(collection, story_id).articles)
    with collection.reading() as db:
        return int(
            db.execute(
                "SELECT count(*) FROM articles JOIN pages ON page = article WHERE latest = 1"
            ).fetchone()[0]
        )


def entries(collection: Collection, story_id: str | None = None) -> Iterator[Entry | None]:
    """The articles of a collection, or of a story of it; None for each that is folded.

    Stories come in order of their first day, and their articles in line: who was first. The same
    pages give the same entries, however they came in. One story is held in memory at a time.

    Raises:
        CollectionError: There is no such story.
        EvidenceError: A span does not hold the article's words: the file was tampered with.
    """
    with collection.reading() as db:
        if story_id is not None:
            found = story(collection, story_id).id
            yield from _of_story(collection, db, found, members(db, found), whole=False)
            return
        ids = db.execute(
            "SELECT id FROM stories ORDER BY first_day IS NULL, first_day, id"
        ).fetchall()
        for (found,) in ids:
            yield from _of_story(collection, db, found, members(db, found), whole=True)
        loose = db.execute(  # what a killed run has added and no story holds yet
            "SELECT article, id, location, first_day FROM articles JOIN pages ON page = article"
            " WHERE latest = 1 AND article NOT IN (SELECT article FROM story_articles)"
            " ORDER BY location, sha256"
        ).fetchall()
        for row in loose:
            yield from _of_story(collection, db, None, [row], whole=True)


def _of_story(
    collection: Collection,
    db: sqlite3.Connection,
    story_id: str | None,
    rows: list[sqlite3.Row],
    *,
    whole: bool,
) -> Iterator[Entry | None]:
    """Entries of one story. Of a part of a collection, a copy stands for itself where what it
    repeats lies outside."""
    cast = cast_of(db, rows)
    here = {row["article"] for row in rows}
    told: set[str] = set()  # the very same page at another place is told once, even if unfolded
    for row in rows:
        key = row["article"]
        original = db.execute("SELECT copy_of FROM copies WHERE article = ?", (key,)).fetchone()
        if row["id"] in told or (original and (whole or original["copy_of"] in here)):
            yield None
            continue
        told.add(row["id"])
        page = db.execute(
            "SELECT location, url, sha256, outlet FROM pages LEFT JOIN worded ON article = page"
            " WHERE page = ?",
            (key,),
        ).fetchone()
        found = corrected(collection, key)
        ids = [actor.id for actor in found.record.actors]
        yield Entry(
            found.article,
            found.record,
            page["location"],
            page["url"],
            page["sha256"],
            page["outlet"],
            story_id,
            {i: cast.names[key, i] for i in ids if (key, i) in cast.names},
            {i: cast.countries[key, i] for i in ids if (key, i) in cast.countries},
            _coders(found),
            _copies(db, key),
        )


def _coders(found: Corrected) -> dict[tuple[str, str], tuple[str, ...]]:
    """Who changed or added the records that people changed or added."""
    coders: dict[tuple[str, str], tuple[str, ...]] = {}
    for attached in found.found:
        correction = attached.correction
        if not correction.in_force or correction.action not in (Action.CHANGE, Action.ADD):
            continue
        record = correction.id if correction.action is Action.ADD else attached.record
        if record is not None:
            key = (correction.kind, record)
            coders[key] = tuple(dict.fromkeys((*coders.get(key, ()), correction.who)))
    return coders


def _copies(db: sqlite3.Connection, key: int) -> tuple[Copy, ...]:
    rows = db.execute(
        "SELECT a.id, location, url, json_extract(body, '$.canonical_url'), title, published,"
        " outlet, shared FROM copies JOIN articles a USING (article)"
        " JOIN pages ON page = article JOIN worded USING (article)"
        " WHERE copy_of = ? ORDER BY place_in_line",
        (key,),
    )
    return tuple(Copy(*row) for row in rows)
