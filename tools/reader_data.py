"""The reader's training data: labelled pages, each with its markup and with the markup gone."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborHTMLParser

from copydesk.article.blocks import Flat
from copydesk.article.features import Floats, Ints, features
from copydesk.article.metadata.head import Head
from copydesk.article.phrases import find_phrases
from copydesk.article.read import flatten
from copydesk.page.decode import decode
from copydesk.page.page import Form, Page
from reader_labels import TOKEN, label

_LINES = frozenset(
    "address article aside blockquote br dd details div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul".split()
)
_SILENT = frozenset("script style noscript template head".split())


@dataclass(slots=True)
class Sample:
    """One rendering of one labelled page. `values` and `groups` are as `features` gives them."""

    set: str
    site: str
    name: str
    flat: Flat
    head: Head
    values: Floats
    groups: Sequence[Ints]
    labels: NDArray[np.int8]
    words: NDArray[np.int64]
    reference: str
    title: str
    made: bool = False  # put together from others, see `reader_made`


def strip_tags(html: str) -> str:
    """A page as text alone: one line for each block-level element."""
    tree = LexborHTMLParser(html)
    out: list[str] = []
    node = tree.body
    stack = []
    while node is not None:
        child = None
        if node.is_text_node:
            out.append((node.text_content or "").replace("\n", " "))
        elif node.is_element_node and node.tag not in _SILENT:
            if node.tag in _LINES:
                out.append("\n")
            child = node.child
        if child is not None:
            stack.append(node)
            node = child
            continue
        following = node.next
        while following is None and stack:
            node = stack.pop()
            if node.tag in _LINES:
                out.append("\n")
            following = node.next
        node = following if stack else None
    lines = (" ".join(line.split()) for line in "".join(out).split("\n"))
    return "\n".join(line for line in lines if line)


def newspaper_pages(data: Path) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    """(publisher, page, what its publisher's parser read from it) of each newspaper page."""
    for path in sorted((data / "fundus").glob("*/*.json")):
        versions = json.loads(path.read_text("utf-8"))
        order = sorted(versions, key=lambda v: [int(n) for n in re.findall(r"\d+", v)])
        found = sorted(
            p
            for p in path.parent.glob(f"{path.stem}_*.html.gz")
            if re.fullmatch(re.escape(path.stem) + r"_\d{4}_\d\d_\d\d\.html\.gz", p.name)
        )
        for name, page in zip(order, found, strict=True):
            yield path.stem, page, versions[name]


def pages(data: Path) -> Iterator[tuple[str, str, str, str, str, str]]:
    """(set, site, name, html, reference, title) of the two development sets below `data`."""
    for site, page, version in newspaper_pages(data):
        body = version["body"]
        lines = list(body["summary"])
        for section in body["sections"]:
            lines += section["headline"] + section["paragraphs"]
        html = decode(Page(page.name, gzip.decompress(page.read_bytes()))).text
        title = version["title"] or ""
        yield "fundus", site, page.name, html, "\n".join(lines), title
    for path in sorted((data / "wcxb/dev/ground-truth").glob("*.json")):
        truth = json.loads(path.read_text("utf-8"))
        if truth["_internal"]["page_type"]["primary"] != "article":
            continue
        raw = gzip.decompress((data / f"wcxb/dev/html/{path.stem}.html.gz").read_bytes())
        site = urlsplit(truth.get("url") or path.stem).hostname or path.stem
        text = truth["ground_truth"].get("main_content") or ""
        if text:
            html = decode(Page(path.stem, raw)).text
            title = truth["ground_truth"].get("title") or ""
            yield "wcxb", ".".join(site.split(".")[-2:]), path.stem, html, text, title


def samples(data: Path) -> Iterator[Sample]:
    """Both renderings of every page on which the reference is found."""
    for set_, site, name, html, reference, title in pages(data):
        for text, form in ((html, Form.HTML), (strip_tags(html), Form.TEXT)):
            head, flat = flatten(text, form)
            labels = label(flat, reference)
            if not (labels == 1).any():
                continue
            values, groups = features(flat, head, find_phrases([b.text for b in flat.blocks]))
            words = np.array([len(TOKEN.findall(b.text)) for b in flat.blocks])
            told = (labels, words, reference, title)
            yield Sample(set_, site, name, flat, head, values, groups, *told)
