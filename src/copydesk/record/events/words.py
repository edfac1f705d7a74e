"""Words: the stretches of text that an event points to: trigger, object, condition."""

from __future__ import annotations

from copydesk.record.events import clause
from copydesk.record.events.match import Match
from copydesk.record.events.negation import as_long, inverted, mark_of
from copydesk.record.events.operators import operators
from copydesk.record.record import EventType
from copydesk.record.statements.tree import Range, Tree, trimmed

_CONDITIONS = frozenset(
    ("if", "unless", "until", "till", "provided", "providing", "once", "assuming")
)
_ON_TERMS = frozenset((EventType.THREATEN, EventType.AGREE, EventType.REJECT))
_PRECONDITIONS = frozenset(
    "precondition condition guarantee string restriction approval consent".split()
)


def trigger(tree: Tree, match: Match) -> Range:
    """The word that sets it off with its auxiliaries, negation, particle and light noun."""
    i = match.head
    start = end = i
    if clause.is_verb(tree, i):
        start = _verb_start(tree, i)
        h = tree.head[i]
        if tree.dep[i] in ("xcomp", "ccomp") and 0 < i - h <= 4 and tree.tag[i] in ("VB", "VBG"):
            parts = ("a", "n") if not clause.is_verb(tree, h) else ("v", "p")
            if any((p, tree.lemma[h]) in operators() for p in parts):
                start = min(start, _verb_start(tree, h) if parts[0] == "v" else h)
        if match.particle is not None and 0 < match.particle - i <= 4:
            end = match.particle
        elif match.objects and "obj" in {n.kind for n in match.frame.needs if n.noun_class}:
            noun = clause.core(tree, match.objects[0])
            if 0 < noun - i <= 4:
                end = noun
        elif any(
            n.kind == "+" and tree.lower[i + 1 : i + 2] == [n.word] for n in match.frame.needs
        ):
            end = i + 1
    else:
        for k in sorted(tree.kids[i], reverse=True):
            if k == start - 1 and tree.dep[k] in ("amod", "compound", "nmod", "neg"):
                start = k
    return start, end + 1


def _verb_start(tree: Tree, v: int) -> int:
    start = v
    for k in sorted((k for k in tree.kids[v] if k < v), reverse=True):
        adverb = (
            tree.dep[k] in ("advmod", "neg") and k == start - 1 and tree.pos[k] in ("ADV", "PART")
        )
        if (tree.dep[k] in ("aux", "auxpass") and start - k <= 3) or adverb:
            start = k
    while start < v and tree.pos[start] == "ADV" and tree.dep[start] != "neg":
        start += 1
    if start < v and tree.lower[start] == "to":
        start += 1
    return start


def object_words(tree: Tree, match: Match, condition: Range | None) -> Range | None:
    """What it is about: the object nouns, or the clause that completes the word."""
    heads = [k for k in match.complement if k > match.head] or [
        o for o in match.objects if o != match.head
    ]
    if not heads:
        return None
    start = min(tree.left[k] for k in heads[:1])
    end = max(tree.right[k] for k in heads)
    if clause.is_verb(tree, heads[0]) or len(heads) == 1:
        end = tree.right[heads[0]]
    end = _before_relative(tree, heads[-1], start, end)
    if condition and start < condition[0] < end:
        end = condition[0]
    if start <= match.head < end:
        if heads[0] > match.head:
            start = match.head + 1
        else:
            end = min(match.head, _relative_start(tree, match.head, heads[0]))
    return trimmed(tree, (start, end))


def _relative_start(tree: Tree, v: int, noun: int) -> int:
    """Where the relative clause begins that holds v and hangs on the noun; else v."""
    up = v
    while tree.head[up] not in (up, noun):
        up = tree.head[up]
    return tree.left[up] if tree.head[up] == noun else v


