"""About: what a noun says of the clause or infinitive about it, and its own modifiers of it.

"The plan to", "a report that", "a proposed meeting": none of this hangs on anything above the noun.
"""

from __future__ import annotations

from copydesk.record.events import clause
from copydesk.record.events.negation import has_no, is_negated
from copydesk.record.events.operators import of_object, operators, status_of
from copydesk.record.events.reality import REAL, Reality
from copydesk.record.record import Status
from copydesk.record.statements.tree import Tree

_DENY = frozenset("deny dismiss refute rebut dispute disclaim reject".split())


def of_clause(tree: Tree, n: int, told: bool = False) -> Reality:
    """A clause about a noun: real unless the noun itself is only planned, any, possible."""
    if any(tree.lower[k] in ("any", "whatever", "whichever") for k in tree.kids[n]):
        return Reality(Status.HYPOTHETICAL)
    for k in tree.kids[n]:
        if tree.dep[k] in ("det", "neg") and tree.lower[k] in ("no", "neither"):
            return Reality(Status.NEGATED, negated=True)
    h = tree.head[n]
    if tree.dep[n] == "pobj" and tree.lower[h] == "of" and tree.pos[tree.head[h]] == "NOUN":
        over = operators().get(("n", tree.lemma[tree.head[h]]))
        if over in ("hypothetical", "planned", "proposed", "demanded", "threatened", "negated"):
            return Reality(status_of(over))
    if tree.dep[n] == "attr" and is_negated(tree, tree.head[n]):
        return Reality(Status.NEGATED, negated=True)
    op = operators().get(("n", tree.lemma[n]))
    offer = not told and op in (None, "offered", "proposed", "planned", "intended")
    if tree.dep[n] in ("dobj", "nsubjpass") and tree.lemma[h] in _DENY and not offer:
        return Reality(Status.DENIED)  # "rejected an offer that would ..." denies nothing
    if op in ("denied", "claimed", "uncertain"):
        return Reality(status_of(op))
    if told and op not in (None, "real", "told", "pending", "planned", "obliged"):
        return Reality(status_of(op))
    return modified(tree, n) or REAL


def undone_above(tree: Tree, n: int) -> Reality | None:
    """ "Cancelled a trip to Paris, where he was to attend a summit": nor will he attend it."""
    for _ in range(3):
        h = tree.head[n]
        if tree.dep[n] == "pobj" and tree.pos[tree.head[h]] == "NOUN":
            n = tree.head[h]
            continue
        if tree.dep[n] in ("dobj", "nsubjpass") and clause.is_verb(tree, h):
            op = of_object(tree, h)
            real = tree.tag[h] in ("VBD", "VBN") and not is_negated(tree, h)
            return Reality(status_of(op)) if op in ("cancelled", "postponed") and real else None
        return None
    return None


def of_infinitive(tree: Tree, n: int) -> Reality:
    """Plan to, threat to, decision to, attempt to; "the first to" is real."""
    op = operators().get(("n", tree.lemma[n]))
    if op is None:
        if any(
            tree.lower[k] in ("first", "last", "latest", "only", "second") for k in tree.kids[n]
        ):
            return REAL
        return Reality(Status.HYPOTHETICAL, licensed=False)
    base = Reality(Status.HYPOTHETICAL) if op in ("real", "told") else Reality(status_of(op))
    if has_no(tree, n) or (tree.dep[n] == "dobj" and is_negated(tree, tree.head[n])):
        return Reality(Status.NEGATED, negated=True)
    return base


def modified(tree: Tree, n: int) -> Reality | None:
    """What an adjective or participle before a noun says of it."""
    for k in tree.kids[n]:
        told = tree.dep[k] == "relcl" and n in clause.objects(tree, k)
        if told or (tree.dep[k] == "acl" and tree.tag[k] == "VBN"):
            # "a meeting proposed by Peru", "talks postponed twice", "a summit that he suggested"
            op = of_object(tree, k)
            if op in ("planned", "proposed", "postponed", "cancelled"):
                return Reality(status_of(op), future=op == "planned")
        if tree.dep[k] in ("amod", "compound", "nmod", "advmod"):
            op = operators().get(("m", tree.lower[k]))
            if op == "real":
                return REAL
            if op:
                return Reality(status_of(op))
    return None
