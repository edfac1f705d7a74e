"""gather: all that a page tells of its article, each value with its origin."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from copydesk.article.article import Metadata
from copydesk.article.blocks import Flat
from copydesk.article.metadata.agency import Lead, find_agency, read_lead
from copydesk.article.metadata.authors import find_authors
from copydesk.article.metadata.dates import find_modified, find_published
from copydesk.article.metadata.datetext import Order, order_of, order_shown
from copydesk.article.metadata.head import Head
from copydesk.article.metadata.headline import find_headline, find_place
from copydesk.article.metadata.language import find_language
from copydesk.article.metadata.signs import (
    find_canonical,
    find_free,
    find_image,
    find_reservation,
    find_section,
    find_tags,
    is_live,
)
from copydesk.article.metadata.site import find_site, host_of, site_names
from copydesk.article.metadata.standfirst import find_standfirst
from copydesk.article.metadata.title import find_title
from copydesk.page.page import Page

_ABOVE, _BELOW = 12, 14  # blocks around the title that may hold byline and date
_FAR = 40  # lines between a stray block and the story
_LINE = 100  # characters: a longer block of the body holds no date of publication
_LEADS = 2  # blocks of the body in which the lead may be: a summary may stand above it
_END = 10  # blocks behind the last paragraph that may date the story
_SIGNED = 6  # ... and that may sign it


def gather(head: Head, flat: Flat, kept: Sequence[bool], page: Page) -> Metadata:
    """What a page tells of its article.

    `kept` tells of each block of `flat` whether it is in the body (the standfirst may be kept
    there: it is returned as `standfirst` and the caller takes it out of the body).
    Never raises on what the page holds; the same page gives the same values.
    """
    origins: dict[str, str] = {}
    sites = site_names(head, page.url)
    story = kept if flat.markup else _without_strays(kept)
    title, title_at = _title(head, flat, story, page, sites, origins)
    top = _around(flat, story, title_at)
    standfirst_at = find_standfirst(flat, head, title_at, kept)
    standfirst = flat.blocks[standfirst_at].text if standfirst_at is not None else None
    body = [
        b.text
        for i, (b, keep) in enumerate(zip(flat.blocks, kept, strict=True))
        if keep and i != standfirst_at
    ]
    language = find_language(" ".join(body)[:4000], head)
    tag = head.language or head.first("og:locale") or (language[0] if language else None)
    order = order_of(tag, host_of(head, page.url))
    if order is Order.UNKNOWN:
        order = order_shown(block.text for block in flat.blocks)
    lines = [i for i in top if not (kept[i] and len(flat.blocks[i].text) > _LINE)]
    last = max((i for i, keep in enumerate(kept) if keep), default=len(kept))
    published = find_published(page, head, flat, lines, last, order)
    modified = find_modified(page, head, flat, lines, order)
    if published:
        origins["published"] = published.method
    if modified:
        origins["modified"] = modified.method
    if standfirst:
        origins["standfirst"] = "page"
    column = page.columns.get("author") or page.columns.get("authors")
    near = [i for i in top if i <= last + _SIGNED]
    signature = find_authors(head, flat, story, title_at, sites, near, column)
    if signature:
        origins["authors"] = signature.origin + ("" if signature.people else ", not a person")
    leads = (read_lead(text) for text in [t for t in body if len(t) > 40][:_LEADS])
    lead = next((found for found in leads if found.agency or found.place), Lead())
    signed = signature.names if signature and not signature.people else ()
    agency = find_agency(
        lead,
        (*signed, *_signed_values(head)),
        (flat.blocks[i].text for i in lines),
        body[-1] if body else "",
    )
    if lead.place:
        origins["dateline"] = "lead"
    told = {
        "site": find_site(head, page.url),
        "agency": agency,
        "language": language,
        "section": find_section(head),
        "image": find_image(head, page.url),
        "canonical_url": find_canonical(head, page.url),
        "reservation": find_reservation(head, page.headers),
    }
    values = {name: found[0] if found else None for name, found in told.items()}
    origins.update((name, found[1]) for name, found in told.items() if found)
    tags, free, live = find_tags(head, sites), find_free(head), is_live(head, page.url)
    for name, found in (("tags", tags), ("free", free), ("live", live)):
        if found:
            origins[name] = found[1]
    return Metadata(
        title=title,
        standfirst=standfirst,
        authors=signature.names if signature else (),
        published=published,
        modified=modified,
        dateline=lead.place,
        tags=tags[0] if tags else (),
        free=free[0] if free else None,
        live=bool(live),
        origins=origins,
        **values,
    )


def _title(
    head: Head,
    flat: Flat,
    kept: Sequence[bool],
    page: Page,
    sites: Sequence[str],
    origins: dict[str, str],
) -> tuple[str | None, int | None]:
    column = page.columns.get("title", "").strip()
    if column:
        origins["title"] = "column"
        return column, find_place(flat, column, kept)
    found = find_title(head, flat, sites, page.url)
    if found:
        origins["title"] = found.origin
        return found.text, find_place(flat, found.text, kept)
    index = find_headline(flat, kept)
    if index is None:
        return None, None
    origins["title"] = "line of text"
    return flat.blocks[index].text, index


def _without_strays(kept: Sequence[bool]) -> Sequence[bool]:
    """`kept` without single blocks far above the rest: a menu's blurb is not the story's top."""
    body = [i for i, keep in enumerate(kept) if keep]
    strays = set()
    for one, following in pairwise(body):
        if following - one <= _FAR:
            break
        strays.add(one)
    return [keep and i not in strays for i, keep in enumerate(kept)] if strays else kept


def _around(flat: Flat, kept: Sequence[bool], title_at: int | None) -> list[int]:
    """Blocks that may hold byline and date: around the title, and behind the last paragraph."""
    body = [i for i, keep in enumerate(kept) if keep]
    first = body[0] if body else len(flat.blocks)
    start = title_at if title_at is not None else first
    behind = range(
        start + 1, min(len(flat.blocks), max(start + _BELOW, min(first, start + 40) + 3))
    )
    above = range(max(0, start - _ABOVE), start)
    end = range(body[-1] + 1, min(len(flat.blocks), body[-1] + 1 + _END)) if body else range(0)
    order = [*behind, *reversed(above), *end]
    return [i for i in dict.fromkeys(order) if not flat.blocks[i].hidden]


def _signed_values(head: Head) -> list[str]:
    """Bylines of the head as they are written: an agency may stand beside a person in them."""
    values = list(head.metas.get("author", ()))[:3]
    for node in head.articles[:1]:
        author = node.get("author")
        for item in author if isinstance(author, list) else [author]:
            name = item.get("name") if isinstance(item, dict) else item
            if isinstance(name, str):
                values.append(name[:200])
    return values
