"""records: drafts become Statements, each part proved by a span of the text."""

from __future__ import annotations

from spacy.tokens import Doc

from copydesk.article.span import Span
from copydesk.record.parse import source_text
from copydesk.record.quotations import Quotations
from copydesk.record.record import Statement, StatementKind
from copydesk.record.statements.draft import Draft, Range, Statements


def to_records(doc: Doc, quotations: Quotations, statements: Statements) -> tuple[Statement, ...]:
    """The statements of a text with spans of it, in text order."""
    text = source_text(doc)
    return tuple(
        _record(doc, text, quotations, draft, f"s{number}")
        for number, draft in enumerate(statements.drafts, 1)
    )


def _record(doc: Doc, text: str, quotations: Quotations, draft: Draft, name: str) -> Statement:
    anchor = doc[draft.cue_token if draft.cue_token is not None else draft.content[0][0]]
    sentence = anchor.sent
    return Statement(
        name,
        _kind(doc, quotations, draft),
        f"not {draft.act}" if draft.negated else draft.act,
        draft.actor,
        _span(doc, text, draft.source) if draft.source else None,
        _span(doc, text, draft.cue) if draft.cue else None,
        tuple(_marked(doc, text, quotations, part) for part in draft.content),
        _span(doc, text, (sentence.start, sentence.end)),
        draft.chain,
        (draft.addressee,) if draft.addressee else (),
        _span(doc, text, draft.occasion) if draft.occasion else None,
    )


def _span(doc: Doc, text: str, part: Range) -> Span:
    """The words of a range, without space at its ends."""
    start, end = part
    while end - 1 > start and doc[end - 1].is_space:
        end -= 1
    while start < end - 1 and doc[start].is_space:
        start += 1
    return Span.of(text, doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _marked(doc: Doc, text: str, quotations: Quotations, part: Range) -> Span:
    """A part of the content, with the quotation marks that stand around it or at its ends."""
    span = _span(doc, text, part)
    start, end = span.start, span.end
    head, tail = quotations.outer_of[part[0]], quotations.outer_of[part[1] - 1]
    if head >= 0 and quotations.items[head].first == part[0]:
        start = min(start, quotations.items[head].start)
    if tail >= 0:
        last = quotations.items[tail]
        if not any(doc[t].is_alpha or doc[t].like_num for t in range(part[1], last.last)):
            end = max(end, last.end)
    return Span.of(text, start, end)


def _kind(doc: Doc, quotations: Quotations, draft: Draft) -> StatementKind:
    inside = outside = 0
    for start, end in draft.content:
        for t in range(start, end):
            if not (doc[t].is_punct or doc[t].is_space):
                if quotations.outer_of[t] >= 0:
                    inside += 1
                else:
                    outside += 1
    if not inside:
        return StatementKind.INDIRECT
    return StatementKind.MIXED if outside else StatementKind.DIRECT
