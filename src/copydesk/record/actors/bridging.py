"""Bridging: an office told first, its bearer's name in the sentence after.

"Peru's chief negotiator shook his head. 'We are far apart,' said Ambassador Rey."
"""

from __future__ import annotations

from copydesk.record.actors.mention import Draft, Roll
from copydesk.record.actors.phrases import office_nouns
from copydesk.record.actors.words import Words
from copydesk.record.record import ActorKind

_SPEECH = frozenset(("say", "tell", "add", "declare", "ask", "insist", "warn", "argue"))


def bridge(w: Words, roll: Roll) -> None:
    """Join an unnamed office-holder to the person first named as a speaker in the next sentence."""
    for draft in list(roll.drafts):
        if draft.kind is not ActorKind.UNNAMED or draft.plural:
            continue
        if _join_lead(w, roll, draft) or not (draft.country_at or _is_countrys(draft)):
            continue
        [*places] = draft.mentions
        start, _, head, _ = places[0]
        definite = w.tag[start] == "POS" or w.lower[start] == "the" or draft.owner is not None
        if len(places) > 1 or w.dep[head] != "nsubj" or not definite:
            continue
        speakers = [
            other
            for other in roll.drafts
            if other.kind is ActorKind.PERSON
            and w.sentence[other.first] == w.sentence[head] + 1
            and _speaks(w, other)
        ]
        if (
            len(speakers) == 1
            and speakers[0].country_at is None
            and (speakers[0].country in (None, draft.country))
        ):
            _join(roll, draft, speakers[0])


# Offices that a story's first sentence tells without the name: "A federal judge on Thursday ...".
_LEAD = frozenset("judge mayor governor senator prosecutor congressman congresswoman".split())
_SOON = 5  # sentences


def _join_lead(w: Words, roll: Roll, draft: Draft) -> bool:
    """Join who opens a story unnamed to the one person named soon after in that office."""
    start, _, head, _ = min(draft.mentions)
    if w.sentence[head] > 1 or w.lower[start] not in ("a", "an", "the") or draft.noun not in _LEAD:
        return False
    named = [
        other
        for other in roll.drafts
        if other.kind is ActorKind.PERSON and draft.noun in office_nouns(w, other)
    ]
    if len(named) != 1 or w.sentence[named[0].first] - w.sentence[head] > _SOON:
        return False
    if draft.country not in (None, named[0].country):
        return False
    roll.join(draft, named[0])
    return True


def _is_countrys(draft: Draft) -> bool:
    """Whether an office is a country's: "its foreign minister", told of Peru."""
    return draft.owner is not None and draft.owner.kind is ActorKind.COUNTRY


def _speaks(w: Words, draft: Draft) -> bool:
    """Whether a person is first named as the subject of a verb of speech."""
    _, _, head, _ = min(draft.mentions)
    return w.dep[head] == "nsubj" and w.lemma[w.head[head]] in _SPEECH


def _join(roll: Roll, office: Draft, person: Draft) -> None:
    person.country, person.country_at = office.country, office.country_at
    person.role = f"{person.role}; {office.role}" if person.role else office.role
    person.role_at = person.role_at or office.role_at
    person.sector, person.whole = person.sector or office.sector, person.whole or office.whole
    roll.join(office, person)
