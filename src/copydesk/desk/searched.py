"""What is asked of the search, from the fields of its form, and what it finds."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self
from urllib.parse import urlencode

from markupsafe import Markup

from copydesk.collection.collection import Collection
from copydesk.collection.query import QueryError, parse_query
from copydesk.collection.search import Hit, search
from copydesk.record.record import EventType, MeetingStatus, Status
from copydesk.show.safe import printable

_CHOSEN_FROM = 30  # stories in the list of the form


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of the form, as written. `q` is in the words of the query language."""

    q: str = ""
    actor: str = ""
    country: str = ""
    source: str = ""
    story: str = ""
    type: str = ""
    status: str = ""
    first: str = ""
    last: str = ""

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Self:
        """From the address of a page; `from` and `to` are the days."""
        given = {field.name: parameters.get(field.name, "").strip() for field in fields(cls)}
        given["first"] = given["first"] or parameters.get("from", "").strip()
        given["last"] = given["last"] or parameters.get("to", "").strip()
        return cls(**given)

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    @property
    def filters(self) -> int:
        """How many fields besides the words are filled in."""
        return sum(bool(getattr(self, field.name)) for field in fields(self)[1:])

    @property
    def line(self) -> str:
        """All of it in the query language."""
        names = {"first": "from", "last": "to"}
        parts = [self.q] if self.q else []
        for field in fields(self)[1:]:
            value = getattr(self, field.name).replace('"', " ").strip()
            if value:
                quoted = value if re.fullmatch(r"[\w-]+", value) else f'"{value}"'
                parts.append(f"{names.get(field.name, field.name)}:{quoted}")
        return " ".join(parts)

    @property
    def address(self) -> str:
        """The query part of its permanent address."""
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        return urlencode({name: value for name, value in given.items() if value})


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit with its words marked, where it is from and the story it belongs to."""

    hit: Hit
    title: Markup
    snippet: Markup
    outlet: str | None
    story: str | None
    story_name: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, or what is wrong with what was asked. `more` tells that there are more."""

    hits: tuple[Shown, ...] = ()
    more: bool = False
    wrong: str | None = None


def found(collection: Collection, asked: Asked, *, limit: int = 20) -> Found | None:
    """The best articles for it; None where nothing is asked."""
    if not asked:
        return None
    try:
        query = parse_query(asked.line)
        hits = search(collection, query, limit=limit + 1)
    except QueryError as error:
        return Found(wrong=f"{error.what}; {error.remedy}")
    with collection.reading() as db:
        shown = tuple(_shown(db, hit, query.words) for hit in hits[:limit])
    return Found(shown, len(hits) > limit)


def choices(db: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """What the lists of the form offer."""
    newest = (
        "SELECT id, name FROM stories ORDER BY last_day IS NULL, last_day DESC, first_day DESC, id"
    )
    stories = dict(db.execute(f"{newest} LIMIT ?", (_CHOSEN_FROM,)).fetchall())
    if asked.story and asked.story not in stories:
        stories |= dict(
            db.execute("SELECT id, name FROM stories WHERE id = ?", (asked.story,)).fetchall()
        )
    states = dict.fromkeys(s.value for kind in (Status, MeetingStatus) for s in kind)
    return {"stories": stories, "types": [t.value for t in EventType], "states": list(states)}


def _shown(db: sqlite3.Connection, hit: Hit, words: tuple[str, ...]) -> Shown:
    row = db.execute(
        "SELECT outlet, s.id, s.name FROM worded LEFT JOIN story_articles USING (article)"
        " LEFT JOIN stories s USING (story) WHERE article = ?",
        (hit.key,),
    ).fetchone()
    return Shown(
        hit,
        _words_marked(hit.title or "Untitled", words),
        _marked(printable(hit.snippet), hit.highlights),
        *(row or (None, None, None)),
    )


def _words_marked(text: str, words: tuple[str, ...]) -> Markup:
    """`text` with the words of the query marked."""
    alternatives = [
        r"\W+".join(map(re.escape, parts)) + (r"\w*" if word.endswith("*") else "")
        for word in words
        if (parts := re.findall(r"[^\W_]+", word))
    ]
    text = printable(text)
    if not alternatives:
        return _marked(text, ())
    pattern = re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)
    return _marked(text, tuple(match.span() for match in pattern.finditer(text)))


def _marked(text: str, spans: tuple[tuple[int, int], ...]) -> Markup:
    """`text` with `<mark>` round each span."""
    out, at = Markup(""), 0
    for start, end in spans:
        out += Markup("{}<mark>{}</mark>").format(text[at:start], text[start:end])
        at = end
    return out + text[at:]
