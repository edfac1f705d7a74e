"""Lines: the texts of a page as lines of one text, in which standing phrases are looked up.

Hundreds of phrases are tried on each page and hardly one stands there, so a phrase is only looked
for where its longest word of plain letters is a word of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_PLAIN = re.compile(r"[a-z0-9]+")
_APART = bytes(byte if bytes([byte]).isalnum() else ord(" ") for byte in range(256))


@dataclass(frozen=True, slots=True)
class Lines:
    """Texts with their case folded, joined by line breaks (they hold none), and their words.

    `words` are the runs of ASCII letters and digits in UTF-8.
    """

    text: str
    words: frozenset[bytes]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Lines:
        """The lines of a page's texts."""
        text = "\n".join(texts).casefold()
        raw = text.encode("utf-8", "surrogatepass")
        return cls(text, frozenset(raw.translate(_APART).split()))

    def may_hold(self, phrase: str, word: bytes) -> bool:
        """Whether a phrase with this `plain_word` can stand in the text."""
        return word in self.words if word else phrase[0] in self.text

    def places(self, phrase: str) -> Iterator[tuple[int, int]]:
        """Where a phrase stands: the numbers of its line, from 0, and of its first character."""
        line = start = 0
        while (at := self.text.find(phrase, start)) >= 0:
            line += self.text.count("\n", start, at)
            yield line, at
            start = at + 1


def plain_word(phrase: str) -> bytes:
    """The longest run of ASCII letters and digits in a folded phrase; empty where it has none.

    >>> plain_word("réservé aux abonnés")
    b'abonn'
    """
    return max(_PLAIN.findall(phrase), key=len, default="").encode()
