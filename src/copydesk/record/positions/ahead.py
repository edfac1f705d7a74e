"""Ahead: stances in what somebody will do, will not do, or will only do on a condition."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from copydesk.record.meetings.parties import side_of, subject_of
from copydesk.record.positions.condition import clause_condition, inside_condition, is_firm
from copydesk.record.positions.issue import (
    TAKING,
    name_of,
    shorten,
    turned,
    with_verb,
    without_next_deed,
)
from copydesk.record.positions.lexicon import lexicon
from copydesk.record.positions.scene import Lean, Scene
from copydesk.record.record import ActorKind, Stance

_AHEAD = frozenset(("will", "would", "shall", "can", "wo", "’ll", "'ll"))
_REFUSING = frozenset(("will", "would", "wo", "’ll", "'ll"))
_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i", "you"))


def of_ahead(scene: Scene, verb: Token) -> Iterator[Lean]:
    """The stances shown by a verb with "will" or "would" that no event tells."""
    aux = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    ponders = verb.tag_ == "VBG" and bool(aux & {"is", "are", "was", "were", "’s", "'s"})
    if ponders and verb.lemma_.lower() in lexicon().undecided:
        if not any(c.dep_ == "neg" for c in verb.children):
            yield from _weighed(scene, verb, others=True)
        return
    if not aux & _AHEAD or inside_condition(verb) is not None:
        return
    tied = list(_tied(scene, verb))
    if tied:
        yield from tied
    elif any(c.dep_ == "neg" for c in verb.children):
        if aux & _REFUSING:
            yield from _declined(scene, verb)
    elif verb.lemma_.lower() in lexicon().undecided:
        yield from _weighed(scene, verb)
    elif verb.lemma_.lower() in lexicon().verbs and aux & _REFUSING:
        yield from _meant(scene, verb, lexicon().verbs[verb.lemma_.lower()])


def _tied(scene: Scene, verb: Token) -> Iterator[Lean]:
    """ "Britain will restore sanctions unless there is a deal": conditional, whatever the deed."""
    doc, cast = scene.doc, scene.cast
    condition = clause_condition(doc, verb)
    if condition is None:
        return
    own = subject_of(cast, verb)
    suffers = any(c.dep_ == "nsubjpass" for c in verb.children)
    theirs = any(  # "her town would sue if"
        c.tag_ == "PRP$" for s in verb.children if s.dep_ == "nsubj" for c in s.children
    )
    befalls = not (own or theirs) or suffers or verb.lemma_.lower() in lexicon().befalling
    if not is_firm(condition) and befalls:
        return  # "prices will rise if": a forecast
    actors = own or list(scene.speaker(verb))
    if not actors or any(scene.is_outsider(a) for a in actors):
        return
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), verb)
    objects = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "xcomp", "prep")]
    referent = _referent(objects[0]) if objects else None
    if referent is not None:
        name = scene.issues.just_named(verb) or scene.issues.last_measure(verb.i)
    elif objects:
        words = doc[objects[0].left_edge.i : objects[0].right_edge.i + 1].text
        name = shorten(with_verb(verb, words))
    elif subject.dep_ == "expl" or subject.lower_ == "there":
        attr = next(
            (c for c in verb.children if c.dep_ in ("attr", "nsubj") and c.i > verb.i), verb
        )
        name = shorten(doc[attr.left_edge.i : attr.i + 1].text)
    elif subject.lower_ in _PRONOUNS:
        # "he would sign if the numbers hold"; not "she would do so again unless"
        name = scene.issues.last_measure(verb.i) if verb.lemma_.lower() in TAKING else None
    else:
        end = subject.i if verb.lemma_.lower() == "be" else verb.i
        name = shorten(doc[subject.left_edge.i : end + 1].text)
    for actor in actors[:3]:
        if name:
            yield scene.lean(actor, name, Stance.CONDITIONAL, verb, condition=condition)


def _referent(phrase: Token) -> Token | None:
    """The pronoun in "agree to that", "sign it"."""
    noun = next((c for c in phrase.children if c.dep_ == "pobj"), phrase)
    return noun if noun.lower_ in ("it", "that", "this") else None


def _declined(scene: Scene, verb: Token) -> Iterator[Lean]:
    """ "Manila would not send warships", "we will not pay": told of himself, not by others."""
    actors = _own(scene, verb)
    words = _object_words(verb)
    if not actors or words is None or verb.lemma_.lower() in lexicon().befalling:
        return
    name = shorten(with_verb(verb, words))
    told = turned(name, Stance.AGAINST) if name else None
    if told is not None:
        yield scene.lean(actors[0], told[0], told[1], verb)


def _meant(scene: Scene, verb: Token, stance: Stance) -> Iterator[Lean]:
    """ "The city will defend the cap", told of himself."""
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    actors = _own(scene, verb)
    if thing is None or not actors or scene.cast.of_head(thing.i) is not None:
        return
    words = scene.doc[thing.left_edge.i : thing.right_edge.i + 1].text
    name = name_of(scene.doc, scene.cast, scene.issues, thing, words)
    if name:
        yield scene.lean(actors[0], name, stance, verb)


def _weighed(scene: Scene, verb: Token, *, others: bool = False) -> Iterator[Lean]:
    """ "Would consider an exemption": open to it. `others`: whoever tells it."""
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "xcomp") and c.i > verb.i), None)
    actors = tuple(subject_of(scene.cast, verb)) if others else _own(scene, verb)
    if thing is None or not actors:
        return
    words = scene.doc[thing.left_edge.i : thing.right_edge.i + 1].text
    name = name_of(scene.doc, scene.cast, scene.issues, thing, words)
    if name:
        yield scene.lean(actors[0], name, Stance.OPEN, verb)


def _own(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Who does it, where the article or he himself or his side says so."""
    draft = scene.statements.reporter(verb.i)
    voice = any(c.dep_ == "nsubj" and c.lower_ in ("we", "i") for c in verb.children)
    own = tuple(subject_of(scene.cast, verb)) or (scene.speaker(verb) if voice else ())
    if not own or any(scene.is_commentator(a) for a in own):
        return ()
    if scene.cast.actor(own[0]).kind is ActorKind.GROUP:
        return ()  # "voters will not accept it"
    if draft is None:
        return own
    teller = draft.actor
    if teller is None or side_of(scene.cast, teller) != side_of(scene.cast, own[0]):
        return ()
    return own


def _object_words(verb: Token) -> str | None:
    """What is done to whom: the object with the phrase after it, or the first phrase."""
    rest = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "prep", "xcomp")]
    if not rest:
        return None
    first = rest[0]
    if first.dep_ == "dobj" and first.pos_ == "PRON":
        return None
    return without_next_deed(verb.doc[first.left_edge.i : first.right_edge.i + 1])
