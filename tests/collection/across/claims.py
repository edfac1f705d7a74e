"""Claims of invented articles, for the tests of what is made across articles."""

from __future__ import annotations

from typing import Any

from copydesk.collection.across.actors_joined import join_actors
from copydesk.collection.across.told import Cast, Told
from copydesk.collection.named import Named

NAMES = {
    "a1": ("Norway", "country", "NOR"),
    "a2": ("Iceland", "country", "ISL"),
    "a3": ("Jon Arnarson", "person", "ISL"),
    "a4": ("Ingrid Aasen", "person", "NOR"),
    "a5": ("Nils Hauge", "person", "NOR"),
}
ARTICLES = range(1, 6)


def span(words: str, start: int = 0) -> dict[str, Any]:
    """Words at a place."""
    return {"start": start, "end": start + len(words), "exact": words}


def cast() -> Cast:
    """The same five actors in each article, under the same ids."""
    named = [
        Named(article, id_, name, kind, country)
        for article in ARTICLES
        for id_, (name, kind, country) in NAMES.items()
    ]
    joined = tuple(join_actors(named))
    names = {(n.article, n.id): actor.name for actor in joined for n in actor.members}
    countries = {(n.article, n.id): n.country for n in named if n.country}
    return Cast(joined, names, countries)


def told(body: dict[str, Any], article: int = 1, day: str | None = None, source: str = "") -> Told:
    """A claim of an article, by default of its own source."""
    source = source or f"outlet {article}"
    return Told(article, f"id{article}", f"page{article}.html", day, source, body)


def event(words: str, trigger: str, object_: str | None = None, **fields: Any) -> dict[str, Any]:
    """An event whose trigger and object stand in `words`."""
    return {
        "id": "e1",
        "type": "AGREE",
        "move": "agree",
        "actors": ["a1"],
        "recipients": [],
        "status": "realised",
        "trigger": span(trigger, words.index(trigger)),
        "object": None if object_ is None else span(object_, words.index(object_)),
        "evidence": span(words),
        "time": None,
        "place": None,
        "reported_by": None,
        **fields,
    }


def meeting(words: str = "Talks open.", **fields: Any) -> dict[str, Any]:
    """A meeting of Norway and Iceland."""
    return {
        "id": "m1",
        "kind": "talks",
        "parties": ["a1", "a2"],
        "status": "planned",
        "time": None,
        "place": None,
        "delegations": [],
        "events": [],
        "evidence": [span(words)],
        **fields,
    }


def position(
    issue: str, stance: str, condition: str | None = None, **fields: Any
) -> dict[str, Any]:
    """A position of Norway."""
    return {
        "id": "p1",
        "actor": "a1",
        "issue": issue,
        "stance": stance,
        "condition": None if condition is None else span(condition),
        **fields,
    }


def statement(
    words: str, content: str, act: str, actor: str | None, start: int = 0
) -> dict[str, Any]:
    """A statement whose content stands in `words`."""
    return {
        "id": "s1",
        "act": act,
        "actor": actor,
        "content": [span(content, start + words.index(content))],
        "evidence": span(words, start),
    }


def on(value: str) -> dict[str, Any]:
    """A time."""
    return {"span": span(value), "value": value, "precision": "day", "old": False}


def at(name: str) -> dict[str, Any]:
    """A place."""
    return {"span": span(name), "name": name, "country": None}
