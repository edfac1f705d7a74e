"""Cast: the actors of an article and every mention of them."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from copydesk.article.span import Span
from copydesk.record.actors.bridging import bridge
from copydesk.record.actors.countries import filed_from
from copydesk.record.actors.groups import settle_teams
from copydesk.record.actors.mention import Draft, Mention, MentionKind, Roll
from copydesk.record.actors.names import find_names
from copydesk.record.actors.nominals import find_nominals
from copydesk.record.actors.origins import find_origins
from copydesk.record.actors.persons import find_persons
from copydesk.record.actors.places import is_place
from copydesk.record.actors.powers import find_powers
from copydesk.record.actors.pronouns import find_pronouns
from copydesk.record.actors.words import Words, read_words
from copydesk.record.parse import source_text, story_start
from copydesk.record.record import Actor, ActorKind

__all__ = ["Cast", "Mention", "MentionKind", "find_cast"]


@dataclass(frozen=True)
class Cast:
    """The actors of a text, in order of first mention, and who is meant where.

    `mentions` are in text order; one that stands for two actors ("the two sides") comes twice.
    """

    doc: Doc
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    _token: dict[int, str]
    _heads: dict[int, tuple[str, ...]]
    _by_id: dict[str, Actor]

    def actor(self, actor_id: str) -> Actor:
        """The actor of that id; KeyError where there is none."""
        return self._by_id[actor_id]

    def of_token(self, i: int) -> str | None:
        """Who is meant by the innermost mention that token i belongs to."""
        return self._token.get(i)

    def of_head(self, i: int) -> str | None:
        """Who is meant by the mention whose grammatical head is token i."""
        return next(iter(self._heads.get(i, ())), None)

    def all_of_token(self, i: int) -> tuple[str, ...]:
        """All who are meant by mentions headed by token i ("the two sides": both)."""
        return self._heads.get(i, ())

    def of_span(self, start: int, end: int) -> str | None:
        """Who is meant by the words from code point `start` to `end`: by their head, if any.

        Else by what the head is a part of or is called: "the board of Acme", "their host, Ann Lee".
        """
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        found = self.of_head(span.root.i)
        if found:
            return found
        inside = [
            m
            for m in self.mentions
            if span.start <= m.head < span.end and _stands_for(self.doc, m.head, span.root.i)
        ]
        if not inside:
            return None
        return min(inside, key=lambda m: (_depth(self.doc, m.head), m.head)).actor

    def whole(self, actor_id: str) -> str | None:
        """The body or country that an actor belongs to, as an actor's id."""
        return self._by_id[actor_id].part_of

    def country(self, code: str) -> str | None:
        """The actor that is the country of this ISO code, if the text has it."""
        for actor in self.actors:
            if actor.kind is ActorKind.COUNTRY and actor.country == code:
                return actor.id
        return None


_CALLED = frozenset(("appos", "compound", "nmod", "flat", "conj"))
_PART = frozenset(("of", "from", "by", "at"))


def _stands_for(doc: Doc, i: int, root: int) -> bool:
    """Whether the noun phrase headed by token `root` may mean the one named at token i."""
    node = doc[i]
    for _ in range(6):
        if node.i == root:
            return True
        person = node.head.ent_type_ == "PERSON" or node.head.tag_ == "NNP"
        owned = node.dep_ == "poss" and node.pos_ != "PRON" and not person
        part = node.dep_ == "pobj" and node.head.lower_ in _PART and node.head.dep_ == "prep"
        if part:
            node = node.head.head
        elif owned or node.dep_ in _CALLED:
            node = node.head
        else:
            return False
    return False


def _depth(doc: Doc, i: int) -> int:
    """How far token i is from the root of its sentence."""
    depth, token = 0, doc[i]
    while token.head.i != token.i and depth < 100:
        depth, token = depth + 1, token.head
    return depth


def make_cast(doc: Doc, actors: list[Actor], mentions: list[Mention]) -> Cast:
    """A Cast with its look-up tables."""
    mentions = sorted(mentions, key=lambda m: (m.start, -m.end, int(m.actor[1:])))
    token: dict[int, str] = {}
    heads: dict[int, tuple[str, ...]] = {}
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        for i in range(mention.start, mention.end):
            token[i] = mention.actor
    for mention in mentions:
        heads[mention.head] = (*heads.get(mention.head, ()), mention.actor)
    return Cast(doc, tuple(actors), tuple(mentions), token, heads, {a.id: a for a in actors})


def find_cast(doc: Doc, title: str | None = None) -> Cast:
    """The actors of a parsed text, and all mentions of them. A title gives no actor of its own."""
    del title
    w = read_words(doc)
    opening = story_start(doc)
    first = next((i for i, start in enumerate(w.start) if start >= opening), len(w))
    names = find_names(w, first)
    at = {i: name for name in names for i in range(name.start, name.end)}
    roll = Roll()
    taken = find_persons(w, names, at, roll)
    find_powers(w, names, at, roll, taken)
    find_nominals(w, at, roll, taken)
    filed = filed_from(source_text(doc)[:opening])
    told = any(n.code == filed and not is_place(w, n.start, n.end) for n in names)
    find_origins(w, at, roll, filed if told else None)
    bridge(w, roll)
    settle_teams(roll)
    find_pronouns(w, roll)
    return _built(doc, w, roll)


def _built(doc: Doc, w: Words, roll: Roll) -> Cast:
    """Drafts to actors, numbered by first mention."""
    text = source_text(doc)
    drafts = sorted((d for d in roll.drafts if d.mentions), key=lambda d: (d.first, d.name))
    ids = {id(draft): f"a{number}" for number, draft in enumerate(drafts, 1)}

    def span(start: int, end: int) -> Span:
        return Span.of(text, w.start[start], w.end[end - 1])

    def actor(draft: Draft) -> Actor:
        places = sorted({(start, end) for start, end, _, _ in draft.mentions})
        return Actor(
            ids[id(draft)],
            draft.name,
            draft.kind,
            tuple(dict.fromkeys(alias for alias in draft.aliases if alias != draft.name)),
            draft.country,
            draft.role,
            draft.sector,
            ids.get(id(draft.whole)),
            tuple(span(*place) for place in places),
            span(*draft.role_at) if draft.role_at else None,
            span(*draft.country_at) if draft.country_at else None,
        )

    mentions = [
        Mention(start, end, head, ids[id(draft)], kind)
        for draft in drafts
        for start, end, head, kind in draft.mentions
    ]
    return make_cast(doc, [actor(draft) for draft in drafts], mentions)
