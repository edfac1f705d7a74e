"""Mentions: the nouns and verbs of an article that name a meeting, in text order."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from copydesk.record.actors.cast import Cast
from copydesk.record.meetings.lexicon import lexicon
from copydesk.record.meetings.mention import Mention
from copydesk.record.meetings.nouns import is_meeting_noun, noun_mention
from copydesk.record.meetings.status import verb_status_of
from copydesk.record.meetings.verbs import made, verb_mention
from copydesk.record.places import Gazetteer
from copydesk.record.record import MeetingKind
from copydesk.record.times import Calendar


def find_mentions(doc: Doc, cast: Cast, calendar: Calendar, places: Gazetteer) -> list[Mention]:
    """All mentions of meetings, in text order."""
    out = []
    for token in doc:
        if is_meeting_noun(token):
            out.append(noun_mention(doc, cast, calendar, places, token))
        elif token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in lexicon().verbs:
            found = verb_mention(doc, cast, calendar, places, token)
            if found is not None:
                out.append(found)
        elif token.pos_ == "VERB" and out:
            again = _again(doc, calendar, places, token, out[-1])
            if again is not None:
                out.append(again)
    return out


def _again(
    doc: Doc, calendar: Calendar, places: Gazetteer, verb: Token, last: Mention
) -> Mention | None:
    """ "It was put off and then held in Cairo": the meeting told just before, as "it"."""
    told = any(c.dep_ == "nsubjpass" and c.lower_ in ("it", "they") for c in verb.children)
    status = verb_status_of(verb) if told else None
    if status is None or verb.i - last.token > 30 or last.kind is MeetingKind.SIGNING:
        return None
    told_again = made(doc, calendar, places, verb, last.kind, last.parties, ())
    return replace(told_again, status=status, definite=True, negated=False, fresh=False, again=True)
