"""The cue lexicon: which words report speech and thought, and in what company."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Cue:
    """A word as a cue: its act, its frames, and the prepositions it governs (see verbs.tsv,
    nouns.tsv, adjectives.tsv)."""

    lemma: str
    act: str
    frames: frozenset[str]
    prepositions: frozenset[str]


@cache
def verbs() -> dict[tuple[str, str], Cue]:
    """Verbs by (lemma, particle or "")."""
    return _entries("verbs.tsv")


@cache
def nouns() -> dict[tuple[str, str], Cue]:
    """Nouns by (lemma, "")."""
    return _entries("nouns.tsv")


@cache
def adjectives() -> dict[tuple[str, str], Cue]:
    """Adjectives by (word, "")."""
    return _entries("adjectives.tsv")


def _entries(name: str) -> dict[tuple[str, str], Cue]:
    out: dict[tuple[str, str], Cue] = {}
    for lemmas, act, frames in _rows(name):
        words = frames.split()
        for lemma in lemmas.split("|"):
            bare, _, particle = lemma.partition("_")
            out[bare, particle] = Cue(
                lemma,
                act,
                frozenset(w for w in words if not w.startswith("+")),
                frozenset(w[1:] for w in words if w.startswith("+")),
            )
    return out


def _rows(name: str) -> Iterator[list[str]]:
    """The rows of a table beside this module, without comments."""
    text = (files(__package__) / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
