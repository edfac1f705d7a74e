"""Frames: the words that set off an event, what must stand beside them, and who is in it.

frames/README.md explains the columns. Each frame's example and counter-example are tested.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from copydesk.record.record import EventType, Status


@dataclass(frozen=True, slots=True)
class Need:
    """What must stand beside a word: its kind, a preposition where it names one, and a class."""

    kind: str
    word: str
    noun_class: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A row of a frame file."""

    type: EventType
    lemmas: tuple[str, ...]
    pos: str
    needs: tuple[Need, ...]
    move: str
    status: Status
    to: tuple[str, ...]
    examples: tuple[str, ...]
    counters: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How much it asks for; frames that ask for more are tried first."""
        kinds = {need.kind for need in self.needs}
        classed = sum(bool(need.noun_class) for need in self.needs)
        return 2 * len(self.needs) + 2 * classed - ("-obj" in kinds)


@dataclass(frozen=True, slots=True)
class Entry:
    """A frame under one of its lemmas; `particle` is the second word, or empty."""

    frame: Frame
    particle: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All frames by part of speech and first word, the most demanding first."""

    frames: tuple[Frame, ...]
    entries: dict[tuple[str, str], tuple[Entry, ...]]
    classes: dict[str, frozenset[str]]


_FOLDER = files(__package__).joinpath("frames")


@cache
def lexicon() -> Lexicon:
    """Read the frame files once."""
    frames = tuple(frame for kind in EventType for frame in _read(kind))
    entries: dict[tuple[str, str], list[Entry]] = {}
    for frame in frames:
        for lemma in frame.lemmas:
            # "phone call" is found by its noun, "call off" by its verb.
            words = lemma.split(" ")
            head, other = (words[0], words[1:]) if frame.pos == "v" else (words[-1], words[:-1])
            entries.setdefault((frame.pos, head), []).append(Entry(frame, " ".join(other)))
    ordered = {
        key: tuple(sorted(found, key=lambda e: -(e.frame.weight + 3 * bool(e.particle))))
        for key, found in entries.items()
    }
    return Lexicon(frames, ordered, _classes())


def _classes() -> dict[str, frozenset[str]]:
    text = _FOLDER.joinpath("classes.toml").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}


def _read(kind: EventType) -> list[Frame]:
    text = _FOLDER.joinpath(f"{kind.value.lower()}.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
    return [
        Frame(
            kind,
            tuple(row["lemmas"].split("|")),
            row["pos"],
            tuple(_need(word) for word in row["where"].split()),
            row["move"],
            Status(row["status"] or "realised"),
            tuple(row["to"].split()),
            tuple(filter(None, row["example"].split("|"))),
            tuple(filter(None, row["counter"].split("|"))),
        )
        for row in rows
    ]


def _need(text: str) -> Need:
    """
    >>> _need("+on:actor"), _need("obj")
    (Need(kind='+', word='on', noun_class='actor'), Need(kind='obj', word='', noun_class=''))
    """
    name, _, noun_class = text.partition(":")
    kind, plus, word = name.partition("+")
    return Need(kind + plus, word, noun_class) if kind in ("", "!") else Need(name, "", noun_class)
