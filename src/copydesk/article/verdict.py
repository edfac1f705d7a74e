"""Verdict: what a page is, told from its story, its words, its build and its address.

What the page says of itself in standing phrases (missing, consent, subscribers only) decides
where there is no story; whether a page with running text is an article is learned
(`tools/train_verdict.py`), with a calibrated score.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from copydesk.article.article import Metadata
from copydesk.article.blocks import Block, Flat
from copydesk.article.metadata.head import Head
from copydesk.article.model import Forest
from copydesk.article.notices import Notices, find_notices
from copydesk.article.page_signs import PROSE, page_signs, weigh
from copydesk.article.reading import Verdict, VerdictKind
from copydesk.page.page import Page

_NOTICE = 300  # characters: a longer block is not a notice
_GONE = frozenset((404, 410, 500, 502, 503))
# A story, in letters (one of Chinese script counts for three) and paragraphs.
_STORY, _STORY_PARAGRAPHS = 600, 3
_SURE = 0.9  # score from which a page that is no article is refused
_NO_TEXT = "no running text"
_BRIEF = 220  # letters below which a page holds no story
_STUB = 900  # letters below which a page that is not free is a stub


@dataclass(frozen=True, slots=True)
class _Model:
    """A forest over named signs, and the scale that calibrates its log odds."""

    forest: Forest
    slope: float
    shift: float

    def chance(self, values: list[float]) -> float:
        raw = float(self.forest.chance(np.array([values], np.float32))[0])
        raw = min(max(raw, 1e-6), 1 - 1e-6)
        odds = self.slope * math.log(raw / (1 - raw)) + self.shift
        return 1 / (1 + math.exp(-odds))


@dataclass(frozen=True, slots=True)
class _Story:
    """How much running text was kept: letters and paragraphs."""

    letters: int
    paragraphs: int

    @property
    def whole(self) -> bool:
        return self.letters >= _STORY and self.paragraphs >= _STORY_PARAGRAPHS


def judge(page: Page, head: Head, flat: Flat, kept: Sequence[bool], metadata: Metadata) -> Verdict:
    """Judge a page by the story found on it. `kept` tells which blocks are in the body.

    A page with an error notice and no story is never an article; a story under an error notice
    always is. The score is the chance that the kind is right, calibrated on pages of sites that
    the model had not seen.
    """
    if not any(not block.hidden for block in flat.blocks):
        return Verdict(VerdictKind.EMPTY, 0.99, ("no visible text",))
    phrases = _phrases(head.title, flat)
    notices = _notices(flat, kept, phrases)
    story = _story(flat, kept, phrases["error"])
    reasons = [f"{story.letters} letters of story in {story.paragraphs} paragraphs"]
    if "error" in notices or page.http_status in _GONE:
        if page.http_status in _GONE:
            reasons.append(f"HTTP status {page.http_status}")
        if "error" in notices:
            reasons.append(f"notice: {notices['error']!r}")
        if not story.whole:
            return Verdict(VerdictKind.ERROR_PAGE, 0.95, tuple(reasons))
    chance, listing = chances(page, head, flat, metadata)
    reasons.append(f"built like an article: {chance:.2f}")
    if story.letters < _STORY:
        told = _without_story(flat, metadata, notices, story, reasons)
        if told is not None:
            return told
    if "error" in notices or metadata.dateline or metadata.origins.get("agency") == "lead":
        # A story with a dateline, or one that was found although the page says it is missing.
        chance = max(chance, 0.75) if story.whole else chance
    elif _says_nothing(head) and story.whole and _signed_and_dated(metadata):
        chance = max(chance, 0.6)
    if metadata.live and story.letters >= _BRIEF:
        return Verdict(
            VerdictKind.LIVE_BLOG, max(0.8, round(chance, 3)), (*reasons, "live blog by its data")
        )
    if chance >= 0.5 and story.letters >= _BRIEF // 2:
        return Verdict(VerdictKind.ARTICLE, round(chance, 3), tuple(reasons))
    if chance >= 0.5:
        return Verdict(VerdictKind.NOT_NEWS, 0.6, (*reasons, _NO_TEXT))
    is_list = listing is not None and listing >= 0.5
    reasons.append(f"built like a list: {listing or 0.0:.2f}")
    kind = VerdictKind.LISTING if is_list else VerdictKind.NOT_NEWS
    return Verdict(kind, round(1 - chance, 3), tuple(reasons))


def gives_article(verdict: Verdict) -> bool:
    """Whether a page so judged gives its text as an article.

    A page that is only probably no article (a score below 0.9) does: the judgement is shown, and
    no story is lost to a doubt. What has no story to give never does.
    """
    if verdict.kind in (VerdictKind.LISTING, VerdictKind.NOT_NEWS):
        return verdict.score < _SURE and verdict.reasons[-1] != _NO_TEXT
    return verdict.kind in (VerdictKind.ARTICLE, VerdictKind.LIVE_BLOG)


def chances(page: Page, head: Head, flat: Flat, metadata: Metadata) -> tuple[float, float | None]:
    """The chance that a page is an article; and, where that is small, that it is a listing if it
    is none.
    """
    signs = page_signs(head, flat, page.url, metadata)
    names, article, listing = _models(flat.markup)
    values = [signs[name] for name in names]
    chance = article.chance(values)
    if flat.markup and _says_nothing(head):
        # Old pages say nothing of themselves, which the pages learned from nearly all do: their
        # words alone are heard as well.
        names, words, _ = _models(False)
        chance = (chance + words.chance([signs[name] for name in names])) / 2
    return chance, listing.chance(values) if chance < 0.5 else None


def _says_nothing(head: Head) -> bool:
    """Whether a page's head tells nothing of what it is, as that of an old page."""
    return not head.nodes and not head.first("og:type", "og:title")


