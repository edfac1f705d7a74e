"""Links between articles: the same whatever the order, also where terms are crowded."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copydesk.collection.collection import Collection
from copydesk.collection.stories import topic_links
from copydesk.collection.stories.profile import Profile, profile
from copydesk.collection.stories.topic_links import Linker, unlink

CROWD = 3
# Each word is the rarest there is, so all are key terms.
WORDS = ("korvath", "mirelund", "osterfjell", "brandvik", "tolmezzo", "zerniki", "quellmark")


@pytest.fixture(autouse=True)
def small_crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four articles with a word are a crowd."""
    monkeypatch.setattr(topic_links, "CROWD", CROWD)


def made(words: Iterable[str], day: str | None = None) -> Profile:
    """The profile of an article of these words alone."""
    return profile("", "", " ".join(words), (), day=day)


def tables() -> sqlite3.Connection:
    """The tables that links are kept in, by themselves."""
    db = sqlite3.connect(":memory:")
    db.executescript(
        "CREATE TABLE key_terms (term TEXT, article INTEGER, PRIMARY KEY (term, article));"
        "CREATE TABLE profiles (article INTEGER PRIMARY KEY, profile TEXT);"
        "CREATE TABLE topic_links (one INTEGER, other INTEGER, likeness REAL,"
        " PRIMARY KEY (one, other));"
        "CREATE TABLE stale (article INTEGER PRIMARY KEY);"
    )
    return db


def take_in(db: sqlite3.Connection, profiles: Sequence[Profile], order: Iterable[int]) -> None:
    """Link articles one after another, and again those that unlinking took out."""
    for article in order:
        db.execute("INSERT INTO profiles VALUES (?, ?)", (article, profiles[article].to_json()))
        Linker(db).link(article, profiles[article])


def links(db: sqlite3.Connection) -> list[tuple[int, int, float]]:
    """All links, in order."""
    return db.execute("SELECT * FROM topic_links ORDER BY one, other").fetchall()


ARTICLES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=5, unique=True), min_size=2, max_size=9
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=ARTICLES, data=st.data())
def test_links_do_not_hang_on_the_order(words: list[list[str]], data: st.DataObject) -> None:
    """Any order ends in the same links, crowded terms or not."""
    profiles = [made(found) for found in words]
    order = data.draw(st.permutations(range(len(words))))
    one, other = tables(), tables()
    take_in(one, profiles, range(len(words)))
    take_in(other, profiles, order)
    assert links(one) == links(other)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=ARTICLES, data=st.data())
def test_taking_out_is_as_never_having_had(words: list[list[str]], data: st.DataObject) -> None:
    """After some articles are taken out and what fell with them is linked anew, the links are
    those of a collection that never held them."""
    profiles = [made(found) for found in words]
    gone = data.draw(st.sets(st.integers(0, len(words) - 1)))
    one, other = tables(), tables()
    take_in(one, profiles, range(len(words)))
    unlink(one, gone)
    kept = {row[0] for row in one.execute("SELECT article FROM profiles")}
    take_in(one, profiles, sorted(set(range(len(words))) - gone - kept))
    take_in(other, profiles, [n for n in range(len(words)) if n not in gone])
    assert links(one) == links(other)


def test_a_crowded_term_links_nobody() -> None:
    """Two that share two words are linked until one of the words is everybody's."""
    db = tables()
    profiles = [made(WORDS[:2]), made(WORDS[:2]), *(made([WORDS[0], w]) for w in WORDS[2:5])]
    take_in(db, profiles, range(2))
    assert [row[:2] for row in links(db)] == [(0, 1), (1, 0)]
    take_in(db, profiles, range(2, 5))
    assert links(db) == []
    assert {row[0] for row in db.execute("SELECT article FROM stale")} == {0, 1}


def test_months_apart_are_not_linked() -> None:
    """Days far apart are another story; an unknown day may be any."""
    db = tables()
    words = WORDS[:3]
    days = ("2026-01-01", "2026-08-01", None)
    take_in(db, [made(words, day) for day in days], range(3))
    assert {row[:2] for row in links(db)} == {(0, 2), (2, 0), (1, 2), (2, 1)}


def test_the_tables_are_those_of_the_collection(tmp_path: Path) -> None:
    """What is tested here with bare tables works on those of a collection file."""
    with (
        Collection.open(tmp_path / "c.copydesk", create=True) as collection,
        collection.writing() as db,
    ):
        for table in ("key_terms", "profiles", "topic_links", "stale"):
            bare = [r[1] for r in tables().execute(f"PRAGMA table_info({table})")]
            assert [r["name"] for r in db.execute(f"PRAGMA table_info({table})")] == bare
