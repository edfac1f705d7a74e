"""Conflicts: where the articles of a story contradict each other, the versions side by side.

    conflicts(collection, story_id) -> list[Conflict]      in order of day
    Conflict.kind       denial: somebody says so, somebody else denies it
                        number: one quantity is told with other figures
                        meeting: one meeting is told with another day, place or head
    Conflict.versions   two or more, those told by most independent sources first; of a denial the
                        claim, then the denial
    Version.reports     every article that tells it, with the words (a span of its text) and by
                        whom they were said

Nothing here decides who is right.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from copydesk.collection.across.denials import Denial, denials
from copydesk.collection.across.figures import Figure, figures, rival_figures
from copydesk.collection.across.meetings_joined import conflicts as meeting_conflicts
from copydesk.collection.across.meetings_joined import join_meetings
from copydesk.collection.across.told import Cast, Telling, Told, telling
from copydesk.collection.collection import Collection


class ConflictKind(StrEnum):
    """What sort of contradiction."""

    DENIAL = "denial"
    NUMBER = "number"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class VersionReport:
    """An article that tells a version: `start` and `end` are code points of its text, `by` is the
    joined name of who said it, None where the article says it itself."""

    article: str
    location: str
    date: str | None
    start: int
    end: int
    exact: str
    by: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """One of the things told. `sources` counts independent ones."""

    value: str
    sources: int
    reports: tuple[VersionReport, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Versions that cannot all be true at once.

    `subject` says of what, in the articles' words. `day` is the first day on which there were two
    versions (None where undated). `update` is True where each version was told later than the one
    before it, so that it may be news and no contradiction.
    """

    kind: ConflictKind
    subject: str
    day: str | None
    update: bool
    versions: tuple[Version, ...]

    def as_json(self) -> dict[str, Any]:
        """An object for JSON."""
        return asdict(self)


def conflicts(collection: Collection, story_id: str) -> list[Conflict]:
    """All contradictions within a story, in order of day, the undated last.

    Raises:
        CollectionError: There is no such story.
    """
    with telling(collection, story_id) as found:
        return conflicts_of(found)


def conflicts_of(found: Telling) -> list[Conflict]:
    """The contradictions in what a story's articles tell."""
    cast, statements = found.cast, found.claims("statements")
    events = found.claims("events")
    meetings = join_meetings(found.claims("meetings"), cast)
    counted = figures(found.db, found.articles, statements)
    all_found = [_denial(denial, cast) for denial in denials(statements, events, cast)]
    all_found += [_numbers(group, cast) for group in rival_figures(counted)]
    for group in meetings:
        all_found += _meeting(group, cast)
    return sorted(all_found, key=lambda c: (c.day or "9999", c.kind, c.subject))


def _denial(found: Denial, cast: Cast) -> Conflict:
    claims = [_report(claim, claim.body["evidence"], _sayer(claim, cast)) for claim in found.claims]
    denied = [
        _report(again, again.body["evidence"], cast.name(again, again.body["actor"]))
        for again in found.denied
    ]
    return Conflict(
        ConflictKind.DENIAL,
        claims[0].exact,
        _second_day([claims, denied]),
        False,
        (
            Version("said", len({claim.source for claim in found.claims}), tuple(claims)),
            Version("denied", len({again.source for again in found.denied}), tuple(denied)),
        ),
    )


def _numbers(group: Sequence[Figure], cast: Cast) -> Conflict:
    by_value: dict[str, list[Figure]] = {}
    for figure in group:
        by_value.setdefault(figure.shown, []).append(figure)
    versions = [
        Version(
            shown,
            len({f.source for f in told_so}),
            tuple(
                VersionReport(
                    f.article,
                    f.location,
                    f.date,
                    f.start,
                    f.end,
                    f.exact,
                    cast.names.get((f.key, f.actor)) if f.actor else None,
                )
                for f in told_so
            ),
        )
        for shown, told_so in by_value.items()
    ]
    return _sorted(ConflictKind.NUMBER, group[0].subject, versions)


def _meeting(group: Sequence[Told], cast: Cast) -> Iterable[Conflict]:
    parties = sorted({name for report in group for name in cast.all_names(report, "parties")})
    what = f"{group[0].body['kind']} {', '.join(parties)}"
    of = {(report.article, report.location): report for report in group}
    for conflict in meeting_conflicts(group, cast):
        versions = [
            Version(
                value["value"],
                value["sources"],
                tuple(
                    _report(report, report.body["evidence"][0], None)
                    for (article, _), report in of.items()
                    if article in value["articles"]
                ),
            )
            for value in conflict["values"]
        ]
        yield _sorted(ConflictKind.MEETING, f"{conflict['field']}: {what}", versions)


def _sorted(kind: ConflictKind, subject: str, versions: list[Version]) -> Conflict:
    """With the versions of most sources first, or, where each is later than the last, in order."""
    days = [sorted(r.date for r in v.reports if r.date) for v in versions]
    in_time = sorted(range(len(versions)), key=lambda n: days[n][:1])
    update = all(days) and all(
        days[one][-1] < days[other][0] for one, other in itertools.pairwise(in_time)
    )
    if update:
        versions = [versions[n] for n in in_time]
    else:
        versions = sorted(versions, key=lambda v: -v.sources)  # of equals the first told
    day = _second_day([v.reports for v in versions])
    return Conflict(kind, subject, day, update, tuple(versions))


def _second_day(versions: Iterable[Sequence[VersionReport]]) -> str | None:
    """The day by which two versions were told."""
    firsts = sorted(
        min((r.date for r in reports if r.date), default="9999") for reports in versions
    )
    return None if firsts[1] == "9999" else firsts[1]


def _sayer(claim: Told, cast: Cast) -> str | None:
    """Who makes a claim: an accusation is one by itself."""
    accuses = claim.body["type"] == "ACCUSE" and claim.body["actors"]
    return cast.name(claim, accuses[0] if accuses else claim.body.get("reported_by"))


def _report(claim: Told, span: dict[str, Any], by: str | None) -> VersionReport:
    return VersionReport(
        claim.article, claim.location, claim.date, span["start"], span["end"], span["exact"], by
    )
