"""Lines: the texts of a page as lines of one text, in which standing phrases are looked up.

Hundreds of phrases are tried on each page and hardly one stands there, so a phrase is only looked
for where all its words of plain letters are words of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MAX_LENGTH = 400  # characters: a longer block is judged by its first and last words alone
_APART = bytes(byte if bytes([byte]).isalnum() else ord(" ") for byte in range(256))


@dataclass(frozen=True, slots=True)
class Lines:
    """Texts with their case folded, joined by line breaks (they hold none), and their words.

    Of a text longer than MAX_LENGTH the first and last words alone are there. `words` are the runs
    of ASCII letters and digits in UTF-8.
    """

    text: str
    words: frozenset[bytes]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Lines:
        """The lines of a page's texts."""
        shown = [t if len(t) <= MAX_LENGTH else f"{t[:200]} … {t[-200:]}" for t in texts]
        text = "\n".join(shown).casefold()
        raw = text.encode("utf-8", "surrogatepass")
        return cls(text, frozenset(raw.translate(_APART).split()))

    def may_hold(self, phrase: str, words: frozenset[bytes]) -> bool:
        """Whether a phrase with these `plain_words` can stand in the text."""
        return words <= self.words if words else phrase[0] in self.text

    def places(self, phrase: str) -> Iterator[tuple[int, int]]:
        """Where a phrase stands: the numbers of its line, from 0, and of its first character."""
        line = start = 0
        while (at := self.text.find(phrase, start)) >= 0:
            line += self.text.count("\n", start, at)
            yield line, at
            start = at + 1


def plain_words(phrase: str) -> frozenset[bytes]:
    """The runs of ASCII letters and digits in a folded phrase.

    >>> sorted(plain_words("réservé aux abonnés"))
    [b'abonn', b'aux', b'r', b's', b'serv']
    """
    return frozenset(phrase.encode("utf-8").translate(_APART).split())
