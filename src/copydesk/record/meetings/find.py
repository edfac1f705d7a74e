"""find_meetings: one Meeting for each that an article tells of, however often it names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from copydesk.article.span import Span
from copydesk.record.actors.cast import Cast, MentionKind
from copydesk.record.circle import two_sides
from copydesk.record.clauses import clause_of, governor
from copydesk.record.meetings.cluster import Cluster, cluster, sides_of
from copydesk.record.meetings.delegations import Seat, find_seats, is_unsure
from copydesk.record.meetings.lexicon import lexicon
from copydesk.record.meetings.mention import Mention
from copydesk.record.meetings.mentions import find_mentions
from copydesk.record.meetings.parties import body_of, side_of
from copydesk.record.parse import source_text
from copydesk.record.places import Gazetteer
from copydesk.record.record import (
    ActorKind,
    Delegation,
    Event,
    EventType,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Time,
)
from copydesk.record.times import Calendar
from copydesk.record.times.frame import Way

_TALKS = frozenset({MeetingKind.TALKS, MeetingKind.SUMMIT, MeetingKind.CONFERENCE})
_TEAMED = _TALKS | {MeetingKind.MEETING}
#: At most so many sentences are given as evidence of one meeting.
_EVIDENCE = 6
#: A team is told of at most so many tokens after the talks that it is at.
_BESIDE = 100


def find_meetings(
    doc: Doc,
    cast: Cast,
    events: Sequence[Event],
    calendar: Calendar,
    places: Gazetteer,
) -> tuple[Meeting, ...]:
    """The meetings of a parsed article, in the order of their first mention.

    Meetings are found by their own nouns and verbs; `events` are linked where they share words.
    """
    pair = two_sides(
        events,
        lambda a: side_of(cast, a),
        lambda a: cast.actor(a).kind not in (ActorKind.PERSON, ActorKind.UNNAMED),
    )
    pair = pair or _leading_pair(cast, events)
    mentions = [_with_both(cast, m, pair) for m in find_mentions(doc, cast, calendar, places)]
    clusters = cluster(cast, mentions)
    for home in clusters:
        definite = home.kind is MeetingKind.MEETING and home.mentions[0].definite
        if pair and not home.parties and (home.kind is MeetingKind.TALKS or definite):
            home.parties = pair  # of nobody named: the story's own
    _inherit_parties(cast, clusters)
    clusters = [c for c in clusters if _is_meeting(c)]
    for n, home in enumerate(clusters):
        _settle(home, cast, calendar, places, first=n == 0)
    seats = _seated(cast, clusters, find_seats(doc, cast), calendar)
    out: list[Meeting] = []
    for n, home in enumerate(clusters):
        out.append(_meeting(f"m{n + 1}", doc, cast, home, seats[n], _linked(doc, home, events)))
    out += _recurring(doc, calendar, clusters, out)
    return tuple(_with_earlier(out))


def _leading_pair(cast: Cast, events: Sequence[Event]) -> tuple[str, ...]:
    """The two that a story without two sides begins with, who deal with one another."""
    for event in events[:1]:
        who = tuple(dict.fromkeys((*event.actors, *event.recipients)))
        named = all(cast.actor(a).kind is not ActorKind.UNNAMED for a in who)
        if len(who) == 2 and event.reciprocal and named:
            return who
    return ()


def _with_both(cast: Cast, mention: Mention, pair: tuple[str, ...]) -> Mention:
    """ "The two sides have been meeting in Oslo": those of the story, and who meets with them."""
    if not mention.both or not pair:
        return mention
    others = [p for p in mention.parties if _counts(cast, p) == 0]
    known = [p for p in pair if p not in {side_of(cast, o) for o in others}]
    return replace(mention, parties=tuple(dict.fromkeys((*known, *others))), joined=True)


def _inherit_parties(cast: Cast, clusters: list[Cluster]) -> None:
    """Give rounds told without parties those of the article's talks."""
    main = next((c for c in clusters if c.explicit and c.kind in _TALKS), None)
    if main is None:
        main = next((c for c in clusters if c.explicit), None)
    if main is None:
        return
    lands = all(cast.actor(i).kind is ActorKind.COUNTRY for i in main.parties)
    sides = {side_of(cast, i) for i in main.parties}
    for home in clusters:
        if len(home.parties) == 1 and _counts(cast, home.parties[0]) in (len(sides), -1):
            # "The three ministers": one of each party.
            home.parties, home.explicit = main.parties, True
        if home is main or home.explicit or home.kind not in _TEAMED:
            continue
        if home.kind is MeetingKind.SUMMIT and home.mentions[0].fresh:
            continue  # "was in Oslo for a summit": another
        if main.kind not in _TALKS and home.kind in _TALKS and not lands:
            continue  # talks are not between those who met in person elsewhere
        own = {side_of(cast, i) for i in home.parties}
        if own <= sides and (home.kind in _TALKS or not own):
            home.parties = main.parties
            home.explicit = True
        elif home.number or home.sequence:
            # "Britain, which walked out of the second round": it was one more there.
            home.parties = tuple(dict.fromkeys((*main.parties, *home.parties)))


