"""Newcomers: people and bodies that do or suffer something and are nowhere named.

The cast holds names and those whom the text speaks of as persons of weight. Events also have
"police", "thirty students", "the crew": here they become actors, so that an event can say who was
arrested. One noun is one actor in an article.
"""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.article.span import Span
from copydesk.record.actors.cast import Cast, Mention, MentionKind, make_cast
from copydesk.record.actors.countries import countries
from copydesk.record.events import clause
from copydesk.record.events.classes import is_actor, is_listed, is_thing
from copydesk.record.events.deed import Deed
from copydesk.record.events.frames import lexicon
from copydesk.record.events.sides import Sides
from copydesk.record.parse import source_text
from copydesk.record.record import Actor, ActorKind
from copydesk.record.statements.tree import Tree

_BODIES = frozenset(
    """police army crowd crew garrison navy militia government parliament court ministry company
    team party palace opposition union family authority""".split()
)
_PARTS = frozenset(
    """member family leader resident relative crew supporter head parent mother victim owner
    representative official director chief""".split()
)
# They stand for others, whom the text names or does not.
_NOBODY = frozenset(
    """side other both all some many none one two three thousand hundred dozen million party country
    nation state anyone everyone counterpart power talk who number ten""".split()
)

# "The two countries", "other nations", "warring parties": nobody new
_WHICH = frozenset(
    "two three four both other neighbouring neighboring warring rival same many several".split()
)

# Whoever is told by these is nobody in particular: "no teacher was hurt", "any president".
_NOT_ONE = frozenset("no any every each either neither whatever whichever".split())
# Endings that only people have; what ends in "er" or "or" may be a corridor.
_CALLINGS = ("ist", "ian", "man", "men", "woman", "women", "crat", "ee")
# With "her" and the like before them somebody else, whom the text names.
_OTHERS = frozenset(
    """rival opponent predecessor successor colleague boss challenger deputy husband wife friend
    enemy critic running-mate""".split()
)

# Nouns of verbal phrases: "to join forces".
_IDIOMS = frozenset((("join", "forces"), ("combine", "forces"), ("take", "sides")))


