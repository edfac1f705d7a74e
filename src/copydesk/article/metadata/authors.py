"""Authors: the people who sign the story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from copydesk.article.blocks import Block, Flat
from copydesk.article.metadata.byline import MAX_BYLINE, cut_tail, read_agencies, read_bylines
from copydesk.article.metadata.head import Head
from copydesk.article.metadata.jsonld import Node, clean, resolve, types_of
from copydesk.article.metadata.names import (
    MAX_AUTHORS,
    begins_with_by,
    is_person,
    split_names,
    tidy,
)
from copydesk.article.metadata.signature import find_signature
from copydesk.article.metadata.site import fold

_METAS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "article:author_name",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "cxenseparse:author",
    "byl",
    "authors",
    "article.author",
    "citation_author",
)
_BYLINE_MARK = re.compile(
    r"(?<![a-z])(?:by-?line|author|autor|auteur|writer|redakteur|reporter|journalist|contributor|submitted|credit-name|name-author)",
    re.I,
)
_CAMEL_MARK = re.compile(r"(?<=[a-z])(?:Author|Autor|Auteur|Byline|ByLine|Writer|Reporter)")
_LINK = re.compile(r"\s*\((?:https?://|www\.)[^)]*\)")
_KEY = re.compile(r"\w+(?:\.\w+){3,}|null|undefined|none", re.I)
_NOT_BYLINE = re.compile(
    r"bio|about|more-|related|comment|social|share|follow|avatar|image|photo|caption|job|role|recommend|teaser|card",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, and where that stands. `people` is False where a newsroom or agency does."""

    names: tuple[str, ...]
    origin: str
    people: bool = True


def find_authors(
    head: Head,
    flat: Flat,
    kept: Sequence[bool],
    title_at: int | None,
    sites: Sequence[str],
    top: Sequence[int],
    column: str | None = None,
) -> Signature | None:
    """Who signs the story, by the first witness that names people.

    `kept` tells which blocks are of the body, `title_at` which one shows the title; `column` is
    what a table of pages gave as its author.
    `top` are the indexes of the blocks around headline and body where a byline may stand.
    Where no witness names a person, the newsroom or agency that the page's data names as its
    author is given, with `people` False. None where nobody signs.
    """
    bodies: Signature | None = None
    offers = _offers(head, flat, top) if flat.markup else iter(())
    if column:
        offers = chain([("column author", [(column, False)])], offers)
    for origin, offered in offers:
        names = _people(offered, sites)
        if names:
            return Signature(names, origin)
        if bodies is None and origin.startswith(("json-ld", "meta")):
            firm = tuple(body for name, _ in offered if (body := _body(name)))
            if firm:
                bodies = Signature(firm[:3], origin, people=False)
    read = read_bylines if flat.markup else find_signature
    names = read(flat, kept, title_at, sites)
    if names:
        return Signature(names, "line of text")
    if bodies is None and not flat.markup:
        firms = read_agencies(flat, kept, title_at)
        bodies = Signature(firms, "line of text", people=False) if firms else None
    return bodies


def _offers(
    head: Head, flat: Flat, top: Sequence[int]
) -> Iterator[tuple[str, list[tuple[str, bool]]]]:
    """Each witness's names in turn, most trusted first: (name as given, marked as a person)."""
    for node in head.articles[:2]:
        offered = list(_linked(node.get("author"), head))
        offered = offered or list(_linked(node.get("creator"), head))
        if offered:
            yield "json-ld author", offered
    for meta in _METAS:
        values = [(value, False) for value in head.metas.get(meta, ()) if "://" not in value]
        if values:
            yield f"meta {meta}", values
    if head.first("twitter:label1").casefold() in ("written by", "by", "author"):
        yield "meta twitter:data1", [(head.first("twitter:data1"), False)]
    marked = [(block, flat) for block in (flat.blocks[i] for i in top) if _is_byline(block, flat)]
    for block, _ in marked:
        yield "byline", [(cut_tail(block.text), False)]
    for index in top:
        text = flat.blocks[index].text
        if len(text) <= MAX_BYLINE and begins_with_by(text):
            yield "byline", [(cut_tail(text), False)]
    if head.signed:
        yield "marked author", [(text, False) for text in head.signed[:4]]


def _linked(value: object, head: Head) -> Iterator[tuple[str, bool]]:
    """The names in a JSON-LD author: a string, an object, a reference, or a list of them."""
    pending = [value]
    while pending:
        item = pending.pop(0)
        if isinstance(item, list):
            pending[:0] = item[:MAX_AUTHORS]
        elif isinstance(item, str):
            if "://" not in item:
                yield clean(item), False
        elif isinstance(item, dict):
            node: Node = item
            found = resolve(node, head.nodes)
            node = found if isinstance(found, dict) else node
            name = node.get("name") or " ".join(
                part
                for part in (node.get("givenName"), node.get("familyName"))
                if isinstance(part, str)
            )
            if isinstance(name, (list, dict)):
                pending.insert(0, name)
            elif isinstance(name, str) and name:
                yield clean(name), "Person" in types_of(node)


def _people(offered: list[tuple[str, bool]], sites: Sequence[str]) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for value, told in offered:
        whole = tidy(value)
        parts = split_names(value) or [whole]
        if len(parts) == 2 and all(len(part.split()) == 1 for part in parts) and "," in value:
            parts = [f"{parts[1]} {parts[0]}"]  # "Doe, Jane"
        for part in parts:
            if is_person(part, sites, told=told):
                names.setdefault(fold(part), part)
    return tuple(names.values())[:MAX_AUTHORS]


def _body(value: str) -> str | None:
    """The name of a newsroom or agency in a value: a few words, no address, no number, no key."""
    name = _LINK.sub("", value).strip()
    if (
        2 <= len(name) <= 60
        and name[0].isalnum()
        and "@" not in name
        and "://" not in name
        and not _KEY.fullmatch(name)
        and any(map(str.isalpha, name))
    ):
        return name
    return None


def _is_byline(block: Block, flat: Flat) -> bool:
    if len(block.text) > MAX_BYLINE:
        return False
    marks = [block.inline_mark]
    for depth, index in enumerate(flat.ancestors(block)):
        if depth > 2:
            break
        marks.append(flat.elements.mark[index])
    joined = " ".join(marks)
    marked = _BYLINE_MARK.search(joined) or _CAMEL_MARK.search(joined)
    return marked is not None and not _NOT_BYLINE.search(joined)
