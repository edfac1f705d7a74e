"""Signs by which a line of a page without markup shows itself to be the story's byline."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from copydesk.article.blocks import Flat
from copydesk.article.metadata.byline import MAX_BYLINE, among, bare, is_job, said, timed
from copydesk.article.metadata.site import fold

_LONG = 90  # characters from which a line of the body is no heading
_BEHIND = 14  # lines behind the headline, and at the lead
_BEFORE = 12  # lines before the headline
_END = 10  # lines behind the body
_LATE = 2  # paragraphs at the end, where a note on the author may stand
_FROM_TITLE = (-4, -1, 1, 2, 3, 6, 14)  # lines from the headline: ends of the classes
_TO_LEAD = (0, 1, 2, 4, 8, 16)  # lines to the first paragraph: ends of the classes
_AFTER = (1, 3)  # lines behind the body: ends of the classes
_CROWD = 3  # lines above and below in which other lines of names stand

SIGNS = (
    "is line",
    "says who signs",
    "holds other words",
    "no headline is known",
    *(f"at most {end} lines from the headline" for end in _FROM_TITLE),
    *(f"at most {end} lines to the lead" for end in _TO_LEAD),
    "is kept in the body",
    *(f"at most {end} lines behind the body" for end in _AFTER),
    "is further behind",
    "holds a date or time",
    "a date or time stands next",
    "a date or time stands near",
    "names a job",
    "a job stands next",
    "has a last name of the story",
    "share of common words",
    "is in capitals",
    "two names",
    "more names",
    "three words",
    "more words",
    "stands twice",
    "stands more often",
    "a note on the author follows",
    "lines of names near",
    "lines of names on the page",
)


def byline_signs(
    flat: Flat, kept: Sequence[bool], title_at: int | None, sites: Sequence[str]
) -> tuple[dict[int, tuple[str, ...]], list[list[float]]]:
    """The people in each line that holds names where a byline may stand, and its row of `SIGNS`.

    `kept` tells which blocks are of the body, `title_at` which one shows the title, if any.
    """
    blocks = flat.blocks
    body = [i for i, keep in enumerate(kept) if keep]
    if not body:
        return {}, []
    lead = next((i for i in body if len(blocks[i].text) > _LONG), body[0])
    story = [i for i in body if i >= lead]
    early = " ".join(blocks[i].text for i in story[: max(1, len(story) - _LATE)])
    prose = f" {fold(early)} "
    told = frozenset(prose.split())
    named: dict[int, tuple[str, ...]] = {}
    signing, mixed = set(), set()
    for at in _places(flat, body, lead, title_at):
        text = blocks[at].text
        names = said(flat, at, sites)
        if names:
            signing.add(at)
        else:
            names = bare(text, sites)
            if not names and (names := among(text, sites)):
                mixed.add(at)
            if any(f" {fold(name)} " in prose for name in names):
                continue  # the story tells of these people
        if names:
            named[at] = names
    if not named:
        return {}, []
    common = frozenset(w for block in blocks for w in block.text.split() if w[:1].islower())
    counts = Counter(block.text for block in blocks)
    rows = []
    for at, names in named.items():
        text = blocks[at].text
        words = [word.strip(".,").casefold() for name in names for word in name.split()]
        long = [word for word in words if len(word) > 2]
        after = blocks[at + 1].text if at + 1 < len(blocks) else ""
        first = len(names[0].split())
        past = at - body[-1]
        noted = any(
            b.text.startswith(names[0]) and len(b.text) > len(names[0]) + 20
            for b in blocks[max(at, body[-1] - _LATE) :]
        )
        crowd = sum(other != at and abs(other - at) <= _CROWD for other in named)
        rows.append(
            [
                1.0,
                float(at in signing),
                float(at in mixed),
                float(title_at is None),
                *_class(None if title_at is None else at - title_at, _FROM_TITLE),
                *_class(lead - at if past < 0 else None, _TO_LEAD),
                float(kept[at]),
                *_class(past if past > 0 else None, _AFTER),
                float(past > _AFTER[-1]),
                float(timed(flat, at, 0)),
                float(timed(flat, at, 1)),
                float(timed(flat, at, _CROWD)),
                float(is_job(text)),
                float(len(after) <= _LONG and is_job(after)),
                float(any(fold(name).rsplit(" ", 1)[-1] in told for name in names)),
                sum(word in common for word in long) / max(1, len(long)),
                float(text.isupper()),
                float(len(names) == 2),
                float(len(names) > 2),
                float(first == 3),
                float(first > 3),
                float(counts[text] == 2),
                float(counts[text] > 2),
                float(noted),
                math.log1p(crowd),
                math.log1p(len(named)),
            ]
        )
    return named, rows


def _class(value: int | None, ends: Sequence[int]) -> list[float]:
    """One for the class that a value falls into, by the ends of the classes; none beyond them."""
    place = next((i for i, end in enumerate(ends) if value is not None and value <= end), None)
    return [float(i == place) for i in range(len(ends))]


def _places(flat: Flat, body: Sequence[int], lead: int, title_at: int | None) -> list[int]:
    """The visible lines in which a byline may stand, in page order."""
    start = title_at if title_at is not None else max(0, body[0] - _BEHIND)
    near = range(max(0, start - _BEFORE), start + _BEHIND)
    top = range(max(0, lead - _BEHIND), lead + 2)
    end = range(body[-1] + 1, body[-1] + 1 + _END)
    blocks = flat.blocks
    return [
        i
        for i in sorted({*near, *top, *end})
        if i != title_at
        and i < len(blocks)
        and not blocks[i].hidden
        and len(blocks[i].text) <= MAX_BYLINE
    ]
