"""Form: what a verb's own form says, and under which key the operators list a word."""

from __future__ import annotations

from copydesk.record.events import clause
from copydesk.record.events.operators import operators
from copydesk.record.events.reality import Reality
from copydesk.record.record import Status
from copydesk.record.statements.tree import Tree

PLANNED = Reality(Status.PLANNED, future=True)
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
        return "v", tree.lemma[h]
    return ("a" if tree.pos[h] in ("ADJ", "ADV") else "n"), tree.lemma[h]
