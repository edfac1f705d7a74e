"""Words: the stances that statements and words of stance show, where no event tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from copydesk.record.clauses import clause_of
from copydesk.record.meetings.parties import subject_of
from copydesk.record.positions.ahead import of_ahead
from copydesk.record.positions.condition import clause_condition, inside_condition
from copydesk.record.positions.issue import (
    is_order,
    name_of,
    shorten,
    turned,
    without_next_deed,
)
from copydesk.record.positions.lexicon import Leaning, lexicon
from copydesk.record.positions.owned import given_up, of_noun
from copydesk.record.positions.scene import Lean, Scene
from copydesk.record.record import Stance
from copydesk.record.statements.draft import Draft


def of_statement(scene: Scene, draft: Draft, cue: Token) -> Iterator[Lean]:
    """A stance from what somebody says, where no event tells it already."""
    doc, cast, words = scene.doc, scene.cast, lexicon()
    yield from of_words(scene, cue)
    stance = words.acts.get(draft.act)
    if draft.act in words.insist and draft.content and _asks(scene, draft):
        stance = Stance.FOR
    if draft.act == "call" and draft.frame == "+":
        stance = Stance.FOR  # "called for a quick solution"
    if stance is None or draft.actor is None or not draft.content or given_up(cue):
        return
    if draft.negated:
        if draft.lemma != "rule_out":
            return
        stance = Stance.OPEN
    start, end = draft.content[0]
    head = doc[start:end].root
    if stance is Stance.AGAINST and head.lemma_.lower() in words.denied:
        return  # "dismissed claims that": he denies something
    condition = clause_condition(doc, cue)
    issue = name_of(doc, cast, scene.issues, head, doc[start:end].text)
    if issue is None:
        return
    if stance is Stance.FOR and condition is not None:
        stance = Stance.CONDITIONAL
    told = turned(issue, stance)
    if told is not None:
        yield scene.lean(draft.actor, told[0], told[1], cue, how="demand", condition=condition)


def _asks(scene: Scene, draft: Draft) -> bool:
    """Whether "insisted that he attend" asks for something, rather than claiming it."""
    start, end = draft.content[0]
    root = scene.doc[start:end].root
    if root.pos_ not in ("VERB", "AUX"):
        return scene.doc[start].lower_ == "on"
    return is_order(root)


def of_words(scene: Scene, token: Token) -> Iterator[Lean]:
    """Stances told by nouns, adjectives, aims, silence, conditions and fixed words."""
    for lean in _now(scene, token):
        if scene.looks_back(token):
            return
        yield lean


def _now(scene: Scene, token: Token) -> Iterator[Lean]:
    """The stances that a word shows, were its sentence not of old times."""
    words = lexicon()
    lemma = token.lemma_.lower()
    if token.is_space:
        return
    if token.pos_ == "NOUN" and lemma in words.nouns:
        yield from of_noun(scene, token, words.nouns[lemma])
    elif token.dep_ == "acomp" and lemma in words.adjectives:
        yield from _adjective(scene, token, words.adjectives[lemma])
    elif lemma == "be" and any(
        c.dep_ == "nsubj" and c.lemma_.lower() in words.aims for c in token.children
    ):
        yield from _aim(scene, token)
    elif lemma in words.silent and _is_silent(token):
        yield from _silence(scene, token)
    elif lemma in words.undecided and any(c.dep_ == "neg" for c in token.children):
        yield from _undecided(scene, token)
    elif token.pos_ in ("VERB", "AUX"):
        yield from of_ahead(scene, token)
    if token.pos_ == "VERB" and lemma in words.verbs:
        if token.dep_ == "relcl":
            yield from _relative(scene, token, words.verbs[lemma])
        elif scene.statements.reporter(token.i) is not None:
            yield from _told_of(scene, token, words.verbs[lemma])
    if token.pos_ == "VERB" and lemma in words.censure:
        yield from _censure(scene, token)
    if token.dep_ in ("ROOT", "conj", "ccomp"):
        yield from _idiom(scene, token)
    if lemma in words.doors:
        yield from _door(scene, token)


def _adjective(scene: Scene, token: Token, leaning: Leaning) -> Iterator[Lean]:
    """ "Riyadh is open to the idea"."""
    subjects = {c.lemma_.lower() for c in token.head.children if c.dep_ == "nsubj"}
    if any(c.dep_ == "neg" for c in token.head.children) or subjects & lexicon().doors.keys():
        return
    owners = subject_of(scene.cast, token) or list(scene.speaker(token))
    for child in token.children:
        if child.lower_ in leaning.leads and owners:
            after = scene.doc[child.i + 1 : child.right_edge.i + 1].text
            noun = next((c for c in child.children if c.dep_ == "pobj"), child)
            issue = name_of(scene.doc, scene.cast, scene.issues, noun, after)
            if issue:
                yield scene.lean(owners[0], issue, leaning.stance, token)


def _aim(scene: Scene, token: Token) -> Iterator[Lean]:
    """ "The aim is to lower tariffs": the speaker is for it."""
    for child in token.children:
        purpose = child.dep_ in ("xcomp", "ccomp", "attr", "advcl") and child.i > token.i
        if purpose and any(c.lower_ == "to" for c in child.children):
            issue = shorten(scene.doc[child.left_edge.i : child.right_edge.i + 1].text)
            for actor in scene.speaker(token):
                if issue:
                    yield scene.lean(actor, issue, Stance.FOR, token)


def _relative(scene: Scene, verb: Token, stance: Stance) -> Iterator[Lean]:
    """ "An ultimatum that Oslo has rejected"."""
    taken = [c for c in verb.children if c.dep_ in ("dobj", "nsubj")]
    if not any(c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP") for c in taken):
        return
    if any(c.dep_ == "dobj" and c.tag_ not in ("WDT", "WP") for c in taken):
        return
    if any(
        c.dep_ in ("neg", "aux") and c.lower_ not in ("has", "have", "had") for c in verb.children
    ):
        return
    noun = verb.head
    words = scene.doc[noun.left_edge.i : verb.left_edge.i].text
    issue = name_of(scene.doc, scene.cast, scene.issues, noun, words)
    for actor in subject_of(scene.cast, verb)[:2]:
        if issue:
            yield scene.lean(actor, issue, stance, verb)


def _told_of(scene: Scene, verb: Token, stance: Stance) -> Iterator[Lean]:
    """ "She said Peru wanted a hotline", "he wants the plan scrapped"."""
    finite = verb.tag_ in ("VBD", "VBZ", "VBP")
    if not finite or any(c.dep_ == "neg" for c in verb.children) or inside_condition(verb):
        return
    if scene.speaks_of_others(verb):
        return
    things = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "ccomp", "xcomp")]
    if not things or any(c.dep_ == "nsubjpass" for c in verb.children):
        return
    thing = things[0]
    words = without_next_deed(scene.doc[thing.left_edge.i : thing.right_edge.i + 1])
    issue = name_of(scene.doc, scene.cast, scene.issues, thing, words)
    told = turned(issue, stance) if issue else None
    for actor in subject_of(scene.cast, verb)[:1]:
        if told is not None and scene.cast.of_head(thing.i) is None:
            yield scene.lean(actor, told[0], told[1], verb)


def _censure(scene: Scene, verb: Token) -> Iterator[Lean]:
    """ "MPs criticised her plan": the plan, not those who are criticised."""
    known = lexicon().offered | lexicon().measures
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in known), None)
    if thing is None or any(c.dep_ == "neg" for c in verb.children):
        return
    words = scene.doc[thing.left_edge.i : thing.right_edge.i + 1].text
    issue = name_of(scene.doc, scene.cast, scene.issues, thing, words)
    for actor in subject_of(scene.cast, verb)[:1]:
        if issue:
            yield scene.lean(actor, issue, Stance.AGAINST, verb)


def _is_silent(verb: Token) -> bool:
    """ "Did not respond", "has yet to respond"."""
    yet = verb.dep_ == "xcomp" and any(c.lower_ == "yet" for c in verb.head.children)
    return yet or any(c.dep_ == "neg" for c in verb.children)


def _undecided(scene: Scene, verb: Token) -> Iterator[Lean]:
    """ "Has not decided whether to attend"."""
    for child in verb.children:
        if child.i > verb.i and any(t.lower_ == "whether" for t in child.subtree):
            words = scene.doc[child.left_edge.i : child.right_edge.i + 1].text
            issue = shorten(words.removeprefix("whether ").removeprefix("on whether "))
            for actor in subject_of(scene.cast, verb)[:1]:
                if issue:
                    yield scene.lean(actor, issue, Stance.OPEN, verb)


def _silence(scene: Scene, verb: Token) -> Iterator[Lean]:
    """ "Did not respond to the offer"."""
    lists = lexicon()
    nouns = [n for c in verb.children if c.lower_ in lists.silent_leads for n in c.children]
    named = None if nouns or verb.dep_ != "xcomp" else scene.issues.just_named(verb)
    for actor in subject_of(scene.cast, verb)[:1]:
        if named is not None:
            yield scene.lean(actor, named, Stance.UNKNOWN, verb)
    for noun in nouns:
        if noun.lemma_.lower() not in lists.offered | lists.demanded:
            continue
        words = scene.doc[noun.left_edge.i : noun.right_edge.i + 1].text
        issue = name_of(scene.doc, scene.cast, scene.issues, noun, words)
        if any(words.lower().endswith(end) for end in lists.unheard):
            continue
        for actor in subject_of(scene.cast, verb)[:1]:
            if issue:
                yield scene.lean(actor, issue, Stance.UNKNOWN, verb)


def _idiom(scene: Scene, token: Token) -> Iterator[Lean]:
    """ "The door is open"."""
    low, high = token.left_edge.i, token.right_edge.i + 1
    said = " ".join(scene.doc[low:high].text.lower().split())
    for words, leaning in lexicon().idioms.items():
        if re.search(rf"\b{re.escape(words)}\b", said) and clause_of(token).i == token.i:
            if not any(t.lower_ in words.split() and t.head.i == token.i for t in token.children):
                continue
            for actor in scene.speaker(token):
                yield scene.lean(actor, leaning.issue, leaning.stance, token)


def _door(scene: Scene, door: Token) -> Iterator[Lean]:
    """ "The door to dialogue remains open", "kept the window for talks open"."""
    words, verb = lexicon(), door.head
    told = {c.lower_ for c in verb.children if c.dep_ in ("acomp", "oprd", "advmod", "amod")}
    told |= {c.lower_ for c in door.children if c.dep_ in ("amod", "acl", "oprd")} | {verb.lower_}
    stances = [stance for word, stance in words.doors[door.lemma_.lower()].items() if word in told]
    if not stances or any(c.dep_ == "neg" for c in verb.children):
        return
    after = [
        scene.doc[c.left_edge.i + 1 : c.right_edge.i + 1]
        for c in (*door.children, *verb.children)
        if c.left_edge.i > door.i and c.left_edge.lower_ in ("to", "for", "on")
    ]
    named = after and scene.cast.of_head(after[0].root.i) is None  # not "open to the rebels"
    issue = (shorten(after[0].text) if named else None) or _TALKS
    owners = subject_of(scene.cast, verb) if door.dep_ == "dobj" else scene.speaker(door)
    for actor in owners[:1]:
        yield scene.lean(actor, issue, stances[0], door)


_TALKS = "talks"
