"""Wording: the words of a text, and how much of them another text has too.

Nothing here knows a language. Scripts that write without spaces count each character as a word.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

RUN = 3  # words in a row that must agree
GAP = 6  # words between shared runs that were put for others; more are an addition
SKETCH_RUN = 6  # words in a row that make a key: longer, for a key is to tell of few texts
SKETCH = 24  # keys of the whole text
HEAD, HEAD_SKETCH = 100, 8  # words at the start, and keys of these alone: a brief is often a lead
_KEPT = 4_096  # wordings whose words are kept at hand

# Han, kana, Thai, Lao, Khmer and Burmese are written without spaces.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_STARTS = frozenset('.!?…:\n"“„«')  # one of these shortly before a sentence's first word
_IN_NUMBERS = frozenset(".,:")  # between two digits
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|(?<=[。！？])[」』”）]*")

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """The words of a text, without case.

    `hashes` are of its words in order. Shape (words,).
    """

    text: str
    hashes: Hashes

    @property
    def digest(self) -> bytes:
        """Of the words in order (16 bytes)."""
        return hashlib.sha256(self.hashes.astype("<u8").tobytes()).digest()[:16]

    def sketch(self) -> list[int]:
        """Keys, some of which two texts have in common where one holds a good part of the other.

        These are the smallest hashes of all runs of `SKETCH_RUN` words, of the whole text and of
        its head: texts that share runs share the smallest of them, too, even if one of them is
        much longer. At most SKETCH + HEAD_SKETCH keys of 48 bits, sorted.
        Source: Broder, Resemblance and containment of documents, 1997.
        """
        runs = _runs(self.hashes, SKETCH_RUN) >> np.uint64(16)  # 48 bits take less room
        keys = {*np.unique(runs)[:SKETCH].tolist(), *np.unique(runs[:HEAD])[:HEAD_SKETCH].tolist()}
        return sorted(keys)


def wordings(texts: list[str]) -> list[Wording]:
    """The wording of each text."""
    words = [[word.casefold() for word in _WORD.findall(text)] for text in texts]
    hashed = RMinHash.hash_token_sets(words)
    return [
        Wording(text, np.array(found, dtype=np.uint64))
        for text, found in zip(texts, hashed, strict=True)
    ]


@lru_cache(maxsize=_KEPT)
def _short_runs(wording: Wording) -> tuple[Hashes, Hashes]:
    """The hashes of all runs of `RUN` words, in order and sorted."""
    runs = _runs(wording.hashes, RUN)
    return runs, np.sort(runs)


@lru_cache(maxsize=_KEPT)
def _facts(wording: Wording) -> tuple[NDArray[np.bool_], Hashes]:
    """Which words begin the name of somebody or some place, or a number: those with a digit, or
    with a capital that does not come from beginning a sentence. Shape (words,).

    And what each word stands for, a number's first word for the whole of it: 22:54 is not 22:22,
    though both begin alike. Shape (words,).
    """
    text = wording.text
    mask = np.zeros(len(wording.hashes), dtype=np.bool_)
    told = wording.hashes.copy()
    number, end = -1, -1  # where the last number began, and where its words end in the text
    for place, match in enumerate(_WORD.finditer(text)):
        word, start = match.group(), match.start()
        if word[0].isupper():
            mask[place] = start > 0 and _STARTS.isdisjoint(text[max(0, start - 3) : start])
        elif not word.isalpha() and any(letter.isdigit() for letter in word):
            if start == end + 1 and text[end] in _IN_NUMBERS:
                told[[number]] = _mixed(told[[number]] ^ wording.hashes[place])
            else:
                mask[place], number = True, place
            end = match.end()
    return mask, told


def _runs(hashes: Hashes, length: int) -> Hashes:
    """The hashes of each `length` words in a row, of all words where there are fewer.
    Shape (max(1, words - length + 1),)."""
    count = max(1, len(hashes) - length + 1)
    runs = np.zeros(count, dtype=np.uint64)
    for step in range(min(length, len(hashes))):
        runs = _mixed(runs ^ hashes[step : step + count])
    return runs


def _mixed(keys: Hashes) -> Hashes:
    """Source: Steele, Lea, Flood, Fast splittable pseudorandom number generators (SplitMix64)."""
    keys = keys + np.uint64(0x9E3779B97F4A7C15)
    keys = (keys ^ (keys >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    keys = (keys ^ (keys >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return keys ^ (keys >> np.uint64(31))


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts have in common.

    `words` is the length of the shorter. `shorter` and `longer` are the shares of their words
    that stand in runs which the other has too, 0 to 1. `facts` counts the names and numbers where
    the shorter follows the longer, and `other_facts` those of them that the longer does not have:
    two weather reports may be alike in nearly all their words and tell of two days. What stands
    in sentences that were added does not count against a copy.
    """

    words: int
    shorter: float
    longer: float
    facts: int
    other_facts: int


def overlap(one: Wording, other: Wording, least: float) -> Overlap | None:
    """Compare two texts; None where they share less than `least` of the shorter's words."""
    short, long = sorted((one, other), key=lambda w: (len(w.hashes), w.hashes.tobytes()))
    if not len(short.hashes):
        return None
    mask = _shared(short, long)
    shorter = _share(mask)
    if shorter < least:
        return None
    begins, told = _facts(short)
    facts = np.unique(told[_without_short_gaps(mask) & begins])
    agreeing = _among(facts, np.sort(_facts(long)[1]))
    longer = _share(_shared(long, short))
    other_facts = len(facts) - int(np.count_nonzero(agreeing))
    return Overlap(len(short.hashes), shorter, longer, len(facts), other_facts)


def _shared(one: Wording, other: Wording) -> NDArray[np.bool_]:
    """Which words of `one` stand in a run that `other` has too. Shape (words of one,)."""
    found = _among(_short_runs(one)[0], _short_runs(other)[1])
    mask = np.zeros(len(one.hashes), dtype=np.bool_)
    if len(mask) < RUN:
        mask[:] = found[0]
        return mask
    for step in range(RUN):
        mask[step : step + len(found)] |= found
    return mask


def _among(values: Hashes, ordered: Hashes) -> NDArray[np.bool_]:
    """Which of the values are in a sorted array that is not empty. Shape (values,)."""
    places = np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)
    return np.asarray(ordered[places] == values)


def _share(mask: NDArray[np.bool_]) -> float:
    return float(np.count_nonzero(mask)) / len(mask)


def _without_short_gaps(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """A mask with the gaps of at most `GAP` words between marked ones closed. Shape (words,)."""
    closed = mask.copy()
    marked = np.flatnonzero(mask)
    gaps = np.diff(marked)
    for gap in np.flatnonzero((gaps > 1) & (gaps <= GAP + 1)):
        closed[marked[gap] : marked[gap + 1]] = True
    return closed


def sentences(text: str) -> list[str]:
    """The sentences of a text, by their full stops; good enough to show what was cut."""
    return [
        piece.strip()
        for line in text.split("\n")
        for piece in _SENTENCE_END.split(line)
        if piece.strip()
    ]


def not_in(text: str, other: str) -> list[str]:
    """The sentences of `text` whose words are for the most part not in `other`."""
    pieces = sentences(text)
    *found, whole = wordings([*pieces, other])
    return [
        piece
        for piece, wording in zip(pieces, found, strict=True)
        if len(wording.hashes) and _share(_shared(wording, whole)) < 0.5
    ]
