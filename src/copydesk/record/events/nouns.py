"""Nouns: when a noun of a frame tells an event by itself, and not only a topic."""

from __future__ import annotations

from copydesk.record.events import clause
from copydesk.record.events.classes import is_actor, of_class
from copydesk.record.events.match import Match
from copydesk.record.events.negation import there_will_be_no
from copydesk.record.events.status import reality
from copydesk.record.record import EventType, Status
from copydesk.record.statements.tree import Tree

_TALKS = frozenset({"meet", "talk", "call", "visit", "mediate"})
_TOPIC = frozenset("on about over against for concerning regarding to toward towards into".split())
_HAPPENS = frozenset(
    """happen occur begin start open resume continue end close collapse fail take erupt break follow
    kill wound injure leave come last drag kick conclude hold run stall go proceed hit destroy
    damage trigger spark cause claim send yield produce""".split()
)


def stands_alone(tree: Tree, m: Match, by_head: dict[int, Match], seen: set[str]) -> bool:
    """Whether a noun is an event of its own: licensed, with somebody in it, and not told before."""
    i, h = m.head, tree.head[m.head]
    if tree.dep[i] in ("compound", "amod", "nmod", "poss", "oprd"):
        return False
    if m.frame.move == "visit" and any(of_class(tree, k, "field_trip") for k in tree.kids[i]):
        return False
    if _part_of(tree, i, by_head):
        return False
    found = reality(tree, i)
    if not found.licensed:
        return False
    if there_will_be_no(tree, i):
        return True
    if found.status is Status.NEGATED and tree.dep[i] == "nsubj" and tree.lemma[h] not in _HAPPENS:
        return False
    if m.frame.move in _TALKS and m.frame.type is EventType.CONSULT:
        return _talks(tree, m, found.status, seen)
    if m.frame.needs:
        return True
    if found.status not in (Status.REALISED, Status.CLAIMED):
        return found.status is Status.NEGATED or (
            bool(clause.owners(tree, i)) and found.status is not Status.HYPOTHETICAL
        )
    return _somebody(tree, i) or (tree.dep[i] == "nsubj" and tree.lemma[h] in _HAPPENS)


def _part_of(tree: Tree, i: int, by_head: dict[int, Match]) -> bool:
    """Whether it is the subject or a part of an event that is told by another word."""
    h = tree.head[i]
    if tree.dep[i] == "pobj" and tree.lower[h] == "of" and tree.head[h] in by_head:
        return True
    if tree.dep[i] in ("nsubj", "nsubjpass") and h in by_head:
        other = by_head[h]
        return other.frame.type in (EventType.ASSAULT, EventType.CONSULT, EventType.REJECT)
    return False


def _somebody(tree: Tree, i: int) -> bool:
    owner = tree.kid(i, "poss")
    if owner is not None or clause.agents(tree, i):
        return True
    return any(
        is_actor(tree, t)
        for p in ("between", "with", "by", "on", "against")
        for t in clause.phrase(tree, i, p)
    )


def _talks(tree: Tree, m: Match, status: Status, seen: set[str]) -> bool:
    """Talks are told once, unless somebody or some order is named with them."""
    i = m.head
    topic = tree.dep[i] == "pobj" and tree.lower[tree.head[i]] in _TOPIC
    if topic and status is not Status.PLANNED:
        return False
    named = any(clause.phrase(tree, i, p) for p in ("between", "with"))
    owned = any(tree.dep[k] == "poss" for k in tree.kids[i])
    told = owned or any(tree.lower[k] in _ORDER for k in tree.kids[i])
    if not (named or told or tree.dep[i] in ("nsubj", "nsubjpass")):
        return False
    key = f"{tree.lemma[i]} {status}"
    fresh = named or told or key not in seen
    seen.add(key)
    return fresh


_ORDER = frozenset(
    "first second third fourth fifth sixth previous next last earlier latest new upcoming planned "
    "anticipated direct".split()
)


def tells_only_denial(tree: Tree, m: Match) -> bool:
    """ "Denied a report that they had left": the event is the leaving, which is denied."""
    return m.frame.move == "dismiss" and any(
        tree.dep[k] in ("acl", "relcl") and clause.is_verb(tree, k) and not clause.passive(tree, k)
        for o in m.objects
        for k in tree.kids[o]
    )
