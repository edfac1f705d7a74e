"""JSON-LD: the linked data that a page carries, read leniently.

Pages break the JSON in standing ways: comment and CDATA wrappers, raw line breaks in strings,
trailing commas, HTML entities, a second object after the first. What cannot be read even so is
left out: it is one witness among others.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]

MAX_NODES = 400  # a live blog lists each of its posts; its own node stands before them
MAX_DEPTH = 12
_MAX_SOURCE = 2_000_000  # characters of one script that are read
_OPENING = re.compile(r"\s*(?:(?://|/\*)?\s*(?:<!--|<!\[CDATA\[)\s*(?:\*/|//)?\s*)+")
_CLOSING = re.compile(r"(?:\s*(?://|/\*)?\s*(?:-->|\]\]>)\s*(?:\*/)?)+\s*;?\s*$")
_CLOSING_LENGTH = 60  # characters at the end in which a wrapper may close
_TRAILING_COMMA = re.compile(r",(\s*[\]}])")
# Joiners (U+200C, U+200D) stay: Persian and Indic scripts spell with them.
_UNSEEN = re.compile("[\xad\u200b\u200e\u200f\u2060\ufeff]")
_ARTICLE_TYPES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle "
    "BackgroundNewsArticle ReviewNewsArticle AskPublicNewsArticle AdvertiserContentArticle "
    "SatiricalArticle LiveBlogPosting BlogPosting SocialMediaPosting TechArticle "
    "ScholarlyArticle Report Review MedicalScholarlyArticle Recipe".split()
)
# Nodes that hold or name an article but are not one: read last.
_PAGE_TYPES = frozenset("WebPage ItemPage CreativeWork MedicalWebPage".split())


def read_jsonld(sources: list[str]) -> tuple[Node, ...]:
    """All objects of the page's JSON-LD scripts in page order, nested ones after their holders.

    Never raises. `{"@id": ...}` references are resolved by `resolve`.
    """
    nodes: list[Node] = []
    for source in sources:
        for value in _load(source[:_MAX_SOURCE]):
            _collect(value, nodes)
    return tuple(nodes)


def types_of(node: Node) -> tuple[str, ...]:
    """The node's types without namespace: ("NewsArticle",)."""
    kinds = node.get("@type", node.get("type"))
    if isinstance(kinds, str):
        kinds = [kinds]
    if not isinstance(kinds, list):
        return ()
    return tuple(kind.rsplit("/", 1)[-1] for kind in kinds if isinstance(kind, str))


def article_nodes(nodes: tuple[Node, ...], kinds: tuple[tuple[str, ...], ...]) -> list[Node]:
    """The nodes that are articles, in page order; pages that have a headline, after them.

    `kinds` are the types of each node (`types_of`).
    """
    typed = list(zip(nodes, kinds, strict=True))
    articles = [node for node, own in typed if not _ARTICLE_TYPES.isdisjoint(own)]
    pages = [
        node
        for node, own in typed
        if not _PAGE_TYPES.isdisjoint(own) and (node.get("headline") or node.get("author"))
    ]
    return articles + pages


def resolve(value: object, nodes: tuple[Node, ...]) -> object:
    """Follow `{"@id": "..."}` to the node of that id, where there is one."""
    if isinstance(value, dict) and "@id" in value and not value.get("name"):
        for node in nodes:
            if node.get("@id") == value["@id"] and node.get("name"):
                return node
    return value


def text_of(value: object) -> str:
    """A JSON-LD value as text: strings as they are, `@value` objects and lists by their first."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("@value", value.get("name", value.get("url")))
        else:
            break
    return clean(value) if isinstance(value, str) else ""


def clean(text: str) -> str:
    """Text of an attribute or a JSON string: entities undone (twice at most), spaces folded,
    soft hyphens and marks of no width taken out.
    """
    if "&" in text:
        text = html.unescape(text)
        if "&" in text:
            text = html.unescape(text)
    if not text.isascii():
        text = _UNSEEN.sub("", text)
    return " ".join(text.split())


def _load(source: str) -> Iterator[object]:
    text = source.strip()
    if text.startswith(("<", "/")):  # JSON never does; the patterns dislike long white space
        opening = _OPENING.match(text)
        text = text[opening.end() :].strip() if opening else text
    if text.endswith((">", "/", ";")):
        closing = _CLOSING.search(text, max(0, len(text) - _CLOSING_LENGTH))
        text = text[: closing.start()] if closing else text
    if not text:
        return
    decoder = json.JSONDecoder(strict=False)
    for attempt in range(3):
        if attempt == 1:
            text = _TRAILING_COMMA.sub(r"\1", text)
        elif attempt == 2:
            text = _TRAILING_COMMA.sub(r"\1", html.unescape(text))
        try:
            place = 0
            values = []
            while place < len(text):
                value, place = decoder.raw_decode(text, place)
                values.append(value)
                while place < len(text) and text[place] in " \t\r\n,;":
                    place += 1
        except (ValueError, RecursionError):
            if place and values and attempt == 2:
                yield from values
            continue
        yield from values
        return


def _collect(value: object, nodes: list[Node]) -> None:
    """Append the objects in `value`, holders before what they hold, without recursion."""
    pending: list[tuple[object, int]] = [(value, 0)]
    while pending and len(nodes) < MAX_NODES:
        item, depth = pending.pop(0)
        if depth > MAX_DEPTH:
            continue
        if isinstance(item, list):
            pending[:0] = [(part, depth + 1) for part in item if isinstance(part, (dict, list))]
        elif isinstance(item, dict):
            nodes.append(item)
            pending += [
                (part, depth + 1) for part in item.values() if isinstance(part, (dict, list))
            ]
