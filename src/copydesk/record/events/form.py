"""Form: what a verb's own form and its adverbs say, and under which key operators list a word."""

from __future__ import annotations

from dataclasses import replace

from copydesk.record.events import clause
from copydesk.record.events.operators import operators, status_of, unit_of
from copydesk.record.events.reality import SOFT, Reality
from copydesk.record.record import Status
from copydesk.record.statements.tree import Tree

PLANNED = Reality(Status.PLANNED, future=True)
# What talks, visits and truces do when they are real.
OCCUR = frozenset(
    """happen occur take materialise materialize begin start come resume go open continue end
    close last fail collapse proceed conclude reopen restart""".split()
)
BE = frozenset("is are was were am be been being 's ’s 're ’re 'm ’m".split())
HAVE = frozenset("has have had 've ’ve having".split())
MODALS = {
    "will": PLANNED,
    "shall": PLANNED,
    "wo": PLANNED,
    "would": Reality(Status.HYPOTHETICAL, future=True),
    "may": Reality(Status.HYPOTHETICAL),
    "might": Reality(Status.HYPOTHETICAL),
    "could": Reality(Status.HYPOTHETICAL),
    "can": Reality(Status.HYPOTHETICAL),
    "must": Reality(Status.DEMANDED, obliged=True),
    "should": Reality(Status.DEMANDED, obliged=True),
    "ought": Reality(Status.DEMANDED, obliged=True),
}


def is_to(tree: Tree, v: int) -> bool:
    """He is to carry messages; they are set to meet is told by its own word."""
    h = tree.head[v]
    return (
        tree.dep[v] in ("xcomp", "acl", "ccomp", "advcl")
        and tree.lemma[h] == "be"
        and h < v
        and tree.kid(h, "attr", "acomp") is None
    )


def shared_modal(tree: Tree, v: int) -> str:
    """Will meet and sign: the second verb shares the first one's modal."""
    h = tree.head[v]
    for _ in range(5):
        modal = clause.modal(tree, h)
        if modal:
            return modal if modal != "to" else ""
        if tree.dep[h] != "conj":
            return ""
        h = tree.head[h]
    return ""


def is_finite(tree: Tree, v: int) -> bool:
    if tree.tag[v] in ("VBD", "VBZ", "VBP") or tree.pos[v] == "AUX":
        return True
    return any(
        tree.tag[k] in ("VBD", "VBZ", "VBP", "MD")
        for k in tree.kids[v]
        if tree.dep[k].startswith("aux")
    )


def key_of(tree: Tree, h: int) -> tuple[str, str]:
    if clause.is_verb(tree, h):
        if tree.tag[h] == "VBN" and clause.passive(tree, h) and ("p", tree.lemma[h]) in operators():
            return "p", tree.lemma[h]
        unit = unit_of(tree, h)
        return "v", unit if ("v", unit) in operators() else tree.lemma[h]
    return ("a" if tree.pos[h] in ("ADJ", "ADV") else "n"), tree.lemma[h]


def with_adverbs(tree: Tree, i: int, found: Reality) -> Reality:
    """Reportedly, allegedly, perhaps, yet to, almost; repeatedly, often."""
    for k in tree.kids[i]:
        if tree.dep[k] not in ("advmod", "npadvmod", "prep", "advcl", "amod"):
            continue
        op = operators().get(("d", tree.lower[k]))
        if op is None:
            continue
        if op == "habitual":
            found = replace(found, habitual=True)
        elif found.status in SOFT:
            found = replace(found, status=status_of(op))
    return found


def said_of(tree: Tree, h: int) -> int:
    """What is said of a subject: "are to begin", "are due to begin" say begin."""
    for k in (h, tree.kid(h, "acomp", "attr")):
        inner = tree.kid(k, "xcomp") if k is not None else None
        if inner is not None and tree.tag[inner] == "VB" and tree.lemma[inner] in OCCUR:
            return inner
    return h
