"""Repair: small, sure corrections to a parse before events are read from it.

The small English model takes the gerund in "denied occupying homes" for an adjective of its object.
"""

from __future__ import annotations

from copydesk.record.statements.tree import Tree

# Verbs that a gerund completes: "denied, proposed, stopped doing it".
_BEFORE_GERUND = frozenset(
    """deny propose suggest avoid consider stop cease halt begin start resume continue recommend
    favour favor oppose threaten risk delay postpone finish admit advocate contemplate mull
    discuss justify finish keep quit""".split()
)


def repair(tree: Tree) -> None:
    """Give gerunds after such verbs their objects back. Changes the tree."""
    for i in range(1, len(tree)):
        if tree.tag[i] != "VBG" or tree.dep[i] not in ("amod", "compound"):
            continue
        noun, verb = tree.head[i], i - 1
        if tree.dep[noun] != "dobj" or tree.head[noun] != verb or noun < i:
            continue
        if tree.lemma[verb] in _BEFORE_GERUND and not any(
            tree.dep[k] in ("det", "poss") for k in tree.kids[noun] if k < i
        ):
            _move(tree, i, verb, "xcomp")
            _move(tree, noun, i, "dobj")
            tree.left[i], tree.right[i] = i, tree.right[noun]
            tree.left[noun] = i + 1
            tree.pos[i] = "VERB"


def _move(tree: Tree, token: int, head: int, dep: str) -> None:
    tree.kids[tree.head[token]].remove(token)
    tree.head[token], tree.dep[token] = head, dep
    tree.kids[head] = sorted([*tree.kids[head], token])
