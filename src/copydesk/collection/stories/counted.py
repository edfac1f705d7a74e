"""Counted: the numbers of a sentence with what they count: 12 people dead, magnitude 6.4, 40 boats.

English words (number_words.toml); another language yields what it writes alike.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Sequence

_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)?|[%$€£]")
_AROUND = 5  # words on either side that tell what befell those who are counted
_PHRASE = 4  # words after a number among which is what it counts


def read_figures(sentence: str) -> list[tuple[float, str, str, str]]:
    """Value, words, unit and lot of each number of a sentence that counts something."""
    words = [match.group() for match in _WORD.finditer(sentence)]
    lower = [word.casefold() for word in words]
    found = []
    at = 0
    while at < len(words):
        value, size = _number(lower, at)
        if value is None:
            at += 1
            continue
        unit, last = _unit(words, lower, at, at + size)
        if unit:
            near = lower[max(0, at - _AROUND) : at] + lower[at + size : last + _AROUND]
            lot = _lot(lower, at, last) if unit == "people" else ""
            if unit != "people" or near:
                found.append((value, " ".join(words[at : at + size]), unit, lot))
        at += size
    return found


def _number(lower: Sequence[str], at: int) -> tuple[float | None, int]:
    """The number that begins at a word, and how many words it takes."""
    table, scales = _table()["numbers"], _table()["scales"]
    word = lower[at]
    if word[0].isdigit():
        plain = word.replace(",", "")
        value, size = float(plain), 1
        if re.fullmatch(r"(?:19|20)\d\d", word):
            return None, 1  # a year, for the most part
    elif word in table and word not in ("one", "zero"):
        value, size = float(table[word]), 1
        if at + 1 < len(lower) and value >= 20 and table.get(lower[at + 1], 99) < 10:
            value, size = value + table[lower[at + 1]], 2
    else:
        return None, 1
    while at + size < len(lower) and lower[at + size] in scales:
        value, size = value * scales[lower[at + size]], size + 1
    return value, size


def _unit(words: Sequence[str], lower: Sequence[str], at: int, end: int) -> tuple[str, int]:
    """What a number counts, and where that ends; "" where it counts nothing that is known."""
    if at and lower[at - 1] == "magnitude":
        return "magnitude", end
    if at and words[at - 1] in "$€£":
        return {"$": "dollars", "€": "euros", "£": "pounds"}[words[at - 1]], end
    if at and lower[at - 1] in _not_units("dates"):
        return "", end
    if end < len(lower) and lower[end] == "%":
        return "percent", end + 1
    phrase = []
    for word in lower[end : end + _PHRASE]:
        if _ends_phrase(word) or _lot_of(word) or word[0].isdigit():
            break
        phrase.append(word)
    for n, word in enumerate(phrase):
        if word in _units():
            return _units()[word], end + n + 1
    if end < len(lower) and _lot_of(lower[end]):
        return "people", end
    plural = [n for n, word in enumerate(phrase) if word.endswith("s") and len(word) > 3]
    if plural:
        return phrase[plural[0]], end + plural[0] + 1
    before = lower[max(0, at - _PHRASE) : at]
    if not phrase and any(_lot_of(word) for word in before):
        return "people", end  # "killed at least 12."
    return "", end


def _lot(lower: Sequence[str], at: int, last: int) -> str:
    """What befell the people who are counted: the nearest word that says so."""
    after = [(n, _lot_of(word)) for n, word in enumerate(lower[last : last + _AROUND])]
    before = [(n, _lot_of(word)) for n, word in enumerate(reversed(lower[max(0, at - 4) : at]))]
    return min((pair for pair in after + before if pair[1]), key=lambda p: p[0], default=(0, ""))[1]


def _ends_phrase(word: str) -> bool:
    return word in _not_units("dates") or word in _not_units("binding")


def _lot_of(word: str) -> str:
    return _lots().get(word, "")


@functools.cache
def _table() -> dict[str, dict[str, int]]:
    source = importlib.resources.files("copydesk.collection.stories").joinpath("number_words.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@functools.cache
def _not_units(kind: str) -> frozenset[str]:
    return frozenset(str(_table()["not_units"][kind]).split())


@functools.cache
def _lots() -> dict[str, str]:
    return {w: lot for lot, words in _table()["people"].items() for w in str(words).split()}


@functools.cache
def _units() -> dict[str, str]:
    return {w: unit for unit, words in _table()["units"].items() for w in str(words).split()}
