"""Dates: when a page was published and changed, with every witness heard."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from copydesk.article.article import DateCandidate, PageDate
from copydesk.article.blocks import Flat
from copydesk.article.metadata.ages import find_age
from copydesk.article.metadata.credit import is_credit
from copydesk.article.metadata.datetext import Order, Stamp, find_dates, parse_stamp
from copydesk.article.metadata.head import Head
from copydesk.article.metadata.jsonld import text_of
from copydesk.dates import Precision
from copydesk.page.page import Page

MAX_CANDIDATES = 24
# How far each witness is to be trusted alone.
_META_PUBLISHED = (
    ("article:published_time", 0.95),
    ("og:article:published_time", 0.95),
    ("datepublished", 0.93),
    ("parsely-pub-date", 0.93),
    ("article.published", 0.92),
    ("cxenseparse:recs:publishtime", 0.92),
    ("cxenseparse:publishtime", 0.92),
    ("sailthru.date", 0.92),
    ("publish-date", 0.92),
    ("publishdate", 0.92),
    ("publish_date", 0.92),
    ("pubdate", 0.92),
    ("dc.date.issued", 0.92),
    ("dcterms.issued", 0.92),
    ("date.created", 0.9),
    ("dcterms.created", 0.9),
    ("dc.date.created", 0.9),
    ("article_date_original", 0.92),
    ("originalpublicationdate", 0.92),
    ("published_time", 0.9),
    ("og:published_time", 0.9),
    ("citation_publication_date", 0.85),
    ("citation_date", 0.85),
    ("dc.date", 0.88),
    ("dcterms.date", 0.88),
    ("date", 0.85),
    ("article:published", 0.9),
    ("published", 0.88),
    ("publication_date", 0.9),
    ("og:pubdate", 0.9),
    ("rnews:datepublished", 0.9),
    ("displaydate", 0.85),
    ("pub_date", 0.9),
    ("datecreated", 0.88),
    ("timestamp", 0.7),
    ("article:post_date", 0.9),
    ("release_date", 0.7),
    ("og:release_date", 0.8),
    ("pdate", 0.8),
    ("ptime", 0.8),
    ("apub:time", 0.9),
)
_META_MODIFIED = (
    ("article:modified_time", 0.95),
    ("datemodified", 0.93),
    ("og:updated_time", 0.85),
    ("date.modified", 0.9),
    ("dcterms.modified", 0.9),
    ("dc.date.modified", 0.9),
    ("lastmod", 0.85),
    ("last-modified", 0.8),
    ("revised", 0.8),
    ("article.updated", 0.9),
    ("date.updated", 0.9),
    ("og:article:modified_time", 0.93),
)
_URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-/_.]?(0[1-9]|1[0-2]|[1-9](?=[/_-]))[-/_.]?(0[1-9]|[12]\d|3[01]|[1-9](?=[/_-]|$))(?!\d)"
)
_CAPTURE_LINE = re.compile(
    r"^\W*(?:date|fetched|crawled|captured|timestamp)\b\W*"
    r"(\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?)(?:\s+(\w{2,5}))?\W*$",
    re.I,
)
_UPDATED = re.compile(
    r"updat|modif|revis|edited|correct|aktualisi|geändert|mis à jour|mise à jour|actualiz|"
    r"aggiorna|bijgewerkt|gewijzigd|oppdater|uppdater|opdater|päivitet|обновл|изменен|изменён|"
    r"оновл|更新|수정|업데이트|تحديث|güncelle|diperbarui|zaktualiz|aktualiz|frissít|ενημ|"
    r"cập nhật|แก้ไข|अपडेट|עודכן",
    re.I,
)
_PUBLISHED = re.compile(
    r"publi|posted|submitted|created|first|issued|erstellt|veröffentlicht|erschienen|stand\b|pubbli|"
    r"gepubliceerd|geplaatst|udgivet|julkaistu|опублик|дата|发布|發布|公開|配信|掲載|입력|등록|승인|"
    r"نشر|yayın|dipublikasi|opublikow|zveřejn|megjelen|đăng|เผยแพร่|प्रकाशित|פורסם|\bdate\b|datum|"
    r"\bdatę?\b|imechapishwa|dodano|vydáno|objavljeno|skelbta|paskelbta|publicerad|birt\b|δημοσ",
    re.I,
)
_FIGURE = re.compile(r"\d")
_MAX_LINE = 240  # characters of a line that may carry the date
_FEW = 40  # characters beside a date in a line that is about the date
_LABEL = 30  # characters in front of a date in which its label may stand
_BESIDE = re.compile(r"[|·•–—:/(-]\s?$")
_BEHIND = re.compile(r"\s?[|·•–—/)-]")
_BEHIND_BODY = 0.45  # how far a date behind the body is to be trusted that nothing labels
_MAX_AGE = 80  # characters of a line that tells its age
_TODAY_SLACK = dt.timedelta(days=1)  # of time zones


@dataclass(frozen=True, slots=True)
class Found:
    """A date with its witness and how far that is trusted."""

    stamp: Stamp
    method: str
    confidence: float


def capture_line(text: str) -> tuple[str, int | None] | None:
    """Read a line that the capture left: " date 2025-05-17 403" -> date, HTTP status (or None).

    >>> capture_line(" date 2025-05-17 403")
    ('2025-05-17', 403)
    """
    match = _CAPTURE_LINE.match(text) if len(text) < 60 else None
    if match is None:
        return None
    status = match[2] if match[2] and match[2].isdigit() and len(match[2]) == 3 else None
    return match[1], int(status) if status else None


def find_published(
    page: Page, head: Head, flat: Flat, top: Sequence[int], last: int, order: Order
) -> PageDate | None:
    """The day a page was published: the most trusted witness that is not in the future.

    `top` are the blocks around headline and body that may hold a date, `last` is the last block
    of the body.
    None rather than a guess: a date that only the capture gives is labelled so.
    """
    latest = _latest(page)
    found = [_settled(item, latest) for item in _published(page, head, flat, top, last, order)]
    return _choose([item for item in found if _possible(item.stamp, latest)], page)


def find_modified(
    page: Page, head: Head, flat: Flat, top: Sequence[int], order: Order
) -> PageDate | None:
    """The day a page was last changed, where it says so itself."""
    latest = _latest(page)
    found = [item for item in _modified(head, flat, top, order) if _possible(item.stamp, latest)]
    return _choose(found, None)


def _published(
    page: Page, head: Head, flat: Flat, top: Sequence[int], last: int, order: Order
) -> Iterator[Found]:
    for name in ("date", "published", "published_at", "publish_date"):
        value = page.columns.get(name)
        stamp = parse_stamp(value, order) if value else None
        if stamp:
            yield Found(stamp, "column", 0.9)
    for index, node in enumerate(head.articles[:3]):
        for key in ("datePublished", "dateCreated", "uploadDate"):
            stamp = parse_stamp(text_of(node.get(key)), order)
            if stamp:
                yield Found(
                    stamp, "json-ld", (0.97 if key == "datePublished" else 0.85) - 0.1 * index
                )
                break
    for name, confidence in _META_PUBLISHED:
        stamp = parse_stamp(head.first(name), order)
        if stamp:
            yield Found(stamp, f"meta {name}", confidence)
    yield from _shown(flat, top, last, order)
    yield from _aged(page, flat, top, last)
    stamp = _in_url(page.url or head.links.get("canonical") or head.first("og:url"))
    if stamp:
        yield Found(stamp, "url", 0.84)
    yield from _captured(page, flat)


def _modified(head: Head, flat: Flat, top: Sequence[int], order: Order) -> Iterator[Found]:
    for node in head.articles[:1]:
        stamp = parse_stamp(text_of(node.get("dateModified")), order)
        if stamp:
            yield Found(stamp, "json-ld", 0.97)
    for name, confidence in _META_MODIFIED:
        stamp = parse_stamp(head.first(name), order)
        if stamp:
            yield Found(stamp, f"meta {name}", confidence)
    for index in top:
        text = flat.blocks[index].text
        if len(text) <= _MAX_LINE and _FIGURE.search(text):
            label = _UPDATED.search(text)
            if label:
                later = [s for s in find_dates(text, order) if s.start >= label.start() and s.sure]
                if later:
                    yield Found(min(later, key=lambda s: s.start), "text", 0.75)


def _shown(flat: Flat, top: Sequence[int], last: int, order: Order) -> Iterator[Found]:
    """Dates that stand around the headline: `time` elements, then words.

    Behind the last block of the body, `last`, every other one is another story's.
    """
    for index in top:
        block = flat.blocks[index]
        text = block.text
        if len(text) > _MAX_LINE or block.tag == "figcaption" or capture_line(text):
            continue
        figures = _FIGURE.search(text) is not None
        if not figures and not block.datetimes:
            continue
        for value in block.datetimes:
            stamp = parse_stamp(value, order)
            if stamp:
                mark = block.inline_mark + " " + flat.elements.mark[block.element]
                late = bool(_UPDATED.search(mark)) or (
                    _UPDATED.search(text) is not None and not _PUBLISHED.search(text)
                )
                trust = _BEHIND_BODY if index > last else 0.5 if late else 0.86
                yield Found(stamp, "time element", trust)
        if figures and not is_credit(text):
            above = flat.blocks[index - 1].text if index else ""
            yield from _printed(text, above, order, index > last)


def _aged(page: Page, flat: Flat, top: Sequence[int], last: int) -> Iterator[Found]:
    """Days told from the capture: "3 hours ago", "vor 14 Minuten", "Vandaag om 20:07"."""
    captured = parse_stamp(page.fetched or "")
    if captured is None:
        return
    for index in top:
        text = flat.blocks[index].text
        if index <= last and len(text) <= _MAX_AGE and not is_credit(text):
            day = find_age(text, captured.value)
            if day:
                changed = _label(text) is False
                yield Found(
                    Stamp(day, Precision.DAY, None, 0, len(text)), "age", 0.4 if changed else 0.7
                )


def _printed(text: str, above: str, order: Order, behind: bool) -> Iterator[Found]:
    """The dates that a line prints as its own; those that its sentence tells of are left out.

    The line `above` may label the first of them: "Published" on a line of its own. `behind` is
    True where the line stands behind the body.
    """
    stamps = sorted(find_dates(text, order), key=lambda stamp: stamp.start)
    beside = len(text) - sum(stamp.end - stamp.start for stamp in stamps)
    done = 0
    for stamp in stamps:
        label = _label(text[max(done, stamp.start - _LABEL) : stamp.start])
        if label is None and len(stamps) == 1:
            label = _label(text[stamp.end : stamp.end + _LABEL])
        if label is None and stamp.start < 4 and len(above) <= _LABEL and not _FIGURE.search(above):
            label = _label(above)
        done = stamp.end
        if label is False:
            confidence = 0.5
        elif beside < _FEW:
            confidence = 0.82 if label else 0.78
        elif label:
            confidence = 0.8
        elif (
            stamp.precision is not Precision.DAY
            or _BESIDE.search(text, 0, stamp.start)
            or _BEHIND.match(text, stamp.end)
        ):
            confidence = 0.6  # a byline with more in it, cut by marks
        else:
            continue
        if behind and label is None:
            confidence = _BEHIND_BODY
        yield Found(stamp, "text", confidence if stamp.sure else min(confidence, 0.35))


def _label(words: str) -> bool | None:
    """What the words beside a date call it: True, published; False, changed; None, nothing."""
    published = max((match.start() for match in _PUBLISHED.finditer(words)), default=-1)
    changed = max((match.start() for match in _UPDATED.finditer(words)), default=-1)
    return None if published == changed else published > changed


def _in_url(url: str | None) -> Stamp | None:
    if not url:
        return None
    path = url.split("://", 1)[-1].partition("/")[2].split("?")[0]
    match = _URL_DAY.search(path)
    return parse_stamp(f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}") if match else None


def _captured(page: Page, flat: Flat) -> Iterator[Found]:
    for block in flat.blocks[:3]:
        read = capture_line(block.text)
        if read:
            stamp = parse_stamp(read[0])
            if stamp:
                yield Found(stamp, "capture line", 0.6)
    if page.fetched:
        stamp = parse_stamp(page.fetched[:10])
        if stamp:
            yield Found(stamp, "capture", 0.2)


def _latest(page: Page) -> dt.date | None:
    """The last day the page can speak of: the day after it was fetched, where that is known."""
    stamp = parse_stamp(page.fetched or "")
    return dt.date.fromisoformat(stamp.value[:10]) + _TODAY_SLACK if stamp else None


def _possible(stamp: Stamp, latest: dt.date | None) -> bool:
    return latest is None or dt.date.fromisoformat(stamp.value[:10]) <= latest


def _settled(item: Found, latest: dt.date | None) -> Found:
    """A date whose day and month may be exchanged, read in the one way that the capture allows."""
    year, month, day = item.stamp.value[:4], item.stamp.value[5:7], item.stamp.value[8:10]
    if item.stamp.sure or latest is None:
        return item
    other = replace(item.stamp, value=f"{year}-{day}-{month}{item.stamp.value[10:]}")
    one, two = _possible(item.stamp, latest), _possible(other, latest)
    if one == two:
        return item
    return replace(item, stamp=replace(item.stamp if one else other, sure=True), confidence=0.7)


def _choose(found: list[Found], page: Page | None) -> PageDate | None:
    if not found:
        return None
    days: dict[str, set[str]] = {}
    for item in found:
        days.setdefault(item.stamp.value[:10], set()).add(item.method.split()[0])
    ranked = sorted(found, key=lambda item: -item.confidence)  # stable: page order among equals
    best = ranked[0]
    if not best.stamp.sure and len(days[best.stamp.value[:10]]) < 2:
        return None  # 03/04/2025 and nobody says which
    day = best.stamp.value[:10]
    witnesses = len(days[day])
    confidence = min(0.99, best.confidence + 0.03 * (witnesses - 1))
    others = [item for item in found if item.stamp.value[:10] != day and item.confidence >= 0.8]
    if others:
        confidence = round(confidence - 0.1, 2)
    finest = best
    if best.stamp.precision is Precision.DAY:
        same = [
            item
            for item in ranked
            if item.stamp.value[:10] == day and item.stamp.precision is not Precision.DAY
        ]
        finest = same[0] if same and same[0].confidence >= 0.8 else best
    listed: dict[tuple[str, str], DateCandidate] = {}
    for item in ranked:
        listed.setdefault(
            (item.stamp.value, item.method),
            DateCandidate(item.stamp.value, item.method, round(item.confidence, 2)),
        )
    return PageDate(
        finest.stamp.value,
        finest.stamp.precision,
        finest.stamp.timezone,
        best.method,
        round(confidence, 2),
        tuple(listed.values())[:MAX_CANDIDATES],
    )
