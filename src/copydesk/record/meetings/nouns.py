"""Nouns: the mentions of meetings that nouns make: talks, a round, the summit, a visit."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from copydesk.record.actors.cast import Cast
from copydesk.record.clauses import attachment, clause_of, governor
from copydesk.record.meetings import parties as who
from copydesk.record.meetings.lexicon import lexicon
from copydesk.record.meetings.mention import Mention, is_over
from copydesk.record.meetings.status import noun_status
from copydesk.record.places import Gazetteer
from copydesk.record.record import MeetingKind, MeetingStatus, Place
from copydesk.record.times import Calendar
from copydesk.record.times.calendar import Found, Relation

_DEFINITE = frozenset("the this that these those its their his her our both such".split())


def is_meeting_noun(token: Token) -> bool:
    """Whether a token is a noun that names a meeting here."""
    words = lexicon()
    lemma = token.lemma_.lower()
    if token.pos_ not in ("NOUN", "PROPN") or lemma not in words.nouns:
        return False
    if token.dep_ in ("compound", "nmod") and token.head.i > token.i:
        return False  # "conference room", "talks process"
    before = {c.lower_ for c in token.children if c.i < token.i}
    if before & words.not_meetings:
        return False
    if lemma in ("talk", "consultation", "discussion") and token.tag_ not in ("NNS", "NNPS"):
        return False
    if _nested_in(token) is not None:
        return False  # counted by the "round" before it
    if lemma in ("round", "session"):
        inner = [c for p in token.children if p.lower_ == "of" for c in p.children]
        if any(c.lemma_.lower() in words.nouns for c in inner):
            return True
        if inner:
            return False  # "a round of applause"
        marks = words.earlier | words.later | words.ordinal.keys() | words.sessions
        return bool(before & marks) or _compound_meeting(token)
    if lemma == "conversation":
        return bool(before & {"phone", "telephone", "video"})
    if lemma == "table":
        above = token.head.head
        to = token.dep_ == "pobj" and token.head.lower_ == "to"
        return to and above.lemma_.lower() in ("return", "come", "go", "get", "back")
    if lemma == "call":
        after = [c.lower_ for c in token.children if c.i > token.i]
        return (
            bool(
                before & {"phone", "telephone", "video", "conference"}
                or {"with", "between"} & set(after)
            )
            and "for" not in after[:1]
        )
    if lemma in ("trip", "tour", "visit"):
        return token.tag_ in ("NN", "NNP")
    # "Mediation" is what brokers do; it is told with the talks it serves.
    return lemma != "mediation"


def _compound_meeting(token: Token) -> bool:
    """ "The Geneva round", "the opening session": told apart by a name before it."""
    return any(c.pos_ == "PROPN" and c.dep_ in ("compound", "nmod") for c in token.children)


def _nested_in(token: Token) -> Token | None:
    """The "round" of "round of talks" that a noun stands in."""
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        above = token.head.head
        words = lexicon()
        counted = above.lemma_.lower() in words.nested and above.lemma_.lower() in words.nouns
        if counted and above.i < token.i:
            return above
    return None


def _inner_noun(token: Token) -> Token | None:
    """The "talks" of "a round of talks"."""
    if token.lemma_.lower() in lexicon().nested:
        for lead in token.children:
            for child in lead.children if lead.lower_ == "of" else ():
                if child.lemma_.lower() in lexicon().nouns:
                    return child
    return None


def noun_mention(
    doc: Doc, cast: Cast, calendar: Calendar, places: Gazetteer, token: Token
) -> Mention:
    words = lexicon()
    inner = _inner_noun(token)
    heads = [token] + ([inner] if inner is not None else [])
    modifiers = [c for head in heads for c in head.children if c.i < head.i]
    before = {c.lower_ for c in modifiers}
    kind = words.nouns[(inner or token).lemma_.lower()]
    who_ = tuple(dict.fromkeys(p for h in heads for p in who.noun_parties(doc, cast, h)))
    brokers = [who.brokers_of(doc, cast, h) for h in heads]
    if kind is MeetingKind.VISIT:
        who_ = tuple(dict.fromkeys((*who_, *_visitors(cast, token))))
    time = next((t for h in heads for t in [_time_of(doc, calendar, h)] if t is not None), None)
    place = next((p for h in heads for p in [_place_of(doc, places, h)] if p is not None), None)
    if kind in (MeetingKind.SUMMIT, MeetingKind.CONFERENCE) and place is None and time is None:
        place, time = _of_headless(calendar, places, token)
    if kind is MeetingKind.VISIT and place is not None:
        # "Discussed it with Orla on a visit to Chile": not she, if Chile is her own country.
        abroad = tuple(a for a in who_ if cast.actor(a).country != place.country)
        who_ = abroad or tuple(_hosted(cast, token, place)) or who_
    number = next((words.ordinal[w] for w in sorted(before) if w in words.ordinal), None)
    if before & {"their", "its"} and "first" in before:
        number = None  # "their first such talks since": not the first round
    sequence = -1 if before & words.earlier else 1 if before & words.later else 0
    determiner = next(
        (c for c in token.children if c.dep_ in ("det", "poss") and c.i < token.i), None
    )
    return Mention(
        token.i,
        (token.sent.start, token.sent.end),
        kind,
        who_,
        tuple(dict.fromkeys(m for b in brokers for m in b[0])),
        tuple(dict.fromkeys(h for b in brokers for h in b[1])),
        place,
        time,
        noun_status(token),
        determiner is not None and determiner.lower_ in _DEFINITE,
        sequence,
        number,
        _level(modifiers),
        bool(determiner is not None and determiner.lower_ == "no"),
        fresh=determiner is not None and determiner.lower_ in ("a", "an", "another"),
        joined=any(True for h in heads for _ in who.joined_by(doc, h)),
        over=is_over(calendar, time),
        both=any(who.is_both(t) for h in heads for t in _held_by(doc, h)),
    )


def _held_by(doc: Doc, noun: Token) -> list[Token]:
    """The nouns after "between" and "with", and the subject of who holds the meeting."""
    told = [c for lead in who.joined_by(doc, noun) for c in lead.children if c.dep_ == "pobj"]
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in lexicon().shared:
        told += [c for c in verb.children if c.dep_ == "nsubj"]
    return told


def _of_headless(
    calendar: Calendar, places: Gazetteer, noun: Token
) -> tuple[Place | None, Found | None]:
    """Where and when a summit is whose sentence the parser finds no verb in.

    It takes "gathered" in "Delegates from 200 countries gathered in Oslo on Monday for the
    summit" for a participle.
    """
    sentence = noun.sent
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in sentence):
        return None, None
    sites = places.within(sentence.start, sentence.end)
    days = calendar.within(sentence.start, sentence.end)
    return (
        sites[0].place if len({site.place.name for site in sites}) == 1 else None,
        days[0] if len(days) == 1 else None,
    )


def _time_of(doc: Doc, calendar: Calendar, noun: Token) -> Found | None:
    """When the meeting that a noun names is, as against when it was proposed or welcomed."""
    found = calendar.found_of(noun)
    if found is None:
        # "A summit of the two countries planned for May": hung by the countries.
        parts = (t for t in noun.subtree if t.i > noun.i and t.tag_ == "VBN")
        dated = (t for t in parts if t.dep_ == "acl" and t.lemma_ in ("plan", "schedule", "set"))
        found = next((f for t in dated for f in [calendar.found_of(t)] if f is not None), None)
        return found if found is not None else _time_at_end(calendar, noun)
    if _is_its_own(doc, noun, found.first, found.last, is_over(calendar, found)):
        return found
    return None


def _place_of(doc: Doc, places: Gazetteer, noun: Token) -> Place | None:
    """Where the meeting that a noun names is, as against where it was spoken of."""
    site = places.site_of(noun)
    if site is None:
        return _place_at_end(places, noun)
    matter = governor(doc, site.lead, site.last)
    if matter.i > noun.i and matter.lemma_.lower() in lexicon().matters:
        # "A summit on peace in Ukraine" is held where its verb says, or at the phrase's end.
        at_end = _place_at_end(places, noun)
        above = places.site_of(clause_of(noun))
        apart = above is not None and above.first != site.first and above.lead < noun.i
        return at_end or (above.place if above is not None and apart else None)
    if _is_its_own(doc, noun, site.lead, site.last, False):
        return site.place
    return None


def _time_at_end(calendar: Calendar, noun: Token) -> Found | None:
    """The day at the end of "talks on ending the war in Oslo on Tuesday": hung by the gerund."""
    inside = calendar.within(noun.i + 1, noun.right_edge.i + 1)
    gerund = any(t.dep_ == "pcomp" for t in noun.subtree)
    last = inside[-1] if inside else None
    return last if gerund and last is not None and last.relation is Relation.AT else None


def _place_at_end(places: Gazetteer, noun: Token) -> Place | None:
    """The last of two places in a row, "the war in Ukraine in Riyadh": the first is the war's."""
    inside = places.within(noun.i + 1, noun.right_edge.i + 1)
    if len(inside) > 1 and inside[-2].last == inside[-1].lead:
        return inside[-1].place
    return None