def _signed_and_dated(metadata: Metadata) -> bool:
    published = metadata.published
    dated = published is not None and not published.method.startswith("capture")
    return dated and bool(metadata.authors) and bool(metadata.title)


def running_text(flat: Flat) -> list[bool]:
    """Blocks of running text by length and links alone: what the model is trained with."""
    return [
        not block.hidden
        and weigh(block.text) >= PROSE
        and block.link * 3 < len(block.text)
        and block.tag not in ("h1", "h2", "h3", "li", "a", "button", "figcaption", "label")
        for block in flat.blocks
    ]


def _without_story(
    flat: Flat, metadata: Metadata, notices: dict[str, str], story: _Story, reasons: list[str]
) -> Verdict | None:
    """What a page with little running text says it is; None where it says nothing."""
    if "consent" in notices and story.letters < _BRIEF:
        words = sum(weigh(block.text) for block in flat.blocks if not block.hidden)
        if words < 3000 or metadata.title is None:
            reasons.append(f"asks for consent: {notices['consent']!r}")
            return Verdict(VerdictKind.CONSENT_WALL, 0.85, tuple(reasons))
    if "paywall" in notices and story.letters < _STUB and story.paragraphs <= 2:
        reasons.append(f"for subscribers: {notices['paywall']!r}")
        return Verdict(VerdictKind.PAYWALL_STUB, 0.8, tuple(reasons))
    if metadata.free is False and story.letters < _BRIEF:
        reasons.append("not free to read, by its data")
        return Verdict(VerdictKind.PAYWALL_STUB, 0.8, tuple(reasons))
    if sum(weigh(block.text) for block in flat.blocks if not block.hidden) < 60:
        return Verdict(VerdictKind.EMPTY, 0.9, (*reasons, "next to no text"))
    return None


def _short(block: Block) -> str:
    """A block's text if it can be a notice."""
    return "" if block.hidden or len(block.text) > _NOTICE else block.text


def _story(flat: Flat, kept: Sequence[bool], errors: Mapping[int, str]) -> _Story:
    """The running text kept, notices left out. `errors` counts blocks from 1."""
    letters = paragraphs = 0
    for number, (block, keep) in enumerate(zip(flat.blocks, kept, strict=True), 1):
        if keep and number not in errors:
            weight = weigh(block.text)
            letters += weight
            paragraphs += weight >= 60
    return _Story(letters, paragraphs)


def _phrases(title: str, flat: Flat) -> Notices:
    """The notices of a page: number 0 is its title, the blocks follow."""
    told = find_notices([_short(block) for block in flat.blocks], flat.lines)
    return {
        kind: phrases | {number + 1: phrase for number, phrase in told[kind].items()}
        for kind, phrases in find_notices([title]).items()
    }


def _notices(flat: Flat, kept: Sequence[bool], told: Notices) -> dict[str, str]:
    """The standing phrases that the page shows, by kind: in its title and in short blocks.

    Those of an error count where they open the page, stand in a heading or in the title, or where
    there is little else: a story may speak of a page that was not found. In `told` number 0 is
    the title, the blocks follow.
    """
    shown = [number for number, block in enumerate(flat.blocks, 1) if not block.hidden]
    first = next((place for place, number in enumerate(shown) if kept[number - 1]), len(shown))
    opening = {0, *shown[: first + 3]}
    found: dict[str, str] = {}
    for kind, phrases in told.items():
        for number, phrase in sorted(phrases.items()):
            if kind != "error":
                counts = number > 0
            else:
                counts = number in opening or flat.blocks[number - 1].tag in ("h1", "h2")
            if counts:
                found[kind] = phrase
                break
    return found


@cache
def _models(markup: bool) -> tuple[tuple[str, ...], _Model, _Model]:
    """The names of the signs, the model of articles and that of listings."""
    form = "html" if markup else "text"
    with (
        files("copydesk.article").joinpath("verdict.npz").open("rb") as file,
        np.load(file) as data,
    ):
        models = []
        for target in ("article", "listing"):
            bias, slope, shift = (float(value) for value in data[f"{form}_{target}_scale"])
            forest = Forest(
                data[f"{form}_{target}_feature"].astype(np.int64),
                data[f"{form}_{target}_border"].astype(np.float32),
                data[f"{form}_{target}_leaf"].astype(np.float32),
                bias,
            )
            models.append(_Model(forest, slope, shift))
        return tuple(str(name) for name in data[f"{form}_names"]), models[0], models[1]
