"""annotate: the finders, in order, turn an Article into a Record."""

from __future__ import annotations

from copydesk.article.article import Article, Metadata, PageDate
from copydesk.dates import PartialDate
from copydesk.record.record import Record


def annotate(article: Article) -> Record:
    """Record who said and did what in an article. Every span is checked before it is returned."""
    record = Record(article.id)
    record.check(article.text)
    return record


def annotate_text(text: str, *, title: str | None = None, published: str | None = None) -> Record:
    """Record a text that is clean already; offsets count in `text` as given.

    `published` is an ISO 8601 date, against which relative times are resolved.
    """
    date = PartialDate.parse(published) if published else None
    stamp = PageDate(date.value, date.precision, None, "given", 1.0) if date else None
    return annotate(
        Article("text", text, (), Metadata(title=title, published=stamp, language="en"))
    )
