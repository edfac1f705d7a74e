"""Direct speech: the statement of a quotation and its cue, and who the speaker beside it is."""

from __future__ import annotations

from copydesk.record.quotations import Quotation
from copydesk.record.statements.draft import Draft
from copydesk.record.statements.sources import SUBJECTS, speaker_of, words_of
from copydesk.record.statements.tree import Range, Tree
from copydesk.record.statements.verbs import cue_of, entry_of, verb_drafts

_NAMING = {"NOUN", "PROPN", "PRON"}
_DASHES = {"—", "–", "―", "--", "-", "~"}
_SIGNATURE = 8  # tokens of a name that signs a quotation, at most


def direct_draft(tree: Tree, cue_token: int, numbers: list[int]) -> Draft:
    """The statement of the quotations with these numbers and their cue, a verb or a colon."""
    entry = entry_of(tree, cue_token)
    parts = [(tree.quotations.items[n].first, tree.quotations.items[n].last) for n in numbers]
    if tree.lower[cue_token] == ":":
        return _after_colon(tree, cue_token, parts)
    cue = cue_of(tree, cue_token, entry[1] if entry else None)
    source_token = speaker_of(tree, cue_token)
    if tree.lower[cue[0] : cue[0] + 1] != ["when"] and not _plausible(tree, cue, source_token):
        source_token = _beside(tree, cue) or source_token
    if source_token is not None and tree.quote[source_token] >= 0:
        source_token = None
    source = words_of(tree, source_token, cue) if source_token is not None else None
    if entry:
        for draft in verb_drafts(tree, cue_token, *entry):
            extra = [p for p in draft.content if _joins(tree, p, parts, cue)]
            parts = _union(parts + extra) if extra else parts
    lemma, act = (entry[0].lemma, entry[0].act) if entry else (tree.lemma[cue_token], "say")
    return Draft(cue, cue_token, source, source_token, parts, lemma, act, True, "quote")


def loose_draft(tree: Tree, quotation: Quotation) -> Draft:
    """A quotation without a cue: signed (“...” — Ann Lee), or nobody's."""
    content = [(quotation.first, quotation.last)]
    t = quotation.last
    while t < len(tree) and tree.doc[t].idx < quotation.end:
        t += 1
    if t + 1 < len(tree) and tree.lower[t] in _DASHES and tree.tag[t + 1] in ("NNP", "NNPS"):
        end = t + 1
        while end < len(tree) and tree.paragraph[end] == tree.paragraph[t] and tree.word[end]:
            end += 1
        if end - t <= _SIGNATURE:
            name = end - 1
            return Draft((t, t + 1), t, (t + 1, end), name, content, "—", "say", True, "signed")
    return Draft(None, None, None, None, content, "", "say", True, "loose")


def _after_colon(tree: Tree, colon: int, parts: list[Range]) -> Draft:
    """“...” after a colon: said by the label before it (LEE: “...”) or the sentence's subject."""
    cue = (colon, colon + 1)
    first = tree.sentences[tree.sentence[colon]][0]
    root = next((t for t in range(first, colon) if tree.head[t] == t), None)
    token = None
    if root is not None:
        token = root if tree.pos[root] == "PROPN" else tree.kid(root, *SUBJECTS)
    if token is not None and (token > colon or tree.lower[token] in ("it", "this", "that")):
        token = None
    source = words_of(tree, token, cue) if token is not None else None
    return Draft(cue, colon, source, token, parts, ":", "say", True)


def _plausible(tree: Tree, cue: Range, speaker: int | None) -> bool:
    """Whether the parse has found a speaker that may stand beside a quotation's cue."""
    if speaker is None or tree.quote[speaker] >= 0:
        return False
    inverted = cue[0] > 0 and tree.doc[cue[0] - 1].text in ("”", '"', "''", "’", "'", "»")
    return not inverted or speaker > cue[0]


def _beside(tree: Tree, cue: Range) -> int | None:
    """The head of the noun phrase next to a cue: after it (“...,” said Lee) or before it."""
    before = cue[0] - 1
    while before > 0 and tree.lower[before] == ",":
        before -= 1
    follows = tree.quote[before] >= 0 or not tree.word[before]  # right behind the quotation
    for t in range(cue[1], min(cue[1] + 8, len(tree))) if follows else ():
        if not tree.word[t] or tree.quote[t] >= 0 or tree.pos[t] in ("ADP", "VERB", "SCONJ"):
            break
        if tree.pos[t] in _NAMING and tree.dep[t] != "compound":
            return t if cue[0] > 0 and not tree.word[cue[0] - 1] else None
    last = cue[0] - 1
    while last >= 0 and tree.lower[last] in (",", ")", "—", "–", "-"):
        last -= 1
    for t in range(last, max(last - 25, -1), -1):
        if tree.quote[t] >= 0 or "\n" in tree.lower[t]:
            break
        if tree.dep[t] in SUBJECTS and tree.pos[t] in _NAMING:
            return t
    return last if last >= 0 and tree.pos[last] in _NAMING and tree.quote[last] < 0 else None


def _joins(tree: Tree, part: Range, quoted: list[Range], cue: Range) -> bool:
    """Whether a part outside quotation marks is one with a quotation, but for marks and the cue."""
    if all(tree.quote[t] >= 0 for t in range(*part)) or tree.lower[cue[1] : cue[1] + 1] == [":"]:
        return False
    for start, end in quoted:
        if part[0] < end and start < part[1]:
            return True
        low, high = (part[1], start) if part[1] <= start else (end, part[0])
        if not any(tree.word[t] and not cue[0] <= t < cue[1] for t in range(low, high)):
            return True
    return False


def _union(parts: list[Range]) -> list[Range]:
    out: list[Range] = []
    for start, end in sorted(parts):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
