"""Cues beside the clause they report: according to her; ..., she said, ...; per the ministry."""

from __future__ import annotations

from copydesk.record.statements.draft import Draft
from copydesk.record.statements.sources import SUBJECTS, speaker_of, words_of
from copydesk.record.statements.tree import Range, Tree, clean, without

_STOPS = {".", "!", "?", ";"}
# Where a clause that is reported ends, seen from a cue hung on one of its words.
_CLAUSES = {"ROOT", "ccomp", "parataxis", "relcl", "acl", "advcl", "conj"}


def according_to(tree: Tree, i: int, quoted: list[Range]) -> Draft | None:
    """“According to” at token i: the rest of its clause is told, or what is quoted beside it."""
    to = next((k for k in (i + 1, i + 2) if k < len(tree) and tree.lower[k] == "to"), None)
    if tree.lower[i] != "according" or to is None:
        return None
    noun = tree.kid(to, "pobj", "pcomp")
    if noun is None:
        noun = tree.kid(i, "pobj")
    if noun is None:
        return None
    cue = (i, to + 1)
    source = words_of(tree, noun, cue)
    content = quoted or clause_beside(tree, i, (i, source[1]))
    if not content:
        return None
    return Draft(cue, i, source, noun, content, "according to", "say", bool(quoted), "aside")


def aside(tree: Tree, i: int, cue: Range, act: str, lemma: str) -> Draft | None:
    """A verb between commas or after one, with nothing but its subject: ..., she said on Friday."""
    subject = tree.kid(i, *SUBJECTS)
    if subject is None:
        return None
    first, last = tree.sentences[tree.sentence[i]]
    start = min(tree.left[subject], cue[0])
    end = cue[1] if subject < i else max(cue[1], tree.right[subject])
    while end < last and tree.lower[end] not in (",", *_STOPS) and tree.quote[end] < 0:
        end += 1
    if any(
        tree.pos[t] == "VERB"
        and tree.kid(t, *SUBJECTS) is not None
        and t != i
        and not subject <= t <= tree.right[subject]
        for t in range(cue[1], end)
    ):
        return None
    before = start - 1
    while before >= first and tree.lower[before] in ("and", "but", "“", "”", '"'):
        before -= 1
    if before < first or tree.lower[before] not in (",", "—", "–", "-", "--"):
        return None
    content = clause_beside(tree, i, (before, min(end + 1, last)))
    source_token = speaker_of(tree, i)
    if not content or source_token is None:
        return None
    return Draft(
        cue, i, words_of(tree, source_token, cue), source_token, content, lemma, act, frame="aside"
    )


def clause_beside(tree: Tree, i: int, hole: Range) -> list[Range]:
    """The clause that token i stands in or beside, without the words from which it is told."""
    first, last = tree.sentences[tree.sentence[i]]
    top = i
    while tree.head[top] != top:
        top = tree.head[top]
        clause = tree.pos[top] in ("VERB", "AUX") and tree.dep[top] in _CLAUSES
        if clause and not hole[0] <= top < hole[1]:
            break
    inside = hole[0] <= top < hole[1]
    start, end = (first, last) if inside else (tree.left[top], tree.right[top])
    if not inside and tree.dep[top] in ("relcl", "acl"):
        return clean(tree, without([(start, end)], hole), hole)
    if tree.dep[top] != "ccomp" and not inside:
        # The parser often leaves a stray phrase of the clause outside its subtree.
        start = first if tree.dep[top] == "ROOT" else start
    semicolon = [t for t in range(start, hole[0]) if tree.lower[t] == ";"]
    if semicolon:
        start = semicolon[-1] + 1
    while start < end and tree.lower[start] in ("but", "and", "yet", "however", ",", "still"):
        start += 1
    return clean(tree, [(start, end)], hole)
