"""What people joined and parted, laid over what the machine joined: actors, and stories.

A ref to an actor is {"name", "kind"} for all of that name, with "article" (an id) for that
article's alone. A ref to a story is one of its articles: {"article", "place", "title"}. A parting
says that the first ref is none of the others. Judgements are applied in order of time, so the
last word stands.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from copydesk.collection.corrections.corrections import Action, Correction, joinings
from copydesk.collection.named import Named


def actors_overlaid(db: sqlite3.Connection, groups: Sequence[Sequence[Named]]) -> list[list[Named]]:
    """Groups of actors that the machine took for one each, as people say they are."""
    judged = joinings(db, "actors")
    if not judged:
        return [list(group) for group in groups]
    numbers = {named.article for group in groups for named in group}
    marks = ", ".join(map(str, numbers))
    ids = dict(db.execute(f"SELECT article, id FROM articles WHERE article IN ({marks})"))
    return regrouped(groups, judged, ids)


def regrouped(
    groups: Sequence[Sequence[Named]], judged: Iterable[Correction], ids: Mapping[int, str]
) -> list[list[Named]]:
    """The same groups with the judgements applied. `ids` are those of articles by number."""
    out = [list(group) for group in groups]
    for correction in judged:
        if correction.action is Action.MERGE:
            hit = [g for g in out if any(_is(n, r, ids) for n in g for r in correction.refs)]
            if len(hit) > 1:
                hit[0].extend(named for group in hit[1:] for named in group)
                out = [g for g in out if not any(g is other for other in hit[1:])]
            continue
        first, others = correction.refs[0], correction.refs[1:]
        for group in list(out):
            leaving = [n for n in group if _is(n, first, ids)]
            staying = [n for n in group if n not in leaving]
            if leaving and any(_is(n, other, ids) for n in staying for other in others):
                group[:] = staying
                out.append(leaving)
    return out


def names_of(db: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """A name with those that people say stand for the same actor, in alphabetical order."""
    judged = joinings(db, "actors")
    known = {(ref["name"], ref["kind"]) for c in judged for ref in c.refs if "article" not in ref}
    alone = [[Named(0, "", known_name, kind)] for known_name, kind in sorted(known)]
    same = {name}
    for group in regrouped(alone, judged, {}):
        if any(named.name == name for named in group):
            same |= {named.name for named in group}
    return tuple(sorted(same))


def others_of_name(db: sqlite3.Connection, name: str) -> set[str]:
    """The ids of the articles in which people say that somebody else has this name."""
    apart: set[str] = set()
    for correction in joinings(db, "actors"):
        here = {
            ref["article"] for ref in correction.refs if ref["name"] == name and "article" in ref
        }
        whole = any(ref["name"] == name and "article" not in ref for ref in correction.refs)
        if here and whole:
            apart = apart | here if correction.action is Action.PART else apart - here
    return apart


def _is(named: Named, ref: Mapping[str, Any], ids: Mapping[int, str]) -> bool:
    if named.kind != ref.get("kind") or named.name.casefold() != str(ref.get("name")).casefold():
        return False
    return ref.get("article") is None or ids.get(named.article) == ref["article"]


Story = tuple[list[int], list[int]]  # numbers of articles: in line, and the most central first


class JudgedStories:
    """The judgements on stories that are in force, by the numbers that the articles have now.

    A copy that goes where its original goes stands for that.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._judged = [
            (correction.action, [_numbers(db, ref) for ref in correction.refs])
            for correction in joinings(db, "stories")
        ]

    def tied(self, article: int) -> str:
        """The numbers of the articles whose story somebody judged together with that of this one,
        with commas between them."""
        found = {
            key
            for _, refs in self._judged
            if any(article in numbers for numbers in refs)
            for numbers in refs
            for key in numbers
        }
        return ", ".join(str(key) for key in sorted(found))

    def overlaid(self, stories: Iterable[Story]) -> list[Story]:
        """Stories as the machine grouped them, as people say they are."""
        out = [(list(line), list(central)) for line, central in stories]
        members = {key for line, _ in out for key in line}
        for action, refs in self._judged:
            keys = [key for numbers in refs if (key := _first_of(numbers, members)) is not None]
            hit = [story for story in out if any(key in story[0] for key in keys)]
            if action is Action.MERGE and len(hit) > 1:
                for story in hit[1:]:
                    hit[0][0].extend(story[0])
                    hit[0][1].extend(story[1])
                out = [s for s in out if not any(s is other for other in hit[1:])]
            elif action is Action.PART and (leaver := _first_of(refs[0], members)) is not None:
                for story in hit:
                    if leaver in story[0] and any(k in story[0] for k in keys if k != leaver):
                        story[0].remove(leaver)
                        story[1].remove(leaver)
                        out.append(([leaver], [leaver]))
        return out


def _first_of(numbers: Sequence[int], members: set[int]) -> int | None:
    return next((number for number in numbers if number in members), None)


def _numbers(db: sqlite3.Connection, ref: Mapping[str, Any]) -> tuple[int, ...]:
    """The number of the article of a ref now, and that of the one that it is a copy of."""
    number = number_of(db, ref)
    row = db.execute("SELECT copy_of FROM copies WHERE article = ?", (number,)).fetchone()
    return tuple(n for n in (number, row and row[0]) if n is not None)


def number_of(db: sqlite3.Connection, ref: Mapping[str, Any]) -> int | None:
    """The number that the article of a ref has now; None where it is not in the collection."""
    row = db.execute(
        "SELECT page FROM pages JOIN articles ON article = page"
        " WHERE latest = 1 AND (place = ?1 OR id = ?2) ORDER BY place = ?1 DESC, page LIMIT 1",
        (bytes.fromhex(str(ref.get("place") or "")), ref.get("article")),
    ).fetchone()
    return None if row is None else int(row[0])
