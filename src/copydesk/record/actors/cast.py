"""Cast: the actors of an article and every mention of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc

from copydesk.article.span import Span
from copydesk.record.actors.countries import Naming, countries, namings
from copydesk.record.parse import source_text
from copydesk.record.record import Actor, ActorKind


class MentionKind(StrEnum):
    """How a mention refers."""

    NAME = "name"
    NOMINAL = "nominal"  # "the minister", "two diplomats"
    PRONOUN = "pronoun"
    METONYM = "metonym"  # "the Kremlin"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for an actor: tokens `start` to `end`, half-open, around `head`."""

    start: int
    end: int
    head: int
    actor: str
    kind: MentionKind


@dataclass(frozen=True)
class Cast:
    """The actors of a text, in order of first mention, and who is meant where.

    `mentions` are in text order; one that stands for two actors ("the two sides") comes twice.
    """

    doc: Doc
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    _token: dict[int, str]
    _head: dict[int, str]
    _by_id: dict[str, Actor]

    def actor(self, actor_id: str) -> Actor:
        """The actor of that id; KeyError where there is none."""
        return self._by_id[actor_id]

    def of_token(self, i: int) -> str | None:
        """Who is meant by the innermost mention that token i belongs to."""
        return self._token.get(i)

    def of_head(self, i: int) -> str | None:
        """Who is meant by the mention whose grammatical head is token i."""
        return self._head.get(i)

    def all_of_token(self, i: int) -> tuple[str, ...]:
        """All who are meant by mentions headed by token i ("the two sides": both)."""
        return tuple(m.actor for m in self.mentions if m.head == i)

    def of_span(self, start: int, end: int) -> str | None:
        """Who is meant by the words from code point `start` to `end`: by their head, if any."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        found = self._head.get(span.root.i)
        if found:
            return found
        inside = [m for m in self.mentions if span.start <= m.head < span.end]
        return min(inside, key=lambda m: (_depth(self.doc, m.head), m.head)).actor if inside else None

    def whole(self, actor_id: str) -> str | None:
        """The body or country that an actor belongs to, as an actor's id."""
        return self._by_id[actor_id].part_of

    def country(self, code: str) -> str | None:
        """The actor that is the country of this ISO code, if the text has it."""
        for actor in self.actors:
            if actor.kind is ActorKind.COUNTRY and actor.country == code:
                return actor.id
        return None


def _depth(doc: Doc, i: int) -> int:
    """How far token i is from the root of its sentence."""
    depth, token = 0, doc[i]
    while token.head.i != token.i and depth < 100:
        depth, token = depth + 1, token.head
    return depth


def find_cast(doc: Doc, title: str | None = None) -> Cast:
    """The actors of a parsed text. `title` helps to spell names; it gives no actor by itself."""
    del title
    found: dict[tuple[str, str], list[tuple[int, int, int, MentionKind]]] = {}
    for span in doc.ents:
        if span.label_ in ("PERSON", "ORG"):
            found.setdefault((span.label_, span.text.split()[-1]), []).append(
                (span.start, span.end, span.root.i, MentionKind.NAME)
            )
    table = namings()
    for i, token in enumerate(doc):
        for words, meanings in table.get(token.text, {}).items():
            if tuple(t.text for t in doc[i : i + len(words)]) == words:
                code, naming = meanings[0]
                if naming in (Naming.NAME, Naming.HOUSE, Naming.CAPITAL):
                    found.setdefault(("GPE", code), []).append(
                        (i, i + len(words), doc[i : i + len(words)].root.i, MentionKind.NAME)
                    )
    text = source_text(doc)
    actors: list[Actor] = []
    mentions: list[Mention] = []
    kinds = {"PERSON": ActorKind.PERSON, "ORG": ActorKind.ORGANISATION, "GPE": ActorKind.COUNTRY}
    for (label, key), places in sorted(found.items(), key=lambda item: item[1][0]):
        spans = tuple(
            Span.of(text, doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b, _, _ in places
        )
        actor_id = f"a{len(actors) + 1}"
        name = countries()[key].name if label == "GPE" else max((s.exact for s in spans), key=len)
        actors.append(
            Actor(
                actor_id,
                name,
                kinds[label],
                country=key if label == "GPE" else None,
                mentions=spans,
            )
        )
        mentions += [Mention(a, b, head, actor_id, kind) for a, b, head, kind in places]
    return make_cast(doc, actors, mentions)


def make_cast(doc: Doc, actors: list[Actor], mentions: list[Mention]) -> Cast:
    """A Cast with its look-up tables."""
    mentions = sorted(mentions, key=lambda m: (m.start, -m.end, m.actor))
    token: dict[int, str] = {}
    head: dict[int, str] = {}
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        for i in range(mention.start, mention.end):
            token[i] = mention.actor
    for mention in mentions:
        head.setdefault(mention.head, mention.actor)
    return Cast(doc, tuple(actors), tuple(mentions), token, head, {a.id: a for a in actors})
