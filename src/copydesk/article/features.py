"""features: what a block shows, its neighbours and its containers, as numbers for the model.

All text features count classes of characters, so that they mean the same in any script. A page
without markup has features of its vocabulary in place of those of markup.
"""

from __future__ import annotations

import functools
import sys
import unicodedata
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copydesk.article.blocks import Flat
from copydesk.article.cohesion import NAMES, cohesion
from copydesk.article.marks import categories, mark_bits
from copydesk.article.metadata.head import Head
from copydesk.article.reading import Reason

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
_LINK, _STRONG, _HIDDEN, _ELEMENT, _PART = map(
    attrgetter, ("link", "strong", "hidden", "element", "part")
)
Rows = list[NDArray[Any]]  # of shape (blocks,) for one feature, (features, blocks) for several

UNKNOWN = -9.0
_CLASSES = 12
(_OTHER, _LOWER, _UPPER, _LETTER, _WIDE, _DIGIT, _SPACE, _END, _COMMA, _QUOTE, _COLON, _BAR) = (
    range(_CLASSES)
)
_ENDS = ".!?。！？۔।…‽؟։።॥།។။︒｡"
_COMMAS = ",;،、，；؛՝"
_QUOTES = "\"'「」『』《》)”"
_EDGES = " .!?|-–—\"'“”‘’"
_BARS = "|/»›·•→©#@*_-–—"
_TAG_KINDS = (
    "p", "h1", "h2", "h3", "h4 h5 h6", "li", "tr td th caption", "div section", "blockquote",
    "figcaption figure", "button label option legend summary", "dt dd",
    "body html main article", "header footer nav aside", "pre address center",
)  # fmt: skip
_TAGS = {name: number for number, names in enumerate(_TAG_KINDS) for name in names.split()}
_OTHER_TAG = 15
_CHAIN = (
    "article main aside nav header footer figure form li table blockquote section dialog p".split()
)
_CHAIN_NUMBERS = np.arange(len(_CHAIN))[:, None]
_NAME_BITS = 24  # room for the categories of marks
_CHAIN_BITS = {tag: 1 << (_NAME_BITS + number) for number, tag in enumerate(_CHAIN)}
_CHAIN_BITS |= dict.fromkeys(("ul", "ol"), _CHAIN_BITS["li"])
_WHOLE = frozenset(("html", "body"))


@functools.cache
def _classes() -> NDArray[np.uint8]:
    """The class of each code point of the first plane."""
    table = np.zeros(0x10000, np.uint8)
    kinds = {"Lu": _UPPER, "Lt": _UPPER, "Ll": _LOWER, "Lo": _LETTER, "Lm": _LETTER, "Mn": _LETTER,
             "Mc": _LETTER, "Nd": _DIGIT, "Nl": _DIGIT, "No": _DIGIT, "Zs": _SPACE, "Pi": _QUOTE,
             "Pf": _QUOTE}  # fmt: skip
    for point in range(0x10000):
        table[point] = kinds.get(unicodedata.category(chr(point)), _OTHER)
    for first, last in ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF)):
        table[first : last + 1] = _WIDE
    signs = {_ENDS: _END, _COMMAS: _COMMA, _QUOTES: _QUOTE, ":：": _COLON, _BARS: _BAR}
    for marks, kind in signs.items():
        for mark in marks:
            table[ord(mark)] = kind
    return table


def features(
    flat: Flat, head: Head, phrases: Sequence[Reason | None]
) -> tuple[Floats, Sequence[Ints]]:
    """The features of each block in the order of `names`, shape (blocks, features); and groups.

    The groups are three ways in which blocks belong together, as numbers of shape (blocks,): by
    their container, by what is around that, and by their kind; none without markup. `phrases` are
    the reasons of the standing phrases (`find_phrases`). "Prose" is the weight of a block as
    running text: its length in letters, 0 where it is none.
    """
    count = len(flat.blocks)
    if not count:
        return np.zeros((0, len(names(flat.markup))), np.float32), ()
    rows, prose = _local(flat)
    rows += _context(rows, prose)
    rows += _told(flat, head)
    rows += _standing(phrases)
    groups: Sequence[Ints] = ()
    if flat.markup:
        told, groups = _markup(flat, prose)
        rows += told
    else:
        rows.append(cohesion([block.text for block in flat.blocks], prose))
    values = np.concatenate(rows, axis=None, dtype=np.float32, casting="same_kind")
    return values.reshape(-1, count).T, groups


