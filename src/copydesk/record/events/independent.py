"""Independent: which words that fit a frame tell an event of its own.

Not what is only the content of another event, a condition of one, a noun that tells nothing new,
how a source spoke, or what a thing did that cannot act.
"""

from __future__ import annotations

from copydesk.record.events import clause
from copydesk.record.events.classes import is_thing, of_class
from copydesk.record.events.match import Match
from copydesk.record.events.negation import conditional_clause, demanded_by_condition
from copydesk.record.events.nouns import stands_alone, tells_only_denial
from copydesk.record.events.settle import FRIENDLY
from copydesk.record.events.sides import Sides
from copydesk.record.record import EventType
from copydesk.record.statements.tree import Tree

_BY_SOMEBODY = FRIENDLY | {
    EventType.COERCE,
    EventType.SANCTION,
    EventType.DEMAND,
    EventType.REQUEST,
    EventType.ACCUSE,
    EventType.REJECT,
    EventType.THREATEN,
}


_NAMING = frozenset("name identify quote speak brief comment talk discuss address".split())
_ASKING = frozenset("ask decline refuse want insist request wish prefer".split())
_BARRED = frozenset("authorise authorize permit allow".split())


def of_the_source(tree: Tree, v: int) -> bool:
    """ "Asked not to be named", "was not authorized to brief reporters": how a source spoke."""
    if tree.lemma[v] in ("ask", "question", "press") and tree.tag[v] == "VBN":
        # "Asked whether it would": by reporters
        return tree.dep[v] == "advcl" and not clause.agents(tree, v) and tree.kid(v, "aux") is None
    if tree.lemma[v] not in _NAMING:
        return False
    over = tree.head[v]
    if tree.dep[v] == "pcomp" and tree.lower[over] == "on":
        return False
    if tree.lemma[over] in _BARRED:
        return clause.passive(tree, over) and clause.modal(tree, v) == "to"
    unnamed = tree.lemma[v] in ("name", "identify", "quote") and clause.passive(tree, v)
    return unnamed and tree.lemma[over] in _ASKING


def by_a_thing(tree: Tree, m: Match, sides: Sides) -> bool:
    """ "The law meets with approval": what cannot act does not agree, demand or meet.

    Nor is anybody attacked by a quake or in a crash.
    """
    if m.frame.type is EventType.ASSAULT and m.frame.pos == "v":
        by = [*clause.subjects(tree, m.head), *clause.phrase(tree, m.head, "in")]
        if tree.dep[m.head] == "relcl":
            by.append(tree.head[m.head])  # "the crash in which they were killed"
        return any(of_class(tree, t, "calamity") for t in by)
    if m.frame.type not in _BY_SOMEBODY or m.frame.pos != "v":
        return False
    if any(need.kind == "subj" for need in m.frame.needs):
        return False
    actors = clause.subjects(tree, m.head)
    return bool(actors) and all(
        tree.pos[a] == "NOUN"
        and is_thing(tree.lemma[a])
        and not sides.who((a,), m.head)
        and tree.kid(a, "appos") is None
        for a in actors
    )


def _other_talks(tree: Tree, m: Match) -> bool:
    """ "Agreed to send a team for talks with Peru": the talks are an event of their own."""
    i, p = m.head, tree.head[m.head]
    if m.frame.pos != "n" or m.frame.type is not EventType.CONSULT or tree.dep[i] != "pobj":
        return False
    return tree.lower[p] in ("for", "before") and bool(
        clause.phrase(tree, i, "with") or clause.phrase(tree, i, "between")
    )


def _only_a_condition(tree: Tree, m: Match, heads: set[int]) -> bool:
    """The clause "if", "unless" of another event's verb."""
    v = m.head
    while tree.dep[v] in ("conj", "xcomp", "acomp", "attr"):
        v = tree.head[v]
    if tree.dep[v] != "advcl" or not conditional_clause(tree, v):
        return False
    over = tree.head[v]
    for _ in range(4):
        if over in heads:
            return True
        over = tree.head[over]
    return False


def independent(tree: Tree, matches: list[Match]) -> list[Match]:
    """Leave out what is only the content of another event, and nouns that tell nothing new."""
    by_head = {m.head: m for m in matches}
    covered: set[int] = set()
    for m in matches:
        if tells_only_denial(tree, m):
            continue
        for k in (*m.complement, *m.objects):
            if k != m.head:
                covered.update(t for t in _inside(tree, k) if t != m.head)
    seen: set[str] = set()
    heads = {m.head for m in matches if m.head not in covered and m.frame.pos != "n"}
    out: list[Match] = []
    for m in matches:
        if (m.head in covered and not _other_talks(tree, m)) or tells_only_denial(tree, m):
            continue
        if _only_a_condition(tree, m, heads - {m.head}) and not demanded_by_condition(tree, m.head):
            continue
        if m.frame.pos == "n" and not stands_alone(tree, m, by_head, seen):
            continue
        out.append(m)
    return out


def _inside(tree: Tree, k: int) -> list[int]:
    """The tokens under k, without clauses that tell something of their own about a noun."""
    out, todo = [], [k]
    while todo:
        token = todo.pop()
        out.append(token)
        for child in tree.kids[token]:
            told = tree.dep[child] in ("relcl", "appos", "parataxis") or (
                tree.dep[child] == "acl" and tree.tag[child] in ("VBN", "VBD")
            )
            # "Yielded no agreement as Peru refused to come", hung on the agreement
            told |= tree.dep[child] == "advcl" and tree.pos[token] == "NOUN"
            if not told:
                todo.append(child)
    return out
