"""features: what a block shows, its neighbours and its containers, as numbers for the model.

All text features count classes of characters, so that they mean the same in any script. Without
markup the features of markup are UNKNOWN: one model reads both kinds of page.
"""

from __future__ import annotations

import functools
import re
import sys
import tomllib
import unicodedata
from collections.abc import Sequence
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copydesk.article.blocks import Flat
from copydesk.article.metadata.head import Head
from copydesk.article.reading import Reason

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

UNKNOWN = -9.0
_CLASSES = 12
(_OTHER, _LOWER, _UPPER, _LETTER, _WIDE, _DIGIT, _SPACE, _END, _COMMA, _QUOTE, _COLON, _BAR) = (
    range(_CLASSES)
)
_ENDS = ".!?。！？۔।…‽؟։።॥།។။︒｡"
_COMMAS = ",;،、，；؛՝"
_QUOTES = "\"'「」『』《》)”"
_BARS = "|/»›·•→©#@*_-–—"
_MARK_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_MARK_SIGNS = str.maketrans("-_:/.", "     ")
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
_CHAIN_BITS = {tag: 1 << number for number, tag in enumerate(_CHAIN)} | {"ul": 1 << 8, "ol": 1 << 8}


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


@functools.cache
def _mark_names() -> dict[str, int]:
    """The bits of each word of `marks.toml`, and the categories in their order."""
    source = resources.files("copydesk.article").joinpath("marks.toml").read_text("utf-8")
    words: dict[str, int] = {}
    for number, listed in enumerate(tomllib.loads(source).values()):
        for word in listed.split():
            words[word] = words.get(word, 0) | 1 << number
    return words


@functools.cache
def categories() -> tuple[str, ...]:
    """The names of the categories of marks, in the order of their bits."""
    source = resources.files("copydesk.article").joinpath("marks.toml").read_text("utf-8")
    return tuple(tomllib.loads(source))


@functools.lru_cache(maxsize=8192)
def mark_bits(mark: str) -> int:
    """The categories that a class, id or role names, as bits."""
    words = _mark_names()
    bits = 0
    # The pattern is needed only where case parts words ("storyBody").
    parts = mark.translate(_MARK_SIGNS).split() if mark.islower() else _MARK_WORD.findall(mark)
    for word in parts:
        bits |= words.get(word.lower(), 0)
    return bits


def features(flat: Flat, head: Head, phrases: Sequence[Reason | None]) -> Floats:
    """The features of each block in the order of `names()`, shape (blocks, features).

    `phrases` are the reasons of the standing phrases (`find_phrases`). "Prose" is the weight of
    a block as running text: its length in letters, 0 where it is none.
    """
    count = len(flat.blocks)
    if not count:
        return np.zeros((0, len(names())), np.float32)
    local, prose = _local(flat)
    context = _context(local, prose)
    markup = _markup(flat, prose) if flat.markup else np.full((count, len(_MARKUP)), UNKNOWN)
    told = _told(flat, head)
    standing = _standing(phrases)
    return np.hstack((local, context, told, standing, markup)).astype(np.float32)


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
_CATEGORY_BITS = np.arange(19)
_MARKUP = [
    *"tag hidden part depth".split(),
    *(f"own_{number}" for number in range(19)),
    *(f"chain_{number}" for number in range(19)),
    *(f"inline_{name}" for name in _INLINE),
    *(f"in_{tag}" for tag in _CHAIN),
    *"same_parent_prev same_parent_next parent_prose grand_prose best_parent in_best".split(),
    *"kind_prose kind_count kind_mean kind_link up_to_best siblings".split(),
    *"kind_spread holder_link grand_link holder_share kind_teaser".split(),
]


@functools.cache
def names() -> tuple[str, ...]:
    """The names of the features, in order."""
    return (*_LOCAL, *_CONTEXT, *_TOLD, *_STANDING, *_MARKUP)


