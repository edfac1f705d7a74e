"""Title: the headline, picked among a page's candidates by agreement."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copydesk.article.blocks import Flat
from copydesk.article.metadata.head import Head
from copydesk.article.metadata.jsonld import text_of
from copydesk.article.metadata.site import fold, is_site_name

MAX_TITLE = 400  # characters; longer is not a headline
_H1_TAGS = frozenset(("h1",))
_EDGE = re.compile(r"\s+(?:[|\-–—―·•»«:/›>~*]|::|--|\|\|)\s+|\s*(?:--|\||｜|：|_)\s*|\s+[-–—]\s*$")
_LOOSE_EDGE = re.compile(r"\s+-\s+|\s+[|–—·•]\s+|\s*[|｜]\s*|：|--|_")
# How much each witness counts. Learned by hand from which of them are right on newspaper pages.
WEIGHTS = {
    "h1": 3.0,
    "json-ld headline": 2.6,
    "og:title": 2.2,
    "title element": 1.5,
    "twitter:title": 1.0,
}
_OTHER_METAS = (
    "title",
    "headline",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "name",
)
_OTHER_WEIGHT = 0.8
_KICKER_WORDS = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """One offered headline: its text, who offers it, and how much that counts."""

    text: str
    origin: str
    weight: float


def find_title(head: Head, flat: Flat, sites: Sequence[str]) -> Candidate | None:
    """The headline of a page with markup, or None.

    `sites` are the names of the site (see `site.site_names`): never a title, and cut off the
    ends of one.
    """
    raw = list(_candidates(head, flat))
    keys = {fold(candidate.text) for candidate in raw}
    offered = []
    for candidate in raw:
        text = strip_site(candidate.text, sites, keys)
        if text and not is_site_name(text, sites) and any(map(str.isalnum, text)):
            offered.append(Candidate(text, candidate.origin, candidate.weight))
    if not offered:
        return None
    offered = _without_kickers(offered)
    votes: dict[str, float] = {}
    for candidate in offered:
        key = fold(candidate.text)
        votes[key] = votes.get(key, 0.0) + candidate.weight
    best = max(votes, key=lambda key: votes[key])  # the first of equals: h1 stands first
    return next(candidate for candidate in offered if fold(candidate.text) == best)


def _candidates(head: Head, flat: Flat) -> Iterator[Candidate]:
    """Every offered headline, h1 first."""
    told = {fold(value) for value in _told(head)}
    shown = _headings(flat)
    if shown:
        # Teasers and boxes have an h1 too: the one that the head repeats is the story's.
        agreed = [text for text in shown if any(_alike(fold(text), key) for key in told)]
        yield Candidate((agreed or shown)[0], "h1", WEIGHTS["h1"])
    for node in head.articles[:1]:
        headline = text_of(node.get("headline")) or text_of(node.get("name"))
        if headline and len(headline) <= MAX_TITLE:
            yield Candidate(headline, "json-ld headline", WEIGHTS["json-ld headline"])
    for origin, value in (
        ("og:title", head.first("og:title")),
        ("title element", head.title),
        ("twitter:title", head.first("twitter:title", "twitter:text:title")),
        ("meta title", head.first(*_OTHER_METAS)),
    ):
        if value and len(value) <= MAX_TITLE:
            yield Candidate(value, origin, WEIGHTS.get(origin, _OTHER_WEIGHT))


def _told(head: Head) -> Iterator[str]:
    yield head.title
    yield head.first("og:title")
    yield head.first("twitter:title")
    for node in head.articles[:1]:
        yield text_of(node.get("headline"))


def _headings(flat: Flat) -> list[str]:
    """The texts of the visible h1 elements, in page order; the parts of one are joined."""
    texts: dict[int, list[str]] = {}
    tags = flat.elements.tag
    for block in flat.blocks:
        if block.hidden:
            continue
        if block.tag == "h1":
            texts.setdefault(block.element, []).append(block.text)
        elif flat.markup and block.tag in ("div", "p", "span") and len(block.text) <= MAX_TITLE:
            holder = flat.elements.parent[block.element]
            if holder >= 0 and tags[holder] in _H1_TAGS:
                texts.setdefault(holder, []).append(block.text)
    joined = [" ".join(parts) for parts in texts.values()]
    return [text for text in joined if len(text) <= MAX_TITLE]


def _alike(one: str, other: str) -> bool:
    return bool(one) and bool(other) and (one == other or (len(one) > 12 and one in other))


def strip_site(text: str, sites: Sequence[str], others: set[str]) -> str:
    """Cut the site's name, and what stands with it, off the ends of a title.

    A cut is made where the part cut off names the site, or where what is left is itself offered
    as a title (`others`, folded).

    >>> strip_site("Talks resume | World | The Daily Lamp", ["The Daily Lamp"], {"talks resume"})
    'Talks resume'
    """
    while True:
        shorter = _cut(text, sites, others)
        if shorter is None:
            return text
        text = shorter


def _cut(text: str, sites: Sequence[str], others: set[str]) -> str | None:
    edges = list(_LOOSE_EDGE.finditer(text))
    for edge in reversed(edges):
        left, right = text[: edge.start()].strip(), text[edge.end() :].strip()
        if left and (
            is_site_name(right, sites) or (fold(left) in others and _shorter(right, left))
        ):
            return left
    for edge in edges:
        left, right = text[: edge.start()].strip(), text[edge.end() :].strip()
        if right and (
            is_site_name(left, sites) or (fold(right) in others and _shorter(left, right))
        ):
            return right
    return None


def _shorter(part: str, rest: str) -> bool:
    return len(part) <= max(30, len(rest))


def _without_kickers(offered: list[Candidate]) -> list[Candidate]:
    """Take a kicker off the first candidate (an h1) where others have the title without it."""
    first = offered[0]
    if first.origin != "h1":
        return offered
    support: dict[str, float] = {}
    for candidate in offered[1:]:
        support[candidate.text] = support.get(candidate.text, 0.0) + candidate.weight
    for text, weight in support.items():
        if weight < 1.5 or len(text) < 12 or first.text == text:
            continue
        if first.text.endswith(text):
            kicker = first.text[: -len(text)]
            if (
                len(kicker.split()) <= _KICKER_WORDS
                and not unicodedata.category(kicker[-1])[0] == "L"
            ):
                return [Candidate(text, "h1", first.weight), *offered[1:]]
    return offered