_LOCAL = (
    "length words link strong lower upper letter digit ends commas quotes colons bars "
    "last_end last_colon last_other first_upper first_lower first_bar repeats copies".split()
)
_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
_CONTEXT = [
    *(f"{name}{step:+d}" for step in _NEIGHBOURS for name in ("length", "prose", "link", "end")),
    *(f"prose~{width}" for width in (2, 5, 12)),
    *"place mass_before mass_after since_prose until_prose share page_prose page_blocks".split(),
    *"from_peak first_prose last_prose".split(),
]
_TOLD = "is_title like_title past_title from_title described in_body body_known".split()
_PHRASES = (
    Reason.RELATED, Reason.SHARE, Reason.NEWSLETTER, Reason.COMMENTS, Reason.DISCLAIMER,
    Reason.ADVERTISEMENT, Reason.CAPTION, Reason.BYLINE, Reason.ERROR_BANNER,
)  # fmt: skip
_STANDING = [*(f"says_{r}" for r in _PHRASES), *(f"since_{r}" for r in _PHRASES[:5]), "says_any"]
_INLINE = ("ad", "related", "byline", "caption", "share")
_CATEGORIES = 19  # of marks that are features
_CATEGORY_BITS = np.arange(_CATEGORIES)[:, None]
_MARKUP = [
    *"tag hidden part depth".split(),
    *(f"own_{number}" for number in range(_CATEGORIES)),
    *(f"chain_{number}" for number in range(_CATEGORIES)),
    *(f"inline_{name}" for name in _INLINE),
    *(f"in_{tag}" for tag in _CHAIN),
    *"same_parent_prev same_parent_next parent_prose grand_prose best_parent in_best".split(),
    *"kind_prose kind_count kind_mean kind_link up_to_best siblings".split(),
    *"kind_spread holder_link grand_link holder_share kind_teaser".split(),
]


@functools.cache
def names(markup: bool) -> tuple[str, ...]:
    """The names of the features of a page with markup or without, in order."""
    return (*_LOCAL, *_CONTEXT, *_TOLD, *_STANDING, *(_MARKUP if markup else NAMES))


def _local(flat: Flat) -> tuple[Rows, Floats]:
    """What a block's own text shows."""
    blocks = flat.blocks
    count = len(blocks)
    texts = [block.text for block in blocks]
    raw = "\n".join(texts).encode("utf-32-le" if sys.byteorder == "little" else "utf-32-be",
                                  "surrogatepass")  # fmt: skip
    points = np.frombuffer(raw, np.uint32)
    classes = _classes()[np.minimum(points, 0xFFFF)]
    sizes = np.fromiter(map(len, texts), np.int64, count)
    starts = np.concatenate(([0], np.cumsum(sizes + 1)[:-1]))
    owner = np.repeat(np.arange(count), sizes + 1)[:-1]
    found = np.bincount(owner * _CLASSES + classes, minlength=count * _CLASSES)
    counts = np.ascontiguousarray(found.reshape(count, _CLASSES).T, np.float32)
    letters = counts[_LOWER] + counts[_UPPER] + counts[_LETTER] + 2.5 * counts[_WIDE]
    weight = letters + counts[_SPACE] + counts[_DIGIT]
    share = counts / sizes
    last = classes[starts + sizes - 1]
    before = classes[np.maximum(starts, starts + sizes - 2)]
    ends = (last == _END) | ((last == _QUOTE) & (before == _END))
    first = classes[starts]
    link = np.fromiter(map(_LINK, blocks), np.float32, count) / sizes
    strong = np.fromiter(map(_STRONG, blocks), np.float32, count) / sizes
    seen: dict[str, int] = {}
    copies = []
    for text in texts:
        seen[text] = seen.get(text, 0) + 1
        copies.append(seen[text])
    unknown = np.full(count, UNKNOWN)
    rows = [
        np.log1p(weight),
        np.log1p(counts[_SPACE] + counts[_WIDE] / 2),
        link if flat.markup else unknown,
        strong if flat.markup else unknown,
        share[_LOWER],
        share[_UPPER],
        (counts[_LETTER] + counts[_WIDE]) / sizes,
        share[_DIGIT],
        np.minimum(counts[_END], 20),
        share[_COMMA] * 100,
        share[_QUOTE] * 100,
        counts[_COLON],
        share[_BAR] * 100,
        ends,
        last == _COLON,
        last == _OTHER,
        first == _UPPER,
        first == _LOWER,
        first == _BAR,
        np.minimum(np.array([seen[text] for text in texts]), 5),
        np.minimum(np.array(copies), 5),
    ]
    running = (weight >= 60) & (ends | (weight >= 140)) & (link < 0.4)
    running &= ~np.fromiter(map(_HIDDEN, blocks), bool, count)
    return rows, np.where(running, weight, 0).astype(np.float32)


