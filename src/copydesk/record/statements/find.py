"""find_statements: the finders of a statement, in order."""

from __future__ import annotations

from spacy.tokens import Doc

from copydesk.record.actors.cast import Cast
from copydesk.record.quotations import Quotations
from copydesk.record.statements.direct import direct_draft, loose_draft
from copydesk.record.statements.draft import Draft, Statements
from copydesk.record.statements.negation import is_negated
from copydesk.record.statements.nesting import chain, settle
from copydesk.record.statements.nouns import adjective_draft, noun_draft
from copydesk.record.statements.phrases import according_to, aside, label
from copydesk.record.statements.setting import set_scene
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
        if tree.lower[i] == ":" and not quoted:
            draft = label(tree, i)
            if draft:
                drafts.append(draft)
            continue
        entry = entry_of(tree, i)
        if quoted:
            drafts.append(direct_draft(tree, i, quoted))
        elif entry:
            found = verb_drafts(tree, i, *entry)
            told = tree.dep[i] != "relcl" and not is_negated(tree, i)
            if not found and told and {"quote", "that"} <= entry[0].frames:
                cue = cue_of(tree, i, entry[1])
                draft = aside(tree, i, cue, entry[0].act, entry[0].lemma)
                found = [draft] if draft else []
            drafts += found
        else:
            found_one = noun_draft(tree, i) or adjective_draft(tree, i)
            if found_one:
                others.append(found_one)
    for number in speech.loose:
        draft = loose_draft(tree, quotations.items[number])
        host = None if draft.source else _host(tree, drafts, draft)
        if host is None:
            drafts.append(draft)
        else:
            host.content = sorted({*host.content, *draft.content})
    light = {draft.cue_token for draft in others if draft.frame == "light"}
    drafts = [d for d in drafts if d.cue_token not in light or d.frame != "obj"] + others
    # "are not expected to meet": nobody is told to say so
    drafts = [d for d in drafts if d.source or d.quoted or not d.negated]
    for draft in drafts:
        _take_tail(tree, draft)
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


def _take_tail(tree: Tree, draft: Draft) -> None:
    """Add the quotation that a reported clause ends with, where the parser cut it off.

    'Said the vote would be held "come hell or high water"'.
    """
    start, end = draft.content[-1]
    sentence = tree.sentences[tree.sentence[start]]
    if draft.frame != "that" or draft.cue is None or draft.cue[0] > start or end >= sentence[1]:
        return
    opens = end
    while opens < sentence[1] and not tree.word[opens] and tree.lower[opens] not in (",", ";"):
        opens += 1
    if opens == sentence[1] or tree.quote[opens] < 0 or tree.quote[end - 1] >= 0:
        return
    quotation = tree.quotations.items[tree.quote[opens]]
    if quotation.first == opens and quotation.last <= sentence[1]:
        draft.content[-1] = (start, quotation.last)


# Frames whose speaker may go on in a quotation of his own.
_GOING_ON = {"that", "quote", "aside", "obj", "as", "+", "to", "ing", "light", "adj"}


def _host(tree: Tree, drafts: list[Draft], loose: Draft) -> Draft | None:
    """The statement that a quotation without a cue goes on with.

    It is that of the sentence right before it: "Lynch announced a lawsuit. “We seek an order.”"
    """
    start = loose.content[0][0]
    last = start - 1
    while last >= 0 and not tree.word[last]:
        last -= 1
    if last < 0 or tree.paragraph[start] - tree.paragraph[last] > 2:
        return None
    root = next((t for t in range(*tree.sentences[tree.sentence[last]]) if tree.head[t] == t), None)
    for draft in drafts:
        if draft.cue_token == root and draft.source is not None and draft.frame in _GOING_ON:
            return None if draft.negated else draft
    return None


def _finish(tree: Tree, drafts: list[Draft]) -> Statements:
    held: list[list[int]] = [[] for _ in range(len(tree))]
    for number, draft in enumerate(drafts):
        for start, end in draft.content:
            for t in range(start, end):
                held[t].append(number)
    return Statements(tuple(drafts), tuple(tuple(x) for x in held))
