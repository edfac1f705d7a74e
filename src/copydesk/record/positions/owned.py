"""Owned: the stances that nouns show of those they belong to: "its demand for a swap"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from copydesk.record.meetings.parties import actors_of, of_word, subject_of
from copydesk.record.positions.issue import shorten
from copydesk.record.positions.lexicon import Leaning, lexicon
from copydesk.record.positions.scene import Lean, Scene
from copydesk.record.statements.nouns import LIGHT

_TAKEN_BACK = frozenset(("withdraw", "soften", "deny", "lift", "ease", "lack", "lose"))


def of_noun(scene: Scene, noun: Token, leaning: Leaning) -> Iterator[Lean]:
    """ "Tehran's insistence on enrichment", "a Congolese proposal that both navies patrol"."""
    lists = lexicon()
    if given_up(noun):
        return
    issue = _about(noun, leaning)
    owners = _whose(scene, noun) if issue else ()
    if not issue or not owners:
        return
    lemma = noun.lemma_.lower()
    how = "offer" if lemma in lists.offered else "demand" if lemma in lists.demanded else ""
    yield scene.lean(owners[0], issue, leaning.stance, noun, how=how)


def _whose(scene: Scene, noun: Token) -> tuple[str, ...]:
    """Whose it is: the possessor, an adjective, the one after "by" or "from", who makes it."""
    cast = scene.cast
    for child in noun.children:
        if child.dep_ == "poss":
            return actors_of(cast, child)
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.i < noun.i:
            for actor in of_word(cast, child.text):
                return (actor,)
        if child.lower_ in ("by", "from") and child.dep_ in ("prep", "agent"):
            for named in child.children:
                return actors_of(cast, named)
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in LIGHT:
        if any(c.dep_ == "neg" for c in noun.head.children):
            return ()
        return tuple(subject_of(cast, noun.head))
    return ()


def given_up(noun: Token) -> bool:
    """ "Dropped its demand for", "the call for a vote was withdrawn"."""
    if noun.pos_ != "NOUN" or noun.dep_ not in ("dobj", "nsubjpass"):
        return False
    verb = noun.head.lemma_.lower()
    return verb in _TAKEN_BACK or any(verb == words.split()[0] for words in lexicon().leaving)


def _about(noun: Token, leaning: Leaning) -> str | None:
    """What a noun is about: what stands after its preposition, "that" or "to"."""
    doc = noun.doc
    for child in noun.children:
        if child.i < noun.i:
            continue
        end = child.right_edge.i + 1
        if child.dep_ == "prep" and child.lower_ in leaning.leads:
            return shorten(doc[child.i + 1 : end].text)
        if child.dep_ not in ("acl", "ccomp", "relcl", "xcomp"):
            continue
        first = doc[child.left_edge.i]
        wish = "that" in leaning.leads and first.lower_ == "that" and first.dep_ == "mark"
        aim = "to" in leaning.leads and first.tag_ == "TO"
        if wish or aim:
            return shorten(doc[first.i + 1 : end].text)
    return None
