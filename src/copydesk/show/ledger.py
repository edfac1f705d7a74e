"""The page as it came: kept and set-aside runs, put back in page order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from copydesk.article.article import Paragraph
from copydesk.article.reading import Reading, SetAside


def page_order(reading: Reading) -> Iterator[Paragraph | SetAside]:
    """Every run of the page in page order: kept paragraphs and what was set aside between them."""
    paragraphs = reading.article.paragraphs if reading.article else ()
    waiting = iter(reading.set_aside)
    item = next(waiting, None)
    for index, paragraph in enumerate(paragraphs):
        while item is not None and item.before_paragraph <= index:
            yield item
            item = next(waiting, None)
        yield paragraph
    if item is not None:
        yield item
        yield from waiting


def reasons(reading: Reading) -> list[tuple[str, int]]:
    """How many runs were set aside for each reason, commonest first, then by name."""
    counted = Counter(item.reason.value for item in reading.set_aside)
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