# Groups that a story means its own parties by.
_OWN = frozenset(
    "leaders sides parties delegations presidents ministers teams envoys negotiators countries "
    "governments neighbours neighbors capitals foreign prime".split()
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "both": 2}


def _counts(cast: Cast, actor_id: str) -> int:
    """How many a group is told to be: 3 for "the three ministers", -1 for plain "the leaders".

    0 where the group is some other.
    """
    actor = cast.actor(actor_id)
    if actor.kind is not ActorKind.GROUP:
        return 0
    words = actor.name.lower().removeprefix("the ").split()
    if words and set(words) <= _OWN:
        return -1
    return _NUMBERS.get(words[0], 0) if words else 0


def _is_meeting(home: Cluster) -> bool:
    if not home.parties and home.kind in _TALKS and (home.place or home.time):
        home.parties = home.hosts  # of a conference that nobody is named at but its host
    if not home.parties:
        # "The annual climate conference will be held in Antalya in 2026": of nobody named
        dated = home.time is not None or home.sequence < 0 or home.number is not None
        return home.kind in _TALKS and home.place is not None and dated
    if home.kind is MeetingKind.VISIT:
        off = home.status in (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED)
        return home.place is not None or (off and home.time is not None)
    vague = home.status in (MeetingStatus.UNCERTAIN, None) and home.place is None
    if vague and len(home.parties) < 2 and not home.hosts:
        return False  # "would enter negotiations if"
    if home.place is None and home.time is None:
        if home.status is None:
            return False
        told = any(m.joined for m in home.mentions) or home.number or home.sequence
        unmade = home.status in (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED)
        if not told and not unmade:
            return False  # "agreed to go on with negotiations"
    undone = home.status in (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED)
    sited = home.place is not None or home.time is not None
    return len(home.parties) > 1 or sited or undone


def _settle(
    home: Cluster, cast: Cast, calendar: Calendar, places: Gazetteer, *, first: bool
) -> None:
    """Bring status, time and place into line with each other and with the day of publication."""
    today = calendar.published
    stretch = home.time.stretch if home.time else None
    if home.status is None:
        home.status = MeetingStatus.UNCERTAIN
        if stretch is not None and today is not None:
            ahead = stretch.last > today
            home.status = MeetingStatus.PLANNED if ahead else MeetingStatus.HELD
        elif home.sequence:
            home.status = MeetingStatus.HELD if home.sequence < 0 else MeetingStatus.PLANNED
    fresh = first and stretch is None
    if stretch is not None and today is not None:
        if home.status is MeetingStatus.HELD and stretch.first > today:
            home.status = MeetingStatus.PLANNED
        elif home.status is MeetingStatus.PLANNED and stretch.last < today:
            home.status = MeetingStatus.HELD  # "refused to sign at a summit on Oct. 26"
        short = (stretch.last - stretch.first).days <= 3
        fresh = short and 0 <= (today - stretch.last).days <= 1
    if home.status is MeetingStatus.HELD and fresh and home.place is None and places.dateline:
        # The story was sent from where they met, unless from the capital of one of them.
        lands = {cast.actor(side_of(cast, i)).country for i in home.parties}
        if home.kind in _TALKS and places.dateline.country not in lands - {None}:
            home.place = places.dateline


def _seated(
    cast: Cast, clusters: list[Cluster], seats: list[Seat], calendar: Calendar
) -> list[list[Seat]]:
    """The seats of each meeting, in text order."""
    out: list[list[Seat]] = [[] for _ in clusters]
    for seat in seats:
        best = _home_of(cast, clusters, seat, calendar)
        if best is None:
            best = _beside(cast, clusters, seat)
        if best is not None:
            out[best].append(seat)
    for n, home in enumerate(clusters):
        if home.kind in _TALKS:
            out[n] += _heads(cast, home)
    return out


