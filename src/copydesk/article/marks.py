"""marks: what the names that a page gives to its elements say of the text in them.

A mark is an element's class, id, role ... as written, joined by spaces.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable
from importlib import resources

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_SIGNS = "-_:/."
_BETWEEN = "\0"  # no parser leaves one in an attribute


@functools.cache
def _listed() -> dict[str, list[str]]:
    """The words of `marks.toml` by category."""
    source = resources.files("copydesk.article").joinpath("marks.toml").read_text("utf-8")
    return {category: words.split() for category, words in tomllib.loads(source).items()}


@functools.cache
def categories() -> tuple[str, ...]:
    """The names of the categories of marks, in the order of their bits."""
    return tuple(_listed())


@functools.cache
def _bits() -> dict[str, int]:
    """The bits of each listed word."""
    words: dict[str, int] = {}
    for number, listed in enumerate(_listed().values()):
        for word in listed:
            words[word] = words.get(word, 0) | 1 << number
    return words


def mark_bits(marks: Iterable[str]) -> dict[str, int]:
    """The categories that each of a page's marks names, as bits.

    >>> mark_bits(["pageFooter", ""]) == {"pageFooter": 1 << categories().index("footer"), "": 0}
    True
    """
    bits = _bits()
    found = dict.fromkeys(marks, 0)
    # Where no case parts words ("storyBody") signs do, and that is told for all marks at once.
    folded = _BETWEEN.join(found).lower().split(_BETWEEN)
    lower = [mark for mark, low in zip(found, folded, strict=False) if mark == low]
    joined = _BETWEEN.join(lower)
    for sign in _SIGNS:
        joined = joined.replace(sign, " ")
    for mark, words in zip(lower, joined.split(_BETWEEN), strict=bool(lower)):
        for word in words.split():
            if word in bits:
                found[mark] |= bits[word]
    for mark in found.keys() - set(lower):
        for word in _WORD.findall(mark):
            found[mark] |= bits.get(word.lower(), 0)
    return found
