"""Joining and parting: an actor under several names, articles that belong to one story or not."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from copydesk.collection.collection import Collection
from copydesk.collection.corrections.corrections import (
    Action,
    Correction,
    CorrectionError,
    joinings,
)
from copydesk.collection.corrections.joins import names_of, others_of_name
from copydesk.collection.corrections.make import article_ref, join
from copydesk.collection.corrections.recorded import Recorded, named_by_people
from copydesk.collection.stories.stories import Story, story
from copydesk.desk.corrections import attempted
from copydesk.desk.render import actor_address, opened, page, story_at
from copydesk.desk.who import Form, by, first, name_of, taking_form
from copydesk.errors import CollectionError

NEARBY = 60  # stories offered to be joined with, those nearest in time
MOST_ARTICLES = 400  # of an actor that are looked through for other names
MOST_NAMES = 200
_STORY = re.compile(r"story-[0-9a-f]+")


def joining_story(request: Request) -> Response:
    """The page on which a story is joined with another, or articles leave it."""
    with opened(request) as collection:
        found = story_at(collection, request)
        with collection.reading() as db:
            others = db.execute(
                "SELECT id, name, first_day, last_day FROM stories WHERE id != ?1 ORDER BY"
                " abs(julianday(coalesce(last_day, '9999-01-01'))"
                " - julianday(coalesce(?2, '9999-01-01'))), id LIMIT ?3",
                (found.id, found.last, NEARBY),
            ).fetchall()
            ids = {article.id for article in found.articles}
            judged = [
                c for c in joinings(db, "stories") if any(r["article"] in ids for r in c.refs)
            ]
    return page(
        "corrections_story.html",
        story=found,
        others=others,
        judged=judged,
        here=f"/corrections/stories/{found.id}",
        me=name_of(request),
    )


@taking_form
def join_stories(request: Request, form: Form) -> Response:
    """Take it that two stories are one, or that articles are of another story."""
    made: list[Correction] = []

    def make(collection: Collection) -> None:
        found = story_at(collection, request)
        if first(form, "action") == Action.PART:
            leaving, stays = _leaving(collection, found, form.get("article", []))
            sets = [[ref, stays] for ref in leaving]
            made.extend(join(collection, Action.PART, "stories", sets, by(request)))
            if len(leaving) > 1:  # they are of another story, not of as many others
                join(collection, Action.MERGE, "stories", [leaving], by(request))
            return
        given = first(form, "other") or first(form, "address")
        named = _STORY.search(given)
        try:
            other = story(collection, named[0] if named else "")
        except CollectionError as error:
            raise CorrectionError("story", "is not here", "choose one of the list") from error
        with collection.reading() as db:
            refs = [_ref(db, s.articles[0].key) for s in (found, other)]
        made.extend(join(collection, Action.MERGE, "stories", [refs], by(request)))

    problem, status = attempted(request, make)
    if problem is not None:
        return page("corrections_problem.html", status=status, problem=problem)
    return RedirectResponse(_story_of(request, made[0].refs[-1]), 303)


def _leaving(
    collection: Collection, found: Story, ids: list[str]
) -> tuple[list[Mapping[str, Any]], Mapping[str, Any]]:
    """The articles that leave a story, and one that stays in it. Copies go with their originals,
    and originals with their copies."""
    chosen = [a for a in found.articles if a.id in ids]
    gone = {a.id for a in chosen} | {a.copy_of for a in chosen}
    stays = next((a for a in found.articles if not {a.id, a.copy_of} & (gone - {None})), None)
    if not chosen or stays is None:
        raise CorrectionError("articles", "all or none would leave", "choose some, but not all")
    with collection.reading() as db:
        return [_ref(db, a.key) for a in chosen], _ref(db, stays.key)


def _ref(db: sqlite3.Connection, key: int) -> Mapping[str, Any]:
    return article_ref(db, key)


def _story_of(request: Request, ref: Mapping[str, Any]) -> str:
    """Where the story is now that an article belongs to."""
    with opened(request) as collection, collection.reading() as db:
        row = db.execute(
            "SELECT stories.id FROM stories JOIN story_articles USING (story)"
            " JOIN articles USING (article) WHERE articles.id = ?",
            (ref["article"],),
        ).fetchone()
    return f"/stories/{row['id']}" if row else "/"


def joining_actor(request: Request) -> Response:
    """The page on which an actor is joined with other names, or parted from them."""
    name = request.path_params["name"]
    with opened(request) as collection, collection.reading() as db:
        kinds = _kinds(db, name)
        if not kinds:
            raise HTTPException(404)
        same = [other for other in names_of(db, name) if other != name]
        judged = [c for c in joinings(db, "actors") if any(r["name"] == name for r in c.refs)]
        others = _beside(db, name, {name, *same})
        apart = others_of_name(db, name)
        articles = [row for row in _articles(db, name) if row["id"] not in apart]
    return page(
        "corrections_actor.html",
        name=name,
        kind=kinds[0],
        same=same,
        others=others,
        articles=articles if len(articles) > 1 else [],
        judged=judged,
        here=f"/corrections{actor_address(name)}",
        me=name_of(request),
    )


@taking_form
def join_actors(request: Request, form: Form) -> Response:
    """Take it that other names stand for an actor, too, or that they do not."""
    name = request.path_params["name"]
    action = Action.PART if first(form, "action") == Action.PART else Action.MERGE

    def make(collection: Collection) -> None:
        with collection.reading() as db:
            kinds = _kinds(db, name)
            if not kinds:
                raise HTTPException(404)
            chosen = [_actor(db, other) for other in form.get("other", [])]
            held = {row["id"] for row in _articles(db, name)}
        this = {"name": name, "kind": kinds[0]}
        ids = list(dict.fromkeys(i for i in form.get("article", []) if i in held))
        if ids and len(ids) == len(held):
            raise CorrectionError("articles", "all are chosen", "leave one where it is meant")
        sets = [[other, this] for other in (*chosen, *({**this, "article": i} for i in ids))]
        if action is Action.MERGE:
            sets = [[this, *chosen]]
        if not chosen and not ids:
            raise CorrectionError("names", "none is chosen", "choose one or more")
        join(collection, action, "actors", sets, by(request))

    problem, status = attempted(request, make)
    if problem is not None:
        return page("corrections_problem.html", status=status, problem=problem)
    return RedirectResponse(f"/corrections{actor_address(name)}", 303)


def _actor(db: sqlite3.Connection, name: str) -> dict[str, str]:
    kinds = _kinds(db, name)
    if not kinds:
        raise CorrectionError("name", f"{name[:60]!r} is no actor here", "choose one of the list")
    return {"name": name, "kind": kinds[0]}


def _articles(db: sqlite3.Connection, name: str) -> list[sqlite3.Row]:
    """The latest articles that name somebody so, the newest first."""
    return db.execute(
        "SELECT DISTINCT a.article, a.id, a.title, a.first_day FROM actors c"
        " JOIN articles a USING (article) JOIN pages ON page = c.article"
        " WHERE c.name = ? AND latest = 1 ORDER BY a.first_day DESC, a.article DESC LIMIT ?",
        (name, MOST_ARTICLES),
    ).fetchall()


def _kinds(db: sqlite3.Connection, name: str) -> list[str]:
    """What records, or people, take an actor of this name for, the commonest first."""
    rows = db.execute(
        "SELECT kind FROM actors WHERE name = ? GROUP BY kind ORDER BY count(*) DESC, kind", (name,)
    ).fetchall()
    recorded = Recorded(db)
    by_people = Counter(
        actor["kind"]
        for number in named_by_people(db, [name])
        for actor in recorded.claims(number, "actors")
        if actor["name"] == name
    )
    kinds = [row["kind"] for row in rows] + [kind for kind, _ in by_people.most_common()]
    return list(dict.fromkeys(kinds))


def _beside(db: sqlite3.Connection, name: str, known: set[str]) -> list[tuple[str, str, int]]:
    """Names in the stories of an actor with their kind and number of articles: first those that
    share a word with it, then those in most articles."""
    rows = db.execute(
        "SELECT name, kind, count(DISTINCT article) AS articles FROM actors WHERE article IN ("
        "SELECT article FROM story_articles WHERE story IN (SELECT story FROM story_articles"
        " WHERE article IN (SELECT article FROM actors WHERE name = ?1 LIMIT ?2)) LIMIT ?2)"
        " AND kind != 'unnamed' GROUP BY name, kind ORDER BY articles DESC, name",
        (name, MOST_ARTICLES),
    ).fetchall()
    words = {word.casefold() for word in name.split() if len(word) > 2}
    found = [
        (row["name"], row["kind"], row["articles"]) for row in rows if row["name"] not in known
    ]
    found.sort(key=lambda f: not words & {word.casefold() for word in f[0].split()})
    return found[:MOST_NAMES]


ROUTES = [
    Route("/corrections/stories/{id}", joining_story),
    Route("/corrections/stories/{id}", join_stories, methods=["POST"]),
    Route("/corrections/actors/{name:path}", joining_actor),
    Route("/corrections/actors/{name:path}", join_actors, methods=["POST"]),
]
