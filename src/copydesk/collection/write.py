"""Writing pages and what became of them. Every function runs inside the caller's transaction."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from copydesk.article.span import Span
from copydesk.collection.facets import facets_of
from copydesk.contract import writable
from copydesk.dates import day_range
from copydesk.page.page import Form, Page
from copydesk.runner.supervisor import Fault


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a collection keeps of a page beside what became of it.

    `place` is the digest of the absolute location (16 bytes), by which a page is known again
    from wherever it is named; `size` counts bytes of the content.
    """

    place: bytes
    location: str
    sha256: str
    size: int
    url: str | None
    fetched: str | None
    http_status: int | None

    @classmethod
    def of(cls, page: Page) -> Arrival:
        """What is kept of a page."""
        return cls(
            place_of(page.location),
            writable(page.location),
            page.sha256,
            len(_raw(page)),
            page.url,
            page.fetched,
            page.http_status,
        )


def place_of(location: str) -> bytes:
    """The digest of a location, the same for every way to name a file from any folder."""
    if "://" not in location and not location.startswith(("-", "sample:")):
        location = str(Path(location).absolute().resolve())
    return hashlib.sha256(location.encode("utf-8", "surrogatepass")).digest()[:16]


def write_outcome(
    db: sqlite3.Connection,
    arrival: Arrival,
    outcome: Mapping[str, Any],
    run: int,
    content: bytes | None = None,
) -> None:
    """Write a page and its contract object: an article with its record, or a refusal.

    `content` is the page itself, compressed, where it is to be kept. A page that was in
    quarantine leaves it.

    Raises:
        EvidenceError: A span of the record does not hold the article's words.
    """
    article, refusal = outcome["article"], outcome["refusal"]
    check_evidence(outcome)
    page = _write_page(db, arrival, run, _json(outcome["verdict"]), content)
    if article is None:
        db.execute(
            "INSERT INTO refusals VALUES (?, ?, ?, ?)",
            (page, refusal["stage"], refusal["reason"], refusal["detail"]),
        )
    else:
        _write_article(db, page, arrival, outcome)
    db.executemany(
        "INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (page, n, s["reason"], s["text"], s["before_paragraph"], s["repeat_of"], s["where"])
            for n, s in enumerate(outcome["set_aside"])
        ),
    )


def write_quarantined(db: sqlite3.Connection, page: Page, fault: Fault, run: int) -> None:
    """Write a page that broke its workers, with all that is needed to try it again."""
    row = _write_page(db, Arrival.of(page), run, None, zlib.compress(_raw(page)))
    db.execute(
        "INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row,
            fault.reason,
            writable(fault.detail),
            fault.tries,
            page.form,
            _json(dict(page.headers)),
            _json(dict(page.columns)),
            int(isinstance(page.content, str)),
        ),
    )


def quarantined_pages(db: sqlite3.Connection) -> Iterator[Page]:
    """The pages in quarantine, as they arrived."""
    rows = db.execute(
        "SELECT * FROM quarantine JOIN pages USING (page) ORDER BY location, sha256"
    ).fetchall()
    for row in rows:
        raw = zlib.decompress(row["content"])
        yield Page(
            row["location"],
            raw.decode("utf-8", "surrogatepass") if row["decoded"] else raw,
            url=row["url"],
            form=Form(row["form"]),
            fetched=row["fetched"],
            http_status=row["http_status"],
            headers=json.loads(row["headers"]),
            columns=json.loads(row["columns"]),
        )


def packed(page: Page) -> bytes:
    """A page's content, compressed."""
    return zlib.compress(_raw(page))


def check_evidence(outcome: Mapping[str, Any]) -> None:
    """Raise `EvidenceError` unless every span of a contract object holds its article's words."""
    article = outcome["article"]
    if article is not None:
        for span in spans_of(outcome):
            span.check(article["text"], article["id"])


def spans_of(value: object) -> Iterator[Span]:
    """Every span in a piece of a contract object."""
    if isinstance(value, Mapping):
        if value.keys() == {"start", "end", "exact"}:
            yield Span(value["start"], value["end"], value["exact"])
        else:
            for item in value.values():
                yield from spans_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans_of(item)


def _write_page(
    db: sqlite3.Connection, arrival: Arrival, run: int, verdict: str | None, content: bytes | None
) -> int:
    """Write the row of a page as the latest of its place; returns its number.

    A page whose bytes are known at this place must be in quarantine, which it leaves.
    """
    known = db.execute(
        "SELECT page FROM pages WHERE place = ? AND sha256 = ?", (arrival.place, arrival.sha256)
    ).fetchone()
    if known is not None:
        page = int(known["page"])
        left = db.execute("DELETE FROM quarantine WHERE page = ?", (page,)).rowcount
        if left != 1:
            raise ValueError(f"{arrival.location} is in the collection already")
        db.execute(
            "UPDATE pages SET verdict = ?, content = ?, run = ? WHERE page = ?",
            (verdict, content, run, page),
        )
        return page
    db.execute("UPDATE pages SET latest = 0 WHERE place = ?", (arrival.place,))
    return int(
        db.execute(
            "INSERT INTO pages (place, location, sha256, bytes, url, fetched, http_status,"
            " latest, run, verdict, content) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)"
            " RETURNING page",
            (
                arrival.place,
                arrival.location,
                arrival.sha256,
                arrival.size,
                arrival.url,
                arrival.fetched,
                arrival.http_status,
                run,
                verdict,
                content,
            ),
        ).fetchone()[0]
    )


