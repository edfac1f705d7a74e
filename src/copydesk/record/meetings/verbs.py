"""Verbs: the mentions of meetings that verbs make: met, hosted, was received, spoke, signed."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from copydesk.record.actors.cast import Cast
from copydesk.record.clauses import clause_of
from copydesk.record.meetings import parties as who
from copydesk.record.meetings.lexicon import lexicon
from copydesk.record.meetings.mention import Mention, is_over
from copydesk.record.meetings.status import is_doubted, verb_status
from copydesk.record.places import Gazetteer
from copydesk.record.record import ActorKind, MeetingKind, MeetingStatus
from copydesk.record.times import Calendar


def verb_mention(
    doc: Doc, cast: Cast, calendar: Calendar, places: Gazetteer, verb: Token
) -> Mention | None:
    """The mention that a verb of meeting makes; None where nobody is met."""
    lemma = verb.lemma_.lower()
    kind = lexicon().verbs[lemma]
    subjects = who.subject_of(cast, verb)
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative", "obj")]
    if verb.tag_ == "VBN" and any(c.dep_ == "nsubjpass" for c in verb.children):
        if lemma == "sign":
            return _signed(doc, cast, calendar, places, verb)
        return _received(doc, cast, calendar, places, verb) if lemma == "receive" else None
    if any(o.lemma_.lower() in lexicon().not_met for o in objects):
        return None
    if any(c.dep_ == "auxpass" for c in verb.children):
        return None  # "was met with scorn"
    if lemma == "sign":
        return _signed(doc, cast, calendar, places, verb)
    others = [a for o in objects for a in who.actors_of(cast, o)]
    joined = [
        a
        for c in verb.subtree
        if c.dep_ == "prep" and c.lower_ in ("with", "between") and clause_of(c).i == verb.i
        for o in c.children
        if o.dep_ == "pobj"
        for a in who.actors_of(cast, o)
    ]
    both = any(who.is_both(c) for c in _partakers(verb))
    told = both and lemma in ("meet", "confer", "negotiate", "host", "sit") and bool(subjects)
    if lemma == "sit" and not any(c.lower_ == "down" for c in verb.children):
        return None
    if not told and not _holds_meeting(cast, lemma, verb, subjects, others, joined, bool(objects)):
        return None
    if lemma == "speak" and not _by_phone(verb):
        kind = MeetingKind.CONTACT
    parties = tuple(dict.fromkeys((*subjects, *others, *joined)))
    if lemma == "visit":
        parties = tuple(subjects)
    return made(
        doc,
        calendar,
        places,
        verb,
        kind,
        parties,
        tuple(subjects[:1]) if lemma in ("receive", "host") else (),
        both=both,
    )


def _partakers(verb: Token) -> list[Token]:
    """The nouns that a verb of meeting has for subject and object, and after "with"."""
    near = [c for c in verb.children if c.dep_ in ("nsubj", "dobj")]
    leads = [c for c in verb.children if c.lower_ in ("with", "between")]
    return near + [o for lead in leads for o in lead.children if o.dep_ == "pobj"]


def _received(
    doc: Doc, cast: Cast, calendar: Calendar, places: Gazetteer, verb: Token
) -> Mention | None:
    """ "Orla was received by President Aldo"."""
    guests = [a for c in verb.children if c.dep_ == "nsubjpass" for a in who.actors_of(cast, c)]
    hosts = [
        a
        for c in verb.children
        if c.dep_ == "agent"
        for o in c.children
        for a in who.actors_of(cast, o)
    ]
    if not hosts or not any(cast.actor(i).kind is ActorKind.PERSON for i in guests):
        return None
    parties = tuple(dict.fromkeys((*hosts, *guests)))
    return made(doc, calendar, places, verb, MeetingKind.MEETING, parties, tuple(hosts[:1]))


def _holds_meeting(
    cast: Cast,
    lemma: str,
    verb: Token,
    subjects: list[str],
    others: list[str],
    joined: list[str],
    has_object: bool,
) -> bool:
    """Whether the verb has what makes it a meeting of people."""

    if lemma == "meet":
        if has_object:
            return bool(others and subjects)
        if joined:
            return True
        return _plural(verb, subjects)
    if lemma == "gather":
        people = (ActorKind.PERSON, ActorKind.GROUP, ActorKind.COUNTRY)
        return _plural(verb, subjects) and any(cast.actor(i).kind in people for i in subjects)
    if lemma == "sit":
        return bool(joined and subjects) or _plural(verb, subjects)
    if lemma == "host":
        return bool(subjects) and any(cast.actor(i).kind is ActorKind.PERSON for i in others)
    if lemma == "receive":
        guests = [c for c in verb.children if c.dep_ == "dobj"]
        team = any(c.lemma_.lower() in ("delegation", "envoy", "team") for c in guests)
        named = any(cast.actor(i).kind is ActorKind.PERSON for i in others)
        return bool(subjects) and bool(others) and (named or team)
    if lemma in ("phone", "telephone"):
        return bool(others)
    if lemma == "speak":
        called = _by_phone(verb) and (bool(joined or others) or len(subjects) > 1)
        return called or _two_persons(cast, subjects, joined)
    if lemma in ("confer", "negotiate"):
        return bool(joined and subjects)
    if lemma == "visit":
        reached = [c for c in verb.children if c.dep_ == "dobj"]
        named = any(c.pos_ == "PROPN" for c in reached)
        return named and any(cast.actor(i).kind is ActorKind.PERSON for i in subjects)
    return False


def _by_phone(verb: Token) -> bool:
    return any(t.lower_ in ("phone", "telephone") for t in verb.subtree)


def _two_persons(cast: Cast, one: list[str], other: list[str]) -> bool:
    """Whether both sides are named persons: "the president spoke with her counterpart, Aldo"."""
    return all(
        any(cast.actor(i).kind is ActorKind.PERSON and cast.actor(i).country for i in side)
        for side in (one, other)
    )


def _plural(verb: Token, subjects: list[str]) -> bool:
    """ "The two meet", "the ministers met": more than one in the subject."""
    if len(subjects) > 1:
        return True
    node = verb
    for _ in range(5):
        for child in node.children:
            if child.dep_ == "nsubj":
                two = child.lower_ in ("two", "both", "they", "we", "sides")
                return two or child.tag_ in ("NNS", "NNPS") or bool(child.conjuncts)
        if node.dep_ not in ("xcomp", "conj", "advcl") or node.head.i == node.i:
            return False
        node = node.head
    return False


def _signed(
    doc: Doc, cast: Cast, calendar: Calendar, places: Gazetteer, verb: Token
) -> Mention | None:
    """ "The two countries signed an accord in Vienna": only with a place or a day."""
    what = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    if not any(c.lemma_.lower() in lexicon().documents for c in what):
        return None
    if verb.dep_ == "nsubjpass" or (
        verb.tag_ == "VBN" and any(c.dep_ == "nsubjpass" for c in verb.children)
    ):
        parties = [
            a
            for c in verb.children
            if c.dep_ == "agent"
            for o in c.children
            for a in who.actors_of(cast, o)
        ]
    else:
        parties = who.subject_of(cast, verb)
        for lead in who.joined_by(doc, what[0]):
            parties += [a for c in lead.children for a in who.actors_of(cast, c)]
    signing = made(doc, calendar, places, verb, MeetingKind.SIGNING, tuple(parties), ())
    real = signing.status in (MeetingStatus.HELD, MeetingStatus.PLANNED, MeetingStatus.POSTPONED)
    complete = signing.parties and real and (signing.place or signing.time)
    return signing if complete else None


def made(
    doc: Doc,
    calendar: Calendar,
    places: Gazetteer,
    verb: Token,
    kind: MeetingKind,
    parties: tuple[str, ...],
    hosts: tuple[str, ...],
    both: bool = False,
) -> Mention:
    """The mention of a verb whose parties are known, with its own time, place and status."""
    status = verb_status(verb)
    doubtful = is_doubted(verb)
    again = {c.lower_ for c in verb.children if c.dep_ == "advmod"} & {"again"}
    return Mention(
        verb.i,
        (verb.sent.start, verb.sent.end),
        kind,
        parties,
        (),
        hosts,
        None if doubtful else places.of_clause(verb),
        None if doubtful else calendar.found_of(verb),
        status,
        False,
        1 if again and status is not MeetingStatus.HELD and not doubtful else 0,
        None,
        None,
        status is None,
        joined=True,
        doubtful=doubtful,
        over=is_over(calendar, calendar.found_of(verb)),
        both=both,
    )
