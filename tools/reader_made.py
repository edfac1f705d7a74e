"""Made pages for training: a story in the furniture of another page, or of standing phrases.

Of few newspapers the flattened pages are at hand. Stories and furniture that never met tell the
forests what a story is by itself; and wire copy comes with little around it, often with an error
banner, printed twice, with a disclaimer and headlines of other stories below it.
"""

from __future__ import annotations

import random
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np

from copydesk.article.blocks import Flat
from copydesk.article.features import features
from copydesk.article.flatten_text import flatten_text
from copydesk.article.metadata.head import EMPTY
from copydesk.article.phrases import find_phrases
from reader_data import Sample
from reader_labels import TOKEN, UNSURE

_MIXED = {"fundus": 2.0, "wcxb": 0.5}  # made pages of each kind for one page of each set
_WIRE = {"fundus": 1.0, "wcxb": 0.4}
_HEADLINES = 12  # of other pages, for one made page
Lines = list[tuple[str, int]]  # with their labels

_PHRASES = tomllib.loads(files("copydesk.article").joinpath("phrases.toml").read_text("utf-8"))
_OWN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def made(rows: Sequence[Sample], folds: Sequence[int]) -> list[Sample]:
    """Made pages without markup, from `rows` without markup; the same in any run.

    What is put together comes from one fold and one set, so that no fold learns of another.
    """
    chance = random.Random(1)
    groups: dict[tuple[int, str], list[Sample]] = defaultdict(list)
    for row, fold in zip(rows, folds, strict=True):
        groups[fold, row.set].append(row)
    out = []
    for (_, set_), group in sorted(groups.items()):
        headlines = [text for row in group for text in _headlines(row)]
        for row in group:
            pages = [_mixed(chance.choice(group), row) for _ in _times(_MIXED[set_], chance)]
            for _ in _times(_WIRE[set_], chance):
                others = chance.sample(headlines, min(len(headlines), _HEADLINES))
                pages.append(_Wire(chance, others).page(row))
            out += [_sample(row, lines) for lines in pages]
    return out


def _times(mean: float, chance: random.Random) -> range:
    return range(int(mean + chance.random()))


def _headlines(row: Sample) -> list[str]:
    """Lines outside the story that may be headlines."""
    return [
        block.text
        for block, label in zip(row.flat.blocks, row.labels, strict=True)
        if label == 0
        and 35 <= len(block.text) <= 110
        and block.text[-1].isalnum()
        and len(block.text.split()) > 4
    ]


def _story(row: Sample) -> list[str]:
    return [b.text for b, label in zip(row.flat.blocks, row.labels, strict=True) if label == 1]


def _sample(row: Sample, lines: Lines) -> Sample:
    """The page of these lines, with the site and set of `row`."""
    flat: Flat = flatten_text("\n".join(text for text, _ in lines))
    texts = [block.text for block in flat.blocks]
    values, groups = features(flat, EMPTY, find_phrases(texts))
    return replace(
        row, flat=flat, head=EMPTY, values=values, groups=groups, made=True,
        labels=np.array([label for _, label in lines], np.int8),
        words=np.array([len(TOKEN.findall(text)) for text in texts]),
        reference="\n".join(text for text, label in lines if label == 1),
    )  # fmt: skip


def _mixed(furniture: Sample, story: Sample) -> Lines:
    """One page's story, set where the other page has its own; what is within stays within."""
    body = _story(story)
    texts = [block.text for block in furniture.flat.blocks]
    own = furniture.labels == 1
    first, last = np.flatnonzero(own)[[0, -1]].tolist()
    place = np.cumsum(own) / own.sum() * len(body)  # lines of the story before each line
    within = [(place[i], texts[i]) for i in range(first, last) if furniture.labels[i] == 0]
    lines = [(text, 0) for text in texts[:first]]
    for number, text in enumerate(body):
        while within and number and within[0][0] <= number:
            lines.append((within.pop(0)[1], 0))
        lines.append((text, 1))
    return [*lines, *((text, 0) for _, text in within), *((text, 0) for text in texts[last + 1 :])]


class _Wire:
    """A wire page under construction. Copies of the story's lines are of UNSURE label."""

    def __init__(self, chance: random.Random, headlines: list[str]) -> None:
        self.chance = chance
        self.headlines = headlines
        self.lines: Lines = []

    def page(self, row: Sample) -> Lines:
        body = _story(row)
        self.above(row)
        twice = self.chance.random()
        for number, text in enumerate(body):
            self.lines.append((text, 1))
            if twice < 0.15:
                self.lines.append((text, UNSURE))
            if number + 1 < len(body) and self.maybe(0.12):
                self.within()
        if 0.15 <= twice < 0.35:
            start = self.chance.choice((0, 0, 1, 2)) if len(body) > 3 else 0
            self.lines += [(text, UNSURE) for text in body[start:]]
        self.below()
        return self.lines

    def maybe(self, share: float) -> bool:
        return self.chance.random() < share

    def add(self, text: str) -> None:
        self.lines.append((text, 0))

    def own(self, name: str) -> str:
        text: str = self.chance.choice(_OWN[name])
        return text.replace("#", str(self.chance.randint(1, 9)))

    def phrase(self, reason: str, place: str = "whole") -> str:
        text: str = self.chance.choice(_PHRASES[reason][place])
        return text[0].upper() + text[1:]

    def above(self, row: Sample) -> None:
        if self.maybe(0.5):
            self.add(self.own("stamps"))
        if self.maybe(0.5):
            mark = self.chance.choice(("", "- ", "• "))
            for _ in range(self.chance.randint(1, 9)):
                self.add(mark + self.phrase(self.chance.choice(("navigation", "share"))))
        if self.maybe(0.4):
            self.add(self.own("sorry"))
            self.add(self.own("missing").format(self.phrase("error_banner", "anywhere").lower()))
        if row.title and row.title not in row.reference and self.maybe(0.8):
            self.add(" ".join(row.title.split()))
        for name, share in (("tickers", 0.2), ("signed", 0.5), ("captions", 0.35)):
            if self.maybe(share):
                self.add(self.own(name))

    def within(self) -> None:
        kind = self.chance.choice(
            ("advertisement", "related", "headline", "newsletter", "captions", "notices", "tickers")
        )
        if kind in _OWN:
            self.add(self.own(kind))
        elif kind == "headline":
            self.add(self.chance.choice(self.headlines))
        elif kind == "related":
            lead = self.phrase("related", "start").rstrip(":")
            self.add(f"{lead}: {self.chance.choice(self.headlines)}")
        else:
            self.add(self.phrase(kind))

    def below(self) -> None:
        if self.maybe(0.3):
            self.add(f"{self.phrase('agency', 'start')} {self.own('credits')}")
        if self.maybe(0.4):
            self.add(self.phrase("disclaimer", "start"))
            words = (self.phrase("disclaimer", "anywhere").lower() for _ in range(2))
            self.add(self.own("disclaimers").format(*words))
        for _ in range(self.chance.choice((0, 1, 1, 2))):
            self.add(self.phrase("related"))
            mark = self.chance.choice(("", "- "))
            for _ in range(self.chance.randint(2, 9)):
                self.add(mark + self.chance.choice(self.headlines))
        if self.maybe(0.5):
            self.add(self.phrase("comments"))
        if self.maybe(0.4):
            self.add(self.phrase("comments", "start"))
        if self.maybe(0.5):
            self.add(f"{self.own('owners')} {self.phrase('navigation', 'start')}")
