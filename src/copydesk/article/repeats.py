"""repeats: text that a page prints more than once, found from the page alone.

Whole blocks printed twice (A BC BC), interleaved copies (A A B B), cut copies ("The talks ..."),
copies for wide and narrow screens, pulled quotations, and a whole story in one block beside its
paragraphs. No state outlives the call, so neither order nor process changes what is found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import accumulate

from copydesk.article.blocks import Flat

GRAM = 24  # letters and digits that two texts must share in a row to be compared at all
SHARE = 0.8  # of the grams of a text that stand in another: then it repeats that text
_SHORT = 16  # letters and digits: what is shorter repeats for good reasons ("Read more", names)
_BRIEF = 45  # ... and so does what is shorter than this, but in a run of repeats or quoted
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_QUOTES = tuple("\"'“”„«»‘’‚‹›「」『』")
_EDGES = " .,!?;:…-–—" + "".join(_QUOTES)
_STRIDE = 8  # between grams inside one long word, for scripts without spaces
_WORD = re.compile(r"[^\W_]+")


def find_repeats(
    texts: Sequence[str], groups: Sequence[int], headings: Collection[int] = ()
) -> dict[int, int]:
    """Which of `texts` repeat another: index of the repeat to index of the text that is kept.

    `groups` gives for each text the container it stands in. Of equal texts the one in the container
    with most text is kept (a teaser is not the story), of those the first; of a cut text and
    its fuller copy the fuller. `headings` are the indexes of the texts that are headings: these use
    the words of what is below them.

    >>> told = "The harbour master closed the outer quay on Tuesday, he told reporters."
    >>> find_repeats([told, "A crane had fallen into the basin.", told], [0] * 3)
    {2: 0}
    """
    read = [_key(text) for text in texts]
    keys, starts = [key for key, _ in read], [at for _, at in read]
    weight = Counter[int]()
    for key, group in zip(keys, groups, strict=True):
        weight[group] += len(key)
    repeats = _equal(keys, groups, weight)
    _overlapping(keys, starts, repeats)
    _spare_brief(texts, keys, headings, repeats)
    return {index: _end(repeats, index) for index in sorted(repeats)}


def drop_repeats(flat: Flat, kept: list[bool]) -> dict[int, int]:
    """Take the repeats among the kept blocks out of `kept`; index of each to that of its twin."""
    indexes = [index for index, keep in enumerate(kept) if keep]
    blocks = [flat.blocks[index] for index in indexes]
    parents = flat.elements.parent
    groups = [parents[block.element] if flat.markup else 0 for block in blocks]
    headings = {number for number, block in enumerate(blocks) if block.tag in _HEADINGS}
    found = find_repeats([block.text for block in blocks], groups, headings)
    repeats = {indexes[repeat]: indexes[twin] for repeat, twin in found.items()}
    for index in repeats:
        kept[index] = False
    return repeats


def _key(text: str) -> tuple[str, list[int]]:
    """Letters and digits of a text, folded, and where its words begin among them."""
    words = _WORD.findall(text.casefold())
    sizes = list(map(len, words))
    starts = list(accumulate(sizes, initial=0))
    if max(sizes, default=0) > GRAM:
        starts = [
            place
            for at, size in zip(starts, sizes, strict=False)
            for place in range(at, at + size, _STRIDE if size > GRAM else size)
        ]
    return "".join(words), starts


def _equal(keys: Sequence[str], groups: Sequence[int], weight: Counter[int]) -> dict[int, int]:
    """Texts that have the very same letters and digits as the one that is kept."""
    best: dict[str, int] = {}
    for index, key in enumerate(keys):
        if len(key) >= _SHORT:
            kept = best.setdefault(key, index)
            if weight[groups[index]] > weight[groups[kept]]:
                best[key] = index
    return {index: best[key] for index, key in enumerate(keys) if best.get(key, index) != index}


def _overlapping(keys: Sequence[str], starts: Sequence[list[int]], repeats: dict[int, int]) -> None:
    """Add the texts most of which stands in another."""
    owner: dict[str, int] = {}
    size: dict[int, int] = {}
    within: dict[int, list[int]] = {}
    for index, key in enumerate(keys):
        if index in repeats or len(key) < GRAM:
            continue
        last = len(key) - GRAM
        grams = {key[at : at + GRAM] for at in starts[index] if at <= last}
        size[index] = len(grams)
        known = owner.keys() & grams
        shared = Counter(owner[gram] for gram in known)
        owner.update(dict.fromkeys(grams - known if known else grams, index))
        if not shared:
            continue
        whole = [j for j, hits in sorted(shared.items()) if hits >= SHARE * size[j]]
        if _cover(keys, whole, index):
            repeats[index] = whole[0]
            continue
        twin, hits = min(shared.items(), key=lambda item: (-item[1], item[0]))
        if len(key) > len(keys[twin]) and hits >= SHARE * size[twin]:
            repeats[twin] = index
        elif hits >= SHARE * len(grams):
            repeats[index] = twin
            within.setdefault(twin, []).append(index)
    for whole_story, parts in within.items():
        if whole_story not in repeats and _cover(keys, parts, whole_story):
            for part in parts:
                del repeats[part]
            repeats[whole_story] = parts[0]


def _spare_brief(
    texts: Sequence[str], keys: Sequence[str], headings: Collection[int], repeats: dict[int, int]
) -> None:
    """Take brief texts out of the repeats, where they are likely to be said on purpose.

    "Ingredients" stands above each of three recipes, and a heading is taken from the paragraph
    below it. What stands in a run of repeats is one, and so is a pulled quotation.
    """
    equal = {index for index, twin in repeats.items() if keys[index] == keys[twin]}
    in_run = {i for i in repeats if len(keys[i]) >= _BRIEF or (i in equal and i - repeats[i] == 1)}
    for step in (1, -1):
        for index in sorted(equal, reverse=step < 0):
            if index - step in in_run:
                in_run.add(index)
    for index, twin in list(repeats.items()):
        pulled = index not in equal and index not in headings and _pulled(texts[index], texts[twin])
        if index not in in_run and not pulled:
            del repeats[index]


def _pulled(text: str, whole: str) -> bool:
    """Whether `whole` has `text` as a quotation, or `text` is marked as one or as cut off."""
    if text.startswith(_QUOTES) or text.endswith(("…", "...", *_QUOTES)):
        return True
    whole = whole.casefold()
    before, found, behind = whole.partition(text.strip(_EDGES).casefold())
    quoted = before.endswith(_QUOTES) or behind.lstrip(" .,!?;:").startswith(_QUOTES)
    return not found or quoted


def _cover(keys: Sequence[str], parts: Sequence[int], whole: int) -> bool:
    """Whether several texts make up another: a whole story in one block, whose parts are kept."""
    return len(parts) > 1 and sum(len(keys[part]) for part in parts) >= SHARE * len(keys[whole])


def _end(repeats: dict[int, int], index: int) -> int:
    """The text at the end of a chain of repeats."""
    while index in repeats:
        index = repeats[index]
    return index
