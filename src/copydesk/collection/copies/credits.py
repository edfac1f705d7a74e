"""Credits: the outlet that published an article, and the agency that its words were had from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from copydesk.article.metadata.agency import read_lead

_NAME = r"(?P<name>[A-Z][\w.&-]*(?: [A-Z&][\w.&-]*){0,3})"
# "BERGEN, March 2 (Nordfeed) — ...": brackets between a place and a dash hold an agency, also one
# that no list knows.
_DATELINE = re.compile(rf"[^\W\d_][^()\n—–]{{1,50}} \({_NAME}\) ?(?:—|–|--|-) ")
_LAST_LINE = re.compile(rf"(?:^|\n)\({_NAME}\)\s*$")


def agency_of(article: Mapping[str, object], text: str) -> str | None:
    """The agency that an article credits: in its metadata, its dateline or its last line."""
    stated = article.get("agency")
    if isinstance(stated, str) and stated.strip():
        return stated
    lead = read_lead(text).agency
    if lead:
        return lead
    match = _DATELINE.match(text) or _LAST_LINE.search(text[-80:])
    return match["name"] if match else None


def outlet_of(article: Mapping[str, object], location: str) -> str | None:
    """Who published an article: its site, else the host of its address, without "www."."""
    site = article.get("site")
    if isinstance(site, str) and site.strip():
        return site
    for url in (article.get("canonical_url"), location):
        host = urlsplit(url).hostname if isinstance(url, str) and "://" in url else None
        if host:
            return host.removeprefix("www.")
    return None


def folded(name: str | None) -> str | None:
    """A name without case and spare spaces, to compare by."""
    return " ".join(name.casefold().split()) if name else None
