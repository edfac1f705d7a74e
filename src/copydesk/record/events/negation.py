"""Negation: what is denied a verb or noun, and the clauses that it hangs on."""

from __future__ import annotations

from copydesk.record.events import clause
from copydesk.record.statements.tree import Tree

CONDITIONS = frozenset(
    ("if", "unless", "whether", "provided", "providing", "lest", "should", "assuming")
)
AHEAD = frozenset(("before", "until", "till"))
_MARKS = CONDITIONS | AHEAD | {"when", "once", "after", "because", "since", "while", "as"}
_HANGS_ON = frozenset(("if", "unless", "provided", "should", "until", "providing"))
_GIVEN = frozenset(("provided", "providing", "assuming"))
_NOT = frozenset("not n't n’t never neither nor hardly scarcely barely nowhere".split())
_NOBODY = frozenset("nobody none nothing neither no-one".split())


def mark_of(tree: Tree, v: int) -> str:
    """The word that makes a clause of the verb one of condition or time; empty if none does."""
    if inverted(tree, v):
        return "if"
    for k in tree.kids[v]:
        if tree.dep[k] in ("mark", "advmod") and k < v and tree.lower[k] in _MARKS:
            if tree.lower[k] == "if" and k and tree.lower[k - 1] in ("as", "even", "asked"):
                continue
            return tree.lower[k]
        if tree.dep[k] == "prep" and k < v and tree.lower[k] in ("until", "till", "before", "once"):
            return tree.lower[k]
    return {"long": "if", "soon": "once"}.get(as_long(tree, v), "")


def as_long(tree: Tree, v: int) -> str:
    """ "long" or "soon" for the clause after "as long as" or "as soon as"; empty for others."""
    start = tree.left[v]
    if tree.lower[start] == "as" and start >= 2 and tree.lower[start - 2] == "as":
        return tree.lower[start - 1] if tree.lower[start - 1] in ("long", "soon") else ""
    return ""


def inverted(tree: Tree, v: int) -> bool:
    """ "Should the board adopt it", "had they stayed": a condition told by the order of words."""
    subject = tree.kid(v, "nsubj", "nsubjpass")
    start = tree.left[v]
    if subject is None or tree.dep[v] not in ("advcl", "ccomp") or start >= tree.left[subject]:
        return False
    return tree.lower[start] in ("should", "had", "were") and tree.head[start] == v


def has_no(tree: Tree, n: int) -> bool:
    """Whether a noun stands with "no" or "neither"; "no more than" is not meant."""
    return any(
        tree.lower[k] in ("no", "neither")
        and tree.dep[k] in ("det", "neg", "preconj", "cc")
        and tree.lower[k + 1] not in ("more", "less", "fewer", "doubt")
        for k in tree.kids[n]
    )


def is_negated(tree: Tree, v: int) -> bool:
    for k in tree.kids[v]:
        if tree.lower[k] == "longer" and any(tree.lower[n] in ("no", "any") for n in tree.kids[k]):
            return True
        if tree.dep[k] == "neg" or (
            tree.lower[k] in _NOT and tree.dep[k] in ("advmod", "preconj", "cc")
        ):
            if tree.lower[k] == "no" and tree.dep[k] != "neg":
                continue
            if (
                k + 1 < len(tree)
                and tree.lower[k + 1] in ("only", "just")
                and tree.lower[k] == "not"
            ):
                continue
            return True
        if tree.dep[k] in ("nsubj", "nsubjpass", "dobj"):
            if tree.lower[k] in _NOBODY or (tree.lower[k] == "one" and has_no(tree, k)):
                return True
            if has_no(tree, k) or has_no(tree, clause.core(tree, k)) or tree.lower[k] == "none":
                return True
            if any(tree.lower[d] == "not" for d in tree.kids[k]):
                return True  # "not a single prisoner"
    # "Neither side agreed"; the second verb of "did not meet or talk".
    h = tree.head[v]
    if tree.dep[v] == "conj" and any(tree.lower[k] == "nor" for k in tree.kids[h] if h < k < v):
        return True  # "has neither endorsed nor opposed it"
    shares = tree.dep[v] == "conj" and tree.tag[v] == "VB" == tree.tag[h]
    if shares and tree.kid(v, "nsubj") is None and is_negated(tree, h):
        return any(tree.lower[k] in ("or", "nor") for k in tree.kids[h])
    return False


def conditional(tree: Tree, v: int) -> bool:
    """Whether a clause "if", "unless" ... hangs on the verb, or on the verb it completes."""
    for k in tree.kids[v]:
        joined = tree.dep[k] == "conj" and tree.kid(k, "nsubj") is None
        if joined and tree.tag[k] == "VB" == tree.tag[v] and conditional(tree, k):
            return True  # "would stop and withdraw if"
        if tree.dep[k] == "advcl" and mark_of(tree, k) in _HANGS_ON:
            return True
        if tree.dep[k] == "ccomp" and inverted(tree, k):
            return True
        if tree.lower[k] == "soon" and tree.dep[k] == "advmod" and tree.kid(k, "advcl") is not None:
            return True  # "as soon as the debt is paid"
        if tree.lower[k] in ("unless", "without") and tree.dep[k] == "prep" and k < v:
            return True
        if tree.lower[k] in _GIVEN and k > v and tree.dep[k] in ("advcl", "prep", "conj"):
            return True
        if tree.lower[k] == "exchange":
            return True
        if tree.lower[k] == "in" and any(
            tree.lower[p] in ("exchange", "return") for p in tree.kids[k]
        ):
            return True
    return False


def is_given(tree: Tree, v: int) -> bool:
    """ "Provided that they left": the clause of a participle that sets a condition."""
    h = tree.head[v]
    return h < v and tree.lower[h] in _GIVEN and tree.kid(h, "dobj") is None


def conditional_clause(tree: Tree, v: int) -> bool:
    """Whether a verb heads a clause "if", "unless" ..."""
    return mark_of(tree, v) in CONDITIONS or mark_of(tree, v) == "until"


def demanded_by_condition(tree: Tree, v: int) -> bool:
    """ "Unless the tariffs are withdrawn, nothing can be settled" demands their withdrawal."""
    if tree.dep[v] != "advcl" or mark_of(tree, v) not in ("unless", "until"):
        return False
    over = tree.head[v]
    modal = clause.modal(tree, over)
    return modal in ("will", "can", "shall", "would", "could") and is_negated(tree, over)


def there_will_be_no(tree: Tree, n: int) -> bool:
    """ "There will be no sixth round": a noun denied a future."""
    h = tree.head[n]
    return (
        tree.dep[n] == "attr"
        and has_no(tree, n)
        and clause.modal(tree, h) == "will"
        and any(tree.dep[k] == "expl" for k in tree.kids[h])
    )