def _heads(cast: Cast, home: Cluster) -> list[Seat]:
    """Persons named as parties to talks, who stand for their countries: they lead."""
    sides = set(sides_of(cast, home))
    names = [(m.actor, m.head) for m in cast.mentions if m.kind is MentionKind.NAME]
    found = []
    for mention in home.mentions:
        low, high = mention.sentence
        if is_unsure(clause_of(cast.doc[mention.token])):
            continue
        for actor in mention.parties:
            side = side_of(cast, actor)
            if not any(
                a == actor
                and low <= head < high
                and clause_of(cast.doc[head]).i == clause_of(cast.doc[mention.token]).i
                for a, head in names
            ):
                continue
            if cast.actor(actor).kind is ActorKind.PERSON and side in sides and side != actor:
                found.append(Seat(side, actor, True, mention.sentence, None))
    return found


def _beside(cast: Cast, clusters: list[Cluster], seat: Seat) -> int | None:
    """The talks or conference of no named countries that a team is told of with, or just after.

    "The commission will meet in Bergen. Norway's team will be led by Lund": Norway is a party.
    """
    owner = side_of(cast, seat.owner)
    if cast.actor(owner).kind not in (ActorKind.COUNTRY, ActorKind.ORGANISATION):
        return None
    best: tuple[int, int] | None = None
    for n, home in enumerate(clusters):
        told = [m.token for m in home.mentions if m.token < seat.sentence[1]]
        people = [p for p in home.parties if cast.actor(p).kind is ActorKind.PERSON]
        lands = [p for p in home.parties if cast.actor(p).kind is ActorKind.COUNTRY]
        if home.kind not in _TEAMED or not told or people or set(lands) - {owner} - home.seated:
            continue
        if seat.sentence[1] - told[-1] < _BESIDE and (best is None or told[-1] > best[0]):
            best = told[-1], n
    if best is None:
        return None
    home = clusters[best[1]]
    home.parties = tuple(dict.fromkeys((*home.parties, owner)))
    home.seated.add(owner)
    return best[1]


def _party_of(cast: Cast, home: Cluster, seat: Seat) -> str | None:
    """The party of the meeting whose team a seat is in."""
    sides = sides_of(cast, home)
    for actor in (seat.owner, body_of(cast, seat.owner), side_of(cast, seat.owner)):
        if actor in sides:
            return actor
    # "The government team" of a government and its rebels.
    same = [p for p in sides if side_of(cast, p) == side_of(cast, seat.owner)]
    if len(same) != 1:
        sector = cast.actor(seat.owner).sector
        known = sector not in (None, "UNK")
        same = [
            p
            for p in sides
            if known
            and cast.actor(p).sector == sector
            and cast.actor(p).kind is not ActorKind.PERSON
        ]
        same = same if cast.actor(seat.owner).country is None else []
    return same[0] if len(same) == 1 else None


def _home_of(cast: Cast, clusters: list[Cluster], seat: Seat, calendar: Calendar) -> int | None:
    """The meeting that a seat is at: told in the same sentence, else the one the tense fits."""
    ranked = []
    for n, home in enumerate(clusters):
        if home.kind not in _TEAMED or _party_of(cast, home, seat) is None:
            continue
        told = [m for m in home.mentions if m.token < seat.sentence[1]]
        same = any(m.sentence == seat.sentence and not _looks_back(m) for m in home.mentions)
        ahead = home.status in (MeetingStatus.PLANNED, MeetingStatus.PROPOSED)
        old = home.sequence < 0 or (
            home.time is not None
            and home.time.stretch is not None
            and home.time.stretch.old(calendar.published)
        )
        fits = {Way.FUTURE: ahead, Way.PAST: home.status is MeetingStatus.HELD}.get(
            seat.way or Way.EITHER, True
        )
        talks = home.kind in _TALKS
        ranked.append(((same, not old, talks, fits, bool(told), len(home.mentions), -n), n))
    return max(ranked)[1] if ranked else None


def _looks_back(mention: Mention) -> bool:
    return mention.sequence < 0 or (mention.time is not None and mention.time.time.old)


def _meeting(
    meeting_id: str,
    doc: Doc,
    cast: Cast,
    home: Cluster,
    seats: list[Seat],
    events: tuple[str, ...],
) -> Meeting:
    brokers = {*home.mediators, *home.hosts}
    parties = tuple(p for p in sides_of(cast, home) if p not in brokers or home.kind not in _TALKS)
    return Meeting(
        meeting_id,
        home.kind,
        parties or sides_of(cast, home),
        home.status or MeetingStatus.UNCERTAIN,
        _evidence(doc, home, seats),
        hosts=_hosts(cast, home, parties),
        mediators=home.mediators,
        place=home.place,
        time=home.time.time if home.time else None,
        level=home.level,
        delegations=_delegations(cast, home, seats),
        events=events,
    )


