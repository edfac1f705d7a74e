"""Byline: who signs a story in the lines around its headline, whatever marks them.

A line signs where it says so ("By ...", "Von ...", "記者 ..."), or where it holds nothing but
people's names, stands by a date or names a job, and its names do not come back in the story.
(Of a page without markup see `signature`, which weighs the lines.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from copydesk.article.blocks import Flat
from copydesk.article.metadata.credit import is_credit
from copydesk.article.metadata.datetext import find_dates
from copydesk.article.metadata.names import (
    begins_with_by,
    by_words,
    is_agency,
    is_by,
    is_person,
    split_names,
    strip_by,
    strip_credentials,
    table,
)
from copydesk.article.metadata.site import fold, is_site_name
from copydesk.article.phrases import find_phrase

MAX_BYLINE = 220  # characters
_BARE = 90  # characters of a line of names alone
_BEHIND = 14  # lines behind the headline
_INTO = 5  # lines behind the first of the body
_ABOVE = 3  # lines above the headline
_END = 2  # lines behind the body
_RUNNING = ("p", "div", "span")  # tags of lines that are no headings
_LATE = 2  # paragraphs at the end, where a note on the author may stand
_MOST = 6  # names of one byline
_ON = re.compile(r"\s+(?:on|am|le|el|il|op|den|d\.|vom|at|,)$", re.I)  # left before a date
_PARTS = re.compile(r"\s*[|•·⋅●]\s*|\s+[–—-]\s+")
_TAIL = re.compile(
    r"\s+(?:on|am|le|el|il|op|den|d\.)?\s*(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*,?\s+)?\d.*$"
    r"|\s+[|•·⋅●–—-]\s+.*$|\s+(?:published|updated|posted|last|follow|reviewed|edited|modified|for|in|at)\b.*$",
    re.I | re.S,
)
# A line of names begins like one, has two words or is in a script without spaces, and no stop.
_NAMELIKE = re.compile(r"\W{0,3}(?:[^\W\d_]\S*\s\S.*[^.!?:。！？]$|[\u3040-\ud7af])")
# Three words with small letters in a row are no names: names hold one or two ("van der").
_SMALL = re.compile(r"(?:\s[a-zß-ÿа-я]\S+){3}")
_STOPS = (".", "!", "?", ":", "。")
_OWNED = re.compile(r"['’]s\b")  # "Buyer's Guides" is no name
_GLUED_BY = re.compile(r"^(by|By|BY|von|Von|par|Par|por|Por|door|Door)(?=[A-ZÀ-ÖØ-Þ])")
_FIGURE = re.compile(r"\d")
_INNER_CAPITAL = re.compile(r"[a-zß-ÿY][A-ZÀ-ÖØ-Þ]")
_COUNT = re.compile(r"\s+외?\s?\d.*$")  # "7 hours", "and 1 more"
# A time of day alone, an age ("3 hours ago", "vor 2 Std."), a time of reading.
_TIME = re.compile(
    r"(?<![\d.:])\d{1,2}[:.]\d\d(?![\d.:])|\d+\s?(?:m|h|d|min|mins|minutes?|hours?|hrs?|days?|sec\w*|"
    r"std|stunden?|tag\w*|minuten|heures?|jours?|horas?|d[ií]as?|minut\w*|ore|giorni|uur|dag\w*|tim\w*|"
    r"час\w*|мин\w*|дн\w*|dk|dakika|saat|jam|menit|gi(?:ờ|ay)|phút)\b|\d+\s?(?:分|時間|小时|小時|日前|분|시간|日)",
    re.I,
)


def cut_tail(text: str) -> str:
    """A byline without the date, place and section behind the names."""
    start = min((stamp.start for stamp in find_dates(text)), default=len(text))
    return _TAIL.sub("", strip_by(text[:start] or text))


def read_bylines(
    flat: Flat, kept: Sequence[bool], title_at: int | None, sites: Sequence[str]
) -> tuple[str, ...]:
    """The people who sign in the lines around the headline of a page with markup, unmarked.

    `kept` tells which blocks are of the body, `title_at` which one shows the title. None where no
    line signs. A page that marks its parts leaves few bare names: by a figure, or the lead.
    """
    body = [i for i, keep in enumerate(kept) if keep]
    if not body:
        return ()
    places = _places(flat, body, title_at)
    for at in places:
        names = said(flat, at, sites)
        if names:
            return names
    lead = next((i for i in body if len(flat.blocks[i].text) > _BARE), body[0])
    texts = [block.text for block in flat.blocks]
    signing = {
        at: names
        for at in places
        if (at + 1 == lead or any(map(_FIGURE.search, texts[max(0, at - 1) : at + 2])))
        and not (kept[at] and at >= lead)
        and (names := bare(texts[at], sites))
    }
    if not signing:
        return ()
    told = frozenset(_prose(flat, [i for i in body if i >= lead]).split())
    common = _common(flat)
    for at, names in signing.items():
        text = texts[at]
        if any(fold(name).split()[-1] in told for name in names):
            continue
        words = [word.strip(".,").casefold() for name in names for word in name.split()]
        doubts = sum(len(word) > 2 and word in common for word in words)
        if timed(flat, at, 1) or is_job(text):
            if doubts + text.isupper() < len(names):
                return names
        elif at + 1 == lead and not doubts and flat.blocks[at].tag in _RUNNING:
            return names
    return ()


def _common(flat: Flat) -> frozenset[str]:
    """The words that the page writes with a small letter: few of them are names."""
    return frozenset(
        word for block in flat.blocks for word in block.text.split() if word[:1].islower()
    )


def _prose(flat: Flat, body: Sequence[int]) -> str:
    """The body, folded, without the end, where a note on the author may stand."""
    return fold(" ".join(flat.blocks[i].text for i in body[: max(1, len(body) - _LATE)]))


def read_agencies(flat: Flat, kept: Sequence[bool], title_at: int | None) -> tuple[str, ...]:
    """The agencies that a line of their own, or "By ...", names around the headline."""
    body = [i for i, keep in enumerate(kept) if keep]
    for at in _places(flat, body, title_at) if body else ():
        text = flat.blocks[at].text
        if not kept[at] and len(text) <= _BARE:
            names = split_names(cut_tail(_undated(text)) if begins_with_by(text) else text)
            if names and all(map(is_agency, names)):
                return tuple(names)
    return ()


def _places(flat: Flat, body: Sequence[int], title_at: int | None) -> list[int]:
    """The visible lines in which a byline may stand, most likely first."""
    count = len(flat.blocks)
    start = title_at + 1 if title_at is not None else max(0, body[0] - _BEHIND)
    stop = min(count, max(start + _BEHIND, min(body[0], start + 3 * _BEHIND) + _INTO))
    above = range(max(0, start - 1 - _ABOVE), max(0, start - 1))
    end = range(body[-1] + 1, min(count, body[-1] + 1 + _END))
    order = dict.fromkeys([*range(start, stop), *reversed(above), *end])
    blocks = flat.blocks
    return [i for i in order if not blocks[i].hidden and len(blocks[i].text) <= MAX_BYLINE]


def said(flat: Flat, at: int, sites: Sequence[str]) -> tuple[str, ...]:
    """The people named by a line that says who signs, or by the lines behind a bare "By"."""
    text = _bare_of_brackets(flat.blocks[at].text)
    words = {word.strip(":(").casefold() for word in text.split()}
    if by_words().isdisjoint(words) and not (_INNER_CAPITAL.search(text) or begins_with_by(text)):
        return ()
    if is_credit(text):
        return ()
    if is_by(text):
        names: list[str] = []
        for block in flat.blocks[at + 1 : at + 1 + _MOST]:
            found = bare(_ON.sub("", cut_tail(block.text)), sites)
            if not found:
                break
            names += found
        return tuple(dict.fromkeys(names))
    for part in _PARTS.split(_unglued(_undated(text))):
        if begins_with_by(part):
            part = _ON.sub("", part)
            offered = split_names(cut_tail(part))
            people = [name for name in offered if is_person(name, sites)]
            if people and people[0] == offered[0]:
                # "Ada Miller, LAMP NORTH": beside a name in small letters, capitals are a firm.
                return tuple(n for n in people if not n.isupper() or people[0].isupper())
    return ()


def bare(text: str, sites: Sequence[str]) -> tuple[str, ...]:
    """The names in a line that holds nothing else but dates, jobs, agencies and the site.

    Where the line holds a date as well, what stands behind the first name may be anything.
    """
    text = strip_credentials(text)
    if (
        len(text) > _BARE
        or not _NAMELIKE.match(text)
        or _SMALL.search(text)
        or _OWNED.search(text)
        or is_credit(text)
    ):
        return ()
    undated = _undated(text)
    names: list[str] = []
    for part in split_names(_slashes(_unglued(undated))):
        part = _COUNT.sub("", part)
        if is_person(part, sites):
            # "World Politics", or letters without capitals: a name only where a job says so.
            doubtful = part.lower() == part or not _labels().isdisjoint(fold(part).split())
            if doubtful and not is_job(text):
                return ()
            names.append(part)
        elif names and undated != text:
            break
        elif not (
            is_agency(part) or is_site_name(part, sites) or _TIME.search(part) or is_job(part)
        ):
            return ()
    if not 0 < len(names) <= _MOST or find_phrase(text) is not None:
        return ()
    return tuple(dict.fromkeys(names))


def among(text: str, sites: Sequence[str]) -> tuple[str, ...]:
    """The people in a line that holds other words too, set off by marks, a date or a comma:
    "12/19/2025 • Harbours • Ada Miller", "Ada Miller, Lamp University".
    """
    if len(text) > _BARE or _OWNED.search(text) or text.endswith(_STOPS) or is_credit(text):
        return ()
    for part in _PARTS.split(_unglued(_undated(text))):
        names = bare(part, sites) if part != text else ()
        if not names and "," in part:
            names = bare(part.partition(",")[0], sites)
        if names and all(" " in name or not name.isascii() for name in names):
            return names
    return ()


def _bare_of_brackets(text: str) -> str:
    """A line that stands in brackets as a whole, without them."""
    return text[1:-1] if text[:1] in "([（【" and text[-1:] in ")]）】" else text


def _undated(text: str) -> str:
    """A line with a mark in the place of each of its dates."""
    for stamp in sorted(find_dates(text), key=lambda stamp: -stamp.start):
        text = f"{text[: stamp.start]} | {text[stamp.end :]}"
    return text


def _slashes(text: str) -> str:
    """ "Ada Miller/Noel Reyes" with its slash as a comma."""
    return re.sub(r"(?<=[^\W\d_])/(?=[^\W\d_])", ", ", text)


def timed(flat: Flat, at: int, reach: int) -> bool:
    """Whether a date, a time or an age stands in a line or at most `reach` lines from it."""
    for index in sorted(range(max(0, at - reach), at + reach + 1), key=lambda i: abs(i - at)):
        text = flat.blocks[index].text if index < len(flat.blocks) else ""
        if len(text) <= MAX_BYLINE and any(map(str.isdigit, text)) and not is_credit(text):
            if len(text) <= _BARE and _TIME.search(text):
                return True
            if any(2 * (s.end - s.start) > len(text) - _BARE // 2 for s in find_dates(text)):
                return True
    return False


def is_job(text: str) -> bool:
    """Whether a line names a job at its end or start: "News Reporter", "Redakteurin"."""
    return _jobs().search(_unglued(text)) is not None


@cache
def _jobs() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(table()["titles"], key=len, reverse=True))
    return re.compile(rf"(?:^|[\s,|])(?:{words})$|^(?:{words})\s", re.I)


@cache
def _glue() -> re.Pattern[str]:
    words = {word.split()[0].title() for word in (*table()["titles"], *table()["modifiers"])}
    words.update(("Published", "Updated", "Posted", "Last", "Follow", "Reviewed", "Edited"))
    joined = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"(?<=[a-zß-ÿ])(?=(?:{joined})\b)")


@cache
def _labels() -> frozenset[str]:
    return frozenset(fold(word) for word in table()["labels"])


def _unglued(text: str) -> str:
    """What a lost tag parted put apart again: "Ada MillerNews Reporter", "byAda Miller"."""
    if not _INNER_CAPITAL.search(text):
        return text
    return _GLUED_BY.sub(r"\1 ", _glue().sub(" ", text))