def _before_relative(tree: Tree, head: int, start: int, end: int) -> int:
    """Leave off what follows a dash or comma: a relative clause, an aside."""
    for k in tree.kids[head]:
        if (
            k > head
            and tree.dep[k] in ("relcl", "appos", "advcl")
            and not tree.word[tree.left[k] - 1]
        ):
            end = min(end, tree.left[k])
    return end


def condition(tree: Tree, match: Match) -> Range | None:
    """The clause or phrase that it hangs on: if, unless, only after, in exchange for."""
    v = match.head
    for c in match.complement if match.frame.type in _ON_TERMS else ():
        # "Threatened to send a ship to waters claimed by Peru unless", hung on claimed
        for k in tree.subtree(c):
            if tree.dep[k] == "advcl" and mark_of(tree, k) in ("unless", "if"):
                return trimmed(tree, (tree.left[k], tree.right[k]))
    for _ in range(4):
        found = _condition_of(tree, v)
        if found:
            return found
        for c in match.complement if v == match.head else ():
            found = _condition_of(tree, c)
            if found:
                return found
        if tree.dep[v] not in ("xcomp", "acomp", "conj", "ccomp"):
            return None
        up = tree.head[v]
        if tree.dep[v] == "ccomp" and tree.left[v] > up:
            return None
        v = up
    return None


def _dated(tree: Tree, lead: int) -> bool:
    """ "Until next year": a day, and nothing that somebody must do first."""
    noun = tree.kid(lead, "pobj")
    return noun is not None and tree.doc[noun].ent_type_ in ("DATE", "TIME")


def _condition_of(tree: Tree, v: int) -> Range | None:
    for k in tree.kids[v]:
        start, end = tree.left[k], tree.right[k]
        opening = tree.lower[start]
        only = start > 0 and tree.lower[start - 1] == "only"
        if tree.dep[k] == "advcl":
            marks = {
                tree.lower[m] for m in tree.kids[k] if tree.dep[m] in ("mark", "advmod") and m < k
            }
            as_long_as = as_long(tree, k) != ""
            if (
                marks & _CONDITIONS
                or inverted(tree, k)
                or as_long_as
                or (
                    (only or opening == "only" or "only" in marks)
                    and marks & {"after", "when", "once", "only"}
                )
            ):
                if as_long_as:
                    start -= 2
                return trimmed(tree, (start - only, end))
        if tree.dep[k] in ("prep", "pcomp") and k > v:
            if (
                opening == "in"
                and end - start > 2
                and tree.lower[start + 1] in ("exchange", "return")
            ):
                return trimmed(tree, (start, end))
            unnamed = "anonymity" in tree.lower[start:end]  # how it was said, not what it hangs on
            if (
                opening in ("without", "with", "on", "under")
                and not unnamed
                and any(tree.lemma[t] in _PRECONDITIONS for t in range(start, end))
            ):
                return trimmed(tree, (start, end))
            if opening in ("until", "unless", "depending", "pending") and not _dated(tree, k):
                return trimmed(tree, (start, end))
        if tree.dep[k] == "ccomp" and inverted(tree, k):
            return trimmed(tree, (start, end))
        if tree.lower[k] == "soon" and tree.kid(k, "advcl") is not None:
            return trimmed(tree, (start, end))
    for k in tree.kids[v]:
        if tree.dep[k] in ("dobj", "pobj", "xcomp"):
            for p in tree.kids[k]:
                opening = tree.lower[tree.left[p]]
                if tree.dep[p] == "prep" and p > k:
                    if opening in ("without", "with") and any(
                        tree.lemma[t] in _PRECONDITIONS for t in range(tree.left[p], tree.right[p])
                    ):
                        return trimmed(tree, (tree.left[p], tree.right[p]))
                    if opening == "in" and tree.lower[min(p + 1, len(tree) - 1)] in (
                        "exchange",
                        "return",
                    ):
                        return trimmed(tree, (tree.left[p], tree.right[p]))
                    if opening == "before" and tree.lemma[v] in (
                        "demand",
                        "want",
                        "require",
                        "seek",
                    ):
                        return trimmed(tree, (tree.left[p], tree.right[p]))
    return None