def _means(total: NDArray[np.float64], width: int) -> Floats:
    """The mean over `width` blocks on each side; `total` is the running sum, from 0."""
    at = np.arange(len(total) - 1)
    low, high = np.maximum(at - width, 0), np.minimum(at + width + 1, len(at))
    mean: Floats = ((total[high] - total[low]) / (high - low)).astype(np.float32)
    return mean


def _context(local: Rows, prose: Floats) -> Rows:
    """What stands before and behind a block."""
    count = len(prose)
    far = max(_NEIGHBOURS)
    shown = np.full((4, count + 2 * far), UNKNOWN, np.float32)
    for number, row in enumerate((local[0], np.log1p(prose), local[2], local[13])):
        shown[number, far : far + count] = row
    rows: Rows = [shown[:, far + step : far + step + count] for step in _NEIGHBOURS]
    summed = np.concatenate(([0.0], np.cumsum(prose, dtype=np.float64)))
    rows += [np.log1p(_means(summed, width)) for width in (2, 5, 12)]
    at = np.arange(count)
    total = float(prose.sum()) or 1.0
    before = np.cumsum(prose)
    is_prose = prose > 0
    previous = np.maximum.accumulate(np.where(is_prose, at, -99))
    following = np.minimum.accumulate(np.where(is_prose, at, count + 99)[::-1])[::-1]
    peak = int(np.argmax(_means(summed, 4)))
    found = np.flatnonzero(is_prose)
    first, last = (int(found[0]), int(found[-1])) if len(found) else (0, 0)
    rows += [
        at / count,
        (before - prose) / total,
        (total - before) / total,
        np.minimum(at - previous, 40),
        np.minimum(following - at, 40),
        prose / total,
        np.full(count, np.log1p(total)),
        np.full(count, np.log1p(count)),
        np.minimum(np.maximum(at - peak, -60), 60),
        np.minimum(np.maximum(at - first, -30), 60),
        np.minimum(np.maximum(last - at, -30), 60),
    ]
    return rows