def _is_its_own(doc: Doc, noun: Token, first: int, last: int, over: bool) -> bool:
    """Whether a time or place of the clause is the meeting's own.

    It is where it hangs by the noun, or by a verb that tells of the meeting's course ("held",
    "travel to"). Of other verbs ("proposed", "welcomed") it is, standing after the noun, unless
    it is past: then it dates the proposal.
    """
    if attachment(doc, first, last, noun) == 0:
        return True
    if _lies_before(noun):
        return False
    verb = clause_of(noun)
    lemma = verb.lemma_.lower()
    if noun.dep_ == "pobj" and noun.head.lower_ in ("at", "during") and noun.head.head.i == verb.i:
        return True  # "agreed on Saturday at a summit": it was on Saturday
    told = lexicon().verb.get(lemma)
    if told is MeetingStatus.HELD or lemma in lexicon().shared or lemma in ("be", "schedule"):
        return True
    return first > noun.i and not over and told is not None


def _lies_before(noun: Token) -> bool:
    """Whether the clause's deed came after the meeting: "a deal after two years of talks"."""
    node = noun
    for _ in range(4):
        if node.dep_ != "pobj":
            return False
        if node.head.lower_ in ("after", "following", "despite", "since", "before"):
            return True
        node = node.head.head
    return False


def _level(modifiers: list[Token]) -> str | None:
    words = [c.lower_ for c in modifiers if c.lower_ in lexicon().level]
    return " ".join(dict.fromkeys(words)) or None


def _hosted(cast: Cast, token: Token, place: Place) -> list[str]:
    """Who else is named in the clause of a visit that its subject cannot be on, being at home."""
    verb = clause_of(token)
    leads = [c for c in verb.subtree if c.lower_ == "with" and c.i < token.i]
    found = [a for lead in leads for c in lead.children for a in who.actors_of(cast, c)]
    return [a for a in found if cast.actor(a).country not in (None, place.country)]


def _visitors(cast: Cast, token: Token) -> list[str]:
    """Who is on a visit where no owner of it is told: "on a trip in Asia, the king said"."""
    if any(c.dep_ == "poss" for c in token.children):
        return []
    node = token.head
    if token.dep_ == "pobj" and node.lower_ in ("on", "during", "in"):
        above = node.head
        if above.pos_ in ("NOUN", "PROPN"):
            return list(who.actors_of(cast, above))
        return who.subject_of(cast, clause_of(above))
    if token.dep_ == "dobj":
        return who.subject_of(cast, node)
    return []
