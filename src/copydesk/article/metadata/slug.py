"""Slug: the words of its headline that a page's address holds.

Addresses are made when a story is filed and seldom change: a title that shares the address's
words is the one that the story was filed under.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote

_LEAST = 3  # words that an address must hold to tell anything
_SHORTEST = 3  # letters of a word: addresses leave small words out
_MOST = 400  # characters of an address looked at
_WORDS = re.compile(r"[^\W\d_]+")
_ENDING = re.compile(r"\.\w{2,5}$")
_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ß": "ss"})


def slug_words(addresses: Iterable[str | None]) -> frozenset[str]:
    """The words of the first of these addresses that holds a headline; none for none.

    >>> sorted(slug_words(["https://lamp.example/world/ferry-talks-resume-20250522.html"]))
    ['ferry', 'resume', 'talks']
    """
    for address in addresses:
        if not address:
            continue
        path = address[:_MOST].split("://", 1)[-1].partition("/")[2]
        path = path.partition("?")[0].partition("#")[0]
        parts = (_words(_ENDING.sub("", unquote(part))) for part in path.split("/"))
        longest = max(
            ({plain for plain, _ in part if len(plain) >= _SHORTEST} for part in parts), key=len
        )
        if len(longest) >= _LEAST:
            return frozenset(longest)
    return frozenset()


def slug_share(title: str, words: frozenset[str]) -> float:
    """How far a title and the words of an address are the same, from 0 to 1."""
    if not words:
        return 0.0
    own = [
        (len(plain) >= _SHORTEST, plain in words or two in words) for plain, two in _words(title)
    ]
    hits = sum(hit for _, hit in own)
    return 2 * hits / (sum(long or hit for long, hit in own) + len(words)) if hits else 0.0


def _words(text: str) -> set[tuple[str, str]]:
    """The words of a text in the two spellings that addresses use: ä as "a" and as "ae"."""
    return {
        (_bare(word.translate(_PLAIN)), _bare(word.translate(_TWO)))
        for word in _WORDS.findall(text.casefold())
    }


def _bare(word: str) -> str:
    """A word without its accents."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
