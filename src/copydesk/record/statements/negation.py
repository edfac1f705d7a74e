"""Negation: whether a cue tells that something was not said: "has not confirmed", "never said"."""

from __future__ import annotations

from copydesk.record.statements.tree import Tree

_NEVER = {"not", "n't", "n’t", "never", "neither", "nor", "hardly", "scarcely"}
_NOBODY = {"nobody", "none", "neither"}
# Verbs and words after which nothing is said: failed to say, has yet to confirm.
_FAILING = {"fail", "refuse", "decline"}


def is_negated(tree: Tree, verb: int) -> bool:
    """Whether a verb of speech is negated, itself, by its subject or by what it hangs on."""
    if _own(tree, verb):
        return True
    above, dep = tree.head[verb], tree.dep[verb]
    if dep == "conj" and above < verb:
        return _carried_on(tree, verb, above)
    if dep == "pcomp":
        short = tree.lower[above] == "of" and tree.lower[above - 1] == "short"
        return short or tree.lower[above] == "without"
    if dep == "xcomp" and tree.tag[verb] == "VB":
        yet = any(tree.lower[k] == "yet" for k in tree.kids[above])
        return yet or tree.lemma[above] in _FAILING or _own(tree, above)
    return False


def _own(tree: Tree, verb: int) -> bool:
    """Negated by a word beside it or by its subject: "no official has said"."""
    for k in tree.kids[verb]:
        if tree.dep[k] in ("neg", "advmod", "preconj") and tree.lower[k] in _NEVER and k < verb:
            return True
        if tree.dep[k] in ("nsubj", "nsubjpass") and k < verb:
            one = tree.lower[k] == "one" and tree.lower[k - 1] == "no"
            first = tree.left[k]  # "not one speaker"
            one = one or tree.lower[first : first + 2] == ["not", "one"]
            dets = [d for d in tree.kids[k] if tree.dep[d] == "det"]
            if one or tree.lower[k] in _NOBODY or any(is_none(tree, d) for d in dets):
                return True
    return False


def is_none(tree: Tree, determiner: int) -> bool:
    """Whether a determiner leaves nobody: "no official", "neither side"."""
    return tree.lower[determiner] in ("no", "neither")


def _carried_on(tree: Tree, verb: int, above: int) -> bool:
    """Whether the negation of the verb before reaches this one: "did not confirm or deny"."""
    between = [k for k in tree.kids[above] if tree.dep[k] == "cc" and above < k < verb]
    if any(tree.lower[k] == "nor" for k in between):
        return True
    own = any(tree.dep[k] in ("nsubj", "nsubjpass", "aux") for k in tree.kids[verb])
    joined = any(tree.lower[k] == "or" for k in between)
    return not own and joined and tree.tag[verb] == tree.tag[above] and _own(tree, above)