def _local(flat: Flat) -> tuple[Floats, Floats]:
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
    counts = np.bincount(owner * _CLASSES + classes, minlength=count * _CLASSES)
    counts = counts.reshape(count, _CLASSES).astype(np.float32)
    letters = counts[:, _LOWER] + counts[:, _UPPER] + counts[:, _LETTER] + 2.5 * counts[:, _WIDE]
    weight = letters + counts[:, _SPACE] + counts[:, _DIGIT]
    divide = np.maximum(sizes, 1)
    last = classes[starts + sizes - 1]
    before = classes[np.maximum(starts, starts + sizes - 2)]
    ends = (last == _END) | ((last == _QUOTE) & (before == _END))
    first = classes[starts]
    link = np.fromiter((b.link for b in blocks), np.float32, count) / divide
    strong = np.fromiter((b.strong for b in blocks), np.float32, count) / divide
    seen: dict[str, int] = {}
    copies = np.empty(count, np.float32)
    for index, text in enumerate(texts):
        copies[index] = seen[text] = seen.get(text, 0) + 1
    repeats = np.fromiter((seen[text] for text in texts), np.float32, count)
    columns = (
        np.log1p(weight),
        np.log1p(counts[:, _SPACE] + counts[:, _WIDE] / 2),
        link if flat.markup else np.full(count, UNKNOWN),
        strong if flat.markup else np.full(count, UNKNOWN),
        counts[:, _LOWER] / divide,
        counts[:, _UPPER] / divide,
        (counts[:, _LETTER] + counts[:, _WIDE]) / divide,
        counts[:, _DIGIT] / divide,
        np.minimum(counts[:, _END], 20),
        counts[:, _COMMA] / divide * 100,
        counts[:, _QUOTE] / divide * 100,
        counts[:, _COLON],
        counts[:, _BAR] / divide * 100,
        ends,
        last == _COLON,
        last == _OTHER,
        first == _UPPER,
        first == _LOWER,
        first == _BAR,
        np.minimum(repeats, 5),
        np.minimum(copies, 5),
    )
    running = (weight >= 60) & (ends | (weight >= 140)) & (link < 0.4)
    running &= ~np.fromiter((b.hidden for b in blocks), bool, count)
    prose = np.where(running, weight, 0).astype(np.float32)
    return np.column_stack(columns).astype(np.float32), prose


def shifted(values: Floats, step: int) -> Floats:
    """`values` of the block `step` further on; UNKNOWN beyond the ends of the page."""
    out = np.full(len(values), UNKNOWN, np.float32)
    if step > 0:
        out[:-step] = values[step:]
    else:
        out[-step:] = values[:step]
    return out


def window(values: Floats, width: int) -> Floats:
    """The mean of `values` over `width` blocks on each side."""
    total = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    at = np.arange(len(values))
    low, high = np.maximum(at - width, 0), np.minimum(at + width + 1, len(values))
    mean: Floats = ((total[high] - total[low]) / (high - low)).astype(np.float32)
    return mean


def _context(local: Floats, prose: Floats) -> Floats:
    """What stands before and behind a block."""
    count = len(prose)
    lengths, links, ends = local[:, 0], local[:, 2], local[:, 13]
    level = np.log1p(prose)
    columns: list[NDArray[Any]] = []
    for step in _NEIGHBOURS:
        if abs(step) >= count:
            columns.extend([np.full(count, UNKNOWN, np.float32)] * 4)
        else:
            columns.extend(shifted(column, step) for column in (lengths, level, links, ends))
    columns.extend(np.log1p(window(prose, width)) for width in (2, 5, 12))
    at = np.arange(count)
    total = float(prose.sum()) or 1.0
    before = np.cumsum(prose)
    is_prose = prose > 0
    previous = np.maximum.accumulate(np.where(is_prose, at, -99))
    following = np.minimum.accumulate(np.where(is_prose, at, count + 99)[::-1])[::-1]
    peak = int(np.argmax(window(prose, 4)))
    found = np.flatnonzero(is_prose)
    first, last = (int(found[0]), int(found[-1])) if len(found) else (0, 0)
    columns += [
        at / count,
        (before - prose) / total,
        (total - before) / total,
        np.minimum(at - previous, 40),
        np.minimum(following - at, 40),
        prose / total,
        np.full(count, np.log1p(total)),
        np.full(count, np.log1p(count)),
        np.clip(at - peak, -60, 60),
        np.clip(at - first, -30, 60),
        np.clip(last - at, -30, 60),
    ]
    return np.column_stack(columns).astype(np.float32)


