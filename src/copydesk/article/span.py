"""Span: words in an article, with their place."""

from __future__ import annotations

from dataclasses import dataclass

from copydesk.errors import EvidenceError


@dataclass(frozen=True, slots=True)
class Span:
    """Words in an article that a claim rests on.

    `start` and `end` count code points of `Article.text` (as `len` does, not bytes), half-open:
    `text[start:end] == exact`. Place and words are both kept, so that evidence whose article has
    changed is found out.
    Source: W3C Web Annotation, TextPositionSelector and TextQuoteSelector.
    """

    start: int
    end: int
    exact: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text[start:end]`.

        >>> Span.of("Talks resume on Friday.", 0, 5)
        Span(start=0, end=5, exact='Talks')

        Raises:
            ValueError: The offsets do not hold at least one character of `text`.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no span [{start}:{end}] in a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def check(self, text: str, article_id: str) -> None:
        """Raise `EvidenceError` unless `text` has `exact` at this place."""
        found = text[self.start : self.end] if 0 <= self.start < self.end else ""
        if found != self.exact or not found:
            raise EvidenceError(article_id, self.start, self.end, self.exact, found)
