"""Wording: the words of a text, and how much of them another text has too.

Nothing here knows a language. Scripts that write without spaces count each character as a word.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

RUN = 3  # words in a row that must agree
GAP = 6  # words between shared runs that were put for others; more are an addition
HEAD = 100  # words at the start that are also looked up by themselves: copies lose their tails
BANDS, ROWS = (
    32,
    4,
)  # finds 99 % of pairs that share 60 % of all runs, 40 % of those that share 35 %
HEAD_BANDS = 8
_SEED = 20250517

# Han, kana, Thai, Lao, Khmer and Burmese are written without spaces.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_STARTS = frozenset('.!?…:\n"“„«')  # one of these shortly before a sentence's first word
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|(?<=[。！？])[」』”）]*")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text, without case.

    `runs` are the hashes of each `RUN` words in a row. Shape (max(1, words - RUN + 1),).
    `facts` are the words that stand for somebody, some place or some number: those with a
    capital amid a sentence, or a digit.
    """

    words: tuple[str, ...]
    runs: NDArray[np.uint64]
    facts: frozenset[str]

    @property
    def digest(self) -> bytes:
        """Of the words in order (16 bytes)."""
        return hashlib.sha256(" ".join(self.words).encode("utf-8", "surrogatepass")).digest()[:16]


def wordings(texts: list[str]) -> list[Wording]:
    """The wording of each text."""
    raw = [list(_WORD.finditer(text)) for text in texts]
    words = [tuple(match.group().casefold() for match in found) for found in raw]
    hashed = RMinHash.hash_token_sets([_runs(found) for found in words])
    return [
        Wording(
            folded,
            np.array(runs, dtype=np.uint64),
            frozenset(
                word for word, match in zip(folded, found, strict=True) if _is_fact(text, match)
            ),
        )
        for text, folded, found, runs in zip(texts, words, raw, hashed, strict=True)
    ]


def _is_fact(text: str, match: re.Match[str]) -> bool:
    """A word with a digit, or with a capital that does not come from beginning a sentence."""
    word, start = match.group(), match.start()
    if any(letter.isdigit() for letter in word):
        return True
    return word[0].isupper() and start > 0 and _STARTS.isdisjoint(text[max(0, start - 3) : start])


def band_keys(found: list[Wording]) -> NDArray[np.int64]:
    """Keys that wordings share if they may be alike. Shape (wordings, BANDS + HEAD_BANDS).

    Source: Broder 1997; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4.
    """
    whole = _keys([w.runs for w in found], BANDS)
    head = _keys([w.runs[:HEAD] for w in found], HEAD_BANDS)
    keys = np.concatenate([whole, head], axis=1)
    return (keys >> np.uint64(16)).astype(np.int64)  # 48 bits take less room in the file


def _keys(runs: list[NDArray[np.uint64]], bands: int) -> NDArray[np.uint64]:
    """One 64-bit key a band."""
    if not runs:
        return np.empty((0, bands), dtype=np.uint64)
    offsets = np.concatenate([[0], np.cumsum([len(r) for r in runs])]).astype(np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(
        np.concatenate(runs), offsets, bands * ROWS, _SEED
    )
    values = np.array(matrix.to_rows(), dtype=np.uint64).reshape(len(runs), bands, ROWS)
    number = np.arange(1000 * bands, 1000 * bands + bands).astype(np.uint64)
    keys = np.tile(_mixed(number), (len(runs), 1))
    for row in range(ROWS):
        keys = _mixed(keys ^ values[:, :, row])
    return keys


def _mixed(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Source: Steele, Lea, Flood, Fast splittable pseudorandom number generators (SplitMix64)."""
    keys = keys + np.uint64(0x9E3779B97F4A7C15)
    keys = (keys ^ (keys >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    keys = (keys ^ (keys >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return keys ^ (keys >> np.uint64(31))


def shared_words(one: Wording, other: Wording) -> NDArray[np.bool_]:
    """Which words of `one` stand in a run that `other` has too. Shape (words of one,)."""
    found = np.isin(one.runs, other.runs)
    mask = np.zeros(len(one.words), dtype=np.bool_)
    if len(one.words) < RUN:
        mask[:] = found[0]
        return mask
    for step in range(RUN):
        mask[step : step + len(found)] |= found
    return mask


def shared_wording(one: Wording, other: Wording) -> float:
    """The share of the shorter text's words that stand in runs which the longer has too, 0 to 1."""
    if len(one.words) > len(other.words):
        one, other = other, one
    if not one.words:
        return float(not other.words)
    return float(shared_words(one, other).mean())


def shared_facts(one: Wording, other: Wording) -> float:
    """Of the names and numbers where the shorter text follows the longer, the share that the
    longer has too, 0 to 1.

    Two weather reports may be alike in nearly all their words and tell of two days. What stands
    in sentences that were added does not count against a copy.
    """
    if len(one.words) > len(other.words):
        one, other = other, one
    follows = _without_short_gaps(shared_words(one, other))
    facts = {
        word
        for word, is_inside in zip(one.words, follows, strict=True)
        if is_inside and word in one.facts
    }
    return len(facts & set(other.words)) / len(facts) if facts else 1.0


def _without_short_gaps(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """A mask with the gaps of at most `GAP` words between marked ones closed. Shape (words,)."""
    closed = mask.copy()
    marked = np.flatnonzero(mask)
    for start, end in itertools.pairwise(marked):
        if end - start <= GAP + 1:
            closed[start:end] = True
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
        if wording.words and float(shared_words(wording, whole).mean()) < 0.5
    ]


def _runs(words: tuple[str, ...]) -> list[str]:
    if len(words) < RUN:
        return [" ".join(words)]
    return [" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