def _told(flat: Flat, head: Head) -> Floats:
    """What the head of the page says of a block: title, description, body of the linked data."""
    count = len(flat.blocks)
    titles, descriptions, body = _claims(flat, head)
    words = [set(_fold(title).split()) for title in titles]
    is_title = np.zeros(count, np.float32)
    like = np.zeros(count, np.float32)
    described = np.zeros(count, np.float32)
    in_body = np.zeros(count, np.float32)
    keys = {_fold(title) for title in titles}
    told = [_fold(text) for text in descriptions]
    title_at = -1
    for index, block in enumerate(flat.blocks):
        size = len(block.text)
        if size <= 400 and (titles or told):
            key = _fold(block.text)
            if key in keys:
                is_title[index] = 1
                if title_at < 0 or (flat.markup and block.tag == "h1"):
                    title_at = index
            elif words and size >= 15 and block.link * 2 < size:
                own = set(key.split())
                like[index] = max(len(own & w) / max(1, len(own | w)) for w in words)
            if (
                told
                and size >= 30
                and any(t.startswith(key[:60]) or key.startswith(t[:60]) for t in told)
            ):
                described[index] = 1
        if body and size >= 30:
            in_body[index] = block.text[:60] in body
    at = np.arange(count)
    columns = (
        is_title,
        like,
        np.full(count, UNKNOWN) if title_at < 0 else at > title_at,
        np.full(count, UNKNOWN) if title_at < 0 else np.clip(at - title_at, -20, 60),
        described,
        in_body,
        np.full(count, bool(body)),
    )
    return np.column_stack(columns).astype(np.float32)


def _standing(phrases: Sequence[Reason | None]) -> Floats:
    """The standing phrases of a block, and how many blocks back those before it are."""
    order = list(Reason)
    numbers = {reason: number for number, reason in enumerate(order)}
    codes = np.fromiter((numbers[p] if p else -1 for p in phrases), np.int64, len(phrases))
    at = np.arange(len(codes))
    says = [codes == order.index(reason) for reason in _PHRASES]
    since = [
        np.minimum(at - np.maximum.accumulate(np.where(said, at, -99)), 40) for said in says[:5]
    ]
    return np.column_stack((*says, *since, codes >= 0)).astype(np.float32)


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
    return " ".join(text.casefold().split()).strip(" .!?|-–—\"'“”‘’")


def _sum_by(index: Ints, values: NDArray[Any], size: int) -> Floats:
    return np.bincount(index, values, size).astype(np.float32)


