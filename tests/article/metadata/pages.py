"""Pages invented for the tests of metadata and verdict, and how they are read."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from copydesk.article.article import Metadata
from copydesk.article.blocks import Block, Elements, Flat
from copydesk.article.flatten_html import flatten_html
from copydesk.article.metadata.gather import gather
from copydesk.article.metadata.head import EMPTY, Head, read_head
from copydesk.article.reading import Verdict
from copydesk.article.verdict import judge, running_text
from copydesk.page.page import Page

URL = "https://www.dailylamp.example/world/ferry-talks-resume"
STORY = [
    "The two harbour towns resumed talks on Tuesday about the ferry line that was closed in "
    "spring, after three weeks in which neither council had answered the other's letters on the matter.",
    "Mayor Ada Quill said that her council would pay for the new pier if the other side took over "
    "the boats, an offer that she had first made in March and that was then refused at once.",
    "“We have waited long enough, and the people of both towns want their ferry back before the "
    "summer,” she told reporters on the quay after the meeting, which lasted for two hours.",
    "The line carried forty thousand passengers a year before a storm damaged the old pier, and "
    "fishermen have brought people over since then for whatever their passengers care to pay.",
]


def parse(html: str) -> tuple[Head, Flat]:
    """Head and blocks of a page with markup."""
    tree = LexborHTMLParser(html)
    return read_head(tree), flatten_html(tree)


def lines(text: str) -> Flat:
    """The blocks of a page without markup."""
    rows = [" ".join(row.split()) for row in text.split("\n")]
    blocks = [Block(row, line=number) for number, row in enumerate(rows, 1) if row]
    return Flat(blocks, Elements(), False)


def read_html(html: str, url: str | None = URL, **arrival: object) -> Metadata:
    """The metadata of a page with markup."""
    head, flat = parse(html)
    page = Page("test", html, url=url, **arrival)  # type: ignore[arg-type]
    return gather(head, flat, running_text(flat), page)


def read_text(text: str, **arrival: object) -> Metadata:
    """The metadata of a page without markup."""
    flat = lines(text)
    page = Page("test", text, **arrival)  # type: ignore[arg-type]
    return gather(EMPTY, flat, running_text(flat), page)


def judge_html(html: str, url: str | None = URL, status: int | None = None) -> Verdict:
    """The verdict on a page with markup."""
    head, flat = parse(html)
    page = Page("test", html, url=url, http_status=status)
    kept = running_text(flat)
    return judge(page, head, flat, kept, gather(head, flat, kept, page))


def judge_text(text: str) -> Verdict:
    """The verdict on a page without markup."""
    flat = lines(text)
    page, kept = Page("test", text), running_text(flat)
    return judge(page, EMPTY, flat, kept, gather(EMPTY, flat, kept, page))


def article(
    head: str = "", top: str = "", title: str = "Ferry talks resume", lang: str = "en"
) -> str:
    """A story's page: `head` goes into its head, `top` between its heading and its body."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    return (
        f"<html lang={lang}><head><title>{title} | The Daily Lamp</title>"
        f'<meta property="og:site_name" content="The Daily Lamp">{head}</head>'
        f"<body><nav><a href=/>Home</a></nav><article><h1>{title}</h1>{top}{body}</article>"
        "</body></html>"
    )
