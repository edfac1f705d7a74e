"""process(page): a page to the object of the contract that says what became of it.

The one way through the stages that every engine takes: in a loop, in supervised workers, on a
cluster. It is free of I/O, and what it returns is small and plain, so it crosses process
borders cheaply.
"""

from __future__ import annotations

import json

from copydesk.article.read import read_page
from copydesk.contract import article_from_json, line, reading_to_json, record_to_json
from copydesk.page.page import Page
from copydesk.record.annotate import annotate


def process(page: Page) -> str:
    """Read and annotate one page. Returns its contract object as one line of JSON."""
    reading = read_page(page)
    record = annotate(reading.article) if reading.article else None
    return line(reading_to_json(reading, record))


def record_again(article: str) -> str:
    """Annotate an article that was kept. Takes its `article` object as JSON, returns what the
    contract object has beside it: the record and its refusal."""
    record = annotate(article_from_json(json.loads(article)))
    refusal = None
    if record.refusal is not None:
        refusal = {name: getattr(record.refusal, name) for name in ("stage", "reason", "detail")}
    return line({"refusal": refusal, **record_to_json(record)})
