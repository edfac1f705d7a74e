"""A page whose contract object is made by hand, for the tests of corrections."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from copydesk.collection import write
from copydesk.collection.collection import Collection
from copydesk.collection.runs import RunNote

LEAD = "Ana Velt, the foreign minister of Norway, proposed a truce on Monday."
ANSWER = '"We refuse any truce," said Jon Ness. Iceland accepted talks in Oslo.'
TEXT = f"{LEAD}\n{ANSWER}"
ASIDE = [
    ("Home | World | Sport", "navigation", 0, "line 1"),
    ("The talks are the third since March, according to the mediators.", "related", 1, "line 5"),
    ("Share this", "share", 2, "line 9"),
]


def span(text: str, words: str) -> dict[str, Any]:
    """The first place of these words."""
    start = text.index(words)
    return {"start": start, "end": start + len(words), "exact": words}


def outcome(text: str = TEXT, *, first_id: int = 1, **changes: Any) -> dict[str, Any]:
    """A contract object with a record of `text`; ids count from `first_id`.

    `changes` replace a field of the first event.
    """
    ids = [f"a{first_id + n}" for n in range(4)]
    body: dict[str, Any] = {
        "title": "Norway proposes a truce", "standfirst": None, "authors": [], "agency": None,
        "site": "The Example", "published": {
            "value": "2026-05-17", "precision": "day", "timezone": None, "method": "test",
            "confidence": 1.0, "candidates": []},
        "modified": None, "dateline": None, "language": "en", "section": None, "tags": [],
        "image": None, "canonical_url": None, "free": None, "live": False, "reservation": None,
        "origins": {"title": "h1"},
    }  # fmt: skip
    paragraphs, start = [], 0
    for number, part in enumerate(text.split("\n")):
        paragraphs.append(
            {"start": start, "end": start + len(part), "kind": "paragraph", "where": f"p[{number}]"}
        )
        start += len(part) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    people = [("Ana Velt", "person", "NOR"), ("Norway", "country", "NOR"),
              ("Jon Ness", "person", None), ("Iceland", "country", "ISL")]  # fmt: skip
    event: dict[str, Any] = {
        "id": f"e{first_id}", "type": "COOPERATE", "move": "propose", "actors": [ids[0]],
        "recipients": [], "status": "proposed", "trigger": span(text, "proposed"),
        "evidence": span(text, "proposed"), "object": None, "condition": None, "deadline": None,
        "time": None, "place": None, "about": [], "reported_by": None, "reciprocal": False,
        "habitual": False, "ongoing": False,
    }  # fmt: skip
    record: dict[str, Any] = {
        "actors": [
            {"id": i, "name": name, "kind": kind, "country": country, "aliases": [], "role": None,
             "sector": None, "part_of": None, "mentions": [span(text, name)] if name in text else [],
             "role_evidence": None, "country_evidence": None}
            for i, (name, kind, country) in zip(ids, people, strict=True)
        ],
        "statements": [
            {"id": f"s{first_id}", "kind": "direct", "act": "refuse", "actor": ids[2],
             "source": span(text, "Jon Ness"), "cue": span(text, "said"),
             "content": [span(text, "We refuse any truce,")],
             "evidence": span(text, "We refuse any truce,"), "holder_chain": [ids[2]],
             "addressees": [], "occasion": None, "about": []}
        ] if "Jon Ness" in text else [],
        "events": [
            {**event, **changes},
            {**event, "id": f"e{first_id + 1}", "type": "AGREE", "move": "accept",
             "actors": [ids[3]], "status": "realised", "trigger": span(text, "accepted"),
             "evidence": span(text, "accepted")},
        ],
        "meetings": [
            {"id": f"m{first_id}", "kind": "talks", "parties": [ids[1], ids[3]],
             "status": "planned", "evidence": [span(text, "talks")], "hosts": [], "mediators": [],
             "place": None, "time": None, "level": None, "delegations": [], "earlier": [],
             "events": [f"e{first_id + 1}"]}
        ],
        "positions": [
            {"id": f"p{first_id}", "actor": ids[1], "issue": "truce", "stance": "for",
             "evidence": span(text, "proposed a truce"), "condition": None,
             "events": [f"e{first_id}"]}
        ],
    }  # fmt: skip
    return {
        "schema": "copydesk/1",
        "verdict": {"kind": "article", "score": 0.9, "reasons": []},
        "article": {"id": digest[:16], **body, "text": text, "paragraphs": paragraphs},
        "set_aside": [
            {"text": t, "reason": r, "before_paragraph": n, "where": w, "repeat_of": None}
            for t, r, n, w in ASIDE
        ],
        "refusal": None,
        **record,
    }  # fmt: skip


def plain(text: str, day: str) -> dict[str, Any]:
    """A contract object without any record."""
    found = outcome(f"{TEXT}\n{text}")
    article = found["article"]
    digest = hashlib.sha256(text.encode()).hexdigest()
    paragraphs = [{"start": 0, "end": len(text), "kind": "paragraph", "where": "p"}]
    found["article"] = {
        **article, "id": digest[:16], "title": text[:30], "text": text, "paragraphs": paragraphs,
        "published": {**article["published"], "value": day},
    }  # fmt: skip
    return {**found, "actors": [], "statements": [], "events": [], "meetings": [], "positions": []}


def put(
    path: Path, found: dict[str, Any], *, location: str = "/pages/truce.html", raw: str = "one"
) -> str:
    """Write a contract object as the page at `location`, whose bytes are `raw`; gives the id."""
    arrival = write.Arrival(
        write.place_of(location),
        location,
        hashlib.sha256(raw.encode()).hexdigest(),
        len(raw),
        f"https://example.org{location}",
        None,
        200,
    )
    with Collection.open(path, create=True) as collection, collection.writing() as db:
        write.write_outcome(db, arrival, found, RunNote(["test"]).number(db))
    return str(found["article"]["id"])


def again(path: Path, found: dict[str, Any]) -> None:
    """Write the records of an article anew, as a later version of the machine would."""
    with Collection.open(path, write=True) as collection, collection.writing() as db:
        article = db.execute(
            "SELECT article FROM articles WHERE id = ?", (found["article"]["id"],)
        ).fetchone()[0]
        for table, columns in write.RECORD_TABLES.items():
            db.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
            marks = ", ".join("?" * (len(columns) + 3))
            db.executemany(
                f"INSERT INTO {table} VALUES ({marks})",
                [
                    (article, n, *(write._column(i, c) for c in columns), write._json(i))
                    for n, i in enumerate(found[table])
                ],
            )
