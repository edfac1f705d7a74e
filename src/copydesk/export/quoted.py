"""Quoted: the words of a statement that stand between quotation marks."""

from __future__ import annotations

from copydesk.article.span import Span
from copydesk.record.quotations import pair_marks
from copydesk.record.record import Statement, StatementKind


def outer_quotations(text: str) -> list[Span]:
    """What stands between the outer quotation marks of a text, without the marks, in order."""
    spans = []
    for quotation in pair_marks(text):
        width = len(quotation.mark)
        start = quotation.start + width
        end = quotation.end - width if quotation.closed else quotation.end
        if quotation.depth == 0 and start < end:
            spans.append(Span.of(text, start, end))
    return spans


def quoted(statement: Statement, quotations: list[Span], text: str) -> list[Span]:
    """The parts of a statement's content that are somebody's own words.

    All of a direct one, also where its marks are not found; none of an indirect one.
    """
    if statement.kind is StatementKind.INDIRECT:
        return []
    spans = []
    for part in statement.content:
        for quotation in quotations:
            start, end = max(part.start, quotation.start), min(part.end, quotation.end)
            if start < end:
                spans.append(Span.of(text, start, end))
    if not spans and statement.kind is StatementKind.DIRECT:
        return list(statement.content)
    return spans
