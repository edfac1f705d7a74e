"""Contract objects with hostile words in every field that a page may fill."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from copydesk.collection.collection import Collection
from copydesk.collection.store import sole_writer
from copydesk.collection.up_to_date import bring_up_to_date
from copydesk.collection.write import Arrival, place_of, write_outcome

HOSTILE = (
    "\"'><script>window.pwned=1</script><img src=x onerror=window.pwned=2>"
    "<img src=//evil.example/x><svg onload=window.pwned=3></a>"
    "<style>*{display:none}</style>{{7*7}}{%raw%}\u202e</textarea></select><!--"
)
NAME = f"Ana/../Velt?x=1&y=%2e%2e#z{HOSTILE}"
URL = "javascript:window.pwned=4"


def outcome(number: int, day: str, *, title: str = HOSTILE, name: str = NAME) -> dict[str, Any]:
    """An article that tells of a meeting, a refusal, a position and words of `name`."""
    words = f"on day {number} of the herring talks in {HOSTILE} the envoy refused the {HOSTILE}"
    text = f"{name} told {HOSTILE} reporters that {words} unless {HOSTILE} left."

    def span(exact: str) -> dict[str, Any]:
        start = text.index(exact)
        return {"start": start, "end": start + len(exact), "exact": exact}

    whole = span(text)
    place = {"span": span(HOSTILE), "name": HOSTILE, "country": "NOR", "latitude": None,
             "longitude": None}  # fmt: skip
    time = {"span": span("day"), "value": day, "precision": "day", "old": False}
    actor = {"country": "NOR", "sector": "GOV", "part_of": None, "country_evidence": None,
             "role_evidence": None}  # fmt: skip
    event: dict[str, Any] = {
        "reciprocal": False, "object": span(HOSTILE), "condition": span(f"unless {HOSTILE} left"),
        "deadline": None, "time": time, "place": place, "about": [], "reported_by": "a1",
        "habitual": False, "ongoing": False, "trigger": span("refused"), "evidence": whole,
    }  # fmt: skip
    return {
        "verdict": {"kind": "article", "score": 1.0, "reasons": [HOSTILE]},
        "article": {
            "id": hashlib.sha256(f"{number}".encode()).hexdigest()[:16],
            "title": title, "standfirst": HOSTILE, "authors": [HOSTILE], "agency": HOSTILE,
            "site": HOSTILE, "published": {
                "value": day, "precision": "day", "timezone": None, "method": HOSTILE,
                "confidence": 1.0, "candidates": []},
            "modified": None, "dateline": HOSTILE, "language": "en", "section": HOSTILE,
            "tags": [HOSTILE], "image": URL, "canonical_url": URL, "free": None, "live": False,
            "reservation": HOSTILE, "origins": {"title": HOSTILE}, "text": text,
            "paragraphs": [{"start": 0, "end": len(text), "kind": "paragraph", "where": HOSTILE}],
        },
        "set_aside": [{"text": HOSTILE, "reason": "navigation", "before_paragraph": 0,
                       "where": HOSTILE, "repeat_of": None}],
        "refusal": None,
        "actors": [
            {"id": "a1", "name": name, "kind": "person", "aliases": [HOSTILE], "role": HOSTILE,
             "mentions": [span(name)], **actor},
            {"id": "a2", "name": "Norway", "kind": "country", "aliases": [], "role": None,
             "mentions": [], **actor},
        ],
        "statements": [
            {"id": "s1", "kind": "indirect", "act": HOSTILE, "actor": "a1", "source": span(name),
             "cue": span("told"), "content": [span(words)], "evidence": whole,
             "holder_chain": ["a1"], "addressees": ["a2"], "occasion": span(HOSTILE),
             "about": []},
        ],
        "events": [
            {"id": "e1", "type": "REJECT", "move": HOSTILE, "actors": ["a1"],
             "recipients": ["a2"], "status": "refused", **event},
        ],
        "meetings": [
            {"id": "m1", "kind": "talks", "parties": ["a1", "a2"], "status": "held",
             "evidence": [whole], "hosts": ["a2"], "mediators": ["a1"], "place": place,
             "time": time, "level": HOSTILE, "events": ["e1"], "earlier": [],
             "delegations": [{"party": "a2", "head": "a1", "members": ["a1"]}]},
        ],
        "positions": [
            {"id": "p1", "actor": "a1", "issue": HOSTILE, "evidence": whole, "events": ["e1"],
             "stance": "against" if number % 2 else "conditional",
             "condition": span(f"unless {HOSTILE} left")},
        ],
    }  # fmt: skip


def plant(file: Path, articles: int = 4) -> Path:
    """A collection of hostile articles, some of them copies, with a hostile refusal."""
    with Collection.open(file, create=True) as collection:
        with collection.writing() as db:
            db.execute(
                "INSERT INTO runs (version, sources, started) VALUES ('1', ?, '2026-03-01')",
                (f'["{HOSTILE[2:20]}"]',),
            )
            for number in range(articles):
                made = outcome(number, f"2026-03-{number + 1:02}")
                write_outcome(db, _arrival(number), made, 1)
            refusal = {"stage": HOSTILE, "reason": HOSTILE, "detail": HOSTILE}
            made = outcome(articles, "2026-03-09") | {"article": None, "refusal": refusal}
            write_outcome(db, _arrival(articles), made, 1)
        with sole_writer(file):
            bring_up_to_date(collection)
    return file


def _arrival(number: int) -> Arrival:
    location = f"https://evil.example/{HOSTILE}/{number}"
    return Arrival(place_of(location), location, f"{number:064x}", 1, URL, None, 200)
