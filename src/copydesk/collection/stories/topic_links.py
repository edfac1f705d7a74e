"""Links: pairs of articles that may be on one topic, found by the words that tell most.

A pair is linked if its articles appeared near each other, share `MIN_SHARED_TERMS` of their key
terms and are alike in their words. A term that more than `CROWD` articles have tells nothing and
counts for no pair. When a term becomes crowded, links that rested on it go; when it is so no
longer, its articles are linked anew: so the links follow from what the collection holds and never
from the order in which it came, while no article is compared with more than a bounded number.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from copydesk.collection.stories.profile import Profile, cosine, vector

MIN_LINK = 0.1  # cosine of two articles that may be on one topic
MIN_BOND = 0.18  # cosine by which articles hang together: weaker links alone join no topics
MIN_SHARED_TERMS = 2  # of their key terms
MOST_DAYS = 120  # between two articles that are linked
VECTORS, DAYS = 5_000, 200_000  # of articles that are kept at hand
CROWD = 3_000  # articles with a term: more, and the term tells nothing


class Linker:
    """Links articles one after another, while none is unlinked."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._vector = lru_cache(maxsize=VECTORS)(self._vector_of)
        self._day = lru_cache(maxsize=DAYS)(self._day_of)

    def link(self, article: int, profile: Profile) -> None:
        """Link an article, whose profile is kept already, with those before it."""
        terms = profile.key_terms()
        own = vector(profile.words)
        having = {term: _having(self._db, term) for term in terms}
        counts: Counter[int] = Counter()
        for articles in having.values():
            if len(articles) < CROWD:  # with this one, no more than CROWD
                counts.update(articles)
        for other in sorted(a for a, n in counts.items() if n >= MIN_SHARED_TERMS):
            if not _near(profile.day, self._day(other)):
                continue
            likeness = cosine(own, self._vector(other))
            if likeness >= MIN_LINK:
                self._db.executemany(
                    "INSERT INTO topic_links VALUES (?, ?, ?)",
                    [(article, other, likeness), (other, article, likeness)],
                )
        self._db.executemany(
            "INSERT INTO key_terms VALUES (?, ?)", ((term, article) for term in terms)
        )
        for term, articles in having.items():
            if len(articles) == CROWD:
                _crowd(self._db, term, [*articles, article])

    def _vector_of(self, article: int) -> dict[str, float]:
        row = self._db.execute(
            "SELECT profile FROM profiles WHERE article = ?", (article,)
        ).fetchone()
        return vector(Profile.from_json(row[0]).words)

    def _day_of(self, article: int) -> str | None:
        row = self._db.execute(
            "SELECT profile ->> '$.day' FROM profiles WHERE article = ?", (article,)
        ).fetchone()
        return None if row[0] is None else str(row[0])


def unlink(db: sqlite3.Connection, articles: Iterable[int]) -> None:
    """Take articles and their profiles out; what they were linked with is stale.

    Where a term is crowded no longer, all that have it are taken out, too: having no profile, they
    are linked anew with the next that are.
    """
    out = set(articles)
    waiting = sorted(out)
    while waiting:
        article = waiting.pop()
        terms = [
            row[0] for row in db.execute("SELECT term FROM key_terms WHERE article = ?", (article,))
        ]
        db.execute(
            "INSERT OR IGNORE INTO stale SELECT other FROM topic_links WHERE one = ?", (article,)
        )
        db.execute("DELETE FROM topic_links WHERE one = ?1 OR other = ?1", (article,))
        db.execute("DELETE FROM key_terms WHERE article = ?", (article,))
        db.execute("DELETE FROM profiles WHERE article = ?", (article,))
        for term in terms:
            left = _having(db, term)
            if len(left) == CROWD:  # it had one more
                waiting += [a for a in left if a not in out]
                out |= set(left)


def _having(db: sqlite3.Connection, term: str) -> list[int]:
    """Articles that have a key term, at most one more than `CROWD`."""
    found = db.execute("SELECT article FROM key_terms WHERE term = ? LIMIT ?", (term, CROWD + 1))
    return [row[0] for row in found]


def _crowd(db: sqlite3.Connection, term: str, articles: Sequence[int]) -> None:
    """Drop the links of articles that rested on a term which now too many have."""
    inside = set(articles)

    @cache
    def telling(article: int) -> frozenset[str]:
        return frozenset(
            row[0]
            for row in db.execute("SELECT term FROM key_terms WHERE article = ?", (article,))
            if row[0] != term and len(_having(db, row[0])) <= CROWD
        )

    for one in articles:
        for (other,) in db.execute(
            "SELECT other FROM topic_links WHERE one = ? AND other > one", (one,)
        ).fetchall():
            if other in inside and len(telling(one) & telling(other)) < MIN_SHARED_TERMS:
                db.execute(
                    "DELETE FROM topic_links WHERE (one = ?1 AND other = ?2)"
                    " OR (one = ?2 AND other = ?1)",
                    (one, other),
                )
                db.executemany("INSERT OR IGNORE INTO stale VALUES (?)", [(one,), (other,)])


def _near(one: str | None, other: str | None) -> bool:
    """Whether two days are near enough to be told of in one story; the unknown may be any."""
    if one is None or other is None:
        return True
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days) <= MOST_DAYS
