"""Clusters: mentions of one meeting are put together, those that contradict are parted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from copydesk.record.actors.cast import Cast
from copydesk.record.meetings.mention import Mention
from copydesk.record.meetings.parties import as_sides, side_of
from copydesk.record.places import atlas
from copydesk.record.record import ActorKind, MeetingKind, MeetingStatus, Place
from copydesk.record.times.calendar import Found, Relation

# Sorts of meeting that one may be called in turn: talks are a meeting and a summit is talks.
_TALKING = frozenset(
    {MeetingKind.TALKS, MeetingKind.MEETING, MeetingKind.SUMMIT, MeetingKind.CONFERENCE}
)
_STRONG = frozenset(
    {
        MeetingStatus.HELD,
        MeetingStatus.PLANNED,
        MeetingStatus.CANCELLED,
        MeetingStatus.POSTPONED,
        MeetingStatus.REFUSED,
    }
)
# What a later report may say of a meeting that stood as planned.
_OVERTURNS = frozenset({MeetingStatus.CANCELLED, MeetingStatus.POSTPONED})
# Of two sorts told of one meeting the one that says more is kept.
_TELLING = (
    MeetingKind.SUMMIT,
    MeetingKind.TALKS,
    MeetingKind.CONFERENCE,
    MeetingKind.MEETING,
)


@dataclass(slots=True)
class Cluster:
    """One meeting in the making."""

    kind: MeetingKind
    parties: tuple[str, ...] = ()
    explicit: bool = False
    mediators: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    place: Place | None = None
    time: Found | None = None
    status: MeetingStatus | None = None
    number: int | None = None
    sequence: int = 0
    level: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    seated: set[str] = field(default_factory=set)  # parties known by their teams alone

    def add(self, cast: Cast, mention: Mention) -> None:
        """Take in what a mention tells."""
        informs = not self.mentions or bool(
            mention.parties or mention.place or mention.time or mention.status
        )
        self.mentions.append(mention)
        if {self.kind, mention.kind} <= _TALKING and informs:
            self.kind = min(self.kind, mention.kind, key=_TELLING.index)
        if len(mention.parties) >= 2 or (mention.parties and not self.parties):
            if not self.explicit or len(sides(cast, mention)) > len(self.parties):
                self.parties = mention.parties
            self.explicit = self.explicit or len(mention.parties) >= 2
        elif mention.parties and not self.explicit:
            self.parties = tuple(dict.fromkeys((*self.parties, *mention.parties)))
        self.mediators = tuple(dict.fromkeys((*self.mediators, *mention.mediators)))
        self.hosts = tuple(dict.fromkeys((*self.hosts, *mention.hosts)))
        self.place = self.place or mention.place
        self.number = self.number or mention.number
        self.level = self.level or mention.level
        self.sequence = self.sequence or mention.sequence
        self._status(mention)
        if self.time is None or self.time.stretch is None:
            self.time = mention.time or self.time

    def _status(self, mention: Mention) -> None:
        new = mention.status
        if new is None or new is self.status:
            return
        firmer = self.status not in _STRONG and new in _STRONG
        overturns = self.status is MeetingStatus.PLANNED and new in _OVERTURNS
        made_up = self.status is MeetingStatus.POSTPONED and new is MeetingStatus.HELD
        if self.status is None or firmer or overturns or (made_up and mention.again):
            self.status = new


def sides(cast: Cast, mention: Mention) -> frozenset[str]:
    """The countries and movements that a mention's parties stand for."""
    return frozenset(_side(cast, i) for i in mention.parties)


def _side(cast: Cast, actor_id: str) -> str:
    """What an actor stands for, by country code where it has one: not every country is an actor."""
    side = cast.actor(side_of(cast, actor_id))
    if side.country is None or side.kind is ActorKind.ORGANISATION:
        return side.id
    return side.country


def cluster(cast: Cast, mentions: list[Mention]) -> list[Cluster]:
    """Meetings, in the order of their first mention."""
    clusters: list[Cluster] = []
    unmet: Mention | None = None
    for mention in mentions:
        if mention.negated:
            unmet = mention
            continue
        if unmet is not None and unmet.sentence == mention.sentence and not mention.parties:
            # "The two have not met; a meeting in Oslo has been proposed": theirs.
            mention = replace(mention, parties=unmet.parties)
        home = _home(cast, clusters, mention)
        if home is None:
            if _is_bare(mention):
                continue
            home = Cluster(mention.kind)
            clusters.append(home)
        home.add(cast, mention)
    return clusters


def _is_bare(mention: Mention) -> bool:
    """Whether a mention tells nothing that makes a meeting of its own."""
    if mention.doubtful:
        return True
    if mention.place or mention.time or mention.sequence or mention.number:
        return False
    if mention.fresh and mention.parties and mention.kind is MeetingKind.SUMMIT:
        return False
    return len(mention.parties) < 2