def see_again(db: sqlite3.Connection, arrival: Arrival) -> str | None:
    """What is known of a page already: "latest", "earlier", "quarantined"; None for a new one."""
    row = db.execute(
        "SELECT latest, quarantine.page AS held FROM pages LEFT JOIN quarantine USING (page)"
        " WHERE place = ? AND sha256 = ?",
        (arrival.place, arrival.sha256),
    ).fetchone()
    if row is None:
        return None
    if not row["latest"]:
        return "earlier"
    return "latest" if row["held"] is None else "quarantined"


def make_latest(db: sqlite3.Connection, arrival: Arrival) -> None:
    """A place went back to bytes it had before: that revision is the latest again."""
    db.execute("UPDATE pages SET latest = 0 WHERE place = ?", (arrival.place,))
    db.execute(
        "UPDATE pages SET latest = 1 WHERE place = ? AND sha256 = ?",
        (arrival.place, arrival.sha256),
    )


def _write_article(
    db: sqlite3.Connection, page: int, arrival: Arrival, outcome: Mapping[str, Any]
) -> None:
    article = dict(outcome["article"])
    text, paragraphs = article.pop("text"), article.pop("paragraphs")
    published = (article.get("published") or {}).get("value")
    first, last = day_range(published)
    refusal = outcome["refusal"]
    db.execute(
        "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            page,
            article["id"],
            article.get("title"),
            article.get("standfirst"),
            text,
            _names(outcome),
            _countries(outcome),
            _source(arrival, article),
            facets_of(outcome, first, last),
            published,
            first,
            last,
            article.get("language"),
            _json(article),
            None if refusal is None else _json(refusal),
        ),
    )
    db.executemany(
        "INSERT INTO paragraphs VALUES (?, ?, ?, ?, ?, ?)",
        ((page, n, p["start"], p["end"], p["kind"], p["where"]) for n, p in enumerate(paragraphs)),
    )
    _write_record(db, page, outcome)


def _write_record(db: sqlite3.Connection, page: int, outcome: Mapping[str, Any]) -> None:
    for table, columns in RECORD_TABLES.items():
        marks = ", ".join("?" * (len(columns) + 3))
        db.executemany(
            f"INSERT INTO {table} VALUES ({marks})",
            (
                (page, n, *(_column(item, column) for column in columns), _json(item))
                for n, item in enumerate(outcome.get(table, ()))
            ),
        )


def replace_record(db: sqlite3.Connection, page: int, outcome: Mapping[str, Any]) -> None:
    """Put another record in the place of an article's, in the text index, too.

    Raises:
        EvidenceError: A span of the record does not hold the article's words.
    """
    check_evidence(outcome)
    refusal = outcome["refusal"]
    days = db.execute(
        "SELECT first_day, last_day FROM articles WHERE article = ?", (page,)
    ).fetchone()
    columns = "title, standfirst, text, actors, countries, source, facets"
    # The index takes the words of a row away only if it is told them once more.
    db.execute(
        f"INSERT INTO words (words, rowid, {columns})"
        f" SELECT 'delete', article, {columns} FROM articles WHERE article = ?",
        (page,),
    )
    db.execute(
        "UPDATE articles SET actors = ?, countries = ?, facets = ?, record_refusal = ?"
        " WHERE article = ?",
        (
            _names(outcome),
            _countries(outcome),
            facets_of(outcome, *days),
            None if refusal is None else _json(refusal),
            page,
        ),
    )
    db.execute(
        f"INSERT INTO words (rowid, {columns})"
        f" SELECT article, {columns} FROM articles WHERE article = ?",
        (page,),
    )
    for table in RECORD_TABLES:
        db.execute(f"DELETE FROM {table} WHERE article = ?", (page,))
    _write_record(db, page, outcome)


# The columns that each table of the record keeps beside the object itself.
RECORD_TABLES = {
    "actors": ("id", "name", "kind", "country"),
    "statements": ("id", "kind", "act", "actor"),
    "events": ("id", "type", "move", "status", "time"),
    "meetings": ("id", "kind", "status", "time"),
    "positions": ("id", "actor", "issue", "stance"),
}


def _column(item: Mapping[str, Any], column: str) -> str | None:
    value = item.get(column)
    return value.get("value") if isinstance(value, Mapping) else value


def _names(outcome: Mapping[str, Any]) -> str:
    """Names, aliases and offices of the actors, one actor a line, so no phrase joins two."""
    return "\n.\n".join(
        " . ".join([a["name"], *a.get("aliases", ()), a.get("role") or ""])
        for a in outcome.get("actors", ())
    )


def _countries(outcome: Mapping[str, Any]) -> str:
    codes = {a.get("country") for a in outcome.get("actors", ())}
    for table in ("events", "meetings"):
        codes |= {(item.get("place") or {}).get("country") for item in outcome.get(table, ())}
    return " ".join(sorted(code for code in codes if code))


def _source(arrival: Arrival, article: Mapping[str, Any]) -> str:
    hosts = (urlsplit(url).hostname for url in (arrival.url, article.get("canonical_url")) if url)
    parts = (article.get("site"), article.get("agency"), *hosts, arrival.location)
    return "\n".join(dict.fromkeys(part for part in parts if part))


def _raw(page: Page) -> bytes:
    content = page.content
    return content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