def _told(flat: Flat, head: Head) -> Rows:
    """What the head of the page says of a block: title, description, body of the linked data."""
    count = len(flat.blocks)
    titles, descriptions, body = _claims(flat, head)
    keys = {_fold(title) for title in titles}
    words = {frozenset(key.split()) for key in keys}
    any_word = frozenset().union(*words)
    told = {_fold(text) for text in descriptions}
    openings = tuple(text[:60] for text in told)
    is_title, like, described, in_body = ([0.0] * count for _ in range(4))
    title_at = -1
    for index, block in enumerate(flat.blocks):
        size = len(block.text)
        if size <= 400 and (keys or told):
            key = block.text.casefold().strip(_EDGES)  # its white space is folded
            if key in keys:
                is_title[index] = 1.0
                if title_at < 0 or (flat.markup and block.tag == "h1"):
                    title_at = index
            elif size >= 15 and block.link * 2 < size:
                own = set(key.split())
                if not any_word.isdisjoint(own):
                    like[index] = max([len(own & w) / len(own | w) for w in words])
            if size >= 30 and told:
                opening = key[:60]
                described[index] = float(
                    key.startswith(openings) or any(t.startswith(opening) for t in told)
                )
        if body and size >= 30:
            in_body[index] = float(block.text[:60] in body)
    at = np.arange(count)
    unknown = np.full(count, UNKNOWN)
    return [
        *np.array([is_title, like], np.float32),
        unknown if title_at < 0 else at > title_at,
        unknown if title_at < 0 else np.minimum(np.maximum(at - title_at, -20), 60),
        *np.array([described, in_body, [float(bool(body))] * count], np.float32),
    ]


def _standing(phrases: Sequence[Reason | None]) -> Rows:
    """The standing phrases of a block, and how many blocks back those before it are."""
    numbers = {reason: number for number, reason in enumerate(_PHRASES)}
    other = len(numbers)
    codes = np.array([-1 if p is None else numbers.get(p, other) for p in phrases])
    at = np.arange(len(codes))
    says = codes == np.arange(other)[:, None]
    since = at - np.maximum.accumulate(np.where(says[:5], at, -99), axis=1)
    return [says, np.minimum(since, 40), codes >= 0]


def _claims(flat: Flat, head: Head) -> tuple[list[str], list[str], str]:
    """Titles, descriptions and body that the head claims; without a head, a guess at the title."""
    titles = [t for t in (head.first("og:title"), head.first("twitter:title"), head.title) if t]
    descriptions = [
        text
        for text in (head.first("og:description"), head.first("description"))
        if len(text) >= 30
    ]
    body = ""
    for node in head.articles[:1]:
        headline, text = node.get("headline"), node.get("articleBody")
        if isinstance(headline, str) and headline:
            titles.append(headline)
        if isinstance(text, str):
            body = " ".join(text.split())
    titles.extend(b.text for b in flat.blocks if b.tag == "h1" and len(b.text) >= 12)
    return titles[:8], descriptions, body


def _fold(text: str) -> str:
    return " ".join(text.casefold().split()).strip(_EDGES)


def _sum_by(index: Ints, values: NDArray[Any], size: int) -> Floats:
    return np.bincount(index, values, size).astype(np.float32)


