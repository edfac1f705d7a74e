"""Speakers: those who say something and are nowhere named: "parents", "a neighbour", "the board".

The cast holds names and people of weight. Who speaks is an actor all the same, named by the words
that the article has; one noun phrase is one actor.
"""

from __future__ import annotations

from spacy.tokens import Doc

from copydesk.article.span import Span
from copydesk.record.actors.cast import Cast, Mention, MentionKind, make_cast
from copydesk.record.actors.lexicon import lexicon
from copydesk.record.parse import source_text
from copydesk.record.record import Actor, ActorKind
from copydesk.record.statements.draft import Draft, Statements
from copydesk.record.statements.nesting import chain

# Acts that a thing may do, too.
_THINGS = {"show", "suggest", "predict", "expect", "appear", "report", "find"}
# What is no speaker although it is told to say something.
_PAPERS = frozenset(
    """report statement letter analysis presentation slideshow yearbook quote headline website page
    notice brochure film trailer memo documentary property study poll survey document draft plan
    deal agreement accord treaty
    law bill rule ruling resolution text proposal article paper book email message post tweet figure
    datum number result record filing lawsuit complaint story account version talk move step
    decision campaign strike protest war attack video sign thing something everything what that
    which who it this one all some many most other both number dozen hundred thousand rest half
    share majority""".split()
)
_LONGEST = 8  # words of a name


def with_speakers(doc: Doc, statements: Statements, cast: Cast) -> Cast:
    """The cast with those added who speak; their statements know them. Itself if none."""
    text = source_text(doc)
    actors, mentions = list(cast.actors), list(cast.mentions)
    known: dict[str, str] = {}
    for draft in statements.drafts:
        if not _is_somebody(doc, draft) or draft.source_token is None:
            continue
        first, start, end = _phrase(doc, draft.source_token)
        name = " ".join(doc[start:end].text.split())
        actor = known.get(name.casefold())
        spot = Span.of(text, doc[first].idx, doc[end - 1].idx + len(doc[end - 1]))
        if actor is None:
            actor = f"a{len(actors) + 1}"
            known[name.casefold()] = actor
            actors.append(Actor(actor, name, _kind(doc, draft.source_token), mentions=(spot,)))
        else:
            number = int(actor[1:]) - 1
            old = actors[number]
            actors[number] = Actor(actor, old.name, old.kind, mentions=(*old.mentions, spot))
        mentions.append(Mention(first, end, draft.source_token, actor, MentionKind.NOMINAL))
        if doc[draft.source_token].pos_ == "PROPN" and end == first + 1:
            mentions += _namesakes(doc, cast, draft.source_token, actor)
        draft.actor = actor
    if len(mentions) == len(cast.mentions):
        return cast
    heads = {mention.head: mention.actor for mention in mentions[len(cast.mentions) :]}
    for draft in statements.drafts:
        draft.actor = draft.actor or heads.get(draft.source_token or -1)
    chain(list(statements.drafts))
    return make_cast(doc, actors, mentions)


def _namesakes(doc: Doc, cast: Cast, name: int, actor: str) -> list[Mention]:
    """Where else a name of one word stands that nobody in the cast has."""
    return [
        Mention(t.i, t.i + 1, t.i, actor, MentionKind.NAME)
        for t in doc
        if t.text == doc[name].text and t.i != name and not cast.all_of_token(t.i)
    ]


def _is_somebody(doc: Doc, draft: Draft) -> bool:
    """Whether a statement has a speaker whom the cast does not know and who is somebody."""
    if draft.actor is not None or draft.source_token is None:
        return False
    token = doc[draft.source_token]
    if draft.act in _THINGS or token.pos_ not in ("NOUN", "PROPN"):
        return False
    named = token.pos_ == "PROPN" and draft.act != "offer"
    if draft.frame not in _SPEECH and not named and not _is_human(token.lemma_.lower()):
        return False
    if token.lemma_.lower() in _PAPERS or token.ent_type_ in ("DATE", "TIME", "EVENT", "LAW"):
        return False
    return not any(c.lower_ in ("no", "neither", "any", "either") for c in token.children)


# Frames that only speech has; "offers views" may be told of a house.
_SPEECH = ("quote", "that", "aside", "signed", "label")


_PLACES = frozenset("nation country state province town city village region club school".split())


def _is_human(noun: str) -> bool:
    """Whether a noun stands for people or a body of them."""
    words = lexicon()
    human = (words.person, words.organisation, words.group, words.body_end)
    return noun in _PLACES or any(noun in table for table in human)


def _phrase(doc: Doc, head: int) -> tuple[int, int, int]:
    """The noun with what stands before it and a short "of ..." after it.

    The first token, the first one without an article, and the end.
    """
    token = doc[head]
    start = head
    for child in sorted((c for c in token.children if c.i < head), key=lambda c: -c.i):
        if child.dep_ not in ("det", "nummod", "amod", "compound", "poss", "nmod"):
            break
        start = child.left_edge.i
    first = start
    while start < head and doc[start].pos_ in ("DET", "PRON"):
        start += 1
    end = head + 1
    for child in token.children:
        if child.i == end and child.dep_ == "prep" and child.lower_ in ("of", "from", "for"):
            last = child.right_edge.i + 1
            if last - start <= _LONGEST and not any(t.is_punct for t in doc[end:last]):
                end = last
    return first, start, end


def _kind(doc: Doc, head: int) -> ActorKind:
    token = doc[head]
    if token.pos_ == "PROPN":
        person = token.ent_type_ == "PERSON"
        return ActorKind.PERSON if person else ActorKind.ORGANISATION
    if token.tag_ == "NNS":
        return ActorKind.GROUP
    words = lexicon()
    body = token.lower_ in words.organisation or token.lower_ in words.body_end
    return ActorKind.ORGANISATION if body else ActorKind.UNNAMED