def _markup(flat: Flat, prose: Floats) -> Floats:
    """What tags, names and containers say of a block."""
    elements, blocks = flat.elements, flat.blocks
    count, size = len(blocks), len(elements.tag)
    own_bits, chain_bits, tag_bits, depth = _chains(flat)
    at = np.fromiter((b.element for b in blocks), np.int64, count)
    parents = np.asarray(elements.parent, np.int64)
    parent = np.maximum(parents[at], 0)
    # The parent of paragraphs is their container; loose text is in its own element.
    tags = np.fromiter((_TAGS.get(b.tag, _OTHER_TAG) for b in blocks), np.int64, count)
    holder = np.where((tags == 7) | (tags == 12), at, parent)
    parent_prose = _sum_by(holder, prose, size)
    over = np.maximum(parents[holder], 0)
    grand_prose = _sum_by(over, prose, size)
    total = float(prose.sum()) or 1.0
    best = int(np.argmax(parent_prose))
    on_path, steps = np.zeros(size, bool), np.zeros(size, np.float32)
    node, height = best, 0
    while node >= 0:
        on_path[node] = True
        steps[node] = height
        height += 1
        node = elements.parent[node]
    nearest, inside = _nearest(elements.parent, on_path, best)
    kinds: dict[tuple[str, str, int], int] = {}
    kind = np.fromiter(
        (
            kinds.setdefault((b.tag, elements.mark[b.element], int(own_bits[p])), len(kinds))
            for b, p in zip(blocks, parent.tolist(), strict=True)
        ),
        np.int64,
        count,
    )
    lengths = np.fromiter((len(b.text) for b in blocks), np.float32, count)
    links = np.fromiter((b.link for b in blocks), np.float32, count)
    kind_count = _sum_by(kind, np.ones(count, np.float32), len(kinds))
    kind_length = _sum_by(kind, lengths, len(kinds))
    same = np.zeros(count, np.float32)
    same[1:] = holder[1:] == holder[:-1]
    inline = np.fromiter(
        (mark_bits(b.inline_mark) if b.inline_mark else 0 for b in blocks), np.int64, count
    )
    order = categories()
    # Teasers have a container each, paragraphs of a story share one.
    pairs = np.unique(kind * size + holder)
    spread = _sum_by(pairs // size, np.ones(len(pairs), np.float32), len(kinds))
    holder_length = _sum_by(holder, lengths, size)
    holder_link = _sum_by(holder, links, size) / np.maximum(holder_length, 1)
    grand_link = _sum_by(over, links, size) / np.maximum(_sum_by(over, lengths, size), 1)
    siblings = _sum_by(holder, np.ones(count, np.float32), size)
    columns = [
        tags,
        np.fromiter((b.hidden for b in blocks), bool, count),
        np.fromiter((min(b.part, 9) for b in blocks), np.int64, count),
        np.minimum(depth[at], 40),
        (own_bits[at, None] >> _CATEGORY_BITS) & 1,
        (chain_bits[at, None] >> _CATEGORY_BITS) & 1,
        (inline[:, None] >> np.array([order.index(name) for name in _INLINE])) & 1,
        (tag_bits[at, None] >> np.arange(len(_CHAIN))) & 1,
        same,
        np.concatenate((same[1:], [0.0])),
        parent_prose[holder] / total,
        grand_prose[over] / total,
        holder == best,
        inside[at],
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
    return np.column_stack(columns).astype(np.float32)


def _chains(flat: Flat) -> tuple[Ints, Ints, Ints, Ints]:
    """For each element: bits of its names, of those from it up, of its tags up, and its depth."""
    elements = flat.elements
    own: list[int] = []
    chain: list[int] = []
    tag_bits: list[int] = []
    depth: list[int] = []
    for tag, parent, mark in zip(elements.tag, elements.parent, elements.mark, strict=True):
        # The names on html and body tell of the whole page, not of the text under them.
        bits = mark_bits(mark) if mark and tag not in ("html", "body") else 0
        own.append(bits)
        if parent < 0:
            chain.append(bits)
            tag_bits.append(0)
            depth.append(0)
        else:
            chain.append(bits | chain[parent])
            tag_bits.append(tag_bits[parent] | _CHAIN_BITS.get(tag, 0))
            depth.append(depth[parent] + 1)
    return tuple(np.asarray(column, np.int64) for column in (own, chain, tag_bits, depth))  # type: ignore[return-value]


def _nearest(parents: list[int], on_path: NDArray[np.bool_], best: int) -> tuple[Ints, Floats]:
    """For each element, its nearest ancestor above the best container, and whether it is inside."""
    nearest: list[int] = []
    inside: list[float] = []
    marked = on_path.tolist()
    for index, parent in enumerate(parents):
        if marked[index] or parent < 0:
            nearest.append(index)
            inside.append(float(index == best))
        else:
            nearest.append(nearest[parent])
            inside.append(inside[parent])
    return np.asarray(nearest, np.int64), np.asarray(inside, np.float32)