def _markup(flat: Flat, prose: Floats) -> tuple[Rows, Sequence[Ints]]:
    """What tags, names and containers say of a block; and its groups (see `features`)."""
    elements, blocks = flat.elements, flat.blocks
    count, size = len(blocks), len(elements.tag)
    own, names_up, tags_up, depth = _chains(flat)
    parents = np.array(elements.parent, np.int64)
    at = np.fromiter(map(_ELEMENT, blocks), np.int64, count)
    parent = np.maximum(parents[at], 0)
    # The parent of paragraphs is their container; loose text is in its own element.
    tags = np.array([_TAGS.get(block.tag, _OTHER_TAG) for block in blocks], np.int64)
    holder = np.where((tags == 7) | (tags == 12), at, parent)
    parent_prose = _sum_by(holder, prose, size)
    over = np.maximum(parents[holder], 0)
    grand_prose = _sum_by(over, prose, size)
    total = float(prose.sum()) or 1.0
    best = int(np.argmax(parent_prose))
    nearest, steps = _nearest(elements.parent, best)
    kinds: dict[tuple[str, str, int], int] = {}
    kind = np.array(
        [
            kinds.setdefault((block.tag, elements.mark[block.element], bits), len(kinds))
            for block, bits in zip(blocks, own[parent].tolist(), strict=True)
        ]
    )
    lengths = np.array([len(block.text) for block in blocks], np.float32)
    links = np.fromiter(map(_LINK, blocks), np.float32, count)
    ones = np.ones(count, np.float32)
    kind_count = _sum_by(kind, ones, len(kinds))
    kind_length = _sum_by(kind, lengths, len(kinds))
    same = np.zeros(count, np.float32)
    same[1:] = holder[1:] == holder[:-1]
    named = mark_bits(block.inline_mark for block in blocks)
    inline = np.array([named[block.inline_mark] for block in blocks], np.int64)
    # Teasers have a container each, paragraphs of a story share one.
    pairs = np.unique(kind * size + holder)
    spread = _sum_by(pairs // size, np.ones(len(pairs), np.float32), len(kinds))
    holder_length = _sum_by(holder, lengths, size)
    holder_link = _sum_by(holder, links, size) / np.maximum(holder_length, 1)
    grand_link = _sum_by(over, links, size) / np.maximum(_sum_by(over, lengths, size), 1)
    siblings = _sum_by(holder, ones, size)
    rows: Rows = [
        tags,
        np.fromiter(map(_HIDDEN, blocks), bool, count),
        np.minimum(np.fromiter(map(_PART, blocks), np.int64, count), 9),
        np.minimum(depth[at], 40),
        (own[at] >> _CATEGORY_BITS) & 1,
        (names_up[at] >> _CATEGORY_BITS) & 1,
        (inline >> _inline_bits()) & 1,
        (tags_up[at] >> _CHAIN_NUMBERS) & 1,
        same,
        np.append(same[1:], 0),
        parent_prose[holder] / total,
        grand_prose[over] / total,
        holder == best,
        nearest[at] == best,
        np.log1p(_sum_by(kind, prose, len(kinds)))[kind],
        np.log1p(kind_count)[kind],
        np.log1p(kind_length / kind_count)[kind],
        (_sum_by(kind, links, len(kinds)) / np.maximum(kind_length, 1))[kind],
        np.minimum(steps[nearest[at]], 12),
        np.log1p(siblings[holder]),
        (spread / kind_count)[kind],
        holder_link[holder],
        grand_link[over],
        lengths / np.maximum(holder_length[holder], 1),
        (_sum_by(kind, holder_link[holder], len(kinds)) / kind_count)[kind],
    ]
    return rows, (holder, over, kind)


@functools.cache
def _inline_bits() -> Ints:
    return np.array([[categories().index(name)] for name in _INLINE])


def _chains(flat: Flat) -> tuple[Ints, Ints, Ints, Ints]:
    """For each element: bits of its names, of those from it up, of its tags up, and its depth."""
    elements = flat.elements
    known = mark_bits(elements.mark)
    own: list[int] = []
    chain: list[int] = []  # the bits of names, and above them those of tags
    depth: list[int] = []
    for tag, parent, mark in zip(elements.tag, elements.parent, elements.mark, strict=True):
        # The names on html and body tell of the whole page, not of the text under them.
        bits = 0 if tag in _WHOLE else known[mark]
        own.append(bits)
        if parent < 0:
            chain.append(bits)
            depth.append(0)
        else:
            chain.append(chain[parent] | bits | _CHAIN_BITS.get(tag, 0))
            depth.append(depth[parent] + 1)
    up = np.array(chain, np.int64)
    names_up = up & ((1 << _NAME_BITS) - 1)
    return np.array(own, np.int64), names_up, up >> _NAME_BITS, np.array(depth, np.int64)


def _nearest(parents: list[int], best: int) -> tuple[Ints, Floats]:
    """For each element, the nearest around it that is the best container or around that; and for
    each of those, how many steps it is above the best. What stands in none is its own nearest.
    """
    steps = np.zeros(len(parents), np.float32)
    path: set[int] = set()
    node = best
    while node >= 0:
        steps[node] = len(path)
        path.add(node)
        node = parents[node]
    nearest: list[int] = []
    for index, parent in enumerate(parents):
        nearest.append(index if index in path or parent < 0 else nearest[parent])
    return np.array(nearest, np.int64), steps
