"""Title: the headline, picked among a page's candidates by agreement."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from copydesk.article.blocks import Flat
from copydesk.article.metadata.head import Head
from copydesk.article.metadata.jsonld import clean, text_of
from copydesk.article.metadata.site import fold, is_site_name
from copydesk.article.metadata.slug import slug_share, slug_words

MAX_TITLE = 400  # characters; longer is not a headline
_LOOSE_TAGS = ("div", "p", "span")  # what a heading's parts may be wrapped in
_LOOSE_EDGE = re.compile(r"\s+-\s+|\s+[|–—·•]\s+|\s*[|｜ㅣ]\s*|：|--|_")
_ANY_EDGE = re.compile(r"\s*[-–—:/>|·]\s*|\s+»\s+(?=\S)")
_OTHER_METAS = (
    "title",
    "headline",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "name",
)
_KICKER_WORDS = 6
_NEWS = frozenset(
    "NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle "
    "BackgroundNewsArticle ReviewNewsArticle LiveBlogPosting".split()
)  # of schema.org: what newspapers say that their pages are
_WHOLE = 0.9  # share of words from which an address was made of a title
ORIGINS = (
    "h1", "json-ld headline", "og:title", "title element", "twitter:title", "meta title",
)  # fmt: skip
_LEADING = 4  # origins heard otherwise on pages that are no newspaper's: all but the rarest


@dataclass(frozen=True, slots=True)
class Candidate:
    """One offered headline and who offers it."""

    text: str
    origin: str


def find_title(head: Head, flat: Flat, sites: Sequence[str], url: str | None) -> Candidate | None:
    """The headline of a page with markup, or None.

    `sites` are the names of the site (see `site.site_names`): never a title, and cut off the
    ends of one. `url` is the page's address where it is known.
    """
    groups = offered_titles(head, flat, sites)
    if len(groups) < 2:
        return next((Candidate(text, origins[0]) for text, origins in groups.items()), None)
    words = page_words(head, url)
    weights = _weights()
    best, best_score = None, 0.0
    for text, values in zip(groups, support(groups, words, is_news(head)), strict=True):
        score = sum(weight * value for weight, value in zip(weights, values, strict=True))
        if best is None or score > best_score + 1e-9:  # the first of equals: h1 stands first
            best, best_score = Candidate(text, groups[text][0]), score
    return best


def page_words(head: Head, url: str | None) -> frozenset[str]:
    """The words of its headline that a page's address holds (see `slug.slug_words`)."""
    return slug_words((url, head.links.get("canonical"), head.first("og:url")))


def is_news(head: Head) -> bool:
    """Whether a page says that it is a newspaper's story.

    Guides and shops write their heads for search engines, newspapers write headlines there.
    """
    return any(not _NEWS.isdisjoint(kinds) for kinds in head.kinds)


def offered_titles(head: Head, flat: Flat, sites: Sequence[str]) -> dict[str, list[str]]:
    """The titles that a page offers, without the site's name, each with who offers it."""
    raw = list(_candidates(head, flat))
    keys = {fold(candidate.text) for candidate in raw}
    if len(raw) == 1:  # nothing to agree with but the lines of the page
        keys.update(fold(b.text) for b in flat.blocks if not b.hidden and len(b.text) <= MAX_TITLE)
    offered = []
    for candidate in raw:
        text = strip_site(candidate.text, sites, keys)
        if text and not is_site_name(text, sites) and any(map(str.isalnum, text)):
            offered.append(Candidate(text, candidate.origin))
    groups: dict[str, list[str]] = {}
    for candidate in _without_kickers(offered):
        groups.setdefault(candidate.text, []).append(candidate.origin)
    return groups