def with_newcomers(tree: Tree, deeds: Sequence[Deed], sides: Sides, cast: Cast) -> Cast:
    """The cast with those added whom deeds speak of and nobody had noticed; itself if none."""
    doc = tree.doc
    heads: set[int] = set()
    lands: dict[str, list[int]] = {}
    for deed in deeds:
        for t in (*deed.actors, *deed.recipients):
            if sides.who((t,), deed.head):
                continue
            if deed.move == "visit" and t in deed.recipients and tree.doc[t].ent_type_ == "GPE":
                continue  # a town that somebody goes to does nothing
            if tree.pos[t] == "NOUN" and not _somebody(tree, t, acts=t in deed.actors):
                continue
            code = sides.land_code(t)
            if code is not None:
                lands.setdefault(code, []).append(t)
            elif _new(tree, t):
                heads.add(t)
    if not heads and not lands:
        return cast
    text = source_text(doc)
    found: dict[str, list[tuple[int, int, int]]] = {}
    for t in sorted(heads):
        found.setdefault(tree.lemma[t], []).append((*_words(tree, t), t))
    actors, mentions = list(cast.actors), list(cast.mentions)
    for code, tokens in sorted(lands.items(), key=lambda item: item[1][0]):
        # Told by an adjective alone: "bombed Lebanese villages".
        told = sorted(set(tokens))
        spans = tuple(Span.of(text, doc[t].idx, doc[t].idx + len(doc[t])) for t in told)
        name = countries()[code].name
        new = Actor(f"a{len(actors) + 1}", name, ActorKind.COUNTRY, country=code, mentions=spans)
        actors.append(new)
    for places in found.values():
        actor_id = f"a{len(actors) + 1}"
        spans = tuple(
            Span.of(text, doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b, _ in places
        )
        first = places[0]
        actors.append(Actor(actor_id, _name(tree, first), _kind(tree, first[2]), mentions=spans))
        mentions += [Mention(a, b, t, actor_id, MentionKind.NOMINAL) for a, b, t in places]
    return make_cast(doc, actors, mentions)


def _new(tree: Tree, t: int) -> bool:
    if tree.pos[t] == "PROPN":
        return is_actor(tree, t) and (
            tree.doc[t].ent_type_ not in ("GPE", "LOC", "FAC") or _acts(tree, t)
        )
    if tree.pos[t] != "NOUN" or is_thing(tree.lemma[t]):
        return False
    if tree.lemma[t] in _NOBODY:
        # "Small island states", "opposition parties", not "both parties"
        told = [k for k in tree.kids[t] if tree.dep[k] in ("amod", "compound")]
        kind = tree.lemma[t] in ("party", "country", "nation", "state") and tree.tag[t] == "NNS"
        return kind and any(tree.lower[k] not in _WHICH for k in told)
    return is_actor(tree, t)


def _somebody(tree: Tree, t: int, acts: bool) -> bool:
    """Whether a noun tells of people or a body: not "no teacher", "the town", "her rival"."""
    lemma, classes = tree.lemma[t], lexicon().classes
    if lemma in classes["machines"] or (lemma in classes["seats"] and not acts):
        return False
    if (tree.lemma[tree.head[t]], tree.lower[t]) in _IDIOMS:
        return False
    plural = tree.tag[t] == "NNS"
    if not (plural or is_listed(lemma) or lemma.endswith(_CALLINGS)):
        return False  # "the takeover", "the corridor"
    for k in tree.kids[t]:
        word = tree.lower[k]
        if tree.dep[k] in ("det", "neg", "poss") and (word in _NOT_ONE or k > t):
            return False
        own = tree.dep[k] == "poss" and tree.pos[k] == "PRON"
        if own and not plural and lemma in _OTHERS:
            return False
        general = word in ("a", "an", "another") and tree.dep[k] == "det" and acts
        if general and lemma not in _BODIES and clause.modal(tree, tree.head[t]):
            return False  # "a president cannot sign"
    return True


def _acts(tree: Tree, t: int) -> bool:
    """Whether a place that no list knows is spoken of as a state or city government."""
    if tree.doc[t].ent_type_ != "GPE":
        return False
    while tree.dep[t] == "conj":
        t = tree.head[t]
    if tree.dep[t] == "pobj":
        return tree.lower[tree.head[t]] in ("with", "by", "against", "between", "on", "to", "from")
    return tree.dep[t] in ("nsubj", "nsubjpass", "dobj", "dative", "poss", "compound", "nmod")


def _words(tree: Tree, t: int) -> tuple[int, int]:
    """The noun with what stands before it: "thirty students", "the opposition leader"."""
    start = t
    for k in sorted((k for k in tree.kids[t] if k < t), reverse=True):
        if (
            tree.dep[k] in ("det", "nummod", "amod", "compound", "poss")
            and tree.left[k] >= start - 4
        ):
            start = min(start, tree.left[k])
    after = t + 1
    parts = tree.lemma[t] in _PARTS and after < len(tree)
    if parts and tree.lower[after] == "of" and tree.head[after] == t:
        # "members of the junta"; not a clause that goes with it
        return start, tree.right[after] if tree.right[after] - after <= 5 else after
    return start, after


def _name(tree: Tree, place: tuple[int, int, int]) -> str:
    start, end, head = place
    if tree.pos[head] == "PROPN":
        end = head + 1
    while start < end - 1 and tree.pos[start] in ("DET", "PRON"):
        start += 1
    return tree.doc[start:end].text


def _kind(tree: Tree, t: int) -> ActorKind:
    if tree.tag[t] == "NNP":
        return ActorKind.ORGANISATION
    plural = tree.tag[t] in ("NNS", "NNPS") or tree.lemma[t] in _BODIES
    return ActorKind.GROUP if plural else ActorKind.UNNAMED
