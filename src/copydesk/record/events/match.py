"""Match: whether a frame fits a word of the text, and what it finds beside it."""

from __future__ import annotations

from dataclasses import dataclass

from copydesk.record.events import clause
from copydesk.record.events.frames import Entry, Frame, lexicon
from copydesk.record.events.needs import Found, meets
from copydesk.record.statements.tree import Tree

_POS = {"VERB": "v", "NOUN": "n", "ADJ": "a", "AUX": "v", "PROPN": "n"}


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that fits. `objects` are nouns, `complement` the heads of clauses, told or asked."""

    frame: Frame
    head: int
    objects: tuple[int, ...]
    complement: tuple[int, ...]
    particle: int | None = None


def match(tree: Tree, i: int) -> Match | None:
    """The most demanding frame that fits the token, if any does."""
    pos = _POS.get(tree.pos[i])
    if pos is None:
        return None
    if clause.is_verb(tree, i):
        pos = "v"
    entries = lexicon().entries
    found = entries.get((pos, tree.lemma[i]), ())
    if tree.lower[i] != tree.lemma[i]:
        found = (*entries.get((pos, tree.lower[i]), ()), *found)
    if not found and pos == "v" and tree.lower[i].endswith(("ed", "ing")):
        # The lemmatizer makes "stag" of "staged".
        found = entries.get((pos, tree.lemma[i] + "e"), ())
    for entry in (*found, *entries.get((pos, "*"), ())):
        fitted = _fit(tree, i, entry)
        if fitted is not None:
            return fitted
    return None


def _fit(tree: Tree, i: int, entry: Entry) -> Match | None:
    frame, particle = entry.frame, None
    if entry.particle:
        particle = _particle(tree, i, entry)
        if particle is None:
            return None
    beside = Found()
    for need in frame.needs:
        if not meets(tree, i, need, beside):
            return None
    objects, complement = beside.objects, beside.complement
    if frame.pos == "v" and not any(n.kind in ("obj", "+", "pass") for n in frame.needs):
        objects = objects or clause.objects(tree, i)
    if frame.pos == "v" and not complement:
        complement = [
            k
            for k in tree.kids[i]
            if tree.dep[k] in ("xcomp", "ccomp") and tree.left[k] > i and tree.lower[k] != "said"
        ]
    return Match(frame, i, tuple(objects), tuple(complement), particle)


_PARTICLES = frozenset("prt advmod prep acomp oprd dobj xcomp ccomp dep".split())


def _particle(tree: Tree, i: int, entry: Entry) -> int | None:
    """The second word of a unit: after a verb within a few words, right before a noun."""
    words = entry.particle.split(" ")
    if entry.frame.pos == "n":
        return i - 1 if i and tree.lower[i - 1] == words[-1] else None
    for k in tree.kids[i]:
        if tree.lower[k] != words[-1] or k <= i:
            continue
        between = tree.lower[i + 1 : k]
        if tree.dep[k] in _PARTICLES and all(w in between for w in words[:-1]):
            return k
    if i + 1 < len(tree) and tree.lower[i + 1] == words[0] and len(words) == 1:
        return (
            i + 1
            if tree.dep[i + 1] in ("prt", "advmod", "acomp", "ccomp", "xcomp", "amod")
            else None
        )
    return None