def support(groups: dict[str, list[str]], words: frozenset[str], news: bool) -> list[list[float]]:
    """What speaks for each of the offered titles (`groups`, see `offered_titles`).

    For each title a row: whether each of `ORIGINS` offers it, in their order; whether each offers
    it in any spelling (quotation marks and dashes are often set otherwise in the head); the same
    of the first `_LEADING` where the page is no newspaper's (`news`, see `is_news`), else 0; then
    whether it is cut off ("..."), whether another begins with it, is its beginning, or is its end;
    and whether the page's address (`words`, see `page_words`) was made of it.
    """
    keys = {text: fold(text) for text in groups}
    backers: dict[str, set[str]] = {}
    for text, origins in groups.items():
        backers.setdefault(keys[text], set()).update(origins)
    rows = []
    for text, origins in groups.items():
        key = keys[text]
        apart = [other for other in keys.values() if other != key]
        rows.append(
            [
                *(float(origin in origins) for origin in ORIGINS),
                *(float(origin in backers[key]) for origin in ORIGINS),
                *(float(not news and origin in backers[key]) for origin in ORIGINS[:_LEADING]),
                float(text.endswith(("...", "…"))),
                float(any(other.startswith(key) for other in apart)),
                float(any(key.startswith(other) for other in apart)),
                float(any(key.endswith(other) for other in apart)),
                float(slug_share(text, words) >= _WHOLE),
            ]
        )
    return rows


@cache
def _weights() -> tuple[float, ...]:
    """The weights of `support`, learned by `tools/train_title.py`."""
    source = files("copydesk.article.metadata").joinpath("title_weights.toml").read_text("utf-8")
    return tuple(tomllib.loads(source)["weights"])


def _candidates(head: Head, flat: Flat) -> Iterator[Candidate]:
    """Every offered headline, h1 first."""
    told = {fold(value) for value in _told(head)}
    shown = _headings(flat)
    if shown:
        # Teasers and boxes have an h1 too: the one that the head repeats is the story's.
        agreed = [text for text in shown if any(_alike(fold(text), key) for key in told)]
        yield Candidate(clean((agreed or shown)[0]), "h1")
    for node in head.articles[:1]:
        headline = text_of(node.get("headline")) or text_of(node.get("name"))
        if headline and len(headline) <= MAX_TITLE:
            yield Candidate(headline, "json-ld headline")
    for origin, value in (
        ("og:title", head.first("og:title")),
        ("title element", head.title),
        ("twitter:title", head.first("twitter:title", "twitter:text:title")),
        ("meta title", head.first(*_OTHER_METAS)),
    ):
        if value and len(value) <= MAX_TITLE:
            yield Candidate(" ".join(value.split()), origin)


def _told(head: Head) -> Iterator[str]:
    yield head.title
    yield head.first("og:title")
    yield head.first("twitter:title")
    for node in head.articles[:1]:
        yield text_of(node.get("headline"))


def _headings(flat: Flat) -> list[str]:
    """The texts of the visible h1 elements, in page order; the parts of one are joined."""
    parents = flat.elements.parent
    headings = {index for index, tag in enumerate(flat.elements.tag) if tag == "h1"}
    if not headings:
        return []
    texts: dict[int, list[str]] = {}
    for block in flat.blocks:
        holder = block.element
        if holder not in headings:
            holder = parents[holder]
            if holder not in headings or block.tag not in _LOOSE_TAGS:
                continue
        if not block.hidden and (block.tag == "h1" or len(block.text) <= MAX_TITLE):
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
    for edge in _ANY_EDGE.finditer(text):
        left = text[: edge.start()]
        if fold(left) in others and len(left) >= 12 and _shorter(text[edge.end() :], left):
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
    if not offered:
        return offered
    first = offered[0]
    if first.origin != "h1":
        return offered
    backers = Counter(candidate.text for candidate in offered[1:])
    for text, count in backers.items():
        if count < 2 or len(text) < 12 or first.text == text or not first.text.endswith(text):
            continue
        kicker = first.text[: -len(text)]
        if len(kicker.split()) <= _KICKER_WORDS and not kicker[-1].isalpha():
            return [Candidate(text, "h1"), *offered[1:]]
    return offered
