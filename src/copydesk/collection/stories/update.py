"""Bringing stories up to date: what is new is linked to what it may belong to, and every set of
linked articles that was touched is grouped anew.

A link depends on its two articles alone and a grouping on the linked articles alone, so the
stories at the end are the same whatever the order in which articles came.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from copydesk.collection.collection import Collection
from copydesk.collection.copies.wording import sentences
from copydesk.collection.corrections.joins import JudgedStories, Story
from copydesk.collection.sources import count_sources
from copydesk.collection.stories.grouping import rules, stories_of, topics_of
from copydesk.collection.stories.naming import MOST_LETTERS, best_title, main_actors
from copydesk.collection.stories.profile import Profile, profile
from copydesk.collection.stories.topic_links import MIN_BOND, Linker, unlink

BATCH = 500  # articles a transaction
SAME_WORDS = 0.8  # share from which a copy goes where its original goes, whatever its facts
NAMING = 40  # articles of a story among whose titles is its name
LARGE = 300  # linked articles: more are not grouped while somebody waits
TRIES = 3  # to group anew beside an addition


def update_stories(collection: Collection) -> None:
    """Group what was added, taken out or folded since the last time."""
    with collection.writing() as db:
        _forget_gone(db)
    linker = Linker(collection.db)
    while True:
        with collection.writing() as db:
            if not _take_in(db, linker):
                break
    while True:
        with collection.writing() as db:
            row = db.execute("SELECT article FROM stale ORDER BY article LIMIT 1").fetchone()
            if row is None:
                break
            _store(db, _grouped(db, int(row[0])))


def regroup(collection: Collection, article: int) -> list[int]:
    """Group the linked articles around that of this number anew, as after a judgement on it.

    What takes long is done before other writers are kept out. Where an addition comes between
    again and again, it is left to that. Of more than `LARGE` linked articles the stories are taken
    as they are and judged, which takes no time; they are grouped with the next addition.

    Returns:
        The numbers of the articles whose stories are as they should be now.
    """
    for _ in range(TRIES):
        with collection.reading() as db:
            if not db.execute("SELECT 1 FROM profiles WHERE article = ?", (article,)).fetchone():
                return []
            before = _state(db)
            grouped = _grouped(db, article, most=LARGE)
        with collection.writing() as db:
            if _state(db) == before:
                _store(db, grouped)
                if grouped.topics is None:
                    db.execute("INSERT OR IGNORE INTO stale VALUES (?)", (article,))
                return grouped.linked
    with collection.writing() as db:
        db.execute("INSERT OR IGNORE INTO stale VALUES (?)", (article,))
    return []


def _state(db: sqlite3.Connection) -> tuple[object, ...]:
    """What changes whenever the stories could."""
    return tuple(
        db.execute(
            "SELECT count(*), max(article), (SELECT count(*) FROM stale),"
            " (SELECT max(correction) FROM corrections) FROM profiles"
        ).fetchone()
    )


def _forget_gone(db: sqlite3.Connection) -> None:
    """Take out articles that are no longer the latest of their page; their like are stale."""
    gone = [
        int(row[0])
        for row in db.execute(
            "SELECT article FROM stale JOIN pages ON page = article WHERE latest = 0"
        )
    ]
    unlink(db, gone)
    marks = [(article,) for article in gone]
    _leave_stories(db, gone)
    for table in ("to_group", "topics", "stale"):
        db.executemany(f"DELETE FROM {table} WHERE article = ?", marks)


def _take_in(db: sqlite3.Connection, linker: Linker) -> bool:
    """Profile the next articles and link them; False where there are none left."""
    rows = db.execute(
        "SELECT article, title, standfirst, text, language, first_day"
        " FROM to_group CROSS JOIN articles USING (article) ORDER BY article LIMIT ?",
        (BATCH,),
    ).fetchall()
    for row in rows:
        article = int(row["article"])
        actors, *happenings = (_claims(db, t, article) for t in ("actors", "events", "meetings"))
        made = profile(
            row["title"] or "",
            row["standfirst"] or "",
            row["text"],
            actors,
            [claim for claims in happenings for claim in claims],
            language=row["language"],
            day=row["first_day"],
        )
        db.execute("INSERT INTO profiles VALUES (?, ?)", (article, made.to_json()))
        db.execute("INSERT OR IGNORE INTO stale VALUES (?)", (article,))
        linker.link(article, made)
    return bool(rows)


def _claims(db: sqlite3.Connection, table: str, article: int) -> list[dict[str, Any]]:
    found = db.execute(f"SELECT body FROM {table} WHERE article = ? ORDER BY number", (article,))
    return [json.loads(row[0]) for row in found]


@dataclass(frozen=True, slots=True)
class _Grouped:
    """Linked articles and their stories: the originals of each in line and by how central they
    are. `topics` are rows of that table; None where the stories were taken as they are.
    `touched` are those of the articles that changed."""

    linked: list[int]
    found: list[Story]
    topics: list[tuple[int, str, str]] | None
    touched: frozenset[int]


def _grouped(db: sqlite3.Connection, article: int, most: int | None = None) -> _Grouped:
    """The linked articles around one, which changed, and their stories as they are linked and as
    people judged. More than `most` are not grouped anew."""
    judged = JudgedStories(db)
    linked = _linked(db, article, judged)
    repeats = f"SELECT 1 FROM copies WHERE article = ? AND shared >= {SAME_WORDS}"
    originals = sorted(
        (a for a in linked if _one(db, repeats, a) is None),
        key=lambda a: str(_one(db, "SELECT place_in_line FROM worded WHERE article = ?", a)),
    )
    number = {article: n for n, article in enumerate(originals)}
    rows = None
    if most is None or len(originals) <= most:
        topics = _topics(db, originals)
        found = [story for topic in topics for story in _read_topic(*topic)]
        rows = [(topic[0], digest, parts) for topic, digest, parts in topics if len(topic) > 1]
    else:
        found = _as_they_are(db, originals)
    is_stale = "SELECT 1 FROM stale WHERE article = ?"
    return _Grouped(
        linked,
        [
            (sorted(members, key=number.__getitem__), central_first)
            for members, central_first in judged.overlaid(found)
        ],
        rows,
        frozenset(a for a in linked if a == article or _one(db, is_stale, a)),
    )


def _topics(db: sqlite3.Connection, originals: list[int]) -> list[tuple[list[int], str, str]]:
    """The topics of originals, which are in line, by their links: their articles, the digest of
    what parts them and their stories, as the table keeps them. One that is as it was is not
    parted again."""
    number = {article: n for n, article in enumerate(originals)}
    links = {
        (min(number[a], number[other]), max(number[a], number[other])): float(value)
        for a in originals
        for other, value in db.execute(
            "SELECT other, likeness FROM topic_links WHERE one = ?1 AND other > ?1", (a,)
        )
        if other in number
    }
    found = []
    for topic in topics_of(len(originals), links):
        articles = [originals[n] for n in topic]
        if len(topic) == 1:
            found.append((articles, "", "[[[0], [0]]]"))
            continue
        kept = "SELECT profile FROM profiles WHERE article = ?"
        texts = [str(_one(db, kept, article)) for article in articles]
        digest = hashlib.sha256("\n".join((rules(), *texts)).encode()).hexdigest()
        parts = db.execute(
            "SELECT stories FROM topics WHERE article = ? AND digest = ?", (articles[0], digest)
        ).fetchone()
        if parts is None:
            stories = [
                (group, sorted(group, key=lambda n: (-round(central[n], 9), n)))
                for group, central in stories_of([Profile.from_json(text) for text in texts])
            ]
            found.append((articles, digest, json.dumps(stories)))
        else:
            found.append((articles, digest, str(parts[0])))
    return found


def _read_topic(topic: list[int], _: str, parts: str) -> list[Story]:
    """The stories of a topic: numbers of articles from places in it."""
    return [
        ([topic[n] for n in line], [topic[n] for n in by_centre])
        for line, by_centre in json.loads(parts)
    ]


def _as_they_are(db: sqlite3.Connection, originals: list[int]) -> list[Story]:
    """The stories that originals, which are in line, have now; first those that name them."""
    lines: dict[int, list[int]] = {}
    for article in originals:
        story = _one(db, "SELECT story FROM story_articles WHERE article = ?", article)
        if isinstance(story, int):
            lines.setdefault(story, []).append(article)
    found = []
    for story, line in lines.items():
        name = _one(db, "SELECT name FROM stories WHERE story = ?", story)
        title = "SELECT title FROM articles WHERE article = ?"
        found.append((line, sorted(line, key=lambda a: _one(db, title, a) != name)))
    return found


def _store(db: sqlite3.Connection, grouped: _Grouped) -> None:
    """Write the stories of linked articles in place of those that they had."""
    if grouped.topics is not None:
        marks = [(article,) for article in grouped.linked]
        db.executemany("DELETE FROM topics WHERE article = ?", marks)
        db.executemany("INSERT INTO topics VALUES (?, ?, ?)", grouped.topics)
        db.executemany("DELETE FROM stale WHERE article = ?", marks)
    new = []
    same: set[int] = set()
    for originals, by_centre in grouped.found:
        members = _members(db, originals)
        if grouped.touched.isdisjoint(members) and _is_written(db, members, by_centre):
            same.update(members)
        else:
            new.append((originals, members, by_centre))
    _leave_stories(db, [a for a in grouped.linked if a not in same])
    for originals, members, by_centre in new:
        _write_story(db, originals, members, by_centre)


def _leave_stories(db: sqlite3.Connection, articles: Iterable[int]) -> None:
    """Take articles out of their stories, and away the stories that have none left."""
    taken = (
        db.execute("DELETE FROM story_articles WHERE article = ? RETURNING story", (article,))
        for article in articles
    )
    left = sorted({int(row[0]) for rows in taken for row in rows.fetchall()})
    db.executemany(
        "DELETE FROM stories WHERE story = ?1"
        " AND NOT EXISTS (SELECT 1 FROM story_articles WHERE story = ?1)",
        ((story,) for story in left),
    )


def _linked(db: sqlite3.Connection, start: int, judged: JudgedStories) -> list[int]:
    """All articles that hang together with one by strong links, folds and judgements: so many
    are grouped anew when one of them comes."""
    seen, open_ends = {start}, [start]
    while open_ends:
        article = open_ends.pop()
        for row in db.execute(
            f"SELECT other FROM topic_links WHERE one = ?1 AND likeness >= {MIN_BOND}"
            " UNION ALL SELECT copy_of FROM copies WHERE article = ?1"
            " UNION ALL SELECT article FROM copies WHERE copy_of = ?1"
            f" UNION ALL SELECT article FROM profiles WHERE article IN ({judged.tied(article)})",
            (article,),
        ):
            if row[0] not in seen:
                seen.add(int(row[0]))
                open_ends.append(int(row[0]))
    return sorted(seen)


def _members(db: sqlite3.Connection, originals: list[int]) -> list[int]:
    """The articles of a story of these originals: their copies with them."""
    return [
        int(row[0])
        for original in originals
        for row in db.execute(
            "SELECT ?1 UNION ALL SELECT article FROM copies WHERE copy_of = ?1 AND shared >= ?2",
            (original, SAME_WORDS),
        )
    ]


def _is_written(db: sqlite3.Connection, members: list[int], by_centre: list[int]) -> bool:
    """Whether the file has a story of just these articles and of the name that they give it."""
    story = _one(db, "SELECT story FROM story_articles WHERE article = ?", members[0])
    if not isinstance(story, int):
        return False
    rows = db.execute("SELECT article FROM story_articles WHERE story = ?", (story,))
    if {row[0] for row in rows} != set(members):
        return False
    return _one(db, "SELECT name FROM stories WHERE story = ?", story) == _name(db, by_centre)


def _write_story(
    db: sqlite3.Connection, originals: list[int], members: list[int], by_centre: list[int]
) -> None:
    """Write a story of these originals, which are in line, with the articles that it has."""
    marks = ", ".join(map(str, members))
    first, last = db.execute(
        f"SELECT min(first_day), max(last_day) FROM articles WHERE article IN ({marks})"
    ).fetchone()
    story = db.execute(
        "INSERT INTO stories (id, name, first_day, last_day, actors, sources)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
        " first_day = excluded.first_day, last_day = excluded.last_day,"
        " actors = excluded.actors, sources = excluded.sources RETURNING story",
        (
            _story_id(db, originals[0]),
            _name(db, by_centre),
            first,
            last,
            json.dumps(_main_actors(db, originals), ensure_ascii=False),
            count_sources(db, members),
        ),
    ).fetchone()[0]
    db.executemany(
        "INSERT INTO story_articles VALUES (?, ?)", ((article, story) for article in members)
    )


def _story_id(db: sqlite3.Connection, first: int) -> str:
    """A story is known by its first article, wherever that is kept."""
    article_id = str(_one(db, "SELECT id FROM articles WHERE article = ?", first))
    return "story-" + hashlib.sha256(article_id.encode()).hexdigest()[:12]


def _name(db: sqlite3.Connection, by_centre: list[int]) -> str:
    """The best title of the most central articles, else the first sentence of the first."""
    titles, leads = [], []
    for article in by_centre[:NAMING]:
        title, lead = db.execute(
            "SELECT title, profile ->> '$.lead' FROM articles JOIN profiles USING (article)"
            " WHERE article = ?",
            (article,),
        ).fetchone()
        titles.append(title)
        leads.append(frozenset(json.loads(lead)))
    title = best_title(titles, leads)
    if title:
        return title
    text = str(_one(db, "SELECT text FROM articles WHERE article = ?", by_centre[0]))
    sentence = next(iter(sentences(text)), "(no words)")
    if len(sentence) <= MOST_LETTERS:
        return sentence
    return sentence[:MOST_LETTERS].rpartition(" ")[0] + " …"


def _main_actors(db: sqlite3.Connection, originals: list[int]) -> list[str]:
    """The names of those who are in most of the articles, then of those mentioned most."""
    marks = ", ".join(map(str, originals))
    return main_actors(
        db.execute(
            "SELECT name, kind FROM actors"
            f" WHERE article IN ({marks}) AND kind IN ('person', 'country', 'organisation')"
            " GROUP BY name, kind ORDER BY count(DISTINCT article) DESC,"
            " sum(json_array_length(body, '$.mentions')) DESC, name, kind"
        )
    )


def _one(db: sqlite3.Connection, query: str, value: int) -> object:
    row = db.execute(query, (value,)).fetchone()
    return None if row is None else row[0]
