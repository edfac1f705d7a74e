"""Positions over time: where each actor of a story stands on an issue, and when that changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from copydesk.collection.across.told import Cast, Told, about, same_subject, telling
from copydesk.collection.collection import Collection

_SAME_NEWS_DAYS = 3  # a stance told again within these days is another report, not a new word


def positions_over_time(collection: Collection, story_id: str) -> list[dict[str, Any]]:
    """The positions of a story's actors, by actor and issue, in order of publication.

    Each is the contract's object with `article`, `location`, `date`, `name` (of the actor, joined
    over articles), `country` (the actor's, None where unknown), `topic` (the issue in its first
    words), `reports`, `sources` (independent ones), `corrected` (whether people changed or added
    it) and `changed_from`: the stance before it on this issue where that was another, else None.

    Raises:
        CollectionError: There is no such story.
    """
    with telling(collection, story_id) as found:
        return over_time(found.claims("positions"), found.cast)


def over_time(positions: Iterable[Told], cast: Cast) -> list[dict[str, Any]]:
    """The rows of `positions_over_time` from positions in line."""
    rows: list[dict[str, Any]] = []
    for name, by_issue in _by_actor_and_issue(positions, cast).items():
        for issue in by_issue:
            rows += _over_time(name, issue, cast)
    return rows


def _by_actor_and_issue(found: Iterable[Told], cast: Cast) -> dict[str, list[list[Told]]]:
    """Positions in line, by joined name and then by issue, in order of first appearance."""
    actors: dict[str, list[list[Told]]] = {}
    named = {word for actor in cast.actors if actor.country for word in about(actor.name)}
    for position in found:
        name = cast.name(position, position.body["actor"]) or position.body["actor"]
        issues = actors.setdefault(name, [])
        words = about(position.body["issue"]) - named or about(position.body["issue"])
        for issue in issues:
            first = about(issue[0].body["issue"])
            if same_subject(words, first - named or first):
                issue.append(position)
                break
        else:
            issues.append([position])
    return actors


def _over_time(name: str, issue: list[Told], cast: Cast) -> list[dict[str, Any]]:
    """One row for each time that the stance was told anew or was another."""
    groups: list[list[Told]] = []
    for position in issue:
        same = [g for g in groups if _is_same_word(g[0], position)]
        if same:
            same[-1].append(position)
        else:
            groups.append([position])
    rows = []
    for number, group in enumerate(groups):
        first = group[0]
        before = groups[number - 1][0] if number else None
        changed = before is not None and _stance(before) != _stance(first)
        rows.append(
            {
                **first.body,
                "name": name,
                "country": cast.country(first, first.body["actor"]),
                "topic": issue[0].body["issue"],
                "article": first.article,
                "location": first.location,
                "date": first.date,
                "reports": [report.report() for report in group],
                "sources": len({report.source for report in group}),
                "corrected": first.corrected,
                "changed_from": (
                    {
                        "stance": before.body["stance"],
                        "condition": before.body.get("condition"),
                        "date": before.date,
                        "article": before.article,
                        "id": before.body["id"],
                    }
                    if before is not None and changed
                    else None
                ),
            }
        )
    return rows


def _stance(position: Told) -> tuple[str, bool]:
    return position.body["stance"], bool(position.body.get("condition"))


def _is_same_word(first: Told, again: Told) -> bool:
    """Whether a later report tells the same stance of the same days."""
    if _stance(first) != _stance(again):
        return False
    if first.date is None or again.date is None:
        return first.source == again.source
    gap = dt.date.fromisoformat(again.date) - dt.date.fromisoformat(first.date)
    return gap.days <= _SAME_NEWS_DAYS
