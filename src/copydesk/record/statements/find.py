"""find_statements: the finders of a statement, in order."""

from __future__ import annotations

from spacy.tokens import Doc

from copydesk.record.actors.cast import Cast
from copydesk.record.quotations import Quotations
from copydesk.record.statements.draft import Draft, Range, Statements
from copydesk.record.statements.nesting import chain, settle
from copydesk.record.statements.nouns import adjective_draft, noun_draft
from copydesk.record.statements.phrases import according_to, aside
from copydesk.record.statements.setting import set_scene
from copydesk.record.statements.sources import speaker_of, words_of
from copydesk.record.statements.speech import assign
from copydesk.record.statements.tree import Tree, grow
from copydesk.record.statements.verbs import cue_of, entry_of, verb_drafts


def find_statements(doc: Doc, quotations: Quotations, cast: Cast | None = None) -> Statements:
    """Find who is reported to have said what in a parsed text."""
    tree = grow(doc, quotations)
    speech = assign(tree)
    drafts: list[Draft] = []
    others: list[Draft] = []
    for i in range(len(tree)):
        if tree.quote[i] >= 0 and i not in speech.by_cue:
            continue
        quoted = speech.by_cue.get(i)
        if tree.lower[i] == "according":
            parts = [(quotations.items[n].first, quotations.items[n].last) for n in quoted or ()]
            draft = according_to(tree, i, parts)
            if draft:
                drafts.append(draft)
            continue
        entry = entry_of(tree, i)
        if quoted:
            drafts.append(_direct(tree, i, quoted))
        elif entry:
            found = verb_drafts(tree, i, *entry)
            if not found and {"quote", "that"} <= entry[0].frames:
                cue = cue_of(tree, i, entry[1])
                draft = aside(tree, i, cue, entry[0].act, entry[0].lemma)
                found = [draft] if draft else []
            drafts += found
        else:
            found_one = noun_draft(tree, i) or adjective_draft(tree, i)
            if found_one:
                others.append(found_one)
    for number in speech.loose:
        quotation = quotations.items[number]
        drafts.append(
            Draft(None, None, None, None, [(quotation.first, quotation.last)], "", "say", True)
        )
    light = {draft.cue_token for draft in others if draft.frame == "light"}
    drafts = [d for d in drafts if d.cue_token not in light or d.frame != "obj"] + others
    drafts = settle(tree, drafts)
    if cast is not None:
        for draft in drafts:
            if draft.source_token is not None and draft.source is not None:
                draft.actor = cast.of_head(draft.source_token) or cast.of_token(draft.source_token)
                if draft.actor is None:
                    start, end = (doc[draft.source[0]].idx, doc[draft.source[1] - 1].idx + 1)
                    draft.actor = cast.of_span(start, end)
    chain(drafts)
    set_scene(tree, drafts, cast)
    return _finish(tree, drafts)


def _direct(tree: Tree, cue_token: int, numbers: list[int]) -> Draft:
    entry = entry_of(tree, cue_token)
    parts = [(tree.quotations.items[n].first, tree.quotations.items[n].last) for n in numbers]
    if tree.lower[cue_token] == ":":
        return Draft((cue_token, cue_token + 1), cue_token, None, None, parts, ":", "say", True)
    cue = cue_of(tree, cue_token, entry[1] if entry else None)
    source_token = speaker_of(tree, cue_token)
    source = words_of(tree, source_token, cue) if source_token is not None else None
    if entry:
        for draft in verb_drafts(tree, cue_token, *entry):
            extra = [p for p in draft.content if _joins(tree, p, parts, cue)]
            parts = _union(parts + extra) if extra else parts
    lemma, act = (entry[0].lemma, entry[0].act) if entry else (tree.lemma[cue_token], "say")
    return Draft(cue, cue_token, source, source_token, parts, lemma, act, True, "quote")


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


def _finish(tree: Tree, drafts: list[Draft]) -> Statements:
    held: list[list[int]] = [[] for _ in range(len(tree))]
    for number, draft in enumerate(drafts):
        for start, end in draft.content:
            for t in range(start, end):
                held[t].append(number)
    return Statements(tuple(drafts), tuple(tuple(x) for x in held))
