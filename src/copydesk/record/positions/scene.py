"""Scene: what the finders of positions look at, and the leans they find."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from copydesk.article.span import Span
from copydesk.record.actors.cast import Cast
from copydesk.record.clauses import clause_of
from copydesk.record.meetings.find import sentence_span
from copydesk.record.meetings.parties import side_of
from copydesk.record.positions.issue import Issues
from copydesk.record.positions.lexicon import lexicon
from copydesk.record.record import ActorKind, Event, Stance
from copydesk.record.statements.draft import Statements
from copydesk.record.times import Calendar

# Subjects of what somebody says on his own account.
_OWN_VOICE = frozenset("we i there it nothing nobody".split())
_GOVERNS = re.compile(
    r"\b(?:government|administration|presidency|cabinet|embassy|foreign ministry)\b", re.I
)
_PART = re.compile(
    r"\b(?:scottish|welsh|northern|regional|provincial|state|local|city|county|municipal)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Lean:
    """A stance found at `token`, before like ones are put together."""

    actor: str
    issue: str
    stance: Stance
    token: int
    evidence: Span
    condition: Span | None
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A parsed article with all that is known of it; `issues` grows as positions are found."""

    doc: Doc
    cast: Cast
    statements: Statements
    events: Sequence[Event]
    calendar: Calendar
    issues: Issues = field(default_factory=Issues)

    def evidence(self, token: Token) -> Span:
        """The sentence of a token."""
        sentence = token.sent
        return sentence_span(self.doc, sentence.start, sentence.end)

    def lean(
        self,
        actor: str,
        issue: str,
        stance: Stance,
        token: Token,
        *,
        how: str = "",
        condition: Span | None = None,
        event: Event | None = None,
    ) -> Lean:
        """A stance on an issue, under the name that the issue has already.

        `how` says whether the issue is put forward here: "offer", "demand" or neither.
        """
        issue = self.issues.same(issue)
        actor = self.standing_for(actor)
        self.issues.add(issue, side_of(self.cast, actor), how, token.i)
        evidence = event.evidence if event is not None else self.evidence(token)
        events = (event.id,) if event is not None else ()
        return Lean(actor, issue, stance, token.i, evidence, condition, events)

    def standing_for(self, actor_id: str) -> str:
        """The country for its government or ministry; else the actor."""
        actor, whole = self.cast.actor(actor_id), self.cast.whole(actor_id)
        named = actor.kind is ActorKind.ORGANISATION and _GOVERNS.search(actor.name)
        governs = named and not _PART.search(actor.name)
        if governs and whole and self.cast.actor(whole).kind is ActorKind.COUNTRY:
            return whole
        return actor_id

    def speaker(self, token: Token) -> tuple[str, ...]:
        """Who says what a token stands in, as the side he speaks for; empty for an outsider."""
        draft = self.statements.reporter(token.i)
        if draft is None or draft.actor is None or self.is_outsider(draft.actor):
            return ()
        subject = next((c for c in clause_of(token).children if c.dep_ == "nsubj"), None)
        if subject is not None and subject.lower_ not in _OWN_VOICE:
            other = self.cast.of_head(subject.i) not in (None, draft.actor)
            if subject.pos_ == "PRON" or other:
                return ()
        return (self.spoken_for(draft.actor),)

    def looks_back(self, token: Token) -> bool:
        """Whether all times told of the token's sentence are more than 30 days past.

        What a relative clause tells of somebody ("which split off in 2021") is not told of it.
        """
        told = self.calendar.within(token.sent.start, token.sent.end)
        inside = [found for found in told if not _apart(self.doc[found.first], token)]
        return bool(inside) and all(found.time.old for found in inside)

    def speaks_of_others(self, verb: Token) -> bool:
        """ "“They want our signature,” she said": who they are is not told."""
        draft = self.statements.reporter(verb.i)
        subjects = {c.lower_ for c in clause_of(verb).children if c.dep_ == "nsubj"}
        return draft is not None and draft.quoted and bool(subjects & {"they", "you"})

    def is_outsider(self, actor_id: str) -> bool:
        """Whether somebody speaks for himself alone: an analyst, a former official."""
        sector = self.cast.actor(actor_id).sector
        return sector in lexicon().outside_sectors or self.is_commentator(actor_id)

    def is_commentator(self, actor_id: str) -> bool:
        """Whether somebody looks on from outside by his office: an analyst, a former official."""
        actor = self.cast.actor(actor_id)
        role = f"{actor.role or ''} {actor.name}".lower()
        return any(word in role for word in lexicon().outside_offices)

    def spoken_for(self, actor_id: str) -> str:
        """The country or body that a person speaks for where that is plain; else the person."""
        side = side_of(self.cast, actor_id)
        return side if self.cast.actor(side).kind is not ActorKind.UNNAMED else actor_id


def _apart(time: Token, token: Token) -> bool:
    """Whether a time stands in a relative clause that does not hold the token."""
    for node in (time, *time.ancestors):
        if node.dep_ in ("relcl", "acl") and node.i != token.i and not node.is_ancestor(token):
            return True
    return False
