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
    end = source[1]
    while end < tree.right[noun] and tree.word[end]:
        end += 1  # "according to two who met last week, ...": the time goes with the source
    content = quoted or clause_beside(tree, i, (i, end))
    if not content:
        return None
    return Draft(cue, i, source, noun, content, "according to", "say", bool(quoted), "aside")


def aside(tree: Tree, i: int, cue: Range, act: str, lemma: str) -> Draft | None:
    """A verb between commas or after one, with nothing but its subject: ..., she said on Friday."""
    subject = tree.kid(i, *SUBJECTS)
    lost = _lost_name(tree, i) if subject is None else None
    if subject is None and lost is None:
        return None
    first, last = tree.sentences[tree.sentence[i]]
    if lost is not None:
        content = clause_beside(tree, i, (lost[0] - 1, _to_mark(tree, cue[1], last)))
        return (
            Draft(cue, i, lost, lost[1] - 1, content, lemma, act, frame="aside")
            if content
            else None
        )
    assert subject is not None
    start = min(tree.left[subject], cue[0])
    end = cue[1] if subject < i else max(cue[1], tree.right[subject])
    end = _to_mark(tree, end, last)
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
    if before + 1 < start and tree.dep[i] == "conj" and tree.kid(i, "prep", "xcomp", "dobj"):
        return None  # "..., and its authors disagree on it": a clause of its own
    if before < first or tree.lower[before] not in (",", "—", "–", "-", "--"):
        return None
    content = clause_beside(tree, i, (before, min(end + 1, last)))
    source_token = speaker_of(tree, i)
    if not content or source_token is None:
        return None
    return Draft(
        cue, i, words_of(tree, source_token, cue), source_token, content, lemma, act, frame="aside"
    )


def _to_mark(tree: Tree, token: int, last: int) -> int:
    """The first comma, stop or quotation from a token on."""
    while token < last and tree.lower[token] not in (",", *_STOPS) and tree.quote[token] < 0:
        token += 1
    return token


def _lost_name(tree: Tree, verb: int) -> Range | None:
    """The name between a comma and a verb, where the parser has made it no subject.

    "... if the levy stays by Easter, Trade Secretary Moses Rey said".
    """
    start = verb
    while start > 0 and verb - start < 10 and tree.pos[start - 1] in ("PROPN", "NOUN", "ADJ"):
        start -= 1
    named = start < verb and tree.pos[verb - 1] == "PROPN" and tree.tag[verb] in ("VBD", "VBZ")
    ends = verb + 1 < len(tree) and tree.pos[verb + 1] in ("PUNCT", "ADP", "PROPN", "NOUN")
    return (start, verb) if named and ends and tree.lower[start - 1] == "," else None


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


# What stands before a colon and is nobody.
_NOBODY = {
    "latest", "breaking", "update", "updated", "note", "photo", "video", "watch", "related",
    "correction", "exclusive", "analysis", "opinion", "question", "answer", "q", "a", "read",
    "source", "date", "time", "place", "guide",
}  # fmt: skip


def label(tree: Tree, colon: int) -> Draft | None:
    """Lee: No deal yet. A name at the start of a paragraph, a colon, and what that one says."""
    start = colon
    while start > 0 and tree.paragraph[start - 1] == tree.paragraph[colon]:
        start -= 1
    name = range(start, colon)
    if not 0 < len(name) <= 6 or colon + 3 >= len(tree) or tree.quote[colon] >= 0:
        return None
    if any(not tree.doc[t].text[:1].isupper() or tree.lower[t] in _NOBODY for t in name):
        return None
    head = colon - 1
    if tree.pos[head] not in ("PROPN", "NOUN") or not any(tree.pos[t] == "PROPN" for t in name):
        return None
    end = colon + 1
    while end < len(tree) and tree.paragraph[end] == tree.paragraph[colon]:
        end += 1
    content = clean(tree, [(colon + 1, end)], (colon, colon + 1))
    if not content or content[0][1] - content[0][0] < 3:
        return None
    cue = (colon, colon + 1)
    return Draft(cue, colon, (start, colon), head, content, ":", "say", frame="label")
