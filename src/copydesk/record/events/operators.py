"""Operators: words that say how far the thing they tell of is real.

operators.tsv explains the columns.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from copydesk.record.record import Status
from copydesk.record.statements.tree import Tree

# What an operator that is no status itself leaves of a thing that is not done yet.
_LEAVES = {"pending": Status.HYPOTHETICAL, "obliged": Status.DEMANDED}


_PARTICLES = frozenset(("off", "back", "down", "out"))


@cache
def operators() -> dict[tuple[str, str], str]:
    """The operator of each (part, word). Parts: v, n, a, p (passive), o, m, d."""
    text = files(__package__).joinpath("operators.tsv").read_text(encoding="utf-8")
    out: dict[tuple[str, str], str] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            part, operator, words = line.split("\t")[:3]
            out.update({(part, word): operator for word in words.split("|")})
    return out


def of_object(tree: Tree, v: int) -> str | None:
    """What a verb says of its object noun: "called off", not "called", cancels talks."""
    return operators().get(("o", unit_of(tree, v))) or operators().get(("o", tree.lemma[v]))


def unit_of(tree: Tree, v: int) -> str:
    """A verb with its particle, "rule out", or alone."""
    for k in tree.kids[v]:
        if tree.dep[k] in ("prt", "advmod") and tree.lower[k] in _PARTICLES:
            return f"{tree.lemma[v]} {tree.lower[k]}"
    return tree.lemma[v]


def status_of(operator: str) -> Status:
    """The status that an operator gives to what it tells of. Not for `real`, `told`, `habitual`."""
    return _LEAVES.get(operator) or Status(operator)