def _home(cast: Cast, clusters: list[Cluster], mention: Mention) -> Cluster | None:
    """The cluster that a mention belongs to; None where it opens one (or tells nothing)."""
    if mention.again and clusters:
        return max(clusters, key=lambda c: c.mentions[-1].token)
    fitting = [c for c in clusters if _fits(cast, c, mention)]
    if not fitting:
        return None
    ranked = sorted(
        fitting, key=lambda c: (_ties(cast, c, mention), c.mentions[-1].token), reverse=True
    )
    best = ranked[0]
    if _ties(cast, best, mention) > 0:
        return best
    bare = _is_bare(mention)
    if mention.definite or bare:
        # "The talks" after a new meeting was told are that one's; bare "talks" the article's own.
        # "The 2021 talks" are neither's that has a sort and parties but no day.
        if mention.place or mention.time:
            fitting = [c for c in fitting if c.kind is mention.kind and not mention.over]
            if not fitting:
                return None
        # "The talks" are talks, where there are any, before they are two persons' meeting.
        if mention.kind is MeetingKind.TALKS:
            fitting = [c for c in fitting if c.kind is mention.kind] or fitting
        if mention.definite and _near(fitting[-1], mention):
            return max(fitting, key=lambda c: c.mentions[-1].token)
        return max(fitting, key=lambda c: (len(c.mentions), -c.mentions[0].token))
    return None


def _near(home: Cluster, mention: Mention) -> bool:
    """Whether a cluster was last told of within some sentences."""
    return mention.token - home.mentions[-1].token < 60


def _ties(cast: Cast, home: Cluster, mention: Mention) -> int:
    """How much a mention has in common with a cluster."""
    score = 0
    if mention.place and home.place and same_place(mention.place, home.place):
        score += 2
    if mention.time and home.time and _overlap(mention.time, home.time):
        score += 2
    if mention.number and mention.number == home.number:
        score += 3
    mine, theirs = sides(cast, mention), {_side(cast, i) for i in home.parties}
    if len(mine & theirs) >= 2:
        score += 1
    strangers = bool(mention.parties) and not mine & theirs
    beside = any(m.sentence == mention.sentence for m in home.mentions)
    if beside and mention.kind in _TALKING and not strangers:
        score += 1
    return score


def _fits(cast: Cast, home: Cluster, mention: Mention) -> bool:
    """Whether nothing that a mention tells contradicts a cluster."""
    if home.kind is not mention.kind and not {home.kind, mention.kind} <= _TALKING:
        return False
    if mention.number and home.number and mention.number != home.number:
        return False
    if mention.place and home.place and not same_place(mention.place, home.place):
        return False
    if mention.time and home.time and not _overlap(mention.time, home.time):
        return False
    dated = mention.time is not None and home.time is not None
    if mention.sequence and not home.sequence and not dated:
        return False  # "the next round" is not the one just told, unless it has the same day
    if mention.sequence and home.sequence and mention.sequence != home.sequence:
        return False
    mine, theirs = sides(cast, mention), {_side(cast, i) for i in home.parties}
    if mine and theirs and not (mine <= theirs or theirs <= mine):
        return False
    leaders = {i for i in mention.parties if cast.actor(i).kind is ActorKind.PERSON}
    apart = len(leaders) > 1 and len(leaders) == len(mention.parties)
    known = {i for i in home.parties if cast.actor(i).kind is ActorKind.PERSON}
    if apart and len(known) > 1 and not (leaders <= known or known <= leaders):
        return False  # the ministers met on Monday, the premiers on Tuesday
    held = home.status is MeetingStatus.HELD and not leaders & set(home.parties)
    if mention.fresh and apart and held and mention.status is not MeetingStatus.HELD:
        return False  # "no date was set for a meeting between Orla and Aldo"
    return not _clash(home, mention)


def _clash(home: Cluster, mention: Mention) -> bool:
    """Whether one was held and the other is still to come."""
    if mention.over and home.time is None and home.status not in (MeetingStatus.HELD, None):
        return mention.status is MeetingStatus.HELD
    settled = (MeetingStatus.PLANNED, MeetingStatus.HELD)
    if mention.fresh and mention.status in _OVERTURNS and home.status in settled:
        return True  # "a summit was postponed": not the talks just told of
    both = {home.status, mention.status}
    if both == {MeetingStatus.HELD, MeetingStatus.PLANNED}:
        own = mention.place or mention.time or mention.number
        return bool(own) or not mention.definite
    return False


def same_place(one: Place, other: Place) -> bool:
    """Whether two places may be one: the same name, or a country and a city in it."""
    a, b = atlas.fold(one.name), atlas.fold(other.name)
    if a == b or a in b or b in a:
        return True
    whole = one if atlas.country_of(one.name) else other if atlas.country_of(other.name) else None
    # A venue of no known country may well lie in the country told.
    return whole is not None and (
        one.country == other.country or None in (one.country, other.country)
    )


def _overlap(one: Found, other: Found) -> bool:
    a, b = one.stretch, other.stretch
    if a is None or b is None:
        return True
    for early, late in ((one, b), (other, a)):
        if early.relation is Relation.SINCE and early.stretch is not None:
            return early.stretch.first <= late.last  # "have been meeting since Monday"
    return a.first <= b.last and b.first <= a.last


def sides_of(cast: Cast, home: Cluster) -> tuple[str, ...]:
    """The parties as the record gives them: countries for talks, persons for a meeting of two."""
    people = home.kind in (MeetingKind.MEETING, MeetingKind.CALL, MeetingKind.VISIT)
    if people:
        return home.parties
    return as_sides(cast, home.parties)