def _hosts(cast: Cast, home: Cluster, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Hosts as told; else the party in whose country it is."""
    if home.hosts or home.place is None or home.kind not in _TALKS:
        return home.hosts
    return tuple(
        p
        for p in parties
        if cast.actor(p).kind is ActorKind.COUNTRY and cast.actor(p).country == home.place.country
    )


def _delegations(cast: Cast, home: Cluster, seats: list[Seat]) -> tuple[Delegation, ...]:
    heads: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for seat in seats:
        party = _party_of(cast, home, seat)
        if party is None:
            continue
        members.setdefault(party, [])
        if seat.leads and party not in heads:
            heads[party] = seat.person
        elif seat.person not in members[party]:
            members[party].append(seat.person)
    return tuple(
        Delegation(p, heads.get(p), tuple(m for m in who if m != heads.get(p)))
        for p, who in members.items()
    )


def _evidence(doc: Doc, home: Cluster, seats: list[Seat]) -> tuple[Span, ...]:
    """The sentences that tell something of the meeting, in text order."""
    telling = [m.sentence for m in home.mentions if m.parties or m.place or m.time or m.sequence]
    telling = telling[:_EVIDENCE] or [home.mentions[0].sentence]
    telling += [s.sentence for s in seats]
    return tuple(sentence_span(doc, *s) for s in sorted(set(telling))[:_EVIDENCE])


def sentence_span(doc: Doc, start: int, end: int) -> Span:
    """The words of tokens `start` to `end`, blanks at the ends left off."""
    text = source_text(doc)
    low, high = doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text)
    exact = text[low:high]
    low += len(exact) - len(exact.lstrip())
    return Span.of(text, low, low + len(exact.strip()))


def _linked(doc: Doc, home: Cluster, events: Sequence[Event]) -> tuple[str, ...]:
    """Events whose trigger holds a mention, or that consult in a sentence that tells of it."""
    places = [doc[m.token].idx for m in home.mentions]
    spans = [sentence_span(doc, *m.sentence) for m in home.mentions if m.place or m.time]
    out = []
    for event in events:
        touches = any(event.trigger.start <= at < event.trigger.end for at in places)
        inside = event.type is EventType.CONSULT and any(
            s.start <= event.trigger.start < s.end for s in spans
        )
        fits = event.place is None or home.place is None or event.place.name == home.place.name
        if touches or (inside and fits):
            out.append(event.id)
    return tuple(out)


def _recurring(
    doc: Doc, calendar: Calendar, clusters: list[Cluster], made: list[Meeting]
) -> list[Meeting]:
    """ "Their first talks since 2022": talks were held in 2022."""
    out: list[Meeting] = []
    for item in calendar.found:
        if not item.recurs or item.stretch is None or item.time.span is None:
            continue
        noun = governor(doc, item.first, item.last)
        if noun.lemma_.lower() not in lexicon().nouns:
            continue
        sentence = (noun.sent.start, noun.sent.end)
        home = next(
            (n for n, c in enumerate(clusters) if any(m.sentence == sentence for m in c.mentions)),
            None,
        )
        if home is None:
            continue
        time = Time(
            item.time.span,
            item.stretch.value,
            item.stretch.precision,
            item.stretch.old(calendar.published),
        )
        known = next(
            (
                m
                for m in made
                if m.time is not None
                and m.time.value == time.value
                and set(m.parties) == set(made[home].parties)
            ),
            None,
        )
        if known is not None:
            continue
        out.append(
            Meeting(
                f"m{len(made) + len(out) + 1}",
                made[home].kind,
                made[home].parties,
                MeetingStatus.HELD,
                (sentence_span(doc, *sentence),),
                time=time,
            )
        )
        made[home] = replace(made[home], earlier=(*made[home].earlier, out[-1].id))
    return out


def _with_earlier(meetings: list[Meeting]) -> list[Meeting]:
    """Name, for each meeting, those of the same parties that were held before it."""
    out = []
    for meeting in meetings:
        before = [
            other.id
            for other in meetings
            if other.id != meeting.id
            and set(other.parties) == set(meeting.parties)
            and other.status is MeetingStatus.HELD
            and meeting.kind in _TEAMED
            and _before(other, meeting)
        ]
        earlier = tuple(dict.fromkeys((*meeting.earlier, *before)))
        out.append(replace(meeting, earlier=earlier))
    return out


def _before(one: Meeting, other: Meeting) -> bool:
    a, b = one.time, other.time
    if a is None or a.value is None:
        return False
    if b is None or b.value is None:
        return other.status in (MeetingStatus.PLANNED, MeetingStatus.PROPOSED)
    return a.value.split("/")[-1] < b.value.split("/")[0]
