"""Readings and records as one self-contained HTML page: no script, nothing loaded."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from copydesk.article.article import Article, Paragraph
from copydesk.article.reading import Reading, SetAside
from copydesk.record.record import Record
from copydesk.show.ledger import page_order
from copydesk.show.marks import Mark, record_marks, runs
from copydesk.show.names import actor_names, described, joined, when, where


def reading_page(reading: Reading) -> str:
    """The article, where each value came from, and the page as it came with its ledger."""
    return _page(reading, None)


def record_page(reading: Reading, record: Record) -> str:
    """The same with sources, cues, contents and events highlighted, and tables of the claims."""
    return _page(reading, record)


def marked_paragraph(text: str, start: int, end: int, marks: list[Mark]) -> Markup:
    """`text[start:end]` with a `<span>` round each run of marks; everything escaped."""
    out = []
    for run in runs(start, end, marks):
        shown = escape(text[run.start : run.end])
        if run.marks:
            roles = " ".join(sorted({mark.role for mark in run.marks}))
            claims = " ".join(dict.fromkeys(mark.claim for mark in run.marks))
            shown = Markup('<span class="{}" title="{}">{}</span>').format(roles, claims, shown)
        out.append(shown)
    return Markup("").join(out)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("copydesk.show"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"when": when, "where": where, "described": described}
    return environment


def _page(reading: Reading, record: Record | None) -> str:
    article = reading.article
    marks = record_marks(record) if record else []
    names = actor_names(record) if record else {}
    return (
        _environment()
        .get_template("page.html")
        .render(
            reading=reading,
            article=article,
            record=record,
            names=names,
            joined=lambda ids: joined(ids, names),
            marked=[
                (p, marked_paragraph(article.text, p.start, p.end, marks))
                for p in article.paragraphs
            ]
            if article
            else [],
            ledger=[_ledger_row(item, article) for item in page_order(reading)],
        )
    )


def _ledger_row(item: Paragraph | SetAside, article: Article | None) -> tuple[bool, str, str, str]:
    """Whether a run is kept, what it is or why it is not, its text and its place."""
    if isinstance(item, SetAside):
        return False, item.reason.value, item.text, item.where
    assert article is not None, "paragraphs come from an article"
    return True, item.kind.value, article.text[item.start : item.end], item.where
