"""Signs: paywall, live blog, reservations, section, tags, image, canonical address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urljoin, urlsplit

from copydesk.article.metadata.head import Head
from copydesk.article.metadata.jsonld import text_of, types_of
from copydesk.article.metadata.site import fold

MAX_TAGS = 40
_MAX_TAG = 80  # characters
_PARTED = re.compile(r"\s*[,;，、；|]\s*")
# One value that lists: commas without spaces, or many words of a script that has no spaces.
_LISTED = re.compile(r",(?=\S)|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_KIND = re.compile(
    r"^(?:\w+ ){0,2}(?:category|section|tokens|tag|topic|keyword):\s*(?:\w+:)?", re.I
)
_KEY = re.compile(r"^[0-9a-f]{8}-?[0-9a-f-]{8,}$|^\d{5,}$|^[\W_]+$|^\w+(?:_[\w-]+)+$|://")
_RESERVED_ROBOTS = ("noai", "noimageai")
_LIVE_WORDS = (
    "liveblog",
    "live-blog",
    "live_blog",
    "/live/",
    "-live-",
    "liveticker",
    "newsblog",
    "en-direct",
    "minuto-a-minuto",
    "en-vivo",
)


def find_free(head: Head) -> tuple[bool, str] | None:
    """Whether the article is free to read, where the page says so."""
    for node in head.nodes:
        if "isAccessibleForFree" in node and types_of(node) != ("WebPageElement",):
            value = str(
                text_of(node["isAccessibleForFree"]) or node["isAccessibleForFree"]
            ).casefold()
            if value in ("true", "false", "1", "0", "yes", "no"):
                return value in ("true", "1", "yes"), "json-ld isAccessibleForFree"
    tier = head.first("article:content_tier", "content_tier", "og:article:content_tier").casefold()
    if tier in ("free", "locked", "metered"):
        return tier == "free", "meta article:content_tier"
    return None


def is_live(head: Head, url: str | None) -> tuple[bool, str] | None:
    """Whether the page is a live blog by its linked data or its address."""
    if any("LiveBlogPosting" in kinds for kinds in head.kinds[:40]):
        return True, "json-ld LiveBlogPosting"
    address = (url or head.links.get("canonical") or "").lower()
    if any(word in address for word in _LIVE_WORDS) and "coverageStartTime" in str(
        head.articles[:1]
    ):
        return True, "url"
    return None


def find_reservation(head: Head, headers: Mapping[str, str]) -> tuple[str, str] | None:
    """A reservation of text and data mining or of AI uses, in the page's words.

    Sources: W3C TDM Reservation Protocol (`tdm-reservation`); the `noai` robots directives.
    """
    value = head.first("tdm-reservation")
    if value.strip() == "1":
        policy = head.first("tdm-policy")
        return (
            f"tdm-reservation: 1{'; tdm-policy: ' + policy if policy else ''}",
            "meta tdm-reservation",
        )
    if headers.get("tdm-reservation", "").strip() == "1":
        return "tdm-reservation: 1", "header tdm-reservation"
    for origin, values in (
        ("meta robots", [*head.metas.get("robots", ()), *head.metas.get("googlebot", ())]),
        ("header x-robots-tag", [headers.get("x-robots-tag", "")]),
    ):
        for directives in values:
            words = {word.strip().casefold() for word in directives.split(",")}
            reserved = [word for word in _RESERVED_ROBOTS if word in words]
            if reserved:
                return f"robots: {', '.join(reserved)}", origin
    return None


def find_section(head: Head) -> tuple[str, str] | None:
    """The section the page is filed in."""
    for node in head.articles[:1]:
        value = text_of(node.get("articleSection"))
        if value and len(value) <= _MAX_TAG and not _KEY.search(value):
            return value, "json-ld articleSection"
    value = head.first(
        "article:section", "og:article:section", "parsely-section", "section", "dc.subject.section"
    )
    if value and len(value) <= _MAX_TAG and not _KEY.search(value):
        return value, "meta article:section"
    for node, kinds in zip(head.nodes, head.kinds, strict=True):
        if "BreadcrumbList" in kinds:
            items = node.get("itemListElement")
            names = (
                [_crumb(item) for item in items if isinstance(item, dict)]
                if isinstance(items, list)
                else []
            )
            if len(names) >= 3 and names[1]:
                return names[1], "json-ld breadcrumb"
    return None


def _crumb(item: dict[str, object]) -> str:
    name = text_of(item.get("name"))
    inner = item.get("item")
    return name or (text_of(inner.get("name")) if isinstance(inner, dict) else "")


def find_tags(head: Head, sites: Sequence[str]) -> tuple[tuple[str, ...], str] | None:
    """Keywords: article:tag, JSON-LD keywords, meta keywords.

    Left out are names of the site (`sites`), keys of machines, and a description cut into words.
    """
    own = {fold(site) for site in sites}
    linked = [part for node in head.articles[:1] for part in _words(node.get("keywords"))]
    for origin, values in (
        ("meta article:tag", head.metas.get("article:tag", [])),
        ("json-ld keywords", linked),
        (
            "meta keywords",
            [
                part
                for name in ("news_keywords", "keywords", "parsely-tags")
                for value in head.metas.get(name, [])[:1]
                for part in _PARTED.split(value)
            ],
        ),
    ):
        if len(values) == 1:
            values = _LISTED.split(values[0])
        tags = tuple(
            dict.fromkeys(
                tag
                for tag in (_KIND.sub("", value).strip() for value in values)
                if tag and len(tag) <= _MAX_TAG and not _KEY.search(tag) and fold(tag) not in own
            )
        )
        if origin == "meta keywords" and len(tags) > 3 and _recited(tags, head):
            continue
        if tags:
            return tags[:MAX_TAGS], origin
    return None


def _recited(tags: Sequence[str], head: Head) -> bool:
    """Whether tags are the words of the description or title, one by one."""
    words = fold(" ".join(tags))
    return any(words in fold(t) for t in (head.first("description", "og:description"), head.title))


def _words(value: object) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        text = text_of(item)
        yield from text.split(",") if isinstance(item, str) else [text]


def find_image(head: Head, url: str | None) -> tuple[str, str] | None:
    """The lead image's address."""
    value = head.first("og:image", "og:image:secure_url", "twitter:image", "twitter:image:src")
    if value:
        return _absolute(value, url), "og:image"
    for node in head.articles[:1]:
        image = node.get("image")
        if isinstance(image, list):
            image = image[0] if image else None
        value = (
            text_of(image.get("url") or image.get("contentUrl"))
            if isinstance(image, dict)
            else text_of(image)
        )
        if value:
            return _absolute(value, url), "json-ld image"
    return None


def find_canonical(head: Head, url: str | None) -> tuple[str, str] | None:
    """The page's canonical address, made absolute; never a bare host for a deeper page."""
    for origin, value in (
        ("link canonical", head.links.get("canonical")),
        ("og:url", head.first("og:url")),
    ):
        if value:
            address = _absolute(value, url)
            try:
                parts = urlsplit(address)
                deep = bool(url and urlsplit(url).path.strip("/"))
            except ValueError:
                continue
            if parts.scheme in ("http", "https") and (
                parts.path.strip("/") or parts.query or not deep
            ):
                return address, origin
    return None


def _absolute(address: str, base: str | None) -> str:
    try:
        return urljoin(base or "", address.strip())
    except ValueError:
        return address.strip()
