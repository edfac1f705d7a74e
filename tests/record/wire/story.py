"""Story: an invented wire story with what it tells, written by hand, and what a record gets right.

A story file holds the text, then its annotation:

    2026-03-12 | Title
    Paragraphs of the story, a line each.
    == who
    P: Peru | Orla Menk                    a side, its names: one of them is enough
    == events
    AGREE offered | offered to reopen | P | C | place Lima | time 2026-03-12 | if Chile withdraws
    ?CONSULT planned | ...                 right or wrong, it counts neither way
    == meetings
    talks held | P, C | place Lima | time 2026-03-10 | team P: Orla Menk*, Aldo Ruiz

Types and statuses in turn with "/" are all right. The second field is the trigger as it stands in
the text ("met #2" is its second place). A side after "~" may be left off. `place -` and `time -`
claim that there is none; no `place` or `time` field claims nothing. A "*" marks who leads a team.
Events told more than once in the story's own right are annotated each time.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from copydesk.record.record import Actor, Event, Meeting, Record, Time


@dataclass(frozen=True, slots=True)
class Sides:
    """Sides that must be named and sides that may be; each a set of names of which one will do."""

    must: tuple[frozenset[str], ...]
    may: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class WantedEvent:
    """An event of the annotation. `at` are the offsets of its trigger in the text."""

    types: frozenset[str]
    statuses: frozenset[str]
    at: tuple[int, int]
    words: str
    actors: Sides
    recipients: Sides
    place: str | None = None
    time: str | None = None
    condition: str | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True)
class WantedMeeting:
    """A meeting of the annotation; `teams` maps a party to its members, the leader with "*"."""

    kinds: frozenset[str]
    statuses: frozenset[str]
    parties: Sides
    place: str | None = None
    time: str | None = None
    teams: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = ()
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Story:
    """A story, and what a right record of it holds."""

    name: str
    published: str
    title: str
    text: str
    events: tuple[WantedEvent, ...]
    meetings: tuple[WantedMeeting, ...]


@dataclass(slots=True)
class Marks:
    """What of one or more stories came out right. `right` and `of` count by field."""

    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def mark(self, what: str, ok: bool, told: str = "") -> bool:
        """Count one thing."""
        self.right[what] += ok
        self.of[what] += 1
        if not ok:
            self.wrong.append(f"{what}: {told}")
        return ok

    def share(self, what: str) -> float:
        """The share that is right, 0 to 1; 1 where there is nothing to get right."""
        return self.right[what] / self.of[what] if self.of[what] else 1.0


def read_story(path: Path) -> Story:
    """A story from its file.

    Raises:
        ValueError: A line of the annotation cannot be read, or its trigger is not in the text.
    """
    parts = re.split(r"^== (\w+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    published, _, title = parts[0].split("\n", 1)[0].partition(" | ")
    text = parts[0].split("\n", 1)[1].strip()
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    who = {}
    for line in sections.get("who", "").splitlines():
        key, _, names = line.partition(":")
        who[key.strip()] = frozenset(n.strip().lower() for n in names.split("|"))
    events = tuple(_event(line, text, who) for line in _lines(sections, "events"))
    meetings = tuple(_meeting(line, who) for line in _lines(sections, "meetings"))
    return Story(path.stem, published, title, text, events, meetings)


def _lines(sections: dict[str, str], name: str) -> Iterator[str]:
    return (line for line in sections.get(name, "").splitlines() if line.strip())


def _event(line: str, text: str, who: dict[str, frozenset[str]]) -> WantedEvent:
    fields = [f.strip() for f in line.split("|")]
    types, _, statuses = fields[0].lstrip("?").partition(" ")
    words, _, count = fields[1].partition(" #")
    places = [m.start() for m in re.finditer(rf"\b{re.escape(words)}\b", text)]
    if len(places) < int(count or 1):
        raise ValueError(f"not in the story: {words!r}")
    start = places[int(count or 1) - 1]
    rest = fields[4:]
    return WantedEvent(
        frozenset(types.split("/")),
        frozenset(statuses.split("/")),
        (start, start + len(words)),
        words,
        _sides(fields[2], who),
        _sides(fields[3], who),
        _told(rest, "place"),
        _told(rest, "time"),
        next((f for f in rest if f and f.split()[0] not in ("place", "time")), None),
        counts=not fields[0].startswith("?"),
    )


def _meeting(line: str, who: dict[str, frozenset[str]]) -> WantedMeeting:
    fields = [f.strip() for f in line.split("|")]
    kinds, _, statuses = fields[0].lstrip("?").partition(" ")
    teams = []
    for told in (f.removeprefix("team ") for f in fields[2:] if f.startswith("team ")):
        party, _, members = told.partition(":")
        teams.append((who[party.strip()], tuple(m.strip().lower() for m in members.split(","))))
    return WantedMeeting(
        frozenset(kinds.split("/")),
        frozenset(statuses.split("/")),
        _sides(fields[1], who),
        _told(fields, "place"),
        _told(fields, "time"),
        tuple(teams),
        counts=not fields[0].startswith("?"),
    )


def _told(fields: Iterable[str], name: str) -> str | None:
    return next((f.removeprefix(name).strip() for f in fields if f.split(" ")[0] == name), None)


def _sides(told: str, who: dict[str, frozenset[str]]) -> Sides:
    keys = [k.strip() for k in told.split(",") if k.strip() not in ("", "-")]
    try:
        return Sides(
            tuple(who[k] for k in keys if not k.startswith("~")),
            tuple(who[k[1:]] for k in keys if k.startswith("~")),
        )
    except KeyError as missing:
        raise ValueError(f"nobody is called {missing} in {told!r}") from None


def compare(story: Story, record: Record) -> Marks:
    """What of a story its record gets right, by field."""
    marks = Marks()
    cast = {actor.id: actor for actor in record.actors}
    paired = _pairs(story.events, record.events)
    for wanted in story.events:
        event = paired.get(wanted)
        if event is None:
            if wanted.counts:
                marks.mark("event found", False, f"{story.name}: {wanted.words}")
            continue
        if wanted.counts:
            marks.mark("event found", True)
            _mark_event(marks, story, wanted, event, cast)
    known = set(paired.values())
    for event in record.events:
        if event not in known:
            told = f"{story.name}: {event.type} {event.status} {event.trigger.exact!r}"
            marks.mark("event told", False, told)
            done = event.status.value == "realised"
            unreal = done and any(
                w.at[0] < event.trigger.end
                and event.trigger.start < w.at[1]
                and "realised" not in w.statuses
                for w in story.events
            )
            marks.mark("told done rightly", not unreal, told)
        else:
            marks.mark("event told", True)
    _mark_meetings(marks, story, record, cast)
    return marks


def _pairs(wanted: Iterable[WantedEvent], events: Iterable[Event]) -> dict[WantedEvent, Event]:
    """Events whose triggers share a place or, being of one type, a sentence; best first."""
    scored = []
    for n, w in enumerate(wanted):
        for e in events:
            shared = min(w.at[1], e.trigger.end) - max(w.at[0], e.trigger.start)
            typed = e.type.value in w.types
            beside = typed and e.evidence.start <= w.at[0] < e.evidence.end
            if shared > 0 or beside:
                scored.append((shared > 0, typed, shared, -n, e.id, w, e))
    out: dict[WantedEvent, Event] = {}
    for *_, w, e in sorted(scored, key=lambda s: s[:5], reverse=True):
        if w not in out and e not in out.values():
            out[w] = e
    return out


_RECIPROCAL = ("AGREE", "CONSULT", "COOPERATE")  # "A met B" is "B met A"


def _mark_event(
    marks: Marks, story: Story, wanted: WantedEvent, event: Event, cast: dict[str, Actor]
) -> None:
    told = f"{story.name}: {wanted.words!r}"
    actors, recipients = list(event.actors), list(event.recipients)
    if event.type.value in _RECIPROCAL:
        everybody = list(dict.fromkeys([*actors, *recipients]))
        actors = [a for a in everybody if _is_one(a, wanted.actors, cast)]
        recipients = [a for a in everybody if _is_one(a, wanted.recipients, cast)]
        stranger = [a for a in everybody if a not in (*actors, *recipients)]
        recipients += stranger
    checks = (
        ("type", event.type.value in wanted.types, event.type.value),
        ("status", event.status.value in wanted.statuses, event.status.value),
        ("actors", _same_sides(wanted.actors, actors, cast), _names(event.actors, cast)),
        (
            "recipients",
            _same_sides(wanted.recipients, recipients, cast),
            _names(event.recipients, cast),
        ),
        ("place", _same_place(wanted.place, event), event.place and event.place.name),
        ("time", _same_time(wanted.time, event.time), event.time and event.time.value),
        (
            "condition",
            _same_words(wanted.condition, event),
            event.condition and event.condition.exact,
        ),
    )
    marks.mark(
        "told done rightly",
        event.status.value != "realised" or "realised" in wanted.statuses,
        told,
    )
    all_right = True
    for what, ok, got in checks:
        all_right &= marks.mark(what, ok, f"{told}: {got}")
    marks.right["all fields"] += all_right
    marks.of["all fields"] += 1


def _names(ids: Iterable[str], cast: dict[str, Actor]) -> list[str]:
    return [cast[i].name for i in ids]


def _is(actor: Actor, names: frozenset[str]) -> bool:
    own = {actor.name.lower(), *(m.exact.lower() for m in actor.mentions)}
    own |= {n.removeprefix("the ").removesuffix("’s").removesuffix("'s") for n in own}
    return bool(own & names)


def _is_one(actor_id: str, sides: Sides, cast: dict[str, Actor]) -> bool:
    return any(_is(cast[actor_id], names) for names in (*sides.must, *sides.may))


def _same_sides(sides: Sides, ids: list[str], cast: dict[str, Actor]) -> bool:
    found = all(any(_is(cast[i], names) for i in ids) for names in sides.must)
    return found and all(_is_one(i, sides, cast) for i in ids)


def _same_place(wanted: str | None, told: Event | Meeting) -> bool:
    if wanted is None:
        return True
    if wanted == "-":
        return told.place is None
    return told.place is not None and wanted.lower() in told.place.name.lower()


def _same_time(wanted: str | None, told: Time | None) -> bool:
    if wanted is None:
        return True
    if wanted == "-":
        return told is None or told.value is None
    if told is None or told.value is None:
        return False
    low, high = _days(wanted), _days(told.value)
    return low[0] <= high[1] and high[0] <= low[1]


def _days(value: str) -> tuple[str, str]:
    """The first and last ISO day of a day, month, year or range; any number of hours left off."""
    first, last = value.split("/")[0][:10], value.split("/")[-1][:10]
    if len(last) == 7:
        year, month = int(last[:4]), int(last[5:])
        after = datetime.date(year + month // 12, month % 12 + 1, 1)
        last = (after - datetime.timedelta(1)).isoformat()
    return (first + "-01-01")[:10], (last + "-12-31")[:10]


def _same_words(wanted: str | None, event: Event) -> bool:
    if wanted is None:
        return event.condition is None
    if event.condition is None:
        return False
    got = event.condition.exact
    return wanted in got or got in wanted


def _mark_meetings(marks: Marks, story: Story, record: Record, cast: dict[str, Actor]) -> None:
    scored = [
        (_alike(w, m, cast), -n, -k)
        for n, w in enumerate(story.meetings)
        for k, m in enumerate(record.meetings)
    ]
    paired: dict[int, int] = {}
    for alike, n, k in sorted(scored, reverse=True):
        if alike >= 3 and -n not in paired and -k not in paired.values():
            paired[-n] = -k
    left = [m for k, m in enumerate(record.meetings) if k not in paired.values()]
    for n, wanted in enumerate(story.meetings):
        found = record.meetings[paired[n]] if n in paired else None
        told = f"{story.name}: {sorted(wanted.kinds)} {wanted.place} {wanted.time}"
        if not wanted.counts:
            continue
        if not marks.mark("meeting found", found is not None, told) or found is None:
            continue
        ids = [*found.parties, *found.hosts, *found.mediators]
        must = all(any(_is(cast[i], names) for i in ids) for names in wanted.parties.must)
        no_more = all(_is_one(i, wanted.parties, cast) for i in found.parties)
        checks = (
            ("meeting status", found.status.value in wanted.statuses, found.status.value),
            ("meeting parties", must and no_more, _names(found.parties, cast)),
            ("meeting place", _same_place(wanted.place, found), found.place and found.place.name),
            ("meeting time", _same_time(wanted.time, found.time), found.time and found.time.value),
        )
        for what, ok, got in checks:
            marks.mark(what, ok, f"{told}: {got}")
        _mark_teams(marks, told, wanted, found, cast)
    for meeting in left:
        marks.mark(
            "meeting told",
            False,
            f"{story.name}: {meeting.kind} {meeting.status} {_names(meeting.parties, cast)} "
            f"{meeting.evidence[0].exact!r}",
        )
    marks.right["meeting told"] += len(record.meetings) - len(left)
    marks.of["meeting told"] += len(record.meetings) - len(left)


def _alike(wanted: WantedMeeting, found: Meeting, cast: dict[str, Actor]) -> int:
    ids = [*found.parties, *found.hosts]
    common = sum(any(_is(cast[i], n) for i in ids) for n in wanted.parties.must)
    place = wanted.place not in (None, "-") and _same_place(wanted.place, found)
    time = wanted.time not in (None, "-") and _same_time(wanted.time, found.time)
    fixed = wanted.place in (None, "-") and wanted.time in (None, "-")
    status = found.status.value in wanted.statuses
    own = 2 * place + 2 * time + (2 if fixed and status else 0)
    if own and not wanted.parties.must:
        common = 1  # a conference, whoever comes
    told = status + (found.kind.value in wanted.kinds)
    against = _apart(wanted.time, found.time)
    return common + own + told if common and not against and (own or common > 1) else 0


def _apart(wanted: str | None, told: Time | None) -> bool:
    """Whether two times are both known and differ."""
    known = wanted not in (None, "-") and told is not None and told.value is not None
    return known and not _same_time(wanted, told)


def _mark_teams(
    marks: Marks, told: str, wanted: WantedMeeting, found: Meeting, cast: dict[str, Actor]
) -> None:
    got = {
        (d.party, member, member == d.head)
        for d in found.delegations
        if d.party is not None
        for member in (*((d.head,) if d.head else ()), *d.members)
    }
    used = set()
    for names, members in wanted.teams:
        for member in members:
            name, leads = member.removesuffix("*"), member.endswith("*")
            right = {
                g
                for g in got
                if _is(cast[g[0]], names) and name in cast[g[1]].name.lower() and g[2] == leads
            }
            used |= right
            marks.mark("team member", bool(right), f"{told}: {member}")
    for party, member, _ in sorted(got - used) if wanted.teams else ():
        marks.mark("team member", False, f"{told}: {cast[member].name} of {cast[party].name}")


def add(total: Marks, one: Marks) -> None:
    """Pool two counts."""
    total.right += one.right
    total.of += one.of
    total.wrong += one.wrong
