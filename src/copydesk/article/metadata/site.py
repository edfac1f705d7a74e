"""Site: the names a site goes by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from copydesk.article.metadata.head import Head
from copydesk.article.metadata.jsonld import resolve, text_of

_NAME_METAS = (
    "og:site_name",
    "site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "al:android:app_name",
    "al:ios:app_name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "copyright",
    "cre",
    "twitter:app:name:iphone",
)
_COMMON_LABELS = frozenset(
    "www m amp mobile web news en de fr es it ru ar www2 beta edition us uk co com org net gov ac "
    "edu gob gouv or ne go info biz online site".split()
)
_MAX_NAME = 80
_COMPANY = re.compile(r"\s+[-–|]\s+.*\b(?:GmbH|AG|KG|Ltd|LLC|Inc|S\.?A\.?|B\.?V\.?|AB|Oy|ApS)\b.*$")
_LETTERS = re.compile(r"[^\W_]+")


@lru_cache(maxsize=512)  # most texts of a page's head are folded more than once
def fold(text: str) -> str:
    """A text's letters and digits alone, folded: what two spellings of a title share.

    >>> fold("„Talks” – resume!") == fold('"Talks": resume')
    True
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(_LETTERS.findall(text.casefold()))


def find_site(head: Head, url: str | None) -> tuple[str, str] | None:
    """The site's name and where it comes from, or None.

    A name that has the host's letters comes before one that has not: some pages give the name of
    a section, or of their company, as the site's.
    """
    published = (text_of(resolve(node.get("publisher"), head.nodes)) for node in head.articles)
    publisher = next(
        (name for name in published if name and len(name) <= _MAX_NAME and "://" not in name), ""
    )
    own = head.first("og:site_name", "site_name")
    if own.islower() and fold(own) == fold(publisher).replace(" ", ""):
        own = ""  # "dailylamp" is better spelled "Daily Lamp"
    offered = [
        (_COMPANY.sub("", name), origin)
        for name, origin in (
            (own, "og:site_name"),
            (publisher, "json-ld publisher"),
            (
                head.first("application-name", "apple-mobile-web-app-title"),
                "meta application-name",
            ),
        )
        if name and len(name) <= _MAX_NAME
    ]
    host = host_of(head, url)
    if not offered:
        return (host, "url") if host else None
    return next((found for found in offered if _is_of_host(found[0], host)), offered[0])


def _is_of_host(name: str, host: str) -> bool:
    """Whether a name has a label's letters, the label a word's, or the label is its initials."""
    words = fold(name).split()
    letters, initials = "".join(words), "".join(word[0] for word in words)
    return any(
        label in letters
        or letters in label
        or label == initials
        or any(len(word) > 3 and word in label for word in words)
        for label in (label.replace("-", "") for label in host.split("."))
        if label not in _COMMON_LABELS and len(label) > 2
    )


def site_names(head: Head, url: str | None) -> tuple[str, ...]:
    """Every name the site goes by, its host and the labels of that included."""
    names: list[str] = []
    for meta in _NAME_METAS:
        names += [value for value in head.metas.get(meta, ()) if len(value) <= _MAX_NAME]
    for node in head.articles[:2]:
        names.append(text_of(resolve(node.get("publisher"), head.nodes)))
    for node, kinds in zip(head.nodes, head.kinds, strict=True):
        if "WebSite" in kinds or (
            any(kind.endswith("Organization") for kind in kinds)
            and ("logo" in node or "url" in node or "sameAs" in node)  # not one it tells of
        ):
            names += [text_of(node.get("name")), text_of(node.get("alternateName"))]
            if len(names) > 24:
                break
    host = host_of(head, url)
    if host:
        names.append(host)
        names += [
            label for label in host.split(".") if label not in _COMMON_LABELS and len(label) > 1
        ]
    seen: dict[str, str] = {}
    for name in names:
        if name and not name.startswith(("http:", "https:")) and len(name) <= _MAX_NAME:
            seen.setdefault(fold(name), name)
    seen.pop("", None)
    return tuple(seen.values())


def host_of(head: Head, url: str | None) -> str:
    """The page's host without "www.", from its URL or its canonical link; "" for none."""
    for address in (url, head.links.get("canonical"), head.first("og:url")):
        if address and "://" in address:
            try:
                host = urlsplit(address).hostname or ""
            except ValueError:
                continue
            if host:
                return re.sub(r"^(?:www\d?|m|amp)\.", "", host.lower())
    return ""


@lru_cache(maxsize=1024)
def _folded_name(site: str) -> str:
    return fold(site).replace(" ", "")


def is_site_name(text: str, sites: Sequence[str]) -> bool:
    """Whether a text is a name of the site: the same letters, a host of it, or its own name with
    few letters more ("Daily Lamp Online" for "Daily Lamp").
    """
    key = fold(text).replace(" ", "")
    if not key:
        return False
    for site in sites:
        name = _folded_name(site)
        if key == name or (
            len(name) >= 4 and len(key) <= 2 * len(name) + 4 and name in key and len(key) < 40
        ):
            return True
        if len(key) >= 4 and key in name and 2 * len(key) >= len(name):
            return True
    return False
