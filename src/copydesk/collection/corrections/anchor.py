"""Anchor: words in a text that are found again after the text has changed around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

CONTEXT = 32  # characters kept before and after
LONG = 40  # characters from which words are known without what stood around them


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words `exact` at `[start, end)`, with what stood before and after them.

    Source: W3C Web Annotation, TextQuoteSelector and TextPositionSelector.
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Anchor:
        """The anchor of `text[start:end]`.

        Raises:
            ValueError: The offsets do not hold at least one character of `text`.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no words [{start}:{end}] in a text of {len(text)} characters")
        return cls(
            start,
            end,
            text[start:end],
            text[max(0, start - CONTEXT) : start],
            text[end : end + CONTEXT],
        )

    def find(self, text: str) -> tuple[int, int] | None:
        """Where these words stand in `text`; None where they are gone.

        Of several places it is the one with most of the old neighbourhood, then the nearest.
        Short words need half of their neighbourhood: "said" elsewhere is another word.

        >>> Anchor.of("Talks failed. Talks resume.", 14, 19).find("Old talks failed. Talks resume.")
        (18, 23)
        >>> Anchor.of("Talks failed.", 0, 5).find("No talks.") is None
        True
        """
        best: tuple[int, int, int] | None = None
        for start in _places(text, self.exact):
            kept = self._neighbours(text, start)
            candidate = (-kept, abs(start - self.start), start)
            if best is None or candidate < best:
                best = candidate
        if best is None:
            return None
        kept, start = -best[0], best[2]
        whole = len(self.prefix) + len(self.suffix)
        if kept * 2 < whole and len(self.exact) < LONG:
            return None
        return start, start + len(self.exact)

    def _neighbours(self, text: str, start: int) -> int:
        """How many characters beside the words are the same as they were."""
        end = start + len(self.exact)
        before = text[max(0, start - len(self.prefix)) : start]
        return _alike(self.prefix[::-1], before[::-1]) + _alike(
            self.suffix, text[end : end + len(self.suffix)]
        )

    def as_json(self) -> dict[str, Any]:
        """The selectors as an object."""
        return {
            "start": self.start,
            "end": self.end,
            "exact": self.exact,
            "prefix": self.prefix,
            "suffix": self.suffix,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Anchor:
        """Read back what `as_json` gave."""
        return cls(data["start"], data["end"], data["exact"], data["prefix"], data["suffix"])


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _alike(one: str, other: str) -> int:
    """Characters that both begin with."""
    for n, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return n
    return min(len(one), len(other))
